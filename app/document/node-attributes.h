/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The elements of a template, what may stand in each, and their attributes. */

#pragma once

#include "document/node.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* Name of the element, NULL for text. */
const char *cunyi_node_kind_name (CunyiNodeKind kind);
/* The kind that an element's name stands for, CUNYI_N_NODES for none. */
CunyiNodeKind cunyi_node_kind_find (const char *name);
gboolean cunyi_node_kind_is_inline (CunyiNodeKind kind);
/* TRUE when an element `child` may stand directly in `parent`. */
gboolean cunyi_node_kind_takes (CunyiNodeKind parent, CunyiNodeKind child);

/* A new node with its attributes read; what is wrong goes to `faults`. (transfer full) */
CunyiNode *cunyi_node_new (CunyiNodeKind kind, xmlNode *element, CunyiFaults *faults);

/* Points of “A4”, “A4 landscape” or, in millimetres, “105x148”. */
gboolean cunyi_paper_find_size (const char *text, double *width, double *height);

G_END_DECLS
