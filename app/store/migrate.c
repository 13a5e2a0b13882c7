/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Brings a file to the schema of this program: the steps of data/schema in their order, each in one transaction. The
 * number of the last step is the file's user_version. */

#include "config.h"

#include "cunyi-data.h"
#include "store/private.h"

#include <string.h>

#define FOLDER "/cunyi/schema/"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* File names of the steps: the first is 0001-…, the next 0002-…; one missing is a programming error. (transfer full) */
static char **
list_steps (void)
{
  char **steps = g_resource_enumerate_children (cunyi_data_get_resource (), FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  qsort (steps, g_strv_length (steps), sizeof *steps, compare_names);
  for (guint i = 0; steps[i]; i++)
    if (g_ascii_strtoull (steps[i], NULL, 10) != i + 1)
      g_error ("data/schema: %s should be step %u", steps[i], i + 1);
  return steps;
}

int
cunyi_schema_version (void)
{
  g_auto (GStrv) steps = list_steps ();

  return g_strv_length (steps);
}

static gboolean
run_step (CunyiDatabase *self, const char *name, int version, GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (cunyi_data_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d", version);
  gboolean done;

  if (!cunyi_database_execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  done = cunyi_database_execute (self, sql, error) && cunyi_journal_make_triggers (self, error)
         && cunyi_database_execute (self, mark, error) && cunyi_database_execute (self, "COMMIT", error);
  if (!done)
    {
      sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
      g_prefix_error (error, "%s: ", name);
    }
  return done;
}

static gboolean
run_steps (CunyiDatabase *self, char **steps, int version, GError **error)
{
  for (guint i = 0; steps[i]; i++)
    if (!run_step (self, steps[i], version + i, error))
      return FALSE;
  return TRUE;
}

gboolean
cunyi_database_migrate (CunyiDatabase *self, GError **error)
{
  g_auto (GStrv) steps = list_steps ();
  gint64 version;
  gboolean done;

  if (!cunyi_database_query_int (self, "PRAGMA user_version", &version, error))
    return FALSE;
  /* A step may put the rules of a table into other words. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  done = run_steps (self, steps + version, version + 1, error);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return done;
}
