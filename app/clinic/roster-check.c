/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What does not add up in the sheet itself and cannot be seen in the store any more. The rest is for the checks of the
 * pack, which look at the store. */

#include "config.h"

#include "clinic/roster-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_MEMBERS 60 /* of a household whose names are compared with each other */
#define SCHOOL_AGE 7 /* from which on a child without schooling is told; kindergartens differ */

/* ---- columns ---- */

static void
check_columns (CunyiRoster *roster)
{
  for (guint i = 0; i < roster->columns->len; i++)
    {
      const Column *column = g_ptr_array_index (roster->columns, i);

      if (column->shown.certainty == CUNYI_ROSTER_GUESS)
        cunyi_roster_add_finding (roster, NULL, column->shown.column, CUNYI_ROSTER_COLUMN_GUESS, CUNYI_ROSTER_WARNING,
                                  _("The column “%s” may be “%s”. Say whether it is; until then it is only kept."),
                                  column->header, column->field->label);
      else if (column->field && !column->used)
        cunyi_roster_add_finding (roster, NULL, column->shown.column, CUNYI_ROSTER_COLUMN_TWICE, CUNYI_ROSTER_NOTE,
                                  _("Another column is taken for “%s”; “%s” is kept as it is."), column->field->label,
                                  column->header);
      for (guint j = 0; j < column->open->len; j++)
        {
          const Word *word = g_ptr_array_index (column->open, j);

          if (word->open)
            cunyi_roster_add_finding (roster, NULL, column->shown.column, CUNYI_ROSTER_VALUE_OPEN, CUNYI_ROSTER_WARNING,
                                      ngettext ("In “%s”, “%.40s” does not say what it means (%u row, the first is %u). Choose a "
                                                "meaning; until then the text is only kept.",
                                                "In “%s”, “%.40s” does not say what it means (%u rows, the first is %u). Choose a "
                                                "meaning; until then the text is only kept.",
                                                word->shown.count),
                                      column->header, word->shown.text, word->shown.count, word->shown.first_row);
        }
    }
}

static void
check_places (CunyiRoster *roster)
{
  for (guint i = 0; i < roster->places->len; i++)
    {
      const Place *place = g_ptr_array_index (roster->places, i);

      if (place->is_new)
        cunyi_roster_add_finding (roster, NULL, -1, CUNYI_ROSTER_PLACE_NEW,
                                  strcmp (place->level, "group") == 0 ? CUNYI_ROSTER_NOTE : CUNYI_ROSTER_WARNING,
                                  _("The place “%s” is not known here yet and will be added."), place->name);
    }
}

/* ---- households ---- */

/* TRUE when the store has a head of this household whom the sheet does not name. */
static gboolean
has_head_elsewhere (const Household *household)
{
  for (guint i = 0; household->known && i < household->known->people->len; i++)
    {
      const KnownPerson *known = g_ptr_array_index (household->known->people, i);

      if (strcmp (known->relation, "02") == 0 && strcmp (known->state, "here") == 0 &&
          (known->person == NULL || *known->person->relation == '\0'))
        return TRUE;
    }
  return FALSE;
}

static void
check_heads (CunyiRoster *roster, Household *household)
{
  Person *heads[2] = { NULL, NULL };
  Person *first = NULL;
  guint n = 0;

  for (guint i = 0; i < household->people->len; i++)
    {
      Person *person = g_ptr_array_index (household->people, i);

      if (person->shown.action == CUNYI_ROSTER_REFUSED)
        continue;
      first = first ? first : person;
      if (person->is_head)
        heads[n++ > 0] = person;
    }
  if (n > 1)
    cunyi_roster_add_finding (roster, heads[1], -1, CUNYI_ROSTER_HEAD_TWICE, CUNYI_ROSTER_WARNING,
                              _("The household %s has %u heads: %s in row %u and %s in row %u. Keep one of them."),
                              *household->number ? household->number : household->head_name, n, heads[0]->name,
                              heads[0]->shown.row, heads[1]->name, heads[1]->shown.row);
  else if (first && n == 0 && !has_head_elsewhere (household))
    cunyi_roster_add_finding (roster, first, -1, CUNYI_ROSTER_HEAD_NONE, CUNYI_ROSTER_WARNING,
                              _("The household %s (from row %u) has no head. Name one of its people as the head."),
                              household->number, first->shown.row);
}

/* The same name twice in a household, and no ID number that says which is which. */
static void
check_namesakes (CunyiRoster *roster, Household *household)
{
  for (guint i = 1; i < household->people->len && household->people->len <= MAX_MEMBERS; i++)
    for (guint j = 0; j < i; j++)
      {
        Person *person = g_ptr_array_index (household->people, i);
        const Person *other = g_ptr_array_index (household->people, j);

        if (*person->key == '\0' || strcmp (person->key, other->key) != 0 || person->shown.action == CUNYI_ROSTER_REFUSED ||
            (*person->id_number && *other->id_number) ||
            (person->birth != CUNYI_DAY_NONE && other->birth != CUNYI_DAY_NONE && person->birth != other->birth))
          continue;
        cunyi_roster_add_finding (roster, person, -1, CUNYI_ROSTER_NAME_TWICE, CUNYI_ROSTER_DOUBT,
                                  _("%s stands in row %u of the same household too. Take the row if these are two people."),
                                  person->name, other->shown.row);
        break;
      }
}

/* ---- monitored households ---- */

static const char *
find_claimed_class (CunyiRoster *roster, GPtrArray *claims, const char *class)
{
  CunyiCodes *groups = cunyi_roster_get_codes (roster, "group");

  for (guint i = 0; i < claims->len; i++)
    {
      const Claim *each = g_ptr_array_index (claims, i);

      if (each->member && groups && g_strcmp0 (cunyi_codes_get (groups, each->group, "class"), class) == 0)
        return each->group;
    }
  return NULL;
}

static gboolean
has_code (CunyiRoster *roster, const Household *household, const Column *column, const char *code)
{
  for (guint i = 0; column && column->cells && i < household->people->len; i++)
    {
      const Person *person = g_ptr_array_index (household->people, i);
      const Cell *cell = cunyi_roster_get_cell (roster, column, person->line);

      for (guint j = 0; cell && j < cell->n; j++)
        if (strcmp (cell->words[j]->code, code) == 0)
          return TRUE;
    }
  return FALSE;
}

static Column *
find_field (CunyiRoster *roster, const char *code)
{
  for (guint i = 0; i < roster->columns->len; i++)
    {
      Column *column = g_ptr_array_index (roster->columns, i);

      if (column->used && strcmp (column->field->code, code) == 0)
        return column;
    }
  return NULL;
}

typedef struct {
  Column *type, *class, *risk, *help[3], *education, *school, *resident, *employee;
} Checked;

/* 监测户 without saying of which kind. */
static void
check_class (CunyiRoster *roster, const Checked *checked, Household *household, const char *monitored)
{
  if (monitored == NULL && has_code (roster, household, checked->type, "monitor"))
    cunyi_roster_add_finding (roster, g_ptr_array_index (household->people, 0), checked->type->shown.column,
                              CUNYI_ROSTER_GROUP_MISSING, CUNYI_ROSTER_WARNING,
                              _("The household %s is monitored, but the table does not say as what. Fill in the class."),
                              household->number);
}

/* I07: ill, and no help of any kind. */
static void
check_help (CunyiRoster *roster, const Checked *checked, Household *household, gboolean ill)
{
  gboolean asked = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (checked->help); i++)
    {
      asked |= checked->help[i] != NULL;
      if (checked->help[i] && *cunyi_roster_get_household_text (roster, household, checked->help[i], NULL))
        return;
    }
  if (asked && ill)
    cunyi_roster_add_finding (roster, g_ptr_array_index (household->people, 0), checked->risk->shown.column,
                              CUNYI_ROSTER_ILL_WITHOUT_HELP, CUNYI_ROSTER_WARNING,
                              _("The household %s is monitored because of illness and has no help with health, from society or "
                                "support. Fill in what it gets, or arrange it."),
                              household->number);
}

/* I08: monitored and not insured, though illness is not among the risks. */
static void
check_uninsured (CunyiRoster *roster, const Checked *checked, Household *household, gboolean ill)
{
  for (guint i = 0; !ill && checked->risk && i < household->people->len; i++)
    {
      Person *person = g_ptr_array_index (household->people, i);

      if (strcmp (person->insurance, "none") == 0)
        cunyi_roster_add_finding (roster, person, checked->risk->shown.column, CUNYI_ROSTER_ILL_UNINSURED,
                                  CUNYI_ROSTER_WARNING,
                                  _("%s is monitored and not insured, and illness is not among the risks. Look at both."),
                                  person->name);
    }
}

static void
check_monitored (CunyiRoster *roster, const Checked *checked, Household *household)
{
  gboolean ill;
  const char *monitored;

  if (checked->type == NULL && checked->class == NULL)
    return;
  monitored = find_claimed_class (roster, cunyi_roster_claim_groups (roster, household), "monitor");
  check_class (roster, checked, household, monitored);
  if (monitored == NULL)
    return;
  ill = has_code (roster, household, checked->risk, "illness");
  check_help (roster, checked, household, ill);
  check_uninsured (roster, checked, household, ill);
}

/* ---- people ---- */

/* I05: one of schooling and state as a pupil, not both and not none. */
static void
check_schooling (CunyiRoster *roster, const Checked *checked, Person *person)
{
  gboolean education, school;
  int age = cunyi_day_age (person->birth, roster->today);

  if (checked->education == NULL || checked->school == NULL)
    return;
  education = *person->education != '\0';
  school = *cunyi_roster_get_text (roster, checked->school, person->line) != '\0';
  if (education && school)
    cunyi_roster_add_finding (roster, person, checked->school->shown.column, CUNYI_ROSTER_SCHOOLING, CUNYI_ROSTER_WARNING,
                              _("%s has both “%s” and “%s”. Only pupils have the second; keep one of them."), person->name,
                              checked->education->field->label, checked->school->field->label);
  else if (!education && !school && (age < 0 || age >= SCHOOL_AGE))
    cunyi_roster_add_finding (roster, person, checked->education->shown.column, CUNYI_ROSTER_SCHOOLING,
                              CUNYI_ROSTER_WARNING, _("%s has neither “%s” nor “%s”. Fill in one of them."), person->name,
                              checked->education->field->label, checked->school->field->label);
}

/* I06: insured in one of two ways, not in both and not in none. */
static void
check_insurance (CunyiRoster *roster, const Checked *checked, Person *person)
{
  if (checked->resident == NULL || checked->employee == NULL)
    return;
  if (person->insurance_clash)
    cunyi_roster_add_finding (roster, person, checked->employee->shown.column, CUNYI_ROSTER_INSURANCE, CUNYI_ROSTER_WARNING,
                              _("%s is insured in two ways; the first is taken. Keep one of them."), person->name);
  else if (*person->insurance == '\0' || strcmp (person->insurance, "none") == 0)
    cunyi_roster_add_finding (roster, person, checked->resident->shown.column, CUNYI_ROSTER_INSURANCE, CUNYI_ROSTER_WARNING,
                              _("%s is insured in neither way. Look whether this is so."), person->name);
}

void
cunyi_roster_check (CunyiRoster *roster)
{
  const Checked checked = {
    .type = find_field (roster, "household_type"),
    .class = find_field (roster, "monitor_class"),
    .risk = find_field (roster, "risk_reason"),
    .help = { find_field (roster, "health_measures"), find_field (roster, "social_help"),
              find_field (roster, "integrated_support") },
    .education = find_field (roster, "education"),
    .school = find_field (roster, "school_state"),
    .resident = find_field (roster, "insured_resident"),
    .employee = find_field (roster, "insured_employee"),
  };
  gboolean has_heads = cunyi_roster_find_target (roster, TO_RELATION, NULL) || cunyi_roster_find_target (roster, TO_HEAD_NAME, NULL);

  check_columns (roster);
  check_places (roster);
  for (guint i = 0; i < roster->households->len; i++)
    {
      Household *household = g_ptr_array_index (roster->households, i);

      if (has_heads)
        check_heads (roster, household);
      check_namesakes (roster, household);
      check_monitored (roster, &checked, household);
    }
  for (guint i = 0; i < roster->people->len; i++)
    {
      Person *person = g_ptr_array_index (roster->people, i);

      if (person->shown.action == CUNYI_ROSTER_REFUSED)
        continue;
      check_schooling (roster, &checked, person);
      check_insurance (roster, &checked, person);
    }
}
