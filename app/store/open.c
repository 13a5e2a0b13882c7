/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a store is made and opened. Opening first looks at the file as it lies, without locks and without a log, so that
 * what cannot be opened stays as it is to the byte. */

#include "config.h"

#include "base/clock.h"
#include "store/private.h"
#include "store/restore.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define HEAD_BYTES 16
#define PAGE 4096
#define APPLICATION_ID 0x43756e79 /* Cuny */
/* Every page of a smaller file is looked at when it is opened; that costs 3 ms for each MB. */
#define CHECKED_BYTES (32 * 1024 * 1024)

/* What is known of a file before it is opened. */
typedef struct {
  guint8 head[HEAD_BYTES];
  gint64 size;
} Look;

/* ---- looking ---- */

static gboolean
fail (CunyiStoreError code, const char *path, const char *words, GError **error)
{
  g_set_error (error, CUNYI_STORE_ERROR, code, "%s %s", path, words);
  return FALSE;
}

static gboolean
look_at (const char *path, Look *look, GError **error)
{
  GStatBuf info;
  FILE *file;
  gboolean whole;

  if (g_stat (path, &info) != 0)
    return cunyi_store_fail_errno (errno, path, error);
  if (!S_ISREG (info.st_mode))
    return fail (CUNYI_STORE_ERROR_NOT_A_STORE, path, "is not a file", error);
  look->size = info.st_size;
  if (look->size < PAGE)
    return fail (CUNYI_STORE_ERROR_NOT_A_STORE, path, "is too short for a store", error);
  file = g_fopen (path, "rbe");
  if (file == NULL)
    return cunyi_store_fail_errno (errno, path, error);
  whole = fread (look->head, HEAD_BYTES, 1, file) == 1;
  fclose (file);
  return whole || fail (CUNYI_STORE_ERROR_DEVICE, path, "cannot be read", error);
}

/* An encrypted file begins with sixteen random bytes; every common format begins with letters or zeros. */
static gboolean
looks_encrypted (const Look *look)
{
  guint strange = 0;

  for (guint i = 0; i < HEAD_BYTES; i++)
    strange += look->head[i] >= 0x80 || (look->head[i] < 0x20 && look->head[i] > 0);
  return strange >= 3 && memcmp (look->head, "PK", 2) != 0 && memcmp (look->head, "\xd0\xcf\x11\xe0", 4) != 0;
}

/* The key file of this very file. (transfer full) */
static CunyiKeys *
load_keys (const char *path, const Look *look, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CunyiKeys) keys = cunyi_keys_load (path, &failure);

  if (keys && cunyi_keys_match (keys, look->head))
    return g_steal_pointer (&keys);
  if (!looks_encrypted (look))
    fail (CUNYI_STORE_ERROR_NOT_A_STORE, path, "is something else", error);
  else if (failure)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    fail (CUNYI_STORE_ERROR_KEYS, path, "has the key file of another store", error);
  return NULL;
}

/* ---- a connection ---- */

/* The row of the table store against the key file. */
static gboolean
read_identity (CunyiDatabase *self, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->handle, "SELECT id, demo FROM store", -1, &statement, NULL);
  gboolean ours = FALSE;

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    {
      ours = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), self->family->id) == 0;
      self->family->demo = sqlite3_column_int (statement, 1);
      if (!ours)
        fail (CUNYI_STORE_ERROR_KEYS, self->family->path, "has the key file of another store", error);
    }
  else
    cunyi_store_fail (self->handle, code == SQLITE_DONE ? SQLITE_CORRUPT : code, error);
  sqlite3_finalize (statement);
  return ours;
}

/* What the file says of itself. */
static gboolean
read_store (CunyiDatabase *self, GError **error)
{
  gint64 version, application;

  if (!cunyi_database_query_int (self, "PRAGMA user_version", &version, error)
      || !cunyi_database_query_int (self, "PRAGMA application_id", &application, error))
    return FALSE;
  if (application != APPLICATION_ID)
    return fail (CUNYI_STORE_ERROR_NOT_A_STORE, self->family->path, "is another program's", error);
  if (version > cunyi_schema_version ())
    return fail (CUNYI_STORE_ERROR_NEWER, self->family->path, "was written by a later program", error);
  return read_identity (self, error);
}

/* (transfer full) */
static CunyiDatabase *
new_connection (CunyiFamily *family, const char *path, int flags, gboolean immutable, GError **error)
{
  g_autoptr (CunyiDatabase) self = g_object_new (CUNYI_TYPE_DATABASE, NULL);

  self->family = cunyi_family_ref (family);
  self->handle = cunyi_connection_open (path, family->secret, flags, immutable, error);
  if (self->handle == NULL || !cunyi_functions_add (self, error))
    return NULL;
  cunyi_foreign_guard (self);
  return g_steal_pointer (&self);
}

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 && info.st_size > 0;
}

/* Looks into the file as it lies. What lies in a log behind it (another window, a crash) is seen when it is opened. */
static gboolean
probe (CunyiFamily *family, const Look *look, GError **error)
{
  g_autoptr (CunyiDatabase) database = new_connection (family, family->path, SQLITE_OPEN_READONLY, TRUE, error);

  if (database == NULL)
    return FALSE;
  if (look->size % PAGE != 0)
    return fail (CUNYI_STORE_ERROR_DAMAGED, family->path, "was cut off", error);
  if (!read_store (database, error))
    return FALSE;
  return look->size > CHECKED_BYTES || cunyi_backup_check_pages (database->handle, error);
}

static void
guard (CunyiDatabase *self)
{
  cunyi_guard_enter (self->family);
  self->guarded = TRUE;
}

/* Opening for good begins here: from now on the log belongs to us. (transfer full) */
static CunyiDatabase *
open_writable (CunyiFamily *family, GError **error)
{
  g_autoptr (CunyiDatabase) self = NULL;

  if (g_access (family->path, W_OK) != 0)
    {
      cunyi_store_fail_errno (errno, family->path, error);
      return NULL;
    }
  self = new_connection (family, family->path, SQLITE_OPEN_READWRITE, FALSE, error);
  if (self == NULL)
    return NULL;
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (sqlite3_db_readonly (self->handle, "main") == 1)
    {
      fail (CUNYI_STORE_ERROR_READ_ONLY, family->path, "may not be written", error);
      return NULL;
    }
  if (!read_store (self, error))
    return NULL;
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  if (!cunyi_database_execute (self, "PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 4194304", error))
    return NULL;
  guard (self);
  return g_steal_pointer (&self);
}

/* ---- opening ---- */

/* NAME-before-2-20220726-0830.cunyi: what the file was before it is changed. */
static gboolean
copy_before_migration (CunyiDatabase *self, gint64 version, GError **error)
{
  g_autofree char *now = cunyi_clock_now ();
  g_autofree char *stem = g_str_has_suffix (self->family->path, ".cunyi")
                            ? g_strndup (self->family->path, strlen (self->family->path) - strlen (".cunyi"))
                            : g_strdup (self->family->path);
  g_autofree char *target = g_strdup_printf ("%s-before-%" G_GINT64_FORMAT "-%.4s%.2s%.2s-%.2s%.2s.cunyi", stem, version + 1,
                                             now, now + 5, now + 8, now + 11, now + 14);

  return g_file_test (target, G_FILE_TEST_EXISTS) || cunyi_backup_write (self, target, NULL, error);
}

static gboolean
bring_up_to_date (CunyiDatabase *self, GError **error)
{
  gint64 version;

  if (!cunyi_database_query_int (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version >= cunyi_schema_version ())
    return TRUE;
  return copy_before_migration (self, version, error) && cunyi_database_migrate (self, error);
}

/* What lies at a path, and its key. (transfer full) */
static CunyiFamily *
unlock (const char *path, const char *user, const char *secret, Look *look, GError **error)
{
  g_autoptr (CunyiKeys) keys = look_at (path, look, error) ? load_keys (path, look, error) : NULL;
  g_autoptr (CunyiSecret) key = keys ? cunyi_keys_open (keys, user, secret, error) : NULL;

  return key ? cunyi_family_new (path, cunyi_keys_get_store (keys), key) : NULL;
}

CunyiDatabase *
cunyi_database_open (const char *path, const char *user, const char *secret, GError **error)
{
  g_autoptr (CunyiFamily) family = NULL;
  g_autoptr (CunyiDatabase) self = NULL;
  Look look;

  g_return_val_if_fail (path != NULL && secret != NULL, NULL);

  family = unlock (path, user, secret, &look, error);
  if (family == NULL || (!has_log (path) && !probe (family, &look, error)))
    return NULL;
  self = open_writable (family, error);
  if (self == NULL || !bring_up_to_date (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

CunyiDatabase *
cunyi_database_open_copy (const char *path, const char *user, const char *secret, GError **error)
{
  g_autoptr (CunyiFamily) family = NULL;
  g_autoptr (CunyiDatabase) self = NULL;
  gboolean log = has_log (path);
  Look look;

  g_return_val_if_fail (path != NULL && secret != NULL, NULL);

  family = unlock (path, user, secret, &look, error);
  if (family == NULL)
    return NULL;
  if (look.size % PAGE != 0)
    {
      fail (CUNYI_STORE_ERROR_DAMAGED, path, "was cut off", error);
      return NULL;
    }
  /* A log belongs to it, and can only be read through an index beside it. */
  self = new_connection (family, path, log ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, !log, error);
  if (self == NULL)
    return NULL;
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  self->read_only = TRUE; /* query_only would also forbid to copy it */
  if (!read_store (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

CunyiDatabase *
cunyi_database_open_again (CunyiDatabase *database, gboolean read_only, GError **error)
{
  g_autoptr (CunyiDatabase) self = NULL;

  g_return_val_if_fail (CUNYI_IS_DATABASE (database), NULL);

  self = new_connection (database->family, database->family->path, SQLITE_OPEN_READWRITE, FALSE, error);
  if (self == NULL)
    return NULL;
  guard (self);
  if (!cunyi_database_make_views (self, error))
    return NULL;
  g_mutex_lock (&self->family->lock);
  self->staff = g_strdup (database->staff);
  g_mutex_unlock (&self->family->lock);
  self->read_only = read_only;
  if (read_only && !cunyi_database_execute (self, "PRAGMA query_only = ON", error))
    return NULL;
  return g_steal_pointer (&self);
}

/* ---- making ---- */

/* Letters and digits that are not taken for each other, as ids are read aloud when something must be found. */
static void
draw_device (char *device)
{
  static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789";

  for (guint i = 0; i < CUNYI_DEVICE_LENGTH; i++)
    device[i] = letters[randombytes_uniform (strlen (letters))];
  device[CUNYI_DEVICE_LENGTH] = '\0';
}

/* (transfer full) */
static char *
draw_store (void)
{
  guint8 bytes[16];
  char *id = g_malloc (sizeof bytes * 2 + 1);

  randombytes_buf (bytes, sizeof bytes);
  return sodium_bin2hex (id, sizeof bytes * 2 + 1, bytes, sizeof bytes);
}

static gboolean
write_first_rows (CunyiDatabase *self, gboolean demo, GError **error)
{
  g_autoptr (CunyiStatement) store = cunyi_database_statement (self, "store/insert", error);
  g_autoptr (CunyiStatement) device = store ? cunyi_database_statement (self, "device/insert", error) : NULL;
  g_autofree char *now = cunyi_clock_now ();
  char id[CUNYI_DEVICE_LENGTH + 1];

  if (device == NULL)
    return FALSE;
  draw_device (id);
  cunyi_statement_bind_text (store, ":id", self->family->id);
  cunyi_statement_bind_int (store, ":demo", demo);
  cunyi_statement_bind_text (store, ":made", now);
  cunyi_statement_bind_text (device, ":id", id);
  cunyi_statement_bind_text (device, ":name", g_get_host_name ());
  return cunyi_statement_run (store, error) && cunyi_statement_run (device, error);
}

/* Makes the encrypted file at `path`. */
static gboolean
write_file (CunyiFamily *family, const char *path, gboolean demo, GError **error)
{
  g_autoptr (CunyiDatabase) self = new_connection (family, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, FALSE, error);
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d", APPLICATION_ID);

  return self && cunyi_database_execute (self, mark, error) && cunyi_database_migrate (self, error)
         && write_first_rows (self, demo, error);
}

/* Both files, or none. The encrypted one grows under another name, so that no half store is ever there. */
static gboolean
write_both (CunyiFamily *family, CunyiKeys *keys, gboolean demo, GError **error)
{
  g_autofree char *growing = g_strconcat (family->path, ".new", NULL);
  g_autofree char *growing_journal = g_strconcat (growing, "-journal", NULL);
  g_autofree char *keys_path = cunyi_keys_path (family->path);
  gboolean done;

  g_unlink (growing);
  g_unlink (growing_journal);
  done = write_file (family, growing, demo, error) && cunyi_keys_save (keys, family->path, error);
  /* Only its owner's, like the keys; a stick that knows no owners does not mind. */
  if (done)
    g_chmod (growing, 0600);
  if (done && g_rename (growing, family->path) != 0)
    done = cunyi_store_fail_errno (errno, family->path, error);
  if (!done)
    {
      g_unlink (growing);
      g_unlink (growing_journal);
      g_unlink (keys_path);
      return FALSE;
    }
  cunyi_sync_folder_of (family->path);
  return TRUE;
}

CunyiDatabase *
cunyi_database_create (const char *path, const char *user, const char *password, gboolean demo, char **recovery,
                       GError **error)
{
  g_autofree char *keys_path = cunyi_keys_path (path);
  g_autofree char *code = NULL;
  g_autofree char *id = NULL;
  g_autoptr (CunyiSecret) secret = NULL;
  g_autoptr (CunyiKeys) keys = NULL;
  g_autoptr (CunyiFamily) family = NULL;
  g_autoptr (CunyiDatabase) self = NULL;

  g_return_val_if_fail (path != NULL && user != NULL && *user != '\0', NULL);
  g_return_val_if_fail (password != NULL && *password != '\0', NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (keys_path, G_FILE_TEST_EXISTS))
    {
      fail (CUNYI_STORE_ERROR_EXISTS, path, "is there already", error);
      return NULL;
    }
  secret = cunyi_secret_new ();
  code = cunyi_recovery_new ();
  id = draw_store ();
  keys = cunyi_keys_new (id, secret);
  if (!cunyi_keys_set (keys, user, password, secret, error) || !cunyi_keys_set (keys, NULL, code, secret, error))
    return NULL;
  family = cunyi_family_new (path, id, secret);
  if (!write_both (family, keys, demo, error))
    return NULL;
  self = open_writable (family, error);
  if (self && recovery)
    *recovery = g_steal_pointer (&code);
  return g_steal_pointer (&self);
}
