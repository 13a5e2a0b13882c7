/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A backup back in its place. The backup is looked at as it lies; what was in the place before is set aside under another
 * name, and nothing of it is ever written over. */

#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* A store to look at, as it lies, for the calling thread: read only, no older schema is brought up to date, nothing is
 * written beside it unless a log is there. Errors as of cunyi_database_open(). (transfer full) */
CunyiDatabase *cunyi_database_open_copy (const char *path, const char *user, const char *secret, GError **error);

/* Puts what `copy` holds at `path`, where no connection of this or another program may be open (BUSY after some seconds).
 * Every page is checked before and after it is copied. `aside` receives the name under which the store that was there is
 * found from now on, NULL when there was none (transfer full). When it fails, `path` is as it was. `progress` may be NULL;
 * it counts steps. */
gboolean cunyi_database_restore (CunyiDatabase *copy, const char *path, char **aside, CunyiProgress progress, gpointer data,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
