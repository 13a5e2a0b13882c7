/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who may open a store: the slots of its key file. The file itself is not touched by any of this. */

#include "config.h"

#include "store/private.h"

#include <glib/gstdio.h>

char **
cunyi_database_list_users (const char *path, GError **error)
{
  g_autoptr (CunyiKeys) keys = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_NOT_FOUND, "there is no file %s", path);
      return NULL;
    }
  keys = cunyi_keys_load (path, error);
  return keys ? cunyi_keys_list_users (keys) : NULL;
}

/* The key file as it is now: another window may have changed it. (transfer full) */
static CunyiKeys *
load_own_keys (CunyiDatabase *self, GError **error)
{
  g_autoptr (CunyiKeys) keys = cunyi_keys_load (self->family->path, error);

  if (keys == NULL || g_strcmp0 (cunyi_keys_get_store (keys), self->family->id) == 0)
    return g_steal_pointer (&keys);
  g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_KEYS, "%s has the key file of another store",
               self->family->path);
  return NULL;
}

gboolean
cunyi_database_set_password (CunyiDatabase *self, const char *user, const char *password, GError **error)
{
  g_autoptr (CunyiKeys) keys = NULL;

  g_return_val_if_fail (CUNYI_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (user != NULL && *user != '\0', FALSE);
  g_return_val_if_fail (password != NULL && *password != '\0', FALSE);

  keys = load_own_keys (self, error);
  return keys && cunyi_keys_set (keys, user, password, self->family->secret, error)
         && cunyi_keys_save (keys, self->family->path, error);
}

gboolean
cunyi_database_remove_user (CunyiDatabase *self, const char *user, GError **error)
{
  g_autoptr (CunyiKeys) keys = NULL;

  g_return_val_if_fail (CUNYI_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (user != NULL, FALSE);

  keys = load_own_keys (self, error);
  if (keys == NULL)
    return FALSE;
  if (!cunyi_keys_remove (keys, user) || cunyi_keys_n_users (keys) == 0)
    {
      g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED, "%s is the last user, or none", user);
      return FALSE;
    }
  return cunyi_keys_save (keys, self->family->path, error);
}

char *
cunyi_database_renew_recovery (CunyiDatabase *self, GError **error)
{
  g_autoptr (CunyiKeys) keys = NULL;
  g_autofree char *code = cunyi_recovery_new ();

  g_return_val_if_fail (CUNYI_IS_DATABASE (self), NULL);

  keys = load_own_keys (self, error);
  if (keys == NULL || !cunyi_keys_set (keys, NULL, code, self->family->secret, error)
      || !cunyi_keys_save (keys, self->family->path, error))
    return NULL;
  return g_steal_pointer (&code);
}
