/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Nothing escapes the journal, and what is in it can be taken back. */

#include "config.h"

#include "base/clock.h"
#include "fixture.h"
#include "store/journal.h"

/* A village with a household of two. */
typedef struct {
  Fixture *fixture;
  char *place, *household, *head, *wife;
} Village;

static Village *
village_new (void)
{
  Village *village = g_new0 (Village, 1);

  village->fixture = fixture_new ();
  fixture_begin (village->fixture, "Bring in");
  village->place = fixture_add_place (village->fixture, NULL, "village", "河口村");
  village->household = fixture_add_household (village->fixture, village->place, "007");
  village->head = fixture_add_person (village->fixture, village->household, "李四", "", "02");
  village->wife = fixture_add_person (village->fixture, village->household, "王五", "", "10");
  fixture_commit (village->fixture);
  return village;
}

static void
village_free (Village *village)
{
  g_free (village->place);
  g_free (village->household);
  g_free (village->head);
  g_free (village->wife);
  fixture_free (village->fixture);
  g_free (village);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Village, village_free)

/* One statement as one change. */
static void
change (Fixture *fixture, const char *what, const char *sql)
{
  fixture_begin (fixture, what);
  fixture_run (fixture, sql);
  fixture_commit (fixture);
}

static gint64
undo (Fixture *fixture, gint64 number, GError **error)
{
  return cunyi_database_undo (fixture->database, number, error);
}

/* All rows of all tables of the village, for comparing. (transfer full) */
static char *
picture (Fixture *fixture)
{
  static const char *const tables[] = { "place", "household", "person", "membership", "condition", "record", "case_",
                                        "case_event", "issue", "staff", "team", "team_member", "setting", "roster_layout" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", tables[i]);
      g_autoptr (CunyiStatement) rows = cunyi_database_prepare (fixture->database, sql, NULL);

      g_string_append_printf (text, "%s\n", tables[i]);
      while (cunyi_statement_step (rows, NULL))
        {
          for (int c = 0; c < cunyi_statement_n_columns (rows); c++)
            {
              g_autoptr (GBytes) bytes = cunyi_statement_get_blob (rows, cunyi_statement_column_name (rows, c));
              g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes);

              g_string_append_printf (text, "%s%d|", cunyi_statement_null_at (rows, c) ? "NULL" : hash,
                                      cunyi_statement_number_at (rows, c));
            }
          g_string_append_c (text, '\n');
        }
    }
  return g_string_free (text, FALSE);
}

static void
a_line_tells_who_what_when_and_the_row (void)
{
  g_autoptr (Village) village = village_new ();
  Fixture *fixture = village->fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) history = NULL;
  g_autofree char *base = NULL;

  cunyi_database_set_staff (fixture->database, "staff.1");
  change (fixture, "Mend the telephone", "UPDATE person SET phone = '13800000000' WHERE name = '李四'");
  history = cunyi_database_history (fixture->database, "person", village->head, &error);
  g_assert_true (cunyi_statement_step (history, &error));
  g_assert_cmpstr (cunyi_statement_get_text (history, "what"), ==, "Mend the telephone");
  g_assert_cmpstr (cunyi_statement_get_text (history, "staff"), ==, "staff.1");
  g_assert_cmpstr (cunyi_statement_get_text (history, "moment"), ==, "2022-07-26T12:00:00");
  g_assert_nonnull (strstr (cunyi_statement_get_text (history, "before"), "\"phone\":\"\""));
  g_assert_nonnull (strstr (cunyi_statement_get_text (history, "after"), "\"phone\":\"13800000000\""));
  g_assert_true (cunyi_statement_step (history, &error));
  g_assert_true (cunyi_statement_is_null (history, "before"));
  g_assert_false (cunyi_statement_step (history, &error));
  g_assert_no_error (error);

  /* the second line stands on the first */
  base = fixture_text (fixture, "SELECT base = (SELECT device || '.' || sequence FROM journal WHERE row_ = line.row_"
                                " AND before IS NULL AND table_ = 'person') FROM journal AS line"
                                " WHERE table_ = 'person' AND before IS NOT NULL");
  g_assert_cmpstr (base, ==, "1");
}

static void
writing_the_same_again_is_no_change (void)
{
  g_autoptr (Village) village = village_new ();
  gint64 lines = fixture_count (village->fixture, "SELECT count (*) FROM journal");

  change (village->fixture, "Nothing", "UPDATE person SET name = name, phone = ''");
  g_assert_cmpint (fixture_count (village->fixture, "SELECT count (*) FROM journal"), ==, lines);
  g_assert_cmpint (fixture_count (village->fixture, "SELECT count (*) FROM change"), ==, 1);
}

static void
nothing_is_written_outside_of_a_transaction (void)
{
  static const char *const cases[] = {
    "INSERT INTO setting (name, value) VALUES ('a', 'b')",
    "UPDATE person SET name = 'x'",
    "DELETE FROM person",
    "INSERT OR REPLACE INTO place (id, level, name) VALUES ('p', 'village', 'x')",
  };
  g_autoptr (Village) village = village_new ();
  g_autofree char *before = picture (village->fixture);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_false (fixture_try (village->fixture, cases[i], &error));
      g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED);
      after = picture (village->fixture);
      g_assert_cmpstr (before, ==, after);
    }
}

static void
replacing_a_row_does_not_escape (void)
{
  g_autoptr (Village) village = village_new ();

  change (village->fixture, "First", "INSERT INTO setting (name, value) VALUES ('a', '1')");
  change (village->fixture, "Second", "INSERT OR REPLACE INTO setting (name, value) VALUES ('a', '2')");
  /* added, removed, added */
  g_assert_cmpint (fixture_count (village->fixture, "SELECT count (*) FROM journal WHERE table_ = 'setting'"), ==, 3);
}

static void
the_key_of_a_row_stays (void)
{
  g_autoptr (Village) village = village_new ();
  g_autoptr (GError) error = NULL;

  fixture_begin (village->fixture, "Try");
  g_assert_false (fixture_try (village->fixture, "UPDATE person SET id = 'x' WHERE name = '王五'", &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CONSTRAINT);
  g_assert_true (g_str_has_prefix (error->message, "key-fixed"));
  cunyi_database_rollback (village->fixture->database);
}

static void
the_journal_itself_cannot_be_changed (void)
{
  static const char *const cases[] = { "UPDATE journal SET after = NULL", "DELETE FROM journal", "UPDATE change SET what = ''",
                                       "DELETE FROM change" };
  g_autoptr (Village) village = village_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture_begin (village->fixture, "Try");
      g_assert_false (fixture_try (village->fixture, cases[i], &error));
      g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CONSTRAINT);
      cunyi_database_rollback (village->fixture->database);
    }
}

static void
every_kind_of_change_is_taken_back_and_done_again (void)
{
  static const char *const cases[] = {
    /* a row more */
    "INSERT INTO person (id, household, name) SELECT 'x.1', id, '赵六' FROM household",
    /* a row less */
    "DELETE FROM person WHERE name = '王五'",
    /* another value, and NULL for a value */
    "UPDATE person SET phone = '1', birth = NULL, resident = 0 WHERE name = '王五'",
    /* text that looks like a number, quotes, and characters beyond the sixteen bits */
    "UPDATE person SET note = '007', extra = '{\"a\": 1.50, \"b\": \"𠮷\"}', name = '\"''𠮷' WHERE name = '王五'",
    /* a record: JSONB, and its day is a part of its primary key */
    "INSERT INTO record (form, subject, day, id, definition, answers, entered)"
    " SELECT 'visit', 'p', '2022-07-26', 'x.2', id, jsonb ('{\"sbp\": 140, \"a\": [1, null, {\"b\": \"c\"}]}'), '' FROM definition",
    /* two tables */
    "INSERT INTO household (id, place, number) SELECT 'x.3', id, '' FROM place",
    /* a key of two columns */
    "INSERT INTO team_member (team, staff, role) VALUES ('t', 's', 'r')",
    /* every row at once */
    "UPDATE person SET ethnic = '22'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Village) village = village_new ();
      Fixture *fixture = village->fixture;
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autofree char *undone = NULL;
      g_autofree char *again = NULL;

      cunyi_definition_put (fixture->database, "forms", "visit", "p", "1", fixture_bytes (fixture, "x"), NULL, NULL);
      change (fixture, "Team", "INSERT INTO staff (id, name) VALUES ('s', '张三')");
      change (fixture, "Team", "INSERT INTO team (id, name) VALUES ('t', '一队')");
      before = picture (fixture);
      change (fixture, "The change", cases[i]);
      after = picture (fixture);
      g_assert_cmpstr (before, !=, after);

      undo (fixture, cunyi_database_last_change (fixture->database, NULL), &error);
      g_assert_no_error (error);
      undone = picture (fixture);
      g_assert_cmpstr (undone, ==, before);

      undo (fixture, cunyi_database_last_undone (fixture->database, NULL), &error);
      g_assert_no_error (error);
      again = picture (fixture);
      g_assert_cmpstr (again, ==, after);
    }
}

static void
a_changed_day_of_a_record_is_taken_back (void)
{
  g_autoptr (Village) village = village_new ();
  Fixture *fixture = village->fixture;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *undone = NULL;

  cunyi_definition_put (fixture->database, "forms", "visit", "p", "1", fixture_bytes (fixture, "x"), NULL, NULL);
  change (fixture, "Visit", "INSERT INTO record (form, subject, day, id, definition, answers, entered)"
                            " SELECT 'visit', 'p', '2022-07-26', 'x.2', id, jsonb ('{}'), '' FROM definition");
  before = picture (fixture);
  change (fixture, "Mend the day", "UPDATE record SET day = '2022-07-25' WHERE id = 'x.2'");
  undo (fixture, cunyi_database_last_change (fixture->database, NULL), &error);
  g_assert_no_error (error);
  undone = picture (fixture);
  g_assert_cmpstr (undone, ==, before);
}

static void
changes_are_taken_back_one_after_the_other (void)
{
  g_autoptr (Village) village = village_new ();
  Fixture *fixture = village->fixture;
  g_autoptr (GError) error = NULL;
  g_autofree char *empty = NULL;

  change (fixture, "A", "INSERT INTO setting (name, value) VALUES ('a', '1')");
  change (fixture, "B", "UPDATE setting SET value = '2'");
  for (guint i = 0; i < 3; i++)
    {
      static const char *const expected[] = { "B", "A", "Bring in" };
      g_autofree char *what = NULL;
      gint64 number = cunyi_database_last_change (fixture->database, &what);

      g_assert_cmpstr (what, ==, expected[i]);
      undo (fixture, number, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (cunyi_database_last_change (fixture->database, &empty), ==, 0);
  g_assert_null (empty);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM person"), ==, 0);

  for (guint i = 0; i < 3; i++)
    {
      static const char *const expected[] = { "Bring in", "A", "B" };
      g_autofree char *what = NULL;
      gint64 number = cunyi_database_last_undone (fixture->database, &what);

      g_assert_cmpstr (what, ==, expected[i]);
      undo (fixture, number, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (cunyi_database_last_undone (fixture->database, NULL), ==, 0);
  g_assert_cmpint (fixture_count (fixture, "SELECT value FROM setting"), ==, 2);
}

static void
back_and_again_many_times (void)
{
  g_autoptr (Village) village = village_new ();
  Fixture *fixture = village->fixture;
  g_autoptr (GError) error = NULL;

  change (fixture, "A", "INSERT INTO setting (name, value) VALUES ('a', '1')");
  for (guint i = 0; i < 10; i++)
    {
      undo (fixture, cunyi_database_last_change (fixture->database, NULL), &error);
      g_assert_no_error (error);
      g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM setting"), ==, 0);
      undo (fixture, cunyi_database_last_undone (fixture->database, NULL), &error);
      g_assert_no_error (error);
      g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM setting"), ==, 1);
    }
}

static void
new_work_ends_what_could_be_done_again (void)
{
  g_autoptr (Village) village = village_new ();
  Fixture *fixture = village->fixture;
  g_autoptr (GError) error = NULL;

  change (fixture, "A", "INSERT INTO setting (name, value) VALUES ('a', '1')");
  undo (fixture, cunyi_database_last_change (fixture->database, NULL), &error);
  g_assert_cmpint (cunyi_database_last_undone (fixture->database, NULL), >, 0);
  change (fixture, "B", "INSERT INTO setting (name, value) VALUES ('b', '1')");
  g_assert_cmpint (cunyi_database_last_undone (fixture->database, NULL), ==, 0);
}

static void
what_has_no_name_is_passed_over (void)
{
  g_autoptr (Village) village = village_new ();
  Fixture *fixture = village->fixture;
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;
  g_autofree char *again = NULL;

  change (fixture, "A", "INSERT INTO setting (name, value) VALUES ('a', '1')");
  change (fixture, "", "INSERT INTO setting (name, value) VALUES ('b', '1')");
  undo (fixture, cunyi_database_last_change (fixture->database, &what), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (what, ==, "A");
  change (fixture, "", "UPDATE setting SET value = '2' WHERE name = 'b'");
  /* Nobody did anything since. */
  undo (fixture, cunyi_database_last_undone (fixture->database, &again), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, "A");
  g_assert_cmpint (fixture_count (fixture, "SELECT sum (value) FROM setting"), ==, 3);
}

static void
a_row_that_was_changed_since_is_a_conflict (void)
{
  static const char *const cases[] = {
    /* the row itself */
    "UPDATE person SET phone = '2' WHERE name = '李四'",
    /* the row is gone */
    "DELETE FROM person WHERE name = '李四'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Village) village = village_new ();
      Fixture *fixture = village->fixture;
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      gint64 number;

      change (fixture, "A", "UPDATE person SET phone = '1'");
      number = cunyi_database_last_change (fixture->database, NULL);
      change (fixture, "B", cases[i]);
      before = picture (fixture);
      g_assert_false (undo (fixture, number, &error));
      g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CONFLICT);
      after = picture (fixture);
      g_assert_cmpstr (before, ==, after);
    }
}

static void
what_a_later_row_needs_is_a_conflict (void)
{
  g_autoptr (Village) village = village_new ();
  Fixture *fixture = village->fixture;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  change (fixture, "A member", "INSERT INTO membership (id, household, group_) SELECT 'm', id, 'lifted' FROM household");
  before = picture (fixture);
  g_assert_false (undo (fixture, 1, &error)); /* the household was made by the first change */
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CONFLICT);
  after = picture (fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
a_row_changed_twice_in_one_change_is_taken_back_whole (void)
{
  g_autoptr (Village) village = village_new ();
  Fixture *fixture = village->fixture;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = picture (fixture);
  g_autofree char *after = NULL;

  fixture_begin (fixture, "Many steps");
  fixture_run (fixture, "UPDATE person SET phone = '1' WHERE name = '王五'");
  fixture_run (fixture, "UPDATE person SET phone = '2' WHERE name = '王五'");
  fixture_run (fixture, "DELETE FROM person WHERE name = '王五'");
  fixture_run (fixture, "INSERT INTO setting (name, value) VALUES ('a', '1')");
  fixture_run (fixture, "DELETE FROM setting");
  fixture_commit (fixture);
  undo (fixture, cunyi_database_last_change (fixture->database, NULL), &error);
  g_assert_no_error (error);
  after = picture (fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
there_is_no_change_without_a_number (void)
{
  g_autoptr (Village) village = village_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (undo (village->fixture, 99, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED);
}

static void
numbers_go_on_after_opening_again (void)
{
  g_autoptr (Village) village = village_new ();
  Fixture *fixture = village->fixture;

  fixture_close (fixture);
  fixture_open (fixture);
  change (fixture, "A", "INSERT INTO setting (name, value) VALUES ('a', '1')");
  g_assert_cmpint (cunyi_database_last_change (fixture->database, NULL), ==, 2);
  g_assert_cmpint (fixture_count (fixture, "SELECT max (sequence) = count (*) FROM journal"), ==, 1);
}

static void
a_change_says_when_it_was_made (void)
{
  g_autoptr (Village) village = village_new ();
  CunyiDatabase *database = village->fixture->database;
  gint64 before = cunyi_database_newest_change (database);
  g_autofree char *moment = NULL, *none = NULL;
  g_autoptr (GError) error = NULL;

  cunyi_clock_hold ("2022-07-27T16:20:00");
  change (village->fixture, "A", "INSERT INTO setting (name, value) VALUES ('a', '1')");
  cunyi_clock_hold ("2022-07-28T08:00:00");
  undo (village->fixture, before + 1, &error);
  cunyi_clock_hold ("2022-07-26");
  g_assert_no_error (error);
  /* What takes back is a change too. */
  g_assert_cmpint (cunyi_database_newest_change (database), ==, before + 2);
  moment = cunyi_database_change_moment (database, before + 1);
  g_assert_cmpstr (moment, ==, "2022-07-27T16:20:00");
  none = cunyi_database_change_moment (database, before + 3);
  g_assert_null (none);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cunyi_clock_hold ("2022-07-26");

#define ADD(name) g_test_add_func ("/store/journal/" #name, name)
  ADD (a_line_tells_who_what_when_and_the_row);
  ADD (writing_the_same_again_is_no_change);
  ADD (nothing_is_written_outside_of_a_transaction);
  ADD (replacing_a_row_does_not_escape);
  ADD (the_key_of_a_row_stays);
  ADD (the_journal_itself_cannot_be_changed);
  ADD (every_kind_of_change_is_taken_back_and_done_again);
  ADD (a_changed_day_of_a_record_is_taken_back);
  ADD (changes_are_taken_back_one_after_the_other);
  ADD (back_and_again_many_times);
  ADD (new_work_ends_what_could_be_done_again);
  ADD (what_has_no_name_is_passed_over);
  ADD (a_row_that_was_changed_since_is_a_conflict);
  ADD (what_a_later_row_needs_is_a_conflict);
  ADD (a_row_changed_twice_in_one_change_is_taken_back_whole);
  ADD (there_is_no_change_without_a_number);
  ADD (numbers_go_on_after_opening_again);
  ADD (a_change_says_when_it_was_made);
#undef ADD

  return g_test_run ();
}
