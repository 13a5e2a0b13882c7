/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a row would change in the store, to tell and to show. An empty cell changes nothing. */

#include "config.h"

#include "clinic/roster-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "form/json.h"

typedef struct {
  const char *field; /* of roster_field */
  gsize now;         /* in Person */
  gsize then;        /* in KnownPerson */
  const char *codes; /* that give labels, NULL for none */
} Scalar;

static const Scalar scalars[] = {
  { "id_number", G_STRUCT_OFFSET (Person, id_number), G_STRUCT_OFFSET (KnownPerson, id_number), NULL },
  { "sex", G_STRUCT_OFFSET (Person, sex), G_STRUCT_OFFSET (KnownPerson, sex), "sex" },
  { "relation", G_STRUCT_OFFSET (Person, relation), G_STRUCT_OFFSET (KnownPerson, relation), "relation" },
  { "phone_person", G_STRUCT_OFFSET (Person, phone), G_STRUCT_OFFSET (KnownPerson, phone), NULL },
  { "ethnic", G_STRUCT_OFFSET (Person, ethnic), G_STRUCT_OFFSET (KnownPerson, ethnic), "ethnic" },
  { "education", G_STRUCT_OFFSET (Person, education), G_STRUCT_OFFSET (KnownPerson, education), NULL },
  { "insurance", G_STRUCT_OFFSET (Person, insurance), G_STRUCT_OFFSET (KnownPerson, insurance), "insurance" },
  { "remark", G_STRUCT_OFFSET (Person, note), G_STRUCT_OFFSET (KnownPerson, note), NULL },
};

/* ---- a list to show ---- */

void
cunyi_roster_change_free (CunyiRosterChange *change)
{
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static const char *
label_of_field (CunyiRoster *roster, const char *code)
{
  const Field *field = cunyi_roster_find_field (roster, code);

  return field ? field->label : code;
}

/* Takes a change down when there is a list; TRUE always. */
static gboolean
note (GPtrArray *changes, const char *field, const char *label, const char *before, const char *after)
{
  CunyiRosterChange *change;

  if (changes == NULL)
    return TRUE;
  change = g_new0 (CunyiRosterChange, 1);
  change->field = field;
  change->label = label;
  change->before = g_strdup (before);
  change->after = g_strdup (after);
  g_ptr_array_add (changes, change);
  return TRUE;
}

static const char *
label_of_code (CunyiRoster *roster, const char *list, const char *code)
{
  CunyiCodes *codes = list ? cunyi_roster_get_codes (roster, list) : NULL;
  const char *label = codes ? cunyi_codes_get_label (codes, code) : NULL;

  return label ? label : code;
}

/* ---- people ---- */

static gboolean
compare_scalars (CunyiRoster *roster, const Person *person, GPtrArray *changes)
{
  gboolean differs = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (scalars) && (!differs || changes); i++)
    {
      const char *now = G_STRUCT_MEMBER (const char *, person, scalars[i].now);
      const char *then = G_STRUCT_MEMBER (const char *, person->known, scalars[i].then);

      if (*now && strcmp (now, then) != 0)
        differs |= note (changes, scalars[i].field, label_of_field (roster, scalars[i].field),
                         label_of_code (roster, scalars[i].codes, then), label_of_code (roster, scalars[i].codes, now));
    }
  return differs;
}

static gboolean
compare_rest (CunyiRoster *roster, const Person *person, GPtrArray *changes)
{
  const KnownPerson *known = person->known;
  gboolean differs = FALSE;

  if (*person->name && strcmp (person->key, known->key) != 0)
    differs |= note (changes, "name", label_of_field (roster, "name"), known->name, person->name);
  if (person->birth != CUNYI_DAY_NONE && person->birth != known->birth)
    {
      g_autofree char *before = cunyi_day_to_text (known->birth);
      g_autofree char *after = cunyi_day_to_text (person->birth);

      differs |= note (changes, "birth_date", label_of_field (roster, "birth_date"), before, after);
    }
  if (person->resident >= 0 && person->resident != known->resident)
    differs |= note (changes, "resident", label_of_field (roster, "resident"),
                     label_of_code (roster, "yes_no", known->resident ? "1" : "0"),
                     label_of_code (roster, "yes_no", person->resident ? "1" : "0"));
  if (person->state && strcmp (person->state, known->state) != 0)
    differs |= note (changes, "", _("State"), strcmp (known->state, "dead") == 0 ? _("dead") : _("moved away"), _("here"));
  return differs;
}

static gboolean
compare_extra (CunyiRoster *roster, Household *household, Person *person, const char *known, GPtrArray *changes)
{
  GPtrArray *list = person ? roster->person_extra : roster->household_extra;
  g_autoptr (GHashTable) pairs = cunyi_roster_list_extra (roster, household, person);
  g_autoptr (CunyiJson) json = cunyi_json_parse (known);
  gboolean differs = FALSE;

  for (guint i = 0; i < list->len; i++)
    {
      const Extra *extra = g_ptr_array_index (list, i);
      const char *now = g_hash_table_lookup (pairs, extra->name);
      const CunyiJson *value = json ? cunyi_json_find (json, extra->name) : NULL;
      const char *then = value ? cunyi_json_get_text (value) : "";

      if (now && strcmp (now, then) != 0)
        differs |= note (changes, extra->name, extra->label, then, now);
    }
  return differs;
}

/* ---- groups and diseases ---- */

static gboolean
compare_groups (CunyiRoster *roster, Household *household, Person *person, GPtrArray *changes)
{
  g_autoptr (GPtrArray) steps = cunyi_roster_plan_groups (roster, household, person);

  for (guint i = 0; steps && i < steps->len; i++)
    {
      const GroupStep *step = g_ptr_array_index (steps, i);
      const char *label = label_of_code (roster, "group", step->group);
      const char *yes = label_of_code (roster, "yes_no", "1");
      const char *no = label_of_code (roster, "yes_no", "0");

      note (changes, step->group, label, step->known ? (step->ends ? yes : step->known->detail) : no,
            step->ends ? no : step->known ? step->detail : yes);
    }
  return steps != NULL;
}

/* Told once, when the sheet is compared. */
static void
tell_ends (CunyiRoster *roster, Household *household, Person *person)
{
  g_autoptr (GPtrArray) steps = cunyi_roster_plan_groups (roster, household, person);
  Person *row = person ? person : g_ptr_array_index (household->people, 0);

  for (guint i = 0; steps && i < steps->len; i++)
    {
      const GroupStep *step = g_ptr_array_index (steps, i);

      if (step->ends)
        cunyi_roster_add_finding (roster, row, step->column, CUNYI_ROSTER_GROUP_ENDS, CUNYI_ROSTER_WARNING,
                                  _("“%s” ends today for %s, because the table says so."),
                                  label_of_code (roster, "group", step->group), row->name);
    }
}

static gboolean
compare_diseases (CunyiRoster *roster, Person *person, GPtrArray *changes)
{
  g_autoptr (GPtrArray) steps = cunyi_roster_plan_diseases (roster, person);

  for (guint i = 0; steps && i < steps->len; i++)
    {
      const DiseaseStep *step = g_ptr_array_index (steps, i);
      const char *label = label_of_code (roster, "disease", step->disease);

      note (changes, "disease", label_of_field (roster, "disease"), step->known ? label : "", label);
    }
  return steps != NULL;
}

static gboolean
compare_person (CunyiRoster *roster, Person *person, GPtrArray *changes)
{
  gboolean differs = compare_rest (roster, person, changes);

  differs |= compare_scalars (roster, person, changes);
  differs |= compare_groups (roster, person->household, person, changes);
  differs |= compare_diseases (roster, person, changes);
  differs |= compare_extra (roster, person->household, person, person->known->extra, changes);
  return differs;
}

/* ---- households ---- */

static gboolean
compare_household (CunyiRoster *roster, Household *household, GPtrArray *changes)
{
  const KnownHousehold *known = household->known;
  const struct {
    const char *field, *now, *then;
  } texts[] = {
    { "household_no", household->number, known->number },
    { "address", household->address, known->address },
    { "phone_household", household->phone, known->phone },
  };
  gboolean differs = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i].now && strcmp (texts[i].now, texts[i].then) != 0)
      differs |= note (changes, texts[i].field, label_of_field (roster, texts[i].field), texts[i].then, texts[i].now);
  if (cunyi_roster_moves_place (household))
    differs |= note (changes, "natural_village", label_of_field (roster, "natural_village"), known->place->name,
                     household->place->name);
  differs |= compare_groups (roster, household, NULL, changes);
  differs |= compare_extra (roster, household, NULL, known->extra, changes);
  return differs;
}

gboolean
cunyi_roster_moves_place (const Household *household)
{
  const Place *now = household->place, *then = household->known->place;

  /* A sheet without groups does not take a household out of its group. */
  return now != then && then->parent != now;
}

gboolean
cunyi_roster_person_differs (CunyiRoster *roster, Person *person)
{
  tell_ends (roster, person->household, person);
  return compare_person (roster, person, NULL);
}

gboolean
cunyi_roster_household_differs (CunyiRoster *roster, Household *household)
{
  tell_ends (roster, household, NULL);
  return compare_household (roster, household, NULL);
}

static void
note_move (CunyiRoster *roster, const Person *person, GPtrArray *changes)
{
  if (person->shown.action == CUNYI_ROSTER_MOVE)
    note (changes, "household_no", label_of_field (roster, "household_no"), person->known->household->number,
          person->household->number);
}

GPtrArray *
cunyi_roster_list_changes (CunyiRoster *roster, guint index)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_roster_change_free);
  Person *person = index < roster->people->len ? g_ptr_array_index (roster->people, index) : NULL;
  Household *household = person ? person->household : NULL;

  if (person == NULL || person->shown.action == CUNYI_ROSTER_REFUSED)
    return changes;
  if (household && household->known && g_ptr_array_index (household->people, 0) == person)
    compare_household (roster, household, changes);
  if (person->known)
    {
      note_move (roster, person, changes);
      compare_person (roster, person, changes);
    }
  return changes;
}
