/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Due work and indicators, counted in a thread: the rules of packs may take longer than a frame. */

#pragma once

#include "clinic/worklist.h"

G_BEGIN_DECLS

#define CUNYI_CHORES_NAMED 60 /* lines of each group of the agenda that have their names; the others get them when shown */

typedef enum {
  CUNYI_CHORES_DUE,
  CUNYI_CHORES_INDICATORS,
} CunyiChoresKind;

/* What was counted; the others are NULL. */
typedef struct {
  GPtrArray *due;          /* CunyiDue, in the order of the agenda */
  CunyiWorklist *worklist; /* that these are of, when it is about everybody */
  GPtrArray *indicators;   /* CunyiIndicator */
} CunyiChores;

void cunyi_chores_free (CunyiChores *chores);

/* Due work is what falls due within the coming weeks, with `among` (ids ended by NULL, copied) about these subjects alone; what was counted
 * before about everybody is brought up to date. `source` is the object that the callback gets. */
void cunyi_chores_count_async (gpointer source, CunyiClinic *clinic, CunyiChoresKind kind, const char *const *among,
                               GCancellable *cancellable, GAsyncReadyCallback callback);
/* What was about everybody is kept as the last that is known, see below. (transfer full) */
CunyiChores *cunyi_chores_count_finish (GAsyncResult *result, GError **error);

/* What was counted last about everybody; NULL when nothing was. What was written since is not in it. */
CunyiWorklist *cunyi_chores_dup_last (CunyiClinic *clinic); /* (transfer full) */
GPtrArray *cunyi_chores_get_last_indicators (CunyiClinic *clinic); /* (transfer none) */
/* TRUE when nothing was written between the last list and those indicators: while the list is true, they are. */
gboolean cunyi_chores_are_rated (CunyiClinic *clinic);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiChores, cunyi_chores_free)

G_END_DECLS
