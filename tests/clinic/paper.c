/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Papers: numbers, prints again, handing over, and what is refused. */

#include "config.h"

#include "clinic/paper.h"
#include "clinic/reporting.h"
#include "neighbours.h"
#include "report/render.h"
#include "report/run.h"
#include "scratch.h"
#include "store/setting.h"

#include <string.h>

#include "base/clock.h"

/* A person in a new village whose application is decided. */
static const char *
new_patient (Scratch *scratch, const char *number, const char **application)
{
  const char *home = add_household (scratch->clinic, number);
  const char *person = add_person (scratch->clinic, home, "周秀莲", "02", "2", "1960-09-10");

  *application = decided_application (scratch->clinic, person);
  return person;
}

static char *
issue (Scratch *scratch, const char *document, const char *subject, const char *case_)
{
  g_autoptr (GError) error = NULL;
  char *id = NULL;
  g_autoptr (CunyiDocument) made = cunyi_paper_issue (scratch->clinic, document, subject, case_, &id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cunyi_document_n_pages (made), >, 0);
  return id;
}

static GPtrArray *
list (Scratch *scratch, const char *subject)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *issues = cunyi_issue_list (scratch->clinic, subject, &error);

  g_assert_no_error (error);
  return issues;
}

static const CunyiIssue *
find (GPtrArray *issues, const char *id)
{
  for (guint i = 0; i < issues->len; i++)
    if (g_str_equal (((CunyiIssue *) g_ptr_array_index (issues, i))->id, id))
      return g_ptr_array_index (issues, i);
  g_error ("There is no issue %s.", id);
}

static void
numbers_run_by_document_and_year (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *cases[2];
  const char *people[] = { new_patient (scratch, "0001", &cases[0]), new_patient (scratch, "0002", &cases[1]) };
  g_autofree char *card = issue (scratch, "service_card", people[0], cases[0]);
  g_autofree char *letter = issue (scratch, "notification_letter", people[0], cases[0]);
  g_autofree char *other = issue (scratch, "service_card", people[1], cases[1]);
  g_autofree char *later = NULL;
  g_autoptr (GPtrArray) first = list (scratch, people[0]);
  g_autoptr (GPtrArray) second = NULL;

  g_assert_cmpstr (find (first, card)->number, ==, "2022-0001");
  g_assert_cmpstr (find (first, letter)->number, ==, "2022-0001");
  cunyi_clock_hold ("2023-01-04");
  later = issue (scratch, "notification_letter", people[1], cases[1]);
  second = list (scratch, people[1]);
  g_assert_cmpstr (find (second, other)->number, ==, "2022-0002");
  g_assert_cmpstr (find (second, later)->number, ==, "2023-0001");
}

static void
numbers_run_on_behind_9999 (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *application;
  const char *person = new_patient (scratch, "0001", &application);
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  static const char *const numbers[] = { "2022-9999", "2022-10000" };
  g_autofree char *definition = cunyi_library_dup_definition (cunyi_clinic_get_library (scratch->clinic), "documents",
                                                              "service_card");
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (CunyiStatement) insert = cunyi_database_statement (database, "issue/insert", &error);

      g_assert_no_error (error);
      cunyi_database_begin (database, "test", &error);
      cunyi_statement_bind_text (insert, ":id", numbers[i]);
      cunyi_statement_bind_text (insert, ":document", "service_card");
      cunyi_statement_bind_text (insert, ":definition", definition);
      cunyi_statement_bind_text (insert, ":subject", person);
      cunyi_statement_bind_text (insert, ":number", numbers[i]);
      cunyi_statement_bind_text (insert, ":values_", "{}");
      cunyi_statement_bind_text (insert, ":printed", "2022-08-01T12:00:00");
      cunyi_statement_run (insert, &error);
      cunyi_database_commit (database, &error);
      g_assert_no_error (error);
    }
  id = issue (scratch, "service_card", person, application);
  issues = list (scratch, person);
  g_assert_cmpstr (find (issues, id)->number, ==, "2022-10001");
}

static void
a_print_again_takes_the_place_of_the_first (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *application;
  const char *person = new_patient (scratch, "0001", &application);
  g_autofree char *first = issue (scratch, "service_card", person, application);
  g_autofree char *letter = issue (scratch, "notification_letter", person, application);
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) issues = NULL;

  cunyi_clock_hold ("2022-08-03");
  second = issue (scratch, "service_card", person, application);
  issues = list (scratch, person);
  g_assert_cmpuint (issues->len, ==, 3);
  g_assert_cmpstr (find (issues, first)->void_, ==, "2022-08-03");
  g_assert_cmpstr (find (issues, second)->void_, ==, "");
  g_assert_cmpstr (find (issues, letter)->void_, ==, "");
  g_assert_cmpstr (find (issues, second)->number, ==, "2022-0002");
}

static void
a_paper_is_handed_over (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *application;
  const char *person = new_patient (scratch, "0001", &application);
  g_autofree char *letter = issue (scratch, "notification_letter", person, application);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cunyi_paper_hand_over (scratch->clinic, letter, cunyi_day_parse ("2022-08-02"), "周秀莲", "1", &error));
  issues = list (scratch, person);
  g_assert_cmpstr (find (issues, letter)->handed, ==, "2022-08-02");
  g_assert_cmpstr (find (issues, letter)->receiver, ==, "周秀莲");
  g_assert_cmpstr (find (issues, letter)->relation, ==, "1");
}

/* What a rule says about a subject now; NULL for nothing. */
static void
assert_due (Scratch *scratch, const char *rule, const char *subject, const char *what)
{
  g_autoptr (GPtrArray) due = list_due (scratch->clinic);
  const CunyiDue *line = due_of (due, rule, subject);

  g_assert_cmpstr (line ? line->what : NULL, ==, what);
}

static guint
count_due (Scratch *scratch, const char *rule, const char *subject)
{
  g_autoptr (GPtrArray) due = list_due (scratch->clinic);
  guint n = 0;

  for (guint i = 0; i < due->len; i++)
    {
      const CunyiDue *line = g_ptr_array_index (due, i);

      n += g_str_equal (line->rule, rule) && g_str_equal (line->subject, subject);
    }
  return n;
}

static void
assert_state (Scratch *scratch, const char *id, const char *state)
{
  g_autoptr (CunyiCase) c = cunyi_case_load (cunyi_clinic_get_book (scratch->clinic), id, NULL);

  g_assert_cmpstr (c->state, ==, state);
}

#define SERVED "{\"receiver\":\"周大娘\",\"receiver_relation\":\"2\",\"serve_way\":\"2\",\"explained\":\"1 2 3 4\"%s}"

/* The printed application form is no card and no letter; what is served is in somebody's hands, and the benefit begins. */
static void
what_is_served_is_printed_and_handed_over (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *application;
  const char *person = new_patient (scratch, "0001", &application);
  g_autofree char *form = issue (scratch, "chronic_application_form", person, application), *letter = NULL, *card = NULL;
  g_autofree char *served = g_strdup_printf (SERVED, "");
  g_autoptr (GPtrArray) issues = NULL;

  move (scratch->clinic, application, "prepare", NULL);
  assert_due (scratch, "to_print", person, "待发卡/告知：卡和告知书还没有打印");
  letter = issue (scratch, "notification_letter", person, application);
  assert_due (scratch, "to_print", person, "待发卡/告知：慢性病服务卡还没有打印");
  card = issue (scratch, "service_card", person, application);
  assert_due (scratch, "to_print", person, NULL);
  g_assert_cmpuint (count_due (scratch, "to_hand_over", person), ==, 2);
  move (scratch->clinic, application, "serve", served);
  assert_due (scratch, "to_hand_over", person, NULL);
  assert_state (scratch, application, "a_active");
  issues = list (scratch, person);
  g_assert_cmpstr (find (issues, card)->handed, ==, "2022-08-01");
  g_assert_cmpstr (find (issues, letter)->receiver, ==, "周大娘");
  g_assert_cmpstr (find (issues, letter)->relation, ==, "家属");
  g_assert_cmpstr (find (issues, form)->handed, ==, "");
}

/* Both were taken at the counter: what was explained is still to be written down, and who took them stays. */
static void
what_was_handed_over_is_still_to_be_served (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *application;
  const char *person = new_patient (scratch, "0001", &application);
  g_autofree char *letter = NULL, *card = NULL, *served = g_strdup_printf (SERVED, "");
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;

  move (scratch->clinic, application, "prepare", NULL);
  letter = issue (scratch, "notification_letter", person, application);
  card = issue (scratch, "service_card", person, application);
  cunyi_paper_hand_over (scratch->clinic, letter, cunyi_day_parse ("2022-08-01"), "周秀莲", "本人", &error);
  cunyi_paper_hand_over (scratch->clinic, card, cunyi_day_parse ("2022-08-01"), "周秀莲", "本人", &error);
  g_assert_no_error (error);
  assert_due (scratch, "to_hand_over", person, "卡和告知书已领走，请记“卡与告知书已送达”：讲明了什么");
  move (scratch->clinic, application, "serve", served);
  assert_due (scratch, "to_hand_over", person, NULL);
  issues = list (scratch, person);
  g_assert_cmpstr (find (issues, letter)->receiver, ==, "周秀莲");
}

/* A witness stands for who does not sign. */
/* In good time is so many days as the county says; it says none at first. */
static void
a_letter_has_so_many_days_as_the_county_gives (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  const char *application;
  const char *person = new_patient (scratch, "0001", &application);
  g_autoptr (GPtrArray) usual = NULL, own = NULL;
  g_autoptr (GError) error = NULL;

  move (scratch->clinic, application, "prepare", NULL);
  g_free (issue (scratch, "notification_letter", person, application));
  usual = list_due (scratch->clinic);
  g_assert_cmpint (due_of (usual, "to_hand_over", person)->due, ==, CUNYI_DAY_NONE);
  cunyi_database_begin (database, "test", &error);
  cunyi_setting_set (database, "due/to_hand_over/days", "5", &error);
  cunyi_database_commit (database, &error);
  g_assert_no_error (error);
  own = list_due (scratch->clinic);
  g_assert_cmpint (due_of (own, "to_hand_over", person)->due, ==, cunyi_day_parse ("2022-08-06"));
}

/* A register that the next one signs too does not name an illness of the mind. */
static void
a_register_keeps_an_illness_of_the_mind_back (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *application;
  const char *person = new_patient (scratch, "0001", &application);
  const CunyiCaseOpening opening = { .workflow = "chronic_disease", .subject = person, .topic = "mental", .parent = application };
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiReportRequest) request = NULL;
  g_autoptr (CunyiReportResult) result = NULL;
  g_autofree char *part = NULL, *json = NULL, *served = g_strdup_printf (SERVED, "");

  move (scratch->clinic, application, "correct", "{\"correct_reason\":\"漏了一种\"}");
  part = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, &error);
  g_assert_no_error (error);
  move (scratch->clinic, part, "pass", "{\"expert_date\":\"2022-08-01\",\"expert_names\":\"王主任\",\"copied_by\":\"李医生\"}");
  move (scratch->clinic, application, "decide", NULL);
  move (scratch->clinic, application, "prepare", NULL);
  g_free (issue (scratch, "service_card", person, application));
  move (scratch->clinic, application, "serve", served);
  request = cunyi_reporting_request (scratch->clinic, "papers_handed", cunyi_day_parse ("2022-08-01"), &error);
  g_assert_no_error (error);
  result = cunyi_report_run (request, cunyi_clinic_get_database (scratch->clinic), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  json = cunyi_report_to_json (result);
  g_assert_nonnull (strstr (json, "高血压、见告知书"));
  g_assert_null (strstr (json, "精神"));
}

static void
who_does_not_sign_has_a_witness (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *application;
  g_autofree char *alone = g_strdup_printf (SERVED, ",\"refuse_sign\":\"不认可结果\"");
  g_autofree char *seen = g_strdup_printf (SERVED, ",\"refuse_sign\":\"不认可结果\",\"witness\":\"张支书\"");
  CunyiMoveRequest request = { .move = "serve", .answers = alone };
  g_autoptr (GError) error = NULL;

  new_patient (scratch, "0001", &application);
  move (scratch->clinic, application, "prepare", NULL);
  g_assert_false (cunyi_case_move (cunyi_clinic_get_book (scratch->clinic), application, &request, &error));
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_GUARD);
  move (scratch->clinic, application, "serve", seen);
  assert_state (scratch, application, "a_active");
}

/* Found out when all was served: the papers are void, and the results can be copied again. */
static void
a_result_that_was_copied_wrongly_is_corrected_later (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *application;
  const char *person = new_patient (scratch, "0001", &application);
  g_autoptr (GPtrArray) parts = cunyi_case_list_children (cunyi_clinic_get_book (scratch->clinic), application, NULL);
  const char *passed = ((CunyiCase *) g_ptr_array_index (parts, 0))->id;
  g_autofree char *card = NULL, *letter = NULL, *served = g_strdup_printf (SERVED, "");
  g_autoptr (GPtrArray) issues = NULL;

  move (scratch->clinic, application, "prepare", NULL);
  card = issue (scratch, "service_card", person, application);
  move (scratch->clinic, application, "serve", served);
  cunyi_clock_hold ("2022-08-08");
  move (scratch->clinic, application, "correct", "{\"correct_reason\":\"抄错了行\"}");
  assert_state (scratch, application, "a_expert");
  issues = list (scratch, person);
  g_assert_cmpstr (find (issues, card)->void_, ==, "2022-08-08");
  move (scratch->clinic, passed, "correct", "{\"correct_reason\":\"抄错了行\"}");
  move (scratch->clinic, passed, "fail",
        "{\"expert_date\":\"2022-08-01\",\"expert_names\":\"王主任\",\"copied_by\":\"李医生\",\"fail_reason\":\"未达标准\"}");
  move (scratch->clinic, application, "decide", NULL);
  move (scratch->clinic, application, "prepare", NULL);
  assert_due (scratch, "to_print", person, "待发卡/告知：告知书还没有打印");
  letter = issue (scratch, "notification_letter", person, application);
  /* Nothing passed: with the letter it is over. */
  move (scratch->clinic, application, "serve", served);
  assert_state (scratch, application, "a_closed");
  cunyi_clock_hold ("2022-08-01");
}

/* How many passed and failed, as a table of a month has it. */
static void
assert_results (Scratch *scratch, const char *report, const char *day, double pass, double fail)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiReportRequest) request = cunyi_reporting_request (scratch->clinic, report, cunyi_day_parse (day), &error);
  g_autoptr (CunyiFacts) facts = cunyi_report_read_facts (request, cunyi_clinic_get_database (scratch->clinic), NULL, NULL, NULL, &error);
  double passed = 0, failed = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < cunyi_facts_n_rows (facts); i++)
    {
      passed += cunyi_facts_get_number (facts, i, cunyi_facts_find_column (facts, "pass"));
      failed += cunyi_facts_get_number (facts, i, cunyi_facts_find_column (facts, "fail"));
    }
  if (passed != pass || failed != fail)
    g_error ("%s of %s: %g passed and %g failed, not %g and %g", report, day, passed, failed, pass, fail);
}

/* Of two diseases one passed. The tables of August stay what they were when that result is corrected in September, with another day of the experts. */
static void
a_correction_leaves_the_tables_of_before (void)
{
  static const char *const reports[] = { "chronic_statistics", "chronic_summary" };
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *application;
  const char *person = new_patient (scratch, "0001", &application);
  g_autoptr (GPtrArray) parts = cunyi_case_list_children (cunyi_clinic_get_book (scratch->clinic), application, NULL);
  const char *passed = ((CunyiCase *) g_ptr_array_index (parts, 0))->id;

  add_diseases (scratch->clinic, person, "2020-01-01", "hypertension", NULL);
  cunyi_clock_hold ("2022-09-08");
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    assert_results (scratch, reports[i], "2022-08-20", 1, 1);
  move (scratch->clinic, application, "correct", "{\"correct_reason\":\"抄错了行\"}");
  move (scratch->clinic, passed, "correct", "{\"correct_reason\":\"抄错了行\"}");
  move (scratch->clinic, passed, "fail",
        "{\"expert_date\":\"2022-09-01\",\"expert_names\":\"王主任\",\"copied_by\":\"李医生\",\"fail_reason\":\"未达标准\"}");
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      assert_results (scratch, reports[i], "2022-08-20", 1, 1);
      assert_results (scratch, reports[i], "2022-09-20", 0, 2);
    }
  cunyi_clock_hold ("2022-08-01");
}

static char *
print_text (Scratch *scratch, const char *document, const char *subject, const char *case_)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDocument) made = cunyi_paper_preview (scratch->clinic, document, subject, case_, &error);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_no_error (error);
  text = cunyi_document_get_page_text (made, 0);
  lines = g_strsplit (text, "\n", -1);
  return g_strjoinv ("", lines);
}

/* The letters of a review, and the card that says the new day. */
static void
who_was_reviewed_gets_a_new_card (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *application;
  const char *person = new_patient (scratch, "0001", &application);
  g_autoptr (GPtrArray) parts = cunyi_case_list_children (cunyi_clinic_get_book (scratch->clinic), application, NULL);
  const char *passed = ((CunyiCase *) g_ptr_array_index (parts, 0))->id;
  g_autofree char *old = NULL, *fresh = NULL, *notice = NULL, *letter = NULL, *card = NULL, *served = g_strdup_printf (SERVED, "");
  const char *const review = "{\"review_date\":\"2022-08-01\",\"review_names\":\"王主任\",\"copied_by\":\"李医生\",\"valid_to\":\"2024-08-31\"}";

  /* Copied again with a last day. */
  move (scratch->clinic, application, "correct", "{\"correct_reason\":\"漏抄日期\"}");
  move (scratch->clinic, passed, "correct", "{\"correct_reason\":\"漏抄日期\"}");
  move (scratch->clinic, passed, "pass", "{\"expert_date\":\"2022-08-01\",\"expert_names\":\"王主任\",\"copied_by\":\"李医生\",\"valid_to\":\"2022-08-31\",\"review_due\":\"2022-08-20\"}");
  move (scratch->clinic, application, "decide", NULL);
  move (scratch->clinic, application, "prepare", NULL);
  old = issue (scratch, "service_card", person, application);
  g_free (issue (scratch, "notification_letter", person, application));
  move (scratch->clinic, application, "serve", served);
  move (scratch->clinic, passed, "review", "{\"prepared\":\"近期病历\"}");
  notice = print_text (scratch, "review_notice", person, passed);
  g_assert_nonnull (strstr (notice, "高血压的待遇到2022年8月31日为止。请在2022年8月20日前到"));
  g_assert_nonnull (strstr (notice, "已经准备好的：近期病历"));
  /* In force until its end, so it stands on a card that is printed meanwhile. */
  card = print_text (scratch, "service_card", person, application);
  g_assert_nonnull (strstr (card, "姓名"));
  assert_due (scratch, "to_print", person, NULL);
  move (scratch->clinic, passed, "renew", review);
  /* Reviewed before its day: that day is over with it. */
  assert_due (scratch, "review", person, NULL);
  letter = print_text (scratch, "review_letter", person, passed);
  g_assert_nonnull (strstr (letter, "符合本地鉴定标准"));
  g_assert_nonnull (strstr (letter, "原有效期至2022-08-31新的有效期至2024-08-31"));
  assert_due (scratch, "to_print", person, "复审通过，重新打印慢性病服务卡：高血压");
  fresh = issue (scratch, "service_card", person, application);
  assert_due (scratch, "to_print", person, NULL);
  {
    g_autoptr (GPtrArray) issues = list (scratch, person);

    g_assert_cmpstr (find (issues, old)->void_, ==, "2022-08-01");
  }
  assert_due (scratch, "to_hand_over", person, "送慢性病服务卡，编号2022-0002");
}

/* What is missing stands on the paper that goes to the household; without it there is nothing to say. */
static void
who_lacks_papers_is_told_on_paper (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_person (scratch->clinic, add_household (scratch->clinic, "0001"), "周秀莲", "02", "2", "1960-09-10");
  const char *application = apply (scratch->clinic, person);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (cunyi_paper_preview (scratch->clinic, "papers_notice", person, application, &error));
  g_assert_nonnull (strstr (error->message, "没有写缺什么材料"));
  move (scratch->clinic, application, "need_papers", "{\"missing_papers\":\"住院病历\"}");
  text = print_text (scratch, "papers_notice", person, application);
  g_assert_nonnull (strstr (text, "材料还缺：住院病历。"));
  g_assert_null (strstr (text, "退回的原因"));
}

static void
what_is_refused_leaves_no_trace (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  const char *undecided = apply (scratch->clinic, person);
  const char *application;
  const char *other = new_patient (scratch, "0002", &application);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autofree char *card = NULL;

  g_assert_null (cunyi_paper_issue (scratch->clinic, "service_card", person, undecided, NULL, &error));
  g_assert_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_INCOMPLETE);
  g_clear_error (&error);
  g_assert_null (cunyi_paper_issue (scratch->clinic, "notification_letter", person, undecided, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (cunyi_paper_issue (scratch->clinic, "no_such_paper", person, NULL, NULL, &error));
  g_assert_nonnull (error);
  issues = list (scratch, person);
  g_assert_cmpuint (issues->len, ==, 0);
  /* Nor was a number used up. */
  card = issue (scratch, "service_card", other, application);
  g_clear_pointer (&issues, g_ptr_array_unref);
  issues = list (scratch, other);
  g_assert_cmpstr (find (issues, card)->number, ==, "2022-0001");
}

static void
execute (Scratch *scratch, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) statement = cunyi_database_prepare (cunyi_clinic_get_database (scratch->clinic), sql, &error);

  g_assert_no_error (error);
  cunyi_statement_run (statement, &error);
  g_assert_no_error (error);
}

/* The store takes the paper and refuses at the end: no page goes to the printer under a number that the next one gets again. */
static void
a_paper_that_the_store_does_not_keep_is_not_made (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  const char *application, *neighbours;
  const char *person = new_patient (scratch, "0001", &application), *other = new_patient (scratch, "0002", &neighbours);
  g_autoptr (CunyiDocument) cards = cunyi_document_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) issues = NULL, kept = NULL;
  guint n_pages;

  execute (scratch, "CREATE TEMP TABLE pledge (id INTEGER PRIMARY KEY)");
  execute (scratch, "CREATE TEMP TABLE owed (pledge INTEGER REFERENCES pledge (id) DEFERRABLE INITIALLY DEFERRED)");
  execute (scratch, "CREATE TEMP TRIGGER owe AFTER INSERT ON issue BEGIN INSERT INTO owed VALUES (1); END");
  g_assert_false (cunyi_paper_issue_into (scratch->clinic, cards, "service_card", person, application, NULL, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_cmpuint (cunyi_document_n_pages (cards), ==, 0);
  issues = list (scratch, person);
  g_assert_cmpuint (issues->len, ==, 0);

  /* One of many, inside of what the others are written in: it is left out, and they stay. */
  execute (scratch, "DROP TRIGGER owe");
  execute (scratch, "CREATE TEMP TRIGGER refuse AFTER INSERT ON issue WHEN new.number = '2022-0002'"
                    " BEGIN SELECT raise (ABORT, 'refused'); END");
  cunyi_database_begin (database, "Print", &error);
  g_assert_true (cunyi_paper_issue_into (scratch->clinic, cards, "service_card", person, application, NULL, &error));
  n_pages = cunyi_document_n_pages (cards);
  g_assert_false (cunyi_paper_issue_into (scratch->clinic, cards, "service_card", other, neighbours, NULL, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_cmpuint (cunyi_document_n_pages (cards), ==, n_pages);
  g_assert_true (cunyi_database_commit (database, &error));
  kept = list (scratch, person);
  g_assert_cmpuint (kept->len, ==, 1);
}

static void
a_preview_leaves_no_trace (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *application;
  const char *person = new_patient (scratch, "0001", &application);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDocument) document = cunyi_paper_preview (scratch->clinic, "notification_letter", person, application,
                                                            &error);
  g_autoptr (GPtrArray) issues = list (scratch, person);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = cunyi_document_get_page_text (document, 0);
  g_assert_nonnull (strstr (text, "周秀莲"));
  g_assert_cmpuint (issues->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/paper/numbers-run-by-document-and-year", numbers_run_by_document_and_year);
  g_test_add_func ("/clinic/paper/numbers-run-on-behind-9999", numbers_run_on_behind_9999);
  g_test_add_func ("/clinic/paper/a-print-again-takes-the-place-of-the-first", a_print_again_takes_the_place_of_the_first);
  g_test_add_func ("/clinic/paper/a-paper-is-handed-over", a_paper_is_handed_over);
  g_test_add_func ("/clinic/paper/what-is-served-is-printed-and-handed-over", what_is_served_is_printed_and_handed_over);
  g_test_add_func ("/clinic/paper/what-was-handed-over-is-still-to-be-served", what_was_handed_over_is_still_to_be_served);
  g_test_add_func ("/clinic/paper/a-letter-has-so-many-days-as-the-county-gives", a_letter_has_so_many_days_as_the_county_gives);
  g_test_add_func ("/clinic/paper/a-register-keeps-an-illness-of-the-mind-back", a_register_keeps_an_illness_of_the_mind_back);
  g_test_add_func ("/clinic/paper/who-does-not-sign-has-a-witness", who_does_not_sign_has_a_witness);
  g_test_add_func ("/clinic/paper/a-correction-leaves-the-tables-of-before", a_correction_leaves_the_tables_of_before);
  g_test_add_func ("/clinic/paper/a-result-that-was-copied-wrongly-is-corrected-later",
                   a_result_that_was_copied_wrongly_is_corrected_later);
  g_test_add_func ("/clinic/paper/who-was-reviewed-gets-a-new-card", who_was_reviewed_gets_a_new_card);
  g_test_add_func ("/clinic/paper/who-lacks-papers-is-told-on-paper", who_lacks_papers_is_told_on_paper);
  g_test_add_func ("/clinic/paper/what-is-refused-leaves-no-trace", what_is_refused_leaves_no_trace);
  g_test_add_func ("/clinic/paper/a-paper-that-the-store-does-not-keep-is-not-made",
                   a_paper_that_the_store_does_not_keep_is_not_made);
  g_test_add_func ("/clinic/paper/a-preview-leaves-no-trace", a_preview_leaves_no_trace);
  return g_test_run ();
}
