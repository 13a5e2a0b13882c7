/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* contents STORE: every row of a store's own tables, a line for each: the table, a tab, the row as a JSON array. What the
 * store counts by (journal, changes, device) and notes on the way (drafts, the bytes of photographs) are left out. Only
 * reads: what is to happen by itself on a new day does not happen. The password is in CUNYI_PASSWORD. */

#include "config.h"

#include "store/database.h"

#include <stdio.h>

static const char *const left_out[] = { "change", "definition", "device", "draft", "file", "journal", NULL };

/* "json_array (id, json (answers), …)"; JSONB as it reads. (transfer full) */
static char *
select_of (CunyiDatabase *database, const char *table, GError **error)
{
  g_autoptr (CunyiStatement) columns = cunyi_database_statement (database, "schema/columns", error);
  g_autoptr (GString) list = g_string_new (NULL);

  if (columns == NULL)
    return NULL;
  cunyi_statement_bind_text (columns, ":table", table);
  while (cunyi_statement_step (columns, NULL))
    g_string_append_printf (list, g_str_equal (cunyi_statement_get_text (columns, "type"), "BLOB") ? "%sjson (%s)" : "%s%s",
                            list->len > 0 ? ", " : "", cunyi_statement_get_text (columns, "name"));
  return g_strdup_printf ("SELECT json_array (%s) AS line FROM %s ORDER BY line", list->str, table);
}

static gboolean
print_table (CunyiDatabase *database, const char *table, GError **error)
{
  g_autofree char *sql = select_of (database, table, error);
  g_autoptr (CunyiStatement) rows = sql ? cunyi_database_prepare (database, sql, error) : NULL;
  GError *failure = NULL;

  while (rows && cunyi_statement_step (rows, &failure))
    printf ("%s\t%s\n", table, cunyi_statement_get_text (rows, "line"));
  if (failure)
    g_propagate_error (error, failure);
  return rows && failure == NULL;
}

static gboolean
print_all (CunyiDatabase *database, GError **error)
{
  g_autoptr (CunyiStatement) tables = cunyi_database_statement (database, "schema/tables", error);
  GError *failure = NULL;

  while (tables && cunyi_statement_step (tables, &failure))
    if (!g_strv_contains (left_out, cunyi_statement_get_text (tables, "name"))
        && !print_table (database, cunyi_statement_get_text (tables, "name"), error))
      return FALSE;
  if (failure)
    g_propagate_error (error, failure);
  return tables && failure == NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) users = argc == 2 ? cunyi_database_list_users (argv[1], &error) : NULL;
  g_autoptr (CunyiDatabase) database = users ? cunyi_database_open (argv[1], users[0], g_getenv ("CUNYI_PASSWORD"), &error) : NULL;

  if (database && print_all (database, &error))
    return 0;
  g_printerr ("%s\n", error ? error->message : "contents STORE");
  return 1;
}
