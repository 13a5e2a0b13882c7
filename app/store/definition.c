/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Definitions: content by digest, and which of a name is in use. */

#include "config.h"

#include "base/clock.h"
#include "store/definition.h"
#include "store/private.h"

#include <glib/gi18n.h>

/* (transfer full) */
static char *
digest_of (const char *kind, const char *name, GBytes *content)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, (const guint8 *) kind, -1);
  g_checksum_update (checksum, (const guint8 *) "\n", 1);
  g_checksum_update (checksum, (const guint8 *) name, -1);
  g_checksum_update (checksum, (const guint8 *) "\n", 1);
  g_checksum_update (checksum, g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  return g_strdup (g_checksum_get_string (checksum));
}

/* Runs a statement that takes kind and name. */
static gboolean
run_retire (CunyiDatabase *self, const char *kind, const char *name, GError **error)
{
  g_autoptr (CunyiStatement) retire = cunyi_database_statement (self, "definition/retire", error);

  if (retire == NULL)
    return FALSE;
  cunyi_statement_bind_text (retire, ":kind", kind);
  cunyi_statement_bind_text (retire, ":name", name);
  return cunyi_statement_run (retire, error);
}

static gboolean
write_definition (CunyiDatabase *self, const char *id, const char *kind, const char *name, const char *pack,
                  const char *version, GBytes *content, GError **error)
{
  g_autoptr (CunyiStatement) put = cunyi_database_statement (self, "definition/put", error);
  g_autofree char *now = cunyi_clock_now ();

  if (put == NULL || !run_retire (self, kind, name, error))
    return FALSE;
  cunyi_statement_bind_text (put, ":id", id);
  cunyi_statement_bind_text (put, ":kind", kind);
  cunyi_statement_bind_text (put, ":name", name);
  cunyi_statement_bind_text (put, ":pack", pack);
  cunyi_statement_bind_text (put, ":version", version);
  cunyi_statement_bind_blob (put, ":content", content);
  cunyi_statement_bind_text (put, ":added", now);
  return cunyi_statement_run (put, error);
}

/* The id in use, or NULL. (transfer full) */
static char *
current_id (CunyiDatabase *self, const char *kind, const char *name)
{
  g_autoptr (CunyiStatement) current = cunyi_database_statement (self, "definition/current-id", NULL);

  if (current == NULL)
    return NULL;
  cunyi_statement_bind_text (current, ":kind", kind);
  cunyi_statement_bind_text (current, ":name", name);
  return cunyi_statement_step (current, NULL) ? g_strdup (cunyi_statement_get_text (current, "id")) : NULL;
}

gboolean
cunyi_definition_put (CunyiDatabase *self, const char *kind, const char *name, const char *pack, const char *version,
                      GBytes *content, char **id, GError **error)
{
  g_autofree char *digest = digest_of (kind, name, content);
  g_autofree char *current = current_id (self, kind, name);

  if (g_strcmp0 (digest, current) != 0)
    {
      if (!cunyi_database_begin (self, "", error))
        return FALSE;
      if (!write_definition (self, digest, kind, name, pack, version, content, error)
          || !cunyi_database_commit (self, error))
        {
          cunyi_database_rollback (self);
          return FALSE;
        }
    }
  if (id)
    *id = g_steal_pointer (&digest);
  return TRUE;
}

/* The content of the row that `statement` finds. */
static GBytes *
read_content (CunyiStatement *statement, char **id, GError **error)
{
  if (id)
    *id = NULL;
  if (!cunyi_statement_step (statement, error))
    return NULL;
  if (id)
    *id = g_strdup (cunyi_statement_get_text (statement, "id"));
  return cunyi_statement_get_blob (statement, "content");
}

GBytes *
cunyi_definition_get (CunyiDatabase *self, const char *kind, const char *name, char **id, GError **error)
{
  g_autoptr (CunyiStatement) current = cunyi_database_statement (self, "definition/current", error);

  if (current == NULL)
    return NULL;
  cunyi_statement_bind_text (current, ":kind", kind);
  cunyi_statement_bind_text (current, ":name", name);
  return read_content (current, id, error);
}

char *
cunyi_definition_dup_pack (CunyiDatabase *self, const char *kind, const char *name)
{
  g_autoptr (CunyiStatement) current = cunyi_database_statement (self, "definition/current", NULL);

  if (current == NULL)
    return NULL;
  cunyi_statement_bind_text (current, ":kind", kind);
  cunyi_statement_bind_text (current, ":name", name);
  return cunyi_statement_step (current, NULL) ? g_strdup (cunyi_statement_get_text (current, "pack")) : NULL;
}

GBytes *
cunyi_definition_get_by_id (CunyiDatabase *self, const char *id, GError **error)
{
  g_autoptr (CunyiStatement) definition = cunyi_database_statement (self, "definition/by-id", error);

  if (definition == NULL)
    return NULL;
  cunyi_statement_bind_text (definition, ":id", id);
  return read_content (definition, NULL, error);
}

char **
cunyi_definition_list (CunyiDatabase *self, const char *kind, GError **error)
{
  g_autoptr (CunyiStatement) names = cunyi_database_statement (self, "definition/names", error);
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  GError *failure = NULL;

  if (names == NULL)
    return NULL;
  cunyi_statement_bind_text (names, ":kind", kind);
  while (cunyi_statement_step (names, &failure))
    g_strv_builder_add (list, cunyi_statement_get_text (names, "name"));
  if (failure == NULL)
    return g_strv_builder_end (list);
  g_propagate_error (error, failure);
  return NULL;
}
