/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filling a form: drafts, records, the cases that a record opens. */

#include "config.h"

#include "clinic/about.h"
#include "clinic/filling.h"
#include "clinic/keeping.h"
#include "form/photo.h"
#include "clinic/resident.h"
#include "neighbours.h"
#include "scratch.h"
#include "store/journal.h"

#include <string.h>

#define FORM "household_visit"

static CunyiFilling *
begin (CunyiClinic *clinic, const char *form, const char *subject)
{
  g_autoptr (GError) error = NULL;
  CunyiFilling *filling = cunyi_filling_new (clinic, form, subject, &error);

  g_assert_no_error (error);
  return filling;
}

static const char *
get (CunyiFilling *filling, const char *path)
{
  return cunyi_session_get (cunyi_filling_get_session (filling), path);
}

static guint
count_records (CunyiClinic *clinic, const char *subject)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (cunyi_clinic_get_database (clinic), "record/of-subject", &error);
  guint n = 0;

  g_assert_no_error (error);
  cunyi_statement_bind_text (rows, ":subject", subject);
  while (cunyi_statement_step (rows, &error))
    n++;
  g_assert_no_error (error);
  return n;
}

static void
what_is_known_is_filled_in (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *head = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  g_autoptr (CunyiFilling) filling = NULL;

  add_person (scratch->clinic, home, "李四妹", "12", "2", "1952-03-01");
  add_diseases (scratch->clinic, head, "2020-01-01", "hypertension", "diabetes", NULL);
  add_groups (scratch->clinic, home, "2018-01-01", "lifted", "dibao", NULL);
  filling = begin (scratch->clinic, FORM, home);
  g_assert_false (cunyi_filling_is_draft (filling));
  g_assert_cmpstr (get (filling, "head_name"), ==, "张三");
  g_assert_cmpstr (get (filling, "household_class"), ==, "lifted dibao");
  g_assert_cmpstr (get (filling, "registered_n"), ==, "2");
  g_assert_cmpstr (get (filling, "member[2]/m_name"), ==, "李四妹");
  g_assert_cmpstr (get (filling, "member[1]/m_chronic"), ==, "hypertension diabetes");
  g_assert_cmpstr (get (filling, "sign_visitor"), ==, SCRATCH_USER);
  g_assert_cmpstr (get (filling, "visit_date"), ==, "2022-08-01");
}

static void
a_draft_survives_the_program (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (CunyiFilling) filling = NULL;
  g_autoptr (GError) error = NULL;

  add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  filling = begin (scratch->clinic, FORM, home);
  answer (cunyi_filling_get_session (filling), "round", "2", "summary", "血压高", "c_total", "abc", "member[1]/m_present", "1", NULL);
  g_assert_true (cunyi_filling_keep_draft (filling, &error));
  g_clear_pointer (&filling, cunyi_filling_free);
  g_clear_object (&scratch->clinic);

  scratch->clinic = cunyi_clinic_open (scratch->path, SCRATCH_USER, SCRATCH_PASSWORD, &error);
  g_assert_no_error (error);
  filling = begin (scratch->clinic, FORM, home);
  g_assert_true (cunyi_filling_is_draft (filling));
  g_assert_cmpstr (get (filling, "round"), ==, "2");
  g_assert_cmpstr (get (filling, "summary"), ==, "血压高");
  g_assert_cmpstr (get (filling, "member[1]/m_present"), ==, "1");
  /* What does not pass is kept as it was typed. */
  g_assert_cmpstr (cunyi_session_find (cunyi_filling_get_session (filling), "c_total")->text, ==, "abc");
  g_assert_cmpuint (count_records (scratch->clinic, home), ==, 0);

  g_assert_true (cunyi_filling_discard (filling, &error));
  g_clear_pointer (&filling, cunyi_filling_free);
  filling = begin (scratch->clinic, FORM, home);
  g_assert_false (cunyi_filling_is_draft (filling));
  g_assert_cmpstr (get (filling, "summary"), ==, "");
}

static void
nothing_typed_leaves_no_draft (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (CunyiFilling) filling = begin (scratch->clinic, FORM, home);
  g_autoptr (GError) error = NULL;

  g_assert_true (cunyi_filling_keep_draft (filling, &error));
  g_clear_pointer (&filling, cunyi_filling_free);
  filling = begin (scratch->clinic, FORM, home);
  g_assert_false (cunyi_filling_is_draft (filling));
}

static void
a_form_that_lacks_something_is_not_saved (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (CunyiFilling) filling = begin (scratch->clinic, FORM, home);
  g_autofree char *record = NULL;
  g_autoptr (GError) error = NULL;

  answer (cunyi_filling_get_session (filling), "round", "2", NULL);
  g_assert_false (cunyi_filling_finish (filling, &record, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (record);
  g_assert_cmpuint (count_records (scratch->clinic, home), ==, 0);
}

static void
a_record_opens_a_case_for_each_disease (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  const char *application = apply (scratch->clinic, person);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = cunyi_case_list_children (cunyi_clinic_get_book (scratch->clinic), application, &error);
  g_autoptr (CunyiFilling) filling = begin (scratch->clinic, "chronic_application_form", person);

  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 2);
  for (guint i = 0; i < parts->len; i++)
    {
      const CunyiCase *part = g_ptr_array_index (parts, i);

      g_assert_cmpstr (part->workflow, ==, "chronic_disease");
      g_assert_cmpstr (part->subject, ==, person);
      g_assert_cmpstr (part->state, ==, "r_open");
    }
  /* The draft went with the record. */
  g_assert_false (cunyi_filling_is_draft (filling));
}

/* Written up later: the age is that of the day of the visit; nothing is there twice after the day was changed. */
static void
what_is_known_is_that_of_the_day (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1957-03-01");
  CunyiForm *form = cunyi_library_get_form (cunyi_clinic_get_library (scratch->clinic), "health_check");
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiContext) about = NULL;

  add_diseases (scratch->clinic, person, "2022-02-01", "hypertension", NULL);
  about = cunyi_clinic_describe_for_form (scratch->clinic, person, form, cunyi_day_parse ("2022-01-20"), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cunyi_context_get (about, "person_age"), ==, "64");
  g_assert_cmpuint (cunyi_context_n_rows (about, "household_member"), ==, 1);
  /* the disease began in February */
  g_assert_cmpstr (cunyi_context_get (about, "person_disease_codes"), ==, "");
  g_assert_cmpuint (cunyi_context_n_rows (about, "person_disease"), ==, 0);
  g_assert_cmpstr (cunyi_context_get (cunyi_context_get_row (about, "household_member", 0), "member_disease_codes"), ==, "");
  g_assert_true (cunyi_clinic_describe_day (scratch->clinic, about, person, form, cunyi_day_parse ("2022-01-31"), NULL, &error));
  g_assert_cmpstr (cunyi_context_get (about, "person_disease_codes"), ==, "");
  g_assert_true (cunyi_clinic_describe_day (scratch->clinic, about, person, form, cunyi_day_parse ("2022-02-01"), NULL, &error));
  g_assert_cmpstr (cunyi_context_get (about, "person_disease_codes"), ==, "hypertension");
  g_assert_true (cunyi_clinic_describe_day (scratch->clinic, about, person, form, cunyi_day_parse ("2022-03-01"), NULL, &error));
  g_assert_cmpstr (cunyi_context_get (about, "person_age"), ==, "65");
  g_assert_cmpstr (cunyi_context_get (about, "person_disease_codes"), ==, "hypertension");
  g_assert_cmpuint (cunyi_context_n_rows (about, "person_disease"), ==, 1);
  g_assert_cmpuint (cunyi_context_n_rows (about, "household_member"), ==, 1);
  g_assert_cmpstr (cunyi_context_get (cunyi_context_get_row (about, "household_member", 0), "member_disease_codes"), ==, "hypertension");
}

static void
saving_is_one_change_to_undo (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  const char *application = apply (scratch->clinic, person);
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiCase) c = NULL;

  g_assert_cmpuint (count_records (scratch->clinic, person), ==, 1);
  cunyi_database_undo (database, cunyi_database_last_change (database, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_records (scratch->clinic, person), ==, 0);
  c = cunyi_case_load (cunyi_clinic_get_book (scratch->clinic), application, &error);
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_NOT_FOUND);
}

static void
a_changed_record_stays_one_record (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  const char *record = follow_up (scratch->clinic, person, "2022-07-20");
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiFilling) filling = cunyi_filling_new_for_record (scratch->clinic, record, &error);
  g_autoptr (CunyiRecord) kept = NULL;
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (get (filling, "sbp"), ==, "138");
  answer (cunyi_filling_get_session (filling), "sbp", "146", "class", "2", NULL);
  {
    g_auto (GStrv) warnings = cunyi_session_list_errors (cunyi_filling_get_session (filling));

    for (guint i = 0; warnings[i]; i++)
      cunyi_session_confirm (cunyi_filling_get_session (filling), warnings[i], TRUE);
  }
  g_assert_true (cunyi_filling_finish (filling, &again, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, record);
  g_assert_cmpuint (count_records (scratch->clinic, person), ==, 1);
  kept = cunyi_record_load (cunyi_clinic_get_database (scratch->clinic), record, &error);
  g_assert_nonnull (strstr (kept->answers, "146"));
}

/* It takes its draft along; one that opened a case stays, and says why. */
static void
a_record_is_taken_away (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  const char *other = add_person (scratch->clinic, home, "李四", "10", "2", "1952-03-01");
  const char *record = follow_up (scratch->clinic, person, "2022-07-20");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiFilling) filling = cunyi_filling_new_for_record (scratch->clinic, record, &error);
  g_autoptr (CunyiFilling) opening = NULL;
  g_autoptr (CunyiDraft) draft = NULL;
  g_autoptr (GPtrArray) applied = NULL;

  answer (cunyi_filling_get_session (filling), "sbp", "146", NULL);
  g_assert_true (cunyi_filling_keep_draft (filling, &error));
  g_assert_true (cunyi_filling_delete (filling, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_records (scratch->clinic, person), ==, 0);
  draft = cunyi_draft_load (database, "hypertension_followup", person, record, &error);
  g_assert_null (draft);
  cunyi_database_undo (database, cunyi_database_last_change (database, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_records (scratch->clinic, person), ==, 1);

  apply (scratch->clinic, other);
  applied = cunyi_record_list (database, other, NULL, 0, &error);
  g_assert_cmpuint (applied->len, ==, 1);
  opening = cunyi_filling_new_for_record (scratch->clinic, ((CunyiRecord *) g_ptr_array_index (applied, 0))->id, &error);
  g_assert_false (cunyi_filling_delete (opening, &error));
  g_assert_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_IN_USE);
  g_assert_cmpuint (count_records (scratch->clinic, other), ==, 1);
}

static void
save_self_care (CunyiClinic *clinic, const char *person, const char *day, const char *eating)
{
  g_autoptr (CunyiFilling) filling = begin (clinic, "elderly_self_care", person);
  g_autoptr (GError) error = NULL;

  answer (cunyi_filling_get_session (filling), "eval_date", day, "sc_eat", eating, "sc_wash", "0", "sc_dress", "0",
          "sc_toilet", "0", "sc_move", "0", NULL);
  g_assert_true (cunyi_filling_finish (filling, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* What a form looks at is read, of the day that is asked for; other forms cost nothing. */
static void
a_form_sees_the_last_record_of_another (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  CunyiForm *health_check = cunyi_library_get_form (cunyi_clinic_get_library (scratch->clinic), "health_check");
  g_autoptr (CunyiContext) now = NULL;
  g_autoptr (CunyiContext) then = NULL;
  g_autoptr (GError) error = NULL;

  save_self_care (scratch->clinic, person, "2022-05-01", "3");
  save_self_care (scratch->clinic, person, "2022-07-01", "5");
  now = cunyi_clinic_describe_for_form (scratch->clinic, person, health_check, cunyi_day_parse ("2022-08-01"), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cunyi_context_n_rows (now, "last_elderly_self_care"), ==, 1);
  g_assert_cmpstr (cunyi_context_get (cunyi_context_get_row (now, "last_elderly_self_care", 0), "sc_total"), ==, "5");
  g_assert_cmpstr (cunyi_context_get (cunyi_context_get_row (now, "last_elderly_self_care", 0), "record_day"), ==, "2022-07-01");
  g_assert_cmpuint (cunyi_context_n_rows (now, "last_household_visit"), ==, 0);
  then = cunyi_clinic_describe_for_form (scratch->clinic, person, health_check, cunyi_day_parse ("2022-06-01"), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cunyi_context_get (cunyi_context_get_row (then, "last_elderly_self_care", 0), "sc_total"), ==, "3");
}

static void
answer_profile (CunyiSession *session)
{
  answer (session, "address_now", "1组3号", "address_huji", "1组3号", "org_opened", "柳河镇卫生院", "record_no", "41132210200100023",
          "phone_self", "13912345678", "contact_name", "张四", "contact_phone", "13900000000", "education", "7",
          "occupation", "4", "marital", "2", "payment", "3", "allergy", "1", "exposure", "1", "disease[1]/disease_code", "2",
          "disease[1]/disease_date", "2019-03", NULL);
  g_assert_true (cunyi_session_add (session, "disease"));
  answer (session, "disease[2]/disease_code", "9", "disease[2]/disease_date", "1990", "surgery", "1", "trauma", "1",
          "transfusion", "1", "fam_father", "1", "fam_mother", "1", "fam_siblings", "1", "fam_children", "1", "genetic", "1",
          "disability", "1", NULL);
}

/* The profile tells the roster what it did not know, as one change; what is over does not become a disease. */
static void
the_profile_goes_into_what_is_known (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (CunyiFilling) filling = begin (scratch->clinic, "resident_profile", person);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conditions = NULL, none = NULL;
  g_autoptr (CunyiPerson) kept = NULL, undone = NULL;
  g_autoptr (CunyiContext) known = NULL;

  answer_profile (cunyi_filling_get_session (filling));
  g_assert_true (cunyi_filling_finish (filling, NULL, NULL, &error));
  g_assert_no_error (error);

  conditions = cunyi_person_load_conditions (database, person, &error);
  g_assert_cmpuint (conditions->len, ==, 1);
  g_assert_cmpstr (((CunyiCondition *) g_ptr_array_index (conditions, 0))->disease, ==, "hypertension");
  g_assert_cmpint (((CunyiCondition *) g_ptr_array_index (conditions, 0))->since, ==, cunyi_day_parse ("2019-03-01"));
  kept = cunyi_person_load (database, person, &error);
  g_assert_cmpstr (kept->education, ==, "初中");
  g_assert_cmpstr (kept->phone, ==, "13912345678");
  known = cunyi_clinic_describe (scratch->clinic, person, NULL);
  g_assert_cmpstr (cunyi_context_get (known, "person_record_no"), ==, "41132210200100023");

  g_assert_true (cunyi_database_undo (database, cunyi_database_last_change (database, NULL), &error));
  none = cunyi_person_load_conditions (database, person, &error);
  g_assert_cmpuint (none->len, ==, 0);
  undone = cunyi_person_load (database, person, &error);
  g_assert_cmpstr (undone->phone, ==, "13800000000");
}

/* A disease that is known learns since when, once. */
static void
a_known_disease_stands_once (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (CunyiFilling) filling = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conditions = NULL;

  add_diseases (scratch->clinic, person, "2015-06-01", "hypertension", NULL);
  filling = begin (scratch->clinic, "resident_profile", person);
  g_assert_cmpstr (get (filling, "disease[1]/disease_code"), ==, "2");
  g_assert_cmpstr (get (filling, "disease[1]/disease_date"), ==, "2015-06");
  answer_profile (cunyi_filling_get_session (filling));
  g_assert_true (cunyi_filling_finish (filling, NULL, NULL, &error));
  g_assert_no_error (error);
  conditions = cunyi_person_load_conditions (database, person, &error);
  g_assert_cmpuint (conditions->len, ==, 1);
  g_assert_cmpint (((CunyiCondition *) g_ptr_array_index (conditions, 0))->since, ==, cunyi_day_parse ("2015-06-01"));
}

static void
a_clinic_may_have_limits_of_its_own (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  g_autoptr (CunyiContext) pack = cunyi_clinic_describe (scratch->clinic, person, NULL);
  g_autoptr (CunyiContext) own = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (cunyi_context_get (pack, "limit_sbp_elder"), ==, "150");
  cunyi_setting_set (cunyi_clinic_get_database (scratch->clinic), "limit/sbp_elder", "145", &error);
  g_assert_no_error (error);
  own = cunyi_clinic_describe (scratch->clinic, person, NULL);
  g_assert_cmpstr (cunyi_context_get (own, "limit_sbp_elder"), ==, "145");
}

static void
the_last_values_stand_beside (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  g_autoptr (CunyiFilling) filling = NULL;
  const CunyiField *field;

  follow_up (scratch->clinic, person, "2022-04-20");
  filling = begin (scratch->clinic, "hypertension_followup", person);
  field = cunyi_session_find (cunyi_filling_get_session (filling), "sbp");
  g_assert_cmpstr (field->previous, ==, "138");
  g_assert_cmpstr (field->previous_day, ==, "2022-04-20");
  g_assert_cmpstr (field->value, ==, "");
}

static void
an_unknown_form_is_an_error (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (GError) error = NULL;

  g_assert_null (cunyi_filling_new (scratch->clinic, "no_such_form", "x", &error));
  g_assert_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_NO_FORM);
  g_clear_error (&error);
  g_assert_null (cunyi_filling_new_for_record (scratch->clinic, "no-such-record", &error));
  g_assert_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_NO_RECORD);
}

#define SETTINGS "settings\n,form_title,form_id,version,valid_from,day\n"

static void
keep_form (CunyiClinic *clinic, const char *name, const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  cunyi_definition_put (cunyi_clinic_get_database (clinic), "forms", name, "own", "", content, NULL, &error);
  g_assert_no_error (error);
}

/* The clinic with a form in two versions: from August 2022 it asks for the pulse too, and no longer for the arm. */
static void
use_two_versions (Scratch *scratch)
{
  g_autoptr (GError) error = NULL;

  keep_form (scratch->clinic, "pressure@2021", "survey\n,type,name,label\n,date,when,日期\n,integer,sbp,收缩压\n,text,arm,手臂\n" SETTINGS
                                               ",血压,pressure,2021,2021-01-01,when\n");
  keep_form (scratch->clinic, "pressure", "survey\n,type,name,label,previous\n,date,when,日期,\n,integer,sbp,收缩压,copy\n"
                                          ",integer,pulse,脉搏,\n" SETTINGS ",血压,pressure,2022,2022-08-01,when\n");
  g_clear_object (&scratch->clinic);
  scratch->clinic = cunyi_clinic_open (scratch->path, SCRATCH_USER, SCRATCH_PASSWORD, &error);
  g_assert_no_error (error);
}

static const char *
get_version (CunyiFilling *filling)
{
  return cunyi_form_get_version (cunyi_session_get_form (cunyi_filling_get_session (filling)));
}

static void
the_day_of_the_visit_says_which_version_is_used (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  g_autoptr (CunyiFilling) filling = NULL, old = NULL;
  g_autofree char *record = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) forms = NULL;
  gboolean changed;

  use_two_versions (scratch);
  forms = cunyi_library_list (cunyi_clinic_get_library (scratch->clinic), "forms");
  g_assert_true (g_strv_contains ((const char *const *) forms, "pressure"));
  g_assert_false (g_strv_contains ((const char *const *) forms, "pressure@2021"));
  filling = begin (scratch->clinic, "pressure", person);
  g_assert_cmpstr (get_version (filling), ==, "2022");
  answer (cunyi_filling_get_session (filling), "when", "2022-07-31", "sbp", "152", NULL);
  g_assert_true (cunyi_filling_follow_day (filling, &changed, &error));
  g_assert_true (changed);
  g_assert_cmpstr (get_version (filling), ==, "2021");
  g_assert_cmpstr (get (filling, "sbp"), ==, "152");
  answer (cunyi_filling_get_session (filling), "arm", "左", NULL);
  g_assert_true (cunyi_filling_follow_day (filling, &changed, &error));
  g_assert_false (changed);
  g_assert_true (cunyi_filling_finish (filling, &record, NULL, &error));

  /* The record keeps its own, whatever is made of its day. */
  old = cunyi_filling_new_for_record (scratch->clinic, record, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_version (old), ==, "2021");
  answer (cunyi_filling_get_session (old), "when", "2022-08-01", NULL);
  g_assert_true (cunyi_filling_follow_day (old, &changed, &error));
  g_assert_false (changed);
}

static const char *
insurance_of (CunyiClinic *clinic, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiPerson) person = cunyi_person_load (cunyi_clinic_get_database (clinic), id, &error);

  g_assert_no_error (error);
  return g_intern_string (person->insurance);
}

/* What a visit to a household finds of each member goes to that person; whoever needs no insurance stays as is. */
static void
what_is_told_of_a_member_is_kept_with_the_person (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  const char *home = add_household (scratch->clinic, "0001");
  const char *head = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  const char *wife = add_person (scratch->clinic, home, "李四妹", "12", "2", "1952-03-01");
  const char *son = add_person (scratch->clinic, home, "张五", "20", "1", "1980-03-01");
  CunyiForm *form = cunyi_library_get_form (cunyi_clinic_get_library (scratch->clinic), FORM);
  g_autofree char *before = g_strdup (insurance_of (scratch->clinic, son));
  g_autofree char *answers =
    g_strdup_printf ("{\"member\":[{\"m_person\":\"%s\",\"m_insured\":\"2\"},{\"m_person\":\"%s\",\"m_insured\":\"4\"},"
                     "{\"m_person\":\"%s\",\"m_insured\":\"5\"},{\"m_insured\":\"2\"}]}", head, wife, son);
  g_autoptr (GError) error = NULL;

  g_assert_true (cunyi_database_begin (database, "visit", &error));
  g_assert_true (cunyi_keeping_apply (scratch->clinic, form, home, answers, &error));
  g_assert_true (cunyi_database_commit (database, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (insurance_of (scratch->clinic, head), ==, "none");
  g_assert_cmpstr (insurance_of (scratch->clinic, wife), ==, "employee");
  g_assert_cmpstr (insurance_of (scratch->clinic, son), ==, before);
}

/* Whoever mistypes the day and mends it has lost nothing, also over a draft. */
static void
answers_of_another_version_come_back_with_it (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  g_autoptr (CunyiFilling) filling = NULL;
  g_autoptr (CunyiRecord) kept = NULL;
  g_autofree char *record = NULL;
  g_autoptr (GError) error = NULL;

  use_two_versions (scratch);
  filling = begin (scratch->clinic, "pressure", person);
  answer (cunyi_filling_get_session (filling), "when", "2022-08-01", "pulse", "72", "sbp", "152", NULL);
  answer (cunyi_filling_get_session (filling), "when", "2022-07-31", NULL);
  g_assert_true (cunyi_filling_follow_day (filling, NULL, &error));
  answer (cunyi_filling_get_session (filling), "arm", "左", NULL);
  g_assert_true (cunyi_filling_keep_draft (filling, &error));
  g_clear_pointer (&filling, cunyi_filling_free);

  filling = begin (scratch->clinic, "pressure", person);
  g_assert_cmpstr (get_version (filling), ==, "2021");
  answer (cunyi_filling_get_session (filling), "when", "2022-08-01", NULL);
  g_assert_true (cunyi_filling_follow_day (filling, NULL, &error));
  g_assert_cmpstr (get (filling, "pulse"), ==, "72");
  g_assert_cmpstr (get (filling, "sbp"), ==, "152");
  g_assert_true (cunyi_filling_finish (filling, &record, NULL, &error));
  kept = cunyi_record_load (cunyi_clinic_get_database (scratch->clinic), record, &error);
  g_assert_null (strstr (kept->answers, "arm"));
}

static void
limits_are_those_of_the_day_of_the_visit (void)
{
  static const char list[] = "code,label,value,valid_from\nmost,最高,140,\nmost@2022,最高,130,2022-08-01\n";
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (GBytes) content = g_bytes_new_static (list, strlen (list));
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (CunyiFilling) filling = NULL, old = NULL;
  g_autofree char *record = NULL;
  g_autoptr (GError) error = NULL;

  cunyi_definition_put (cunyi_clinic_get_database (scratch->clinic), "codes", "limit", "own", "", content, NULL, &error);
  keep_form (scratch->clinic, "pressure", "survey\n,type,name,label,calculation,constraint\n,date,when,日期,,\n"
                                          ",integer,sbp,收缩压,,. <= ${limit_most}\n,calculate,most,,${limit_most},\n"
                                          "settings\n,form_title,form_id,subject,day\n,血压,pressure,household,when\n");
  g_clear_object (&scratch->clinic);
  scratch->clinic = cunyi_clinic_open (scratch->path, SCRATCH_USER, SCRATCH_PASSWORD, &error);
  g_assert_no_error (error);
  filling = begin (scratch->clinic, "pressure", home);
  answer (cunyi_filling_get_session (filling), "when", "2022-08-01", "sbp", "135", NULL);
  g_assert_cmpstr (cunyi_session_find (cunyi_filling_get_session (filling), "sbp")->error, !=, "");
  answer (cunyi_filling_get_session (filling), "when", "2022-07-31", NULL);
  g_assert_true (cunyi_filling_follow_day (filling, NULL, &error));
  g_assert_cmpstr (get (filling, "most"), ==, "140");
  g_assert_cmpstr (cunyi_session_find (cunyi_filling_get_session (filling), "sbp")->error, ==, "");
  g_assert_true (cunyi_filling_finish (filling, &record, NULL, &error));

  /* Also of a record that is there. */
  old = cunyi_filling_new_for_record (scratch->clinic, record, &error);
  g_assert_cmpstr (get (old, "most"), ==, "140");
  answer (cunyi_filling_get_session (old), "when", "2022-08-02", NULL);
  g_assert_true (cunyi_filling_follow_day (old, NULL, &error));
  g_assert_cmpstr (get (old, "most"), ==, "130");
}

/* A photograph's bytes go with the draft, but not those that a record has, or had before a change. */
static void
bytes_of_a_photograph_go_with_its_draft (void)
{
  static const char *const letters[] = { "one", "two", "three" };
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  CunyiDatabase *database;
  g_autoptr (CunyiFilling) filling = NULL;
  g_autofree char *record = NULL;
  g_autoptr (GError) error = NULL;
  char *names[3];

  keep_form (scratch->clinic, "paper", "survey\n,type,name,label\n,date,when,日期\n,image,photo,照片\n"
                                       "settings\n,form_title,form_id,subject,day\n,证明,paper,household,when\n");
  g_clear_object (&scratch->clinic);
  scratch->clinic = cunyi_clinic_open (scratch->path, SCRATCH_USER, SCRATCH_PASSWORD, &error);
  database = cunyi_clinic_get_database (scratch->clinic);
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autoptr (GBytes) content = g_bytes_new_static (letters[i], strlen (letters[i]));

      names[i] = cunyi_photo_keep (database, content, &error);
    }
  g_assert_cmpint (cunyi_photo_count_orphans (database, &error), ==, 3);

  /* One is replaced by another before the form is saved. */
  filling = begin (scratch->clinic, "paper", home);
  answer (cunyi_filling_get_session (filling), "when", "2022-08-01", "photo", names[0], NULL);
  answer (cunyi_filling_get_session (filling), "photo", names[1], NULL);
  g_assert_true (cunyi_filling_finish (filling, &record, NULL, &error));
  g_clear_pointer (&filling, cunyi_filling_free);
  g_assert_cmpint (cunyi_photo_count_orphans (database, &error), ==, 0);
  g_assert_null (cunyi_photo_load (database, names[0], &error));
  g_clear_pointer (&names[2], g_free);
  {
    g_autoptr (GBytes) content = g_bytes_new_static ("three", 5), kept = cunyi_photo_load (database, names[1], &error);

    g_assert_nonnull (kept);
    names[2] = cunyi_photo_keep (database, content, &error);
  }

  /* A draft holds its own; when it is discarded they go, the record's stay. */
  filling = begin (scratch->clinic, "paper", home);
  answer (cunyi_filling_get_session (filling), "photo", names[2], NULL);
  g_assert_true (cunyi_filling_keep_draft (filling, &error));
  g_assert_cmpint (cunyi_photo_count_orphans (database, &error), ==, 0);
  g_assert_true (cunyi_filling_discard (filling, &error));
  g_clear_pointer (&filling, cunyi_filling_free);
  g_assert_null (cunyi_photo_load (database, names[2], &error));
  g_assert_no_error (error);

  /* What was taken out of the record is there for undo. */
  filling = cunyi_filling_new_for_record (scratch->clinic, record, &error);
  answer (cunyi_filling_get_session (filling), "photo", "", NULL);
  g_assert_true (cunyi_filling_finish (filling, NULL, NULL, &error));
  cunyi_database_undo (database, cunyi_database_last_change (database, NULL), &error);
  g_assert_no_error (error);
  {
    g_autoptr (GBytes) kept = cunyi_photo_load (database, names[1], &error);

    g_assert_nonnull (kept);
  }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (names[i]);
}

/* Chosen and refused, or left before the draft was written: gone when nobody fills anything. */
static void
a_photograph_that_nothing_has_is_tidied_away (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (GBytes) mine = g_bytes_new_static ("one", 3), nobodys = g_bytes_new_static ("two", 3), kept = NULL;
  CunyiDatabase *database;
  g_autoptr (CunyiFilling) filling = NULL;
  g_autofree char *held = NULL, *loose = NULL;
  g_autoptr (GError) error = NULL;

  keep_form (scratch->clinic, "paper", "survey\n,type,name,label\n,date,when,日期\n,image,photo,照片\n"
                                       "settings\n,form_title,form_id,subject,day\n,证明,paper,household,when\n");
  g_clear_object (&scratch->clinic);
  scratch->clinic = cunyi_clinic_open (scratch->path, SCRATCH_USER, SCRATCH_PASSWORD, &error);
  database = cunyi_clinic_get_database (scratch->clinic);
  held = cunyi_photo_keep (database, mine, &error);
  loose = cunyi_photo_keep (database, nobodys, &error);
  filling = begin (scratch->clinic, "paper", home);
  answer (cunyi_filling_get_session (filling), "photo", held, NULL);
  g_assert_true (cunyi_filling_keep_draft (filling, &error));

  g_assert_true (cunyi_photo_tidy (database, &error));
  g_assert_null (cunyi_photo_load (database, loose, &error));
  g_assert_no_error (error);
  kept = cunyi_photo_load (database, held, &error);
  g_assert_nonnull (kept);
}

static void
the_view_of_a_form_has_the_questions_of_all_versions (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  g_autoptr (CunyiFilling) filling = NULL, next = NULL;
  g_autoptr (CunyiStatement) rows = NULL;
  g_autoptr (GError) error = NULL;

  use_two_versions (scratch);
  filling = begin (scratch->clinic, "pressure", person);
  answer (cunyi_filling_get_session (filling), "when", "2022-07-31", "sbp", "152", NULL);
  g_assert_true (cunyi_filling_follow_day (filling, NULL, &error));
  answer (cunyi_filling_get_session (filling), "arm", "左", NULL);
  g_assert_true (cunyi_filling_finish (filling, NULL, NULL, &error));
  rows = cunyi_database_prepare_foreign (cunyi_clinic_get_database (scratch->clinic), "SELECT sbp, pulse, arm FROM pressure",
                                         &error);
  g_assert_no_error (error);
  g_assert_true (cunyi_statement_step (rows, &error));
  g_assert_cmpint (cunyi_statement_get_int (rows, "sbp"), ==, 152);
  g_assert_cmpstr (cunyi_statement_get_text (rows, "arm"), ==, "左");

  /* And the next record takes over what is marked so, across versions. */
  next = begin (scratch->clinic, "pressure", person);
  g_assert_cmpstr (get_version (next), ==, "2022");
  g_assert_cmpstr (get (next, "sbp"), ==, "152");
  g_assert_true (cunyi_session_find (cunyi_filling_get_session (next), "sbp")->copied);
  g_assert_true (cunyi_filling_keep_draft (next, &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/filling/a_form_sees_the_last_record_of_another", a_form_sees_the_last_record_of_another);
  g_test_add_func ("/clinic/filling/what_is_told_of_a_member_is_kept_with_the_person",
                   what_is_told_of_a_member_is_kept_with_the_person);
  g_test_add_func ("/clinic/filling/the_profile_goes_into_what_is_known", the_profile_goes_into_what_is_known);
  g_test_add_func ("/clinic/filling/a_known_disease_stands_once", a_known_disease_stands_once);
  g_test_add_func ("/clinic/filling/a_clinic_may_have_limits_of_its_own", a_clinic_may_have_limits_of_its_own);
  g_test_add_func ("/clinic/filling/what-is-known-is-filled-in", what_is_known_is_filled_in);
  g_test_add_func ("/clinic/filling/a-draft-survives-the-program", a_draft_survives_the_program);
  g_test_add_func ("/clinic/filling/nothing-typed-leaves-no-draft", nothing_typed_leaves_no_draft);
  g_test_add_func ("/clinic/filling/a-form-that-lacks-something-is-not-saved", a_form_that_lacks_something_is_not_saved);
  g_test_add_func ("/clinic/filling/a-record-opens-a-case-for-each-disease", a_record_opens_a_case_for_each_disease);
  g_test_add_func ("/clinic/filling/what-is-known-is-that-of-the-day", what_is_known_is_that_of_the_day);
  g_test_add_func ("/clinic/filling/saving-is-one-change-to-undo", saving_is_one_change_to_undo);
  g_test_add_func ("/clinic/filling/a-changed-record-stays-one-record", a_changed_record_stays_one_record);
  g_test_add_func ("/clinic/filling/a-record-is-taken-away", a_record_is_taken_away);
  g_test_add_func ("/clinic/filling/the-last-values-stand-beside", the_last_values_stand_beside);
  g_test_add_func ("/clinic/filling/an-unknown-form-is-an-error", an_unknown_form_is_an_error);
  g_test_add_func ("/clinic/filling/the-day-of-the-visit-says-which-version-is-used", the_day_of_the_visit_says_which_version_is_used);
  g_test_add_func ("/clinic/filling/answers-of-another-version-come-back-with-it", answers_of_another_version_come_back_with_it);
  g_test_add_func ("/clinic/filling/limits-are-those-of-the-day-of-the-visit", limits_are_those_of_the_day_of_the_visit);
  g_test_add_func ("/clinic/filling/bytes-of-a-photograph-go-with-its-draft", bytes_of_a_photograph_go_with_its_draft);
  g_test_add_func ("/clinic/filling/a-photograph-that-nothing-has-is-tidied-away", a_photograph_that_nothing_has_is_tidied_away);
  g_test_add_func ("/clinic/filling/the-view-of-a-form-has-the-questions-of-all-versions",
                   the_view_of_a_form_has_the_questions_of_all_versions);
  return g_test_run ();
}
