/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* SQLite's locks belong to the process: all are gone as soon as anything in it opens and closes the file, as the dialog for
 * files does with what lies in a folder, to see what it is. Another program would then take the store for nobody's, and
 * remove the log from under the window. The locks here belong to an open file, and outlast that: on the bytes by which
 * SQLite asks whether anybody reads the file, and whether anybody uses the index of the log. */

#include "config.h"

#include "store/private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* sqlite3.c: SHARED_FIRST, SHARED_SIZE; UNIX_SHM_DMS */
static const struct {
  const char *ending;
  off_t first, bytes;
} places[] = { { "", 0x40000002, 510 }, { "-shm", 128, 1 } };

G_STATIC_ASSERT (G_N_ELEMENTS (places) == CUNYI_N_GUARDS);

static void
set_lock (int file, guint place, short kind)
{
  struct flock lock = { .l_type = kind, .l_whence = SEEK_SET, .l_start = places[place].first, .l_len = places[place].bytes };

  /* A file system that knows no such locks leaves things as they were before there was a guard. */
  if (file >= 0)
    (void) fcntl (file, F_OFD_SETLK, &lock);
}

void
cunyi_guard_enter (CunyiFamily *family)
{
  g_mutex_lock (&family->lock);
  if (family->n_guarded++ == 0)
    for (guint i = 0; i < CUNYI_N_GUARDS; i++)
      {
        g_autofree char *path = g_strconcat (family->path, places[i].ending, NULL);

        family->guards[i] = g_open (path, O_RDONLY | O_CLOEXEC, 0);
        set_lock (family->guards[i], i, F_RDLCK);
      }
  g_mutex_unlock (&family->lock);
}

void
cunyi_guard_leave (CunyiFamily *family, sqlite3 *handle)
{
  gboolean last;

  g_mutex_lock (&family->lock);
  last = --family->n_guarded == 0;
  /* Whoever leaves last brings the log into the file, for which nobody may read it. */
  for (guint i = 0; last && i < CUNYI_N_GUARDS; i++)
    set_lock (family->guards[i], i, F_UNLCK);
  sqlite3_close_v2 (handle);
  for (guint i = 0; last && i < CUNYI_N_GUARDS; i++)
    if (family->guards[i] >= 0)
      close (family->guards[i]);
  g_mutex_unlock (&family->lock);
}
