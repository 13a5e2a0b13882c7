/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* People between households, and out of all of them. */

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

char *
cunyi_moving_add_note (const char *note, const char *day, const char *name, const char *number)
{
  /* Translators: kept with the household: 2022-08-01: 张三 moved to household 0012. */
  g_autofree char *line = g_strdup_printf (_("%s: %s moved to household %s"), day, name, *number ? number : "—");

  return g_strconcat (note, *note ? "\n" : "", line, NULL);
}

static gboolean
note_departure (CunyiDatabase *database, const CunyiPerson *person, const char *left, GError **error)
{
  g_autoptr (CunyiHousehold) from = cunyi_household_load (database, left, error);
  g_autoptr (CunyiHousehold) to = from ? cunyi_household_load (database, person->household, error) : NULL;
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());
  g_autofree char *note = to ? cunyi_moving_add_note (from->note, today, person->name, to->number) : NULL;
  g_autoptr (CunyiStatement) set = note ? cunyi_database_statement (database, "household/set-note", error) : NULL;

  if (set == NULL)
    return FALSE;
  cunyi_statement_bind_text (set, ":id", left);
  cunyi_statement_bind_text (set, ":note", note);
  return cunyi_statement_run (set, error);
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
            || note_departure (database, person, before->household, error))
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
