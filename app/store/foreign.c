/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* SQL that came with a pack: what it may touch, and how long it may take. SQLite asks for every table, column and function
 * when a statement is prepared, also when it prepares it anew by itself after a view was replaced; so the guard stays on
 * the connection, and looks only while a foreign statement is prepared or stepped. */

#include "config.h"

#include "store/private.h"

#include <string.h>

/* Instructions of SQLite's machine between two looks at the clock of a statement. */
#define STEP 1000
/* A thousand million instructions in all: some ten seconds on a slow laptop. */
#define MAX_STEPS (1000 * 1000)

static const char *const tables[] = {
  "attachment", "case_", "case_event", "condition", "household", "issue", "membership", "person", "place", "record",
  "site", "staff", "stay", "team", "team_member",
  /* views of the schema */
  "belonging", "everyone", "home", "home_change", "latest_record", "lived", "place_around", "place_path", "resident", "subject",
  /* functions that are read like tables */
  "json_each", "json_tree",
};

/* What is in the file beside these, and is none of a pack's business. */
static const char *const hidden[] = {
  "change", "definition", "device", "draft", "file", "journal", "journal_line", "journaled", "roster_layout", "setting",
  "store",
};

/* Without side effects, bounded by their arguments, the same today and tomorrow. */
static const char *const function_names[] = {
  "->", "->>",
  "abs", "age_on", "avg", "ceil", "ceiling", "char", "coalesce", "concat", "concat_ws", "count", "cume_dist", "date",
  "datetime", "dense_rank", "exp", "first_value", "floor", "format", "glob", "group_concat", "hex", "ifnull", "iif",
  "instr", "json", "json_array", "json_array_length", "json_each", "json_extract", "json_group_array",
  "json_group_object", "json_object", "json_quote", "json_tree", "json_type", "json_valid", "julianday", "lag",
  "last_value", "lead", "length", "like", "likelihood", "likely", "ln", "log", "log10", "log2", "lower", "ltrim", "max",
  "min", "mod", "months_after", "nth_value", "ntile", "nullif", "percent_rank", "pi", "pow", "power", "printf", "quote",
  "rank", "replace", "round", "row_number", "rtrim", "sign", "sqrt", "strftime", "string_agg", "substr", "substring",
  "subtype", "sum", "time", "timediff", "total", "trim", "trunc", "typeof", "unhex", "unicode", "unixepoch", "unlikely",
  "upper",
};

static gboolean
contains (const char *const *names, gsize n, const char *name)
{
  for (gsize i = 0; i < n; i++)
    if (g_ascii_strcasecmp (names[i], name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_declared_view (CunyiDatabase *self, const char *name)
{
  gboolean declared;

  g_mutex_lock (&self->family->lock);
  declared = g_hash_table_contains (self->family->views, name);
  g_mutex_unlock (&self->family->lock);
  return declared;
}

/* Without a schema come tables of which no column is read, `count (*)`: among them the names that the statement itself
 * gives to its parts, so there what is known to be hidden is refused. */
static gboolean
may_read (CunyiDatabase *self, const char *table, const char *schema)
{
  if (g_strcmp0 (schema, "temp") == 0 && is_declared_view (self, table))
    return TRUE;
  if (g_strcmp0 (schema, "temp") == 0 && !self->looks_back)
    return FALSE;
  if (contains (tables, G_N_ELEMENTS (tables), table))
    return TRUE;
  return schema == NULL && !contains (hidden, G_N_ELEMENTS (hidden), table)
         && g_ascii_strncasecmp (table, "sqlite_", 7) != 0 && g_ascii_strncasecmp (table, "pragma_", 7) != 0;
}

static int
authorize (void *data, int action, const char *first, const char *second, const char *schema, const char *inside)
{
  CunyiDatabase *self = data;

  if (!self->foreign)
    return SQLITE_OK;
  switch (action)
    {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_READ:
      return may_read (self, first, schema) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
      return contains (function_names, G_N_ELEMENTS (function_names), second) ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_DENY;
    }
}

/* Not 0: SQLite ends the statement with SQLITE_INTERRUPT. */
static int
progress (void *data)
{
  CunyiDatabase *self = data;

  if (self->cancellable && g_cancellable_is_cancelled (self->cancellable))
    return 1;
  if (self->steps > 0)
    self->steps--;
  self->too_long = self->steps == 0;
  return self->too_long;
}

void
cunyi_foreign_guard (CunyiDatabase *self)
{
  self->steps = -1;
  self->foreign_steps = MAX_STEPS;
  sqlite3_set_authorizer (self->handle, authorize, self);
  sqlite3_progress_handler (self->handle, STEP, progress, self);
}
