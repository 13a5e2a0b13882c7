/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A form of the township from a stick, with the lists beside it: what is said of it, what is refused, and that it is there
 * at once with its records, view, list, paper and table. */

#include "config.h"

#include "clinic/explain.h"
#include "clinic/filling.h"
#include "base/clock.h"
#include "clinic/paper.h"
#include "clinic/parcel.h"
#include "clinic/record-paper.h"
#include "clinic/reporting.h"
#include "clinic/timeline.h"
#include "neighbours.h"
#include "report/render.h"
#include "report/run.h"
#include "report/workbook.h"
#include "scratch.h"
#include "store/definition.h"

#include <glib/gstdio.h>
#include <string.h>

#define WELLS "name,label,depth\nw1,东井,12\nw2,西井,30\n"
#define WATER "survey\n,type,name,label,calculation,required,default\n,date,day,检查日期,,yes\n" \
              ",select_one_from_file wells.csv,well,水井,,yes\n,integer,people,用水人数,,\n" \
              ",calculate,depth,,\"pulldata('wells', 'depth', 'name', ${well})\",\n" \
              ",calculate,keeper,,instance('keepers')/root/item[well = ${well}]/keeper,\n" \
              ",begin_repeat,pump,水泵,,,2\n,text,maker,厂家,,\n,end_repeat,,,,\n" \
              "settings\n,form_title,form_id,version,subject,day,instance_name\n,饮水检查,%s,2026.1,household,day,井深${depth}\n"

/* Files on a stick, in the folder of the scratch. (transfer full) */
static char *
put (Scratch *scratch, const char *name, const char *text)
{
  char *path = g_build_filename (scratch->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static char *
put_form (Scratch *scratch, const char *id)
{
  g_autofree char *wells = put (scratch, "wells.csv", WELLS);
  g_autofree char *keepers = put (scratch, "keepers.csv", "well,keeper\nw1,张三\nw2,李四\n");
  g_autofree char *text = g_strdup_printf (WATER, id);

  return put (scratch, "water.csv", text);
}

static CunyiParcel *
read_parcel (Scratch *scratch, const char *path, CunyiFaults *faults)
{
  g_autoptr (GError) error = NULL;
  CunyiParcel *parcel = cunyi_parcel_read_for (cunyi_clinic_get_library (scratch->clinic),
                                               cunyi_clinic_get_database (scratch->clinic), path, faults, &error);

  g_assert_no_error (error);
  return parcel;
}

/* Reads and uses a file, and enters the clinic anew. */
static void
use (Scratch *scratch, const char *path)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (path);
  g_autoptr (CunyiParcel) parcel = read_parcel (scratch, path, faults);
  g_autofree char *fault = cunyi_faults_count (faults) > 0 ? cunyi_fault_to_text (cunyi_faults_get (faults, 0)) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) again = NULL;

  g_assert_cmpstr (fault, ==, NULL);
  g_assert_nonnull (cunyi_parcel_get_kind (parcel));
  g_assert_true (cunyi_parcel_use (parcel, cunyi_clinic_get_database (scratch->clinic), &error));
  again = cunyi_clinic_enter (cunyi_clinic_get_database (scratch->clinic), NULL, &error);
  g_assert_no_error (error);
  g_set_object (&scratch->clinic, again);
}

static void
what_it_would_bring_is_told_and_nothing_is_changed (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *path = put_form (scratch, "water");
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (path);
  g_autoptr (CunyiParcel) parcel = read_parcel (scratch, path, faults);
  g_autofree char *text = cunyi_parcel_describe (parcel, cunyi_clinic_get_library (scratch->clinic));

  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
  g_assert_cmpstr (cunyi_parcel_get_kind (parcel), ==, "forms");
  g_assert_cmpstr (cunyi_parcel_get_name (parcel), ==, "water");
  g_assert_cmpstr (cunyi_parcel_get_title (parcel), ==, "饮水检查");
  g_assert_nonnull (strstr (text, "4 questions, 2 must be answered."));
  g_assert_nonnull (strstr (text, "wells.csv (2 rows)"));
  g_assert_nonnull (strstr (text, "keepers.csv (2 rows)"));
  g_assert_nonnull (strstr (text, "检查日期、水井、用水人数"));
  g_assert_null (cunyi_library_get_form (cunyi_clinic_get_library (scratch->clinic), "water"));
  g_assert_null (cunyi_library_get_codes (cunyi_clinic_get_library (scratch->clinic), "wells"));
}

static void
a_form_comes_with_the_lists_beside_it (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *path = put_form (scratch, "water");
  g_autofree char *wells = g_build_filename (scratch->folder, "wells.csv", NULL);
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (CunyiFilling) filling = NULL;
  g_autoptr (GError) error = NULL;

  use (scratch, path);
  /* The stick is pulled out. */
  g_remove (path);
  g_remove (wells);
  filling = cunyi_filling_new (scratch->clinic, "water", home, &error);
  g_assert_no_error (error);
  answer (cunyi_filling_get_session (filling), "well", "西井", NULL);
  g_assert_cmpstr (cunyi_session_get (cunyi_filling_get_session (filling), "depth"), ==, "30");
  g_assert_cmpstr (cunyi_session_get (cunyi_filling_get_session (filling), "keeper"), ==, "李四");
}

static void
a_list_in_use_is_renewed_by_itself (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *path = put_form (scratch, "water");
  g_autofree char *keepers = NULL;
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (CunyiFilling) filling = NULL;
  g_autoptr (GError) error = NULL;

  use (scratch, path);
  keepers = put (scratch, "keepers.csv", "well,keeper\nw2,王五\n");
  use (scratch, keepers);
  filling = cunyi_filling_new (scratch->clinic, "water", home, &error);
  g_assert_no_error (error);
  answer (cunyi_filling_get_session (filling), "well", "w2", NULL);
  g_assert_cmpstr (cunyi_session_get (cunyi_filling_get_session (filling), "keeper"), ==, "王五");
}

static void
assert_refused (Scratch *scratch, const char *path, CunyiFaultCode code)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (path);
  g_autoptr (CunyiParcel) parcel = read_parcel (scratch, path, faults);

  g_assert_null (cunyi_parcel_get_kind (parcel));
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 1);
  g_assert_cmpint (cunyi_faults_get (faults, 0)->code, ==, code);
}

/* Whoever is called like a table of the store would hide it from every rule and report. */
static void
a_form_is_not_called_like_what_is_there (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  static const char *const names[] = { "person", "problem", "resident", "follow_up" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = put_form (scratch, names[i]);

      assert_refused (scratch, path, CUNYI_FAULT_FORM_ID);
    }
}

static void
a_view_is_not_called_like_a_form (void)
{
  static const char view[] = "-- title: x\nSELECT 1 AS one\n";
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (GBytes) content = g_bytes_new_static (view, strlen (view));
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiClinic) again = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  cunyi_definition_put (database, "views", "household_visit", "own", "", content, NULL, &error);
  g_assert_no_error (error);
  again = cunyi_clinic_enter (database, NULL, &error);
  g_assert_no_error (error);
  cunyi_library_check_sql (cunyi_clinic_get_library (again), faults);
  g_assert_cmpuint (cunyi_faults_count (faults), >=, 1);
  text = cunyi_fault_to_text (cunyi_faults_get (faults, 0));
  g_assert_nonnull (strstr (text, "household_visit"));
  g_assert_nonnull (strstr (text, "Give the file another name"));
}

static void
put_broken (CunyiDatabase *database, const char *kind, const char *name, const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  cunyi_definition_put (database, kind, name, "own", "", content, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_named (CunyiFaults *faults, const char *words)
{
  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    {
      g_autofree char *text = cunyi_fault_to_text (cunyi_faults_get (faults, i));

      if (strstr (text, words))
        return;
    }
  g_error ("Nothing names “%s”.", words);
}

/* A definition that a newer program wrote, or a damaged one: what needs it says so, and the check names all of them. */
static void
what_cannot_be_read_is_said_where_it_is_needed (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("nanyang");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (CunyiFaults) fine = cunyi_faults_new (NULL), faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiClinic) again = NULL;
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  cunyi_library_check (cunyi_clinic_get_library (scratch->clinic), cunyi_clinic_get_book (scratch->clinic), fine);
  g_assert_cmpuint (cunyi_faults_count (fine), ==, 0);

  put_broken (database, "forms", "hologram", "survey\n,type,name,label\n,hologram,x,题\nsettings\n,form_id\n,hologram\n");
  put_broken (database, "forms", "household_visit@1999", "survey\n,type,name,label\n,hologram,x,题\nsettings\n,form_id\n,household_visit\n");
  put_broken (database, "documents", "torn", "<document><page>");
  put_broken (database, "workflows", "stray", "states\n,name\n,a\n");
  put_broken (database, "due", "slip", "-- title: 甲\nSELECT nothing FROM nowhere");
  again = cunyi_clinic_enter (database, SCRATCH_USER, &error);
  g_assert_no_error (error);

  g_assert_null (cunyi_filling_new (again, "hologram", home, &error));
  g_assert_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_BROKEN);
  sentence = cunyi_explain_error (error);
  g_assert_nonnull (strstr (sentence, "hologram"));
  g_clear_error (&error);
  g_assert_null (cunyi_paper_preview (again, "torn", home, NULL, &error));
  g_assert_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_BROKEN);
  g_clear_error (&error);
  /* What there never was is something else. */
  g_assert_null (cunyi_filling_new (again, "phantom", home, &error));
  g_assert_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_NO_FORM);

  cunyi_library_check (cunyi_clinic_get_library (again), cunyi_clinic_get_book (again), faults);
  assert_named (faults, "forms/hologram");
  assert_named (faults, "forms/household_visit@1999");
  assert_named (faults, "documents/torn");
  assert_named (faults, "stray");
  assert_named (faults, "due/slip.sql");
}

static void
a_list_of_the_pack_is_not_pushed_aside (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *path = put (scratch, "a.csv", "survey\n,type,name,label\n,select_one_from_file relation.csv,r,关系\nsettings\n,form_id\n,a\n");
  g_autofree char *list = put (scratch, "relation.csv", "name,label\n1,甲\n");

  assert_refused (scratch, path, CUNYI_FAULT_UNKNOWN_CODES);
  /* Without it the clinic's own serves. */
  g_remove (list);
  use (scratch, path);
  g_assert_nonnull (cunyi_library_get_form (cunyi_clinic_get_library (scratch->clinic), "a"));
}

static void
a_list_that_is_missing_or_wrong_is_told (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *path = put_form (scratch, "water");
  g_autofree char *wells = put (scratch, "wells.csv", "name,label,depth\nw1,东井,12\nw1,西井,30\n");
  g_autofree char *keepers = g_build_filename (scratch->folder, "keepers.csv", NULL);
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (path);
  g_autoptr (CunyiParcel) parcel = NULL;

  assert_refused (scratch, path, CUNYI_FAULT_CODES_CODE);
  g_free (put (scratch, "wells.csv", WELLS));
  g_remove (keepers);
  parcel = read_parcel (scratch, path, faults);
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 1);
  g_assert_cmpint (cunyi_faults_get (faults, 0)->code, ==, CUNYI_FAULT_UNKNOWN_LIST);
  g_assert_cmpuint (cunyi_faults_get (faults, 0)->row, ==, 7);
  g_assert_cmpuint (cunyi_faults_get (faults, 0)->column, ==, 5);
}

/* ---- what is there at once ---- */

static CunyiReportResult *
run_report (CunyiClinic *clinic, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiReportRequest) request = cunyi_reporting_request (clinic, name, cunyi_clock_today (), &error);
  CunyiReportResult *result = request ? cunyi_report_run (request, cunyi_clinic_get_database (clinic), NULL, NULL, NULL, &error)
                                      : NULL;

  g_assert_no_error (error);
  return result;
}

static char *
get_cell (CunyiReportResult *result, const char *header)
{
  for (guint i = 0; i < cunyi_report_result_n_columns (result); i++)
    {
      const CunyiReportShownColumn *column = cunyi_report_result_get_column (result, i);
      CunyiReportCell cell = cunyi_report_result_get (result, 0, i);

      if (g_strcmp0 (column->levels[0], header) == 0 || g_strcmp0 (column->levels[1], header) == 0)
        return cunyi_report_cell_to_text (&cell);
    }
  g_error ("no column %s", header);
}

static void
assert_cell (CunyiReportResult *result, const char *header, const char *expected)
{
  g_autofree char *text = get_cell (result, header);

  g_assert_cmpstr (text, ==, expected);
}

static void
its_records_view_list_paper_and_table_are_there_at_once (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *path = put_form (scratch, "water"), *book = g_build_filename (scratch->folder, "water.xlsx", NULL);
  const char *home = add_household (scratch->clinic, "0001"), *record;
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) rows = NULL;
  g_autoptr (GPtrArray) timeline = NULL;
  g_autoptr (CunyiDocument) paper = NULL;
  g_autoptr (CunyiReportResult) result = NULL;

  add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  use (scratch, path);
  record = fill (scratch->clinic, "water", home, "day", "2022-07-30", "well", "w2", "people", "4", "pump[1]/maker", "甲厂",
                 "pump[2]/maker", "乙厂", NULL);

  /* View. */
  rows = cunyi_database_prepare_foreign (cunyi_clinic_get_database (scratch->clinic),
                                         "SELECT well, people, (SELECT count (*) FROM water_pump) AS pumps FROM water", &error);
  g_assert_no_error (error);
  g_assert_true (cunyi_statement_step (rows, &error));
  g_assert_cmpstr (cunyi_statement_get_text (rows, "well"), ==, "w2");
  g_assert_cmpint (cunyi_statement_get_int (rows, "people"), ==, 4);
  g_assert_cmpint (cunyi_statement_get_int (rows, "pumps"), ==, 2);
  g_clear_pointer (&rows, cunyi_statement_free);

  /* List. */
  timeline = cunyi_timeline_load (scratch->clinic, home, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (timeline->len, ==, 1);
  g_assert_cmpstr (((CunyiTimelineItem *) g_ptr_array_index (timeline, 0))->title, ==, "饮水检查");
  g_assert_cmpstr (((CunyiTimelineItem *) g_ptr_array_index (timeline, 0))->detail, ==, "井深30");

  /* Print. */
  paper = cunyi_record_paper_new (scratch->clinic, record, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cunyi_document_n_pages (paper), ==, 1);

  /* Export. */
  result = run_report (scratch->clinic, "records/water");
  g_assert_cmpuint (cunyi_report_result_n_rows (result), ==, 1);
  assert_cell (result, "Head", "张三");
  assert_cell (result, "Day", "2022-07-30");
  assert_cell (result, "水井", "西井");
  assert_cell (result, "用水人数", "4");
  assert_cell (result, "水泵", "甲厂；乙厂");
  assert_cell (result, "Filled by", SCRATCH_USER);
  g_assert_true (cunyi_report_write (result, book, FALSE, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* Every form that ships has its table, with records in it or without. */
static void
every_form_has_its_table (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("nanyang");
  g_auto (GStrv) names = cunyi_library_list_record_reports (cunyi_clinic_get_library (scratch->clinic));
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");

  follow_up (scratch->clinic, person, "2022-07-20");
  g_assert_cmpuint (g_strv_length (names), >, 10);
  for (guint i = 0; names[i]; i++)
    {
      g_autoptr (CunyiReportResult) result = run_report (scratch->clinic, names[i]);

      g_assert_cmpuint (cunyi_report_result_n_rows (result), ==, g_str_equal (names[i], "records/hypertension_followup"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(name) g_test_add_func ("/clinic/parcel/" #name, name)
  TEST (what_it_would_bring_is_told_and_nothing_is_changed);
  TEST (a_form_comes_with_the_lists_beside_it);
  TEST (a_list_in_use_is_renewed_by_itself);
  TEST (a_form_is_not_called_like_what_is_there);
  TEST (a_view_is_not_called_like_a_form);
  TEST (what_cannot_be_read_is_said_where_it_is_needed);
  TEST (a_list_of_the_pack_is_not_pushed_aside);
  TEST (a_list_that_is_missing_or_wrong_is_told);
  TEST (its_records_view_list_paper_and_table_are_there_at_once);
  TEST (every_form_has_its_table);
  return g_test_run ();
}
