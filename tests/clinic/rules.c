/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rules of the national pack: each finds what it is for, and stays silent where nothing is amiss. Today is 2022-08-01. */

#include "config.h"

#include "base/clock.h"
#include "clinic/due.h"
#include "clinic/resident.h"
#include "neighbours.h"
#include "scratch.h"
#include "store/setting.h"

static GPtrArray *
list_due (Scratch *scratch)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *due = cunyi_due_list (scratch->clinic, NULL, &error);

  g_assert_no_error (error);
  return due;
}

/* The only line of a rule about a subject, NULL when there is none. */
static const CunyiDue *
find_due (GPtrArray *due, const char *rule, const char *subject)
{
  const CunyiDue *found = NULL;

  for (guint i = 0; i < due->len; i++)
    {
      const CunyiDue *line = g_ptr_array_index (due, i);

      if (g_str_equal (line->rule, rule) && g_str_equal (line->subject, subject))
        {
          g_assert_null (found);
          found = line;
        }
    }
  return found;
}

static const char *
add_patient (Scratch *scratch, const char *number, const char *name)
{
  const char *person = add_person (scratch->clinic, add_household (scratch->clinic, number), name, "02", "1", "1950-03-01");

  add_diseases (scratch->clinic, person, "2020-01-01", "hypertension", NULL);
  return person;
}

/* The page of a person asks about nobody else, and gets what the whole list says of that person. */
static void
one_person_has_the_lines_of_the_whole_list (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *first = add_patient (scratch, "0001", "甲");
  const char *other = add_patient (scratch, "0002", "乙");
  const char *nobody[] = { NULL };
  const char *among[] = { first, NULL };
  g_autoptr (GPtrArray) all = NULL, one = NULL, none = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  add_groups (scratch->clinic, first, "2020-01-01", "dibao", NULL);
  follow_up (scratch->clinic, first, "2022-05-10");
  follow_up (scratch->clinic, other, "2022-05-10");
  cunyi_setting_set (cunyi_clinic_get_database (scratch->clinic), "due/health_check/ahead", "200", &error);
  g_assert_no_error (error);
  all = list_due (scratch);
  one = cunyi_due_gather (scratch->clinic, among, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const CunyiDue *line = g_ptr_array_index (all, i);

      if (!g_str_equal (line->subject, first))
        continue;
      g_assert_cmpuint (n, <, one->len);
      g_assert_cmpstr (((CunyiDue *) g_ptr_array_index (one, n))->what, ==, line->what);
      g_assert_cmpint (((CunyiDue *) g_ptr_array_index (one, n))->due, ==, line->due);
      n++;
    }
  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpuint (one->len, ==, n);
  none = cunyi_due_gather (scratch->clinic, nobody, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Two visits of one day: the one that was entered last is the newest, whatever its id. */
static void
of_two_visits_of_a_day_the_later_entry_counts (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_patient (scratch, "0001", "甲");
  g_autoptr (GPtrArray) due = NULL;

  cunyi_clock_hold ("2022-08-01T12:00:00");
  put_record (scratch->clinic, "hypertension_followup", person, "2022-07-20",
              "{\"outcome\":\"1\",\"visit_mode\":\"2\",\"class\":\"2\",\"next_date\":\"2022-08-03\"}");
  cunyi_clock_hold ("2022-08-01T09:00:00");
  put_record (scratch->clinic, "hypertension_followup", person, "2022-07-20",
              "{\"outcome\":\"1\",\"visit_mode\":\"2\",\"class\":\"1\",\"next_date\":\"2022-10-20\"}");
  due = list_due (scratch);
  g_assert_nonnull (find_due (due, "followup", person));
  g_assert_cmpstr (find_due (due, "followup", person)->what, ==, "高血压随访：上次控制不满意");
  g_assert_cmpint (find_due (due, "followup", person)->due, ==, cunyi_day_parse ("2022-08-03"));
}

/* Who comes back is surveyed again, and so is who came into another household. */
static void
who_comes_back_is_surveyed_again (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  const char *home = add_household (scratch->clinic, "0001"), *second = add_household (scratch->clinic, "0002");
  const char *person = add_person (scratch->clinic, home, "甲", "02", "1", "1950-03-01");
  const char *guest = add_person (scratch->clinic, second, "乙", "02", "2", "1960-03-01");
  g_autoptr (GPtrArray) before = NULL, back = NULL, came = NULL;
  g_autoptr (CunyiPerson) row = NULL, mover = NULL;
  g_autoptr (GError) error = NULL;

  add_groups (scratch->clinic, home, "2020-01-01", "lifted", NULL);
  put_record (scratch->clinic, "chronic_survey", person, "2022-07-01", "{\"result\":\"p_none\"}");
  before = list_due (scratch);
  g_assert_null (find_due (before, "chronic_survey", person));

  let_go (scratch->clinic, person, "moved", "2022-07-10");
  row = cunyi_person_load (database, person, &error);
  g_assert_no_error (error);
  g_free (row->state);
  row->state = g_strdup ("here");
  row->state_since = CUNYI_DAY_NONE;
  cunyi_person_save (database, row, &error);
  g_assert_no_error (error);
  back = list_due (scratch);
  g_assert_nonnull (find_due (back, "chronic_survey", person));
  g_assert_cmpstr (find_due (back, "chronic_survey", person)->what, ==, "慢性病摸排：2022-08-01家里有变化，重新摸排");

  put_record (scratch->clinic, "chronic_survey", person, "2022-08-01", "{\"result\":\"p_none\"}");
  mover = cunyi_person_load (database, guest, &error);
  g_assert_no_error (error);
  g_free (mover->household);
  mover->household = g_strdup (home);
  cunyi_clock_hold ("2022-08-02");
  cunyi_person_save (database, mover, &error);
  g_assert_no_error (error);
  came = list_due (scratch);
  g_assert_nonnull (find_due (came, "chronic_survey", person));
  g_assert_nonnull (find_due (came, "chronic_survey", guest));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/due/one-person-has-the-lines-of-the-whole-list", one_person_has_the_lines_of_the_whole_list);
  g_test_add_func ("/clinic/due/of-two-visits-of-a-day-the-later-entry-counts", of_two_visits_of_a_day_the_later_entry_counts);
  g_test_add_func ("/clinic/due/who-comes-back-is-surveyed-again", who_comes_back_is_surveyed_again);
  return g_test_run ();
}
