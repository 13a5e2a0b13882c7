/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The village that the reports that ship are counted on. */

#include "config.h"

#include "village.h"

#include <glib/gstdio.h>
#include <string.h>

#include "form/record.h"
#include "report/render.h"

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
  "  '{\"visit_date\":\"2022-07-21\",\"way\":\"1\",\"member\":[{\"m_person\":\"p5\",\"m_present\":\"1\",\"m_sbp\":130,\"m_dbp\":80},{\"m_person\":\"p6\"}]}'),"
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

CunyiCodes *
village_find_codes (const char *id, gpointer user_data)
{
  return cunyi_book_get_codes (user_data, id);
}

static void
add_form_views (Village *village)
{
  static const char *const forms[] = { "household_visit", "household_verify", "chronic_application_form", "chronic_survey",
                                       "card_use",
                                      "hypertension_followup", "diabetes_followup", "mental_followup", "tb_first_visit", "tb_followup" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(CunyiFaults) faults = cunyi_faults_new (forms[i]);
      g_autoptr(GBytes) content = cunyi_definition_get (village->database, "forms", forms[i], NULL, &error);
      g_autoptr(CunyiForm) form = cunyi_form_parse (forms[i], content, village_find_codes, village->book, faults);

      g_assert_nonnull (form);
      cunyi_record_add_views (village->database, form, NULL, &error);
      g_assert_no_error (error);
    }
}

/* Views of the pack; SQLite looks at what they read only when they are read. */
static void
add_declared_views (Village *village)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) names = cunyi_definition_list (village->database, "views", &error);

  g_assert_no_error (error);
  for (guint i = 0; names[i]; i++)
    {
      g_autoptr(GBytes) content = cunyi_definition_get (village->database, "views", names[i], NULL, &error);
      gsize size;
      const char *text = g_bytes_get_data (content, &size);
      g_autofree char *sql = g_strndup (text, size);

      cunyi_database_add_view (village->database, names[i], sql, &error);
      g_assert_no_error (error);
    }
}

static void
run_statement (Village *village, const char *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CunyiStatement) statement = cunyi_database_prepare (village->database, sql, &error);

  g_assert_no_error (error);
  cunyi_statement_run (statement, &error);
  g_assert_no_error (error);
}

Village *
village_new (const char *const *more)
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
  put_files (village, "views");
  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    run_statement (village, data[i]);
  for (; more && *more; more++)
    run_statement (village, *more);
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
  add_declared_views (village);
  return village;
}

void
village_free (Village *village)
{
  g_autoptr(GDir) dir = g_dir_open (village->folder, 0, NULL);
  const char *name;

  cunyi_book_free (village->book);
  cunyi_pack_free (village->pack);
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

static char *
find_label (const char *list, const char *code, gpointer user_data)
{
  CunyiCodes *codes = cunyi_book_get_codes (user_data, list);

  return codes ? g_strdup (cunyi_codes_get_label (codes, code)) : NULL;
}

CunyiReport *
village_load (const char *name)
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

CunyiReportResult *
village_run (Village *village, const char *name, const char *until, const char *place, const char *const *options)
{
  g_autoptr(CunyiReport) report = village_load (name);
  CunyiDay day = cunyi_day_parse (until);
  CunyiPeriod period = cunyi_period_around (cunyi_report_get_period (report), day, 31);
  g_autoptr(CunyiReportRequest) request = cunyi_report_request_new (report, &period, day);
  g_autoptr(GError) error = NULL;
  CunyiReportResult *result;

  cunyi_report_request_set (request, "place_village", "大新庄村");
  cunyi_report_request_set (request, "clinic_name", "大新庄村卫生室");
  cunyi_report_request_set_labels (request, find_label, village->book);
  cunyi_report_request_set_codes (request, village_find_codes, village->book);
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

void
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
