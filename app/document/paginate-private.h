/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The filling of one page, for paginate.c and page-rails.c. */

#pragma once

#include "document/paginate.h"

G_BEGIN_DECLS

#define EPSILON 0.01

typedef struct {
  CunyiSlab *slab;    /* owned */
  double gap;         /* to what stands above, unless it begins a page */
  gboolean keep;      /* on one page with the next piece */
  gboolean lines;     /* a paragraph, which may break */
  gboolean header;    /* a row that is repeated */
  gconstpointer of;   /* for the rows of the same */
  gboolean bottom;
  gboolean page_break;
  gboolean begins_page; /* what goes before it ends the page */
  CunyiRail rails[CUNYI_MAX_RAILS]; /* that run beside it */
  CunyiNode *table;   /* whose row it is */
  CunyiContext *context; /* of that table, not owned */
} Piece;

/* One page under way; its shapes have their origin at the body's corner. */
typedef struct {
  CunyiNode *node;
  CunyiContext *context; /* owned */
  double width, height;  /* of the paper */
  guint index;           /* among the pages of the same node, from 0 */
  CunyiSlab *body;       /* owned */
  double head;           /* height of the running head */
} Draft;

/* The filling of one <page>. */
typedef struct {
  CunyiLayout *layout;
  CunyiNode *node;
  CunyiContext *context;
  CunyiLook look;
  GArray *instances; /* keeps the contexts of the pieces */
  GArray *pieces;
  GArray *drafts;    /* of all pages so far, also of earlier nodes */
  guint first;       /* draft that this filling began with */
  double paper_width, paper_height;
  double width;      /* between the margins */
  double heads[2], feet[2]; /* heights on the first page and on the rest */
  double y;
  double top;        /* y below what was repeated at the head of the page */
  CunyiNode *table;  /* of the piece that was placed last */
  CunyiRailing railing;
} Filling;

/* Of the page under way, among those of its filling. */
static inline guint
page_index (Filling *filling)
{
  return filling->drafts->len - 1 - filling->first;
}

static inline CunyiSlab *
current_body (Filling *filling)
{
  return g_array_index (filling->drafts, Draft, filling->drafts->len - 1).body;
}

/* Height for the body on the page of this index. */
static inline double
room_on (Filling *filling, guint index)
{
  guint which = MIN (index, 1);
  double room = filling->paper_height - filling->node->margins[0] - filling->node->margins[2];

  /* running heads that leave nothing are drawn over rather than stopping the work */
  return MAX (room - filling->heads[which] - filling->feet[which], CUNYI_POINTS (10));
}

/* page-rails.c: what the names of sections need at `first`. TRUE when it has to go to the next page. */
gboolean cunyi_page_mind_rails (Filling *filling, guint first);

G_END_DECLS
