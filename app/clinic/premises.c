/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Names of the clinic are settings; those of places are rows, found from the village that the clinic lies in. */

#include "config.h"

#include "clinic/premises.h"

#include <glib/gi18n.h>

/* A setting, or the columns of place/path that hold the id and the name. */
static const struct {
  const char *setting;
  const char *id, *name;
} kinds[CUNYI_N_PREMISES] = {
  [CUNYI_PREMISES_CLINIC] = { "clinic/name" },
  [CUNYI_PREMISES_PHONE] = { "clinic/phone" },
  [CUNYI_PREMISES_HOSPITAL] = { "clinic/hospital" },
  [CUNYI_PREMISES_COUNTY] = { NULL, "county", "county_name" },
  [CUNYI_PREMISES_TOWNSHIP] = { NULL, "township", "township_name" },
  [CUNYI_PREMISES_VILLAGE] = { NULL, "village", "village_name" },
};

/* A column of the path to the clinic's place; "" when there is none. (transfer full) */
static char *
read_path (CunyiClinic *clinic, const char *column)
{
  g_autofree char *place = cunyi_clinic_get_place (clinic);
  g_autoptr (CunyiStatement) path = cunyi_database_statement (cunyi_clinic_get_database (clinic), "place/path", NULL);

  if (path == NULL)
    return g_strdup ("");
  cunyi_statement_bind_text (path, ":id", place);
  return g_strdup (cunyi_statement_step (path, NULL) ? cunyi_statement_get_text (path, column) : "");
}

char *
cunyi_premises_get (CunyiClinic *clinic, CunyiPremises what)
{
  if (kinds[what].setting)
    return cunyi_clinic_get_setting (clinic, kinds[what].setting, "");
  return read_path (clinic, kinds[what].name);
}

static gboolean
rename_place (CunyiDatabase *database, const char *id, const char *name, GError **error)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (database, "place/by-id", error);
  g_autoptr (CunyiStatement) update = row ? cunyi_database_statement (database, "place/update", error) : NULL;

  if (update == NULL)
    return FALSE;
  cunyi_statement_bind_text (row, ":id", id);
  if (!cunyi_statement_step (row, error))
    return error == NULL || *error == NULL;
  cunyi_statement_bind_text (update, ":id", id);
  cunyi_statement_bind_text (update, ":parent",
                             cunyi_statement_is_null (row, "parent") ? NULL : cunyi_statement_get_text (row, "parent"));
  cunyi_statement_bind_text (update, ":level", cunyi_statement_get_text (row, "level"));
  cunyi_statement_bind_text (update, ":name", name);
  cunyi_statement_bind_text (update, ":code", cunyi_statement_get_text (row, "code"));
  cunyi_statement_bind_int (update, ":position", cunyi_statement_get_int (row, "position"));
  return cunyi_statement_run (update, error);
}

gboolean
cunyi_premises_set (CunyiClinic *clinic, CunyiPremises what, const char *text, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autofree char *id = kinds[what].id ? read_path (clinic, kinds[what].id) : NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean done;

  if (!cunyi_database_begin (database, _("Change the clinic's data"), error))
    return FALSE;
  if (kinds[what].setting)
    done = cunyi_setting_set (database, kinds[what].setting, text, &local_error);
  else
    done = id[0] == '\0' || rename_place (database, id, text, &local_error);
  if (done)
    return cunyi_database_commit (database, error);
  cunyi_database_rollback (database);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
