/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Everything goes the way that a page or a command takes. */

#include "config.h"

#include "neighbours.h"

#include <stdarg.h>

#include "base/id-number.h"
#include "clinic/belonging.h"
#include "clinic/demo.h"
#include "clinic/family.h"
#include "clinic/filling.h"
#include "clinic/resident.h"
#include "form/record.h"
#include "store/setting.h"

static void
replace (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

const char *
add_household (CunyiClinic *clinic, const char *number)
{
  g_autoptr (CunyiHousehold) household = cunyi_household_new ();
  g_autofree char *village = cunyi_clinic_get_setting (clinic, "clinic/place", "");
  g_autoptr (GError) error = NULL;

  replace (&household->place, village);
  replace (&household->number, number);
  cunyi_household_save (cunyi_clinic_get_database (clinic), household, &error);
  g_assert_no_error (error);
  return g_intern_string (household->id);
}

const char *
add_person (CunyiClinic *clinic, const char *household, const char *name, const char *relation, const char *sex,
            const char *birth)
{
  static guint order;
  g_autoptr (CunyiPerson) person = cunyi_person_new ();
  g_autofree char *number = NULL;
  g_autoptr (GError) error = NULL;

  order = order % 490 + 1;
  person->birth = cunyi_day_parse (birth);
  number = cunyi_id_number_make (CUNYI_DEMO_ADDRESS, person->birth, order * 2 + (sex[0] == '1'));
  replace (&person->household, household);
  replace (&person->name, name);
  replace (&person->relation, relation);
  replace (&person->sex, sex);
  replace (&person->id_number, number);
  replace (&person->insurance, "resident");
  replace (&person->phone, "13800000000");
  cunyi_person_save (cunyi_clinic_get_database (clinic), person, &error);
  g_assert_no_error (error);
  return g_intern_string (person->id);
}

static GPtrArray *
collect (va_list list)
{
  GPtrArray *codes = g_ptr_array_new ();
  const char *code;

  while ((code = va_arg (list, const char *)))
    g_ptr_array_add (codes, (char *) code);
  g_ptr_array_add (codes, NULL);
  return codes;
}

void
add_diseases (CunyiClinic *clinic, const char *person, const char *day, ...)
{
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GError) error = NULL;
  va_list list;

  va_start (list, day);
  codes = collect (list);
  va_end (list);
  cunyi_person_keep_diseases (cunyi_clinic_get_database (clinic), person, (const char *const *) codes->pdata,
                              CUNYI_DAY_NONE, cunyi_day_parse (day), &error);
  g_assert_no_error (error);
}

void
add_groups (CunyiClinic *clinic, const char *subject, const char *day, ...)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autoptr (CunyiHousehold) household = cunyi_household_load (database, subject, NULL);
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GError) error = NULL;
  va_list list;

  va_start (list, day);
  codes = collect (list);
  va_end (list);
  if (household)
    cunyi_household_keep_groups (database, subject, (const char *const *) codes->pdata, cunyi_day_parse (day), &error);
  else
    cunyi_person_keep_groups (database, subject, (const char *const *) codes->pdata, cunyi_day_parse (day), &error);
  g_assert_no_error (error);
}

const char *
add_patient (CunyiClinic *clinic, const char *number, const char *name)
{
  const char *person = add_person (clinic, add_household (clinic, number), name, "02", "1", "1950-03-01");

  add_diseases (clinic, person, "2020-01-01", "hypertension", NULL);
  return person;
}

void
let_go (CunyiClinic *clinic, const char *id, const char *state, const char *day)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiPerson) person = cunyi_person_load (database, id, &error);

  g_assert_no_error (error);
  replace (&person->state, state);
  person->state_since = cunyi_day_parse (day);
  cunyi_person_save (database, person, &error);
  g_assert_no_error (error);
}

static void
answer_list (CunyiSession *session, va_list list)
{
  const char *path;

  while ((path = va_arg (list, const char *)))
    {
      const char *text = va_arg (list, const char *);

      if (!cunyi_session_set (session, path, text))
        g_error ("There is no question “%s” to be answered “%s”.", path, text);
    }
}

void
set_setting (CunyiClinic *clinic, const char *name, const char *value)
{
  g_autoptr (GError) error = NULL;
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);

  cunyi_database_begin (database, "test", &error);
  cunyi_setting_set (database, name, value, &error);
  cunyi_database_commit (database, &error);
  g_assert_no_error (error);
}

void
answer (CunyiSession *session, ...)
{
  va_list list;

  va_start (list, session);
  answer_list (session, list);
  va_end (list);
}

static void
confirm_and_tell (CunyiSession *session)
{
  g_auto (GStrv) paths = cunyi_session_list_errors (session);

  for (guint i = 0; paths[i]; i++)
    {
      cunyi_session_confirm (session, paths[i], TRUE);
      g_test_message ("%s: %s%s", paths[i], cunyi_session_find (session, paths[i])->error,
                      cunyi_session_find (session, paths[i])->warning);
    }
}

static const char *refusal;

const char *
last_refusal (void)
{
  return refusal;
}

const char *
fill (CunyiClinic *clinic, const char *form, const char *subject, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiFilling) filling = cunyi_filling_new (clinic, form, subject, &error);
  g_autofree char *record = NULL;
  gboolean done;
  va_list list;

  g_assert_no_error (error);
  va_start (list, subject);
  answer_list (cunyi_filling_get_session (filling), list);
  va_end (list);
  confirm_and_tell (cunyi_filling_get_session (filling));
  done = cunyi_filling_finish (filling, &record, NULL, &error);
  refusal = g_intern_string (cunyi_filling_get_refusal (filling));
  g_assert_no_error (error);
  if (!done)
    confirm_and_tell (cunyi_filling_get_session (filling));
  g_assert_true (done);
  return g_intern_string (record);
}

const char *
follow_up (CunyiClinic *clinic, const char *person, const char *day)
{
  g_autofree char *next = cunyi_day_to_text (cunyi_day_add_months (cunyi_day_parse (day), 3));

  return fill (clinic, "hypertension_followup", person, "outcome", "1", "visit_date", day, "visit_mode", "2", "symptoms", "1",
               "sbp", "138", "dbp", "84", "heart_rate", "72", "smoke_now", "0", "drink_now", "0",
               "sport_week_now", "3", "sport_min_now", "30", "sport_week_goal", "3", "sport_min_goal", "30",
               "salt_now", "1", "salt_goal", "1", "psych", "1", "obey", "1", "adherence", "1", "adr", "1", "complication", "2",
               "class", "1", "next_date", next, NULL);
}

const char *
put_record (CunyiClinic *clinic, const char *form, const char *person, const char *day, const char *answers)
{
  g_autofree char *definition = cunyi_library_dup_definition (cunyi_clinic_get_library (clinic), "forms", form);
  CunyiRecord record = { NULL, (char *) form, (char *) person, (char *) day, definition, (char *) answers, NULL, NULL };
  g_autoptr (GError) error = NULL;
  const char *id;

  cunyi_record_save (cunyi_clinic_get_database (clinic), &record, NULL, &error);
  g_assert_no_error (error);
  id = g_intern_string (record.id);
  g_free (record.id);
  g_free (record.entered);
  return id;
}

const char *
open_case (CunyiClinic *clinic, const char *workflow, const char *subject, const char *topic, const char *day, const char *answers)
{
  g_autoptr (GError) error = NULL;
  CunyiCaseOpening opening = { .workflow = workflow, .subject = subject, .topic = topic, .day = day, .answers = answers,
                               .defaults = TRUE };
  g_autofree char *id = cunyi_case_open (cunyi_clinic_get_book (clinic), &opening, &error);

  g_assert_no_error (error);
  return g_intern_string (id);
}

void
move (CunyiClinic *clinic, const char *case_, const char *name, const char *answers)
{
  const CunyiMoveRequest request = { .move = name, .answers = answers, .defaults = TRUE };
  g_autoptr (GError) error = NULL;

  cunyi_case_move (cunyi_clinic_get_book (clinic), case_, &request, &error);
  g_assert_no_error (error);
}

const char *
sign (CunyiClinic *clinic, const char *household, const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = cunyi_family_open (clinic, "household_agreement", household, cunyi_day_parse (day), NULL, NULL,
                                           &error);
  g_autofree char *answers = g_strdup_printf ("{\"sign_kind\":\"1\",\"sign_date\":\"%s\",\"years\":\"1\",\"party_a_signer\":"
                                              "\"甲\",\"party_b_signer\":\"乙\",\"sign_way\":\"0\",\"read_signed\":\"1\","
                                              "\"paid\":\"0\"}", day);

  g_assert_no_error (error);
  move (clinic, id, "explain", "{\"clear_team\":\"1 2 3\",\"clear_doctor\":\"1 2 3\",\"clear_person\":\"1 2 3\",\"ask_way\":\"1\"}");
  move (clinic, id, "sign", answers);
  return g_intern_string (id);
}

const char *
apply (CunyiClinic *clinic, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiFilling) filling = cunyi_filling_new (clinic, "chronic_application_form", person, &error);
  CunyiSession *session = cunyi_filling_get_session (filling);
  g_autoptr (GPtrArray) cases = NULL;
  gboolean done;

  g_assert_no_error (error);
  while (cunyi_session_find (session, "disease_row[2]") == NULL)
    g_assert_true (cunyi_session_add (session, "disease_row"));
  answer (session, "insured_year_paid", "1", "insurance_no", "C1", "disease_row[1]/disease", "hypertension",
          "disease_row[1]/diag_hospital", "县医院", "disease_row[2]/disease", "diabetes", "disease_row[2]/diag_hospital",
          "县医院", "illness_history", "多年", NULL);
  confirm_and_tell (session);
  done = cunyi_filling_finish (filling, NULL, &cases, &error);
  g_assert_no_error (error);
  /* A blank that is rare is told now. */
  if (!done)
    {
      confirm_and_tell (session);
      done = cunyi_filling_finish (filling, NULL, &cases, &error);
    }
  g_assert_true (done);
  return g_intern_string (g_ptr_array_index (cases, 0));
}

const char *
decided_application (CunyiClinic *clinic, const char *person)
{
  const char *application = apply (clinic, person);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = cunyi_case_list_children (cunyi_clinic_get_book (clinic), application, &error);

  g_assert_no_error (error);
  move (clinic, application, "complete", NULL);
  move (clinic, application, "send", "{\"carried_by\":\"李医生\"}");
  for (guint i = 0; i < parts->len; i++)
    move (clinic, ((CunyiCase *) g_ptr_array_index (parts, i))->id, i == 0 ? "pass" : "fail",
          i == 0 ? "{\"expert_date\":\"2022-08-01\",\"expert_names\":\"王主任\",\"copied_by\":\"李医生\"}"
                 : "{\"expert_date\":\"2022-08-01\",\"expert_names\":\"王主任\",\"copied_by\":\"李医生\",\"fail_reason\":\"不够\"}");
  move (clinic, application, "decide", NULL);
  return application;
}

/* ---- due work ---- */

GPtrArray *
list_due (CunyiClinic *clinic)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *due = cunyi_due_list (clinic, NULL, &error);

  g_assert_no_error (error);
  return due;
}

const CunyiIndicator *
find_indicator (GPtrArray *indicators, const char *name)
{
  for (guint i = 0; i < indicators->len; i++)
    if (g_str_equal (((CunyiIndicator *) g_ptr_array_index (indicators, i))->name, name))
      return g_ptr_array_index (indicators, i);
  g_error ("There is no indicator %s.", name);
}

const CunyiDue *
due_of (GPtrArray *due, const char *rule, const char *subject)
{
  const CunyiDue *found = NULL;

  for (guint i = 0; i < due->len; i++)
    {
      const CunyiDue *line = g_ptr_array_index (due, i);

      if (g_str_equal (line->rule, rule) && g_str_equal (line->subject, subject))
        {
          g_assert_null (found);
          found = line;
        }
    }
  return found;
}

GPtrArray *
list_findings (CunyiClinic *clinic)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = cunyi_finding_list (clinic, NULL, &error);

  g_assert_no_error (error);
  return findings;
}

const char *
finding_of (GPtrArray *findings, const char *check, const char *subject)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const CunyiFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->check, check) && g_str_equal (finding->subject, subject))
        return finding->message;
    }
  return NULL;
}
