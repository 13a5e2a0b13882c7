/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The keyboard in a grid: Enter goes on and back, F2 confirms, F4 takes the proposal, Alt+A adds a block; what has the
 * keyboard comes into view. */

#include "config.h"

#include "view/form-grid-private.h"

#include <string.h>

/* Microseconds in which an Enter, pressed by habit behind a choice that has gone on by itself, still belongs to that one. */
#define HABIT (350 * 1000)
#define MARGIN 12 /* pixels kept around a question that is scrolled to */

/* ---- going on ---- */

static gboolean
takes_keyboard (CunyiFormGrid *self, guint index)
{
  CunyiFormRow *row = cunyi_form_grid_get_row (self, index);

  return row->widget && CUNYI_IS_FORM_FIELD (row->widget) && cunyi_session_get_field (self->session, index)->visible
         && cunyi_form_field_can_focus (CUNYI_FORM_FIELD (row->widget));
}

static gboolean
can_add (CunyiFormGrid *self, guint index)
{
  const CunyiField *field = cunyi_session_get_field (self->session, index);

  return field->item->kind == CUNYI_ITEM_REPEAT && field->position == 0 && field->visible && field->can_add;
}

/* Whoever goes on from answer to answer must not pass a list that is still empty: its button is on the way. */
static GtkWidget *
find_stop (CunyiFormGrid *self, guint index, int step)
{
  CunyiFormRow *row = cunyi_form_grid_get_row (self, index);

  if (takes_keyboard (self, index))
    return row->widget;
  if (step > 0 && row->widget && can_add (self, index) && cunyi_session_get_field (self->session, index)->n_members == 0)
    return gtk_widget_get_last_child (row->widget);
  return NULL;
}

static gboolean
focus_from (CunyiFormGrid *self, int index, int step)
{
  for (; index >= 0 && index < (int) self->rows->len; index += step)
    {
      GtkWidget *stop;

      if ((guint) index >= self->made)
        cunyi_form_grid_make_rest (self);
      stop = find_stop (self, index, step);

      if (stop)
        return gtk_widget_grab_focus (stop);
    }
  return FALSE;
}

static int
index_of (CunyiFormGrid *self, CunyiFormField *field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (cunyi_form_grid_get_row (self, i)->widget == GTK_WIDGET (field))
      return i;
  return -1;
}

static void
done_cb (CunyiFormField *field, CunyiFormDone done, CunyiFormGrid *self)
{
  int index = index_of (self, field);
  gboolean soon = g_get_monotonic_time () - self->went_on < HABIT;

  self->went_on = done == CUNYI_FORM_DONE_BY_ITSELF ? g_get_monotonic_time () : 0;
  if (done == CUNYI_FORM_DONE_UNTOUCHED && soon)
    return;
  if (index >= 0 && !focus_from (self, index + 1, 1))
    g_signal_emit_by_name (self, "finished");
}

static void
back_cb (CunyiFormField *field, CunyiFormGrid *self)
{
  int index = index_of (self, field);

  if (index > 0)
    focus_from (self, index - 1, -1);
}

static void
set_cb (CunyiFormField *field, const char *text, CunyiFormGrid *self)
{
  g_autofree char *path = g_strdup (cunyi_form_field_get_field (field)->path);

  if (cunyi_session_set (self->session, path, text))
    cunyi_form_grid_note_change (self);
}

static void
confirm_cb (CunyiFormField *field, gboolean confirmed, CunyiFormGrid *self)
{
  g_autofree char *path = g_strdup (cunyi_form_field_get_field (field)->path);

  if (cunyi_session_confirm (self->session, path, confirmed))
    cunyi_form_grid_note_change (self);
}

static gboolean
confirm_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (widget);
  CunyiFormField *field = self->current;
  gboolean confirmed;

  if (field == NULL)
    return FALSE;
  cunyi_form_field_commit (field);
  if (*cunyi_form_field_get_field (field)->warning == '\0')
    return FALSE;
  confirmed = !cunyi_form_field_get_field (field)->confirmed;
  confirm_cb (field, confirmed, self);
  if (confirmed)
    done_cb (field, CUNYI_FORM_DONE_TYPED, self);
  return TRUE;
}

static void
proposed_cb (CunyiFormField *field, CunyiFormGrid *self)
{
  g_autofree char *path = g_strdup (cunyi_form_field_get_field (field)->path);

  if (cunyi_session_take_proposal (self->session, path))
    cunyi_form_grid_note_change (self);
}

static gboolean
proposal_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (widget);
  CunyiFormField *field = self->current;

  if (field == NULL)
    return FALSE;
  cunyi_form_field_commit (field);
  if (*cunyi_form_field_get_field (field)->proposal == '\0')
    return FALSE;
  proposed_cb (field, self);
  done_cb (field, CUNYI_FORM_DONE_TYPED, self);
  return TRUE;
}

static gboolean
back_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (widget);

  if (self->current == NULL)
    return FALSE;
  cunyi_form_field_commit (self->current);
  back_cb (self->current, self);
  return TRUE;
}

/* ---- members ---- */

void
cunyi_form_grid_add_member (CunyiFormGrid *self, const char *list)
{
  g_autofree char *path = g_strdup (list);
  g_autofree char *member = NULL;

  if (!cunyi_session_add (self->session, path))
    return;
  cunyi_form_grid_note_change (self);
  member = g_strdup_printf ("%s[%u]", path, cunyi_session_find (self->session, path)->n_members);
  cunyi_form_grid_focus_path (self, member);
}

/* The list that the keyboard is in, else the next one, else the first. */
static int
find_list (CunyiFormGrid *self)
{
  int current = self->current ? index_of (self, self->current) : -1;

  for (int i = current; i >= 0; i = cunyi_form_grid_get_row (self, i)->around)
    if (can_add (self, i))
      return i;
  for (guint i = 0; i < self->rows->len; i++)
    if (can_add (self, (current + 1 + i) % self->rows->len))
      return (current + 1 + i) % self->rows->len;
  return -1;
}

static gboolean
add_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (widget);
  int list;

  cunyi_form_grid_commit (self, TRUE);
  list = self->session ? find_list (self) : -1;
  if (list < 0)
    return FALSE;
  cunyi_form_grid_add_member (self, cunyi_form_grid_get_row (self, list)->path);
  return TRUE;
}

void
cunyi_form_grid_remove_member (CunyiFormGrid *self, const char *member)
{
  g_autofree char *path = g_strdup (member);

  g_signal_emit_by_name (self, "removing");
  if (cunyi_session_remove (self->session, path))
    cunyi_form_grid_note_change (self);
}

/* ---- the keyboard ---- */

/* What has the keyboard, and what stands under it, comes into view: once it has its place, which a question that was
 * just made has not got in the frame it was made in. */
static gboolean
reveal_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (widget);
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkWidget *content = viewport ? gtk_viewport_get_child (GTK_VIEWPORT (viewport)) : NULL;
  graphene_rect_t bounds;

  if (self->frames-- > 0)
    return G_SOURCE_CONTINUE;
  self->reveal_id = 0;
  if (self->current && content && gtk_widget_compute_bounds (GTK_WIDGET (self->current), content, &bounds))
    gtk_adjustment_clamp_page (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)), bounds.origin.y - MARGIN,
                               bounds.origin.y + bounds.size.height + MARGIN);
  return G_SOURCE_REMOVE;
}

static void
reveal (CunyiFormGrid *self)
{
  self->frames = 1;
  if (self->reveal_id == 0)
    self->reveal_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_cb, NULL, NULL);
}

static void
focus_moved_cb (CunyiFormGrid *self)
{
  GtkWidget *focus = gtk_root_get_focus (self->root);
  GtkWidget *field = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
                       ? gtk_widget_get_ancestor (focus, CUNYI_TYPE_FORM_FIELD) : NULL;
  CunyiFormField *before = self->current;

  if (field == GTK_WIDGET (before))
    return;
  g_clear_weak_pointer (&self->current);
  g_set_weak_pointer (&self->current, CUNYI_FORM_FIELD (field));
  if (before)
    cunyi_form_field_commit (before);
  if (field)
    reveal (self);
  g_signal_emit_by_name (self, "focused", field ? gtk_widget_get_name (field) : "");
}

void
cunyi_form_grid_connect_field (CunyiFormGrid *self, GtkWidget *field)
{
  g_signal_connect (field, "set", G_CALLBACK (set_cb), self);
  g_signal_connect (field, "confirm", G_CALLBACK (confirm_cb), self);
  g_signal_connect (field, "proposed", G_CALLBACK (proposed_cb), self);
  g_signal_connect (field, "done", G_CALLBACK (done_cb), self);
  g_signal_connect (field, "back", G_CALLBACK (back_cb), self);
}

void
cunyi_form_grid_watch_focus (CunyiFormGrid *self, gboolean watch)
{
  if (watch)
    {
      self->root = gtk_widget_get_root (GTK_WIDGET (self));
      g_signal_connect_swapped (self->root, "notify::focus-widget", G_CALLBACK (focus_moved_cb), self);
    }
  else
    {
      g_signal_handlers_disconnect_by_func (self->root, focus_moved_cb, self);
      self->root = NULL;
    }
}

void
cunyi_form_grid_bind_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_a, GDK_ALT_MASK, add_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, confirm_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F4, 0, proposal_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_SHIFT_MASK, back_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_SHIFT_MASK, back_key_cb, NULL);
}

/* ---- asked from outside ---- */

static int
find_row (CunyiFormGrid *self, const char *path)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (cunyi_form_grid_get_row (self, i)->path, path))
      return i;
  return -1;
}

gboolean
cunyi_form_grid_focus_path (CunyiFormGrid *self, const char *path)
{
  int index = find_row (self, path);

  return index >= 0 && focus_from (self, index, 1);
}

static int
find_blank (CunyiFormGrid *self, gboolean required)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const CunyiField *field = cunyi_session_get_field (self->session, i);

      /* Without its widget, when that comes after the first frame. */
      gboolean takes = i < self->made ? takes_keyboard (self, i)
                                      : field->visible && field->enabled && cunyi_item_has_answer (field->item);

      if (takes && *field->text == '\0' && field->required >= required)
        return i;
    }
  return -1;
}

gboolean
cunyi_form_grid_focus_first (CunyiFormGrid *self)
{
  int first = find_blank (self, TRUE);

  if (first < 0)
    first = find_blank (self, FALSE);
  return focus_from (self, MAX (first, 0), 1);
}
