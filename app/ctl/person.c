/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl person: what becomes of somebody on the roster. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "clinic/moving.h"
#include "ctl/ctl.h"

static char *household, *relation, *dead, *moved, *since;
static gboolean here;

static void
put (char **place, const char *value)
{
  g_free (*place);
  *place = g_strdup (value);
}

static int
read_day (const char *text, CunyiDay *day)
{
  *day = cunyi_day_parse (text);
  if (*day == CUNYI_DAY_NONE)
    return ctl_say (CTL_USAGE, _("“%s” is no day. Write it like 2022-07-26."), text);
  if (*day > cunyi_clock_today ())
    return ctl_say (CTL_USAGE, _("%s has not come yet."), text);
  return CTL_OK;
}

static int
put_state (CunyiPerson *person, const char *state, const char *text)
{
  int status = read_day (text, &person->state_since);

  if (status == CTL_OK)
    put (&person->state, state);
  return status;
}

/* A label or word of the list, or its code. */
static int
put_relation (CunyiClinic *clinic, CunyiPerson *person)
{
  CunyiCodes *codes = cunyi_library_get_codes (cunyi_clinic_get_library (clinic), "relation");
  const char *code = cunyi_codes_find (codes, relation);

  if (code == NULL && cunyi_codes_get_label (codes, relation))
    code = relation;
  if (code == NULL)
    return ctl_say (CTL_FAILED, _("“%s” is no relation to the head of a household."), relation);
  put (&person->relation, code);
  return CTL_OK;
}

static int
put_household (CunyiClinic *clinic, CunyiPerson *person)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  gboolean several = FALSE;

  if (cunyi_search_fill (cunyi_clinic_get_search (clinic), cunyi_clinic_get_database (clinic), NULL, &error))
    found = cunyi_moving_find_household (clinic, household, &several, &error);
  if (error)
    return ctl_fail (error);
  if (found == NULL)
    return several ? ctl_say (CTL_FAILED, _("Several households fit “%s”; give its number."), household)
                   : ctl_say (CTL_FAILED, _("No household fits “%s”."), household);
  put (&person->household, found);
  return CTL_OK;
}

static int
change (CunyiClinic *clinic, CunyiPerson *person)
{
  g_autoptr (GError) error = NULL;
  int status = CTL_OK;

  if (household)
    status = put_household (clinic, person);
  if (status == CTL_OK && relation)
    status = put_relation (clinic, person);
  if (status == CTL_OK && (dead || moved))
    status = put_state (person, dead ? "dead" : "moved", dead ? dead : moved);
  if (here)
    {
      put (&person->state, "here");
      person->state_since = CUNYI_DAY_NONE;
    }
  if (status == CTL_OK && since)
    status = read_day (since, &person->came);
  if (status == CTL_OK && !cunyi_moving_save (clinic, person, &error))
    return ctl_fail (error);
  return status;
}

int
ctl_person (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "household", 0, 0, G_OPTION_ARG_STRING, &household, N_("Is in another household now: its number, or somebody in it"), N_("HOUSEHOLD") },
    { "relation", 0, 0, G_OPTION_ARG_STRING, &relation, N_("Relation to its head, such as 母"), N_("WORD") },
    { "dead", 0, 0, G_OPTION_ARG_STRING, &dead, N_("Died on this day"), N_("DAY") },
    { "moved", 0, 0, G_OPTION_ARG_STRING, &moved, N_("Moved away on this day"), N_("DAY") },
    { "since", 0, 0, G_OPTION_ARG_STRING, &since, N_("Came back or into the other household on this day; without it today"), N_("DAY") },
    { "here", 0, 0, G_OPTION_ARG_NONE, &here, N_("Is on the roster: came back, or was taken off by mistake"), NULL },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (CunyiPerson) person = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (!ctl_parse (ctl_find ("person"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc != 2 || (dead != NULL) + (moved != NULL) + here > 1 || !(dead || moved || here || household || relation))
    return ctl_say (CTL_USAGE, _("Say who, and one thing that became of him: --dead, --moved, --here, or --household and --relation."));
  if (since && !here && household == NULL)
    return ctl_say (CTL_USAGE, _("--since goes with --here or --household."));
  if (household && relation == NULL)
    return ctl_say (CTL_USAGE, _("Say with --relation what he is to the head of the other household."));
  if ((clinic = ctl_open_day ()) == NULL || (id = ctl_find_subject (clinic, argv[1])) == NULL)
    return CTL_FAILED;
  person = cunyi_person_load (cunyi_clinic_get_database (clinic), id, &error);
  if (error)
    return ctl_fail (error);
  return person ? change (clinic, person) : ctl_say (CTL_FAILED, _("“%s” is nobody, but a household or a place."), argv[1]);
}
