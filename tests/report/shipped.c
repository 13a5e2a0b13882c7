/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reports on a store: how facts.sql is run, and the reports that ship, on a village so small that every number of them can
 * be counted by hand. */

#include "config.h"

#include "base/codes.h"
#include "base/pack.h"
#include "form/record.h"
#include "report/check.h"
#include "report/render.h"
#include "report/run.h"
#include "report/workbook.h"
#include "store/database.h"
#include "workflow/case.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder;
  CunyiDatabase *database;
  CunyiPack *pack;
  CunyiBook *book;
} Village;

/* 1组: h1 is 脱贫户, h2 ordinary; 2组: h3 is 低保, h4 ordinary; 3组 has nobody. Days around July 2022. */
static const char *const data[] = {
  "INSERT INTO place (id, parent, level, name, position) VALUES"
  " ('t', NULL, 'township', '柳河镇', 0), ('v', 't', 'village', '大新庄村', 0), ('g1', 'v', 'group', '1组', 1),"
  " ('g2', 'v', 'group', '2组', 2), ('g3', 'v', 'group', '3组', 3), ('w', 't', 'village', '小李庄村', 1)",
  "INSERT INTO household (id, place, number) VALUES"
  " ('h1', 'g1', '0001'), ('h2', 'g1', '0002'), ('h3', 'g2', '0003'), ('h4', 'g2', '0004'), ('h5', 'w', '0005')",
  "INSERT INTO person (id, household, name, id_number, sex, birth, relation, resident, state, state_since) VALUES"
  /* old, 脱贫, signed in July and paid, followed up in July */
  " ('p1', 'h1', '王一', '411322195001011238', '1', '1950-01-01', '02', 1, 'here', NULL),"
  /* 脱贫, nothing signed */
  " ('p2', 'h1', '李二', '411322198001011243', '2', '1980-01-01', '10', 1, 'here', NULL),"
  /* renewed in July, no service */
  " ('p3', 'h2', '赵三', '', '1', '1985-01-01', '02', 1, 'here', NULL),"
  /* a child that lives elsewhere */
  " ('p4', 'h2', '赵小四', '', '1', '2018-01-01', '20', 0, 'here', NULL),"
  /* 低保 and 残疾; signed a year ago until the last of July; measured at a visit */
  " ('p5', 'h3', '孙五', '', '2', '1970-01-01', '02', 1, 'here', NULL),"
  /* died in July, the contract ended with it */
  " ('p6', 'h3', '孙六', '', '1', '1940-01-01', '10', 1, 'dead', '2022-07-15'),"
  /* high blood pressure, refused to sign */
  " ('p7', 'h4', '周七', '', '1', '1977-01-01', '02', 1, 'here', NULL),"
  /* moves away in August: in July here, and signed */
  " ('p8', 'h4', '周八', '', '2', '1979-01-01', '10', 1, 'moved', '2022-08-10'),"
  /* a contract entered by mistake */
  " ('p9', 'h4', '周九', '', '2', '1999-01-01', '20', 1, 'here', NULL),"
  /* another village */
  " ('q1', 'h5', '吴一', '', '1', '1950-01-01', '02', 1, 'here', NULL)",
  "INSERT INTO membership (id, person, household, group_, from_, until) VALUES"
  " ('m1', NULL, 'h1', 'lifted', '2015-01-01', NULL), ('m2', NULL, 'h3', 'dibao', NULL, NULL),"
  " ('m3', 'p5', NULL, 'disabled', NULL, NULL), ('m4', 'p3', NULL, 'tekun', NULL, '2022-06-30'),"
  " ('m5', 'p9', NULL, 'disabled', '2022-08-01', NULL)",
  "INSERT INTO condition (id, person, disease, since, until) VALUES"
  " ('c1', 'p7', 'hypertension', '2020-01-01', NULL), ('c2', 'p1', 'hypertension', NULL, NULL),"
  " ('c3', 'p1', 'diabetes', NULL, NULL), ('c4', 'p2', 'mental', NULL, NULL),"
  " ('c5', 'p9', 'diabetes', '2010-01-01', '2021-01-01')",
  "INSERT INTO case_ (id, workflow, definition, subject, state, opened, closed, begins, ends, holds, data)"
  " SELECT v.column1, 'contract', (SELECT id FROM definition WHERE kind = 'workflows' AND name = 'contract'),"
  "        v.column2, v.column3, '2021-01-01', NULL, v.column4, v.column5, v.column6, v.column7 FROM (VALUES"
  " ('k1', 'p1', 'active', '2022-07-05', '2023-07-04', 1, '{\"sign_kind\":\"1\",\"sign_date\":\"2022-07-05\",\"paid\":\"1\"}'),"
  " ('k2', 'p3', 'renewed', '2021-07-11', '2022-07-10', 1, '{\"sign_kind\":\"1\",\"sign_date\":\"2021-07-11\",\"paid\":\"0\"}'),"
  " ('k3', 'p3', 'active', '2022-07-11', '2023-07-10', 1, '{\"sign_kind\":\"2\",\"sign_date\":\"2022-07-10\",\"paid\":\"0\"}'),"
  " ('k4', 'p5', 'active', '2021-08-01', '2022-07-31', 1, '{\"sign_kind\":\"1\",\"sign_date\":\"2021-08-01\",\"paid\":\"0\"}'),"
  " ('k5', 'p6', 'ended', '2022-01-01', '2022-07-15', 1,"
  "  '{\"sign_kind\":\"1\",\"sign_date\":\"2022-01-01\",\"paid\":\"0\",\"end_state_date\":\"2022-07-15\",\"end_reason\":\"3\"}'),"
  " ('k6', 'p7', 'refused', NULL, NULL, 0, '{\"refuse_reason\":\"不愿意\"}'),"
  " ('k7', 'p8', 'ended', '2022-02-01', '2022-08-10', 1,"
  "  '{\"sign_kind\":\"1\",\"sign_date\":\"2022-02-01\",\"paid\":\"0\",\"end_state_date\":\"2022-08-10\",\"end_reason\":\"2\"}'),"
  " ('k8', 'p9', 'void', '2022-07-01', '2023-06-30', 0, '{\"sign_kind\":\"1\",\"sign_date\":\"2022-07-01\",\"paid\":\"0\"}'),"
  " ('k9', 'q1', 'active', '2022-07-01', '2023-06-30', 1, '{\"sign_kind\":\"1\",\"sign_date\":\"2022-07-01\",\"paid\":\"0\"}')) AS v",
  "INSERT INTO record (form, subject, day, id, definition, answers, entered)"
  " SELECT v.column1, v.column2, v.column3, v.column4,"
  "        (SELECT id FROM definition WHERE kind = 'forms' AND name = v.column1), jsonb (v.column5), v.column3 FROM (VALUES"
  " ('hypertension_followup', 'p1', '2022-07-20', 'r1', '{\"sbp\":140,\"dbp\":90}'),"
  " ('hypertension_followup', 'p3', '2022-06-30', 'r2', '{\"sbp\":140,\"dbp\":90}'),"
  " ('household_visit', 'h3', '2022-07-21', 'r3',"
  "  '{\"visit_date\":\"2022-07-21\",\"member\":[{\"m_person\":\"p5\",\"m_sbp\":130,\"m_dbp\":80},{\"m_person\":\"p6\"}]}'),"
  " ('chronic_application_form', 'p1', '2022-07-10', 'r4', '{\"apply_date\":\"2022-07-10\"}'),"
  " ('chronic_application_form', 'p5', '2022-07-12', 'r5', '{\"apply_date\":\"2022-07-12\"}'),"
  " ('chronic_application_form', 'p8', '2022-07-13', 'r6', '{\"apply_date\":\"2022-07-13\"}'),"
  " ('chronic_survey', 'p1', '2022-07-09', 'r7', '{\"survey_date\":\"2022-07-09\",\"seen\":\"2\",\"result\":\"p_absent\"}'),"
  " ('chronic_survey', 'p1', '2022-07-10', 'r8', '{\"survey_date\":\"2022-07-10\",\"seen\":\"1\",\"known\":\"高血压\",\"medicine\":\"2\","
  "  \"sbp\":150,\"dbp\":92,\"old_card\":\"1\",\"result\":\"p_need\",\"need\":\"hypertension diabetes\",\"surveyor\":\"李医生\"}')) AS v",
  "INSERT INTO case_ (id, workflow, definition, parent, subject, topic, state, opened, record, data)"
  " SELECT v.column1, v.column2, (SELECT id FROM definition WHERE kind = 'workflows' AND name = v.column2), v.column3,"
  "        v.column4, v.column5, v.column6, v.column7, v.column8, v.column9 FROM (VALUES"
  " ('a1', 'chronic_application', NULL, 'p1', '', 'a_served', '2022-07-10', 'r4', '{\"served_date\":\"2022-07-29\"}'),"
  " ('a2', 'chronic_application', NULL, 'p5', '', 'a_papers', '2022-07-12', 'r5', '{\"missing_papers\":\"照片\"}'),"
  " ('d1', 'chronic_disease', 'a1', 'p1', 'hypertension', 'r_pass', '2022-07-10', NULL, '{\"expert_date\":\"2022-07-20\"}'),"
  " ('d2', 'chronic_disease', 'a1', 'p1', 'diabetes', 'r_fail', '2022-07-10', NULL,"
  "  '{\"expert_date\":\"2022-07-20\",\"fail_reason\":\"未达到鉴定标准\"}'),"
  " ('d3', 'chronic_disease', 'a2', 'p5', 'diabetes', 'r_open', '2022-07-12', NULL, '{}')) AS v",
  "INSERT INTO issue (id, document, definition, subject, case_, number, values_, printed, handed, void)"
  " SELECT v.column1, v.column2, (SELECT id FROM definition WHERE kind = 'workflows' AND name = 'contract'), 'p1', 'a1',"
  "        v.column3, '{}', '2022-07-25T09:00:00', v.column4, v.column5 FROM (VALUES"
  " ('i1', 'service_card', '1', '2022-07-26', '2022-07-28'), ('i2', 'service_card', '2', '2022-07-28', NULL),"
  " ('i3', 'notification_letter', '1', '2022-07-29', NULL)) AS v",
};

/* ---- the village ---- */

static void
put_files (Village *village, const char *kind)
{
  g_autoptr(GPtrArray) files = cunyi_pack_list_files (village->pack, kind, NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const CunyiPackFile *file = files->pdata[i];
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) content = cunyi_pack_file_read (file, &error);

      g_assert_no_error (error);
      cunyi_definition_put (village->database, kind, file->id, file->pack, file->version, content, NULL, &error);
      g_assert_no_error (error);
    }
}

static CunyiCodes *
find_codes (const char *id, gpointer user_data)
{
  return cunyi_book_get_codes (user_data, id);
}

static void
add_form_views (Village *village)
{
  static const char *const forms[] = { "household_visit", "household_verify", "chronic_application_form", "chronic_survey",
                                       "card_use" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(CunyiFaults) faults = cunyi_faults_new (forms[i]);
      g_autoptr(GBytes) content = cunyi_definition_get (village->database, "forms", forms[i], NULL, &error);
      g_autoptr(CunyiForm) form = cunyi_form_parse (forms[i], content, find_codes, village->book, faults);

      g_assert_nonnull (form);
      cunyi_record_add_views (village->database, form, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
add_data (Village *village)
{
  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(CunyiStatement) statement = cunyi_database_prepare (village->database, data[i], &error);

      g_assert_no_error (error);
      cunyi_statement_run (statement, &error);
      g_assert_no_error (error);
    }
}

static Village *
village_new (void)
{
  static const char *const workflows[] = { "contract", "chronic_application", "chronic_disease", "major_disease", "problem",
                                           "risk_clue" };
  g_autoptr(GError) error = NULL;
  g_autoptr(CunyiFaults) faults = cunyi_faults_new ("national");
  g_autofree char *recovery = NULL;
  g_autofree char *path = NULL;
  Village *village = g_new0 (Village, 1);

  village->folder = g_dir_make_tmp ("cunyi-report-XXXXXX", &error);
  path = g_build_filename (village->folder, "village.cunyi", NULL);
  village->database = cunyi_database_create (path, "doctor", "secret", FALSE, &recovery, &error);
  g_assert_no_error (error);
  village->pack = cunyi_pack_open ("national", faults);
  g_assert_nonnull (village->pack);
  g_assert_true (cunyi_database_begin (village->database, "Make village", &error));
  put_files (village, "codes");
  put_files (village, "workflows");
  put_files (village, "forms");
  add_data (village);
  g_assert_true (cunyi_database_commit (village->database, &error));
  village->book = cunyi_book_new (village->database);
  for (guint i = 0; i < G_N_ELEMENTS (workflows); i++)
    {
      cunyi_book_get_workflow (village->book, workflows[i], &error);
      g_assert_no_error (error);
    }
  cunyi_book_add_views (village->book, &error);
  g_assert_no_error (error);
  add_form_views (village);
  return village;
}

static void
village_free (Village *village)
{
  g_autoptr(GDir) dir = g_dir_open (village->folder, 0, NULL);
  const char *name;

  cunyi_book_free (village->book);
  cunyi_pack_unref (village->pack);
  g_object_unref (village->database);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (village->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (village->folder);
  g_free (village->folder);
  g_free (village);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Village, village_free)

static char *
find_label (const char *list, const char *code, gpointer user_data)
{
  CunyiCodes *codes = cunyi_book_get_codes (user_data, list);

  return codes ? g_strdup (cunyi_codes_get_label (codes, code)) : NULL;
}

static CunyiReport *
load (const char *name)
{
  g_autofree char *folder = g_build_filename (cunyi_packs_get_folder (), "national", "reports", name, NULL);
  g_autoptr(CunyiFaults) faults = cunyi_faults_new (name);
  CunyiReport *report = cunyi_report_load (folder, faults);

  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    {
      g_autofree char *text = cunyi_fault_to_text (cunyi_faults_get (faults, i));

      g_printerr ("%s\n", text);
    }
  g_assert_nonnull (report);
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
  return report;
}

/* The report for the period in which `until` lies, with options “name=value”. (transfer full) */
static CunyiReportResult *
run (Village *village, const char *name, const char *until, const char *place, const char *const *options)
{
  g_autoptr(CunyiReport) report = load (name);
  CunyiDay day = cunyi_day_parse (until);
  CunyiPeriod period = cunyi_period_around (cunyi_report_get_period (report), day, 31);
  g_autoptr(CunyiReportRequest) request = cunyi_report_request_new (report, &period, day);
  g_autoptr(CunyiContext) context = cunyi_context_new ();
  g_autoptr(GError) error = NULL;
  CunyiReportResult *result;

  cunyi_context_set (context, "place_village", "大新庄村");
  cunyi_context_set (context, "clinic_name", "大新庄村卫生室");
  cunyi_report_request_set_context (request, context);
  cunyi_report_request_set_labels (request, find_label, village->book);
  cunyi_report_request_set_codes (request, find_codes, village->book);
  cunyi_report_request_set_place (request, place);
  for (; options && *options; options++)
    {
      g_auto(GStrv) parts = g_strsplit (*options, "=", 2);

      g_assert_true (cunyi_report_request_set (request, parts[0], parts[1]));
    }
  result = cunyi_report_run (request, village->database, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return result;
}

/* A row as its cells parted by |. */
static void
assert_row (CunyiReportResult *result, guint row, const char *expected)
{
  GString *text = g_string_new (NULL);

  for (guint column = 0; column < cunyi_report_result_n_columns (result); column++)
    {
      CunyiReportCell cell = cunyi_report_result_get (result, row, column);
      g_autofree char *shown = cunyi_report_cell_to_text (&cell);

      g_string_append_printf (text, "%s%s", column > 0 ? "|" : "", shown);
    }
  g_assert_cmpstr (text->str, ==, expected);
  g_string_free (text, TRUE);
}

/* ---- the contract report ---- */

static void
test_the_contract_report_counts_each_group (void)
{
  g_autoptr(Village) village = village_new ();
  g_autoptr(CunyiReportResult) result = run (village, "contract_month", "2022-07-31", "v", NULL);

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
  g_autoptr(Village) village = village_new ();
  g_autoptr(CunyiReportResult) result = run (village, "contract_month", "2022-07-31", "v", NULL);

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
  g_autoptr(Village) village = village_new ();
  g_autoptr(CunyiReportResult) june = run (village, "contract_month", "2022-06-30", "v", NULL);
  g_autoptr(CunyiReportResult) august = run (village, "contract_month", "2022-08-31", "v", NULL);

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
  g_autoptr(Village) village = village_new ();
  g_autoptr(CunyiReportResult) one = run (village, "contract_month", "2022-07-31", "v", roster);
  g_autoptr(CunyiReportResult) two = run (village, "contract_month", "2022-07-31", "v", share);
  g_autoptr(CunyiReportResult) three = run (village, "contract_month", "2022-07-31", "t", villages);

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
  g_autoptr(Village) village = village_new ();
  g_autoptr(CunyiReportResult) result = run (village, "contract_month", "2022-07-31", NULL, NULL);

  /* The other village has no groups, so it is a line itself. */
  g_assert_cmpuint (cunyi_report_result_n_rows (result), ==, 4);
  assert_row (result, CUNYI_REPORT_TOTAL, "合计（去重）||8|5|2|1|1|62.50|1|12.50|6|3|50.00|2|3|2|66.67|2|40.00|");
}

static void
test_the_contract_report_names_the_people (void)
{
  g_autoptr(Village) village = village_new ();
  g_autoptr(CunyiReportResult) result = run (village, "contract_month", "2022-07-31", "v", NULL);
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
  g_autoptr(Village) village = village_new ();
  g_autoptr(CunyiReportResult) result = run (village, "contract_month", "2022-07-31", NULL, NULL);
  g_autoptr(GPtrArray) findings = cunyi_report_check (result);

  g_assert_cmpuint (findings->len, ==, 0);
}

/* ---- the roster of identification ---- */

static void
test_the_roster_has_a_row_for_each_disease (void)
{
  g_autoptr(Village) village = village_new ();
  g_autoptr(CunyiReportResult) result = run (village, "chronic_roster", "2022-07-31", "v", NULL);

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
  static const char *const all[] = { "scope=all", "mask_id=no", NULL };
  g_autoptr(Village) village = village_new ();
  g_autoptr(CunyiReportResult) result = run (village, "chronic_roster", "2022-07-31", "v", all);

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
  g_autoptr(Village) village = village_new ();
  g_autoptr(CunyiReport) report
    = report_with ("SELECT value ->> 'label' || (value ->> 'code') AS a FROM json_each (:codes_sex)"
                   " UNION ALL SELECT count (*) FROM json_each (:codes_nothing)");
  CunyiPeriod period = cunyi_period_around (CUNYI_PERIOD_MONTH, cunyi_day_new (2022, 7, 1), 31);
  g_autoptr(CunyiReportRequest) request = cunyi_report_request_new (report, &period, cunyi_day_new (2022, 7, 26));
  g_autoptr(CunyiReportResult) result = NULL;
  g_autoptr(GError) error = NULL;

  cunyi_report_request_set_codes (request, find_codes, village->book);
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
  g_autoptr(Village) village = village_new ();
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
  g_autoptr(Village) village = village_new ();

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
  g_autoptr(Village) village = village_new ();
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
  g_autoptr(Village) village = village_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(CunyiReport) report = load (names[i]);
      g_autoptr(CunyiFaults) faults = cunyi_faults_new (names[i]);

      g_assert_true (cunyi_report_check_facts (report, village->database, faults));
      g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
    }
}

static void
test_check_tells_what_is_wrong_with_facts (void)
{
  g_autoptr(Village) village = village_new ();
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
  g_autoptr(Village) village = village_new ();
  g_autoptr(CunyiReportResult) result = run (village, "chronic_survey", "2022-07-31", "v", NULL);

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
  g_autoptr(Village) village = village_new ();
  const char *keep = g_getenv ("CUNYI_TEST_OUTPUT"); /* a folder, for who wants to look */

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(CunyiReportResult) result = run (village, names[i], "2022-07-31", "v", NULL);
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
