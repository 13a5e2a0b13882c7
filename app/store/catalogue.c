/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The named statements of data/sql, read once from the program's resources. A statement begins with a line
 * "-- name: person/by-id" and ends before the next such line; the comment between belongs to it. */

#include "config.h"

#include "cunyi-data.h"
#include "store/private.h"

#include <string.h>

#define FOLDER "/cunyi/sql/"
#define MARK "-- name: "

static void
read_file (GHashTable *catalogue, const char *path)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (cunyi_data_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  char *at = strstr (text, MARK);

  while (at)
    {
      char *name = at + strlen (MARK);
      char *body = strchrnul (name, '\n');
      char *next = strstr (body, "\n" MARK);
      g_autofree char *key = g_strstrip (g_strndup (name, body - name));

      if (g_hash_table_contains (catalogue, key))
        g_error ("%s: there are two statements %s", path, key);
      g_hash_table_insert (catalogue, g_steal_pointer (&key), g_strndup (body, next ? next - body : (gssize) strlen (body)));
      at = next ? next + 1 : NULL;
    }
}

static GHashTable *
get_catalogue (void)
{
  static GHashTable *catalogue;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      g_auto (GStrv) files = g_resource_enumerate_children (cunyi_data_get_resource (), FOLDER,
                                                            G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      catalogue = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; files && files[i]; i++)
        {
          g_autofree char *path = g_strconcat (FOLDER, files[i], NULL);
          read_file (catalogue, path);
        }
      g_once_init_leave (&once, 1);
    }
  return catalogue;
}

const char *
cunyi_catalogue_find (const char *name)
{
  return g_hash_table_lookup (get_catalogue (), name);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

const char **
cunyi_statement_list_names (void)
{
  guint n;
  const char **names = (const char **) g_hash_table_get_keys_as_array (get_catalogue (), &n);

  qsort (names, n, sizeof *names, compare_names);
  return names;
}
