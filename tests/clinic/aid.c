/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Aid with the contribution to the insurance: who is entitled to which, what it is in the county's table, and who has had it. */

#include "config.h"

#include <string.h>

#include "base/clock.h"
#include "clinic/person-line.h"
#include "clinic/reporting.h"
#include "clinic/resident.h"
#include "neighbours.h"
#include "report/render.h"
#include "report/result.h"
#include "report/run.h"
#include "scratch.h"
#include "store/definition.h"
#include "store/setting.h"

static const char *
add (Scratch *scratch, const char *number, const char *group)
{
  const char *person = add_person (scratch->clinic, add_household (scratch->clinic, number), "张三", "02", "1", "1950-03-01");

  if (group)
    add_groups (scratch->clinic, person, "2020-01-01", group, NULL);
  return person;
}

/* What the page of a person says of the aid, NULL for nothing. */
static void
assert_line (Scratch *scratch, const char *person, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = cunyi_person_line_list (scratch->clinic, person, &error);
  const char *said = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++)
    {
      const CunyiPersonLine *line = g_ptr_array_index (lines, i);

      if (g_str_equal (line->label, "参保资助"))
        said = line->value;
    }
  g_assert_cmpstr (said, ==, value);
}

/* What the list of people behind the report of insurance says of the only one in it. */
static void
assert_row (Scratch *scratch, const char *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiReportRequest) request = cunyi_reporting_request (scratch->clinic, "insurance_statistics", cunyi_clock_today (), &error);
  g_autoptr (CunyiReportResult) result = NULL;
  g_autofree char *json = NULL;

  g_assert_no_error (error);
  result = cunyi_report_run (request, cunyi_clinic_get_database (scratch->clinic), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  json = cunyi_report_to_json (cunyi_report_result_get_people (result));
  if (strstr (json, row) == NULL)
    g_error ("“%s” is not in: %s", row, json);
}

static void
insure (Scratch *scratch, const char *id, const char *insurance)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiPerson) person = cunyi_person_load (cunyi_clinic_get_database (scratch->clinic), id, &error);

  g_free (person->insurance);
  person->insurance = g_strdup (insurance);
  cunyi_person_save (cunyi_clinic_get_database (scratch->clinic), person, &error);
  g_assert_no_error (error);
}

static void
visit (Scratch *scratch, const char *person, const char *aid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiPerson) loaded = cunyi_person_load (cunyi_clinic_get_database (scratch->clinic), person, &error);

  g_assert_no_error (error);
  fill (scratch->clinic, "household_visit", loaded->household, "round", "2", "way", "1", "met_person", "1", "resident_n", "1", "household_class",
        "tekun", "risk_state", "3", "c_total", "0", "v_difficulty", "1", "v_monitor", "1", "h_board", "1", "h_poster", "1", "h_policy_known",
        "1", "h_folder", "1", "summary", "见到户主", "sign_head", "1", "member[1]/m_present", "1", "member[1]/m_insured", "1",
        "member[1]/insurance_aid", aid, "member[1]/m_health", "1", "member[1]/m_signed", "2", "member[1]/m_check_year", "3", NULL);
}

static void
who_is_entitled_is_told_and_who_has_had_it (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *kept = add (scratch, "0001", "tekun"), *plain = add (scratch, "0002", NULL);

  assert_line (scratch, plain, NULL);
  /* No amount: the state names none, and the county has not said. */
  assert_line (scratch, kept, "特困人员，全额资助，2022年是否享受没有记");
  assert_row (scratch, "特困人员");
  visit (scratch, kept, "2");
  assert_line (scratch, kept, "特困人员，全额资助，2022年还没有享受");
  visit (scratch, kept, "1");
  assert_line (scratch, kept, "特困人员，全额资助，2022年已享受");
  /* It is paid year by year. */
  cunyi_clock_hold ("2023-02-01");
  assert_line (scratch, kept, "特困人员，全额资助，2023年是否享受没有记");
  insure (scratch, kept, "employee");
  assert_line (scratch, kept, NULL);
}

static void
keep_table (Scratch *scratch, const char *rows)
{
  g_autofree char *text = g_strconcat ("code,label,group,year,kind,amount,own,payer,source,note\n", rows, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  cunyi_definition_put (cunyi_clinic_get_database (scratch->clinic), "codes", "contribution_aid", "own", "", bytes, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&scratch->clinic);
  scratch->clinic = cunyi_clinic_open (scratch->path, SCRATCH_USER, SCRATCH_PASSWORD, &error);
  g_assert_no_error (error);
}

/* The county's table, with an amount for each year; of several classes the one that gives most, or the one that stands first. */
static void
the_county_says_what_the_aid_is (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *both = add (scratch, "0001", "return_poverty");
  CunyiDatabase *database;
  g_autoptr (GError) error = NULL;

  add_groups (scratch->clinic, both, "2020-01-01", "return_poverty", "dibao", NULL);
  keep_table (scratch, "a,返贫致贫人口,return_poverty,,定额资助,,,,,\nb,返贫致贫人口,return_poverty,2022,定额资助,280,120,,县医保局,\n"
                       "c,返贫致贫人口,return_poverty,2023,定额资助,300,100,,,\nd,低保对象,dibao,2022,定额资助,360,40,,县医保局,\n");
  assert_line (scratch, both, "低保对象，定额资助：360元，个人缴40元，2022年是否享受没有记");
  assert_row (scratch, "\"360\"");
  database = cunyi_clinic_get_database (scratch->clinic);
  cunyi_database_begin (database, "test", &error);
  cunyi_setting_set (database, "option/aid_pick", "order", &error);
  cunyi_database_commit (database, &error);
  g_assert_no_error (error);
  assert_line (scratch, both, "返贫致贫人口，定额资助：280元，个人缴120元，2022年是否享受没有记");
  assert_row (scratch, "\"280\"");
  cunyi_clock_hold ("2023-02-01");
  assert_line (scratch, both, "返贫致贫人口，定额资助：300元，个人缴100元，2023年是否享受没有记");
  cunyi_clock_hold ("2024-02-01");
  assert_line (scratch, both, "返贫致贫人口，定额资助，2024年是否享受没有记");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/clinic/aid/" #name, name)
  ADD (who_is_entitled_is_told_and_who_has_had_it);
  ADD (the_county_says_what_the_aid_is);
#undef ADD
  return g_test_run ();
}
