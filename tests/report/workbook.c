/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Workbooks, read back by another program (openpyxl), and what happens when they cannot be written. */

#include "config.h"

#include "fixture.h"
#include "report/workbook.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static char *folder; /* of all files of this program */

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* What look.py says about a workbook, a line for each thing, between line feeds. (transfer full) */
static char *
look (const char *path)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "report", "look.py", NULL);
  const char *const argv[] = { "/usr/bin/python3", script, path, NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  int status;

  /* Python does not like a sanitizer that is preloaded or asked for by its surroundings. */
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors, &status, &error));
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s: %s", path, errors);
  return g_strdup_printf ("\n%s", output);
}

static void
assert_seen (const char *seen, const char *line)
{
  g_autofree char *whole = g_strdup_printf ("\n%s\n", line);

  if (!strstr (seen, whole))
    g_error ("“%s” is not in:%s", line, seen);
}

static char *
write_and_look (CunyiReportResult *result, const char *name, gboolean people)
{
  g_autofree char *path = in_folder (name);
  g_autoptr(GError) error = NULL;
  gboolean good = cunyi_report_write (result, path, people, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (good);
  return look (path);
}

/* Nothing but these files is left in the folder. */
static void
assert_files (guint n)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint found = 0;

  while (g_dir_read_name (dir))
    found++;
  g_assert_cmpuint (found, ==, n);
}

static void
clear_folder (void)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = in_folder (name);

      g_unlink (path);
    }
}

static void
test_the_frame_stands_where_the_township_wants_it (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  g_autofree char *seen = write_and_look (result, "frame.xlsx", FALSE);

  assert_seen (seen, "大新庄村签约表 A1 str 大新庄村签约表");
  assert_seen (seen, "大新庄村签约表 A1 look s General size 18 bold True align center wrap True edge NoneNoneNoneNone");
  assert_seen (seen, "大新庄村签约表 merge A1:J1");
  assert_seen (seen, "大新庄村签约表 A2 str 填报单位（盖章）：");
  assert_seen (seen, "大新庄村签约表 E2 str 填报日期：2022-07-26");
  assert_seen (seen, "大新庄村签约表 I2 str 单位：户、人");
  assert_seen (seen, "大新庄村签约表 A3 str 报告期：2022-06-26至2022-07-25");
  assert_seen (seen, "大新庄村签约表 merge A3:J3");
  assert_seen (seen, "大新庄村签约表 A11 str 说明一");
  assert_seen (seen, "大新庄村签约表 A12 str 说明二");
  assert_seen (seen, "大新庄村签约表 A13 str 负责人：");
  clear_folder ();
}

static void
test_the_header_is_merged_over_three_levels (void)
{
  static const char *const merges[] = { "A4:A6", "B4:B6", "C4:C6", "D4:D6", "E4:F4", "E5:E6", "F5:F6",
                                        "G4:I4", "G5:H5", "I5:I6", "J4:J6" };
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  g_autofree char *seen = write_and_look (result, "header.xlsx", FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (merges); i++)
    {
      g_autofree char *line = g_strdup_printf ("大新庄村签约表 merge %s", merges[i]);

      assert_seen (seen, line);
    }
  assert_seen (seen, "大新庄村签约表 G4 str 重点人群");
  assert_seen (seen, "大新庄村签约表 G5 str 合计");
  assert_seen (seen, "大新庄村签约表 H6 str 占比（‰）");
  assert_seen (seen, "大新庄村签约表 H6 look s General size 10 bold True align center wrap True edge thinthinthinthin");
  clear_folder ();
}

static void
test_numbers_are_numbers_and_texts_are_texts (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  g_autofree char *seen = write_and_look (result, "cells.xlsx", FALSE);

  assert_seen (seen, "大新庄村签约表 A7 int 1");
  assert_seen (seen, "大新庄村签约表 B7 str 2组");
  assert_seen (seen, "大新庄村签约表 B7 look s @ size 10 bold False align center wrap True edge thinthinthinthin");
  assert_seen (seen, "大新庄村签约表 C7 int 3");
  assert_seen (seen, "大新庄村签约表 C7 look n 0 size 10 bold False align center wrap True edge thinthinthinthin");
  assert_seen (seen, "大新庄村签约表 F7 float 66.67");
  assert_seen (seen, "大新庄村签约表 F7 look n 0.00 size 10 bold False align center wrap True edge thinthinthinthin");
  assert_seen (seen, "大新庄村签约表 I7 float 4.25");
  assert_seen (seen, "大新庄村签约表 I7 look n 0.00## size 10 bold False align right wrap True edge thinthinthinthin");
  assert_seen (seen, "大新庄村签约表 F8 str —");
  assert_seen (seen, "大新庄村签约表 C8 int 0");
  clear_folder ();
}

static void
test_the_total_is_under_the_lines (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  g_autofree char *seen = write_and_look (result, "total.xlsx", FALSE);

  assert_seen (seen, "大新庄村签约表 A10 str 合计（去重）");
  assert_seen (seen, "大新庄村签约表 merge A10:B10");
  assert_seen (seen, "大新庄村签约表 C10 int 4");
  assert_seen (seen, "大新庄村签约表 C10 look n 0 size 10 bold True align center wrap True edge thinthinthinthin");
  assert_seen (seen, "大新庄村签约表 F10 int 75");
  assert_seen (seen, "大新庄村签约表 F10 look n 0.00 size 10 bold True align center wrap True edge thinthinthinthin");
  clear_folder ();
}

static void
test_it_prints_on_a4_with_its_header_on_every_page (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  g_autofree char *seen = write_and_look (result, "print.xlsx", FALSE);

  assert_seen (seen, "大新庄村签约表 paper 9 landscape fit True 1 x 0");
  assert_seen (seen, "大新庄村签约表 repeat $4:$6 freeze C7 area $A$1:$J$13");
  assert_seen (seen, "大新庄村签约表 footer &P / &N header None");
  assert_seen (seen, "大新庄村签约表 centred True");
  clear_folder ();
}

static void
test_the_second_sheet_holds_the_people (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  g_autofree char *seen = write_and_look (result, "people.xlsx", TRUE);

  assert_seen (seen, "名单 A1 str 名单");
  assert_seen (seen, "名单 B4 str 李二");
  assert_seen (seen, "名单 C7 str p1");
  clear_folder ();
}

static void
test_the_demo_village_is_marked (void)
{
  g_autoptr(CunyiReport) report = fixture_report (fixture_sheet);
  g_autoptr(CunyiReportRequest) request = fixture_request (report);
  g_autoptr(CunyiFacts) facts = fixture_facts ();
  g_autoptr(CunyiReportResult) result = NULL;
  g_autofree char *seen = NULL;

  cunyi_report_request_set_mark (request, "演示&");
  result = cunyi_report_result_new (request, facts, NULL);
  seen = write_and_look (result, "demo.xlsx", TRUE);
  assert_seen (seen, "大新庄村签约表 A1 str 大新庄村签约表（演示&）");
  assert_seen (seen, "名单 A1 str 名单（演示&）");
  assert_seen (seen, "大新庄村签约表 footer &P / &N header 演示&&");
  clear_folder ();
}

/* Texts that a spreadsheet could take for something else: the cell holds them as they are, as text. */
static const char *const texts[] = {
  "=1+1",
  "=HYPERLINK(\"http://example.org\",\"x\")",
  "+8613800138000",
  "-2+3",
  "@SUM(A1:A2)",
  "411322195001011234",
  "000123",
  "1e5",
  "2022-07-26",
  "TRUE",
  "<b>&amp;\"'",
  "  blanks  ",
  "一\n二",
  "\U00020000\U0001F600", /* letters beyond sixteen bits */
};

static char *
write_texts (const char *const *list, guint n, const char *format)
{
  static const char *const names[] = { "a", NULL };
  g_autofree char *sheet = g_strdup_printf ("settings\n,id,title\n,small,T\ncolumns\n,header,kind,value,format\n"
                                            ",甲,text,a,%s\n", format);
  g_autoptr(CunyiReport) report = fixture_report (sheet);
  g_autoptr(CunyiReportRequest) request = fixture_request (report);
  g_autoptr(CunyiFacts) facts = cunyi_facts_new (names);
  g_autoptr(CunyiReportResult) result = NULL;

  for (guint i = 0; i < n; i++)
    {
      cunyi_facts_begin_row (facts);
      cunyi_facts_add_text (facts, list[i]);
    }
  result = cunyi_report_result_new (request, facts, NULL);
  return write_and_look (result, "texts.xlsx", FALSE);
}

static void
test_no_text_becomes_a_formula (void)
{
  g_autofree char *seen = write_texts (texts, G_N_ELEMENTS (texts), "");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto(GStrv) parts = g_strsplit (texts[i], "\n", -1);
      g_autofree char *text = g_strjoinv ("\\n", parts);
      g_autofree char *value = g_strdup_printf ("T A%u str %s", i + 3, text);
      g_autofree char *kind = g_strdup_printf ("T A%u look s @ size 10 bold False align center wrap True edge thinthinthinthin",
                                               i + 3);

      assert_seen (seen, value);
      assert_seen (seen, kind);
    }
  clear_folder ();
}

static void
test_what_no_cell_can_hold_is_left_out (void)
{
  g_autofree char *huge = g_strnfill (40000, 'x');
  const char *list[] = { "\tcmd", "bell\a", "bro\xffken", huge };
  g_autofree char *seen = write_texts (list, G_N_ELEMENTS (list), "");
  g_autofree char *most = g_strnfill (32767, 'x');
  g_autofree char *last = g_strdup_printf ("T A6 str %s", most);

  assert_seen (seen, "T A3 str  cmd");
  assert_seen (seen, "T A4 str bell");
  assert_seen (seen, "T A5 str bro\xef\xbf\xbdken");
  assert_seen (seen, last);
  clear_folder ();
}

static void
test_days_are_days (void)
{
  static const char *const days[] = { "2022-07-26", "1900-03-01", "1899-12-31", "2022-02-30" };
  g_autofree char *seen = write_texts (days, G_N_ELEMENTS (days), "date");

  assert_seen (seen, "T A3 datetime 2022-07-26 00:00:00");
  assert_seen (seen, "T A4 datetime 1900-03-01 00:00:00");
  assert_seen (seen, "T A5 str 1899-12-31"); /* before the days that every program counts the same */
  assert_seen (seen, "T A6 str 2022-02-30");
  clear_folder ();
}

/* ---- what may go wrong ---- */

static void
assert_refused (CunyiReportResult *result, const char *path, CunyiReportError code)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (cunyi_report_write (result, path, TRUE, NULL, NULL, NULL, &error));
  g_assert_error (error, CUNYI_REPORT_ERROR, (int) code);
}

static void
test_a_folder_that_is_not_there_is_told (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  g_autofree char *path = in_folder ("gone/t.xlsx");

  assert_refused (result, path, CUNYI_REPORT_ERROR_NO_FOLDER);
  assert_refused (result, folder, CUNYI_REPORT_ERROR_NOT_WRITABLE);
  assert_files (0);
}

static void
test_a_folder_that_may_not_be_written_is_told (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);

  /* The kernel's own folder refuses new files to root as well. */
  assert_refused (result, "/sys/t.xlsx", CUNYI_REPORT_ERROR_NOT_WRITABLE);
}

static void
test_a_table_that_is_open_elsewhere_is_told (void)
{
  static const char *const locks[] = { ".~lock.t.xlsx#", "~$t.xlsx" };
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  g_autofree char *path = in_folder ("t.xlsx");

  for (guint i = 0; i < G_N_ELEMENTS (locks); i++)
    {
      g_autofree char *lock = in_folder (locks[i]);

      g_assert_true (g_file_set_contents (lock, "", 0, NULL));
      assert_refused (result, path, CUNYI_REPORT_ERROR_IN_USE);
      g_unlink (lock);
    }
  assert_files (0);
}

static CunyiReportResult *
large_result (guint n)
{
  static const char *const names[] = { "a", NULL };
  g_autoptr(CunyiReport) report
    = fixture_report ("settings\n,id,title\n,small,T\ncolumns\n,header,kind,value\n,甲,text,a\n");
  g_autoptr(CunyiReportRequest) request = fixture_request (report);
  g_autoptr(CunyiFacts) facts = cunyi_facts_new (names);

  for (guint i = 0; i < n; i++)
    {
      cunyi_facts_begin_row (facts);
      cunyi_facts_add_number (facts, i);
    }
  return cunyi_report_result_new (request, facts, NULL);
}

/* A limit on the size of files stands in for a full disk: writing fails in the middle. */
static void
refuse_with_limits (CunyiReportResult *result, rlim_t most, rlim_t step)
{
  g_autofree char *path = in_folder ("t.xlsx");
  g_autofree char *content = NULL;
  struct rlimit before, small;
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);

  g_assert_true (g_file_set_contents (path, "old", 3, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  for (rlim_t size = 0; size < most; size += step)
    {
      small = before;
      small.rlim_cur = size;
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
      assert_refused (result, path, CUNYI_REPORT_ERROR_FULL);
    }
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  signal (SIGXFSZ, handler);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "old");
  assert_files (1);
  clear_folder ();
}

static void
test_a_full_disk_leaves_the_old_table (void)
{
  g_autoptr(CunyiReportResult) small = fixture_result (fixture_sheet);
  /* Its rows fill the temporary file long before they would fill the workbook, which is packed. */
  g_autoptr(CunyiReportResult) large = large_result (5000);

  refuse_with_limits (small, 6000, 500);
  refuse_with_limits (large, 200000, 20000);
}

static void
test_a_new_table_takes_the_place_of_the_old (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  g_autofree char *path = in_folder ("t.xlsx");
  g_autofree char *seen = NULL;

  g_assert_true (g_file_set_contents (path, "old", 3, NULL));
  seen = write_and_look (result, "t.xlsx", FALSE);
  assert_seen (seen, "大新庄村签约表 C10 int 4");
  assert_files (1);
  clear_folder ();
}

static void
cancel_cb (gint64 done, gint64 total, gpointer data)
{
  g_assert_cmpint (total, ==, 5000);
  if (done >= 2048)
    g_cancellable_cancel (data);
}

static void
test_writing_can_be_cancelled (void)
{
  g_autoptr(CunyiReportResult) result = large_result (5000);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = in_folder ("t.xlsx");

  g_assert_false (cunyi_report_write (result, path, FALSE, cancellable, cancel_cb, cancellable, &error));
  g_assert_error (error, CUNYI_REPORT_ERROR, CUNYI_REPORT_ERROR_CANCELLED);
  assert_files (0);
}

static void
test_many_rows_are_all_there (void)
{
  g_autoptr(CunyiReportResult) result = large_result (5000);
  g_autofree char *seen = write_and_look (result, "many.xlsx", FALSE);

  assert_seen (seen, "sheet T size 5002 x 1");
  assert_seen (seen, "T A3 int 0");
  assert_seen (seen, "T A5002 int 4999");
  clear_folder ();
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("cunyi-report-XXXXXX", NULL);
  g_test_add_func ("/workbook/the_frame_stands_where_the_township_wants_it",
                   test_the_frame_stands_where_the_township_wants_it);
  g_test_add_func ("/workbook/the_header_is_merged_over_three_levels", test_the_header_is_merged_over_three_levels);
  g_test_add_func ("/workbook/numbers_are_numbers_and_texts_are_texts", test_numbers_are_numbers_and_texts_are_texts);
  g_test_add_func ("/workbook/the_total_is_under_the_lines", test_the_total_is_under_the_lines);
  g_test_add_func ("/workbook/it_prints_on_a4_with_its_header_on_every_page",
                   test_it_prints_on_a4_with_its_header_on_every_page);
  g_test_add_func ("/workbook/the_second_sheet_holds_the_people", test_the_second_sheet_holds_the_people);
  g_test_add_func ("/workbook/the_demo_village_is_marked", test_the_demo_village_is_marked);
  g_test_add_func ("/workbook/no_text_becomes_a_formula", test_no_text_becomes_a_formula);
  g_test_add_func ("/workbook/what_no_cell_can_hold_is_left_out", test_what_no_cell_can_hold_is_left_out);
  g_test_add_func ("/workbook/days_are_days", test_days_are_days);
  g_test_add_func ("/workbook/a_folder_that_is_not_there_is_told", test_a_folder_that_is_not_there_is_told);
  g_test_add_func ("/workbook/a_folder_that_may_not_be_written_is_told", test_a_folder_that_may_not_be_written_is_told);
  g_test_add_func ("/workbook/a_table_that_is_open_elsewhere_is_told", test_a_table_that_is_open_elsewhere_is_told);
  g_test_add_func ("/workbook/a_full_disk_leaves_the_old_table", test_a_full_disk_leaves_the_old_table);
  g_test_add_func ("/workbook/a_new_table_takes_the_place_of_the_old", test_a_new_table_takes_the_place_of_the_old);
  g_test_add_func ("/workbook/writing_can_be_cancelled", test_writing_can_be_cancelled);
  g_test_add_func ("/workbook/many_rows_are_all_there", test_many_rows_are_all_there);
  status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
