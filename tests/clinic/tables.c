/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The tables about contracts and follow-ups, written as workbooks of a village whose numbers were counted by hand and read
 * back by another program. Today is 2022-08-01. */

#include "config.h"

#include "clinic/reporting.h"
#include "neighbours.h"
#include "report/run.h"
#include "report/workbook.h"
#include "scratch.h"
#include "store/setting.h"

#include <string.h>

/* Everybody who lives in the village, and what was done for them:
 *
 * 甲 72, 脱贫户, hypertension and diabetes: under contract, seen in all quarters, checked, told, 中医 and 自理能力 done
 * 乙 64, his wife: under contract
 * 丙 82, hypertension: contract run out on 14 July and renewed on the 20th; seen in May, called in July
 * 丁 42, mental disorder: the contract ran out; visited in all quarters
 * 戊 32, tuberculosis since March; 己, born on 10 July; 癸 62, whose course was completed in June and whose illness ended
 *    with it: signed on 5 July
 * 庚 74, hypertension: died on 20 July
 * 辛 70, hypertension since 5 July: visited three days later
 * 壬 65 since 20 July, mental disorder, refused to sign, could not be found in March and in July */
typedef struct {
  Scratch *scratch;
  const char *a, *b, *c, *d, *e, *f, *g, *h, *i, *j;
} Village;

static void
visit (Village *village, const char *form, const char *person, const char *day, const char *answers)
{
  g_autofree char *all = g_strdup_printf ("{\"visit_date\":\"%s\",%s}", day, answers);

  put_record (village->scratch->clinic, form, person, day, all);
}

static void
pressure (Village *village, const char *person, const char *day, const char *mode, int sbp, int dbp)
{
  g_autofree char *answers = g_strdup_printf ("\"outcome\":\"1\",\"visit_mode\":\"%s\",\"sbp\":%d,\"dbp\":%d,\"class\":\"%d\"",
                                              mode, sbp, dbp, sbp >= 150 ? 2 : 1);

  visit (village, "hypertension_followup", person, day, answers);
}

static void
add_people (Village *v)
{
  CunyiClinic *clinic = v->scratch->clinic;
  const char *homes[5];

  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    {
      g_autofree char *number = g_strdup_printf ("000%u", i + 1);

      homes[i] = add_household (clinic, number);
    }
  v->a = add_person (clinic, homes[0], "甲", "02", "1", "1950-03-01");
  v->b = add_person (clinic, homes[0], "乙", "10", "2", "1957-12-31");
  v->c = add_person (clinic, homes[1], "丙", "02", "1", "1940-05-05");
  v->d = add_person (clinic, homes[1], "丁", "20", "2", "1980-01-01");
  v->e = add_person (clinic, homes[2], "戊", "02", "1", "1990-01-01");
  v->f = add_person (clinic, homes[2], "己", "20", "1", "2022-07-10");
  v->j = add_person (clinic, homes[2], "癸", "51", "1", "1960-01-01");
  v->g = add_person (clinic, homes[3], "庚", "02", "1", "1948-01-01");
  v->h = add_person (clinic, homes[3], "辛", "10", "2", "1952-07-15");
  v->i = add_person (clinic, homes[4], "壬", "02", "1", "1957-07-20");
  add_groups (clinic, homes[0], "2018-01-01", "lifted", NULL);
  add_diseases (clinic, v->a, "2015-01-01", "hypertension", "diabetes", NULL);
  add_diseases (clinic, v->c, "2020-01-01", "hypertension", NULL);
  add_diseases (clinic, v->d, "2019-01-01", "mental", NULL);
  add_diseases (clinic, v->e, "2022-03-10", "tuberculosis", NULL);
  add_diseases (clinic, v->j, "2021-12-01", "tuberculosis", NULL);
  add_diseases (clinic, v->j, "2022-07-01", NULL);
  add_diseases (clinic, v->g, "2010-01-01", "hypertension", NULL);
  add_diseases (clinic, v->h, "2022-07-05", "hypertension", NULL);
  add_diseases (clinic, v->i, "2010-01-01", "mental", NULL);
  sign (clinic, homes[0], "2022-01-01");
  sign (clinic, homes[1], "2021-07-15");
  sign (clinic, homes[2], "2022-07-05");
}

static void
sign_alone (Village *v, const char *person, const char *day, gboolean refuse)
{
  const CunyiCaseOpening opening = { .workflow = "contract", .subject = person, .day = day, .defaults = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = cunyi_case_open (cunyi_clinic_get_book (v->scratch->clinic), &opening, &error);
  g_autofree char *answers = g_strdup_printf ("{\"sign_date\":\"%s\",\"years\":\"1\",\"party_a_signer\":\"甲\",\"party_b_signer\":"
                                              "\"乙\",\"sign_way\":\"0\",\"read_signed\":\"1\",\"paid\":\"0\"}", day);

  g_assert_no_error (error);
  move (v->scratch->clinic, id, "explain",
        "{\"clear_team\":\"1 2 3\",\"clear_doctor\":\"1 2 3\",\"clear_person\":\"1 2 3\",\"ask_way\":\"1\"}");
  move (v->scratch->clinic, id, refuse ? "refuse" : "sign", refuse ? "{\"refuse_reason\":\"不愿意\"}" : answers);
}

static void
add_work (Village *v)
{
  static const char *const diabetes[][2] = { { "2022-02-10", "8.0" }, { "2022-05-10", "6.5" } };
  static const char *const mental[][3] = { { "2022-01-20", "3", "1" }, { "2022-04-15", "3", "1" }, { "2022-07-10", "2", "3" } };

  pressure (v, v->a, "2022-02-10", "2", 150, 95);
  pressure (v, v->a, "2022-05-10", "1", 138, 85);
  pressure (v, v->a, "2022-07-10", "2", 138, 85);
  pressure (v, v->c, "2022-05-11", "2", 160, 95);
  pressure (v, v->c, "2022-07-12", "3", 160, 95);
  pressure (v, v->h, "2022-07-08", "2", 140, 85);
  for (guint i = 0; i < G_N_ELEMENTS (diabetes); i++)
    {
      g_autofree char *answers = g_strdup_printf ("\"outcome\":\"1\",\"visit_mode\":\"2\",\"fpg\":%s,\"class\":\"1\"", diabetes[i][1]);

      visit (v, "diabetes_followup", v->a, diabetes[i][0], answers);
    }
  for (guint i = 0; i < G_N_ELEMENTS (mental); i++)
    {
      g_autofree char *answers = g_strdup_printf ("\"outcome\":\"1\",\"visit_mode\":\"2\",\"class\":\"%s\",\"adherence\":\"%s\"",
                                                  mental[i][1], mental[i][2]);

      visit (v, "mental_followup", v->d, mental[i][0], answers);
    }
  visit (v, "mental_followup", v->i, "2022-03-01", "\"outcome\":\"2\",\"lost_reason\":\"1\"");
  visit (v, "mental_followup", v->i, "2022-07-15", "\"outcome\":\"2\",\"lost_reason\":\"1\"");
  visit (v, "tb_first_visit", v->e, "2022-03-12", "\"visit_mode\":\"2\"");
  visit (v, "tb_followup", v->j, "2022-06-30",
         "\"visit_mode\":\"2\",\"stopped\":\"2\",\"stop_reason\":\"1\",\"stop_date\":\"2022-06-30\",\"dose_rate\":95");
  put_record (v->scratch->clinic, "health_check", v->a, "2022-03-03", "{\"exam_date\":\"2022-03-03\",\"eval\":\"2\"}");
  put_record (v->scratch->clinic, "health_check", v->c, "2021-06-06", "{\"exam_date\":\"2021-06-06\",\"eval\":\"1\"}");
  put_record (v->scratch->clinic, "health_check", v->d, "2022-04-15", "{\"exam_date\":\"2022-04-15\",\"eval\":\"1\"}");
  put_record (v->scratch->clinic, "service_record", v->a, "2022-03-10", "{\"item\":\"OLD65-5\",\"mode\":\"1\"}");
  put_record (v->scratch->clinic, "tcm_constitution", v->a, "2022-03-03", "{\"fill_date\":\"2022-03-03\"}");
  put_record (v->scratch->clinic, "elderly_self_care", v->a, "2022-03-03", "{\"eval_date\":\"2022-03-03\"}");
  put_record (v->scratch->clinic, "resident_profile", v->a, "2021-01-01", "{\"fill_date\":\"2021-01-01\"}");
  put_record (v->scratch->clinic, "resident_profile", v->f, "2022-07-20", "{\"fill_date\":\"2022-07-20\"}");
  put_record (v->scratch->clinic, "mental_profile", v->d, "2022-07-11", "{\"fill_date\":\"2022-07-11\"}");
}

static Village *
village_new (void)
{
  Village *village = g_new0 (Village, 1);

  village->scratch = scratch_new ("national");
  add_people (village);
  add_work (village);
  sign_alone (village, village->c, "2022-07-20", FALSE);
  sign_alone (village, village->i, "2022-06-01", TRUE);
  let_go (village->scratch->clinic, village->g, "dead", "2022-07-20");
  return village;
}

static Village *village; /* all tests only read it, but for options */

static void
choose (const char *report, const char *option, const char *value)
{
  g_autoptr (GError) error = NULL;
  CunyiDatabase *database = cunyi_clinic_get_database (village->scratch->clinic);

  cunyi_database_begin (database, "test", &error);
  g_assert_true (cunyi_reporting_set_option (village->scratch->clinic, report, option, value, &error));
  cunyi_database_commit (database, &error);
  g_assert_no_error (error);
}

/* The workbook as openpyxl sees it, one cell a line: “B7 int 3”. */
static char *
write_and_look (const char *report, const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiReportRequest) request = cunyi_reporting_request (village->scratch->clinic, report, cunyi_day_parse (day), &error);
  g_autoptr (CunyiReportResult) result = NULL;
  g_autofree char *path = g_build_filename (village->scratch->folder, "table.xlsx", NULL);
  g_autofree char *look = g_test_build_filename (G_TEST_DIST, "report", "look.py", NULL);
  g_autofree char *out = NULL, *err = NULL;
  char *argv[] = { (char *) "/usr/bin/python3", look, path, NULL };
  int status = 0;

  g_assert_no_error (error);
  result = cunyi_report_run (request, cunyi_clinic_get_database (village->scratch->clinic), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cunyi_report_write (result, path, TRUE, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s", err);
  return g_steal_pointer (&out);
}

/* The values of a row of the first sheet from column `first` on, parted by blanks: 3 3 100 2 66.67. */
static char *
read_row (const char *seen, int row, char first)
{
  g_autofree char *name = g_strndup (seen + strlen ("sheet "), strstr (seen, " size ") - seen - strlen ("sheet "));
  GString *text = g_string_new (NULL);

  for (char column = first; column <= 'Z'; column++)
    {
      g_autofree char *mark = g_strdup_printf ("\n%s %c%d ", name, column, row);
      const char *at = strstr (seen, mark);
      const char *value = at ? strchr (at + strlen (mark), ' ') : NULL;
      gsize length = value ? strcspn (value + 1, "\n") : 0;

      if (at && g_str_has_prefix (at + strlen (mark), "look"))
        value = NULL;
      if (at == NULL)
        break;
      g_string_append_printf (text, "%s%.*s", text->len > 0 ? " " : "", value ? (int) length : 1, value ? value + 1 : "-");
    }
  return g_string_free (text, FALSE);
}

/* The row of the table that begins with `label` in column B or A, from the column after it on. */
static char *
find_row (const char *seen, const char *label)
{
  g_autofree char *name = g_strndup (seen + strlen ("sheet "), strstr (seen, " size ") - seen - strlen ("sheet "));

  for (int row = 1; row < 60; row++)
    for (char column = 'A'; column <= 'B'; column++)
      {
        g_autofree char *mark = g_strdup_printf ("\n%s %c%d str %s\n", name, column, row, label);

        if (strstr (seen, mark))
          return read_row (seen, row, column + 1);
      }
  g_error ("No row of the table is called %s in %s", label, seen);
}

typedef struct {
  const char *report, *day, *option, *value, *label, *row;
} Case;

static const Case cases[] = {
  /* patients, managed, rate, regular, rate, controlled, rate, visits of the quarter, checked, rate: 甲 丙 辛; of these 丙 was
   * not seen in spring's first half and has 160/95; 庚 is dead */
  { "hypertension_care", "2022-07-31", NULL, NULL, "柳河村", "3 3 100 2 66.67 2 66.67 3 1 33.33" },
  { "hypertension_care", "2022-07-31", NULL, NULL, "合计", "- 3 3 100 2 66.67 2 66.67 3 1 33.33" },
  { "diabetes_care", "2022-07-31", NULL, NULL, "柳河村", "1 1 100 1 100 1 100 1" },
  /* 甲 乙 丙 辛 壬, of whom 甲 was checked; 65–69: 乙 壬, 70–79: 甲 辛, 80: 丙 */
  { "elderly_care", "2022-07-31", NULL, NULL, "柳河村", "5 1 20 1 20 2 0 0 2 1 50 1 0 0" },
  { "elderly_care", "2022-07-31", "age_day", "until", "柳河村", "4 1 25 1 25 1 0 0 2 1 50 1 0 0" },
  { "elderly_care", "2022-07-31", "tcm_base", "managed", "柳河村", "5 1 20 1 100 2 0 0 2 1 50 1 0 0" },
  /* nine live here; 丁 壬 are filed, nobody of them died; 丁 was visited without a gap, is 基本稳定 and takes nothing */
  { "mental_care", "2022-07-31", NULL, NULL, "柳河村", "9 2 0 2 222.22 1 50 1 50 0 0 0 0 1" },
  /* 戊 this year; 癸 finished with 95 % */
  { "tb_care", "2022-07-31", NULL, NULL, "柳河村", "1 1 100 1 1 100" },
  { "tb_care", "2022-07-31", "dose", "96", "柳河村", "1 1 100 1 0 0" },
  /* 甲 乙 丙 丁 辛 壬 are to be checked, 甲 (told, not well) and 丁 were */
  { "check_summary", "2022-07-31", NULL, NULL, "柳河村", "6 2 33.33 0 1 0 1 1 1 1" },
  { "check_summary", "2022-07-31", "scope", "elder", "柳河村", "5 1 20 0 1 0 1 0 1 1" },
  { "check_summary", "2022-07-31", "scope", "key", "柳河村", "2 1 50 0 1 0 1 0 1 1" },
  /* people, files, children, elderly, pregnant (by hand), hypertension, diabetes, mental, tuberculosis, disabled, 脱贫监测 */
  { "service_population", "2022-07-31", NULL, NULL, "柳河村", "9 2 1 4 - 3 1 2 1 0 2 -" },
  { "service_population_new", "2022-07-31", NULL, NULL, "柳河村", "1 1 1 1 - 1 0 0 0 0 0 -" },
  { "service_population_lost", "2022-07-31", NULL, NULL, "柳河村", "2 0 0 2 - 1 0 1 0 0 0 -" },
  { "public_health_month", "2022-07-31", NULL, NULL, "●城市65岁以上老人健康登记管理人数", "0 0 0" },
  { "public_health_month", "2022-07-31", NULL, NULL, "●农村65岁以上老人健康登记管理数（人）", "0 1 2" },
  { "public_health_month", "2022-07-31", NULL, NULL, "●农村高血压患者管理人数", "3 3 3" },
  { "public_health_month", "2022-07-31", NULL, NULL, "其中农村高血压患者规范管理（体检、健康指导、专案管理等）人数", "2 2 2" },
  { "public_health_month", "2022-07-31", NULL, NULL, "●农村糖尿病患者管理人数", "0 1 1" },
  { "public_health_month", "2022-07-31", NULL, NULL, "●纳入重性精神疾病项目管理人数（建档人数）", "1 1 1" },
  { "public_health_month", "2022-07-31", NULL, NULL, "其中重性精神病患者规范管理人数（随访、服药督导等）", "1 1 1" },
  { "public_health_month", "2022-07-31", NULL, NULL, "●巡查次数", "- - -" },
  { "public_health_month", "2022-07-31", "area", "urban", "●城市高血压患者管理人数", "3 3 3" },
  /* second quarter: patients, to be signed, signed, rate, served, rate, due, followed, rate, of whom regular, regular, rate; 庚 was not seen */
  { "disease_signing", "2022-06-30", NULL, NULL, "高血压", "3 3 2 66.67 2 100 2 2 100 2 1 50 -" },
  { "disease_signing", "2022-06-30", NULL, NULL, "糖尿病", "1 1 1 100 1 100 1 1 100 1 1 100 -" },
  { "disease_signing", "2022-06-30", NULL, NULL, "严重精神障碍", "2 2 1 50 1 100 1 1 100 2 1 50 -" },
  { "disease_signing", "2022-06-30", NULL, NULL, "肺结核", "1 1 0 0 0 — 0 0 — 1 0 0 -" },
  { "disease_signing", "2022-06-30", NULL, NULL, "合计（去重）", "6 6 3 50 3 100 3 3 100 5 2 40 -" },
  { "disease_signing", "2022-06-30", "scope", "lifted", "合计（去重）", "1 1 1 100 1 100 1 1 100 1 1 100 -" },
  { "disease_signing", "2022-06-30", "scope", "key", "合计（去重）", "1 1 1 100 1 100 1 1 100 1 1 100 -" },
  { "disease_signing", "2022-06-30", "regular_base", "registered", "高血压", "3 3 2 66.67 2 100 2 2 100 3 1 33.33 -" },
  { "disease_signing", "2022-06-30", "regular_base", "managed", "严重精神障碍", "2 2 1 50 1 100 1 1 100 1 1 100 -" },
  { "hypertension_care", "2022-06-30", NULL, NULL, "柳河村", "3 2 66.67 1 50 1 50 2 1 50" },
  { "hypertension_care", "2022-06-30", "regular_base", "registered", "柳河村", "3 2 66.67 1 33.33 1 50 2 1 50" },
  { "mental_care", "2022-07-31", "mental_regular", "spacing", "柳河村", "9 2 0 2 222.22 1 50 1 50 0 0 0 0 1" },
  /* by the end of October the visit of July is more than three months ago, and its quarter has one */
  { "mental_care", "2022-10-31", NULL, NULL, "柳河村", "9 2 0 2 222.22 1 50 1 50 0 0 0 0 1" },
  { "mental_care", "2022-10-31", "mental_regular", "spacing", "柳河村", "9 2 0 2 222.22 1 50 0 0 0 0 0 0 1" },
  /* by the end of July: signed, people, rate, renewed, last year's, rate, key signed, key, rate */
  { "signing_overview", "2022-07-31", NULL, NULL, "2022年7月", "6 9 66.67 1 2 50 5 8 62.5" },
  { "signing_overview", "2022-07-31", NULL, NULL, "2022年6月", "4 9 44.44 0 2 0 4 8 50" },
};

static void
tables_count_as_by_hand (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autofree char *seen = NULL, *row = NULL;

      if (c->option)
        choose (c->report, c->option, c->value);
      seen = write_and_look (c->report, c->day);
      row = find_row (seen, c->label);
      g_test_message ("%s %s: %s", c->report, c->label, row);
      if (!g_str_equal (row, c->row))
        g_error ("%s, %s %s, %s: “%s” and not “%s”", c->report, c->option ? c->option : "", c->option ? c->value : "", c->label, row,
                 c->row);
      if (c->option)
        choose (c->report, c->option, g_str_equal (c->option, "dose") ? "90" : g_str_equal (c->option, "age_day") ? "year_end"
                : g_str_equal (c->option, "regular_base") ? "norm" : g_str_equal (c->option, "mental_regular") ? "quarter"
                : g_str_equal (c->option, "tcm_base") ? "residents" : g_str_equal (c->option, "area") ? "rural" : "all");
    }
}

static double
get_number (const char *row, guint index)
{
  g_auto (GStrv) words = g_strsplit (row, " ", -1);

  g_assert_cmpuint (index, <, g_strv_length (words));
  return g_ascii_strtod (words[index], NULL);
}

/* One choice is for both, whichever it is. */
static void
today_and_the_tables_count_the_same_people (void)
{
  static const char *const bases[] = { "norm", "registered", "managed" }, *const ways[] = { "quarter", "spacing" };
  static const struct {
    const char *indicator, *report;
    guint regular, registered, managed; /* columns */
    gboolean norm_managed;
  } rows[] = {
    { "managed/hypertension", "hypertension_care", 3, 0, 1, TRUE },
    { "managed/diabetes", "diabetes_care", 3, 0, 1, TRUE },
    { "managed/mental", "mental_care", 7, 3, 5, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bases) * G_N_ELEMENTS (ways); i++)
    {
      const char *base = bases[i / 2];
      g_autoptr (GPtrArray) indicators = NULL;
      g_autoptr (GError) error = NULL;

      choose ("mental_care", "regular_base", base);
      choose ("mental_care", "mental_regular", ways[i % 2]);
      indicators = cunyi_indicator_list (village->scratch->clinic, NULL, &error);
      g_assert_no_error (error);
      for (guint k = 0; k < G_N_ELEMENTS (rows); k++)
        {
          const CunyiIndicator *today = find_indicator (indicators, rows[k].indicator);
          g_autofree char *seen = write_and_look (rows[k].report, "2022-07-31");
          g_autofree char *row = find_row (seen, "柳河村");
          gboolean managed = g_str_equal (base, "managed") || (g_str_equal (base, "norm") && rows[k].norm_managed);

          g_test_message ("%s %s %s: %s", rows[k].report, base, ways[i % 2], row);
          g_assert_cmpfloat (today->done, ==, get_number (row, rows[k].regular));
          g_assert_cmpfloat (today->all, ==, get_number (row, managed ? rows[k].managed : rows[k].registered));
          g_assert_cmpfloat_with_epsilon (100.0 * today->done / today->all, get_number (row, rows[k].regular + 1), 0.01);
        }
    }
  choose ("mental_care", "regular_base", "norm");
  choose ("mental_care", "mental_regular", "quarter");
}

/* Who stands behind the numbers is on the second sheet. */
static void
people_stand_behind_the_numbers (void)
{
  static const struct {
    const char *report, *there, *not_there;
  } names[] = {
    { "hypertension_care", "辛", "庚" }, { "mental_care", "壬", "甲" }, { "tb_care", "戊", "甲" },
    { "service_population_lost", "庚", "甲" }, { "service_population_new", "己", "甲" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *seen = write_and_look (names[i].report, "2022-07-31");
      g_autofree char *there = g_strdup_printf (" str %s\n", names[i].there);
      g_autofree char *not_there = g_strdup_printf (" str %s\n", names[i].not_there);

      g_test_message ("%s", names[i].report);
      g_assert_nonnull (strstr (seen, there));
      g_assert_null (strstr (seen, not_there));
    }
}

/* 履约 in its four meanings, chosen once for all tables, and printed under them. */
static void
fulfilment_is_counted_as_the_county_wants (void)
{
  static const struct {
    const char *value, *row, *note;
  } meanings[] = {
    { "any_service", "3 3 2 66.67 2 100 2 2 100 2 1 50 -", "其中一项的人数" },
    /* 甲 had all quarters; 丙's whole quarters are four, of which he was seen in one */
    { "due_done", "3 3 2 66.67 1 50 2 2 100 2 1 50 -", "该做的约定项目都做了的人数" },
    /* April to June: both were seen in May only */
    { "monthly", "3 3 2 66.67 0 0 2 2 100 2 1 50 -", "每个月都有服务的人数" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    {
      g_autofree char *seen = NULL, *row = NULL, *month = NULL;

      choose ("contract_month", "fulfilment", meanings[i].value);
      seen = write_and_look ("disease_signing", "2022-06-30");
      month = write_and_look ("contract_month", "2022-06-30");
      row = find_row (seen, "高血压");
      g_assert_cmpstr (row, ==, meanings[i].row);
      g_assert_nonnull (strstr (seen, meanings[i].note));
      g_assert_nonnull (strstr (month, meanings[i].note));
    }
  choose ("contract_month", "fulfilment", "any_service");
}

/* 甲 and 丙 of the patients with hypertension: what they were promised and what was done, by item. */
static void
items_are_counted_against_items (void)
{
  g_autofree char *seen = NULL, *row = NULL;

  choose ("contract_month", "fulfilment", "item_ratio");
  seen = write_and_look ("disease_signing", "2022-06-30");
  row = find_row (seen, "糖尿病");
  /* 甲: 档案 1 of 1, 体检 1/1, 自理 1/1, 中医 1/1, 高血压 3/4, 糖尿病 2/4, 慢性病 3/4: 12 of 16 */
  g_assert_cmpstr (row, ==, "1 1 1 100 16 12 75 1 1 100 1 1 100 -");
  choose ("contract_month", "fulfilment", "any_service");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  village = village_new ();
  g_test_add_func ("/tables/count as by hand", tables_count_as_by_hand);
  g_test_add_func ("/tables/people stand behind the numbers", people_stand_behind_the_numbers);
  g_test_add_func ("/tables/today and the tables count the same people", today_and_the_tables_count_the_same_people);
  g_test_add_func ("/tables/fulfilment is counted as the county wants", fulfilment_is_counted_as_the_county_wants);
  g_test_add_func ("/tables/items are counted against items", items_are_counted_against_items);
  result = g_test_run ();
  scratch_free (village->scratch);
  g_free (village);
  return result;
}
