/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Shapes to cairo. */

#include "config.h"

#include "document/draw.h"

#include "document/picture.h"

#include <math.h>
#include <pango/pangocairo.h>

/* Runs of dark modules become one rectangle each and all of them one path: drawn without antialiasing there are no seams. */
static void
draw_qr (cairo_t *cr, const CunyiShape *shape)
{
  const CunyiQr *qr = shape->what;
  double module = shape->width / (qr->size + 8); /* with the quiet zone of four modules around it */

  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_translate (cr, shape->x + module * 4, shape->y + module * 4);
  for (guint row = 0; row < qr->size; row++)
    for (guint column = 0, end; column < qr->size; column = end + 1)
      {
        for (end = column; end < qr->size && qr->bits[row * qr->size + end]; end++)
          ;
        if (end > column)
          cairo_rectangle (cr, column * module, row * module, (end - column) * module, module);
      }
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_scissors (cairo_t *cr, const CunyiShape *shape)
{
  cairo_save (cr);
  cairo_translate (cr, shape->x, shape->y);
  cairo_scale (cr, shape->width / 11, shape->height / 9);
  cairo_set_line_width (cr, 0.8);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, 2, 4.5 + side * 2.4, 1.5, 0, 2 * G_PI);
      cairo_move_to (cr, 3.3, 4.5 + side * 1.7);
      cairo_line_to (cr, 11, 4.5 - side * 2.2);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_stroke (cairo_t *cr, const CunyiShape *shape)
{
  static const double dashes[] = { 3, 2.5 };

  cairo_set_line_width (cr, shape->stroke);
  cairo_set_dash (cr, dashes, shape->dashed ? G_N_ELEMENTS (dashes) : 0, 0);
  if (shape->kind == CUNYI_SHAPE_FRAME || shape->kind == CUNYI_SHAPE_PICTURE)
    cairo_rectangle (cr, shape->x, shape->y, shape->width, shape->height);
  else
    {
      cairo_move_to (cr, shape->x, shape->y);
      cairo_line_to (cr, shape->x + shape->width, shape->y + shape->height);
    }
  cairo_stroke (cr);
}

static void
draw_shape (cairo_t *cr, CunyiGlyphs *glyphs, const CunyiShape *shape)
{
  switch (shape->kind)
    {
    case CUNYI_SHAPE_TEXT:
      cunyi_glyphs_draw_line (glyphs, cr, shape->what, shape->x, shape->y + shape->baseline);
      break;
    case CUNYI_SHAPE_LINE:
    case CUNYI_SHAPE_FRAME:
      draw_stroke (cr, shape);
      break;
    case CUNYI_SHAPE_SHADE:
      cairo_set_source_rgb (cr, 0.93, 0.93, 0.93);
      cairo_rectangle (cr, shape->x, shape->y, shape->width, shape->height);
      cairo_fill (cr);
      cairo_set_source_rgb (cr, 0, 0, 0);
      break;
    case CUNYI_SHAPE_QR:
      draw_qr (cr, shape);
      break;
    case CUNYI_SHAPE_PICTURE:
      cunyi_picture_draw (shape->what, cr, shape->x, shape->y, shape->width, shape->height);
      cairo_set_source_rgb (cr, 0, 0, 0);
      draw_stroke (cr, shape);
      break;
    case CUNYI_SHAPE_SCISSORS:
    default:
      draw_scissors (cr, shape);
    }
}

void
cunyi_draw_slab (CunyiSlab *slab, CunyiGlyphs *glyphs, cairo_t *cr)
{
  cairo_set_source_rgb (cr, 0, 0, 0);
  /* what is filled lies below what is written */
  for (guint i = 0; i < slab->shapes->len; i++)
    if (g_array_index (slab->shapes, CunyiShape, i).kind == CUNYI_SHAPE_SHADE)
      draw_shape (cr, glyphs, &g_array_index (slab->shapes, CunyiShape, i));
  for (guint i = 0; i < slab->shapes->len; i++)
    if (g_array_index (slab->shapes, CunyiShape, i).kind != CUNYI_SHAPE_SHADE)
      draw_shape (cr, glyphs, &g_array_index (slab->shapes, CunyiShape, i));
}

static PangoLayout *
make_mark (PangoContext *pango, const char *text, double size)
{
  PangoLayout *layout = pango_layout_new (pango);
  g_autoptr(PangoFontDescription) font = pango_font_description_new ();

  pango_font_description_set_family_static (font, "Noto Sans CJK SC,Source Han Sans SC,sans-serif");
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* The layout's only line with the middle, or the right upper corner, of its letters at the origin. */
static void
draw_mark (CunyiGlyphs *glyphs, cairo_t *cr, PangoLayout *layout, gboolean middle)
{
  PangoRectangle ink;
  double x, y;

  pango_layout_get_extents (layout, &ink, NULL);
  x = -(double) (ink.x + ink.width / (middle ? 2 : 1)) / PANGO_SCALE;
  y = (double) (pango_layout_get_baseline (layout) - ink.y - (middle ? ink.height / 2 : 0)) / PANGO_SCALE;
  cunyi_glyphs_draw_line (glyphs, cr, pango_layout_get_line_readonly (layout, 0), x, y);
}

void
cunyi_draw_demo (PangoContext *pango, CunyiGlyphs *glyphs, cairo_t *cr, double width, double height)
{
  double side = MIN (width, height);
  g_autoptr(PangoLayout) across = make_mark (pango, "演 示", side * 0.28);
  g_autoptr(PangoLayout) corner = make_mark (pango, "演示", CLAMP (side * 0.03, 5, 14));

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.90, 0.90, 0.90);
  cairo_translate (cr, width / 2, height / 2);
  cairo_rotate (cr, -G_PI / 7);
  draw_mark (glyphs, cr, across, TRUE);
  cairo_restore (cr);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.7, 0.1, 0.1);
  cairo_translate (cr, width - side * 0.03, side * 0.012);
  draw_mark (glyphs, cr, corner, FALSE);
  cairo_restore (cr);
}
