/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Due work, indicators and checks on a village whose numbers were counted by hand. Today is 2022-08-01, in the third
 * quarter. */

#include "config.h"

#include "clinic/belonging.h"
#include "clinic/due.h"
#include "clinic/reporting.h"
#include "clinic/resident.h"
#include "form/record.h"
#include "neighbours.h"
#include "scratch.h"
#include "store/setting.h"

#include <string.h>

static void
a_quarter_asks_for_one_visit_face_to_face (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *never = add_patient (scratch->clinic, "0001", "甲");
  const char *spring = add_patient (scratch->clinic, "0002", "乙");
  const char *july = add_patient (scratch->clinic, "0003", "丙");
  const char *healthy = add_person (scratch->clinic, add_household (scratch->clinic, "0004"), "丁", "02", "1", "1950-03-01");
  const char *dead = add_patient (scratch->clinic, "0005", "戊");
  g_autoptr (GPtrArray) due = NULL;

  follow_up (scratch->clinic, spring, "2022-05-10");
  follow_up (scratch->clinic, july, "2022-07-10");
  let_go (scratch->clinic, dead, "dead", "2022-06-01");
  due = list_due (scratch->clinic);
  /* Until the end of the quarter, or the day that was agreed. */
  g_assert_cmpint (due_of (due, "followup", never)->due, ==, cunyi_day_parse ("2022-09-30"));
  g_assert_cmpint (due_of (due, "followup", spring)->due, ==, cunyi_day_parse ("2022-08-10"));
  g_assert_cmpstr (due_of (due, "followup", never)->form, ==, "hypertension_followup");
  g_assert_cmpstr (due_of (due, "followup", never)->what, ==, "高血压随访");
  g_assert_cmpstr (due_of (due, "followup", never)->name, ==, "甲");
  g_assert_cmpint (due_of (due, "followup", never)->age, ==, 72);
  g_assert_null (due_of (due, "followup", july));
  g_assert_null (due_of (due, "followup", healthy));
  g_assert_null (due_of (due, "followup", dead));
}

static void
the_most_urgent_work_comes_first (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *later = add_patient (scratch->clinic, "0001", "甲");
  const char *sooner = add_patient (scratch->clinic, "0002", "乙");
  g_autoptr (GPtrArray) due = NULL;
  guint n = 0;

  follow_up (scratch->clinic, sooner, "2022-05-10");
  due = list_due (scratch->clinic);
  for (guint i = 0; i < due->len; i++)
    {
      const CunyiDue *line = g_ptr_array_index (due, i);

      if (g_str_equal (line->rule, "followup"))
        g_assert_cmpstr (line->subject, ==, n++ == 0 ? sooner : later);
    }
  g_assert_cmpuint (n, ==, 2);
}

static const char *
add_ill (Scratch *scratch, const char *number, const char *disease, const char *since)
{
  const char *person = add_person (scratch->clinic, add_household (scratch->clinic, number), "己", "02", "1", "1970-03-01");

  add_diseases (scratch->clinic, person, since, disease, NULL);
  return person;
}

static void
visit_mental (Scratch *scratch, const char *person, const char *day, const char *class)
{
  g_autofree char *next = cunyi_day_to_text (cunyi_day_parse (day) + 99);

  fill (scratch->clinic, "mental_followup", person, "outcome", "1", "visit_date", day, "visit_mode", "2", "danger_grade", "0",
        "symptoms", "11", "insight", "1", "sleep", "1", "diet", "1", "soc_self", "1", "soc_house", "1", "soc_work", "1", "soc_learn", "1",
        "soc_social", "1", "danger_acts", "7", "lock", "1", "hospital", "0", "lab", "1", "adherence", "1", "adr", "1", "effect",
        "2", "referral", "1", "rehab", "1", "class", class, "next_date", next, NULL);
}

static void
mental_disorders_are_followed_by_their_class (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *never = add_ill (scratch, "0001", "mental", "2020-01-01");
  const char *unstable = add_ill (scratch, "0002", "mental", "2020-01-01");
  const char *better = add_ill (scratch, "0003", "mental", "2020-01-01");
  const char *still = add_ill (scratch, "0004", "mental", "2020-01-01");
  const char *stable = add_ill (scratch, "0005", "mental", "2020-01-01");
  const char *overdue = add_ill (scratch, "0006", "mental", "2020-01-01");
  g_autoptr (GPtrArray) due = NULL;

  visit_mental (scratch, unstable, "2022-07-20", "1");
  visit_mental (scratch, better, "2022-07-20", "2");
  visit_mental (scratch, still, "2022-06-20", "2");
  visit_mental (scratch, still, "2022-07-04", "2");
  visit_mental (scratch, stable, "2022-07-20", "3");
  visit_mental (scratch, overdue, "2022-04-20", "3");
  due = list_due (scratch->clinic);
  g_assert_cmpint (due_of (due, "mental_followup", never)->due, ==, cunyi_day_parse ("2022-09-30"));
  g_assert_cmpint (due_of (due, "mental_followup", unstable)->due, ==, cunyi_day_parse ("2022-08-03"));
  g_assert_cmpstr (due_of (due, "mental_followup", unstable)->what, ==, "严重精神障碍随访：上次不稳定");
  g_assert_cmpint (due_of (due, "mental_followup", better)->due, ==, cunyi_day_parse ("2022-08-03"));
  g_assert_cmpint (due_of (due, "mental_followup", still)->due, ==, cunyi_day_parse ("2022-08-04"));
  g_assert_null (due_of (due, "mental_followup", stable));
  g_assert_cmpint (due_of (due, "mental_followup", overdue)->due, ==, cunyi_day_parse ("2022-07-20"));
  g_assert_null (due_of (due, "followup", never));
  g_assert_cmpstr (due_of (due, "mental_profile", never)->form, ==, "mental_profile");
}

static void
visit_tb_with (Scratch *scratch, const char *person, const char *day, const char *month, const char *supervisor, const char *stopped,
               const char *regimen)
{
  g_autofree char *next = cunyi_day_to_text (cunyi_day_parse (day) + 31);
  gboolean ends = g_str_equal (stopped, "2");

  fill (scratch->clinic, "tb_followup", person, "visit_date", day, "month_no", month, "visit_mode", "2", "supervisor", supervisor,
        "symptoms", "0", "smoke_now", "0", "drink_now", "0", "regimen", regimen, "drug_use", "1", "drug_form", "1", "missed",
        "0", "adr", "1", "comorbid", "1", "advice", "继续服药", "stopped", stopped, ends ? "stop_date" : "next_date",
        ends ? day : next, ends ? "stop_reason" : NULL, "1", "visits_due", "6", "visits_done", "6", "doses_due", "180",
        "doses_taken", "162", NULL);
}

static void
visit_tb (Scratch *scratch, const char *person, const char *day, const char *month, const char *supervisor, const char *stopped)
{
  visit_tb_with (scratch, person, day, month, supervisor, stopped, "2HRZE/4HR");
}

static void
tuberculosis_is_followed_by_phase_and_supervisor (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *new_ = add_ill (scratch, "0001", "tuberculosis", "2022-07-30");
  const char *unseen = add_ill (scratch, "0009", "tuberculosis", "2022-07-20");
  const char *family = add_ill (scratch, "0002", "tuberculosis", "2022-06-20");
  const char *doctor = add_ill (scratch, "0003", "tuberculosis", "2022-06-20");
  const char *later = add_ill (scratch, "0004", "tuberculosis", "2022-03-20");
  const char *finished = add_ill (scratch, "0005", "tuberculosis", "2022-01-20");
  const char *resistant = add_ill (scratch, "0006", "tuberculosis", "2022-03-01");
  g_autoptr (GPtrArray) due = NULL, indicators = NULL;
  g_autoptr (GError) error = NULL;

  visit_tb (scratch, family, "2022-07-22", "2", "2", "1");
  visit_tb (scratch, doctor, "2022-07-02", "2", "1", "1");
  visit_tb (scratch, later, "2022-07-22", "5", "2", "1");
  visit_tb (scratch, finished, "2022-07-20", "6", "2", "2");
  /* Resistant: six months of it with injections. */
  visit_tb_with (scratch, resistant, "2022-07-20", "5", "2", "1", "6Z Am Lfx/18Z Lfx");
  due = list_due (scratch->clinic);
  g_assert_cmpint (due_of (due, "tb_first_visit", new_)->due, ==, cunyi_day_parse ("2022-08-02"));
  g_assert_cmpstr (due_of (due, "tb_first_visit", new_)->what, ==, "肺结核第一次入户随访");
  g_assert_cmpstr (due_of (due, "tb_first_visit", unseen)->what, ==, "肺结核第一次入户随访：72小时内两次没访到的，报告上级");
  g_assert_null (due_of (due, "tb_first_visit", family));
  g_assert_cmpint (due_of (due, "tb_followup", family)->due, ==, cunyi_day_parse ("2022-08-01"));
  g_assert_cmpstr (due_of (due, "tb_followup", family)->what, ==, "肺结核随访：强化期");
  g_assert_cmpint (due_of (due, "tb_followup", doctor)->due, ==, cunyi_day_parse ("2022-08-02"));
  g_assert_cmpint (due_of (due, "tb_followup", resistant)->due, ==, cunyi_day_parse ("2022-07-30"));
  g_assert_cmpstr (due_of (due, "tb_followup", resistant)->what, ==, "肺结核随访：强化期");
  g_assert_null (due_of (due, "tb_followup", later));
  g_assert_null (due_of (due, "tb_followup", finished));
  indicators = cunyi_indicator_list (scratch->clinic, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (find_indicator (indicators, "tb_managed")->done, ==, 5);
  g_assert_cmpuint (find_indicator (indicators, "tb_managed")->all, ==, 7);
  g_assert_cmpuint (find_indicator (indicators, "tb_regular")->done, ==, 1);
  g_assert_cmpuint (find_indicator (indicators, "tb_regular")->all, ==, 1);
}

static void
a_village_is_asked_for_its_own_checks (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *village = cunyi_clinic_get_setting (scratch->clinic, "clinic/place", "");
  g_autoptr (GPtrArray) before = list_due (scratch->clinic), between = NULL, after = NULL;

  /* Nobody lives here yet. */
  g_assert_null (due_of (before, "village_check", village));
  add_household (scratch->clinic, "0001");
  between = list_due (scratch->clinic);
  g_assert_cmpstr (due_of (between, "village_check", village)->form, ==, "village_check");
  g_assert_cmpstr (due_of (between, "clinic_check", village)->what, ==, "村卫生室自查表");
  fill (scratch->clinic, "village_check", village, "s_clinic", "1", "s_sign", "1", "s_exam", "1", "s_card", "1", "s_reimburse",
        "1", "s_drug", "3", "s_drug_text", "缺急救药", "s_env", "1", "s_myth", "1", "s_stat", "1", "s_basic_drug", "1",
        "s_archive", "1", "s_verify", "1", "sign_group_leader", "甲", "sign_hospital", "乙", NULL);
  after = list_due (scratch->clinic);
  g_assert_null (due_of (after, "village_check", village));
  g_assert_nonnull (due_of (after, "clinic_check", village));
  /* What was found wanting is a problem of the place. */
  g_assert_cmpstr (due_of (after, "problem", village)->what, ==, "基本药品配备不足/过期：待交办");
}

/* The days stand on the newest check of the clinic. */
static void
papers_of_a_clinic_that_run_out_are_told (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *village = cunyi_clinic_get_setting (scratch->clinic, "clinic/place", "");
  g_autoptr (GPtrArray) due = NULL, renewed = NULL;

  put_record (scratch->clinic, "clinic_check", village, "2021-08-01", "{\"a02_until\":\"2021-12-31\"}");
  put_record (scratch->clinic, "clinic_check", village, "2022-06-01", "{\"a02_until\":\"2022-08-20\",\"b02_until\":\"2022-07-15\"}");
  due = list_due (scratch->clinic);
  g_assert_cmpint (due_of (due, "clinic_papers", village)->due, ==, cunyi_day_parse ("2022-07-15"));
  g_assert_nonnull (strstr (due_of (due, "clinic_papers", village)->what, "执业许可证到期（2022-08-20）"));
  g_assert_nonnull (strstr (due_of (due, "clinic_papers", village)->what, "证书已过期（2022-07-15）"));
  put_record (scratch->clinic, "clinic_check", village, "2022-07-30", "{\"a02_until\":\"2027-08-20\",\"b02_until\":\"2022-09-15\"}");
  renewed = list_due (scratch->clinic);
  g_assert_null (due_of (renewed, "clinic_papers", village));
}

static void
survey (Scratch *scratch, const char *person, const char *result)
{
  fill (scratch->clinic, "chronic_survey", person, "place", "1", "seen", "1", "old_card", "1", "known", "", "result", result,
        g_str_equal (result, "p_need") ? "need" : "asked", g_str_equal (result, "p_need") ? "hypertension" : "测了血压", NULL);
}

static void
who_needs_identification_is_asked_for_the_form (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *ill = add_patient (scratch->clinic, "0001", "甲");
  const char *well = add_person (scratch->clinic, add_household (scratch->clinic, "0002"), "乙", "02", "1", "1950-03-01");
  g_autoptr (GPtrArray) due = NULL, after = NULL, again = NULL;

  survey (scratch, ill, "p_need");
  survey (scratch, well, "p_none");
  due = list_due (scratch->clinic);
  g_assert_cmpstr (due_of (due, "chronic_need", ill)->form, ==, "chronic_application_form");
  g_assert_null (due_of (due, "chronic_need", well));
  apply (scratch->clinic, ill);
  after = list_due (scratch->clinic);
  g_assert_null (due_of (after, "chronic_need", ill));
  /* Surveyed again while the application is on its way: nothing more to apply for. */
  survey (scratch, ill, "p_need");
  again = list_due (scratch->clinic);
  g_assert_null (due_of (again, "chronic_need", ill));
}

static void
a_contract_that_ends_soon_is_told (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *homes[] = { add_household (scratch->clinic, "0001"), add_household (scratch->clinic, "0002") };
  const char *soon = add_person (scratch->clinic, homes[0], "甲", "02", "1", "1950-03-01");
  const char *late = add_person (scratch->clinic, homes[1], "乙", "02", "1", "1950-03-01");
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GPtrArray) more = NULL;
  g_autoptr (GError) error = NULL;
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);

  sign (scratch->clinic, homes[0], "2021-09-15");
  sign (scratch->clinic, homes[1], "2021-11-15");
  due = list_due (scratch->clinic);
  g_assert_cmpint (due_of (due, "contract_expiring", soon)->due, ==, cunyi_day_parse ("2022-09-14"));
  g_assert_null (due_of (due, "contract_expiring", late));
  /* The number of days is one for the rule and for the moves. */
  cunyi_database_begin (database, "test", &error);
  cunyi_setting_set (database, "limit/renew_days", "120", &error);
  cunyi_database_commit (database, &error);
  g_assert_no_error (error);
  more = list_due (scratch->clinic);
  g_assert_nonnull (due_of (more, "contract_expiring", late));
}

/* The day after the end it is not forgotten: somebody renews, or the next is prepared, or refused. */
static void
a_contract_that_has_ended_is_told_until_the_next (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *people[3], *homes[3];
  g_autoptr (GPtrArray) due = NULL, later = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    {
      g_autofree char *number = g_strdup_printf ("000%u", i + 1);

      homes[i] = add_household (scratch->clinic, number);
      people[i] = add_person (scratch->clinic, homes[i], "甲", "02", "1", "1950-03-01");
      sign (scratch->clinic, homes[i], i == 2 ? "2020-06-01" : "2021-07-15");
    }
  due = list_due (scratch->clinic);
  g_assert_cmpint (due_of (due, "contract_expiring", people[0])->due, ==, cunyi_day_parse ("2022-07-14"));
  g_assert_cmpstr (due_of (due, "contract_expiring", people[0])->what, ==, "签约已到期，还没有续约");
  /* More than a year ago it is no renewal any more. */
  g_assert_null (due_of (due, "contract_expiring", people[2]));
  sign (scratch->clinic, homes[0], "2022-08-01");
  move (scratch->clinic, due_of (due, "contract_expiring", people[1])->case_, "prepare", NULL);
  later = list_due (scratch->clinic);
  g_assert_null (due_of (later, "contract_expiring", people[0]));
  g_assert_null (due_of (later, "contract_expiring", people[1]));
  {
    g_autoptr (GPtrArray) cases = cunyi_case_list_of_subject (cunyi_clinic_get_book (scratch->clinic), people[1], "contract", &error);
    const char *draft = ((CunyiCase *) g_ptr_array_index (cases, 0))->id;
    g_autoptr (GPtrArray) refused = NULL;

    move (scratch->clinic, draft, "explain", "{\"clear_team\":\"1 2 3\",\"clear_doctor\":\"1 2 3\",\"clear_person\":\"1 2 3\",\"ask_way\":\"1\"}");
    move (scratch->clinic, draft, "refuse", "{\"refuse_reason\":\"不需要\"}");
    refused = list_due (scratch->clinic);
    g_assert_null (due_of (refused, "contract_expiring", people[1]));
  }
}

/* Mended is not struck off: somebody else has to look. */
static void
a_problem_waits_for_who_checks_it (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  CunyiCaseOpening opening = { .workflow = "problem", .subject = home, .topic = "P_BOARD", .defaults = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, &error);
  g_autoptr (GPtrArray) due = NULL, done = NULL;

  g_assert_no_error (error);
  move (scratch->clinic, id, "solve", "{\"responsible\":\"李医生\",\"measure\":\"补挂\",\"result\":\"已挂牌\",\"done_day\":\"2022-08-01\"}");
  due = list_due (scratch->clinic);
  g_assert_null (due_of (due, "problem", home));
  g_assert_cmpstr (due_of (due, "problem_review", home)->what, ==, "签约服务牌缺失或信息不符：2022-08-01整改完成，请李医生以外的人复核");
  move (scratch->clinic, id, "close", "{\"checker\":\"赵院长\",\"opinion\":\"1\",\"satisfaction\":\"1\"}");
  done = list_due (scratch->clinic);
  g_assert_null (due_of (done, "problem_review", home));
}

/* One of the household and one of a member, both far from their limits. */
static void
visit (Scratch *scratch, const char *home, const char *person, const char *day, const char *board, const char *signed_)
{
  g_autofree char *answers = g_strdup_printf ("{\"visit_date\":\"%s\",\"h_board\":\"%s\",\"member\":[{\"m_person\":\"%s\",\"m_signed\":\"%s\"}]}",
                                              day, board, person, signed_);

  put_record (scratch->clinic, "household_visit", home, day, answers);
}

static void
what_a_visit_finds_mended_is_told (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "甲", "02", "1", "1950-03-01");
  CunyiCaseOpening opening = { .workflow = "problem", .subject = home, .topic = "P_BOARD", .day = "2022-07-10",
                               .answers = "{\"deadline\":\"2022-12-31\"}", .defaults = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *board = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, &error), *paper = NULL;
  g_autoptr (GPtrArray) before = NULL, mended = NULL, again = NULL;
  const char *assign = "{\"text\":\"x\",\"unit\":\"卫生室\",\"responsible\":\"李医生\",\"measure\":\"办\",\"deadline\":\"2022-12-31\"}";

  opening.subject = person;
  opening.topic = "P_SIGN";
  paper = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, &error);
  g_assert_no_error (error);
  move (scratch->clinic, board, "assign", assign);
  move (scratch->clinic, paper, "assign", assign);
  visit (scratch, home, person, "2022-07-01", "1", "1"); /* before they were found */
  visit (scratch, home, person, "2022-07-20", "3", "2");
  before = list_due (scratch->clinic);
  g_assert_null (due_of (before, "problem", home));
  g_assert_null (due_of (before, "problem", person));
  visit (scratch, home, person, "2022-07-25", "1", "1");
  mended = list_due (scratch->clinic);
  g_assert_cmpstr (due_of (mended, "problem", home)->what, ==, "x：处置中，2022-07-25走访看到已经好了，请记结果、请人复核");
  g_assert_cmpstr (due_of (mended, "problem", person)->what, ==, "x：处置中，2022-07-25走访看到已经好了，请记结果、请人复核");
  visit (scratch, home, person, "2022-07-30", "2", "1");
  again = list_due (scratch->clinic);
  g_assert_null (due_of (again, "problem", home));
  g_assert_nonnull (due_of (again, "problem", person));
}

static void
an_application_is_due_until_it_is_sent (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_patient (scratch->clinic, "0001", "甲");
  const char *application = apply (scratch->clinic, person);
  g_autoptr (GPtrArray) before = list_due (scratch->clinic);
  g_autoptr (GPtrArray) after = NULL;

  g_assert_cmpstr (due_of (before, "application_to_send", person)->case_, ==, application);
  move (scratch->clinic, application, "complete", NULL);
  move (scratch->clinic, application, "send", "{\"carried_by\":\"李医生\"}");
  after = list_due (scratch->clinic);
  g_assert_null (due_of (after, "application_to_send", person));
}

/* Four people in groups, of whom one household of two is under contract; one without a group signed too. */
static void
coverage_counts_people_in_groups_once (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *homes[] = { add_household (scratch->clinic, "0001"), add_household (scratch->clinic, "0002"),
                          add_household (scratch->clinic, "0003"), add_household (scratch->clinic, "0004") };
  const char *head = add_person (scratch->clinic, homes[0], "甲", "02", "1", "1950-03-01");
  const char *missing = NULL, *dead;
  g_autoptr (GPtrArray) indicators = NULL;
  const CunyiIndicator *coverage;
  g_autoptr (GError) error = NULL;

  add_person (scratch->clinic, homes[0], "甲妻", "12", "2", "1952-03-01");
  add_groups (scratch->clinic, homes[0], "2018-01-01", "lifted", "dibao", NULL);
  add_groups (scratch->clinic, head, "2019-01-01", "disabled", NULL);
  missing = add_person (scratch->clinic, homes[1], "乙", "02", "1", "1950-03-01");
  add_groups (scratch->clinic, missing, "2019-01-01", "tekun", NULL);
  add_groups (scratch->clinic, add_person (scratch->clinic, homes[2], "丙", "02", "1", "1950-03-01"), "2019-01-01", "wubao", NULL);
  dead = add_person (scratch->clinic, homes[2], "丙妻", "12", "2", "1950-03-01");
  add_groups (scratch->clinic, dead, "2019-01-01", "disabled", NULL);
  let_go (scratch->clinic, dead, "dead", "2022-01-01");
  add_person (scratch->clinic, homes[3], "丁", "02", "1", "1950-03-01");
  sign (scratch->clinic, homes[0], "2022-02-01");
  sign (scratch->clinic, homes[3], "2022-02-01");

  indicators = cunyi_indicator_list (scratch->clinic, NULL, &error);
  g_assert_no_error (error);
  coverage = find_indicator (indicators, "contract_coverage");
  g_assert_cmpint (coverage->all, ==, 4);
  g_assert_cmpint (coverage->done, ==, 2);
  g_assert_cmpfloat (coverage->target, ==, 100);
  g_assert_cmpuint (coverage->missing->len, ==, 2);
  g_assert_true (g_str_equal (g_ptr_array_index (coverage->missing, 0), missing) ||
                 g_str_equal (g_ptr_array_index (coverage->missing, 1), missing));
}

/* Both quarters that are over count: 甲 was seen in both, 乙 in one, 丙 in none, who is in the denominator only if the county wants it. */
static void
management_counts_the_quarters_that_are_over (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *both = add_patient (scratch->clinic, "0001", "甲");
  const char *one = add_patient (scratch->clinic, "0002", "乙");
  g_autoptr (GPtrArray) indicators = NULL, registered = NULL;
  const CunyiIndicator *managed;
  g_autoptr (GError) error = NULL;

  add_patient (scratch->clinic, "0003", "丙");
  follow_up (scratch->clinic, both, "2022-02-10");
  follow_up (scratch->clinic, both, "2022-05-10");
  follow_up (scratch->clinic, one, "2022-05-10");
  follow_up (scratch->clinic, one, "2022-06-10");
  indicators = cunyi_indicator_list (scratch->clinic, NULL, &error);
  g_assert_no_error (error);
  managed = find_indicator (indicators, "managed/hypertension");
  g_assert_cmpint (managed->all, ==, 2);
  g_assert_cmpint (managed->done, ==, 1);
  cunyi_setting_set (cunyi_clinic_get_database (scratch->clinic), "option/regular_base", "registered", &error);
  registered = cunyi_indicator_list (scratch->clinic, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find_indicator (registered, "managed/hypertension")->all, ==, 3);
  g_assert_cmpint (find_indicator (registered, "managed/hypertension")->done, ==, 1);
  g_assert_cmpint (find_indicator (indicators, "managed/diabetes")->all, ==, 0);
}

/* 甲 came again after ten days, 乙 after twenty, 丙's two weeks are not over at the end of the quarter. */
static void
management_may_ask_for_the_visit_within_two_weeks (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *soon = add_patient (scratch->clinic, "0001", "甲");
  const char *late = add_patient (scratch->clinic, "0002", "乙");
  const char *open = add_patient (scratch->clinic, "0003", "丙");
  const char *high = "{\"outcome\":\"1\",\"visit_mode\":\"2\",\"class\":\"2\"}";
  g_autoptr (GPtrArray) by_quarter = NULL, by_weeks = NULL;
  g_autoptr (GError) error = NULL;

  put_record (scratch->clinic, "hypertension_followup", soon, "2022-02-10", high);
  follow_up (scratch->clinic, soon, "2022-02-20");
  put_record (scratch->clinic, "hypertension_followup", late, "2022-02-10", high);
  follow_up (scratch->clinic, late, "2022-03-02");
  follow_up (scratch->clinic, open, "2022-02-10");
  follow_up (scratch->clinic, soon, "2022-05-10");
  follow_up (scratch->clinic, late, "2022-05-10");
  put_record (scratch->clinic, "hypertension_followup", open, "2022-06-20", high);
  by_quarter = cunyi_indicator_list (scratch->clinic, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find_indicator (by_quarter, "managed/hypertension")->done, ==, 3);
  cunyi_setting_set (cunyi_clinic_get_database (scratch->clinic), "indicators/managed/again", "yes", &error);
  by_weeks = cunyi_indicator_list (scratch->clinic, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find_indicator (by_weeks, "managed/hypertension")->done, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (find_indicator (by_weeks, "managed/hypertension")->missing, 0), ==, late);
}

/* Ill once more: what was done for the illness that ended is not done for this one. Counted are those who were told in the
 * year, also when they are well again. */
static void
tuberculosis_that_comes_back_is_visited_anew (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  const char *back = add_ill (scratch, "0001", "tuberculosis", "2020-03-01");
  const char *cured = add_ill (scratch, "0002", "tuberculosis", "2022-01-05");
  const char *old = add_ill (scratch, "0003", "tuberculosis", "2021-12-05");
  const char *const none[] = { NULL }, *const tb[] = { "tuberculosis", NULL };
  g_autoptr (GPtrArray) due = NULL, indicators = NULL;
  const CunyiIndicator *managed;
  g_autoptr (GError) error = NULL;

  visit_tb (scratch, back, "2020-04-01", "1", "1", "1");
  visit_tb (scratch, back, "2020-09-01", "6", "1", "2");
  visit_tb (scratch, cured, "2022-02-01", "1", "1", "1");
  visit_tb (scratch, old, "2022-01-04", "1", "1", "1");
  g_assert_true (cunyi_person_keep_diseases (database, back, none, CUNYI_DAY_NONE, cunyi_day_parse ("2020-09-02"), &error));
  g_assert_true (cunyi_person_keep_diseases (database, back, tb, CUNYI_DAY_NONE, cunyi_day_parse ("2022-07-30"), &error));
  g_assert_true (cunyi_person_keep_diseases (database, cured, none, CUNYI_DAY_NONE, cunyi_day_parse ("2022-07-20"), &error));
  due = list_due (scratch->clinic);
  g_assert_cmpint (due_of (due, "tb_first_visit", back)->due, ==, cunyi_day_parse ("2022-08-02"));
  indicators = cunyi_indicator_list (scratch->clinic, NULL, &error);
  g_assert_no_error (error);
  managed = find_indicator (indicators, "tb_managed");
  g_assert_cmpuint (managed->all, ==, 2);
  g_assert_cmpuint (managed->done, ==, 1);
  g_assert_true (g_ptr_array_find_with_equal_func (managed->missing, back, g_str_equal, NULL));
}

static guint
count_findings (GPtrArray *findings, const char *check, const char *subject)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const CunyiFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->check, check) && (subject == NULL || g_str_equal (finding->subject, subject)))
        {
          g_assert_cmpstr (finding->message, !=, "");
          n++;
        }
    }
  return n;
}

static void
change (Scratch *scratch, const char *id, const char *id_number, const char *phone)
{
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiPerson) person = cunyi_person_load (database, id, &error);

  g_free (person->id_number);
  person->id_number = g_strdup (id_number);
  g_free (person->phone);
  person->phone = g_strdup (phone);
  cunyi_person_save (database, person, &error);
  g_assert_no_error (error);
}

static void
what_does_not_add_up_is_found (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *homes[] = { add_household (scratch->clinic, "0001"), add_household (scratch->clinic, "0002"),
                          add_household (scratch->clinic, "0003") };
  const char *head = add_person (scratch->clinic, homes[0], "甲", "02", "1", "1950-03-01");
  const char *wrong_digit = add_person (scratch->clinic, homes[0], "甲妻", "12", "2", "1952-03-01");
  const char *no_number = add_person (scratch->clinic, homes[1], "乙", "20", "1", "1980-03-01");
  const char *short_phone = add_person (scratch->clinic, homes[2], "丙", "02", "1", "1980-03-01");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  sign (scratch->clinic, homes[0], "2022-02-01");
  let_go (scratch->clinic, head, "dead", "2022-05-01");
  change (scratch, wrong_digit, "999999195203010020", "13800000000");
  change (scratch, no_number, "", "13800000000");
  change (scratch, short_phone, "999999198003010029", "1380000000");
  findings = cunyi_finding_list (scratch->clinic, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_findings (findings, "contract_left", head), ==, 1);
  g_assert_cmpuint (count_findings (findings, "contract_left", NULL), ==, 1);
  /* 999999195203010020: the sum gives another check character, and so does 丙's. */
  g_assert_cmpuint (count_findings (findings, "roster_number", wrong_digit), ==, 1);
  g_assert_cmpuint (count_findings (findings, "roster_number", no_number), ==, 1);
  g_assert_cmpuint (count_findings (findings, "roster_phone", short_phone), ==, 1);
  g_assert_cmpuint (count_findings (findings, "roster_phone", NULL), ==, 1);
  /* The head died and nobody took the place; the second never had one. */
  g_assert_cmpuint (count_findings (findings, "roster_head", homes[0]), ==, 1);
  g_assert_cmpuint (count_findings (findings, "roster_head", homes[1]), ==, 1);
  g_assert_cmpuint (count_findings (findings, "roster_head", homes[2]), ==, 0);
}

static void
a_village_in_order_has_no_findings_about_its_roster (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  add_person (scratch->clinic, home, "甲", "02", "1", "1950-03-01");
  add_person (scratch->clinic, home, "甲妻", "12", "2", "1952-03-01");
  findings = cunyi_finding_list (scratch->clinic, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_assert_false (g_str_has_prefix (((CunyiFinding *) g_ptr_array_index (findings, i))->check, "roster_"));
}

static void
nobody_is_asked_when_it_is_cancelled (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (cunyi_due_list (scratch->clinic, cancellable, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CANCELLED);
}

static void
save_check (Scratch *scratch, const char *person, const char *day)
{
  g_autofree char *answers = g_strdup_printf ("{\"exam_date\":\"%s\"}", day);

  put_record (scratch->clinic, "health_check", person, day, answers);
}

/* 65 within the year, or on the day, as the report's option says for all; who had a check last year is asked for after twelve months, at last at the end of the year. */
static void
the_elderly_and_patients_have_one_check_a_year (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *elder = add_person (scratch->clinic, home, "甲", "02", "1", "1957-08-01");
  const char *younger = add_person (scratch->clinic, home, "乙", "10", "2", "1957-08-02");
  const char *next = add_person (scratch->clinic, home, "己", "63", "2", "1958-01-01");
  const char *patient = add_person (scratch->clinic, home, "丙", "20", "1", "1980-01-01");
  const char *early = add_person (scratch->clinic, home, "丁", "51", "1", "1940-01-01");
  const char *done = add_person (scratch->clinic, home, "戊", "52", "2", "1941-01-01");
  g_autoptr (GPtrArray) due = NULL, ahead = NULL, indicators = NULL, today = NULL, of_today = NULL;
  g_autoptr (GError) error = NULL;
  const CunyiIndicator *managed;

  add_diseases (scratch->clinic, patient, "2020-01-01", "diabetes", NULL);
  save_check (scratch, early, "2021-09-15");
  save_check (scratch, done, "2022-03-01");
  due = list_due (scratch->clinic);
  /* Sixty days ahead of the last day of the year is November. */
  g_assert_null (due_of (due, "health_check", elder));
  g_assert_cmpint (due_of (due, "health_check", early)->due, ==, cunyi_day_parse ("2022-09-15"));
  g_assert_null (due_of (due, "health_check", done));

  cunyi_setting_set (cunyi_clinic_get_database (scratch->clinic), "due/health_check/ahead", "200", &error);
  g_assert_no_error (error);
  ahead = list_due (scratch->clinic);
  g_assert_cmpint (due_of (ahead, "health_check", elder)->due, ==, cunyi_day_parse ("2022-12-31"));
  g_assert_cmpint (due_of (ahead, "health_check", younger)->due, ==, cunyi_day_parse ("2022-12-31"));
  g_assert_null (due_of (ahead, "health_check", next));
  g_assert_nonnull (due_of (ahead, "health_check", patient));
  g_assert_null (due_of (ahead, "health_check", done));

  indicators = cunyi_indicator_list (scratch->clinic, NULL, &error);
  g_assert_no_error (error);
  managed = find_indicator (indicators, "elderly_managed");
  g_assert_cmpint (managed->all, ==, 4);
  g_assert_cmpint (managed->done, ==, 1);

  /* What the table of the elderly counts by, Today and the rate go by. */
  g_assert_true (cunyi_reporting_set_option (scratch->clinic, "elderly_care", "age_day", "until", &error));
  today = list_due (scratch->clinic);
  g_assert_nonnull (due_of (today, "health_check", elder));
  g_assert_null (due_of (today, "health_check", younger));
  of_today = cunyi_indicator_list (scratch->clinic, NULL, &error);
  g_assert_no_error (error);
  managed = find_indicator (of_today, "elderly_managed");
  g_assert_cmpint (managed->all, ==, 3);
}

/* Self-care and constitution go with the check. */
static void
a_check_asks_for_the_forms_beside_it (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *elder = add_person (scratch->clinic, home, "甲", "02", "1", "1950-01-01");
  const char *soon = add_person (scratch->clinic, home, "乙", "12", "2", "1957-12-31"); /* 65 within the year, as the tables count */
  const char *next = add_person (scratch->clinic, home, "丙", "63", "2", "1958-01-01");
  g_autoptr (GPtrArray) before = list_due (scratch->clinic), after = NULL;
  guint n = 0;

  g_assert_null (due_of (before, "elderly_forms", elder));
  save_check (scratch, elder, "2022-07-25");
  save_check (scratch, soon, "2022-07-25");
  save_check (scratch, next, "2022-07-25");
  after = list_due (scratch->clinic);
  for (guint i = 0; i < after->len; i++)
    {
      const CunyiDue *line = g_ptr_array_index (after, i);

      if (g_str_equal (line->rule, "elderly_forms"))
        {
          g_assert_true (g_str_equal (line->form, "elderly_self_care") || g_str_equal (line->form, "tcm_constitution"));
          g_assert_cmpint (line->due, ==, cunyi_day_parse ("2022-08-08"));
          g_assert_cmpstr (line->subject, !=, next);
          n++;
        }
    }
  g_assert_cmpuint (n, ==, 4);
}

/* 138/84 at the last visit of the year; who was not seen this year is not in the denominator. */
static void
controlled_is_what_the_last_visit_found (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *good = add_patient (scratch->clinic, "0001", "甲"), *lost = add_patient (scratch->clinic, "0003", "丙");
  const char *unmet = add_patient (scratch->clinic, "0004", "丁"), *away = add_patient (scratch->clinic, "0005", "戊");
  g_autoptr (GPtrArray) at_pack = NULL, at_own = NULL;
  g_autoptr (GError) error = NULL;

  add_patient (scratch->clinic, "0002", "乙");
  follow_up (scratch->clinic, good, "2022-05-20");
  /* Lost at last is not reached; never met in the year is not managed; who lives elsewhere is not counted. */
  follow_up (scratch->clinic, lost, "2022-02-20");
  put_record (scratch->clinic, "hypertension_followup", lost, "2022-07-20", "{\"outcome\":\"2\",\"outcome_text\":\"外出\"}");
  put_record (scratch->clinic, "hypertension_followup", unmet, "2022-07-20", "{\"outcome\":\"2\",\"outcome_text\":\"外出\"}");
  follow_up (scratch->clinic, away, "2022-05-20");
  {
    CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
    g_autoptr (CunyiPerson) person = cunyi_person_load (database, away, &error);

    person->resident = FALSE;
    cunyi_person_save (database, person, &error);
    g_assert_no_error (error);
  }
  at_pack = cunyi_indicator_list (scratch->clinic, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find_indicator (at_pack, "hypertension_controlled")->all, ==, 2);
  g_assert_cmpint (find_indicator (at_pack, "managed/hypertension")->all, ==, 2);
  g_assert_cmpint (find_indicator (at_pack, "hypertension_controlled")->done, ==, 1);
  /* The limit of somebody of 72 is the one for the elderly. */
  cunyi_setting_set (cunyi_clinic_get_database (scratch->clinic), "limit/sbp_elder", "130", &error);
  g_assert_no_error (error);
  at_own = cunyi_indicator_list (scratch->clinic, NULL, &error);
  g_assert_cmpint (find_indicator (at_own, "hypertension_controlled")->done, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/due/the-elderly-and-patients-have-one-check-a-year", the_elderly_and_patients_have_one_check_a_year);
  g_test_add_func ("/clinic/due/a-check-asks-for-the-forms-beside-it", a_check_asks_for_the_forms_beside_it);
  g_test_add_func ("/clinic/due/controlled-is-what-the-last-visit-found", controlled_is_what_the_last_visit_found);
  g_test_add_func ("/clinic/due/a-quarter-asks-for-one-visit-face-to-face", a_quarter_asks_for_one_visit_face_to_face);
  g_test_add_func ("/clinic/due/the-most-urgent-work-comes-first", the_most_urgent_work_comes_first);
  g_test_add_func ("/clinic/due/a-village-is-asked-for-its-own-checks", a_village_is_asked_for_its_own_checks);
  g_test_add_func ("/clinic/due/papers-of-a-clinic-that-run-out-are-told", papers_of_a_clinic_that_run_out_are_told);
  g_test_add_func ("/clinic/due/who-needs-identification-is-asked-for-the-form", who_needs_identification_is_asked_for_the_form);
  g_test_add_func ("/clinic/due/mental-disorders-are-followed-by-their-class", mental_disorders_are_followed_by_their_class);
  g_test_add_func ("/clinic/due/tuberculosis-is-followed-by-phase-and-supervisor",
                   tuberculosis_is_followed_by_phase_and_supervisor);
  g_test_add_func ("/clinic/due/tuberculosis-that-comes-back-is-visited-anew", tuberculosis_that_comes_back_is_visited_anew);
  g_test_add_func ("/clinic/due/a-contract-that-ends-soon-is-told", a_contract_that_ends_soon_is_told);
  g_test_add_func ("/clinic/due/a-contract-that-has-ended-is-told-until-the-next", a_contract_that_has_ended_is_told_until_the_next);
  g_test_add_func ("/clinic/due/a-problem-waits-for-who-checks-it", a_problem_waits_for_who_checks_it);
  g_test_add_func ("/clinic/due/what-a-visit-finds-mended-is-told", what_a_visit_finds_mended_is_told);
  g_test_add_func ("/clinic/due/an-application-is-due-until-it-is-sent", an_application_is_due_until_it_is_sent);
  g_test_add_func ("/clinic/indicators/coverage-counts-people-in-groups-once", coverage_counts_people_in_groups_once);
  g_test_add_func ("/clinic/indicators/management-counts-the-quarters-that-are-over",
                   management_counts_the_quarters_that_are_over);
  g_test_add_func ("/clinic/indicators/management-may-ask-for-the-visit-within-two-weeks",
                   management_may_ask_for_the_visit_within_two_weeks);
  g_test_add_func ("/clinic/checks/what-does-not-add-up-is-found", what_does_not_add_up_is_found);
  g_test_add_func ("/clinic/checks/a-village-in-order-has-no-findings-about-its-roster",
                   a_village_in_order_has_no_findings_about_its_roster);
  g_test_add_func ("/clinic/due/nobody-is-asked-when-it-is-cancelled", nobody_is_asked_when_it_is_cancelled);
  return g_test_run ();
}
