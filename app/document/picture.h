/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Photographs on paper, for the layer alone: kept as the bytes that they came in, and decoded while they are drawn, so that a
 * batch of applications with their papers stays small. */

#pragma once

#include "document/layout.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef struct {
  GBytes *content;
  int width, height; /* pixels; 0 when it is no picture that can be read */
} CunyiPicture;

/* (transfer full) */
CunyiPicture *cunyi_picture_new (GBytes *content);
void cunyi_picture_free (CunyiPicture *picture);

/* The photograph of this name, as large as `width` and `height` allow, with a thin frame; where there is none, a sentence that
 * says so. The picture belongs to the ink. (transfer full) */
CunyiSlab *cunyi_layout_picture (CunyiLayout *layout, const char *name, const CunyiLook *look, double width, double height);

/* <picture>: as large as the template lets it be, nothing without a name. (transfer full) */
CunyiSlab *cunyi_layout_picture_block (CunyiLayout *layout, CunyiNode *node, CunyiContext *context, const CunyiLook *look,
                                       double width);

/* Draws it into this rectangle; a PDF gets a JPEG as it is. */
void cunyi_picture_draw (const CunyiPicture *picture, cairo_t *cr, double x, double y, double width, double height);

G_END_DECLS
