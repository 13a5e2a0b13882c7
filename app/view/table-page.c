/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A row is a filling of the form; it is begun when the keyboard comes to it, or in a moment of rest before. */

#include "config.h"

#include "view/table-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic/about.h"
#include "clinic/filling.h"
#include "form/record.h"
#include "view/choice-words.h"
#include "view/window.h"

#define PEOPLE_MAX 300

typedef struct {
  CunyiTablePage *page;
  char *subject;
  CunyiFilling *filling; /* NULL until it is needed */
  GPtrArray *cells;      /* GtkEntry, one for each column */
  GtkLabel *mark;
  char *record;          /* that it has become, NULL until it is saved; stays when that is undone */
  gboolean saved;        /* the record is there */
} Row;

struct _CunyiTablePage {
  CunyiPage parent_instance;

  GtkGrid *grid;
  GtkLabel *title_label;
  GtkLabel *status_label;
  GtkButton *save_button;

  char *form;
  GPtrArray *columns; /* const CunyiItem */
  CunyiForm *definition;
  GPtrArray *rows;
  guint begin_id;  /* idle that begins the rows one by one */
  guint begun;     /* how many it has looked at */
  gboolean gone;   /* the page is being taken apart */
};

G_DEFINE_FINAL_TYPE (CunyiTablePage, cunyi_table_page, CUNYI_TYPE_PAGE)

#define COLUMN_KEY "cunyi-column"

static const CunyiItem *
get_column (CunyiTablePage *self, guint index)
{
  return g_ptr_array_index (self->columns, index);
}

static GtkEditable *
get_cell (Row *row, guint column)
{
  return g_ptr_array_index (row->cells, column);
}

static void
free_row (gpointer data)
{
  Row *row = data;

  g_clear_pointer (&row->filling, cunyi_filling_free);
  g_ptr_array_unref (row->cells);
  g_free (row->subject);
  g_free (row->record);
  g_free (row);
}

static const CunyiField *
get_field (Row *row, guint column)
{
  return cunyi_session_find (cunyi_filling_get_session (row->filling), get_column (row->page, column)->name);
}

/* ---- showing ---- */

static void
write_cell (Row *row, GtkEditable *cell, const CunyiField *field)
{
  g_autofree char *text = field->item->choices && *field->value ? cunyi_choice_words_numbers (field) : g_strdup (field->text);

  if (strcmp (gtk_editable_get_text (cell), text) != 0)
    gtk_editable_set_text (cell, text);
}

static void
show_cell (Row *row, guint column)
{
  const CunyiField *field = get_field (row, column);
  GtkEditable *cell = get_cell (row, column);
  gboolean wrong = field && (*field->error || (*field->warning && !field->confirmed));
  g_autofree char *last = field && *field->previous ? g_strdup_printf (_("last %s"), field->previous) : NULL;

  /* Another version of the form may not ask it. */
  gtk_widget_set_sensitive (GTK_WIDGET (cell), field && !row->saved && field->visible && field->enabled);
  if (field == NULL)
    return;
  write_cell (row, cell, field);
  gtk_entry_set_placeholder_text (GTK_ENTRY (cell), last);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (cell), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (cell), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* What is wrong first in a row, with the question that says it; NULL when nothing is. (transfer full) */
static char *
find_fault (Row *row)
{
  CunyiSession *session = cunyi_filling_get_session (row->filling);
  g_auto (GStrv) errors = cunyi_session_list_errors (session);
  const CunyiField *field = errors[0] ? cunyi_session_find (session, errors[0]) : NULL;

  if (field == NULL)
    return NULL;
  if (*field->error)
    return g_strdup_printf ("× %s：%s", field->label, field->error);
  /* Translators: %1$s is a question, %2$s what is unusual about its answer. */
  return g_strdup_printf (_("! %1$s: %2$s (F2 confirms)"), field->label, field->warning);
}

static gboolean
is_touched (Row *row)
{
  return row->filling && !row->saved
         && (cunyi_filling_is_draft (row->filling) || cunyi_session_is_dirty (cunyi_filling_get_session (row->filling)));
}

static void
show_row (Row *row)
{
  g_autofree char *fault = row->filling && !row->saved ? find_fault (row) : NULL;

  for (guint i = 0; row->filling && i < row->page->columns->len; i++)
    show_cell (row, i);
  gtk_label_set_label (row->mark, row->saved ? "✓" : fault ? "×" : is_touched (row) ? "…" : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->mark), fault);
}

static void
show_status (Row *row)
{
  CunyiTablePage *self = row->page;
  g_autofree char *fault = row->filling && !row->saved ? find_fault (row) : NULL;
  guint n = 0;
  g_autofree char *count = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    n += is_touched (g_ptr_array_index (self->rows, i));
  count = g_strdup_printf (ngettext ("%u row to save", "%u rows to save", n), n);
  gtk_label_set_label (self->status_label, fault ? fault : count);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), n > 0);
}

/* ---- rows ---- */

static gboolean
begin_row (Row *row)
{
  CunyiTablePage *self = row->page;
  g_autoptr (GError) error = NULL;

  if (row->filling)
    return TRUE;
  row->filling = cunyi_filling_new (cunyi_page_get_clinic (CUNYI_PAGE (self)), self->form, row->subject, &error);
  if (row->filling == NULL)
    {
      cunyi_window_show_error (cunyi_window_get (GTK_WIDGET (self)), error);
      return FALSE;
    }
  show_row (row);
  return TRUE;
}

static gboolean
begin_idle_cb (gpointer data)
{
  CunyiTablePage *self = CUNYI_TABLE_PAGE (data);

  if (self->begun < self->rows->len && begin_row (g_ptr_array_index (self->rows, self->begun++)))
    return G_SOURCE_CONTINUE;
  self->begin_id = 0;
  return G_SOURCE_REMOVE;
}

static void
keep (Row *row)
{
  g_autoptr (GError) error = NULL;

  if (cunyi_session_is_dirty (cunyi_filling_get_session (row->filling)) && !cunyi_filling_keep_draft (row->filling, &error))
    cunyi_window_show_error (cunyi_window_get (GTK_WIDGET (row->page)), error);
}

/* What stands in a cell becomes the answer. */
static void
commit (Row *row, guint column)
{
  const char *typed = gtk_editable_get_text (get_cell (row, column));
  const CunyiField *field;

  if (row->page->gone || row->saved || !begin_row (row))
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
  show_row (row);
}

static void
commit_all (CunyiTablePage *self)
{
  GtkWidget *focus = gtk_widget_get_root (GTK_WIDGET (self)) ? gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)))
                                                             : NULL;

  for (guint i = 0; focus && i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      for (guint j = 0; j < self->columns->len; j++)
        if (gtk_widget_is_ancestor (focus, GTK_WIDGET (get_cell (row, j))))
          commit (row, j);
    }
}

/* ---- the keyboard ---- */

static guint
get_place (GtkWidget *cell)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell), COLUMN_KEY));
}

static gboolean
go_to (CunyiTablePage *self, int row, int column, int step)
{
  for (; row >= 0 && row < (int) self->rows->len; row += step)
    {
      GtkWidget *cell = GTK_WIDGET (get_cell (g_ptr_array_index (self->rows, row), column));

      if (gtk_widget_get_sensitive (cell))
        return gtk_widget_grab_focus (cell);
    }
  return FALSE;
}

static void
activate_cb (GtkWidget *cell, Row *row)
{
  CunyiTablePage *self = row->page;
  guint index, column = get_place (cell);

  commit (row, column);
  g_ptr_array_find (self->rows, row, &index);
  for (guint next = column + 1; next < self->columns->len; next++)
    if (gtk_widget_get_sensitive (GTK_WIDGET (get_cell (row, next))))
      {
        gtk_widget_grab_focus (GTK_WIDGET (get_cell (row, next)));
        return;
      }
  if (!go_to (self, (int) index + 1, 0, 1))
    gtk_widget_grab_focus (GTK_WIDGET (self->save_button));
}

static gboolean
confirm (Row *row, guint column)
{
  CunyiSession *session;
  const CunyiField *field;

  commit (row, column);
  if (row->filling == NULL || row->saved)
    return FALSE;
  session = cunyi_filling_get_session (row->filling);
  field = get_field (row, column);
  if (field == NULL || *field->warning == '\0' || !cunyi_session_confirm (session, field->path, !field->confirmed))
    return FALSE;
  keep (row);
  show_row (row);
  show_status (row);
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Row *row)
{
  GtkWidget *cell = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  guint index, column = get_place (cell);

  g_ptr_array_find (row->page->rows, row, &index);
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return go_to (row->page, (int) index - 1, column, -1) || TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return go_to (row->page, (int) index + 1, column, 1) || TRUE;
    case GDK_KEY_F2:
      return confirm (row, column);
    default:
      return FALSE;
    }
}

static void
entered_cb (GtkEventControllerFocus *controller, Row *row)
{
  if (row->page->gone)
    return;
  begin_row (row);
  show_status (row);
}

static void
left_cb (GtkEventControllerFocus *controller, Row *row)
{
  if (row->page->gone)
    return;
  commit (row, get_place (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller))));
  show_status (row);
}

/* ---- saving ---- */

/* Saving it, undoing that, and doing it again. */
static void
follow_record (Row *row)
{
  CunyiClinic *clinic = cunyi_page_get_clinic (CUNYI_PAGE (row->page));
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiRecord) record = row->record ? cunyi_record_load (cunyi_clinic_get_database (clinic), row->record, &error) : NULL;

  /* Not to be told from one that was undone: it would be saved twice. */
  if (error)
    cunyi_window_show_error (cunyi_window_get (GTK_WIDGET (row->page)), error);
  if (error || row->saved == (record != NULL))
    return;
  row->saved = record != NULL;
  g_clear_pointer (&row->filling, cunyi_filling_free);
  row->filling = record ? cunyi_filling_new_for_record (clinic, row->record, NULL) : NULL;
  if (begin_row (row))
    show_row (row);
}

/* Those that are whole become records; how many, and the first that is not. */
static guint
save_rows (CunyiTablePage *self, Row **wrong, GError **error)
{
  GError *failure = NULL;
  guint n = 0;

  for (guint i = 0; i < self->rows->len && failure == NULL; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (!is_touched (row))
        continue;
      g_clear_pointer (&row->record, g_free);
      row->saved = cunyi_filling_follow_day (row->filling, NULL, &failure)
                   && cunyi_filling_finish (row->filling, &row->record, NULL, &failure);
      n += row->saved;
      if (!row->saved && *wrong == NULL)
        *wrong = row;
    }
  if (failure)
    g_propagate_error (error, failure);
  return n;
}

/* One change to undo. When it fails, all rows go on from their drafts. */
static guint
save_all (CunyiTablePage *self, Row **wrong, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (cunyi_page_get_clinic (CUNYI_PAGE (self)));
  /* Translators: %s is the title of a form, as undo names it. */
  g_autofree char *what = g_strdup_printf (_("Save “%s”"), cunyi_form_get_title (self->definition));
  GError *failure = NULL;
  guint n;

  if (!cunyi_database_begin (database, what, error))
    return 0;
  n = save_rows (self, wrong, &failure);
  if (failure == NULL && cunyi_database_commit (database, &failure))
    return n;
  cunyi_database_rollback (database);
  g_propagate_error (error, failure);
  return 0;
}

static void
save (CunyiTablePage *self)
{
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  Row *wrong = NULL;
  guint n;

  commit_all (self);
  n = save_all (self, &wrong, &error);
  if (error)
    cunyi_window_show_error (window, error);
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      follow_record (row);
      show_row (row);
    }
  text = g_strdup_printf (ngettext ("%u record saved.", "%u records saved.", n), n);
  if (n > 0)
    cunyi_window_tell_done (window, text);
  if (wrong)
    gtk_widget_grab_focus (GTK_WIDGET (get_cell (wrong, 0)));
  if (wrong || self->rows->len > 0)
    show_status (wrong ? wrong : g_ptr_array_index (self->rows, 0));
}

static void
save_cb (CunyiTablePage *self)
{
  save (self);
}

static void
save_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save (CUNYI_TABLE_PAGE (widget));
}

/* ---- page ---- */

static void
cunyi_table_page_focus (CunyiPage *page)
{
  go_to (CUNYI_TABLE_PAGE (page), 0, 0, 1);
}

static void
cunyi_table_page_refresh (CunyiPage *page)
{
  CunyiTablePage *self = CUNYI_TABLE_PAGE (page);

  for (guint i = 0; i < self->rows->len; i++)
    follow_record (g_ptr_array_index (self->rows, i));
  if (self->rows->len > 0)
    show_status (g_ptr_array_index (self->rows, 0));
}

static gboolean
cunyi_table_page_leave (CunyiPage *page)
{
  commit_all (CUNYI_TABLE_PAGE (page));
  return TRUE;
}

static void
cunyi_table_page_dispose (GObject *object)
{
  CunyiTablePage *self = CUNYI_TABLE_PAGE (object);

  g_clear_handle_id (&self->begin_id, g_source_remove);
  self->gone = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), CUNYI_TYPE_TABLE_PAGE);
  G_OBJECT_CLASS (cunyi_table_page_parent_class)->dispose (object);
}

static void
cunyi_table_page_finalize (GObject *object)
{
  CunyiTablePage *self = CUNYI_TABLE_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->columns);
  g_clear_pointer (&self->definition, cunyi_form_unref);
  g_free (self->form);
  G_OBJECT_CLASS (cunyi_table_page_parent_class)->finalize (object);
}

static void
cunyi_table_page_class_init (CunyiTablePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_table_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cunyi_table_page_finalize;
  CUNYI_PAGE_CLASS (klass)->refresh = cunyi_table_page_refresh;
  CUNYI_PAGE_CLASS (klass)->focus = cunyi_table_page_focus;
  CUNYI_PAGE_CLASS (klass)->leave = cunyi_table_page_leave;
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/table-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiTablePage, grid);
  gtk_widget_class_bind_template_child (widget_class, CunyiTablePage, title_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiTablePage, status_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiTablePage, save_button);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_install_action (widget_class, "table.save", NULL, save_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "table.save", NULL);
}

static void
cunyi_table_page_init (CunyiTablePage *self)
{
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->columns = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_page_set_help (CUNYI_PAGE (self), "form");
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_header (CunyiTablePage *self)
{
  gtk_grid_attach (self->grid, new_label (_("Name"), "heading"), 0, 0, 1, 1);
  for (guint i = 0; i < self->columns->len; i++)
    gtk_grid_attach (self->grid, new_label (cunyi_text_get_source (get_column (self, i)->label), "heading"), 1 + (int) i, 0, 1, 1);
}

static GtkWidget *
new_cell (Row *row, guint column, const char *name)
{
  const CunyiItem *item = get_column (row->page, column);
  GtkWidget *cell = gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();
  g_autofree char *label = g_strdup_printf ("%s %s", name, cunyi_text_get_source (item->label));

  g_object_set (cell, "width-chars", 8, "max-width-chars", item->kind == CUNYI_ITEM_TEXT ? 30 : 10, NULL);
  if (item->kind != CUNYI_ITEM_TEXT)
    g_object_set (cell, "im-module", "gtk-im-context-simple", NULL);
  g_object_set_data (G_OBJECT (cell), COLUMN_KEY, GUINT_TO_POINTER (column));
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), row);
  gtk_widget_add_controller (cell, keys);
  g_signal_connect (focus, "enter", G_CALLBACK (entered_cb), row);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), row);
  gtk_widget_add_controller (cell, focus);
  g_signal_connect (cell, "activate", G_CALLBACK (activate_cb), row);
  return cell;
}

static void
add_row (CunyiTablePage *self, const char *subject)
{
  Row *row = g_new0 (Row, 1);
  int line = (int) self->rows->len + 1;
  g_autofree char *name = cunyi_clinic_name_subject (cunyi_page_get_clinic (CUNYI_PAGE (self)), subject);

  row->page = self;
  row->subject = g_strdup (subject);
  row->cells = g_ptr_array_new ();
  gtk_grid_attach (self->grid, new_label (name, "table-name"), 0, line, 1, 1);
  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkWidget *cell = new_cell (row, i, name);
      g_autofree char *id = g_strdup_printf ("%s-%d", get_column (self, i)->name, line);

      gtk_widget_set_name (cell, id);
      g_ptr_array_add (row->cells, cell);
      gtk_grid_attach (self->grid, cell, 1 + (int) i, line, 1, 1);
    }
  row->mark = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_width_chars (row->mark, 3);
  gtk_grid_attach (self->grid, GTK_WIDGET (row->mark), 1 + (int) self->columns->len, line, 1, 1);
  g_ptr_array_add (self->rows, row);
}

static void
find_columns (CunyiTablePage *self)
{
  for (guint i = 0; i < cunyi_form_n_items (self->definition); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (self->definition, i);

      if (item->table && item->repeat == NULL)
        g_ptr_array_add (self->columns, (gpointer) item);
    }
}

gboolean
cunyi_table_page_suits (CunyiForm *form)
{
  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    if (cunyi_form_get_item (form, i)->table && cunyi_form_get_item (form, i)->repeat == NULL)
      return TRUE;
  return FALSE;
}

CunyiPage *
cunyi_table_page_new (CunyiClinic *clinic, const char *form, GPtrArray *subjects, GError **error)
{
  CunyiForm *definition = cunyi_library_get_form (cunyi_clinic_get_library (clinic), form);
  CunyiTablePage *self;
  guint n = MIN (subjects->len, PEOPLE_MAX);
  g_autofree char *title = NULL;

  if (definition == NULL)
    {
      g_set_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_NO_FORM, "no form “%s”", form);
      return NULL;
    }
  self = g_object_new (CUNYI_TYPE_TABLE_PAGE, "clinic", clinic, NULL);
  self->form = g_strdup (form);
  self->definition = cunyi_form_ref (definition);
  find_columns (self);
  add_header (self);
  for (guint i = 0; i < n; i++)
    add_row (self, g_ptr_array_index (subjects, i));
  title = subjects->len > n ? g_strdup_printf (_("The first %u of %u people of the list"), n, subjects->len)
                            : g_strdup_printf (ngettext ("%u person", "%u people", n), n);
  gtk_label_set_label (self->title_label, title);
  cunyi_page_set_title (CUNYI_PAGE (self), cunyi_form_get_title (definition));
  self->begin_id = g_idle_add (begin_idle_cb, self);
  return CUNYI_PAGE (self);
}
