/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From what is typed into cells to a record, and back when it is undone. */

#include "config.h"

#include "view/table-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "form/record.h"
#include "view/choice-words.h"
#include "view/window.h"

static const CunyiField *
get_field (CunyiTableRow *row, guint column)
{
  const CunyiItem *item = g_ptr_array_index (row->columns, column);

  return cunyi_session_find (cunyi_filling_get_session (row->filling), item->name);
}

static void
tell_error (CunyiTableRow *row, const GError *error)
{
  cunyi_window_show_error (cunyi_window_get (GTK_WIDGET (row->page)), error);
}

static void
write_cell (GtkEditable *cell, const CunyiField *field)
{
  g_autofree char *text = field->item->choices && *field->value ? cunyi_choice_words_numbers (field) : g_strdup (field->text);

  if (strcmp (gtk_editable_get_text (cell), text) != 0)
    gtk_editable_set_text (cell, text);
}

static void
show_cell (CunyiTableRow *row, guint column)
{
  const CunyiField *field = get_field (row, column);
  GtkEditable *cell = cunyi_table_row_get_cell (row, column);
  gboolean wrong = field && (*field->error || (*field->warning && !field->confirmed));
  g_autofree char *last = field && *field->previous ? g_strdup_printf (_("last %s"), field->previous) : NULL;

  /* Another version of the form may not ask it. */
  gtk_widget_set_sensitive (GTK_WIDGET (cell), field && !row->saved && field->visible && field->enabled);
  if (field == NULL)
    return;
  write_cell (cell, field);
  gtk_entry_set_placeholder_text (GTK_ENTRY (cell), last);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (cell), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (cell), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
keep (CunyiTableRow *row)
{
  g_autoptr (GError) error = NULL;

  if (cunyi_session_is_dirty (cunyi_filling_get_session (row->filling)) && !cunyi_filling_keep_draft (row->filling, &error))
    tell_error (row, error);
}

CunyiTableRow *
cunyi_table_row_new (CunyiPage *page, const char *form, GPtrArray *columns, const char *subject)
{
  CunyiTableRow *row = g_new0 (CunyiTableRow, 1);

  row->page = page;
  row->form = form;
  row->columns = columns;
  row->subject = g_strdup (subject);
  row->cells = g_ptr_array_new ();
  return row;
}

void
cunyi_table_row_free (gpointer data)
{
  CunyiTableRow *row = data;

  g_clear_pointer (&row->filling, cunyi_filling_free);
  g_ptr_array_unref (row->cells);
  g_free (row->subject);
  g_free (row->record);
  g_free (row);
}

GtkEditable *
cunyi_table_row_get_cell (CunyiTableRow *row, guint column)
{
  return g_ptr_array_index (row->cells, column);
}

gboolean
cunyi_table_row_is_touched (CunyiTableRow *row)
{
  return row->filling && !row->saved
         && (cunyi_filling_is_draft (row->filling) || cunyi_session_is_dirty (cunyi_filling_get_session (row->filling)));
}

char *
cunyi_table_row_find_fault (CunyiTableRow *row)
{
  CunyiSession *session = row->filling && !row->saved ? cunyi_filling_get_session (row->filling) : NULL;
  g_auto (GStrv) errors = session ? cunyi_session_list_errors (session) : NULL;
  const CunyiField *field = errors && errors[0] ? cunyi_session_find (session, errors[0]) : NULL;

  if (field == NULL)
    return NULL;
  if (*field->error)
    return g_strdup_printf ("× %s：%s", field->label, field->error);
  /* Translators: %1$s is a question, %2$s what is unusual about its answer. */
  return g_strdup_printf (_("! %1$s: %2$s (F2 confirms)"), field->label, field->warning);
}

gboolean
cunyi_table_row_begin (CunyiTableRow *row)
{
  g_autoptr (GError) error = NULL;

  if (row->filling)
    return TRUE;
  row->filling = cunyi_filling_new (cunyi_page_get_clinic (row->page), row->form, row->subject, &error);
  if (row->filling == NULL)
    {
      tell_error (row, error);
      return FALSE;
    }
  cunyi_table_row_show (row);
  return TRUE;
}

void
cunyi_table_row_show (CunyiTableRow *row)
{
  g_autofree char *fault = cunyi_table_row_find_fault (row);

  for (guint i = 0; row->filling && i < row->columns->len; i++)
    show_cell (row, i);
  gtk_label_set_label (row->mark, row->saved ? "✓" : fault ? "×" : cunyi_table_row_is_touched (row) ? "…" : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->mark), fault);
}

void
cunyi_table_row_commit (CunyiTableRow *row, guint column)
{
  const char *typed = gtk_editable_get_text (cunyi_table_row_get_cell (row, column));
  const CunyiField *field;

  if (row->saved || !cunyi_table_row_begin (row))
    return;
  field = get_field (row, column);
  if (field == NULL)
    return;
  if (field->item->choices && *field->value)
    {
      g_autofree char *numbers = cunyi_choice_words_numbers (field);

      if (strcmp (numbers, typed) == 0)
        return;
    }
  if (strcmp (field->text, typed) != 0)
    {
      g_autofree char *answer = field->item->choices ? cunyi_choice_words_parse (field, typed) : NULL;
      g_autofree char *text = g_strdup (answer ? answer : typed);

      cunyi_session_set (cunyi_filling_get_session (row->filling), field->item->name, text);
      keep (row);
    }
  cunyi_table_row_show (row);
}

gboolean
cunyi_table_row_confirm (CunyiTableRow *row, guint column)
{
  CunyiSession *session;
  const CunyiField *field;

  cunyi_table_row_commit (row, column);
  if (row->filling == NULL || row->saved)
    return FALSE;
  session = cunyi_filling_get_session (row->filling);
  field = get_field (row, column);
  if (field == NULL || *field->warning == '\0' || !cunyi_session_confirm (session, field->path, !field->confirmed))
    return FALSE;
  keep (row);
  cunyi_table_row_show (row);
  return TRUE;
}

gboolean
cunyi_table_row_finish (CunyiTableRow *row, GError **error)
{
  g_clear_pointer (&row->record, g_free);
  row->saved = cunyi_filling_follow_day (row->filling, NULL, error)
               && cunyi_filling_finish (row->filling, &row->record, NULL, error);
  return row->saved;
}

void
cunyi_table_row_follow (CunyiTableRow *row)
{
  CunyiClinic *clinic = cunyi_page_get_clinic (row->page);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiRecord) record = row->record ? cunyi_record_load (cunyi_clinic_get_database (clinic), row->record, &error) : NULL;
  CunyiFilling *filling = NULL;

  /* Not to be told from one that was undone: it would be saved twice. */
  if (error)
    tell_error (row, error);
  if (error || row->saved == (record != NULL))
    return;
  if (record && (filling = cunyi_filling_new_for_record (clinic, row->record, &error)) == NULL)
    {
      tell_error (row, error);
      return;
    }
  row->saved = record != NULL;
  g_clear_pointer (&row->filling, cunyi_filling_free);
  row->filling = filling;
  if (cunyi_table_row_begin (row))
    cunyi_table_row_show (row);
}
