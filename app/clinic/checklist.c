/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Records of a form, newest first, until one has looked; then the cases of the household and its people. */

#include "config.h"

#include "clinic/checklist.h"

#include <string.h>

#include "clinic/about.h"
#include "clinic/resident.h"
#include "form/record.h"

#define LIST "home_check"
#define VISITS 20 /* that are looked through for one that has looked */

void
cunyi_check_free (CunyiCheck *check)
{
  g_free (check->value);
  g_free (check->day);
  g_free (check->case_);
  g_free (check->case_state);
  g_free (check);
}

/* What is declared of one line of the list. */
typedef struct {
  CunyiText *value;
  CunyiExpression *fine;
} Declared;

static void
clear_declared (Declared *declared)
{
  g_clear_pointer (&declared->value, cunyi_text_free);
  g_clear_pointer (&declared->fine, cunyi_expression_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Declared, clear_declared)

/* ---- what was found ---- */

/* TRUE when this visit has looked. */
static gboolean
take_record (CunyiClinic *clinic, CunyiCheck *check, const Declared *declared, const CunyiRecord *record)
{
  CunyiForm *form = cunyi_library_get_form_by_definition (cunyi_clinic_get_library (clinic), record->definition);
  g_autoptr (CunyiContext) context = form ? cunyi_form_create_context (form, record->answers, NULL) : NULL;
  g_autofree char *value = context ? g_strstrip (cunyi_text_expand (declared->value, context)) : NULL;

  if (value == NULL || *value == '\0')
    return FALSE;
  g_free (check->value);
  check->value = g_steal_pointer (&value);
  g_free (check->day);
  check->day = g_strdup (record->day);
  check->state = cunyi_expression_test (declared->fine, context) ? CUNYI_CHECK_FINE : CUNYI_CHECK_WRONG;
  return TRUE;
}

static gboolean
find_visit (CunyiClinic *clinic, CunyiCheck *check, const Declared *declared, const char *household, GError **error)
{
  g_autoptr (GPtrArray) records = cunyi_record_list (cunyi_clinic_get_database (clinic), household, check->form, VISITS,
                                                     error);

  for (guint i = 0; records && i < records->len; i++)
    if (take_record (clinic, check, declared, g_ptr_array_index (records, i)))
      break;
  return records != NULL;
}

/* ---- what became of it ---- */

static void
take_case (CunyiClinic *clinic, CunyiCheck *check, const CunyiCase *c)
{
  CunyiWorkflow *workflow = cunyi_case_get_workflow (cunyi_clinic_get_book (clinic), c, NULL);
  const CunyiState *state = workflow ? cunyi_workflow_find_state (workflow, c->state) : NULL;

  g_free (check->case_);
  check->case_ = g_strdup (c->id);
  g_free (check->case_state);
  check->case_state = g_strdup (state ? state->label : "");
}

/* Of the cases about it the newest open one, else the newest that was opened since the visit. TRUE while one is open. */
static gboolean
take_cases (CunyiClinic *clinic, CunyiCheck *check, const char *workflow, const char *topic, GPtrArray *cases)
{
  for (guint i = 0; i < cases->len; i++)
    {
      const CunyiCase *c = g_ptr_array_index (cases, i);

      if (strcmp (c->workflow, workflow) != 0 || strcmp (c->topic, topic) != 0)
        continue;
      if (c->closed == NULL)
        {
          take_case (clinic, check, c);
          return TRUE;
        }
      if (check->case_ == NULL && strcmp (c->closed, check->day) >= 0)
        take_case (clinic, check, c);
    }
  return FALSE;
}

static gboolean
find_problem (CunyiClinic *clinic, CunyiCheck *check, const char *opens, GPtrArray *cases)
{
  g_auto (GStrv) words = g_strsplit (opens, " ", -1);

  for (guint i = 0; words[i]; i++)
    {
      char *colon = strchr (words[i], ':');

      if (colon == NULL)
        continue;
      *colon = '\0';
      if (take_cases (clinic, check, words[i], colon + 1, cases))
        return TRUE;
    }
  return FALSE;
}

/* Cases of the household and of everybody in it, newest first. (transfer full) (element CunyiCase) */
static GPtrArray *
list_cases (CunyiClinic *clinic, const char *household, GError **error)
{
  CunyiBook *book = cunyi_clinic_get_book (clinic);
  g_autoptr (GPtrArray) people = cunyi_household_load_members (cunyi_clinic_get_database (clinic), household, error);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_case_free);

  for (guint i = 0; people && i <= people->len; i++)
    {
      const char *subject = i == 0 ? household : ((CunyiPerson *) g_ptr_array_index (people, i - 1))->id;
      g_autoptr (GPtrArray) cases = cunyi_case_list_of_subject (book, subject, NULL, error);

      if (cases == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&cases));
    }
  return people ? g_steal_pointer (&all) : NULL;
}

/* ---- the list ---- */

static CunyiCheck *
read_check (CunyiClinic *clinic, CunyiCodes *codes, const char *code, const char *household, GPtrArray *cases,
            GError **error)
{
  CunyiCheck *check = g_new0 (CunyiCheck, 1);
  g_auto (Declared) declared = { cunyi_text_new (cunyi_codes_get (codes, code, "value"), NULL, NULL, 0, 0),
                                 cunyi_expression_new (cunyi_codes_get (codes, code, "fine"), NULL, NULL, 0, 0) };
  gboolean open;

  check->code = code;
  check->label = cunyi_codes_get_label (codes, code);
  check->form = cunyi_codes_get (codes, code, "form");
  check->value = g_strdup ("");
  check->day = g_strdup ("");
  check->case_state = g_strdup ("");
  if (declared.value == NULL || declared.fine == NULL)
    return check;
  if (!find_visit (clinic, check, &declared, household, error))
    {
      cunyi_check_free (check);
      return NULL;
    }
  if (check->state != CUNYI_CHECK_WRONG)
    return check;
  open = find_problem (clinic, check, cunyi_codes_get (codes, code, "opens"), cases);
  if (!open && check->case_)
    check->state = CUNYI_CHECK_MENDED;
  return check;
}

GPtrArray *
cunyi_checklist_read (CunyiClinic *clinic, const char *household, GError **error)
{
  CunyiCodes *codes = cunyi_library_get_codes (cunyi_clinic_get_library (clinic), LIST);
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_check_free);
  g_autoptr (GPtrArray) cases = codes ? list_cases (clinic, household, error) : NULL;

  if (codes && cases == NULL)
    return NULL;
  for (guint i = 0; codes && i < cunyi_codes_count (codes); i++)
    {
      CunyiCheck *check = read_check (clinic, codes, cunyi_codes_get_code (codes, i), household, cases, error);

      if (check == NULL)
        return NULL;
      g_ptr_array_add (checks, check);
    }
  return g_steal_pointer (&checks);
}
