/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Four areas, each clipped: cells, leading cells, header, header of the leading columns. Positions of rows count with the
 * total as the last one. */

#include "config.h"

#include "view/report-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "report/check.h"
#include "report/render.h"
#include "view/report-geometry.h"

#define LEAD_SHARE 0.6 /* of the width that the leading columns may take at most */
#define PAGE_ROWS 10

struct _CunyiReportTable {
  GtkWidget parent_instance;

  CunyiReportResult *result;     /* NULL: nothing is shown */
  CunyiReportGeometry *geometry; /* NULL until it is measured anew */
  GHashTable *wrong;             /* cells with findings, as cell_key() */
  guint row, column;             /* of the cursor, a position */

  GtkAdjustment *hadjustment, *vadjustment;
  GtkScrollablePolicy hpolicy, vpolicy;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (CunyiReportTable, cunyi_report_table, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

enum { PROP_HADJUSTMENT = 1, PROP_VADJUSTMENT, PROP_HPOLICY, PROP_VPOLICY };
enum { OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

static CunyiReportGeometry *
get_geometry (CunyiReportTable *self)
{
  if (self->geometry == NULL && self->result)
    self->geometry = cunyi_report_geometry_new (self->result, gtk_widget_get_pango_context (GTK_WIDGET (self)));
  return self->geometry;
}

static gpointer
cell_key (guint row, guint column)
{
  return GSIZE_TO_POINTER ((gsize) row << 16 | column);
}

/* Columns that stay, none when they would leave no room for the others. */
static guint
get_lead (CunyiReportTable *self)
{
  CunyiReportGeometry *g = get_geometry (self);

  return cunyi_report_geometry_lead (g) <= LEAD_SHARE * gtk_widget_get_width (GTK_WIDGET (self)) ? g->lead : 0;
}

/* ---- drawing ---- */

/* What is needed for every cell. */
typedef struct {
  GtkSnapshot *snapshot;
  PangoLayout *layout;
  CunyiReportGeometry *g;
  GdkRGBA text, line, back, head, wrong, mark;
  int left, top; /* how far the cells are scrolled */
} Drawing;

static void
draw_text (Drawing *d, const char *text, const GdkRGBA *color, PangoAlignment alignment, int x, int y, int width, int height)
{
  int text_height;

  pango_layout_set_width (d->layout, MAX (width - 2 * d->g->pad, 1) * PANGO_SCALE);
  pango_layout_set_alignment (d->layout, alignment);
  pango_layout_set_text (d->layout, text, -1);
  pango_layout_get_pixel_size (d->layout, NULL, &text_height);
  gtk_snapshot_save (d->snapshot);
  gtk_snapshot_translate (d->snapshot, &GRAPHENE_POINT_INIT (x + d->g->pad, y + (height - text_height) / 2));
  gtk_snapshot_append_layout (d->snapshot, d->layout, color);
  gtk_snapshot_restore (d->snapshot);
}

static void
draw_edges (Drawing *d, int x, int y, int width, int height)
{
  gtk_snapshot_append_color (d->snapshot, &d->line, &GRAPHENE_RECT_INIT (x + width - 1, y, 1, height));
  gtk_snapshot_append_color (d->snapshot, &d->line, &GRAPHENE_RECT_INIT (x, y + height - 1, width, 1));
}

static PangoAlignment
align (const CunyiReportCell *cell)
{
  switch (cell->kind)
    {
    case CUNYI_REPORT_CELL_INTEGER:
    case CUNYI_REPORT_CELL_DECIMAL:
    case CUNYI_REPORT_CELL_RATE:
      return PANGO_ALIGN_RIGHT;
    case CUNYI_REPORT_CELL_DAY:
    case CUNYI_REPORT_CELL_EMPTY:
    case CUNYI_REPORT_CELL_TEXT:
      break;
    }
  return PANGO_ALIGN_LEFT;
}

static void
set_bold (PangoLayout *layout, gboolean bold)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
}

static void
draw_cell (CunyiReportTable *self, Drawing *d, guint position, guint column, int x, int y)
{
  guint row = cunyi_report_geometry_row (d->g, position);
  CunyiReportCell cell = cunyi_report_result_get (self->result, row, column);
  gboolean wrong = g_hash_table_contains (self->wrong, cell_key (row, column));
  /* The word of the total row has all leading columns to itself. */
  gboolean label = row == CUNYI_REPORT_TOTAL && column == 0;
  int width = d->g->lefts[label ? MAX (d->g->lead, 1) : column + 1] - d->g->lefts[column], height = d->g->row_height;
  g_autofree char *shown = cunyi_report_cell_to_text (&cell);
  /* Not by colour alone. */
  g_autofree char *text = wrong ? g_strconcat ("⚠ ", shown, NULL) : g_steal_pointer (&shown);

  if (row == CUNYI_REPORT_TOTAL)
    gtk_snapshot_append_color (d->snapshot, &d->head, &GRAPHENE_RECT_INIT (x, y, width, height));
  if (position == self->row && column == self->column)
    gtk_snapshot_append_color (d->snapshot, &d->mark, &GRAPHENE_RECT_INIT (x, y, width, height));
  set_bold (d->layout, wrong || row == CUNYI_REPORT_TOTAL);
  draw_text (d, text, wrong ? &d->wrong : &d->text, align (&cell), x, y, width, height);
  draw_edges (d, x, y, width, height);
}

/* The cells of some columns; `shift` is what their places lie to the left of where the geometry has them. */
static void
draw_cells (CunyiReportTable *self, Drawing *d, guint first, guint last, int shift, int left, int right, int height)
{
  int header = cunyi_report_geometry_header (d->g);
  guint from = d->top / d->g->row_height, until = MIN ((d->top + height - header) / d->g->row_height + 1, (int) d->g->n_rows);

  gtk_snapshot_push_clip (d->snapshot, &GRAPHENE_RECT_INIT (left, header, right - left, height - header));
  pango_layout_set_ellipsize (d->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (d->layout, -1);
  for (guint position = from; position < until; position++)
    for (guint column = first; column < last; column++)
      if (cunyi_report_geometry_row (d->g, position) == CUNYI_REPORT_TOTAL && column > 0 && column < d->g->lead)
        continue; /* under the word */
      else if (d->g->lefts[column + 1] - shift > left && d->g->lefts[column] - shift < right)
        draw_cell (self, d, position, column, d->g->lefts[column] - shift,
                   header + (int) position * d->g->row_height - d->top);
  gtk_snapshot_pop (d->snapshot);
}

static void
draw_header (Drawing *d, guint first, guint last, int shift, int left, int right)
{
  int header = cunyi_report_geometry_header (d->g);

  gtk_snapshot_push_clip (d->snapshot, &GRAPHENE_RECT_INIT (left, 0, right - left, header));
  gtk_snapshot_append_color (d->snapshot, &d->back, &GRAPHENE_RECT_INIT (left, 0, right - left, header));
  pango_layout_set_ellipsize (d->layout, PANGO_ELLIPSIZE_NONE);
  set_bold (d->layout, TRUE);
  for (guint i = 0; i < d->g->boxes->len; i++)
    {
      const CunyiReportBox *box = &g_array_index (d->g->boxes, CunyiReportBox, i);
      int x = d->g->lefts[box->left] - shift, width = d->g->lefts[box->right + 1] - d->g->lefts[box->left];
      int y = d->g->header_tops[box->top], height = d->g->header_tops[box->bottom + 1] - y;

      if (box->left < first || box->right >= last || x >= right || x + width <= left)
        continue;
      gtk_snapshot_append_color (d->snapshot, &d->head, &GRAPHENE_RECT_INIT (x, y, width, height));
      draw_text (d, box->text, &d->text, PANGO_ALIGN_CENTER, x, y, width, height);
      draw_edges (d, x, y, width, height);
    }
  gtk_snapshot_pop (d->snapshot);
}

static GdkRGBA
look_up (GtkStyleContext *style, const char *name, const char *otherwise)
{
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (style, name, &color))
    gdk_rgba_parse (&color, otherwise);
  return color;
}

static void
choose_colors (CunyiReportTable *self, Drawing *d)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  gtk_style_context_get_color (style, &d->text);
  d->back = look_up (style, "view_bg_color", "#ffffff");
  d->wrong = look_up (style, "error_color", "#c01c28");
  d->mark = look_up (style, "accent_bg_color", "#3584e4");
  d->mark.alpha = gtk_widget_has_focus (GTK_WIDGET (self)) ? 0.35 : 0.15;
  d->line = d->head = d->text;
  d->line.alpha = 0.18;
  d->head.alpha = 0.07;
}

static void
cunyi_report_table_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CunyiReportTable *self = CUNYI_REPORT_TABLE (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (PangoLayout) layout = NULL;
  Drawing d = { snapshot };
  guint lead, n;
  int edge;

  if (self->result == NULL)
    return;
  layout = gtk_widget_create_pango_layout (widget, NULL);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  d.layout = layout;
  d.g = get_geometry (self);
  d.left = gtk_adjustment_get_value (self->hadjustment);
  d.top = gtk_adjustment_get_value (self->vadjustment);
  choose_colors (self, &d);
  lead = get_lead (self);
  n = d.g->n_columns;
  edge = d.g->lefts[lead];
  draw_cells (self, &d, lead, n, d.left, edge, width, height);
  draw_cells (self, &d, 0, lead, 0, 0, edge, height);
  draw_header (&d, lead, n, d.left, edge, width);
  draw_header (&d, 0, lead, 0, 0, edge);
}

/* ---- scrolling ---- */

static void
configure_adjustments (CunyiReportTable *self)
{
  CunyiReportGeometry *g = get_geometry (self);
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  double wanted_width = g ? cunyi_report_geometry_width (g) : 0, wanted_height = g ? cunyi_report_geometry_height (g) : 0;
  double step = g ? g->row_height : 1;

  if (self->hadjustment)
    gtk_adjustment_configure (self->hadjustment,
                              MIN (gtk_adjustment_get_value (self->hadjustment), MAX (0, wanted_width - width)), 0,
                              MAX (wanted_width, width), step * 2, width * 0.9, width);
  if (self->vadjustment)
    gtk_adjustment_configure (self->vadjustment,
                              MIN (gtk_adjustment_get_value (self->vadjustment), MAX (0, wanted_height - height)), 0,
                              MAX (wanted_height, height), step, height * 0.9, height);
}

static void
cunyi_report_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  configure_adjustments (CUNYI_REPORT_TABLE (widget));
}

static void
cunyi_report_table_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  CunyiReportGeometry *g = get_geometry (CUNYI_REPORT_TABLE (widget));

  *minimum = 1;
  *natural = 1;
  if (g)
    *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? cunyi_report_geometry_width (g) : cunyi_report_geometry_height (g);
}

static void
set_adjustment (CunyiReportTable *self, GtkAdjustment **where, GtkAdjustment *adjustment)
{
  if (*where)
    g_signal_handlers_disconnect_by_func (*where, gtk_widget_queue_draw, self);
  g_set_object (where, adjustment);
  if (adjustment)
    g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self);
  if (adjustment)
    configure_adjustments (self);
}

/* One write for each way, so that the cell of the cursor is in view. */
static void
scroll_to_cursor (CunyiReportTable *self)
{
  CunyiReportGeometry *g = get_geometry (self);
  int header = cunyi_report_geometry_header (g), top = self->row * g->row_height;
  guint lead = get_lead (self);
  int edge = g->lefts[lead];

  if (self->vadjustment)
    gtk_adjustment_clamp_page (self->vadjustment, top, top + header + g->row_height);
  if (self->hadjustment && self->column >= lead)
    gtk_adjustment_clamp_page (self->hadjustment, g->lefts[self->column] - edge, g->lefts[self->column + 1]);
}

/* ---- cursor ---- */

/* What a screen reader says of the cell. */
static void
describe_cell (CunyiReportTable *self)
{
  CunyiReportGeometry *g = get_geometry (self);
  guint row = cunyi_report_geometry_row (g, self->row);
  const CunyiReportShownColumn *column = cunyi_report_result_get_column (self->result, self->column);
  CunyiReportCell cell = cunyi_report_result_get (self->result, row, self->column);
  g_autofree char *value = cunyi_report_cell_to_text (&cell);
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (column->levels) && column->levels[i]; i++)
    g_string_append_printf (said, "%s ", column->levels[i]);
  for (guint i = 0; i < g->lead && i != self->column; i++)
    {
      CunyiReportCell lead = cunyi_report_result_get (self->result, row, i);
      g_autofree char *text = cunyi_report_cell_to_text (&lead);

      g_string_append_printf (said, "%s ", text);
    }
  g_string_append_printf (said, ": %s", value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said->str, -1);
}

static void
move_cursor (CunyiReportTable *self, gint64 row, gint64 column)
{
  CunyiReportGeometry *g = get_geometry (self);

  if (g == NULL || g->n_rows == 0 || g->n_columns == 0)
    return;
  self->row = CLAMP (row, 0, (gint64) g->n_rows - 1);
  self->column = CLAMP (column, 0, (gint64) g->n_columns - 1);
  scroll_to_cursor (self);
  describe_cell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
open_cell (CunyiReportTable *self)
{
  CunyiReportGeometry *g = get_geometry (self);

  if (g && self->row < g->n_rows)
    g_signal_emit (self, signals[OPENED], 0, cunyi_report_geometry_row (g, self->row), self->column);
}

static gboolean
key_cb (CunyiReportTable *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0;
  gint64 row = self->row, column = self->column;

  if (self->result == NULL || (state & GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Up: case GDK_KEY_KP_Up: row = control ? 0 : row - 1; break;
    case GDK_KEY_Down: case GDK_KEY_KP_Down: row = control ? G_MAXINT32 : row + 1; break;
    case GDK_KEY_Left: case GDK_KEY_KP_Left: column = control ? 0 : column - 1; break;
    case GDK_KEY_Right: case GDK_KEY_KP_Right: column = control ? G_MAXINT32 : column + 1; break;
    case GDK_KEY_Page_Up: case GDK_KEY_KP_Page_Up: row -= PAGE_ROWS; break;
    case GDK_KEY_Page_Down: case GDK_KEY_KP_Page_Down: row += PAGE_ROWS; break;
    case GDK_KEY_Home: case GDK_KEY_KP_Home: column = 0; row = control ? 0 : row; break;
    case GDK_KEY_End: case GDK_KEY_KP_End: column = G_MAXINT32; row = control ? G_MAXINT32 : row; break;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter:
      open_cell (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  move_cursor (self, row, column);
  return GDK_EVENT_STOP;
}

static void
pressed_cb (CunyiReportTable *self, int n_press, double x, double y)
{
  CunyiReportGeometry *g = get_geometry (self);
  int header;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (g == NULL)
    return;
  header = cunyi_report_geometry_header (g);
  if (y < header)
    return;
  if (x >= g->lefts[get_lead (self)])
    x += gtk_adjustment_get_value (self->hadjustment);
  if (y - header + gtk_adjustment_get_value (self->vadjustment) >= (double) g->n_rows * g->row_height
      || x >= cunyi_report_geometry_width (g))
    return;
  move_cursor (self, (y - header + gtk_adjustment_get_value (self->vadjustment)) / g->row_height,
               cunyi_report_geometry_find_column (g, x));
  if (n_press == 2)
    open_cell (self);
}

/* ---- widget ---- */

static void
forget_geometry (CunyiReportTable *self)
{
  g_clear_pointer (&self->geometry, cunyi_report_geometry_free);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
cunyi_report_table_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cunyi_report_table_parent_class)->css_changed (widget, change);
  forget_geometry (CUNYI_REPORT_TABLE (widget));
}

static void
cunyi_report_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CunyiReportTable *self = CUNYI_REPORT_TABLE (object);

  switch (id)
    {
    case PROP_HADJUSTMENT: g_value_set_object (value, self->hadjustment); break;
    case PROP_VADJUSTMENT: g_value_set_object (value, self->vadjustment); break;
    case PROP_HPOLICY: g_value_set_enum (value, self->hpolicy); break;
    case PROP_VPOLICY: g_value_set_enum (value, self->vpolicy); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cunyi_report_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CunyiReportTable *self = CUNYI_REPORT_TABLE (object);

  switch (id)
    {
    case PROP_HADJUSTMENT: set_adjustment (self, &self->hadjustment, g_value_get_object (value)); break;
    case PROP_VADJUSTMENT: set_adjustment (self, &self->vadjustment, g_value_get_object (value)); break;
    case PROP_HPOLICY: self->hpolicy = g_value_get_enum (value); break;
    case PROP_VPOLICY: self->vpolicy = g_value_get_enum (value); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cunyi_report_table_dispose (GObject *object)
{
  CunyiReportTable *self = CUNYI_REPORT_TABLE (object);

  set_adjustment (self, &self->hadjustment, NULL);
  set_adjustment (self, &self->vadjustment, NULL);
  g_clear_pointer (&self->result, cunyi_report_result_unref);
  g_clear_pointer (&self->geometry, cunyi_report_geometry_free);
  g_clear_pointer (&self->wrong, g_hash_table_unref);
  G_OBJECT_CLASS (cunyi_report_table_parent_class)->dispose (object);
}

static void
cunyi_report_table_class_init (CunyiReportTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cunyi_report_table_get_property;
  object_class->set_property = cunyi_report_table_set_property;
  object_class->dispose = cunyi_report_table_dispose;
  widget_class->measure = cunyi_report_table_measure;
  widget_class->size_allocate = cunyi_report_table_size_allocate;
  widget_class->snapshot = cunyi_report_table_snapshot;
  widget_class->css_changed = cunyi_report_table_css_changed;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HPOLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VPOLICY, "vscroll-policy");
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "reporttable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
cunyi_report_table_init (CunyiReportTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *clicks = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->wrong = g_hash_table_new (NULL, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (clicks, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (focus, "notify::is-focus", G_CALLBACK (gtk_widget_queue_draw), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (clicks));
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

void
cunyi_report_table_set_result (CunyiReportTable *self, CunyiReportResult *result, GPtrArray *findings)
{
  if (result)
    cunyi_report_result_ref (result);
  g_clear_pointer (&self->result, cunyi_report_result_unref);
  self->result = result;
  g_hash_table_remove_all (self->wrong);
  for (guint i = 0; findings && i < findings->len; i++)
    {
      const CunyiReportFinding *finding = g_ptr_array_index (findings, i);
      g_hash_table_add (self->wrong, cell_key (finding->row, finding->column));
    }
  forget_geometry (self);
  if (result == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cunyi_report_result_get_title (result), -1);
  move_cursor (self, self->row, self->column);
}

gboolean
cunyi_report_table_get_cursor (CunyiReportTable *self, guint *row, guint *column)
{
  CunyiReportGeometry *g = get_geometry (self);

  if (g == NULL || g->n_rows == 0)
    return FALSE;
  *row = cunyi_report_geometry_row (g, self->row);
  *column = self->column;
  return TRUE;
}

void
cunyi_report_table_set_cursor (CunyiReportTable *self, guint row, guint column)
{
  CunyiReportGeometry *g = get_geometry (self);

  if (g)
    move_cursor (self, row == CUNYI_REPORT_TOTAL ? g->n_rows - 1 : row, column);
}
