/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One case for a household, one part for each member. */

#include "config.h"

#include "clinic/family.h"

#include <string.h>

#include "clinic/filling.h"
#include "clinic/resident.h"

const char *
cunyi_family_find_part (CunyiClinic *clinic, const char *name)
{
  CunyiBook *book = cunyi_clinic_get_book (clinic);
  CunyiWorkflow *workflow = cunyi_book_get_workflow (book, name, NULL);
  const char *const *children = workflow && cunyi_workflow_is_about (workflow, "household")
                                  ? cunyi_workflow_get_children (workflow)
                                  : NULL;

  for (guint i = 0; children && children[i]; i++)
    {
      CunyiWorkflow *child = cunyi_book_get_workflow (book, children[i], NULL);

      if (child && cunyi_workflow_is_about (child, "person"))
        return cunyi_workflow_get_id (child);
    }
  return NULL;
}

/* Everybody who is here and lives in the household. */
static GPtrArray *
list_present (CunyiClinic *clinic, const char *household, GError **error)
{
  g_autoptr (GPtrArray) people = cunyi_household_load_members (cunyi_clinic_get_database (clinic), household, error);
  GPtrArray *ids;

  if (people == NULL)
    return NULL;
  ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < people->len; i++)
    {
      const CunyiPerson *person = g_ptr_array_index (people, i);

      if (person->resident && strcmp (person->state, "here") == 0)
        g_ptr_array_add (ids, g_strdup (person->id));
    }
  return ids;
}

static GPtrArray *
copy_members (const char *const *members)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; members[i]; i++)
    g_ptr_array_add (ids, g_strdup (members[i]));
  return ids;
}

static char *
open_all (CunyiClinic *clinic, const CunyiCaseOpening *opening, const char *part, GPtrArray *members, GError **error)
{
  CunyiBook *book = cunyi_clinic_get_book (clinic);
  g_autofree char *id = cunyi_case_open (book, opening, error);

  for (guint i = 0; id && i < members->len; i++)
    {
      const CunyiCaseOpening member = { .workflow = part,
                                        .subject = g_ptr_array_index (members, i),
                                        .parent = id,
                                        .day = opening->day,
                                        .defaults = TRUE };
      g_autofree char *child = cunyi_case_open (book, &member, error);

      if (child == NULL)
        return NULL;
    }
  return g_steal_pointer (&id);
}

char *
cunyi_family_open (CunyiClinic *clinic, const char *workflow, const char *household, CunyiDay day,
                   const char *const *members, const char *answers, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autofree char *text = day == CUNYI_DAY_NONE ? NULL : cunyi_day_to_text (day);
  const CunyiCaseOpening opening = { .workflow = workflow,
                                     .subject = household,
                                     .day = text,
                                     .answers = answers,
                                     .defaults = TRUE };
  CunyiWorkflow *declared = cunyi_book_get_workflow (cunyi_clinic_get_book (clinic), workflow, error);
  const char *part = declared ? cunyi_family_find_part (clinic, workflow) : NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autofree char *id = NULL;

  if (declared == NULL)
    return NULL;
  if (part == NULL)
    {
      g_set_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_NO_SUBJECT, "“%s” has no part for each member", workflow);
      return NULL;
    }
  ids = members ? copy_members (members) : list_present (clinic, household, error);
  if (ids == NULL || !cunyi_database_begin (database, cunyi_workflow_get_title (declared), error))
    return NULL;
  id = open_all (clinic, &opening, part, ids, error);
  if (id == NULL)
    {
      cunyi_database_rollback (database);
      return NULL;
    }
  return cunyi_database_commit (database, error) ? g_steal_pointer (&id) : NULL;
}
