/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A connection that sees people where they lived, and households where they stood, on a past day. A TEMP VIEW stands before the
 * table of the same name; but a view of the file reads the tables of the file, so all of these stand again as TEMP VIEWs, each under
 * its name and in its words. */

#include "config.h"

#include "store/private.h"

#include <string.h>

#define VIEW "CREATE VIEW "

/* A table whose rows stood elsewhere before, the table of where, and the columns that differ between then and now. */
typedef struct {
  const char *table, *past, *differs[3];
} Moving;

static const Moving moving[] = {
  { "person", "stay", { "household", "relation" } },
  { "household", "site", { "place" } },
};

/* What has moved since is a branch of its own, so that everything else is found by every key, as ever. (transfer full) */
static char *
write_then (const Moving *moves, CunyiJournalTable *table, const char *day)
{
  g_autofree char *moved = g_strdup_printf ("(SELECT %s FROM main.%s WHERE until > '%s')", moves->table, moves->past, day);
  g_autoptr (GString) now = g_string_new (NULL);
  g_autoptr (GString) then = g_string_new (NULL);

  for (guint i = 0; i < table->columns->len; i++)
    {
      const char *column = g_ptr_array_index (table->columns, i);

      g_string_append_printf (now, "%st.%s", i > 0 ? ", " : "", column);
      g_string_append_printf (then, "%s%s.%s", i > 0 ? ", " : "", g_strv_contains (moves->differs, column) ? "s" : "t", column);
    }
  return g_strdup_printf (
    "CREATE TEMP VIEW %1$s AS SELECT %2$s FROM main.%1$s AS t WHERE t.id NOT IN %3$s"
    " UNION ALL SELECT %4$s FROM main.%5$s AS s CROSS JOIN main.%1$s AS t ON t.id = s.%1$s"
    " WHERE s.until = (SELECT min (n.until) FROM main.%5$s AS n WHERE n.%1$s = s.%1$s AND n.until > '%6$s'); ",
    moves->table, now->str, moved, then->str, moves->past, day);
}

/* People and households as they stood. (transfer full) */
static char *
write_tables (CunyiDatabase *self, const char *day, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (moving); i++)
    {
      g_autoptr (CunyiJournalTable) table = cunyi_journal_table_read (self, moving[i].table, error);
      g_autofree char *view = table ? write_then (&moving[i], table, day) : NULL;

      if (view == NULL)
        return NULL;
      g_string_append (sql, view);
    }
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* Every view of the file but those of the journal, by its own words. (transfer full) */
static char *
write_views (CunyiDatabase *self, GError **error)
{
  g_autoptr (CunyiStatement) views = cunyi_database_statement (self, "schema/views", error);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GError) failure = NULL;

  if (views == NULL)
    return NULL;
  while (cunyi_statement_step (views, &failure))
    g_string_append_printf (sql, "CREATE TEMP VIEW %s\n; ", cunyi_statement_get_text (views, "sql") + strlen (VIEW));
  if (failure == NULL)
    return g_string_free (g_steal_pointer (&sql), FALSE);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
is_needed (CunyiDatabase *self, const char *day, gboolean *needed, GError **error)
{
  g_autoptr (CunyiStatement) moved = cunyi_database_statement (self, "stay/any-after", error);
  g_autoptr (GError) failure = NULL;

  if (moved == NULL)
    return FALSE;
  cunyi_statement_bind_text (moved, ":day", day);
  *needed = cunyi_statement_step (moved, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
cunyi_database_look_back (CunyiDatabase *self, CunyiDay day, GError **error)
{
  g_autofree char *text = cunyi_day_to_text (day);
  g_autofree char *tables = NULL;
  g_autofree char *views = NULL;
  g_autofree char *sql = NULL;
  gboolean needed;

  g_return_val_if_fail (CUNYI_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (self->owner == g_thread_self (), FALSE);
  g_return_val_if_fail (!self->looks_back, FALSE);

  if (!is_needed (self, text, &needed, error))
    return FALSE;
  if (!needed)
    return TRUE;
  self->looks_back = TRUE;
  tables = write_tables (self, text, error);
  views = tables ? write_views (self, error) : NULL;
  if (views)
    sql = g_strconcat (tables, views, NULL);
  if (sql && cunyi_database_execute (self, sql, error))
    return TRUE;
  cunyi_database_look_at_now (self);
  return FALSE;
}

void
cunyi_database_look_at_now (CunyiDatabase *self)
{
  g_autoptr (CunyiStatement) views = NULL;
  g_autoptr (GString) sql = g_string_new (NULL);

  g_return_if_fail (CUNYI_IS_DATABASE (self));
  g_return_if_fail (self->owner == g_thread_self ());

  if (!self->looks_back)
    return;
  views = cunyi_database_statement (self, "schema/views", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (moving); i++)
    g_string_append_printf (sql, "DROP VIEW IF EXISTS temp.%s; ", moving[i].table);
  while (views && cunyi_statement_step (views, NULL))
    g_string_append_printf (sql, "DROP VIEW IF EXISTS temp.%s; ", cunyi_statement_get_text (views, "name"));
  g_clear_pointer (&views, cunyi_statement_free);
  cunyi_database_execute (self, sql->str, NULL);
  self->looks_back = FALSE;
}
