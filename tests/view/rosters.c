/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A workbook made by another program comes in. */

#include "config.h"

#include "harness.h"
#include "people.h"

#include <glib/gstdio.h>

#include "clinic/resident.h"
#include "clinic/roster.h"
#include "view/lines-list.h"
#include "view/residents-page.h"
#include "view/roster-page.h"

/* Four people in two households under two title rows; one has an ID number that a spreadsheet has cut off. */
static const char script[] =
  "import sys, openpyxl\n"
  "def number (area, day, order):\n"
  "  digits = area + day + order\n"
  "  weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]\n"
  "  rest = sum (int (d) * w for d, w in zip (digits, weights)) % 11\n"
  "  return digits + '10X98765432'[rest]\n"
  "book = openpyxl.Workbook ()\n"
  "sheet = book.active\n"
  "sheet.append (['柳河村脱贫户花名册'])\n"
  "sheet.merge_cells ('A1:H1')\n"
  "sheet.append (['县', '乡镇', '村', '组', '户号', '姓名', '身份证号', '与户主关系', '联系电话', '备用一'])\n"
  "place = ['方城县', '清河镇', '柳河村', '四组']\n"
  "rows = [['00000001', '钱多多', number ('411322', '19600203', '011'), '户主', '13700000001', '甲'],\n"
  "        ['00000001', '孙小妹', number ('411322', '19630304', '022'), '配偶', '', '乙'],\n"
  "        ['00000002', '赵大山', number ('411322', '19500505', '031'), '户主', '13700000002', ''],\n"
  "        ['00000002', '赵二山', '4.11322E+17', '之子', '', '']]\n"
  "for row in rows:\n"
  "  sheet.append (place + row)\n"
  "book.save (sys.argv[1])\n";

static char *
write_roster (Harness *harness)
{
  char *path = g_build_filename (harness->scratch->folder, "roster.xlsx", NULL);
  const char *argv[] = { "/usr/bin/python3", "-c", script, path, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static Harness *
open_roster (char **path)
{
  Harness *harness = harness_new ("nanyang", NULL, NULL);

  *path = write_roster (harness);
  cunyi_window_push (harness->window, cunyi_roster_page_new (harness->clinic, *path));
  harness_wait_for (harness_shows (harness_page (harness), "4 people in the file"));
  harness_settle ();
  return harness;
}

static CunyiLinesList *
get_findings (Harness *harness)
{
  return CUNYI_LINES_LIST (harness_find (harness_page (harness), "findings_list"));
}

static void
the_people_of_a_workbook_come_in_by_keyboard (void)
{
  g_autofree char *path = NULL;
  g_autoptr (Harness) harness = open_roster (&path);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (CunyiPerson) person = NULL;

  harness_picture (harness, "roster");
  g_assert_true (harness_shows (harness_page (harness), "2 households"));
  g_assert_cmpuint (cunyi_search_n_people (cunyi_clinic_get_search (harness->clinic)), ==, 0);
  harness_press (harness, "<Alt>b");
  harness_wait_for (harness_shows (harness_page (harness), "came in."));
  harness_picture (harness, "roster-done");
  harness_wait_for (cunyi_search_n_people (cunyi_clinic_get_search (harness->clinic)) >= 3);
  found = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), "qdd", 5);
  g_assert_cmpuint (found->len, ==, 1);
  person = cunyi_person_load (cunyi_clinic_get_database (harness->clinic), g_ptr_array_index (found, 0), NULL);
  g_assert_cmpstr (person->name, ==, "钱多多");
  g_assert_cmpstr (person->id_number, ==, "411322196002030115");

  /* All of it is one change. */
  gtk_widget_activate_action (GTK_WIDGET (harness->window), "win.undo", NULL);
  harness_settle ();
  none = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), "qdd", 5);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
a_row_is_taken_or_left_by_enter (void)
{
  g_autofree char *path = NULL;
  g_autoptr (Harness) harness = open_roster (&path);
  const char *label = gtk_button_get_label (GTK_BUTTON (harness_find (harness_page (harness), "import_button")));
  g_autofree char *before = g_strdup (label);
  guint n = cunyi_lines_list_n_lines (get_findings (harness));
  gboolean changed = FALSE;

  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n && !changed; i++)
    {
      cunyi_lines_list_select (get_findings (harness), i);
      gtk_widget_grab_focus (GTK_WIDGET (get_findings (harness)));
      harness_press (harness, "Return");
      label = gtk_button_get_label (GTK_BUTTON (harness_find (harness_page (harness), "import_button")));
      changed = g_strcmp0 (label, before) != 0;
    }
  harness_picture (harness, "roster-toggled");
  g_assert_true (changed);
}

static void
what_a_column_is_can_be_changed (void)
{
  g_autofree char *path = NULL;
  g_autoptr (Harness) harness = open_roster (&path);

  g_assert_true (harness_shows (harness_page (harness), "备用一"));
  harness_click (harness_find_button (harness_page (harness), "Own name"));
  harness_settle ();
  harness_picture (harness, "roster-field");
  harness_insert (harness, "备注");
  harness_press (harness, "Return");
  harness_wait_for (!gtk_widget_get_visible (harness_find (harness_page (harness), "progress")));
  /* The keyboard stays there: the next column may have to be settled too. */
  g_assert_true (gtk_widget_is_ancestor (harness_focus (harness), harness_find (harness_page (harness), "columns")));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (harness_focus (harness))), ==, "备注");
  harness_picture (harness, "roster-field-chosen");
}

static void
a_file_that_is_no_table_is_said (void)
{
  g_autoptr (Harness) harness = harness_new ("nanyang", NULL, NULL);
  g_autofree char *path = g_build_filename (harness->scratch->folder, "broken.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "PK\003\004 not a workbook", -1, &error);
  g_assert_no_error (error);
  cunyi_window_push (harness->window, cunyi_roster_page_new (harness->clinic, path));
  harness_wait_for (harness_shows (harness_page (harness), "This file cannot be brought in"));
  harness_picture (harness, "roster-broken");
}

int
main (int argc, char **argv)
{
  harness_init (&argc, &argv);
  g_test_add_func ("/view/rosters/the-people-of-a-workbook-come-in-by-keyboard",
                   the_people_of_a_workbook_come_in_by_keyboard);
  g_test_add_func ("/view/rosters/a-row-is-taken-or-left-by-enter", a_row_is_taken_or_left_by_enter);
  g_test_add_func ("/view/rosters/what-a-column-is-can-be-changed", what_a_column_is_can_be_changed);
  g_test_add_func ("/view/rosters/a-file-that-is-no-table-is-said", a_file_that_is_no_table_is_said);
  return harness_run ();
}
