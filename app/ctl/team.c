/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl team: the family-doctor teams, and changing one. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/day.h"
#include "clinic/team.h"
#include "ctl/ctl.h"

static const char *
name_of (CunyiTeam *team, const char *staff)
{
  CunyiTeamMember *member = *staff ? cunyi_team_find_member (team, staff) : NULL;

  return member ? member->name : "";
}

static void
print_team (CunyiTeam *team)
{
  g_print ("team\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", team->id, team->name, team->hospital, name_of (team, team->leader), team->phone,
           team->from, team->until);
  for (guint i = 0; i < team->members->len; i++)
    {
      const CunyiTeamMember *member = g_ptr_array_index (team->members, i);

      if (*member->role)
        g_print ("member\t%s\t%s\t%s\t%s\t%s\n", team->id, member->name, member->role, member->from, member->until);
    }
}

static void
put (char **place, const char *value)
{
  g_free (*place);
  *place = g_strdup (value);
}

/* 王主任=家庭医生; nothing behind the = takes somebody out. */
static gboolean
put_member (CunyiTeam *team, const char *text)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = equals ? g_strndup (text, equals - text) : NULL;
  CunyiTeamMember *member = name ? cunyi_team_find_member (team, name) : NULL;

  if (member == NULL)
    {
      ctl_say (CTL_FAILED, _("“%s” names nobody who works here: write NAME=ROLE."), text);
      return FALSE;
    }
  put (&member->role, equals + 1);
  return TRUE;
}

static gboolean
put_day (char **place, const char *text)
{
  CunyiDay day = cunyi_day_parse (text);

  if (*text && day == CUNYI_DAY_NONE)
    {
      ctl_say (CTL_FAILED, _("“%s” is no day. Write it like 2022-07-26."), text);
      return FALSE;
    }
  g_free (*place);
  *place = cunyi_day_to_text (day);
  return TRUE;
}

static gboolean
put_leader (CunyiTeam *team, const char *name)
{
  CunyiTeamMember *member = *name ? cunyi_team_find_member (team, name) : NULL;

  if (*name && member == NULL)
    {
      ctl_say (CTL_FAILED, _("“%s” names nobody who works here."), name);
      return FALSE;
    }
  put (&team->leader, member ? member->staff : "");
  return TRUE;
}

static CunyiTeam *
find_team (CunyiClinic *clinic, GPtrArray *teams, const char *words, GError **error)
{
  for (guint i = 0; i < teams->len; i++)
    {
      CunyiTeam *team = g_ptr_array_index (teams, i);

      if (strcmp (team->id, words) == 0 || strcmp (team->name, words) == 0)
        return g_ptr_array_steal_index (teams, i);
    }
  return cunyi_team_new (clinic, error);
}

int
ctl_team (int argc, char **argv)
{
  g_autofree char *hospital = NULL, *leader = NULL, *phone = NULL, *from = NULL, *until = NULL, *name = NULL;
  g_auto (GStrv) members = NULL;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_("What the team is called from now on"), N_("NAME") },
    { "hospital", 0, 0, G_OPTION_ARG_STRING, &hospital, N_("Township hospital"), N_("NAME") },
    { "leader", 0, 0, G_OPTION_ARG_STRING, &leader, N_("The family doctor"), N_("NAME") },
    { "phone", 0, 0, G_OPTION_ARG_STRING, &phone, N_("Telephone for service"), N_("NUMBER") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_("First day"), N_("DAY") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &until, N_("Last day"), N_("DAY") },
    { "member", 'm', 0, G_OPTION_ARG_STRING_ARRAY, &members, N_("Somebody and the role in it; may be given again"), N_("NAME=ROLE") },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (GPtrArray) teams = NULL;
  g_autoptr (CunyiTeam) team = NULL;
  g_autoptr (GError) error = NULL;

  if (!ctl_parse (ctl_find ("team"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc > 2)
    return ctl_say (CTL_USAGE, _("Say the name of one team, or nothing for a list."));
  if ((clinic = ctl_open ()) == NULL)
    return CTL_FAILED;
  teams = cunyi_team_list (clinic, &error);
  if (teams == NULL)
    return ctl_fail (error);
  if (argc < 2)
    {
      for (guint i = 0; i < teams->len; i++)
        print_team (g_ptr_array_index (teams, i));
      return CTL_OK;
    }
  team = find_team (clinic, teams, argv[1], &error);
  if (team == NULL)
    return ctl_fail (error);
  if (team->id == NULL || name)
    put (&team->name, name ? name : argv[1]);
  if (hospital)
    put (&team->hospital, hospital);
  if (phone)
    put (&team->phone, phone);
  if ((leader && !put_leader (team, leader)) || (from && !put_day (&team->from, from)) || (until && !put_day (&team->until, until)))
    return CTL_FAILED;
  for (guint i = 0; members && members[i]; i++)
    if (!put_member (team, members[i]))
      return CTL_FAILED;
  if (!cunyi_team_save (clinic, team, &error))
    return ctl_fail (error);
  print_team (team);
  return CTL_OK;
}
