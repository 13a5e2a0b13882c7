/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Due work and indicators, counted in a thread: the rules of packs may take longer than a frame. */

#pragma once

#include "clinic/due.h"

G_BEGIN_DECLS

typedef struct {
  GPtrArray *due;        /* CunyiDue, in the order of the agenda */
  GPtrArray *indicators; /* CunyiIndicator; NULL unless asked for */
} CunyiChores;

void cunyi_chores_free (CunyiChores *chores);

/* Work that falls due within the coming weeks; `source` is the object that the callback gets. */
void cunyi_chores_count_async (gpointer source, CunyiClinic *clinic, gboolean indicators, GCancellable *cancellable,
                               GAsyncReadyCallback callback);
/* (transfer full) */
CunyiChores *cunyi_chores_count_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiChores, cunyi_chores_free)

G_END_DECLS
