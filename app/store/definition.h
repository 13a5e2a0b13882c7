/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Declared files kept in the store, so that a record is read with the definition that it was written with. A definition
 * is named by the digest of its content and never changes; of each kind and name one is in use. */

#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* Keeps `content` as the current definition of `kind` and `name`; the same content again changes nothing. `id` may be
 * NULL. (transfer full) Inside a transaction, or makes one of its own. */
gboolean cunyi_definition_put (CunyiDatabase *database, const char *kind, const char *name, const char *pack,
                               const char *version, GBytes *content, char **id, GError **error);
/* The content in use, and its id. NULL without error set when there is none. (transfer full) */
GBytes *cunyi_definition_get (CunyiDatabase *database, const char *kind, const char *name, char **id, GError **error);
/* The pack that the one in use came with; NULL when there is none or the store does not answer. (transfer full) */
char *cunyi_definition_dup_pack (CunyiDatabase *database, const char *kind, const char *name);
/* The content with this id, whether in use or not. NULL without error set when there is none. (transfer full) */
GBytes *cunyi_definition_get_by_id (CunyiDatabase *database, const char *id, GError **error);
/* Names in use under a kind, sorted. (transfer full) (array zero-terminated) */
char **cunyi_definition_list (CunyiDatabase *database, const char *kind, GError **error);

G_END_DECLS
