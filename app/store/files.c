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

gboolean
cunyi_store_move (const char *from, const char *to, GError **error)
{
  g_autofree char *keys_from = cunyi_keys_path (from);
  g_autofree char *keys_to = cunyi_keys_path (to);

  if (g_file_test (to, G_FILE_TEST_EXISTS) || g_file_test (keys_to, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_EXISTS, "%s is there already", to);
      return FALSE;
    }
  /* The keys first: where the second step fails, the store still lies whole under its old name once they are back. */
  if (g_rename (keys_from, keys_to) != 0)
    return cunyi_store_fail_errno (errno, keys_to, error);
  if (g_rename (from, to) == 0)
    {
      cunyi_sync_folder_of (to);
      return TRUE;
    }
  cunyi_store_fail_errno (errno, to, error);
  g_rename (keys_to, keys_from);
  return FALSE;
}
