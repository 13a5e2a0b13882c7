/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Measures and draws one line. Widths follow the font, so that a larger text size keeps columns apart. */

#include "config.h"

#include "view/line-row.h"

#include <glib/gi18n.h>

#define SIDE 12       /* pixels at both ends */
#define GAP 0.8       /* between columns, in characters */
#define PADDING 0.42  /* above and below, in characters */
#define LEAST_REST 4  /* characters that a column without a width keeps */

struct _CunyiLineRow {
  GtkWidget parent_instance;
  const CunyiColumn *columns;
  guint n_columns;
  gboolean heading;
  gboolean marked;
  char **texts;
};

G_DEFINE_FINAL_TYPE (CunyiLineRow, cunyi_line_row, GTK_TYPE_WIDGET)

/* Width of a Chinese character, height of a line. Each line is asked several times, and lines of one list have one font. */
static void
measure_character (CunyiLineRow *self, int *width, int *height)
{
  static struct {
    PangoFontDescription *font;
    double resolution;
    int width, height;
  } last;
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double resolution = pango_cairo_context_get_resolution (context);

  if (last.font == NULL || last.resolution != resolution || !pango_font_description_equal (last.font, font))
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "国");

      pango_layout_get_pixel_size (layout, &last.width, &last.height);
      g_clear_pointer (&last.font, pango_font_description_free);
      last.font = pango_font_description_copy (font);
      last.resolution = resolution;
    }
  *width = last.width;
  *height = last.height;
}

static double
fixed_width (CunyiLineRow *self, int character)
{
  double width = 2 * SIDE + (self->n_columns - 1) * GAP * character;

  for (guint i = 0; i < self->n_columns; i++)
    width += self->columns[i].width * character;
  return width;
}

static void
cunyi_line_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  CunyiLineRow *self = CUNYI_LINE_ROW (widget);
  int character, line;

  measure_character (self, &character, &line);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = line + 2 * PADDING * character;
  else
    {
      double width = fixed_width (self, character);

      for (guint i = 0; i < self->n_columns; i++)
        if (self->columns[i].width == 0)
          width += LEAST_REST * character;
      *minimum = *natural = width;
    }
}

static void
draw_cell (CunyiLineRow *self, GtkSnapshot *snapshot, PangoLayout *layout, const CunyiColumn *column, double x,
           double width, const char *text)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int text_width, text_height;
  GdkRGBA color;

  if (text[0] == '\0')
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  if (column->dim && !self->heading)
    color.alpha *= 0.72;
  if (column->strong && !self->heading)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  pango_layout_set_alignment (layout, column->at_end ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (x, (gtk_widget_get_height (GTK_WIDGET (self)) - text_height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
cunyi_line_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CunyiLineRow *self = CUNYI_LINE_ROW (widget);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  double shares = 0, x = SIDE, rest;
  int character, line;

  measure_character (self, &character, &line);
  for (guint i = 0; i < self->n_columns; i++)
    shares += self->columns[i].width == 0 ? self->columns[i].share : 0;
  rest = MAX (0, gtk_widget_get_width (widget) - fixed_width (self, character));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  for (guint i = 0; i < self->n_columns; i++)
    {
      const CunyiColumn *column = &self->columns[i];
      double width = column->width > 0 ? column->width * character : shares > 0 ? rest * column->share / shares : 0;

      if (i == 0 && self->marked)
        {
          g_autofree char *ticked = g_strconcat ("✓ ", cunyi_line_row_get_text (self, i), NULL);

          draw_cell (self, snapshot, layout, column, x, width, ticked);
        }
      else
        draw_cell (self, snapshot, layout, column, x, width, cunyi_line_row_get_text (self, i));
      x += width + GAP * character;
    }
}

static void
cunyi_line_row_finalize (GObject *object)
{
  g_strfreev (CUNYI_LINE_ROW (object)->texts);
  G_OBJECT_CLASS (cunyi_line_row_parent_class)->finalize (object);
}

static void
cunyi_line_row_class_init (CunyiLineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cunyi_line_row_finalize;
  widget_class->measure = cunyi_line_row_measure;
  widget_class->snapshot = cunyi_line_row_snapshot;
  gtk_widget_class_set_css_name (widget_class, "line");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
cunyi_line_row_init (CunyiLineRow *self)
{
}

GtkWidget *
cunyi_line_row_new (const CunyiColumn *columns, guint n_columns)
{
  CunyiLineRow *self = g_object_new (CUNYI_TYPE_LINE_ROW, NULL);

  self->columns = columns;
  self->n_columns = n_columns;
  return GTK_WIDGET (self);
}

GtkWidget *
cunyi_line_row_new_heading (const CunyiColumn *columns, guint n_columns)
{
  GtkWidget *row = cunyi_line_row_new (columns, n_columns);
  g_autofree const char **titles = g_new0 (const char *, n_columns + 1);

  CUNYI_LINE_ROW (row)->heading = TRUE;
  for (guint i = 0; i < n_columns; i++)
    titles[i] = columns[i].title ? _(columns[i].title) : "";
  cunyi_line_row_set_texts (CUNYI_LINE_ROW (row), titles);
  gtk_widget_add_css_class (row, "line-heading");
  return row;
}

/* What a screen reader says of the line: texts alone, for titles before each would be too long to listen to. */
static char *
say (CunyiLineRow *self)
{
  GString *said = g_string_new (self->marked ? _("selected") : NULL);

  for (guint i = 0; i < self->n_columns; i++)
    if (cunyi_line_row_get_text (self, i)[0])
      g_string_append_printf (said, "%s%s", said->len > 0 ? ", " : "", cunyi_line_row_get_text (self, i));
  return g_string_free (said, FALSE);
}

static void
tell_readers (CunyiLineRow *self)
{
  g_autofree char *said = say (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

void
cunyi_line_row_set_texts (CunyiLineRow *self, const char *const *texts)
{
  g_strfreev (self->texts);
  self->texts = g_new0 (char *, self->n_columns + 1);
  for (guint i = 0; texts && i < self->n_columns; i++)
    self->texts[i] = g_strdup (texts[i] ? texts[i] : "");
  tell_readers (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
cunyi_line_row_set_marked (CunyiLineRow *self, gboolean marked)
{
  if (self->marked == marked)
    return;
  self->marked = marked;
  if (marked)
    gtk_widget_add_css_class (GTK_WIDGET (self), "line-marked");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "line-marked");
  tell_readers (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
cunyi_line_row_get_text (CunyiLineRow *self, guint column)
{
  return self->texts && column < self->n_columns && self->texts[column] ? self->texts[column] : "";
}
