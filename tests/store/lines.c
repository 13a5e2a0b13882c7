/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The lines of the journal: one for each row of a change and none missing, and from them what every row held after every
 * change, though the line of a new row does not repeat it. */

#include "config.h"

#include "base/clock.h"
#include "fixture.h"
#include "store/private.h"

#define CHANGES 60

typedef struct {
  Fixture *fixture;
  GRand *dice;
  GHashTable *held; /* "device.sequence" of a line to what its row held after the change, "" for a removed row */
  GPtrArray *people, *memberships; /* ids, some of them of rows that are gone */
  char *household;
} Walk;

/* ---- what always holds ---- */

static void
assert_none (Fixture *fixture, const char *what, const char *sql)
{
  g_autofree char *found = fixture_text (fixture, sql);

  if (*found)
    g_error ("%s: %s", what, found);
}

static void
assert_whole (Fixture *fixture)
{
  assert_none (fixture, "a row without a line", "SELECT table_ || ' ' || row_ FROM journaled WHERE NOT EXISTS"
                                                " (SELECT 1 FROM journal AS l WHERE l.row_ = journaled.row_ AND l.table_ = journaled.table_)");
  assert_none (fixture, "a row that is not as its last line left it",
               "SELECT table_ || ' ' || row_ FROM journaled WHERE now IS NOT (SELECT l.after FROM journal_line AS l"
               " WHERE l.row_ = journaled.row_ AND l.table_ = journaled.table_ ORDER BY l.arrival DESC LIMIT 1)");
  assert_none (fixture, "a line that does not go on where the one before ended",
               "SELECT table_ || ' ' || row_ FROM (SELECT table_, row_, before, base,"
               "  lag (after) OVER w AS after_before, lag (device || '.' || sequence) OVER w AS line_before"
               "  FROM journal_line WINDOW w AS (PARTITION BY table_, row_ ORDER BY arrival))"
               " WHERE before IS NOT after_before OR base IS NOT line_before");
  assert_none (fixture, "a removed row whose last line does not say so",
               "SELECT table_ || ' ' || row_ FROM journal_line AS l WHERE after IS NOT NULL"
               " AND NOT EXISTS (SELECT 1 FROM journal AS later WHERE later.row_ = l.row_ AND later.table_ = l.table_"
               "                 AND later.arrival > l.arrival)"
               " AND NOT EXISTS (SELECT 1 FROM journaled AS j WHERE j.row_ = l.row_ AND j.table_ = l.table_)");
  assert_none (fixture, "a gap in the numbers",
               "SELECT count (*) FROM journal HAVING count (*) <> max (sequence) OR min (sequence) <> 1");
  assert_none (fixture, "a line outside of its change",
               "SELECT sequence FROM journal AS l WHERE NOT EXISTS (SELECT 1 FROM change WHERE change.device = l.device"
               " AND change.number = l.change AND l.sequence BETWEEN first AND last)");
}

/* ---- single cases ---- */

static void
begin_with_a_village (Fixture *fixture, char **place, char **household)
{
  fixture_begin (fixture, "Bring in");
  *place = fixture_add_place (fixture, NULL, "village", "河口村");
  *household = fixture_add_household (fixture, *place, "007");
  fixture_commit (fixture);
}

static void
a_new_row_has_one_line_that_repeats_nothing (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) history = NULL;
  g_autofree char *place = NULL;
  g_autofree char *household = NULL;
  g_autofree char *person = NULL;

  begin_with_a_village (fixture, &place, &household);
  fixture_begin (fixture, "Add");
  person = fixture_add_person (fixture, household, "李四", "", "02");
  /* in the same change: still a new row, as it is at the end */
  fixture_run (fixture, "UPDATE person SET phone = '1'");
  fixture_commit (fixture);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journal WHERE table_ = 'person'"), ==, 1);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journal WHERE after IS NOT NULL"), ==, 0);
  assert_whole (fixture);

  fixture_begin (fixture, "Change");
  fixture_run (fixture, "UPDATE person SET phone = '2'");
  fixture_commit (fixture);
  fixture_begin (fixture, "Remove");
  fixture_run (fixture, "DELETE FROM person");
  fixture_commit (fixture);
  assert_whole (fixture);

  history = cunyi_database_history (fixture->database, "person", person, &error);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const after[] = { "", "\"phone\":\"2\"", "\"phone\":\"1\"" };
      static const char *const before[] = { "\"phone\":\"2\"", "\"phone\":\"1\"", "" };

      g_assert_true (cunyi_statement_step (history, &error));
      g_assert_nonnull (strstr (cunyi_statement_get_text (history, "after"), after[i]));
      g_assert_nonnull (strstr (cunyi_statement_get_text (history, "before"), before[i]));
      g_assert_cmpint (cunyi_statement_is_null (history, "after"), ==, i == 0);
      g_assert_cmpint (cunyi_statement_is_null (history, "before"), ==, i == 2);
    }
  g_assert_false (cunyi_statement_step (history, &error));
  g_assert_no_error (error);
}

static void
what_came_and_went_in_one_change_has_no_line (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *place = NULL;
  g_autofree char *household = NULL;

  begin_with_a_village (fixture, &place, &household);
  fixture_begin (fixture, "Nothing in the end");
  g_free (fixture_add_person (fixture, household, "李四", "", "02"));
  fixture_run (fixture, "DELETE FROM person");
  fixture_commit (fixture);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journal WHERE table_ = 'person'"), ==, 0);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM change"), ==, 1);
  assert_whole (fixture);
}

/* Only an id that was given out in the open transaction may wait for its end. */
static void
every_kind_of_id_gets_its_line (void)
{
  static const char *const cases[] = {
    /* of another laptop, before and behind ours in the alphabet */
    "INSERT INTO household (id, place) SELECT '000000.0000001', id FROM place",
    "INSERT INTO household (id, place) SELECT 'zzzzzz.9999999', id FROM place",
    /* given out before: as when a removal is taken back */
    "INSERT INTO household (id, place) SELECT device.id || '.0000001', place.id FROM place, device",
    /* ours, and never given out */
    "INSERT INTO household (id, place) SELECT device.id || '.9000000', place.id FROM place, device",
    "INSERT INTO household (id, place) SELECT device.id || '.zzzzzzz', place.id FROM place, device",
    /* of another length */
    "INSERT INTO household (id, place) SELECT device.id || '.9', place.id FROM place, device",
    "INSERT INTO household (id, place) SELECT device.id || '.10000000', place.id FROM place, device",
    "INSERT INTO household (id, place) SELECT device.id, place.id FROM place, device",
    "INSERT INTO household (id, place) SELECT '', id FROM place",
    /* tables without ids of ours */
    "INSERT INTO setting (name, value) SELECT id || '.9000000', '' FROM device",
    "INSERT INTO setting (name, value) VALUES ('a', '')",
    /* many, and changed at once */
    "WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)"
    " INSERT INTO household (id, place) SELECT device.id || '.' || (9999990 + i), place.id FROM n, place, device",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new ();
      gint64 rows;

      fixture_begin (fixture, "Place");
      g_free (fixture_add_place (fixture, NULL, "village", "河口村"));
      fixture_commit (fixture);
      rows = fixture_count (fixture, "SELECT count (*) FROM journaled");
      fixture_begin (fixture, "Add");
      fixture_run (fixture, cases[i]);
      fixture_run (fixture, "UPDATE household SET note = 'x'");
      fixture_commit (fixture);
      g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journaled"), >, rows);
      assert_whole (fixture);
    }
}

/* Triggers of the journal on adding rows. */
static gint64
count_triggers (Fixture *fixture)
{
  return fixture_count (fixture, "SELECT count (*) FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'journal_%_insert'");
}

static void
many_new_rows_have_their_lines (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  gint64 triggers = count_triggers (fixture);
  g_autofree char *place = NULL;
  g_autofree char *household = NULL;

  begin_with_a_village (fixture, &place, &household);
  fixture_begin (fixture, "Many");
  cunyi_database_expect_many (fixture->database, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 20; i++)
    g_free (fixture_add_person (fixture, household, "李四", "", "02"));
  fixture_run (fixture, "UPDATE household SET phone = '1'");
  fixture_run (fixture, "INSERT OR REPLACE INTO setting (name, value) VALUES ('a', '1'), ('a', '2')");
  fixture_run (fixture, "DELETE FROM person WHERE id = (SELECT max (id) FROM person)");
  fixture_commit (fixture);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journal WHERE table_ = 'person'"), ==, 19);
  g_assert_cmpint (count_triggers (fixture), ==, triggers);
  assert_whole (fixture);
  cunyi_database_undo (fixture->database, cunyi_database_last_change (fixture->database, NULL), &error);
  g_assert_no_error (error);
  assert_whole (fixture);
}

static void
no_row_escapes_among_many (void)
{
  static const char *const cases[] = {
    "INSERT INTO household (id, place) SELECT 'x', id FROM place LIMIT 1",
    "INSERT INTO household (id, place) SELECT device.id || '.0000001', place.id FROM place, device LIMIT 1",
    "INSERT OR REPLACE INTO place (id, level, name) SELECT min (id), 'village', 'x' FROM place",
  };
  g_autoptr (Fixture) fixture = fixture_new ();
  gint64 triggers = count_triggers (fixture);

  fixture_begin (fixture, "Place");
  g_free (fixture_add_place (fixture, NULL, "village", "河口村"));
  fixture_commit (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture_begin (fixture, "Many");
      g_assert_true (cunyi_database_expect_many (fixture->database, NULL));
      g_free (fixture_add_place (fixture, NULL, "village", "柳河村"));
      fixture_run (fixture, cases[i]);
      g_assert_false (cunyi_database_commit (fixture->database, &error));
      g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED);
      g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM journaled"), ==, 1);
      g_assert_cmpint (count_triggers (fixture), ==, triggers);
      assert_whole (fixture);
    }
}

static void
a_key_stays_in_a_new_row_too (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture, "Try");
  g_free (fixture_add_place (fixture, NULL, "village", "河口村"));
  g_assert_false (fixture_try (fixture, "UPDATE place SET id = 'x'", &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CONSTRAINT);
  cunyi_database_rollback (fixture->database);
}

static void
a_statement_that_fails_leaves_no_gap (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture, "Try and go on");
  g_assert_false (fixture_try (fixture, "INSERT INTO setting (name, value) VALUES ('a', '1'), ('a', '2')", &error));
  fixture_run (fixture, "INSERT INTO setting (name, value) VALUES ('b', '1')");
  fixture_commit (fixture);
  assert_whole (fixture);
}

/* SQLite would make a table for a rule with a list, for each row that is written. */
static void
no_rule_makes_a_table_for_every_row (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree const char **names = cunyi_statement_list_names ();
  guint adding = 0;

  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *sql = g_strconcat ("EXPLAIN ", cunyi_catalogue_find (names[i]), NULL);
      g_autoptr (CunyiStatement) code = NULL;
      guint programs = 0; /* the statement itself, then its triggers */

      if (!g_str_has_suffix (names[i], "/insert"))
        continue;
      adding++;
      code = cunyi_database_prepare (fixture->database, sql, NULL);
      while (cunyi_statement_step (code, NULL))
        {
          programs += strcmp (cunyi_statement_get_text (code, "opcode"), "Init") == 0;
          if (programs == 1 && strcmp (cunyi_statement_get_text (code, "opcode"), "OpenEphemeral") == 0)
            g_test_fail_printf ("%s: say the rules of the table without a list of three and more", names[i]);
        }
      g_assert_cmpuint (programs, >, 0);
    }
  g_assert_cmpuint (adding, >, 10);
}

/* ---- a long walk ---- */

static const char *
throw_one (Walk *walk, GPtrArray *ids)
{
  return ids->len > 0 ? g_ptr_array_index (ids, g_rand_int_range (walk->dice, 0, ids->len)) : "none";
}

/* A step may be refused. */
static void G_GNUC_PRINTF (2, 3)
try (Walk *walk, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  fixture_try (walk->fixture, sql, NULL);
}

static void
take_step (Walk *walk)
{
  int value = g_rand_int_range (walk->dice, 0, 3);

  switch (g_rand_int_range (walk->dice, 0, 8))
    {
    case 0:
      g_ptr_array_add (walk->people, fixture_add_person (walk->fixture, walk->household, "李四", "", "02"));
      break;
    case 1:
      try (walk, "UPDATE person SET phone = '%d' WHERE id = '%s'", value, throw_one (walk, walk->people));
      break;
    case 2: /* refused while there are memberships */
      try (walk, "DELETE FROM person WHERE id = '%s'", throw_one (walk, walk->people));
      break;
    case 3: /* refused for one who is gone, and twice the same */
      g_ptr_array_add (walk->memberships, fixture_new_id (walk->fixture));
      try (walk, "INSERT INTO membership (id, person, group_) VALUES ('%s', '%s', 'g%d')",
           (char *) g_ptr_array_index (walk->memberships, walk->memberships->len - 1), throw_one (walk, walk->people), value);
      break;
    case 4:
      try (walk, "UPDATE membership SET source = '%d' WHERE id = '%s'", value, throw_one (walk, walk->memberships));
      break;
    case 5:
      try (walk, "DELETE FROM membership WHERE id = '%s'", throw_one (walk, walk->memberships));
      break;
    case 6:
      try (walk, "INSERT OR REPLACE INTO setting (name, value) VALUES ('%d', '%d')", value, g_rand_int_range (walk->dice, 0, 9));
      break;
    default: /* fails half way */
      try (walk, "INSERT INTO setting (name, value) VALUES ('a', ''), ('b', ''), ('a', '')");
    }
}

/* Steps, some of them in transactions inside, which may be taken back. */
static void
take_steps (Walk *walk, guint depth)
{
  for (int i = g_rand_int_range (walk->dice, 1, 8); i > 0; i--)
    {
      gboolean inner = depth < 3 && g_rand_int_range (walk->dice, 0, 3) == 0;

      if (!inner)
        {
          take_step (walk);
          continue;
        }
      fixture_begin (walk->fixture, "Inside");
      take_steps (walk, depth + 1);
      if (g_rand_boolean (walk->dice))
        fixture_commit (walk->fixture);
      else
        cunyi_database_rollback (walk->fixture->database);
    }
}

/* What the rows of the last change hold now. */
static void
remember (Walk *walk)
{
  g_autoptr (CunyiStatement) lines = cunyi_database_prepare (
    walk->fixture->database,
    "SELECT device || '.' || max (sequence) AS line, (SELECT now FROM journaled AS j WHERE j.row_ = l.row_ AND j.table_ = l.table_)"
    " AS now FROM journal AS l WHERE change = (SELECT max (change) FROM journal) GROUP BY table_, row_", NULL);

  while (cunyi_statement_step (lines, NULL))
    g_hash_table_insert (walk->held, g_strdup (cunyi_statement_get_text (lines, "line")),
                         g_strdup (cunyi_statement_get_text (lines, "now")));
}

static void
assert_remembered (Walk *walk)
{
  g_autoptr (CunyiStatement) lines = cunyi_database_prepare (
    walk->fixture->database, "SELECT device || '.' || sequence AS line, after FROM journal_line", NULL);
  guint found = 0;

  while (cunyi_statement_step (lines, NULL))
    {
      const char *held = g_hash_table_lookup (walk->held, cunyi_statement_get_text (lines, "line"));

      if (held)
        g_assert_cmpstr (cunyi_statement_get_text (lines, "after"), ==, held);
      found += held != NULL;
    }
  g_assert_cmpuint (found, ==, g_hash_table_size (walk->held));
}

static void
what_rows_held_is_told_after_a_long_walk (gconstpointer data)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  Walk walk = { fixture, g_rand_new_with_seed (GPOINTER_TO_UINT (data)),
                g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free), g_ptr_array_new_with_free_func (g_free),
                g_ptr_array_new_with_free_func (g_free), NULL };
  g_autofree char *place = NULL;

  begin_with_a_village (fixture, &place, &walk.household);
  for (guint i = 0; i < CHANGES; i++)
    {
      gint64 last = cunyi_database_last_change (fixture->database, NULL);

      if (last > 1 && g_rand_int_range (walk.dice, 0, 4) == 0)
        cunyi_database_undo (fixture->database, last, NULL);
      else
        {
          fixture_begin (fixture, "Walk");
          take_steps (&walk, 0);
          fixture_commit (fixture);
        }
      assert_whole (fixture);
      remember (&walk);
    }
  assert_remembered (&walk);
  g_assert_cmpuint (g_hash_table_size (walk.held), >, CHANGES);

  g_rand_free (walk.dice);
  g_hash_table_unref (walk.held);
  g_ptr_array_unref (walk.people);
  g_ptr_array_unref (walk.memberships);
  g_free (walk.household);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cunyi_clock_hold ("2022-07-26");

#define ADD(name) g_test_add_func ("/store/lines/" #name, name)
  ADD (a_new_row_has_one_line_that_repeats_nothing);
  ADD (what_came_and_went_in_one_change_has_no_line);
  ADD (every_kind_of_id_gets_its_line);
  ADD (many_new_rows_have_their_lines);
  ADD (no_row_escapes_among_many);
  ADD (a_key_stays_in_a_new_row_too);
  ADD (a_statement_that_fails_leaves_no_gap);
  ADD (no_rule_makes_a_table_for_every_row);
#undef ADD
  for (guint seed = 1; seed <= 3; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/store/lines/what_rows_held_is_told_after_a_long_walk/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), what_rows_held_is_told_after_a_long_walk);
    }

  return g_test_run ();
}
