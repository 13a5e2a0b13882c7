/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Identification of chronic diseases, monitored households, major diseases and problems: each rule names whom it must and
 * nobody else. Today is 2022-08-01. */

#include "config.h"

#include "clinic/due.h"
#include "clinic/filling.h"
#include "clinic/person-line.h"
#include "clinic/resident.h"
#include "form/record.h"
#include "neighbours.h"
#include "scratch.h"
#include "store/setting.h"

#include <string.h>

#include "base/clock.h"

/* The sentence of a rule of a kind about a subject; NULL when it says nothing, and several are an error of the test. */
static char *
find_due (Scratch *scratch, const char *rule, const char *subject)
{
  g_autoptr (GPtrArray) list = list_due (scratch->clinic);
  const CunyiDue *line = due_of (list, rule, subject);
  g_autofree char *day = line ? cunyi_day_to_text (line->due) : NULL;

  return line ? g_strdup_printf ("%s|%s|%s", day, line->form, line->what) : NULL;
}

static char *
find_finding (Scratch *scratch, const char *check, const char *subject)
{
  g_autoptr (GPtrArray) findings = list_findings (scratch->clinic);

  return g_strdup (finding_of (findings, check, subject));
}

static void
assert_due (Scratch *scratch, const char *rule, const char *subject, const char *wanted)
{
  g_autofree char *found = find_due (scratch, rule, subject);

  g_assert_cmpstr (found, ==, wanted);
}

static void
assert_state (Scratch *scratch, const char *id, const char *state)
{
  g_autoptr (CunyiCase) c = cunyi_case_load (cunyi_clinic_get_book (scratch->clinic), id, NULL);

  g_assert_cmpstr (c->state, ==, state);
}

static void
assert_finding (Scratch *scratch, const char *check, const char *subject, const char *part)
{
  g_autofree char *found = find_finding (scratch, check, subject);

  if (part == NULL)
    g_assert_cmpstr (found, ==, NULL);
  else if (found == NULL || strstr (found, part) == NULL)
    g_error ("%s about %s: “%s” should say “%s”.", check, subject, found, part);
}

/* done/all of an indicator. */
static void
assert_indicator (Scratch *scratch, const char *name, guint done, guint all, const char *missing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = cunyi_indicator_list (scratch->clinic, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const CunyiIndicator *indicator = g_ptr_array_index (list, i);

      if (!g_str_equal (indicator->name, name))
        continue;
      g_assert_cmpint (indicator->done, ==, done);
      g_assert_cmpint (indicator->all, ==, all);
      if (missing)
        g_assert_true (g_ptr_array_find_with_equal_func (indicator->missing, missing, g_str_equal, NULL));
      return;
    }
  g_error ("There is no indicator %s.", name);
}

static const char *
add_home (Scratch *scratch, const char *number, const char *group)
{
  const char *home = add_household (scratch->clinic, number);

  if (group)
    add_groups (scratch->clinic, home, "2020-01-01", group, NULL);
  return home;
}

/* A household of one in a group; id of the person. */
static const char *
add_one (Scratch *scratch, const char *number, const char *name, const char *group)
{
  return add_person (scratch->clinic, add_home (scratch, number, group), name, "02", "1", "1950-03-01");
}

static const char *
home_of (Scratch *scratch, const char *person)
{
  g_autoptr (CunyiPerson) read = cunyi_person_load (cunyi_clinic_get_database (scratch->clinic), person, NULL);

  return g_intern_string (read->household);
}

static void
survey (Scratch *scratch, const char *person, const char *day, const char *result)
{
  fill (scratch->clinic, "chronic_survey", person, "survey_date", day, "place", "1", "seen", "1", "old_card", "1", "known", "",
        "result", result, g_str_equal (result, "p_need") ? "need" : g_str_equal (result, "p_none") ? "asked" : "why",
        g_str_equal (result, "p_need") ? "hypertension" : "问了、测了血压", NULL);
}

/* The part of an application about a disease. */
static const char *
part_of (Scratch *scratch, const char *application, const char *topic)
{
  g_autoptr (GPtrArray) parts = cunyi_case_list_children (cunyi_clinic_get_book (scratch->clinic), application, NULL);

  for (guint i = 0; i < parts->len; i++)
    if (g_str_equal (((CunyiCase *) g_ptr_array_index (parts, i))->topic, topic))
      return g_intern_string (((CunyiCase *) g_ptr_array_index (parts, i))->id);
  g_error ("no part %s", topic);
}

/* ---- survey ---- */

static void
everybody_in_scope_is_asked_once_a_year (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *never = add_one (scratch, "0001", "甲", "lifted");
  const char *asked = add_one (scratch, "0002", "乙", "mon_edge");
  const char *last_year = add_one (scratch, "0003", "丙", "lifted");
  const char *absent = add_one (scratch, "0004", "丁", "lifted");
  const char *other = add_one (scratch, "0005", "戊", "dibao");
  const char *dead = add_one (scratch, "0006", "己", "lifted");

  survey (scratch, asked, "2022-07-20", "p_none");
  survey (scratch, last_year, "2021-12-20", "p_none");
  fill (scratch->clinic, "chronic_survey", absent, "survey_date", "2022-07-20", "place", "1", "seen", "2", "absent", "1", "result",
        "p_absent", "next_try", "2022-08-05", NULL);
  let_go (scratch->clinic, dead, "dead", "2022-07-31");
  assert_due (scratch, "chronic_survey", never, "|chronic_survey|慢性病摸排");
  assert_due (scratch, "chronic_survey", asked, NULL);
  assert_due (scratch, "chronic_survey", last_year, "|chronic_survey|慢性病摸排");
  assert_due (scratch, "chronic_survey", absent, "2022-08-05|chronic_survey|慢性病摸排：上次未见到");
  assert_due (scratch, "chronic_survey", other, NULL);
  assert_due (scratch, "chronic_survey", dead, NULL);
  assert_indicator (scratch, "chronic_surveyed", 1, 4, absent);
  /* A county may ask for more: in every place at once. */
  cunyi_setting_set (cunyi_clinic_get_database (scratch->clinic), "option/survey_scope", "four", NULL);
  assert_due (scratch, "chronic_survey", other, "|chronic_survey|慢性病摸排");
  assert_indicator (scratch, "chronic_surveyed", 1, 5, other);
  cunyi_setting_set (cunyi_clinic_get_database (scratch->clinic), "option/survey_scope", "all", NULL);
  add_one (scratch, "0007", "庚", NULL);
  assert_indicator (scratch, "chronic_surveyed", 1, 6, other);
}

/* A birth, a death and a new group put the household back to 未摸排; what was before the survey does not, and so does nothing
 * that happens at the neighbours. */
static void
a_changed_household_is_asked_again (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *birth = add_one (scratch, "0001", "甲", "lifted");
  const char *death = add_one (scratch, "0002", "乙", "lifted");
  const char *group = add_one (scratch, "0003", "丙", "lifted");
  const char *quiet = add_one (scratch, "0004", "丁", "lifted");
  const char *wife = add_person (scratch->clinic, home_of (scratch, death), "乙妻", "12", "2", "1952-03-01");
  const char *people[] = { birth, death, group, quiet, wife };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    survey (scratch, people[i], "2022-07-20", "p_none");
  assert_indicator (scratch, "chronic_surveyed", 5, 5, NULL);
  add_person (scratch->clinic, home_of (scratch, birth), "甲小", "20", "1", "2022-07-25");
  let_go (scratch->clinic, wife, "dead", "2022-07-31");
  add_groups (scratch->clinic, home_of (scratch, group), "2022-07-28", "lifted", "mon_unstable", NULL);
  add_groups (scratch->clinic, quiet, "2022-07-01", "disabled", NULL);
  assert_due (scratch, "chronic_survey", birth, "|chronic_survey|慢性病摸排：2022-07-25家里有变化，重新摸排");
  assert_due (scratch, "chronic_survey", death, "|chronic_survey|慢性病摸排：2022-07-31家里有变化，重新摸排");
  assert_due (scratch, "chronic_survey", group, "|chronic_survey|慢性病摸排：2022-07-28家里有变化，重新摸排");
  assert_due (scratch, "chronic_survey", quiet, NULL);
  assert_due (scratch, "chronic_survey", wife, NULL);
  /* The child is asked for too. */
  assert_indicator (scratch, "chronic_surveyed", 1, 5, birth);
  survey (scratch, death, "2022-08-01", "p_none");
  assert_due (scratch, "chronic_survey", death, NULL);
  assert_indicator (scratch, "chronic_surveyed", 2, 5, birth);
  /* Sought again and not found: the newest holds, in the rate as on Today. */
  put_record (scratch->clinic, "chronic_survey", quiet, "2022-08-01", "{\"result\":\"p_absent\",\"next_try\":\"2022-08-05\"}");
  assert_indicator (scratch, "chronic_surveyed", 1, 5, quiet);
  assert_due (scratch, "chronic_survey", quiet, "2022-08-05|chronic_survey|慢性病摸排：上次未见到");
}

/* No ID number yet: surveyed, listed, and able to apply with the booklet. */
static void
an_infant_without_a_number_is_surveyed_and_may_apply (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *infant = add_person (scratch->clinic, add_home (scratch, "0001", "mon_sudden"), "甲小", "20", "1", "2022-05-01");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (CunyiPerson) person = cunyi_person_load (database, infant, NULL);
  g_autoptr (CunyiFilling) filling = NULL;
  g_autoptr (GError) error = NULL;

  g_free (person->id_number);
  person->id_number = g_strdup ("");
  cunyi_person_save (database, person, &error);
  g_assert_no_error (error);
  /* It is listed, and no error before it is a year old. */
  assert_finding (scratch, "roster_infant", infant, "落户以后补上");
  assert_finding (scratch, "roster_number", infant, NULL);
  assert_due (scratch, "chronic_survey", infant, "|chronic_survey|慢性病摸排");
  survey (scratch, infant, "2022-08-01", "p_need");
  assert_due (scratch, "chronic_need", infant, "|chronic_application_form|摸排需鉴定，填申请表");
  filling = cunyi_filling_new (scratch->clinic, "chronic_application_form", infant, &error);
  g_assert_no_error (error);
  cunyi_session_add (cunyi_filling_get_session (filling), "disease_row");
  answer (cunyi_filling_get_session (filling), "insured_year_paid", "1", "insurance_no", "C1", "disease_row[1]/disease", "hypertension",
          "disease_row[1]/diag_hospital", "县医院", "illness_history", "先天", NULL);
  /* The number of an identity card is asked for, another paper will do. */
  g_assert_false (cunyi_filling_finish (filling, NULL, NULL, &error));
  answer (cunyi_filling_get_session (filling), "id_type", "booklet", "id_no", "户口簿第3页", NULL);
  g_assert_true (cunyi_filling_finish (filling, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_due (scratch, "chronic_need", infant, NULL);
  assert_due (scratch, "application_to_send", infant, "||慢性病鉴定申请：填表中");
  person->birth = cunyi_day_parse ("2021-08-01");
  cunyi_person_save (database, person, &error);
  g_assert_no_error (error);
  assert_finding (scratch, "roster_infant", infant, NULL);
  assert_finding (scratch, "roster_number", infant, "没有身份证号");
}

static void
a_survey_that_says_gone_is_told_while_the_roster_says_here (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *gone = add_one (scratch, "0001", "甲", "lifted"), *here = add_one (scratch, "0002", "乙", "lifted");

  fill (scratch->clinic, "chronic_survey", gone, "place", "1", "seen", "2", "result", "p_out", "why", "7月去世", NULL);
  survey (scratch, here, "2022-08-01", "p_none");
  assert_finding (scratch, "survey_gone", gone, "7月去世");
  assert_finding (scratch, "survey_gone", here, NULL);
  let_go (scratch->clinic, gone, "dead", "2022-07-30");
  assert_finding (scratch, "survey_gone", gone, NULL);
}

/* ---- the missed disease ---- */

static void
a_disease_is_hunted_in_roster_records_and_medicine (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *two = add_one (scratch, "0001", "甲", "lifted");       /* in the roster: one of two applied for */
  const char *drugs = add_one (scratch, "0002", "乙", "lifted");     /* only the medicine tells */
  const char *declined = add_one (scratch, "0003", "丙", "lifted");  /* a reason is written */
  const char *outside = add_one (scratch, "0004", "丁", NULL);       /* not in scope */
  const char *major = add_one (scratch, "0005", "戊", "mon_edge");   /* a major disease that is a chronic one too */
  const char *carded = add_one (scratch, "0006", "己", "lifted");    /* has a card from before the program */

  add_diseases (scratch->clinic, two, "2020-01-01", "hypertension", "diabetes", "guanxinbing", NULL);
  add_diseases (scratch->clinic, declined, "2020-01-01", "hypertension", NULL);
  add_diseases (scratch->clinic, outside, "2020-01-01", "hypertension", NULL);
  add_diseases (scratch->clinic, carded, "2020-01-01", "guanxinbing", NULL);
  apply (scratch->clinic, two); /* hypertension and diabetes */
  fill (scratch->clinic, "diabetes_followup", drugs, "outcome", "1", "visit_mode", "2", "symptoms", "1", "sbp", "130", "dbp", "80",
        "height", "165", "weight", "65", "foot_pulse", "1", "smoke_now", "0", "drink_now", "0", "sport_week_now", "3",
        "sport_min_now", "30", "sport_week_goal", "3", "sport_min_goal", "30", "staple_now", "300", "staple_goal", "300", "psych",
        "1", "obey", "1", "fpg", "6.1", "adherence", "1", "adr", "1", "hypo", "1", "class", "1", "med_name1", "硝苯地平缓释片",
        "med_freq1", "2", "med_dose1", "10mg", "next_date", "2022-11-01", NULL);
  survey (scratch, declined, "2022-07-20", "p_below");
  open_case (scratch->clinic, "major_disease", major, "d09", "2022-07-01", NULL);
  fill (scratch->clinic, "chronic_survey", carded, "place", "1", "seen", "1", "old_card", "2", "old_card_text", "冠心病 2023-12",
        "result", "p_card", NULL);
  assert_finding (scratch, "disease_missed", two, "甲可能漏报：冠心病（名册）。");
  assert_finding (scratch, "disease_missed", drugs, "2型糖尿病（随访）");
  assert_finding (scratch, "disease_missed", drugs, "高血压（用药：硝苯地平缓释片）");
  assert_finding (scratch, "disease_missed", declined, NULL);
  assert_finding (scratch, "disease_missed", outside, NULL);
  assert_finding (scratch, "disease_missed", major, "恶性肿瘤（大病：肝癌）");
  assert_finding (scratch, "disease_missed", carded, NULL);
  /* Who has a listed disease in the roster: 甲 lacks one, 丙 and 己 have said why. */
  assert_indicator (scratch, "chronic_applied", 2, 3, two);
}

static const char *
get (CunyiFilling *filling, const char *path)
{
  const CunyiField *field = cunyi_session_find (cunyi_filling_get_session (filling), path);

  return field && (field->visible || field->item->kind == CUNYI_ITEM_CALCULATE) ? field->value : NULL;
}

static gboolean
is_warned (CunyiFilling *filling, const char *path)
{
  const CunyiField *field = cunyi_session_find (cunyi_filling_get_session (filling), path);

  return field && *field->warning != '\0' && !field->confirmed;
}

/* What the roster knows and neither a row nor a card is there for is asked for on the form; a reason ends the hunt. What is on its
 * way is told when it is applied for again, but not by its own form. */
static void
a_disease_that_is_left_out_has_a_reason (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_one (scratch, "0001", "甲", "lifted");
  g_autoptr (CunyiFilling) first = NULL, same = NULL;
  g_autofree char *record = NULL;
  g_autoptr (GError) error = NULL;

  add_diseases (scratch->clinic, person, "2020-01-01", "hypertension", "diabetes", "guanxinbing", NULL);
  apply (scratch->clinic, person); /* hypertension and diabetes */
  first = cunyi_filling_new (scratch->clinic, "chronic_application_form", person, &error);
  g_assert_no_error (error);
  cunyi_session_add (cunyi_filling_get_session (first), "disease_row");
  answer (cunyi_filling_get_session (first), "insured_year_paid", "1", "insurance_no", "C1", "disease_row[1]/diag_hospital", "县医院",
          "illness_history", "多年", "disease_row[1]/disease", "naoxueguan", NULL);
  g_assert_cmpstr (get (first, "left_out"), ==, "冠心病");
  g_assert_false (cunyi_filling_finish (first, NULL, NULL, &error));
  g_assert_true (is_warned (first, "left_out_reason"));
  assert_finding (scratch, "disease_missed", person, "甲可能漏报：冠心病（名册）。");
  answer (cunyi_filling_get_session (first), "disease_row[1]/disease", "hypertension", "left_out_reason", "已治愈", NULL);
  g_assert_true (is_warned (first, "disease_row[1]/disease"));
  cunyi_session_confirm (cunyi_filling_get_session (first), "disease_row[1]/disease", TRUE);
  g_assert_true (cunyi_filling_finish (first, &record, NULL, &error));
  g_assert_no_error (error);
  assert_finding (scratch, "disease_missed", person, NULL);

  same = cunyi_filling_new_for_record (scratch->clinic, record, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get (same, "left_out"), ==, "冠心病");
}

/* ---- on the way ---- */

static void
an_examination_is_due_and_counts_who_did_not_come (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *late = add_one (scratch, "0001", "甲", "lifted"), *sent = add_one (scratch, "0002", "乙", "lifted");
  const char *first = apply (scratch->clinic, late), *second = apply (scratch->clinic, sent);
  const char *both[] = { first, second };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      move (scratch->clinic, both[i], "complete", NULL);
      move (scratch->clinic, both[i], "send", "{\"carried_by\":\"李医生\"}");
    }
  move (scratch->clinic, first, "need_exam", "{\"exam_place\":\"县医院\",\"exam_day\":\"2022-08-03\",\"exam_wanted\":\"心电图\"}");
  assert_due (scratch, "application_exam", late, "2022-08-03||慢性病鉴定体检：县医院，心电图");
  move (scratch->clinic, first, "exam_missed", "{\"miss_reason\":\"农忙\",\"exam_day\":\"2022-08-10\"}");
  assert_due (scratch, "application_exam", late, "2022-08-10||慢性病鉴定体检：县医院，心电图，已有1次未到");
  assert_due (scratch, "application_exam", sent, NULL);
  assert_due (scratch, "application_waiting", sent, "||已报乡镇卫生院，2022-08-01报送");
  assert_due (scratch, "application_waiting", late, NULL);
}

/* He died yesterday: nothing more is asked for him, and what is open is told until somebody ends it. */
static void
who_died_yesterday_has_no_work_but_an_open_case (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *dead = add_one (scratch, "0001", "甲", "lifted"), *alive = add_one (scratch, "0002", "乙", "lifted");
  const char *application = apply (scratch->clinic, dead);

  apply (scratch->clinic, alive);
  assert_due (scratch, "application_to_send", dead, "||慢性病鉴定申请：填表中");
  let_go (scratch->clinic, dead, "dead", "2022-07-31");
  assert_due (scratch, "application_to_send", dead, NULL);
  assert_due (scratch, "application_to_send", alive, "||慢性病鉴定申请：填表中");
  assert_finding (scratch, "chronic_left", dead, "甲已死亡（2022-07-31），慢性病申请还在“填表中”");
  assert_finding (scratch, "chronic_left", alive, NULL);
  move (scratch->clinic, application, "gone", "{\"close_reason\":\"7月31日去世\"}");
  assert_finding (scratch, "chronic_left", dead, NULL);
}

/* 甲 has one disease passed until September and one refused, 乙 nothing that ends soon. */
static void
a_card_is_reviewed_before_it_ends_and_asked_for_when_unused (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *soon = add_one (scratch, "0001", "甲", "lifted"), *later = add_one (scratch, "0002", "乙", "lifted");
  const char *people[] = { soon, later }, *until[] = { "2022-08-31", "2024-08-31" }, *parts[2];

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      const char *application = apply (scratch->clinic, people[i]);
      g_autofree char *pass = g_strdup_printf ("{\"expert_date\":\"2021-06-01\",\"expert_names\":\"王\",\"copied_by\":\"李\","
                                               "\"valid_from\":\"2021-07-01\",\"valid_to\":\"%s\"}", until[i]);

      parts[i] = part_of (scratch, application, "hypertension");
      move (scratch->clinic, application, "complete", NULL);
      move (scratch->clinic, application, "send", "{\"carried_by\":\"李\"}");
      move (scratch->clinic, parts[i], "pass", pass);
      move (scratch->clinic, part_of (scratch, application, "diabetes"), "fail",
            "{\"expert_date\":\"2022-06-01\",\"expert_names\":\"王\",\"copied_by\":\"李\",\"fail_reason\":\"不够\"}");
      move (scratch->clinic, application, "decide", NULL);
      move (scratch->clinic, application, "prepare", NULL);
      move (scratch->clinic, application, "serve",
            "{\"receiver\":\"甲\",\"receiver_relation\":\"1\",\"serve_way\":\"1\",\"explained\":\"1\"}");
    }
  assert_due (scratch, "review", soon, "2022-08-31||高血压：到期复审");
  assert_due (scratch, "review", later, NULL);
  /* Both cards are a year old and unused; 乙 tells why, which opens the problem, 甲 has used it. */
  assert_due (scratch, "card_use", soon, "2022-07-01|card_use|慢性病卡是否受益：请回访");
  /* The sheet names the disease on the card, not the refused one nor what he has beside it. */
  add_diseases (scratch->clinic, soon, "2020-01-01", "mental", NULL);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (CunyiFilling) filling = cunyi_filling_new (scratch->clinic, "card_use", soon, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (cunyi_session_find (cunyi_filling_get_session (filling), "diseases")->value, ==, "高血压");
  }
  fill (scratch->clinic, "card_use", soon, "used", "1", "last_use", "2022-07-20", "place", "乡卫生院", NULL);
  fill (scratch->clinic, "card_use", later, "used", "2", "unused", "1", NULL);
  assert_due (scratch, "card_use", soon, NULL);
  assert_due (scratch, "card_use", later, NULL);
  assert_due (scratch, "problem", later, NULL); /* thirty days, told seven days ahead */
  cunyi_clock_hold ("2022-08-28");
  assert_due (scratch, "problem", later, "2022-08-31||慢性病卡未受益：待交办");
  move (scratch->clinic, parts[0], "review", NULL);
  assert_due (scratch, "review", soon, "2022-08-31||高血压：复审中");
  cunyi_clock_hold ("2022-09-01");
  {
    g_autoptr (GError) error = NULL;

    cunyi_case_advance_all (cunyi_clinic_get_book (scratch->clinic), NULL, &error);
    g_assert_no_error (error);
  }
  assert_due (scratch, "review", soon, "2022-08-31||高血压：过期未复审，请补复审或重新申请");
  cunyi_clock_hold ("2022-08-01");
}

/* Who has no card for his pressure may have the drugs all the same: asked once for each of the two, and kept. */
static void
who_was_refused_is_asked_for_the_two_diseases (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_one (scratch, "0001", "甲", "lifted");
  const char *application = decided_application (scratch->clinic, person); /* hypertension passed, diabetes refused */
  g_autoptr (GPtrArray) list = NULL, asked = NULL, lines = NULL;
  g_autoptr (GError) error = NULL;
  const CunyiDue *line;
  gboolean shown = FALSE;

  g_assert_nonnull (application);
  list = list_due (scratch->clinic);
  line = due_of (list, "medicine_benefit", person);
  g_assert_cmpstr (line->what, ==, "糖尿病没有通过门诊慢性病鉴定，问清是否登记两病用药保障");
  move (scratch->clinic, line->case_, "ask_drugs", NULL);
  asked = list_due (scratch->clinic);
  line = due_of (asked, "medicine_benefit", person);
  g_assert_cmpstr (line->what, ==, "两病用药保障（糖尿病）：待问清");
  move (scratch->clinic, line->case_, "register", "{\"since\":\"2022-08-01\",\"place\":\"清河镇卫生院\"}");
  assert_due (scratch, "medicine_benefit", person, NULL);
  lines = cunyi_person_line_list (scratch->clinic, person, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++)
    shown |= g_str_equal (((CunyiPersonLine *) g_ptr_array_index (lines, i))->value, "已登记：2型糖尿病");
  g_assert_true (shown);
}

/* ---- groups ---- */

/* The roster says that the risk of the household is gone. */
static void
clear_risk (Scratch *scratch, const char *person)
{
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) clear = cunyi_database_prepare (
      database, "UPDATE membership SET detail = '{\"cleared\":\"yes\",\"cleared_month\":\"2022-06\"}' WHERE household = :home", &error);

  cunyi_database_begin (database, "test", &error);
  cunyi_statement_bind_text (clear, ":home", home_of (scratch, person));
  cunyi_statement_run (clear, &error);
  cunyi_database_commit (database, &error);
  g_assert_no_error (error);
}

static void
tekun_and_wubao_together_count_once (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *both = add_one (scratch, "0001", "甲", NULL), *dibao = add_one (scratch, "0002", "乙", "dibao");
  const char *edge = add_one (scratch, "0003", "丙", "mon_edge"), *plain = add_one (scratch, "0004", "丁", "lifted");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (CunyiPerson) person = cunyi_person_load (database, both, NULL);
  g_autoptr (GError) error = NULL;

  add_groups (scratch->clinic, both, "2020-01-01", "tekun", "wubao", NULL);
  g_free (person->insurance);
  person->insurance = g_strdup ("none");
  cunyi_person_save (database, person, &error);
  g_assert_no_error (error);
  assert_indicator (scratch, "insured", 3, 4, both);
  /* Who left poverty must be insured; the others are to be won. */
  assert_finding (scratch, "insurance_timely", both, "请动员及时参保");
  assert_finding (scratch, "insurance", both, NULL);
  assert_finding (scratch, "insurance_timely", dibao, NULL);
  add_groups (scratch->clinic, home_of (scratch, both), "2020-01-01", "lifted", NULL);
  assert_finding (scratch, "insurance", both, "必须参保");
  assert_finding (scratch, "insurance_timely", both, NULL);
  add_groups (scratch->clinic, home_of (scratch, both), "2022-08-01", NULL);
  assert_finding (scratch, "group_pair", both, NULL);
  add_groups (scratch->clinic, dibao, "2020-01-01", "tekun", NULL);
  assert_finding (scratch, "group_pair", dibao, "既有低保又有特困");
  add_groups (scratch->clinic, home_of (scratch, edge), "2020-01-01", "mon_edge", "lifted", NULL);
  assert_finding (scratch, "group_pair", home_of (scratch, edge), "既是脱贫户又是边缘易致贫户");
  assert_finding (scratch, "group_pair", home_of (scratch, plain), NULL);
}

static void
assert_pays_first (Scratch *scratch, const char *person, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = cunyi_person_line_list (scratch->clinic, person, &error);
  const CunyiPersonLine *line = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (((CunyiPersonLine *) g_ptr_array_index (lines, i))->label, "先诊疗后付费"))
      line = g_ptr_array_index (lines, i);
  g_assert_true ((line != NULL) == (part != NULL));
  if (part == NULL)
    return;
  g_assert_nonnull (strstr (line->value, part));
  g_assert_nonnull (strstr (line->rule, "54号"));
}

/* The words of the document: the city for 低保, 特困, 返贫致贫 and those whose risk is not cleared, the county for the others,
 * nothing for who is only disabled. */
static void
who_pays_after_treatment_is_told_with_the_rule (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *lifted = add_one (scratch, "0001", "甲", "lifted"), *dibao = add_one (scratch, "0002", "乙", "dibao");
  const char *risk = add_one (scratch, "0003", "丙", "mon_edge"), *cleared = add_one (scratch, "0004", "丁", "mon_sudden");
  const char *disabled = add_one (scratch, "0005", "戊", NULL), *both = add_one (scratch, "0006", "己", "lifted");

  add_groups (scratch->clinic, disabled, "2020-01-01", "disabled", NULL);
  add_groups (scratch->clinic, both, "2020-01-01", "tekun", "wubao", NULL);
  clear_risk (scratch, cleared);
  assert_pays_first (scratch, lifted, "县域内");
  assert_pays_first (scratch, dibao, "市域内");
  assert_pays_first (scratch, risk, "市域内");
  assert_pays_first (scratch, cleared, "县域内");
  assert_pays_first (scratch, both, "市域内");
  assert_pays_first (scratch, disabled, NULL);
}

/* Once it is confirmed that the risk is away, the roster may still say otherwise; and when it comes back, the roster may still say
 * that it is away. */
static void
who_pays_after_treatment_goes_by_the_confirmed_removal (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_one (scratch, "0001", "甲", "mon_edge");
  const CunyiCaseOpening opening = { .workflow = "risk_removal", .subject = home_of (scratch, person), .day = "2022-07-20", .defaults = TRUE,
                                     .answers = "{\"propose_date\":\"2022-07-20\",\"proposer\":\"李医生\",\"grounds\":\"1\"}" };
  g_autoptr (GError) error = NULL;
  g_autofree char *removal = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, &error);

  g_assert_no_error (error);
  assert_pays_first (scratch, person, "市域内");
  move (scratch->clinic, removal, "confirm", "{\"confirm_date\":\"2022-07-25\",\"confirmed_by\":\"乡村振兴局\"}");
  assert_pays_first (scratch, person, "县域内");
  move (scratch->clinic, removal, "relapse", "{\"relapse_date\":\"2022-08-01\",\"relapse_reason\":\"大病\"}");
  clear_risk (scratch, person);
  assert_pays_first (scratch, person, "市域内");
}

/* ---- monitoring ---- */

static const char *
verify (Scratch *scratch, const char *person, const char *push, const char *day, const char *self)
{
  return fill (scratch->clinic, "household_verify", person, "check_date", day, "push_source", "1", "push_date", push, "push_deadline",
               "2022-08-20", "v_person_true", "1", "v_disease_true", "1", "v_disease", "高血压", "v_treatment", "2", "c_total", "20000",
               "c_basic", "0", "c_major_ins", "0", "c_assist", "0", "c_self", self, "v_income", "15000", "v_difficulty", "1",
               "v_monitor", "1", "v_result", "1", "v_result_text", "属实", "sign_leader", "院长", NULL);
}

static void
monitored_households_are_verified_each_quarter (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *risk = add_one (scratch, "0001", "甲", "mon_edge"), *cleared = add_one (scratch, "0002", "乙", "mon_sudden");
  const char *done = add_one (scratch, "0003", "丙", "mon_edge"), *plain = add_one (scratch, "0004", "丁", "lifted");

  clear_risk (scratch, cleared);
  verify (scratch, done, "2022-07-20", "2022-07-22", "20000");
  assert_due (scratch, "monitor_visit", home_of (scratch, risk), "|household_visit|监测户入户核实：风险未消除");
  assert_due (scratch, "monitor_visit", home_of (scratch, cleared), "|household_visit|监测户回访：风险消除是否稳定");
  assert_due (scratch, "monitor_visit", home_of (scratch, done), NULL);
  assert_due (scratch, "monitor_visit", home_of (scratch, plain), NULL);
  assert_indicator (scratch, "monitor_verified", 1, 3, home_of (scratch, risk));
}

static void
a_clue_is_answered_by_the_form_and_then_closed (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *pushed = add_one (scratch, "0001", "甲", "mon_edge"), *other = add_one (scratch, "0002", "乙", "mon_edge");
  const char *clue = open_case (scratch->clinic, "risk_clue", pushed, NULL, "2022-07-29", "{\"push_source\":\"1\",\"push_date\":\"2022-07-29\"}");

  /* Friday, and four working days more. */
  assert_due (scratch, "risk_clue", pushed, "2022-08-04|household_verify|风险线索入户核实");
  assert_due (scratch, "risk_clue", other, NULL);
  verify (scratch, pushed, "2022-07-29", "2022-08-01", "20000");
  assert_due (scratch, "risk_clue", pushed, NULL);
  assert_state (scratch, clue, "checked");
  g_assert_null (last_refusal ());
  /* One that was pushed after the visit waits for another. */
  clue = open_case (scratch->clinic, "risk_clue", pushed, NULL, "2022-08-01", "{\"push_source\":\"2\",\"push_date\":\"2022-08-01\"}");
  verify (scratch, pushed, "2022-07-29", "2022-07-31", "20000");
  assert_state (scratch, clue, "waiting");
  g_assert_nonnull (strstr (last_refusal (), "2022-08-01"));
}

/* The threshold is the county's: without an income nothing is looked for. */
static void
spending_over_the_threshold_is_told_when_the_income_is_set (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *monitored = add_one (scratch, "0001", "甲", "mon_edge"), *other = add_one (scratch, "0002", "乙", NULL);

  verify (scratch, monitored, "2022-07-20", "2022-07-22", "12000");
  verify (scratch, other, "2022-07-20", "2022-07-22", "12000");
  assert_finding (scratch, "medical_burden", monitored, NULL);
  set_setting (scratch->clinic, "limit/income", "20000");
  /* More than half for one who is monitored, less than all for the other. */
  assert_finding (scratch, "medical_burden", monitored, "12000元");
  assert_finding (scratch, "medical_burden", other, NULL);
  set_setting (scratch->clinic, "limit/burden_other", "50");
  assert_finding (scratch, "medical_burden", other, "12000元");
  set_setting (scratch->clinic, "limit/burden_key", "70");
  assert_finding (scratch, "medical_burden", monitored, NULL);
}

/* ---- major diseases ---- */

static void
a_major_disease_is_followed_until_it_is_treated (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *found = add_one (scratch, "0001", "甲", "lifted"), *treated = add_one (scratch, "0002", "乙", "mon_edge");
  const char *outside = add_one (scratch, "0003", "丙", NULL);
  const char *first = open_case (scratch->clinic, "major_disease", found, "d01", "2022-07-20", NULL);
  const char *second = open_case (scratch->clinic, "major_disease", treated, "d05", "2022-07-20", NULL);
  static const char *const confirm = "{\"diag_hospital\":\"县医院\",\"diag_date\":\"2022-07-22\",\"diag_paper\":\"病理\"}";

  open_case (scratch->clinic, "major_disease", outside, "d13", "2022-07-20", NULL);
  assert_due (scratch, "major", found, "2022-07-27||食管癌：待核实确诊");
  assert_indicator (scratch, "major_treated", 0, 0, NULL);
  move (scratch->clinic, first, "confirm", confirm);
  move (scratch->clinic, second, "confirm", confirm);
  assert_due (scratch, "major", found, "2022-08-21||食管癌：已确诊，待建档");
  move (scratch->clinic, second, "admit", "{\"admit_date\":\"2022-07-25\",\"hospital\":\"县医院\",\"pay_first\":\"1\"}");
  assert_due (scratch, "major", treated, NULL);
  assert_indicator (scratch, "major_treated", 1, 2, found);
  move (scratch->clinic, first, "refuse", "{\"untreated_reason\":\"怕花钱\"}");
  assert_due (scratch, "major", found, "||食管癌：未救治（放弃治疗），怕花钱");
  set_setting (scratch->clinic, "due/major/follow", "1");
  assert_due (scratch, "major", treated, NULL);
  cunyi_clock_hold ("2022-08-20");
  assert_due (scratch, "major", treated, "2022-08-25||终末期肾病：正在救治");
  cunyi_clock_hold ("2022-08-01");
}

/* ---- problems ---- */

static void
problems_that_look_wrong_are_told (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *twice = add_one (scratch, "0001", "甲", "lifted"), *once = add_one (scratch, "0002", "乙", "lifted");
  const char *mended = NULL;

  open_case (scratch->clinic, "problem", twice, "P_INS", "2022-07-20", NULL);
  open_case (scratch->clinic, "problem", twice, "P_INS", "2022-07-21", NULL);
  open_case (scratch->clinic, "problem", once, "P_INS", "2022-07-21", NULL);
  mended = open_case (scratch->clinic, "problem", once, "P_SIGN", "2022-07-21", NULL);
  assert_finding (scratch, "problem_double", twice, "“应保未保”有2条没有销号");
  assert_finding (scratch, "problem_double", once, NULL);
  assert_finding (scratch, "problem_one_day", once, NULL);
  move (scratch->clinic, mended, "solve", "{\"measure\":\"补签\",\"result\":\"已签\",\"responsible\":\"李医生\"}");
  move (scratch->clinic, mended, "close", "{\"checker\":\"公卫科\",\"opinion\":\"1\",\"satisfaction\":\"1\"}");
  set_setting (scratch->clinic, "checks/problem_one_day/most", "0");
  assert_finding (scratch, "problem_one_day", once, "公卫科一天复核销号了1条");
  /* 甲 has two open, 乙 one open and one struck off. */
  assert_indicator (scratch, "problem_closed", 0, 2, once);
}

static void
a_village_whose_problems_all_go_on_one_day_is_looked_at_again (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *village = cunyi_clinic_get_setting (scratch->clinic, "clinic/place", "");
  const char *person = add_one (scratch, "0001", "甲", "lifted");
  const char *topics[] = { "P_INS", "P_SIGN", "P_CARD" }, *last = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      last = open_case (scratch->clinic, "problem", person, topics[i], "2022-07-21", NULL);
      assert_finding (scratch, "problem_one_day", village, NULL);
      move (scratch->clinic, last, "solve", "{\"measure\":\"办\",\"result\":\"已办\",\"responsible\":\"李医生\"}");
      move (scratch->clinic, last, "close", "{\"checker\":\"公卫科\",\"opinion\":\"1\",\"satisfaction\":\"1\"}");
    }
  assert_finding (scratch, "problem_one_day", village, "柳河村的3条问题，公卫科在2022-08-01一天全部销号");
  move (scratch->clinic, last, "reopen", "{\"reopen_reason\":\"又坏了\",\"deadline\":\"2022-08-20\"}");
  assert_finding (scratch, "problem_one_day", village, NULL);
}

static void
a_village_without_a_problem_is_looked_at_again (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *village = cunyi_clinic_get_setting (scratch->clinic, "clinic/place", "");
  const char *home = home_of (scratch, add_one (scratch, "0001", "甲", "lifted"));

  set_setting (scratch->clinic, "checks/problem_none/households", "0");
  assert_finding (scratch, "problem_none", village, NULL);
  fill (scratch->clinic, "household_visit", home, "round", "1", "way", "5", "met_person", "5", "absent_reason", "1", "resident_n", "1",
        "summary", "外出", NULL);
  assert_finding (scratch, "problem_none", village, "没有发现一个问题");
  open_case (scratch->clinic, "problem", home, "P_BOARD", "2022-08-01", NULL);
  assert_finding (scratch, "problem_none", village, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/clinic/chronic/" #name, name)
  TEST (everybody_in_scope_is_asked_once_a_year);
  TEST (a_changed_household_is_asked_again);
  TEST (an_infant_without_a_number_is_surveyed_and_may_apply);
  TEST (a_survey_that_says_gone_is_told_while_the_roster_says_here);
  TEST (a_disease_is_hunted_in_roster_records_and_medicine);
  TEST (a_disease_that_is_left_out_has_a_reason);
  TEST (an_examination_is_due_and_counts_who_did_not_come);
  TEST (who_died_yesterday_has_no_work_but_an_open_case);
  TEST (a_card_is_reviewed_before_it_ends_and_asked_for_when_unused);
  TEST (who_was_refused_is_asked_for_the_two_diseases);
  TEST (tekun_and_wubao_together_count_once);
  TEST (who_pays_after_treatment_is_told_with_the_rule);
  TEST (who_pays_after_treatment_goes_by_the_confirmed_removal);
  TEST (monitored_households_are_verified_each_quarter);
  TEST (a_clue_is_answered_by_the_form_and_then_closed);
  TEST (spending_over_the_threshold_is_told_when_the_income_is_set);
  TEST (a_major_disease_is_followed_until_it_is_treated);
  TEST (problems_that_look_wrong_are_told);
  TEST (a_village_whose_problems_all_go_on_one_day_is_looked_at_again);
  TEST (a_village_without_a_problem_is_looked_at_again);
  return g_test_run ();
}
