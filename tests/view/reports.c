/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reports: the table, what is behind it, the workbook. */

#include "config.h"

#include "harness.h"
#include "people.h"

#include <glib/gstdio.h>

#include "clinic/resident.h"
#include "view/lines-list.h"
#include "view/person-page.h"
#include "view/report-table.h"
#include "view/reports-page.h"
#include "view/residents-page.h"

#define REPORTS "<Alt>4"
#define MONTHLY "contract_month"

static Harness *
open_reports (const char *report)
{
  Harness *harness = harness_new ("nanyang", fill_with_people, GUINT_TO_POINTER (40));

  harness_press (harness, REPORTS);
  harness_wait_for (CUNYI_IS_REPORTS_PAGE (harness_page (harness)));
  cunyi_reports_page_choose (CUNYI_REPORTS_PAGE (harness_page (harness)), report);
  /* The first report of the list may still have been in view. */
  harness_wait_for (!gtk_spinner_get_spinning (GTK_SPINNER (harness_find (harness_page (harness), "spinner"))));
  harness_wait_for (gtk_widget_is_sensitive (harness_find (harness_page (harness), "export_button")));
  harness_settle ();
  return harness;
}

static const char *
get_title (Harness *harness)
{
  return gtk_label_get_text (GTK_LABEL (harness_find (harness_page (harness), "title_label")));
}

static const char *
get_period (Harness *harness)
{
  return gtk_editable_get_text (GTK_EDITABLE (harness_find (harness_page (harness), "period_entry")));
}

static void
the_table_is_shown_and_arrows_move_over_it (void)
{
  g_autoptr (Harness) harness = open_reports (MONTHLY);
  CunyiReportTable *table = CUNYI_REPORT_TABLE (harness_find (harness_page (harness), "table"));
  guint row, column;

  harness_wait_for (strstr (get_title (harness), "家庭医生签约服务月报表") != NULL);
  gtk_widget_grab_focus (GTK_WIDGET (table));
  harness_press (harness, "Down");
  harness_press (harness, "Right");
  harness_press (harness, "Right");
  g_assert_true (cunyi_report_table_get_cursor (table, &row, &column));
  g_assert_cmpuint (row, ==, 1);
  g_assert_cmpuint (column, ==, 2);
  harness_picture (harness, "reports");
  harness_press (harness, "<Control>End");
  g_assert_true (cunyi_report_table_get_cursor (table, &row, &column));
  g_assert_cmpuint (row, ==, CUNYI_REPORT_TOTAL);
  harness_picture (harness, "reports-end");
  harness_set_dark (TRUE);
  harness_picture (harness, "reports-dark");
  harness_set_dark (FALSE);
  gtk_test_accessible_assert_role (table, GTK_ACCESSIBLE_ROLE_GRID);
}

/* A few letters of its pinyin are enough. */
static void
a_report_is_found_by_what_is_typed (void)
{
  g_autoptr (Harness) harness = open_reports (MONTHLY);
  GtkListBox *list = GTK_LIST_BOX (harness_find (harness_page (harness), "reports"));
  const char *const first_of_sections[] = { "慢性病鉴定", "家庭医生签约", "Records of each form" };
  guint shown = 0;

  for (guint i = 0; i < G_N_ELEMENTS (first_of_sections); i++)
    g_assert_true (harness_shows (list, first_of_sections[i]));
  /* Over the list, or after Alt+F. */
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0)));
  harness_type (harness, "wttz");
  harness_picture (harness, "reports-search");
  harness_press (harness, "Return");
  harness_wait_for (strstr (get_title (harness), "问题台账") != NULL);
  g_assert_true (GTK_IS_WIDGET (harness_focus (harness)));
  for (int i = 0; gtk_list_box_get_row_at_index (list, i); i++)
    shown += gtk_widget_get_mapped (GTK_WIDGET (gtk_list_box_get_row_at_index (list, i)));
  g_assert_cmpuint (shown, ==, 2);
  /* The first Escape brings the list back, the second goes back. */
  harness_press (harness, "<Alt>f");
  harness_press (harness, "Escape");
  harness_wait_for (gtk_widget_get_mapped (GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0))));
  g_assert_true (CUNYI_IS_REPORTS_PAGE (harness_page (harness)));
}

/* Passing through the lists with Tab opens nothing else. */
static void
tab_leaves_lists_as_they_are (void)
{
  g_autoptr (Harness) harness = open_reports (MONTHLY);
  g_autofree char *title = g_strdup (get_title (harness));
  GtkWidget *sidebar = harness_find (harness->window, "sidebar");
  GtkWidget *list = harness_find (harness_page (harness), "reports");
  int stops = 0;

  gtk_widget_grab_focus (harness_find (harness_page (harness), "period_entry"));
  for (int i = 0; i < 12; i++)
    {
      harness_press (harness, "<Shift>Tab");
      if (gtk_widget_is_ancestor (harness_focus (harness), sidebar) || gtk_widget_is_ancestor (harness_focus (harness), list))
        stops++;
    }
  g_assert_cmpint (stops, ==, 2);
  g_assert_cmpstr (get_title (harness), ==, title);
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (GTK_LIST_BOX (sidebar))), ==, 3);
}

static void
enter_on_a_number_shows_the_people_behind_it (void)
{
  g_autoptr (Harness) harness = open_reports (MONTHLY);
  CunyiReportTable *table = CUNYI_REPORT_TABLE (harness_find (harness_page (harness), "table"));

  gtk_widget_grab_focus (GTK_WIDGET (table));
  /* 40 households of 3 or 4 people. */
  cunyi_report_table_set_cursor (table, CUNYI_REPORT_TOTAL, 2);
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_RESIDENTS_PAGE (harness_page (harness)));
  harness_wait_for (harness_shows (harness_page (harness), "140 people"));
  harness_picture (harness, "reports-behind");
  harness_press (harness, "Escape");
  harness_wait_for (CUNYI_IS_REPORTS_PAGE (harness_page (harness)));
}

static void
periods_are_stepped_and_typed (void)
{
  g_autoptr (Harness) harness = open_reports (MONTHLY);

  g_assert_cmpstr (get_period (harness), ==, "2022年8月");
  harness_press (harness, "<Alt>Left");
  g_assert_cmpstr (get_period (harness), ==, "2022年7月");
  harness_press (harness, "<Alt>Left");
  harness_press (harness, "<Alt>Right");
  g_assert_cmpstr (get_period (harness), ==, "2022年7月");
  gtk_widget_grab_focus (harness_find (harness_page (harness), "period_entry"));
  harness_press (harness, "<Control>a");
  harness_type (harness, "202113");
  harness_press (harness, "Return");
  g_assert_true (gtk_widget_has_css_class (harness_find (harness_page (harness), "period_entry"), "error"));
  harness_press (harness, "<Control>a");
  harness_type (harness, "202112");
  harness_press (harness, "Return");
  g_assert_cmpstr (get_period (harness), ==, "2021年12月");
  g_assert_false (gtk_widget_has_css_class (harness_find (harness_page (harness), "period_entry"), "error"));
}

/* Whoever is faster than the counting must not send last month's numbers. */
static void
only_what_was_asked_for_is_exported (void)
{
  g_autoptr (Harness) harness = open_reports (MONTHLY);
  GtkWidget *button = harness_find (harness_page (harness), "export_button");
  g_autofree char *path = g_build_filename (harness->scratch->folder, "early.xlsx", NULL);

  gtk_widget_activate_action (GTK_WIDGET (harness_page (harness)), "page.step", "i", -1);
  g_assert_cmpstr (get_period (harness), ==, "2022年7月");
  g_assert_false (gtk_widget_get_sensitive (button));
  cunyi_reports_page_export (CUNYI_REPORTS_PAGE (harness_page (harness)), path);
  harness_wait_for (gtk_widget_is_sensitive (button));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (harness_find (harness_page (harness), "lines_label"))), "7月"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  cunyi_reports_page_export (CUNYI_REPORTS_PAGE (harness_page (harness)), path);
  harness_wait_for (harness_shows (harness->window, "Saved: early.xlsx"));
}

static void
options_are_kept (void)
{
  g_autoptr (Harness) harness = open_reports ("chronic_roster");
  GtkWidget *scope = harness_find (harness_page (harness), "survey_scope");
  g_autofree char *kept = NULL;

  harness_picture (harness, "reports-roster");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (scope), 2);
  harness_settle ();
  kept = cunyi_setting_get (cunyi_clinic_get_database (harness->clinic), "option/survey_scope");
  g_assert_cmpstr (kept, ==, "all");
  harness_picture (harness, "reports-roster-all");
}

/* What Python's reader of workbooks says: title, then the cells of the total row. */
static char *
read_workbook (const char *path)
{
  static const char script[] =
    "import sys, openpyxl\n"
    "book = openpyxl.load_workbook (sys.argv[1])\n"
    "sheet = book.worksheets[0]\n"
    "print (len (book.worksheets), sheet['A1'].value)\n"
    "for row in sheet.iter_rows (values_only=True):\n"
    "  if row[0] and str (row[0]).startswith ('合计'): print (row[0], row[2])\n"
    "people = book.worksheets[1]\n"
    "print (people.max_row)\n";
  const char *argv[] = { "/usr/bin/python3", "-c", script, path, NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL, *wrong = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, &text, &wrong, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (wrong, ==, "");
  g_free (wrong);
  return text;
}

static void
the_workbook_that_is_written_reads_as_the_table (void)
{
  g_autoptr (Harness) harness = open_reports (MONTHLY);
  g_autofree char *path = g_build_filename (harness->scratch->folder, "export.xlsx", NULL);
  g_autofree char *text = NULL;

  /* The chooser is the toolkit's own. */
  cunyi_reports_page_export (CUNYI_REPORTS_PAGE (harness_page (harness)), path);
  harness_wait_for (harness_shows (harness->window, "Saved: export.xlsx"));
  harness_picture (harness, "reports-exported");
  text = read_workbook (path);
  g_assert_nonnull (strstr (text, "家庭医生签约服务月报表"));
  g_assert_nonnull (strstr (text, "140"));
}

static void
a_folder_that_is_not_there_is_said (void)
{
  g_autoptr (Harness) harness = open_reports (MONTHLY);

  cunyi_reports_page_export (CUNYI_REPORTS_PAGE (harness_page (harness)), "/nowhere/export.xlsx");
  harness_wait_for (harness_shows (harness->window, "The folder is not there."));
}

static void
take_a_number_away (CunyiClinic *clinic)
{
  g_autoptr (GPtrArray) found = cunyi_search_find (cunyi_clinic_get_search (clinic), "zs", 1);
  g_autoptr (CunyiPerson) person = cunyi_person_load (cunyi_clinic_get_database (clinic), g_ptr_array_index (found, 0), NULL);
  g_autoptr (GError) error = NULL;

  g_free (person->id_number);
  person->id_number = g_strdup ("");
  cunyi_person_save (cunyi_clinic_get_database (clinic), person, &error);
  g_assert_no_error (error);
}

static void
what_does_not_add_up_opens_the_person (void)
{
  g_autoptr (Harness) harness = open_reports (MONTHLY);
  CunyiLinesList *findings = CUNYI_LINES_LIST (harness_find (harness_page (harness), "findings_list"));
  guint before;

  harness_wait_for (!harness_shows (harness_page (harness), "Checking…"));
  before = cunyi_lines_list_n_lines (findings);
  take_a_number_away (harness->clinic);
  harness_wait_for (cunyi_lines_list_n_lines (findings) > before);
  harness_picture (harness, "reports-findings");
  cunyi_lines_list_select (findings, 0);
  gtk_widget_grab_focus (GTK_WIDGET (findings));
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_PERSON_PAGE (harness_page (harness)));
}

int
main (int argc, char **argv)
{
  harness_init (&argc, &argv);
  g_test_add_func ("/view/reports/the-table-is-shown-and-arrows-move-over-it", the_table_is_shown_and_arrows_move_over_it);
  g_test_add_func ("/view/reports/a-report-is-found-by-what-is-typed", a_report_is_found_by_what_is_typed);
  g_test_add_func ("/view/reports/tab-leaves-lists-as-they-are", tab_leaves_lists_as_they_are);
  g_test_add_func ("/view/reports/enter-on-a-number-shows-the-people-behind-it",
                   enter_on_a_number_shows_the_people_behind_it);
  g_test_add_func ("/view/reports/periods-are-stepped-and-typed", periods_are_stepped_and_typed);
  g_test_add_func ("/view/reports/only-what-was-asked-for-is-exported", only_what_was_asked_for_is_exported);
  g_test_add_func ("/view/reports/options-are-kept", options_are_kept);
  g_test_add_func ("/view/reports/what-does-not-add-up-opens-the-person", what_does_not_add_up_opens_the_person);
  g_test_add_func ("/view/reports/the-workbook-that-is-written-reads-as-the-table",
                   the_workbook_that_is_written_reads_as_the_table);
  g_test_add_func ("/view/reports/a-folder-that-is-not-there-is-said", a_folder_that_is_not_there_is_said);
  return harness_run ();
}
