/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Teams out of the store and into it. */

#include "config.h"

#include "clinic/team.h"

#include <glib/gi18n.h>
#include <string.h>

static void
free_member (gpointer data)
{
  CunyiTeamMember *member = data;

  g_free (member->staff);
  g_free (member->name);
  g_free (member->role);
  g_free (member->from);
  g_free (member->until);
  g_free (member);
}

void
cunyi_team_free (CunyiTeam *team)
{
  g_free (team->id);
  g_free (team->name);
  g_free (team->hospital);
  g_free (team->leader);
  g_free (team->phone);
  g_free (team->from);
  g_free (team->until);
  g_clear_pointer (&team->members, g_ptr_array_unref);
  g_free (team);
}

static char *
dup_column (CunyiStatement *row, const char *column)
{
  return g_strdup (cunyi_statement_get_text (row, column));
}

/* Everybody who is in the team (NULL: in none), and everybody who works here. */
static gboolean
read_members (CunyiClinic *clinic, CunyiTeam *team, GError **error)
{
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (cunyi_clinic_get_database (clinic), "team_member/everybody", error);
  g_autoptr (GError) local_error = NULL;

  team->members = g_ptr_array_new_with_free_func (free_member);
  if (rows == NULL)
    return FALSE;
  cunyi_statement_bind_text (rows, ":team", team->id);
  while (cunyi_statement_step (rows, &local_error))
    {
      CunyiTeamMember *member = g_new0 (CunyiTeamMember, 1);

      member->staff = dup_column (rows, "staff");
      member->name = dup_column (rows, "name");
      member->role = dup_column (rows, "role");
      member->from = dup_column (rows, "from_");
      member->until = dup_column (rows, "until");
      g_ptr_array_add (team->members, member);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

CunyiTeam *
cunyi_team_new (CunyiClinic *clinic, GError **error)
{
  g_autoptr (CunyiTeam) team = g_new0 (CunyiTeam, 1);

  team->name = g_strdup ("");
  team->hospital = cunyi_clinic_get_setting (clinic, "clinic/hospital", "");
  team->leader = g_strdup ("");
  team->phone = g_strdup ("");
  team->from = g_strdup ("");
  team->until = g_strdup ("");
  return read_members (clinic, team, error) ? g_steal_pointer (&team) : NULL;
}

static CunyiTeam *
read_team (CunyiStatement *row)
{
  CunyiTeam *team = g_new0 (CunyiTeam, 1);

  team->id = dup_column (row, "id");
  team->name = dup_column (row, "name");
  team->hospital = dup_column (row, "hospital");
  team->leader = dup_column (row, "leader");
  team->phone = dup_column (row, "phone");
  team->from = dup_column (row, "from_");
  team->until = dup_column (row, "until");
  return team;
}

GPtrArray *
cunyi_team_list (CunyiClinic *clinic, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_team_free);
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (cunyi_clinic_get_database (clinic), "team/all", error);
  g_autoptr (GError) local_error = NULL;

  if (rows == NULL)
    return NULL;
  while (cunyi_statement_step (rows, &local_error))
    g_ptr_array_add (list, read_team (rows));
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  for (guint i = 0; i < list->len; i++)
    if (!read_members (clinic, g_ptr_array_index (list, i), error))
      return NULL;
  return g_steal_pointer (&list);
}

CunyiTeamMember *
cunyi_team_find_member (CunyiTeam *team, const char *staff)
{
  for (guint i = 0; i < team->members->len; i++)
    {
      CunyiTeamMember *member = g_ptr_array_index (team->members, i);

      if (strcmp (member->staff, staff) == 0 || strcmp (member->name, staff) == 0)
        return member;
    }
  return NULL;
}

/* ---- saving ---- */

static void
bind_day (CunyiStatement *row, const char *name, const char *day)
{
  cunyi_statement_bind_text (row, name, *day ? day : NULL);
}

static gboolean
write_team (CunyiDatabase *database, const CunyiTeam *team, gboolean new_, GError **error)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (database, new_ ? "team/insert" : "team/update", error);

  if (row == NULL)
    return FALSE;
  cunyi_statement_bind_text (row, ":id", team->id);
  cunyi_statement_bind_text (row, ":name", team->name);
  cunyi_statement_bind_text (row, ":hospital", team->hospital);
  cunyi_statement_bind_text (row, ":leader", *team->leader ? team->leader : NULL);
  cunyi_statement_bind_text (row, ":phone", team->phone);
  bind_day (row, ":from", team->from);
  bind_day (row, ":until", team->until);
  return cunyi_statement_run (row, error);
}

static gboolean
write_member (CunyiDatabase *database, const CunyiTeam *team, const CunyiTeamMember *member, GError **error)
{
  gboolean in = *member->role != '\0';
  g_autoptr (CunyiStatement) row = cunyi_database_statement (database, in ? "team_member/set" : "team_member/delete", error);

  if (row == NULL)
    return FALSE;
  cunyi_statement_bind_text (row, ":team", team->id);
  cunyi_statement_bind_text (row, ":staff", member->staff);
  if (in)
    {
      cunyi_statement_bind_text (row, ":role", member->role);
      bind_day (row, ":from", member->from);
      bind_day (row, ":until", member->until);
    }
  return cunyi_statement_run (row, error);
}

static gboolean
write_all (CunyiDatabase *database, CunyiTeam *team, gboolean new_, GError **error)
{
  if (!write_team (database, team, new_, error))
    return FALSE;
  for (guint i = 0; i < team->members->len; i++)
    if (!write_member (database, team, g_ptr_array_index (team->members, i), error))
      return FALSE;
  return TRUE;
}

gboolean
cunyi_team_save (CunyiClinic *clinic, CunyiTeam *team, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  gboolean new_ = team->id == NULL;

  if (!cunyi_database_begin (database, _("Change a team"), error))
    return FALSE;
  if (new_)
    team->id = cunyi_database_new_id (database, error);
  if (team->id && write_all (database, team, new_, error))
    return cunyi_database_commit (database, error);
  cunyi_database_rollback (database);
  if (new_)
    g_clear_pointer (&team->id, g_free);
  return FALSE;
}
