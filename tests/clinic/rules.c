/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rules of the national pack: each finds what it is for, and stays silent where nothing is amiss. Today is 2022-08-01. */

#include "config.h"

#include "base/clock.h"
#include "clinic/about.h"
#include "clinic/due.h"
#include "clinic/resident.h"
#include "neighbours.h"
#include "scratch.h"
#include "store/setting.h"
#include "workflow/move.h"

#include <string.h>

/* The page of a person asks about nobody else, and gets what the whole list says of that person. */
static void
one_person_has_the_lines_of_the_whole_list (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *first = add_patient (scratch->clinic, "0001", "甲");
  const char *other = add_patient (scratch->clinic, "0002", "乙");
  const char *nobody[] = { NULL };
  const char *among[] = { first, NULL };
  g_autoptr (GPtrArray) all = NULL, one = NULL, none = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  add_groups (scratch->clinic, first, "2020-01-01", "dibao", NULL);
  follow_up (scratch->clinic, first, "2022-05-10");
  follow_up (scratch->clinic, other, "2022-05-10");
  cunyi_setting_set (cunyi_clinic_get_database (scratch->clinic), "due/health_check/ahead", "200", &error);
  g_assert_no_error (error);
  all = list_due (scratch->clinic);
  one = cunyi_due_gather (scratch->clinic, among, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const CunyiDue *line = g_ptr_array_index (all, i);

      if (!g_str_equal (line->subject, first))
        continue;
      g_assert_cmpuint (n, <, one->len);
      g_assert_cmpstr (((CunyiDue *) g_ptr_array_index (one, n))->what, ==, line->what);
      g_assert_cmpint (((CunyiDue *) g_ptr_array_index (one, n))->due, ==, line->due);
      n++;
    }
  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpuint (one->len, ==, n);
  none = cunyi_due_gather (scratch->clinic, nobody, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Two visits of one day: the one that was entered last is the newest, whatever its id. */
static void
of_two_visits_of_a_day_the_later_entry_counts (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = add_patient (scratch->clinic, "0001", "甲");
  g_autoptr (GPtrArray) due = NULL;

  cunyi_clock_hold ("2022-08-01T12:00:00");
  put_record (scratch->clinic, "hypertension_followup", person, "2022-07-20",
              "{\"outcome\":\"1\",\"visit_mode\":\"2\",\"class\":\"2\",\"next_date\":\"2022-08-03\"}");
  cunyi_clock_hold ("2022-08-01T09:00:00");
  put_record (scratch->clinic, "hypertension_followup", person, "2022-07-20",
              "{\"outcome\":\"1\",\"visit_mode\":\"2\",\"class\":\"1\",\"next_date\":\"2022-10-20\"}");
  due = list_due (scratch->clinic);
  g_assert_nonnull (due_of (due, "followup", person));
  g_assert_cmpstr (due_of (due, "followup", person)->what, ==, "高血压随访：上次控制不满意");
  g_assert_cmpint (due_of (due, "followup", person)->due, ==, cunyi_day_parse ("2022-08-03"));
}

/* Who comes back is surveyed again, and so is who came into another household. */
static void
who_comes_back_is_surveyed_again (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  const char *home = add_household (scratch->clinic, "0001"), *second = add_household (scratch->clinic, "0002");
  const char *person = add_person (scratch->clinic, home, "甲", "02", "1", "1950-03-01");
  const char *guest = add_person (scratch->clinic, second, "乙", "02", "2", "1960-03-01");
  g_autoptr (GPtrArray) before = NULL, back = NULL, came = NULL;
  g_autoptr (CunyiPerson) row = NULL, mover = NULL;
  g_autoptr (GError) error = NULL;

  add_groups (scratch->clinic, home, "2020-01-01", "lifted", NULL);
  put_record (scratch->clinic, "chronic_survey", person, "2022-07-01", "{\"result\":\"p_none\"}");
  before = list_due (scratch->clinic);
  g_assert_null (due_of (before, "chronic_survey", person));

  let_go (scratch->clinic, person, "moved", "2022-07-10");
  row = cunyi_person_load (database, person, &error);
  g_assert_no_error (error);
  g_free (row->state);
  row->state = g_strdup ("here");
  row->state_since = CUNYI_DAY_NONE;
  cunyi_person_save (database, row, &error);
  g_assert_no_error (error);
  back = list_due (scratch->clinic);
  g_assert_nonnull (due_of (back, "chronic_survey", person));
  g_assert_cmpstr (due_of (back, "chronic_survey", person)->what, ==, "慢性病摸排：2022-08-01家里有变化，重新摸排");

  put_record (scratch->clinic, "chronic_survey", person, "2022-08-01", "{\"result\":\"p_none\"}");
  mover = cunyi_person_load (database, guest, &error);
  g_assert_no_error (error);
  g_free (mover->household);
  mover->household = g_strdup (home);
  cunyi_clock_hold ("2022-08-02");
  cunyi_person_save (database, mover, &error);
  g_assert_no_error (error);
  came = list_due (scratch->clinic);
  g_assert_nonnull (due_of (came, "chronic_survey", person));
  g_assert_nonnull (due_of (came, "chronic_survey", guest));
}

static char *
find_finding (Scratch *scratch, const char *check, const char *subject)
{
  g_autoptr (GPtrArray) findings = list_findings (scratch->clinic);

  return g_strdup (finding_of (findings, check, subject));
}

static void
assert_what (Scratch *scratch, const char *rule, const char *subject, const char *what)
{
  g_autoptr (GPtrArray) due = list_due (scratch->clinic);
  const CunyiDue *line = due_of (due, rule, subject);

  g_assert_cmpstr (line ? line->what : NULL, ==, what);
}

/* Proposed by one, confirmed by another on a day; then the household is visited as one whose risk is away, until it comes back. */
static void
a_risk_is_away_when_somebody_confirmed_it (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  CunyiBook *book = cunyi_clinic_get_book (scratch->clinic);
  const CunyiCaseOpening opening = { .workflow = "risk_removal", .subject = home, .day = "2022-07-20",
                                     .answers = "{\"proposer\":\"李医生\",\"propose_date\":\"2022-07-20\"}", .defaults = TRUE };
  const CunyiMoveRequest alone = { .move = "confirm", .answers = "{\"confirm_date\":\"2022-07-25\",\"confirmed_by\":\"李医生\"}",
                                   .defaults = TRUE };
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autofree char *id = NULL, *before = NULL, *after = NULL;

  add_person (scratch->clinic, home, "甲", "02", "1", "1970-03-01");
  add_groups (scratch->clinic, home, "2021-06-01", "mon_edge", NULL);
  id = cunyi_case_open (book, &opening, &error);
  g_assert_no_error (error);
  assert_what (scratch, "risk_removal", home, "风险消除待确认：李医生，2022-07-20提出");
  assert_what (scratch, "monitor_visit", home, "监测户入户核实：风险未消除");
  g_assert_false (cunyi_case_move (book, id, &alone, &refused));
  g_assert_error (refused, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_GUARD);

  move (scratch->clinic, id, "confirm", "{\"confirm_date\":\"2022-07-25\",\"confirmed_by\":\"乡镇\",\"confirm_paper\":\"公告\"}");
  assert_what (scratch, "risk_removal", home, NULL);
  assert_what (scratch, "monitor_visit", home, "监测户回访：风险消除是否稳定");
  before = find_finding (scratch, "risk_unconfirmed", home);
  g_assert_null (before);

  move (scratch->clinic, id, "relapse", "{\"relapse_date\":\"2022-07-30\",\"relapse_reason\":\"住院\"}");
  assert_what (scratch, "monitor_visit", home, "监测户入户核实：风险未消除");
}

/* The roster says so, and nobody wrote down who confirmed it. */
static void
a_risk_that_only_the_roster_clears_is_listed (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  const char *home = add_household (scratch->clinic, "0001");
  g_autofree char *open = NULL, *cleared = NULL;
  g_autoptr (CunyiStatement) update = NULL;
  g_autoptr (GError) error = NULL;

  add_person (scratch->clinic, home, "甲", "02", "1", "1970-03-01");
  add_groups (scratch->clinic, home, "2021-06-01", "mon_edge", NULL);
  open = find_finding (scratch, "risk_unconfirmed", home);
  g_assert_null (open);
  cunyi_database_begin (database, "test", &error);
  update = cunyi_database_prepare (database, "UPDATE membership SET detail = '{\"cleared\":\"yes\"}'", &error);
  cunyi_statement_run (update, &error);
  cunyi_database_commit (database, &error);
  g_assert_no_error (error);
  cleared = find_finding (scratch, "risk_unconfirmed", home);
  g_assert_nonnull (cleared);
}

/* Of 35 and more: who came this year and was not measured; who is at risk twice a year; nobody who is followed for hypertension. */
static void
blood_pressure_is_measured_from_35_on (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *came = add_person (scratch->clinic, home, "甲", "02", "1", "1980-03-01");
  const char *away = add_person (scratch->clinic, home, "乙", "10", "2", "1981-03-01");
  const char *young = add_person (scratch->clinic, home, "丙", "20", "1", "1987-08-02"); /* 35 tomorrow */
  const char *nearly = add_person (scratch->clinic, home, "丁", "21", "1", "1975-03-01");
  const char *heavy = add_person (scratch->clinic, home, "戊", "22", "2", "1975-03-01");
  const char *patient = add_patient (scratch->clinic, "0002", "己");
  const char *measured = add_person (scratch->clinic, home, "庚", "23", "1", "1975-03-01");
  const char *drinkers[3];
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) due = NULL;

  put_record (scratch->clinic, "service_record", came, "2022-07-01", "{\"item\":\"BASE-2\"}");
  put_record (scratch->clinic, "service_record", young, "2022-07-01", "{\"item\":\"BASE-2\"}");
  put_record (scratch->clinic, "service_record", patient, "2022-07-01", "{\"item\":\"BASE-2\"}");
  put_record (scratch->clinic, "service_record", measured, "2022-07-01", "{\"item\":\"BASE-2\"}");
  put_record (scratch->clinic, "blood_pressure", measured, "2022-07-01", "{\"sbp\":118,\"dbp\":76}");
  put_record (scratch->clinic, "blood_pressure", nearly, "2022-01-20", "{\"sbp\":134,\"dbp\":80}");
  put_record (scratch->clinic, "health_check", heavy, "2022-03-10", "{\"sbp_left\":120,\"dbp_left\":80,\"bmi\":25.1,\"waist\":86}");
  /* Drinks a little every day; drank much and gave it up; drinks much. */
  for (guint i = 0; i < 3; i++)
    {
      static const char *const checks[] = { "\"drink\":\"4\",\"drink_day\":0.5,\"drink_quit\":\"1\"",
                                            "\"drink\":\"4\",\"drink_day\":4,\"drink_quit\":\"2\"",
                                            "\"drink\":\"3\",\"drink_day\":2,\"drink_quit\":\"1\"" };
      g_autofree char *answers = g_strdup_printf ("{\"sbp_left\":120,\"dbp_left\":80,%s}", checks[i]);

      drinkers[i] = add_person (scratch->clinic, home, "酒", "29", "1", "1975-03-01");
      put_record (scratch->clinic, "health_check", drinkers[i], "2022-01-10", answers);
    }
  assert_what (scratch, "bp_screening", drinkers[0], NULL);
  assert_what (scratch, "bp_screening", drinkers[1], NULL);
  assert_what (scratch, "bp_screening", drinkers[2], "测血压：高危（饮酒）");
  assert_what (scratch, "bp_screening", came, "首诊测血压");
  assert_what (scratch, "bp_screening", away, NULL);
  assert_what (scratch, "bp_screening", young, NULL);
  assert_what (scratch, "bp_screening", patient, NULL);
  assert_what (scratch, "bp_screening", measured, NULL);
  assert_what (scratch, "bp_screening", nearly, "测血压：高危（血压正常高值）");
  assert_what (scratch, "bp_screening", heavy, NULL); /* in September */
  due = list_due (scratch->clinic);
  g_assert_cmpint (due_of (due, "bp_screening", nearly)->due, ==, cunyi_day_parse ("2022-07-20"));

  cunyi_setting_set (database, "due/bp_screening/who", "all", &error);
  cunyi_setting_set (database, "due/bp_screening/age", "41", &error);
  cunyi_setting_set (database, "due/bp_screening/ahead", "60", &error);
  g_assert_no_error (error);
  assert_what (scratch, "bp_screening", away, "测血压：高危（满41岁）");
  assert_what (scratch, "bp_screening", heavy, "测血压：高危（超重、腹型肥胖、满41岁）");
  cunyi_setting_set (database, "due/bp_screening/age", "0", &error);
  assert_what (scratch, "bp_screening", away, "测血压：满35岁一年一次");
}

/* ---- who was high and is not known as ill ---- */

static void
measure (Scratch *scratch, const char *person, const char *day, int sbp, int dbp)
{
  g_autofree char *answers = g_strdup_printf ("{\"sbp\":%d,\"dbp\":%d}", sbp, dbp);

  put_record (scratch->clinic, "blood_pressure", person, day, answers);
}

static CunyiDay
day_of (Scratch *scratch, const char *rule, const char *subject)
{
  g_autoptr (GPtrArray) due = list_due (scratch->clinic);
  const CunyiDue *line = due_of (due, rule, subject);

  g_assert_nonnull (line);
  return line->due;
}

/* On three different days, one after another; a day that was not high begins anew, and twice on one day is once. */
static void
high_on_three_days_is_sent_for_a_diagnosis (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *once = add_person (scratch->clinic, home, "甲", "02", "1", "1980-03-01");
  const char *thrice = add_person (scratch->clinic, home, "乙", "10", "2", "1981-03-01");
  const char *calmed = add_person (scratch->clinic, home, "丙", "20", "1", "1982-03-01");
  const char *normal = add_person (scratch->clinic, home, "丁", "20", "1", "1983-03-01");
  const char *patient = add_patient (scratch->clinic, "0002", "戊");

  measure (scratch, once, "2022-07-25", 152, 88);
  measure (scratch, once, "2022-07-25", 152, 88);
  measure (scratch, thrice, "2022-06-20", 139, 90);
  put_record (scratch->clinic, "health_check", thrice, "2022-07-01", "{\"sbp_right\":141,\"dbp_right\":80}");
  measure (scratch, thrice, "2022-07-20", 160, 100);
  measure (scratch, calmed, "2022-05-01", 150, 90);
  measure (scratch, calmed, "2022-06-01", 150, 90);
  measure (scratch, calmed, "2022-06-15", 138, 88);
  measure (scratch, calmed, "2022-07-20", 140, 88);
  measure (scratch, normal, "2022-07-20", 139, 89);
  measure (scratch, patient, "2022-07-20", 170, 100);
  assert_what (scratch, "high_measured", once, "血压152/88，第1次高：再测");
  g_assert_cmpint (day_of (scratch, "high_measured", once), ==, cunyi_day_parse ("2022-08-08"));
  assert_what (scratch, "high_measured", thrice, "血压160/100，非同日3次都高：转诊确诊");
  g_assert_cmpint (day_of (scratch, "high_measured", thrice), ==, cunyi_day_parse ("2022-07-27"));
  assert_what (scratch, "high_measured", calmed, "血压140/88，第1次高：再测");
  assert_what (scratch, "high_measured", normal, NULL);
  assert_what (scratch, "high_measured", patient, NULL);
}

/* So high that nobody waits for a second time, also of who is a patient and was measured outside of a follow-up. */
static void
what_is_dangerously_high_is_sent_at_once (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "甲", "02", "1", "1980-03-01");
  const char *sweet = add_person (scratch->clinic, home, "乙", "10", "2", "1981-03-01");
  const char *low = add_person (scratch->clinic, home, "丙", "20", "1", "1982-03-01");
  const char *patient = add_patient (scratch->clinic, "0002", "丁");
  const char *seen = add_patient (scratch->clinic, "0003", "戊");
  const char *fine = add_patient (scratch->clinic, "0004", "己");
  const char *faint = add_person (scratch->clinic, home, "庚", "21", "1", "1960-03-01");

  add_diseases (scratch->clinic, faint, "2020-01-01", "diabetes", NULL);
  measure (scratch, person, "2022-07-20", 186, 104);
  put_record (scratch->clinic, "blood_glucose", sweet, "2022-07-20", "{\"fpg\":17.2}");
  put_record (scratch->clinic, "blood_glucose", low, "2022-07-20", "{\"fpg\":3.8}");
  measure (scratch, patient, "2022-07-20", 172, 112);
  measure (scratch, seen, "2022-07-20", 190, 100);
  follow_up (scratch->clinic, seen, "2022-07-20");
  measure (scratch, fine, "2022-07-20", 190, 100);
  measure (scratch, fine, "2022-07-21", 150, 90);
  put_record (scratch->clinic, "blood_glucose", faint, "2022-07-20", "{\"fpg\":3.6}");
  assert_what (scratch, "high_measured", person, "血压186/104：紧急转诊");
  g_assert_cmpint (day_of (scratch, "high_measured", person), ==, cunyi_day_parse ("2022-07-20"));
  assert_what (scratch, "high_measured", sweet, "空腹血糖17.2：紧急转诊");
  assert_what (scratch, "high_measured", low, NULL);
  assert_what (scratch, "high_measured", patient, "血压172/112：紧急转诊，填随访表");
  assert_what (scratch, "high_measured", seen, NULL);
  assert_what (scratch, "high_measured", fine, NULL);
  assert_what (scratch, "high_measured", faint, "空腹血糖3.6：紧急转诊，填随访表");
}

static void
refer (Scratch *scratch, const char *person, const char *why, const char *hospital)
{
  fill (scratch->clinic, "referral_form", person, "visit_date", "2022-07-20", "why", why, "hospital", hospital, "impression", "待查",
        "history", "写在病历上", "doctor", "李医生", g_str_equal (why, "3") ? "tb_signs" : NULL, "1", NULL);
}

static const char *
state_of_referral (Scratch *scratch, const char *person, const char *hospital)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) rows =
    cunyi_database_prepare (cunyi_clinic_get_database (scratch->clinic),
                            "SELECT state FROM case_ WHERE workflow = 'referral' AND subject = :p AND data ->> 'hospital' = :h", &error);

  g_assert_no_error (error);
  cunyi_statement_bind_text (rows, ":p", person);
  cunyi_statement_bind_text (rows, ":h", hospital);
  g_assert_true (cunyi_statement_step (rows, &error));
  return g_intern_string (cunyi_statement_get_text (rows, "state"));
}

/* As the page of a person asks. */
static gboolean
suits (Scratch *scratch, const char *form, const char *person)
{
  CunyiForm *wanted = cunyi_library_get_form (cunyi_clinic_get_library (scratch->clinic), form);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiContext) about = cunyi_clinic_describe (scratch->clinic, person, &error);

  g_assert_no_error (error);
  g_assert_true (cunyi_clinic_describe_lasts (scratch->clinic, about, person, wanted, &error));
  return cunyi_form_suits (wanted, about);
}

/* Asked after two weeks, of tuberculosis after one; who has not gone is asked again; who is ill is registered and followed. */
static void
a_referral_is_asked_for_until_there_is_an_answer (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "甲", "02", "1", "1980-03-01");
  const char *healthy = add_person (scratch->clinic, home, "乙", "10", "2", "1981-03-01");
  g_autofree char *unregistered = NULL;

  measure (scratch, person, "2022-07-01", 150, 90);
  measure (scratch, person, "2022-07-08", 150, 90);
  measure (scratch, person, "2022-07-20", 150, 90);
  g_assert_false (suits (scratch, "referral_answer", person));
  refer (scratch, person, "1", "县医院");
  g_assert_true (suits (scratch, "referral_answer", person));
  assert_what (scratch, "high_measured", person, NULL);
  assert_what (scratch, "referral", person, "问转诊结果：县医院，待查");
  g_assert_cmpint (day_of (scratch, "referral", person), ==, cunyi_day_parse ("2022-08-03"));
  refer (scratch, healthy, "3", "定点医院");
  g_assert_cmpint (day_of (scratch, "referral", healthy), ==, cunyi_day_parse ("2022-07-27"));

  fill (scratch->clinic, "referral_answer", person, "visit_date", "2022-07-30", "way", "1", "result", "4", "next_ask", "2022-08-04", "doctor",
        "李医生", NULL);
  g_assert_cmpstr (state_of_referral (scratch, person, "县医院"), ==, "waiting");
  g_assert_cmpint (day_of (scratch, "referral", person), ==, cunyi_day_parse ("2022-08-04"));

  /* Of two, the one that was asked for. */
  refer (scratch, person, "2", "市医院");
  fill (scratch->clinic, "referral_answer", person, "visit_date", "2022-08-01", "asked_why", "1", "way", "3", "result", "1", "diagnosis", "高血压",
        "enrol", "1", "since", "2022-07-29", "doctor", "李医生", NULL);
  g_assert_cmpstr (state_of_referral (scratch, person, "县医院"), ==, "confirmed");
  g_assert_cmpstr (state_of_referral (scratch, person, "市医院"), ==, "waiting");
  g_assert_null (last_refusal ()); /* one went on; the other waits for its own */
  assert_what (scratch, "followup", person, "高血压随访");
  unregistered = find_finding (scratch, "referral_unregistered", person);
  g_assert_null (unregistered);

  fill (scratch->clinic, "referral_answer", healthy, "visit_date", "2022-08-01", "way", "1", "result", "2", "diagnosis", "支气管炎", "doctor",
        "李医生", NULL);
  g_assert_cmpstr (state_of_referral (scratch, healthy, "定点医院"), ==, "excluded");
  fill (scratch->clinic, "referral_answer", person, "visit_date", "2022-08-01", "asked_why", "3", "way", "1", "result", "2", "diagnosis",
        "支气管炎", "doctor", "李医生", NULL);
  g_assert_nonnull (strstr (last_refusal (), "这是另一次转诊的结果。"));
  assert_what (scratch, "referral", healthy, NULL);
}

/* A hospital that says no is believed until the next measurement that is high; an answer on the board alone registers nobody. */
static void
what_the_hospital_said_counts (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *calm = add_person (scratch->clinic, home, "甲", "02", "1", "1980-03-01");
  const char *board = add_person (scratch->clinic, home, "乙", "10", "2", "1981-03-01");
  CunyiBook *book = cunyi_clinic_get_book (scratch->clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  g_autofree char *unregistered = NULL;

  put_record (scratch->clinic, "blood_glucose", calm, "2022-07-01", "{\"fpg\":7.0}");
  assert_what (scratch, "high_measured", calm, "空腹血糖7.0，第1次高：再测");
  put_record (scratch->clinic, "blood_glucose", calm, "2022-07-10", "{\"fpg\":7.4}");
  assert_what (scratch, "high_measured", calm, "空腹血糖7.4，非同日2次都高：转诊确诊");
  refer (scratch, calm, "2", "县医院");
  fill (scratch->clinic, "referral_answer", calm, "visit_date", "2022-07-30", "way", "1", "result", "2", "diagnosis", "糖耐量减低", "doctor",
        "李医生", NULL);
  assert_what (scratch, "high_measured", calm, NULL);
  put_record (scratch->clinic, "blood_glucose", calm, "2022-08-01", "{\"fpg\":7.2}");
  assert_what (scratch, "high_measured", calm, "空腹血糖7.2，第1次高：再测");

  refer (scratch, board, "1", "县医院");
  cases = cunyi_case_list_of_subject (book, board, "referral", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cases->len, ==, 1);
  move (scratch->clinic, ((CunyiCase *) cases->pdata[0])->id, "confirm", "{\"result\":\"1\",\"diagnosis\":\"高血压\"}");
  unregistered = find_finding (scratch, "referral_unregistered", board);
  g_assert_nonnull (unregistered);
}

static void
glucose_is_measured_where_there_is_a_risk (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *nearly = add_person (scratch->clinic, home, "甲", "02", "1", "1980-03-01");
  const char *stout = add_person (scratch->clinic, home, "乙", "10", "2", "1981-03-01");
  const char *both = add_person (scratch->clinic, home, "丙", "20", "2", "1981-03-01");
  g_autoptr (GError) error = NULL;

  put_record (scratch->clinic, "health_check", nearly, "2021-07-20", "{\"fpg\":6.1,\"fpg_value\":6.1}");
  put_record (scratch->clinic, "health_check", stout, "2022-03-01", "{\"bmi\":28.0}");
  put_record (scratch->clinic, "health_check", both, "2022-03-01", "{\"waist\":85}");
  put_record (scratch->clinic, "resident_profile", both, "2022-03-01", "{\"fam_mother\":\"2 3\"}");
  assert_what (scratch, "glucose_screening", nearly, "测空腹血糖：高危（血糖正常高值）");
  g_assert_cmpint (day_of (scratch, "glucose_screening", nearly), ==, cunyi_day_parse ("2022-07-20"));
  assert_what (scratch, "glucose_screening", stout, NULL);
  assert_what (scratch, "glucose_screening", both, "测空腹血糖：高危（肥胖、家族史）");
  put_record (scratch->clinic, "blood_glucose", nearly, "2022-07-25", "{\"fpg\":6.0}");
  assert_what (scratch, "glucose_screening", nearly, NULL);
  cunyi_setting_set (cunyi_clinic_get_database (scratch->clinic), "due/glucose_screening/who", "wide", &error);
  assert_what (scratch, "glucose_screening", stout, "测空腹血糖：高危（肥胖）");
  cunyi_setting_set (cunyi_clinic_get_database (scratch->clinic), "due/glucose_screening/who", "none", &error);
  g_assert_no_error (error);
  assert_what (scratch, "glucose_screening", both, NULL);
}

/* A contract in force as it stands in the store. */
static void
put_contract (Scratch *scratch, const char *person, const char *begins, const char *ends, const char *data)
{
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autofree char *definition = cunyi_library_dup_definition (cunyi_clinic_get_library (scratch->clinic), "workflows", "contract");
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) insert = NULL;

  cunyi_database_begin (database, "test", &error);
  id = cunyi_database_new_id (database, &error);
  insert = cunyi_database_prepare (database, "INSERT INTO case_ (id, workflow, definition, subject, state, opened, begins, ends, holds, data)"
                                             " VALUES (:id, 'contract', :definition, :person, 'active', :begins, :begins, :ends, 1, :data)", &error);
  g_assert_no_error (error);
  cunyi_statement_bind_text (insert, ":id", id);
  cunyi_statement_bind_text (insert, ":definition", definition);
  cunyi_statement_bind_text (insert, ":person", person);
  cunyi_statement_bind_text (insert, ":begins", begins);
  cunyi_statement_bind_text (insert, ":ends", ends);
  cunyi_statement_bind_text (insert, ":data", data);
  cunyi_statement_run (insert, &error);
  cunyi_database_commit (database, &error);
  g_assert_no_error (error);
}

#define OTHER "{\"packages\":\"BASE OTHERCD\",\"sign_date\":\"2021-08-20\",\"medium\":\"1\",\"paper_place\":\"柜子\",\"items\":" \
  "[{\"code\":\"OTHERCD-1\",\"label\":\"随访\",\"serves\":\"other_chronic\",\"times\":1,\"per\":\"year\",\"forms\":\"service_record\"}]}"

/* What a contract promises and no form of its own asks for is owed until a record of service says it was done. */
static void
what_a_contract_still_owes_is_told (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *owed = add_person (scratch->clinic, add_household (scratch->clinic, "0001"), "甲", "02", "1", "1970-03-01");
  const char *later = add_person (scratch->clinic, add_household (scratch->clinic, "0002"), "乙", "02", "1", "1970-03-01");
  g_autoptr (GPtrArray) due = NULL;

  put_contract (scratch, owed, "2021-08-20", "2022-08-19", OTHER);
  put_contract (scratch, later, "2022-05-01", "2023-04-30", OTHER);
  assert_what (scratch, "contract_owed", owed, "履约：随访");
  assert_what (scratch, "contract_owed", later, NULL);
  due = list_due (scratch->clinic);
  g_assert_cmpint (due_of (due, "contract_owed", owed)->due, ==, cunyi_day_parse ("2022-08-19"));
  put_record (scratch->clinic, "service_record", owed, "2022-07-30", "{\"item\":\"OTHERCD-1\"}");
  assert_what (scratch, "contract_owed", owed, NULL);
}

/* A gap between two terms, and a paper that nobody knows the place of: found, and not where there is none. */
static void
gaps_and_papers_of_contracts_are_found (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *gap = add_person (scratch->clinic, add_household (scratch->clinic, "0001"), "甲", "02", "1", "1970-03-01");
  const char *none = add_person (scratch->clinic, add_household (scratch->clinic, "0002"), "乙", "02", "1", "1970-03-01");
  g_autofree char *found = NULL, *other = NULL, *lost = NULL, *kept = NULL;

  put_contract (scratch, gap, "2021-01-01", "2021-12-31", OTHER);
  put_contract (scratch, gap, "2022-02-01", "2023-01-31", "{\"sign_date\":\"2022-02-01\",\"medium\":\"1\"}");
  put_contract (scratch, none, "2021-01-01", "2021-12-31", OTHER);
  put_contract (scratch, none, "2022-01-01", "2022-12-31", OTHER);
  found = find_finding (scratch, "contract_gap", gap);
  g_assert_nonnull (found);
  g_assert_nonnull (strstr (found, "中断31天"));
  other = find_finding (scratch, "contract_gap", none);
  g_assert_null (other);
  lost = find_finding (scratch, "contract_paper", gap);
  g_assert_nonnull (lost);
  kept = find_finding (scratch, "contract_paper", none);
  g_assert_null (kept);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/due/one-person-has-the-lines-of-the-whole-list", one_person_has_the_lines_of_the_whole_list);
  g_test_add_func ("/clinic/due/of-two-visits-of-a-day-the-later-entry-counts", of_two_visits_of_a_day_the_later_entry_counts);
  g_test_add_func ("/clinic/due/who-comes-back-is-surveyed-again", who_comes_back_is_surveyed_again);
  g_test_add_func ("/clinic/rules/a-risk-is-away-when-somebody-confirmed-it", a_risk_is_away_when_somebody_confirmed_it);
  g_test_add_func ("/clinic/rules/a-risk-that-only-the-roster-clears-is-listed", a_risk_that_only_the_roster_clears_is_listed);
  g_test_add_func ("/clinic/rules/blood-pressure-is-measured-from-35-on", blood_pressure_is_measured_from_35_on);
  g_test_add_func ("/clinic/rules/high-on-three-days-is-sent-for-a-diagnosis", high_on_three_days_is_sent_for_a_diagnosis);
  g_test_add_func ("/clinic/rules/what-is-dangerously-high-is-sent-at-once", what_is_dangerously_high_is_sent_at_once);
  g_test_add_func ("/clinic/rules/a-referral-is-asked-for-until-there-is-an-answer", a_referral_is_asked_for_until_there_is_an_answer);
  g_test_add_func ("/clinic/rules/what-the-hospital-said-counts", what_the_hospital_said_counts);
  g_test_add_func ("/clinic/rules/glucose-is-measured-where-there-is-a-risk", glucose_is_measured_where_there_is_a_risk);
  g_test_add_func ("/clinic/rules/what-a-contract-still-owes-is-told", what_a_contract_still_owes_is_told);
  g_test_add_func ("/clinic/rules/gaps-and-papers-of-contracts-are-found", gaps_and_papers_of_contracts_are_found);
  return g_test_run ();
}
