/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who of the sheet is who in the store: by ID number; else by name, birth and household; else by name within the household.
 * What fits only nearly is a doubt that says why. */

#include "config.h"

#include "clinic/roster-private.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
is_citizen (const char *type, const char *number)
{
  return *number && strcmp (type, "id") == 0;
}

static gboolean
is_refused (const Person *person)
{
  return person->shown.action == CUNYI_ROSTER_REFUSED;
}

static gboolean
is_here (const KnownPerson *known)
{
  return strcmp (known->state, "here") == 0;
}

static void
claim (Person *person, KnownPerson *known)
{
  person->known = known;
  known->person = person;
  person->shown.person = known->id;
}

/* ---- households by number ---- */

static KnownHousehold *
find_household (CunyiRoster *roster, const Household *household)
{
  GPtrArray *list = *household->number ? g_hash_table_lookup (roster->known->by_number, household->number) : NULL;
  const Place *village = cunyi_roster_place_at (household->place, "village");
  KnownHousehold *found = NULL;
  guint n = 0;

  for (guint i = 0; list && i < list->len; i++)
    {
      KnownHousehold *known = g_ptr_array_index (list, i);

      if (known->place == household->place)
        return known;
      if (cunyi_roster_place_at (known->place, "village") == village)
        {
          found = known;
          n++;
        }
    }
  return n == 1 ? found : NULL;
}

static void
match_households (CunyiRoster *roster)
{
  for (guint i = 0; i < roster->households->len; i++)
    {
      Household *household = g_ptr_array_index (roster->households, i);
      KnownHousehold *known = find_household (roster, household);

      if (known && known->household == NULL)
        {
          household->known = known;
          known->household = household;
        }
    }
}

/* ---- people by number ---- */

static void
match_numbers (CunyiRoster *roster)
{
  for (guint i = 0; i < roster->people->len; i++)
    {
      Person *person = g_ptr_array_index (roster->people, i);
      KnownPerson *known = is_citizen (person->id_type, person->id_number) && !is_refused (person)
                             ? g_hash_table_lookup (roster->known->by_id_number, person->id_number)
                             : NULL;

      if (known == NULL || known->person)
        continue;
      claim (person, known);
      if (*person->name && strcmp (person->key, known->key) != 0)
        cunyi_roster_add_finding (roster, person, -1, CUNYI_ROSTER_MATCH_NAME_DIFFERS, CUNYI_ROSTER_DOUBT,
                                  _("The ID number of %s is known as that of %s. Take the row if the name was changed; else "
                                    "mend the number."),
                                  person->name, known->name);
    }
}

/* ---- households by their people ---- */

/* TRUE when everybody who is here in the known household is in this one: it may have a new number. */
static gboolean
holds_all (const KnownHousehold *known, const Household *household)
{
  guint here = 0;

  for (guint i = 0; i < known->people->len; i++)
    {
      const KnownPerson *person = g_ptr_array_index (known->people, i);

      if (!is_here (person))
        continue;
      if (person->person == NULL || person->person->household != household)
        return FALSE;
      here++;
    }
  return here > 0;
}

/* The known household of the head, else of the first member whom the ID number tells. */
static KnownHousehold *
find_by_people (const Household *household)
{
  KnownHousehold *found = NULL;

  for (guint i = 0; i < household->people->len; i++)
    {
      const Person *person = g_ptr_array_index (household->people, i);

      if (person->known && (found == NULL || person->is_head))
        found = person->known->household;
      if (person->known && person->is_head)
        break;
    }
  return found;
}

/* Without any number: the one known household whose head has this name, and in which another member or the head's birth
 * fits too. */
static KnownHousehold *
find_by_names (CunyiRoster *roster, const Household *household)
{
  KnownHousehold *found = NULL;
  const Person *head = NULL;
  GPtrArray *list;

  for (guint i = 0; i < household->people->len && head == NULL; i++)
    if (((Person *) g_ptr_array_index (household->people, i))->is_head)
      head = g_ptr_array_index (household->people, i);
  list = head && head->known == NULL ? g_hash_table_lookup (roster->known->by_name, head->key) : NULL;
  for (guint i = 0; list && i < list->len; i++)
    {
      const KnownPerson *known = g_ptr_array_index (list, i);
      gboolean fits = known->birth != CUNYI_DAY_NONE && known->birth == head->birth;

      if (known->person || known->household->household || strcmp (known->relation, "02") != 0 ||
          cunyi_roster_place_at (known->household->place, "village") != cunyi_roster_place_at (household->place, "village"))
        continue;
      for (guint j = 0; !fits && j < household->people->len; j++)
        for (guint k = 0; k < known->household->people->len; k++)
          {
            const Person *member = g_ptr_array_index (household->people, j);
            const KnownPerson *other = g_ptr_array_index (known->household->people, k);

            fits |= member != head && other != known && strcmp (member->key, other->key) == 0;
          }
      if (fits && found)
        return NULL;
      if (fits)
        found = known->household;
    }
  return found;
}

static void
join_known (CunyiRoster *roster, Household *household, KnownHousehold *known)
{
  household->known = known;
  known->household = household;
  if (*known->number && *household->number && strcmp (known->number, household->number) != 0)
    cunyi_roster_add_finding (roster, g_ptr_array_index (household->people, 0), -1, CUNYI_ROSTER_HOUSEHOLD_RENUMBERED,
                              CUNYI_ROSTER_WARNING,
                              _("This household was known under the number %s and is now %s. Everybody in it is the same."),
                              known->number, household->number);
}

static void
match_by_people (CunyiRoster *roster)
{
  for (guint i = 0; i < roster->households->len; i++)
    {
      Household *household = g_ptr_array_index (roster->households, i);
      KnownHousehold *known = household->known ? NULL : find_by_people (household);

      if (known && known->household == NULL &&
          (*household->number == '\0' || *known->number == '\0' || holds_all (known, household)))
        join_known (roster, household, known);
      if (household->known == NULL && *household->number == '\0' && (known = find_by_names (roster, household)))
        join_known (roster, household, known);
    }
}

/* ---- people by name ---- */

static gboolean
numbers_differ (const Person *person, const KnownPerson *known)
{
  return is_citizen (person->id_type, person->id_number) && is_citizen (known->id_type, known->id_number) &&
         strcmp (person->id_number, known->id_number) != 0;
}

static gboolean
births_differ (const Person *person, const KnownPerson *known)
{
  return person->birth != CUNYI_DAY_NONE && known->birth != CUNYI_DAY_NONE && person->birth != known->birth;
}

/* The only one of `list` with the name (and, if `birth`, that birth) whom no row has yet; `n` receives how many fit. */
static KnownPerson *
find_name (GPtrArray *list, const Person *person, gboolean birth, guint *n)
{
  KnownPerson *found = NULL;

  *n = 0;
  for (guint i = 0; list && i < list->len; i++)
    {
      KnownPerson *known = g_ptr_array_index (list, i);

      if (known->person || strcmp (known->key, person->key) != 0 ||
          (birth && (known->birth == CUNYI_DAY_NONE || known->birth != person->birth)))
        continue;
      found = known;
      (*n)++;
    }
  return *n == 1 ? found : NULL;
}

static void
tell_several (CunyiRoster *roster, Person *person, guint n)
{
  cunyi_roster_add_finding (roster, person, -1, CUNYI_ROSTER_MATCH_SEVERAL, CUNYI_ROSTER_DOUBT,
                            _("%u people known here may be %s. Add the ID number to the table; taken as it is, the row adds a "
                              "new person."),
                            n, person->name);
}

static gboolean
match_in_household (CunyiRoster *roster, Person *person)
{
  GPtrArray *members = person->household->known->people;
  guint n;
  KnownPerson *known = find_name (members, person, FALSE, &n);

  if (n > 1)
    {
      known = person->birth != CUNYI_DAY_NONE ? find_name (members, person, TRUE, &n) : NULL;
      if (known == NULL && n != 0)
        tell_several (roster, person, n);
      if (known == NULL)
        return n != 0;
    }
  if (known == NULL)
    return FALSE;
  if (numbers_differ (person, known) || births_differ (person, known))
    cunyi_roster_add_finding (roster, person, -1, CUNYI_ROSTER_MATCH_NUMBER_DIFFERS, CUNYI_ROSTER_DOUBT,
                              _("The household has %s already, with another ID number or birth date. Take the row if these were "
                                "mended; if it is somebody else, add that person by hand."),
                              known->name);
  claim (person, known);
  return TRUE;
}

static gboolean
match_by_birth (CunyiRoster *roster, Person *person)
{
  GPtrArray *list = g_hash_table_lookup (roster->known->by_name, person->key);
  guint n;
  KnownPerson *known = person->birth == CUNYI_DAY_NONE ? NULL : find_name (list, person, TRUE, &n);

  if (person->birth == CUNYI_DAY_NONE || n == 0 || (known && numbers_differ (person, known)))
    return FALSE;
  if (known == NULL)
    {
      tell_several (roster, person, n);
      return TRUE;
    }
  if (person->household)
    cunyi_roster_add_finding (roster, person, -1, CUNYI_ROSTER_MATCH_ELSEWHERE, CUNYI_ROSTER_DOUBT,
                              _("%s, born on the same day, is known in the household %s. Take the row if this person moved."),
                              known->name, *known->household->number ? known->household->number : "—");
  claim (person, known);
  return TRUE;
}

static gboolean
match_by_name_only (CunyiRoster *roster, Person *person)
{
  GPtrArray *list = g_hash_table_lookup (roster->known->by_name, person->key);
  guint n;
  KnownPerson *known;

  if (person->household || person->birth != CUNYI_DAY_NONE || is_citizen (person->id_type, person->id_number))
    return FALSE;
  known = find_name (list, person, FALSE, &n);
  if (n == 0)
    return FALSE;
  if (known == NULL)
    {
      tell_several (roster, person, n);
      return TRUE;
    }
  cunyi_roster_add_finding (roster, person, -1, CUNYI_ROSTER_MATCH_NAME_ONLY, CUNYI_ROSTER_DOUBT,
                            _("Only the name of %s fits somebody known here. Take the row if it is the same person."),
                            person->name);
  claim (person, known);
  return TRUE;
}

static void
match_name (CunyiRoster *roster, Person *person)
{
  if (*person->key == '\0')
    return;
  if (person->household && person->household->known && match_in_household (roster, person))
    return;
  if (!match_by_birth (roster, person))
    match_by_name_only (roster, person);
}

static void
match_names (CunyiRoster *roster)
{
  for (guint i = 0; i < roster->people->len; i++)
    {
      Person *person = g_ptr_array_index (roster->people, i);

      if (person->known == NULL && !is_refused (person))
        match_name (roster, person);
    }
}

/* ---- what follows ---- */

/* A number that is known, with nobody of the known household among its people: another household, or a wrong number. */
static void
check_strangers (CunyiRoster *roster, Household *household)
{
  const KnownHousehold *known = household->known;
  const KnownPerson *somebody = NULL;

  for (guint i = 0; i < known->people->len; i++)
    {
      const KnownPerson *person = g_ptr_array_index (known->people, i);

      if (person->person && person->person->household == household)
        return;
      if (is_here (person))
        somebody = person;
    }
  for (guint i = 0; somebody && !roster->options.changes_only && i < household->people->len; i++)
    cunyi_roster_add_finding (roster, g_ptr_array_index (household->people, i), -1, CUNYI_ROSTER_HOUSEHOLD_NUMBER,
                              CUNYI_ROSTER_DOUBT,
                              _("The household %s is known with other people, %s among them. Look whether the number is right."),
                              household->number, somebody->name);
}

static void
list_missing (CunyiRoster *roster, const KnownHousehold *known)
{
  for (guint i = 0; i < known->people->len; i++)
    {
      const KnownPerson *person = g_ptr_array_index (known->people, i);

      if (person->person == NULL && is_here (person))
        {
          CunyiRosterMissing missing = { person->id, person->name, known->number };

          g_array_append_val (roster->missing, missing);
        }
    }
}

static void
check_gone (CunyiRoster *roster, Person *person)
{
  const KnownPerson *known = person->known;

  if (is_here (known))
    return;
  person->state = "here";
  cunyi_roster_add_finding (roster, person, -1, CUNYI_ROSTER_MATCH_GONE, CUNYI_ROSTER_DOUBT,
                            strcmp (known->state, "dead") == 0
                              ? _("%s is registered as dead since %s. Take the row only if this is wrong.")
                              : _("%s is registered as moved away since %s. Take the row if this person is back."),
                            known->name, *known->state_since ? known->state_since : "—");
}

static void
check_homeless (CunyiRoster *roster, Person *person)
{
  if (person->household == NULL)
    cunyi_roster_add_finding (roster, person, -1, CUNYI_ROSTER_HOUSEHOLD_NONE, CUNYI_ROSTER_DOUBT,
                              _("%s is not known here, and the table does not say in which household. Taken as it is, the row "
                                "makes a household of one."),
                              person->name);
}

static void
decide (CunyiRoster *roster, Person *person)
{
  if (is_refused (person))
    return;
  if (person->known == NULL)
    {
      check_homeless (roster, person);
      if (*person->name == '\0')
        cunyi_roster_add_finding (roster, person, -1, CUNYI_ROSTER_NAME_MISSING, CUNYI_ROSTER_BLOCK,
                                  _("The name is missing. Fill it in; without it the row is left out."));
      else
        person->shown.action = CUNYI_ROSTER_ADD;
      return;
    }
  check_gone (roster, person);
  if (person->household && person->household->known != person->known->household)
    person->shown.action = CUNYI_ROSTER_MOVE;
  else
    person->shown.action = cunyi_roster_person_differs (roster, person) ? CUNYI_ROSTER_CHANGE : CUNYI_ROSTER_SAME;
}

void
cunyi_roster_match (CunyiRoster *roster)
{
  /* A list of heads says nothing about the others. */
  const gboolean names_all = !roster->options.changes_only && cunyi_roster_find_target (roster, TO_NAME, NULL);

  match_households (roster);
  match_numbers (roster);
  match_by_people (roster);
  match_names (roster);
  for (guint i = 0; i < roster->households->len; i++)
    {
      Household *household = g_ptr_array_index (roster->households, i);

      if (household->known)
        check_strangers (roster, household);
      household->changed = household->known && cunyi_roster_household_differs (roster, household);
    }
  for (guint i = 0; i < roster->people->len; i++)
    decide (roster, g_ptr_array_index (roster->people, i));
  for (guint i = 0; names_all && i < roster->households->len; i++)
    {
      const Household *household = g_ptr_array_index (roster->households, i);

      if (household->known)
        list_missing (roster, household->known);
    }
}
