/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Layout, for the layer alone: nodes of a template filled with values become slabs of a given width. */

#pragma once

#include "document/document.h"
#include "document/node.h"
#include "document/slab.h"
#include "form/context.h"
#include "form/form.h"

G_BEGIN_DECLS

/* How letters look, handed down from page to word. */
typedef struct {
  CunyiFont font;
  CunyiAlign align;
  CunyiValign valign;
  gboolean bold;
  double size;        /* points, before the scale of the layout */
  double line_height; /* times the font's own */
} CunyiLook;

typedef struct {
  PangoContext *pango;
  CunyiInk *ink;        /* not owned */
  GHashTable *constant; /* texts without values that were laid out before */
  CunyiForm *form;      /* what <form/> shows, not owned; NULL for none */
  GPtrArray *records;   /* contexts of its records, not owned; NULL for the template's own */
  CunyiPictureFunc find_picture; /* NULL when there are none */
  gpointer picture_data;
  const char *tick;     /* the sign for a ticked box that the fonts have */
  double scale;         /* of letters, gaps and least heights: 1, or less to make all fit */
  guint ordinal;        /* of the repetition at hand, from 1 */
  guint page, pages;    /* for running heads */
  double body_height;   /* of a page between its running heads */
  guint work;           /* what may still be laid out before the document is too long */
  gboolean too_long;
} CunyiLayout;

/* One repetition of a node: what each="" and if="" make of a template's child. */
typedef struct {
  CunyiNode *node;
  CunyiContext *context; /* owned */
  guint ordinal;
} CunyiInstance;

/* A Pango context that measures in points, without hinting, in Chinese; its font map is its own. (transfer full) */
PangoContext *cunyi_layout_create_pango (void);

/* `ink` gets what the shapes point to and must live as long as they do. */
CunyiLayout *cunyi_layout_new (PangoContext *pango, CunyiInk *ink);
void cunyi_layout_free (CunyiLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiLayout, cunyi_layout_free)

/* FALSE, and too_long set, when the work is used up. */
gboolean cunyi_layout_spend (CunyiLayout *layout, guint work);

/* The instances of all children of `parent`, in order; groups and blocks are opened. (transfer full) (element-type CunyiInstance) */
GArray *cunyi_layout_expand (CunyiLayout *layout, CunyiNode *parent, CunyiContext *context);

/* `look` with what `node` itself says. */
void cunyi_look_apply (CunyiLook *look, CunyiNode *node);

/* One block with its corner at 0, 0; `look` is what is around it. (transfer full) */
CunyiSlab *cunyi_layout_block (CunyiLayout *layout, CunyiNode *node, CunyiContext *context, const CunyiLook *look,
                               double width);
/* All children of `parent` below each other; those with bottom="yes" at the end of `height` when it is more than they need.
 * (transfer full) */
CunyiSlab *cunyi_layout_stack (CunyiLayout *layout, CunyiNode *parent, CunyiContext *context, const CunyiLook *look,
                               double width, double height);

/* paragraph.c */
CunyiSlab *cunyi_layout_paragraph (CunyiLayout *layout, CunyiNode *node, CunyiContext *context, const CunyiLook *look,
                                   double width, gboolean vertical);
/* writing.c: a plain text of our own making. */
CunyiSlab *cunyi_layout_plain (CunyiLayout *layout, const char *text, const CunyiLook *look, double width);

/* A name that stands beside all bands which it is said of, once on each page, in the middle of them. */
typedef struct {
  const CunyiItem *item;
  double x, width;
  double size; /* of the letters */
} CunyiRail;

#define CUNYI_MAX_RAILS 2

/* table.c: the rows of a table as bands that must not be torn apart unless one is longer than a page. */
typedef struct {
  CunyiSlab *slab;      /* owned */
  gboolean header;      /* repeated on the next page */
  gconstpointer of;     /* what it is the header of, or a row of: a table may hold several that go on */
  gboolean keep;        /* on one page with the next band */
  gboolean begins_page;
  CunyiRail rails[CUNYI_MAX_RAILS]; /* the outer one first; item NULL for none */
} CunyiBand;

/* Bands below each other, to draw the rails beside them: say for each band where it stands, and at the end of a page that it
 * ends. */
typedef struct {
  CunyiRail rails[CUNYI_MAX_RAILS];
  double tops[CUNYI_MAX_RAILS];
  CunyiContext *context; /* that names are expanded over, not owned */
} CunyiRailing;

/* rail.c: how high the bands beside a name must be together for it to be read. */
double cunyi_rail_least_height (CunyiLayout *layout, const CunyiRail *rail, CunyiContext *context, const CunyiLook *look);
/* The cells of a row reach further down by so much, and what is in them goes to their middle again. */
void cunyi_rail_grow_row (CunyiSlab *row, double by);
/* A band with these rails (NULL at the end) begins at `y` of `slab`; what runs on no longer is drawn down to there. */
void cunyi_railing_go_on (CunyiRailing *railing, CunyiLayout *layout, CunyiSlab *slab, const CunyiRail *rails, double y,
                          CunyiContext *context, const CunyiLook *look);

/* (transfer full) (element-type CunyiBand) */
GArray *cunyi_layout_bands (CunyiLayout *layout, CunyiNode *table, CunyiContext *context, const CunyiLook *look,
                            double width);

/* form-paper.c: the form of the layout as it is printed, in bands as a table; none when there is no form. */
GArray *cunyi_layout_form_bands (CunyiLayout *layout, CunyiNode *node, CunyiContext *context, const CunyiLook *look,
                                 double width);

G_END_DECLS
