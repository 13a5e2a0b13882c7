/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Documents: preview, PDF, number, hand-over. */

#include "config.h"

#include "harness.h"
#include "people.h"

#include <glib/gstdio.h>

#include "clinic/paper.h"
#include "clinic/resident.h"
#include "view/document-page.h"
#include "view/form-page.h"
#include "view/paper-view.h"
#include "view/person-page.h"
#include "view/sheets-page.h"

#define AGREEMENT "contract_agreement"

static char *
find_person (Harness *harness, const char *initials)
{
  g_autoptr (GPtrArray) found = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), initials, 1);

  g_assert_cmpuint (found->len, ==, 1);
  return g_strdup (g_ptr_array_index (found, 0));
}

/* The household of the person whose name has these initials. */
static char *
find_household (Harness *harness, const char *initials)
{
  g_autofree char *id = find_person (harness, initials);
  g_autoptr (CunyiPerson) person = cunyi_person_load (cunyi_clinic_get_database (harness->clinic), id, NULL);

  return g_strdup (person->household);
}

static GPtrArray *
list_issues (Harness *harness, const char *subject)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *issues = cunyi_issue_list (harness->clinic, subject, &error);

  g_assert_no_error (error);
  g_ptr_array_set_free_func (issues, (GDestroyNotify) cunyi_issue_free);
  return issues;
}

static char *
read_pdf (const char *path)
{
  const char *argv[] = { "pdftotext", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Until the preview is there. */
static void
show_agreement (Harness *harness, const char *household)
{
  cunyi_window_show_document (harness->window, AGREEMENT, household, NULL);
  harness_wait_for (CUNYI_IS_DOCUMENT_PAGE (harness_page (harness))
                    && gtk_widget_is_sensitive (harness_find (harness_page (harness), "print_button")));
}

static void
an_agreement_is_previewed_saved_and_handed_over (void)
{
  g_autoptr (Harness) harness = harness_new ("nanyang", fill_with_people, GUINT_TO_POINTER (3));
  g_autofree char *household = find_household (harness, "zs");
  g_autofree char *path = g_build_filename (harness->scratch->folder, "agreement.pdf", NULL);
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autofree char *text = NULL;
  const CunyiIssue *issue;

  show_agreement (harness, household);
  harness_picture (harness, "document");
  g_assert_true (harness_shows (harness_page (harness), "Draft."));
  harness_press (harness, "<Control>plus");
  g_assert_cmpfloat (cunyi_paper_view_get_zoom (CUNYI_PAPER_VIEW (harness_find (harness_page (harness), "paper"))), >, 1.1);
  harness_picture (harness, "document-large");
  harness_press (harness, "<Control>0");
  harness_set_dark (TRUE);
  harness_picture (harness, "document-dark");
  harness_set_dark (FALSE);

  cunyi_document_page_save (CUNYI_DOCUMENT_PAGE (harness_page (harness)), path);
  harness_wait_for (harness_shows (harness_page (harness), "No. 2022-0001"));
  harness_picture (harness, "document-issued");
  harness_wait_for (harness_focus (harness) == harness_find (harness_page (harness), "print_button"));
  text = read_pdf (path);
  g_assert_nonnull (strstr (text, "张三"));
  g_assert_nonnull (strstr (text, "2022-0001"));

  harness_press (harness, "<Alt>h");
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  harness_picture (harness, "hand-over");
  g_assert_true (harness_shows (harness_dialog (harness), "张三"));
  harness_press (harness, "Return");
  harness_press (harness, "Return");
  harness_press (harness, "<Control>a");
  harness_type (harness, "0802");
  harness_press (harness, "Return");
  g_assert_true (harness_shows (harness_dialog (harness), "This day is still to come."));
  harness_press (harness, "<Control>a");
  harness_type (harness, "31");
  harness_press (harness, "<Control>a");
  harness_type (harness, "0731");
  harness_press (harness, "Return");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  issues = list_issues (harness, household);
  g_assert_cmpuint (issues->len, ==, 1);
  issue = g_ptr_array_index (issues, 0);
  g_assert_cmpstr (issue->handed, ==, "2022-07-31");
  g_assert_cmpstr (issue->receiver, ==, "张三");
  harness_picture (harness, "document-handed");
  /* Taken back by one key; the number stays. */
  harness_press (harness, "<Control>z");
  harness_settle ();
  back = list_issues (harness, household);
  g_assert_cmpuint (back->len, ==, 1);
  g_assert_cmpstr (((CunyiIssue *) g_ptr_array_index (back, 0))->handed, ==, "");
}

static void
saving_again_prints_the_same_and_a_new_page_a_new_one (void)
{
  g_autoptr (Harness) harness = harness_new ("nanyang", fill_with_people, GUINT_TO_POINTER (3));
  g_autofree char *household = find_household (harness, "zs");
  g_autofree char *path = g_build_filename (harness->scratch->folder, "agreement.pdf", NULL);
  g_autoptr (GPtrArray) once = NULL;
  g_autoptr (GPtrArray) twice = NULL;

  show_agreement (harness, household);
  cunyi_document_page_save (CUNYI_DOCUMENT_PAGE (harness_page (harness)), path);
  harness_wait_for (harness_shows (harness_page (harness), "No. 2022-0001"));
  g_remove (path);
  cunyi_document_page_save (CUNYI_DOCUMENT_PAGE (harness_page (harness)), path);
  harness_wait_for (g_file_test (path, G_FILE_TEST_EXISTS));
  harness_settle ();
  once = list_issues (harness, household);
  g_assert_cmpuint (once->len, ==, 1);

  show_agreement (harness, household);
  cunyi_document_page_save (CUNYI_DOCUMENT_PAGE (harness_page (harness)), path);
  harness_wait_for (harness_shows (harness_page (harness), "No. 2022-0002"));
  twice = list_issues (harness, household);
  g_assert_cmpuint (twice->len, ==, 2);
  g_assert_cmpstr (((CunyiIssue *) g_ptr_array_index (twice, 1))->void_, ==, "2022-08-01");
  harness_picture (harness, "document-void");
}

static void
a_folder_that_may_not_be_written_is_said_and_the_number_stays (void)
{
  g_autoptr (Harness) harness = harness_new ("nanyang", fill_with_people, GUINT_TO_POINTER (3));
  g_autofree char *household = find_household (harness, "zs");

  show_agreement (harness, household);
  cunyi_document_page_save (CUNYI_DOCUMENT_PAGE (harness_page (harness)), "/nowhere/agreement.pdf");
  harness_wait_for (harness_shows (harness_page (harness), "No. 2022-0001"));
  harness_wait_for (harness_shows (harness->window, "folder"));
  harness_picture (harness, "document-no-folder");
}

static void
what_is_missing_is_said_on_the_page (void)
{
  g_autoptr (Harness) harness = harness_new ("nanyang", fill_with_people, GUINT_TO_POINTER (3));
  g_autofree char *person = find_person (harness, "zs");

  /* A letter without an application has nothing to tell. */
  cunyi_window_show_document (harness->window, "notification_letter", person, NULL);
  harness_wait_for (CUNYI_IS_DOCUMENT_PAGE (harness_page (harness)));
  harness_wait_for (harness_shows (harness_page (harness), "Not ready to print yet"));
  harness_picture (harness, "document-incomplete");
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_PERSON_PAGE (harness_page (harness)));
}

static void
without_a_print_service_the_dialog_says_so (void)
{
  g_autoptr (Harness) harness = NULL;
  g_autofree char *household = NULL;

  g_setenv ("CUPS_SERVER", "/nowhere/cups.sock", TRUE);
  harness = harness_new ("nanyang", fill_with_people, GUINT_TO_POINTER (3));
  household = find_household (harness, "zs");
  cunyi_window_show_document (harness->window, AGREEMENT, household, NULL);
  harness_press (harness, "<Control>p");
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  harness_wait_for (!harness_shows (harness_dialog (harness), "Looking for printers"));
  harness_picture (harness, "print-none");
  g_assert_true (harness_shows (harness_dialog (harness), "PDF"));
  g_assert_false (gtk_widget_is_sensitive (harness_find (harness_dialog (harness), "print_button")));
  harness_press (harness, "Escape");
  harness_wait_for (harness_dialog (harness) == NULL);
  g_unsetenv ("CUPS_SERVER");
}

/* PDF of what the page shows, as text. */
static char *
save_sheets (Harness *harness)
{
  g_autofree char *path = g_build_filename (harness->scratch->folder, "sheets.pdf", NULL);

  harness_wait_for (CUNYI_IS_SHEETS_PAGE (harness_page (harness))
                    && gtk_widget_is_sensitive (harness_find (harness_page (harness), "print_button")));
  g_remove (path);
  cunyi_sheets_page_save (CUNYI_SHEETS_PAGE (harness_page (harness)), path);
  harness_wait_for (g_file_test (path, G_FILE_TEST_EXISTS)
                    && gtk_widget_is_sensitive (harness_find (harness_page (harness), "print_button")));
  return read_pdf (path);
}

static void
forms_are_printed_as_typed_saved_and_empty (void)
{
  g_autoptr (Harness) harness = harness_new ("nanyang", fill_with_people, GUINT_TO_POINTER (3));
  g_autofree char *person = find_person (harness, "zs");
  g_autofree char *typed = NULL, *empty = NULL, *chosen = NULL, *nobody = NULL;

  cunyi_window_fill_form (harness->window, "hypertension_followup", person);
  harness_wait_for (CUNYI_IS_FORM_PAGE (harness_page (harness)));
  harness_settle ();
  gtk_widget_activate_action (GTK_WIDGET (harness->window), "win.print", NULL);
  typed = save_sheets (harness);
  harness_picture (harness, "sheets-typed");
  g_assert_nonnull (strstr (typed, "未完成"));
  g_assert_nonnull (strstr (typed, "张三"));
  g_assert_nonnull (strstr (typed, "2022年8月1日"));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (harness_find (harness_page (harness), "empty_check")), TRUE);
  empty = save_sheets (harness);
  g_assert_null (strstr (empty, "未完成"));
  g_assert_nonnull (strstr (empty, "张三"));
  g_assert_null (strstr (empty, "2022年8月1日"));

  cunyi_window_show_person (harness->window, person);
  harness_wait_for (CUNYI_IS_PERSON_PAGE (harness_page (harness)));
  harness_settle ();
  gtk_widget_activate_action (GTK_WIDGET (harness->window), "win.print", NULL);
  chosen = save_sheets (harness);
  harness_picture (harness, "sheets-of-a-person");
  harness_set_dark (TRUE);
  harness_picture (harness, "sheets-dark");
  harness_set_dark (FALSE);
  g_assert_nonnull (strstr (chosen, "158/96")); /* what was filled stands first */

  gtk_widget_activate_action (GTK_WIDGET (harness->window), "win.print-forms", NULL);
  nobody = save_sheets (harness);
  harness_picture (harness, "sheets-of-nobody");
  g_assert_null (strstr (nobody, "张三"));
}

static void
add_broken_form (CunyiClinic *clinic, gpointer data)
{
  static const char form[] = "survey\n,type,name,label\n,hologram,x,题\nsettings\n,form_id\n,hologram\n";
  g_autoptr (GBytes) content = g_bytes_new_static (form, strlen (form));
  g_autoptr (GError) error = NULL;

  fill_with_people (clinic, data);
  cunyi_definition_put (cunyi_clinic_get_database (clinic), "forms", "hologram", "own", "", content, NULL, &error);
  g_assert_no_error (error);
}

/* A form that cannot be read stands there with the reason; when the store does not answer there is no list that says less. */
static void
what_the_list_of_forms_lacks_is_said (void)
{
  g_autoptr (Harness) harness = harness_new ("nanyang", add_broken_form, GUINT_TO_POINTER (3));
  CunyiDatabase *database = cunyi_clinic_get_database (harness->clinic);
  g_autofree char *person = find_person (harness, "zs");
  g_autoptr (CunyiClinic) again = NULL;
  g_autoptr (CunyiStatement) hide = NULL;
  g_autoptr (GError) error = NULL;
  CunyiPage *page;

  again = cunyi_clinic_enter (database, SCRATCH_USER, &error);
  g_assert_no_error (error);
  cunyi_window_open_clinic (harness->window, again);
  cunyi_window_show_person (harness->window, person);
  page = harness_page (harness);
  cunyi_window_print_forms (harness->window, person, NULL, NULL, NULL);
  harness_wait_for (CUNYI_IS_SHEETS_PAGE (harness_page (harness))
                    && gtk_widget_is_sensitive (harness_find (harness_page (harness), "print_button")));
  g_assert_true (harness_shows (harness_page (harness), "cannot be read"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (harness_find (harness_page (harness), "stack"))), ==, "paper");
  harness_picture (harness, "sheets-unread");
  cunyi_window_pop (harness->window);
  g_assert_true (harness_page (harness) == page);

  hide = cunyi_database_prepare (database, "CREATE TEMP VIEW record AS SELECT 1 AS elsewhere", &error);
  g_assert_no_error (error);
  cunyi_statement_run (hide, &error);
  g_assert_no_error (error);
  cunyi_window_print_forms (harness->window, person, NULL, NULL, NULL);
  g_assert_true (harness_page (harness) == page);
  harness_wait_for (harness_shows (harness->window, "This did not work"));
}

int
main (int argc, char **argv)
{
  harness_init (&argc, &argv);
  g_test_add_func ("/view/papers/an-agreement-is-previewed-saved-and-handed-over", an_agreement_is_previewed_saved_and_handed_over);
  g_test_add_func ("/view/papers/saving-again-prints-the-same-and-a-new-page-a-new-one",
                   saving_again_prints_the_same_and_a_new_page_a_new_one);
  g_test_add_func ("/view/papers/a-folder-that-may-not-be-written-is-said-and-the-number-stays",
                   a_folder_that_may_not_be_written_is_said_and_the_number_stays);
  g_test_add_func ("/view/papers/what-is-missing-is-said-on-the-page", what_is_missing_is_said_on_the_page);
  g_test_add_func ("/view/papers/forms-are-printed-as-typed-saved-and-empty", forms_are_printed_as_typed_saved_and_empty);
  g_test_add_func ("/view/papers/what-the-list-of-forms-lacks-is-said", what_the_list_of_forms_lacks_is_said);
  g_test_add_func ("/view/papers/without-a-print-service-the-dialog-says-so", without_a_print_service_the_dialog_says_so);
  return harness_run ();
}
