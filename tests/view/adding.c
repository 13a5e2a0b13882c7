/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A form of the township is dropped on the window: what is said of it, and where it is a moment later. */

#include "config.h"

#include "harness.h"
#include "people.h"

#include "clinic/record-report.h"
#include "clinic/resident.h"
#include "clinic/search.h"
#include "view/add-form.h"
#include "view/form-page.h"
#include "view/reports-page.h"
#include "view/roster-page.h"
#include "view/short-list.h"

#define WATER "survey\n,type,name,label,calculation,required\n,date,day,检查日期,,yes\n" \
              ",select_one_from_file wells.csv,well,水井,,yes\n,integer,people,用水人数,,yes\n" \
              ",calculate,depth,,\"pulldata('wells', 'depth', 'name', ${well})\",\n" \
              "settings\n,form_title,form_id,version,subject,day,instance_name\n,饮水检查,water,2026.1,person,day,井深${depth}\n"

/* A file on the stick. (transfer full) */
static char *
put (Harness *harness, const char *name, const char *text)
{
  char *path = g_build_filename (harness->scratch->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

/* (transfer full) */
static char *
find_person (Harness *harness)
{
  g_autoptr (GPtrArray) people = cunyi_search_find (cunyi_clinic_get_search (cunyi_window_get_clinic (harness->window)),
                                                    "zhangsan", 1);

  g_assert_cmpuint (people->len, ==, 1);
  return g_strdup (g_ptr_array_index (people, 0));
}

/* Nothing is counted in a thread any more when the program ends. */
static void
finish (Harness *harness)
{
  harness_press (harness, "<Alt>1");
  harness_settle ();
  harness_wait_for (!gtk_spinner_get_spinning (GTK_SPINNER (harness_find (harness_page (harness), "spinner"))));
  harness_free (harness);
}

/* Drops it, and says yes to what is asked. */
static void
use (Harness *harness, const char *path)
{
  CunyiClinic *before = cunyi_window_get_clinic (harness->window);

  cunyi_add_form_take (harness->window, path);
  harness_wait_for (harness_dialog (harness) != NULL);
  g_assert_true (harness_shows (harness_dialog (harness), "饮水检查"));
  g_assert_true (harness_shows (harness_dialog (harness), "wells.csv (2 rows)"));
  harness_activate (harness_dialog (harness));
  harness_picture (harness, "add-form");
  harness_press (harness, "Return");
  harness_wait_for (cunyi_window_get_clinic (harness->window) != before);
  harness_wait_for (cunyi_search_n_people (cunyi_clinic_get_search (cunyi_window_get_clinic (harness->window))) > 0);
  harness_settle ();
}

static void
a_form_is_used_as_soon_as_it_was_added (void)
{
  Harness *harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (3));
  g_autofree char *wells = put (harness, "wells.csv", "name,label,depth\n1,东井,12\n2,西井,30\n");
  g_autofree char *path = put (harness, "water.csv", WATER);
  g_autofree char *person = NULL;

  use (harness, path);
  harness_activate (GTK_WINDOW (harness->window));
  person = find_person (harness);

  /* Its button at whom it suits. */
  cunyi_window_show_person (harness->window, person);
  harness_settle ();
  harness_click (harness_find_button (harness_page (harness), "饮水检查"));
  harness_wait_for (CUNYI_IS_FORM_PAGE (harness_page (harness)));
  harness_settle ();
  harness_type (harness, "0731");
  harness_press (harness, "Return");
  harness_type (harness, "2");
  harness_settle ();
  harness_type (harness, "4");
  harness_press (harness, "Return");
  harness_press (harness, "<Control>s");
  harness_wait_for (!CUNYI_IS_FORM_PAGE (harness_page (harness)));
  harness_settle ();

  /* Its record in the list of all that happened, and its table among the reports. */
  g_assert_cmpstr (cunyi_short_list_get_text (CUNYI_SHORT_LIST (harness_find (harness_page (harness), "timeline")), 0, 1), ==,
                   "饮水检查");
  g_assert_cmpstr (cunyi_short_list_get_text (CUNYI_SHORT_LIST (harness_find (harness_page (harness), "timeline")), 0, 2), ==,
                   "井深30");
  harness_press (harness, "<Alt>4");
  harness_wait_for (CUNYI_IS_REPORTS_PAGE (harness_page (harness)));
  cunyi_reports_page_choose (CUNYI_REPORTS_PAGE (harness_page (harness)), CUNYI_RECORD_REPORT_PREFIX "water");
  harness_wait_for (harness_shows (harness_page (harness), "饮水检查 (2022)"));
  harness_settle ();
  harness_wait_for (!harness_shows (harness_page (harness), "Checking…"));
  harness_picture (harness, "added-table");
  finish (harness);
}

static void
what_is_wrong_is_told_and_nothing_added (void)
{
  Harness *harness = harness_new ("national", NULL, NULL);
  g_autofree char *path = put (harness, "water.csv", WATER);

  cunyi_add_form_take (harness->window, path);
  harness_wait_for (harness_dialog (harness) != NULL);
  g_assert_true (harness_shows (harness_dialog (harness), "There is no file “wells.csv”."));
  harness_activate (harness_dialog (harness));
  harness_picture (harness, "add-form-faults");
  harness_press (harness, "Escape");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  g_assert_null (cunyi_library_get_form (cunyi_clinic_get_library (harness->clinic), "water"));
  finish (harness);
}

static void
a_table_that_is_no_form_is_a_roster (void)
{
  Harness *harness = harness_new ("national", NULL, NULL);
  g_autofree char *path = put (harness, "people.csv", "姓名,身份证号,户编号\n张三,,0001\n");

  cunyi_add_form_take (harness->window, path);
  harness_wait_for (CUNYI_IS_ROSTER_PAGE (harness_page (harness)));
  harness_settle ();
  finish (harness);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GdkFileList *list = gdk_file_list_new_from_array (&file, 1);
  GdkContentProvider *provider = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);

  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  return provider;
}

static void
end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete, gboolean *ended)
{
  *ended = TRUE;
}

/* A file manager beside the program: a window of its own at the corner of the screen, from which the file is dragged. */
static void
drop (Harness *harness, const char *path)
{
  GtkWidget *manager = gtk_window_new (), *file = gtk_label_new ("file");
  GtkDragSource *source = gtk_drag_source_new ();
  gboolean ended = FALSE;

  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), (gpointer) path);
  g_signal_connect (source, "drag-end", G_CALLBACK (end_cb), &ended);
  gtk_widget_add_controller (file, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_decorated (GTK_WINDOW (manager), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (manager), 160, 120);
  gtk_window_set_child (GTK_WINDOW (manager), file);
  gtk_window_present (GTK_WINDOW (manager));
  harness_wait_for (gtk_widget_get_mapped (file));
  harness_settle ();
  harness_drag (80, 60, 700, 500);
  harness_wait_for (ended);
  gtk_window_destroy (GTK_WINDOW (manager));
  harness_settle ();
}

static void
a_workbook_is_dropped_with_the_mouse (void)
{
  Harness *harness = harness_new ("national", NULL, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "form", "forms", "self_check.xlsx", NULL);

  drop (harness, path);
  harness_wait_for (harness_dialog (harness) != NULL);
  g_assert_true (harness_shows (harness_dialog (harness), "自查表"));
  harness_activate (harness_dialog (harness));
  harness_press (harness, "Escape");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  finish (harness);
}

int
main (int argc, char **argv)
{
  harness_init (&argc, &argv);
  g_test_add_func ("/view/adding/a-form-is-used-as-soon-as-it-was-added", a_form_is_used_as_soon_as_it_was_added);
  g_test_add_func ("/view/adding/what-is-wrong-is-told-and-nothing-added", what_is_wrong_is_told_and_nothing_added);
  g_test_add_func ("/view/adding/a-table-that-is-no-form-is-a-roster", a_table_that_is_no_form_is_a_roster);
  g_test_add_func ("/view/adding/a-workbook-is-dropped-with-the-mouse", a_workbook_is_dropped_with_the_mouse);
  return g_test_run ();
}
