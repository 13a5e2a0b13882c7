/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sees the day turn, or leap, while a window is open: over midnight, or when somebody sets the clock. */

#pragma once

#include "view/window.h"

G_BEGIN_DECLS

/* From now on, as long as the window lives. */
void cunyi_day_watch_begin (CunyiWindow *window);
/* A clinic was opened, and the day is certain or was said: the next days are measured against it. */
void cunyi_day_watch_settle (CunyiWindow *window);
/* Looks now; by itself it does so twice a minute. */
void cunyi_day_watch_look (CunyiWindow *window);

G_END_DECLS
