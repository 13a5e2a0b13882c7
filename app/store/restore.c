/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The copy grows beside its place under a name of its own, is read again, and only then the two change places. */

#include "config.h"

#include "store/restore.h"

#include "base/clock.h"
#include "store/backup.h"
#include "store/files.h"
#include "store/private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define STEPS 4
#define PATIENCE (5 * G_USEC_PER_SEC) /* for the last thread of a window that has just closed */
#define GLANCE (50 * 1000)

/* Another program: SQLite holds a lock on the index of the log as long as a connection is open. To look at it here would
 * drop the locks of this program itself, so that is asked first. */
static gboolean
is_open (const char *path)
{
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  gboolean held;
  int fd;

  if (cunyi_family_is_living (path))
    return TRUE;
  fd = g_open (index, O_RDWR | O_CLOEXEC, 0);
  if (fd < 0)
    return FALSE;
  held = fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close (fd);
  return held;
}

static gboolean
wait_until_closed (const char *path, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (is_open (path))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (g_get_monotonic_time () > end)
        {
          g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_BUSY, "%s is open", path);
          return FALSE;
        }
      g_usleep (GLANCE);
    }
  return TRUE;
}

/* NAME-before-restore-20220726-0830.cunyi, or -2, -3 … behind it when that is taken. (transfer full) */
static char *
name_aside (const char *path)
{
  g_autofree char *stem = g_str_has_suffix (path, ".cunyi") ? g_strndup (path, strlen (path) - strlen (".cunyi"))
                                                            : g_strdup (path);
  g_autofree char *now = cunyi_clock_now ();
  char *name = NULL;
  guint i = 1;

  do
    {
      g_autofree char *tail = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");

      g_free (name);
      name = g_strdup_printf ("%s-before-restore-%.4s%.2s%.2s-%.2s%.2s%s.cunyi", stem, now, now + 5, now + 8, now + 11,
                              now + 14, tail);
      i++;
    }
  while (g_file_test (name, G_FILE_TEST_EXISTS));
  return name;
}

/* Half a store, or none: what a broken disk left counts as one, too. */
static gboolean
is_taken (const char *path)
{
  g_autofree char *keys = cunyi_keys_path (path);

  return g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (keys, G_FILE_TEST_EXISTS);
}

static gboolean
change_places (const char *fresh, const char *path, char **aside, GError **error)
{
  g_autofree char *name = is_taken (path) ? name_aside (path) : NULL;

  if (name && !cunyi_store_move (path, name, error))
    return FALSE;
  if (!cunyi_store_move (fresh, path, error))
    {
      if (name)
        cunyi_store_move (name, path, NULL);
      return FALSE;
    }
  if (aside)
    *aside = g_steal_pointer (&name);
  return TRUE;
}

gboolean
cunyi_database_restore (CunyiDatabase *copy, const char *path, char **aside, CunyiProgress progress, gpointer data,
                        GCancellable *cancellable, GError **error)
{
  g_autofree char *fresh = g_strconcat (path, ".restoring", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  guint step = 0;
  gboolean done;

#define STEP(work) (progress ? progress (step++, STEPS, data) : (void) 0, (work))
  g_mkdir_with_parents (folder, 0700);
  cunyi_store_remove (fresh);
  done = STEP (cunyi_database_check (copy, cancellable, error))
         && STEP (cunyi_backup_write (copy, fresh, cancellable, error))
         && STEP (wait_until_closed (path, cancellable, error))
         && STEP (change_places (fresh, path, aside, error));
#undef STEP
  if (!done)
    cunyi_store_remove (fresh);
  else if (progress)
    progress (STEPS, STEPS, data);
  return done;
}
