/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The letter to a household about its policies: what it says of each person, and how it is handed over at a visit. */

#include "config.h"

#include <string.h>

#include "base/clock.h"
#include "clinic/paper.h"
#include "clinic/person-line.h"
#include "clinic/reporting.h"
#include "neighbours.h"
#include "report/render.h"
#include "report/run.h"
#include "scratch.h"

#define LETTER "policy_letter"

static const char *
prepare (Scratch *scratch, const char *home)
{
  const CunyiCaseOpening opening = { .workflow = "policy_notice", .subject = home, .defaults = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, &error);

  g_assert_no_error (error);
  return g_intern_string (id);
}

/* The letter as lines, one for each cell. */
static char *
read_letter (Scratch *scratch, const char *home)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDocument) made = cunyi_paper_preview (scratch->clinic, LETTER, home, prepare (scratch, home), &error);

  g_assert_no_error (error);
  return cunyi_document_get_page_text (made, 0);
}

static char *
issue (Scratch *scratch, const char *home, const char *notice)
{
  g_autoptr (GError) error = NULL;
  char *id = NULL;
  g_autoptr (CunyiDocument) made = cunyi_paper_issue (scratch->clinic, LETTER, home, notice, &id, &error);

  g_assert_no_error (error);
  return id;
}

static void
assert_due (Scratch *scratch, const char *rule, const char *home, const char *what)
{
  g_autoptr (GPtrArray) due = list_due (scratch->clinic);
  const CunyiDue *line = due_of (due, rule, home);

  g_assert_cmpstr (line ? line->what : NULL, ==, what);
}

static void
assert_handed (Scratch *scratch, const char *home, const char *day, const char *receiver, const char *relation)
{
  g_autoptr (GPtrArray) issues = cunyi_issue_list (scratch->clinic, home, NULL);
  const CunyiIssue *letter = g_ptr_array_index (issues, 0);

  g_assert_cmpstr (letter->handed, ==, day);
  g_assert_cmpstr (letter->receiver, ==, receiver);
  g_assert_cmpstr (letter->relation, ==, relation);
}

static void
assert_state (Scratch *scratch, const char *notice, const char *state)
{
  g_autoptr (CunyiCase) c = cunyi_case_load (cunyi_clinic_get_book (scratch->clinic), notice, NULL);

  g_assert_cmpstr (c->state, ==, state);
}

/* The words behind a name, up to the end of its row. */
static char *
row_of (const char *letter, const char *name)
{
  g_autofree char *begin = g_strconcat ("\n", name, "\n", NULL);
  const char *row = strstr (letter, begin);
  g_auto (GStrv) cells = NULL;

  g_assert_nonnull (row);
  cells = g_strsplit (row + strlen (begin), "\n", 7);
  g_assert_cmpuint (g_strv_length (cells), ==, 7);
  g_free (g_steal_pointer (&cells[6]));
  return g_strjoinv ("|", cells);
}

static void
each_person_has_a_row_and_no_illness_is_named (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *head = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  const char *wife = add_person (scratch->clinic, home, "李四妹", "12", "2", "1952-03-01");
  const CunyiCaseOpening ill = { .workflow = "major_disease", .subject = wife, .topic = "d29", .defaults = TRUE };
  g_autofree char *major = NULL, *letter = NULL, *his = NULL, *hers = NULL;
  g_autoptr (GError) error = NULL;

  add_groups (scratch->clinic, home, "2018-01-01", "lifted", NULL);
  add_groups (scratch->clinic, wife, "2020-01-01", "tekun", NULL);
  decided_application (scratch->clinic, head);
  major = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &ill, &error);
  g_assert_no_error (error);
  move (scratch->clinic, major, "confirm", "{\"diag_hospital\":\"县医院\",\"diag_date\":\"2022-07-20\",\"diag_paper\":\"1\"}");
  sign (scratch->clinic, home, "2022-07-01");
  letter = read_letter (scratch, home);
  his = row_of (letter, "张三");
  hers = row_of (letter, "李四妹");
  g_assert_cmpstr (his, ==, "户主|已参保|已签约|已通过|—|县域内");
  g_assert_cmpstr (hers, ==, "妻|已参保|已签约|—|已列入|市域内");
  g_assert_nonnull (strstr (letter, "重性精神疾病")); /* in the list for everybody, once */
  g_assert_null (strstr (strstr (letter, "重性精神疾病") + 1, "重性精神疾病"));
  g_assert_null (strstr (letter, "高血压\n"));
}

/* Mostly it is the head who takes it: his name need not be typed. */
static void
the_head_is_proposed_as_receiver (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiBook *book = cunyi_clinic_get_book (scratch->clinic);
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiCase) notice = NULL;
  g_autoptr (CunyiSession) session = NULL;

  add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  notice = cunyi_case_load (book, prepare (scratch, home), &error);
  g_assert_no_error (error);
  session = cunyi_case_ask (book, notice, "serve", "2022-08-01", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cunyi_context_get (cunyi_session_get_context (session), "receiver"), ==, "张三");
  g_assert_cmpstr (cunyi_context_get (cunyi_session_get_context (session), "policy_letter"), ==, "");
}

static void
without_its_case_it_says_where_it_begins (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDocument) none = NULL;

  add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  none = cunyi_paper_preview (scratch->clinic, LETTER, home, NULL, &error);
  g_assert_null (none);
  g_assert_nonnull (strstr (error->message, "先给这一户新开"));
}

/* The page of a person says it too, whatever a household is. */
static void
the_letter_and_the_person_say_one_scope (void)
{
  static const struct {
    const char *household, *person; /* groups */
    const char *removal;            /* move that the removal of the risk ends with, NULL for none */
    const char *scope;
  } cases[] = {
    { NULL, NULL, NULL, "—" }, { "lifted", NULL, NULL, "县域内" }, { NULL, "disabled", NULL, "—" }, { "dibao", NULL, NULL, "市域内" },
    { NULL, "wubao", NULL, "市域内" }, { "lifted", "return_poverty", NULL, "市域内" }, { "mon_edge", NULL, NULL, "市域内" },
    { "mon_edge", NULL, "confirm", "县域内" }, { "mon_edge", NULL, "relapse", "市域内" }, { "mon_edge", NULL, "refuse", "市域内" },
  };
  g_autoptr (Scratch) scratch = scratch_new ("national");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *number = g_strdup_printf ("%04u", i + 1), *letter = NULL, *row = NULL, *said = NULL;
      const char *home = add_household (scratch->clinic, number);
      const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
      const CunyiCaseOpening opening = { .workflow = "risk_removal", .subject = home, .defaults = TRUE,
                                         .answers = "{\"propose_date\":\"2022-08-01\",\"proposer\":\"李医生\"}" };
      const char *confirm = "{\"confirm_date\":\"2022-08-01\",\"confirmed_by\":\"镇政府\"}";
      g_autoptr (GPtrArray) lines = NULL;
      g_autoptr (GError) error = NULL;

      if (cases[i].household)
        add_groups (scratch->clinic, home, "2020-01-01", cases[i].household, NULL);
      if (cases[i].person)
        add_groups (scratch->clinic, person, "2020-01-01", cases[i].person, NULL);
      if (cases[i].removal)
        {
          g_autofree char *removal = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, &error);

          g_assert_no_error (error);
          if (strcmp (cases[i].removal, "refuse") == 0)
            move (scratch->clinic, removal, "refuse", "{\"refuse_reason\":\"收入不稳\"}");
          else
            move (scratch->clinic, removal, "confirm", confirm);
          if (strcmp (cases[i].removal, "relapse") == 0)
            move (scratch->clinic, removal, "relapse", "{\"relapse_date\":\"2022-08-01\",\"relapse_reason\":\"又病了\"}");
        }
      letter = read_letter (scratch, home);
      row = row_of (letter, "张三");
      g_assert_true (g_str_has_suffix (row, cases[i].scope));
      lines = cunyi_person_line_list (scratch->clinic, person, &error);
      g_assert_no_error (error);
      said = g_strdup ("—");
      for (guint k = 0; k < lines->len; k++)
        {
          const CunyiPersonLine *line = g_ptr_array_index (lines, k);

          if (strcmp (line->label, "先诊疗后付费") == 0)
            {
              g_free (said);
              said = g_strdup (g_str_has_prefix (line->value, "市域内") ? "市域内" : g_str_has_prefix (line->value, "县域内") ? "县域内" : line->value);
            }
        }
      g_assert_cmpstr (said, ==, cases[i].scope);
    }
}

/* Prepared, printed, carried along on visits, and the visit that hands it over says so. */
static void
a_visit_hands_the_letter_over (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *notice;
  g_autofree char *letter = NULL;

  add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
#define VISIT "round", "2", "way", "1", "met_person", "1", "resident_n", "1", "household_class", "ordinary", "risk_state", "3", "c_total", "0", \
    "v_difficulty", "1", "v_monitor", "1", "h_board", "1", "h_poster", "1", "h_policy_known", "1", "h_folder", "1", "summary", "见到户主", \
    "sign_head", "1", "member[1]/m_present", "1", "member[1]/m_insured", "1", "member[1]/m_health", "1", "member[1]/m_signed", "2", \
    "member[1]/m_check_year", "3"
  /* Nothing waits, so nothing is asked. */
  fill (scratch->clinic, "household_visit", home, VISIT, NULL);
  g_assert_null (last_refusal ());

  notice = prepare (scratch, home);
  assert_due (scratch, "to_print", home, "健康帮扶政策告知书还没有打印");
  letter = issue (scratch, home, notice);
  assert_due (scratch, "to_print", home, NULL);
  assert_due (scratch, "to_hand_over", home, "送健康帮扶政策告知书，编号2022-0001");

  fill (scratch->clinic, "household_visit", home, VISIT, "policy_letter", "2", NULL);
  g_assert_nonnull (strstr (last_refusal (), "告知书还等着送"));
  assert_state (scratch, notice, "waiting");
  assert_handed (scratch, home, "", "", "");

  cunyi_clock_hold ("2022-08-03");
  fill (scratch->clinic, "household_visit", home, VISIT, "policy_letter", "1", "receiver_relation", "1", NULL);
  g_assert_null (last_refusal ());
  assert_state (scratch, notice, "served");
  assert_handed (scratch, home, "2022-08-03", "张三", "户主本人");
  assert_due (scratch, "to_hand_over", home, NULL);
#undef VISIT
}

/* Taken at the counter, or refused: what was explained is still to be said, and a refusal has a witness. */
static void
a_letter_is_handed_over_without_a_visit (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001"), *notice = prepare (scratch, home);
  CunyiMoveRequest request = { .move = "serve", .answers = "{\"policy_letter\":\"1\",\"receiver\":\"张三\",\"receiver_relation\":\"1\","
                                                         "\"refuse_sign\":\"不愿按手印\"}" };
  g_autofree char *letter = NULL;
  g_autoptr (GError) error = NULL;

  /* Nobody lives there: nothing to say. */
  g_assert_null (cunyi_paper_issue (scratch->clinic, LETTER, home, notice, NULL, &error));
  g_assert_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_INCOMPLETE);
  g_clear_error (&error);
  add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  letter = issue (scratch, home, notice);
  g_assert_true (cunyi_paper_hand_over (scratch->clinic, letter, cunyi_day_parse ("2022-08-01"), "张三", "户主本人", &error));
  assert_due (scratch, "to_hand_over", home, "健康帮扶政策告知书已领走，请记“已送达”：讲明了什么");
  g_assert_false (cunyi_case_move (cunyi_clinic_get_book (scratch->clinic), notice, &request, &error));
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_GUARD);
  move (scratch->clinic, notice, "serve",
        "{\"policy_letter\":\"1\",\"receiver\":\"张三\",\"receiver_relation\":\"1\",\"serve_way\":\"1\",\"explained\":\"1 5\"}");
  assert_due (scratch, "to_hand_over", home, NULL);
}

static void
the_register_of_letters_has_the_household_under_its_head (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiReportRequest) request = NULL;
  g_autoptr (CunyiReportResult) result = NULL;
  g_autofree char *letter = NULL, *json = NULL;

  add_person (scratch->clinic, home, "李四妹", "12", "2", "1952-03-01");
  add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  letter = issue (scratch, home, prepare (scratch, home));
  g_assert_true (cunyi_reporting_set_option (scratch->clinic, "papers_handed", "paper", LETTER, &error));
  request = cunyi_reporting_request (scratch->clinic, "papers_handed", cunyi_day_parse ("2022-08-01"), &error);
  g_assert_no_error (error);
  result = cunyi_report_run (request, cunyi_clinic_get_database (scratch->clinic), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  json = cunyi_report_to_json (result);
  g_assert_nonnull (strstr (json, "健康帮扶政策告知书送达册"));
  g_assert_nonnull (strstr (json, "张三"));
  g_assert_null (strstr (json, "李四妹"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/policy/" #name, name)
  ADD (the_head_is_proposed_as_receiver);
  ADD (each_person_has_a_row_and_no_illness_is_named);
  ADD (without_its_case_it_says_where_it_begins);
  ADD (the_letter_and_the_person_say_one_scope);
  ADD (a_visit_hands_the_letter_over);
  ADD (a_letter_is_handed_over_without_a_visit);
  ADD (the_register_of_letters_has_the_household_under_its_head);
#undef ADD
  return g_test_run ();
}
