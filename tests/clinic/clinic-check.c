/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a clinic's check of itself says against the standard: rooms, doctors, and villages without a clinic. */

#include "config.h"

#include <string.h>

#include "clinic/reporting.h"
#include "clinic/resident.h"
#include "neighbours.h"
#include "report/render.h"
#include "report/run.h"
#include "scratch.h"

static const char *const checks[] = { "clinic_none", "clinic_count", "clinic_doctor", "clinic_shared", "clinic_standard" };

/* Adds what a check says of a village to what it said before: only the last counts. */
static void
look (Scratch *scratch, const char *village, const char *answers)
{
  static guint day;
  g_autofree char *text = g_strdup_printf ("2022-07-%02u", ++day);

  put_record (scratch->clinic, "clinic_check", village, text, answers);
}

/* The one check, or none (NULL), that names a subject, and the words it names it with. */
static void
assert_only (Scratch *scratch, const char *subject, const char *check, const char *words)
{
  g_autoptr (GPtrArray) findings = list_findings (scratch->clinic);

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      const char *said = finding_of (findings, checks[i], subject);

      if (check == NULL || !g_str_equal (check, checks[i]))
        g_assert_cmpstr (said, ==, NULL);
      else
        {
          g_assert_nonnull (said);
          if (strstr (said, words) == NULL)
            g_error ("%s should say “%s”: %s", check, words, said);
        }
    }
}

static void
the_last_check_of_a_clinic_is_held_against_the_standard (void)
{
  static const struct {
    const char *answers, *check, *words;
  } cases[] = {
    { "{\"a01\":\"1\",\"a03\":60,\"b01\":1,\"b02\":\"1\",\"b02_until\":\"2022-08-01\",\"b01_other\":\"1\",\"standard\":\"1\"}", NULL, NULL },
    { "{\"a01\":\"1\",\"a03\":59.5,\"b01\":1,\"b02\":\"1\",\"standard\":\"2\"}", "clinic_standard", "建筑面积只有59.5平方米" },
    { "{\"a01\":\"1\",\"a03\":80,\"b01\":0,\"b02\":\"2\",\"standard\":\"2\"}", "clinic_doctor", "没有医生" },
    { "{\"a01\":\"3\",\"a01_text\":\"清河村\",\"b01\":0,\"standard\":\"2\"}", NULL, NULL },
    { "{\"a01\":\"1\",\"a03\":80,\"b01\":1,\"b02\":\"2\",\"standard\":\"2\"}", "clinic_doctor", "注册证书不在有效期内" },
    { "{\"a01\":\"1\",\"a03\":80,\"b01\":1,\"b02\":\"1\",\"b02_until\":\"2022-07-31\",\"standard\":\"1\"}", "clinic_doctor", "2022-07-31已经到期" },
    /* The earliest of two: the other may be good. */
    { "{\"a01\":\"1\",\"a03\":80,\"b01\":2,\"b02\":\"1\",\"b02_until\":\"2022-07-31\",\"standard\":\"1\"}", NULL, NULL },
    { "{\"a01\":\"1\",\"a03\":80,\"b01\":1,\"b02\":\"1\",\"b01_other\":\"2\",\"b01_where\":\"清河村\",\"standard\":\"1\"}", NULL, NULL },
    { "{\"a01\":\"1\",\"a03\":80,\"b01\":1,\"b02\":\"1\",\"b01_other\":\"3\",\"b01_where\":\"清河村\",\"standard\":\"1\"}", "clinic_shared", "清河村" },
    { "{\"a01\":\"2\",\"a03\":80,\"b01\":1,\"b02\":\"1\",\"standard\":\"2\"}", "clinic_none", "没有写由谁覆盖" },
  };
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *village = cunyi_clinic_get_setting (scratch->clinic, "clinic/place", "");

  add_person (scratch->clinic, add_household (scratch->clinic, "0001"), "张三", "02", "1", "1950-03-01");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      look (scratch, village, cases[i].answers);
      assert_only (scratch, village, cases[i].check, cases[i].words);
    }
}

static char *
get_township (Scratch *scratch)
{
  g_autofree char *village = cunyi_clinic_get_setting (scratch->clinic, "clinic/place", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) row = cunyi_database_statement (cunyi_clinic_get_database (scratch->clinic), "place/by-id", &error);

  g_assert_no_error (error);
  cunyi_statement_bind_text (row, ":id", village);
  g_assert_true (cunyi_statement_step (row, &error));
  return g_strdup (cunyi_statement_get_text (row, "parent"));
}

/* Another village of the township. */
static char *
add_village (Scratch *scratch, const char *name)
{
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autofree char *township = get_township (scratch);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) insert = NULL;
  char *id;

  cunyi_database_begin (database, "test", &error);
  insert = cunyi_database_statement (database, "place/insert", &error);
  g_assert_no_error (error);
  id = cunyi_database_new_id (database, &error);
  cunyi_statement_bind_text (insert, ":id", id);
  cunyi_statement_bind_text (insert, ":parent", township);
  cunyi_statement_bind_text (insert, ":level", "village");
  cunyi_statement_bind_text (insert, ":name", name);
  cunyi_statement_bind_text (insert, ":code", "");
  cunyi_statement_bind_int (insert, ":position", 9);
  cunyi_statement_run (insert, &error);
  g_clear_pointer (&insert, cunyi_statement_free);
  cunyi_database_commit (database, &error);
  g_assert_no_error (error);
  return id;
}

static void
each_village_has_a_clinic_or_says_who_covers_it (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *village = cunyi_clinic_get_setting (scratch->clinic, "clinic/place", "");
  g_autofree char *other = add_village (scratch, "清河村");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  const char *good = "{\"a01\":\"1\",\"a03\":80,\"b01\":1,\"b02\":\"1\",\"standard\":\"1\"}";
  g_autofree char *township = get_township (scratch);
  g_autoptr (CunyiHousehold) moved = NULL;
  g_autoptr (GError) error = NULL;
  const char *far = add_household (scratch->clinic, "0002");

  add_person (scratch->clinic, add_household (scratch->clinic, "0001"), "张三", "02", "1", "1950-03-01");
  add_person (scratch->clinic, far, "李四", "02", "1", "1950-03-01");
  moved = cunyi_household_load (database, far, &error);
  g_free (moved->place);
  moved->place = g_strdup (other);
  cunyi_household_save (database, moved, &error);
  g_assert_no_error (error);

  /* Nobody has looked: that is asked for elsewhere. */
  assert_only (scratch, township, NULL, NULL);
  look (scratch, village, good);
  assert_only (scratch, township, "clinic_count", "共2个行政村，村卫生室1所，写明由谁覆盖的0个村；没有说明的：清河村");
  look (scratch, other, "{\"a01\":\"3\",\"a01_text\":\"柳河村\",\"b01\":0,\"standard\":\"2\"}");
  assert_only (scratch, township, NULL, NULL);
  assert_only (scratch, other, NULL, NULL);
}

/* The line of a village in 村卫生室基本情况统计表, from its name on. */
static void
assert_line (Scratch *scratch, const char *village, const char *day, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiReportRequest) request = cunyi_reporting_request (scratch->clinic, "clinic_overview", cunyi_day_parse (day), &error);
  g_autoptr (CunyiReportResult) result = NULL;

  g_assert_no_error (error);
  result = cunyi_report_run (request, cunyi_clinic_get_database (scratch->clinic), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint row = 0; row < cunyi_report_result_n_rows (result); row++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint column = 1; column < cunyi_report_result_n_columns (result); column++)
        {
          CunyiReportCell cell = cunyi_report_result_get (result, row, column);
          g_autofree char *text = cunyi_report_cell_to_text (&cell);

          g_string_append_printf (line, "%s%s", column > 1 ? "|" : "", text);
        }
      if (!g_str_has_prefix (line->str, village))
        continue;
      g_assert_cmpstr (line->str, ==, expected);
      return;
    }
  g_error ("%s is not in the table", village);
}

static void
the_table_of_clinics_says_what_the_last_check_found (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *village = cunyi_clinic_get_setting (scratch->clinic, "clinic/place", "");
  g_autofree char *township = get_township (scratch);
  g_autofree char *other = NULL;
  const char *first = put_record (scratch->clinic, "clinic_check", village, "2021-12-10",
                                  "{\"clinic\":\"柳河村卫生室\",\"a01\":\"1\",\"a03\":59.5,\"a041\":\"1\",\"a042\":\"1\",\"a043\":\"2\",\"a044\":\"1\","
                                  "\"a045\":\"2\",\"a06\":\"3\",\"a07\":\"2\",\"a07_missing\":\"1 4\",\"d04\":\"2\",\"d01\":75,\"b01\":1,\"c01\":18,"
                                  "\"standard\":\"2\"}");
  const CunyiCaseOpening opening = { .workflow = "problem", .subject = village, .topic = "P_CLINIC", .day = "2021-12-10", .record = first,
                                     .answers = "{\"text\":\"没有药房\"}", .defaults = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, &error);

  g_assert_no_error (error);
  put_record (scratch->clinic, "clinic_check", village, "2022-07-20",
              "{\"clinic\":\"柳河村卫生室\",\"a01\":\"1\",\"a03\":80,\"a041\":\"1\",\"a042\":\"1\",\"a043\":\"1\",\"a044\":\"1\","
              "\"a045\":\"1\",\"a06\":\"1\",\"a07\":\"1\",\"d04\":\"1\",\"d01\":90,\"b01\":2,\"c01\":25,\"standard\":\"1\"}");
  assert_line (scratch, "柳河村", "2021-12-31",
               "柳河村|柳河村卫生室|59.5|诊断室、治疗室、公卫室|缺诊断床、听诊器|否（租用）|未开通|75|1|乡村医生1人|18|否|没有药房（措施待定）|");
  assert_line (scratch, "柳河村", "2022-07-31",
               "柳河村|柳河村卫生室|80|诊断室、治疗室、药房、公卫室、观察室|齐全|是|已开通|90|2|乡村医生1人|25|是||");
  /* Of several villages nobody knows who works where. */
  other = add_village (scratch, "清河村");
  set_setting (scratch->clinic, "clinic/place", township);
  assert_line (scratch, "清河村", "2022-07-31", "清河村|||||||||||||");
  put_record (scratch->clinic, "clinic_check", other, "2022-07-20", "{\"a01\":\"3\",\"a01_text\":\"柳河村卫生室\",\"b01\":0,\"standard\":\"2\"}");
  assert_line (scratch, "清河村", "2022-07-31", "清河村||||||||0|||否||由柳河村卫生室覆盖");
  assert_line (scratch, "柳河村", "2021-12-31",
               "柳河村|柳河村卫生室|59.5|诊断室、治疗室、公卫室|缺诊断床、听诊器|否（租用）|未开通|75|1||18|否|没有药房（措施待定）|");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/clinic/clinic-check/" #name, name)
  ADD (the_last_check_of_a_clinic_is_held_against_the_standard);
  ADD (each_village_has_a_clinic_or_says_who_covers_it);
  ADD (the_table_of_clinics_says_what_the_last_check_found);
#undef ADD
  return g_test_run ();
}
