/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a sheet says about groups and diseases, and what is to be done about it in the store. Which column speaks of which
 * group is declared in roster_field and roster_value. */

#include "config.h"

#include "clinic/roster-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The name in the detail of a membership that also gives its first day. */
#define FROM "identified"

static void
free_claim (gpointer data)
{
  Claim *claim = data;

  g_clear_pointer (&claim->detail, g_hash_table_unref);
  g_free (claim);
}

static const char *
class_of (CunyiRoster *roster, const char *group)
{
  CunyiCodes *groups = cunyi_roster_get_codes (roster, "group");
  const char *class = groups ? cunyi_codes_get (groups, group, "class") : NULL;

  return class ? class : "";
}

static gboolean
is_group (CunyiRoster *roster, const char *code)
{
  CunyiCodes *groups = cunyi_roster_get_codes (roster, "group");

  return groups && cunyi_codes_get_label (groups, code) != NULL;
}

/* ---- claims ---- */

static Claim *
find_claim (GPtrArray *claims, const char *group)
{
  for (guint i = 0; i < claims->len; i++)
    {
      Claim *claim = g_ptr_array_index (claims, i);

      if (strcmp (claim->group, group) == 0)
        return claim;
    }
  return NULL;
}

static Claim *
get_claim (GPtrArray *claims, const char *group, gboolean member, const Column *column)
{
  Claim *claim = find_claim (claims, group);

  if (claim)
    {
      claim->member |= member;
      return claim;
    }
  claim = g_new0 (Claim, 1);
  claim->group = group;
  claim->member = member;
  claim->field = column->field;
  claim->column = column->shown.column;
  g_ptr_array_add (claims, claim);
  return claim;
}

static void
add_detail (Claim *claim, const char *name, const char *value)
{
  if (claim->detail == NULL)
    claim->detail = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  if (!g_hash_table_contains (claim->detail, name))
    g_hash_table_insert (claim->detail, (gpointer) name, g_strdup (value));
}

/* One column names one group of a household: the first of its rows says which. */
static void
claim_named (CunyiRoster *roster, GPtrArray *claims, const Column *column, const char *group, Person *person)
{
  for (guint i = 0; i < claims->len; i++)
    {
      const Claim *claim = g_ptr_array_index (claims, i);

      if (claim->field != column->field || strcmp (claim->group, group) == 0)
        continue;
      cunyi_roster_add_finding (roster, person, column->shown.column, CUNYI_ROSTER_GROUP_DIFFERS, CUNYI_ROSTER_WARNING,
                                _("“%s” is not the same in all rows of the household %s; the first row counts."),
                                column->header, person->household->number);
      return;
    }
  get_claim (claims, group, TRUE, column);
}

static void
claim_of_cell (CunyiRoster *roster, GPtrArray *claims, const Column *column, Person *person)
{
  const Cell *cell = column->cells ? cunyi_roster_get_cell (roster, column, person->line) : NULL;

  for (guint i = 0; cell && i < cell->n; i++)
    {
      const Word *word = cell->words[i];

      if (column->field->target == TO_GROUP && *word->group)
        claim_named (roster, claims, column, word->group, person);
      else if (column->field->target == TO_GROUP_MEMBER && *word->code)
        get_claim (claims, column->field->key, *word->code == '1', column);
    }
}

/* A day or month as it is kept: 2021-05-12, 2021-05, or the text. (transfer full) */
static char *
read_month (CunyiRoster *roster, const Column *column, guint line)
{
  CunyiDay day = cunyi_roster_get_day (roster, column, line, FALSE);
  CunyiDay month = cunyi_roster_get_day (roster, column, line, TRUE);
  char *text;

  if (month == CUNYI_DAY_NONE)
    return g_strdup (cunyi_roster_get_text (roster, column, line));
  text = cunyi_day_to_text (month);
  if (day == CUNYI_DAY_NONE)
    text[strlen ("2021-05")] = '\0';
  return text;
}

/* Codes parted by blanks, a word without a code as it is; "" for nothing. (transfer full) */
static char *
read_detail (CunyiRoster *roster, const Column *column, guint line)
{
  const Cell *cell = column->cells ? cunyi_roster_get_cell (roster, column, line) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (strcmp (column->field->type, "ym") == 0)
    return read_month (roster, column, line);
  if (column->cells == NULL)
    cunyi_roster_append_label (roster, column, line, text);
  for (guint i = 0; cell && i < cell->n; i++)
    if (*cell->words[i]->code || !(cell->words[i]->none || cell->words[i]->open))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                              *cell->words[i]->code ? cell->words[i]->code : cell->words[i]->label);
  return g_strdup (text->str);
}

/* A detail of a group says that one belongs to it; a detail of a class belongs to the group of the class that is claimed. */
static void
detail_of_cell (CunyiRoster *roster, GPtrArray *claims, const Column *column, Person *person)
{
  const guint line = person->line;
  const Field *field = column->field;
  Claim *claim = NULL;
  g_autofree char *value = NULL;

  if (*cunyi_roster_get_text (roster, column, line) == '\0')
    return;
  if (!is_group (roster, field->key))
    for (guint i = 0; i < claims->len && claim == NULL; i++)
      {
        Claim *each = g_ptr_array_index (claims, i);

        if (each->member && strcmp (class_of (roster, each->group), field->key) == 0)
          claim = each;
      }
  if (claim == NULL && !is_group (roster, field->key))
    return;
  value = read_detail (roster, column, line);
  if (*value == '\0')
    return;
  if (claim == NULL)
    claim = find_claim (claims, field->key) ?: get_claim (claims, field->key, TRUE, column);
  add_detail (claim, field->detail, value);
}

/* The certificate whose number stands in the place of the ID number. */
static void
claim_card (CunyiRoster *roster, GPtrArray *claims, const Person *person)
{
  const Field *field = cunyi_roster_find_field (roster, "disability_card");
  const Column *column = cunyi_roster_find_target (roster, TO_ID_NUMBER, NULL);
  Claim *claim;

  if (field == NULL || column == NULL || *person->card == '\0')
    return;
  claim = get_claim (claims, field->key, TRUE, column);
  add_detail (claim, "kind", person->card_kind);
  add_detail (claim, "grade", person->card_grade);
  add_detail (claim, field->detail, person->card);
}

static gboolean
is_of (const Column *column, Target target, gboolean of_household)
{
  return column->used && column->field->target == target && column->field->of_household == of_household;
}

/* `person` NULL: all rows of the household and what is the household's. */
static void
collect (CunyiRoster *roster, GPtrArray *claims, const Household *household, Person *person,
         void (*read) (CunyiRoster *, GPtrArray *, const Column *, Person *), Target target)
{
  for (guint i = 0; i < roster->columns->len; i++)
    {
      const Column *column = g_ptr_array_index (roster->columns, i);

      if (!is_of (column, target, person == NULL))
        continue;
      if (person)
        read (roster, claims, column, person);
      for (guint j = 0; person == NULL && j < household->people->len; j++)
        {
          Person *member = g_ptr_array_index (household->people, j);

          if (member->shown.action != CUNYI_ROSTER_REFUSED)
            read (roster, claims, column, member);
        }
    }
}

/* (transfer full) */
static GPtrArray *
collect_all (CunyiRoster *roster, const Household *household, Person *person)
{
  GPtrArray *claims = g_ptr_array_new_with_free_func (free_claim);

  collect (roster, claims, household, person, claim_of_cell, TO_GROUP);
  collect (roster, claims, household, person, claim_of_cell, TO_GROUP_MEMBER);
  collect (roster, claims, household, person, detail_of_cell, TO_GROUP_DETAIL);
  if (person)
    claim_card (roster, claims, person);
  return claims;
}

GPtrArray *
cunyi_roster_claim_groups (CunyiRoster *roster, Household *household)
{
  if (household->claims == NULL)
    household->claims = collect_all (roster, household, NULL);
  return household->claims;
}

/* ---- steps ---- */

static void
free_step (gpointer data)
{
  GroupStep *step = data;

  g_free (step->from);
  g_free (step->detail);
  g_free (step);
}

static KnownMembership *
find_known (GPtrArray *known, const char *group)
{
  for (guint i = 0; known && i < known->len; i++)
    {
      KnownMembership *membership = g_ptr_array_index (known, i);

      if (strcmp (membership->group, group) == 0)
        return membership;
    }
  return NULL;
}

static void
add_step (GPtrArray *steps, const KnownMembership *known, const Claim *claim, gboolean ends, const char *from,
          char *detail, const char *reopen)
{
  GroupStep *step = g_new0 (GroupStep, 1);

  step->known = known;
  step->reopen = reopen;
  step->group = known ? known->group : claim->group;
  step->ends = ends;
  step->column = claim->column;
  step->from = from && *from ? g_strdup (from) : NULL;
  step->detail = detail;
  g_ptr_array_add (steps, step);
}

/* TRUE when one column may name both groups, so that one of them only can hold: the classes of monitored households. */
static gboolean
excludes (CunyiRoster *roster, const Claim *claim, const char *group)
{
  gboolean gives = FALSE;

  for (guint i = 0; roster->values && claim->field->target == TO_GROUP && i < cunyi_codes_count (roster->values); i++)
    {
      const char *code = cunyi_codes_get_code (roster->values, i);

      gives |= g_strcmp0 (cunyi_codes_get (roster->values, code, "field"), claim->field->code) == 0 &&
               g_strcmp0 (cunyi_codes_get (roster->values, code, "group"), group) == 0;
    }
  return gives && strcmp (group, claim->group) != 0;
}

static void
plan_claim (CunyiRoster *roster, GPtrArray *steps, GPtrArray *known, const char *owner, const Claim *claim)
{
  KnownMembership *membership = find_known (known, claim->group);
  const char *from = claim->detail ? g_hash_table_lookup (claim->detail, FROM) : NULL;
  CunyiDay day = from ? cunyi_day_parse_month (from) : CUNYI_DAY_NONE;
  g_autofree char *first = cunyi_day_parse (from) != CUNYI_DAY_NONE ? g_strdup (from) : cunyi_day_to_text (day);
  g_autofree char *key = g_strconcat (owner, " ", claim->group, NULL);
  gboolean differs = FALSE;
  char *detail;

  if (!claim->member)
    {
      if (membership)
        add_step (steps, membership, claim, TRUE, NULL, NULL, NULL);
      return;
    }
  detail = cunyi_roster_merge_json (membership ? membership->detail : "{}", claim->detail, &differs);
  if (membership && (differs || (*membership->from == '\0' && *first)))
    add_step (steps, membership, claim, FALSE, *membership->from ? membership->from : first, detail, NULL);
  else if (membership)
    g_free (detail);
  else
    add_step (steps, NULL, claim, FALSE, first, detail, *owner ? g_hash_table_lookup (roster->known->ended, key) : NULL);
  for (guint i = 0; known && membership == NULL && i < known->len; i++)
    {
      const KnownMembership *other = g_ptr_array_index (known, i);

      if (excludes (roster, claim, other->group))
        add_step (steps, other, claim, TRUE, NULL, NULL, NULL);
    }
}

/* (transfer full), NULL for no steps. */
static GPtrArray *
plan_claims (CunyiRoster *roster, GPtrArray *claims, GPtrArray *known, const char *owner)
{
  GPtrArray *steps;

  if (claims->len == 0)
    return NULL;
  steps = g_ptr_array_new_with_free_func (free_step);
  for (guint i = 0; i < claims->len; i++)
    plan_claim (roster, steps, known, owner, g_ptr_array_index (claims, i));
  if (steps->len > 0)
    return steps;
  g_ptr_array_unref (steps);
  return NULL;
}

GPtrArray *
cunyi_roster_plan_groups (CunyiRoster *roster, Household *household, Person *person)
{
  g_autoptr (GPtrArray) own = NULL;

  if (person == NULL)
    return plan_claims (roster, cunyi_roster_claim_groups (roster, household),
                        household->known ? household->known->memberships : NULL,
                        household->known ? household->known->id : "");
  /* Most sheets say nothing of the kind about single people. */
  if (!roster->has_groups && *person->card == '\0')
    return NULL;
  own = collect_all (roster, household, person);
  return plan_claims (roster, own, person->known ? person->known->memberships : NULL, person->known ? person->known->id : "");
}

/* ---- diseases ---- */

static void
free_disease_step (gpointer data)
{
  DiseaseStep *step = data;

  g_free (step->since);
  g_free (step);
}

static const KnownCondition *
find_condition (const Person *person, const char *disease)
{
  for (guint i = 0; person->known && person->known->conditions && i < person->known->conditions->len; i++)
    {
      const KnownCondition *condition = g_ptr_array_index (person->known->conditions, i);

      if (strcmp (condition->disease, disease) == 0)
        return condition;
    }
  return NULL;
}

static void
plan_disease (GPtrArray *steps, const Person *person, const char *disease, const char *since)
{
  const KnownCondition *known = find_condition (person, disease);
  DiseaseStep *step;

  /* 高血压 twice in a cell is one disease. */
  for (guint i = 0; i < steps->len; i++)
    if (strcmp (((DiseaseStep *) g_ptr_array_index (steps, i))->disease, disease) == 0)
      return;
  if (known && (*known->since || *since == '\0'))
    return;
  step = g_new0 (DiseaseStep, 1);
  step->known = known;
  step->disease = disease;
  step->since = *since ? g_strdup (since) : NULL;
  g_ptr_array_add (steps, step);
}

GPtrArray *
cunyi_roster_plan_diseases (CunyiRoster *roster, Person *person)
{
  const Column *when = roster->has_diseases ? cunyi_roster_find_target (roster, TO_SINCE, NULL) : NULL;
  CunyiDay day = when ? cunyi_roster_get_day (roster, when, person->line, FALSE) : CUNYI_DAY_NONE;
  g_autofree char *since = NULL;
  GPtrArray *steps = NULL;

  if (!roster->has_diseases)
    return NULL;
  for (guint i = 0; i < roster->columns->len; i++)
    {
      const Column *column = g_ptr_array_index (roster->columns, i);
      const Cell *cell = column->used && column->field->target == TO_DISEASE && column->cells
                           ? cunyi_roster_get_cell (roster, column, person->line)
                           : NULL;

      for (guint j = 0; cell && j < cell->n; j++)
        if (*cell->words[j]->code)
          {
            if (steps == NULL)
              {
                steps = g_ptr_array_new_with_free_func (free_disease_step);
                since = cunyi_day_to_text (day);
              }
            plan_disease (steps, person, cell->words[j]->code, since);
          }
    }
  if (steps && steps->len == 0)
    g_clear_pointer (&steps, g_ptr_array_unref);
  return steps;
}
