/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The frame of the reading: settings, then item by item what stands inside what, then names and their order. Settings
 * are read in form-settings.c, items in form-item.c, choices in form-choices.c. */

#include "config.h"

#include "form/form-private.h"

#include <glib/gi18n.h>

/* SQLite's views hold two thousand columns; the largest form in use that we know has 844 rows. */
#define MAX_ITEMS 1900
#define MAX_DEPTH 16

static void
close_group (CunyiFormReader *reader, GPtrArray *open, guint row, CunyiItemKind kind)
{
  CunyiItem *group = open->len > 0 ? g_ptr_array_index (open, open->len - 1) : NULL;

  if (!group)
    cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_GROUP_END,
                           _("Nothing is open that could end here. Remove the row, or begin the group above."));
  else if (group->kind != kind)
    cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_GROUP_END,
                           group->kind == CUNYI_ITEM_REPEAT ? _("“%s” of row %u is a repeat. Write end_repeat.")
                                                            : _("“%s” of row %u is a group. Write end_group."),
                           group->name, group->row);
  if (group)
    {
      group->end = reader->form->items->len;
      g_ptr_array_set_size (open, open->len - 1);
    }
}

static void
add_item (CunyiFormReader *reader, GPtrArray *open, CunyiItem *item, guint row)
{
  CunyiForm *form = reader->form;
  CunyiItem *parent = open->len > 0 ? g_ptr_array_index (open, open->len - 1) : NULL;
  CunyiItem *same = g_hash_table_lookup (form->by_name, item->name);

  item->index = form->items->len;
  item->end = item->index + 1;
  item->parent = parent;
  item->repeat = parent && parent->kind == CUNYI_ITEM_REPEAT ? parent : parent ? parent->repeat : NULL;
  g_ptr_array_add (form->items, item);
  if (same && *item->name)
    cunyi_sheet_add_fault (reader->survey, row, "name", reader->faults, CUNYI_FAULT_NAME_TWICE,
                           _("The name “%s” stands in row %u already. Give this row another name."), item->name,
                           same->row);
  else if (*item->name)
    g_hash_table_insert (form->by_name, (gpointer) item->name, item);
  if (item->kind != CUNYI_ITEM_GROUP && item->kind != CUNYI_ITEM_REPEAT)
    return;
  g_ptr_array_add (open, item);
  if (open->len > MAX_DEPTH)
    cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_TOO_DEEP,
                           _("Groups may stand at most %d deep inside each other."), MAX_DEPTH);
}

static void
read_items (CunyiFormReader *reader)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  guint n = cunyi_sheet_n_rows (reader->survey), before = cunyi_faults_count (reader->faults);

  if (n > MAX_ITEMS)
    {
      cunyi_sheet_add_fault (reader->survey, MAX_ITEMS, NULL, reader->faults, CUNYI_FAULT_TOO_LARGE,
                             _("A form has at most %d rows. Split it."), MAX_ITEMS);
      return;
    }
  for (guint row = 0; row < n; row++)
    {
      CunyiItem *item = g_new0 (CunyiItem, 1);
      gboolean is_end = FALSE;

      if (cunyi_form_read_item (reader, row, item, &is_end))
        {
          g_autoptr (GPtrArray) extras = g_ptr_array_new ();

          cunyi_form_add_extras (reader, row, item, extras);
          add_item (reader, open, item, row);
          for (guint i = 0; i < extras->len; i++)
            add_item (reader, open, g_ptr_array_index (extras, i), row);
        }
      else
        {
          if (is_end)
            close_group (reader, open, row, item->kind);
          cunyi_item_free (item);
        }
    }
  for (guint i = 0; i < open->len; i++)
    {
      CunyiItem *group = g_ptr_array_index (open, i);

      group->end = reader->form->items->len;
      cunyi_faults_add (reader->faults, CUNYI_FAULT_GROUP_OPEN, cunyi_sheet_get_name (reader->survey), group->row,
                        cunyi_sheet_column_number (reader->survey, "type"),
                        _("“%s” is begun here but never ended. Add a row end_group or end_repeat."), group->name);
    }
  if (reader->form->items->len == 0 && cunyi_faults_count (reader->faults) == before)
    cunyi_faults_add (reader->faults, CUNYI_FAULT_FORM_EMPTY, cunyi_sheet_get_name (reader->survey), 0, 0,
                      _("The sheet survey has no questions."));
}

/* Sheets of the standard that change nothing here are told to whoever adds the form; other sheets are somebody's own notes. */
static void
note_sheets (CunyiFormReader *reader)
{
  CunyiSheet *entities = cunyi_sheets_get (reader->sheets, "entities", NULL);

  if (entities && cunyi_sheet_n_rows (entities) > 0)
    g_ptr_array_insert (reader->form->notices, reader->form->notices->len - 1,
                        g_strdup_printf (_("The sheet “%s” is not used: ODK entities are not kept. What an answer becomes of the person says "
                                           "the column keeps, and the last record of a form is known as ${last_<form>}."),
                                         cunyi_sheet_get_name (entities)));
}

CunyiForm *
cunyi_form_new (const char *id, CunyiSheets *sheets, CunyiCodesFunc codes, gpointer data, CunyiFaults *faults)
{
  g_autoptr (CunyiForm) form = cunyi_form_create ();
  g_autofree char *plain_id = id ? g_strndup (id, strcspn (id, "@")) : NULL;
  CunyiFormReader reader = { .form = form, .sheets = sheets, .codes = codes, .codes_data = data, .faults = faults };
  guint before = cunyi_faults_count (faults);

  reader.languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  reader.survey = cunyi_sheets_get (sheets, "survey", faults);
  reader.choices = cunyi_sheets_get (sheets, "choices", NULL);
  cunyi_form_read_settings (&reader, plain_id);
  if (cunyi_form_check_sheets (&reader))
    {
      cunyi_form_index_choices (&reader);
      read_items (&reader);
      cunyi_form_find_day_question (&reader);
      cunyi_form_check_names (&reader);
      cunyi_form_build_tables (&reader);
      note_sheets (&reader);
    }
  if (cunyi_faults_count (faults) == before)
    cunyi_form_order_steps (form, cunyi_sheet_get_name (reader.survey), faults);
  g_clear_pointer (&reader.choice_rows, g_hash_table_unref);
  g_hash_table_unref (reader.languages);
  return cunyi_faults_count (faults) == before ? g_steal_pointer (&form) : NULL;
}

CunyiForm *
cunyi_form_parse (const char *id, GBytes *content, CunyiCodesFunc codes, gpointer data, CunyiFaults *faults)
{
  g_autoptr (CunyiSheets) sheets = cunyi_sheets_parse (id, content, faults);

  return sheets ? cunyi_form_new (id, sheets, codes, data, faults) : NULL;
}
