/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which lines of a list are marked: by id, so that marks stay when lines are read again in another order. Space marks one,
 * Shift with an arrow as far as one goes and back again, Ctrl+A all; a mark that is made otherwise begins a new stretch. */

#pragma once

#include "view/lines-model.h"

G_BEGIN_DECLS

typedef struct _CunyiLinesMarks CunyiLinesMarks;

CunyiLinesMarks *cunyi_lines_marks_new (void);
void cunyi_lines_marks_free (CunyiLinesMarks *marks);

guint cunyi_lines_marks_count (CunyiLinesMarks *marks);
gboolean cunyi_lines_marks_has (CunyiLinesMarks *marks, const char *id);
/* Marked ids in the order of the list. (transfer full) (array zero-terminated) */
char **cunyi_lines_marks_list (CunyiLinesMarks *marks, CunyiLinesModel *model);

/* Each returns TRUE when a mark has changed. */
gboolean cunyi_lines_marks_toggle (CunyiLinesMarks *marks, CunyiLinesModel *model, guint position);
/* The keyboard goes on from `from` to `to` with Shift held: all from where that began to `to` are marked, besides those that
 * were before. */
gboolean cunyi_lines_marks_stretch (CunyiLinesMarks *marks, CunyiLinesModel *model, guint from, guint to);
/* All, or none when all are marked. */
gboolean cunyi_lines_marks_toggle_all (CunyiLinesMarks *marks, CunyiLinesModel *model);
gboolean cunyi_lines_marks_clear (CunyiLinesMarks *marks);
/* Forgets the marks of lines that are not in the list any more: what is not seen is not acted upon. */
gboolean cunyi_lines_marks_keep_shown (CunyiLinesMarks *marks, CunyiLinesModel *model);
/* The next stretch begins anew. */
void cunyi_lines_marks_end_stretch (CunyiLinesMarks *marks);

G_END_DECLS
