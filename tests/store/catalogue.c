/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The files of data/schema and data/sql: all of them are in the program, every statement can be prepared, and every column
 * says what it is. */

#include "config.h"

#include "cunyi-data.h"
#include "fixture.h"

/* (transfer full) */
static char *
data_path (const char *name)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "data", name, NULL);
}

static void
check_folder (const char *folder)
{
  g_autofree char *path = data_path (folder);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *resource = g_strdup_printf ("/cunyi/%s/%s", folder, name);

      if (g_str_has_suffix (name, ".sql")
          && !g_resource_get_info (cunyi_data_get_resource (), resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL))
        {
          g_test_fail_printf ("data/%s/%s is missing in cunyi-data.gresource.xml", folder, name);
        }
    }
}

static void
every_file_is_in_the_program (void)
{
  check_folder ("schema");
  check_folder ("sql");
}

static void
every_statement_can_be_prepared (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree const char **names = cunyi_statement_list_names ();

  g_assert_nonnull (names[0]);
  for (guint i = 0; names[i]; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CunyiStatement) statement = cunyi_database_statement (fixture->database, names[i], &error);

      if (statement == NULL)
        g_test_fail_printf ("%s", error->message);
    }
}

/* One statement under each name: what stands behind a semicolon would never run. */
static void
check_part (const char *file, const char *part)
{
  g_auto (GStrv) lines = g_strsplit (part, "\n", -1);
  g_autoptr (GString) sql = g_string_new (NULL);

  if (!lines[1] || !g_str_has_prefix (lines[1], "-- "))
    g_test_fail_printf ("%s: after the name %s a line must say what it is", file, lines[0]);
  for (guint i = 1; lines[i]; i++)
    if (!g_str_has_prefix (lines[i], "--"))
      g_string_append_printf (sql, "%s ", lines[i]);
  g_strstrip (sql->str);
  if (strchr (sql->str, ';') == NULL || strchr (sql->str, ';')[1] != '\0')
    g_test_fail_printf ("%s: one semicolon must end %s", file, lines[0]);
}

static void
every_name_holds_one_statement_and_says_what_it_is (void)
{
  g_autofree char *folder = data_path ("sql");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) parts = NULL;

      if (!g_str_has_suffix (name, ".sql"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      parts = g_strsplit (text, "-- name: ", -1);
      for (guint i = 1; parts[i]; i++)
        check_part (name, parts[i]);
    }
}

/* The SQL of every table as it was written, comments in it. */
static void
check_columns (Fixture *fixture, const char *table, const char *sql)
{
  g_autoptr (CunyiStatement) columns = fixture_statement (fixture, "schema/columns");
  g_auto (GStrv) lines = g_strsplit (sql, "\n", -1);

  cunyi_statement_bind_text (columns, ":table", table);
  while (cunyi_statement_step (columns, NULL))
    {
      const char *column = cunyi_statement_get_text (columns, "name");
      gboolean told = FALSE;

      for (guint i = 0; lines[i]; i++)
        {
          g_autofree char *line = g_strstrip (g_strdup (lines[i]));

          if (g_str_has_prefix (line, column) && line[strlen (column)] == ' ' && strstr (line, " -- "))
            told = TRUE;
        }
      if (!told)
        g_test_fail_printf ("data/schema: %s.%s has no comment behind it", table, column);
    }
}

static void
every_column_of_every_table_says_what_it_is (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) tables
    = cunyi_database_prepare (fixture->database, "SELECT name, sql FROM sqlite_schema WHERE type = 'table'", &error);

  g_assert_no_error (error);
  while (cunyi_statement_step (tables, &error))
    check_columns (fixture, cunyi_statement_get_text (tables, "name"), cunyi_statement_get_text (tables, "sql"));
  g_assert_no_error (error);
}

static void
every_column_of_every_view_says_what_it_is (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) views
    = cunyi_database_prepare (fixture->database, "SELECT name, sql FROM sqlite_schema WHERE type = 'view' AND name <> 'resident'",
                              &error);

  g_assert_no_error (error);
  while (cunyi_statement_step (views, &error))
    {
      const char *sql = cunyi_statement_get_text (views, "sql");
      g_auto (GStrv) told = g_strsplit (sql, " -- ", -1);
      g_autoptr (CunyiStatement) columns = fixture_statement (fixture, "schema/columns");
      guint n = 0;

      cunyi_statement_bind_text (columns, ":table", cunyi_statement_get_text (views, "name"));
      while (cunyi_statement_step (columns, NULL))
        n++;
      if (g_strv_length (told) - 1 != n)
        g_test_fail_printf ("data/schema: view %s has %u columns and %u comments", cunyi_statement_get_text (views, "name"), n,
                            g_strv_length (told) - 1);
    }
}

/* The tables are STRICT, so that a number is a number for every report. */
static void
every_table_is_strict (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *loose = fixture_text (fixture, "SELECT group_concat (name) FROM pragma_table_list"
                                                  " WHERE schema = 'main' AND type = 'table' AND strict = 0"
                                                  " AND name NOT LIKE 'sqlite%'");

  g_assert_cmpstr (loose, ==, "");
}

/* What is not journaled cannot be undone; the list is short and each says why in the schema. */
static void
every_other_table_is_journaled (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *without = fixture_text (
    fixture, "SELECT group_concat (name, ' ') FROM (SELECT name FROM sqlite_schema WHERE type = 'table'"
             " AND 3 <> (SELECT count (*) FROM sqlite_schema AS t WHERE t.type = 'trigger' AND t.tbl_name = sqlite_schema.name"
             "           AND t.name IN ('journal_' || t.tbl_name || '_insert', 'journal_' || t.tbl_name || '_update',"
             "                          'journal_' || t.tbl_name || '_delete')) ORDER BY name)");

  g_assert_cmpstr (without, ==, "change definition device draft file journal store");
}

/* A BLOB of a journaled table must be JSONB, as it is written into the journal as JSON. */
static void
every_blob_of_a_journaled_table_is_json (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *blobs = fixture_text (
    fixture, "SELECT group_concat (t.name || '.' || c.name, ' ') FROM pragma_table_list AS t"
             " JOIN pragma_table_info (t.name) AS c WHERE t.schema = 'main' AND t.type = 'table' AND c.type = 'BLOB'"
             " AND t.name NOT IN ('definition', 'file')");

  g_assert_cmpstr (blobs, ==, "record.answers");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/catalogue/every_file_is_in_the_program", every_file_is_in_the_program);
  g_test_add_func ("/store/catalogue/every_statement_can_be_prepared", every_statement_can_be_prepared);
  g_test_add_func ("/store/catalogue/every_name_holds_one_statement_and_says_what_it_is",
                   every_name_holds_one_statement_and_says_what_it_is);
  g_test_add_func ("/store/catalogue/every_column_of_every_table_says_what_it_is", every_column_of_every_table_says_what_it_is);
  g_test_add_func ("/store/catalogue/every_column_of_every_view_says_what_it_is", every_column_of_every_view_says_what_it_is);
  g_test_add_func ("/store/catalogue/every_table_is_strict", every_table_is_strict);
  g_test_add_func ("/store/catalogue/every_other_table_is_journaled", every_other_table_is_journaled);
  g_test_add_func ("/store/catalogue/every_blob_of_a_journaled_table_is_json", every_blob_of_a_journaled_table_is_json);

  return g_test_run ();
}
