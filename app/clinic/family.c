/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One case for a household, one part for each member. */

#include "config.h"

#include "clinic/family.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "clinic/about.h"
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

/* Why one that grants a term cannot be prepared beside `c`; NULL when it can. */
static char *
explain_term (CunyiClinic *clinic, CunyiWorkflow *workflow, const CunyiCase *c, CunyiDay day)
{
  CunyiDay ends = c->holds ? cunyi_day_parse (c->ends) : CUNYI_DAY_NONE;

  if (c->closed == NULL && !c->holds)
    return g_strdup (_("one is on its way already"));
  if (ends == CUNYI_DAY_NONE || ends - day <= cunyi_clinic_find_limit (clinic, day, cunyi_workflow_get_renews (workflow)))
    return NULL;
  /* Translators: %s is a day. */
  return g_strdup_printf (_("in force until %s"), c->ends);
}

char *
cunyi_family_find_reason (CunyiClinic *clinic, const char *name, const char *subject, const char *topic, CunyiDay day,
                          GError **error)
{
  CunyiBook *book = cunyi_clinic_get_book (clinic);
  CunyiWorkflow *workflow = cunyi_book_get_workflow (book, name, error);
  g_autoptr (GPtrArray) cases = workflow ? cunyi_case_list_of_subject (book, subject, name, error) : NULL;
  char *reason = NULL;

  if (cases == NULL)
    return NULL;
  for (guint i = 0; i < cases->len && reason == NULL; i++)
    {
      const CunyiCase *c = g_ptr_array_index (cases, i);

      if (strcmp (c->topic, topic ? topic : "") != 0)
        continue;
      if (cunyi_workflow_has_term (workflow))
        reason = explain_term (clinic, workflow, c, day == CUNYI_DAY_NONE ? cunyi_clock_today () : day);
      else if (c->closed == NULL)
        reason = g_strdup (_("one is on its way already"));
    }
  return reason ? reason : g_strdup ("");
}

/* Everybody who is here, lives in the household and has none that stands against it. */
static GPtrArray *
list_present (CunyiClinic *clinic, const char *part, const char *household, CunyiDay day, GError **error)
{
  g_autoptr (GPtrArray) people = cunyi_household_load_members (cunyi_clinic_get_database (clinic), household, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; people && i < people->len; i++)
    {
      const CunyiPerson *person = g_ptr_array_index (people, i);
      g_autofree char *reason = NULL;

      if (!person->resident || strcmp (person->state, "here") != 0)
        continue;
      reason = cunyi_family_find_reason (clinic, part, person->id, NULL, day, error);
      if (reason == NULL)
        return NULL;
      if (*reason == '\0')
        g_ptr_array_add (ids, g_strdup (person->id));
    }
  if (people && ids->len == 0)
    g_set_error_literal (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_OVERLAP, _("Nobody there is to sign: whoever lives there has one in force, or on its way."));
  return people && ids->len > 0 ? g_steal_pointer (&ids) : NULL;
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

/* A household signs once for a term: who came into it since signs alone. */
static gboolean
may_sign (CunyiClinic *clinic, CunyiWorkflow *workflow, const char *household, CunyiDay day, GError **error)
{
  g_autofree char *reason = cunyi_family_find_reason (clinic, cunyi_workflow_get_id (workflow), household, NULL, day, error);

  if (reason && *reason)
    /* Translators: the first %s is the title of an agreement, the second says since when or why: in force until 2023-07-14. */
    g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_OVERLAP,
                 _("%s: %s. Whoever is not in it yet signs one of his own."),
                 cunyi_workflow_get_title (workflow), reason);
  return reason && *reason == '\0';
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
  if (!may_sign (clinic, declared, household, day, error))
    return NULL;
  ids = members ? copy_members (members) : list_present (clinic, part, household, day, error);
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
