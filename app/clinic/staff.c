/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The first team that works is the one meant: a village clinic has one. */

#include "config.h"

#include "clinic/staff.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"

CunyiStaff *
cunyi_staff_new (void)
{
  CunyiStaff *self = g_new0 (CunyiStaff, 1);

  self->name = g_strdup ("");
  self->user = g_strdup ("");
  self->title = g_strdup ("");
  self->phone = g_strdup ("");
  self->role = g_strdup ("");
  self->until = g_strdup ("");
  return self;
}

void
cunyi_staff_free (CunyiStaff *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->user);
  g_free (self->title);
  g_free (self->phone);
  g_free (self->role);
  g_free (self->until);
  g_free (self);
}

/* "" when there is no team. (transfer full) NULL on failure. */
static char *
find_team (CunyiDatabase *database, GError **error)
{
  g_autoptr (CunyiStatement) teams = cunyi_database_statement (database, "team/all", error);
  g_autoptr (GError) local_error = NULL;

  if (teams == NULL)
    return NULL;
  if (cunyi_statement_step (teams, &local_error))
    return g_strdup (cunyi_statement_get_text (teams, "id"));
  if (local_error == NULL)
    return g_strdup ("");
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static GHashTable *
read_roles (CunyiDatabase *database, GError **error)
{
  g_autoptr (GHashTable) roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *team = find_team (database, error);
  g_autoptr (CunyiStatement) rows = team ? cunyi_database_statement (database, "team_member/of-team", error) : NULL;
  g_autoptr (GError) local_error = NULL;

  if (rows == NULL)
    return NULL;
  cunyi_statement_bind_text (rows, ":team", team);
  while (cunyi_statement_step (rows, &local_error))
    g_hash_table_insert (roles, g_strdup (cunyi_statement_get_text (rows, "staff")),
                         g_strdup (cunyi_statement_get_text (rows, "role")));
  if (local_error == NULL)
    return g_steal_pointer (&roles);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

GPtrArray *
cunyi_staff_list (CunyiClinic *clinic, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_staff_free);
  g_autoptr (GHashTable) roles = read_roles (database, error);
  g_autoptr (CunyiStatement) rows = roles ? cunyi_database_statement (database, "staff/all", error) : NULL;
  g_autoptr (GError) local_error = NULL;

  if (rows == NULL)
    return NULL;
  while (cunyi_statement_step (rows, &local_error))
    if (cunyi_statement_is_null (rows, "until"))
      {
        CunyiStaff *staff = g_new0 (CunyiStaff, 1);
        const char *role;

        staff->id = g_strdup (cunyi_statement_get_text (rows, "id"));
        staff->name = g_strdup (cunyi_statement_get_text (rows, "name"));
        staff->user = g_strdup (cunyi_statement_get_text (rows, "user"));
        staff->title = g_strdup (cunyi_statement_get_text (rows, "title"));
        staff->phone = g_strdup (cunyi_statement_get_text (rows, "phone"));
        staff->until = g_strdup ("");
        role = g_hash_table_lookup (roles, staff->id);
        staff->role = g_strdup (role ? role : "");
        g_ptr_array_add (list, staff);
      }
  if (local_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
write_row (CunyiDatabase *database, const CunyiStaff *staff, gboolean new_, GError **error)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (database, new_ ? "staff/insert" : "staff/update", error);

  if (row == NULL)
    return FALSE;
  cunyi_statement_bind_text (row, ":id", staff->id);
  cunyi_statement_bind_text (row, ":name", staff->name);
  cunyi_statement_bind_text (row, ":user", staff->user);
  cunyi_statement_bind_text (row, ":title", staff->title);
  cunyi_statement_bind_text (row, ":phone", staff->phone);
  cunyi_statement_bind_text (row, ":until", staff->until[0] ? staff->until : NULL);
  return cunyi_statement_run (row, error);
}

static gboolean
write_role (CunyiDatabase *database, const CunyiStaff *staff, GError **error)
{
  g_autofree char *team = find_team (database, error);
  gboolean in = staff->role[0] != '\0' && staff->until[0] == '\0';
  g_autoptr (CunyiStatement) row = NULL;

  if (team == NULL || team[0] == '\0')
    return team != NULL;
  row = cunyi_database_statement (database, in ? "team_member/set-role" : "team_member/delete", error);
  if (row == NULL)
    return FALSE;
  cunyi_statement_bind_text (row, ":team", team);
  cunyi_statement_bind_text (row, ":staff", staff->id);
  if (in)
    cunyi_statement_bind_text (row, ":role", staff->role);
  return cunyi_statement_run (row, error);
}

static gboolean
save (CunyiClinic *clinic, CunyiStaff *staff, const char *what, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  gboolean new_ = staff->id == NULL;

  if (!cunyi_database_begin (database, what, error))
    return FALSE;
  if (new_)
    staff->id = cunyi_database_new_id (database, error);
  if (staff->id && write_row (database, staff, new_, error) && write_role (database, staff, error))
    return cunyi_database_commit (database, error);
  cunyi_database_rollback (database);
  if (new_)
    g_clear_pointer (&staff->id, g_free);
  return FALSE;
}

gboolean
cunyi_staff_save (CunyiClinic *clinic, CunyiStaff *staff, GError **error)
{
  return save (clinic, staff, _("Change who works here"), error);
}

gboolean
cunyi_staff_leave (CunyiClinic *clinic, CunyiStaff *staff, GError **error)
{
  g_free (staff->until);
  staff->until = cunyi_day_to_text (cunyi_clock_today ());
  g_free (staff->user);
  staff->user = g_strdup ("");
  return save (clinic, staff, _("Change who works here"), error);
}
