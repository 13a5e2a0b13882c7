/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Work beside the window: a GTask that lets nothing of a page go in its thread. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* To be started with g_task_run_in_thread. The thread gets `data` and no source; `done` gets `source` (nullable) and
 * `user_data` in the main loop, where `source` and `data` (transfer full, freed by `destroy`) are let go after it.
 * (transfer full) */
GTask *cunyi_task_new (gpointer source, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data,
                       gpointer data, GDestroyNotify destroy);

G_END_DECLS
