/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Care for the file: a checked copy elsewhere, and a look at every page. Both take long on a large store: run them on a
 * connection of their own. */

#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* A compact copy of both files into `folder`, named after the store, day and minute, checked after writing; `path`
 * receives its name (transfer full) and may be NULL. The copy opens with the same passwords. Leaves nothing behind when
 * it fails. */
gboolean cunyi_database_backup (CunyiDatabase *database, const char *folder, char **path, GCancellable *cancellable,
                                GError **error);
/* Every page and every reference; DAMAGED names the first fault. */
gboolean cunyi_database_check (CunyiDatabase *database, GCancellable *cancellable, GError **error);

G_END_DECLS
