/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cases with the keyboard: a case and its parts through their moves, and many at once on the board. */

#include "config.h"

#include "harness.h"
#include "people.h"

#include "clinic/about.h"
#include "clinic/family.h"
#include "clinic/resident.h"
#include "clinic/search.h"
#include "form/record.h"
#include "view/case-column.h"
#include "view/case-page.h"
#include "view/cases-page.h"
#include "view/form-field.h"
#include "view/person-page.h"
#include "view/residents-page.h"
#include "view/short-list.h"

#define CASES "<Alt>3"

static char *
find_person (Harness *harness, guint index)
{
  g_autoptr (GPtrArray) people = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), "138", 200);

  g_assert_cmpuint (people->len, >, index);
  return g_strdup (g_ptr_array_index (people, index));
}

static char *
open_case (Harness *harness, const char *workflow, const char *subject, const char *topic, const char *parent)
{
  g_autoptr (GError) error = NULL;
  const CunyiCaseOpening opening = { .workflow = workflow, .subject = subject, .topic = topic, .parent = parent,
                                     .day = "2022-07-01", .defaults = TRUE };
  char *id = cunyi_case_open (cunyi_clinic_get_book (harness->clinic), &opening, &error);

  g_assert_no_error (error);
  return id;
}

static char *
get_state (Harness *harness, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiCase) c = cunyi_case_load (cunyi_clinic_get_book (harness->clinic), id, &error);

  g_assert_no_error (error);
  return g_strdup (c->state);
}

static gboolean
is_in (Harness *harness, const char *id, const char *state)
{
  g_autofree char *now = get_state (harness, id);

  return g_str_equal (now, state);
}

static gboolean
has_keyboard (Harness *harness, const char *path)
{
  GtkWidget *focus = harness_focus (harness);
  GtkWidget *field = harness_look_for (harness_page (harness), path);

  return focus && field && gtk_widget_is_ancestor (focus, field);
}

/* Types into the question that has the keyboard, which must be this one. */
static void
answer (Harness *harness, const char *path, const char *typed, gboolean chinese)
{
  if (!has_keyboard (harness, path))
    g_error ("%s has not got the keyboard", path);
  if (chinese)
    harness_insert (harness, typed);
  else
    harness_type (harness, typed);
  if (has_keyboard (harness, path))
    harness_press (harness, "Return");
}

static void
an_application_with_two_diseases_goes_its_way_by_keyboard (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_autofree char *person = find_person (harness, 0);
  g_autofree char *application = open_case (harness, "chronic_application", person, NULL, NULL);
  g_autofree char *first = open_case (harness, "chronic_disease", person, "hypertension", application);
  g_autofree char *second = open_case (harness, "chronic_disease", person, "diabetes", application);

  cunyi_window_show_case (harness->window, application);
  harness_wait_for (CUNYI_IS_CASE_PAGE (harness_page (harness)));
  harness_settle ();
  harness_picture (harness, "case-draft");

  /* The first move of a draft asks nothing: it is complete. */
  harness_press (harness, "Return");
  harness_wait_for (is_in (harness, application, "a_ready"));
  /* The first of those that are allowed now sends it; it asks who carries it. */
  harness_press (harness, "Return");
  harness_wait_for (has_keyboard (harness, "carried_by"));
  harness_picture (harness, "case-asks");
  harness_press (harness, "<Control>Return");
  harness_wait_for (harness_shows (harness_page (harness), "×"));
  g_assert_true (is_in (harness, application, "a_ready"));
  answer (harness, "carried_by", "李医生", TRUE);
  harness_press (harness, "<Control>Return");
  harness_wait_for (is_in (harness, application, "a_sent"));
  harness_picture (harness, "case-sent");
  g_assert_true (harness_shows (harness_page (harness), "先按签字的鉴定表录入"));

  /* Tab from the case to its first part; its first move is that it passed. */
  for (int i = 0; i < 12 && !harness_shows (harness_page (harness), "Done on"); i++)
    {
      GtkWidget *focus = harness_focus (harness);

      if (focus && g_str_equal (gtk_widget_get_name (focus), "pass"))
        {
          /* The way back is open too. */
          harness_press (harness, "<Shift>Tab");
          g_assert_true (harness_focus (harness) != focus);
          harness_press (harness, "Tab");
          g_assert_true (harness_focus (harness) == focus);
          harness_press (harness, "1");
        }
      else
        harness_press (harness, "Tab");
    }
  harness_wait_for (has_keyboard (harness, "expert_date"));
  answer (harness, "expert_date", "20220720", FALSE);
  answer (harness, "expert_names", "王主任", TRUE);
  harness_picture (harness, "case-part");
  harness_press (harness, "<Control>Return");
  harness_wait_for (is_in (harness, first, "r_pass"));

  /* The keyboard has gone on to the second one: not passed. */
  harness_press (harness, "2");
  harness_wait_for (has_keyboard (harness, "expert_date"));
  answer (harness, "expert_date", "20220720", FALSE);
  answer (harness, "expert_names", "王主任", TRUE);
  harness_wait_for (has_keyboard (harness, "copied_by"));
  harness_press (harness, "Return");
  answer (harness, "fail_reason", "未达标准", TRUE);
  harness_wait_for (is_in (harness, second, "r_fail"));
  harness_picture (harness, "case-results");
  harness_press (harness, "Escape");
  harness_wait_for (!CUNYI_IS_CASE_PAGE (harness_page (harness)));
}

static gboolean
suggests_move (Harness *harness, const char *move)
{
  GtkWidget *buttons = gtk_widget_get_first_child (harness_find (harness_page (harness), "moves"));

  for (GtkWidget *button = gtk_widget_get_first_child (buttons); button; button = gtk_widget_get_next_sibling (button))
    if (gtk_widget_has_css_class (button, "suggested-action"))
      return g_strcmp0 (gtk_widget_get_name (button), move) == 0;
  return move == NULL;
}

/* What leads on stands first; at the end nothing leads on, and what takes it back is not offered as if it did. */
static void
the_way_of_a_problem_is_suggested (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_autofree char *person = find_person (harness, 0);
  g_autofree char *problem = open_case (harness, "problem", person, "P_INS", NULL);

  cunyi_window_show_case (harness->window, problem);
  harness_wait_for (CUNYI_IS_CASE_PAGE (harness_page (harness)));
  harness_settle ();
  g_assert_true (suggests_move (harness, "assign"));
  harness_press (harness, "1");
  harness_wait_for (has_keyboard (harness, "measure"));
  answer (harness, "measure", "动员参保", TRUE);
  answer (harness, "deadline", "20220830", FALSE);
  harness_press (harness, "<Control>Return");
  harness_wait_for (is_in (harness, problem, "mending"));
  harness_settle ();
  g_assert_true (suggests_move (harness, "finish"));
  harness_press (harness, "1");
  harness_wait_for (has_keyboard (harness, "result"));
  answer (harness, "result", "已参保", TRUE);
  harness_press (harness, "<Control>Return");
  harness_wait_for (is_in (harness, problem, "review"));
  harness_settle ();
  harness_press (harness, "1");
  harness_wait_for (has_keyboard (harness, "checker"));
  answer (harness, "checker", "赵院长", TRUE);
  harness_wait_for (has_keyboard (harness, "opinion"));
  harness_type (harness, "1");
  harness_wait_for (has_keyboard (harness, "satisfaction"));
  harness_type (harness, "1");
  harness_press (harness, "<Control>Return");
  harness_wait_for (is_in (harness, problem, "done"));
  harness_settle ();
  g_assert_true (suggests_move (harness, NULL));
}

static CunyiCaseColumn *
find_column (Harness *harness, const char *state)
{
  return CUNYI_CASE_COLUMN (harness_find (harness_page (harness), state));
}

static void
three_problems_are_moved_at_once (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (40));
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *switch_;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *person = find_person (harness, i);

      g_ptr_array_add (ids, open_case (harness, "problem", person, i % 2 ? "P_INS" : "P_SIGN", NULL));
    }
  harness_press (harness, CASES);
  harness_wait_for (CUNYI_IS_CASES_PAGE (harness_page (harness)));
  switch_ = harness_find (harness_page (harness), "problem");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (switch_), TRUE);
  harness_settle ();
  g_assert_cmpuint (cunyi_case_column_n_cards (find_column (harness, "open")), ==, 40);
  g_assert_true (harness_shows (harness_page (harness), "and 20 more"));
  cunyi_case_column_focus (find_column (harness, "open"), 0);
  harness_settle ();
  harness_picture (harness, "board");
  harness_press (harness, "space");
  harness_press (harness, "Down");
  harness_press (harness, "space");
  harness_press (harness, "Down");
  harness_press (harness, "space");
  g_assert_true (harness_shows (harness_page (harness), "3 cases selected"));
  harness_picture (harness, "board-selected");
  /* Assigned: unit and finder are known, who is responsible, what is done and until when is asked. */
  harness_press (harness, "1");
  harness_wait_for (harness_shows (harness_page (harness), "Done on"));
  harness_picture (harness, "board-asks");
  while (!has_keyboard (harness, "measure"))
    harness_press (harness, "Return");
  answer (harness, "measure", "上门办理", TRUE);
  harness_press (harness, "<Control>Return");
  harness_wait_for (harness_look_for (harness_page (harness), "mending") != NULL);
  g_assert_cmpuint (cunyi_case_column_n_cards (find_column (harness, "mending")), ==, 3);
  harness_picture (harness, "board-moved");
  harness_press (harness, "<Control>z");
  harness_wait_for (harness_look_for (harness_page (harness), "mending") == NULL);
}

static void
show_problems (Harness *harness)
{
  harness_press (harness, CASES);
  harness_wait_for (CUNYI_IS_CASES_PAGE (harness_page (harness)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (harness_find (harness_page (harness), "problem")), TRUE);
  harness_settle ();
}

/* The dialog of a new case, with the keyboard in it. (transfer none) */
static GtkWidget *
begin_case (Harness *harness)
{
  harness_press (harness, "<Alt>n");
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  return GTK_WIDGET (harness_dialog (harness));
}

/* The number of those that are late opens the people. */
static void
late_cases_open_those_whom_they_are_about (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (40));
  GtkWidget *late;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *person = find_person (harness, i);
      g_autofree char *id = open_case (harness, "problem", person, "P_SIGN", NULL);
    }
  show_problems (harness);
  late = harness_find (harness_page (harness), "overdue_button");
  g_assert_true (harness_shows (late, "2 overdue"));
  harness_picture (harness, "board-late");
  gtk_widget_grab_focus (late);
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_RESIDENTS_PAGE (harness_page (harness)));
  harness_wait_for (harness_shows (harness_page (harness), "2 people"));
}

static void
who_cannot_move_is_told_and_opened (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (20));
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  CunyiShortList *refused;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *person = find_person (harness, i);

      g_ptr_array_add (ids, open_case (harness, "problem", person, "P_SIGN", NULL));
    }
  show_problems (harness);
  cunyi_case_column_focus (find_column (harness, "open"), 0);
  harness_press (harness, "<Control>a");
  g_assert_true (harness_shows (harness_page (harness), "50 cases selected"));
  harness_press (harness, "1");
  harness_wait_for (harness_shows (harness_page (harness), "Done on"));
  while (!has_keyboard (harness, "measure"))
    harness_press (harness, "Return");
  answer (harness, "measure", "上门办理", TRUE);
  /* Two of them went another way meanwhile. */
  for (guint i = 3; i < 5; i++)
    {
      const CunyiMoveRequest request = { .move = "reject", .answers = "{\"reject_reason\":\"重复\"}" };

      g_assert_true (cunyi_case_move (cunyi_clinic_get_book (harness->clinic), g_ptr_array_index (ids, i), &request, NULL));
    }
  harness_press (harness, "<Control>Return");
  harness_wait_for (harness_look_for (harness_page (harness), "mending") != NULL);
  g_assert_true (is_in (harness, g_ptr_array_index (ids, 0), "mending"));
  g_assert_true (is_in (harness, g_ptr_array_index (ids, 49), "mending"));
  refused = CUNYI_SHORT_LIST (harness_find (harness_page (harness), "refused_list"));
  g_assert_cmpuint (cunyi_short_list_n_lines (refused), ==, 2);
  g_assert_true (harness_shows (harness->window, "48 cases moved."));
  harness_picture (harness, "board-refused");
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_CASE_PAGE (harness_page (harness)));
  harness_press (harness, "Escape");
  harness_wait_for (CUNYI_IS_CASES_PAGE (harness_page (harness)));
  harness_press (harness, "<Control>z");
  harness_wait_for (is_in (harness, g_ptr_array_index (ids, 0), "open"));
  g_assert_true (is_in (harness, g_ptr_array_index (ids, 3), "rejected"));
}

static void
an_empty_board_says_how_cases_begin (void)
{
  g_autoptr (Harness) nobody = harness_new ("national", NULL, NULL);
  g_autoptr (Harness) harness = NULL;

  harness_press (nobody, CASES);
  harness_wait_for (CUNYI_IS_CASES_PAGE (harness_page (nobody)));
  g_assert_true (harness_shows (harness_page (nobody), "As soon as the people of the village are here"));
  g_assert_nonnull (harness_find_button (harness_page (nobody), "Bring in a roster…"));
  g_clear_pointer (&nobody, harness_free);

  harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (3));
  harness_press (harness, CASES);
  harness_wait_for (CUNYI_IS_CASES_PAGE (harness_page (harness)));
  harness_fits (harness, "the board of many kinds of cases");
  g_assert_true (harness_shows (harness_page (harness), "Choose somebody and fill “"));
  harness_set_dark (TRUE);
  harness_picture (harness, "board-teaches");
  harness_set_dark (FALSE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (harness_find (harness_page (harness), "problem")), TRUE);
  g_assert_true (harness_shows (harness_page (harness), "Open one here"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (harness_find (harness_page (harness), "chronic_application")), TRUE);
  harness_click (harness_find_button (harness_page (harness), "Go to Residents"));
  harness_wait_for (CUNYI_IS_RESIDENTS_PAGE (harness_page (harness)));
}

static void
a_family_is_told_and_its_members_with_it (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_autofree char *person = find_person (harness, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiPerson) loaded = cunyi_person_load (cunyi_clinic_get_database (harness->clinic), person, &error);
  g_autofree char *agreement = cunyi_family_open (harness->clinic, "household_agreement", loaded->household,
                                                  CUNYI_DAY_NONE, NULL, NULL, &error);
  g_autoptr (GPtrArray) parts = NULL;

  g_assert_no_error (error);
  cunyi_window_show_case (harness->window, agreement);
  harness_wait_for (CUNYI_IS_CASE_PAGE (harness_page (harness)));
  harness_settle ();
  harness_picture (harness, "family");
  harness_press (harness, "1");
  harness_wait_for (has_keyboard (harness, "clear_team"));
  harness_picture (harness, "family-asks");
  answer (harness, "clear_team", "123", FALSE);
  answer (harness, "clear_doctor", "123", FALSE);
  answer (harness, "clear_person", "123", FALSE);
  answer (harness, "ask_way", "1", FALSE);
  harness_press (harness, "<Control>Return");
  harness_wait_for (is_in (harness, agreement, "explained"));
  harness_picture (harness, "family-told");
  parts = cunyi_case_list_children (cunyi_clinic_get_book (harness->clinic), agreement, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, >, 1);
  for (guint i = 0; i < parts->len; i++)
    g_assert_cmpstr (((CunyiCase *) g_ptr_array_index (parts, i))->state, ==, "explained");
}

static const char *
get_text (Harness *harness, gpointer root, const char *path)
{
  return cunyi_form_field_get_field (CUNYI_FORM_FIELD (harness_find (root, path)))->text;
}

static guint
find_topic (GtkWidget *dialog, const char *label)
{
  GListModel *topics = gtk_drop_down_get_model (GTK_DROP_DOWN (harness_find (dialog, "topic")));
  guint i = 0;

  while (i < g_list_model_get_n_items (topics) && !g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (topics), i), label))
    i++;
  return i;
}

static gboolean
is_topic_offered (GtkWidget *dialog, const char *label)
{
  return find_topic (dialog, label) < g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (harness_find (dialog, "topic"))));
}

static void
choose_topic (GtkWidget *dialog, const char *label)
{
  g_assert_true (is_topic_offered (dialog, label));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (harness_find (dialog, "topic")), find_topic (dialog, label));
}

/* A household cannot be without insurance, a person has no plate on the door; what the person and the household share stays chosen. */
static void
topics_are_those_of_the_subject (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog, *topic;

  show_problems (harness);
  dialog = begin_case (harness);
  harness_type (harness, "zhangsan");
  harness_press (harness, "Return");
  topic = harness_find (dialog, "topic");
  harness_wait_for (gtk_widget_is_ancestor (harness_focus (harness), harness_find (dialog, "topic_box")));
  g_assert_true (is_topic_offered (dialog, "应保未保"));
  g_assert_false (is_topic_offered (dialog, "签约服务牌缺失或信息不符"));
  choose_topic (dialog, "群众不满意");
  harness_settle ();
  gtk_check_button_set_active (GTK_CHECK_BUTTON (harness_find (dialog, "household_tick")), TRUE);
  harness_settle ();
  g_assert_false (is_topic_offered (dialog, "应保未保"));
  g_assert_true (is_topic_offered (dialog, "签约服务牌缺失或信息不符"));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (topic)), ==, find_topic (dialog, "群众不满意"));
  choose_topic (dialog, "签约服务牌缺失或信息不符");
  harness_settle ();
  harness_picture (harness, "new-case-household");
  harness_press (harness, "<Control>Return");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_wait_for (CUNYI_IS_CASE_PAGE (harness_page (harness)));
  cases = cunyi_case_list_in_state (cunyi_clinic_get_book (harness->clinic), "problem", "open", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cases->len, ==, 1);
  g_assert_cmpint (cunyi_clinic_find_subject (harness->clinic, ((CunyiCase *) g_ptr_array_index (cases, 0))->subject), ==,
                   CUNYI_SUBJECT_HOUSEHOLD);
}

static void
a_problem_is_registered_by_hand (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GError) error = NULL;
  CunyiShortList *timeline;
  GtkWidget *dialog;

  show_problems (harness);
  harness_picture (harness, "board-empty");
  dialog = begin_case (harness);
  harness_type (harness, "zhangsan");
  harness_picture (harness, "new-case-search");
  harness_press (harness, "Return");
  harness_press (harness, "<Control>Return");
  harness_picture (harness, "new-case-refused");
  harness_wait_for (harness_shows (dialog, "Choose what it is about"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (harness_find (dialog, "topic")), 2);
  harness_settle ();
  harness_picture (harness, "new-case");
  /* Who goes away half-way finds what was typed. */
  while (!gtk_widget_is_ancestor (harness_focus (harness), harness_find (dialog, "remark")))
    harness_press (harness, "Return");
  harness_insert (harness, "村口");
  harness_press (harness, "Escape");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
  g_assert_true (harness_shows (harness->window, "Draft kept"));
  dialog = begin_case (harness);
  harness_type (harness, "zhangsan");
  harness_press (harness, "Return");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (harness_find (dialog, "topic")), 2);
  harness_settle ();
  g_assert_cmpstr (get_text (harness, dialog, "remark"), ==, "村口");
  harness_picture (harness, "new-case-draft");
  harness_press (harness, "<Control>Return");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_wait_for (CUNYI_IS_CASE_PAGE (harness_page (harness)));
  harness_activate (GTK_WINDOW (harness->window));
  cases = cunyi_case_list_in_state (cunyi_clinic_get_book (harness->clinic), "problem", "open", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cases->len, ==, 1);
  /* Among what was done for the person it says which problem it is. */
  cunyi_window_show_person (harness->window, ((CunyiCase *) g_ptr_array_index (cases, 0))->subject);
  harness_wait_for (CUNYI_IS_PERSON_PAGE (harness_page (harness)));
  timeline = CUNYI_SHORT_LIST (harness_find (harness_page (harness), "timeline"));
  harness_wait_for (cunyi_short_list_n_lines (timeline) > 0);
  g_assert_true (g_str_has_prefix (cunyi_short_list_get_text (timeline, 0, 1), "问题台账："));
}

/* What is amiss with the clinic itself is registered on the same board, and one key takes it back. */
static void
a_problem_of_the_clinic_is_registered_by_hand (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  CunyiBook *book = cunyi_clinic_get_book (harness->clinic);
  g_autofree char *place = cunyi_clinic_get_place (harness->clinic);
  g_autoptr (GPtrArray) cases = NULL, undone = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  show_problems (harness);
  dialog = begin_case (harness);
  /* Who ticks it by mistake looks for somebody as before. */
  harness_press (harness, "<Alt>v");
  harness_wait_for (!gtk_widget_is_sensitive (harness_find (dialog, "search")));
  g_assert_true (is_topic_offered (dialog, "基本药品配备不足/过期"));
  g_assert_false (is_topic_offered (dialog, "应保未保"));
  harness_press (harness, "<Alt>v");
  harness_wait_for (gtk_widget_is_sensitive (harness_find (dialog, "search")));
  g_assert_false (is_topic_offered (dialog, "基本药品配备不足/过期"));
  g_assert_true (is_topic_offered (dialog, "应保未保"));
  harness_type (harness, "zhangsan");
  harness_wait_for (gtk_widget_get_visible (harness_find (dialog, "found")));
  harness_press (harness, "<Alt>v");
  harness_wait_for (!gtk_widget_get_visible (harness_find (dialog, "found")));
  harness_wait_for (gtk_widget_is_ancestor (harness_focus (harness), harness_find (dialog, "topic_box")));
  choose_topic (dialog, "基本药品配备不足/过期");
  harness_settle ();
  harness_picture (harness, "new-case-clinic");
  g_assert_cmpstr (get_text (harness, dialog, "text"), ==, "基本药品配备不足/过期");
  harness_press (harness, "<Control>Return");
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_wait_for (CUNYI_IS_CASE_PAGE (harness_page (harness)));
  harness_activate (GTK_WINDOW (harness->window));
  harness_picture (harness, "case-clinic");
  cases = cunyi_case_list_of_subject (book, place, "problem", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cases->len, ==, 1);
  g_assert_cmpstr (((CunyiCase *) g_ptr_array_index (cases, 0))->topic, ==, "P_DRUG");
  harness_press (harness, "<Control>z");
  undone = cunyi_case_list_of_subject (book, place, "problem", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->len, ==, 0);
}

static gboolean
has_draft (Harness *harness, const char *subject)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = cunyi_draft_list (cunyi_clinic_get_database (harness->clinic), subject, &error);

  g_assert_no_error (error);
  return drafts->len > 0;
}

static void
what_a_move_asks_is_kept_when_it_is_left (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_autofree char *person = find_person (harness, 0);
  g_autofree char *problem = open_case (harness, "problem", person, "P_SIGN", NULL);

  cunyi_window_show_case (harness->window, problem);
  harness_settle ();
  harness_press (harness, "1");
  while (!has_keyboard (harness, "measure"))
    harness_press (harness, "Return");
  harness_insert (harness, "上门办理");
  /* Within a second, and with nobody leaving anything. */
  harness_wait_for (has_draft (harness, person));
  harness_press (harness, "Escape");
  g_assert_null (harness_look_for (harness_page (harness), "measure"));
  g_assert_true (harness_shows (harness->window, "Draft kept"));
  harness_press (harness, "1");
  harness_wait_for (harness_look_for (harness_page (harness), "measure") != NULL);
  g_assert_cmpstr (get_text (harness, harness_page (harness), "measure"), ==, "上门办理");
  g_assert_true (harness_shows (harness_page (harness), "This is a draft from before"));
  harness_picture (harness, "case-draft-again");
  harness_set_dark (TRUE);
  harness_picture (harness, "case-draft-again-dark");
  harness_set_dark (FALSE);

  /* Away from the page with the questions up, and back. */
  harness_press (harness, "<Alt>1");
  harness_wait_for (!CUNYI_IS_CASE_PAGE (harness_page (harness)));
  cunyi_window_show_case (harness->window, problem);
  harness_settle ();
  harness_press (harness, "1");
  harness_wait_for (harness_look_for (harness_page (harness), "measure") != NULL);
  g_assert_cmpstr (get_text (harness, harness_page (harness), "measure"), ==, "上门办理");
  harness_click (harness_find_button (harness_page (harness), "Discard draft"));
  g_assert_cmpstr (get_text (harness, harness_page (harness), "measure"), ==, "");
  g_assert_false (has_draft (harness, person));
  harness_picture (harness, "case-draft-discarded");
  harness_click (harness_find_button (harness_page (harness), "Bring it back"));
  g_assert_cmpstr (get_text (harness, harness_page (harness), "measure"), ==, "上门办理");
  harness_press (harness, "<Control>Return");
  harness_wait_for (is_in (harness, problem, "mending"));
  g_assert_false (has_draft (harness, person));
}

int
main (int argc, char **argv)
{
  harness_init (&argc, &argv);
  g_test_add_func ("/view/cases/an-application-with-two-diseases-goes-its-way-by-keyboard",
                   an_application_with_two_diseases_goes_its_way_by_keyboard);
  g_test_add_func ("/view/cases/the-way-of-a-problem-is-suggested", the_way_of_a_problem_is_suggested);
  g_test_add_func ("/view/cases/three-problems-are-moved-at-once", three_problems_are_moved_at_once);
  g_test_add_func ("/view/cases/late-cases-open-those-whom-they-are-about", late_cases_open_those_whom_they_are_about);
  g_test_add_func ("/view/cases/who-cannot-move-is-told-and-opened", who_cannot_move_is_told_and_opened);
  g_test_add_func ("/view/cases/an-empty-board-says-how-cases-begin", an_empty_board_says_how_cases_begin);
  g_test_add_func ("/view/cases/a-family-is-told-and-its-members-with-it", a_family_is_told_and_its_members_with_it);
  g_test_add_func ("/view/cases/what-a-move-asks-is-kept-when-it-is-left", what_a_move_asks_is_kept_when_it_is_left);
  g_test_add_func ("/view/cases/a-problem-is-registered-by-hand", a_problem_is_registered_by_hand);
  g_test_add_func ("/view/cases/a-problem-of-the-clinic-is-registered-by-hand", a_problem_of_the_clinic_is_registered_by_hand);
  g_test_add_func ("/view/cases/topics-are-those-of-the-subject", topics_are_those_of_the_subject);
  return harness_run ();
}
