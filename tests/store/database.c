/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Transactions, ids, settings, definitions and views of a store. */

#include "config.h"

#include <glib/gstdio.h>

#include "base/clock.h"
#include "fixture.h"
#include "store/database.h"

static void
ids_begin_with_the_device_and_count_up (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_true (cunyi_database_begin (fixture->database, "Try", &error));
  first = cunyi_database_new_id (fixture->database, &error);
  second = cunyi_database_new_id (fixture->database, &error);
  g_assert_true (cunyi_database_commit (fixture->database, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (first), ==, 6 + 1 + 7);
  g_assert_cmpint (strncmp (first, second, 7), ==, 0);
  g_assert_cmpstr (first + 7, ==, "0000001");
  g_assert_cmpstr (second + 7, ==, "0000002");
}

static void
an_id_outside_of_a_transaction_is_refused (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (cunyi_database_new_id (fixture->database, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED);
}

static void
both_files_are_their_owners_alone (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const char *path = cunyi_database_get_path (fixture->database);
  g_autofree char *keys = g_strconcat (path, ".keys", NULL);
  GStatBuf file, slots;

  g_assert_cmpint (g_stat (path, &file), ==, 0);
  g_assert_cmpint (g_stat (keys, &slots), ==, 0);
  g_assert_cmpint (file.st_mode & 0077, ==, 0);
  g_assert_cmpint (slots.st_mode & 0077, ==, 0);
}

static void
a_rolled_back_transaction_leaves_nothing (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (cunyi_database_begin (fixture->database, "Try", &error));
  g_free (fixture_add_place (fixture, NULL, "village", "河口村"));
  cunyi_database_rollback (fixture->database);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM place"), ==, 0);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journal"), ==, 0);
}

static void
only_the_outermost_commit_counts (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (cunyi_database_begin (fixture->database, "Outer", &error));
  g_assert_true (cunyi_database_begin (fixture->database, "Inner", &error));
  g_free (fixture_add_place (fixture, NULL, "village", "河口村"));
  g_assert_true (cunyi_database_commit (fixture->database, &error));
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM change"), ==, 0);
  g_assert_true (cunyi_database_commit (fixture->database, &error));
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM change WHERE what = 'Outer'"), ==, 1);
}

static void
a_roll_back_inside_leaves_what_was_before_it (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  fixture_begin (fixture, "Outer");
  fixture_run (fixture, "INSERT INTO setting (name, value) VALUES ('a', '1')");
  fixture_begin (fixture, "Inner");
  fixture_run (fixture, "INSERT INTO setting (name, value) VALUES ('b', '1')");
  fixture_run (fixture, "UPDATE setting SET value = '2'");
  fixture_begin (fixture, "Innermost");
  fixture_run (fixture, "DELETE FROM setting");
  fixture_commit (fixture);
  cunyi_database_rollback (fixture->database);
  fixture_run (fixture, "INSERT INTO setting (name, value) VALUES ('c', '1')");
  fixture_commit (fixture);

  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM setting WHERE value = '1' AND name IN ('a', 'c')"), ==, 2);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM setting"), ==, 2);
  /* the journal has the lines of what is there, numbered without a gap, under the name of the outermost */
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journal WHERE row_ IN ('a', 'c') AND sequence IN (1, 2)"), ==, 2);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journal"), ==, 2);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM change WHERE what = 'Outer' AND first = 1 AND last = 2"), ==, 1);
}

static void
a_roll_back_outside_takes_what_was_committed_inside (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture, "Outer");
  fixture_begin (fixture, "Inner");
  g_free (fixture_add_place (fixture, NULL, "village", "河口村"));
  fixture_commit (fixture);
  cunyi_database_rollback (fixture->database);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM place"), ==, 0);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journal"), ==, 0);
  g_assert_false (cunyi_database_commit (fixture->database, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED);
}

static void
a_new_row_that_was_taken_back_inside_has_no_line (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *stays = NULL;
  g_autofree char *later = NULL;
  g_autofree char *goes = NULL;
  g_autofree char *rows = NULL;

  fixture_begin (fixture, "Outer");
  stays = fixture_add_place (fixture, NULL, "village", "河口村");
  fixture_begin (fixture, "Inner");
  goes = fixture_add_place (fixture, NULL, "village", "柳河村");
  fixture_run (fixture, "UPDATE place SET code = '411322001001'");
  cunyi_database_rollback (fixture->database);
  later = fixture_add_place (fixture, NULL, "village", "柳河村");
  fixture_commit (fixture);
  /* an id is not given out twice, so that nothing that still knows it takes another row for it */
  g_assert_cmpstr (later, >, goes);
  rows = fixture_text (fixture, "SELECT group_concat (row_, ' ') FROM (SELECT row_ FROM journal ORDER BY sequence)");
  g_assert_true (g_str_has_prefix (rows, stays) && g_str_has_suffix (rows, later));
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journal"), ==, 2);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM place WHERE code <> ''"), ==, 0);
}

/* Each function that begins rolls back when it fails; the outer ones must not go too far. */
static void
every_function_on_the_way_may_roll_back (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture, "Outer");
  fixture_begin (fixture, "Middle");
  fixture_begin (fixture, "Inner");
  cunyi_database_rollback (fixture->database);
  cunyi_database_rollback (fixture->database);
  cunyi_database_rollback (fixture->database);
  cunyi_database_rollback (fixture->database);
  g_assert_false (fixture_try (fixture, "INSERT INTO setting (name, value) VALUES ('a', '1')", &error));
  fixture_begin (fixture, "Next");
  fixture_commit (fixture);
}

/* As SQLite does by itself when the disk is full. */
static void
a_transaction_that_is_gone_cannot_be_committed_inside (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) outer = NULL;

  fixture_begin (fixture, "Outer");
  fixture_begin (fixture, "Inner");
  fixture_run (fixture, "ROLLBACK");
  g_assert_false (cunyi_database_commit (fixture->database, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED);
  cunyi_database_rollback (fixture->database);
  g_assert_false (cunyi_database_commit (fixture->database, &outer));
  g_assert_error (outer, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED);
}

static void
count_cb (CunyiDatabase *database, gpointer data)
{
  ++*(int *) data;
}

static void
the_signal_comes_once_after_a_commit_that_wrote (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  int times = 0;

  g_signal_connect (fixture->database, "changed", G_CALLBACK (count_cb), &times);
  fixture_begin (fixture, "Nothing");
  fixture_commit (fixture);
  g_assert_cmpint (times, ==, 0);
  fixture_begin (fixture, "Something");
  g_free (fixture_add_place (fixture, NULL, "village", "河口村"));
  fixture_commit (fixture);
  g_assert_cmpint (times, ==, 1);
}

static void
a_broken_rule_names_itself (void)
{
  static const struct {
    const char *sql;
    const char *begins;
  } cases[] = {
    /* a CHECK without a name of its own */
    { "INSERT INTO staff (id, name) VALUES ('x', '')", "name <> ''" },
    /* a unique index */
    { "INSERT INTO setting (name, value) VALUES ('a', '1'), ('a', '2')", "setting.name" },
    /* a reference to nothing */
    { "INSERT INTO household (id, place) VALUES ('h', 'nowhere')", "foreign-key" },
    /* a column that must be given */
    { "INSERT INTO setting (name) VALUES ('a')", "setting.value" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (CunyiStatement) statement = NULL;

      fixture_begin (fixture, "Break a rule");
      statement = cunyi_database_prepare (fixture->database, cases[i].sql, &error);
      g_assert_no_error (error);
      if (cunyi_statement_run (statement, &error))
        g_assert_false (cunyi_database_commit (fixture->database, &error));
      g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CONSTRAINT);
      g_assert_true (g_str_has_prefix (error->message, cases[i].begins));
      cunyi_database_rollback (fixture->database);
    }
}

static void
overlapping_terms_are_refused_by_name (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_assert_true (cunyi_definition_put (fixture->database, "workflows", "contract", "national", "1",
                                       fixture_bytes (fixture, "x"), &id, &error));
  fixture_begin (fixture, "Sign");
  fixture_run (fixture, "INSERT INTO case_ (id, workflow, definition, subject, state, opened, begins, ends, holds)"
                        " SELECT 'a', 'contract', id, 'p', 'in_force', '2022-01-01', '2022-01-01', '2022-12-31', 1"
                        " FROM definition");
  g_assert_false (fixture_try (fixture, "INSERT INTO case_ (id, workflow, definition, subject, state, opened, begins,"
                                        " ends, holds) SELECT 'b', 'contract', id, 'p', 'in_force', '2022-12-31',"
                                        " '2022-12-31', '2023-12-30', 1 FROM definition", &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CONSTRAINT);
  g_assert_true (g_str_has_prefix (error->message, "term-overlap"));
  fixture_run (fixture, "INSERT INTO case_ (id, workflow, definition, subject, state, opened, begins, ends, holds)"
                        " SELECT 'c', 'contract', id, 'p', 'in_force', '2022-12-31', '2023-01-01', '2023-12-31', 1"
                        " FROM definition");
  fixture_commit (fixture);
}

static void
settings_are_kept_changed_and_removed (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *none = cunyi_setting_get (fixture->database, "clinic/name");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *gone = NULL;

  g_assert_null (none);
  g_assert_true (cunyi_setting_set (fixture->database, "clinic/name", "河口村卫生室", &error));
  first = cunyi_setting_get (fixture->database, "clinic/name");
  g_assert_cmpstr (first, ==, "河口村卫生室");
  g_assert_true (cunyi_setting_set (fixture->database, "clinic/name", "", &error));
  second = cunyi_setting_get (fixture->database, "clinic/name");
  g_assert_cmpstr (second, ==, "");
  g_assert_true (cunyi_setting_set (fixture->database, "clinic/name", NULL, &error));
  gone = cunyi_setting_get (fixture->database, "clinic/name");
  g_assert_null (gone);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journal WHERE table_ = 'setting'"), ==, 3);
}

static void
an_older_definition_stays_readable (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *second = NULL;
  g_autofree char *current = NULL;
  g_autoptr (GBytes) old = NULL;
  g_autoptr (GBytes) now = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_true (cunyi_definition_put (fixture->database, "forms", "visit", "national", "1", fixture_bytes (fixture, "old"),
                                       &first, &error));
  g_assert_true (cunyi_definition_put (fixture->database, "forms", "visit", "national", "1", fixture_bytes (fixture, "old"),
                                       &again, &error));
  g_assert_cmpstr (first, ==, again);
  g_assert_true (cunyi_definition_put (fixture->database, "forms", "visit", "national", "2", fixture_bytes (fixture, "new"),
                                       &second, &error));
  g_assert_no_error (error);
  now = cunyi_definition_get (fixture->database, "forms", "visit", &current, &error);
  g_assert_cmpstr (current, ==, second);
  g_assert_cmpmem (g_bytes_get_data (now, NULL), g_bytes_get_size (now), "new", 3);
  old = cunyi_definition_get_by_id (fixture->database, first, &error);
  g_assert_cmpmem (g_bytes_get_data (old, NULL), g_bytes_get_size (old), "old", 3);
  names = cunyi_definition_list (fixture->database, "forms", &error);
  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpstr (names[0], ==, "visit");

  /* back to the old one: the same id is in use again */
  g_clear_pointer (&again, g_free);
  g_assert_true (cunyi_definition_put (fixture->database, "forms", "visit", "national", "3", fixture_bytes (fixture, "old"),
                                       &again, &error));
  g_assert_cmpstr (first, ==, again);
  g_clear_pointer (&current, g_free);
  g_bytes_unref (cunyi_definition_get (fixture->database, "forms", "visit", &current, &error));
  g_assert_cmpstr (current, ==, first);
}

static void
a_definition_that_is_not_there_is_no_error (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_assert_null (cunyi_definition_get (fixture->database, "forms", "none", &id, &error));
  g_assert_no_error (error);
  g_assert_null (cunyi_definition_get_by_id (fixture->database, "none", &error));
  g_assert_no_error (error);
}

static void
a_declared_view_is_there_on_a_further_connection (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDatabase) again = NULL;
  g_autoptr (CunyiStatement) statement = NULL;

  g_assert_true (cunyi_database_add_view (fixture->database, "visit", "SELECT 1 AS a", &error));
  g_assert_true (cunyi_database_add_view (fixture->database, "visit", "SELECT 2 AS a", &error));
  g_assert_true (cunyi_database_add_view (fixture->database, "visit_of", "SELECT a + 1 AS b FROM visit", &error));
  again = cunyi_database_open_again (fixture->database, TRUE, &error);
  g_assert_no_error (error);
  statement = cunyi_database_prepare_foreign (again, "SELECT b FROM visit_of", &error);
  g_assert_no_error (error);
  g_assert_true (cunyi_statement_step (statement, &error));
  g_assert_cmpint (cunyi_statement_get_int (statement, "b"), ==, 3);
}

static void
a_declared_view_cannot_stand_before_a_table (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (cunyi_database_add_view (fixture->database, "Person", "SELECT 1 AS a", &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_REFUSED);
}

static void
a_reading_connection_refuses_to_write (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) second = NULL;
  g_autoptr (CunyiDatabase) reader = cunyi_database_open_again (fixture->database, TRUE, &error);
  g_autoptr (CunyiStatement) statement = NULL;

  g_assert_no_error (error);
  g_assert_false (cunyi_database_begin (reader, "Try", &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_READ_ONLY);
  statement = cunyi_database_prepare (reader, "DELETE FROM draft", &second);
  g_assert_false (cunyi_statement_run (statement, &second));
  g_assert_error (second, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_READ_ONLY);
}

static gpointer
write_on_another_thread (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDatabase) writer = cunyi_database_open_again (fixture->database, FALSE, &error);

  g_assert_no_error (error);
  g_assert_true (cunyi_database_begin (writer, "Elsewhere", &error));
  g_free (cunyi_database_new_id (writer, &error));
  g_assert_true (cunyi_database_commit (writer, &error));
  return NULL;
}

static void
two_writers_never_give_out_the_same_id (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_thread_join (g_thread_new ("writer", write_on_another_thread, fixture));
  fixture_begin (fixture, "Here");
  id = cunyi_database_new_id (fixture->database, &error);
  g_assert_cmpstr (id + 7, ==, "0000002");
  fixture_commit (fixture);
}

static gpointer
use_on_a_wrong_thread (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;

  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*owner == g_thread_self*");
  g_assert_false (cunyi_database_begin (fixture->database, "Wrong", &error));
  g_test_assert_expected_messages ();
  return NULL;
}

static void
a_connection_belongs_to_its_thread (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  g_thread_join (g_thread_new ("wrong", use_on_a_wrong_thread, fixture));
}

static gpointer
take_over (gpointer data)
{
  CunyiDatabase *database = data;
  g_autoptr (GError) error = NULL;

  cunyi_database_take_over (database);
  g_assert_true (cunyi_database_begin (database, "Taken over", &error));
  g_assert_true (cunyi_database_commit (database, &error));
  return NULL;
}

static void
a_connection_goes_to_the_thread_that_takes_it_over (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  g_thread_join (g_thread_new ("taker", take_over, fixture->database));
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*owner == g_thread_self*");
  g_assert_false (cunyi_database_begin (fixture->database, "No longer here", NULL));
  g_test_assert_expected_messages ();
}

static void
ages_and_months_are_those_of_the_calendar (void)
{
  static const struct {
    const char *sql;
    const char *expected;
  } cases[] = {
    { "SELECT age_on ('1960-07-26', '2022-07-25') AS a", "61" }, /* a day before the birthday */
    { "SELECT age_on ('1960-07-26', '2022-07-26') AS a", "62" }, /* the birthday */
    { "SELECT age_on (NULL, '2022-07-26') AS a", "" },           /* birth unknown */
    { "SELECT age_on ('2023-01-01', '2022-07-26') AS a", "" },   /* not yet born */
    { "SELECT months_after ('2022-01-31', 1) AS a", "2022-02-28" }, /* the last day of a shorter month */
    { "SELECT months_after ('2022-05-31', -3) AS a", "2022-02-28" }, /* back */
    { "SELECT months_after ('rubbish', 3) AS a", "" },
    { "SELECT months_after ('2022-01-31', NULL) AS a", "" },
    { "SELECT months_after ('2022-01-31', 99999999) AS a", "" },
  };
  g_autoptr (Fixture) fixture = fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CunyiStatement) statement = cunyi_database_prepare_foreign (fixture->database, cases[i].sql, &error);

      g_assert_no_error (error);
      g_assert_true (cunyi_statement_step (statement, &error));
      g_assert_cmpstr (cunyi_statement_get_text (statement, "a"), ==, cases[i].expected);
    }
}

static void
what_the_store_is_cannot_be_changed (void)
{
  static const char *const cases[] = {
    "UPDATE store SET demo = 0",
    "DELETE FROM store",
    "INSERT INTO store (id, demo, made) VALUES ('x', 0, '')",
    "INSERT OR REPLACE INTO store SELECT id, 0, made FROM store",
  };
  g_autoptr (Fixture) fixture = fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture_begin (fixture, "Try");
      g_assert_false (fixture_try (fixture, cases[i], &error));
      g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CONSTRAINT);
      cunyi_database_rollback (fixture->database);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cunyi_clock_hold ("2022-07-26");

  g_test_add_func ("/store/database/ids_begin_with_the_device_and_count_up", ids_begin_with_the_device_and_count_up);
  g_test_add_func ("/store/database/an_id_outside_of_a_transaction_is_refused", an_id_outside_of_a_transaction_is_refused);
  g_test_add_func ("/store/database/both_files_are_their_owners_alone", both_files_are_their_owners_alone);
  g_test_add_func ("/store/database/a_rolled_back_transaction_leaves_nothing", a_rolled_back_transaction_leaves_nothing);
  g_test_add_func ("/store/database/only_the_outermost_commit_counts", only_the_outermost_commit_counts);
  g_test_add_func ("/store/database/a_roll_back_inside_leaves_what_was_before_it", a_roll_back_inside_leaves_what_was_before_it);
  g_test_add_func ("/store/database/a_roll_back_outside_takes_what_was_committed_inside",
                   a_roll_back_outside_takes_what_was_committed_inside);
  g_test_add_func ("/store/database/a_new_row_that_was_taken_back_inside_has_no_line",
                   a_new_row_that_was_taken_back_inside_has_no_line);
  g_test_add_func ("/store/database/every_function_on_the_way_may_roll_back", every_function_on_the_way_may_roll_back);
  g_test_add_func ("/store/database/a_transaction_that_is_gone_cannot_be_committed_inside",
                   a_transaction_that_is_gone_cannot_be_committed_inside);
  g_test_add_func ("/store/database/the_signal_comes_once_after_a_commit_that_wrote",
                   the_signal_comes_once_after_a_commit_that_wrote);
  g_test_add_func ("/store/database/a_broken_rule_names_itself", a_broken_rule_names_itself);
  g_test_add_func ("/store/database/overlapping_terms_are_refused_by_name", overlapping_terms_are_refused_by_name);
  g_test_add_func ("/store/database/settings_are_kept_changed_and_removed", settings_are_kept_changed_and_removed);
  g_test_add_func ("/store/database/an_older_definition_stays_readable", an_older_definition_stays_readable);
  g_test_add_func ("/store/database/a_definition_that_is_not_there_is_no_error", a_definition_that_is_not_there_is_no_error);
  g_test_add_func ("/store/database/a_declared_view_is_there_on_a_further_connection",
                   a_declared_view_is_there_on_a_further_connection);
  g_test_add_func ("/store/database/a_declared_view_cannot_stand_before_a_table", a_declared_view_cannot_stand_before_a_table);
  g_test_add_func ("/store/database/a_reading_connection_refuses_to_write", a_reading_connection_refuses_to_write);
  g_test_add_func ("/store/database/two_writers_never_give_out_the_same_id", two_writers_never_give_out_the_same_id);
  g_test_add_func ("/store/database/a_connection_belongs_to_its_thread", a_connection_belongs_to_its_thread);
  g_test_add_func ("/store/database/a_connection_goes_to_the_thread_that_takes_it_over",
                   a_connection_goes_to_the_thread_that_takes_it_over);
  g_test_add_func ("/store/database/ages_and_months_are_those_of_the_calendar", ages_and_months_are_those_of_the_calendar);
  g_test_add_func ("/store/database/what_the_store_is_cannot_be_changed", what_the_store_is_cannot_be_changed);

  return g_test_run ();
}
