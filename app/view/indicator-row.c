/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A bar with a line across it where the target lies; whether it is reached stands in words below. */

#include "config.h"

#include "view/indicator-row.h"

#include <glib/gi18n.h>

struct _CunyiIndicatorRow {
  GtkButton parent_instance;

  GtkLabel *title_label;
  GtkLabel *rate_label;
  GtkDrawingArea *bar;
  GtkLabel *numbers_label;

  char *title;
  GPtrArray *missing; /* ids */
  double rate;        /* 0 to 1 */
  double target;      /* 0 to 1, -1 for none */
};

G_DEFINE_FINAL_TYPE (CunyiIndicatorRow, cunyi_indicator_row, GTK_TYPE_BUTTON)

static void
fill_part (cairo_t *cr, const GdkRGBA *color, double alpha, double x, double width, double height)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
  cairo_rectangle (cr, x, 0, width, height);
  cairo_fill (cr);
}

static void
draw_bar (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  CunyiIndicatorRow *self = data;
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (area));
  GdkRGBA ink, accent;

  gtk_style_context_get_color (context, &ink);
  if (!gtk_style_context_lookup_color (context, "accent_bg_color", &accent))
    accent = ink;
  fill_part (cr, &ink, 0.15, 0, width, height - 4);
  fill_part (cr, &accent, 1, 0, width * self->rate, height - 4);
  if (self->target >= 0)
    fill_part (cr, &ink, 0.9, MIN (width * self->target, width - 2), 2, height);
}

static void
cunyi_indicator_row_finalize (GObject *object)
{
  CunyiIndicatorRow *self = CUNYI_INDICATOR_ROW (object);

  g_free (self->title);
  g_ptr_array_unref (self->missing);
  G_OBJECT_CLASS (cunyi_indicator_row_parent_class)->finalize (object);
}

static void
cunyi_indicator_row_class_init (CunyiIndicatorRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cunyi_indicator_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/indicator-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiIndicatorRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiIndicatorRow, rate_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiIndicatorRow, bar);
  gtk_widget_class_bind_template_child (widget_class, CunyiIndicatorRow, numbers_label);
}

static void
cunyi_indicator_row_init (CunyiIndicatorRow *self)
{
  self->missing = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->bar, draw_bar, self, NULL);
}

/* 45 of 52 · 7 still missing · target 90 % not reached */
static char *
tell_numbers (const CunyiIndicator *indicator)
{
  guint missing = indicator->missing->len;
  double rate = indicator->all > 0 ? 100.0 * indicator->done / indicator->all : 100;
  GString *text = g_string_new (NULL);

  /* Translators: so many done of so many. */
  g_string_append_printf (text, _("%u of %u"), (guint) indicator->done, (guint) indicator->all);
  if (missing > 0)
    g_string_append_printf (text, ngettext (" · %u still missing", " · %u still missing", missing), missing);
  if (indicator->target >= 0 && indicator->all > 0)
    g_string_append_printf (text, rate >= indicator->target ? _(" · target %g %% reached") : _(" · target %g %% not reached"),
                            indicator->target);
  return g_string_free (text, FALSE);
}

GtkWidget *
cunyi_indicator_row_new (const CunyiIndicator *indicator)
{
  CunyiIndicatorRow *self = g_object_new (CUNYI_TYPE_INDICATOR_ROW, NULL);
  g_autofree char *rate = indicator->all > 0
                            ? g_strdup_printf ("%.1f %%", 100.0 * indicator->done / indicator->all)
                            : g_strdup ("–");
  g_autofree char *numbers = tell_numbers (indicator);
  g_autofree char *said = g_strdup_printf ("%s %s, %s", indicator->title, rate, numbers);

  self->title = g_strdup (indicator->title);
  for (guint i = 0; i < indicator->missing->len; i++)
    g_ptr_array_add (self->missing, g_strdup (g_ptr_array_index (indicator->missing, i)));
  gtk_label_set_label (self->title_label, indicator->title);
  gtk_label_set_label (self->rate_label, rate);
  gtk_label_set_label (self->numbers_label, numbers);
  self->rate = indicator->all > 0 ? CLAMP ((double) indicator->done / indicator->all, 0, 1) : 0;
  self->target = indicator->target >= 0 ? MIN (indicator->target / 100, 1) : -1;
  gtk_widget_set_name (GTK_WIDGET (self), indicator->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  return GTK_WIDGET (self);
}

const char *
cunyi_indicator_row_get_title (CunyiIndicatorRow *self)
{
  return self->title;
}

GPtrArray *
cunyi_indicator_row_get_missing (CunyiIndicatorRow *self)
{
  return self->missing;
}
