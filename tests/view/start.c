/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The first start and the lock, by keyboard. */

#include "config.h"

#include "harness.h"
#include "people.h"

#include <glib/gstdio.h>

#include "base/clock.h"
#include "form/photo.h"
#include "view/day-watch.h"
#include "view/lock-screen.h"
#include "store/backup.h"
#include "view/recovery-panel.h"
#include "view/restore-dialog.h"
#include "view/today-page.h"
#include "view/welcome-screen.h"

/* ---- first start ---- */

/* A path in a new folder where nothing lies yet. */
static char *
new_path (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cunyi-start-XXXXXX", &error);

  g_assert_no_error (error);
  return g_build_filename (folder, "village.cunyi", NULL);
}

static void
clear_away (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_remove (file);
    }
  g_rmdir (folder);
}

static gboolean
step_is (Harness *harness, const char *name)
{
  GtkWidget *steps = harness_look_for (harness->window, "steps");

  return steps && g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (steps)), name) == 0;
}

static void
fill_in (Harness *harness, const char *password, const char *again)
{
  static const char *const answers[] = { "方城县", "清河镇", "柳河村", "柳河村卫生室", "清河镇卫生院", "李医生" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      harness_insert (harness, answers[i]);
      harness_press (harness, "Return");
    }
  harness_type (harness, "13800000000");
  harness_press (harness, "Return");
  harness_type (harness, password);
  harness_press (harness, "Return");
  harness_type (harness, again);
}

static char *
read_pdf (const char *path)
{
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
from_nothing_to_today_by_keyboard (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *sheet = g_build_filename (folder, "sheet.pdf", NULL);
  g_autofree char *printed = NULL;
  g_autoptr (GError) error = NULL;
  Harness *harness = harness_new_at (path);
  GtkWidget *code;

  harness_picture (harness, "welcome");
  harness_press (harness, "Return");
  harness_wait_for (step_is (harness, "clinic"));
  fill_in (harness, "mima-2022", "mima-2022");
  harness_picture (harness, "welcome-clinic");
  /* The county brought its pack with it. */
  g_assert_true (harness_shows (harness->window, "河南省南阳市方城县"));
  harness_press (harness, "Return");
  harness_wait_for (step_is (harness, "recovery"));
  harness_picture (harness, "welcome-recovery");

  code = harness_find (harness->window, "code_label");
  cunyi_recovery_panel_save (CUNYI_RECOVERY_PANEL (harness_find (harness->window, "recovery")), sheet, &error);
  g_assert_no_error (error);
  printed = read_pdf (sheet);
  g_assert_nonnull (strstr (printed, "柳河村卫生室"));
  g_assert_cmpuint (strlen (gtk_label_get_text (GTK_LABEL (code))), >=, 20);

  /* Work begins only when the code is on paper. */
  g_assert_false (gtk_widget_is_sensitive (harness_find (harness->window, "work_button")));
  harness_press (harness, "<Alt>o");
  g_assert_true (gtk_widget_is_sensitive (harness_find (harness->window, "work_button")));
  harness_press (harness, "<Alt>b");
  harness_wait_for (CUNYI_IS_TODAY_PAGE (harness_page (harness)));
  /* The one thing to do now has the keyboard. */
  harness_wait_for (GTK_IS_BUTTON (harness_focus (harness))
                    && gtk_widget_is_ancestor (harness_focus (harness), harness_find (harness_page (harness), "stack")));
  harness_picture (harness, "welcome-today");
  harness_free (harness);
  clear_away (path);
}

static void
what_is_wrong_is_said_at_the_row_and_what_was_typed_stays (void)
{
  g_autofree char *path = new_path ();
  Harness *harness = harness_new_at (path);

  harness_press (harness, "Return");
  harness_wait_for (step_is (harness, "clinic"));
  fill_in (harness, "mima-2022", "mima-2023");
  harness_press (harness, "Return");
  g_assert_true (step_is (harness, "clinic"));
  g_assert_true (harness_shows (harness_find (harness->window, "again_row"),
                                "The two passwords are not the same. Type the second one again."));
  g_assert_true (harness_shows (harness->window, "清河镇卫生院"));
  harness_picture (harness, "welcome-wrong");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  /* It goes as soon as the row is changed; the keyboard is there already. */
  harness_press (harness, "<Control>a");
  harness_type (harness, "m");
  g_assert_false (harness_shows (harness_find (harness->window, "again_row"), "not the same"));
  harness_free (harness);
  clear_away (path);
}

static void
only_packs_of_regions_are_offered (void)
{
  g_autofree char *path = new_path ();
  Harness *harness = harness_new_at (path);
  AdwComboRow *row = ADW_COMBO_ROW (harness_find (harness->window, "pack_row"));
  GListModel *titles = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (titles); i++)
    {
      g_autoptr (GtkStringObject) title = g_list_model_get_item (titles, i);
      g_assert_null (strstr (gtk_string_object_get_string (title), "演示"));
    }
  g_assert_cmpuint (g_list_model_get_n_items (titles), >=, 3);
  g_assert_cmpstr (gtk_string_object_get_string (adw_combo_row_get_selected_item (row)), ==, "全国通用");
  harness_free (harness);
  clear_away (path);
}

/* ---- lock ---- */

/* A photograph that was chosen and refused. */
static void
choose_in_vain (CunyiClinic *clinic, gpointer data)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("refused", 7);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = cunyi_photo_keep (cunyi_clinic_get_database (clinic), content, &error);

  g_assert_no_error (error);
}

static int
count_orphans (Harness *harness)
{
  return cunyi_photo_count_orphans (cunyi_clinic_get_database (cunyi_window_get_clinic (harness->window)), NULL);
}

static void
a_wrong_password_is_said_and_the_right_one_opens (void)
{
  g_autoptr (Harness) harness = harness_new ("national", choose_in_vain, NULL);

  g_assert_cmpint (count_orphans (harness), ==, 1);
  harness_press (harness, "<Control>l");
  harness_wait_for (harness_look_for (harness->window, "password_row") != NULL);
  harness_picture (harness, "lock");
  harness_type (harness, "wrong");
  harness_press (harness, "Return");
  harness_wait_for (harness_shows (harness->window, "This is not the right password."));
  g_assert_null (cunyi_window_get_clinic (harness->window));
  harness_picture (harness, "lock-wrong");
  harness_press (harness, "<Control>a");
  harness_type (harness, SCRATCH_PASSWORD);
  harness_press (harness, "Return");
  harness_wait_for (cunyi_window_get_clinic (harness->window) != NULL);
  g_assert_cmpstr (cunyi_clinic_get_doctor (cunyi_window_get_clinic (harness->window)), ==, SCRATCH_USER);
  g_assert_cmpint (count_orphans (harness), ==, 0);
}

static void
set_clock_right (void)
{
  cunyi_clock_hold ("2022-08-01");
  cunyi_clock_correct (cunyi_day_new (2022, 8, 1));
}

/* The battery of the laptop was empty: it wakes up in another year. */
static void
a_clock_that_jumped_is_asked_about_before_work_begins (void)
{
  g_autoptr (Harness) harness = harness_new ("national", NULL, NULL);
  GtkWindow *dialog;

  harness_press (harness, "<Control>l");
  harness_wait_for (harness_look_for (harness->window, "password_row") != NULL);
  cunyi_clock_hold ("2019-01-01");
  cunyi_day_watch_look (harness->window);
  harness_type (harness, SCRATCH_PASSWORD);
  harness_press (harness, "Return");
  harness_wait_for (harness_dialog (harness) != NULL);
  dialog = harness_dialog (harness);
  harness_activate (dialog);
  g_assert_true (harness_shows (dialog, "2019年1月1日"));
  g_assert_true (harness_shows (dialog, "2022年8月1日"));
  g_assert_null (cunyi_window_get_clinic (harness->window));
  /* Return alone confirms nothing. */
  harness_press (harness, "Return");
  g_assert_true (harness_dialog (harness) == dialog);
  harness_type (harness, "20220802");
  harness_wait_for (harness_shows (dialog, "2022年8月2日"));
  harness_picture (harness, "clock");
  harness_press (harness, "Return");
  harness_wait_for (cunyi_window_get_clinic (harness->window) != NULL);
  g_assert_cmpint (cunyi_clock_today (), ==, cunyi_day_new (2022, 8, 2));
  /* Whoever was asked is believed, though the computer still says the same. */
  cunyi_day_watch_look (harness->window);
  g_assert_cmpint (cunyi_clock_today (), ==, cunyi_day_new (2022, 8, 2));

  /* At work it jumps again, into a year that is to come. */
  harness_wait_for (CUNYI_IS_TODAY_PAGE (harness_page (harness)));
  harness_settle ();
  cunyi_clock_hold ("2027-06-03");
  cunyi_day_watch_look (harness->window);
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  g_assert_true (harness_shows (harness_dialog (harness), "2027年6月3日"));
  harness_type (harness, "20220803");
  harness_press (harness, "Return");
  harness_wait_for (harness_dialog (harness) == NULL);
  g_assert_cmpint (cunyi_clock_today (), ==, cunyi_day_new (2022, 8, 3));
  set_clock_right ();
}

/* Somebody sets the clock while work goes on, and nobody wants to say what day it is. */
static void
a_date_that_nobody_believes_is_not_worked_with (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (3));

  cunyi_clock_hold ("2031-01-01");
  cunyi_day_watch_look (harness->window);
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  g_assert_true (harness_shows (harness_dialog (harness), "2031年1月1日"));
  g_assert_true (harness_shows (harness_dialog (harness), "Go on with 2022年8月1日"));
  harness_picture (harness, "clock-at-work");
  /* Not even before the question is answered, and it is asked once. */
  g_assert_cmpint (cunyi_clock_today (), ==, cunyi_day_new (2022, 8, 1));
  cunyi_day_watch_look (harness->window);
  harness_press (harness, "Escape");
  harness_wait_for (harness_dialog (harness) == NULL);
  g_assert_cmpint (cunyi_clock_today (), ==, cunyi_day_new (2022, 8, 1));
  g_assert_true (harness_shows (harness_page (harness), "2022-08-01"));
  /* Its next day is ours. */
  cunyi_clock_hold ("2031-01-02");
  cunyi_day_watch_look (harness->window);
  harness_wait_for (harness_shows (harness_page (harness), "2022-08-02"));
  g_assert_null (harness_dialog (harness));
  /* Set right again, it is believed without a question. */
  cunyi_clock_hold ("2022-08-04");
  cunyi_day_watch_look (harness->window);
  harness_wait_for (harness_shows (harness_page (harness), "2022-08-04"));
  g_assert_null (harness_dialog (harness));
  g_assert_cmpint (cunyi_clock_computer (), ==, cunyi_clock_today ());
  set_clock_right ();
}

/* What could wait is of this week then, without a key pressed. */
static void
midnight_begins_a_new_day (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (30));

  harness_wait_for (harness_shows (harness_page (harness), "Later (10)"));
  cunyi_clock_hold ("2022-09-29T00:00:10");
  cunyi_day_watch_look (harness->window);
  harness_wait_for (harness_shows (harness_page (harness), "2022-09-29"));
  harness_wait_for (harness_shows (harness_page (harness), "This week (10)"));
  g_assert_null (harness_dialog (harness));
  set_clock_right ();
}

static void
the_recovery_sheet_opens_and_asks_for_a_new_password (void)
{
  g_autoptr (Harness) harness = harness_new ("national", NULL, NULL);
  g_autofree char *mistyped = g_strdup (harness->scratch->recovery);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDatabase) database = NULL;

  harness_press (harness, "<Control>l");
  harness_wait_for (harness_look_for (harness->window, "password_row") != NULL);
  harness_press (harness, "<Alt>r");
  harness_wait_for (gtk_widget_get_mapped (harness_find (harness->window, "recovery_row")));
  mistyped[0] = mistyped[0] == 'A' ? 'B' : 'A';
  harness_insert (harness, mistyped);
  harness_press (harness, "Return");
  harness_picture (harness, "lock-mistyped");
  g_assert_true (harness_shows (harness->window, "A letter of this code is mistyped."));
  harness_press (harness, "<Control>a");
  harness_press (harness, "BackSpace");
  harness_insert (harness, harness->scratch->recovery);
  harness_press (harness, "Return");
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  harness_picture (harness, "lock-new-password");
  /* There is no way past it. */
  harness_press (harness, "Escape");
  g_assert_nonnull (harness_dialog (harness));
  harness_type (harness, "new-mima");
  harness_press (harness, "Return");
  harness_type (harness, "new-mima");
  harness_press (harness, "Return");
  harness_wait_for (cunyi_window_get_clinic (harness->window) != NULL);
  g_assert_cmpstr (cunyi_clinic_get_doctor (cunyi_window_get_clinic (harness->window)), ==, SCRATCH_USER);
  database = cunyi_database_open (harness->scratch->path, SCRATCH_USER, "new-mima", &error);
  g_assert_no_error (error);
}

static void
a_file_that_is_no_store_is_said (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (GError) error = NULL;
  Harness *harness;

  g_file_set_contents (path, "no store", -1, &error);
  g_assert_no_error (error);
  harness = harness_new_at (path);
  g_assert_true (harness_shows (harness->window, "store"));
  harness_picture (harness, "lock-no-store");
  harness_free (harness);
  clear_away (path);
}

/* ---- restore ---- */

/* A backup of a clinic; `name` of the clinic goes on to be `later` in the store itself. (transfer full) */
static char *
back_up (Scratch *scratch, const char *folder, const char *later)
{
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (GError) error = NULL;
  char *path = NULL;

  cunyi_database_backup (database, folder, &path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cunyi_setting_set (database, "clinic/name", later, &error));
  return path;
}

static void
look_into (Harness *harness, const char *backup, const char *path)
{
  CunyiRestoreDialog *dialog = cunyi_restore_dialog_show (harness->window, backup, path);

  harness_activate (GTK_WINDOW (dialog));
  harness_type (harness, "nonsense");
  harness_press (harness, "Return");
  harness_wait_for (harness_shows (dialog, "not the right password"));
  harness_picture (harness, "restore-wrong");
  harness_press (harness, "<Control>a");
  harness_type (harness, SCRATCH_PASSWORD);
  harness_press (harness, "Return");
  harness_wait_for (harness_shows (dialog, "柳河村卫生室"));
}

static void
a_backup_is_looked_into_and_restored_on_a_new_computer (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *path = new_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *backup = back_up (scratch, folder, "后来的卫生室");
  Harness *harness = harness_new_at (path);

  harness_wait_for (step_is (harness, "choose"));
  harness_find_button (harness->window, "Restore a backup…");
  harness_picture (harness, "welcome-restore");
  look_into (harness, backup, path);
  g_assert_true (harness_shows (harness_dialog (harness), "holds no clinic yet"));
  harness_picture (harness, "restore");
  harness_press (harness, "Return");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  g_assert_true (harness_shows (harness->window, "Restored"));
  harness_picture (harness, "restored");
  harness_type (harness, SCRATCH_PASSWORD);
  harness_press (harness, "Return");
  harness_wait_for (cunyi_window_get_page (harness->window) != NULL);
  harness_free (harness);
  clear_away (path);
}

static void
a_clinic_at_work_is_set_aside_for_its_backup (void)
{
  Harness *harness = harness_new ("national", NULL, NULL);
  g_autofree char *backup = back_up (harness->scratch, harness->scratch->folder, "后来的卫生室");
  g_autofree char *path = g_strdup (harness->scratch->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDatabase) restored = NULL;
  g_autofree char *name = NULL;

  harness_press (harness, "<Alt>6");
  harness_settle ();
  harness_find_button (harness_page (harness), "Restore…");
  harness_picture (harness, "settings-restore");
  look_into (harness, backup, path);
  g_assert_true (harness_shows (harness_dialog (harness), "is kept beside it"));
  harness_picture (harness, "restore-aside");
  harness_set_dark (TRUE);
  harness_picture (harness, "restore-aside-dark");
  harness_set_dark (FALSE);
  /* The window's own connection goes with the lock; those of the test must go, too. */
  g_clear_object (&harness->scratch->clinic);
  harness->clinic = NULL;
  harness_press (harness, "Return");
  harness_wait_for (harness_dialog (harness) == NULL);
  g_assert_true (harness_shows (harness->window, "is kept as"));
  g_assert_true (harness_shows (harness->window, "Unlock"));
  harness_activate (GTK_WINDOW (harness->window));
  harness_picture (harness, "restored-aside");
  restored = cunyi_database_open (path, SCRATCH_USER, SCRATCH_PASSWORD, &error);
  g_assert_no_error (error);
  name = cunyi_setting_get (restored, "clinic/name");
  g_assert_cmpstr (name, ==, "柳河村卫生室");
  harness_free (harness);
}

int
main (int argc, char **argv)
{
  harness_init (&argc, &argv);
  g_test_add_func ("/view/start/from-nothing-to-today-by-keyboard", from_nothing_to_today_by_keyboard);
  g_test_add_func ("/view/start/what-is-wrong-is-said-at-the-row-and-what-was-typed-stays",
                   what_is_wrong_is_said_at_the_row_and_what_was_typed_stays);
  g_test_add_func ("/view/start/only-packs-of-regions-are-offered", only_packs_of_regions_are_offered);
  g_test_add_func ("/view/start/a-wrong-password-is-said-and-the-right-one-opens",
                   a_wrong_password_is_said_and_the_right_one_opens);
  g_test_add_func ("/view/start/a-clock-that-jumped-is-asked-about-before-work-begins",
                   a_clock_that_jumped_is_asked_about_before_work_begins);
  g_test_add_func ("/view/start/a-date-that-nobody-believes-is-not-worked-with",
                   a_date_that_nobody_believes_is_not_worked_with);
  g_test_add_func ("/view/start/midnight-begins-a-new-day", midnight_begins_a_new_day);
  g_test_add_func ("/view/start/the-recovery-sheet-opens-and-asks-for-a-new-password",
                   the_recovery_sheet_opens_and_asks_for_a_new_password);
  g_test_add_func ("/view/start/a-file-that-is-no-store-is-said", a_file_that_is_no_store_is_said);
  g_test_add_func ("/view/start/a-backup-is-looked-into-and-restored-on-a-new-computer",
                   a_backup_is_looked_into_and_restored_on_a_new_computer);
  g_test_add_func ("/view/start/a-clinic-at-work-is-set-aside-for-its-backup", a_clinic_at_work_is_set_aside_for_its_backup);
  return harness_run ();
}
