/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Locks a window that nobody has touched for a while. */

#pragma once

#include "view/window.h"

G_BEGIN_DECLS

#define CUNYI_IDLE_LOCK_MINUTES "lock/minutes" /* setting: 0 never */
#define CUNYI_IDLE_LOCK_USUAL "10"

/* Watches from now on, as long as the window lives. */
void cunyi_idle_lock_watch (CunyiWindow *window);
/* Microseconds that also pass while the laptop sleeps. */
gint64 cunyi_idle_lock_now (void);
/* Locks the window when nobody has touched it, or a dialog above it, for so long before `now`. */
void cunyi_idle_lock_look (CunyiWindow *window, gint64 now);

G_END_DECLS
