/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filling a form without a window: what is typed, what the page then shows, and what is kept. */

#include "config.h"

#include "base/clock.h"
#include "form/session.h"

#include <string.h>

static CunyiForm *
load_form (const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new_static (text, strlen (text));
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  CunyiForm *form = cunyi_form_parse (NULL, content, NULL, NULL, faults);

  if (cunyi_faults_count (faults) > 0)
    {
      g_autofree char *fault = cunyi_fault_to_text (cunyi_faults_get (faults, 0));

      g_error ("%s", fault);
    }
  return form;
}

static CunyiForm *
load_follow_up (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "form", "forms", "follow_up.csv", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return load_form (text);
}

/* A session over the follow-up of 张三, new or on from a draft. */
static CunyiSession *
begin (const char *answers)
{
  g_autoptr (CunyiForm) form = load_follow_up ();
  g_autoptr (CunyiContext) about = cunyi_context_new ();

  cunyi_context_set (about, "person_name", "张三");
  return cunyi_session_new (form, about, answers);
}

/* A session over a form of one text, whose rows are `survey`. */
static CunyiSession *
begin_small (const char *header, const char *survey)
{
  g_autofree char *text = g_strdup_printf ("survey\n,%s\n%schoices\n,list_name,name,label\n,yes,1,是\n,yes,0,否\n"
                                           ",disease,hypertension,高血压\n,disease,diabetes,糖尿病\n"
                                           "settings\n,form_id\n,small\n", header, survey);
  g_autoptr (CunyiForm) form = load_form (text);

  return cunyi_session_new (form, NULL, NULL);
}

static void
set (CunyiSession *session, const char *path, const char *text)
{
  if (!cunyi_session_set (session, path, text))
    g_error ("%s cannot be set", path);
}

static const CunyiField *
get (CunyiSession *session, const char *path)
{
  const CunyiField *field = cunyi_session_find (session, path);

  if (!field)
    g_error ("there is no %s", path);
  return field;
}

#define assert_value(session, path, expected) g_assert_cmpstr (get (session, path)->value, ==, expected)
#define assert_error(session, path, expected) g_assert_cmpstr (get (session, path)->error, ==, expected)

static char *
list_errors (CunyiSession *session)
{
  g_auto (GStrv) errors = cunyi_session_list_errors (session);

  return g_strjoinv (" ", errors);
}

#define assert_errors(session, expected) \
  G_STMT_START { g_autofree char *errors_ = list_errors (session); g_assert_cmpstr (errors_, ==, expected); } G_STMT_END

/* ---- what a new form shows ---- */

static void
a_new_form_has_its_defaults (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);

  assert_value (session, "visit_day", "2022-07-26");
  assert_value (session, "way", "1");
  assert_value (session, "began", "2022-07-26T08:30:00");
  assert_value (session, "sbp", "");
  g_assert_false (cunyi_session_is_dirty (session));
  assert_errors (session, "");
}

static void
fields_stand_in_the_order_of_the_form (void)
{
  static const char *const paths[] = { "began", "visit", "visit_day", "way", "sbp", "dbp", "height" };
  g_autoptr (CunyiSession) session = begin (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_cmpstr (cunyi_session_get_field (session, i)->path, ==, paths[i]);
  g_assert_false (get (session, "began")->visible);
  g_assert_false (get (session, "grade")->visible);
  g_assert_true (get (session, "visit")->visible);
  g_assert_cmpuint (get (session, "visit")->depth, ==, 0);
  g_assert_cmpuint (get (session, "way")->depth, ==, 1);
  g_assert_cmpuint (get (session, "sbp")->item->width, ==, 2);
}

static void
labels_hold_values (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);

  g_assert_cmpstr (get (session, "sbp")->label, ==, "张三的收缩压");
  g_assert_cmpstr (get (session, "sbp")->hint, ==, "mmHg");
  g_assert_cmpstr (get (session, "way")->choices[1].label, ==, "家庭");
}

static void
defaults_follow_each_other (void)
{
  g_autoptr (CunyiSession) session = begin_small ("type,name,label,default",
                                                  ",text,c,丙,\"concat(${b}, '!')\"\n"
                                                  ",text,a,甲,x\n"
                                                  ",text,b,乙,${a}\n");

  assert_value (session, "b", "x");
  assert_value (session, "c", "x!");
  set (session, "a", "y");
  assert_value (session, "b", "x"); /* a default is asked for once */
}

/* ---- typing ---- */

static void
what_is_typed_becomes_an_answer (void)
{
  static const struct { const char *path, *typed, *value, *error; } cases[] = {
    { "sbp", "152", "152", "" },
    { "sbp", " １５２ ", "152", "" },
    { "sbp", "0152", "152", "" },
    { "sbp", "15a", "", "Write a whole number, digits only." },
    { "sbp", "152.5", "", "Write a whole number, digits only." },
    { "sbp", "-", "", "Write a whole number, digits only." },
    { "sbp", "1000000000000000", "", "Write a whole number, digits only." }, /* more than a double holds */
    { "height", "165", "165", "" },
    { "height", "165.50", "165.5", "" },
    { "height", "165。5", "165.5", "" },
    { "height", ".5", "0.5", "" },
    { "height", "-0", "0", "" },
    { "height", "-01.20", "-1.2", "" },
    { "height", "1e2", "", "Write a number, like 36.5." },
    { "height", "1.2.3", "", "Write a number, like 36.5." },
    { "height", ".", "", "Write a number, like 36.5." },
    { "visit_day", "20220701", "2022-07-01", "" },
    { "visit_day", "0701", "2022-07-01", "" },
    { "visit_day", "1", "2022-07-01", "" },
    { "visit_day", "2022年7月1日", "2022-07-01", "" },
    { "visit_day", "0230", "", "Write a day like 20220726, 0726 or 26." },
    { "way", "2", "2", "" },
    { "way", "２", "2", "" },
    { "way", "家庭", "2", "" },
    { "way", "9", "", "Type the number before one of the choices." },
    { "way", "1 2", "", "Type the number before one of the choices." },
    { "symptoms", "3 2", "2 3", "" },          /* in the order of the paper */
    { "symptoms", "2,3", "2 3", "" },
    { "symptoms", "2，10", "2 10", "" },
    { "symptoms", "头痛头晕、恶心呕吐", "2 3", "" },
    { "symptoms", "2 2", "2", "" },
    { "symptoms", "2 7", "", "Type the numbers before the choices, with a blank between them." },
    { "phone", " 13800138000 ", "13800138000", "" },
    { "phone", "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CunyiSession) session = begin (NULL);
      const CunyiField *field;

      set (session, cases[i].path, cases[i].typed);
      field = get (session, cases[i].path);
      if (strcmp (field->value, cases[i].value) != 0 || strcmp (field->error, cases[i].error) != 0)
        g_error ("%s typed as “%s” is “%s” %s", cases[i].path, cases[i].typed, field->value, field->error);
      g_assert_cmpstr (field->text, ==, *cases[i].error ? cases[i].typed : cases[i].value);
    }
}

static void
a_choice_without_numbers_is_typed_by_its_place (void)
{
  g_autoptr (CunyiSession) session = begin_small ("type,name,label", ",select_one disease,a,甲\n,select_one yes,b,乙\n");

  set (session, "a", "2");
  assert_value (session, "a", "diabetes");
  set (session, "a", "高血压");
  assert_value (session, "a", "hypertension");
  set (session, "b", "0"); /* a code, not a place */
  assert_value (session, "b", "0");
  set (session, "b", "2");
  assert_value (session, "b", "");
}

static void
what_cannot_be_changed_is_not (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);

  g_assert_false (cunyi_session_set (session, "nobody", "1"));
  g_assert_false (cunyi_session_set (session, "visit", "1"));
  g_assert_false (cunyi_session_set (session, "bmi", "20"));
  g_assert_false (cunyi_session_set (session, "grade", "1"));
  g_assert_false (cunyi_session_set (session, "other_symptom", "x")); /* does not apply */
  g_assert_false (cunyi_session_add (session, "sbp"));
  g_assert_false (cunyi_session_remove (session, "drugs[1]"));
  g_assert_false (cunyi_session_is_dirty (session));
}

static void
read_only_follows_its_condition (void)
{
  g_autoptr (CunyiSession) session = begin_small ("type,name,label,read_only",
                                                  ",text,a,甲,\n,text,b,乙,${a} = 'x'\n,text,c,丙,yes\n");

  g_assert_true (get (session, "b")->enabled);
  set (session, "a", "x");
  g_assert_false (get (session, "b")->enabled);
  g_assert_false (get (session, "c")->enabled);
}

/* ---- what follows ---- */

static void
calculations_follow_what_they_use (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);

  assert_value (session, "bmi", "");
  set (session, "height", "165");
  set (session, "weight", "61.5");
  assert_value (session, "bmi", "22.6");
  assert_value (session, "grade", "1");
  set (session, "sbp", "152");
  assert_value (session, "grade", "2");
  set (session, "weight", "");
  assert_value (session, "bmi", "");
}

static void
what_does_not_apply_is_blank_but_kept (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);

  set (session, "symptoms", "10");
  set (session, "other_symptom", "耳鸣");
  g_assert_true (get (session, "other_symptom")->visible);
  set (session, "symptoms", "2");
  g_assert_false (get (session, "other_symptom")->visible);
  g_assert_cmpstr (cunyi_context_get (cunyi_session_get_context (session), "other_symptom"), ==, "");
  set (session, "symptoms", "2 10");
  g_assert_cmpstr (get (session, "other_symptom")->text, ==, "耳鸣");
}

static void
a_group_takes_what_is_in_it_along (void)
{
  g_autoptr (CunyiSession) session = begin_small ("type,name,label,relevant,calculation",
                                                  ",text,a,甲,,\n"
                                                  ",begin_group,g,组,${a} = 'x',\n"
                                                  ",begin_group,h,组,,\n"
                                                  ",text,b,乙,,\n"
                                                  ",end_group,,,,\n"
                                                  ",end_group,,,,\n"
                                                  ",calculate,c,,,\"concat(${b}, '.')\"\n");

  g_assert_false (get (session, "b")->visible);
  set (session, "a", "x");
  g_assert_true (get (session, "b")->visible);
  set (session, "b", "1");
  assert_value (session, "c", "1.");
  set (session, "a", "");
  g_assert_false (get (session, "h")->visible);
  assert_value (session, "c", ".");
}

static void
choices_are_filtered_by_other_answers (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);

  g_assert_cmpuint (get (session, "town")->n_choices, ==, 0);
  set (session, "county", "fangcheng");
  g_assert_cmpuint (get (session, "town")->n_choices, ==, 2);
  g_assert_cmpstr (get (session, "town")->choices[1].label, ==, "赵河镇");
  set (session, "town", "2");
  assert_error (session, "town", "");
  set (session, "county", "nanzhao");
  g_assert_cmpuint (get (session, "town")->n_choices, ==, 1);
  assert_error (session, "town", "This choice does not fit the other answers any more. Choose again.");
  g_assert_cmpstr (get (session, "town")->text, ==, "2"); /* what was typed stays */
  set (session, "town", "3");
  assert_error (session, "town", "");
}

/* ---- errors and warnings ---- */

static void
an_error_stands_at_its_field_and_keeps_what_was_typed (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);

  set (session, "sbp", "1450");
  assert_error (session, "sbp", "收缩压应在60–260之间，您输入了1450");
  g_assert_cmpstr (get (session, "sbp")->text, ==, "1450");
  set (session, "sbp", "145");
  assert_error (session, "sbp", "");
  set (session, "dbp", "150");
  assert_error (session, "dbp", "This value is not possible. Please check it.");
  set (session, "sbp", "152"); /* the other side of the comparison changed */
  assert_error (session, "dbp", "");
}

static void
missing_answers_are_told_when_the_form_is_finished (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);

  set (session, "way", "");
  assert_error (session, "way", "");
  g_assert_true (get (session, "way")->required);
  g_assert_null (cunyi_session_finish (session));
  assert_error (session, "way", "请选随访方式。");
  assert_errors (session, "way next_day");
  set (session, "way", "1"); /* now blood pressure is required too, and says so at once */
  assert_errors (session, "sbp dbp next_day");
  assert_error (session, "sbp", "This must be filled in.");
}

static void
a_warning_is_confirmed_and_kept (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);

  set (session, "way", "3");
  set (session, "sbp", "195");
  g_assert_cmpstr (get (session, "sbp")->warning, ==, "收缩压达到195，请核对。");
  assert_error (session, "sbp", "");
  assert_errors (session, "sbp");
  g_assert_null (cunyi_session_finish (session));
  g_assert_true (cunyi_session_confirm (session, "sbp", TRUE));
  g_assert_true (get (session, "sbp")->confirmed);
  assert_errors (session, "next_day");
  set (session, "sbp", "190"); /* another value, another question */
  g_assert_false (get (session, "sbp")->confirmed);
  assert_errors (session, "sbp next_day");
  set (session, "sbp", "150");
  g_assert_false (cunyi_session_confirm (session, "sbp", TRUE));
}

static void
a_blank_can_be_warned_about (void)
{
  g_autoptr (CunyiSession) session = begin ("{\"way\":\"3\",\"visit_day\":\"2022-07-26\"}");
  g_autoptr (CunyiFinished) finished = NULL;

  g_assert_cmpstr (get (session, "next_day")->warning, ==, "");
  g_assert_null (cunyi_session_finish (session));
  g_assert_cmpstr (get (session, "next_day")->warning, ==, "没有写下次随访日期。");
  g_assert_true (cunyi_session_confirm (session, "next_day", TRUE));
  finished = cunyi_session_finish (session);
  g_assert_nonnull (strstr (finished->answers, "\"_confirmed\":[\"next_day\"]"));
}

static void
a_calculated_value_can_be_warned_about (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);

  set (session, "height", "160");
  set (session, "weight", "90");
  g_assert_cmpstr (get (session, "bmi")->warning, ==, "This value is unusual. Check it, and confirm it if it is right.");
  g_assert_true (cunyi_session_confirm (session, "bmi", TRUE));
  set (session, "weight", "91");
  g_assert_false (get (session, "bmi")->confirmed);
}

/* ---- repeats ---- */

static void
members_come_and_go (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);
  guint layout = cunyi_session_get_layout (session);

  g_assert_cmpuint (get (session, "drugs")->n_members, ==, 0);
  g_assert_true (get (session, "drugs")->can_add);
  g_assert_true (cunyi_session_add (session, "drugs"));
  g_assert_true (cunyi_session_add (session, "drugs"));
  g_assert_cmpuint (cunyi_session_get_layout (session), >, layout);
  g_assert_cmpuint (get (session, "drugs")->n_members, ==, 2);
  g_assert_cmpuint (get (session, "drugs[2]")->position, ==, 2);
  set (session, "drugs[1]/drug", "氨氯地平");
  set (session, "drugs[2]/drug", "缬沙坦");
  set (session, "drugs[1]/dose", "5");
  set (session, "drugs[2]/dose", "80");
  assert_value (session, "drug_count", "2");
  assert_value (session, "dose_sum", "85");
  assert_value (session, "drugs[2]/drug_row", "2");
  g_assert_cmpstr (get (session, "drugs[2]/drug_note")->label, ==, "第2种：缬沙坦");
  g_assert_true (cunyi_session_remove (session, "drugs[1]"));
  assert_value (session, "drugs[1]/drug", "缬沙坦");
  assert_value (session, "drugs[1]/drug_row", "1");
  assert_value (session, "dose_sum", "80");
  g_assert_null (cunyi_session_find (session, "drugs[2]"));
}

static void
errors_in_members_have_their_path (void)
{
  g_autoptr (CunyiSession) session = begin ("{\"way\":\"2\",\"visit_day\":\"2022-07-26\",\"next_day\":\"2022-08-01\"}");

  cunyi_session_add (session, "drugs");
  cunyi_session_add (session, "drugs");
  set (session, "drugs[1]/drug", "甲");
  set (session, "drugs[2]/dose", "0");
  g_assert_null (cunyi_session_finish (session));
  assert_errors (session, "drugs[2]/drug drugs[2]/dose");
}

static void
a_list_that_does_not_apply_counts_as_empty (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);

  cunyi_session_add (session, "drugs");
  set (session, "drugs[1]/dose", "5");
  set (session, "way", "3");
  g_assert_false (get (session, "drugs")->visible);
  g_assert_false (get (session, "drugs[1]/dose")->visible);
  assert_value (session, "drug_count", "0");
  assert_value (session, "dose_sum", "0");
  set (session, "way", "1");
  assert_value (session, "dose_sum", "5");
}

static void
a_counted_list_follows_its_count (void)
{
  g_autoptr (CunyiSession) session = begin_small ("type,name,label,repeat_count,default",
                                                  ",integer,n,几个,,\n"
                                                  ",begin_repeat,r,表,${n},\n"
                                                  ",text,a,甲,,\"concat('第', position(..))\"\n"
                                                  ",begin_repeat,s,表,2,\n"
                                                  ",text,b,乙,,${a}\n"
                                                  ",end_repeat,,,,\n"
                                                  ",end_repeat,,,,\n");

  set (session, "n", "3");
  g_assert_cmpuint (get (session, "r")->n_members, ==, 3);
  g_assert_false (get (session, "r")->can_add);
  g_assert_false (get (session, "r[1]")->can_remove);
  assert_value (session, "r[3]/a", "第3");
  assert_value (session, "r[3]/s[2]/b", "第3");
  set (session, "r[2]/a", "改");
  set (session, "n", "2");
  set (session, "n", "4");
  assert_value (session, "r[2]/a", "改");
  assert_value (session, "r[4]/a", "第4");
  set (session, "n", "-1");
  g_assert_cmpuint (get (session, "r")->n_members, ==, 0);
  set (session, "n", "99999999");
  g_assert_cmpuint (get (session, "r")->n_members, ==, 500);
}

static void
a_list_of_the_household_fills_itself (void)
{
  g_autoptr (CunyiForm) form = load_form (
    "survey\n,type,name,label,repeat_count,calculation,default\n"
    ",begin_repeat,member,成员,count(${household_member}),,\n"
    ",calculate,row,,,position(..),\n"
    ",text,member_name,姓名,,,${household_member}[position() = ${row}]/name\n"
    ",end_repeat,,,,,\nsettings\n,form_id\n,a\n");
  g_autoptr (CunyiContext) about = cunyi_context_new ();
  g_autoptr (CunyiSession) session = NULL;

  cunyi_context_set_json (about, "{\"household_member\":[{\"name\":\"张三\"},{\"name\":\"李四\"}]}");
  session = cunyi_session_new (form, about, NULL);
  assert_value (session, "member[1]/member_name", "张三");
  assert_value (session, "member[2]/member_name", "李四");
}

/* ---- previous values ---- */

static void
the_last_value_stands_beside (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);

  cunyi_session_set_previous (session, "sbp", "150", "2022-03-02", FALSE);
  cunyi_session_set_previous (session, "height", "165", "2022-03-02", TRUE);
  cunyi_session_set_previous (session, "way", "2", "2022-03-02", TRUE);
  cunyi_session_set_previous (session, "nobody", "2", "2022-03-02", TRUE);
  g_assert_cmpstr (get (session, "sbp")->previous, ==, "150");
  g_assert_cmpstr (get (session, "sbp")->previous_day, ==, "2022-03-02");
  assert_value (session, "sbp", "");
  assert_value (session, "height", "165");
  g_assert_true (get (session, "height")->copied);
  assert_value (session, "way", "2"); /* in place of its default */
  g_assert_cmpstr (get (session, "way")->previous, ==, "家庭");
  set (session, "height", "166");
  g_assert_false (get (session, "height")->copied);
}

/* What was so last time goes before what is so mostly; nothing goes before what somebody typed. */
static void
what_is_copied_goes_before_a_default (void)
{
  static const char rows[] = ",text,per,每,日,copy\n,text,unit,单位,片,copy\n,begin_repeat,drug,用药,2,copy\n,text,drug_name,药名,,\n,end_repeat,,,,\n";
  g_autoptr (CunyiSession) session = begin_small ("type,name,label,default,previous", rows);
  g_autoptr (CunyiSession) first = begin_small ("type,name,label,default,previous", rows);
  g_autoptr (CunyiSession) draft = begin ("{\"way\":\"1\"}");

  set (session, "unit", "粒");
  cunyi_session_set_previous (session, "per", "月", "2022-06-20", TRUE);
  cunyi_session_set_previous (session, "unit", "支", "2022-06-20", TRUE);
  cunyi_session_set_previous (session, "drug", "[{\"drug_name\":\"氨氯地平\"}]", "2022-06-20", TRUE);
  assert_value (session, "per", "月");
  g_assert_true (get (session, "per")->copied);
  assert_value (session, "unit", "粒");
  g_assert_false (get (session, "unit")->copied);
  g_assert_cmpuint (get (session, "drug")->n_members, ==, 1);
  assert_value (session, "drug[1]/drug_name", "氨氯地平");

  cunyi_session_set_previous (first, "drug", "[]", "2022-06-20", TRUE);
  assert_value (first, "per", "日");
  g_assert_cmpuint (get (first, "drug")->n_members, ==, 2);

  cunyi_session_set_previous (draft, "way", "2", "2022-06-20", TRUE);
  assert_value (draft, "way", "1");
}

/* ---- what changed ---- */

static void
only_fields_that_changed_have_a_new_serial (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);
  guint serial = cunyi_session_get_serial (session);

  set (session, "height", "165");
  g_assert_cmpuint (cunyi_session_get_serial (session), >, serial);
  g_assert_cmpuint (get (session, "height")->serial, >, serial);
  g_assert_cmpuint (get (session, "sbp")->serial, <=, serial);
  g_assert_cmpuint (get (session, "bmi")->serial, <=, serial);
  serial = cunyi_session_get_serial (session);
  set (session, "weight", "61");
  g_assert_cmpuint (get (session, "bmi")->serial, >, serial);
  g_assert_true (cunyi_session_is_dirty (session));
  cunyi_session_set_clean (session);
  g_assert_false (cunyi_session_is_dirty (session));
}

static void
many_answers_are_worked_out_at_one_go (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);
  guint serial = cunyi_session_get_serial (session);

  cunyi_session_hold (session);
  set (session, "height", "165");
  set (session, "weight", "61.5");
  g_assert_cmpuint (cunyi_session_get_serial (session), ==, serial);
  cunyi_session_release (session);
  g_assert_cmpuint (cunyi_session_get_serial (session), ==, serial + 1);
  assert_value (session, "bmi", "22.6");
}

static void
a_hostile_form_stays_in_its_bounds (void)
{
  /* A text that doubles twenty times, a list compared with itself three times over, a pattern that goes back and forth. */
  g_autoptr (GString) survey = g_string_new (",integer,n,几,,\n,begin_repeat,r,表,,${n}\n,calculate,x,,1,\n,end_repeat,,,,\n"
                                             ",calculate,t0,,\"'aaaaaaaaaaaaaaaa'\",\n");
  g_autoptr (CunyiSession) session = NULL;

  for (guint i = 1; i <= 20; i++)
    g_string_append_printf (survey, ",calculate,t%u,,\"concat(${t%u}, ${t%u})\",\n", i, i - 1, i - 1);
  g_string_append (survey, ",calculate,all,,\"count(${r}[count(${r}[count(${r}[x = 1]) > 1]) > 1])\",\n"
                           ",calculate,p,,\"regex(${t8}, '(a+)+b')\",\n");
  session = begin_small ("type,name,label,calculation,repeat_count", survey->str);
  set (session, "n", "500");
  g_assert_cmpuint (strlen (get (session, "t20")->value), <=, 1 << 16);
  assert_value (session, "all", ""); /* given up */
  assert_value (session, "p", "false");
}

/* ---- keeping ---- */

static void
a_draft_comes_back_as_it_was (void)
{
  g_autoptr (CunyiSession) session = begin (NULL), again = NULL;
  g_autofree char *draft = NULL;

  cunyi_session_set_previous (session, "height", "165", "2022-03-02", TRUE);
  set (session, "sbp", "195");
  cunyi_session_confirm (session, "sbp", TRUE);
  set (session, "dbp", "9x");
  set (session, "symptoms", "10");
  set (session, "other_symptom", "耳鸣 \"\\");
  set (session, "symptoms", "2");
  cunyi_session_add (session, "drugs");
  set (session, "drugs[1]/dose", "5");
  set (session, "way", "");
  draft = cunyi_session_to_draft (session);
  again = begin (draft);

  assert_value (again, "sbp", "195");
  g_assert_true (get (again, "sbp")->confirmed);
  g_assert_cmpstr (get (again, "dbp")->text, ==, "9x");
  assert_error (again, "dbp", "Write a whole number, digits only.");
  assert_value (again, "other_symptom", "耳鸣 \"\\"); /* does not apply, but is kept */
  assert_value (again, "drugs[1]/dose", "5");
  assert_value (again, "way", ""); /* no default again */
  g_assert_true (get (again, "height")->copied);
  assert_value (again, "began", "2022-07-26T08:30:00");
  g_assert_false (cunyi_session_is_dirty (again));
}

static void
a_finished_form_holds_what_applies (void)
{
  g_autoptr (CunyiSession) session = begin (NULL);
  g_autoptr (CunyiFinished) finished = NULL;

  set (session, "visit_day", "0720");
  set (session, "sbp", "152");
  set (session, "dbp", "94");
  set (session, "height", "165.50");
  set (session, "symptoms", "10");
  set (session, "other_symptom", "耳鸣");
  set (session, "symptoms", "2 3");
  set (session, "phone", "13800138000");
  set (session, "next_day", "0820");
  cunyi_session_add (session, "drugs");
  set (session, "drugs[1]/drug", "氨氯地平");
  set (session, "drugs[1]/dose", "5");
  finished = cunyi_session_finish (session);
  g_assert_nonnull (finished);
  g_assert_cmpstr (finished->answers, ==,
                   "{\"began\":\"2022-07-26T08:30:00\",\"visit_day\":\"2022-07-20\",\"way\":\"1\",\"sbp\":152,\"dbp\":94,"
                   "\"height\":165.5,\"grade\":2,\"symptoms\":\"2 3\","
                   "\"drugs\":[{\"drug\":\"氨氯地平\",\"dose\":5,\"drug_row\":1}],\"drug_count\":1,\"dose_sum\":5,"
                   "\"phone\":\"13800138000\",\"next_day\":\"2022-08-20\",\"ended\":\"2022-07-26T08:30:00\"}");
  g_assert_cmpstr (finished->day, ==, "2022-07-20");
  g_assert_cmpstr (finished->name, ==, "2022-07-20 门诊");
  g_assert_cmpuint (finished->openings->len, ==, 0);
}

static void
what_is_no_answer_is_refused_or_passed_over (void)
{
  g_autoptr (CunyiForm) form = load_follow_up ();
  g_autoptr (CunyiSession) session = NULL;

  g_assert_null (cunyi_session_new (form, NULL, "[1]"));
  g_assert_null (cunyi_session_new (form, NULL, "{"));
  g_assert_null (cunyi_session_new (form, NULL, ""));
  session = cunyi_session_new (form, NULL, "{\"sbp\":{\"x\":1},\"drugs\":5,\"nobody\":1,\"visit\":\"x\",\"height\":true,"
                                           "\"symptoms\":[\"2\",\"3\"],\"drugs\":[1,{\"dose\":\"x\"}],\"_confirmed\":3}");
  assert_value (session, "symptoms", "2 3");
  g_assert_cmpuint (get (session, "drugs")->n_members, ==, 2);
  g_assert_cmpstr (get (session, "drugs[2]/dose")->text, ==, "x");
}

static void
only_what_a_move_asks_is_shown (void)
{
  static const char *const names[] = { "sbp", "dose", NULL }, *const required[] = { "sbp", NULL };
  g_autoptr (CunyiSession) session = begin ("{\"way\":\"2\",\"dbp\":95,\"drugs\":[{\"drug\":\"甲\"}]}");
  g_autoptr (CunyiFinished) finished = NULL;

  cunyi_session_ask (session, names, required);
  g_assert_true (get (session, "sbp")->visible);
  g_assert_true (get (session, "sbp")->required);
  g_assert_false (get (session, "way")->visible);
  g_assert_false (get (session, "visit")->visible);
  g_assert_true (get (session, "drugs[1]/dose")->visible);
  g_assert_false (get (session, "drugs[1]/drug")->visible);
  g_assert_null (cunyi_session_finish (session));
  assert_errors (session, "sbp");
  set (session, "sbp", "150");
  finished = cunyi_session_finish (session);
  g_assert_nonnull (strstr (finished->answers, "\"way\":\"2\""));
  g_assert_nonnull (strstr (finished->answers, "\"dbp\":95"));
}

static void
a_finished_form_says_what_it_opens (void)
{
  g_autoptr (CunyiForm) form = load_form (
    "survey\n,type,name,label,opens,opens_when,opens_subject\n"
    ",select_one yes,card,有卡,problem:no_card,${card} = '0',\n"
    ",text,remark,备注,problem:${remark},,\n"
    ",begin_repeat,sick,病种,chronic_disease:${disease},,${who}\n"
    ",select_one disease,disease,病种,,,\n"
    ",text,who,谁,,,\n"
    ",end_repeat,,,,,\n"
    "choices\n,list_name,name,label\n,yes,1,是\n,yes,0,否\n,disease,hypertension,高血压\n,disease,diabetes,糖尿病\n"
    "settings\n,form_id,opens\n,a,chronic_application\n");
  g_autoptr (CunyiSession) session = cunyi_session_new (form, NULL, NULL);
  g_autoptr (CunyiFinished) finished = NULL;
  static const struct { const char *workflow, *topic, *subject, *path; int parent; } expected[] = {
    { "chronic_application", "", "", "", -1 },
    { "problem", "no_card", "", "card", -1 },
    { "chronic_disease", "hypertension", "", "sick[1]", 0 },
    { "chronic_disease", "diabetes", "p.7", "sick[3]", 0 },
  };

  set (session, "card", "0");
  for (guint i = 0; i < 3; i++)
    cunyi_session_add (session, "sick");
  set (session, "sick[1]/disease", "hypertension");
  set (session, "sick[3]/disease", "diabetes"); /* the second is blank and opens nothing */
  set (session, "sick[3]/who", "p.7");
  finished = cunyi_session_finish (session);
  g_assert_cmpuint (finished->openings->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const CunyiOpening *opening = g_ptr_array_index (finished->openings, i);

      g_assert_cmpstr (opening->workflow, ==, expected[i].workflow);
      g_assert_cmpstr (opening->topic, ==, expected[i].topic);
      g_assert_cmpstr (opening->subject, ==, expected[i].subject);
      g_assert_cmpstr (opening->path, ==, expected[i].path);
      g_assert_cmpint (opening->parent, ==, expected[i].parent);
    }
}

/* ---- proposals, copies, choices that stand alone ---- */

#define PROPOSING "type,name,label,proposal,relevant,previous"

static void
a_proposal_is_taken_or_overruled_and_kept (void)
{
  g_autoptr (CunyiSession) session
    = begin_small (PROPOSING, ",integer,sbp,收缩压,,,\n,select_one disease,found,判断,\"if(${sbp} >= 140, 'hypertension', '')\",,\n"
                              ",text,reason,为什么,,${found} != ${found_proposal},\n");
  CunyiFinished *finished;

  g_assert_cmpstr (get (session, "found")->proposal, ==, "");
  g_assert_false (cunyi_session_take_proposal (session, "found"));
  set (session, "sbp", "152");
  g_assert_cmpstr (get (session, "found")->proposal, ==, "高血压");
  g_assert_cmpstr (get (session, "found")->proposal_value, ==, "hypertension");
  assert_value (session, "found", "");
  g_assert_false (get (session, "found")->overruled);
  g_assert_true (cunyi_session_take_proposal (session, "found"));
  assert_value (session, "found", "hypertension");
  g_assert_false (get (session, "reason")->visible);
  set (session, "found", "diabetes");
  g_assert_true (get (session, "found")->overruled);
  g_assert_true (get (session, "reason")->visible);
  finished = cunyi_session_finish (session);
  g_assert_cmpstr (finished->answers, ==, "{\"sbp\":152,\"found\":\"diabetes\",\"found_proposal\":\"hypertension\"}");
  cunyi_finished_free (finished);
}

static void
what_is_no_answer_is_not_proposed (void)
{
  g_autoptr (CunyiSession) session
    = begin_small (PROPOSING, ",integer,n,数,,,\n,select_one disease,found,判断,${n},,\n,integer,half,一半,${n} div 2,,\n");

  set (session, "n", "5");
  g_assert_cmpstr (get (session, "found")->proposal, ==, "");
  g_assert_cmpstr (get (session, "half")->proposal, ==, "");
  set (session, "n", "4");
  g_assert_cmpstr (get (session, "half")->proposal_value, ==, "2");
  g_assert_true (cunyi_session_take_proposal (session, "half"));
  assert_value (session, "half", "2");
}

static void
answers_are_copied_from_the_last_record_and_marked (void)
{
  g_autoptr (CunyiSession) session
    = begin_small (PROPOSING, ",text,smoke,吸烟,,,copy\n,begin_repeat,drug,用药,,,copy\n,text,drug_name,药名,,,\n"
                              ",integer,dose,剂量,,,\n,end_repeat,,,,,\n");
  CunyiFinished *finished;

  cunyi_session_set_previous (session, "smoke", "不吸", "2022-06-20", TRUE);
  cunyi_session_set_previous (session, "drug", "[{\"drug_name\":\"氨氯地平\",\"dose\":5}]", "2022-06-20", TRUE);
  assert_value (session, "smoke", "不吸");
  g_assert_true (get (session, "smoke")->copied);
  assert_value (session, "drug[1]/dose", "5");
  g_assert_true (get (session, "drug[1]/drug_name")->copied);
  set (session, "drug[1]/dose", "10");
  g_assert_false (get (session, "drug[1]/dose")->copied);
  finished = cunyi_session_finish (session);
  g_assert_cmpstr (finished->answers, ==, "{\"smoke\":\"不吸\",\"drug\":[{\"drug_name\":\"氨氯地平\",\"dose\":10}],"
                                          "\"_copied\":[\"smoke\",\"drug[1]/drug_name\"]}");
  cunyi_finished_free (finished);
}

static void
a_choice_that_stands_alone_is_wrong_beside_others (void)
{
  g_autoptr (CunyiForm) form = load_form ("survey\n,type,name,label\n,select_multiple s,s,症状\nchoices\n,list_name,name,label,exclusive\n"
                                          ",s,0,无症状,yes\n,s,1,头痛,\n,s,2,眼花,\nsettings\n,form_id\n,small\n");
  g_autoptr (CunyiSession) session = cunyi_session_new (form, NULL, NULL);

  /* Typed it stays, with what is wrong with it. */
  set (session, "s", "0 1");
  assert_value (session, "s", "0 1");
  assert_error (session, "s", "“无症状” stands alone. Take it out, or take the others out.");
  set (session, "s", "0");
  assert_error (session, "s", "");
}

static void
a_result_is_shown_as_it_grows (void)
{
  g_autoptr (CunyiSession) session
    = begin_small ("type,name,label,calculation,appearance", ",integer,a,甲,,\n,integer,b,乙,,\n,calculate,total,得分,\"coalesce(${a}, 0) + coalesce(${b}, 0)\",show\n"
                                                            ",calculate,hidden,藏,1,\n");

  g_assert_true (get (session, "total")->visible);
  g_assert_false (get (session, "total")->enabled);
  g_assert_false (get (session, "hidden")->visible);
  set (session, "a", "3");
  assert_value (session, "total", "3");
  set (session, "b", "4");
  assert_value (session, "total", "7");
}

/* ---- further types ---- */

typedef struct {
  const char *typed;
  const char *value; /* NULL for what is refused */
} Typing;

static void
check_typings (const char *type, const char *more, const Typing *typings, guint n)
{
  g_autofree char *row = g_strdup_printf (",%s,x,题,%s\n", type, more);
  g_autoptr (CunyiSession) session = begin_small ("type,name,label,parameters", row);

  for (guint i = 0; i < n; i++)
    {
      const CunyiField *field = get (session, "x");

      set (session, "x", typings[i].typed);
      if (typings[i].value && (strcmp (field->value, typings[i].value) != 0 || *field->error))
        g_error ("%s “%s” is “%s” (%s)", type, typings[i].typed, field->value, field->error);
      if (!typings[i].value && *field->error == '\0')
        g_error ("%s “%s” is read as “%s”", type, typings[i].typed, field->value);
    }
}

static void
times_are_typed_as_people_do (void)
{
  static const Typing times[] = { { "0830", "08:30" }, { "830", "08:30" }, { "8:30", "08:30" }, { "８：３０", "08:30" },
                                  { "8点", "08:00" }, { "18点5分", "18:05" }, { "23:59:59.000+08:00", "23:59" }, { "0000", "00:00" },
                                  { "2460", NULL }, { "24:00", NULL }, { "早上", NULL }, { "8", NULL }, { "", "" } };
  static const Typing moments[] = { { "20220726 0830", "2022-07-26T08:30" }, { "0725 8:05", "2022-07-25T08:05" },
                                    { "2022-07-26T08:30:00.000+08:00", "2022-07-26T08:30" }, { "9:15", "2022-07-26T09:15" },
                                    { "20220726", NULL }, { "0830", NULL }, { "20220732 0830", NULL } };

  check_typings ("time", "", times, G_N_ELEMENTS (times));
  check_typings ("dateTime", "", moments, G_N_ELEMENTS (moments));
}

static void
a_range_takes_its_steps (void)
{
  static const Typing pain[] = { { "0", "0" }, { "10", "10" }, { "１０", "10" }, { "11", NULL }, { "-1", NULL }, { "2.5", NULL } };
  static const Typing halves[] = { { "36.5", "36.5" }, { "36.4", NULL }, { "42", "42" }, { "35", "35" } };

  check_typings ("range", "start = 0 end=10 step=1", pain, G_N_ELEMENTS (pain));
  check_typings ("range", "start=35;end=42;step=0.5", halves, G_N_ELEMENTS (halves));
}

static void
a_rank_has_every_choice_once (void)
{
  static const Typing typings[] = { { "0 1", "0 1" }, { "10", "1 0" }, { "否，是", "0 1" }, { "1", NULL }, { "1 1", NULL }, { "1 0 1", NULL },
                                    { "2 1", NULL } };
  g_autoptr (CunyiSession) session = NULL;
  g_autofree char *told = NULL;

  check_typings ("rank yes", "", typings, G_N_ELEMENTS (typings));
  session = begin_small ("type,name,label", ",rank yes,x,题\n");
  told = cunyi_form_answer_to_text (get (session, "x")->item, "0 1");
  g_assert_cmpstr (told, ==, "1. 否、2. 是");
}

static void
what_is_acknowledged_is_ok (void)
{
  static const Typing typings[] = { { "1", "OK" }, { "是", "OK" }, { "√", "OK" }, { "否", "" }, { "OK", "OK" }, { "0", "" }, { "maybe", NULL } };

  check_typings ("acknowledge", "", typings, G_N_ELEMENTS (typings));
}

static void
a_photograph_is_the_name_of_a_file (void)
{
  static const Typing typings[] = { { "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.jpg",
                                      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.jpg" },
                                    { "../etc/passwd", NULL }, { "paper.jpg", NULL }, { "", "" } };
  g_autoptr (CunyiSession) session = NULL;
  g_autofree char *told = NULL;

  check_typings ("image", "", typings, G_N_ELEMENTS (typings));
  check_typings ("photo", "max-pixels=1024", typings, G_N_ELEMENTS (typings));
  session = begin_small ("type,name,label", ",image,x,照片\n");
  told = cunyi_form_answer_to_text (get (session, "x")->item, typings[0].value);
  g_assert_cmpstr (told, ==, "(photograph kept)");
}

static void
what_is_in_no_list_is_written_down (void)
{
  g_autoptr (CunyiSession) session = begin_small ("type,name,label", ",select_multiple disease or_other,d,疾病\n");
  CunyiFinished *finished;

  g_assert_cmpuint (get (session, "d")->n_choices, ==, 3);
  g_assert_false (get (session, "d_other")->visible);
  set (session, "d", "高血压 other");
  g_assert_true (get (session, "d_other")->visible);
  set (session, "d_other", "痛风");
  finished = cunyi_session_finish (session);
  g_assert_cmpstr (finished->answers, ==, "{\"d\":\"hypertension other\",\"d_other\":\"痛风\"}");
  cunyi_finished_free (finished);
}

static void
a_trigger_works_out_once_and_can_be_typed_over (void)
{
  g_autoptr (CunyiSession) session
    = begin_small ("type,name,label,calculation,trigger", ",integer,sbp,收缩压,,\n,text,word,说明,\"if(${sbp} >= 140, '高', '不高')\",${sbp}\n"
                                                         ",calculate,changes,,\"coalesce(${changes}, 0) + 1\",${sbp}\n");

  assert_value (session, "word", "");
  g_assert_true (get (session, "word")->enabled);
  set (session, "sbp", "152");
  assert_value (session, "word", "高");
  set (session, "word", "偏高");
  assert_value (session, "word", "偏高");
  assert_value (session, "changes", "1");
  set (session, "sbp", "120");
  assert_value (session, "word", "不高");
  assert_value (session, "changes", "2");
}

static void
who_fills_is_known (void)
{
  g_autoptr (CunyiForm) form = load_form ("survey\n,type,name,label\n,username,who,\n,deviceid,where,\n,barcode,code,条码\nsettings\n,form_id\n,small\n");
  g_autoptr (CunyiContext) about = cunyi_context_new ();
  g_autoptr (CunyiSession) session = NULL, again = NULL;
  g_autofree char *draft = NULL;

  cunyi_context_set (about, "staff_name", "王医生");
  cunyi_context_set (about, "device_id", "a1");
  session = cunyi_session_new (form, about, NULL);
  assert_value (session, "who", "王医生");
  assert_value (session, "where", "a1");
  g_assert_true (get (session, "code")->item->scanned);
  /* Another one who goes on with it does not become the one who began. */
  draft = cunyi_session_to_draft (session);
  cunyi_context_set (about, "staff_name", "李医生");
  again = cunyi_session_new (form, about, draft);
  assert_value (again, "who", "王医生");
}

static void
assert_no_faults (CunyiFaults *faults)
{
  g_autofree char *text = cunyi_faults_count (faults) > 0 ? cunyi_fault_to_text (cunyi_faults_get (faults, 0)) : NULL;

  g_assert_cmpstr (text, ==, NULL);
}

static CunyiCodes *
list_villages (const char *id, gpointer data)
{
  return strcmp (id, "villages") == 0 ? data : NULL;
}

static void
choices_come_from_a_file_beside_the_form (void)
{
  static const char list[] = "name,label,township,lang\n01,张庄,a,x\n02,李村,b,y\n03,王店,a,z\n";
  static const char text[] = "survey\n,type,name,label,choice_filter,parameters\n,text,t,乡,,\n,select_one_from_file villages.csv,v,村,township = ${t},\n"
                             ",select_multiple_from_file villages.csv,w,各村,,value=lang label=township\nsettings\n,form_id\n,small\n";
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (list, strlen (list)), content = g_bytes_new_static (text, strlen (text));
  g_autoptr (CunyiCodes) codes = cunyi_codes_parse ("villages", bytes, faults);
  g_autoptr (CunyiForm) form = cunyi_form_parse (NULL, content, list_villages, codes, faults);
  g_autoptr (CunyiSession) session = NULL;

  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
  session = cunyi_session_new (form, NULL, NULL);
  set (session, "t", "a");
  g_assert_cmpuint (get (session, "v")->n_choices, ==, 2);
  set (session, "v", "王店");
  assert_value (session, "v", "03");
  set (session, "w", "y");
  assert_value (session, "w", "y");
  g_assert_cmpstr (get (session, "w")->choices[0].label, ==, "a");
}

static void
expressions_look_into_lists (void)
{
  static const char list[] = "village, population ,township\n张庄,320,a\n李村,1280,b\n,,\n王店,95,a\n";
  static const char text[] = "survey\n,type,name,label,calculation,constraint\n"
                             ",text,v,村,,\"count(instance('villages')/root/item[village = current()/.]) = 1\"\n"
                             ",calculate,people,,\"pulldata('villages', 'population', 'village', ${v})\",\n"
                             ",calculate,with_many,,\"instance('villages')/root/item[population = 1280.0]/village\",\n"
                             ",calculate,number,,\"count(instance('villages.csv')/root/item[township = 'a'][population > 100])\",\n"
                             ",calculate,all,,sum(instance('villages')/root/item[village != '']/population),\n"
                             ",select_one way,w,方式,,\n"
                             ",calculate,price,,\"pulldata('way', 'price', 'name', ${w}) * 2\",\n"
                             ",calculate,called,,instance('way')/root/item[name = ${w}]/label,\n"
                             ",note,n,\"每次${pulldata('way', 'price', 'name', w)}元\",,\n"
                             ",calculate,known,,\"if(instance('way')/root/item[name = '9'] or ${v} = '', 1, 2)\",\n"
                             "choices\n,list_name,name,label,label::English,price\n,way,1,门诊,clinic,5\n,way,2,家庭,home,8\n"
                             "settings\n,form_id\n,small\n";
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (list, strlen (list)), content = g_bytes_new_static (text, strlen (text));
  g_autoptr (CunyiCodes) codes = cunyi_codes_parse ("villages", bytes, faults);
  g_autoptr (CunyiForm) form = cunyi_form_parse (NULL, content, list_villages, codes, faults);
  g_autoptr (CunyiSession) session = NULL;

  assert_no_faults (faults);
  session = cunyi_session_new (form, NULL, NULL);
  assert_value (session, "people", "");
  assert_value (session, "known", "1");
  set (session, "v", "李村");
  g_assert_cmpstr (get (session, "v")->error, ==, "");
  assert_value (session, "people", "1280");
  assert_value (session, "with_many", "李村");
  assert_value (session, "number", "1");
  assert_value (session, "all", "1695");
  assert_value (session, "known", "2");
  set (session, "v", "赵庄");
  g_assert_cmpstr (get (session, "v")->error, !=, "");
  assert_value (session, "people", "");
  assert_value (session, "price", "");
  set (session, "w", "2");
  assert_value (session, "price", "16");
  assert_value (session, "called", "家庭");
  g_assert_cmpstr (get (session, "n")->label, ==, "每次8元");
}

/* As other collectors write them; what only changes how their scale looks is passed over. */
static void
habits_of_others_are_understood (void)
{
  g_autoptr (CunyiForm) form = load_form ("survey\n,type,name,label,parameters,trigger,calculation,default\n"
                                          ",text,a,甲,rows=5 incremental=true,,,\n,text,b,乙,,,,\n"
                                          ",text,c,丙,,\"${a} , , ${b},\",\"concat(${a}, ${b})\",\n"
                                          ",range,n,分,start=10 end=1 step=-1 tick_interval=2 placeholder=5,,,\n"
                                          ",image,p,照片,app=com.example max-pixels=800,,,\n"
                                          ",begin_repeat,r,成员,,,,2\n"
                                          ",integer,x,数,,,,\"if(position(..) = 1, 7, indexed-repeat(${x}, ${r}, position(..) - 1) + 1)\"\n"
                                          ",end_repeat,,,,,,\nsettings\n,form_id\n,small\n");
  g_autoptr (CunyiSession) session = cunyi_session_new (form, NULL, NULL);

  set (session, "b", "2");
  assert_value (session, "c", "2");
  set (session, "a", "1");
  assert_value (session, "c", "12");
  set (session, "n", "3");
  assert_value (session, "n", "3");
  set (session, "n", "11");
  assert_value (session, "n", "");
  assert_value (session, "r[1]/x", "7");
  assert_value (session, "r[2]/x", "8");
}

static void
a_blank_between_numbers_parts_choices (void)
{
  g_autoptr (CunyiForm) form = load_form ("survey\n,type,name,label\n,select_multiple s,s,症状\nchoices\n,list_name,name,label\n"
                                          ",s,1,无\n,s,3,咳、痰\n,s,13,乏力\nsettings\n,form_id\n,small\n");
  g_autoptr (CunyiSession) session = cunyi_session_new (form, NULL, NULL);

  set (session, "s", "1 3");
  assert_value (session, "s", "1 3");
  set (session, "s", "13");
  assert_value (session, "s", "13");
  set (session, "s", "咳、痰");
  assert_value (session, "s", "3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cunyi_clock_hold ("2022-07-26T08:30:00");

#define TEST(name) g_test_add_func ("/form/session/" #name, name)
  TEST (a_new_form_has_its_defaults);
  TEST (fields_stand_in_the_order_of_the_form);
  TEST (labels_hold_values);
  TEST (defaults_follow_each_other);
  TEST (what_is_typed_becomes_an_answer);
  TEST (a_choice_without_numbers_is_typed_by_its_place);
  TEST (a_blank_between_numbers_parts_choices);
  TEST (what_cannot_be_changed_is_not);
  TEST (read_only_follows_its_condition);
  TEST (calculations_follow_what_they_use);
  TEST (what_does_not_apply_is_blank_but_kept);
  TEST (a_group_takes_what_is_in_it_along);
  TEST (choices_are_filtered_by_other_answers);
  TEST (an_error_stands_at_its_field_and_keeps_what_was_typed);
  TEST (missing_answers_are_told_when_the_form_is_finished);
  TEST (a_warning_is_confirmed_and_kept);
  TEST (a_blank_can_be_warned_about);
  TEST (a_calculated_value_can_be_warned_about);
  TEST (members_come_and_go);
  TEST (errors_in_members_have_their_path);
  TEST (a_list_that_does_not_apply_counts_as_empty);
  TEST (a_counted_list_follows_its_count);
  TEST (a_list_of_the_household_fills_itself);
  TEST (the_last_value_stands_beside);
  TEST (what_is_copied_goes_before_a_default);
  TEST (only_fields_that_changed_have_a_new_serial);
  TEST (many_answers_are_worked_out_at_one_go);
  TEST (a_hostile_form_stays_in_its_bounds);
  TEST (a_draft_comes_back_as_it_was);
  TEST (a_finished_form_holds_what_applies);
  TEST (what_is_no_answer_is_refused_or_passed_over);
  TEST (only_what_a_move_asks_is_shown);
  TEST (a_finished_form_says_what_it_opens);
  TEST (a_proposal_is_taken_or_overruled_and_kept);
  TEST (what_is_no_answer_is_not_proposed);
  TEST (answers_are_copied_from_the_last_record_and_marked);
  TEST (a_choice_that_stands_alone_is_wrong_beside_others);
  TEST (a_result_is_shown_as_it_grows);
  TEST (times_are_typed_as_people_do);
  TEST (a_range_takes_its_steps);
  TEST (a_rank_has_every_choice_once);
  TEST (what_is_acknowledged_is_ok);
  TEST (a_photograph_is_the_name_of_a_file);
  TEST (what_is_in_no_list_is_written_down);
  TEST (a_trigger_works_out_once_and_can_be_typed_over);
  TEST (who_fills_is_known);
  TEST (choices_come_from_a_file_beside_the_form);
  TEST (expressions_look_into_lists);
  TEST (habits_of_others_are_understood);
  return g_test_run ();
}
