/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The language of the screen: Chinese whatever the laptop is set to, English when CUNYI_LANGUAGE=en. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets locale and messages for the whole program; call once, first thing in main(). Numbers keep their point. Messages come
 * from CUNYI_LOCALE_DIR of the environment, else from where the program was installed. A program with windows calls
 * gtk_disable_setlocale() as well, or the toolkit sets the locale once more. */
void cunyi_language_init (void);

/* "zh_CN" or "en". */
const char *cunyi_language_get (void);

G_END_DECLS
