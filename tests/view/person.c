/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A person, a household and Today: what stands there and what Enter opens. */

#include "config.h"

#include "harness.h"
#include "people.h"
#include "../clinic/neighbours.h"
#include "base/clock.h"
#include "clinic/resident.h"
#include "view/case-page.h"
#include "view/code-choice.h"
#include "view/day-watch.h"
#include "view/form-page.h"
#include "form/record.h"
#include "view/household-page.h"
#include "view/idle-lock.h"
#include "view/person-page.h"
#include "view/residents-page.h"
#include "view/short-list.h"
#include "view/today-page.h"

static CunyiShortList *
get_list (Harness *harness, const char *id)
{
  return CUNYI_SHORT_LIST (harness_find (harness_page (harness), id));
}

/* 张三 of the first household, whose follow-up of the third quarter is due. */
static Harness *
open_zhang_san (void)
{
  Harness *harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_autoptr (GPtrArray) found = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), "zhangsan", 1);

  g_assert_cmpuint (found->len, ==, 1);
  cunyi_window_show_person (harness->window, g_ptr_array_index (found, 0));
  harness_wait_for (cunyi_short_list_n_lines (get_list (harness, "due_list")) > 0);
  harness_settle ();
  return harness;
}

static void
a_person_is_seen_at_a_glance (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();
  CunyiPage *page = harness_page (harness);

  harness_picture (harness, "person");
  g_assert_true (harness_shows (page, "张三"));
  g_assert_true (harness_shows (page, "男  69 years  1953-05-06"));
  g_assert_true (harness_shows (page, "脱贫户"));
  g_assert_true (harness_shows (page, "高血压"));
  g_assert_true (harness_shows (page, "No contract"));
  g_assert_cmpuint (cunyi_short_list_n_lines (get_list (harness, "timeline")), ==, 4);
  g_assert_cmpstr (cunyi_short_list_get_text (get_list (harness, "timeline"), 0, 0), ==, "2022-06-20");
  /* Each record says what it found, by the instance name of its form. */
  g_assert_cmpstr (cunyi_short_list_get_text (get_list (harness, "timeline"), 0, 2), ==, "140/84");
  g_assert_true (gtk_widget_get_visible (harness_find (page, "charts_column")));
  harness_set_dark (TRUE);
  harness_picture (harness, "person-dark");
  harness_set_dark (FALSE);
}

static void
the_number_is_masked_until_asked_for (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();
  CunyiPage *page = harness_page (harness);
  GtkWidget *label = harness_find (page, "number_label");

  g_assert_nonnull (strchr (gtk_label_get_text (GTK_LABEL (label)), '*'));
  harness_press (harness, "<Alt>w");
  g_assert_null (strchr (gtk_label_get_text (GTK_LABEL (label)), '*'));
  harness_press (harness, "<Alt>d");
  g_assert_nonnull (strchr (gtk_label_get_text (GTK_LABEL (label)), '*'));
}

static void
a_digit_begins_the_form_with_its_number (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();
  GtkWidget *button = harness_find (harness_page (harness), "chronic_survey");
  g_autofree char *digit = g_strndup (gtk_button_get_label (GTK_BUTTON (button)), 1);

  g_assert_true (g_ascii_isdigit (*digit));
  harness_press (harness, digit);
  harness_wait_for (CUNYI_IS_FORM_PAGE (harness_page (harness)));
  g_assert_true (harness_shows (harness->window, "慢性病摸排登记表"));
}

static void
enter_fills_what_is_due (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();

  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_FORM_PAGE (harness_page (harness)));
}

static void
a_correction_is_seen_at_once_and_can_be_undone (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();

  harness_press (harness, "<Alt>e");
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  harness_insert (harness, "张三丰");
  harness_picture (harness, "person-editor-filled");
  harness_press (harness, "<Control>s");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  harness_wait_for (harness_shows (harness_page (harness), "张三丰"));
  harness_press (harness, "<Control>z");
  harness_wait_for (g_strcmp0 (gtk_label_get_text (GTK_LABEL (harness_find (harness_page (harness), "name_label"))),
                               "张三") == 0);
}

/* Of store/private.h, which is about SQLCipher. */
gboolean cunyi_database_execute (CunyiDatabase *self, const char *sql, GError **error);

/* From now on the table cannot be read on the connection of the window. */
static void
break_table (Harness *harness, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("CREATE TEMP VIEW %s AS SELECT 1 AS none", table);
  g_autoptr (GError) error = NULL;

  cunyi_database_execute (cunyi_clinic_get_database (harness->clinic), sql, &error);
  g_assert_no_error (error);
}

static void
mend_table (Harness *harness, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("DROP VIEW temp.%s", table);
  g_autoptr (GError) error = NULL;

  cunyi_database_execute (cunyi_clinic_get_database (harness->clinic), sql, &error);
  g_assert_no_error (error);
}

/* Alt+E opens no editor, and the window says why; when the table is there again, it does. */
static void
assert_not_edited_without (Harness *harness, const char *table)
{
  break_table (harness, table);
  harness_press (harness, "<Alt>e");
  harness_wait_for (harness_shows (harness->window, "Tell whoever helps you"));
  g_assert_null (harness_dialog (harness));
  mend_table (harness, table);
  harness_press (harness, "<Alt>e");
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  harness_press (harness, "Escape");
  harness_wait_for (harness_dialog (harness) == NULL);
}

/* An editor without the diseases would end them when it is saved. */
static void
what_cannot_be_read_is_told_and_not_changed (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();

  assert_not_edited_without (harness, "condition");
}

/* Nor the groups of his household. */
static void
a_household_that_cannot_be_read_is_not_changed (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();
  g_autoptr (GPtrArray) found = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), "zhangsan", 1);
  g_autoptr (CunyiPerson) person = cunyi_person_load (cunyi_clinic_get_database (harness->clinic), g_ptr_array_index (found, 0), NULL);

  cunyi_window_show_household (harness->window, person->household);
  harness_wait_for (CUNYI_IS_HOUSEHOLD_PAGE (harness_page (harness)));
  harness_settle ();
  assert_not_edited_without (harness, "membership");
}

/* The household goes to the next village group: since a day that may lie behind, and its page says so. When that is taken back,
 * it never left. */
static void
a_household_moves_to_another_group (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();
  CunyiDatabase *database = cunyi_clinic_get_database (harness->clinic);
  g_autoptr (GPtrArray) found = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), "zhangsan", 1);
  g_autoptr (CunyiPerson) person = cunyi_person_load (database, g_ptr_array_index (found, 0), NULL);
  g_autoptr (CunyiHousehold) before = cunyi_household_load (database, person->household, NULL);
  g_autoptr (CunyiHousehold) after = NULL;
  g_autoptr (CunyiHousehold) again = NULL;
  GtkWidget *dialog, *since;
  GtkDropDown *place;
  guint lines;

  cunyi_window_show_household (harness->window, person->household);
  harness_wait_for (CUNYI_IS_HOUSEHOLD_PAGE (harness_page (harness)));
  harness_settle ();
  lines = cunyi_short_list_n_lines (get_list (harness, "timeline"));
  harness_press (harness, "<Alt>e");
  harness_wait_for (harness_dialog (harness) != NULL);
  dialog = GTK_WIDGET (harness_dialog (harness));
  harness_activate (GTK_WINDOW (dialog));
  since = harness_find (dialog, "since_entry");
  place = GTK_DROP_DOWN (harness_find (dialog, "place_choice"));
  g_assert_false (gtk_widget_is_visible (since));
  gtk_drop_down_set_selected (place, gtk_drop_down_get_selected (place) + 1);
  harness_settle ();
  g_assert_true (gtk_widget_is_visible (since));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (since)), ==, "2022-08-01");
  harness_picture (harness, "household-editor-moves");
  gtk_editable_set_text (GTK_EDITABLE (since), "2022-08-02");
  harness_press (harness, "<Control>s");
  harness_wait_for (harness_shows (dialog, "This day has not come yet."));
  gtk_editable_set_text (GTK_EDITABLE (since), "2022-07-20");
  harness_press (harness, "<Control>s");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  after = cunyi_household_load (database, person->household, NULL);
  g_assert_cmpstr (after->place, !=, before->place);
  harness_wait_for (cunyi_short_list_n_lines (get_list (harness, "timeline")) == lines + 1);
  g_assert_cmpstr (cunyi_short_list_get_text (get_list (harness, "timeline"), 0, 0), ==, "2022-07-20");
  g_assert_cmpstr (cunyi_short_list_get_text (get_list (harness, "timeline"), 0, 1), ==, "Into another village group");
  harness_press (harness, "<Control>z");
  harness_wait_for (cunyi_short_list_n_lines (get_list (harness, "timeline")) == lines);
  again = cunyi_household_load (database, person->household, NULL);
  g_assert_cmpstr (again->place, ==, before->place);
}

/* 张三 died yesterday, as today's visit says. */
static void
fill_with_a_death (CunyiClinic *clinic, gpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  fill_with_people (clinic, data);
  cunyi_search_fill (cunyi_clinic_get_search (clinic), cunyi_clinic_get_database (clinic), NULL, &error);
  g_assert_no_error (error);
  found = cunyi_search_find (cunyi_clinic_get_search (clinic), "zhangsan", 1);
  put_record (clinic, "hypertension_followup", g_ptr_array_index (found, 0), "2022-08-01",
              "{\"visit_date\":\"2022-08-01\",\"outcome\":\"3\",\"outcome_text\":\"脑出血\",\"death_date\":\"2022-07-31\"}");
}

static gboolean
asks_first (Harness *harness, const char *words)
{
  CunyiShortList *list = get_list (harness, "list");

  return cunyi_short_list_n_lines (list) > 0 && strstr (cunyi_short_list_get_text (list, 0, 3), words) != NULL;
}

/* Today asks for it the same day; Enter opens the person with what was written, and once it is saved nothing is asked. */
static void
a_death_is_registered_from_today (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_a_death, GUINT_TO_POINTER (3));
  GtkWidget *dialog;

  harness_wait_for (asks_first (harness, "登记死亡"));
  harness_settle ();
  harness_picture (harness, "today-death");
  harness_wait_for (gtk_widget_is_ancestor (harness_focus (harness), GTK_WIDGET (get_list (harness, "list"))));
  harness_press (harness, "Return");
  harness_wait_for (harness_dialog (harness) != NULL);
  dialog = GTK_WIDGET (harness_dialog (harness));
  harness_activate (GTK_WINDOW (dialog));
  harness_settle ();
  harness_picture (harness, "person-editor-death");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (harness_find (dialog, "state_choice"))), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (harness_find (dialog, "since_entry"))), ==, "2022-07-31");
  g_assert_true (gtk_widget_is_ancestor (harness_focus (harness), harness_find (dialog, "since_entry")));
  harness_press (harness, "<Control>s");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  harness_wait_for (!asks_first (harness, "登记死亡"));
  harness_press (harness, "<Control>z");
  harness_wait_for (asks_first (harness, "登记死亡"));
}

/* What is due is counted in the background, and may be there late. */
static void
what_comes_late_does_not_take_the_keyboard (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_autoptr (GPtrArray) found = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), "zhangsan", 1);
  GtkWidget *entry;

  cunyi_window_show_person (harness->window, g_ptr_array_index (found, 0));
  gtk_widget_activate_action (GTK_WIDGET (harness->window), "win.search", NULL);
  entry = harness_focus (harness);
  harness_wait_for (cunyi_short_list_n_lines (get_list (harness, "due_list")) > 0);
  harness_settle ();
  g_assert_true (harness_focus (harness) == entry);
}

/* Whoever goes to a form with Tab before that is not called back. */
static void
what_comes_late_does_not_call_back (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_autoptr (GPtrArray) found = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), "zhangsan", 1);
  GtkWidget *button;

  cunyi_window_show_person (harness->window, g_ptr_array_index (found, 0));
  button = gtk_widget_get_last_child (harness_find (harness_page (harness), "forms"));
  g_assert_cmpuint (cunyi_short_list_n_lines (get_list (harness, "due_list")), ==, 0);
  g_assert_true (gtk_widget_grab_focus (button));
  harness_wait_for (cunyi_short_list_n_lines (get_list (harness, "due_list")) > 0);
  harness_settle ();
  g_assert_true (harness_focus (harness) == button);
}

/* In the morning the search is filled in the background. */
static void
who_is_quick_finds_as_soon_as_the_search_is_filled (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) again = cunyi_clinic_enter (cunyi_clinic_get_database (harness->clinic), NULL, &error);

  g_assert_no_error (error);
  cunyi_window_open_clinic (harness->window, again);
  g_assert_cmpuint (cunyi_search_n_people (cunyi_clinic_get_search (again)), ==, 0);
  harness_press (harness, "<Control>f");
  harness_type (harness, "zhangsan");
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_PERSON_PAGE (harness_page (harness)));
}

/* The entry tells what was typed a moment later: Enter comes before that, with the search filled and not. */
static void
enter_before_the_entry_has_told_opens (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) again = cunyi_clinic_enter (cunyi_clinic_get_database (harness->clinic), NULL, &error);

  g_assert_no_error (error);
  for (int turn = 0; turn < 2; turn++)
    {
      GtkWidget *entry;

      if (turn > 0)
        cunyi_window_open_clinic (harness->window, again);
      harness_press (harness, "<Control>f");
      entry = gtk_widget_get_ancestor (harness_focus (harness), GTK_TYPE_SEARCH_ENTRY);
      if (turn > 0)
        g_assert_cmpuint (cunyi_search_n_people (cunyi_clinic_get_search (again)), ==, 0);
      gtk_editable_set_text (GTK_EDITABLE (entry), "zhangsan");
      g_signal_emit_by_name (entry, "activate");
      harness_wait_for (CUNYI_IS_PERSON_PAGE (harness_page (harness)));
    }
}

/* The list said that nobody is there; before it is told of the filling, Enter comes. */
static void
enter_while_the_search_is_being_filled_opens (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_autoptr (GError) error = NULL;
  CunyiDatabase *database = cunyi_clinic_get_database (harness->clinic);
  g_autoptr (CunyiClinic) again = cunyi_clinic_enter (database, NULL, &error);
  GtkWidget *entry;

  g_assert_no_error (error);
  cunyi_window_open_clinic (harness->window, again);
  harness_press (harness, "<Control>f");
  entry = gtk_widget_get_ancestor (harness_focus (harness), GTK_TYPE_SEARCH_ENTRY);
  g_assert_cmpuint (cunyi_search_n_people (cunyi_clinic_get_search (again)), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "zhangsan");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_true (cunyi_search_fill (cunyi_clinic_get_search (again), database, NULL, &error));
  g_assert_no_error (error);
  g_signal_emit_by_name (entry, "activate");
  harness_wait_for (CUNYI_IS_PERSON_PAGE (harness_page (harness)));
}

/* Words and Enter at once, as fast hands do. */
static void
choose_by_words (Harness *harness, GtkWidget *choice, const char *words)
{
  gtk_widget_grab_focus (choice);
  harness_press (harness, "space");
  gtk_editable_set_text (GTK_EDITABLE (harness_focus (harness)), words);
  harness_press (harness, "Return");
}

static void
an_access_key_acts_at_once (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();

  g_assert_true (gtk_widget_mnemonic_activate (harness_find (harness_page (harness), "edit_button"), FALSE));
  g_assert_nonnull (harness_dialog (harness));
  gtk_window_close (harness_dialog (harness));
}

/* What opens a list, and what is pressed in it, at once; it begins at the line that is chosen. */
static void
a_list_that_opens_takes_the_next_key (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();
  static const char *const choices[] = { "sex_choice", "relation_choice", "insurance_choice", "state_choice" };
  GtkWindow *dialog;

  harness_press (harness, "<Alt>e");
  harness_wait_for (harness_dialog (harness) != NULL);
  dialog = harness_dialog (harness);
  harness_activate (dialog);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkDropDown *choice = GTK_DROP_DOWN (harness_find (dialog, choices[i]));
      guint before = gtk_drop_down_get_selected (choice);

      g_assert_true (gtk_widget_mnemonic_activate (GTK_WIDGET (choice), FALSE));
      harness_press (harness, "Down");
      harness_press (harness, "Return");
      g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, before + 1);
      /* Somebody looks and chooses nothing. */
      harness_press (harness, "space");
      harness_press (harness, "Down");
      harness_press (harness, "Escape");
      g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, before + 1);
      harness_press (harness, "space");
      harness_press (harness, "Up");
      harness_press (harness, "Return");
      g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, before);
    }
  harness_press (harness, "Escape");
  harness_wait_for (harness_dialog (harness) == NULL);
}

/* A widow joins the household of her son: it is named by somebody who lives there, and she is asked what she is to its head. */
static void
somebody_joins_another_household (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();
  g_autoptr (GPtrArray) found = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), "zhangsan", 1);
  g_autoptr (CunyiPerson) before = NULL, after = NULL, again = NULL;
  CunyiDatabase *database = cunyi_clinic_get_database (harness->clinic);
  const char *other = add_household (harness->clinic, "77000000000001");
  GtkWindow *dialog;

  add_person (harness->clinic, other, "宗政昊", "02", "1", "1990-01-01");
  before = cunyi_person_load (database, g_ptr_array_index (found, 0), NULL);
  harness_press (harness, "<Alt>e");
  harness_wait_for (harness_dialog (harness) != NULL);
  dialog = harness_dialog (harness);
  harness_activate (dialog);
  harness_press (harness, "<Alt>h");
  harness_type (harness, "qqq");
  g_assert_true (harness_shows (dialog, "No household fits yet."));
  harness_press (harness, "<Control>a");
  harness_type (harness, "77000000000001");
  harness_wait_for (harness_shows (dialog, "宗政昊"));
  g_assert_cmpstr (cunyi_code_choice_get (GTK_DROP_DOWN (harness_find (dialog, "relation_choice"))), ==, "");
  harness_press (harness, "<Control>s");
  g_assert_true (harness_dialog (harness) == dialog);
  g_assert_true (harness_focus (harness) == harness_find (dialog, "relation_choice")
                 || gtk_widget_is_ancestor (harness_focus (harness), harness_find (dialog, "relation_choice")));
  harness_picture (harness, "person-editor-household");
  /* It was some days ago. */
  g_assert_true (gtk_widget_is_visible (harness_find (dialog, "since_entry")));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (harness_find (dialog, "since_entry"))), ==, "2022-08-01");
  gtk_editable_set_text (GTK_EDITABLE (harness_find (dialog, "since_entry")), "2022-07-20");
  choose_by_words (harness, harness_find (dialog, "relation_choice"), "父亲");
  g_assert_cmpstr (cunyi_code_choice_get (GTK_DROP_DOWN (harness_find (dialog, "relation_choice"))), ==, "51");
  harness_press (harness, "<Control>s");
  harness_wait_for (harness_dialog (harness) == NULL);
  after = cunyi_person_load (database, before->id, NULL);
  g_assert_cmpstr (after->household, ==, other);
  g_assert_cmpstr (after->relation, ==, "51");
  g_assert_cmpint (after->state_since, ==, cunyi_day_parse ("2022-07-20"));
  harness_wait_for (cunyi_short_list_n_lines (get_list (harness, "timeline")) == 5);
  g_assert_cmpstr (cunyi_short_list_get_text (get_list (harness, "timeline"), 0, 0), ==, "2022-07-20");
  g_assert_cmpstr (cunyi_short_list_get_text (get_list (harness, "timeline"), 0, 1), ==, "Into another household");
  harness_activate (GTK_WINDOW (harness->window));
  harness_press (harness, "<Control>z");
  harness_settle ();
  again = cunyi_person_load (database, before->id, NULL);
  g_assert_cmpstr (again->household, ==, before->household);
}

/* An older visit that is written up later knows a disease from the day on which it was confirmed. */
static void
a_disease_is_known_from_the_day_it_was_confirmed (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();
  g_autoptr (GPtrArray) found = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), "zhangsan", 1);
  g_autoptr (GPtrArray) diseases = NULL;
  GtkWindow *dialog;

  harness_press (harness, "<Alt>e");
  harness_wait_for (harness_dialog (harness) != NULL);
  dialog = harness_dialog (harness);
  harness_activate (dialog);
  cunyi_code_ticks_set (GTK_BOX (harness_find (dialog, "diseases_box")), "diabetes", TRUE);
  harness_press (harness, "<Alt>f");
  harness_type (harness, "20990101");
  harness_press (harness, "<Control>s");
  g_assert_true (harness_dialog (harness) == dialog);
  g_assert_true (gtk_widget_has_css_class (harness_find (dialog, "confirmed_entry"), "error"));
  harness_press (harness, "<Control>a");
  harness_type (harness, "20220310");
  harness_picture (harness, "person-editor-confirmed");
  harness_press (harness, "<Control>s");
  harness_wait_for (harness_dialog (harness) == NULL);
  diseases = cunyi_person_load_conditions (cunyi_clinic_get_database (harness->clinic), g_ptr_array_index (found, 0), NULL);
  for (guint i = 0; i < diseases->len; i++)
    {
      const CunyiCondition *condition = g_ptr_array_index (diseases, i);

      if (g_str_equal (condition->disease, "diabetes"))
        {
          g_assert_cmpint (condition->since, ==, cunyi_day_parse ("2022-03-10"));
          return;
        }
    }
  g_assert_not_reached ();
}

/* Nothing is to be done about it; a correction is no way on. */
static void
an_agreement_in_force_suggests_nothing (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_autoptr (GPtrArray) found = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), "zhangsan", 1);
  g_autoptr (CunyiPerson) loaded = cunyi_person_load (cunyi_clinic_get_database (harness->clinic), g_ptr_array_index (found, 0), NULL);
  const char *agreement = sign (harness->clinic, loaded->household, "2022-07-01");
  GtkWidget *amend;

  cunyi_window_show_case (harness->window, agreement);
  harness_wait_for (CUNYI_IS_CASE_PAGE (harness_page (harness)));
  harness_settle ();
  amend = harness_find (harness_page (harness), "amend");
  g_assert_true (gtk_widget_get_sensitive (amend));
  g_assert_false (gtk_widget_has_css_class (amend, "suggested-action"));
}

static void
a_wrong_number_is_told_under_the_field (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();
  GtkWindow *dialog;

  harness_press (harness, "<Alt>e");
  harness_wait_for (harness_dialog (harness) != NULL);
  dialog = harness_dialog (harness);
  harness_activate (dialog);
  harness_press (harness, "<Alt>i");
  harness_type (harness, "411322195305060015");
  g_assert_true (gtk_widget_has_css_class (harness_find (dialog, "id_entry"), "error"));
  harness_press (harness, "<Control>s");
  g_assert_true (harness_dialog (harness) == dialog);
  harness_picture (harness, "person-editor-wrong");
  harness_press (harness, "Escape");
  harness_wait_for (harness_dialog (harness) == NULL);
}

static void
a_household_shows_its_people_and_begins_an_agreement (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();
  GtkWindow *dialog;

  harness_press (harness, "<Alt>h");
  harness_wait_for (CUNYI_IS_HOUSEHOLD_PAGE (harness_page (harness)));
  harness_wait_for (cunyi_short_list_n_lines (get_list (harness, "due_list")) > 0);
  g_assert_cmpuint (cunyi_short_list_n_lines (get_list (harness, "members")), ==, 3);
  g_assert_cmpstr (cunyi_short_list_get_text (get_list (harness, "members"), 0, 0), ==, "张三");
  harness_picture (harness, "household");
  harness_click (harness_find (harness_page (harness), "household_agreement"));
  harness_wait_for (harness_dialog (harness) != NULL);
  dialog = harness_dialog (harness);
  harness_activate (dialog);
  harness_picture (harness, "family-dialog");
  /* Enter begins; it does not take out whom the keyboard is at. */
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_CASE_PAGE (harness_page (harness)));
  g_assert_true (harness_shows (harness_find (harness_page (harness), "parts"), "张三"));
  harness_activate (GTK_WINDOW (harness->window));
  harness_press (harness, "Escape");
  harness_wait_for (CUNYI_IS_HOUSEHOLD_PAGE (harness_page (harness)));
  harness_wait_for (cunyi_short_list_n_lines (get_list (harness, "cases")) == 1);
  harness_picture (harness, "household-agreement");
}

/* A visit that found no board, and the problem that it opened. */
static void
visit_home (Harness *harness, const char *household)
{
  const CunyiCaseOpening opening = { .workflow = "problem", .subject = household, .topic = "P_BOARD", .day = "2022-07-10",
                                     .defaults = TRUE };
  g_autoptr (CunyiRecord) record = g_new0 (CunyiRecord, 1);
  g_autoptr (GError) error = NULL;

  record->form = g_strdup ("household_visit");
  record->subject = g_strdup (household);
  record->day = g_strdup ("2022-07-10");
  record->definition = cunyi_library_dup_definition (cunyi_clinic_get_library (harness->clinic), "forms", record->form);
  record->answers = g_strdup ("{\"way\":\"1\",\"h_board\":\"3\"}");
  cunyi_record_save (cunyi_clinic_get_database (harness->clinic), record, NULL, &error);
  g_assert_no_error (error);
  g_free (cunyi_case_open (cunyi_clinic_get_book (harness->clinic), &opening, &error));
  g_assert_no_error (error);
}

static void
the_checklist_of_a_home_opens_what_mends_it (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();
  CunyiShortList *checks;
  g_auto (GStrv) words = NULL;

  harness_press (harness, "<Alt>h");
  harness_wait_for (CUNYI_IS_HOUSEHOLD_PAGE (harness_page (harness)));
  checks = get_list (harness, "checks");
  g_assert_cmpuint (cunyi_short_list_n_lines (checks), ==, 4);
  g_assert_cmpstr (cunyi_short_list_get_text (checks, 0, 1), ==, "Not looked at yet");
  words = g_strsplit (cunyi_short_list_get_id (checks, 0), " ", 4);
  gtk_widget_grab_focus (GTK_WIDGET (checks));
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_FORM_PAGE (harness_page (harness)));
  harness_press (harness, "Escape");
  harness_wait_for (CUNYI_IS_HOUSEHOLD_PAGE (harness_page (harness)));

  visit_home (harness, words[2]);
  harness_wait_for (g_str_has_prefix (cunyi_short_list_get_text (checks, 0, 0), "！"));
  g_assert_cmpstr (cunyi_short_list_get_text (checks, 0, 2), ==, "2022-07-10");
  harness_picture (harness, "household-checklist");
  gtk_widget_grab_focus (GTK_WIDGET (checks));
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_CASE_PAGE (harness_page (harness)));
  g_assert_true (harness_shows (harness_page (harness), "签约服务牌缺失"));
}

/* The nearest widget around the one with the keyboard that the page's .ui file names. */
static const char *
focused_part (Harness *harness)
{
  for (GtkWidget *widget = harness_focus (harness); widget; widget = gtk_widget_get_parent (widget))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

      if (id && !g_str_has_prefix (id, "___"))
        return id;
    }
  return "";
}

static void
tab_goes_from_part_to_part_and_back (void)
{
  static const struct {
    const char *key, *part;
  } rows[] = {
    { "Tab", "timeline" },          /* not to the next line of what is due */
    { "Tab", "charts_column" },     { "Tab", "back_button" },      { "Tab", "entry" },
    { "<Shift>Tab", "back_button" }, { "<Shift>Tab", "charts_column" }, { "<Shift>Tab", "timeline" },
    { "<Shift>Tab", "due_list" },   { "<Shift>Tab", "forms" },     { "<Shift>Tab", "edit_button" },
    { "<Shift>Tab", "household_button" }, { "<Shift>Tab", "show_button" },
  };
  g_autoptr (Harness) harness = open_zhang_san ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      /* There is a button for each form. */
      do
        harness_press (harness, rows[i].key);
      while (g_str_equal (focused_part (harness), "forms") && !g_str_equal (rows[i].part, "forms"));
      g_test_message ("%u", i);
      g_assert_cmpstr (focused_part (harness), ==, rows[i].part);
    }
}

static void
enter_goes_to_the_next_field_of_a_dialog (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();

  harness_press (harness, "<Alt>e");
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  g_assert_cmpstr (focused_part (harness), ==, "name_entry");
  harness_press (harness, "Return");
  g_assert_cmpstr (focused_part (harness), ==, "id_entry");
  harness_press (harness, "Return");
  g_assert_true (gtk_widget_is_ancestor (harness_focus (harness), harness_find (harness_dialog (harness), "sex_choice")));
  harness_press (harness, "Escape");
  harness_wait_for (harness_dialog (harness) == NULL);
}

/* Whoever types in a dialog is there; and when nobody is, it goes with all it shows. */
static void
a_dialog_is_a_sign_of_life_and_goes_at_the_lock (void)
{
  g_autoptr (Harness) harness = open_zhang_san ();
  const gint64 ten_minutes = 10 * 60 * G_USEC_PER_SEC;
  gint64 before;

  harness_press (harness, "<Alt>e");
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  harness_settle ();
  before = cunyi_idle_lock_now ();
  harness_press (harness, "Return");
  cunyi_idle_lock_look (harness->window, before + ten_minutes + 1);
  g_assert_nonnull (cunyi_window_get_clinic (harness->window));
  g_assert_nonnull (harness_dialog (harness));
  cunyi_idle_lock_look (harness->window, cunyi_idle_lock_now () + ten_minutes + 1);
  g_assert_null (cunyi_window_get_clinic (harness->window));
  harness_wait_for (harness_dialog (harness) == NULL);
}

static void
today_lists_what_is_due_and_enter_begins_it (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (60));

  g_assert_true (CUNYI_IS_TODAY_PAGE (harness_page (harness)));
  harness_wait_for (cunyi_short_list_n_lines (get_list (harness, "list")) >= 20);
  harness_settle ();
  harness_picture (harness, "today");
  harness_set_dark (TRUE);
  harness_picture (harness, "today-dark");
  harness_set_dark (FALSE);
  g_assert_true (harness_shows (harness_page (harness), "Later (20)"));
  harness_press (harness, "Down");
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_FORM_PAGE (harness_page (harness)));
}

static void
a_long_group_can_be_listed_whole (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (210));
  CunyiShortList *list = get_list (harness, "list");

  /* 70 follow-ups can wait: one line, and one for those who are to be surveyed. */
  harness_wait_for (cunyi_short_list_n_lines (list) == 2);
  g_assert_cmpstr (cunyi_short_list_get_text (list, 0, 0), ==, "70 things");
  /* This week they are to be done: the first 60, and a line for the rest. */
  cunyi_clock_hold ("2022-09-29");
  cunyi_day_watch_look (harness->window);
  harness_wait_for (cunyi_short_list_n_lines (list) == 62);
  g_assert_cmpstr (cunyi_short_list_get_text (list, 60, 3), ==, "10 more: list them all");
  harness_settle ();
  for (guint i = 0; i < 60; i++)
    harness_press (harness, "Down");
  harness_press (harness, "Return");
  harness_wait_for (cunyi_short_list_n_lines (list) == 70);
  harness_picture (harness, "today-section");
  harness_click (harness_find (harness_page (harness), "all_chip"));
  harness_wait_for (cunyi_short_list_n_lines (list) == 62);
  cunyi_clock_hold ("2022-08-01");
}

/* 42 households in the scope of the survey: one line, not one for each of them. */
static void
what_has_no_day_is_one_line_for_many (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (210));
  CunyiShortList *list = get_list (harness, "list");
  guint last;

  harness_wait_for (cunyi_short_list_n_lines (list) == 2);
  last = cunyi_short_list_n_lines (list) - 1;
  g_assert_cmpstr (cunyi_short_list_get_text (list, last, 3), ==, "慢性病摸排: list them all");
  g_assert_cmpstr (cunyi_short_list_get_text (list, last, 0), ==, "147 things");
  g_assert_true (harness_shows (harness_page (harness), "Without a day 147"));
  for (guint i = 0; i < last; i++)
    harness_press (harness, "Down");
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_RESIDENTS_PAGE (harness_page (harness)));
  harness_wait_for (harness_shows (harness_page (harness), "147 people"));
  harness_picture (harness, "today-behind");
  /* Back on Today its lines are there before they are counted again. */
  cunyi_window_push (harness->window, cunyi_today_page_new (harness->clinic));
  g_assert_true (CUNYI_IS_TODAY_PAGE (harness_page (harness)));
  g_assert_cmpuint (cunyi_short_list_n_lines (get_list (harness, "list")), ==, 2);
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (harness_find (harness_page (harness), "spinner"))));
}

static void
an_indicator_opens_those_who_are_missing (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (60));

  harness_wait_for (harness_look_for (harness_page (harness), "contract_coverage") != NULL);
  harness_settle ();
  harness_click (harness_find (harness_page (harness), "contract_coverage"));
  harness_wait_for (CUNYI_IS_RESIDENTS_PAGE (harness_page (harness)));
  harness_wait_for (harness_shows (harness_page (harness), "42 people"));
  harness_picture (harness, "residents-missing");
}

static void
an_empty_clinic_is_told_what_today_is_for (void)
{
  g_autoptr (Harness) harness = harness_new ("national", NULL, NULL);

  harness_wait_for (harness_shows (harness_page (harness), "Nobody is on the roster yet"));
  harness_picture (harness, "today-empty");
}

int
main (int argc, char **argv)
{
  harness_init (&argc, &argv);
  g_test_add_func ("/view/person/is-seen-at-a-glance", a_person_is_seen_at_a_glance);
  g_test_add_func ("/view/person/enter-before-the-entry-has-told-opens", enter_before_the_entry_has_told_opens);
  g_test_add_func ("/view/person/enter-while-the-search-is-being-filled-opens", enter_while_the_search_is_being_filled_opens);
  g_test_add_func ("/view/person/number-is-masked-until-asked-for", the_number_is_masked_until_asked_for);
  g_test_add_func ("/view/person/enter-fills-what-is-due", enter_fills_what_is_due);
  g_test_add_func ("/view/person/a-digit-begins-the-form-with-its-number", a_digit_begins_the_form_with_its_number);
  g_test_add_func ("/view/person/a-household-moves-to-another-group", a_household_moves_to_another_group);
  g_test_add_func ("/view/person/a-death-is-registered-from-today", a_death_is_registered_from_today);
  g_test_add_func ("/view/person/a-correction-is-seen-at-once-and-can-be-undone",
                   a_correction_is_seen_at_once_and_can_be_undone);
  g_test_add_func ("/view/person/what-cannot-be-read-is-told-and-not-changed", what_cannot_be_read_is_told_and_not_changed);
  g_test_add_func ("/view/household/what-cannot-be-read-is-told-and-not-changed", a_household_that_cannot_be_read_is_not_changed);
  g_test_add_func ("/view/person/what-comes-late-does-not-take-the-keyboard",
                   what_comes_late_does_not_take_the_keyboard);
  g_test_add_func ("/view/person/what-comes-late-does-not-call-back", what_comes_late_does_not_call_back);
  g_test_add_func ("/view/person/who-is-quick-finds-as-soon-as-the-search-is-filled",
                   who_is_quick_finds_as_soon_as_the_search_is_filled);
  g_test_add_func ("/view/person/an-access-key-acts-at-once", an_access_key_acts_at_once);
  g_test_add_func ("/view/person/a-list-that-opens-takes-the-next-key", a_list_that_opens_takes_the_next_key);
  g_test_add_func ("/view/person/somebody-joins-another-household", somebody_joins_another_household);
  g_test_add_func ("/view/person/an-agreement-in-force-suggests-nothing", an_agreement_in_force_suggests_nothing);
  g_test_add_func ("/view/person/a-disease-is-known-from-the-day-it-was-confirmed", a_disease_is_known_from_the_day_it_was_confirmed);
  g_test_add_func ("/view/person/a-wrong-number-is-told-under-the-field", a_wrong_number_is_told_under_the_field);
  g_test_add_func ("/view/person/tab-goes-from-part-to-part-and-back", tab_goes_from_part_to_part_and_back);
  g_test_add_func ("/view/person/enter-goes-to-the-next-field-of-a-dialog", enter_goes_to_the_next_field_of_a_dialog);
  g_test_add_func ("/view/person/a-dialog-is-a-sign-of-life-and-goes-at-the-lock",
                   a_dialog_is_a_sign_of_life_and_goes_at_the_lock);
  g_test_add_func ("/view/household/shows-its-people-and-begins-an-agreement",
                   a_household_shows_its_people_and_begins_an_agreement);
  g_test_add_func ("/view/household/the-checklist-of-a-home-opens-what-mends-it",
                   the_checklist_of_a_home_opens_what_mends_it);
  g_test_add_func ("/view/today/lists-what-is-due-and-enter-begins-it", today_lists_what_is_due_and_enter_begins_it);
  g_test_add_func ("/view/today/a-long-group-can-be-listed-whole", a_long_group_can_be_listed_whole);
  g_test_add_func ("/view/today/what-has-no-day-is-one-line-for-many", what_has_no_day_is_one_line_for_many);
  g_test_add_func ("/view/today/an-indicator-opens-those-who-are-missing", an_indicator_opens_those_who_are_missing);
  g_test_add_func ("/view/today/an-empty-clinic-is-told-what-it-is-for", an_empty_clinic_is_told_what_today_is_for);
  return harness_run ();
}
