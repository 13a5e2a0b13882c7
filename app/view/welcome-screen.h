/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The first start: the clinic, its first doctor and password, the recovery sheet; or a look around in the demo village. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CUNYI_TYPE_WELCOME_SCREEN (cunyi_welcome_screen_get_type ())
G_DECLARE_FINAL_TYPE (CunyiWelcomeScreen, cunyi_welcome_screen, CUNYI, WELCOME_SCREEN, AdwBin)

/* For a store that will lie at `path`. At the end the window around it opens the clinic. */
GtkWidget *cunyi_welcome_screen_new (const char *path);

/* Makes the demo village at `path` unless it is there, and opens it. */
void cunyi_welcome_screen_open_demo (CunyiWelcomeScreen *self, const char *path);

G_END_DECLS
