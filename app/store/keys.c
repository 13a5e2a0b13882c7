/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The key file. What makes it slow for who guesses is Argon2id; its cost is chosen on the machine that makes the slot, so
 * that opening stays below half a second, and never below OWASP's floor of 19 MiB in two passes. */

#include "config.h"

#include "store/keys.h"
#include "store/private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#define FORMAT 1
#define KEY_BYTES 32
#define SALT_BYTES 16
#define SECRET_BYTES (KEY_BYTES + SALT_BYTES)
#define WRAPPED_BYTES (SECRET_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES)
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define PASSWORD_SALT_BYTES crypto_pwhash_SALTBYTES
#define MIB (1024 * 1024)
#define LONGEST_WORK (350 * G_TIME_SPAN_MILLISECOND)
#define MAX_FILE (256 * 1024)
#define MAX_SLOTS 200

/* From the dearest to the floor. */
static const struct {
  guint64 operations;
  gsize memory;
} costs[] = {
  { 3, 64 * MIB },
  { 2, 64 * MIB },
  { 2, 40 * MIB },
  { 2, 19 * MIB },
};

/* What a hostile key file may not ask for. */
#define MAX_OPERATIONS 16
#define MAX_MEMORY (1024UL * MIB)

struct _CunyiSecret {
  gatomicrefcount refs;
  guint8 *bytes; /* key and salt, from sodium_malloc() */
};

typedef struct {
  char *user; /* NULL for the recovery code */
  guint64 operations;
  guint64 memory;
  guint8 salt[PASSWORD_SALT_BYTES];
  guint8 nonce[NONCE_BYTES];
  guint8 key[WRAPPED_BYTES];
} Slot;

struct _CunyiKeys {
  char *store;
  guint8 salt[SALT_BYTES];
  GPtrArray *slots;
};

/* ---- the key ---- */

static CunyiSecret *
new_secret (void)
{
  CunyiSecret *secret;

  if (sodium_init () < 0)
    g_error ("libsodium cannot work on this machine");
  secret = g_new0 (CunyiSecret, 1);
  g_atomic_ref_count_init (&secret->refs);
  secret->bytes = sodium_malloc (SECRET_BYTES);
  if (secret->bytes == NULL)
    g_error ("no memory for the key");
  return secret;
}

CunyiSecret *
cunyi_secret_new (void)
{
  CunyiSecret *secret = new_secret ();

  randombytes_buf (secret->bytes, SECRET_BYTES);
  return secret;
}

CunyiSecret *
cunyi_secret_ref (CunyiSecret *secret)
{
  g_atomic_ref_count_inc (&secret->refs);
  return secret;
}

void
cunyi_secret_unref (CunyiSecret *secret)
{
  if (!g_atomic_ref_count_dec (&secret->refs))
    return;
  sodium_free (secret->bytes); /* wipes it */
  g_free (secret);
}

char *
cunyi_secret_to_sql (CunyiSecret *secret)
{
  gsize length = 2 + SECRET_BYTES * 2 + 1;
  char *sql = sodium_malloc (length + 1);

  if (sql == NULL)
    g_error ("no memory for the key");
  memcpy (sql, "x'", 2);
  sodium_bin2hex (sql + 2, SECRET_BYTES * 2 + 1, secret->bytes, SECRET_BYTES);
  memcpy (sql + length - 1, "'", 2);
  return sql;
}

/* ---- slots ---- */

static void
free_slot (gpointer data)
{
  Slot *slot = data;

  g_free (slot->user);
  g_free (slot);
}

/* The same password typed with other input methods is the same bytes. */
static char *
normalise_password (const char *user, const char *password)
{
  char *normal = user ? NULL : cunyi_recovery_normalise (password);

  if (normal == NULL)
    normal = g_utf8_normalize (password, -1, G_NORMALIZE_NFC);
  return normal ? normal : g_strdup (password);
}

/* The wrapping key of a password; `wrapping` has KEY_BYTES. */
static gboolean
derive (const char *user, const char *password, const guint8 *salt, guint64 operations, guint64 memory,
        guint8 *wrapping, GError **error)
{
  char *normal = normalise_password (user, password);
  int failed = crypto_pwhash (wrapping, KEY_BYTES, normal, strlen (normal), salt, operations, memory,
                              crypto_pwhash_ALG_ARGON2ID13);

  sodium_memzero (normal, strlen (normal));
  g_free (normal);
  if (failed)
    g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED,
                 "no %" G_GUINT64_FORMAT " MiB of memory for the password", memory / MIB);
  return !failed;
}

/* What a slot is bound to. (transfer full) */
static char *
bind_text (const char *store, const char *user)
{
  return g_strdup_printf ("cunyi keys %d\n%s\n%s\n%s", FORMAT, store, user ? "user" : "recovery", user ? user : "");
}

static Slot *
find_slot (CunyiKeys *keys, const char *user, guint *index)
{
  for (guint i = 0; i < keys->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (keys->slots, i);

      if (g_strcmp0 (slot->user, user) == 0)
        {
          if (index)
            *index = i;
          return slot;
        }
    }
  return NULL;
}

/* Derives with the dearest cost that this machine does in time, and notes it in the slot. */
static gboolean
derive_calibrated (Slot *slot, const char *password, guint8 *wrapping, GError **error)
{
  for (guint i = 0;; i++)
    {
      gboolean last = i == G_N_ELEMENTS (costs) - 1;
      gint64 began = g_get_monotonic_time ();
      gboolean done;

      slot->operations = costs[i].operations;
      slot->memory = costs[i].memory;
      done = derive (slot->user, password, slot->salt, slot->operations, slot->memory, wrapping, last ? error : NULL);
      if (last || (done && g_get_monotonic_time () - began <= LONGEST_WORK))
        return done;
    }
}

gboolean
cunyi_keys_set (CunyiKeys *keys, const char *user, const char *password, CunyiSecret *secret, GError **error)
{
  g_autofree char *bound = bind_text (keys->store, user);
  guint8 wrapping[KEY_BYTES];
  Slot *slot = g_new0 (Slot, 1);
  guint index;

  slot->user = g_strdup (user);
  randombytes_buf (slot->salt, sizeof slot->salt);
  randombytes_buf (slot->nonce, sizeof slot->nonce);
  if (!derive_calibrated (slot, password, wrapping, error))
    {
      free_slot (slot);
      return FALSE;
    }
  crypto_aead_xchacha20poly1305_ietf_encrypt (slot->key, NULL, secret->bytes, SECRET_BYTES, (guint8 *) bound,
                                              strlen (bound), NULL, slot->nonce, wrapping);
  sodium_memzero (wrapping, sizeof wrapping);
  if (find_slot (keys, user, &index))
    g_ptr_array_remove_index (keys->slots, index);
  g_ptr_array_add (keys->slots, slot);
  return TRUE;
}

gboolean
cunyi_keys_remove (CunyiKeys *keys, const char *user)
{
  guint index;

  if (!find_slot (keys, user, &index))
    return FALSE;
  g_ptr_array_remove_index (keys->slots, index);
  return TRUE;
}

CunyiSecret *
cunyi_keys_open (CunyiKeys *keys, const char *user, const char *password, GError **error)
{
  g_autoptr (CunyiSecret) secret = new_secret ();
  g_autofree char *bound = bind_text (keys->store, user);
  Slot nobody = { NULL, costs[0].operations, costs[0].memory };
  Slot *slot = find_slot (keys, user, NULL);
  guint8 wrapping[KEY_BYTES];
  int failed;

  /* An unknown user costs what a known one does, and then fails on a slot of zeros. */
  if (slot == NULL)
    {
      if (keys->slots->len > 0)
        {
          nobody.operations = ((Slot *) keys->slots->pdata[0])->operations;
          nobody.memory = ((Slot *) keys->slots->pdata[0])->memory;
        }
      slot = &nobody;
    }
  if (!derive (user, password, slot->salt, slot->operations, slot->memory, wrapping, error))
    return NULL;
  failed = crypto_aead_xchacha20poly1305_ietf_decrypt (secret->bytes, NULL, NULL, slot->key, sizeof slot->key,
                                                       (guint8 *) bound, strlen (bound), slot->nonce, wrapping);
  sodium_memzero (wrapping, sizeof wrapping);
  if (failed || memcmp (secret->bytes + KEY_BYTES, keys->salt, SALT_BYTES) != 0)
    {
      g_set_error_literal (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_WRONG_PASSWORD, "no slot opens with this password");
      return NULL;
    }
  return g_steal_pointer (&secret);
}

/* ---- the file ---- */

char *
cunyi_keys_path (const char *path)
{
  return g_strconcat (path, ".keys", NULL);
}

static CunyiKeys *
new_keys (void)
{
  CunyiKeys *keys = g_new0 (CunyiKeys, 1);

  keys->slots = g_ptr_array_new_with_free_func (free_slot);
  return keys;
}

CunyiKeys *
cunyi_keys_new (const char *store, CunyiSecret *secret)
{
  CunyiKeys *keys = new_keys ();

  keys->store = g_strdup (store);
  memcpy (keys->salt, secret->bytes + KEY_BYTES, SALT_BYTES);
  return keys;
}

void
cunyi_keys_free (CunyiKeys *keys)
{
  g_free (keys->store);
  g_ptr_array_unref (keys->slots);
  g_free (keys);
}

static void
set_bytes (GKeyFile *file, const char *group, const char *name, const guint8 *bytes, gsize length)
{
  g_autofree char *hex = g_malloc (length * 2 + 1);

  sodium_bin2hex (hex, length * 2 + 1, bytes, length);
  g_key_file_set_string (file, group, name, hex);
}

static gboolean
get_bytes (GKeyFile *file, const char *group, const char *name, guint8 *bytes, gsize length)
{
  g_autofree char *hex = g_key_file_get_string (file, group, name, NULL);
  gsize read = 0;

  return hex && strlen (hex) == length * 2 && sodium_hex2bin (bytes, length, hex, length * 2, NULL, &read, NULL) == 0
         && read == length;
}

/* Tells a damaged key file from a wrong password. No secret: who can change the file can change this too. (transfer full) */
static char *
digest (CunyiKeys *keys)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, (guint8 *) keys->store, -1);
  g_checksum_update (checksum, keys->salt, sizeof keys->salt);
  for (guint i = 0; i < keys->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (keys->slots, i);
      g_autofree char *head = g_strdup_printf ("\n%s %s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n",
                                               slot->user ? "user" : "recovery", slot->user ? slot->user : "",
                                               slot->operations, slot->memory);

      g_checksum_update (checksum, (guint8 *) head, -1);
      g_checksum_update (checksum, slot->salt, sizeof slot->salt);
      g_checksum_update (checksum, slot->nonce, sizeof slot->nonce);
      g_checksum_update (checksum, slot->key, sizeof slot->key);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static Slot *
read_slot (GKeyFile *file, const char *group)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->user = g_key_file_get_string (file, group, "user", NULL);
  slot->operations = g_key_file_get_uint64 (file, group, "operations", NULL);
  slot->memory = g_key_file_get_uint64 (file, group, "memory", NULL);
  if (slot->operations >= crypto_pwhash_OPSLIMIT_MIN && slot->operations <= MAX_OPERATIONS
      && slot->memory >= crypto_pwhash_MEMLIMIT_MIN && slot->memory <= MAX_MEMORY
      && get_bytes (file, group, "salt", slot->salt, sizeof slot->salt)
      && get_bytes (file, group, "nonce", slot->nonce, sizeof slot->nonce)
      && get_bytes (file, group, "key", slot->key, sizeof slot->key))
    return slot;
  free_slot (slot);
  return NULL;
}

/* Fills `keys`; FALSE when anything is not as it was written. */
static gboolean
read_keys (CunyiKeys *keys, GKeyFile *file)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  g_autofree char *check = g_key_file_get_string (file, "keys", "check", NULL);
  g_autofree char *expected = NULL;

  keys->store = g_key_file_get_string (file, "keys", "store", NULL);
  if (keys->store == NULL || check == NULL || g_strv_length (groups) > MAX_SLOTS + 1
      || !get_bytes (file, "keys", "salt", keys->salt, sizeof keys->salt))
    return FALSE;
  for (guint i = 0; groups[i]; i++)
    if (g_str_has_prefix (groups[i], "slot "))
      {
        Slot *slot = read_slot (file, groups[i]);

        if (slot == NULL)
          return FALSE;
        g_ptr_array_add (keys->slots, slot);
      }
  expected = digest (keys);
  return strcmp (check, expected) == 0;
}

CunyiKeys *
cunyi_keys_load (const char *path, GError **error)
{
  g_autoptr (CunyiKeys) keys = new_keys ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *keys_path = cunyi_keys_path (path);
  g_autofree char *text = NULL;
  GStatBuf info;
  gsize length = 0;

  if (sodium_init () < 0)
    g_error ("libsodium cannot work on this machine");
  if (g_stat (keys_path, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > MAX_FILE
      || !g_file_get_contents (keys_path, &text, &length, NULL))
    {
      g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_KEYS, "there is no key file %s", keys_path);
      return NULL;
    }
  if (!g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, NULL) || !g_key_file_has_group (file, "keys"))
    {
      g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_KEYS, "%s is no key file", keys_path);
      return NULL;
    }
  if (g_key_file_get_integer (file, "keys", "format", NULL) > FORMAT)
    {
      g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_NEWER, "%s is of a later program", keys_path);
      return NULL;
    }
  if (!read_keys (keys, file))
    {
      g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_KEYS, "%s is damaged", keys_path);
      return NULL;
    }
  return g_steal_pointer (&keys);
}

/* (transfer full) */
static GKeyFile *
write_keys (CunyiKeys *keys)
{
  GKeyFile *file = g_key_file_new ();
  g_autofree char *check = digest (keys);

  g_key_file_set_integer (file, "keys", "format", FORMAT);
  g_key_file_set_string (file, "keys", "store", keys->store);
  set_bytes (file, "keys", "salt", keys->salt, sizeof keys->salt);
  g_key_file_set_string (file, "keys", "check", check);
  for (guint i = 0; i < keys->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (keys->slots, i);
      g_autofree char *group = g_strdup_printf ("slot %u", i + 1);

      if (slot->user)
        g_key_file_set_string (file, group, "user", slot->user);
      g_key_file_set_uint64 (file, group, "operations", slot->operations);
      g_key_file_set_uint64 (file, group, "memory", slot->memory);
      set_bytes (file, group, "salt", slot->salt, sizeof slot->salt);
      set_bytes (file, group, "nonce", slot->nonce, sizeof slot->nonce);
      set_bytes (file, group, "key", slot->key, sizeof slot->key);
    }
  return file;
}

gboolean
cunyi_keys_save (CunyiKeys *keys, const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = write_keys (keys);
  g_autofree char *keys_path = cunyi_keys_path (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;
  gsize length;

  text = g_key_file_to_data (file, &length, NULL);
  if (!g_file_set_contents_full (keys_path, text, length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600, &failure))
    {
      int number = g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC)   ? ENOSPC
                   : g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_ROFS)  ? EROFS
                   : g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_ACCES) ? EACCES
                   : g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_PERM)  ? EPERM
                   /* GLib has no words for a quota and for a limit on the size of files. */
                   : errno == EDQUOT || errno == EFBIG                           ? errno
                                                                                 : EIO;

      return cunyi_store_fail_errno (number, keys_path, error);
    }
  cunyi_sync_folder_of (keys_path);
  return TRUE;
}

/* ---- questions ---- */

const char *
cunyi_keys_get_store (CunyiKeys *keys)
{
  return keys->store;
}

gboolean
cunyi_keys_match (CunyiKeys *keys, const guint8 *head)
{
  return memcmp (keys->salt, head, SALT_BYTES) == 0;
}

char **
cunyi_keys_list_users (CunyiKeys *keys)
{
  GPtrArray *users = g_ptr_array_new ();

  for (guint i = 0; i < keys->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (keys->slots, i);

      if (slot->user)
        g_ptr_array_add (users, g_strdup (slot->user));
    }
  g_ptr_array_add (users, NULL);
  return (char **) g_ptr_array_free (users, FALSE);
}

guint
cunyi_keys_n_users (CunyiKeys *keys)
{
  g_auto (GStrv) users = cunyi_keys_list_users (keys);

  return g_strv_length (users);
}
