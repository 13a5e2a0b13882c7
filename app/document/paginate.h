/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pages out of blocks, for the layer alone. Nothing is cut off: what does not fit goes on to the next page. */

#pragma once

#include "document/layout.h"

G_BEGIN_DECLS

typedef struct {
  double width, height;
  CunyiSide side;
  CunyiSlab *slab; /* owned */
} CunyiPaper;

/* All pages of a template whose root is `root`, with running heads. `layout` says afterwards whether it became too long.
 * (transfer full) (element-type CunyiPaper) */
GArray *cunyi_paginate (CunyiLayout *layout, CunyiNode *root, CunyiContext *context);

G_END_DECLS
