/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A store of every step before this one opens, with all that is in it, and goes on as a new one does. Steps do not change,
 * so an old store is made from them; the rows and triggers below are as the program of that step wrote them. */

#include "config.h"

#include "base/clock.h"
#include "cunyi-data.h"
#include "fixture.h"
#include "store/backup.h"
#include "store/private.h"

static const char rows_of_step_1[] =
  "INSERT INTO device (id, name, counter, sequence, change, here) VALUES ('rtc5nd', 'old', 4, 7, 3, 1);"
  "INSERT INTO place (id, level, name, position) VALUES ('rtc5nd.0000001', 'village', '河口村', 1);"
  "INSERT INTO household (id, place, number) VALUES ('rtc5nd.0000002', 'rtc5nd.0000001', '007');"
  "INSERT INTO person (id, household, name, phone, sex) VALUES ('rtc5nd.0000003', 'rtc5nd.0000002', '李四', '1', '2');"
  "INSERT INTO setting (name, value) VALUES ('clinic/name', '河口村卫生室');"
  "INSERT INTO journal (device, sequence, change, table_, row_, base, before, after) VALUES"
  "('rtc5nd', 1, 1, 'place', 'rtc5nd.0000001', NULL, NULL,"
  " '{\"id\":\"rtc5nd.0000001\",\"parent\":null,\"level\":\"village\",\"name\":\"河口村\",\"code\":\"\",\"position\":1}'),"
  "('rtc5nd', 2, 1, 'household', 'rtc5nd.0000002', NULL, NULL,"
  " '{\"id\":\"rtc5nd.0000002\",\"place\":\"rtc5nd.0000001\",\"number\":\"007\",\"address\":\"\",\"phone\":\"\",\"note\":\"\","
  "\"extra\":\"{}\",\"ended\":null}'),"
#define PERSON(id, name, phone, relation) \
  "'{\"id\":\"" id "\",\"household\":\"rtc5nd.0000002\",\"name\":\"" name "\",\"id_type\":\"id\",\"id_number\":\"\",\"sex\":\"2\"," \
  "\"birth\":null,\"relation\":\"" relation "\",\"phone\":\"" phone "\",\"ethnic\":\"\",\"education\":\"\",\"insurance\":\"\"," \
  "\"resident\":1,\"state\":\"here\",\"state_since\":null,\"note\":\"\",\"extra\":\"{}\"}'"
  "('rtc5nd', 3, 1, 'person', 'rtc5nd.0000003', NULL, NULL, " PERSON ("rtc5nd.0000003", "李四", "", "") "),"
  "('rtc5nd', 4, 1, 'person', 'rtc5nd.0000004', NULL, NULL, " PERSON ("rtc5nd.0000004", "王五", "", "10") "),"
  "('rtc5nd', 5, 1, 'setting', 'clinic/name', NULL, NULL, '{\"name\":\"clinic/name\",\"value\":\"河口村卫生室\"}'),"
  "('rtc5nd', 6, 2, 'person', 'rtc5nd.0000003', 'rtc5nd.3', " PERSON ("rtc5nd.0000003", "李四", "", "") ", "
  PERSON ("rtc5nd.0000003", "李四", "1", "") "),"
  "('rtc5nd', 7, 3, 'person', 'rtc5nd.0000004', 'rtc5nd.4', " PERSON ("rtc5nd.0000004", "王五", "", "10") ", NULL);"
  "INSERT INTO change (device, number, what, moment, first, last) VALUES ('rtc5nd', 1, 'Bring in', '2022-07-25T12:00:00', 1, 5),"
  " ('rtc5nd', 2, 'Change', '2022-07-25T12:00:00', 6, 6), ('rtc5nd', 3, 'Remove', '2022-07-25T12:00:00', 7, 7);"
  "CREATE TRIGGER journal_setting_insert AFTER INSERT ON setting BEGIN INSERT INTO journal (device, sequence, change, table_,"
  " row_, base, before, after) VALUES (journal_device (), journal_sequence (), journal_change (), 'setting', NEW.name,"
  " CASE WHEN journal_knows (NEW.name) THEN (SELECT device || '.' || sequence FROM journal WHERE row_ = NEW.name"
  " AND table_ = 'setting' ORDER BY arrival DESC LIMIT 1) END, NULL, json_object ('name', NEW.name, 'value', NEW.value)); END;";

/* Puts a store of step 1 in the place of the fixture's, under its key. */
static void
put_step_1 (Fixture *fixture)
{
  g_autoptr (GBytes) step = g_resource_lookup_data (cunyi_data_get_resource (), "/cunyi/schema/0001-village.sql",
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *schema = g_strndup (g_bytes_get_data (step, NULL), g_bytes_get_size (step));
  g_autofree char *store = g_strdup_printf ("INSERT INTO store (id, demo, made) VALUES ('%s', 0, '2022-07-25T12:00:00')",
                                            cunyi_database_get_id (fixture->database));
  g_autoptr (CunyiSecret) secret = cunyi_secret_ref (fixture->database->family->secret);
  g_autoptr (GError) error = NULL;
  const char *const parts[] = { schema, store, rows_of_step_1, "PRAGMA application_id = 0x43756e79; PRAGMA user_version = 1" };
  sqlite3 *handle;

  fixture_close (fixture);
  g_unlink (fixture->path);
  handle = cunyi_connection_open (fixture->path, secret, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, FALSE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (sqlite3_exec (handle, parts[i], NULL, NULL, NULL) != SQLITE_OK)
      g_error ("%s", sqlite3_errmsg (handle));
  sqlite3_close_v2 (handle);
}

static void
an_old_store_opens_with_a_copy_beside_it (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_build_filename (fixture->folder, "村 #1?-before-2-20220726-1200.cunyi", NULL);

  put_step_1 (fixture);
  fixture_open (fixture);
  g_assert_cmpint (fixture_count (fixture, "PRAGMA user_version"), ==, cunyi_schema_version ());
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM person"), ==, 1);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  cunyi_database_check (fixture->database, NULL, &error);
  g_assert_no_error (error);
}

static void
lines_of_an_old_store_are_read_and_taken_back (void)
{
  static const char *const changes[] = { "Remove", "Change", "Bring in" };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) history = NULL;

  put_step_1 (fixture);
  fixture_open (fixture);
  history = cunyi_database_history (fixture->database, "person", "rtc5nd.0000003", &error);
  g_assert_true (cunyi_statement_step (history, &error));
  g_assert_nonnull (strstr (cunyi_statement_get_text (history, "after"), "\"phone\":\"1\""));
  g_assert_true (cunyi_statement_step (history, &error));
  g_assert_nonnull (strstr (cunyi_statement_get_text (history, "after"), "\"phone\":\"\""));
  g_assert_false (cunyi_statement_step (history, &error));
  g_clear_pointer (&history, cunyi_statement_free);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *what = NULL;
      gint64 number = cunyi_database_last_change (fixture->database, &what);

      g_assert_cmpstr (what, ==, changes[i]);
      cunyi_database_undo (fixture->database, number, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journaled"), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      cunyi_database_undo (fixture->database, cunyi_database_last_undone (fixture->database, NULL), &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM person WHERE name = '李四' AND phone = '1'"), ==, 1);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journaled"), ==, 4);
}

static void
an_old_store_is_written_as_a_new_one (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *person = NULL;
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  new = fixture_text (fixture, "SELECT group_concat (sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE sql <> '' ORDER BY name)");
  put_step_1 (fixture);
  fixture_open (fixture);
  old = fixture_text (fixture, "SELECT group_concat (sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE sql <> '' ORDER BY name)");
  g_assert_cmpstr (old, ==, new);

  fixture_begin (fixture, "Add");
  person = fixture_add_person (fixture, "rtc5nd.0000002", "赵六", "", "20");
  fixture_run (fixture, "INSERT INTO setting (name, value) VALUES ('a', '1')");
  fixture_run (fixture, "UPDATE setting SET value = '2' WHERE name = 'clinic/name'");
  fixture_commit (fixture);
  g_assert_cmpstr (person, ==, "rtc5nd.0000005");
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journal WHERE change = 4"), ==, 3);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journal_line AS l JOIN journaled AS j"
                                           " ON j.table_ = l.table_ AND j.row_ = l.row_ WHERE change = 4 AND after = now"), ==, 3);
}

/* Step 2 says some rules in other words. */
static void
the_rules_of_a_table_hold_as_before (void)
{
  static const char *const broken[] = {
    "UPDATE person SET sex = '3'", "UPDATE person SET state = 'gone'", "UPDATE place SET level = 'street'",
  };
  static const char *const kept[] = {
    "UPDATE person SET sex = ''", "UPDATE person SET sex = '1'", "UPDATE person SET sex = '2'",
    "UPDATE person SET state = 'dead'", "UPDATE person SET state = 'moved'", "UPDATE person SET state = 'here'",
    "UPDATE place SET level = 'province'", "UPDATE place SET level = 'city'", "UPDATE place SET level = 'county'",
    "UPDATE place SET level = 'township'", "UPDATE place SET level = 'group'", "UPDATE place SET level = 'village'",
  };
  g_autoptr (Fixture) fixture = fixture_new ();

  put_step_1 (fixture);
  fixture_open (fixture);
  fixture_begin (fixture, "Rules");
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (fixture_try (fixture, broken[i], &error));
      g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CONSTRAINT);
    }
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    fixture_run (fixture, kept[i]);
  fixture_commit (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cunyi_clock_hold ("2022-07-26");

#define ADD(name) g_test_add_func ("/store/migrate/" #name, name)
  ADD (an_old_store_opens_with_a_copy_beside_it);
  ADD (lines_of_an_old_store_are_read_and_taken_back);
  ADD (an_old_store_is_written_as_a_new_one);
  ADD (the_rules_of_a_table_hold_as_before);
#undef ADD

  return g_test_run ();
}
