/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The lock: who works, and the password. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CUNYI_TYPE_LOCK_SCREEN (cunyi_lock_screen_get_type ())
G_DECLARE_FINAL_TYPE (CunyiLockScreen, cunyi_lock_screen, CUNYI, LOCK_SCREEN, AdwBin)

/* For the store at `path`. On success the window around it opens the clinic. */
GtkWidget *cunyi_lock_screen_new (const char *path);

G_END_DECLS
