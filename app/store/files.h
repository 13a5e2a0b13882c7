/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A closed store as what it is on the disk: two files that belong together, and what a broken-off run leaves beside them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Removes the store at `path`, whole or half; nothing there is fine. */
void cunyi_store_remove (const char *path);
/* Gives a closed store another name. CUNYI_STORE_ERROR_EXISTS when there is one already; nothing is moved when it fails. */
gboolean cunyi_store_move (const char *from, const char *to, GError **error);

G_END_DECLS
