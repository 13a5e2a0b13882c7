/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The key file: the random key of a store, wrapped once for each user's password and once for the recovery code.
 *
 * A password goes through Argon2id (libsodium) to a wrapping key; XChaCha20-Poly1305 wraps the store's key and binds it
 * to the store's id and the user's name, so that a slot cannot be moved. The file is text:
 *
 *   [keys]    format, store (its id), salt (first bytes of the encrypted file), check (digest of all that follows)
 *   [slot N]  user (missing for the recovery slot), operations, memory (bytes), salt, nonce, key
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The key of a store, in locked memory that is wiped when the last reference goes. */
typedef struct _CunyiSecret CunyiSecret;

/* A new random one. (transfer full) */
CunyiSecret *cunyi_secret_new (void);
CunyiSecret *cunyi_secret_ref (CunyiSecret *secret);
void cunyi_secret_unref (CunyiSecret *secret);
/* x'…' for SQLite: 96 hex digits, key and salt; in locked memory, for sodium_free(). */
char *cunyi_secret_to_sql (CunyiSecret *secret);

typedef struct _CunyiKeys CunyiKeys;

/* Without slots, for a new store. (transfer full) */
CunyiKeys *cunyi_keys_new (const char *store, CunyiSecret *secret);
/* The key file beside `path`; KEYS when there is none or it is damaged. (transfer full) */
CunyiKeys *cunyi_keys_load (const char *path, GError **error);
/* Written whole or not at all, and on the disk when this returns. */
gboolean cunyi_keys_save (CunyiKeys *keys, const char *path, GError **error);
void cunyi_keys_free (CunyiKeys *keys);

const char *cunyi_keys_get_store (CunyiKeys *keys);
/* TRUE when `head`, the first 16 bytes of an encrypted file, belong to these keys. */
gboolean cunyi_keys_match (CunyiKeys *keys, const guint8 *head);
/* (transfer full) (array zero-terminated) */
char **cunyi_keys_list_users (CunyiKeys *keys);
guint cunyi_keys_n_users (CunyiKeys *keys);

/* Replaces the slot of `user` (NULL: of the recovery code) or adds one. */
gboolean cunyi_keys_set (CunyiKeys *keys, const char *user, const char *password, CunyiSecret *secret, GError **error);
/* FALSE when there is no such user. */
gboolean cunyi_keys_remove (CunyiKeys *keys, const char *user);
/* The key, or WRONG_PASSWORD after the same work, whether or not there is such a user. (transfer full) */
CunyiSecret *cunyi_keys_open (CunyiKeys *keys, const char *user, const char *password, GError **error);

/* NAME.cunyi.keys for NAME.cunyi. (transfer full) */
char *cunyi_keys_path (const char *path);

/* A new code for the recovery sheet: XXXX-XXXX-… in eight groups, without letters that look alike. (transfer full) */
char *cunyi_recovery_new (void);
/* As it was meant: big letters, without blanks and dashes; NULL when it cannot be a code. (transfer full) */
char *cunyi_recovery_normalise (const char *typed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiSecret, cunyi_secret_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiKeys, cunyi_keys_free)

G_END_DECLS
