/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cairo 1.16 embeds a font with PostScript outlines (all of Noto CJK) with the subroutines that it finds in use, and misses those
 * that are called with a number which a calling subroutine left on the stack. The letter is then blank in the PDF and on paper,
 * though its text can still be copied: 如 is one of them. cairo takes another way, which writes the outlines themselves, for a
 * font that is said to be synthetic; so all fonts are said to be, by a flag that changes no outline. The files are a tenth of
 * the size besides. Seen with 1.16.0 and Noto Sans CJK SC 2.004; tests/document/letters.c looks at every common letter. */

#include "config.h"

#include "document/glyphs.h"

#include <cairo-ft.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>

/* Neither CAIRO_FT_SYNTHESIZE_BOLD nor _OBLIQUE. */
#define SYNTHESIZE_NOTHING (1 << 2)

struct _CunyiGlyphs {
  GHashTable *fonts; /* PangoFont to cairo_scaled_font_t */
  GHashTable *faces; /* file and index to cairo_font_face_t: all sizes of a font share what is embedded */
  GArray *glyphs;    /* of the run under way */
  GArray *clusters;
};

CunyiGlyphs *
cunyi_glyphs_new (void)
{
  CunyiGlyphs *self = g_new0 (CunyiGlyphs, 1);

  self->fonts = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) cairo_scaled_font_destroy);
  self->faces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cairo_font_face_destroy);
  self->glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  self->clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  return self;
}

void
cunyi_glyphs_free (CunyiGlyphs *self)
{
  g_hash_table_unref (self->fonts);
  g_hash_table_unref (self->faces);
  g_array_unref (self->glyphs);
  g_array_unref (self->clusters);
  g_free (self);
}

/* (transfer none) */
static cairo_font_face_t *
find_face (CunyiGlyphs *self, FcPattern *pattern)
{
  FcChar8 *file = NULL;
  int index = 0;
  FcBool embolden = FcFalse;
  FcMatrix *matrix = NULL;
  g_autofree char *key = NULL;
  cairo_font_face_t *face;

  FcPatternGetString (pattern, FC_FILE, 0, &file);
  FcPatternGetInteger (pattern, FC_INDEX, 0, &index);
  FcPatternGetBool (pattern, FC_EMBOLDEN, 0, &embolden);
  FcPatternGetMatrix (pattern, FC_MATRIX, 0, &matrix);
  key = g_strdup_printf ("%s %d %d %g %g", file ? (const char *) file : "", index, embolden, matrix ? matrix->xx : 1.0,
                         matrix ? matrix->xy : 0.0);
  face = g_hash_table_lookup (self->faces, key);
  if (!face)
    {
      face = cairo_ft_font_face_create_for_pattern (pattern);
      cairo_ft_font_face_set_synthesize (face, SYNTHESIZE_NOTHING);
      g_hash_table_insert (self->faces, g_steal_pointer (&key), face);
    }
  return face;
}

static cairo_scaled_font_t *
make_scaled_font (CunyiGlyphs *self, PangoFont *font)
{
  cairo_scaled_font_t *plain = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font)), *scaled;
  cairo_font_options_t *options;
  cairo_matrix_t size, ctm;

  if (!plain || !PANGO_IS_FC_FONT (font))
    return NULL;
  cairo_scaled_font_get_font_matrix (plain, &size);
  cairo_scaled_font_get_ctm (plain, &ctm);
  options = cairo_font_options_create ();
  cairo_scaled_font_get_font_options (plain, options);
  scaled = cairo_scaled_font_create (find_face (self, pango_fc_font_get_pattern (PANGO_FC_FONT (font))), &size, &ctm, options);
  cairo_font_options_destroy (options);
  if (cairo_scaled_font_status (scaled) != CAIRO_STATUS_SUCCESS)
    {
      cairo_scaled_font_destroy (scaled);
      scaled = cairo_scaled_font_reference (plain);
    }
  return scaled;
}

static cairo_scaled_font_t *
find_scaled_font (CunyiGlyphs *self, PangoFont *font)
{
  cairo_scaled_font_t *scaled = g_hash_table_lookup (self->fonts, font);

  if (!scaled)
    {
      scaled = make_scaled_font (self, font);
      if (scaled)
        g_hash_table_insert (self->fonts, g_object_ref (font), scaled);
    }
  return scaled;
}

/* The glyphs of a run with the text that each cluster stands for. FALSE when Pango has to draw it: a letter that no font has, or
 * writing from right to left. */
static gboolean
collect_glyphs (CunyiGlyphs *self, PangoGlyphItem *run, const char *text, double x, double y)
{
  PangoGlyphItemIter iter;

  if (run->item->analysis.level % 2 == 1)
    return FALSE;
  g_array_set_size (self->glyphs, 0);
  g_array_set_size (self->clusters, 0);
  for (gboolean more = pango_glyph_item_iter_init_start (&iter, run, text); more;
       more = pango_glyph_item_iter_next_cluster (&iter))
    {
      cairo_text_cluster_t cluster = { iter.end_index - iter.start_index, 0 };

      for (int i = iter.start_glyph; i < iter.end_glyph; i++)
        {
          PangoGlyphInfo *info = &run->glyphs->glyphs[i];
          cairo_glyph_t glyph = { info->glyph, x, y };

          if (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG)
            return FALSE;
          glyph.x += (double) info->geometry.x_offset / PANGO_SCALE;
          glyph.y += (double) info->geometry.y_offset / PANGO_SCALE;
          x += (double) info->geometry.width / PANGO_SCALE;
          if (info->glyph == PANGO_GLYPH_EMPTY)
            continue;
          g_array_append_val (self->glyphs, glyph);
          cluster.num_glyphs++;
        }
      g_array_append_val (self->clusters, cluster);
    }
  return TRUE;
}

static void
draw_rule (cairo_t *cr, double x, double y, double width)
{
  cairo_set_line_width (cr, 0.5);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
}

static void
draw_rules (cairo_t *cr, PangoGlyphItem *run, cairo_scaled_font_t *scaled, double x, double y, double width)
{
  cairo_matrix_t matrix;

  if (!run->item->analysis.extra_attrs)
    return;
  cairo_scaled_font_get_font_matrix (scaled, &matrix);
  for (GSList *l = run->item->analysis.extra_attrs; l; l = l->next)
    {
      PangoAttribute *attribute = l->data;

      if (attribute->klass->type == PANGO_ATTR_UNDERLINE)
        draw_rule (cr, x, y + matrix.yy * 0.14, width);
      else if (attribute->klass->type == PANGO_ATTR_STRIKETHROUGH)
        draw_rule (cr, x, y - matrix.yy * 0.3, width);
    }
}

static void
draw_run (CunyiGlyphs *self, cairo_t *cr, PangoGlyphItem *run, const char *text, double x, double y)
{
  cairo_scaled_font_t *scaled = find_scaled_font (self, run->item->analysis.font);

  if (!scaled || !collect_glyphs (self, run, text, x, y))
    {
      cairo_move_to (cr, x, y);
      pango_cairo_show_glyph_item (cr, text, run);
    }
  else if (self->glyphs->len > 0)
    {
      cairo_set_scaled_font (cr, scaled);
      cairo_show_text_glyphs (cr, text + run->item->offset, run->item->length, (cairo_glyph_t *) self->glyphs->data,
                              self->glyphs->len, (cairo_text_cluster_t *) self->clusters->data, self->clusters->len, 0);
    }
  if (scaled)
    draw_rules (cr, run, scaled, x, y, (double) pango_glyph_string_get_width (run->glyphs) / PANGO_SCALE);
}

void
cunyi_glyphs_draw_line (CunyiGlyphs *self, cairo_t *cr, PangoLayoutLine *line, double x, double y)
{
  const char *text = pango_layout_get_text (line->layout);

  for (GSList *l = line->runs; l; l = l->next)
    {
      PangoGlyphItem *run = l->data;

      x += (double) run->start_x_offset / PANGO_SCALE;
      draw_run (self, cr, run, text, x, y - (double) run->y_offset / PANGO_SCALE);
      x += (double) (pango_glyph_string_get_width (run->glyphs) + run->end_x_offset) / PANGO_SCALE;
    }
}
