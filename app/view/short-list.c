/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A list box of drawn lines, filled anew each time; what the doctor had chosen is found again by its id. */

#include "config.h"

#include "view/short-list.h"

struct _CunyiShortList {
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListBox *box;
  GtkLabel *empty;
  const CunyiColumn *columns;
  guint n_columns;

  guint n_lines;
  /* while it is filled */
  char *selected;
  gboolean had_focus;
  double place;
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (CunyiShortList, cunyi_short_list, GTK_TYPE_WIDGET)

enum { OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

#define ID_KEY "cunyi-id"
#define HEADING_KEY "cunyi-heading"

static const char *
id_of (GtkListBoxRow *row)
{
  return row ? g_object_get_data (G_OBJECT (row), ID_KEY) : NULL;
}

static const char *
heading_of (GtkListBoxRow *row)
{
  return row ? g_object_get_data (G_OBJECT (row), HEADING_KEY) : NULL;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *heading = heading_of (row);
  GtkWidget *label;

  if (heading == NULL || g_strcmp0 (heading, heading_of (before)) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (heading);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "list-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
activated_cb (CunyiShortList *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (id_of (row));

  if (id)
    g_signal_emit (self, signals[OPENED], 0, id);
}

static gboolean
cunyi_short_list_grab_focus (GtkWidget *widget)
{
  CunyiShortList *self = CUNYI_SHORT_LIST (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->box);

  if (self->n_lines == 0)
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (row ? row : gtk_list_box_get_row_at_index (self->box, 0)));
}

/* Tab leaves the list, whose own lines are for the arrows: GTK 4.8 would go from line to line to the very end. */
static gboolean
cunyi_short_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (cunyi_short_list_parent_class)->focus (widget, direction);
  return gtk_widget_get_focus_child (widget) == NULL && gtk_widget_grab_focus (widget);
}

static void
cunyi_short_list_dispose (GObject *object)
{
  CunyiShortList *self = CUNYI_SHORT_LIST (object);

  if (self->stack)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
  g_clear_pointer (&self->selected, g_free);
  G_OBJECT_CLASS (cunyi_short_list_parent_class)->dispose (object);
}

static void
cunyi_short_list_class_init (CunyiShortListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_short_list_dispose;
  widget_class->grab_focus = cunyi_short_list_grab_focus;
  widget_class->focus = cunyi_short_list_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "shortlist");

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cunyi_short_list_init (CunyiShortList *self)
{
  self->box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->box, GTK_SELECTION_BROWSE);
  gtk_list_box_set_header_func (self->box, header_cb, NULL, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "lines");
  g_signal_connect_swapped (self->box, "row-activated", G_CALLBACK (activated_cb), self);

  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->box));

  self->empty = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->empty, TRUE);
  gtk_label_set_xalign (self->empty, 0);
  gtk_label_set_yalign (self->empty, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->empty), "list-empty");

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->scroller));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->empty));
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

void
cunyi_short_list_set_columns (CunyiShortList *self, const CunyiColumn *columns, guint n_columns)
{
  self->columns = columns;
  self->n_columns = n_columns;
}

void
cunyi_short_list_set_label (CunyiShortList *self, const char *label, const char *empty)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_label_set_label (self->empty, empty);
}

void
cunyi_short_list_begin (CunyiShortList *self)
{
  GtkWidget *row;

  g_free (self->selected);
  self->selected = g_strdup (id_of (gtk_list_box_get_selected_row (self->box)));
  self->had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  self->place = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->box))))
    gtk_list_box_remove (self->box, row);
  self->n_lines = 0;
}

void
cunyi_short_list_add (CunyiShortList *self, const char *id, const char *heading, const char *const *texts)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = cunyi_line_row_new (self->columns, self->n_columns);

  cunyi_line_row_set_texts (CUNYI_LINE_ROW (line), texts);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  g_object_set_data_full (G_OBJECT (row), ID_KEY, g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (row), HEADING_KEY, g_strdup (heading), g_free);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, line, NULL, -1);
  gtk_list_box_append (self->box, row);
  self->n_lines++;
}

static gboolean
restore_place_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CunyiShortList *self = CUNYI_SHORT_LIST (widget);

  /* The first frame lays the new rows out; before that the adjustment has no room. */
  if (self->tick_id == 0)
    return G_SOURCE_REMOVE;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), self->place);
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
wait_a_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CUNYI_SHORT_LIST (widget)->tick_id = gtk_widget_add_tick_callback (widget, restore_place_cb, NULL, NULL);
  return G_SOURCE_REMOVE;
}

void
cunyi_short_list_end (CunyiShortList *self)
{
  GtkListBoxRow *chosen = NULL;

  for (guint i = 0; i < self->n_lines && chosen == NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->box, i);

      if (g_strcmp0 (id_of (row), self->selected) == 0)
        chosen = row;
    }
  if (chosen && self->place > 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), wait_a_frame_cb, NULL, NULL);
  if (chosen == NULL)
    chosen = gtk_list_box_get_row_at_index (self->box, 0);
  gtk_list_box_select_row (self->box, chosen);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->n_lines > 0 ? GTK_WIDGET (self->scroller)
                                                                           : GTK_WIDGET (self->empty)));
  if (self->had_focus && chosen)
    gtk_widget_grab_focus (GTK_WIDGET (chosen));
  g_clear_pointer (&self->selected, g_free);
}

guint
cunyi_short_list_n_lines (CunyiShortList *self)
{
  return self->n_lines;
}

const char *
cunyi_short_list_get_id (CunyiShortList *self, guint index)
{
  return id_of (gtk_list_box_get_row_at_index (self->box, index));
}

const char *
cunyi_short_list_get_text (CunyiShortList *self, guint index, guint column)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->box, index);

  return row ? cunyi_line_row_get_text (CUNYI_LINE_ROW (gtk_list_box_row_get_child (row)), column) : NULL;
}
