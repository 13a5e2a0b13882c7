/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Removing and moving both files of a store. */

#include "config.h"

#include "store/files.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "store/keys.h"
#include "store/private.h"

void
cunyi_store_remove (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
  g_autofree char *keys = cunyi_keys_path (path);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
  g_unlink (keys);
}

/* Gives one file another name; one that is not there need not be. */
static gboolean
move_file (const char *from, const char *to, const char *ending, GError **error)
{
  g_autofree char *old = g_strconcat (from, ending, NULL);
  g_autofree char *new = g_strconcat (to, ending, NULL);

  return g_rename (old, new) == 0 || errno == ENOENT || cunyi_store_fail_errno (errno, new, error);
}

gboolean
cunyi_store_move (const char *from, const char *to, GError **error)
{
  /* What a crash left in the log is part of the store. The keys before the file itself: where a later step fails, the store
   * lies whole under its old name once the earlier ones are taken back. */
  static const char *const endings[] = { "-wal", "-journal", ".keys", "" };
  g_autofree char *keys_to = cunyi_keys_path (to);
  g_autofree char *index = g_strconcat (from, "-shm", NULL);

  if (g_file_test (to, G_FILE_TEST_EXISTS) || g_file_test (keys_to, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_EXISTS, "%s is there already", to);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (!move_file (from, to, endings[i], error))
      {
        while (i-- > 0)
          move_file (to, from, endings[i], NULL);
        return FALSE;
      }
  g_unlink (index); /* made anew from the log */
  cunyi_sync_folder_of (to);
  return TRUE;
}
