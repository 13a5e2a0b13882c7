/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cases on a real store, under the workflows that ship: every move of each, and what must be refused. */

#include "config.h"

#include "village.h"

#include "base/clock.h"
#include "store/journal.h"
#include "store/statement.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SEND "{\"carried_by\":\"李医生\"}"
#define PASS \
  "{\"expert_date\":\"2026-03-05\",\"expert_names\":\"王主任\",\"copied_by\":\"李医生\",\"valid_from\":\"2026-04-01\",\"valid_to\":\"2028-03-31\"}"
#define FAIL \
  "{\"expert_date\":\"2026-03-05\",\"expert_names\":\"王主任\",\"copied_by\":\"李医生\",\"fail_reason\":\"未达标准\"}"
#define SERVE "{\"receiver\":\"张三\",\"receiver_relation\":\"1\",\"serve_way\":\"2\",\"explained\":\"1 2 3 4\"}"
#define TOLD \
  "{\"hospital\":\"柳河乡卫生院\",\"team\":\"第一团队\",\"doctor\":\"王主任\",\"packages\":\"BASE HBP\"," \
  "\"clear_team\":\"1 2 3\",\"clear_doctor\":\"1 2 3\",\"clear_person\":\"1 2 3\",\"ask_way\":\"1\"}"
#define TOLD_GROUPS \
  "{\"hospital\":\"院\",\"team\":\"队\",\"doctor\":\"王\",\"groups\":\"04\",\"packages\":\"BASE\",\"clear_team\":\"1 2 3\"," \
  "\"clear_doctor\":\"1 2 3\",\"clear_person\":\"1 2 3\"}"
#define SIGN(day) \
  "{\"sign_kind\":\"1\",\"sign_date\":\"" day "\",\"years\":1,\"party_a_signer\":\"王主任\",\"party_b_signer\":\"张三\"," \
  "\"sign_way\":\"0\",\"read_signed\":\"1\",\"paid\":\"0\"}"
#define TWO "{\"unit\":\"卫生室\",\"responsible\":\"李医生，张支书\",\"measure\":\"办\",\"deadline\":\"2026-03-20\"}"
#define ASSIGN \
  "{\"unit\":\"村卫生室\",\"responsible\":\"李医生\",\"measure\":\"上门办理\",\"deadline\":\"2026-03-20\"}"
#define FINISH "{\"result\":\"已参保\",\"done_day\":\"2026-03-10\"}"
#define CLOSE(checker) "{\"checker\":\"" checker "\",\"opinion\":\"1\",\"satisfaction\":\"1\"}"

/* ---- the ways through ---- */

/* One step: opens a case when there is no move, for a person by number or for the household. */
#define HOUSEHOLD -1
typedef struct {
  const char *key;
  const char *move;    /* or NULL with the next four */
  int who;
  const char *workflow, *topic, *parent; /* of a move: what becomes of the person before it */
  const char *answers;
  const char *state;   /* after it */
} Line;

static const Line lines[] = {
  /* An application for two diseases, sent back once, one of them refused. */
  { "a1", NULL, 0, "chronic_application", NULL, NULL, NULL, "a_draft" },
  { "d1", NULL, 0, "chronic_disease", "hypertension", "a1", NULL, "r_open" },
  { "d2", NULL, 0, "chronic_disease", "diabetes", "a1", NULL, "r_open" },
  { "a1", "need_papers", 0, NULL, NULL, NULL, "{\"missing_papers\":\"住院病历\"}", "a_papers" },
  { "a1", "complete", 0, NULL, NULL, NULL, NULL, "a_ready" },
  { "a1", "rework", 0, NULL, NULL, NULL, NULL, "a_draft" },
  { "a1", "complete", 0, NULL, NULL, NULL, NULL, "a_ready" },
  { "a1", "send", 0, NULL, NULL, NULL, SEND, "a_sent" },
  { "a1", "return", 0, NULL, NULL, NULL, "{\"return_kind\":\"2\",\"return_reason\":\"名字写错\"}", "a_returned" },
  { "a1", "rework", 0, NULL, NULL, NULL, NULL, "a_draft" },
  { "a1", "complete", 0, NULL, NULL, NULL, NULL, "a_ready" },
  { "a1", "send", 0, NULL, NULL, NULL, SEND, "a_sent" },
  { "a1", "return", 0, NULL, NULL, NULL, "{\"return_kind\":\"1\",\"return_reason\":\"缺章\"}", "a_returned" },
  { "a1", "need_papers", 0, NULL, NULL, NULL, "{\"missing_papers\":\"盖章\"}", "a_papers" },
  { "a1", "complete", 0, NULL, NULL, NULL, NULL, "a_ready" },
  { "a1", "send", 0, NULL, NULL, NULL, SEND, "a_sent" },
  { "a1", "accept", 0, NULL, NULL, NULL, NULL, "a_accepted" },
  /* To the examination, where he did not come at first. */
  { "a1", "need_exam", 0, NULL, NULL, NULL, "{\"exam_place\":\"县医院\",\"exam_day\":\"2026-03-09\"}", "a_exam" },
  { "a1", "exam_missed", 0, NULL, NULL, NULL, "{\"miss_reason\":\"外出\",\"exam_day\":\"2026-03-10\"}", "a_exam" },
  { "a1", "exam_done", 0, NULL, NULL, NULL, "{\"exam_day\":\"2026-03-10\",\"exam_result\":\"做了动态血压\"}", "a_expert" },
  { "d1", "more", 0, NULL, NULL, NULL, "{\"wanted\":\"心电图\"}", "r_more" },
  { "d1", "exam", 0, NULL, NULL, NULL, "{\"wanted\":\"动态血压\"}", "r_exam" },
  { "d1", "again", 0, NULL, NULL, NULL, NULL, "r_open" },
  { "d1", "pass", 0, NULL, NULL, NULL, PASS, "r_pass" },
  { "d2", "pass", 0, NULL, NULL, NULL, PASS, "r_pass" },
  { "d2", "correct", 0, NULL, NULL, NULL, "{\"correct_reason\":\"抄错行\"}", "r_open" },
  { "d2", "fail", 0, NULL, NULL, NULL, FAIL, "r_fail" },
  { "d2", "ask_drugs", 0, NULL, NULL, NULL, NULL, "r_fail" },
  { "a1", "decide", 0, NULL, NULL, NULL, NULL, "a_result" },
  { "a1", "prepare", 0, NULL, NULL, NULL, NULL, "a_card" },
  { "a1", "serve", 0, NULL, NULL, NULL, SERVE, "a_active" },
  /* The first disease is reviewed and goes on, later ends with the benefit; the refused one stays refused. */
  { "d1", "review", 0, NULL, NULL, NULL, "{\"prepared\":\"近期病历\"}", "r_review" },
  { "d1", "renew", 0, NULL, NULL, NULL,
    "{\"review_date\":\"2026-03-10\",\"review_names\":\"王主任\",\"copied_by\":\"李医生\",\"valid_to\":\"2030-03-31\"}", "r_pass" },
  { "d1", "review", 0, NULL, NULL, NULL, NULL, "r_review" },
  { "d1", "refuse", 0, NULL, NULL, NULL,
    "{\"review_date\":\"2026-03-10\",\"review_names\":\"王主任\",\"copied_by\":\"李医生\",\"fail_reason\":\"已好转\"}", "r_ended" },
  { "a1", "end", 0, NULL, NULL, NULL, "{\"close_reason\":\"迁出\"}", "a_closed" },
  { "a1", "photo", 0, NULL, NULL, NULL, NULL, "a_closed" },
  /* Nothing passed; results entered right after sending, without the steps of the township. */
  { "a2", NULL, 1, "chronic_application", NULL, NULL, NULL, "a_draft" },
  { "d3", NULL, 1, "chronic_disease", "mental", "a2", NULL, "r_open" },
  { "a2", "complete", 0, NULL, NULL, NULL, NULL, "a_ready" },
  { "a2", "send", 0, NULL, NULL, NULL, SEND, "a_sent" },
  { "d3", "fail", 0, NULL, NULL, NULL, FAIL, "r_fail" },
  { "a2", "to_experts", 0, NULL, NULL, NULL, NULL, "a_expert" },
  { "a2", "decide", 0, NULL, NULL, NULL, NULL, "a_result" },
  { "a2", "prepare", 0, NULL, NULL, NULL, NULL, "a_card" },
  { "a2", "serve", 0, NULL, NULL, NULL, SERVE, "a_closed" },
  /* The other insurance for the two diseases: asked for, declined, registered after all, and ended; also from a refusal. */
  { "b1", NULL, 1, "medicine_benefit", "hypertension", NULL, NULL, "asked" },
  { "b1", "decline", 0, NULL, NULL, NULL, "{\"why\":\"不吃药\"}", "declined" },
  { "b1", "register", 0, NULL, NULL, NULL, "{\"since\":\"2026-03-01\",\"place\":\"镇卫生院\"}", "registered" },
  { "b1", "end", 0, NULL, NULL, NULL, "{\"until\":\"2026-03-09\",\"end_reason\":\"有了卡\"}", "ended" },
  /* The sheet was copied wrongly, as came out a week later. */
  { "a2", "correct", 0, NULL, NULL, NULL, "{\"correct_reason\":\"抄错了人\"}", "a_expert" },
  { "d3", "correct", 0, NULL, NULL, NULL, "{\"correct_reason\":\"抄错了人\"}", "r_open" },
  { "d3", "pass", 0, NULL, NULL, NULL, PASS, "r_pass" },
  { "a2", "decide", 0, NULL, NULL, NULL, NULL, "a_result" },
  { "a2", "prepare", 0, NULL, NULL, NULL, NULL, "a_card" },
  { "a2", "serve", 0, NULL, NULL, NULL, SERVE, "a_active" },
  /* A term that was over when its result was copied; what is in force ends with the benefit. */
  { "a5", NULL, 10, "chronic_application", NULL, NULL, NULL, "a_draft" },
  { "d5", NULL, 10, "chronic_disease", "hypertension", "a5", NULL, "r_open" },
  { "d6", NULL, 10, "chronic_disease", "diabetes", "a5", NULL, "r_open" },
  { "a5", "complete", 0, NULL, NULL, NULL, NULL, "a_ready" },
  { "a5", "send", 0, NULL, NULL, NULL, SEND, "a_sent" },
  { "d5", "pass", 0, NULL, NULL, NULL,
    "{\"expert_date\":\"2024-03-05\",\"expert_names\":\"王主任\",\"copied_by\":\"李医生\",\"valid_to\":\"2026-03-09\"}", "r_lapsed" },
  { "d6", "pass", 0, NULL, NULL, NULL, PASS, "r_pass" },
  { "a5", "decide", 0, NULL, NULL, NULL, NULL, "a_result" },
  { "a5", "prepare", 0, NULL, NULL, NULL, NULL, "a_card" },
  { "a5", "serve", 0, NULL, NULL, NULL, SERVE, "a_active" },
  { "d5", "renew", 0, NULL, NULL, NULL,
    "{\"review_date\":\"2026-03-10\",\"review_names\":\"王主任\",\"copied_by\":\"李医生\",\"valid_to\":\"2028-03-09\"}", "r_pass" },
  { "a5", "end", 0, NULL, NULL, NULL, "{\"close_reason\":\"治愈\"}", "a_closed" },
  /* Given up: the disease goes along. */
  { "a3", NULL, 2, "chronic_application", NULL, NULL, NULL, "a_draft" },
  { "d4", NULL, 2, "chronic_disease", "tuberculosis", "a3", NULL, "r_open" },
  { "a3", "drop", 0, NULL, NULL, NULL, "{\"drop_reason\":\"本人放弃\"}", "a_dropped" },
  /* Died on the way: all that is open goes along. */
  { "a6", NULL, 11, "chronic_application", NULL, NULL, NULL, "a_draft" },
  { "d7", NULL, 11, "chronic_disease", "hypertension", "a6", NULL, "r_open" },
  { "a6", "gone", 11, "dead", NULL, NULL, "{\"close_reason\":\"昨天去世\"}", "a_closed" },
  /* A person with a major disease: confirmed, filed, in hospital and home, managed, given up, back, and at last dead; one
   * who recovered; one who never had it. */
  { "m1", NULL, 12, "major_disease", "d01", NULL, NULL, "found" },
  { "m1", "confirm", 0, NULL, NULL, NULL,
    "{\"diag_hospital\":\"县医院\",\"diag_date\":\"2026-02-01\",\"diag_paper\":\"病理报告\"}", "confirmed" },
  { "m1", "photo", 0, NULL, NULL, NULL, NULL, "confirmed" },
  { "m1", "file", 0, NULL, NULL, NULL, "{\"file_no\":\"01\",\"plan\":\"手术\",\"hospital\":\"县医院\"}", "filed" },
  { "m1", "admit", 0, NULL, NULL, NULL,
    "{\"admit_date\":\"2026-02-10\",\"hospital\":\"县医院\",\"pay_first\":\"1\"}", "treating" },
  { "m1", "cost", 0, NULL, NULL, NULL, "{\"c_total\":20000,\"c_self\":3000}", "treating" },
  { "m1", "leave", 0, NULL, NULL, NULL,
    "{\"leave_date\":\"2026-02-20\",\"treatment\":\"手术\",\"effect\":\"2\"}", "treated" },
  { "m1", "sign", 0, NULL, NULL, NULL, "{\"manager\":\"李医生\"}", "signed" },
  { "m1", "follow", 0, NULL, NULL, NULL, "{\"follow_date\":\"2026-03-01\",\"follow_text\":\"稳定\"}", "signed" },
  { "m1", "die", 0, NULL, NULL, NULL, "{\"death_date\":\"2026-03-09\"}", "dead" },
  { "m2", NULL, 13, "major_disease", "d13", NULL, NULL, "found" },
  { "m2", "confirm", 0, NULL, NULL, NULL,
    "{\"diag_hospital\":\"县医院\",\"diag_date\":\"2026-02-01\",\"diag_paper\":\"诊断证明\"}", "confirmed" },
  { "m2", "refuse", 0, NULL, NULL, NULL, "{\"untreated_reason\":\"怕花钱\"}", "refused" },
  { "m2", "sign", 0, NULL, NULL, NULL, "{\"manager\":\"李医生\"}", "signed" },
  { "m2", "finish", 0, NULL, NULL, NULL, "{\"close_reason\":\"复明\",\"effect\":\"1\"}", "cured" },
  { "m3", NULL, 14, "major_disease", "d23", NULL, NULL, "found" },
  { "m3", "exclude", 0, NULL, NULL, NULL, "{\"wrong_reason\":\"不是脑卒中\"}", "excluded" },
  /* A clue that was answered, and one that was taken back. */
  { "w1", NULL, 15, "risk_clue", NULL, NULL, "{\"push_source\":\"1\",\"push_date\":\"2026-03-05\",\"deadline\":\"2026-03-11\"}", "waiting" },
  { "w1", "verify", 0, NULL, NULL, NULL,
    "{\"check_date\":\"2026-03-09\",\"v_result\":\"1\",\"v_result_text\":\"属实，维持\",\"sign_verifier\":\"李医生\"}", "checked" },
  { "w2", NULL, 16, "risk_clue", NULL, NULL, "{\"push_source\":\"2\",\"push_date\":\"2026-03-06\",\"deadline\":\"2026-03-12\"}", "waiting" },
  { "w2", "drop", 0, NULL, NULL, NULL, "{\"drop_reason\":\"推送重复\"}", "dropped" },
  /* One who had not gone yet and is ill, one who is not, one taken back. */
  { "f1", NULL, 17, "referral", NULL, NULL, "{\"why\":\"1\",\"hospital\":\"县医院\",\"ask_by\":\"2026-03-24\"}", "waiting" },
  { "f1", "again", 0, NULL, NULL, NULL, "{\"result\":\"4\",\"next_ask\":\"2026-03-20\"}", "waiting" },
  { "f1", "confirm", 0, NULL, NULL, NULL, "{\"result\":\"1\",\"diagnosis\":\"高血压\"}", "confirmed" },
  { "f2", NULL, 18, "referral", NULL, NULL, "{\"why\":\"3\",\"hospital\":\"定点医院\",\"ask_by\":\"2026-03-17\"}", "waiting" },
  { "f2", "exclude", 0, NULL, NULL, NULL, "{\"result\":\"2\",\"diagnosis\":\"支气管炎\"}", "excluded" },
  { "f3", NULL, 19, "referral", NULL, NULL, "{\"why\":\"2\",\"hospital\":\"县医院\",\"ask_by\":\"2026-03-24\"}", "waiting" },
  { "f3", "drop", 0, NULL, NULL, NULL, "{\"drop_reason\":\"写错了人\"}", "dropped" },
  /* A risk that was confirmed away and came back, one that was not accepted, one taken back. */
  { "r1", NULL, HOUSEHOLD, "risk_removal", NULL, NULL, "{\"propose_date\":\"2026-03-05\",\"proposer\":\"李医生\"}", "proposed" },
  { "r1", "confirm", 0, NULL, NULL, NULL, "{\"confirm_date\":\"2026-03-08\",\"confirmed_by\":\"乡镇\"}", "confirmed" },
  { "r1", "relapse", 0, NULL, NULL, NULL, "{\"relapse_date\":\"2026-03-09\",\"relapse_reason\":\"住院\"}", "relapsed" },
  { "r2", NULL, HOUSEHOLD, "risk_removal", NULL, NULL, "{\"propose_date\":\"2026-03-05\",\"proposer\":\"李医生\"}", "proposed" },
  { "r2", "refuse", 0, NULL, NULL, NULL, "{\"refuse_reason\":\"收入不稳\"}", "refused" },
  { "r3", NULL, HOUSEHOLD, "risk_removal", NULL, NULL, "{\"propose_date\":\"2026-03-05\",\"proposer\":\"李医生\"}", "proposed" },
  { "r3", "drop", 0, NULL, NULL, NULL, "{\"drop_reason\":\"户弄错了\"}", "dropped" },
  /* A letter to a household that was taken, and one that was made for the wrong one. */
  { "l1", NULL, HOUSEHOLD, "policy_notice", NULL, NULL, NULL, "waiting" },
  { "l1", "serve", 0, NULL, NULL, NULL, "{\"policy_letter\":\"1\",\"receiver\":\"张三\",\"receiver_relation\":\"1\"}", "served" },
  { "l1", "photo", 0, NULL, NULL, NULL, NULL, "served" },
  { "l2", NULL, HOUSEHOLD, "policy_notice", NULL, NULL, NULL, "waiting" },
  { "l2", "drop", 0, NULL, NULL, NULL, "{\"drop_reason\":\"户弄错了\"}", "dropped" },
  /* A household signed two years ago: in force and expired by themselves; both members along. */
  { "h1", NULL, HOUSEHOLD, "household_agreement", NULL, NULL, NULL, "draft" },
  { "c1", NULL, 3, "contract", NULL, "h1", "{\"groups\":\"04\"}", "draft" },
  { "c2", NULL, 4, "contract", NULL, "h1", "{\"groups\":\"03 05\"}", "draft" },
  { "h1", "explain", 0, NULL, NULL, NULL, TOLD, "explained" },
  { "h1", "sign", 0, NULL, NULL, NULL, SIGN ("2024-01-01"), "expired" },
  /* The next one, in force today; the first is then renewed; at last the second is ended. */
  { "h2", NULL, HOUSEHOLD, "household_agreement", NULL, NULL, NULL, "draft" },
  { "c3", NULL, 3, "contract", NULL, "h2", "{\"groups\":\"04\"}", "draft" },
  { "c6", NULL, 4, "contract", NULL, "h2", "{\"groups\":\"03\"}", "draft" },
  { "h2", "explain", 0, NULL, NULL, NULL, TOLD, "explained" },
  { "h2", "sign", 0, NULL, NULL, NULL, SIGN ("2026-01-01"), "active" },
  { "h2", "amend", 0, NULL, NULL, NULL, "{\"agreement_no\":\"0017\"}", "active" },
  { "h2", "scan", 0, NULL, NULL, NULL, NULL, "active" },
  { "c3", "scan", 0, NULL, NULL, NULL, NULL, "active" },
  { "c3", "amend", 0, NULL, NULL, NULL, "{\"remark\":\"改了电话\"}", "active" },
  { "c3", "change", 0, NULL, NULL, NULL, "{\"packages\":\"BASE DM\",\"change_reason\":\"查出糖尿病\"}", "active" },
  { "h1", "renew", 0, NULL, NULL, NULL, NULL, "renewed" },
  { "h2", "end", 0, NULL, NULL, NULL, "{\"end_state_date\":\"2026-03-01\",\"end_reason\":\"2\"}", "ended" },
  /* Refused, and entered by mistake. */
  { "h3", NULL, HOUSEHOLD, "household_agreement", NULL, NULL, NULL, "draft" },
  { "c4", NULL, 5, "contract", NULL, "h3", "{\"groups\":\"10\"}", "draft" },
  { "h3", "explain", 0, NULL, NULL, NULL, TOLD, "explained" },
  { "h3", "refuse", 0, NULL, NULL, NULL, "{\"refuse_reason\":\"不需要\"}", "refused" },
  { "h4", NULL, HOUSEHOLD, "household_agreement", NULL, NULL, NULL, "draft" },
  { "c5", NULL, 6, "contract", NULL, "h4", "{\"groups\":\"10\"}", "draft" },
  { "h4", "void", 0, NULL, NULL, NULL, "{\"void_reason\":\"录错\"}", "void" },
  /* Another team; then a death that was entered by mistake, and one for whom nothing was signed yet. */
  { "c7", NULL, 5, "contract", NULL, NULL, "{\"groups\":\"10\"}", "draft" },
  { "c7", "explain", 0, NULL, NULL, NULL, TOLD_GROUPS, "explained" },
  { "c7", "sign", 0, NULL, NULL, NULL, SIGN ("2026-02-01"), "active" },
  { "c7", "transfer", 0, NULL, NULL, NULL, "{\"end_state_date\":\"2026-03-01\",\"change_reason\":\"换团队\"}", "ended" },
  { "c8", NULL, 6, "contract", NULL, NULL, "{\"groups\":\"10\"}", "draft" },
  { "c8", "explain", 0, NULL, NULL, NULL, TOLD_GROUPS, "explained" },
  { "c8", "sign", 0, NULL, NULL, NULL, SIGN ("2026-02-01"), "active" },
  { "c8", "leave", 6, "dead", NULL, NULL, NULL, "ended" },
  { "c8", "resume", 6, "here", NULL, NULL, NULL, "active" },
  { "c11", NULL, 14, "contract", NULL, NULL, "{\"groups\":\"10\"}", "draft" },
  { "c11", "explain", 0, NULL, NULL, NULL, TOLD_GROUPS, "explained" },
  { "c11", "sign", 0, NULL, NULL, NULL,
    "{\"sign_kind\":\"1\",\"sign_date\":\"2026-03-10\",\"begin_date\":\"2026-04-01\",\"years\":\"1\",\"party_a_signer\":\"王院长\","
    "\"party_b_signer\":\"张三\",\"sign_way\":\"0\",\"read_signed\":\"1\",\"paid\":\"0\"}", "signed" },
  { "c11", "leave", 14, "dead", NULL, NULL, NULL, "ended" },
  { "c11", "resign", 14, "here", NULL, NULL, NULL, "signed" },
  /* The next one is prepared before the last day. */
  { "c10", NULL, 13, "contract", NULL, NULL, "{\"groups\":\"10\"}", "draft" },
  { "c10", "explain", 0, NULL, NULL, NULL, TOLD_GROUPS, "explained" },
  { "c10", "sign", 0, NULL, NULL, NULL, SIGN ("2025-04-01"), "active" },
  { "c10", "prepare", 0, NULL, NULL, NULL, NULL, "active" },
  { "c9", NULL, 5, "contract", NULL, NULL, "{\"groups\":\"10\"}", "draft" },
  { "c9", "drop", 5, "dead", NULL, NULL, NULL, "void" },
  /* A problem mended, sent back, mended, struck off, and back again; one solved on the spot; one that is none. */
  { "p1", NULL, 7, "problem", "P_INS", NULL, NULL, "open" },
  { "p1", "assign", 0, NULL, NULL, NULL, ASSIGN, "mending" },
  { "p1", "adjust", 0, NULL, NULL, NULL, "{\"adjust_reason\":\"农忙\",\"deadline\":\"2026-03-22\"}", "mending" },
  { "p1", "finish", 0, NULL, NULL, NULL, FINISH, "review" },
  { "p1", "photo", 0, NULL, NULL, NULL, NULL, "review" },
  { "p1", "return", 0, NULL, NULL, NULL, "{\"return_reason\":\"无票据\",\"deadline\":\"2026-03-25\"}", "mending" },
  { "p1", "finish", 0, NULL, NULL, NULL, FINISH, "review" },
  { "p1", "close", 0, NULL, NULL, NULL, CLOSE ("赵站长"), "done" },
  { "p1", "reopen", 0, NULL, NULL, NULL, "{\"reopen_reason\":\"又断保\",\"deadline\":\"2026-04-10\"}", "mending" },
  { "p2", NULL, 8, "problem", "P_BOARD", NULL, NULL, "open" },
  { "p2", "solve", 0, NULL, NULL, NULL,
    "{\"responsible\":\"李医生\",\"measure\":\"补挂\",\"result\":\"已挂牌\",\"done_day\":\"2026-03-10\"}", "review" },
  { "p3", NULL, 9, "problem", "P_OTHER", NULL, NULL, "open" },
  { "p3", "reject", 0, NULL, NULL, NULL, "{\"reject_reason\":\"重复\"}", "rejected" },
};

/* What the register says of a person from now on. */
static void
let_go (Village *village, const char *person, const char *state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) statement = cunyi_database_prepare (
      village->database, "UPDATE person SET state = :state, state_since = '2026-03-09' WHERE id = :id", &error);

  cunyi_database_begin (village->database, "Let go", &error);
  cunyi_statement_bind_text (statement, ":id", person);
  cunyi_statement_bind_text (statement, ":state", state);
  cunyi_statement_run (statement, &error);
  cunyi_database_commit (village->database, &error);
  g_assert_no_error (error);
}

/* Goes all the ways; the table returned leads from key to id. */
static GHashTable *
walk (Village *village)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const Line *line = &lines[i];

      g_test_message ("%s %s", line->key, line->move != NULL ? line->move : "(open)");
      if (line->move == NULL)
        {
          const char *subject = line->who == HOUSEHOLD ? village->household : village->people[line->who];
          const char *parent = line->parent == NULL ? NULL : g_hash_table_lookup (ids, line->parent);

          g_hash_table_insert (ids, (char *) line->key,
                               village_open (village, line->workflow, subject, line->topic, parent, line->answers));
        }
      else
        {
          if (line->workflow != NULL)
            let_go (village, village->people[line->who], line->workflow);
          village_move (village, g_hash_table_lookup (ids, line->key), line->move, line->answers);
        }
      village_assert_state (village, g_hash_table_lookup (ids, line->key), line->state);
    }
  return ids;
}

static gint64
count_moves_made (Village *village, const char *workflow, const char *move)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) statement
      = cunyi_database_prepare (village->database,
                                "SELECT count (*) AS n FROM case_event AS e JOIN case_ AS c ON c.id = e.case_ "
                                "WHERE c.workflow = :workflow AND e.move = :move",
                                &error);

  g_assert_no_error (error);
  cunyi_statement_bind_text (statement, ":workflow", workflow);
  cunyi_statement_bind_text (statement, ":move", move);
  cunyi_statement_step (statement, &error);
  g_assert_no_error (error);
  return cunyi_statement_get_int (statement, "n");
}

static void
every_move_of_every_workflow_can_be_made (void)
{
  g_autoptr (Village) village = village_new ();
  g_autoptr (GHashTable) ids = walk (village);
  g_auto (GStrv) workflows = cunyi_book_list_workflows (village->book, NULL);

  g_assert_cmpuint (g_strv_length (workflows), >=, 5);
  for (guint i = 0; workflows[i] != NULL; i++)
    {
      CunyiWorkflow *workflow = cunyi_book_get_workflow (village->book, workflows[i], NULL);

      for (guint j = 0; j < cunyi_workflow_n_moves (workflow); j++)
        {
          const CunyiMove *move = cunyi_workflow_get_move (workflow, j);

          g_test_message ("%s: %s", workflows[i], move->name);
          g_assert_cmpint (count_moves_made (village, workflows[i], move->from[0] == NULL ? "" : move->name), >, 0);
        }
    }
}

static void
what_is_walked_stands_in_the_views (void)
{
  static const struct {
    const char *key, *workflow, *column, *value;
  } cases[] = {
    { "a1", "chronic_application", "state_label", "结束" },
    { "a1", "chronic_application", "state_kind", "last" },
    { "a1", "chronic_application", "closed", VILLAGE_TODAY },
    { "a1", "chronic_application", "sent_date", VILLAGE_TODAY },
    { "d1", "chronic_disease", "topic", "hypertension" },
    { "d1", "chronic_disease", "expert_names", "王主任" },
    { "d1", "chronic_disease", "begins", "2026-04-01" },
    { "d1", "chronic_disease", "wanted", "" },            /* cleared when it was there */
    { "d2", "chronic_disease", "state", "r_fail" },
    { "d2", "chronic_disease", "fail_reason", "未达标准" },
    { "d2", "chronic_disease", "begins", "" },            /* taken back with the wrong result */
    { "a1", "chronic_application", "misses", "1" },
    { "d1", "chronic_disease", "renewals", "1" },
    { "d1", "chronic_disease", "ends", "2030-03-31" },
    { "d5", "chronic_disease", "state", "r_ended" },
    { "d5", "chronic_disease", "ends", VILLAGE_TODAY },   /* with the benefit */
    { "d5", "chronic_disease", "drop_reason", "治愈" },
    { "d7", "chronic_disease", "state", "r_withdrawn" },  /* of who died */
    { "m1", "major_disease", "list_version", "30" },
    { "m1", "major_disease", "closed", VILLAGE_TODAY },
    { "w1", "risk_clue", "due", "" },
    { "w2", "risk_clue", "deadline", "2026-03-12" },
    { "d4", "chronic_disease", "state", "r_withdrawn" },  /* went along */
    { "d4", "chronic_disease", "drop_reason", "本人放弃" }, /* with the answer of the application */
    { "c1", "contract", "state", "renewed" },
    { "c1", "contract", "begins", "2024-01-01" },
    { "c1", "contract", "ends", "2024-12-31" },           /* one year less a day */
    { "c1", "contract", "groups", "04" },                 /* its own, not the household's */
    { "c1", "contract", "packages", "BASE OLD65" },       /* of his age */
    { "h1", "household_agreement", "packages", "BASE HBP" },
    { "c1", "contract", "team", "第一团队" },              /* the household's */
    { "c1", "contract", "holds", "1" },
    { "c1", "contract", "years", "1" },
    { "h2", "household_agreement", "agreement_no", "0017" },
    { "c3", "contract", "packages", "BASE DM" },
    { "c3", "contract", "begins", "2026-01-01" },         /* amending leaves the term alone */
    { "c3", "contract", "state", "ended" },
    { "c3", "contract", "ends", "2026-03-01" },
    { "c3", "contract", "end_reason", "2" },
    { "c4", "contract", "state", "refused" },
    { "c4", "contract", "holds", "0" },
    { "c5", "contract", "void_reason", "录错" },
    { "p1", "problem", "reopened", "1" },
    { "p1", "problem", "returned", "1" },
    { "p1", "problem", "due", "2026-04-10" },
    { "p1", "problem", "closed", "" },                    /* open again */
    { "p1", "problem", "checker", "赵站长" },
    { "p1", "problem", "text", "应保未保" },               /* the default */
    { "p1", "problem", "finder", "李医生" },
    { "p2", "problem", "mend_kind", "1" },                /* 立行立改 */
  };
  g_autoptr (Village) village = village_new ();
  g_autoptr (GHashTable) ids = walk (village);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = village_get (village, cases[i].workflow, g_hash_table_lookup (ids, cases[i].key),
                                            cases[i].column);

      g_test_message ("%s %s", cases[i].key, cases[i].column);
      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

/* ---- what must be refused ---- */

static void
guards_refuse (void)
{
  /* In each group the first rows bring a case into the state in which the last is refused. */
  static const struct {
    const char *workflow, *topic, *moves[6][2];
    const char *refused, *answers;
    CunyiWorkflowError code;
    const char *sentence; /* part of it */
  } cases[] = {
    /* no disease */
    { "chronic_application", NULL, { { NULL } }, "complete", NULL, CUNYI_WORKFLOW_ERROR_GUARD, "至少填写一种申请病种" },
    { "chronic_application", NULL, { { NULL } }, "need_papers", NULL, CUNYI_WORKFLOW_ERROR_REQUIRED, "缺少的材料" },
    { "chronic_application", NULL, { { NULL } }, "drop", NULL, CUNYI_WORKFLOW_ERROR_REQUIRED, "放弃原因" },
    { "chronic_application", NULL, { { NULL } }, "send", SEND, CUNYI_WORKFLOW_ERROR_NOT_ALLOWED, "填表中" },
    { "chronic_application", NULL, { { NULL } }, "fly", NULL, CUNYI_WORKFLOW_ERROR_UNKNOWN, "fly" },
    { "chronic_application", NULL, { { NULL } }, "gone", NULL, CUNYI_WORKFLOW_ERROR_REQUIRED, "结束原因" },
    { "risk_clue", NULL, { { NULL } }, "verify",
      "{\"check_date\":\"2026-03-09\",\"v_result\":\"1\",\"v_result_text\":\"属实\",\"sign_verifier\":\"李\"}",
      CUNYI_WORKFLOW_ERROR_GUARD, "不能早于推送日期" },
    { "major_disease", "d01", { { NULL } }, "admit", NULL, CUNYI_WORKFLOW_ERROR_NOT_ALLOWED, "待核实确诊" },
    { "major_disease", "d01", { { NULL } }, "confirm", "{\"diag_hospital\":\"县医院\"}", CUNYI_WORKFLOW_ERROR_REQUIRED, "确诊时间" },
    /* contract: nobody along, 三清楚 not complete, not read */
    { "household_agreement", NULL, { { NULL } }, "explain", TOLD, CUNYI_WORKFLOW_ERROR_GUARD, "请先选要签约的家庭成员" },
    { "contract", NULL, { { NULL } }, "explain", "{\"groups\":\"\"}", CUNYI_WORKFLOW_ERROR_REQUIRED, "甲方" },
    { "contract", NULL, { { NULL } }, "sign", SIGN ("2026-03-01"), CUNYI_WORKFLOW_ERROR_NOT_ALLOWED, "草拟" },
    { "contract", NULL, { { "explain", TOLD_GROUPS }, { "sign", SIGN ("2026-03-01") } }, "renew", NULL,
      CUNYI_WORKFLOW_ERROR_GUARD, "先签好下一份协议" },
    { "contract", NULL, { { "explain", TOLD_GROUPS } }, "sign",
      "{\"sign_kind\":\"1\",\"sign_date\":\"2026-03-01\",\"years\":1,\"party_a_signer\":\"王\",\"party_b_signer\":\"张\",\"sign_way\":\"0\","
      "\"read_signed\":\"0\",\"paid\":\"0\"}", CUNYI_WORKFLOW_ERROR_GUARD, "乙方阅读并签字后" },
    { "contract", NULL,
      { { "explain", "{\"hospital\":\"院\",\"team\":\"队\",\"doctor\":\"王\",\"groups\":\"04\",\"packages\":\"BASE\",\"clear_team\":\"1 2 3\","
                     "\"clear_doctor\":\"1 2 3\",\"clear_person\":\"1 2\"}" } },
      "sign", SIGN ("2026-03-01"), CUNYI_WORKFLOW_ERROR_GUARD, "三清楚" },
    { "contract", NULL, { { "explain", TOLD_GROUPS }, { "sign", SIGN ("2026-03-01") } }, "end",
      "{\"end_state_date\":\"2026-02-28\",\"end_reason\":\"2\"}", CUNYI_WORKFLOW_ERROR_GUARD, "解约日期" },
    { "contract", NULL, { { "explain", TOLD_GROUPS }, { "sign", SIGN ("2026-03-01") } }, "end",
      "{\"end_state_date\":\"2026-03-05\"}", CUNYI_WORKFLOW_ERROR_REQUIRED, "解约原因" },
    { "contract", NULL, { { "explain", TOLD_GROUPS }, { "sign", SIGN ("2026-03-01") } }, "expire", NULL,
      CUNYI_WORKFLOW_ERROR_GUARD, "还没过结束日期" },
    { "contract", NULL, { { "explain", TOLD_GROUPS } }, "sign", "not json", CUNYI_WORKFLOW_ERROR_INVALID, "JSON" },
    /* who signs for another says what he is to him */
    { "contract", NULL, { { "explain", TOLD_GROUPS } }, "sign",
      "{\"sign_date\":\"2026-03-01\",\"sign_kind\":\"1\",\"years\":1,\"party_a_signer\":\"李医生\",\"party_b_signer\":\"张二\",\"sign_way\":\"1\","
      "\"read_signed\":\"1\",\"paid\":\"0\"}", CUNYI_WORKFLOW_ERROR_GUARD, "与签约人的关系" },
    { "contract", NULL, { { NULL } }, "void", NULL, CUNYI_WORKFLOW_ERROR_REQUIRED, "作废原因" },
    /* problem: deadline before it was found */
    { "problem", "P_INS", { { NULL } }, "assign",
      "{\"unit\":\"卫生室\",\"responsible\":\"李\",\"measure\":\"办\",\"deadline\":\"2026-03-09\"}", CUNYI_WORKFLOW_ERROR_GUARD,
      "不能早于发现日期" },
    { "problem", "P_INS", { { NULL } }, "reject", NULL, CUNYI_WORKFLOW_ERROR_REQUIRED, "不予登记原因" },
    { "problem", "P_INS", { { "assign", ASSIGN } }, "finish", "{\"done_day\":\"2026-03-10\"}", CUNYI_WORKFLOW_ERROR_REQUIRED,
      "整改情况" },
    { "problem", "P_INS", { { "assign", ASSIGN } }, "finish", "{\"result\":\"好\",\"done_day\":\"2026-03-09\"}",
      CUNYI_WORKFLOW_ERROR_GUARD, "发现日期和今天之间" },
    { "problem", "P_INS", { { "assign", ASSIGN } }, "finish", "{\"result\":\"好\",\"done_day\":\"2026-03-11\"}",
      CUNYI_WORKFLOW_ERROR_GUARD, "发现日期和今天之间" },
    { "problem", "P_INS", { { "assign", ASSIGN } }, "close", CLOSE ("赵"), CUNYI_WORKFLOW_ERROR_NOT_ALLOWED, "处置中" },
    { "problem", "P_INS", { { "assign", ASSIGN }, { "finish", FINISH } }, "close", CLOSE ("李医生"),
      CUNYI_WORKFLOW_ERROR_GUARD, "不能是责任人" },
    { "problem", "P_INS", { { "assign", ASSIGN }, { "finish", FINISH } }, "close", CLOSE (" 李医生 "),
      CUNYI_WORKFLOW_ERROR_GUARD, "不能是责任人" },
    { "problem", "P_INS", { { "assign", ASSIGN }, { "finish", FINISH } }, "close", CLOSE ("李 医生"),
      CUNYI_WORKFLOW_ERROR_GUARD, "不能是责任人" },
    /* one of two, parted as people part names */
    { "problem", "P_INS", { { "assign", TWO }, { "finish", FINISH } }, "close", CLOSE ("张支书"),
      CUNYI_WORKFLOW_ERROR_GUARD, "不能是责任人" },
    { "problem", "P_INS", { { "assign", ASSIGN }, { "finish", FINISH } }, "close", CLOSE ("赵站长，李医生"),
      CUNYI_WORKFLOW_ERROR_GUARD, "不能是责任人" },
    { "problem", "P_INS", { { "assign", ASSIGN }, { "finish", FINISH } }, "close",
      "{\"checker\":\"赵\",\"opinion\":\"2\",\"satisfaction\":\"1\"}", CUNYI_WORKFLOW_ERROR_GUARD, "退回" },
    { "problem", "P_INS", { { "assign", ASSIGN }, { "finish", FINISH } }, "close",
      "{\"checker\":\"赵\",\"opinion\":\"1\",\"satisfaction\":\"3\"}", CUNYI_WORKFLOW_ERROR_GUARD, "群众不满意" },
    { "problem", "P_INS", { { "assign", ASSIGN }, { "finish", FINISH } }, "close",
      "{\"opinion\":\"1\",\"satisfaction\":\"1\"}", CUNYI_WORKFLOW_ERROR_REQUIRED, "复核人" },
    { "problem", "P_INS", { { "assign", ASSIGN }, { "finish", FINISH } }, "return", "{\"deadline\":\"2026-03-20\"}",
      CUNYI_WORKFLOW_ERROR_REQUIRED, "退回原因" },
    { "problem", "P_INS", { { "assign", ASSIGN }, { "finish", FINISH }, { "close", CLOSE ("赵") } }, "reopen",
      "{\"deadline\":\"2026-03-20\"}", CUNYI_WORKFLOW_ERROR_REQUIRED, "回潮原因" },
    /* answers that do not pass */
    { "problem", "P_INS", { { NULL } }, "assign",
      "{\"unit\":\"卫生室\",\"responsible\":\"李\",\"measure\":\"办\",\"deadline\":\"明天\"}", CUNYI_WORKFLOW_ERROR_INVALID,
      "整改时限" },
    { "problem", "P_INS", { { "assign", ASSIGN }, { "finish", FINISH } }, "close",
      "{\"checker\":\"赵\",\"opinion\":\"7\",\"satisfaction\":\"1\"}", CUNYI_WORKFLOW_ERROR_INVALID, "复核意见" },
  };
  g_autoptr (Village) village = village_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean home = strcmp (cases[i].workflow, "household_agreement") == 0;
      g_autofree char *id = village_open (village, cases[i].workflow, home ? village->household : village->people[i],
                                          cases[i].topic, NULL,
                                          strcmp (cases[i].workflow, "risk_clue") == 0 ? "{\"push_source\":\"1\",\"deadline\":\"2026-03-20\"}" : NULL);
      g_autofree char *why = NULL;

      for (guint j = 0; cases[i].moves[j][0] != NULL; j++)
        village_move (village, id, cases[i].moves[j][0], cases[i].moves[j][1]);
      g_test_message ("%u %s: %s", i, cases[i].workflow, cases[i].refused);
      why = village_refuse (village, id, cases[i].refused, cases[i].answers, cases[i].code);
      g_test_message ("  %s", why);
      g_assert_nonnull (strstr (why, cases[i].sentence));
    }
}

/* An application of a person for two diseases, sent. */
static void
send_application (Village *village, const char *person, char **application, char **one, char **other)
{
  *application = village_open (village, "chronic_application", person, NULL, NULL, NULL);
  *one = village_open (village, "chronic_disease", person, "hypertension", *application, NULL);
  *other = village_open (village, "chronic_disease", person, "diabetes", *application, NULL);
  village_move (village, *application, "complete", NULL);
  village_move (village, *application, "send", SEND);
}

static void
no_disease_is_left_out_of_a_result (void)
{
  g_autoptr (Village) village = village_new ();
  g_autofree char *application = NULL, *one = NULL, *other = NULL, *why = NULL, *again = NULL;

  send_application (village, village->people[0], &application, &one, &other);
  why = village_refuse (village, application, "decide", NULL, CUNYI_WORKFLOW_ERROR_GUARD);
  g_assert_nonnull (strstr (why, "录入每个病种的结果"));
  village_move (village, one, "pass", PASS);
  again = village_refuse (village, application, "decide", NULL, CUNYI_WORKFLOW_ERROR_GUARD);
  g_assert_nonnull (strstr (again, "一种都不能漏"));
  village_move (village, other, "fail", FAIL);
  village_move (village, application, "decide", NULL);
  village_assert_state (village, application, "a_result");
}

/* Reviewed in time it goes on, not reviewed it lapses by itself the day after its last one; the other disease of the same
 * application was refused and stays so. */
static void
a_card_line_is_reviewed_or_lapses (void)
{
  static const char *const until_may = "{\"expert_date\":\"2026-03-05\",\"expert_names\":\"王主任\",\"copied_by\":\"李医生\","
                                       "\"valid_to\":\"2026-05-31\"}";
  static const char *const renew = "{\"review_date\":\"2026-05-20\",\"review_names\":\"王主任\",\"copied_by\":\"李医生\","
                                   "\"valid_to\":\"%s\"}";
  g_autoptr (Village) village = village_new ();
  g_autofree char *application = NULL, *one = NULL, *other = NULL, *early = NULL, *why = NULL, *due = NULL, *again = NULL, *late = NULL;
  g_autofree char *backwards = g_strdup_printf (renew, "2026-05-01"), *onwards = g_strdup_printf (renew, "2028-05-31");
  g_autoptr (GError) error = NULL;

  send_application (village, village->people[0], &application, &one, &other);
  village_move (village, one, "pass", until_may);
  village_move (village, other, "fail", FAIL);
  early = village_refuse (village, one, "review", NULL, CUNYI_WORKFLOW_ERROR_GUARD);
  g_assert_nonnull (strstr (early, "享受待遇以后"));
  village_move (village, application, "decide", NULL);
  village_move (village, application, "prepare", NULL);
  village_move (village, application, "serve", SERVE);
  due = village_get (village, "chronic_disease", one, "due");
  g_assert_cmpstr (due, ==, "2026-05-31");

  cunyi_clock_hold ("2026-05-20");
  village_move (village, one, "review", NULL);
  why = village_refuse (village, one, "renew", backwards, CUNYI_WORKFLOW_ERROR_GUARD);
  g_assert_nonnull (strstr (why, "晚于复审日"));
  village_move (village, one, "renew", onwards);
  village_assert_state (village, one, "r_pass");
  again = village_get (village, "chronic_disease", one, "due");
  g_assert_cmpstr (again, ==, "2028-05-31");

  cunyi_clock_hold ("2028-05-31");
  cunyi_case_advance_all (village->book, NULL, &error);
  g_assert_no_error (error);
  village_assert_state (village, one, "r_pass");
  cunyi_clock_hold ("2028-06-01");
  cunyi_case_advance_all (village->book, NULL, &error);
  g_assert_no_error (error);
  village_assert_state (village, one, "r_lapsed");
  village_assert_state (village, other, "r_fail");
  /* When the benefit has ended, the results are history. */
  village_move (village, application, "end", "{\"close_reason\":\"迁出\"}");
  late = village_refuse (village, application, "correct", "{\"correct_reason\":\"抄错\"}", CUNYI_WORKFLOW_ERROR_GUARD);
  g_assert_nonnull (strstr (late, "待遇已经终止"));
}

static void
a_result_needs_the_day_the_expert_and_who_copied_it (void)
{
  static const struct {
    const char *move, *answers, *missing;
  } cases[] = {
    { "pass", "{\"expert_names\":\"王\",\"copied_by\":\"李\"}", "鉴定日期" },
    { "pass", "{\"expert_date\":\"2026-03-05\",\"copied_by\":\"李\"}", "鉴定专家" },
    { "fail", "{\"expert_date\":\"2026-03-05\",\"expert_names\":\"王\",\"copied_by\":\"李\"}", "不符合原因" },
    { "fail", "{\"expert_date\":\"2026-03-05\",\"copied_by\":\"李\",\"fail_reason\":\"未达标\"}", "鉴定专家" },
  };
  g_autoptr (Village) village = village_new ();
  g_autofree char *application = NULL, *one = NULL, *other = NULL, *future = NULL;

  send_application (village, village->people[0], &application, &one, &other);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *why
          = village_refuse (village, one, cases[i].move, cases[i].answers, CUNYI_WORKFLOW_ERROR_REQUIRED);

      g_assert_nonnull (strstr (why, cases[i].missing));
    }
  future = village_refuse (village, one, "pass",
                           "{\"expert_date\":\"2026-03-11\",\"expert_names\":\"王\",\"copied_by\":\"李\"}",
                           CUNYI_WORKFLOW_ERROR_INVALID);
  g_assert_nonnull (strstr (future, "不能晚于今天"));
}

static void
a_disease_is_part_of_an_application_without_results (void)
{
  g_autoptr (Village) village = village_new ();
  CunyiCaseOpening opening = { .workflow = "chronic_disease", .subject = village->people[0], .topic = "mental" };
  g_autofree char *application = NULL, *one = NULL, *other = NULL, *late = NULL, *why = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (cunyi_case_open (village->book, &opening, &error));
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_GUARD);
  g_clear_error (&error);

  application = village_open (village, "chronic_application", village->people[0], NULL, NULL, NULL);
  one = village_open (village, "chronic_disease", village->people[0], "hypertension", application, NULL);
  why = village_refuse (village, one, "pass", PASS, CUNYI_WORKFLOW_ERROR_GUARD);
  g_assert_nonnull (strstr (why, "申请报送以后"));
  village_move (village, application, "complete", NULL);
  village_move (village, application, "send", SEND);
  other = village_open (village, "chronic_disease", village->people[0], "diabetes", application, NULL);
  village_move (village, one, "pass", PASS);
  village_move (village, other, "fail", FAIL);
  village_move (village, application, "decide", NULL);
  opening.parent = application;
  late = cunyi_case_open (village->book, &opening, &error);
  g_assert_null (late);
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_GUARD);
}

static void
a_result_is_not_changed_after_the_letter_is_made (void)
{
  g_autoptr (Village) village = village_new ();
  g_autofree char *application = NULL, *one = NULL, *other = NULL, *why = NULL;

  send_application (village, village->people[0], &application, &one, &other);
  village_move (village, one, "pass", PASS);
  village_move (village, other, "fail", FAIL);
  village_move (village, application, "decide", NULL);
  why = village_refuse (village, one, "correct", "{\"correct_reason\":\"抄错\"}", CUNYI_WORKFLOW_ERROR_GUARD);
  g_assert_nonnull (strstr (why, "更正鉴定结果"));
}

/* ---- terms ---- */

static char *
sign (Village *village, const char *person, const char *answers, CunyiWorkflowError code)
{
  g_autofree char *id = village_open (village, "contract", person, NULL, NULL, "{\"groups\":\"04\"}");
  g_autofree char *why = NULL;

  village_move (village, id, "explain", TOLD);
  if (code != 0)
    return village_refuse (village, id, "sign", answers, code);
  village_move (village, id, "sign", answers);
  return NULL;
}

static void
two_contracts_of_one_person_cannot_overlap (void)
{
  static const struct {
    const char *answers;
    gboolean refused;
  } cases[] = {
    { SIGN ("2025-06-01"), FALSE }, /* until 2026-05-31 */
    { SIGN ("2026-03-10"), TRUE },  /* begins inside */
    { SIGN ("2024-06-02"), TRUE },  /* ends on its first day */
    { SIGN ("2024-06-01"), FALSE }, /* ends on the day before */
    { "{\"sign_kind\":\"2\",\"sign_date\":\"2026-03-10\",\"begin_date\":\"2026-05-31\",\"years\":1,\"party_a_signer\":\"王\","
      "\"party_b_signer\":\"张\",\"sign_way\":\"0\",\"read_signed\":\"1\",\"paid\":\"0\"}", TRUE }, /* on its last day */
    { "{\"sign_kind\":\"2\",\"sign_date\":\"2026-03-10\",\"begin_date\":\"2026-06-01\",\"years\":1,\"party_a_signer\":\"王\","
      "\"party_b_signer\":\"张\",\"sign_way\":\"0\",\"read_signed\":\"1\",\"paid\":\"0\"}", FALSE }, /* on the day after */
  };
  g_autoptr (Village) village = village_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *why = sign (village, village->people[0], cases[i].answers,
                                   cases[i].refused ? CUNYI_WORKFLOW_ERROR_OVERLAP : 0);

      g_test_message ("%u: %s", i, why != NULL ? why : "signed");
      if (cases[i].refused)
        g_assert_nonnull (strstr (why, "2025-06-01"));
    }
  g_free (sign (village, village->people[1], SIGN ("2026-03-10"), 0)); /* of somebody else */
}

static void
a_member_with_another_contract_stops_the_household (void)
{
  g_autoptr (Village) village = village_new ();
  g_autofree char *household = village_open (village, "household_agreement", village->household, NULL, NULL, NULL);
  g_autofree char *first = village_open (village, "contract", village->people[0], NULL, household, "{\"groups\":\"04\"}");
  g_autofree char *second = village_open (village, "contract", village->people[1], NULL, household, "{\"groups\":\"04\"}");
  g_autofree char *why = NULL;
  const char *chosen[] = { first, NULL };
  CunyiMoveRequest request = { .move = "sign", .answers = SIGN ("2026-03-10"), .defaults = TRUE, .children = chosen };
  g_autoptr (GError) error = NULL;

  g_free (sign (village, village->people[1], SIGN ("2025-06-01"), 0));
  village_move (village, household, "explain", TOLD);
  why = village_refuse (village, household, "sign", SIGN ("2026-03-10"), CUNYI_WORKFLOW_ERROR_OVERLAP);
  g_assert_nonnull (strstr (why, "张1"));
  village_assert_state (village, first, "explained");
  /* Without that member it goes on. */
  g_assert_true (cunyi_case_move (village->book, household, &request, &error));
  g_assert_no_error (error);
  village_assert_state (village, first, "active");
  village_assert_state (village, second, "explained");
}

static void
a_contract_expires_by_itself (void)
{
  g_autoptr (Village) village = village_new ();
  g_autofree char *id = village_open (village, "contract", village->people[0], NULL, NULL, "{\"groups\":\"04\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = NULL;
  guint n = 7;

  village_move (village, id, "explain", TOLD);
  village_move (village, id, "sign",
                "{\"sign_kind\":\"1\",\"sign_date\":\"2026-03-10\",\"begin_date\":\"2026-03-12\",\"years\":1,\"party_a_signer\":\"王\","
                "\"party_b_signer\":\"张\",\"sign_way\":\"0\",\"read_signed\":\"1\",\"paid\":\"0\"}");
  village_assert_state (village, id, "signed");
  g_assert_true (cunyi_case_advance_all (village->book, &n, &error));
  g_assert_cmpuint (n, ==, 0);
  cunyi_clock_hold ("2026-03-12");
  g_assert_true (cunyi_case_advance_all (village->book, &n, &error));
  g_assert_cmpuint (n, ==, 1);
  village_assert_state (village, id, "active");
  cunyi_clock_hold ("2027-03-11"); /* the last day */
  g_assert_true (cunyi_case_advance_all (village->book, &n, &error));
  village_assert_state (village, id, "active");
  cunyi_clock_hold ("2027-04-20");
  g_assert_true (cunyi_case_advance_all (village->book, &n, &error));
  village_assert_state (village, id, "expired");
  events = cunyi_case_list_events (village->book, id, &error);
  g_assert_cmpuint (events->len, ==, 5);
  g_assert_cmpstr (((CunyiCaseEvent *) events->pdata[4])->day, ==, "2027-03-12"); /* when it was, not when it was seen */
  g_assert_cmpstr (((CunyiCaseEvent *) events->pdata[4])->staff, ==, "");
}

static void
a_year_from_the_last_of_february_ends_on_a_day_that_there_is (void)
{
  static const struct {
    const char *sign, *years, *ends;
  } cases[] = {
    { "2024-02-29", "1", "2025-02-28" },
    { "2024-03-01", "1", "2025-02-28" },
    { "2023-03-01", "1", "2024-02-29" },
    { "2024-01-01", "2", "2025-12-31" },
    { "2025-07-15", "3", "2028-07-14" },
  };
  g_autoptr (Village) village = village_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = village_open (village, "contract", village->people[i], NULL, NULL, "{\"groups\":\"04\"}");
      g_autofree char *answers
          = g_strdup_printf ("{\"sign_kind\":\"1\",\"sign_date\":\"%s\",\"years\":%s,\"party_a_signer\":\"王\","
                             "\"party_b_signer\":\"张\",\"sign_way\":\"0\",\"read_signed\":\"1\",\"paid\":\"0\"}",
                             cases[i].sign, cases[i].years);
      g_autofree char *ends = NULL;

      village_move (village, id, "explain", TOLD);
      village_move (village, id, "sign", answers);
      ends = village_get (village, "contract", id, "ends");
      g_assert_cmpstr (ends, ==, cases[i].ends);
    }
}

/* ---- days ---- */

static void
a_problem_is_due_by_the_rule_of_its_type (void)
{
  static const struct {
    const char *topic, *day, *due;
  } cases[] = {
    { "P_CARD", "2026-03-10", "2026-03-17" },   /* 7 days */
    { "P_CARDUSE", "2026-03-10", "2026-04-09" }, /* 30 days */
    { "P_FOLLOW", "2026-03-10", "2026-03-31" }, /* end of quarter */
    { "P_FOLLOW", "2026-01-01", "2026-03-31" },
    { "P_FOLLOW", "2025-12-31", "2025-12-31" },
    { "P_CHECK", "2026-03-10", "2026-12-31" },  /* end of year */
    { "P_DATA", "2026-03-10", "2026-03-16" },   /* 4 working days from a Tuesday */
    { "P_DATA", "2026-03-02", "2026-03-06" },   /* from a Monday */
    { "P_DATA", "2026-03-06", "2026-03-12" },   /* from a Friday */
    { "P_DATA", "2026-03-07", "2026-03-12" },   /* from a Saturday */
    { "P_DATA", "2026-03-08", "2026-03-12" },   /* from a Sunday */
    { "P_RISK", "2026-03-10", "" },             /* set by the user */
  };
  g_autoptr (Village) village = village_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CunyiCaseOpening opening = { .workflow = "problem", .subject = village->people[i], .topic = cases[i].topic,
                                   .day = cases[i].day, .defaults = TRUE };
      g_autoptr (GError) error = NULL;
      g_autofree char *id = cunyi_case_open (village->book, &opening, &error);
      g_autofree char *due = NULL;

      g_assert_no_error (error);
      due = village_get (village, "problem", id, "due");
      g_test_message ("%s %s", cases[i].topic, cases[i].day);
      g_assert_cmpstr (due, ==, cases[i].due);
    }
}

static void
a_move_happens_between_the_opening_and_today (void)
{
  static const struct {
    const char *day;
    gboolean allowed;
  } cases[] = {
    { "2026-03-04", FALSE }, { "2026-03-11", FALSE }, { "2026-02-30", FALSE }, { "soon", FALSE },
    { "2026-03-05", TRUE },
  };
  g_autoptr (Village) village = village_new ();
  CunyiCaseOpening opening = { .workflow = "problem", .subject = village->people[0], .topic = "P_INS", .day = "2026-03-05",
                               .defaults = TRUE };
  g_autofree char *id = cunyi_case_open (village->book, &opening, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CunyiMoveRequest request = { .move = "reject", .day = cases[i].day, .answers = "{\"reject_reason\":\"重复\"}" };
      g_autoptr (GError) error = NULL;

      g_assert_true (cunyi_case_move (village->book, id, &request, &error) == cases[i].allowed);
      if (!cases[i].allowed)
        g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_INVALID);
    }
}

/* ---- opening ---- */

static void
what_cannot_be_is_not_opened (void)
{
  g_autoptr (Village) village = village_new ();
  g_autofree char *problem = village_open (village, "problem", village->place, "P_CLINIC", NULL, NULL);
  const struct {
    CunyiCaseOpening opening;
    CunyiWorkflowError code;
  } cases[] = {
    { { .workflow = "contract", .subject = village->household }, CUNYI_WORKFLOW_ERROR_SUBJECT },
    { { .workflow = "household_agreement", .subject = village->people[0] }, CUNYI_WORKFLOW_ERROR_SUBJECT },
    { { .workflow = "contract", .subject = "nobody" }, CUNYI_WORKFLOW_ERROR_NOT_FOUND },
    { { .workflow = "contracts", .subject = village->people[0] }, CUNYI_WORKFLOW_ERROR_UNKNOWN },
    { { .workflow = "problem", .subject = village->people[0], .topic = "P_NONE" }, CUNYI_WORKFLOW_ERROR_UNKNOWN },
    { { .workflow = "problem", .subject = village->people[0] }, CUNYI_WORKFLOW_ERROR_UNKNOWN }, /* about nothing */
    { { .workflow = "contract", .subject = village->people[0], .parent = "nothing" }, CUNYI_WORKFLOW_ERROR_NOT_FOUND },
    { { .workflow = "contract", .subject = village->people[0], .parent = problem }, CUNYI_WORKFLOW_ERROR_SUBJECT },
    { { .workflow = "contract", .subject = village->people[0], .day = "2026-03-11" }, CUNYI_WORKFLOW_ERROR_INVALID },
    { { .workflow = "problem", .subject = village->people[0], .topic = "P_INS", .answers = "{\"text\":\"\"}" },
      CUNYI_WORKFLOW_ERROR_REQUIRED },
  };
  gint64 n = village_count (village, "case_");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cunyi_case_open (village->book, &cases[i].opening, &error));
      g_test_message ("%u: %s", i, error->message);
      g_assert_error (error, CUNYI_WORKFLOW_ERROR, (int) cases[i].code);
    }
  g_assert_cmpint (village_count (village, "case_"), ==, n);
}

static CunyiOpening *
opening_new (const char *workflow, const char *topic, const char *path, int parent)
{
  CunyiOpening *opening = g_new0 (CunyiOpening, 1);

  opening->workflow = g_strdup (workflow);
  opening->topic = g_strdup (topic);
  opening->subject = g_strdup ("");
  opening->path = g_strdup (path);
  opening->parent = parent;
  return opening;
}

static void
opening_free (gpointer data)
{
  CunyiOpening *opening = data;

  g_free (opening->workflow);
  g_free (opening->topic);
  g_free (opening->subject);
  g_free (opening->path);
  g_free (opening);
}

static void
a_form_opens_an_application_with_its_diseases_once (void)
{
  g_autoptr (Village) village = village_new ();
  g_autoptr (GPtrArray) openings = g_ptr_array_new_with_free_func (opening_free);
  g_autoptr (GPtrArray) ids = NULL, again = NULL, children = NULL;
  g_autoptr (GError) error = NULL;
  const char *answers = "{\"apply_date\":\"2026-03-10\",\"mat_missing\":\"照片\",\"diseases\":[{\"disease\":\"hypertension\",\"disease_stage\":\"3级\"},"
                        "{\"disease\":\"diabetes\",\"disease_stage\":\"有并发症\",\"fixed_hospital\":\"县医院\"}]}";
  g_autofree char *stage = NULL, *hospital = NULL, *papers = NULL;

  g_ptr_array_add (openings, opening_new ("chronic_application", "", "", -1));
  g_ptr_array_add (openings, opening_new ("chronic_disease", "hypertension", "diseases[1]", 0));
  g_ptr_array_add (openings, opening_new ("chronic_disease", "diabetes", "diseases[2]", 0));
  g_assert_true (cunyi_case_open_all (village->book, openings, "r1", village->people[0], NULL, NULL, answers, &ids, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 3);
  children = cunyi_case_list_children (village->book, ids->pdata[0], &error);
  g_assert_cmpuint (children->len, ==, 2);
  stage = village_get (village, "chronic_disease", ids->pdata[2], "stage");
  g_assert_cmpstr (stage, ==, "有并发症");
  hospital = village_get (village, "chronic_disease", ids->pdata[1], "fixed_hospital");
  g_assert_cmpstr (hospital, ==, "");

  papers = village_get (village, "chronic_application", ids->pdata[0], "missing_papers");
  g_assert_cmpstr (papers, ==, "照片");

  /* The form saved again opens only what is new. */
  g_ptr_array_add (openings, opening_new ("chronic_disease", "mental", "diseases[3]", 0));
  g_assert_true (cunyi_case_open_all (village->book, openings, "r1", village->people[0], NULL, NULL, answers, &again, &error));
  g_assert_cmpstr (again->pdata[1], ==, ids->pdata[1]);
  g_assert_cmpint (village_count (village, "case_"), ==, 4);
}

static void
a_second_visit_finds_the_problem_open_already (void)
{
  g_autoptr (Village) village = village_new ();
  g_autoptr (GPtrArray) openings = g_ptr_array_new_with_free_func (opening_free);
  g_autoptr (GPtrArray) first = NULL, second = NULL, third = NULL;
  g_autofree char *source = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (openings, opening_new ("problem", "P_INS", "insured", -1));
  cunyi_case_open_all (village->book, openings, "r1", village->people[0], NULL, NULL, "{}", &first, &error);
  g_assert_no_error (error);
  source = village_get (village, "problem", first->pdata[0], "source");
  g_assert_cmpstr (source, ==, "1"); /* 入户走访 */
  cunyi_case_open_all (village->book, openings, "r2", village->people[0], NULL, NULL, "{}", &second, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second->pdata[0], ==, first->pdata[0]);
  village_move (village, first->pdata[0], "reject", "{\"reject_reason\":\"已参保\"}");
  cunyi_case_open_all (village->book, openings, "r3", village->people[0], NULL, NULL, "{}", &third, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (third->pdata[0], !=, first->pdata[0]);
}

static void
what_a_document_sees_is_there (void)
{
  g_autoptr (Village) village = village_new ();
  g_autofree char *application = NULL, *one = NULL, *other = NULL;
  g_autoptr (CunyiCase) c = NULL;
  g_autoptr (CunyiContext) context = NULL;
  CunyiContext *row;

  send_application (village, village->people[0], &application, &one, &other);
  village_move (village, other, "fail", FAIL);
  c = cunyi_case_load (village->book, application, NULL);
  context = cunyi_case_get_context (village->book, c, NULL, NULL);
  g_assert_cmpstr (cunyi_context_get (context, "person_name"), ==, "张0");
  g_assert_cmpstr (cunyi_context_get (context, "person_age"), ==, "65");
  g_assert_cmpstr (cunyi_context_get (context, "place_name"), ==, "柳河村");
  g_assert_cmpstr (cunyi_context_get (context, "carried_by"), ==, "李医生");
  g_assert_cmpuint (cunyi_context_n_rows (context, "chronic_disease"), ==, 2);
  row = cunyi_context_get_row (context, "chronic_disease", 1);
  g_assert_cmpstr (cunyi_context_get (row, "topic_label"), ==, "2型糖尿病");
  g_assert_cmpstr (cunyi_context_get (row, "state_label"), ==, "不符合");
  g_assert_cmpstr (cunyi_context_get (row, "fail_reason"), ==, "未达标准");
}

static CunyiContext *
describe (CunyiDatabase *database, const char *subject, gpointer data, GError **error)
{
  CunyiContext *context = cunyi_context_new ();

  cunyi_context_set (context, "person_name", "名册上的名字");
  cunyi_context_set (context, "team_name", data);
  return context;
}

static void
what_the_program_knows_of_a_subject_is_seen (void)
{
  g_autoptr (Village) village = village_new ();
  g_autofree char *id = NULL, *household = NULL, *team = NULL, *typed = NULL;
  g_autoptr (CunyiCase) c = NULL;
  g_autoptr (CunyiContext) context = NULL;

  cunyi_book_set_about (village->book, describe, g_strdup ("第二团队"), g_free);
  household = village_open (village, "household_agreement", village->household, NULL, NULL, NULL);
  team = village_get (village, "household_agreement", household, "team");
  g_assert_cmpstr (team, ==, "第二团队"); /* the default of the question */
  id = village_open (village, "contract", village->people[0], NULL, household, NULL);
  village_move (village, household, "explain", TOLD);
  typed = village_get (village, "contract", id, "team");
  g_assert_cmpstr (typed, ==, "第一团队"); /* what was typed for the household */
  c = cunyi_case_load (village->book, id, NULL);
  context = cunyi_case_get_context (village->book, c, NULL, NULL);
  g_assert_cmpstr (cunyi_context_get (context, "person_name"), ==, "名册上的名字");
}

static void
a_form_opens_all_its_cases_or_none (void)
{
  g_autoptr (Village) village = village_new ();
  g_autoptr (GPtrArray) openings = g_ptr_array_new_with_free_func (opening_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (openings, opening_new ("problem", "P_INS", "insured", -1));
  g_ptr_array_add (openings, opening_new ("problem", "P_NONE", "card", -1));
  g_assert_false (cunyi_case_open_all (village->book, openings, "r1", village->people[0], NULL, NULL, "{}", NULL, &error));
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_UNKNOWN);
  g_assert_cmpint (village_count (village, "case_"), ==, 0);
  g_assert_cmpint (village_count (village, "case_event"), ==, 0);
}

/* ---- looking ahead ---- */

static void
the_list_of_moves_says_which_and_why_not (void)
{
  static const struct {
    const char *move;
    gboolean allowed;
  } expected[] = {
    { "complete", FALSE }, { "need_papers", TRUE }, { "drop", TRUE }, { "gone", TRUE }, /* the usual next move first */
  };
  g_autoptr (Village) village = village_new ();
  g_autofree char *id = village_open (village, "chronic_application", village->people[0], NULL, NULL, NULL);
  g_autofree char *disease = NULL;
  g_autoptr (CunyiCase) c = cunyi_case_load (village->book, id, NULL);
  g_autoptr (GPtrArray) moves = cunyi_case_list_moves (village->book, c, NULL);
  g_autoptr (GPtrArray) later = NULL;

  g_assert_cmpuint (moves->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < moves->len; i++)
    {
      const CunyiPossibleMove *possible = moves->pdata[i];

      g_assert_cmpstr (possible->move->name, ==, expected[i].move);
      g_assert_true (possible->allowed == expected[i].allowed);
      g_assert_true ((possible->why == NULL) == possible->allowed);
    }
  disease = village_open (village, "chronic_disease", village->people[0], "mental", id, NULL);
  later = cunyi_case_list_moves (village->book, c, NULL);
  g_assert_true (((CunyiPossibleMove *) later->pdata[0])->allowed);
}

static void
a_guard_over_answers_waits_for_them (void)
{
  g_autoptr (Village) village = village_new ();
  g_autofree char *id = village_open (village, "problem", village->people[0], "P_INS", NULL, NULL);
  g_autoptr (CunyiCase) c = NULL;
  g_autoptr (GPtrArray) moves = NULL;

  village_move (village, id, "assign", ASSIGN);
  village_move (village, id, "finish", FINISH);
  c = cunyi_case_load (village->book, id, NULL);
  moves = cunyi_case_list_moves (village->book, c, NULL);
  for (guint i = 0; i < moves->len; i++)
    g_assert_true (((CunyiPossibleMove *) moves->pdata[i])->allowed);
}

static void
a_move_asks_only_its_own_questions (void)
{
  g_autoptr (Village) village = village_new ();
  g_autofree char *id = village_open (village, "problem", village->people[0], "P_CARD", NULL, NULL);
  g_autoptr (CunyiCase) c = cunyi_case_load (village->book, id, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiSession) session = cunyi_case_ask (village->book, c, "assign", NULL, &error);
  g_autoptr (CunyiFinished) finished = NULL;

  g_assert_no_error (error);
  g_assert_true (cunyi_session_find (session, "unit")->visible);
  g_assert_true (cunyi_session_find (session, "unit")->required);
  g_assert_false (cunyi_session_find (session, "checker")->visible);
  g_assert_cmpstr (cunyi_session_get (session, "deadline"), ==, "2026-03-17"); /* of its type */
  g_assert_cmpstr (cunyi_session_get (session, "responsible"), ==, "李医生");   /* who found it */
  g_assert_null (cunyi_session_finish (session));
  g_assert_true (cunyi_session_set (session, "unit", "村卫生室"));
  g_assert_true (cunyi_session_set (session, "measure", "带去鉴定"));
  g_assert_true (cunyi_session_set (session, "deadline", "2026-03-14"));
  finished = cunyi_session_finish (session);
  g_assert_nonnull (finished);
  {
    CunyiMoveRequest request = { .move = "assign", .from = "open", .answers = finished->answers };
    g_autofree char *due = NULL;

    g_assert_true (cunyi_case_move (village->book, id, &request, &error));
    g_assert_no_error (error);
    due = village_get (village, "problem", id, "due");
    g_assert_cmpstr (due, ==, "2026-03-14");
  }
}

/* ---- the store ---- */

static void
a_case_that_was_moved_meanwhile_is_told (void)
{
  g_autoptr (Village) village = village_new ();
  g_autofree char *id = village_open (village, "problem", village->people[0], "P_INS", NULL, NULL);
  CunyiMoveRequest request = { .move = "reject", .from = "open", .answers = "{\"reject_reason\":\"重复\"}" };
  g_autoptr (GError) error = NULL;

  village_move (village, id, "assign", ASSIGN);
  g_assert_false (cunyi_case_move (village->book, id, &request, &error));
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_STALE);
  village_assert_state (village, id, "mending");
}

static void
the_history_tells_who_did_what_and_when (void)
{
  g_autoptr (Village) village = village_new ();
  g_autofree char *id = village_open (village, "problem", village->people[0], "P_INS", NULL, NULL);
  g_autoptr (GPtrArray) events = NULL;
  const CunyiCaseEvent *event;

  village_move (village, id, "assign", ASSIGN);
  events = cunyi_case_list_events (village->book, id, NULL);
  g_assert_cmpuint (events->len, ==, 2);
  event = events->pdata[0];
  g_assert_cmpstr (event->label, ==, "登记");
  g_assert_cmpstr (event->to_label, ==, "待交办");
  event = events->pdata[1];
  g_assert_cmpstr (event->move, ==, "assign");
  g_assert_cmpstr (event->from_label, ==, "待交办");
  g_assert_cmpstr (event->to_label, ==, "处置中");
  g_assert_cmpstr (event->staff_name, ==, "李医生");
  g_assert_cmpstr (event->day, ==, VILLAGE_TODAY);
  g_assert_nonnull (strstr (event->data, "\"deadline\":\"2026-03-20\""));
  g_assert_null (strstr (event->data, "checker"));
}

static void
cases_are_listed_by_urgency_and_counted_by_state (void)
{
  g_autoptr (Village) village = village_new ();
  g_autofree char *late = village_open (village, "problem", village->people[0], "P_CARDUSE", NULL, NULL);
  g_autofree char *soon = village_open (village, "problem", village->people[1], "P_CARD", NULL, NULL);
  g_autofree char *never = village_open (village, "problem", village->people[2], "P_RISK", NULL, NULL);
  g_autoptr (GPtrArray) cases = cunyi_case_list_in_state (village->book, "problem", "open", NULL);
  g_autoptr (GPtrArray) counts = cunyi_case_count_states (village->book, "problem", "2026-03-20", NULL);
  g_autoptr (GPtrArray) mine = cunyi_case_list_of_subject (village->book, village->people[0], NULL, NULL);

  g_assert_cmpuint (cases->len, ==, 3);
  g_assert_cmpstr (((CunyiCase *) cases->pdata[0])->id, ==, soon);
  g_assert_cmpstr (((CunyiCase *) cases->pdata[1])->id, ==, late);
  g_assert_cmpstr (((CunyiCase *) cases->pdata[2])->id, ==, never);
  g_assert_cmpstr (((CunyiStateCount *) counts->pdata[0])->state, ==, "open");
  g_assert_cmpint (((CunyiStateCount *) counts->pdata[0])->n, ==, 3);
  g_assert_cmpint (((CunyiStateCount *) counts->pdata[0])->overdue, ==, 1);
  g_assert_cmpint (((CunyiStateCount *) counts->pdata[1])->n, ==, 0);
  g_assert_cmpuint (mine->len, ==, 1);
}

#define LOAN(states, moves) \
  "settings\n,id,title\n,loan,借书\nsurvey\n,type,name,label\n,text,reader,读者\nstates\n,name,label,kind\n" states \
  "moves\n,name,label,from,to\n" moves

static void
a_case_goes_on_in_a_state_that_a_new_workflow_does_not_know (void)
{
  g_autoptr (Village) village = village_new ();
  g_autofree char *old = NULL, *young = NULL;
  g_autoptr (CunyiCase) c = NULL;
  g_autoptr (GError) error = NULL;

  village_put (village, "loan", LOAN (",asked,申请,first\n,lent,借出,middle\n,back,归还,last\n",
                                      ",lend,借,asked,lent\n,return,还,lent,back\n"));
  old = village_open (village, "loan", village->people[0], NULL, NULL, NULL);
  village_move (village, old, "lend", NULL);
  village_put (village, "loan", LOAN (",asked,申请,first\n,back,归还,last\n", ",finish,完,asked,back\n"));
  village_move (village, old, "return", NULL);
  c = cunyi_case_load (village->book, old, &error);
  g_assert_cmpstr (c->state, ==, "back");
  young = village_open (village, "loan", village->people[1], NULL, NULL, NULL);
  village_move (village, young, "finish", NULL);
}

static void
a_broken_workflow_takes_nothing_else_down (void)
{
  g_autoptr (Village) village = village_new ();
  CunyiCaseOpening opening = { .workflow = "loan", .subject = village->people[0] };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  village_put (village, "loan", LOAN (",asked,申请,first\n", ",lend,借,asked,lent\n"));
  g_assert_null (cunyi_case_open (village->book, &opening, &error));
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_DEFINITION);
  id = village_open (village, "problem", village->people[0], "P_INS", NULL, NULL);
}

/* Runs in a process of its own: moves a case and is killed before the commit. */
static void
move_and_die (void)
{
  g_autoptr (GError) error = NULL;
  CunyiDatabase *database = cunyi_database_open (g_getenv ("CUNYI_TEST_FILE"), "doctor", "secret", &error);
  CunyiBook *book = cunyi_book_new (database);
  CunyiMoveRequest request = { .move = "assign", .answers = ASSIGN, .defaults = TRUE };

  g_assert_no_error (error);
  cunyi_clock_hold (VILLAGE_TODAY);
  cunyi_database_begin (database, "Outer", &error);
  g_assert_true (cunyi_case_move (book, g_getenv ("CUNYI_TEST_CASE"), &request, &error));
  g_print ("moved\n");
  fflush (stdout);
  kill (getpid (), SIGKILL);
}

static void
a_killed_move_leaves_nothing (void)
{
  g_autoptr (Village) village = NULL;
  g_autofree char *id = NULL;

  if (g_test_subprocess ())
    {
      move_and_die ();
      return;
    }
  village = village_new ();
  id = village_open (village, "problem", village->people[0], "P_INS", NULL, NULL);
  g_setenv ("CUNYI_TEST_FILE", village->file, TRUE);
  g_setenv ("CUNYI_TEST_CASE", id, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_stdout ("*moved*");
  village_assert_state (village, id, "open");
  g_assert_cmpint (village_count (village, "case_event"), ==, 1);
  village_move (village, id, "assign", ASSIGN);
}

/* A form is saved while the store does not say what its cases wait for: not saved without them, and no word of it. */
static void
a_workflow_that_the_store_does_not_give_is_told (void)
{
  g_autoptr (Village) village = village_new ();
  g_autofree char *application = NULL, *one = NULL, *other = NULL, *refused = NULL;
  g_autoptr (CunyiStatement) hide = cunyi_database_prepare (village->database, "CREATE TEMP VIEW definition AS SELECT 1 AS elsewhere", NULL);
  g_autoptr (GError) error = NULL;

  send_application (village, village->people[0], &application, &one, &other);
  cunyi_book_reload (village->book);
  g_assert_true (cunyi_statement_run (hide, &error));
  g_assert_false (cunyi_case_move_filled (village->book, "household_visit", village->people[0], VILLAGE_TODAY, village->doctor, "{}",
                                          &refused, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/cases/" #name, name)
  TEST (every_move_of_every_workflow_can_be_made);
  TEST (what_is_walked_stands_in_the_views);
  TEST (guards_refuse);
  TEST (no_disease_is_left_out_of_a_result);
  TEST (a_card_line_is_reviewed_or_lapses);
  TEST (a_result_needs_the_day_the_expert_and_who_copied_it);
  TEST (a_disease_is_part_of_an_application_without_results);
  TEST (a_result_is_not_changed_after_the_letter_is_made);
  TEST (two_contracts_of_one_person_cannot_overlap);
  TEST (a_member_with_another_contract_stops_the_household);
  TEST (a_contract_expires_by_itself);
  TEST (a_year_from_the_last_of_february_ends_on_a_day_that_there_is);
  TEST (a_problem_is_due_by_the_rule_of_its_type);
  TEST (a_move_happens_between_the_opening_and_today);
  TEST (what_cannot_be_is_not_opened);
  TEST (a_form_opens_an_application_with_its_diseases_once);
  TEST (a_second_visit_finds_the_problem_open_already);
  TEST (what_a_document_sees_is_there);
  TEST (what_the_program_knows_of_a_subject_is_seen);
  TEST (a_form_opens_all_its_cases_or_none);
  TEST (the_list_of_moves_says_which_and_why_not);
  TEST (a_guard_over_answers_waits_for_them);
  TEST (a_move_asks_only_its_own_questions);
  TEST (a_case_that_was_moved_meanwhile_is_told);
  TEST (the_history_tells_who_did_what_and_when);
  TEST (cases_are_listed_by_urgency_and_counted_by_state);
  TEST (a_case_goes_on_in_a_state_that_a_new_workflow_does_not_know);
  TEST (a_broken_workflow_takes_nothing_else_down);
  TEST (a_workflow_that_the_store_does_not_give_is_told);
  TEST (a_killed_move_leaves_nothing);
  return g_test_run ();
}
