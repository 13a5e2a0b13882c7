/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A grid of rows, which are begun when the keyboard comes to them, or in a moment of rest before; saving is one change. */

#include "config.h"

#include "view/table-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic/about.h"
#include "view/table-row.h"
#include "view/window.h"

#define PEOPLE_MAX 300

struct _CunyiTablePage {
  CunyiPage parent_instance;

  GtkGrid *grid;
  GtkLabel *title_label;
  GtkLabel *status_label;
  GtkButton *save_button;

  char *form;
  GPtrArray *columns; /* const CunyiItem */
  CunyiForm *definition;
  GPtrArray *rows;    /* CunyiTableRow */
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

static void
show_status (CunyiTableRow *row)
{
  CunyiTablePage *self = CUNYI_TABLE_PAGE (row->page);
  g_autofree char *fault = cunyi_table_row_find_fault (row);
  guint n = 0;
  g_autofree char *count = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    n += cunyi_table_row_is_touched (g_ptr_array_index (self->rows, i));
  count = g_strdup_printf (ngettext ("%u row to save", "%u rows to save", n), n);
  gtk_label_set_label (self->status_label, fault ? fault : count);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), n > 0);
}

/* ---- rows ---- */

static gboolean
begin_idle_cb (gpointer data)
{
  CunyiTablePage *self = CUNYI_TABLE_PAGE (data);

  if (self->begun < self->rows->len && cunyi_table_row_begin (g_ptr_array_index (self->rows, self->begun++)))
    return G_SOURCE_CONTINUE;
  self->begin_id = 0;
  return G_SOURCE_REMOVE;
}

static void
commit_all (CunyiTablePage *self)
{
  GtkWidget *focus = gtk_widget_get_root (GTK_WIDGET (self)) ? gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)))
                                                             : NULL;

  for (guint i = 0; focus && i < self->rows->len; i++)
    {
      CunyiTableRow *row = g_ptr_array_index (self->rows, i);

      for (guint j = 0; j < self->columns->len; j++)
        if (gtk_widget_is_ancestor (focus, GTK_WIDGET (cunyi_table_row_get_cell (row, j))))
          cunyi_table_row_commit (row, j);
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
      GtkWidget *cell = GTK_WIDGET (cunyi_table_row_get_cell (g_ptr_array_index (self->rows, row), column));

      if (gtk_widget_get_sensitive (cell))
        return gtk_widget_grab_focus (cell);
    }
  return FALSE;
}

static void
activate_cb (GtkWidget *cell, CunyiTableRow *row)
{
  CunyiTablePage *self = CUNYI_TABLE_PAGE (row->page);
  guint index, column = get_place (cell);

  cunyi_table_row_commit (row, column);
  g_ptr_array_find (self->rows, row, &index);
  for (guint next = column + 1; next < self->columns->len; next++)
    if (gtk_widget_get_sensitive (GTK_WIDGET (cunyi_table_row_get_cell (row, next))))
      {
        gtk_widget_grab_focus (GTK_WIDGET (cunyi_table_row_get_cell (row, next)));
        return;
      }
  if (!go_to (self, (int) index + 1, 0, 1))
    gtk_widget_grab_focus (GTK_WIDGET (self->save_button));
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, CunyiTableRow *row)
{
  CunyiTablePage *self = CUNYI_TABLE_PAGE (row->page);
  guint index, column = get_place (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));

  g_ptr_array_find (self->rows, row, &index);
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return go_to (self, (int) index - 1, column, -1) || TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return go_to (self, (int) index + 1, column, 1) || TRUE;
    case GDK_KEY_F2:
      if (!cunyi_table_row_confirm (row, column))
        return FALSE;
      show_status (row);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
entered_cb (GtkEventControllerFocus *controller, CunyiTableRow *row)
{
  if (CUNYI_TABLE_PAGE (row->page)->gone)
    return;
  cunyi_table_row_begin (row);
  show_status (row);
}

static void
left_cb (GtkEventControllerFocus *controller, CunyiTableRow *row)
{
  if (CUNYI_TABLE_PAGE (row->page)->gone)
    return;
  cunyi_table_row_commit (row, get_place (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller))));
  show_status (row);
}

/* ---- saving ---- */

/* Those that are whole become records; how many, and the first that is not. */
static guint
save_rows (CunyiTablePage *self, CunyiTableRow **wrong, GError **error)
{
  GError *failure = NULL;
  guint n = 0;

  for (guint i = 0; i < self->rows->len && failure == NULL; i++)
    {
      CunyiTableRow *row = g_ptr_array_index (self->rows, i);

      if (!cunyi_table_row_is_touched (row))
        continue;
      if (cunyi_table_row_finish (row, &failure))
        n++;
      else if (*wrong == NULL)
        *wrong = row;
    }
  if (failure)
    g_propagate_error (error, failure);
  return n;
}

/* One change to undo. When it fails, all rows go on from their drafts. */
static guint
save_all (CunyiTablePage *self, CunyiTableRow **wrong, GError **error)
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
  CunyiTableRow *wrong = NULL;
  guint n;

  commit_all (self);
  n = save_all (self, &wrong, &error);
  if (error)
    cunyi_window_show_error (window, error);
  for (guint i = 0; i < self->rows->len; i++)
    {
      CunyiTableRow *row = g_ptr_array_index (self->rows, i);

      cunyi_table_row_follow (row);
      cunyi_table_row_show (row);
    }
  text = g_strdup_printf (ngettext ("%u record saved.", "%u records saved.", n), n);
  if (n > 0)
    cunyi_window_tell_done (window, text);
  if (wrong)
    gtk_widget_grab_focus (GTK_WIDGET (cunyi_table_row_get_cell (wrong, 0)));
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
    cunyi_table_row_follow (g_ptr_array_index (self->rows, i));
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
  self->rows = g_ptr_array_new_with_free_func (cunyi_table_row_free);
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
new_cell (CunyiTableRow *row, guint column, const char *name)
{
  const CunyiItem *item = g_ptr_array_index (row->columns, column);
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
  CunyiTableRow *row = cunyi_table_row_new (CUNYI_PAGE (self), self->form, self->columns, subject);
  int line = (int) self->rows->len + 1;
  g_autofree char *name = cunyi_clinic_name_subject (cunyi_page_get_clinic (CUNYI_PAGE (self)), subject);

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
