/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a case promises and what of it was done: the rows of the rule lines/<workflow>.sql, which a pack declares. */

#pragma once

#include "base/day.h"
#include "clinic/clinic.h"

G_BEGIN_DECLS

typedef struct {
  char *label;
  int done, wanted; /* wanted is 0 where nothing is counted */
  CunyiDay due;     /* by when the next is to be done, CUNYI_DAY_NONE when nothing waits now */
  char *note;       /* "" for none */
} CunyiCaseLine;

void cunyi_case_line_free (CunyiCaseLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiCaseLine, cunyi_case_line_free)

/* Title of the lines of a workflow, NULL when its pack declares none. (transfer none) */
const char *cunyi_case_lines_get_title (CunyiClinic *clinic, const char *workflow);
/* In the order of the rule; empty when there is no rule. (transfer full) (element-type CunyiCaseLine) */
GPtrArray *cunyi_case_lines_list (CunyiClinic *clinic, const char *workflow, const char *case_, GError **error);
/* As rows case_line of a context, for a document: what the rule called like the document gives, else that of the workflow; each
 * column is line_<column>. */
gboolean cunyi_case_lines_describe (CunyiClinic *clinic, const char *workflow, const char *case_, const char *document,
                                    CunyiContext *context, GError **error);

G_END_DECLS
