/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filling forms with the keyboard: what is typed, what is told, what is kept. */

#include "config.h"

#include "harness.h"
#include "people.h"
#include "questions.h"

#include "clinic/resident.h"
#include "clinic/search.h"
#include "form/record.h"
#include "view/case-page.h"
#include "view/form-field.h"
#include "view/form-grid.h"
#include "view/form-page.h"

#define FORM "hypertension_followup"

static char *
find_person (Harness *harness, const char *typed)
{
  g_autoptr (GPtrArray) people = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), typed, 1);

  g_assert_cmpuint (people->len, ==, 1);
  return g_strdup (g_ptr_array_index (people, 0));
}

static char *
find_household (Harness *harness, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiPerson) loaded = cunyi_person_load (cunyi_clinic_get_database (harness->clinic), person, &error);

  g_assert_no_error (error);
  return g_strdup (loaded->household);
}

/* Whom a form is filled about: 张三, his household, or the village. (transfer full) */
static char *
find_subject (Harness *harness, const char *form)
{
  CunyiForm *opened = cunyi_library_get_form (cunyi_clinic_get_library (harness->clinic), form);
  g_autofree char *person = find_person (harness, "zhangsan");

  g_assert_nonnull (opened);
  if (g_str_equal (cunyi_form_get_subject (opened), "place"))
    return cunyi_clinic_get_setting (harness->clinic, "clinic/place", "");
  if (g_str_equal (cunyi_form_get_subject (opened), "household"))
    return find_household (harness, person);
  return g_steal_pointer (&person);
}

static Harness *
open_form (const char *form, char **subject)
{
  Harness *harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));

  *subject = find_subject (harness, form);
  cunyi_window_fill_form (harness->window, form, *subject);
  harness_wait_for (CUNYI_IS_FORM_PAGE (harness_page (harness)));
  harness_settle ();
  return harness;
}

/* Every form of the pack on its page, at whatever size the letters have now. */
static void
look_at_each_form (const char *ending)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_auto (GStrv) forms = cunyi_library_list (cunyi_clinic_get_library (harness->clinic), "forms");

  for (guint i = 0; forms[i]; i++)
    {
      g_autofree char *subject = find_subject (harness, forms[i]);
      g_autofree char *name = g_strconcat (forms[i], ending, NULL), *dark = g_strconcat (name, "-dark", NULL);

      cunyi_window_fill_form (harness->window, forms[i], subject);
      harness_wait_for (CUNYI_IS_FORM_PAGE (harness_page (harness)));
      harness_picture (harness, name);
      harness_set_dark (TRUE);
      harness_picture (harness, dark);
      harness_set_dark (FALSE);
      harness_fits (harness, forms[i]);
      harness_press (harness, "Escape");
    }
}

static void
forms_look_like_paper (void)
{
  look_at_each_form ("");
}

/* TRUE when the question shows this text: what is wrong with it, what it was last time. */
static gboolean
shows (Harness *harness, const char *path, const char *text)
{
  return harness_shows (question_find (harness, path), text);
}

static void
the_keyboard_goes_from_answer_to_answer (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form (FORM, &subject);

  /* The first that must be answered and is not known. */
  g_assert_true (question_has_keyboard (harness, "visit_mode"));
  harness_type (harness, "1");
  g_assert_true (question_has_keyboard (harness, "symptoms"));
  question_assert (harness, "visit_mode", "1");
  harness_type (harness, "23");
  question_assert (harness, "symptoms", "2 3");
  harness_press (harness, "Return");
  g_assert_true (question_has_keyboard (harness, "symptoms_other"));
  harness_press (harness, "Return");
  g_assert_true (question_has_keyboard (harness, "sbp"));
  g_assert_true (shows (harness, "sbp", "last 140 · 6/20"));
  harness_type (harness, "152");
  harness_press (harness, "Return");
  harness_type (harness, "94");
  harness_press (harness, "<Shift>Return");
  g_assert_true (question_has_keyboard (harness, "sbp"));
  question_assert (harness, "sbp", "152");
  question_assert (harness, "dbp", "94");
  /* Days as they are typed; eight digits need no Enter. */
  question_answer (harness, "visit_date", "0726");
  question_assert (harness, "visit_date", "2022-07-26");
  question_go_to (harness, "next_date");
  harness_type (harness, "20220809");
  harness_settle ();
  question_assert (harness, "next_date", "2022-08-09");
  g_assert_true (question_has_keyboard (harness, "doctor"));
  harness_picture (harness, "form-typed");
  /* The last question leads to the button that saves. An Enter right behind a day that went on by itself is a habit of the
   * hand and does nothing. */
  g_usleep (G_USEC_PER_SEC / 2);
  harness_press (harness, "Return");
  g_assert_true (GTK_IS_BUTTON (harness_focus (harness)));
}

static void
tab_comes_back_as_it_went (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form (FORM, &subject);
  GtkWidget *stops[8];

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      stops[i] = harness_focus (harness);
      harness_press (harness, "Tab");
    }
  for (guint i = G_N_ELEMENTS (stops); i-- > 0;)
    {
      harness_press (harness, "<Shift>Tab");
      g_assert_true (harness_focus (harness) == stops[i]);
    }
}

/* Enter makes a line, and in an empty line it goes on. */
static void
enter_leaves_a_text_by_an_empty_line (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form ("household_visit", &subject);

  question_go_to (harness, "measures");
  harness_press (harness, "Return");
  harness_wait_for (question_has_keyboard (harness, "next_date"));
  question_go_to (harness, "measures");
  harness_type (harness, "one");
  harness_press (harness, "Return");
  harness_type (harness, "two");
  harness_press (harness, "Return");
  g_assert_true (question_has_keyboard (harness, "measures"));
  harness_press (harness, "Return");
  harness_wait_for (question_has_keyboard (harness, "next_date"));
  question_assert (harness, "measures", "one\ntwo");
}

static void
errors_stand_at_the_field_until_they_are_mended (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form (FORM, &subject);
  const char *wrong = "收缩压应在60到280之间";

  question_go_to (harness, "sbp");
  harness_type (harness, "1450");
  g_assert_false (shows (harness, "sbp", wrong));
  harness_press (harness, "Return");
  g_assert_true (shows (harness, "sbp", wrong));
  g_assert_true (question_has_keyboard (harness, "sbp"));
  gtk_test_accessible_assert_state (GTK_WIDGET (gtk_widget_get_parent (harness_focus (harness))), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  harness_picture (harness, "form-error");
  /* Who goes on all the same, may; what was typed stays. */
  harness_press (harness, "Return");
  g_assert_true (question_has_keyboard (harness, "dbp"));
  g_assert_true (shows (harness, "sbp", "1450"));
  g_assert_true (harness_shows (harness_page (harness), "1 place to mend"));
  harness_press (harness, "F8");
  g_assert_true (question_has_keyboard (harness, "sbp"));
  harness_press (harness, "<Control>a");
  harness_type (harness, "145");
  harness_press (harness, "Return");
  g_assert_false (shows (harness, "sbp", wrong));
  g_assert_true (question_has_keyboard (harness, "dbp"));
}

static void
saving_leads_to_what_is_missing (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form (FORM, &subject);

  question_answer (harness, "sbp", "152");
  harness_press (harness, "<Control>s");
  g_assert_true (CUNYI_IS_FORM_PAGE (harness_page (harness)));
  g_assert_true (question_has_keyboard (harness, "visit_mode"));
  g_assert_true (harness_shows (harness_page (harness), "places to mend"));
  harness_picture (harness, "form-missing");
}

static void
a_warning_is_confirmed_by_key (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form (FORM, &subject);

  question_answer (harness, "sbp", "186");
  g_assert_true (question_has_keyboard (harness, "sbp"));
  g_assert_true (shows (harness, "sbp", "收缩压达到180"));
  harness_press (harness, "F2");
  g_assert_true (question_has_keyboard (harness, "dbp"));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (harness_find (question_find (harness, "sbp"), "confirm"))));
  harness_picture (harness, "form-warning");
}

static void
a_draft_survives_the_window (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form (FORM, &subject);
  CunyiWindow *first = harness->window;

  question_go_to (harness, "sbp");
  harness_type (harness, "15");
  harness_type (harness, "2");
  /* Gone while the last key is still on its way. */
  harness->window = cunyi_window_new (gtk_window_get_application (GTK_WINDOW (first)));
  gtk_window_destroy (GTK_WINDOW (first));
  cunyi_window_open_clinic (harness->window, harness->clinic);
  harness_activate (GTK_WINDOW (harness->window));
  cunyi_window_fill_form (harness->window, FORM, subject);
  harness_settle ();
  question_assert (harness, "sbp", "152");
  g_assert_true (harness_shows (harness_page (harness), "This is a draft"));
  harness_picture (harness, "form-draft");
  harness_click (harness_find_button (harness_page (harness), "Discard draft"));
  question_assert (harness, "sbp", "");
  harness_click (harness_find_button (harness_page (harness), "Bring it back"));
  question_assert (harness, "sbp", "152");
}

static CunyiDraft *
load_draft (Harness *harness, const char *subject)
{
  g_autoptr (GError) error = NULL;
  CunyiDraft *draft = cunyi_draft_load (cunyi_clinic_get_database (harness->clinic), FORM, subject, "", &error);

  g_assert_no_error (error);
  return draft;
}

static void
what_is_typed_is_a_draft_within_a_second (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form (FORM, &subject);
  g_autoptr (CunyiDraft) draft = load_draft (harness, subject);
  gint64 begin;

  /* Who only looks leaves nothing behind. */
  g_assert_null (draft);
  question_go_to (harness, "sbp");
  harness_type (harness, "152");
  begin = g_get_monotonic_time ();
  harness_wait_for ((draft = load_draft (harness, subject)));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 1100 * 1000);
  g_assert_nonnull (strstr (draft->answers, "152"));
}

/* What a follow-up must have. */
static void
fill_followup (Harness *harness)
{
  const char *const answers[][2] = {
    { "visit_mode", "1" }, { "symptoms", "1" }, { "sbp", "152" }, { "dbp", "94" }, { "heart_rate", "72" },
    { "smoke_now", "0" }, { "drink_now", "0" }, { "sport_week_now", "3" }, { "sport_min_now", "30" },
    { "sport_week_goal", "5" }, { "sport_min_goal", "30" }, { "salt_now", "2" }, { "salt_goal", "1" }, { "psych", "1" },
    { "obey", "1" }, { "adherence", "1" }, { "class", "2" }, { "next_date", "20220815" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    question_answer (harness, answers[i][0], answers[i][1]);
}

static void
saving_makes_a_record_and_goes_on_to_the_next_person (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form (FORM, &subject);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiRecord) record = NULL;
  g_autoptr (CunyiDraft) draft = NULL;
  GtkWidget *page = GTK_WIDGET (harness_page (harness));

  fill_followup (harness);
  harness_wait_for (harness_shows (page, "Save, next"));
  harness_picture (harness, "form-full");
  harness_press (harness, "<Control>Return");
  harness_wait_for (CUNYI_IS_FORM_PAGE (harness_page (harness)) && GTK_WIDGET (harness_page (harness)) != page);
  harness_settle ();
  question_assert (harness, "sbp", "");
  harness_picture (harness, "form-next");
  record = cunyi_record_last (cunyi_clinic_get_database (harness->clinic), FORM, subject, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (record->day, ==, "2022-08-01");
  g_assert_nonnull (strstr (record->answers, "\"sbp\":152"));
  draft = load_draft (harness, subject);
  g_assert_null (draft);
}

static void
a_visit_opens_the_problems_that_it_found (void)
{
  const char *const answers[][2] = {
    { "round", "2" }, { "met_person", "1" }, { "resident_n", "3" },
    /* The first member has not signed; the others moved away. */
    { "member[1]/m_present", "2" }, { "member[1]/m_insured", "1" }, { "member[1]/m_health", "1" },
    { "member[1]/m_signed", "2" }, { "member[1]/m_followups_12m", "4" }, { "member[1]/m_medicine", "1" },
    { "member[1]/m_check_year", "1" }, { "member[1]/m_check_result_told", "1" },
    { "member[2]/m_present", "5" }, { "member[3]/m_present", "5" },
    { "c_total", "0" }, { "v_difficulty", "1" }, { "v_monitor", "1" }, { "h_board", "1" }, { "h_poster", "1" },
    { "h_policy_known", "1" }, { "h_folder", "1" }, { "sign_head", "1" },
  };
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form ("household_visit", &subject);
  g_autofree char *person = find_person (harness, "zhangsan");
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    question_answer (harness, answers[i][0], answers[i][1]);
  harness_picture (harness, "visit-full");
  question_go_to (harness, "summary");
  harness_insert (harness, "一切正常");
  /* Enter makes a line in a long text. */
  harness_press (harness, "Return");
  g_assert_true (question_has_keyboard (harness, "summary"));
  harness_press (harness, "<Control>Return");
  harness_picture (harness, "visit-saved");
  harness_wait_for (!CUNYI_IS_FORM_PAGE (harness_page (harness)));
  cases = cunyi_case_list_of_subject (cunyi_clinic_get_book (harness->clinic), person, "problem", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cases->len, ==, 1);
  g_assert_cmpstr (((CunyiCase *) g_ptr_array_index (cases, 0))->topic, ==, "P_SIGN");
  g_assert_true (harness_shows (harness->window, "1 case opened"));
  harness_click (harness_find_button (harness->window, "1 case opened"));
  harness_wait_for (CUNYI_IS_CASE_PAGE (harness_page (harness)));
}

static void
diseases_are_found_by_their_first_letters (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form ("chronic_application_form", &subject);

  harness_press (harness, "<Alt>a");
  g_assert_true (question_has_keyboard (harness, "disease_row[1]/disease"));
  harness_type (harness, "gxy");
  harness_picture (harness, "form-picker");
  harness_press (harness, "Return");
  question_assert (harness, "disease_row[1]/disease", "hypertension");
  g_assert_false (question_has_keyboard (harness, "disease_row[1]/disease"));
  harness_press (harness, "<Alt>a");
  g_assert_true (question_has_keyboard (harness, "disease_row[2]/disease"));
  harness_type (harness, "tnb");
  harness_press (harness, "Return");
  question_assert (harness, "disease_row[2]/disease", "diabetes");
  harness_picture (harness, "form-two-diseases");
  /* Taken out, and brought back. */
  harness_click (harness_find (question_find (harness, "disease_row[1]"), "remove"));
  question_assert (harness, "disease_row[1]/disease", "diabetes");
  g_assert_null (harness_look_for (harness_page (harness), "disease_row[2]/disease"));
  harness_click (harness_find_button (harness_page (harness), "Bring it back"));
  question_assert (harness, "disease_row[1]/disease", "hypertension");
  question_assert (harness, "disease_row[2]/disease", "diabetes");
}

static void
enter_does_not_pass_an_empty_list (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form ("chronic_application_form", &subject);

  question_go_to (harness, "category_checked_on");
  harness_press (harness, "Return");
  g_assert_true (GTK_IS_BUTTON (harness_focus (harness)));
  harness_press (harness, "Return");
  g_assert_true (question_has_keyboard (harness, "disease_row[1]/disease"));
  /* One that is begun does not ask for more; and nothing that he is known to have is left out. */
  question_answer (harness, "disease_row[1]/disease", "hypertension");
  question_go_to (harness, "disease_row[1]/fixed_hospital");
  harness_press (harness, "Return");
  g_assert_true (question_has_keyboard (harness, "illness_history"));
}

static void
a_record_is_mended_with_what_it_said (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form (FORM, &subject);
  CunyiDatabase *database = cunyi_clinic_get_database (harness->clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiRecord) record = NULL;
  g_autoptr (CunyiRecord) mended = NULL;

  fill_followup (harness);
  harness_press (harness, "<Control>s");
  harness_wait_for (!CUNYI_IS_FORM_PAGE (harness_page (harness)));
  record = cunyi_record_last (database, FORM, subject, NULL, NULL, &error);
  g_assert_no_error (error);
  cunyi_window_edit_record (harness->window, record->id);
  harness_wait_for (CUNYI_IS_FORM_PAGE (harness_page (harness)));
  harness_settle ();
  question_assert (harness, "sbp", "152");
  question_assert (harness, "symptoms", "1");
  question_answer (harness, "sbp", "148");
  harness_press (harness, "<Control>s");
  harness_wait_for (!CUNYI_IS_FORM_PAGE (harness_page (harness)));
  mended = cunyi_record_last (database, FORM, subject, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mended->id, ==, record->id);
  g_assert_nonnull (strstr (mended->answers, "\"sbp\":148"));
  harness_press (harness, "<Control>z");
  g_clear_pointer (&mended, cunyi_record_free);
  mended = cunyi_record_last (database, FORM, subject, NULL, NULL, &error);
  g_assert_nonnull (strstr (mended->answers, "\"sbp\":152"));
}

/* The form of one patient was filled for another: it goes by one key, and comes back by another. */
static void
a_record_of_the_wrong_person_goes (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form (FORM, &subject);
  CunyiDatabase *database = cunyi_clinic_get_database (harness->clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiRecord) before = cunyi_record_last (database, FORM, subject, NULL, NULL, &error);
  g_autoptr (CunyiRecord) record = NULL, after = NULL, again = NULL;

  g_assert_false (gtk_widget_get_visible (harness_find (harness_page (harness), "delete_button")));
  fill_followup (harness);
  harness_press (harness, "<Control>s");
  harness_wait_for (!CUNYI_IS_FORM_PAGE (harness_page (harness)));
  record = cunyi_record_last (database, FORM, subject, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (record->id, !=, before ? before->id : NULL);
  cunyi_window_edit_record (harness->window, record->id);
  harness_wait_for (CUNYI_IS_FORM_PAGE (harness_page (harness)));
  harness_settle ();
  g_assert_true (gtk_widget_get_visible (harness_find (harness_page (harness), "delete_button")));
  harness_picture (harness, "form-record");
  question_answer (harness, "sbp", "148");
  harness_press (harness, "<Control><Shift>Delete");
  harness_wait_for (!CUNYI_IS_FORM_PAGE (harness_page (harness)));
  after = cunyi_record_load (database, record->id, &error);
  g_assert_no_error (error);
  g_assert_null (after);
  harness_press (harness, "<Control>z");
  again = cunyi_record_load (database, record->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->answers, ==, record->answers);
}

/* Eyes of sixty years: everything one and a half times as large, and still within the window. */
static void
large_letters_stay_within_the_window (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", (dpi > 0 ? dpi : 96 * PANGO_SCALE) * 3 / 2, NULL);
  look_at_each_form ("-large");
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

static double
top_of (Harness *harness, const char *path)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (question_find (harness, path), gtk_widget_get_parent (question_find (harness, path)), &bounds));
  return bounds.origin.y;
}

/* A question with its words beside it stands in one line with the entry of its neighbour, also when something is told
 * below that. */
static void
an_error_does_not_push_its_neighbour_down (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form (FORM, &subject);
  double before;

  question_answer (harness, "med_name1", "aspirin");
  harness_settle ();
  before = top_of (harness, "med_dose1");
  g_assert_cmpfloat (before, >, top_of (harness, "med_freq1"));
  question_answer (harness, "med_freq1", "86");
  harness_settle ();
  g_assert_cmpstr (cunyi_form_field_get_field (CUNYI_FORM_FIELD (question_find (harness, "med_freq1")))->error, !=, "");
  g_assert_cmpfloat (top_of (harness, "med_dose1"), ==, before);
}

/* What is asked of a long form before all of it is made makes the rest; else it comes by itself. */
static void
a_long_form_is_made_in_portions (void)
{
  Harness *harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (3));
  g_autofree char *subject = find_subject (harness, "health_check");
  CunyiPage *page;

  cunyi_window_fill_form (harness->window, "health_check", subject);
  page = harness_page (harness);
  g_assert_nonnull (harness_look_for (page, "exam_date"));
  g_assert_null (harness_look_for (page, "risk"));
  harness_settle ();
  g_assert_nonnull (harness_look_for (page, "risk"));
  cunyi_window_pop (harness->window);

  cunyi_window_fill_form (harness->window, "health_check", subject);
  page = harness_page (harness);
  g_assert_null (harness_look_for (page, "risk"));
  g_assert_true (cunyi_form_grid_focus_path (CUNYI_FORM_GRID (harness_find (page, "grid")), "risk"));
  g_assert_true (question_has_keyboard (harness, "risk"));
  harness_free (harness);
}

int
main (int argc, char **argv)
{
  harness_init (&argc, &argv);
  g_test_add_func ("/view/every-form/looks-like-paper", forms_look_like_paper);
  g_test_add_func ("/view/every-form/stays-within-the-window-in-large-letters", large_letters_stay_within_the_window);
  g_test_add_func ("/view/forms/the-keyboard-goes-from-answer-to-answer", the_keyboard_goes_from_answer_to_answer);
  g_test_add_func ("/view/forms/a-long-form-is-made-in-portions", a_long_form_is_made_in_portions);
  g_test_add_func ("/view/forms/an-error-does-not-push-its-neighbour-down", an_error_does_not_push_its_neighbour_down);
  g_test_add_func ("/view/forms/tab-comes-back-as-it-went", tab_comes_back_as_it_went);
  g_test_add_func ("/view/forms/enter-leaves-a-text-by-an-empty-line", enter_leaves_a_text_by_an_empty_line);
  g_test_add_func ("/view/forms/enter-does-not-pass-an-empty-list", enter_does_not_pass_an_empty_list);
  g_test_add_func ("/view/forms/errors-stand-at-the-field-until-they-are-mended",
                   errors_stand_at_the_field_until_they_are_mended);
  g_test_add_func ("/view/forms/saving-leads-to-what-is-missing", saving_leads_to_what_is_missing);
  g_test_add_func ("/view/forms/a-warning-is-confirmed-by-key", a_warning_is_confirmed_by_key);
  g_test_add_func ("/view/forms/a-draft-survives-the-window", a_draft_survives_the_window);
  g_test_add_func ("/view/forms/what-is-typed-is-a-draft-within-a-second", what_is_typed_is_a_draft_within_a_second);
  g_test_add_func ("/view/forms/saving-makes-a-record-and-goes-on-to-the-next-person",
                   saving_makes_a_record_and_goes_on_to_the_next_person);
  g_test_add_func ("/view/forms/a-record-of-the-wrong-person-goes", a_record_of_the_wrong_person_goes);
  g_test_add_func ("/view/forms/a-record-is-mended-with-what-it-said", a_record_is_mended_with_what_it_said);
  g_test_add_func ("/view/forms/a-visit-opens-the-problems-that-it-found", a_visit_opens_the_problems_that_it_found);
  g_test_add_func ("/view/forms/diseases-are-found-by-their-first-letters", diseases_are_found_by_their_first_letters);
  return harness_run ();
}
