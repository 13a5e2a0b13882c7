/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where people lived, and households stood, on a past day. 乙 moved from 001 (一组, 脱贫户) to 002 (二组) on 10 July and to 003 (二组) on 20 July;
 * 甲 stays in 001, 丙 in 002. */

#include "config.h"

#include "base/clock.h"
#include "fixture.h"

typedef struct {
  Fixture *fixture;
  char *a, *b, *c;
} Village;

static void
move (Village *village, const char *from, const char *to, const char *relation, const char *day)
{
  g_autofree char *stay = g_strdup_printf ("INSERT INTO stay (id, person, household, relation, until)"
                                           " SELECT 's%s', '%s', id, '%s', '%s' FROM household WHERE number = '%s'",
                                           day, village->b, relation, day, from);
  g_autofree char *person = g_strdup_printf ("UPDATE person SET household = (SELECT id FROM household WHERE number = '%s'), relation = '51'"
                                             " WHERE id = '%s'", to, village->b);

  fixture_run (village->fixture, stay);
  fixture_run (village->fixture, person);
}

static Village *
village_new (void)
{
  Village *village = g_new0 (Village, 1);
  Fixture *fixture = village->fixture = fixture_new ();
  g_autofree char *group = NULL;
  g_autofree char *other = NULL;
  char *homes[3];

  fixture_begin (fixture, "Bring in");
  group = fixture_add_place (fixture, NULL, "group", "一组");
  other = fixture_add_place (fixture, NULL, "group", "二组");
  homes[0] = fixture_add_household (fixture, group, "001");
  homes[1] = fixture_add_household (fixture, other, "002");
  homes[2] = fixture_add_household (fixture, other, "003");
  village->a = fixture_add_person (fixture, homes[0], "甲", "", "02");
  village->b = fixture_add_person (fixture, homes[0], "乙", "", "10");
  village->c = fixture_add_person (fixture, homes[1], "丙", "", "02");
  fixture_run (fixture, "INSERT INTO membership (id, household, group_) SELECT 'm', id, 'lifted' FROM household WHERE number = '001'");
  move (village, "001", "002", "10", "2022-07-10");
  move (village, "002", "003", "51", "2022-07-20");
  fixture_commit (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    g_free (homes[i]);
  return village;
}

static void
village_free (Village *village)
{
  fixture_free (village->fixture);
  g_free (village->a);
  g_free (village->b);
  g_free (village->c);
  g_free (village);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Village, village_free)

static void
assert_answer (Village *village, const char *sql, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) statement = cunyi_database_prepare_foreign (village->fixture->database, sql, &error);

  g_assert_no_error (error);
  g_assert_true (cunyi_statement_step (statement, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (cunyi_statement_text_at (statement, 0), ==, wanted);
}

static void
people_stand_where_they_lived (void)
{
  static const struct {
    const char *day;      /* NULL: now */
    const char *home;     /* of 乙: number, place, relation */
    const char *others;   /* who lives in 001 and 002 */
    const char *groups;   /* of 乙 */
  } cases[] = {
    { "2022-07-09", "001一组10", "甲乙/丙", "1" }, /* the last day there */
    { "2022-07-10", "002二组51", "甲/乙丙", "0" },
    { "2022-07-19", "002二组51", "甲/乙丙", "0" },
    { "2022-07-20", "003二组51", "甲/丙", "0" },
    { NULL, "003二组51", "甲/丙", "0" },
  };
  g_autoptr (Village) village = village_new ();
  CunyiDatabase *database = village->fixture->database;
  g_autoptr (GError) error = NULL;

  g_assert_true (cunyi_database_add_view (database, "own", "SELECT group_concat (group_) AS groups FROM belonging", &error));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (cases[i].day)
        g_assert_true (cunyi_database_look_back (database, cunyi_day_parse (cases[i].day), &error));
      g_assert_no_error (error);
      assert_answer (village, "SELECT household_number || place_name || relation FROM everyone WHERE name = '乙'", cases[i].home);
      assert_answer (village,
                     "SELECT (SELECT group_concat (name, '') FROM (SELECT name FROM resident WHERE household_number = '001' ORDER BY name DESC))"
                     " || '/' || (SELECT group_concat (name, '') FROM (SELECT p.name FROM household AS h JOIN person AS p ON p.household = h.id"
                     " WHERE h.number = '002' ORDER BY p.name DESC))", cases[i].others);
      assert_answer (village, "SELECT count (*) FROM belonging AS b JOIN person AS p ON p.id = b.person WHERE p.name = '乙'", cases[i].groups);
      assert_answer (village, "SELECT groups FROM own", *cases[i].groups == '1' ? "lifted,lifted" : "lifted"); /* views of packs too */
      assert_answer (village, "SELECT sum (people) FROM home", "3");
      cunyi_database_look_at_now (database);
    }
}

/* 002 moved as a whole from 二组 to 一组 on 15 July. */
static void
households_stand_where_they_stood (void)
{
  static const struct {
    const char *day, *places;
  } cases[] = {
    { "2022-07-14", "001一组002二组003二组" },
    { "2022-07-15", "001一组002一组003二组" },
    { "2022-07-21", "001一组002一组003二组" },
    { NULL, "001一组002一组003二组" },
  };
  g_autoptr (Village) village = village_new ();
  CunyiDatabase *database = village->fixture->database;
  g_autoptr (GError) error = NULL;

  fixture_begin (village->fixture, "Move");
  fixture_run (village->fixture, "INSERT INTO site (id, household, place, until) SELECT 'w', id, place, '2022-07-15' FROM household WHERE number = '002'");
  fixture_run (village->fixture, "UPDATE household SET place = (SELECT id FROM place WHERE name = '一组') WHERE number = '002'");
  fixture_commit (village->fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (cases[i].day)
        g_assert_true (cunyi_database_look_back (database, cunyi_day_parse (cases[i].day), &error));
      g_assert_no_error (error);
      assert_answer (village, "SELECT group_concat (number || place_name, '') FROM (SELECT * FROM home ORDER BY number)", cases[i].places);
      assert_answer (village, "SELECT count (*) FROM everyone", "3");
      cunyi_database_look_at_now (database);
    }
}

/* Nothing of it stays on the connection, and what a pack may read is the same. */
static void
the_past_is_left_again (void)
{
  g_autoptr (Village) village = village_new ();
  CunyiDatabase *database = village->fixture->database;
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) refused = NULL;

  g_assert_true (cunyi_database_look_back (database, cunyi_day_parse ("2022-07-01"), &error));
  g_assert_cmpint (fixture_count (village->fixture, "SELECT count (*) > 5 FROM sqlite_temp_schema"), ==, 1);
  refused = cunyi_database_prepare_foreign (database, "SELECT * FROM journal", &error);
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_REFUSED);
  cunyi_database_look_at_now (database);
  cunyi_database_look_at_now (database);
  g_assert_cmpint (fixture_count (village->fixture, "SELECT count (*) FROM sqlite_temp_schema"), ==, 0);
  assert_answer (village, "SELECT household_number FROM everyone WHERE name = '乙'", "003");
  fixture_begin (village->fixture, "Change");
  fixture_run (village->fixture, "UPDATE person SET phone = '1' WHERE name = '乙'");
  fixture_commit (village->fixture);
}

/* Where nobody has moved since, nothing is put before anything. */
static void
nobody_moved_nothing_is_done (void)
{
  g_autoptr (Village) village = village_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (cunyi_database_look_back (village->fixture->database, cunyi_day_parse ("2022-07-20"), &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_count (village->fixture, "SELECT count (*) FROM sqlite_temp_schema"), ==, 0);
  cunyi_database_look_at_now (village->fixture->database);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cunyi_clock_hold ("2022-07-26");
  g_test_add_func ("/store/past/people-stand-where-they-lived", people_stand_where_they_lived);
  g_test_add_func ("/store/past/households-stand-where-they-stood", households_stand_where_they_stood);
  g_test_add_func ("/store/past/the-past-is-left-again", the_past_is_left_again);
  g_test_add_func ("/store/past/nobody-moved-nothing-is-done", nobody_moved_nothing_is_done);
  return g_test_run ();
}
