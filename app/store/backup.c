/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Copies and checks. A copy grows under the name NAME.part, is read again page by page, and only then gets its name. */

#include "config.h"

#include "base/clock.h"
#include "store/backup.h"
#include "store/private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

void
cunyi_sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  (void) fsync (fd);
  close (fd);
}

/* ---- looking at pages ---- */

/* Runs a check that answers with its faults; `fine` is the row that means none, or NULL when no row does. */
static gboolean
run_check (sqlite3 *handle, const char *sql, const char *fine, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL);
  const char *row = NULL;

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    row = (const char *) sqlite3_column_text (statement, 0);
  if (code == SQLITE_ROW && g_strcmp0 (row, fine) != 0)
    g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_DAMAGED, "%s: %s", sql, row ? row : "a fault");
  else if (code == SQLITE_ROW || code == SQLITE_DONE)
    code = SQLITE_OK;
  else
    cunyi_store_fail (handle, code, error);
  sqlite3_finalize (statement);
  return code == SQLITE_OK;
}

gboolean
cunyi_backup_check_pages (sqlite3 *handle, GError **error)
{
  return run_check (handle, "PRAGMA cipher_integrity_check", NULL, error);
}

gboolean
cunyi_database_check (CunyiDatabase *self, GCancellable *cancellable, GError **error)
{
  gboolean sound;

  g_return_val_if_fail (CUNYI_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (self->owner == g_thread_self (), FALSE);

  self->cancellable = cancellable;
  sound = run_check (self->handle, "PRAGMA cipher_integrity_check", NULL, error)
          && run_check (self->handle, "PRAGMA integrity_check", "ok", error)
          && run_check (self->handle, "PRAGMA foreign_key_check", NULL, error);
  self->cancellable = NULL;
  return sound;
}

/* ---- writing a copy ---- */

static gboolean
vacuum_into (CunyiDatabase *self, const char *target, GCancellable *cancellable, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->handle, "VACUUM INTO :target", -1, &statement, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_bind_text (statement, 1, target, -1, SQLITE_STATIC);
      self->cancellable = cancellable;
      code = sqlite3_step (statement);
      self->cancellable = NULL;
    }
  if (code != SQLITE_DONE)
    cunyi_store_fail (self->handle, code, error);
  sqlite3_finalize (statement);
  g_chmod (target, 0600);
  return code == SQLITE_DONE;
}

static gboolean
sync_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  int failed = fd < 0 || fsync (fd) != 0;
  int number = errno;

  if (fd >= 0)
    close (fd);
  return !failed || cunyi_store_fail_errno (number, path, error);
}

/* Reads the copy again, as far as possible from the disk. */
static gboolean
check_copy (CunyiDatabase *self, const char *copy, GError **error)
{
  sqlite3 *handle = cunyi_connection_open (copy, self->family->secret, SQLITE_OPEN_READONLY, TRUE, error);
  gboolean sound;

  if (handle == NULL)
    return FALSE;
  sound = cunyi_backup_check_pages (handle, error) && run_check (handle, "PRAGMA quick_check", "ok", error);
  sqlite3_close_v2 (handle);
  return sound;
}

gboolean
cunyi_backup_write (CunyiDatabase *self, const char *target, GCancellable *cancellable, GError **error)
{
  g_autofree char *part = g_strconcat (target, ".part", NULL);
  g_autofree char *part_journal = g_strconcat (part, "-journal", NULL);
  g_autofree char *target_keys = cunyi_keys_path (target);
  g_autoptr (CunyiKeys) keys = NULL;
  gboolean done;

  g_unlink (part);
  keys = cunyi_keys_load (self->family->path, error);
  done = keys && vacuum_into (self, part, cancellable, error) && sync_file (part, error) && check_copy (self, part, error)
         && cunyi_keys_save (keys, target, error);
  if (done && g_rename (part, target) != 0)
    done = cunyi_store_fail_errno (errno, target, error);
  if (!done)
    {
      g_unlink (part);
      g_unlink (part_journal);
      g_unlink (target_keys);
      return FALSE;
    }
  cunyi_sync_folder_of (target);
  return TRUE;
}

/* FOLDER/NAME-20220726-0830.cunyi, or -2, -3 … behind it when that is taken. (transfer full) */
static char *
name_copy (CunyiDatabase *self, const char *folder)
{
  g_autofree char *base = g_path_get_basename (self->family->path);
  g_autofree char *now = cunyi_clock_now ();
  g_autofree char *stem = NULL;
  char *path = NULL;

  if (g_str_has_suffix (base, ".cunyi"))
    base[strlen (base) - strlen (".cunyi")] = '\0';
  stem = g_strdup_printf ("%s/%s-%.4s%.2s%.2s-%.2s%.2s", folder, base, now, now + 5, now + 8, now + 11, now + 14);
  path = g_strconcat (stem, ".cunyi", NULL);
  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_free (path);
      path = g_strdup_printf ("%s-%u.cunyi", stem, i);
    }
  return path;
}

gboolean
cunyi_database_backup (CunyiDatabase *self, const char *folder, char **path, GCancellable *cancellable, GError **error)
{
  g_autofree char *target = NULL;

  g_return_val_if_fail (CUNYI_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (self->owner == g_thread_self (), FALSE);
  g_return_val_if_fail (self->depths->len == 0, FALSE);

  if (g_access (folder, W_OK) != 0)
    return cunyi_store_fail_errno (errno, folder, error);
  target = name_copy (self, folder);
  if (!cunyi_backup_write (self, target, cancellable, error))
    return FALSE;
  if (path)
    *path = g_steal_pointer (&target);
  return TRUE;
}
