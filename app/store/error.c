/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* SQLite's and the system's errors as those of the store. */

#include "config.h"

#include "store/private.h"

#include <errno.h>
#include <string.h>

G_DEFINE_QUARK (cunyi-store-error-quark, cunyi_store_error)

/* What the system said when SQLite could only say “disk I/O error” or “unable to open”. */
static CunyiStoreError
code_of_errno (int number)
{
  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return CUNYI_STORE_ERROR_FULL;
    case EROFS:
    case EACCES:
    case EPERM:
      return CUNYI_STORE_ERROR_READ_ONLY;
    case ENOENT:
    case ENOTDIR:
      return CUNYI_STORE_ERROR_NOT_FOUND;
    case EIO:
    case ENODEV:
    case ENXIO:
    case ESTALE:
      return CUNYI_STORE_ERROR_DEVICE;
    default:
      return CUNYI_STORE_ERROR_FAILED;
    }
}

static CunyiStoreError
code_of_sqlite (sqlite3 *handle, int code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return CUNYI_STORE_ERROR_FULL;
    case SQLITE_READONLY:
      return CUNYI_STORE_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return CUNYI_STORE_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
      return CUNYI_STORE_ERROR_CONSTRAINT;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return CUNYI_STORE_ERROR_DAMAGED;
    case SQLITE_INTERRUPT:
      return CUNYI_STORE_ERROR_CANCELLED;
    case SQLITE_AUTH:
      return CUNYI_STORE_ERROR_REFUSED;
    case SQLITE_IOERR:
      /* a page that the log promises and the file does not have */
      if (code == SQLITE_IOERR_SHORT_READ || code == SQLITE_IOERR_DATA || code == SQLITE_IOERR_CORRUPTFS)
        return CUNYI_STORE_ERROR_DAMAGED;
      return handle ? code_of_errno (sqlite3_system_errno (handle)) : CUNYI_STORE_ERROR_FAILED;
    case SQLITE_CANTOPEN:
      return handle ? code_of_errno (sqlite3_system_errno (handle)) : CUNYI_STORE_ERROR_FAILED;
    default:
      return CUNYI_STORE_ERROR_FAILED;
    }
}

/* The rule that was broken, from SQLite's words: "UNIQUE constraint failed: person.id_number", or only the name when a
 * trigger raised it. */
static const char *
rule_of (int code, const char *words)
{
  const char *colon = strstr (words, "constraint failed: ");

  if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
    return "foreign-key";
  return colon ? colon + strlen ("constraint failed: ") : words;
}

gboolean
cunyi_store_fail (sqlite3 *handle, int code, GError **error)
{
  const char *words = handle ? sqlite3_errmsg (handle) : sqlite3_errstr (code);
  CunyiStoreError ours;

  if (handle && (code & 0xff) == (sqlite3_extended_errcode (handle) & 0xff))
    code = sqlite3_extended_errcode (handle);
  ours = code_of_sqlite (handle, code);
  if (ours == CUNYI_STORE_ERROR_CONSTRAINT)
    g_set_error (error, CUNYI_STORE_ERROR, ours, "%s: %s", rule_of (code, words), words);
  else
    g_set_error (error, CUNYI_STORE_ERROR, ours, "%s (%d)", words, code);
  return FALSE;
}

gboolean
cunyi_store_fail_errno (int saved_errno, const char *path, GError **error)
{
  g_set_error (error, CUNYI_STORE_ERROR, code_of_errno (saved_errno), "%s: %s", path, g_strerror (saved_errno));
  return FALSE;
}
