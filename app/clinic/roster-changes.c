/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether a row would change something in the store. An empty cell changes nothing. */

#include "config.h"

#include "clinic/roster-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "form/json.h"

typedef struct {
  gsize now;  /* in Person */
  gsize then; /* in KnownPerson */
} Scalar;

static const Scalar scalars[] = {
  { G_STRUCT_OFFSET (Person, id_number), G_STRUCT_OFFSET (KnownPerson, id_number) },
  { G_STRUCT_OFFSET (Person, sex), G_STRUCT_OFFSET (KnownPerson, sex) },
  { G_STRUCT_OFFSET (Person, relation), G_STRUCT_OFFSET (KnownPerson, relation) },
  { G_STRUCT_OFFSET (Person, phone), G_STRUCT_OFFSET (KnownPerson, phone) },
  { G_STRUCT_OFFSET (Person, ethnic), G_STRUCT_OFFSET (KnownPerson, ethnic) },
  { G_STRUCT_OFFSET (Person, education), G_STRUCT_OFFSET (KnownPerson, education) },
  { G_STRUCT_OFFSET (Person, insurance), G_STRUCT_OFFSET (KnownPerson, insurance) },
  { G_STRUCT_OFFSET (Person, note), G_STRUCT_OFFSET (KnownPerson, note) },
};

static gboolean
is_new (const char *now, const char *then)
{
  return *now && strcmp (now, then) != 0;
}

/* ---- people ---- */

static gboolean
scalars_differ (const Person *person)
{
  const KnownPerson *known = person->known;

  for (guint i = 0; i < G_N_ELEMENTS (scalars); i++)
    if (is_new (G_STRUCT_MEMBER (const char *, person, scalars[i].now), G_STRUCT_MEMBER (const char *, known, scalars[i].then)))
      return TRUE;
  return (*person->name && strcmp (person->key, known->key) != 0)
         || (person->birth != CUNYI_DAY_NONE && person->birth != known->birth)
         || (person->resident >= 0 && person->resident != known->resident)
         || (person->state && strcmp (person->state, known->state) != 0);
}

static gboolean
extra_differs (CunyiRoster *roster, Household *household, Person *person, const char *known)
{
  GPtrArray *list = person ? roster->person_extra : roster->household_extra;
  g_autoptr (GHashTable) pairs = cunyi_roster_list_extra (roster, household, person);
  g_autoptr (CunyiJson) json = cunyi_json_parse (known);

  for (guint i = 0; i < list->len; i++)
    {
      const Extra *extra = g_ptr_array_index (list, i);
      const char *now = g_hash_table_lookup (pairs, extra->name);
      const CunyiJson *value = json ? cunyi_json_find (json, extra->name) : NULL;

      if (now && strcmp (now, value ? cunyi_json_get_text (value) : "") != 0)
        return TRUE;
    }
  return FALSE;
}

/* ---- groups and diseases ---- */

/* Groups begin or end; which end is told, once, when the sheet is compared. */
static gboolean
groups_differ (CunyiRoster *roster, Household *household, Person *person)
{
  g_autoptr (GPtrArray) steps = cunyi_roster_plan_groups (roster, household, person);
  Person *row = person ? person : g_ptr_array_index (household->people, 0);
  CunyiCodes *codes = cunyi_roster_get_codes (roster, "group");

  for (guint i = 0; steps && i < steps->len; i++)
    {
      const GroupStep *step = g_ptr_array_index (steps, i);
      const char *label = codes ? cunyi_codes_get_label (codes, step->group) : NULL;

      if (step->ends)
        cunyi_roster_add_finding (roster, row, step->column, CUNYI_ROSTER_GROUP_ENDS, CUNYI_ROSTER_WARNING,
                                  _("“%s” ends today for %s, because the table says so."), label ? label : step->group,
                                  row->name);
    }
  return steps != NULL;
}

static gboolean
diseases_differ (CunyiRoster *roster, Person *person)
{
  g_autoptr (GPtrArray) steps = cunyi_roster_plan_diseases (roster, person);

  return steps != NULL;
}

gboolean
cunyi_roster_person_differs (CunyiRoster *roster, Person *person)
{
  return groups_differ (roster, person->household, person) | scalars_differ (person) | diseases_differ (roster, person)
         | extra_differs (roster, person->household, person, person->known->extra);
}

/* ---- households ---- */

gboolean
cunyi_roster_moves_place (const Household *household)
{
  const Place *now = household->place, *then = household->known->place;

  /* A sheet without groups does not take a household out of its group. */
  return now != then && then->parent != now;
}

gboolean
cunyi_roster_household_differs (CunyiRoster *roster, Household *household)
{
  const KnownHousehold *known = household->known;

  return groups_differ (roster, household, NULL) | is_new (household->number, known->number)
         | is_new (household->address, known->address) | is_new (household->phone, known->phone)
         | cunyi_roster_moves_place (household) | extra_differs (roster, household, NULL, known->extra);
}
