/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* People between households, and out of all of them; households between village groups. */

#include "config.h"

#include "clinic/moving.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "workflow/move.h"

#define ENOUGH 64 /* people that a word fits; more will not share a household */

/* ---- finding ---- */

static void
take_one (char **found, const char *household, gboolean *several)
{
  if (*found && strcmp (*found, household) != 0)
    *several = TRUE;
  else if (*found == NULL)
    *found = g_strdup (household);
}

static void
find_by_number (CunyiDatabase *database, const char *number, char **found, gboolean *several, GError **error)
{
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (database, "household/by-number", error);

  if (rows == NULL)
    return;
  cunyi_statement_bind_text (rows, ":number", number);
  while (cunyi_statement_step (rows, error))
    take_one (found, cunyi_statement_get_text (rows, "id"), several);
}

static void
find_by_people (CunyiClinic *clinic, const char *words, char **found, gboolean *several, GError **error)
{
  g_autoptr (GPtrArray) people = cunyi_search_find (cunyi_clinic_get_search (clinic), words, ENOUGH);

  for (guint i = 0; i < people->len && !*several; i++)
    {
      g_autoptr (CunyiPerson) person = cunyi_person_load (cunyi_clinic_get_database (clinic), g_ptr_array_index (people, i), error);

      if (person == NULL)
        return;
      if (strcmp (person->state, "here") == 0)
        take_one (found, person->household, several);
    }
}

char *
cunyi_moving_find_household (CunyiClinic *clinic, const char *words, gboolean *several, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *found = NULL;

  *several = FALSE;
  find_by_number (cunyi_clinic_get_database (clinic), words, &found, several, &local);
  if (found == NULL && local == NULL)
    find_by_people (clinic, words, &found, several, &local);
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (!*several)
    return g_steal_pointer (&found);
  return NULL;
}

/* ---- writing ---- */

gboolean
cunyi_moving_write_stay (CunyiDatabase *database, CunyiStatement *insert, const char *person, const char *household, const char *relation,
                         const char *until, GError **error)
{
  g_autofree char *id = cunyi_database_new_id (database, error);

  if (id == NULL)
    return FALSE;
  cunyi_statement_bind_text (insert, ":id", id);
  cunyi_statement_bind_text (insert, ":person", person);
  cunyi_statement_bind_text (insert, ":household", household);
  cunyi_statement_bind_text (insert, ":relation", relation);
  cunyi_statement_bind_text (insert, ":until", until);
  return cunyi_statement_run (insert, error);
}

static gboolean
leave (CunyiDatabase *database, const CunyiPerson *before, CunyiDay day, GError **error)
{
  g_autoptr (CunyiStatement) insert = cunyi_database_statement (database, "stay/insert", error);
  g_autofree char *until = cunyi_day_to_text (day == CUNYI_DAY_NONE ? cunyi_clock_today () : day);

  return insert && cunyi_moving_write_stay (database, insert, before->id, before->household, before->relation, until, error);
}

static gboolean
write_person (CunyiClinic *clinic, CunyiPerson *person, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autoptr (GError) local = NULL;
  g_autoptr (CunyiPerson) before = person->id ? cunyi_person_load (database, person->id, &local) : NULL;

  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    return (before == NULL || strcmp (before->household, person->household) == 0
            || leave (database, before, person->came, error))
           && cunyi_person_save (database, person, error)
           && cunyi_case_advance_subject (cunyi_clinic_get_book (clinic), person->id, error);
  return FALSE;
}

gboolean
cunyi_moving_save (CunyiClinic *clinic, CunyiPerson *person, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);

  if (!cunyi_database_begin (database, person->id ? _("Change person") : _("Add person"), error))
    return FALSE;
  if (write_person (clinic, person, error))
    return cunyi_database_commit (database, error);
  cunyi_database_rollback (database);
  return FALSE;
}

/* ---- households ---- */

gboolean
cunyi_moving_write_site (CunyiDatabase *database, CunyiStatement *insert, const char *household, const char *place, const char *until,
                         GError **error)
{
  g_autofree char *id = cunyi_database_new_id (database, error);

  if (id == NULL)
    return FALSE;
  cunyi_statement_bind_text (insert, ":id", id);
  cunyi_statement_bind_text (insert, ":household", household);
  cunyi_statement_bind_text (insert, ":place", place);
  cunyi_statement_bind_text (insert, ":until", until);
  return cunyi_statement_run (insert, error);
}

static gboolean
leave_place (CunyiDatabase *database, const CunyiHousehold *before, CunyiDay day, GError **error)
{
  g_autoptr (CunyiStatement) insert = cunyi_database_statement (database, "site/insert", error);
  g_autofree char *until = cunyi_day_to_text (day);

  return insert && cunyi_moving_write_site (database, insert, before->id, before->place, until, error);
}

static gboolean
write_household (CunyiDatabase *database, CunyiHousehold *household, CunyiDay since, GError **error)
{
  g_autoptr (CunyiHousehold) before = NULL;

  if (household->id && since != CUNYI_DAY_NONE)
    {
      before = cunyi_household_load (database, household->id, error);
      if (before == NULL
          || (strcmp (before->place, household->place) != 0 && !leave_place (database, before, since, error)))
        return FALSE;
    }
  return cunyi_household_save (database, household, error);
}

gboolean
cunyi_moving_save_household (CunyiClinic *clinic, CunyiHousehold *household, CunyiDay since, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);

  if (!cunyi_database_begin (database, household->id ? _("Change household") : _("Add household"), error))
    return FALSE;
  if (write_household (database, household, since, error))
    return cunyi_database_commit (database, error);
  cunyi_database_rollback (database);
  return FALSE;
}
