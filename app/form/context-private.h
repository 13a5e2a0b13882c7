/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How expressions see a context: as nodes of an XML document of its own. */

#pragma once

#include "form/context.h"

#include <libxml/xpath.h>

G_BEGIN_DECLS

/* Everything that `${name}` stands for, in document order; empty when nothing has the name. (transfer full) */
xmlNodeSet *cunyi_context_look_up (CunyiContext *context, const char *name);
/* The row's element, or the root. */
xmlNode *cunyi_context_get_node (CunyiContext *context);
/* The element of a text of `context` itself, made when it is missing. */
xmlNode *cunyi_context_ensure (CunyiContext *context, const char *name);
/* Text of a leaf, "" for none; lends. */
const char *cunyi_node_get_text (const xmlNode *node);
/* TRUE for a member of a list. */
gboolean cunyi_node_is_row (const xmlNode *node);
/* Whether a leaf is a number by its kind; kept until changed. */
void cunyi_node_set_numeric (xmlNode *node, gboolean numeric);
gboolean cunyi_node_is_numeric (const xmlNode *node);
/* The member of a list at `index` (from 0), found from `context` as `${list}` is; NULL when there is none. */
CunyiContext *cunyi_context_find_row (CunyiContext *context, const char *list, guint index);
/* A list that does not apply counts as empty in expressions, though its rows stay. */
void cunyi_context_hide_list (CunyiContext *context, const char *list, gboolean hide);
/* Marks an element as a member of a list, which is true as such. */
void cunyi_node_mark_row (xmlNode *node);
/* The element <instance> of the list that instance (name) means, its <root> with an <item> for each row; NULL when there
 * is none. */
xmlNode *cunyi_context_find_list (CunyiContext *context, const char *name);
/* Answers that; with the data of the labels. */
typedef xmlNode *(*CunyiListFunc) (const char *name, gpointer data);
void cunyi_context_set_lists (CunyiContext *context, CunyiListFunc func);
/* (transfer full) NULL when nobody knows the label. */
char *cunyi_context_find_label (CunyiContext *context, const char *list, const char *value);

G_END_DECLS
