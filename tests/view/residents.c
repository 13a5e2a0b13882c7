/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Residents: the list, its filters, and what the keyboard does there. */

#include "config.h"

#include "harness.h"

#include "clinic/bulk.h"
#include "people.h"
#include "clinic/resident.h"
#include "view/lines-list.h"
#include "view/person-page.h"
#include "view/household-page.h"
#include "view/papers-page.h"
#include "view/residents-page.h"

#include <glib/gstdio.h>

#define RESIDENTS "<Alt>2"

static CunyiLinesList *
get_list (Harness *harness)
{
  return CUNYI_LINES_LIST (harness_find (harness_page (harness), "list"));
}

static const char *
get_count (Harness *harness)
{
  return gtk_label_get_text (GTK_LABEL (harness_find (harness_page (harness), "count_label")));
}

static Harness *
open_residents (guint households)
{
  Harness *harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (households));

  harness_press (harness, RESIDENTS);
  harness_wait_for (CUNYI_IS_RESIDENTS_PAGE (harness_page (harness)));
  harness_wait_for (cunyi_lines_list_n_lines (get_list (harness)) > 0);
  harness_settle ();
  return harness;
}

static void
everybody_is_listed_in_the_order_of_pinyin (void)
{
  g_autoptr (Harness) harness = open_residents (0);
  CunyiLinesModel *model = cunyi_lines_list_get_model (get_list (harness));
  g_autoptr (CunyiLine) first = g_list_model_get_item (G_LIST_MODEL (model), 0);

  harness_picture (harness, "residents");
  g_assert_cmpstr (get_count (harness), ==, "350 people");
  g_assert_cmpuint (cunyi_lines_list_n_lines (get_list (harness)), ==, 350);
  g_assert_true (g_str_has_prefix (cunyi_line_get_texts (first)[0], "陈"));
  harness_set_dark (TRUE);
  harness_picture (harness, "residents-dark");
  harness_set_dark (FALSE);
}

static void
filters_are_combined_with_and (void)
{
  g_autoptr (Harness) harness = open_residents (0);
  GtkWidget *lifted = harness_find (harness_page (harness), "group/lifted");
  GtkWidget *hypertension = harness_find (harness_page (harness), "disease/hypertension");

  /* 20 households of 5, 11, 17 … hold 70 people; 34 heads have the disease; both are the households 0, 15, 30 … 90. */
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (hypertension)), ==, "高血压 34");
  harness_click (lifted);
  g_assert_cmpstr (get_count (harness), ==, "70 people");
  harness_click (hypertension);
  g_assert_cmpstr (get_count (harness), ==, "7 people");
  harness_picture (harness, "residents-filtered");
  harness_click (harness_find_button (harness_page (harness), "Households"));
  g_assert_cmpstr (get_count (harness), ==, "7 households");
  harness_picture (harness, "residents-households");
  harness_click (harness_find_button (harness_page (harness), "Clear filters"));
  g_assert_cmpstr (get_count (harness), ==, "100 households");
}

static void
enter_opens_the_selected_person (void)
{
  g_autoptr (Harness) harness = open_residents (0);
  g_autofree char *second = g_strdup (cunyi_lines_model_get_id (cunyi_lines_list_get_model (get_list (harness)), 1));

  harness_press (harness, "Down");
  g_assert_cmpstr (cunyi_lines_list_get_selected (get_list (harness)), ==, second);
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_PERSON_PAGE (harness_page (harness)));
  harness_press (harness, "Escape");
  harness_wait_for (CUNYI_IS_RESIDENTS_PAGE (harness_page (harness)));
  g_assert_cmpstr (cunyi_lines_list_get_selected (get_list (harness)), ==, second);
}

/* From people to households by keyboard, and on in the list with the arrows. */
static void
the_arrows_go_on_in_the_list (void)
{
  g_autoptr (Harness) harness = open_residents (0);
  g_autofree char *second = NULL;

  harness_press (harness, "<Alt>h");
  harness_wait_for (g_str_has_suffix (get_count (harness), "households"));
  second = g_strdup (cunyi_lines_model_get_id (cunyi_lines_list_get_model (get_list (harness)), 1));
  harness_press (harness, "Down");
  g_assert_cmpstr (cunyi_lines_list_get_selected (get_list (harness)), ==, second);
  g_assert_cmpstr (get_count (harness), ==, "100 households");
}

static GtkAdjustment *
get_adjustment (Harness *harness)
{
  GtkWidget *scroller = gtk_widget_get_last_child (gtk_widget_get_first_child (GTK_WIDGET (get_list (harness))));

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

/* The list of GTK 4.8 jumps back to its end while one scrolls up. */
static void
scrolling_up_does_not_jump (void)
{
  g_autoptr (Harness) harness = open_residents (300);
  GtkAdjustment *adjustment = get_adjustment (harness);
  double last;

  harness_press (harness, "End");
  last = gtk_adjustment_get_value (adjustment);
  g_assert_cmpfloat (last, >, 1000);
  for (int i = 0; i < 100 && last > 0; i++)
    {
      /* Two clicks at once are what made it jump. */
      harness_wheel (harness, get_list (harness), -2);
      g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <, last);
      last = gtk_adjustment_get_value (adjustment);
    }
}

/* Adds a phone number to somebody, as another page would. */
static void
change_somebody (Harness *harness, const char *id)
{
  CunyiDatabase *database = cunyi_clinic_get_database (harness->clinic);
  g_autoptr (CunyiPerson) person = cunyi_person_load (database, id, NULL);

  g_free (person->name);
  person->name = g_strdup ("阿大");
  g_assert_true (cunyi_person_save (database, person, NULL));
}

static void
a_change_keeps_place_and_choice (void)
{
  g_autoptr (Harness) harness = open_residents (0);
  GtkAdjustment *adjustment = get_adjustment (harness);
  g_autofree char *chosen = g_strdup (cunyi_lines_model_get_id (cunyi_lines_list_get_model (get_list (harness)), 200));
  g_autofree char *last = g_strdup (cunyi_lines_model_get_id (cunyi_lines_list_get_model (get_list (harness)), 349));
  double place;

  cunyi_lines_list_select (get_list (harness), 200);
  harness_settle ();
  place = gtk_adjustment_get_value (adjustment);
  g_assert_cmpfloat (place, >, 0);

  /* The last one becomes the first, everybody else moves down by one. */
  change_somebody (harness, last);
  harness_wait_for (g_strcmp0 (cunyi_lines_model_get_id (cunyi_lines_list_get_model (get_list (harness)), 0), last) == 0);
  harness_settle ();
  g_assert_cmpstr (cunyi_lines_list_get_selected (get_list (harness)), ==, chosen);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), place, 1);
}

static void
typing_looks_for_somebody (void)
{
  g_autoptr (Harness) harness = open_residents (0);

  harness_type (harness, "zs");
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_PERSON_PAGE (harness_page (harness)));
  harness_wait_for (harness_shows (harness_page (harness), "张三"));
}

static void
an_empty_clinic_is_told_how_to_begin (void)
{
  g_autoptr (Harness) harness = harness_new ("national", NULL, NULL);

  harness_press (harness, RESIDENTS);
  harness_wait_for (harness_shows (harness_page (harness), "No residents yet"));
  harness_picture (harness, "residents-empty");
  g_assert_true (harness_find_button (harness_page (harness), "Bring in a roster…") != NULL);
}

static void
a_household_and_its_head_are_added_by_keyboard (void)
{
  g_autoptr (Harness) harness = harness_new ("national", NULL, NULL);
  g_autoptr (GPtrArray) found = NULL;

  harness_press (harness, RESIDENTS);
  harness_wait_for (harness_shows (harness_page (harness), "No residents yet"));
  harness_press (harness, "<Alt>a");
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  harness_type (harness, "0001");
  harness_picture (harness, "household-editor");
  harness_press (harness, "<Control>s");
  harness_wait_for (CUNYI_IS_HOUSEHOLD_PAGE (harness_page (harness)));
  harness_wait_for (harness_dialog (harness) && harness_look_for (harness_dialog (harness), "id_entry"));
  harness_activate (harness_dialog (harness));
  harness_insert (harness, "单雄信");
  harness_press (harness, "Tab");
  harness_type (harness, "411322195305060");
  harness_picture (harness, "person-editor");
  harness_press (harness, "<Control>a");
  harness_type (harness, "411322195305060018");
  harness_wait_for (harness_shows (harness_dialog (harness), "years old"));
  harness_press (harness, "<Control>s");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  harness_wait_for (harness_shows (harness_page (harness), "单雄信"));
  harness_picture (harness, "household-new");
  harness_settle ();
  found = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), "sxx", 10);
  g_assert_cmpuint (found->len, ==, 1);
}

static void
space_shift_and_control_a_select_many (void)
{
  g_autoptr (Harness) harness = open_residents (0);
  GtkWidget *bar = harness_find (harness_page (harness), "bulk_bar");

  g_assert_false (gtk_widget_get_visible (bar));
  harness_press (harness, "space");
  g_assert_true (harness_shows (bar, "1 person selected"));
  harness_press (harness, "Down");
  harness_press (harness, "Down");
  harness_press (harness, "space");
  g_assert_true (harness_shows (bar, "2 people selected"));
  harness_press (harness, "Down");
  harness_press (harness, "<Shift>Down");
  harness_press (harness, "<Shift>Down");
  g_assert_true (harness_shows (bar, "5 people selected"));
  /* Back again takes the last one out. */
  harness_press (harness, "<Shift>Up");
  g_assert_true (harness_shows (bar, "4 people selected"));
  g_assert_cmpstr (cunyi_lines_list_get_selected (get_list (harness)), ==,
                   cunyi_lines_model_get_id (cunyi_lines_list_get_model (get_list (harness)), 4));
  harness_picture (harness, "residents-marked");
  harness_set_dark (TRUE);
  harness_picture (harness, "residents-marked-dark");
  harness_set_dark (FALSE);
  harness_press (harness, "<Control>a");
  g_assert_true (harness_shows (bar, "350 people selected"));
  /* What is not seen is not acted upon. */
  harness_click (harness_find (harness_page (harness), "group/lifted"));
  g_assert_true (harness_shows (bar, "70 people selected"));
  gtk_widget_grab_focus (GTK_WIDGET (get_list (harness)));
  harness_press (harness, "Escape");
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_true (CUNYI_IS_RESIDENTS_PAGE (harness_page (harness)));
}

/* Opens the menu with this mnemonic and takes its item with this number, from 0. */
static void
choose (Harness *harness, const char *mnemonic, int number)
{
  harness_press (harness, mnemonic);
  harness_settle ();
  for (int i = 0; i < number; i++)
    harness_press (harness, "Down");
  harness_press (harness, "Return");
}

/* The number of a document in the menu of papers. */
static int
find_document (Harness *harness, const char *name)
{
  g_autoptr (GPtrArray) documents = cunyi_bulk_list_documents (harness->clinic, "person");

  for (guint i = 0; i < documents->len; i++)
    if (g_str_equal (((const CunyiBulkChoice *) g_ptr_array_index (documents, i))->name, name))
      return i;
  g_error ("There is no paper %s.", name);
}

static guint
count_cases (Harness *harness, const char *workflow)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = cunyi_case_list_in_state (cunyi_clinic_get_book (harness->clinic), workflow, NULL, &error);

  g_assert_no_error (error);
  return cases->len;
}

static void
agreements_of_many_families_are_begun_by_keyboard (void)
{
  g_autoptr (Harness) harness = open_residents (0);

  harness_click (harness_find (harness_page (harness), "group/lifted"));
  gtk_widget_grab_focus (GTK_WIDGET (get_list (harness)));
  harness_press (harness, "<Control>a");
  harness_press (harness, "<Alt>b");
  harness_picture (harness, "residents-menu");
  harness_press (harness, "Return");
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  g_assert_true (harness_shows (harness_dialog (harness), "20 households"));
  harness_picture (harness, "bulk-agreements");
  harness_press (harness, "<Control>Return");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  g_assert_cmpuint (count_cases (harness, "household_agreement"), ==, 20);
  g_assert_cmpuint (count_cases (harness, "contract"), ==, 70);
  g_assert_true (harness_shows (harness->window, "20 cases opened"));
  harness_picture (harness, "bulk-agreements-done");
  /* One more time: everybody is left out, and named. */
  gtk_widget_grab_focus (GTK_WIDGET (get_list (harness)));
  choose (harness, "<Alt>b", 0);
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  harness_press (harness, "<Control>Return");
  harness_wait_for (harness_dialog (harness) && harness_shows (harness_dialog (harness), "20 were left out"));
  harness_picture (harness, "bulk-left-out");
  harness_activate (harness_dialog (harness));
  harness_press (harness, "<Alt>s");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  harness_wait_for (harness_shows (harness_page (harness), "20 households"));
  g_assert_cmpstr (cunyi_page_get_title (harness_page (harness)), ==, "Left out");
  harness_press (harness, "Escape");
  harness_wait_for (g_str_equal (cunyi_page_get_title (harness_page (harness)), "Residents"));
  harness_press (harness, "<Control>z");
  harness_wait_for (count_cases (harness, "household_agreement") == 0);
  g_assert_cmpuint (count_cases (harness, "contract"), ==, 0);
}

static void
many_are_put_into_a_group_with_its_day (void)
{
  g_autoptr (Harness) harness = open_residents (0);
  GtkWidget *dialog;

  harness_press (harness, "space");
  harness_press (harness, "<Shift>Down");
  harness_press (harness, "<Alt>g");
  harness_wait_for (harness_dialog (harness) != NULL);
  dialog = GTK_WIDGET (harness_dialog (harness));
  harness_activate (GTK_WINDOW (dialog));
  harness_press (harness, "<Control>Return");
  g_assert_true (harness_shows (dialog, "Choose the group first"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (harness_find (dialog, "topic")), 5);
  gtk_widget_grab_focus (harness_find (dialog, "day_entry"));
  harness_press (harness, "<Control>a");
  harness_type (harness, "20220715");
  harness_picture (harness, "bulk-group");
  harness_press (harness, "Return");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  harness_wait_for (harness_shows (harness_find (harness_page (harness), "group/dibao"), "低保"));
  harness_picture (harness, "bulk-group-done");
  harness_press (harness, "<Control>z");
  harness_wait_for (!gtk_widget_get_visible (harness_find (harness_page (harness), "group/dibao")));
}

static void
agreements_of_many_are_printed_as_one_pdf (void)
{
  g_autoptr (Harness) harness = open_residents (0);
  g_autofree char *folder = g_dir_make_tmp ("cunyi-papers-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "协议.pdf", NULL);
  g_autofree char *content = NULL;
  gsize length;

  harness_click (harness_find (harness_page (harness), "group/lifted"));
  gtk_widget_grab_focus (GTK_WIDGET (get_list (harness)));
  harness_press (harness, "<Control>a");
  choose (harness, "<Alt>b", 0);
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  harness_press (harness, "<Control>Return");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  gtk_widget_grab_focus (GTK_WIDGET (get_list (harness)));
  choose (harness, "<Alt>t", find_document (harness, "contract_agreement"));
  harness_wait_for (CUNYI_IS_PAPERS_PAGE (harness_page (harness)));
  harness_wait_for (harness_shows (harness_page (harness), "20 papers"));
  harness_settle ();
  harness_picture (harness, "papers");
  harness_set_dark (TRUE);
  harness_picture (harness, "papers-dark");
  harness_set_dark (FALSE);
  /* What is read again after a change is made again. */
  harness_wait_for (gtk_widget_get_sensitive (harness_find (harness_page (harness), "pdf_button")));
  cunyi_papers_page_save (CUNYI_PAPERS_PAGE (harness_page (harness)), path);
  harness_wait_for (g_file_test (path, G_FILE_TEST_EXISTS));
  harness_wait_for (harness_shows (harness_page (harness), "Every paper has its number now"));
  harness_picture (harness, "papers-saved");
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF"));
  harness_press (harness, "<Control>z");
  harness_wait_for (harness_shows (harness->window, "Undone"));
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  harness_init (&argc, &argv);
  g_test_add_func ("/view/residents/everybody-is-listed-in-the-order-of-pinyin",
                   everybody_is_listed_in_the_order_of_pinyin);
  g_test_add_func ("/view/residents/filters-are-combined-with-and", filters_are_combined_with_and);
  g_test_add_func ("/view/residents/enter-opens-the-selected-person", enter_opens_the_selected_person);
  g_test_add_func ("/view/residents/the-arrows-go-on-in-the-list", the_arrows_go_on_in_the_list);
  g_test_add_func ("/view/residents/scrolling-up-does-not-jump", scrolling_up_does_not_jump);
  g_test_add_func ("/view/residents/a-change-keeps-place-and-choice", a_change_keeps_place_and_choice);
  g_test_add_func ("/view/residents/typing-looks-for-somebody", typing_looks_for_somebody);
  g_test_add_func ("/view/residents/an-empty-clinic-is-told-how-to-begin", an_empty_clinic_is_told_how_to_begin);
  g_test_add_func ("/view/residents/a-household-and-its-head-are-added-by-keyboard",
                   a_household_and_its_head_are_added_by_keyboard);
  g_test_add_func ("/view/residents/space-shift-and-control-a-select-many", space_shift_and_control_a_select_many);
  g_test_add_func ("/view/residents/agreements-of-many-families-are-begun-by-keyboard",
                   agreements_of_many_families_are_begun_by_keyboard);
  g_test_add_func ("/view/residents/many-are-put-into-a-group-with-its-day", many_are_put_into_a_group_with_its_day);
  g_test_add_func ("/view/residents/agreements-of-many-are-printed-as-one-pdf", agreements_of_many_are_printed_as_one_pdf);
  return harness_run ();
}
