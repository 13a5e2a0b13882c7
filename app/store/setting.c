/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Settings, by name. */

#include "config.h"

#include "store/private.h"
#include "store/setting.h"

#include <glib/gi18n.h>

char *
cunyi_setting_get (CunyiDatabase *self, const char *name)
{
  g_autoptr (CunyiStatement) setting = cunyi_database_statement (self, "setting/by-name", NULL);

  if (setting == NULL)
    return NULL;
  cunyi_statement_bind_text (setting, ":name", name);
  return cunyi_statement_step (setting, NULL) ? g_strdup (cunyi_statement_get_text (setting, "value")) : NULL;
}

static gboolean
write_setting (CunyiDatabase *self, const char *name, const char *value, GError **error)
{
  g_autoptr (CunyiStatement) setting = cunyi_database_statement (self, value ? "setting/set" : "setting/delete", error);

  if (setting == NULL)
    return FALSE;
  cunyi_statement_bind_text (setting, ":name", name);
  if (value)
    cunyi_statement_bind_text (setting, ":value", value);
  return cunyi_statement_run (setting, error);
}

static gboolean
set (CunyiDatabase *self, const char *name, const char *value, const char *what, GError **error)
{
  if (!cunyi_database_begin (self, what, error))
    return FALSE;
  if (write_setting (self, name, value, error) && cunyi_database_commit (self, error))
    return TRUE;
  cunyi_database_rollback (self);
  return FALSE;
}

gboolean
cunyi_setting_set (CunyiDatabase *self, const char *name, const char *value, GError **error)
{
  return set (self, name, value, _("Change settings"), error);
}

gboolean
cunyi_setting_remember (CunyiDatabase *self, const char *name, const char *value, GError **error)
{
  return set (self, name, value, "", error);
}
