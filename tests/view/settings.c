/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Settings: what is changed holds, also for whoever opens the store next. */

#include "config.h"

#include "harness.h"
#include "people.h"

#include "clinic/premises.h"
#include "clinic/staff.h"
#include "view/recovery-panel.h"
#include "store/setting.h"
#include "view/lines-list.h"
#include "view/settings-page.h"
#include "view/standards-page.h"

#define SETTINGS "<Alt>6"

static Harness *
open_settings (void)
{
  Harness *harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (3));

  harness_press (harness, SETTINGS);
  harness_wait_for (CUNYI_IS_SETTINGS_PAGE (harness_page (harness)));
  return harness;
}

static gboolean
opens (Harness *harness, const char *user, const char *password)
{
  g_autoptr (CunyiDatabase) database = cunyi_database_open (harness->scratch->path, user, password, NULL);

  return database != NULL;
}

/* The button of the row of a person, by what it does. */
static GtkWidget *
find_by_tooltip (gpointer root, const char *tooltip)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_widget_get_tooltip_text (root), tooltip) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_by_tooltip (child, tooltip);

      if (found)
        return found;
    }
  return NULL;
}

static void
type_password (Harness *harness, const char *password, const char *again)
{
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  harness_type (harness, password);
  harness_press (harness, "Return");
  harness_type (harness, again);
  harness_press (harness, "Return");
}

static void
a_new_password_opens_and_the_old_one_does_not (void)
{
  g_autoptr (Harness) harness = open_settings ();

  harness_picture (harness, "settings");
  harness_click (find_by_tooltip (harness_page (harness), "New password"));
  type_password (harness, "short", "short");
  g_assert_true (harness_shows (harness_dialog (harness), "Choose a password of at least six characters."));
  harness_picture (harness, "settings-password");
  harness_press (harness, "<Control>a");
  harness_type (harness, "new-mima");
  harness_press (harness, "Return");
  harness_press (harness, "<Control>a");
  harness_type (harness, "new-mima");
  harness_press (harness, "Return");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  g_assert_true (opens (harness, SCRATCH_USER, "new-mima"));
  g_assert_false (opens (harness, SCRATCH_USER, SCRATCH_PASSWORD));

  harness_press (harness, "<Control>l");
  harness_wait_for (harness_look_for (harness->window, "recovery_row") != NULL);
  harness_type (harness, "new-mima");
  harness_press (harness, "Return");
  harness_wait_for (cunyi_window_get_clinic (harness->window) != NULL);
}

static void
somebody_is_added_gets_a_password_and_leaves (void)
{
  g_autoptr (Harness) harness = open_settings ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  GtkWidget *row;

  harness_press (harness, "<Alt>a");
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  harness_insert (harness, "王护士");
  harness_press (harness, "Return");
  harness_insert (harness, "护士");
  harness_press (harness, "Return");
  harness_type (harness, "13900000000");
  harness_press (harness, "Return");
  harness_insert (harness, "护士");
  harness_picture (harness, "settings-staff");
  harness_press (harness, "Return");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  harness_wait_for (harness_shows (harness_page (harness), "王护士"));
  before = cunyi_staff_list (harness->clinic, NULL);
  g_assert_cmpuint (before->len, ==, 2);

  row = find_by_tooltip (harness_page (harness), "New password");
  /* Rows are in the order of names: 李 before 王. */
  row = gtk_widget_get_ancestor (row, ADW_TYPE_ACTION_ROW);
  row = gtk_widget_get_next_sibling (row);
  harness_click (find_by_tooltip (row, "New password"));
  type_password (harness, "hushi-mima", "hushi-mima");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  g_assert_true (opens (harness, "王护士", "hushi-mima"));
  harness_picture (harness, "settings-two");

  row = gtk_widget_get_ancestor (find_by_tooltip (harness_page (harness), "Remove"), ADW_TYPE_ACTION_ROW);
  harness_click (find_by_tooltip (gtk_widget_get_next_sibling (row), "Remove"));
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_picture (harness, "settings-remove");
  harness_click (harness_find_button (harness_dialog (harness), "Remove"));
  harness_wait_for (harness_dialog (harness) == NULL);
  g_assert_false (opens (harness, "王护士", "hushi-mima"));
  after = cunyi_staff_list (harness->clinic, NULL);
  g_assert_cmpuint (after->len, ==, 1);
}

static void
whoever_works_now_cannot_remove_themselves (void)
{
  g_autoptr (Harness) harness = open_settings ();

  harness_click (find_by_tooltip (harness_page (harness), "Remove"));
  g_assert_null (harness_dialog (harness));
  g_assert_true (harness_shows (harness->window, "You work here right now."));
}

static void
names_are_saved_by_enter_and_undone (void)
{
  g_autoptr (Harness) harness = open_settings ();
  g_autofree char *renamed = NULL;
  g_autofree char *undone = NULL;

  gtk_widget_grab_focus (harness_find (harness_page (harness), "village_row"));
  harness_press (harness, "<Control>a");
  harness_press (harness, "BackSpace");
  harness_insert (harness, "新柳河村");
  harness_press (harness, "Return");
  renamed = cunyi_premises_get (harness->clinic, CUNYI_PREMISES_VILLAGE);
  g_assert_cmpstr (renamed, ==, "新柳河村");
  gtk_widget_activate_action (GTK_WIDGET (harness->window), "win.undo", NULL);
  undone = cunyi_premises_get (harness->clinic, CUNYI_PREMISES_VILLAGE);
  g_assert_cmpstr (undone, ==, "柳河村");
}

static void
text_grows_and_pages_still_fit (void)
{
  g_autoptr (Harness) harness = open_settings ();
  AdwComboRow *size = ADW_COMBO_ROW (harness_find (harness_page (harness), "size_row"));
  int before, after;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &before, NULL);
  adw_combo_row_set_selected (size, 2);
  harness_settle ();
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &after, NULL);
  g_assert_cmpint (after, ==, before * 3 / 2);
  harness_picture (harness, "settings-large");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (harness->window)), <=, 1366);
  harness_press (harness, "<Alt>4");
  harness_settle ();
  harness_picture (harness, "reports-large");
  harness_press (harness, SETTINGS);
  size = ADW_COMBO_ROW (harness_find (harness_page (harness), "size_row"));
  adw_combo_row_set_selected (size, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (harness_find (harness_page (harness), "scheme_row")), 2);
  harness_settle ();
  harness_picture (harness, "settings-dark");
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  adw_combo_row_set_selected (ADW_COMBO_ROW (harness_find (harness_page (harness), "scheme_row")), 0);
}

static void
a_standard_is_found_changed_and_put_back (void)
{
  g_autoptr (Harness) harness = open_settings ();
  CunyiDatabase *database = cunyi_clinic_get_database (harness->clinic);
  CunyiLinesList *list;
  g_autofree char *kept = NULL;
  g_autofree char *undone = NULL;

  harness_click (harness_find (harness_page (harness), "standards_button"));
  harness_wait_for (CUNYI_IS_STANDARDS_PAGE (harness_page (harness)));
  list = CUNYI_LINES_LIST (harness_find (harness_page (harness), "list"));
  harness_wait_for (cunyi_lines_list_n_lines (list) > 40);
  harness_picture (harness, "standards");
  /* What is typed over the list goes into the search: 签约到期前多少天. */
  gtk_widget_grab_focus (GTK_WIDGET (list));
  harness_type (harness, "qydqq");
  harness_wait_for (cunyi_lines_list_n_lines (list) == 1);
  harness_press (harness, "Return");
  harness_press (harness, "Return");
  harness_press (harness, "<Control>a");
  harness_type (harness, "x");
  harness_press (harness, "Return");
  g_assert_true (harness_shows (harness->window, "Enter a number, like 140 or 7.5."));
  harness_press (harness, "<Control>a");
  harness_insert (harness, "９０");
  harness_press (harness, "Return");
  kept = cunyi_setting_get (database, "limit/renew_days");
  g_assert_cmpstr (kept, ==, "90");
  harness_wait_for (gtk_widget_get_sensitive (harness_find (harness_page (harness), "usual_button")));
  harness_picture (harness, "standards-own");
  harness_click (harness_find (harness_page (harness), "usual_button"));
  g_assert_null (cunyi_setting_get (database, "limit/renew_days"));
  gtk_widget_activate_action (GTK_WIDGET (harness->window), "win.undo", NULL);
  undone = cunyi_setting_get (database, "limit/renew_days");
  g_assert_cmpstr (undone, ==, "90");
}

static void
another_pack_is_used_at_once (void)
{
  g_autoptr (Harness) harness = open_settings ();
  AdwComboRow *pack = ADW_COMBO_ROW (harness_find (harness_page (harness), "pack_row"));
  GListModel *titles = adw_combo_row_get_model (pack);
  g_autofree char *kept = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (titles); i++)
    {
      g_autoptr (GtkStringObject) title = g_list_model_get_item (titles, i);

      if (strstr (gtk_string_object_get_string (title), "方城县"))
        adw_combo_row_set_selected (pack, i);
    }
  harness_click (harness_find (harness_page (harness), "pack_button"));
  harness_wait_for (harness_shows (harness->window, "The pack is in use now."));
  harness_picture (harness, "settings-pack");
  g_assert_true (cunyi_window_get_clinic (harness->window) != harness->clinic);
  kept = cunyi_clinic_get_setting (cunyi_window_get_clinic (harness->window), "clinic/pack", "");
  g_assert_cmpstr (kept, ==, "nanyang");
  g_assert_cmpstr (cunyi_clinic_get_doctor (cunyi_window_get_clinic (harness->window)), ==, SCRATCH_USER);
}

static void
a_new_recovery_sheet_ends_the_old_one (void)
{
  g_autoptr (Harness) harness = open_settings ();

  harness_click (harness_find (harness_page (harness), "renew_button"));
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_click (harness_find_button (harness_dialog (harness), "Make a new one"));
  harness_wait_for (harness_dialog (harness) && harness_look_for (harness_dialog (harness), "code_label"));
  harness_settle ();
  harness_picture (harness, "settings-recovery");
  g_assert_false (opens (harness, NULL, harness->scratch->recovery));
  g_assert_true (opens (harness, NULL, gtk_label_get_text (GTK_LABEL (harness_find (harness_dialog (harness), "code_label")))));
  gtk_window_close (harness_dialog (harness));
  harness_settle ();
}

static void
add_broken_form (CunyiClinic *clinic, gpointer data)
{
  static const char form[] = "survey\n,type,name,label\n,hologram,x,题\nsettings\n,form_id\n,hologram\n";
  g_autoptr (GBytes) content = g_bytes_new_static (form, strlen (form));
  g_autoptr (GError) error = NULL;

  cunyi_definition_put (cunyi_clinic_get_database (clinic), "forms", "hologram", "own", "", content, NULL, &error);
  g_assert_no_error (error);
}

/* What is in use and cannot be read is named where packs are. */
static void
faults_of_what_is_in_use_are_named (void)
{
  g_autoptr (Harness) harness = harness_new ("national", add_broken_form, NULL);
  GtkWidget *row;

  harness_press (harness, SETTINGS);
  harness_wait_for (CUNYI_IS_SETTINGS_PAGE (harness_page (harness)));
  row = harness_find (harness_page (harness), "unread_row");
  harness_wait_for (gtk_widget_get_visible (row));
  harness_picture (harness, "settings-unread");
  harness_click (harness_find (row, "unread_button"));
  harness_wait_for (harness_dialog (harness) != NULL);
  g_assert_true (harness_shows (harness_dialog (harness), "hologram"));
}

int
main (int argc, char **argv)
{
  harness_init (&argc, &argv);
  g_test_add_func ("/view/settings/a-new-password-opens-and-the-old-one-does-not",
                   a_new_password_opens_and_the_old_one_does_not);
  g_test_add_func ("/view/settings/somebody-is-added-gets-a-password-and-leaves",
                   somebody_is_added_gets_a_password_and_leaves);
  g_test_add_func ("/view/settings/whoever-works-now-cannot-remove-themselves",
                   whoever_works_now_cannot_remove_themselves);
  g_test_add_func ("/view/settings/names-are-saved-by-enter-and-undone", names_are_saved_by_enter_and_undone);
  g_test_add_func ("/view/settings/text-grows-and-pages-still-fit", text_grows_and_pages_still_fit);
  g_test_add_func ("/view/settings/a-standard-is-found-changed-and-put-back", a_standard_is_found_changed_and_put_back);
  g_test_add_func ("/view/settings/faults-of-what-is-in-use-are-named", faults_of_what_is_in_use_are_named);
  g_test_add_func ("/view/settings/another-pack-is-used-at-once", another_pack_is_used_at_once);
  g_test_add_func ("/view/settings/a-new-recovery-sheet-ends-the-old-one", a_new_recovery_sheet_ends_the_old_one);
  return harness_run ();
}
