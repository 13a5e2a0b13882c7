/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One row for each field of the session, in the same order. A widget is made when its field first shows; after a change
 * only the fields with a new serial are copied. When members come and go, what has the same path keeps its widget. */

#include "config.h"

#include "view/form-grid-private.h"

#include "view/unit-layout.h"

#define FIRST 48 /* questions made before the first frame: more than a window shows */
#define PORTION 10 /* made at a time after it */

G_DEFINE_FINAL_TYPE (CunyiFormGrid, cunyi_form_grid, GTK_TYPE_WIDGET)

enum { CHANGED, FOCUSED, FINISHED, REMOVING, N_SIGNALS };
static guint signals[N_SIGNALS];

static void update (CunyiFormGrid *self, gboolean all);

static void
free_row (gpointer data)
{
  CunyiFormRow *row = data;

  g_free (row->path);
  g_free (row);
}

CunyiFormRow *
cunyi_form_grid_get_row (CunyiFormGrid *self, guint index)
{
  return g_ptr_array_index (self->rows, index);
}

void
cunyi_form_grid_note_change (CunyiFormGrid *self)
{
  update (self, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- rows ---- */

static void
drop_widget (CunyiFormGrid *self, CunyiFormRow *row)
{
  if (row->widget == NULL)
    return;
  if (GTK_WIDGET (self->current) == row->widget)
    g_clear_weak_pointer (&self->current);
  g_clear_pointer (&row->widget, gtk_widget_unparent);
  row->body = NULL;
}

static void
update_row (CunyiFormGrid *self, guint index)
{
  CunyiFormRow *row = cunyi_form_grid_get_row (self, index);
  const CunyiField *field = cunyi_session_get_field (self->session, index);

  row->serial = field->serial;
  if (!field->visible)
    {
      if (row->widget)
        gtk_widget_set_visible (row->widget, FALSE);
      /* It must not keep a field that may be gone. */
      if (row->widget && CUNYI_IS_FORM_FIELD (row->widget))
        cunyi_form_field_update (CUNYI_FORM_FIELD (row->widget), field);
      return;
    }
  if (row->widget && CUNYI_IS_FORM_FIELD (row->widget) && field->item->kind != CUNYI_ITEM_NOTE
      && cunyi_form_field_can_focus (CUNYI_FORM_FIELD (row->widget)) != field->enabled)
    drop_widget (self, row);
  if (row->widget == NULL)
    cunyi_form_grid_make_widget (self, index, field);
  else if (CUNYI_IS_FORM_FIELD (row->widget))
    cunyi_form_field_update (CUNYI_FORM_FIELD (row->widget), field);
  if (!CUNYI_IS_FORM_FIELD (row->widget))
    cunyi_form_row_update_section (row, field);
  gtk_widget_set_visible (row->widget, TRUE);
}

/* The row that a field lies in: of its list for a member, else the last one of the group or member around. */
static int
find_around (const CunyiField *field, const int *last_list, const int *last)
{
  if (field->position > 0)
    return last_list[field->item->index];
  return field->item->parent ? last[field->item->parent->index] : -1;
}

static GPtrArray *
list_rows (CunyiFormGrid *self)
{
  guint n_items = cunyi_form_n_items (cunyi_session_get_form (self->session));
  GPtrArray *rows = g_ptr_array_new_with_free_func (free_row);
  g_autofree int *last = g_new0 (int, n_items);
  g_autofree int *last_list = g_new0 (int, n_items);

  for (guint i = 0; i < cunyi_session_n_fields (self->session); i++)
    {
      const CunyiField *field = cunyi_session_get_field (self->session, i);
      CunyiFormRow *row = g_new0 (CunyiFormRow, 1);

      row->path = g_strdup (field->path);
      row->item = field->item;
      row->around = find_around (field, last_list, last);
      last[field->item->index] = i;
      if (field->position == 0)
        last_list[field->item->index] = i;
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/* New rows; what is still there keeps its widget, what is not goes, the inner before the outer. */
static void
lay_out (CunyiFormGrid *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->rows);
  g_autoptr (GHashTable) by_path = g_hash_table_new (g_str_hash, g_str_equal);

  self->rows = list_rows (self);
  self->layout = cunyi_session_get_layout (self->session);
  for (guint i = 0; i < self->rows->len; i++)
    g_hash_table_insert (by_path, cunyi_form_grid_get_row (self, i)->path, cunyi_form_grid_get_row (self, i));
  for (guint i = old->len; i-- > 0;)
    {
      CunyiFormRow *row = g_ptr_array_index (old, i);
      CunyiFormRow *same = g_hash_table_lookup (by_path, row->path);

      if (same && same->item == row->item)
        {
          same->widget = row->widget;
          same->body = row->body;
        }
      else
        drop_widget (self, row);
    }
}

/* ---- in portions ---- */

/* The next rows, until `n` questions more have a widget; a long form comes up before all of it is made. */
static void
make_more (CunyiFormGrid *self, guint n)
{
  while (self->made < self->rows->len && n > 0)
    {
      update_row (self, self->made);
      n -= cunyi_form_grid_get_row (self, self->made)->widget != NULL;
      self->made++;
    }
}

static gboolean
rest_cb (gpointer data)
{
  CunyiFormGrid *self = data;

  make_more (self, PORTION);
  if (self->made < self->rows->len)
    return G_SOURCE_CONTINUE;
  self->rest_id = 0;
  return G_SOURCE_REMOVE;
}

void
cunyi_form_grid_make_rest (CunyiFormGrid *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  make_more (self, G_MAXUINT);
}

static void
update (CunyiFormGrid *self, gboolean all)
{
  if (self->session == NULL)
    return;
  if (self->layout != cunyi_session_get_layout (self->session))
    {
      /* Rows are others now: all that is missing is made with what is new. */
      g_clear_handle_id (&self->rest_id, g_source_remove);
      lay_out (self);
      self->made = self->rows->len;
      all = TRUE;
    }
  for (guint i = 0; i < self->made; i++)
    if (all || cunyi_form_grid_get_row (self, i)->serial != cunyi_session_get_field (self->session, i)->serial)
      update_row (self, i);
}

static void
cunyi_form_grid_root (GtkWidget *widget)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (widget);

  GTK_WIDGET_CLASS (cunyi_form_grid_parent_class)->root (widget);
  cunyi_form_grid_watch_focus (self, TRUE);
}

static void
cunyi_form_grid_unroot (GtkWidget *widget)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (widget);

  cunyi_form_grid_watch_focus (self, FALSE);
  /* The page goes; the last key must not go with it. */
  cunyi_form_grid_commit (self, FALSE);
  g_clear_weak_pointer (&self->current);
  GTK_WIDGET_CLASS (cunyi_form_grid_parent_class)->unroot (widget);
}

/* ---- object ---- */

static void
drop_all (CunyiFormGrid *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  for (guint i = self->rows->len; i-- > 0;)
    drop_widget (self, cunyi_form_grid_get_row (self, i));
  g_ptr_array_set_size (self->rows, 0);
  self->made = 0;
}

static void
cunyi_form_grid_dispose (GObject *object)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (object);

  drop_all (self);
  self->session = NULL;
  G_OBJECT_CLASS (cunyi_form_grid_parent_class)->dispose (object);
}

static void
cunyi_form_grid_finalize (GObject *object)
{
  g_ptr_array_unref (CUNYI_FORM_GRID (object)->rows);
  G_OBJECT_CLASS (cunyi_form_grid_parent_class)->finalize (object);
}

static void
cunyi_form_grid_class_init (CunyiFormGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_form_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = cunyi_form_grid_finalize;
  widget_class->root = cunyi_form_grid_root;
  widget_class->unroot = cunyi_form_grid_unroot;
  gtk_widget_class_set_css_name (widget_class, "form");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_FORM);
  cunyi_form_grid_bind_keys (widget_class);
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FOCUSED] = g_signal_new ("focused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
  signals[FINISHED] = g_signal_new ("finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVING] = g_signal_new ("removing", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cunyi_form_grid_init (CunyiFormGrid *self)
{
  self->rows = g_ptr_array_new_with_free_func (free_row);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), cunyi_unit_layout_new (CUNYI_FORM_GRID_COLUMNS));
}

void
cunyi_form_grid_set_session (CunyiFormGrid *self, CunyiSession *session)
{
  g_return_if_fail (CUNYI_IS_FORM_GRID (self));

  drop_all (self);
  self->session = session;
  if (session == NULL)
    return;
  lay_out (self);
  make_more (self, FIRST);
  if (self->made < self->rows->len)
    self->rest_id = g_idle_add (rest_cb, self);
}

void
cunyi_form_grid_update (CunyiFormGrid *self)
{
  update (self, FALSE);
}

void
cunyi_form_grid_commit (CunyiFormGrid *self, gboolean ended)
{
  if (self->current && ended)
    cunyi_form_field_commit (self->current);
  else if (self->current)
    cunyi_form_field_push (self->current);
}
