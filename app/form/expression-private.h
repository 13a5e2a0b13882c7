/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What texts and choice lists need of expressions besides. */

#pragma once

#include "form/expression.h"
#include "form/translator.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* Where there are lists to look into. (transfer full) */
CunyiExpression *cunyi_expression_new_in_form (const char *text, CunyiFaults *faults, const char *sheet, guint row,
                                               guint column);
/* Where a bare name is the same as one in ${}; `lists` as above. (transfer full) */
CunyiExpression *cunyi_expression_new_in_text (const char *text, gboolean lists, CunyiFaults *faults, const char *sheet,
                                               guint row, guint column);
/* The bare names: columns of the choices that a filter looks at. (array zero-terminated) (transfer none) */
const char *const *cunyi_expression_get_steps (CunyiExpression *expression);
/* What instance () and pulldata () look into. (transfer none) */
const CunyiLookup *cunyi_expression_get_lookups (CunyiExpression *expression, guint *n);
/* With `.` being any node: a choice, whose columns are bare names. */
gboolean cunyi_expression_test_node (CunyiExpression *expression, CunyiContext *context, xmlNode *node);

G_END_DECLS
