/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prepared statements. A named one goes back to its connection when it is freed and is handed out again. */

#include "config.h"

#include "store/private.h"
#include "store/statement.h"

#include <string.h>

/* Prepared statements of one name that are kept for the next time. */
#define MAX_IDLE 4

struct _CunyiStatement {
  CunyiDatabase *database;
  sqlite3_stmt *handle;
  char *name;        /* NULL when it is not of data/sql */
  gboolean foreign;
  gint64 steps;      /* left to a foreign statement until it is reset; -1 for no limit */
  GCancellable *cancellable;
  int next;          /* where the next column is looked for: readers go from left to right */
  int next_parameter; /* the same for parameters, from 1 */
};

/* (transfer full) */
static CunyiStatement *
new_statement (CunyiDatabase *database, sqlite3_stmt *handle, const char *name, gboolean foreign)
{
  CunyiStatement *statement = g_new0 (CunyiStatement, 1);

  statement->database = g_object_ref (database);
  statement->handle = handle;
  statement->name = g_strdup (name);
  statement->foreign = foreign;
  statement->next_parameter = 1;
  statement->steps = foreign ? database->foreign_steps : -1;
  return statement;
}

CunyiStatement *
cunyi_database_statement (CunyiDatabase *self, const char *name, GError **error)
{
  GPtrArray *idle;
  const char *sql;
  sqlite3_stmt *handle = NULL;
  int code;

  g_return_val_if_fail (CUNYI_IS_DATABASE (self), NULL);
  g_return_val_if_fail (self->owner == g_thread_self (), NULL);

  idle = g_hash_table_lookup (self->idle, name);
  if (idle && idle->len > 0)
    return new_statement (self, g_ptr_array_steal_index (idle, idle->len - 1), name, FALSE);

  sql = cunyi_catalogue_find (name);
  if (sql == NULL)
    g_error ("there is no statement %s in data/sql", name);
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
  if (code == SQLITE_OK)
    return new_statement (self, handle, name, FALSE);
  cunyi_store_fail (self->handle, code, error);
  g_prefix_error (error, "%s: ", name);
  return NULL;
}

CunyiStatement *
cunyi_database_prepare (CunyiDatabase *self, const char *sql, GError **error)
{
  sqlite3_stmt *handle = NULL;
  int code;

  g_return_val_if_fail (CUNYI_IS_DATABASE (self), NULL);
  g_return_val_if_fail (self->owner == g_thread_self (), NULL);

  code = sqlite3_prepare_v2 (self->handle, sql, -1, &handle, NULL);
  if (code == SQLITE_OK && handle)
    return new_statement (self, handle, NULL, FALSE);
  cunyi_store_fail (self->handle, code, error);
  return NULL;
}

/* Blanks, comments and semicolons may follow the one statement. */
static gboolean
is_blank (CunyiDatabase *self, const char *tail)
{
  while (*tail)
    {
      sqlite3_stmt *more = NULL;
      const char *rest = tail;
      int code = sqlite3_prepare_v2 (self->handle, tail, -1, &more, &rest);

      sqlite3_finalize (more);
      if (code != SQLITE_OK || more || rest == tail)
        return FALSE;
      tail = rest;
    }
  return TRUE;
}

CunyiStatement *
cunyi_database_prepare_foreign (CunyiDatabase *self, const char *sql, GError **error)
{
  sqlite3_stmt *handle = NULL;
  const char *tail = NULL;
  const char *fault = NULL;
  int code;

  g_return_val_if_fail (CUNYI_IS_DATABASE (self), NULL);
  g_return_val_if_fail (self->owner == g_thread_self (), NULL);

  self->foreign = TRUE;
  code = sqlite3_prepare_v2 (self->handle, sql, -1, &handle, &tail);
  if (code != SQLITE_OK)
    fault = sqlite3_errmsg (self->handle);
  else if (handle == NULL)
    fault = "there is no statement";
  else if (!is_blank (self, tail))
    fault = "there is more than one statement";
  else if (!sqlite3_stmt_readonly (handle) || sqlite3_column_count (handle) == 0 || sqlite3_stmt_isexplain (handle))
    fault = "it is not a SELECT";
  self->foreign = FALSE;
  if (fault == NULL)
    return new_statement (self, handle, NULL, TRUE);
  g_set_error_literal (error, CUNYI_STORE_ERROR,
                       code == SQLITE_NOTADB || (code & 0xff) == SQLITE_CORRUPT ? CUNYI_STORE_ERROR_DAMAGED
                                                                                : CUNYI_STORE_ERROR_REFUSED,
                       fault);
  sqlite3_finalize (handle);
  return NULL;
}

void
cunyi_statement_free (CunyiStatement *statement)
{
  GPtrArray *idle = NULL;
  CunyiDatabase *database;

  if (statement == NULL)
    return;
  database = statement->database;
  if (statement->name && database->handle)
    {
      idle = g_hash_table_lookup (database->idle, statement->name);
      if (idle == NULL)
        {
          idle = g_ptr_array_new ();
          g_hash_table_insert (database->idle, g_strdup (statement->name), idle);
        }
    }
  if (idle && idle->len < MAX_IDLE)
    {
      sqlite3_reset (statement->handle);
      sqlite3_clear_bindings (statement->handle);
      g_ptr_array_add (idle, statement->handle);
    }
  else
    sqlite3_finalize (statement->handle);
  g_clear_object (&statement->cancellable);
  g_object_unref (database);
  g_free (statement->name);
  g_free (statement);
}

void
cunyi_statement_set_cancellable (CunyiStatement *statement, GCancellable *cancellable)
{
  g_set_object (&statement->cancellable, cancellable);
}

/* ---- binding ---- */

gboolean
cunyi_statement_has_parameter (CunyiStatement *statement, const char *name)
{
  return sqlite3_bind_parameter_index (statement->handle, name) > 0;
}

/* 0 when the statement does not have it. SQLite compares with every name; the next one costs less to ask for. */
static int
find_parameter (CunyiStatement *statement, const char *name)
{
  int index = statement->next_parameter;

  if (g_strcmp0 (sqlite3_bind_parameter_name (statement->handle, index), name) != 0)
    index = sqlite3_bind_parameter_index (statement->handle, name);
  statement->next_parameter = index + 1;
  if (index == 0 && !statement->foreign)
    g_critical ("%s has no parameter %s", statement->name ? statement->name : sqlite3_sql (statement->handle), name);
  return index;
}

void
cunyi_statement_bind_text (CunyiStatement *statement, const char *name, const char *text)
{
  int index = find_parameter (statement, name);

  if (index > 0)
    sqlite3_bind_text (statement->handle, index, text, -1, SQLITE_TRANSIENT);
}

void
cunyi_statement_bind_int (CunyiStatement *statement, const char *name, gint64 value)
{
  int index = find_parameter (statement, name);

  if (index > 0)
    sqlite3_bind_int64 (statement->handle, index, value);
}

void
cunyi_statement_bind_double (CunyiStatement *statement, const char *name, double value)
{
  int index = find_parameter (statement, name);

  if (index > 0)
    sqlite3_bind_double (statement->handle, index, value);
}

void
cunyi_statement_bind_blob (CunyiStatement *statement, const char *name, GBytes *bytes)
{
  int index = find_parameter (statement, name);
  gsize size = 0;
  const void *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;

  if (index <= 0)
    return;
  if (bytes && size == 0)
    sqlite3_bind_zeroblob (statement->handle, index, 0);
  else
    sqlite3_bind_blob64 (statement->handle, index, data, size, SQLITE_TRANSIENT);
}

/* ---- stepping ---- */

static gboolean
fail_step (CunyiStatement *statement, int code, GError **error)
{
  CunyiDatabase *database = statement->database;

  if ((code & 0xff) == SQLITE_INTERRUPT && database->too_long)
    g_set_error_literal (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_REFUSED, "it takes too long");
  else if (statement->foreign && (code & 0xff) == SQLITE_ERROR)
    g_set_error_literal (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_REFUSED, sqlite3_errmsg (database->handle));
  else
    cunyi_store_fail (database->handle, code, error);
  return FALSE;
}

gboolean
cunyi_statement_step (CunyiStatement *statement, GError **error)
{
  CunyiDatabase *database = statement->database;
  gint64 sequence = database->sequence;
  int code;

  g_return_val_if_fail (database->owner == g_thread_self (), FALSE);

  if (statement->cancellable && g_cancellable_is_cancelled (statement->cancellable))
    {
      g_set_error_literal (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CANCELLED, "cancelled");
      return FALSE;
    }
  database->foreign = statement->foreign;
  database->steps = statement->steps;
  database->too_long = FALSE;
  database->cancellable = statement->cancellable;
  code = sqlite3_step (statement->handle);
  statement->steps = database->steps;
  database->foreign = FALSE;
  database->steps = -1;
  database->cancellable = NULL;
  statement->next = 0;
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    {
      fail_step (statement, code, error);
      sqlite3_reset (statement->handle);
      /* SQLite has taken back what the statement wrote, its lines in the journal too: their numbers are free again. */
      if (!sqlite3_stmt_readonly (statement->handle))
        database->sequence = sequence;
    }
  return FALSE;
}

gboolean
cunyi_statement_run (CunyiStatement *statement, GError **error)
{
  GError *failure = NULL;

  while (cunyi_statement_step (statement, &failure))
    ;
  cunyi_statement_reset (statement);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

void
cunyi_statement_reset (CunyiStatement *statement)
{
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
  statement->next_parameter = 1;
  statement->steps = statement->foreign ? statement->database->foreign_steps : -1;
}

/* ---- reading ---- */

int
cunyi_statement_n_columns (CunyiStatement *statement)
{
  return sqlite3_column_count (statement->handle);
}

const char *
cunyi_statement_column_name (CunyiStatement *statement, int column)
{
  return sqlite3_column_name (statement->handle, column);
}

int
cunyi_statement_find_column (CunyiStatement *statement, const char *name)
{
  int n = sqlite3_column_count (statement->handle);

  for (int i = 0; i < n; i++)
    {
      int column = (statement->next + i) % n;

      if (strcmp (sqlite3_column_name (statement->handle, column), name) == 0)
        {
          statement->next = (column + 1) % n;
          return column;
        }
    }
  return -1;
}

/* A column that the statement has; otherwise out of range, which reads as NULL. */
static int
get_column (CunyiStatement *statement, const char *name)
{
  int column = cunyi_statement_find_column (statement, name);

  if (column < 0)
    {
      g_critical ("%s has no column %s", statement->name ? statement->name : sqlite3_sql (statement->handle), name);
      return G_MAXINT;
    }
  return column;
}

const char *
cunyi_statement_get_text (CunyiStatement *statement, const char *column)
{
  return cunyi_statement_text_at (statement, get_column (statement, column));
}

gint64
cunyi_statement_get_int (CunyiStatement *statement, const char *column)
{
  return sqlite3_column_int64 (statement->handle, get_column (statement, column));
}

double
cunyi_statement_get_double (CunyiStatement *statement, const char *column)
{
  return sqlite3_column_double (statement->handle, get_column (statement, column));
}

gboolean
cunyi_statement_is_null (CunyiStatement *statement, const char *column)
{
  return cunyi_statement_null_at (statement, get_column (statement, column));
}

GBytes *
cunyi_statement_get_blob (CunyiStatement *statement, const char *column)
{
  int index = get_column (statement, column);
  const void *data = sqlite3_column_blob (statement->handle, index);

  return g_bytes_new (data, sqlite3_column_bytes (statement->handle, index));
}

const char *
cunyi_statement_text_at (CunyiStatement *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement->handle, column);

  return text ? text : "";
}

gint64
cunyi_statement_int_at (CunyiStatement *statement, int column)
{
  return sqlite3_column_int64 (statement->handle, column);
}

double
cunyi_statement_double_at (CunyiStatement *statement, int column)
{
  return sqlite3_column_double (statement->handle, column);
}

gboolean
cunyi_statement_null_at (CunyiStatement *statement, int column)
{
  return sqlite3_column_type (statement->handle, column) == SQLITE_NULL;
}

gboolean
cunyi_statement_number_at (CunyiStatement *statement, int column)
{
  int type = sqlite3_column_type (statement->handle, column);

  return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}
