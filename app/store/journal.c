/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writing the journal, by SQL made from the columns of each table, so that no column is forgotten. Triggers write a line for
 * each changed row, except for those that came to be in the open transaction: these get theirs at its end, by one
 * statement for all, at a third of the cost. What a new row held stands in the row, and in the line of its next change as
 * what was before; so its own line does not repeat it, which was half of a store. */

#include "config.h"

#include "store/private.h"

#include <string.h>

/* Tables that are not journaled: counters, what is named by its own content, and notes on the way. */
static const char *const unjournaled[] = { "change", "definition", "device", "draft", "file", "journal", "store", NULL };

void
cunyi_journal_table_free (CunyiJournalTable *table)
{
  g_free (table->name);
  g_ptr_array_unref (table->columns);
  g_array_unref (table->json);
  g_free (table->key);
  g_free (table);
}

/* ---- tables ---- */

char *
cunyi_journal_table_key (CunyiJournalTable *table, const char *alias)
{
  g_auto (GStrv) columns = g_strsplit (table->key, "/", -1);
  GString *sql = g_string_new (NULL);

  for (guint i = 0; columns[i]; i++)
    g_string_append_printf (sql, "%s%s%s", i > 0 ? " || '/' || " : "", alias, columns[i]);
  return g_string_free (sql, FALSE);
}

CunyiJournalTable *
cunyi_journal_table_read (CunyiDatabase *self, const char *name, GError **error)
{
  g_autoptr (CunyiStatement) columns = cunyi_database_statement (self, "schema/columns", error);
  g_autoptr (CunyiJournalTable) table = NULL;
  g_autoptr (GString) key = g_string_new (NULL);
  g_autoptr (GError) failure = NULL;
  gboolean has_id = FALSE;

  if (columns == NULL)
    return NULL;
  table = g_new0 (CunyiJournalTable, 1);
  table->name = g_strdup (name);
  table->columns = g_ptr_array_new_with_free_func (g_free);
  table->json = g_array_new (FALSE, FALSE, sizeof (gboolean));
  cunyi_statement_bind_text (columns, ":table", name);
  while (cunyi_statement_step (columns, &failure))
    {
      const char *column = cunyi_statement_get_text (columns, "name");
      gboolean json = strcmp (cunyi_statement_get_text (columns, "type"), "BLOB") == 0;

      g_ptr_array_add (table->columns, g_strdup (column));
      g_array_append_val (table->json, json);
      has_id |= strcmp (column, "id") == 0;
      if (cunyi_statement_get_int (columns, "pk") > 0)
        g_string_append_printf (key, "%s%s", key->len > 0 ? "/" : "", column);
    }
  if (failure)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  table->key = g_strdup (has_id ? "id" : key->str);
  return g_steal_pointer (&table);
}

/* ---- triggers ---- */

/* json_object ('id', NEW.id, …). (transfer full) */
static char *
object_of (CunyiJournalTable *table, const char *alias)
{
  GString *sql = g_string_new ("json_object (");

  for (guint i = 0; i < table->columns->len; i++)
    {
      const char *column = g_ptr_array_index (table->columns, i);
      gboolean json = g_array_index (table->json, gboolean, i);

      g_string_append_printf (sql, "%s'%s', %s%s%s%s", i > 0 ? ", " : "", column, json ? "json (" : "", alias, column,
                              json ? ")" : "");
    }
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

/* The line itself, where `condition` holds. (transfer full) */
static char *
line_of (CunyiJournalTable *table, const char *alias, const char *before, const char *after, const char *condition)
{
  g_autofree char *key = cunyi_journal_table_key (table, alias);

  return g_strdup_printf (
    "INSERT INTO journal (device, sequence, change, table_, row_, base, before, after)"
    " SELECT journal_device (), journal_sequence (), journal_change (), '%1$s', %2$s,"
    " (SELECT device || '.' || sequence FROM journal WHERE row_ = %2$s AND table_ = '%1$s' ORDER BY arrival DESC LIMIT 1),"
    " %3$s, %4$s WHERE %5$s;",
    table->name, key, before, after, condition);
}

/* "OLD.a IS NOT NEW.a OR …": writing the same again is no change. (transfer full) */
static char *
difference_of (CunyiJournalTable *table)
{
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < table->columns->len; i++)
    {
      const char *column = g_ptr_array_index (table->columns, i);

      g_string_append_printf (sql, "%sOLD.%s IS NOT NEW.%s", i > 0 ? " OR " : "", column, column);
    }
  return g_string_free (sql, FALSE);
}

static gboolean
drop_insert_trigger (CunyiDatabase *self, CunyiJournalTable *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DROP TRIGGER IF EXISTS journal_%s_insert", table->name);

  return cunyi_database_execute (self, sql, error);
}

static gboolean
make_insert_trigger (CunyiDatabase *self, CunyiJournalTable *table, GError **error)
{
  g_autofree char *key = cunyi_journal_table_key (table, "NEW.");
  g_autofree char *insert = line_of (table, "NEW.", "NULL", "NULL", "TRUE");
  g_autofree char *sql = g_strdup_printf (
    "CREATE TRIGGER journal_%1$s_insert AFTER INSERT ON %1$s WHEN NOT journal_adds (%2$s) BEGIN %3$s END;",
    table->name, key, insert);

  return drop_insert_trigger (self, table, error) && cunyi_database_execute (self, sql, error);
}

static gboolean
make_triggers (CunyiDatabase *self, CunyiJournalTable *table, GError **error)
{
  g_autofree char *before = object_of (table, "OLD.");
  g_autofree char *after = object_of (table, "NEW.");
  g_autofree char *old_key = cunyi_journal_table_key (table, "OLD.");
  g_autofree char *new_key = cunyi_journal_table_key (table, "NEW.");
  g_autofree char *known = g_strdup_printf ("NOT journal_adds (%s)", old_key);
  g_autofree char *update = line_of (table, "NEW.", before, after, known);
  g_autofree char *remove = line_of (table, "OLD.", before, "NULL", "TRUE");
  g_autofree char *difference = difference_of (table);
  g_autofree char *sql = g_strdup_printf (
    "DROP TRIGGER IF EXISTS journal_%1$s_update;"
    "DROP TRIGGER IF EXISTS journal_%1$s_delete;"
    "CREATE TRIGGER journal_%1$s_update AFTER UPDATE ON %1$s WHEN %2$s BEGIN"
    " SELECT RAISE (ABORT, 'key-fixed') WHERE %3$s IS NOT %4$s; %5$s END;"
    "CREATE TRIGGER journal_%1$s_delete AFTER DELETE ON %1$s WHEN %6$s BEGIN %7$s END;",
    table->name, difference, old_key, new_key, update, known, remove);

  return make_insert_trigger (self, table, error) && cunyi_database_execute (self, sql, error);
}

/* The view `journaled`: every row of every journaled table as the journal names and writes it. */
static void
append_rows (GString *sql, CunyiJournalTable *table)
{
  g_autofree char *key = cunyi_journal_table_key (table, "");
  g_autofree char *now = object_of (table, "");

  if (sql->len == 0)
    g_string_append_printf (sql,
                            "CREATE VIEW journaled AS SELECT\n"
                            "  '%s' AS table_, -- its table\n"
                            "  %s AS row_, -- its id, or its key columns parted by a slash\n"
                            "  %s AS now -- all columns as a JSON object\n"
                            "FROM %s\n", table->name, key, now, table->name);
  else
    g_string_append_printf (sql, "UNION ALL SELECT '%s', %s, %s FROM %s\n", table->name, key, now, table->name);
}

/* (transfer full) (array zero-terminated) */
static char **
list_tables (CunyiDatabase *self, GError **error)
{
  g_autoptr (CunyiStatement) tables = cunyi_database_statement (self, "schema/tables", error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GError) failure = NULL;

  if (tables == NULL)
    return NULL;
  while (cunyi_statement_step (tables, &failure))
    if (!g_strv_contains (unjournaled, cunyi_statement_get_text (tables, "name")))
      g_strv_builder_add (names, cunyi_statement_get_text (tables, "name"));
  if (failure == NULL)
    return g_strv_builder_end (names);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

typedef gboolean (*TableFunction) (CunyiDatabase *self, CunyiJournalTable *table, GError **error);

/* `rows` may be NULL. */
static gboolean
for_each_table (CunyiDatabase *self, TableFunction function, GString *rows, GError **error)
{
  g_auto (GStrv) names = list_tables (self, error);

  for (guint i = 0; names && names[i]; i++)
    {
      g_autoptr (CunyiJournalTable) table = cunyi_journal_table_read (self, names[i], error);

      if (table == NULL || !function (self, table, error))
        return FALSE;
      if (rows)
        append_rows (rows, table);
    }
  return names != NULL;
}

gboolean
cunyi_journal_make_triggers (CunyiDatabase *self, GError **error)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  return for_each_table (self, make_triggers, rows, error)
         && cunyi_database_execute (self, "DROP VIEW IF EXISTS journaled", error)
         && cunyi_database_execute (self, rows->str, error);
}

/* ---- many new rows ---- */

/* Tables of which new rows have new ids. */
static gboolean
has_ids (CunyiJournalTable *table)
{
  return strcmp (table->key, "id") == 0;
}

static gboolean
let_rows_in (CunyiDatabase *self, CunyiJournalTable *table, GError **error)
{
  return !has_ids (table) || drop_insert_trigger (self, table, error);
}

static gboolean
look_at_rows (CunyiDatabase *self, CunyiJournalTable *table, GError **error)
{
  return !has_ids (table) || make_insert_trigger (self, table, error);
}

static gboolean
count_rows (CunyiDatabase *self, gint64 *rows, GError **error)
{
  return cunyi_database_query_int (self, "SELECT count (*) FROM journaled", rows, error);
}

gboolean
cunyi_database_expect_many (CunyiDatabase *self, GError **error)
{
  g_return_val_if_fail (CUNYI_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (self->depths->len == 1, FALSE);

  self->adds = self->many = TRUE;
  return count_rows (self, &self->rows_before, error) && for_each_table (self, let_rows_in, NULL, error);
}

/* The triggers come back, and as many rows are there more as the journal says. */
static gboolean
end_many (CunyiDatabase *self, GError **error)
{
  g_autoptr (CunyiStatement) lines = NULL;
  gint64 rows, balance;

  if (!self->many)
    return TRUE;
  lines = cunyi_database_statement (self, "journal/balance", error);
  if (lines == NULL || !count_rows (self, &rows, error))
    return FALSE;
  cunyi_statement_bind_text (lines, ":device", self->device);
  cunyi_statement_bind_int (lines, ":before", self->sequence_before);
  if (!cunyi_statement_step (lines, error))
    return FALSE;
  balance = cunyi_statement_get_int (lines, "balance");
  cunyi_statement_reset (lines);
  if (rows - self->rows_before == balance)
    return for_each_table (self, look_at_rows, NULL, error);
  g_set_error_literal (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED, "a row was added under an id that was not given out");
  return FALSE;
}

gboolean
cunyi_journal_write_new_rows (CunyiDatabase *self, GError **error)
{
  g_autoptr (CunyiStatement) lines = NULL;
  g_autofree char *end = NULL;

  if (!self->adds)
    return TRUE;
  lines = cunyi_database_statement (self, "journal/new-rows", error);
  if (lines == NULL)
    return FALSE;
  /* A slash comes right behind a dot. */
  end = g_strdup_printf ("%s/", self->device);
  cunyi_statement_bind_text (lines, ":known", self->known);
  cunyi_statement_bind_text (lines, ":end", end);
  return cunyi_statement_run (lines, error) && end_many (self, error);
}
