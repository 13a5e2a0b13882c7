/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Curves are told apart by the shape of their marks, values out of the target are filled: nothing is told by colour. */

#include "config.h"

#include "view/chart-view.h"

#include <math.h>

#define HEIGHT 190
#define LEFT 48   /* room for the numbers of the axis */
#define RIGHT 14
#define TOP 30    /* title and legend */
#define BOTTOM 22 /* days */
#define MARK 3.5  /* half the size of a mark */

struct _CunyiChartView {
  GtkWidget parent_instance;
  CunyiChart *chart;
};

G_DEFINE_FINAL_TYPE (CunyiChartView, cunyi_chart_view, GTK_TYPE_WIDGET)

/* What is drawn where. */
typedef struct {
  cairo_t *cr;
  GtkWidget *widget;
  GdkRGBA color;
  double width, height;
  CunyiDay first, last;
  double low, high; /* of the axis */
} Canvas;

static double
x_of (const Canvas *canvas, CunyiDay day)
{
  double days = MAX (1, canvas->last - canvas->first);

  return LEFT + (canvas->width - LEFT - RIGHT) * (day - canvas->first) / days;
}

static double
y_of (const Canvas *canvas, double value)
{
  return TOP + (canvas->height - TOP - BOTTOM) * (canvas->high - value) / (canvas->high - canvas->low);
}

static void
set_ink (const Canvas *canvas, double alpha)
{
  cairo_set_source_rgba (canvas->cr, canvas->color.red, canvas->color.green, canvas->color.blue,
                         canvas->color.alpha * alpha);
}

/* Text with its anchor at (x, y): 0 begins there, 1 ends there; upright centred. Returns its width. */
static int
draw_text (const Canvas *canvas, const char *text, double x, double y, double anchor, gboolean bold)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (canvas->widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.88));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (canvas->cr, x - anchor * width, y - height / 2.0);
  pango_cairo_show_layout (canvas->cr, layout);
  cairo_new_path (canvas->cr);
  return width;
}

static void
widen (Canvas *canvas, const CunyiCurve *curve)
{
  for (guint i = 0; i < curve->values->len; i++)
    {
      const CunyiMeasurement *m = &g_array_index (curve->values, CunyiMeasurement, i);

      canvas->first = MIN (canvas->first, m->day);
      canvas->last = MAX (canvas->last, m->day);
      canvas->low = fmin (canvas->low, m->value);
      canvas->high = fmax (canvas->high, m->value);
    }
  canvas->low = fmin (canvas->low, curve->low);
  canvas->high = fmax (canvas->high, curve->high);
}

/* From the first value to the last, with a little air above and below. */
static void
find_range (Canvas *canvas, const CunyiChart *chart)
{
  double air;

  canvas->first = G_MAXINT32;
  canvas->last = G_MININT32;
  canvas->low = NAN;
  canvas->high = NAN;
  for (guint i = 0; i < chart->curves->len; i++)
    widen (canvas, g_ptr_array_index (chart->curves, i));
  air = fmax ((canvas->high - canvas->low) * 0.08, 0.5);
  canvas->low -= air;
  canvas->high += air;
}

/* A dashed line, and before it what is aimed at. */
static void
draw_limit (const Canvas *canvas, double value)
{
  static const double dashes[] = { 4, 3 };
  g_autofree char *text = g_strdup_printf ("<%g", value);

  set_ink (canvas, 0.55);
  cairo_set_dash (canvas->cr, dashes, 2, 0);
  cairo_set_line_width (canvas->cr, 1);
  cairo_move_to (canvas->cr, LEFT, floor (y_of (canvas, value)) + 0.5);
  cairo_line_to (canvas->cr, canvas->width - RIGHT, floor (y_of (canvas, value)) + 0.5);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
  set_ink (canvas, 0.8);
  draw_text (canvas, text, LEFT - 6, y_of (canvas, value), 1, FALSE);
}

/* What is aimed at: a band between two limits; the upper one, where most are, is a line with its number. */
static void
draw_band (const Canvas *canvas, const CunyiCurve *curve)
{
  if (!isnan (curve->high) && !isnan (curve->low))
    {
      set_ink (canvas, 0.08);
      cairo_rectangle (canvas->cr, LEFT, y_of (canvas, curve->high), canvas->width - LEFT - RIGHT,
                       y_of (canvas, curve->low) - y_of (canvas, curve->high));
      cairo_fill (canvas->cr);
    }
  if (!isnan (curve->high))
    draw_limit (canvas, curve->high);
}

static gboolean
is_outside (const CunyiCurve *curve, double value)
{
  return (!isnan (curve->high) && value >= curve->high) || (!isnan (curve->low) && value < curve->low);
}

/* A circle, a square, a diamond for the first, second, third curve; filled when out of the target. */
static void
draw_mark (const Canvas *canvas, guint shape, double x, double y, gboolean filled)
{
  cairo_t *cr = canvas->cr;

  cairo_new_path (cr);
  if (shape % 3 == 0)
    cairo_arc (cr, x, y, MARK, 0, 2 * G_PI);
  else if (shape % 3 == 1)
    cairo_rectangle (cr, x - MARK, y - MARK, 2 * MARK, 2 * MARK);
  else
    {
      cairo_move_to (cr, x, y - MARK - 1);
      cairo_line_to (cr, x + MARK + 1, y);
      cairo_line_to (cr, x, y + MARK + 1);
      cairo_line_to (cr, x - MARK - 1, y);
      cairo_close_path (cr);
    }
  if (filled)
    cairo_fill_preserve (cr);
  cairo_stroke (cr);
}

static void
draw_curve (const Canvas *canvas, const CunyiCurve *curve, guint shape)
{
  set_ink (canvas, 0.9);
  cairo_set_line_width (canvas->cr, 1.5);
  for (guint i = 0; i < curve->values->len; i++)
    {
      const CunyiMeasurement *m = &g_array_index (curve->values, CunyiMeasurement, i);

      cairo_line_to (canvas->cr, x_of (canvas, m->day), y_of (canvas, m->value));
    }
  cairo_stroke (canvas->cr);
  for (guint i = 0; i < curve->values->len; i++)
    {
      const CunyiMeasurement *m = &g_array_index (curve->values, CunyiMeasurement, i);

      draw_mark (canvas, shape, x_of (canvas, m->day), y_of (canvas, m->value), is_outside (curve, m->value));
    }
}

/* Above the curves, from the end: the mark of each, its name and last value. */
static void
draw_legend (const Canvas *canvas, const CunyiChart *chart)
{
  double x = canvas->width - RIGHT;

  for (guint i = chart->curves->len; i-- > 0;)
    {
      const CunyiCurve *curve = g_ptr_array_index (chart->curves, i);
      const CunyiMeasurement *last = &g_array_index (curve->values, CunyiMeasurement, curve->values->len - 1);
      g_autofree char *text = g_strdup_printf ("%s %g", curve->label, last->value);
      int width = draw_text (canvas, text, x, TOP / 2.0, 1, TRUE);

      draw_mark (canvas, i, x - width - 10, TOP / 2.0, is_outside (curve, last->value));
      x -= width + 28;
    }
}

static void
draw_days (const Canvas *canvas)
{
  g_autofree char *first = cunyi_day_to_text (canvas->first);
  g_autofree char *last = cunyi_day_to_text (canvas->last);
  double y = canvas->height - BOTTOM / 2.0;

  set_ink (canvas, 0.8);
  draw_text (canvas, first, LEFT, y, 0, FALSE);
  if (canvas->last > canvas->first)
    draw_text (canvas, last, canvas->width - RIGHT, y, 1, FALSE);
}

static void
cunyi_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CunyiChartView *self = CUNYI_CHART_VIEW (widget);
  Canvas canvas = { .widget = widget, .width = gtk_widget_get_width (widget), .height = gtk_widget_get_height (widget) };
  const CunyiCurve *first = g_ptr_array_index (self->chart->curves, 0);
  g_autofree char *title = g_strdup_printf ("%s（%s）", self->chart->title, first->unit);

  canvas.cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, canvas.width, canvas.height));
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &canvas.color);
  find_range (&canvas, self->chart);
  for (guint i = 0; i < self->chart->curves->len; i++)
    draw_band (&canvas, g_ptr_array_index (self->chart->curves, i));
  draw_days (&canvas);
  for (guint i = 0; i < self->chart->curves->len; i++)
    draw_curve (&canvas, g_ptr_array_index (self->chart->curves, i), i);
  set_ink (&canvas, 1);
  draw_text (&canvas, title, 4, TOP / 2.0, 0, TRUE);
  draw_legend (&canvas, self->chart);
  cairo_destroy (canvas.cr);
}

static void
cunyi_chart_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 240;
}

static void
cunyi_chart_view_finalize (GObject *object)
{
  cunyi_chart_free (CUNYI_CHART_VIEW (object)->chart);
  G_OBJECT_CLASS (cunyi_chart_view_parent_class)->finalize (object);
}

static void
cunyi_chart_view_class_init (CunyiChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cunyi_chart_view_finalize;
  widget_class->measure = cunyi_chart_view_measure;
  widget_class->snapshot = cunyi_chart_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cunyi_chart_view_init (CunyiChartView *self)
{
}

GtkWidget *
cunyi_chart_view_new (CunyiChart *chart)
{
  CunyiChartView *self = g_object_new (CUNYI_TYPE_CHART_VIEW, NULL);
  g_autofree char *description = cunyi_chart_describe (chart);

  self->chart = chart;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, chart->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  return GTK_WIDGET (self);
}
