/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* SQL of packs: what it may say, and what it may not. */

#include "config.h"

#include "base/clock.h"
#include "fixture.h"
#include "store/private.h"

static Fixture *
village_new (void)
{
  Fixture *fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *township = NULL;
  g_autofree char *village = NULL;
  g_autofree char *group = NULL;
  g_autofree char *household = NULL;

  fixture_begin (fixture, "Bring in");
  township = fixture_add_place (fixture, NULL, "township", "城关镇");
  village = fixture_add_place (fixture, township, "village", "河口村");
  group = fixture_add_place (fixture, village, "group", "一组");
  household = fixture_add_household (fixture, group, "007");
  g_free (fixture_add_person (fixture, household, "李四", "", "02"));
  g_free (fixture_add_person (fixture, household, "王五", "", "10"));
  fixture_run (fixture, "INSERT INTO membership (id, household, group_) SELECT 'm', id, 'lifted' FROM household");
  fixture_commit (fixture);
  g_assert_true (cunyi_database_add_view (fixture->database, "hypertension_followup",
                                          "SELECT id, subject, day, answers ->> '$.sbp' AS sbp FROM record", &error));
  return fixture;
}

static void
what_packs_say_is_answered (void)
{
  static const struct {
    const char *sql;
    const char *answer;
  } cases[] = {
    { "SELECT count (*) FROM resident", "2" },
    { "SELECT count(*) FROM person", "2" },
    { "SELECT group_concat (name || relation) FROM resident ORDER BY name", "李四02,王五10" },
    { "SELECT head_name || household_number || place_name || village_name || township_name FROM resident WHERE name = '王五'",
      "李四007一组河口村城关镇" },
    { "SELECT people || residents || head_name FROM home", "22李四" },
    { "SELECT count (*) FROM belonging WHERE group_ = 'lifted' AND through = 'household'", "2" },
    { "SELECT count (DISTINCT person) || what FROM home_change WHERE household = (SELECT id FROM household)", "2born" },
    { "SELECT kind || name FROM subject WHERE id = (SELECT id FROM household)", "household李四" },
    { "SELECT coalesce (max (sbp), '-') FROM hypertension_followup", "-" },
    { "WITH old AS (SELECT * FROM resident WHERE age_on (birth, :until) >= 60) SELECT count (*) FROM old", "2" },
    { "WITH old AS (SELECT * FROM resident) SELECT count (*) FROM old AS a, old AS b", "4" },
    { "SELECT count (*) FROM (SELECT DISTINCT household FROM person)", "1" },
    { "SELECT count (*) FROM json_each ('[1,2,3]')", "3" },
    { "SELECT name, row_number () OVER (ORDER BY name DESC) FROM person ORDER BY 2", "王五" },
    { "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT sum (i) FROM n", "55" },
    { "SELECT 1; -- and a comment behind it\n ;", "1" },
    { "SELECT :place", "" },
    { "SELECT 1 FROM person UNION SELECT 2 FROM household ORDER BY 1", "1" },
    { "SELECT EXISTS (SELECT 1 FROM condition)", "0" },
  };
  g_autoptr (Fixture) fixture = village_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CunyiStatement) statement = cunyi_database_prepare_foreign (fixture->database, cases[i].sql, &error);

      g_assert_no_error (error);
      cunyi_statement_bind_text (statement, ":until", "2022-07-26");
      cunyi_statement_bind_text (statement, ":from", "2022-07-01"); /* nobody uses it */
      g_assert_true (cunyi_statement_step (statement, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (cunyi_statement_text_at (statement, 0), ==, cases[i].answer);
    }
}

static void
what_packs_must_not_do_is_refused (void)
{
  static const char *const cases[] = {
    /* writing */
    "DELETE FROM person",
    "UPDATE person SET name = ''",
    "INSERT INTO setting (name, value) VALUES ('a', 'b')",
    "INSERT INTO person SELECT * FROM person RETURNING id",
    "CREATE TABLE x (a)",
    "CREATE TEMP VIEW x AS SELECT 1",
    "DROP TABLE person",
    "ALTER TABLE person RENAME TO x",
    "REINDEX",
    "ANALYZE",
    "VACUUM",
    "VACUUM INTO 'cunyi-foreign-test'",
    "BEGIN",
    "COMMIT",
    "SAVEPOINT a",
    "ATTACH 'cunyi-foreign-test' AS x",
    "DETACH main",
    "PRAGMA user_version",
    "PRAGMA key = 'x'",
    "SELECT * FROM pragma_table_info ('person')",
    "SELECT count (*) FROM pragma_database_list",
    "EXPLAIN SELECT 1",
    "EXPLAIN QUERY PLAN SELECT 1",
    /* reading what is not of the village */
    "SELECT * FROM setting",
    "SELECT count (*) FROM setting",
    "SELECT * FROM journal",
    "SELECT count(*) FROM journal",
    "SELECT count (*) FROM journaled",
    "SELECT after FROM journal_line",
    "SELECT 1 FROM change",
    "SELECT * FROM device",
    "SELECT * FROM draft",
    "SELECT * FROM definition",
    "SELECT * FROM file",
    "SELECT * FROM store",
    "SELECT * FROM roster_layout",
    "SELECT * FROM sqlite_schema",
    "SELECT count (*) FROM sqlite_master",
    "SELECT * FROM sqlite_temp_schema",
    "SELECT * FROM temp.sqlite_master",
    "SELECT name FROM person WHERE EXISTS (SELECT 1 FROM setting)",
    "SELECT name FROM person WHERE id IN (SELECT row_ FROM journal)",
    "WITH a AS (SELECT value FROM setting) SELECT count (*) FROM a",
    "SELECT * FROM dbstat",
    "SELECT * FROM sqlite_dbpage",
    /* functions */
    "SELECT load_extension ('x')",
    "SELECT writefile ('cunyi-foreign-test', 'x')",
    "SELECT readfile ('/etc/passwd')",
    "SELECT randomblob (1)",
    "SELECT zeroblob (1000000000)",
    "SELECT random ()",
    "SELECT sqlcipher_export ('x')",
    "SELECT journal_sequence ()",
    "SELECT journal_device ()",
    "SELECT last_insert_rowid ()",
    "SELECT sqlite_version ()",
    /* more or less than one statement */
    "SELECT 1; DELETE FROM person",
    "SELECT 1; SELECT 2",
    "SELECT 1; rubbish",
    "",
    "-- nothing",
    ";",
    /* no SQL */
    "SELEKT 1",
    "SELECT nothing FROM person",
    "SELECT * FROM nothing",
  };
  g_autoptr (Fixture) fixture = village_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CunyiStatement) statement = cunyi_database_prepare_foreign (fixture->database, cases[i], &error);

      if (statement)
        g_test_fail_printf ("allowed: %s", cases[i]);
      else
        g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_REFUSED);
    }
  g_assert_false (g_file_test ("cunyi-foreign-test", G_FILE_TEST_EXISTS));
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM person"), ==, 2);
}

/* A view that is replaced makes SQLite prepare the statement anew: it must be guarded then, too. */
static void
the_guard_holds_when_a_view_is_replaced (void)
{
  g_autoptr (Fixture) fixture = village_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) statement
    = cunyi_database_prepare_foreign (fixture->database, "SELECT sbp FROM hypertension_followup", &error);

  g_assert_no_error (error);
  g_assert_true (cunyi_database_add_view (fixture->database, "hypertension_followup", "SELECT value AS sbp FROM setting", &error));
  g_assert_false (cunyi_statement_step (statement, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_REFUSED);
}

#define ENDLESS "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count (*) FROM n"

static void
what_never_ends_is_ended (void)
{
  g_autoptr (Fixture) fixture = village_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) statement = NULL;

  fixture->database->foreign_steps = 1000;
  statement = cunyi_database_prepare_foreign (fixture->database, ENDLESS, &error);
  g_assert_no_error (error);
  g_assert_false (cunyi_statement_step (statement, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_REFUSED);
  /* the connection is as good as before */
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM person"), ==, 2);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (20 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
a_cancelled_statement_ends_soon (void)
{
  g_autoptr (Fixture) fixture = village_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CunyiStatement) statement = cunyi_database_prepare (fixture->database, ENDLESS, &error);
  GThread *thread;

  g_assert_no_error (error);
  cunyi_statement_set_cancellable (statement, cancellable);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_false (cunyi_statement_step (statement, &error));
  g_thread_join (thread);
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CANCELLED);
  g_assert_false (cunyi_statement_step (statement, &again));
  g_assert_error (again, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CANCELLED);
}

static void
every_table_is_either_open_or_hidden (void)
{
  static const char *const hidden[] = { "change", "definition", "device", "draft", "file", "journal", "journal_line", "journaled",
                                        "roster_layout", "setting", "store", NULL };
  g_autoptr (Fixture) fixture = village_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) tables = cunyi_database_prepare (
    fixture->database, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'", &error);

  while (cunyi_statement_step (tables, &error))
    {
      const char *name = cunyi_statement_get_text (tables, "name");
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", name);
      g_autoptr (GError) refused = NULL;
      g_autoptr (CunyiStatement) statement = cunyi_database_prepare_foreign (fixture->database, sql, &refused);

      if ((statement == NULL) != g_strv_contains (hidden, name))
        g_test_fail_printf ("table %s: decide whether packs may read it", name);
    }
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cunyi_clock_hold ("2022-07-26");

#define ADD(name) g_test_add_func ("/store/foreign/" #name, name)
  ADD (what_packs_say_is_answered);
  ADD (what_packs_must_not_do_is_refused);
  ADD (the_guard_holds_when_a_view_is_replaced);
  ADD (what_never_ends_is_ended);
  ADD (a_cancelled_statement_ends_soon);
  ADD (every_table_is_either_open_or_hidden);
#undef ADD

  return g_test_run ();
}
