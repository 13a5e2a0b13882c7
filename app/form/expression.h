/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The expressions of forms, workflows, documents and titles: XLSForm's, which is XPath with a few functions more.
 *
 * They may be typed with a Chinese input method: full-width signs and typographic quotes are read as the plain ones outside
 * of quoted text. What is wrong is found here, at loading: an unknown function, a wrong number of arguments, a name without
 * ${}, a regular expression that is none; each with what to write instead. Rules of the language:
 * - Blank is '' and no number: `${x} = 0`, `${x} < 5` and `${x} > 5` are all false on a blank, `not (${x} >= 5)` is true.
 *   A result that is no number is blank.
 * - Days are texts 2022-07-26 that can be compared and counted with: `${day} + 14` is a number of days, date (${day} + 14)
 *   a day again.
 * - and, or, not, if: blank is false, any other text is true; a list is true when it has a row.
 * - regex () matches the whole text, round (-1.5) is -1, true () is stored as the text “true”.
 * - Numbers are written without exponent. */

#pragma once

#include "base/fault.h"
#include "form/context.h"

G_BEGIN_DECLS

typedef struct _CunyiExpression CunyiExpression;

/* Reads an expression that stands at `sheet`, `row`, `column` (from 1, 0 unknown; both only for the faults). NULL when
 * there is a fault, or when `text` is blank. `faults` may be NULL. (transfer full) */
CunyiExpression *cunyi_expression_new (const char *text, CunyiFaults *faults, const char *sheet, guint row, guint column);
/* The same where bare names are good: the filter of a list of choices, whose names are the columns of that list. */
CunyiExpression *cunyi_expression_new_filter (const char *text, CunyiFaults *faults, const char *sheet, guint row,
                                              guint column);
void cunyi_expression_free (CunyiExpression *expression);

/* The text as it was written. */
const char *cunyi_expression_get_text (CunyiExpression *expression);

/* The names behind every ${}, each once, in order. (array zero-terminated) (transfer none) */
const char *const *cunyi_expression_get_names (CunyiExpression *expression);

/* The value as text. (transfer full), never NULL; blank when the evaluation took too many steps. */
char *cunyi_expression_evaluate (CunyiExpression *expression, CunyiContext *context);
/* The value as a truth. */
gboolean cunyi_expression_test (CunyiExpression *expression, CunyiContext *context);
/* The value as a number; NAN for a blank. */
double cunyi_expression_number (CunyiExpression *expression, CunyiContext *context);

/* The same with `.` being the text `name` of `context`, as in constraints; `numeric`, when not NULL, tells whether the
 * result is a number by its kind and not only by its look. */
char *cunyi_expression_evaluate_at (CunyiExpression *expression, CunyiContext *context, const char *name,
                                    gboolean *numeric);
gboolean cunyi_expression_test_at (CunyiExpression *expression, CunyiContext *context, const char *name);

/* A number as expressions write it: no exponent, no trailing zeros, at most 15 digits that mean something; "" when it is
 * no number. (transfer full) */
char *cunyi_number_to_text (double number);
/* The number that a text is in expressions: plain digits with sign and point, or a day; NAN for anything else. */
double cunyi_number_parse (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiExpression, cunyi_expression_free)

G_END_DECLS
