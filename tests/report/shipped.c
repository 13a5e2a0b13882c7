/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reports on a store: how facts.sql is run, and the reports that ship, on a village so small that every number of them can
 * be counted by hand. */

#include "config.h"

#include "report/check.h"
#include "report/render.h"
#include "report/workbook.h"
#include "village.h"

#include <string.h>

/* ---- the contract report ---- */

static void
test_the_contract_report_counts_each_group (void)
{
  g_autoptr(Village) village = village_new (NULL);
  g_autoptr(CunyiReportResult) result = village_run (village, "contract_month", "2022-07-31", "v", NULL);

  g_assert_cmpuint (cunyi_report_result_n_columns (result), ==, 20);
  g_assert_cmpuint (cunyi_report_result_n_rows (result), ==, 3);
  assert_row (result, 0, "1|1组|3|2|1|1|0|66.67|1|33.33|3|1|33.33|1|2|1|50.00|1|50.00|");
  assert_row (result, 1, "2|2组|4|2|0|0|1|50.00|0|0.00|2|1|50.00|1|1|1|100.00|1|50.00|");
  assert_row (result, 2, "3|3组|0|0|0|0|0|—|0|—|0|0|—|0|0|0|—|0|—|");
  assert_row (result, CUNYI_REPORT_TOTAL, "合计（去重）||7|4|1|1|1|57.14|1|14.29|5|2|40.00|2|3|2|66.67|2|50.00|");
}

static void
test_the_contract_report_has_the_official_header (void)
{
  static const char *const headers[20] = {
    "序号", "村（社区）", "常住人口数", "签约›签约总数", "签约›本月新签约", "签约›本月续约", "签约›本月解约", "签约›签约率（%）",
    "签约›有偿签约人数", "签约›有偿签约率（%）", "重点人群›重点人群数", "重点人群›重点人群签约数", "重点人群›重点人群签约率（%）",
    "脱贫户、监测户、四类人员›应签约（户）", "脱贫户、监测户、四类人员›应签约（人）", "脱贫户、监测户、四类人员›已签约（人）",
    "脱贫户、监测户、四类人员›签约率（%）", "履约›履约人数", "履约›履约率（%）", "备注",
  };
  g_autoptr(Village) village = village_new (NULL);
  g_autoptr(CunyiReportResult) result = village_run (village, "contract_month", "2022-07-31", "v", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      const CunyiReportShownColumn *column = cunyi_report_result_get_column (result, i);
      g_autofree char *text
        = column->levels[1] ? g_strdup_printf ("%s›%s", column->levels[0], column->levels[1]) : g_strdup (column->levels[0]);

      g_assert_cmpstr (text, ==, headers[i]);
    }
  g_assert_cmpstr (cunyi_report_result_get_title (result), ==, "家庭医生签约服务月报表");
  g_assert_cmpstr (cunyi_report_result_get_file_name (result), ==, "家庭医生签约服务月报表_大新庄村_2022年7月.xlsx");
  g_assert_cmpstr (cunyi_report_result_get_left (result), ==, "填报单位（盖章）：大新庄村卫生室");
  g_assert_cmpstr (cunyi_report_result_get_middle (result), ==, "填报日期：2022年7月31日");
}

/* What happened later does not change a month that is over; what happened earlier does not belong to the next. */
static void
test_a_month_is_as_it_was_on_its_last_day (void)
{
  g_autoptr(Village) village = village_new (NULL);
  g_autoptr(CunyiReportResult) june = village_run (village, "contract_month", "2022-06-30", "v", NULL);
  g_autoptr(CunyiReportResult) august = village_run (village, "contract_month", "2022-08-31", "v", NULL);

  /* June: 赵三's old contract, 特困 until the last of June; nobody of 1组 signed anew. */
  assert_row (june, 0, "1|1组|3|1|0|0|0|33.33|0|0.00|4|1|25.00|2|3|1|33.33|1|100.00|");
  /* 孙六 was alive, signed and 低保. */
  assert_row (june, 1, "2|2组|5|3|0|0|0|60.00|0|0.00|3|2|66.67|1|2|2|100.00|0|0.00|");
  /* August: 孙五's year is over, 周八 left and ended, 周九 has become 残疾. */
  assert_row (august, 1, "2|2组|3|0|0|0|1|0.00|0|0.00|3|0|0.00|2|2|0|0.00|0|—|");
}

static void
test_options_change_what_the_contract_report_counts (void)
{
  static const char *const roster[] = { "population=roster", "children=no", "show_paid=no", NULL };
  static const char *const share[] = { "key_rate=signed", "service_since=year", "key_diseases=none", NULL };
  static const char *const villages[] = { "lines=village", NULL };
  g_autoptr(Village) village = village_new (NULL);
  g_autoptr(CunyiReportResult) one = village_run (village, "contract_month", "2022-07-31", "v", roster);
  g_autoptr(CunyiReportResult) two = village_run (village, "contract_month", "2022-07-31", "v", share);
  g_autoptr(CunyiReportResult) three = village_run (village, "contract_month", "2022-07-31", "t", villages);

  g_assert_cmpuint (cunyi_report_result_n_columns (one), ==, 18);
  g_assert_cmpstr (cunyi_report_result_get_column (one, 2)->levels[0], ==, "在册人口数");
  assert_row (one, 0, "1|1组|4|2|1|1|0|50.00|2|1|50.00|1|2|1|50.00|1|50.00|");
  /* Of two signed one is key; 赵三 was followed up in June; 周七's blood pressure does not make him key. */
  assert_row (two, 0, "1|1组|3|2|1|1|0|66.67|1|33.33|3|1|50.00|1|2|1|50.00|2|100.00|");
  assert_row (two, 1, "2|2组|4|2|0|0|1|50.00|0|0.00|1|1|50.00|1|1|1|100.00|1|50.00|");
  g_assert_cmpuint (cunyi_report_result_n_rows (three), ==, 2);
  assert_row (three, 0, "1|大新庄村|7|4|1|1|1|57.14|1|14.29|5|2|40.00|2|3|2|66.67|2|50.00|");
  assert_row (three, 1, "2|小李庄村|1|1|1|0|0|100.00|0|0.00|1|1|100.00|0|0|0|—|0|0.00|");
}

static void
test_without_a_place_everything_in_the_store_counts (void)
{
  g_autoptr(Village) village = village_new (NULL);
  g_autoptr(CunyiReportResult) result = village_run (village, "contract_month", "2022-07-31", NULL, NULL);

  /* The other village has no groups, so it is a line itself. */
  g_assert_cmpuint (cunyi_report_result_n_rows (result), ==, 4);
  assert_row (result, CUNYI_REPORT_TOTAL, "合计（去重）||8|5|2|1|1|62.50|1|12.50|6|3|50.00|2|3|2|66.67|2|40.00|");
}

static void
test_the_contract_report_names_the_people (void)
{
  g_autoptr(Village) village = village_new (NULL);
  g_autoptr(CunyiReportResult) result = village_run (village, "contract_month", "2022-07-31", "v", NULL);
  CunyiReportResult *people = cunyi_report_result_get_people (result);

  /* The child that lives elsewhere is not among them; the dead man is, for his contract ended in July. */
  g_assert_cmpuint (cunyi_report_result_n_rows (people), ==, 8);
  assert_row (people, 0, "1|1组|0001|王一|男|411322********1238|脱贫户|是|2022-07-05|是");
  assert_row (people, 1, "2|1组|0001|李二|女|411322********1243|脱贫户|应签未签||");
  assert_row (people, 3, "4|2组|0003|孙五|女||低保、残疾|是|2021-08-01|是");
}

static void
test_the_contract_report_has_nothing_to_find (void)
{
  g_autoptr(Village) village = village_new (NULL);
  g_autoptr(CunyiReportResult) result = village_run (village, "contract_month", "2022-07-31", NULL, NULL);
  g_autoptr(GPtrArray) findings = cunyi_report_check (result);

  g_assert_cmpuint (findings->len, ==, 0);
}

/* ---- the roster of identification ---- */

static void
test_the_roster_has_a_row_for_each_disease (void)
{
  g_autoptr(Village) village = village_new (NULL);
  g_autoptr(CunyiReportResult) result = village_run (village, "chronic_roster", "2022-07-31", "v", NULL);

  g_assert_cmpstr (cunyi_report_result_get_title (result), ==, "大新庄村慢性病鉴定底册（2022年）");
  g_assert_cmpuint (cunyi_report_result_n_columns (result), ==, 15);
  /* Both diseases of one person, one who did not apply, and one out of scope who did; 周七 is out of scope. */
  g_assert_cmpuint (cunyi_report_result_n_rows (result), ==, 4);
  assert_row (result, 0,
              "1|大新庄村1组|0001|王一|男|411322********1238|脱贫户|2型糖尿病|齐全|2022-07-10|2022-07-20|未通过||2022-07-29|"
              "未达到鉴定标准");
  assert_row (result, 1,
              "2|大新庄村1组|0001|王一|男|411322********1238|脱贫户|高血压|齐全|2022-07-10|2022-07-20|通过|2022-07-28|"
              "2022-07-29|");
  assert_row (result, 2, "3|大新庄村1组|0001|李二|女|411322********1243|脱贫户|严重精神障碍|||||||未申请");
  assert_row (result, 3, "4|大新庄村2组|0003|孙五|女||低保、残疾|2型糖尿病|缺：照片|2022-07-12||待鉴定|||");
}

static void
test_the_scope_of_the_roster_is_an_option (void)
{
  static const char *const all[] = { "survey_scope=all", "mask_id=no", NULL };
  g_autoptr(Village) village = village_new (NULL);
  g_autoptr(CunyiReportResult) result = village_run (village, "chronic_roster", "2022-07-31", "v", all);

  g_assert_cmpuint (cunyi_report_result_n_rows (result), ==, 5);
  g_assert_cmpstr (cunyi_report_result_get (result, 0, 5).text, ==, "411322195001011238");
  g_assert_cmpstr (cunyi_report_result_get (result, 4, 3).text, ==, "周七");
}

/* ---- how facts are read ---- */

static CunyiReport *
report_with (const char *sql)
{
  static const char sheet[] = "settings\n,id,title\n,small,T\ncolumns\n,header,kind,value\n,甲,text,a\n"
                              "options\n,name,label,default\n,word,W,yes\n";
  g_autoptr(GBytes) bytes = g_bytes_new_static (sheet, strlen (sheet));
  g_autoptr(GBytes) facts = g_bytes_new (sql, strlen (sql));
  g_autoptr(CunyiFaults) faults = cunyi_faults_new ("small");

  return cunyi_report_new ("small", bytes, facts, faults);
}

/* A code list is read as rows. */
static void
test_facts_read_code_lists (void)
{
  g_autoptr(Village) village = village_new (NULL);
  g_autoptr(CunyiReport) report
    = report_with ("SELECT value ->> 'label' || (value ->> 'code') AS a FROM json_each (:codes_sex)"
                   " UNION ALL SELECT count (*) FROM json_each (:codes_nothing)");
  CunyiPeriod period = cunyi_period_around (CUNYI_PERIOD_MONTH, cunyi_day_new (2022, 7, 1), 31);
  g_autoptr(CunyiReportRequest) request = cunyi_report_request_new (report, &period, cunyi_day_new (2022, 7, 26));
  g_autoptr(CunyiReportResult) result = NULL;
  g_autoptr(GError) error = NULL;

  cunyi_report_request_set_codes (request, village_find_codes, village->book);
  result = cunyi_report_run (request, village->database, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cunyi_report_result_n_rows (result), ==, 3);
  assert_row (result, 0, "男1");
  assert_row (result, 1, "女2");
  assert_row (result, 2, "0");
}

static CunyiReportResult *
run_sql (Village *village, const char *sql, GCancellable *cancellable, CunyiProgress progress, GError **error)
{
  g_autoptr(CunyiReport) report = report_with (sql);
  CunyiPeriod period = cunyi_period_around (CUNYI_PERIOD_MONTH, cunyi_day_new (2022, 7, 1), 25);
  g_autoptr(CunyiReportRequest) request = cunyi_report_request_new (report, &period, cunyi_day_new (2022, 7, 26));

  cunyi_report_request_set_place (request, "v");
  return cunyi_report_run (request, village->database, cancellable, progress, cancellable, error);
}

static void
test_facts_get_their_parameters (void)
{
  g_autoptr(Village) village = village_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CunyiReportResult) result
    = run_sql (village, "SELECT :from || ' ' || :until || ' ' || :today || ' ' || :place || ' ' || :word AS a", NULL, NULL,
               &error);

  g_assert_no_error (error);
  assert_row (result, 0, "2022-06-26 2022-07-25 2022-07-26 v yes");
}

static void
test_facts_that_want_more_than_facts_are_refused (void)
{
  static const char *const wrong[] = {
    "DELETE FROM person",                                   /* changes something */
    "SELECT 1 AS a; DELETE FROM person",                    /* behind something harmless */
    "SELECT value AS a FROM setting",                       /* the clinic's own */
    "SELECT password AS a FROM person",                     /* no such column */
    "SELECT 1 AS b",                                        /* not what the sheet uses */
    "",
  };
  g_autoptr(Village) village = village_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", wrong[i]);
      g_assert_null (run_sql (village, wrong[i], NULL, NULL, &error));
      g_assert_error (error, CUNYI_REPORT_ERROR, CUNYI_REPORT_ERROR_FACTS);
    }
}

static void
cancel_cb (gint64 done, gint64 total, gpointer user_data)
{
  if (done >= 1024)
    g_cancellable_cancel (user_data);
}

static void
test_reading_facts_can_be_cancelled (void)
{
  g_autoptr(Village) village = village_new (NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (run_sql (village,
                          "WITH RECURSIVE n (a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM n LIMIT 100000) SELECT a FROM n",
                          cancellable, cancel_cb, &error));
  g_assert_error (error, CUNYI_REPORT_ERROR, CUNYI_REPORT_ERROR_CANCELLED);
}

static void
test_check_prepares_what_ships (void)
{
  static const char *const names[] = { "contract_month", "chronic_roster", "chronic_survey" };
  g_autoptr(Village) village = village_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(CunyiReport) report = village_load (names[i]);
      g_autoptr(CunyiFaults) faults = cunyi_faults_new (names[i]);

      g_assert_true (cunyi_report_check_facts (report, village->database, faults));
      g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
    }
}

static void
test_check_tells_what_is_wrong_with_facts (void)
{
  g_autoptr(Village) village = village_new (NULL);
  g_autoptr(CunyiReport) wrong = report_with ("SELECT b FROM nowhere");
  g_autoptr(CunyiReport) lacking = report_with ("SELECT 1 AS b");
  g_autoptr(CunyiFaults) faults = cunyi_faults_new ("small");

  g_assert_false (cunyi_report_check_facts (wrong, village->database, faults));
  g_assert_false (cunyi_report_check_facts (lacking, village->database, faults));
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 2);
  g_assert_cmpint (cunyi_faults_get (faults, 0)->code, ==, CUNYI_FAULT_REPORT_SQL);
  g_assert_cmpint (cunyi_faults_get (faults, 1)->code, ==, CUNYI_FAULT_REPORT_FACT);
}

static void
test_the_survey_has_a_row_for_each_person (void)
{
  g_autoptr(Village) village = village_new (NULL);
  g_autoptr(CunyiReportResult) result = village_run (village, "chronic_survey", "2022-07-31", "v", NULL);

  g_assert_cmpstr (cunyi_report_result_get_title (result), ==, "大新庄村慢性病摸排登记表（2022年）");
  g_assert_cmpuint (cunyi_report_result_n_columns (result), ==, 22);
  /* The newest of two surveys; who was not asked is there too. */
  assert_row (result, 0,
              "1|大新庄村1组|0001|王一|2|王一|男|72|411322********1238|户主|脱贫户|是|高血压|间断|150/92||无|需鉴定|"
              "高血压、2型糖尿病|2022-07-10|李医生|");
  assert_row (result, 1, "2|大新庄村1组|0001|王一|2|李二|女|42|411322********1243|配偶|脱贫户|||||||未摸排||||");
}

static void
test_what_ships_becomes_workbooks (void)
{
  static const char *const names[] = { "contract_month", "chronic_roster" };
  g_autoptr(Village) village = village_new (NULL);
  const char *keep = g_getenv ("CUNYI_TEST_OUTPUT"); /* a folder, for who wants to look */

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(CunyiReportResult) result = village_run (village, names[i], "2022-07-31", "v", NULL);
      g_autofree char *path = g_build_filename (keep ? keep : village->folder, cunyi_report_result_get_file_name (result), NULL);
      g_autoptr(GError) error = NULL;

      g_assert_true (cunyi_report_write (result, path, TRUE, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shipped/the_contract_report_counts_each_group", test_the_contract_report_counts_each_group);
  g_test_add_func ("/shipped/the_contract_report_has_the_official_header", test_the_contract_report_has_the_official_header);
  g_test_add_func ("/shipped/a_month_is_as_it_was_on_its_last_day", test_a_month_is_as_it_was_on_its_last_day);
  g_test_add_func ("/shipped/options_change_what_the_contract_report_counts",
                   test_options_change_what_the_contract_report_counts);
  g_test_add_func ("/shipped/without_a_place_everything_in_the_store_counts",
                   test_without_a_place_everything_in_the_store_counts);
  g_test_add_func ("/shipped/the_contract_report_names_the_people", test_the_contract_report_names_the_people);
  g_test_add_func ("/shipped/the_contract_report_has_nothing_to_find", test_the_contract_report_has_nothing_to_find);
  g_test_add_func ("/shipped/the_roster_has_a_row_for_each_disease", test_the_roster_has_a_row_for_each_disease);
  g_test_add_func ("/shipped/the_scope_of_the_roster_is_an_option", test_the_scope_of_the_roster_is_an_option);
  g_test_add_func ("/shipped/the_survey_has_a_row_for_each_person", test_the_survey_has_a_row_for_each_person);
  g_test_add_func ("/run/facts_read_code_lists", test_facts_read_code_lists);
  g_test_add_func ("/run/facts_get_their_parameters", test_facts_get_their_parameters);
  g_test_add_func ("/run/facts_that_want_more_than_facts_are_refused", test_facts_that_want_more_than_facts_are_refused);
  g_test_add_func ("/run/reading_facts_can_be_cancelled", test_reading_facts_can_be_cancelled);
  g_test_add_func ("/run/check_prepares_what_ships", test_check_prepares_what_ships);
  g_test_add_func ("/run/check_tells_what_is_wrong_with_facts", test_check_tells_what_is_wrong_with_facts);
  g_test_add_func ("/shipped/what_ships_becomes_workbooks", test_what_ships_becomes_workbooks);
  return g_test_run ();
}
