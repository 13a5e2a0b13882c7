/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reports of this clinic: the month that ends on another day, the choices that are kept, the mark of the demo village. */

#include "config.h"

#include "clinic/moving.h"
#include "clinic/reporting.h"
#include "neighbours.h"
#include "report/render.h"
#include "report/run.h"
#include "scratch.h"
#include "store/journal.h"
#include "store/setting.h"

#include <string.h>

static char *
run (Scratch *scratch, const char *report, const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiReportRequest) request = cunyi_reporting_request (scratch->clinic, report, cunyi_day_parse (day), &error);
  g_autoptr (CunyiReportResult) result = NULL;

  g_assert_no_error (error);
  result = cunyi_report_run (request, cunyi_clinic_get_database (scratch->clinic), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return cunyi_report_to_json (result);
}

static void
a_month_may_end_on_the_25th (void)
{
  /* day asked for, its reporting month */
  static const struct {
    const char *end, *day, *from, *until;
  } cases[] = {
    { "31", "2022-07-20", "2022-07-01", "2022-07-31" },
    { "25", "2022-07-20", "2022-06-26", "2022-07-25" },
    { "25", "2022-07-25", "2022-06-26", "2022-07-25" },
    { "25", "2022-07-26", "2022-07-26", "2022-08-25" },
    { "25", "2022-12-31", "2022-12-26", "2023-01-25" },
    { "0", "2022-07-20", "2022-07-01", "2022-07-31" },     /* no day: the calendar's month */
    { "many", "2022-07-20", "2022-07-01", "2022-07-31" },
  };
  g_autoptr (Scratch) scratch = scratch_new ("national");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = NULL;
      g_autofree char *wanted = g_strdup_printf ("\"from\": \"%s\", \"until\": \"%s\"", cases[i].from, cases[i].until);

      set_setting (scratch->clinic, "report/month_end", cases[i].end);
      json = run (scratch, "contract_month", cases[i].day);
      if (strstr (json, wanted) == NULL)
        g_error ("%s with an end on %s: wanted %s in %.300s", cases[i].day, cases[i].end, wanted, json);
    }
}

/* 签约总数 and 本月新签约 of the total, counted by hand: two households signed, one in each reporting month. */
static void
contracts_count_in_the_month_that_holds_their_day (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  static const char *const days[] = { "2022-07-24", "2022-07-27" };
  g_autofree char *july = NULL, *august = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const char *home = add_household (scratch->clinic, days[i]);

      add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
      if (i == 1)
        add_person (scratch->clinic, home, "李四妹", "12", "2", "1952-03-01");
      sign (scratch->clinic, home, days[i]);
    }
  set_setting (scratch->clinic, "report/month_end", "25");
  july = run (scratch, "contract_month", "2022-07-25");
  august = run (scratch, "contract_month", "2022-07-26");
  /* number, line, population, in force, new, renewed, ended, rate */
  g_assert_nonnull (strstr (july, "\"柳河村\", 3, 1, 1, 0, 0, {\"rate\": 33.33, \"numerator\": 1, \"denominator\": 3}"));
  g_assert_nonnull (strstr (august, "\"柳河村\", 3, 3, 2, 0, 0, {\"rate\": 100.00, \"numerator\": 3, \"denominator\": 3}"));
}

static void
a_choice_is_kept_for_the_next_time (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = run (scratch, "contract_month", "2022-07-20");
  g_autofree char *after = NULL, *wrong = NULL;

  g_assert_nonnull (strstr (before, "有偿签约人数"));
  cunyi_database_begin (database, "test", &error);
  g_assert_true (cunyi_reporting_set_option (scratch->clinic, "contract_month", "show_paid", "no", &error));
  cunyi_database_commit (database, &error);
  g_assert_no_error (error);
  after = run (scratch, "contract_month", "2022-07-20");
  g_assert_null (strstr (after, "有偿签约人数"));
  /* A choice that the report does not have any more is passed over. */
  set_setting (scratch->clinic, "reports/contract_month/show_paid", "perhaps");
  wrong = run (scratch, "contract_month", "2022-07-20");
  g_assert_nonnull (strstr (wrong, "有偿签约人数"));
}

static void
titles_name_the_village (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *json = run (scratch, "chronic_roster", "2022-07-20");

  g_assert_nonnull (strstr (json, "柳河村慢性病鉴定底册（2022年）"));
  g_assert_nonnull (strstr (json, "\"file_name\": \"柳河村慢性病鉴定底册_2022年.xlsx\""));
  g_assert_null (strstr (json, "演示"));
}

static void
an_unknown_report_is_an_error (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (GError) error = NULL;

  g_assert_null (cunyi_reporting_request (scratch->clinic, "no_such_report", cunyi_day_parse ("2022-07-20"), &error));
  g_assert_nonnull (error);
}

static void
every_report_stands_under_a_heading (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("nanyang");
  g_autoptr (GPtrArray) list = cunyi_reporting_list (scratch->clinic);
  g_auto (GStrv) names = cunyi_library_list (cunyi_clinic_get_library (scratch->clinic), "reports");
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  const char *last = "";
  guint declared = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const CunyiReportEntry *entry = g_ptr_array_index (list, i);

      if (*entry->section == '\0')
        g_error ("%s stands under no heading.", entry->name);
      declared += strchr (entry->name, '/') == NULL;
      /* No heading comes twice. */
      g_assert_false (g_hash_table_contains (gone, entry->section));
      if (!g_str_equal (last, entry->section))
        g_hash_table_add (gone, (gpointer) last);
      last = entry->section;
    }
  g_assert_cmpuint (declared, ==, g_strv_length (names));
  g_assert_cmpuint (list->len, >, declared);
}

/* What stands under a table says whom it counts, in the words of the choice that was made. */
static void
the_note_says_who_is_counted (void)
{
  static const char *const reports[] = { "chronic_survey", "chronic_statistics", "chronic_roster", "chronic_summary" };
  g_autoptr (Scratch) scratch = scratch_new ("national");

  set_setting (scratch->clinic, "option/survey_scope", "all");
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CunyiReportRequest) request = cunyi_reporting_request (scratch->clinic, reports[i], cunyi_day_parse ("2022-07-15"), &error);
      g_autoptr (CunyiReportResult) result = cunyi_report_run (request, cunyi_clinic_get_database (scratch->clinic), NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (strstr (cunyi_report_result_get_note (result), "全部在册居民"));
    }
}

/* ---- where people lived ---- */

static const char *
add_home_in_group (CunyiClinic *clinic, const char *group, const char *number)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autofree char *village = cunyi_clinic_get_setting (clinic, "clinic/place", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) insert = NULL;
  g_autoptr (CunyiHousehold) household = cunyi_household_new ();

  cunyi_database_begin (database, "test", &error);
  insert = cunyi_database_statement (database, "place/insert", &error);
  g_free (household->place);
  household->place = cunyi_database_new_id (database, &error);
  g_assert_no_error (error);
  cunyi_statement_bind_text (insert, ":id", household->place);
  cunyi_statement_bind_text (insert, ":parent", village);
  cunyi_statement_bind_text (insert, ":level", "group");
  cunyi_statement_bind_text (insert, ":name", group);
  cunyi_statement_bind_text (insert, ":code", "");
  cunyi_statement_bind_int (insert, ":position", 0);
  cunyi_statement_run (insert, &error);
  g_free (household->number);
  household->number = g_strdup (number);
  cunyi_household_save (database, household, &error);
  g_clear_pointer (&insert, cunyi_statement_free);
  cunyi_database_commit (database, &error);
  g_assert_no_error (error);
  return g_intern_string (household->id);
}

static void
move_home (CunyiClinic *clinic, const char *id, const char *home, const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiPerson) person = cunyi_person_load (cunyi_clinic_get_database (clinic), id, &error);

  g_assert_no_error (error);
  g_free (person->household);
  person->household = g_strdup (home);
  person->came = cunyi_day_parse (day);
  cunyi_moving_save (clinic, person, &error);
  g_assert_no_error (error);
}

/* How many of 65 and more live in 东组 and in 西组, as the table of a month has it. */
static void
assert_old (Scratch *scratch, const char *day, guint east, guint west)
{
  g_autofree char *json = run (scratch, "elderly_care", day);
  g_autofree char *first = g_strdup_printf ("\"东组\", %u,", east), *second = g_strdup_printf ("\"西组\", %u,", west);

  if (strstr (json, first) == NULL || strstr (json, second) == NULL)
    g_error ("%s: not %s and %s but %s", day, first, second, json);
}

/* 乙 went to her son in another group on 20 July, which was told on 1 August: June still has her where she lived then. When it is
 * taken back, she never left. */
static void
who_moved_counts_where_she_lived_then (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  const char *east = add_home_in_group (scratch->clinic, "东组", "0001"), *west = add_home_in_group (scratch->clinic, "西组", "0002");
  const char *widow;
  g_autoptr (GError) error = NULL;

  add_person (scratch->clinic, east, "甲", "02", "1", "1950-03-01");
  widow = add_person (scratch->clinic, east, "乙", "10", "2", "1952-03-01");
  add_person (scratch->clinic, west, "丙", "02", "1", "1975-03-01");
  assert_old (scratch, "2022-07-15", 2, 0);

  move_home (scratch->clinic, widow, west, "2022-07-20");
  assert_old (scratch, "2022-05-15", 2, 0);
  assert_old (scratch, "2022-06-15", 2, 0);
  assert_old (scratch, "2022-07-15", 1, 1);
  assert_old (scratch, "2022-08-15", 1, 1);
  cunyi_database_undo (database, cunyi_database_last_change (database, NULL), &error);
  g_assert_no_error (error);
  assert_old (scratch, "2022-07-15", 2, 0);
  assert_old (scratch, "2022-08-15", 2, 0);
}

static void
move_whole (CunyiClinic *clinic, const char *home, const char *neighbour, const char *day)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiHousehold) moves = cunyi_household_load (database, home, &error);
  g_autoptr (CunyiHousehold) there = cunyi_household_load (database, neighbour, &error);

  g_assert_no_error (error);
  g_free (moves->place);
  moves->place = g_strdup (there->place);
  cunyi_moving_save_household (clinic, moves, day ? cunyi_day_parse (day) : CUNYI_DAY_NONE, &error);
  g_assert_no_error (error);
}

/* The household of 甲 and 乙 moved to 西组 on 20 July, told on 1 August; without a day its group was only written wrong. */
static void
a_household_that_moved_counts_where_it_stood_then (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  const char *east = add_home_in_group (scratch->clinic, "东组", "0001"), *west = add_home_in_group (scratch->clinic, "西组", "0002");
  g_autoptr (GError) error = NULL;

  add_person (scratch->clinic, east, "甲", "02", "1", "1950-03-01");
  add_person (scratch->clinic, east, "乙", "10", "2", "1952-03-01");
  add_person (scratch->clinic, west, "丙", "02", "1", "1950-03-01");
  move_whole (scratch->clinic, east, west, "2022-07-20");
  assert_old (scratch, "2022-06-15", 2, 1);
  assert_old (scratch, "2022-07-15", 0, 3);
  cunyi_database_undo (database, cunyi_database_last_change (database, NULL), &error);
  g_assert_no_error (error);
  assert_old (scratch, "2022-07-15", 2, 1);

  move_whole (scratch->clinic, east, west, NULL);
  assert_old (scratch, "2022-06-15", 0, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/reporting/a-month-may-end-on-the-25th", a_month_may_end_on_the_25th);
  g_test_add_func ("/clinic/reporting/contracts-count-in-the-month-that-holds-their-day",
                   contracts_count_in_the_month_that_holds_their_day);
  g_test_add_func ("/clinic/reporting/every-report-stands-under-a-heading", every_report_stands_under_a_heading);
  g_test_add_func ("/clinic/reporting/the-note-says-who-is-counted", the_note_says_who_is_counted);
  g_test_add_func ("/clinic/reporting/who-moved-counts-where-she-lived-then", who_moved_counts_where_she_lived_then);
  g_test_add_func ("/clinic/reporting/a-household-that-moved-counts-where-it-stood-then", a_household_that_moved_counts_where_it_stood_then);
  g_test_add_func ("/clinic/reporting/a-choice-is-kept-for-the-next-time", a_choice_is_kept_for_the_next_time);
  g_test_add_func ("/clinic/reporting/titles-name-the-village", titles_name_the_village);
  g_test_add_func ("/clinic/reporting/an-unknown-report-is-an-error", an_unknown_report_is_an_error);
  return g_test_run ();
}
