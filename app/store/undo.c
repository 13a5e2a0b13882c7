/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Taking a change back: its lines in the journal from the last to the first, each by a statement that writes the row
 * before; which change is the last one; and the history of a row. */

#include "config.h"

#include "store/private.h"

#include <string.h>

/* ---- which change ---- */

/* Whether a change takes back (1, 3 …) or does (0: for the first time, 2, 4: again). */
static gboolean
takes_back (CunyiDatabase *self, gint64 undoes)
{
  gboolean back = FALSE;

  while (undoes > 0)
    {
      g_autoptr (CunyiStatement) change = cunyi_database_statement (self, "change/by-number", NULL);

      back = !back;
      if (change == NULL)
        break;
      cunyi_statement_bind_int (change, ":number", undoes);
      undoes = cunyi_statement_step (change, NULL) ? cunyi_statement_get_int (change, "undoes") : 0;
    }
  return back;
}

/* Walks from the newest change back, past what was itself taken back and what has no name, to the first that does something;
 * or, with `back`, to the first that takes back, unless something new was done since: doing again is nothing new. */
static gint64
find_change (CunyiDatabase *self, gboolean back, char **what)
{
  g_autoptr (CunyiStatement) changes = cunyi_database_statement (self, "change/newest-first", NULL);
  g_autoptr (GHashTable) dead = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (what)
    *what = NULL;
  while (changes && cunyi_statement_step (changes, NULL))
    {
      gint64 number = cunyi_statement_get_int (changes, "number");
      gint64 undoes = cunyi_statement_get_int (changes, "undoes");

      if (g_hash_table_contains (dead, &number) || *cunyi_statement_get_text (changes, "what") == '\0')
        continue;
      if (takes_back (self, undoes) == back)
        {
          if (what)
            *what = g_strdup (cunyi_statement_get_text (changes, "what"));
          return number;
        }
      if (back && undoes == 0)
        break;
      g_hash_table_add (dead, g_memdup2 (&undoes, sizeof undoes));
    }
  return 0;
}

gint64
cunyi_database_last_change (CunyiDatabase *self, char **what)
{
  g_return_val_if_fail (CUNYI_IS_DATABASE (self), 0);

  return find_change (self, FALSE, what);
}

gint64
cunyi_database_last_undone (CunyiDatabase *self, char **what)
{
  g_return_val_if_fail (CUNYI_IS_DATABASE (self), 0);

  return find_change (self, TRUE, what);
}

gboolean
cunyi_database_get_position (CunyiDatabase *self, gint64 *position, GError **error)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (self, "journal/position", error);

  *position = 0;
  if (row == NULL || !cunyi_statement_step (row, error))
    return FALSE;
  *position = cunyi_statement_get_int (row, "position");
  return TRUE;
}

gint64
cunyi_database_newest_change (CunyiDatabase *self)
{
  g_autoptr (CunyiStatement) newest = NULL;

  g_return_val_if_fail (CUNYI_IS_DATABASE (self), 0);

  newest = cunyi_database_statement (self, "change/newest", NULL);
  return newest && cunyi_statement_step (newest, NULL) ? cunyi_statement_get_int (newest, "number") : 0;
}

char *
cunyi_database_change_moment (CunyiDatabase *self, gint64 number)
{
  g_autoptr (CunyiStatement) change = NULL;

  g_return_val_if_fail (CUNYI_IS_DATABASE (self), NULL);

  change = cunyi_database_statement (self, "change/by-number", NULL);
  if (change == NULL)
    return NULL;
  cunyi_statement_bind_int (change, ":number", number);
  return cunyi_statement_step (change, NULL) ? g_strdup (cunyi_statement_get_text (change, "moment")) : NULL;
}

/* ---- taking back ---- */

/* ":row ->> '$.name'", or JSONB of it. */
static void
append_value (GString *sql, CunyiJournalTable *table, guint i)
{
  const char *column = g_ptr_array_index (table->columns, i);

  if (g_array_index (table->json, gboolean, i))
    g_string_append_printf (sql, "jsonb (:before -> '$.%s')", column);
  else
    g_string_append_printf (sql, ":before ->> '$.%s'", column);
}

/* (transfer full) */
static char *
insert_of (CunyiJournalTable *table)
{
  g_autoptr (GString) values = g_string_new (NULL);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s (", table->name);
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", (char *) g_ptr_array_index (table->columns, i));
      g_string_append (values, i > 0 ? ", " : "");
      append_value (values, table, i);
    }
  g_string_append_printf (sql, ") VALUES (%s)", values->str);
  return g_string_free (sql, FALSE);
}

/* (transfer full) */
static char *
update_of (CunyiJournalTable *table)
{
  g_autofree char *key = cunyi_journal_table_key (table, "");
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "UPDATE %s SET ", table->name);
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_string_append_printf (sql, "%s%s = ", i > 0 ? ", " : "", (char *) g_ptr_array_index (table->columns, i));
      append_value (sql, table, i);
    }
  g_string_append_printf (sql, " WHERE %s = :row", key);
  return g_string_free (sql, FALSE);
}

/* (transfer full) */
static char *
delete_of (CunyiJournalTable *table)
{
  g_autofree char *key = cunyi_journal_table_key (table, "");

  return g_strdup_printf ("DELETE FROM %s WHERE %s = :row", table->name, key);
}

/* The statement that takes back one kind of line of one table, made once for an undo. (transfer none) */
static CunyiStatement *
get_reverse (CunyiDatabase *self, GHashTable *made, const char *name, const char *kind, GError **error)
{
  g_autofree char *key = g_strconcat (name, " ", kind, NULL);
  g_autofree char *sql = NULL;
  g_autoptr (CunyiJournalTable) table = NULL;
  CunyiStatement *statement = g_hash_table_lookup (made, key);

  if (statement)
    return statement;
  table = cunyi_journal_table_read (self, name, error);
  if (table == NULL)
    return NULL;
  sql = strcmp (kind, "insert") == 0   ? insert_of (table)
        : strcmp (kind, "update") == 0 ? update_of (table)
                                       : delete_of (table);
  statement = cunyi_database_prepare (self, sql, error);
  if (statement)
    g_hash_table_insert (made, g_steal_pointer (&key), statement);
  return statement;
}

/* `line` is a row of "journal/of-change". */
static gboolean
take_back_line (CunyiDatabase *self, GHashTable *made, CunyiStatement *line, GError **error)
{
  const char *kind = cunyi_statement_is_null (line, "before")  ? "delete"
                     : cunyi_statement_is_null (line, "after") ? "insert"
                                                               : "update";
  CunyiStatement *reverse = get_reverse (self, made, cunyi_statement_get_text (line, "table_"), kind, error);

  if (reverse == NULL)
    return FALSE;
  if (strcmp (kind, "insert") != 0)
    cunyi_statement_bind_text (reverse, ":row", cunyi_statement_get_text (line, "row_"));
  if (strcmp (kind, "delete") != 0)
    cunyi_statement_bind_text (reverse, ":before", cunyi_statement_get_text (line, "before"));
  return cunyi_statement_run (reverse, error);
}

static gboolean
take_back_lines (CunyiDatabase *self, gint64 first, gint64 last, GError **error)
{
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cunyi_statement_free);
  g_autoptr (CunyiStatement) lines = cunyi_database_statement (self, "journal/of-change", error);
  GError *failure = NULL;

  if (lines == NULL)
    return FALSE;
  cunyi_statement_bind_int (lines, ":first", first);
  cunyi_statement_bind_int (lines, ":last", last);
  while (cunyi_statement_step (lines, &failure))
    if (!take_back_line (self, made, lines, error))
      return FALSE;
  if (failure)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* TRUE when every row of these lines is as they left it. */
static gboolean
check_untouched (CunyiDatabase *self, gint64 first, gint64 last, GError **error)
{
  g_autoptr (CunyiStatement) touched = cunyi_database_statement (self, "journal/touched-since", error);
  GError *failure = NULL;

  if (touched == NULL)
    return FALSE;
  cunyi_statement_bind_int (touched, ":first", first);
  cunyi_statement_bind_int (touched, ":last", last);
  if (cunyi_statement_step (touched, &failure))
    {
      g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CONFLICT, "%s %s was changed since",
                   cunyi_statement_get_text (touched, "table_"), cunyi_statement_get_text (touched, "row_"));
      return FALSE;
    }
  if (failure)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* Inside of its transaction. */
static gboolean
take_back (CunyiDatabase *self, gint64 number, GError **error)
{
  g_autoptr (CunyiStatement) change = cunyi_database_statement (self, "change/by-number", error);
  gint64 first, last;

  if (change == NULL)
    return FALSE;
  cunyi_statement_bind_int (change, ":number", number);
  if (!cunyi_statement_step (change, NULL))
    {
      g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED, "there is no change %" G_GINT64_FORMAT, number);
      return FALSE;
    }
  g_free (self->what);
  self->what = g_strdup (cunyi_statement_get_text (change, "what"));
  self->undoes = number;
  first = cunyi_statement_get_int (change, "first");
  last = cunyi_statement_get_int (change, "last");
  return check_untouched (self, first, last, error)
         && cunyi_database_execute (self, "PRAGMA defer_foreign_keys = ON", error)
         && take_back_lines (self, first, last, error);
}

gboolean
cunyi_database_undo (CunyiDatabase *self, gint64 number, GError **error)
{
  GError *failure = NULL;

  g_return_val_if_fail (CUNYI_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (self->depths->len == 0, FALSE);

  if (!cunyi_database_begin (self, "", error))
    return FALSE;
  if (take_back (self, number, &failure) && cunyi_database_commit (self, &failure))
    return TRUE;
  cunyi_database_rollback (self);
  /* A later row needs what would go, or has taken its place. */
  if (g_error_matches (failure, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CONSTRAINT))
    failure->code = CUNYI_STORE_ERROR_CONFLICT;
  g_propagate_error (error, failure);
  return FALSE;
}

CunyiStatement *
cunyi_database_history (CunyiDatabase *self, const char *table, const char *row, GError **error)
{
  CunyiStatement *history = cunyi_database_statement (self, "journal/of-row", error);

  if (history == NULL)
    return NULL;
  cunyi_statement_bind_text (history, ":table", table);
  cunyi_statement_bind_text (history, ":row", row);
  return history;
}
