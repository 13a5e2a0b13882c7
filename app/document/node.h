/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A template as a tree, for the layer alone: what template.c reads and the layout walks. Lengths are points. */

#pragma once

#include "form/expression.h"
#include "form/text.h"

#include "document/template.h"

G_BEGIN_DECLS

#define CUNYI_POINTS(mm) ((mm) * 72.0 / 25.4)

typedef enum {
  CUNYI_NODE_DOCUMENT,
  CUNYI_NODE_VALUE,
  CUNYI_NODE_REQUIRE,
  CUNYI_NODE_PAGE,
  CUNYI_NODE_HEADER,
  CUNYI_NODE_FOOTER,
  /* what stands below each other */
  CUNYI_NODE_BLOCK, /* named part that a region's template may replace */
  CUNYI_NODE_GROUP, /* parts that repeat, hang on a condition or stay on one page together */
  CUNYI_NODE_P,
  CUNYI_NODE_HEADING,
  CUNYI_NODE_TABLE,
  CUNYI_NODE_ROW,
  CUNYI_NODE_CELL,
  CUNYI_NODE_BOX,
  CUNYI_NODE_LINES,
  CUNYI_NODE_QR,
  CUNYI_NODE_PICTURE,
  CUNYI_NODE_RECEIPT,
  CUNYI_NODE_SPACE,
  CUNYI_NODE_RULE,
  CUNYI_NODE_PAGEBREAK,
  CUNYI_NODE_FORM,
  /* what stands in a line of text */
  CUNYI_NODE_TEXT, /* no element: the text between them */
  CUNYI_NODE_B,
  CUNYI_NODE_I,
  CUNYI_NODE_U,
  CUNYI_NODE_S,
  CUNYI_NODE_SUB,
  CUNYI_NODE_SUP,
  CUNYI_NODE_SMALL,
  CUNYI_NODE_BIG,
  CUNYI_NODE_SPAN,
  CUNYI_NODE_BR,
  CUNYI_NODE_FILL,
  CUNYI_NODE_CHECK,
  CUNYI_NODE_CHECKS,
  CUNYI_NODE_DATE,
  CUNYI_NODE_NUMBER,
  CUNYI_NODE_PAGENUMBER,
  CUNYI_NODE_PAGECOUNT,
  CUNYI_N_NODES,
} CunyiNodeKind;

/* Choices begin with 0 for “as around it”. */
typedef enum { CUNYI_ALIGN_UNSET, CUNYI_ALIGN_LEFT, CUNYI_ALIGN_CENTER, CUNYI_ALIGN_RIGHT, CUNYI_ALIGN_JUSTIFY } CunyiAlign;
typedef enum { CUNYI_VALIGN_UNSET, CUNYI_VALIGN_TOP, CUNYI_VALIGN_MIDDLE, CUNYI_VALIGN_BOTTOM } CunyiValign;
typedef enum { CUNYI_FONT_UNSET, CUNYI_FONT_SANS, CUNYI_FONT_SERIF } CunyiFont;
typedef enum { CUNYI_FLAG_UNSET, CUNYI_FLAG_NO, CUNYI_FLAG_YES } CunyiFlag;
typedef enum { CUNYI_SIDE_UNSET, CUNYI_SIDE_FRONT, CUNYI_SIDE_BACK } CunyiSide;
typedef enum { CUNYI_ON_UNSET, CUNYI_ON_ALL, CUNYI_ON_FIRST, CUNYI_ON_REST } CunyiOn;
typedef enum { CUNYI_BOX_UNSET, CUNYI_BOX_PLAIN, CUNYI_BOX_PHOTO, CUNYI_BOX_SEAL, CUNYI_BOX_SIGNATURE } CunyiBoxKind;
typedef enum {
  CUNYI_BORDER_UNSET,
  CUNYI_BORDER_NONE,
  CUNYI_BORDER_ALL,
  CUNYI_BORDER_DASHED,
  CUNYI_BORDER_TOP,
  CUNYI_BORDER_BOTTOM,
} CunyiBorder;

/* A column is so many points wide, or takes a share of what is left. */
typedef struct {
  double width;
  double share;
} CunyiColumn;

typedef struct _CunyiNode CunyiNode;

struct _CunyiNode {
  CunyiNodeKind kind;
  guint line; /* in the file, from 1 */
  CunyiNode *first;
  CunyiNode *next;

  CunyiExpression *condition; /* if="" of all, test="" of check and require; NULL for always */
  char *each;                 /* list that this is repeated for; NULL for once */
  guint from, to;             /* rows from, to (from 1, inclusive); 0 for all */
  guint fill;                 /* rows at least, empty ones after the last */

  char *name;       /* of value, block */
  CunyiText *text;  /* the text itself; value="" of qr, picture, checks, date; title="" of document */
  CunyiText *label; /* label="" of box, receipt; continued="" of table; sentence of require; text of value */
  char *options;    /* of checks: labels between |, or code=label */
  gboolean varies;  /* something below it depends on the context or the page */

  CunyiFont font;
  CunyiAlign align;
  CunyiValign valign;
  CunyiBorder border;
  CunyiSide side;
  CunyiOn on;
  CunyiBoxKind box;
  CunyiFlag bold, header, keep, fit, bottom, vertical, date, landscape, shade, extends;
  guint span, rows, count; /* cell: columns and rows; lines: how many; document: cards on a sheet */
  double size;             /* of letters */
  double shrink;           /* cell: smallest letters; page: smallest scale */
  double line_height;      /* times the font's own; 0 unset */
  double above, below, gap, indent, pad; /* below 0 is unset */
  double width, height;
  gboolean of_form;  /* page: as wide and high as the form in it asks for; width and height when it does not */
  double margins[4]; /* top, right, bottom, left */
  CunyiColumn *columns;
  guint n_columns;
};

CunyiNode *cunyi_template_get_root (CunyiTemplate *self);

void cunyi_node_free (CunyiNode *node);

/* The tree of a whole file, checked; NULL after a fault. `name` is for nothing but the faults. (transfer full) */
CunyiNode *cunyi_node_parse (GBytes *content, CunyiFaults *faults);

G_END_DECLS
