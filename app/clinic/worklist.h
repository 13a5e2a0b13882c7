/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All due work of the clinic, in the order of the agenda, and what it was counted from. Counting a township takes a second; a list
 * that is there already is brought up to date in little time: the journal says whose rows were written since, and rules that name
 * :among are asked about these people alone, their households and whom they live with. Either way two threads count. */

#pragma once

#include "clinic/due.h"

G_BEGIN_DECLS

/* Nothing in it changes, but that who shows a line gives it its names: one thread alone, the window's. */
typedef struct {
  GPtrArray *due;   /* CunyiDue, in the order of the agenda */
  CunyiDay day;     /* that was today */
  gint64 position;  /* line of the journal up to which everything is in it */
  char *declared;   /* ids of the definitions that were in use */
} CunyiWorklist;

/* Counts everything. For any thread with a clinic of its own; the first `named` lines of each group have their names.
 * (transfer full) */
CunyiWorklist *cunyi_worklist_count (CunyiClinic *clinic, guint named, GCancellable *cancellable, GError **error);
/* The same list as counting everything gives: `last` itself where nothing was written since, and a new one, for which it counts as
 * little as it can, where something was. (transfer full) */
CunyiWorklist *cunyi_worklist_renew (CunyiClinic *clinic, CunyiWorklist *last, guint named, GCancellable *cancellable,
                                     GError **error);

CunyiWorklist *cunyi_worklist_ref (CunyiWorklist *list);
void cunyi_worklist_unref (CunyiWorklist *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiWorklist, cunyi_worklist_unref)

G_END_DECLS
