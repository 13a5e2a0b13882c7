/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Steps around three faults of lists in GTK 4.8: scrolling up jumps to the end when two steps fall between two frames, so
 * steps are added up and written once a frame; a changed list forgets selection and place, so both are put back; and
 * reading everything on a change, see lines-model.c. */

#include "config.h"

#include "view/lines-list.h"

#include "view/lines-marks.h"

#include <math.h>

struct _CunyiLinesList {
  GtkWidget parent_instance;

  GtkBox *box;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  GtkWidget *heading;
  GtkSingleSelection *selection;
  CunyiLinesModel *model;
  const CunyiColumn *columns;
  guint n_columns;

  char *selected;     /* id that stays selected when lines are read again */
  double steps;       /* of the wheel, not yet written */
  double place;       /* to scroll to when the list is long enough again, -1 for none */
  guint tick_id;

  CunyiLinesMarks *marks; /* NULL where lines cannot be marked */
};

G_DEFINE_FINAL_TYPE (CunyiLinesList, cunyi_lines_list, GTK_TYPE_WIDGET)

enum { OPENED, SELECTED, MARKED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- rows ---- */

#define POSITION_KEY "cunyi-position"

static void
setup_row_cb (CunyiLinesList *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, cunyi_line_row_new (self->columns, self->n_columns));
}

static void
bind_row_cb (CunyiLinesList *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *around = gtk_widget_get_parent (row);
  CunyiLine *line = gtk_list_item_get_item (item);
  guint position = gtk_list_item_get_position (item);

  cunyi_line_row_set_texts (CUNYI_LINE_ROW (row), cunyi_line_get_texts (line));
  cunyi_line_row_set_marked (CUNYI_LINE_ROW (row), self->marks && cunyi_lines_marks_has (self->marks, cunyi_line_get_id (line)));
  g_object_set_data (G_OBJECT (row), POSITION_KEY, GUINT_TO_POINTER (position));
  if (around)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (around), GTK_ACCESSIBLE_RELATION_LABELLED_BY, row, NULL, -1);
}

/* The rows that are there show what the store says now, and whether they are marked. */
static void
rewrite_rows (CunyiLinesList *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      guint position;
      g_autoptr (CunyiLine) line = NULL;

      if (!CUNYI_IS_LINE_ROW (row))
        continue;
      position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), POSITION_KEY));
      line = g_list_model_get_item (G_LIST_MODEL (self->model), position);
      cunyi_line_row_set_texts (CUNYI_LINE_ROW (row), line ? cunyi_line_get_texts (line) : NULL);
      cunyi_line_row_set_marked (CUNYI_LINE_ROW (row),
                                 self->marks && line && cunyi_lines_marks_has (self->marks, cunyi_line_get_id (line)));
    }
}

/* ---- place ---- */

static GtkAdjustment *
get_adjustment (CunyiLinesList *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

/* The one write of a frame. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CunyiLinesList *self = CUNYI_LINES_LIST (widget);
  GtkAdjustment *adjustment = get_adjustment (self);
  double page = gtk_adjustment_get_page_size (adjustment);

  if (self->place >= 0)
    {
      gtk_adjustment_set_value (adjustment, self->place);
      self->place = -1;
    }
  else if (self->steps != 0)
    /* The step that GTK itself takes for one click of a wheel. */
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + self->steps * pow (page, 2.0 / 3.0));
  self->steps = 0;
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

static void
write_at_next_frame (CunyiLinesList *self)
{
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static gboolean
scroll_cb (CunyiLinesList *self, double dx, double dy)
{
  self->steps += dy;
  write_at_next_frame (self);
  return GDK_EVENT_STOP;
}

static gboolean
restore_place_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  write_at_next_frame (CUNYI_LINES_LIST (widget));
  return G_SOURCE_REMOVE;
}

/* ---- selection ---- */

static void
selected_cb (CunyiLinesList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  const char *id = cunyi_lines_model_get_id (self->model, position);

  if (id == NULL)
    return; /* the list is being emptied */
  g_free (self->selected);
  self->selected = g_strdup (id);
  g_signal_emit (self, signals[SELECTED], 0, id);
}

static void
activate_cb (CunyiLinesList *self, guint position)
{
  const char *id = cunyi_lines_model_get_id (self->model, position);

  if (id)
    g_signal_emit (self, signals[OPENED], 0, id);
}

/* ---- marks ---- */

static gboolean
tell_marked (CunyiLinesList *self, gboolean changed)
{
  if (changed)
    {
      rewrite_rows (self);
      g_signal_emit (self, signals[MARKED], 0);
    }
  return changed;
}

/* The line with the keyboard; it may be another than the selected one only for a moment. */
static guint
get_position (CunyiLinesList *self)
{
  return gtk_single_selection_get_selected (self->selection);
}

/* The list itself goes on to the next line. */
static void
stretch (CunyiLinesList *self, int step)
{
  guint from = get_position (self), n = cunyi_lines_list_n_lines (self);

  if (from < n)
    tell_marked (self, cunyi_lines_marks_stretch (self->marks, self->model, from,
                                                  step < 0 ? MAX (from, 1) - 1 : MIN (from + 1, n - 1)));
}

static gboolean
mark_key_cb (CunyiLinesList *self, guint key, guint code, GdkModifierType state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0, control = (state & GDK_CONTROL_MASK) != 0;

  if (state & GDK_ALT_MASK)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      tell_marked (self, cunyi_lines_marks_toggle (self->marks, self->model, get_position (self)));
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (shift)
        stretch (self, key == GDK_KEY_Up || key == GDK_KEY_KP_Up ? -1 : 1);
      else
        cunyi_lines_marks_end_stretch (self->marks);
      return GDK_EVENT_PROPAGATE;
    case GDK_KEY_a:
      return control && tell_marked (self, cunyi_lines_marks_toggle_all (self->marks, self->model));
    case GDK_KEY_Escape:
      return tell_marked (self, cunyi_lines_marks_clear (self->marks));
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* The row under a point of the view, G_MAXUINT for none. */
static guint
find_row (CunyiLinesList *self, double x, double y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = at ? gtk_widget_get_ancestor (at, CUNYI_TYPE_LINE_ROW) : NULL;

  if (row == NULL && at)
    row = gtk_widget_get_first_child (at);
  return CUNYI_IS_LINE_ROW (row) ? GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), POSITION_KEY)) : G_MAXUINT;
}

static void
mark_click_cb (CunyiLinesList *self, int times, double x, double y, GtkGestureClick *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint position = find_row (self, x, y);

  if (position == G_MAXUINT || !(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)))
    return;
  if (state & GDK_CONTROL_MASK)
    tell_marked (self, cunyi_lines_marks_toggle (self->marks, self->model, position));
  else
    tell_marked (self, cunyi_lines_marks_stretch (self->marks, self->model, get_position (self), position));
  gtk_single_selection_set_selected (self->selection, position);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static gboolean
cunyi_lines_list_grab_focus (GtkWidget *widget)
{
  CunyiLinesList *self = CUNYI_LINES_LIST (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Tab leaves the list, whose own lines are for the arrows: GTK 4.8 would go from line to line to the very end. */
static gboolean
cunyi_lines_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (cunyi_lines_list_parent_class)->focus (widget, direction);
  return gtk_widget_get_focus_child (widget) == NULL && gtk_widget_grab_focus (widget);
}

static void
cunyi_lines_list_dispose (GObject *object)
{
  CunyiLinesList *self = CUNYI_LINES_LIST (object);

  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->view)
    gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->marks, cunyi_lines_marks_free);
  if (self->box)
    gtk_widget_unparent (GTK_WIDGET (self->box));
  self->box = NULL;
  self->view = NULL;
  G_OBJECT_CLASS (cunyi_lines_list_parent_class)->dispose (object);
}

static void
cunyi_lines_list_class_init (CunyiLinesListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_lines_list_dispose;
  widget_class->grab_focus = cunyi_lines_list_grab_focus;
  widget_class->focus = cunyi_lines_list_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "lineslist");

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[MARKED] = g_signal_new ("marked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  0);
}

static void
add_scroll_controller (CunyiLinesList *self)
{
  GtkEventController *controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), controller);
}

static void
cunyi_lines_list_init (CunyiLinesList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->place = -1;
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_row_cb), self);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, g_steal_pointer (&factory)));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "lines");
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scroller), TRUE);
  add_scroll_controller (self);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_box_append (self->box, GTK_WIDGET (self->scroller));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

static void
replace_heading (CunyiLinesList *self)
{
  if (self->heading)
    gtk_box_remove (self->box, self->heading);
  self->heading = cunyi_line_row_new_heading (self->columns, self->n_columns);
  gtk_box_prepend (self->box, self->heading);
}

void
cunyi_lines_list_set_columns (CunyiLinesList *self, const CunyiColumn *columns, guint n_columns, CunyiReadLines read,
                              gpointer data)
{
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->selected, g_free);
  self->columns = columns;
  self->n_columns = n_columns;
  replace_heading (self);

  self->model = cunyi_lines_model_new (read, data);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  if (self->marks)
    tell_marked (self, cunyi_lines_marks_clear (self->marks));
}

void
cunyi_lines_list_set_ids (CunyiLinesList *self, GPtrArray *ids, gpointer owner, GDestroyNotify release)
{
  double place = gtk_adjustment_get_value (get_adjustment (self));
  g_autofree char *selected = g_strdup (self->selected);
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  guint position;

  g_return_if_fail (self->model != NULL);

  if (!cunyi_lines_model_set_ids (self->model, ids, owner, release))
    {
      rewrite_rows (self);
      return;
    }
  if (self->marks)
    tell_marked (self, cunyi_lines_marks_keep_shown (self->marks, self->model));
  position = cunyi_lines_model_find (self->model, selected);
  if (position != G_MAXUINT)
    {
      gtk_single_selection_set_selected (self->selection, position);
      self->place = place;
      /* The list is laid out during this frame; what is written before that is cut off at the old length. */
      gtk_widget_add_tick_callback (GTK_WIDGET (self), restore_place_cb, NULL, NULL);
    }
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
cunyi_lines_list_set_label (CunyiLinesList *self, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
cunyi_lines_list_set_markable (CunyiLinesList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->marks = cunyi_lines_marks_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (mark_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (mark_click_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
}

guint
cunyi_lines_list_n_marked (CunyiLinesList *self)
{
  return self->marks ? cunyi_lines_marks_count (self->marks) : 0;
}

char **
cunyi_lines_list_list_marked (CunyiLinesList *self)
{
  return cunyi_lines_marks_list (self->marks, self->model);
}

void
cunyi_lines_list_clear_marks (CunyiLinesList *self)
{
  if (self->marks)
    tell_marked (self, cunyi_lines_marks_clear (self->marks));
}

guint
cunyi_lines_list_n_lines (CunyiLinesList *self)
{
  return self->model ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
}

const char *
cunyi_lines_list_get_selected (CunyiLinesList *self)
{
  return self->selection ? cunyi_lines_model_get_id (self->model, gtk_single_selection_get_selected (self->selection))
                         : NULL;
}

void
cunyi_lines_list_select (CunyiLinesList *self, guint position)
{
  if (position >= cunyi_lines_list_n_lines (self))
    return;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

CunyiLinesModel *
cunyi_lines_list_get_model (CunyiLinesList *self)
{
  return self->model;
}
