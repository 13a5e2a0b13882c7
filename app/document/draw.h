/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one drawing of shapes, for the layer alone. */

#pragma once

#include "document/glyphs.h"
#include "document/slab.h"

G_BEGIN_DECLS

void cunyi_draw_slab (CunyiSlab *slab, CunyiGlyphs *glyphs, cairo_t *cr);
/* 演示 across a page of this size and in its corner, so that nobody takes the paper for a real one. */
void cunyi_draw_demo (PangoContext *pango, CunyiGlyphs *glyphs, cairo_t *cr, double width, double height);

G_END_DECLS
