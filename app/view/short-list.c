/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A list box of drawn lines, told anew each time; what the doctor had chosen is found again by its id. Rows that are there
 * take the new lines, and what is below the first screen gets its rows some in each frame: the window does not wait for a
 * long list. */

#include "config.h"

#include "view/short-list.h"

#define FIRST_ROWS 30 /* more than a screen has */
#define MORE_ROWS 20  /* that each frame adds; to lay them out and draw them takes a part of it */

typedef struct {
  char *id;
  char *heading;
  char **texts; /* one for each column */
} Line;

struct _CunyiShortList {
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListBox *box;
  GtkLabel *empty;
  const CunyiColumn *columns;
  guint n_columns;

  GPtrArray *lines;  /* Line */
  GPtrArray *coming; /* the same while they are told; then these are lines */
  guint n_rows;      /* of the first lines, each with the Line that it shows */
  guint filling_id;  /* makes the other rows, frame by frame */
};

G_DEFINE_FINAL_TYPE (CunyiShortList, cunyi_short_list, GTK_TYPE_WIDGET)

enum { OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

#define LINE_KEY "cunyi-line"

static void
free_line (gpointer data)
{
  Line *line = data;

  g_free (line->id);
  g_free (line->heading);
  g_strfreev (line->texts);
  g_free (line);
}

static const Line *
line_of (GtkListBoxRow *row)
{
  return row ? g_object_get_data (G_OBJECT (row), LINE_KEY) : NULL;
}

static const char *
heading_of (GtkListBoxRow *row)
{
  const Line *line = line_of (row);

  return line ? line->heading : NULL;
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

/* ---- rows ---- */

static void
add_row (CunyiShortList *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *drawn = cunyi_line_row_new (self->columns, self->n_columns);
  Line *line = g_ptr_array_index (self->lines, self->n_rows);

  cunyi_line_row_set_texts (CUNYI_LINE_ROW (drawn), (const char *const *) line->texts);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), drawn);
  g_object_set_data (G_OBJECT (row), LINE_KEY, line);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, drawn, NULL, -1);
  gtk_list_box_append (self->box, row);
  self->n_rows++;
}

/* The rows that are there show the first of `lines`; those too many go. */
static void
change_rows (CunyiShortList *self, GPtrArray *lines)
{
  GtkListBoxRow *row;
  gboolean moved = FALSE;

  for (; self->n_rows > lines->len; self->n_rows--)
    gtk_list_box_remove (self->box,
                         GTK_WIDGET (gtk_list_box_get_row_at_index (self->box, self->n_rows - 1)));
  for (guint i = 0; (row = gtk_list_box_get_row_at_index (self->box, i)); i++)
    {
      Line *line = g_ptr_array_index (lines, i);
      const Line *old = line_of (row);

      moved = moved || g_strcmp0 (old->heading, line->heading) != 0;
      if (!g_strv_equal ((const char *const *) old->texts, (const char *const *) line->texts))
        cunyi_line_row_set_texts (CUNYI_LINE_ROW (gtk_list_box_row_get_child (row)), (const char *const *) line->texts);
      g_object_set_data (G_OBJECT (row), LINE_KEY, line);
    }
  if (moved)
    gtk_list_box_invalidate_headers (self->box);
}

/* End means the last line, not the last that has its row. */
static void
move_cursor_cb (CunyiShortList *self, GtkMovementStep step)
{
  while (step == GTK_MOVEMENT_BUFFER_ENDS && self->n_rows < self->lines->len)
    add_row (self);
}

static gboolean
fill_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CunyiShortList *self = CUNYI_SHORT_LIST (widget);

  for (guint i = 0; i < MORE_ROWS && self->n_rows < self->lines->len; i++)
    add_row (self);
  if (self->n_rows < self->lines->len)
    return G_SOURCE_CONTINUE;
  self->filling_id = 0;
  return G_SOURCE_REMOVE;
}

/* ---- widget ---- */

static void
activated_cb (CunyiShortList *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (line_of (row)->id);

  if (id)
    g_signal_emit (self, signals[OPENED], 0, id);
}

static gboolean
cunyi_short_list_grab_focus (GtkWidget *widget)
{
  CunyiShortList *self = CUNYI_SHORT_LIST (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->box);

  if (self->n_rows == 0)
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
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
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
  self->lines = g_ptr_array_new_with_free_func (free_line);
  self->box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->box, GTK_SELECTION_BROWSE);
  gtk_list_box_set_header_func (self->box, header_cb, NULL, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "lines");
  g_signal_connect_swapped (self->box, "row-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->box, "move-cursor", G_CALLBACK (move_cursor_cb), self);

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

/* ---- lines ---- */

void
cunyi_short_list_begin (CunyiShortList *self)
{
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  self->coming = g_ptr_array_new_with_free_func (free_line);
}

void
cunyi_short_list_add (CunyiShortList *self, const char *id, const char *heading, const char *const *texts)
{
  Line *line = g_new0 (Line, 1);

  line->id = g_strdup (id);
  line->heading = g_strdup (heading);
  line->texts = g_new0 (char *, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++)
    line->texts[i] = g_strdup (texts[i] ? texts[i] : "");
  g_ptr_array_add (self->coming, line);
}

/* Index of the line with this id, or the number of lines. */
static guint
find_line (GPtrArray *lines, const char *id)
{
  guint i = 0;

  while (i < lines->len && g_strcmp0 (((Line *) g_ptr_array_index (lines, i))->id, id) != 0)
    i++;
  return i;
}

void
cunyi_short_list_end (CunyiShortList *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->lines);
  const Line *selected = line_of (gtk_list_box_get_selected_row (self->box));
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  guint chosen = selected && selected->id ? find_line (self->coming, selected->id) : self->coming->len;
  GtkListBoxRow *row;

  self->lines = g_steal_pointer (&self->coming);
  if (chosen == self->lines->len)
    {
      chosen = 0;
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
    }
  change_rows (self, self->lines);
  while (self->n_rows < self->lines->len && self->n_rows <= MAX (chosen, FIRST_ROWS))
    add_row (self);
  if (self->n_rows < self->lines->len && self->filling_id == 0)
    self->filling_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), fill_cb, NULL, NULL);

  row = gtk_list_box_get_row_at_index (self->box, chosen);
  gtk_list_box_select_row (self->box, row);
  gtk_stack_set_visible_child (self->stack, self->lines->len > 0 ? GTK_WIDGET (self->scroller) : GTK_WIDGET (self->empty));
  if (had_focus && row)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

guint
cunyi_short_list_n_lines (CunyiShortList *self)
{
  return self->lines->len;
}

const char *
cunyi_short_list_get_id (CunyiShortList *self, guint index)
{
  return index < self->lines->len ? ((Line *) g_ptr_array_index (self->lines, index))->id : NULL;
}

const char *
cunyi_short_list_get_text (CunyiShortList *self, guint index, guint column)
{
  return index < self->lines->len && column < self->n_columns
             ? ((Line *) g_ptr_array_index (self->lines, index))->texts[column]
             : NULL;
}
