/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One SQLCipher connection, keyed and set up as every connection of ours is. */

#include "config.h"

#include "store/private.h"

#include <sodium.h>
#include <string.h>

#define BUSY_MILLISECONDS 5000

/* The cache holds a village whole and what is asked of a township, because what costs is
 * deciphering a page, not reading it; it grows as pages are read. Temporary tables stay in
 * memory: on the disk they would lie in the clear. REPLACE must fire delete triggers, or the journal would miss it. */
static const char setup[] =
  "PRAGMA cipher_log_level = NONE;"
  "PRAGMA cache_size = -393216;"
  "PRAGMA temp_store = MEMORY;"
  "PRAGMA foreign_keys = ON;"
  "PRAGMA recursive_triggers = ON;"
  "PRAGMA synchronous = FULL;";

/* (transfer full) */
static char *
uri_of (const char *path, gboolean immutable)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, NULL);

  return g_strconcat (uri ? uri : absolute, immutable ? "?immutable=1" : NULL, NULL);
}

static void
set_limits (sqlite3 *handle)
{
  sqlite3_extended_result_codes (handle, 1);
  sqlite3_busy_timeout (handle, BUSY_MILLISECONDS);
  sqlite3_limit (handle, SQLITE_LIMIT_LENGTH, 128 * 1024 * 1024);
  sqlite3_limit (handle, SQLITE_LIMIT_ATTACHED, 1); /* VACUUM INTO attaches its target */
  sqlite3_limit (handle, SQLITE_LIMIT_EXPR_DEPTH, 200);
  sqlite3_limit (handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
}

/* Without statistics SQLite needs no lock around each of its many small allocations, which is a tenth of an import. */
static void
configure_once (void)
{
  static gsize once;

  if (!g_once_init_enter (&once))
    return;
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  sqlite3_initialize ();
  g_once_init_leave (&once, 1);
}

sqlite3 *
cunyi_connection_open (const char *path, CunyiSecret *secret, int flags, gboolean immutable, GError **error)
{
  g_autofree char *uri = uri_of (path, immutable);
  char *key = cunyi_secret_to_sql (secret);
  sqlite3 *handle = NULL;
  int code;

  configure_once ();
  code = sqlite3_open_v2 (uri, &handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
  if (code == SQLITE_OK)
    {
      set_limits (handle);
      code = sqlite3_key_v2 (handle, "main", key, strlen (key));
    }
  sodium_free (key);
  /* SQLCipher's own log goes to stderr until it is told, and can be told only after the key. */
  if (code == SQLITE_OK)
    code = sqlite3_exec (handle, setup, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_exec (handle, "SELECT count (*) FROM sqlite_schema", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return handle;
  cunyi_store_fail (handle, code, error);
  sqlite3_close_v2 (handle);
  return NULL;
}
