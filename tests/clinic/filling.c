/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filling a form: drafts, records, the cases that a record opens. */

#include "config.h"

#include "clinic/filling.h"
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/filling/what-is-known-is-filled-in", what_is_known_is_filled_in);
  g_test_add_func ("/clinic/filling/a-draft-survives-the-program", a_draft_survives_the_program);
  g_test_add_func ("/clinic/filling/nothing-typed-leaves-no-draft", nothing_typed_leaves_no_draft);
  g_test_add_func ("/clinic/filling/a-form-that-lacks-something-is-not-saved", a_form_that_lacks_something_is_not_saved);
  g_test_add_func ("/clinic/filling/a-record-opens-a-case-for-each-disease", a_record_opens_a_case_for_each_disease);
  g_test_add_func ("/clinic/filling/saving-is-one-change-to-undo", saving_is_one_change_to_undo);
  g_test_add_func ("/clinic/filling/a-changed-record-stays-one-record", a_changed_record_stays_one_record);
  g_test_add_func ("/clinic/filling/the-last-values-stand-beside", the_last_values_stand_beside);
  g_test_add_func ("/clinic/filling/an-unknown-form-is-an-error", an_unknown_form_is_an_error);
  return g_test_run ();
}
