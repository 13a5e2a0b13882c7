/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rules about care and contracts: for each one somebody whom it must name and somebody whom it must not. Today is
 * 2022-08-01. */

#include "config.h"

#include "clinic/agenda.h"
#include "clinic/due.h"
#include "clinic/resident.h"
#include "neighbours.h"
#include "scratch.h"
#include "workflow/move.h"

#include <string.h>

static Scratch *scratch;
static guint n_homes;

static const char *
add_home (void)
{
  g_autofree char *number = g_strdup_printf ("%04u", ++n_homes);

  return add_household (scratch->clinic, number);
}

/* The head of a household of his own, with a disease or none. */
static const char *
add_one (const char *name, const char *birth, const char *disease, const char *since)
{
  const char *person = add_person (scratch->clinic, add_home (), name, "02", "1", birth);

  if (disease)
    add_diseases (scratch->clinic, person, since, disease, NULL);
  return person;
}

static const char *
home_of (const char *person)
{
  g_autoptr (CunyiPerson) p = cunyi_person_load (cunyi_clinic_get_database (scratch->clinic), person, NULL);

  return g_intern_string (p->household);
}

static void
visit (const char *form, const char *person, const char *day, const char *answers)
{
  g_autofree char *all = g_strdup_printf ("{\"visit_date\":\"%s\",%s}", day, answers);

  put_record (scratch->clinic, form, person, day, all);
}

#define MET "\"outcome\":\"1\",\"visit_mode\":\"2\","

static GPtrArray *findings, *due, *indicators;

static void
look (void)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&findings, g_ptr_array_unref);
  g_clear_pointer (&due, g_ptr_array_unref);
  g_clear_pointer (&indicators, g_ptr_array_unref);
  findings = list_findings (scratch->clinic);
  due = list_due (scratch->clinic);
  indicators = cunyi_indicator_list (scratch->clinic, NULL, &error);
  g_assert_no_error (error);
}

static const CunyiDue *
find_due (const char *rule, const char *subject)
{
  return due_of (due, rule, subject);
}

static gboolean
is_missing (const char *name, const char *subject)
{
  for (guint i = 0; i < indicators->len; i++)
    {
      const CunyiIndicator *indicator = g_ptr_array_index (indicators, i);

      if (g_str_equal (indicator->name, name))
        return g_ptr_array_find_with_equal_func (indicator->missing, subject, g_str_equal, NULL);
    }
  g_error ("There is no indicator %s.", name);
}

static void
begin (void)
{
  scratch = scratch_new ("national");
  n_homes = 0;
}

static void
end (void)
{
  g_clear_pointer (&findings, g_ptr_array_unref);
  g_clear_pointer (&due, g_ptr_array_unref);
  g_clear_pointer (&indicators, g_ptr_array_unref);
  scratch_free (scratch);
}

#define NAMED(check, person, words) \
  G_STMT_START { \
    const char *said = finding_of (findings, check, person); \
    g_assert_nonnull (said); \
    g_assert_nonnull (strstr (said, words)); \
  } G_STMT_END
#define NOT_NAMED(check, person) g_assert_null (finding_of (findings, check, person))

/* ---- follow-ups ---- */

static void
an_unsatisfactory_visit_is_followed_within_two_weeks (void)
{
  const char *high, *fine, *worse, *referred, *answered, *lost, *dead;

  begin ();
  high = add_one ("甲", "1960-01-01", "hypertension", "2020-01-01");
  fine = add_one ("乙", "1960-01-01", "hypertension", "2020-01-01");
  worse = add_one ("丙", "1960-01-01", "diabetes", "2020-01-01");
  referred = add_one ("丁", "1960-01-01", "diabetes", "2020-01-01");
  answered = add_one ("戊", "1960-01-01", "hypertension", "2020-01-01");
  lost = add_one ("己", "1960-01-01", "hypertension", "2020-01-01");
  dead = add_one ("庚", "1960-01-01", "hypertension", "2020-01-01");
  visit ("hypertension_followup", high, "2022-07-20", MET "\"class\":\"2\",\"sbp\":160,\"dbp\":95,\"next_date\":\"2022-10-01\"");
  visit ("hypertension_followup", fine, "2022-07-20", MET "\"class\":\"1\",\"sbp\":130,\"dbp\":80,\"next_date\":\"2022-10-01\"");
  visit ("diabetes_followup", worse, "2022-07-25", MET "\"class\":\"4\",\"fpg\":6.1");
  visit ("diabetes_followup", referred, "2022-07-22",
         MET "\"class\":\"1\",\"fpg\":6.1,\"referral_reason\":\"视力下降\",\"referral_org\":\"县医院眼科\"");
  visit ("hypertension_followup", answered, "2022-07-02",
         MET "\"class\":\"2\",\"referral_reason\":\"连续不满意\",\"referral_org\":\"县医院\"");
  visit ("hypertension_followup", answered, "2022-07-12", MET "\"class\":\"1\",\"next_date\":\"2022-10-10\"");
  visit ("hypertension_followup", lost, "2022-07-12", "\"outcome\":\"2\",\"outcome_text\":\"外出\",\"next_date\":\"2022-08-20\"");
  visit ("hypertension_followup", dead, "2022-07-12", "\"outcome\":\"3\",\"outcome_text\":\"脑出血\",\"death_date\":\"2022-07-11\"");
  look ();
  g_assert_cmpint (find_due ("followup", high)->due, ==, cunyi_day_parse ("2022-08-03"));
  g_assert_cmpstr (find_due ("followup", high)->what, ==, "高血压随访：上次控制不满意");
  g_assert_null (find_due ("followup", fine));
  g_assert_cmpstr (find_due ("followup", worse)->what, ==, "2型糖尿病随访：上次有并发症");
  /* The answer of a referral within two weeks; a later visit is the answer. */
  g_assert_cmpint (find_due ("followup", referred)->due, ==, cunyi_day_parse ("2022-08-05"));
  g_assert_cmpstr (find_due ("followup", referred)->what, ==, "2型糖尿病随访：上次转诊到县医院眼科，问转诊结果");
  g_assert_null (find_due ("followup", answered));
  /* Who was not found is still to be found in the quarter; who died is not visited, but the register must know. */
  g_assert_cmpint (find_due ("followup", lost)->due, ==, cunyi_day_parse ("2022-08-20"));
  g_assert_nonnull (strstr (find_due ("followup", lost)->what, "失访"));
  g_assert_null (find_due ("followup", dead));
  NAMED ("followup_dead", dead, "登记死亡");
  NOT_NAMED ("followup_dead", lost);
  end ();
}

/* An attempt that met nobody does not answer what the visit before it had asked for. */
static void
who_was_not_found_is_still_to_be_followed (void)
{
  const char *high, *sent, *told, *regular, *unstable, *again;

  begin ();
  high = add_one ("甲", "1960-01-01", "hypertension", "2020-01-01");
  sent = add_one ("乙", "1960-01-01", "diabetes", "2020-01-01");
  told = add_one ("丙", "1960-01-01", "hypertension", "2020-01-01");
  regular = add_one ("丁", "1960-01-01", "hypertension", "2020-01-01");
  unstable = add_one ("戊", "1970-01-01", "mental", "2020-01-01");
  again = add_one ("己", "1970-01-01", "mental", "2020-01-01");
  visit ("hypertension_followup", high, "2022-07-05", MET "\"class\":\"2\",\"sbp\":160,\"dbp\":95,\"next_date\":\"2022-07-19\"");
  visit ("hypertension_followup", high, "2022-07-19", "\"outcome\":\"2\",\"outcome_text\":\"外出\"");
  visit ("diabetes_followup", sent, "2022-07-06", MET "\"class\":\"2\",\"referral_reason\":\"连续两次\",\"referral_org\":\"县医院\"");
  visit ("diabetes_followup", sent, "2022-07-18", "\"outcome\":\"2\",\"outcome_text\":\"外出\"");
  visit ("hypertension_followup", told, "2022-07-05", MET "\"class\":\"3\"");
  visit ("hypertension_followup", told, "2022-07-19", "\"outcome\":\"2\",\"outcome_text\":\"外出\",\"next_date\":\"2022-08-02\"");
  visit ("hypertension_followup", regular, "2022-07-05", MET "\"class\":\"1\",\"next_date\":\"2022-10-01\"");
  visit ("hypertension_followup", regular, "2022-07-19", "\"outcome\":\"2\",\"outcome_text\":\"外出\"");
  visit ("mental_followup", unstable, "2022-07-05", MET "\"class\":\"1\"");
  visit ("mental_followup", unstable, "2022-07-15", "\"outcome\":\"2\",\"lost_reason\":\"1\"");
  visit ("mental_followup", again, "2022-06-12", MET "\"class\":\"2\"");
  visit ("mental_followup", again, "2022-06-25", "\"outcome\":\"2\",\"lost_reason\":\"1\"");
  visit ("mental_followup", again, "2022-07-02", MET "\"class\":\"2\"");
  look ();
  g_assert_cmpint (find_due ("followup", high)->due, ==, cunyi_day_parse ("2022-07-19"));
  g_assert_cmpstr (find_due ("followup", high)->what, ==, "高血压随访：上次失访，此前控制不满意");
  g_assert_cmpint (find_due ("followup", sent)->due, ==, cunyi_day_parse ("2022-07-20"));
  g_assert_cmpstr (find_due ("followup", sent)->what, ==, "2型糖尿病随访：上次失访，此前转诊到县医院，问转诊结果");
  g_assert_cmpint (find_due ("followup", told)->due, ==, cunyi_day_parse ("2022-08-02"));
  g_assert_cmpstr (find_due ("followup", told)->what, ==, "高血压随访：上次失访，此前有不良反应");
  g_assert_null (find_due ("followup", regular)); /* until October, as appointed */
  g_assert_cmpint (find_due ("mental_followup", unstable)->due, ==, cunyi_day_parse ("2022-07-19"));
  g_assert_cmpstr (find_due ("mental_followup", unstable)->what, ==, "严重精神障碍随访：上次失访，此前不稳定");
  /* Basically stable at two meetings, between them nobody: a month. */
  g_assert_cmpint (find_due ("mental_followup", again)->due, ==, cunyi_day_parse ("2022-08-02"));
  end ();
}

/* Two visits in a row that were not satisfactory, the second without a referral. */
static void
two_unsatisfactory_visits_need_a_referral (void)
{
  const char *twice, *once, *sent, *better, *hidden, *harmed, *calm;

  begin ();
  twice = add_one ("甲", "1960-01-01", "hypertension", "2020-01-01");
  once = add_one ("乙", "1960-01-01", "hypertension", "2020-01-01");
  sent = add_one ("丙", "1960-01-01", "diabetes", "2020-01-01");
  better = add_one ("丁", "1960-01-01", "diabetes", "2020-01-01");
  visit ("hypertension_followup", twice, "2022-07-02", MET "\"class\":\"2\"");
  visit ("hypertension_followup", twice, "2022-07-15", MET "\"class\":\"2\"");
  visit ("hypertension_followup", once, "2022-07-02", MET "\"class\":\"1\"");
  visit ("hypertension_followup", once, "2022-07-15", MET "\"class\":\"2\"");
  visit ("diabetes_followup", sent, "2022-07-02", MET "\"class\":\"2\"");
  visit ("diabetes_followup", sent, "2022-07-15", MET "\"class\":\"2\",\"referral_reason\":\"连续两次\",\"referral_org\":\"县医院\"");
  visit ("diabetes_followup", better, "2022-07-02", MET "\"class\":\"2\"");
  visit ("diabetes_followup", better, "2022-07-09", MET "\"class\":\"2\"");
  visit ("diabetes_followup", better, "2022-07-20", MET "\"class\":\"1\"");
  /* Written as an adverse reaction, and the pressure high all the same; twice a reaction; a reaction after an unsatisfactory visit. */
  hidden = add_one ("戊", "1980-01-01", "hypertension", "2020-01-01");
  harmed = add_one ("己", "1980-01-01", "diabetes", "2020-01-01");
  calm = add_one ("庚", "1980-01-01", "hypertension", "2020-01-01");
  visit ("hypertension_followup", hidden, "2022-07-02", MET "\"class\":\"3\",\"sbp\":150,\"dbp\":88");
  visit ("hypertension_followup", hidden, "2022-07-15", MET "\"class\":\"2\",\"sbp\":150,\"dbp\":88");
  visit ("diabetes_followup", harmed, "2022-07-02", MET "\"class\":\"3\",\"fpg\":6.1");
  visit ("diabetes_followup", harmed, "2022-07-15", MET "\"class\":\"3\",\"fpg\":6.1");
  visit ("hypertension_followup", calm, "2022-07-02", MET "\"class\":\"2\",\"sbp\":150,\"dbp\":88");
  visit ("hypertension_followup", calm, "2022-07-15", MET "\"class\":\"3\",\"sbp\":130,\"dbp\":80");
  look ();
  NAMED ("followup_referral", hidden, "连续两次控制不满意");
  NAMED ("followup_referral", harmed, "连续两次有不良反应");
  NOT_NAMED ("followup_referral", calm);
  NAMED ("followup_referral", twice, "连续两次控制不满意");
  NOT_NAMED ("followup_referral", once);
  NOT_NAMED ("followup_referral", sent);
  NOT_NAMED ("followup_referral", better);
  end ();
}

/* Ninety days since the last visit, or since the diagnosis where there is none; a treatment that ended is not followed. */
static void
who_was_not_visited_for_long_is_listed (void)
{
  const char *never, *new_, *old, *tb, *finished;

  begin ();
  never = add_one ("甲", "1960-01-01", "hypertension", "2020-01-01");
  new_ = add_one ("乙", "1960-01-01", "diabetes", "2022-07-20");
  old = add_one ("丙", "1960-01-01", "mental", "2020-01-01");
  tb = add_one ("丁", "1960-01-01", "tuberculosis", "2022-01-01");
  finished = add_one ("戊", "1960-01-01", "tuberculosis", "2021-06-01");
  visit ("mental_followup", old, "2022-04-20", MET "\"class\":\"3\"");
  visit ("tb_followup", tb, "2022-03-01", "\"visit_mode\":\"2\",\"stopped\":\"1\"");
  visit ("tb_followup", finished, "2022-01-10", "\"visit_mode\":\"2\",\"stopped\":\"2\",\"stop_reason\":\"1\"");
  look ();
  NAMED ("followup_late", never, "还没有随访记录");
  NAMED ("followup_late", old, "上次随访是2022-04-20");
  NAMED ("followup_late", tb, "有肺结核，上次随访是2022-03-01");
  NOT_NAMED ("followup_late", new_);
  NOT_NAMED ("followup_late", finished);
  end ();
}

static void
referrals_of_other_diseases_wait_for_their_answer (void)
{
  const char *mental, *tb, *told;

  begin ();
  mental = add_one ("甲", "1970-01-01", "mental", "2020-01-01");
  tb = add_one ("乙", "1970-01-01", "tuberculosis", "2022-05-01");
  told = add_one ("丙", "1970-01-01", "tuberculosis", "2022-05-01");
  visit ("mental_followup", mental, "2022-07-20",
         MET "\"class\":\"3\",\"referral\":\"2\",\"referral_org\":\"市精神病院\",\"next_date\":\"2022-10-20\"");
  visit ("tb_followup", tb, "2022-07-20", "\"visit_mode\":\"2\",\"supervisor\":\"1\",\"month_no\":3,\"stopped\":\"1\","
         "\"referral_dept\":\"结核科\",\"referral_reason\":\"肝功能异常\",\"next_date\":\"2022-08-20\"");
  visit ("tb_followup", told, "2022-07-20", "\"visit_mode\":\"2\",\"supervisor\":\"1\",\"month_no\":3,\"stopped\":\"1\","
         "\"referral_dept\":\"结核科\",\"referral_reason\":\"肝功能异常\",\"referral_result\":\"已换药\",\"next_date\":\"2022-08-20\"");
  look ();
  g_assert_cmpint (find_due ("mental_followup", mental)->due, ==, cunyi_day_parse ("2022-08-03"));
  g_assert_nonnull (strstr (find_due ("mental_followup", mental)->what, "市精神病院，问转诊结果"));
  g_assert_cmpint (find_due ("tb_followup", tb)->due, ==, cunyi_day_parse ("2022-08-03"));
  g_assert_nonnull (strstr (find_due ("tb_followup", tb)->what, "问转诊结果"));
  g_assert_null (find_due ("tb_followup", told));
  end ();
}

/* ---- yearly checks ---- */

static void
a_check_says_what_it_must_hold (void)
{
  const char *elder, *patient, *poor, *child, *tb, *young, *mental, *two;

  begin ();
  elder = add_one ("甲", "1950-01-01", "hypertension", "2020-01-01");
  patient = add_one ("乙", "1970-01-01", "diabetes", "2020-01-01");
  mental = add_one ("丙", "1970-01-01", "mental", "2020-01-01");
  two = add_one ("己", "1970-01-01", NULL, NULL);
  add_diseases (scratch->clinic, two, "2020-01-01", "diabetes", "mental", NULL);
  put_record (scratch->clinic, "health_check", two, "2021-08-15", "{\"exam_date\":\"2021-08-15\"}");
  poor = add_one ("丁", "1990-01-01", NULL, NULL);
  child = add_person (scratch->clinic, home_of (poor), "小丁", "20", "1", "2019-01-01");
  tb = add_person (scratch->clinic, home_of (poor), "丁弟", "70", "1", "1992-01-01");
  young = add_one ("戊", "1990-01-01", NULL, NULL);
  add_groups (scratch->clinic, home_of (poor), "2018-01-01", "lifted", NULL);
  add_diseases (scratch->clinic, tb, "2022-05-01", "tuberculosis", NULL);
  put_record (scratch->clinic, "health_check", elder, "2021-08-15", "{\"exam_date\":\"2021-08-15\"}");
  put_record (scratch->clinic, "health_check", patient, "2021-08-15", "{\"exam_date\":\"2021-08-15\"}");
  put_record (scratch->clinic, "health_check", mental, "2021-08-15", "{\"exam_date\":\"2021-08-15\"}");
  put_record (scratch->clinic, "health_check", poor, "2021-08-15", "{\"exam_date\":\"2021-08-15\"}");
  put_record (scratch->clinic, "health_check", young, "2021-08-15", "{\"exam_date\":\"2021-08-15\"}");
  put_record (scratch->clinic, "health_check", child, "2021-08-15", "{\"exam_date\":\"2021-08-15\"}");
  put_record (scratch->clinic, "health_check", tb, "2021-08-15", "{\"exam_date\":\"2021-08-15\"}");
  look ();
  g_assert_cmpstr (find_due ("health_check", elder)->what, ==,
                   "年度健康体检（老年人、高血压）：血常规、尿常规、肝功能、肾功能、空腹血糖、血脂、心电图、腹部B超、口腔、视力、听力、运动功能、"
                   "自理能力、认知、情感");
  g_assert_cmpint (find_due ("health_check", elder)->due, ==, cunyi_day_parse ("2022-08-15"));
  g_assert_cmpstr (find_due ("health_check", patient)->what, ==, "年度健康体检（糖尿病）：空腹血糖、口腔、视力、听力、运动功能、足背动脉");
  g_assert_cmpstr (find_due ("health_check", mental)->what, ==, "年度健康体检（精神障碍）：血常规（含白细胞分类）、转氨酶、空腹血糖、心电图");
  /* Both at once. */
  g_assert_cmpstr (find_due ("health_check", two)->what, ==, "年度健康体检（糖尿病、精神障碍）：血常规（含白细胞分类）、转氨酶、空腹血糖、心电图、口腔、"
                   "视力、听力、运动功能、足背动脉");
  g_assert_cmpstr (find_due ("health_check", poor)->what, ==, "年度健康体检（重点对象）");
  g_assert_null (find_due ("health_check", young));
  g_assert_null (find_due ("health_check", child));
  g_assert_null (find_due ("health_check", tb));
  g_assert_true (is_missing ("key_checked", poor));
  g_assert_false (is_missing ("key_checked", child));
  g_assert_false (is_missing ("key_checked", young));
  put_record (scratch->clinic, "health_check", poor, "2022-02-15", "{\"exam_date\":\"2022-02-15\"}");
  look ();
  g_assert_null (find_due ("health_check", poor));
  g_assert_false (is_missing ("key_checked", poor));
  end ();
}

/* ---- files ---- */

static void
files_are_there_and_used (void)
{
  const char *filed, *stale, *none;

  begin ();
  filed = add_one ("甲", "1970-01-01", NULL, NULL);
  stale = add_one ("乙", "1970-01-01", NULL, NULL);
  none = add_one ("丙", "1970-01-01", NULL, NULL);
  put_record (scratch->clinic, "resident_profile", filed, "2015-01-01", "{\"fill_date\":\"2015-01-01\"}");
  put_record (scratch->clinic, "resident_profile", stale, "2015-01-01", "{\"fill_date\":\"2015-01-01\"}");
  put_record (scratch->clinic, "health_check", filed, "2021-09-01", "{\"exam_date\":\"2021-09-01\"}");
  put_record (scratch->clinic, "health_check", stale, "2021-07-01", "{\"exam_date\":\"2021-07-01\"}");
  look ();
  g_assert_false (is_missing ("archive", filed));
  g_assert_true (is_missing ("archive", none));
  g_assert_false (is_missing ("archive_used", filed));
  g_assert_true (is_missing ("archive_used", stale));
  g_assert_false (is_missing ("archive_used", none)); /* has no file that could be used */
  end ();
}

/* ---- contracts ---- */

static void
contracts_are_checked (void)
{
  const char *fine, *none, *left, *served, *lacking, *doctor, *paper, *old, *unserved;
  const char *agreement;

  begin ();
  fine = add_one ("甲", "1950-01-01", "hypertension", "2020-01-01");
  none = add_one ("乙", "1950-01-01", NULL, NULL);
  left = add_one ("丙", "1980-01-01", NULL, NULL);
  lacking = add_one ("丁", "1980-01-01", NULL, NULL);
  doctor = add_one ("戊", "1980-01-01", NULL, NULL);
  paper = add_one ("己", "1980-01-01", NULL, NULL);
  old = add_one ("庚", "1980-01-01", NULL, NULL);
  unserved = add_one ("辛", "1980-01-01", "diabetes", "2020-01-01");
  served = fine;
  add_groups (scratch->clinic, home_of (none), "2018-01-01", "lifted", NULL);
  sign (scratch->clinic, home_of (fine), "2022-01-01");
  sign (scratch->clinic, home_of (left), "2022-01-01");
  sign (scratch->clinic, home_of (lacking), "2022-01-01");
  sign (scratch->clinic, home_of (old), "2022-01-01");
  sign (scratch->clinic, home_of (unserved), "2022-01-01");
  visit ("hypertension_followup", fine, "2022-07-10", MET "\"class\":\"1\"");
  let_go (scratch->clinic, left, "moved", "");
  /* diagnosed after the signing: the package is lacking, and the group 老年人 does not fit a young man */
  add_diseases (scratch->clinic, lacking, "2022-06-01", "hypertension", NULL);
  {
    g_autoptr (GError) error = NULL;
    const struct { const char *person, *answers; } signs[] = {
      { doctor, "{\"sign_date\":\"2022-07-01\",\"years\":\"1\",\"party_a_signer\":\"甲\",\"party_b_signer\":\"乙\",\"sign_way\":\"2\","
                "\"read_signed\":\"1\",\"paid\":\"0\",\"begin_date\":\"2022-11-01\",\"end_date\":\"2023-03-01\"}" },
      { paper, "{\"sign_date\":\"2022-07-01\",\"years\":\"1\",\"party_a_signer\":\"甲\",\"party_b_signer\":\"乙\",\"sign_way\":\"0\","
               "\"read_signed\":\"1\",\"paid\":\"0\",\"paper_place\":\"柜子\"}" } };

    for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
      {
        const CunyiCaseOpening opening = { .workflow = "contract", .subject = signs[i].person, .day = "2022-07-01",
                                           .answers = i == 0 ? "{\"groups\":\"03\"}" : NULL, .defaults = TRUE };
        g_autofree char *id = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, &error);

        g_assert_no_error (error);
        move (scratch->clinic, id, "explain",
              "{\"clear_team\":\"1 2 3\",\"clear_doctor\":\"1 2 3\",\"clear_person\":\"1 2 3\",\"ask_way\":\"1\"}");
        move (scratch->clinic, id, "sign", signs[i].answers);
      }
  }
  look ();
  NAMED ("contract_missing", none, "还没有签约");
  NOT_NAMED ("contract_missing", fine);
  NAMED ("contract_left", left, "迁出");
  NOT_NAMED ("contract_left", fine);
  NAMED ("contract_unserved", unserved, "没有服务记录");
  NOT_NAMED ("contract_unserved", served);
  NAMED ("contract_package", lacking, "高血压服务包");
  NOT_NAMED ("contract_package", fine);
  NAMED ("contract_by_doctor", doctor, "医生代签");
  NOT_NAMED ("contract_by_doctor", fine);
  NAMED ("contract_dates", doctor, "超过90天");
  NOT_NAMED ("contract_dates", fine);
  NAMED ("contract_short", doctor, "不满一年");
  NOT_NAMED ("contract_short", fine);
  NOT_NAMED ("contract_paper", paper); /* it says where it lies, by default too */
  g_assert_true (is_missing ("contract_resident", none));
  g_assert_false (is_missing ("contract_resident", fine));
  g_assert_true (is_missing ("contract_served", unserved));
  g_assert_false (is_missing ("contract_served", fine));
  /* Where the paper lies is taken out; a group that does not fit is written in. */
  {
    g_autoptr (GPtrArray) cases = cunyi_case_list_of_subject (cunyi_clinic_get_book (scratch->clinic), old, "contract", NULL);

    agreement = g_intern_string (((CunyiCase *) g_ptr_array_index (cases, 0))->id);
  }
  move (scratch->clinic, agreement, "amend", "{\"paper_place\":\"\",\"groups\":\"03 04\"}");
  look ();
  NAMED ("contract_group", old, "老年人");
  NOT_NAMED ("contract_group", fine);
  end ();
}

static void
one_telephone_for_many_contracts_is_asked (void)
{
  const char *many = NULL, *own;

  begin ();
  for (guint i = 0; i < 6; i++)
    {
      const char *person = add_one ("甲", "1980-01-01", NULL, NULL);
      CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
      g_autoptr (CunyiPerson) p = cunyi_person_load (database, person, NULL);
      g_autoptr (GError) error = NULL;

      g_free (p->phone);
      p->phone = g_strdup ("13900000000");
      cunyi_person_save (database, p, &error);
      g_assert_no_error (error);
      sign (scratch->clinic, p->household, "2022-01-01");
      many = many ? many : home_of (person);
    }
  own = add_one ("乙", "1980-01-01", NULL, NULL);
  sign (scratch->clinic, home_of (own), "2022-01-01");
  look ();
  NAMED ("contract_phone", many, "6份签约");
  NOT_NAMED ("contract_phone", home_of (own));
  end ();
}

/* A visit on a day after the death. */
static void
visits_to_the_dead_are_found (void)
{
  const char *late, *before;

  begin ();
  late = add_one ("甲", "1950-01-01", "hypertension", "2020-01-01");
  before = add_one ("乙", "1950-01-01", "hypertension", "2020-01-01");
  visit ("hypertension_followup", late, "2022-06-20", MET "\"class\":\"1\"");
  visit ("hypertension_followup", before, "2022-06-01", MET "\"class\":\"1\"");
  let_go (scratch->clinic, late, "dead", "2022-06-10");
  let_go (scratch->clinic, before, "dead", "2022-06-10");
  look ();
  NAMED ("followup_after", late, "还有随访记录");
  NOT_NAMED ("followup_after", before);
  end ();
}

/* What a visit saw and the roster does not know yet; who was seen again since is not named. */
static void
who_is_gone_by_a_visit_is_asked_about (void)
{
  const char *dead, *moved, *back, *ill;

  begin ();
  dead = add_one ("甲", "1950-01-01", NULL, NULL);
  moved = add_person (scratch->clinic, home_of (dead), "乙", "20", "1", "1980-01-01");
  back = add_person (scratch->clinic, home_of (dead), "丙", "21", "1", "1982-01-01");
  ill = add_one ("丁", "1970-01-01", "mental", "2020-01-01");
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *answers =
        g_strdup_printf ("{\"way\":\"1\",\"member\":[{\"m_person\":\"%s\",\"m_present\":\"4\"},{\"m_person\":\"%s\",\"m_present\":\"5\"},"
                         "{\"m_person\":\"%s\",\"m_present\":\"%s\"}]}", dead, moved, back, i == 0 ? "5" : "1");

      put_record (scratch->clinic, "household_visit", home_of (dead), i == 0 ? "2022-06-10" : "2022-07-10", answers);
    }
  put_record (scratch->clinic, "household_visit", home_of (ill), "2022-07-15", "{\"way\":\"5\",\"met_person\":\"5\",\"absent_reason\":\"3\"}");
  visit ("mental_followup", ill, "2022-07-15", "\"outcome\":\"2\",\"lost_reason\":\"2\"");
  look ();
  NAMED ("visit_gone", dead, "走访写已死亡");
  NAMED ("visit_gone", moved, "走访写已迁出");
  NOT_NAMED ("visit_gone", back);
  NAMED ("visit_gone", ill, "迁居他处");
  NAMED ("visit_gone", home_of (ill), "搬迁");
  end ();
}

static const char *
find_what (const char *rule, const char *subject)
{
  const CunyiDue *line = find_due (rule, subject);

  return line ? line->what : NULL;
}

/* A person who died yesterday, as today's visit says: Today asks the same day to register it, with the day that was written, until
 * it is registered; other diseases ask no more then. */
static void
who_died_yesterday_is_to_be_registered_today (void)
{
  const char *dead, *alive;
  const CunyiDue *line;

  begin ();
  dead = add_one ("甲", "1950-01-01", "hypertension", "2020-01-01");
  add_diseases (scratch->clinic, dead, "2020-01-01", "diabetes", NULL);
  alive = add_one ("乙", "1950-01-01", "hypertension", "2020-01-01");
  visit ("hypertension_followup", dead, "2022-08-01", "\"outcome\":\"3\",\"outcome_text\":\"脑出血\",\"death_date\":\"2022-07-31\"");
  visit ("hypertension_followup", alive, "2022-08-01", MET "\"class\":\"1\"");
  look ();
  line = find_due ("gone", dead);
  g_assert_cmpstr (line->what, ==, "登记死亡：2022-08-01随访写已死亡（2022-07-31）");
  g_assert_cmpstr (line->state, ==, "dead");
  g_assert_cmpint (line->since, ==, cunyi_day_parse ("2022-07-31"));
  g_assert_cmpint (line->due, ==, cunyi_day_parse ("2022-08-01"));
  g_assert_cmpint (cunyi_agenda_get_group (line, cunyi_day_parse ("2022-08-01")), ==, CUNYI_AGENDA_WEEK);
  g_assert_nonnull (find_due ("followup", dead));
  g_assert_null (find_due ("gone", alive));
  let_go (scratch->clinic, dead, "dead", "2022-07-31");
  look ();
  for (guint i = 0; i < due->len; i++)
    g_assert_cmpstr (((CunyiDue *) g_ptr_array_index (due, i))->subject, !=, dead);
  end ();
}

/* What each of the forms can say of somebody; who was seen again since is not asked about. */
static void
who_is_gone_is_to_be_registered (void)
{
  const char *dead, *moved, *back, *ill, *away, *alone, *head, *wife, *out, *cured, *verified, *found, *treated;
  g_autofree char *family = NULL;

  begin ();
  dead = add_one ("甲", "1950-01-01", NULL, NULL);
  moved = add_person (scratch->clinic, home_of (dead), "乙", "20", "1", "1980-01-01");
  back = add_person (scratch->clinic, home_of (dead), "丙", "21", "1", "1982-01-01");
  ill = add_one ("丁", "1970-01-01", "mental", "2020-01-01");
  away = add_one ("戊", "1970-01-01", NULL, NULL);
  alone = add_one ("己", "1930-01-01", NULL, NULL);
  head = add_one ("庚", "1930-01-01", NULL, NULL);
  wife = add_person (scratch->clinic, home_of (head), "辛", "10", "2", "1932-01-01");
  out = add_one ("壬", "1960-01-01", NULL, NULL);
  cured = add_one ("癸", "1960-01-01", "tuberculosis", "2022-01-01");
  verified = add_one ("子", "1960-01-01", NULL, NULL);
  found = add_one ("丑", "1960-01-01", NULL, NULL);
  treated = add_one ("寅", "1960-01-01", NULL, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *answers =
        g_strdup_printf ("{\"way\":\"1\",\"member\":[{\"m_person\":\"%s\",\"m_present\":\"4\"},{\"m_person\":\"%s\",\"m_present\":\"5\"},"
                         "{\"m_person\":\"%s\",\"m_present\":\"%s\"}]}", dead, moved, back, i == 0 ? "5" : "1");

      put_record (scratch->clinic, "household_visit", home_of (dead), i == 0 ? "2022-06-10" : "2022-07-10", answers);
    }
  put_record (scratch->clinic, "household_visit", home_of (away), "2022-07-15", "{\"way\":\"5\",\"absent_reason\":\"3\"}");
  put_record (scratch->clinic, "household_visit", home_of (alone), "2022-07-15", "{\"way\":\"5\",\"absent_reason\":\"4\"}");
  put_record (scratch->clinic, "household_visit", home_of (head), "2022-07-15", "{\"way\":\"5\",\"absent_reason\":\"4\"}");
  visit ("mental_followup", ill, "2022-07-15", "\"outcome\":\"2\",\"lost_reason\":\"2\"");
  visit ("tb_followup", cured, "2022-07-15", "\"stopped\":\"2\",\"stop_reason\":\"2\",\"stop_date\":\"2022-07-10\"");
  put_record (scratch->clinic, "chronic_survey", out, "2022-07-15", "{\"result\":\"p_out\",\"why\":\"7月去世\"}");
  put_record (scratch->clinic, "household_verify", verified, "2022-07-15", "{\"v_effect\":\"5\"}");
  put_record (scratch->clinic, "household_verify", back, "2022-07-05", "{\"v_effect\":\"5\"}");
  put_record (scratch->clinic, "household_verify", back, "2022-07-06", "{\"v_effect\":\"3\"}");
  family = g_strdup_printf ("{\"way\":\"1\",\"member\":[{\"m_person\":\"%s\",\"m_present\":\"3\",\"m_major_state\":\"6\"}]}", found);
  put_record (scratch->clinic, "household_visit", home_of (found), "2022-07-15", family);
  move (scratch->clinic, open_case (scratch->clinic, "major_disease", treated, "d08", "2022-07-01", NULL), "die", "{\"death_date\":\"2022-07-12\"}");
  look ();
  g_assert_cmpstr (find_what ("gone", verified), ==, "登记死亡：2022-07-15入户核实写已死亡");
  g_assert_cmpstr (find_due ("gone", verified)->state, ==, "dead");
  g_assert_cmpint (find_due ("gone", verified)->since, ==, CUNYI_DAY_NONE);
  NAMED ("visit_gone", verified, "入户核实写死亡");
  g_assert_cmpstr (find_what ("gone", found), ==, "登记死亡：2022-07-15走访写大病患者已死亡");
  NAMED ("visit_gone", found, "走访写已死亡");
  g_assert_cmpint (find_due ("gone", treated)->since, ==, cunyi_day_parse ("2022-07-12"));
  NAMED ("visit_gone", treated, "大病救治写死亡");
  let_go (scratch->clinic, verified, "dead", "2022-07-14");
  look ();
  g_assert_null (find_due ("gone", verified));
  NOT_NAMED ("visit_gone", verified);
  g_assert_cmpstr (find_what ("gone", dead), ==, "登记死亡：2022-07-10走访写已死亡");
  g_assert_cmpint (find_due ("gone", dead)->since, ==, CUNYI_DAY_NONE);
  g_assert_cmpstr (find_what ("gone", moved), ==, "登记迁出：2022-07-10走访写已迁出");
  g_assert_cmpstr (find_due ("gone", moved)->state, ==, "moved");
  g_assert_null (find_due ("gone", back));
  g_assert_cmpstr (find_what ("gone", ill), ==, "登记迁出：2022-07-15随访写迁居他处");
  g_assert_cmpstr (find_what ("gone", away), ==, "登记迁出：2022-07-15走访未见到，写搬迁");
  g_assert_cmpstr (find_what ("gone", alone), ==, "登记死亡：2022-07-15走访未见到，写死亡");
  /* Who of the two it was is not written. */
  g_assert_cmpstr (find_what ("gone", head), ==, "核实是否在册：2022-07-15走访未见到，写死亡");
  g_assert_cmpstr (find_due ("gone", head)->state, ==, "");
  g_assert_null (find_due ("gone", wife));
  g_assert_cmpstr (find_what ("gone", out), ==, "核实是否在册：2022-07-15摸排写死亡、迁出或重复");
  g_assert_cmpstr (find_what ("gone", cured), ==, "登记死亡：2022-07-15随访写已死亡（2022-07-10）");
  /* One form says since when, and so it stands alone. */
  put_record (scratch->clinic, "household_visit", home_of (cured), "2022-07-20", "{\"way\":\"5\",\"absent_reason\":\"4\"}");
  look ();
  g_assert_cmpint (find_due ("gone", cured)->since, ==, cunyi_day_parse ("2022-07-10"));
  end ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/care/an unsatisfactory visit is followed within two weeks", an_unsatisfactory_visit_is_followed_within_two_weeks);
  g_test_add_func ("/care/who was not found is still to be followed", who_was_not_found_is_still_to_be_followed);
  g_test_add_func ("/care/two unsatisfactory visits need a referral", two_unsatisfactory_visits_need_a_referral);
  g_test_add_func ("/care/who was not visited for long is listed", who_was_not_visited_for_long_is_listed);
  g_test_add_func ("/care/referrals of other diseases wait for their answer", referrals_of_other_diseases_wait_for_their_answer);
  g_test_add_func ("/care/a check says what it must hold", a_check_says_what_it_must_hold);
  g_test_add_func ("/care/files are there and used", files_are_there_and_used);
  g_test_add_func ("/care/contracts are checked", contracts_are_checked);
  g_test_add_func ("/care/one telephone for many contracts is asked", one_telephone_for_many_contracts_is_asked);
  g_test_add_func ("/care/who is gone by a visit is asked about", who_is_gone_by_a_visit_is_asked_about);
  g_test_add_func ("/care/who died yesterday is to be registered today", who_died_yesterday_is_to_be_registered_today);
  g_test_add_func ("/care/who is gone is to be registered", who_is_gone_is_to_be_registered);
  g_test_add_func ("/care/visits to the dead are found", visits_to_the_dead_are_found);
  return g_test_run ();
}
