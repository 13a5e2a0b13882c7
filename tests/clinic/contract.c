/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A contract from its signing to its end: what it promises, what fulfils it, what becomes of it when people move, die or
 * sign again. Today is 2022-08-01, in the third quarter. */

#include "config.h"

#include "base/clock.h"
#include "clinic/bulk.h"
#include "clinic/case-lines.h"
#include "clinic/due.h"
#include "clinic/family.h"
#include "clinic/paper.h"
#include "clinic/resident.h"
#include "clinic/team.h"
#include "clinic/moving.h"
#include "clinic/timeline.h"
#include "neighbours.h"
#include "scratch.h"
#include "store/definition.h"
#include "store/journal.h"
#include "workflow/move.h"

#include <string.h>

#define SIGNED "\"sign_date\":\"%s\",\"years\":\"1\",\"party_a_signer\":\"甲\",\"party_b_signer\":\"乙\",\"sign_way\":\"0\"," \
               "\"read_signed\":\"1\",\"paid\":\"0\"}"
#define CLEAR "{\"clear_team\":\"1 2 3\",\"clear_doctor\":\"1 2 3\",\"clear_person\":\"1 2 3\",\"ask_way\":\"1\"}"

/* The contract of a person with this state, the newest; an error of the test when there is none. */
static CunyiCase *
find_contract (Scratch *scratch, const char *person, const char *state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = cunyi_case_list_of_subject (cunyi_clinic_get_book (scratch->clinic), person, "contract",
                                                            &error);

  g_assert_no_error (error);
  for (guint i = 0; i < cases->len; i++)
    if (g_str_equal (((CunyiCase *) g_ptr_array_index (cases, i))->state, state))
      return cunyi_case_load (cunyi_clinic_get_book (scratch->clinic), ((CunyiCase *) g_ptr_array_index (cases, i))->id, &error);
  g_error ("There is no contract in the state %s.", state);
}

static const CunyiCaseLine *
find_line (GPtrArray *lines, const char *label)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (((CunyiCaseLine *) g_ptr_array_index (lines, i))->label, label))
      return g_ptr_array_index (lines, i);
  return NULL;
}

static GPtrArray *
list_lines (Scratch *scratch, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiCase) c = find_contract (scratch, person, "active");
  GPtrArray *lines = cunyi_case_lines_list (scratch->clinic, "contract", c->id, &error);

  g_assert_no_error (error);
  return lines;
}

static const char *
find_note (GPtrArray *timeline, const char *record)
{
  for (guint i = 0; i < timeline->len; i++)
    if (g_str_equal (((CunyiTimelineItem *) g_ptr_array_index (timeline, i))->id, record))
      return ((CunyiTimelineItem *) g_ptr_array_index (timeline, i))->note;
  g_error ("The timeline has no record %s.", record);
}

/* A man of 72 with hypertension in a 脱贫户, under contract since the first of January. */
static const char *
add_signed_patient (Scratch *scratch, const char *day)
{
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "甲", "02", "1", "1950-03-01");

  add_diseases (scratch->clinic, person, "2020-01-01", "hypertension", NULL);
  add_groups (scratch->clinic, home, "2018-01-01", "lifted", NULL);
  sign (scratch->clinic, home, day);
  return person;
}

/* Five packages of his know a check-up: it is one item, once a year. */
static void
of_items_alike_the_highest_count_holds (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2022-01-01");
  g_autoptr (GPtrArray) lines = list_lines (scratch, person);
  guint checks = 0;

  g_assert_cmpint (find_line (lines, "面对面随访并进行健康指导")->wanted, ==, 4);
  g_assert_cmpint (find_line (lines, "面对面随访（慢性病患者）")->wanted, ==, 4);
  g_assert_cmpint (find_line (lines, "中医体质辨识")->wanted, ==, 1);
  g_assert_cmpint (find_line (lines, "个人健康评估及健康知识指导")->wanted, ==, 0);
  for (guint i = 0; i < lines->len; i++)
    checks += strstr (((CunyiCaseLine *) g_ptr_array_index (lines, i))->label, "体检") != NULL
              || strstr (((CunyiCaseLine *) g_ptr_array_index (lines, i))->label, "体格检查") != NULL;
  g_assert_cmpuint (checks, ==, 1);
}

/* A healthy young woman outside all groups is promised no check-up and no follow-up. */
static void
items_for_some_are_not_promised_to_all (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "甲", "02", "2", "1990-03-01");
  g_autoptr (GPtrArray) lines = NULL;

  sign (scratch->clinic, home, "2022-01-01");
  lines = list_lines (scratch, person);
  g_assert_nonnull (find_line (lines, "建立居民健康档案"));
  g_assert_null (find_line (lines, "健康体检"));
  g_assert_null (find_line (lines, "面对面随访（慢性病患者）"));
}

/* 72, ill, lifted: several packages promise the same to him. */
static void
what_is_due_of_a_member_is_named_once (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2022-01-01");
  g_autoptr (CunyiCase) c = find_contract (scratch, person, "active");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = cunyi_case_lines_list (scratch->clinic, "household_agreement", c->parent, &error);
  const char *note = ((CunyiCaseLine *) g_ptr_array_index (lines, 0))->note;
  g_auto (GStrv) labels = g_strsplit (note + strlen ("眼下该做："), "、", -1);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (note, "眼下该做："));
  g_assert_cmpuint (g_strv_length (labels), >, 2);
  for (guint i = 0; labels[i]; i++)
    for (guint j = i + 1; labels[j]; j++)
      g_assert_cmpstr (labels[i], !=, labels[j]);
}

static void
call (Scratch *scratch, const char *person, const char *day)
{
  g_autofree char *answers = g_strdup_printf ("{\"visit_date\":\"%s\",\"outcome\":\"1\",\"visit_mode\":\"3\",\"class\":\"1\"}", day);

  put_record (scratch->clinic, "hypertension_followup", person, day, answers);
}

/* 5 May: first quarter missed, two visits in the second count once, the telephone in July does not count. */
static void
records_fulfil_items_by_themselves (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2022-01-01");
  const char *first = follow_up (scratch->clinic, person, "2022-05-05");
  const char *second = follow_up (scratch->clinic, person, "2022-06-20");
  const char *check = put_record (scratch->clinic, "health_check", person, "2022-03-03", "{\"exam_date\":\"2022-03-03\"}");
  g_autoptr (GPtrArray) lines = NULL, timeline = NULL;
  g_autoptr (GError) error = NULL;
  const CunyiCaseLine *visits;

  call (scratch, person, "2022-07-07");
  lines = list_lines (scratch, person);
  visits = find_line (lines, "面对面随访并进行健康指导");
  g_assert_cmpint (visits->done, ==, 1);
  g_assert_cmpint (visits->wanted, ==, 4);
  g_assert_cmpint (visits->due, ==, cunyi_day_parse ("2022-09-30"));
  g_assert_cmpstr (visits->note, ==, "缺2022年1季度");
  g_assert_cmpint (find_line (lines, "体格检查")->done, ==, 1);
  timeline = cunyi_timeline_load (scratch->clinic, person, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (find_note (timeline, first), "履约：面对面随访并进行健康指导（2022年2季度）"));
  g_assert_cmpstr (find_note (timeline, second), ==, "");
  g_assert_nonnull (strstr (find_note (timeline, check), "履约：体格检查"));
}

/* From 10 February to 9 February: three whole quarters, and one of the two at the edges. */
static void
a_term_across_the_year_has_four_visits_too (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2022-02-10");
  g_autoptr (GPtrArray) before = NULL, after = NULL;

  follow_up (scratch->clinic, person, "2022-02-09"); /* a day before it began */
  follow_up (scratch->clinic, person, "2022-04-05");
  before = list_lines (scratch, person);
  g_assert_cmpint (find_line (before, "面对面随访并进行健康指导")->done, ==, 1);
  g_assert_cmpint (find_line (before, "面对面随访并进行健康指导")->wanted, ==, 4);
  g_assert_cmpstr (find_line (before, "面对面随访并进行健康指导")->note, ==, "");
  follow_up (scratch->clinic, person, "2022-03-05");
  follow_up (scratch->clinic, person, "2022-07-05");
  after = list_lines (scratch, person);
  g_assert_cmpint (find_line (after, "面对面随访并进行健康指导")->done, ==, 3);
  g_assert_cmpint (find_line (after, "面对面随访并进行健康指导")->due, ==, CUNYI_DAY_NONE);
}

/* A record of the contract's own form says which item it is for. */
static void
a_service_record_fulfils_the_item_that_it_names (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2022-01-01");
  g_autoptr (GPtrArray) lines = NULL;

  put_record (scratch->clinic, "service_record", person, "2022-02-02", "{\"item\":\"OLD65-2\",\"mode\":\"2\"}");
  put_record (scratch->clinic, "service_record", person, "2022-05-02", "{\"item\":\"POOR-2\",\"mode\":\"3\"}");
  put_record (scratch->clinic, "service_record", person, "2022-05-03", "{\"mode\":\"2\"}");
  lines = list_lines (scratch, person);
  g_assert_cmpint (find_line (lines, "中医体质辨识")->done, ==, 1);
  g_assert_cmpint (find_line (lines, "面对面随访（慢性病患者）")->done, ==, 0);
}

static void
put_codes (Scratch *scratch, const char *name, const char *content)
{
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autoptr (GError) error = NULL;

  cunyi_definition_put (cunyi_clinic_get_database (scratch->clinic), "codes", name, "own", "", bytes, NULL, &error);
  g_assert_no_error (error);
  cunyi_book_reload (cunyi_clinic_get_book (scratch->clinic));
}

static void
a_package_changed_later_leaves_old_contracts_alone (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2022-01-01");
  g_autoptr (CunyiCase) old = find_contract (scratch, person, "active");
  g_autoptr (GPtrArray) before = NULL, changed = NULL;

  put_codes (scratch, "service_item", "code,label,parent,times,per,kind,serves,forms,face,only,note\n"
                                      "HBP,高血压服务包,,,,,,,,,\n"
                                      "HBP-1,每月随访,HBP,12,year,基础,hypertension,hypertension_followup,yes,,\n");
  before = list_lines (scratch, person);
  g_assert_cmpint (find_line (before, "面对面随访并进行健康指导")->wanted, ==, 4);
  g_assert_null (find_line (before, "每月随访"));
  /* Both parties change it: from then on the items are those of today. */
  move (scratch->clinic, old->id, "change", "{\"packages\":\"HBP\",\"change_reason\":\"服务包更新\"}");
  changed = list_lines (scratch, person);
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_cmpint (find_line (changed, "每月随访")->wanted, ==, 12);
}

/* Three a year: the first three say so, two of one day are one, and the one after the third is no more of the contract. */
static void
each_record_says_what_it_fulfils (void)
{
  static const char *const days[] = { "2022-02-01", "2022-03-01", "2022-03-01", "2022-05-01", "2022-07-01" };
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2022-01-01");
  g_autoptr (CunyiCase) contract = find_contract (scratch, person, "active");
  g_autoptr (GPtrArray) timeline = NULL, lines = NULL;
  g_autoptr (GError) error = NULL;
  const char *records[G_N_ELEMENTS (days)];

  put_codes (scratch, "service_item", "code,label,parent,times,per,kind,serves,forms,face,only,note\n"
                                      "HBP,高血压服务包,,,,,,,,,\n"
                                      "HBP-1,测血压,HBP,3,year,基础,pressure,blood_pressure,,,\n");
  move (scratch->clinic, contract->id, "change", "{\"packages\":\"HBP\",\"change_reason\":\"服务包更新\"}");
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    records[i] = put_record (scratch->clinic, "blood_pressure", person, days[i], "{\"sbp\":150,\"dbp\":90}");
  timeline = cunyi_timeline_load (scratch->clinic, person, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_assert_cmpstr (find_note (timeline, records[i]), ==, i == 2 || i == 4 ? "" : "履约：测血压");
  lines = list_lines (scratch, person);
  g_assert_cmpint (find_line (lines, "测血压")->done, ==, 3);
}

static void
save_moved (Scratch *scratch, const char *id, const char *household, const char *state, const char *day)
{
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiPerson) person = cunyi_person_load (database, id, &error);

  g_assert_no_error (error);
  if (household)
    {
      g_free (person->household);
      person->household = g_strdup (household);
    }
  g_free (person->state);
  person->state = g_strdup (state);
  person->state_since = cunyi_day_parse (day);
  g_assert_true (cunyi_moving_save (scratch->clinic, person, &error));
  g_assert_no_error (error);
}

static const CunyiTimelineItem *
find_move (GPtrArray *timeline)
{
  for (guint i = 0; i < timeline->len; i++)
    if (((CunyiTimelineItem *) g_ptr_array_index (timeline, i))->kind == CUNYI_TIMELINE_MOVE)
      return g_ptr_array_index (timeline, i);
  g_assert_not_reached ();
}

static guint
count_due (Scratch *scratch, const char *subject)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) due = cunyi_due_list (scratch->clinic, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < due->len; i++)
    n += g_str_equal (((CunyiDue *) g_ptr_array_index (due, i))->subject, subject);
  return n;
}

/* Died yesterday: the contract ends with that day, nothing is due any more, undo brings all of it back. */
static void
a_contract_ends_with_the_day_of_a_death (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2022-01-01");
  g_autoptr (CunyiCase) ended = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_due (scratch, person), >, 0);
  save_moved (scratch, person, NULL, "dead", "2022-07-31");
  ended = find_contract (scratch, person, "ended");
  g_assert_cmpstr (ended->ends, ==, "2022-07-31");
  g_assert_cmpstr (ended->closed, ==, "2022-07-31");
  g_assert_nonnull (strstr (ended->data, "\"end_reason\":\"3\""));
  g_assert_cmpuint (count_due (scratch, person), ==, 0);
  cunyi_database_undo (cunyi_clinic_get_database (scratch->clinic),
                       cunyi_database_last_change (cunyi_clinic_get_database (scratch->clinic), NULL), &error);
  g_assert_no_error (error);
  again = find_contract (scratch, person, "active");
  g_assert_cmpstr (again->ends, ==, "2022-12-31");
}

/* A death entered by mistake is corrected; the contract goes on to the end that was agreed. */
static void
a_contract_is_resumed_when_the_death_was_a_mistake (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2022-01-01");
  g_autoptr (CunyiCase) ended = NULL, again = NULL;

  save_moved (scratch, person, NULL, "dead", "2022-07-31");
  ended = find_contract (scratch, person, "ended");
  save_moved (scratch, person, NULL, "here", "");
  move (scratch->clinic, ended->id, "resume", NULL);
  again = find_contract (scratch, person, "active");
  g_assert_cmpstr (again->ends, ==, "2022-12-31");
  g_assert_null (strstr (again->data, "end_reason"));
}

/* The next one, signed and not begun: it is signed again, and begins on its day. */
static void
what_was_not_begun_is_only_signed_again (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2021-10-01"); /* until 2022-09-30 */
  const CunyiMoveRequest resume = { .move = "resume" }, resign = { .move = "resign" };
  CunyiBook *book = cunyi_clinic_get_book (scratch->clinic);
  g_autoptr (CunyiCase) old = find_contract (scratch, person, "active"), draft = NULL, next = NULL, again = NULL;
  g_autofree char *answers = g_strdup_printf ("{" SIGNED, "2022-08-01");
  g_autoptr (GError) error = NULL;

  move (scratch->clinic, old->id, "prepare", NULL);
  draft = find_contract (scratch, person, "draft");
  move (scratch->clinic, draft->id, "explain", CLEAR);
  move (scratch->clinic, draft->id, "sign", answers);
  save_moved (scratch, person, NULL, "dead", "2022-07-31");
  save_moved (scratch, person, NULL, "here", "");
  g_assert_false (cunyi_case_move (book, draft->id, &resume, &error));
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_GUARD);
  g_clear_error (&error);
  g_assert_false (cunyi_case_move (book, old->id, &resign, &error));
  g_clear_error (&error);
  move (scratch->clinic, old->id, "resume", NULL);
  move (scratch->clinic, draft->id, "resign", NULL);
  next = find_contract (scratch, person, "signed");
  g_assert_cmpstr (next->begins, ==, "2022-10-01");
  g_assert_cmpstr (next->ends, ==, "2023-09-30");
  again = find_contract (scratch, person, "active");
  g_assert_cmpstr (again->id, ==, old->id);
  g_assert_cmpstr (again->ends, ==, "2022-09-30");
}

/* A draft of somebody who moves away is no contract. */
static void
a_draft_of_somebody_who_left_is_void (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "甲", "02", "1", "1950-03-01");
  const CunyiCaseOpening opening = { .workflow = "contract", .subject = person, .defaults = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, &error);

  g_assert_no_error (error);
  save_moved (scratch, person, NULL, "moved", "2022-07-31");
  g_clear_pointer (&id, g_free);
  cunyi_case_free (find_contract (scratch, person, "void"));
}

/* Her contract goes on in the household that she moves to. When that household signs, nothing is signed twice: hers is
 * prepared only when it is near its end, and begins the day after. */
static void
a_widow_keeps_her_contract_when_she_moves (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *homes[] = { add_household (scratch->clinic, "0001"), add_household (scratch->clinic, "0002") };
  const char *husband = add_person (scratch->clinic, homes[0], "甲", "02", "1", "1948-03-01");
  const char *widow = add_person (scratch->clinic, homes[0], "乙", "10", "2", "1950-03-01");
  const char *son = add_person (scratch->clinic, homes[1], "丙", "02", "1", "1975-03-01");
  const CunyiBulkChoice agreement = { "household_agreement", "家庭医生签约协议（户）", "household" };
  const char *const chosen[] = { homes[1], NULL };
  g_autoptr (CunyiCase) hers = NULL, before = NULL, draft = NULL;
  g_autoptr (GPtrArray) timeline = NULL;
  g_autoptr (CunyiBulkResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add_diseases (scratch->clinic, widow, "2020-01-01", "hypertension", NULL);
  sign (scratch->clinic, homes[0], "2022-01-01");
  before = find_contract (scratch, widow, "active");
  follow_up (scratch->clinic, widow, "2022-02-10");
  save_moved (scratch, husband, NULL, "dead", "2022-05-01");
  save_moved (scratch, widow, homes[1], "here", "");
  hers = find_contract (scratch, widow, "active");
  g_assert_cmpstr (hers->id, ==, before->id);
  g_assert_cmpstr (hers->ends, ==, "2022-12-31");
  {
    g_autoptr (GPtrArray) lines = list_lines (scratch, widow);

    g_assert_cmpint (find_line (lines, "面对面随访并进行健康指导")->done, ==, 1);
  }
  /* It hangs on the agreement of a household in which she is no more, so it stands on her own page. */
  timeline = cunyi_timeline_load (scratch->clinic, widow, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (find_note (timeline, hers->id), ==, "");
  /* Her own page names both households, theirs name her. */
  g_assert_cmpstr (find_move (timeline)->title, ==, "Into another household");
  g_assert_cmpstr (find_move (timeline)->detail, ==, "甲 → 丙");
  g_assert_cmpstr (find_move (timeline)->id, ==, homes[0]);
  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    {
      g_autoptr (GPtrArray) of_home = cunyi_timeline_load (scratch->clinic, homes[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (find_move (of_home)->title, ==, "Into another household: 乙");
      g_assert_cmpstr (find_move (of_home)->id, ==, widow);
      g_assert_cmpint (find_move (of_home)->day, ==, cunyi_day_parse ("2022-08-01"));
    }
  /* August: hers lasts five months more. The son signs, she is left out by name. */
  result = cunyi_bulk_open (scratch->clinic, &agreement, NULL, NULL, chosen, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_done, ==, 1);
  g_assert_cmpuint (result->left_out->len, ==, 1);
  g_assert_true (g_str_has_prefix (((CunyiLeftOut *) g_ptr_array_index (result->left_out, 0))->name, "乙"));
  draft = find_contract (scratch, son, "draft");
  g_assert_nonnull (draft->parent);
}

/* The agreement lists what the contracts hold for whom, and marks who signs. */
static guint
count_ticks (const char *text)
{
  guint n = 0;

  for (const char *tick = strstr (text, "☑"); tick; tick = strstr (tick + 1, "☑"))
    n++;
  return n;
}

static void
an_agreement_prints_what_it_holds (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *wife = add_person (scratch->clinic, home, "乙", "10", "2", "1980-03-01");
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiCase) contract = NULL;
  g_autoptr (CunyiDocument) document = NULL;
  g_autofree char *first = NULL;

  add_person (scratch->clinic, home, "甲", "02", "1", "1948-03-01");
  add_diseases (scratch->clinic, wife, "2020-01-01", "hypertension", NULL);
  sign (scratch->clinic, home, "2022-07-01");
  contract = find_contract (scratch, wife, "active");
  document = cunyi_paper_preview (scratch->clinic, "contract_agreement", home, contract->parent, &error);
  g_assert_no_error (error);
  first = cunyi_document_get_page_text (document, 0);
  g_assert_nonnull (strstr (first, "高血压服务包\n面对面随访并进行健康指导\n每年4次\n乙\n"));
  g_assert_nonnull (strstr (first, "老年人服务包\n中医体质辨识\n每年1次\n甲\n"));
  g_assert_nonnull (strstr (first, "建立居民健康档案\n1次\n"));
  g_assert_null (strstr (first, "糖尿病服务包"));
  g_assert_nonnull (strstr (first, "☑"));
}

/* Two months before the end it may be renewed: the new one begins the day after the old, which keeps its end and becomes
 * 已续签 by itself when that has come. */
static void
a_contract_renewed_early_begins_after_the_old_one (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2021-10-01"); /* until 2022-09-30 */
  const CunyiBulkChoice agreement = { "household_agreement", "家庭医生签约协议（户）", "household" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiPerson) p = cunyi_person_load (cunyi_clinic_get_database (scratch->clinic), person, &error);
  const char *const chosen[] = { p->household, NULL };
  g_autoptr (CunyiBulkResult) result = NULL;
  g_autoptr (CunyiCase) draft = NULL, old = NULL, next = NULL, renewed = NULL;
  g_autofree char *answers = g_strdup_printf ("{" SIGNED, "2022-08-01");

  result = cunyi_bulk_open (scratch->clinic, &agreement, NULL, NULL, chosen, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_done, ==, 1);
  draft = find_contract (scratch, person, "draft");
  move (scratch->clinic, draft->parent, "explain", CLEAR);
  move (scratch->clinic, draft->parent, "sign", answers);
  next = find_contract (scratch, person, "signed");
  g_assert_cmpstr (next->begins, ==, "2022-10-01");
  g_assert_cmpstr (next->ends, ==, "2023-09-30");
  g_assert_nonnull (strstr (next->data, "\"sign_kind\":\"2\""));
  g_assert_nonnull (strstr (next->data, "\"prev_end_date\":\"2022-09-30\""));
  old = find_contract (scratch, person, "active");
  g_assert_cmpstr (old->ends, ==, "2022-09-30");
  cunyi_clock_hold ("2022-10-02");
  g_assert_true (cunyi_case_advance_all (cunyi_clinic_get_book (scratch->clinic), NULL, &error));
  g_assert_no_error (error);
  renewed = find_contract (scratch, person, "renewed");
  g_assert_cmpstr (renewed->id, ==, old->id);
  cunyi_case_free (find_contract (scratch, person, "active"));
  cunyi_clock_hold ("2022-08-01");
}

/* Two months before the end, and not earlier, the contract itself prepares the next one; once that is signed, no other. */
static void
a_contract_prepares_the_next_one_near_its_end (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2021-10-01"); /* until 2022-09-30, in 60 days */
  CunyiBook *book = cunyi_clinic_get_book (scratch->clinic);
  const CunyiMoveRequest request = { .move = "prepare" };
  g_autoptr (CunyiCase) old = find_contract (scratch, person, "active");
  g_autoptr (CunyiCase) draft = NULL, next = NULL;
  g_autofree char *answers = g_strdup_printf ("{" SIGNED, "2022-08-01");
  g_autoptr (GError) error = NULL;

  cunyi_clock_hold ("2022-07-31");
  g_assert_false (cunyi_case_move (book, old->id, &request, &error));
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_GUARD);
  g_clear_error (&error);
  cunyi_clock_hold ("2022-08-01");
  move (scratch->clinic, old->id, "prepare", NULL);
  draft = find_contract (scratch, person, "draft");
  /* The household signed for the term that ends: this one is the member's own. */
  g_assert_null (draft->parent);
  move (scratch->clinic, draft->id, "explain", CLEAR);
  move (scratch->clinic, draft->id, "sign", answers);
  next = find_contract (scratch, person, "signed");
  g_assert_cmpstr (next->begins, ==, "2022-10-01");
  g_assert_false (cunyi_case_move (book, old->id, &request, &error));
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_GUARD);
}

static guint
count_findings (Scratch *scratch, const char *check, const char *subject)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = cunyi_finding_list (scratch->clinic, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const CunyiFinding *finding = g_ptr_array_index (findings, i);

      n += g_str_equal (finding->check, check) && (subject == NULL || g_str_equal (finding->subject, subject));
    }
  return n;
}

/* The members of a household have its number; another household, or who signs alone, has not. */
static void
a_number_stands_on_one_agreement (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *homes[] = { add_household (scratch->clinic, "0001"), add_household (scratch->clinic, "0002") };
  const char *agreements[2];

  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    {
      add_person (scratch->clinic, homes[i], "甲", "02", "1", "1950-03-01");
      add_person (scratch->clinic, homes[i], "乙", "10", "2", "1952-03-01");
      agreements[i] = sign (scratch->clinic, homes[i], "2022-07-01");
    }
  move (scratch->clinic, agreements[0], "amend", "{\"agreement_no\":\"2022-001\"}");
  move (scratch->clinic, agreements[1], "amend", "{\"agreement_no\":\"2022-002\"}");
  g_assert_cmpuint (count_findings (scratch, "contract_number", NULL), ==, 0);
  move (scratch->clinic, agreements[1], "amend", "{\"agreement_no\":\"2022-001 \"}");
  g_assert_cmpuint (count_findings (scratch, "contract_number", NULL), ==, 1);
}

/* Of who lives in a household of the two kinds: printed or seen since the agreement began, else it is listed. */
static void
a_plate_hangs_where_one_is_wanted (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *homes[4];
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDocument) plate = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    {
      g_autofree char *number = g_strdup_printf ("000%u", i + 1);
      const char *agreement;

      homes[i] = add_household (scratch->clinic, number);
      add_person (scratch->clinic, homes[i], "甲", "02", "1", "1950-03-01");
      if (i != 3)
        add_groups (scratch->clinic, homes[i], "2020-01-01", "lifted", NULL);
      agreement = sign (scratch->clinic, homes[i], "2022-07-01");
      if (i == 1)
        plate = cunyi_paper_issue (scratch->clinic, "contract_plate", homes[i], agreement, NULL, &error);
      g_assert_no_error (error);
    }
  put_record (scratch->clinic, "household_visit", homes[0], "2022-06-20", "{\"visit_date\":\"2022-06-20\",\"h_board\":\"1\"}");
  put_record (scratch->clinic, "household_visit", homes[2], "2022-07-20", "{\"visit_date\":\"2022-07-20\",\"h_board\":\"3\"}");
  g_assert_cmpuint (count_findings (scratch, "contract_plate", homes[0]), ==, 1); /* it hung before the agreement */
  g_assert_cmpuint (count_findings (scratch, "contract_plate", homes[1]), ==, 0);
  g_assert_cmpuint (count_findings (scratch, "contract_plate", homes[2]), ==, 1);
  g_assert_cmpuint (count_findings (scratch, "contract_plate", homes[3]), ==, 0);
  put_record (scratch->clinic, "household_visit", homes[2], "2022-07-25", "{\"visit_date\":\"2022-07-25\",\"h_board\":\"1\"}");
  g_assert_cmpuint (count_findings (scratch, "contract_plate", homes[2]), ==, 0);
}

/* Signed again a month late: the old one ran out, the days between are shown, nothing is pretended. */
static void
a_renewal_with_a_gap_shows_the_gap (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2021-07-01"); /* until 2022-06-30 */
  const CunyiCaseOpening opening = { .workflow = "contract", .subject = person, .defaults = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, &error);
  g_autofree char *answers = g_strdup_printf ("{" SIGNED, "2022-08-01");
  g_autoptr (CunyiCase) next = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  g_assert_no_error (error);
  cunyi_case_free (find_contract (scratch, person, "expired"));
  move (scratch->clinic, id, "explain", CLEAR);
  move (scratch->clinic, id, "sign", answers);
  next = find_contract (scratch, person, "active");
  g_assert_cmpstr (next->begins, ==, "2022-08-01");
  g_assert_nonnull (strstr (next->data, "\"sign_kind\":\"2\""));
  findings = cunyi_finding_list (scratch->clinic, NULL, &error);
  g_assert_cmpuint (count_findings (scratch, "contract_gap", person), ==, 1);
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((CunyiFinding *) g_ptr_array_index (findings, i))->check, "contract_gap"))
      g_assert_nonnull (strstr (((CunyiFinding *) g_ptr_array_index (findings, i))->message, "中断31天"));
}

/* Another team from a day on: the old one ends, a new one is prepared with the same packages and begins after it. */
/* The household's agreement that a contract is a part of, as it is printed now. (transfer full) */
static char *
print_whole (Scratch *scratch, const CunyiCase *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiCase) whole = cunyi_case_load (cunyi_clinic_get_book (scratch->clinic), part->parent, &error);
  g_autoptr (CunyiDocument) document = cunyi_paper_preview (scratch->clinic, "contract_agreement", whole->subject, whole->id, &error);

  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < cunyi_document_n_pages (document); i++)
    {
      g_autofree char *page = cunyi_document_get_page_text (document, i);

      g_string_append (text, page);
    }
  return g_string_free (text, FALSE);
}

static void
who_changes_the_team_signs_a_new_contract (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2022-01-01");
  g_autoptr (CunyiCase) old = find_contract (scratch, person, "active");
  g_autoptr (CunyiCase) draft = NULL, ended = NULL, next = NULL;
  g_autofree char *answers = g_strdup_printf ("{" SIGNED, "2022-08-01");
  g_autofree char *with = print_whole (scratch, old), *without = NULL;

  g_assert_nonnull (strstr (with, "高血压服务包"));
  move (scratch->clinic, old->id, "transfer", "{\"end_state_date\":\"2022-08-01\",\"change_reason\":\"换到镇卫生院团队\"}");
  ended = find_contract (scratch, person, "ended");
  g_assert_cmpstr (ended->ends, ==, "2022-08-01");
  g_assert_nonnull (strstr (ended->data, "\"end_reason\":\"5\""));
  draft = find_contract (scratch, person, "draft");
  g_assert_nonnull (strstr (draft->data, "HBP"));
  /* It is no part of what the household signed, whose paper does not name the member any more. */
  g_assert_null (draft->parent);
  without = print_whole (scratch, old);
  g_assert_cmpuint (count_ticks (without), ==, count_ticks (with) - 1);
  g_assert_null (strstr (without, "高血压服务包"));
  move (scratch->clinic, draft->id, "explain", CLEAR);
  move (scratch->clinic, draft->id, "sign", answers);
  next = find_contract (scratch, person, "signed");
  g_assert_cmpstr (next->begins, ==, "2022-08-02");
  g_assert_nonnull (strstr (next->data, "\"sign_kind\":\"1\""));
}

/* Who signs alone has an agreement too; who signs with the household has that of the household, and no second one. */
static void
a_contract_that_stands_alone_has_its_agreement (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0002");
  const char *person = add_person (scratch->clinic, home, "乙", "02", "1", "1950-03-01");
  const char *member = add_signed_patient (scratch, "2022-01-01");
  const CunyiCaseOpening opening = { .workflow = "contract", .subject = person, .defaults = TRUE };
  CunyiBook *book = cunyi_clinic_get_book (scratch->clinic);
  g_autoptr (CunyiCase) part = find_contract (scratch, member, "active");
  g_autoptr (CunyiDocument) paper = NULL, changed = NULL;
  g_autofree char *answers = g_strdup_printf ("{" SIGNED, "2022-08-01");
  g_autofree char *alone = NULL, *text = NULL, *found = NULL;
  g_autoptr (CunyiCase) draft = NULL, own = NULL, whole = NULL, clear = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cunyi_paper_is_of_whole (book, "contract", "contract_agreement"));
  g_assert_false (cunyi_paper_is_of_whole (book, "contract", "contract_clear"));
  g_assert_false (cunyi_paper_is_of_whole (book, "household_agreement", "contract_agreement"));
  g_assert_null (cunyi_paper_preview (scratch->clinic, "contract_agreement", member, part->id, &error));
  g_assert_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_INCOMPLETE);
  g_assert_nonnull (strstr (error->message, "请打印这一户的协议"));
  g_clear_error (&error);

  add_person (scratch->clinic, home, "不签的", "20", "1", "1990-03-01");
  alone = cunyi_case_open (book, &opening, &error);
  g_assert_no_error (error);
  move (scratch->clinic, alone, "explain", CLEAR);
  move (scratch->clinic, alone, "sign", answers);
  found = cunyi_paper_find_case (scratch->clinic, "contract_agreement", person, &error);
  g_assert_cmpstr (found, ==, alone);
  paper = cunyi_paper_preview (scratch->clinic, "contract_agreement", person, alone, &error);
  g_assert_no_error (error);
  text = cunyi_document_get_page_text (paper, 0);
  g_assert_nonnull (strstr (text, "乙方（居民）\n乙\n"));
  g_assert_nonnull (strstr (text, "建立居民健康档案\n1次\n乙\n"));
  g_assert_nonnull (strstr (text, "不签的\n"));
  g_assert_cmpuint (count_ticks (text), ==, 3); /* 新签约, the one who signs, 无偿签约 */

  /* Another team is another agreement, also within the household. */
  move (scratch->clinic, part->id, "transfer", "{\"end_state_date\":\"2022-08-01\",\"change_reason\":\"换到镇卫生院团队\"}");
  draft = find_contract (scratch, member, "draft");
  move (scratch->clinic, draft->id, "explain", "{\"team\":\"镇卫生院团队\",\"clear_team\":\"1 2 3\",\"clear_doctor\":\"1 2 3\","
                                               "\"clear_person\":\"1 2 3\",\"ask_way\":\"1\"}");
  changed = cunyi_paper_preview (scratch->clinic, "contract_agreement", member, draft->id, &error);
  g_assert_no_error (error);
  own = cunyi_paper_find_whole (scratch->clinic, "contract_agreement", draft, &error);
  whole = cunyi_paper_find_whole (scratch->clinic, "contract_agreement", part, &error);
  clear = cunyi_paper_find_whole (scratch->clinic, "contract_clear", part, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (own->id, ==, draft->id);
  g_assert_cmpstr (whole->id, ==, part->parent);
  g_assert_cmpstr (clear->id, ==, part->id);
}

/* One in force on any day: a second one is refused with the days of the first. */
static void
terms_do_not_overlap (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2022-01-01");
  const CunyiCaseOpening opening = { .workflow = "contract", .subject = person, .defaults = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, &error);
  g_autofree char *answers = g_strdup_printf ("{\"sign_kind\":\"1\",\"begin_date\":\"2022-08-01\"," SIGNED, "2022-08-01");
  const CunyiMoveRequest request = { .move = "sign", .answers = answers };

  g_assert_no_error (error);
  move (scratch->clinic, id, "explain", CLEAR);
  g_assert_false (cunyi_case_move (cunyi_clinic_get_book (scratch->clinic), id, &request, &error));
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_OVERLAP);
  g_assert_nonnull (strstr (error->message, "2022-12-31"));
}

static char *
print (Scratch *scratch, const char *document, const char *subject, const char *case_)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDocument) paper = cunyi_paper_preview (scratch->clinic, document, subject, case_, &error);

  g_assert_no_error (error);
  return cunyi_document_get_page_text (paper, 0);
}

/* The plate hangs where everybody reads it: no number, no illness. The paper of 三清楚 says what was promised. */
static void
papers_say_what_they_should_and_no_more (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_signed_patient (scratch, "2022-01-01");
  g_autoptr (CunyiCase) c = find_contract (scratch, person, "active");
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiPerson) p = cunyi_person_load (cunyi_clinic_get_database (scratch->clinic), person, &error);
  g_autofree char *plate = print (scratch, "contract_plate", p->household, c->parent);
  g_autofree char *clear = print (scratch, "contract_clear", person, c->id);

  g_assert_nonnull (strstr (plate, "1人（家庭人口1人）"));
  g_assert_nonnull (strstr (plate, "柳河村"));
  g_assert_cmpuint (strlen (p->id_number), ==, 18);
  g_assert_null (strstr (plate, p->id_number));
  g_assert_null (strstr (plate, "高血压"));
  g_assert_nonnull (strstr (clear, "面对面随访并进行健康指导"));
  g_assert_nonnull (strstr (clear, "4次"));
  g_assert_nonnull (strstr (clear, "需要时"));
}

/* A team from a day until a day: papers name it, and its members, while both last. */
static void
teams_and_members_have_their_days (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = cunyi_team_list (scratch->clinic, &error), after = NULL;
  g_autoptr (CunyiTeam) team = NULL;
  CunyiTeam *old = g_ptr_array_index (before, 0);
  CunyiTeamMember *member;
  const char *home = add_household (scratch->clinic, "0001");
  g_autofree char *id = NULL;
  g_autoptr (CunyiCase) c = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 1);
  member = g_ptr_array_index (old->members, 0);
  g_assert_cmpstr (member->role, ==, "乡村医生");
  g_free (old->until);
  old->until = g_strdup ("2022-07-31");
  g_assert_true (cunyi_team_save (scratch->clinic, old, &error));
  team = cunyi_team_new (scratch->clinic, &error);
  g_free (team->name);
  team->name = g_strdup ("清河镇第一团队");
  g_free (team->from);
  team->from = g_strdup ("2022-08-01");
  member = g_ptr_array_index (team->members, 0);
  g_free (member->role);
  member->role = g_strdup ("家庭医生");
  g_assert_true (cunyi_team_save (scratch->clinic, team, &error));
  g_assert_no_error (error);
  after = cunyi_team_list (scratch->clinic, &error);
  g_assert_cmpuint (after->len, ==, 2);
  add_person (scratch->clinic, home, "甲", "02", "1", "1980-03-01");
  id = g_strdup (sign (scratch->clinic, home, "2022-08-01"));
  c = cunyi_case_load (cunyi_clinic_get_book (scratch->clinic), id, &error);
  g_assert_nonnull (strstr (c->data, "清河镇第一团队"));
  /* One change each. */
  cunyi_database_undo (cunyi_clinic_get_database (scratch->clinic),
                       cunyi_database_last_change (cunyi_clinic_get_database (scratch->clinic), NULL), &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contract/of items alike the highest count holds", of_items_alike_the_highest_count_holds);
  g_test_add_func ("/contract/items for some are not promised to all", items_for_some_are_not_promised_to_all);
  g_test_add_func ("/contract/records fulfil items by themselves", records_fulfil_items_by_themselves);
  g_test_add_func ("/contract/each record says what it fulfils", each_record_says_what_it_fulfils);
  g_test_add_func ("/contract/a term across the year has four visits too", a_term_across_the_year_has_four_visits_too);
  g_test_add_func ("/contract/a service record fulfils the item that it names", a_service_record_fulfils_the_item_that_it_names);
  g_test_add_func ("/contract/a package changed later leaves old contracts alone", a_package_changed_later_leaves_old_contracts_alone);
  g_test_add_func ("/contract/a contract ends with the day of a death", a_contract_ends_with_the_day_of_a_death);
  g_test_add_func ("/contract/a contract is resumed when the death was a mistake", a_contract_is_resumed_when_the_death_was_a_mistake);
  g_test_add_func ("/contract/what was not begun is only signed again", what_was_not_begun_is_only_signed_again);
  g_test_add_func ("/contract/a draft of somebody who left is void", a_draft_of_somebody_who_left_is_void);
  g_test_add_func ("/contract/a widow keeps her contract when she moves", a_widow_keeps_her_contract_when_she_moves);
  g_test_add_func ("/contract/an agreement prints what it holds", an_agreement_prints_what_it_holds);
  g_test_add_func ("/contract/a contract renewed early begins after the old one", a_contract_renewed_early_begins_after_the_old_one);
  g_test_add_func ("/contract/what is due of a member is named once", what_is_due_of_a_member_is_named_once);
  g_test_add_func ("/contract/a contract prepares the next one near its end", a_contract_prepares_the_next_one_near_its_end);
  g_test_add_func ("/contract/a renewal with a gap shows the gap", a_renewal_with_a_gap_shows_the_gap);
  g_test_add_func ("/contract/who changes the team signs a new contract", who_changes_the_team_signs_a_new_contract);
  g_test_add_func ("/contract/a contract that stands alone has its agreement", a_contract_that_stands_alone_has_its_agreement);
  g_test_add_func ("/contract/a number stands on one agreement", a_number_stands_on_one_agreement);
  g_test_add_func ("/contract/a plate hangs where one is wanted", a_plate_hangs_where_one_is_wanted);
  g_test_add_func ("/contract/terms do not overlap", terms_do_not_overlap);
  g_test_add_func ("/contract/papers say what they should and no more", papers_say_what_they_should_and_no_more);
  g_test_add_func ("/contract/teams and members have their days", teams_and_members_have_their_days);
  return g_test_run ();
}
