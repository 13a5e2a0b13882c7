/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Shapes at places: what the layout makes and the drawing draws. A slab is a list of them with its own origin; a page is a slab
 * too. Slabs are put into each other and cut across. All lengths are points. */

#pragma once

#include <cairo.h>
#include <pango/pango.h>

G_BEGIN_DECLS

typedef enum {
  CUNYI_SHAPE_TEXT,     /* one line of text; y to y + height is its box */
  CUNYI_SHAPE_LINE,     /* from x, y to x + width, y + height */
  CUNYI_SHAPE_FRAME,    /* outline of a rectangle */
  CUNYI_SHAPE_SHADE,    /* light filling of a rectangle */
  CUNYI_SHAPE_QR,
  CUNYI_SHAPE_SCISSORS,
  CUNYI_SHAPE_PICTURE,
} CunyiShapeKind;

/* Modules of a QR code. */
typedef struct {
  guint size;      /* modules a side */
  guchar bits[];   /* size * size, 1 is dark */
} CunyiQr;

typedef struct {
  CunyiShapeKind kind;
  gboolean dashed;
  float stroke;
  double x, y, width, height;
  double baseline; /* of text, below y */
  gpointer what;   /* PangoLayoutLine, CunyiQr or CunyiPicture; lives in the ink that the slab was made with */
} CunyiShape;

typedef struct {
  GArray *shapes; /* of CunyiShape */
  double height;
} CunyiSlab;

/* What shapes point to: kept until the document goes. */
typedef struct {
  GPtrArray *layouts;
  GPtrArray *codes;
  GPtrArray *pictures;
} CunyiInk;

CunyiInk *cunyi_ink_new (void);
void cunyi_ink_free (CunyiInk *ink);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiInk, cunyi_ink_free)

CunyiSlab *cunyi_slab_new (void);
void cunyi_slab_free (CunyiSlab *slab);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiSlab, cunyi_slab_free)

void cunyi_slab_add (CunyiSlab *slab, const CunyiShape *shape);
/* Copies the shapes of `other` with their origin at x, y. */
void cunyi_slab_put (CunyiSlab *slab, CunyiSlab *other, double x, double y);
/* The lowest y, at most `limit`, where a cut goes through no letter; 0 when there is none. */
double cunyi_slab_find_cut (CunyiSlab *slab, double limit);
/* What is below y, with its origin there; `slab` keeps what is above. Frames are cut in two. (transfer full) */
CunyiSlab *cunyi_slab_cut (CunyiSlab *slab, double y);

G_END_DECLS
