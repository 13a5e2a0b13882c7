/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lines of text to cairo, for the layer alone: as pango_cairo_show_layout_line(), but every letter arrives on paper. */

#pragma once

#include <cairo.h>
#include <pango/pango.h>

G_BEGIN_DECLS

/* The fonts of one document as they are drawn with. */
typedef struct _CunyiGlyphs CunyiGlyphs;

CunyiGlyphs *cunyi_glyphs_new (void);
void cunyi_glyphs_free (CunyiGlyphs *self);

/* Draws `line` with its left end at x and its baseline at y. */
void cunyi_glyphs_draw_line (CunyiGlyphs *self, cairo_t *cr, PangoLayoutLine *line, double x, double y);

G_END_DECLS
