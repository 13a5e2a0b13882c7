/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Text with values in it, as labels, titles, file names and documents use it: “${person_name}，${if (${sex} = '1', '男',
 * '女')}”. Between ${ and } stands a name or any expression; there a bare name is good too: ${format-date (day, '%Y')}. */

#pragma once

#include "base/fault.h"
#include "form/context.h"
#include "form/expression.h"

G_BEGIN_DECLS

typedef struct _CunyiText CunyiText;

/* Reads a text that stands at `sheet`, `row`, `column` (for the faults, which may be NULL). NULL when there is a fault; a
 * blank or NULL `text` is a text of nothing. (transfer full) */
CunyiText *cunyi_text_new (const char *text, CunyiFaults *faults, const char *sheet, guint row, guint column);
/* The same in a form, where instance () and pulldata () look into its lists. (transfer full) */
CunyiText *cunyi_text_new_in_form (const char *text, CunyiFaults *faults, const char *sheet, guint row, guint column);
void cunyi_text_free (CunyiText *text);

/* As it was written. */
const char *cunyi_text_get_source (CunyiText *text);
/* TRUE when there is no ${} in it: expanding it gives the source. */
gboolean cunyi_text_is_plain (CunyiText *text);
/* The names that are used, each once. (array zero-terminated) (transfer none) */
const char *const *cunyi_text_get_names (CunyiText *text);

/* Calls `func` for each value that is more than a name. */
typedef void (*CunyiExpressionFunc) (CunyiExpression *expression, gpointer data);
void cunyi_text_foreach_expression (CunyiText *text, CunyiExpressionFunc func, gpointer data);

/* (transfer full), never NULL. */
char *cunyi_text_expand (CunyiText *text, CunyiContext *context);

/* Goes through a text: the literal before each value; the value's name, NULL when it is an expression; the value itself, NULL
 * behind the last. */
typedef void (*CunyiTextFunc) (const char *literal, const char *name, const char *value, gpointer data);
void cunyi_text_walk (CunyiText *text, CunyiContext *context, CunyiTextFunc func, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiText, cunyi_text_free)

G_END_DECLS
