/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A connection that sees people where they lived on a past day. A TEMP VIEW stands before the table of the same name; but a view of the
 * file reads the tables of the file, so those that read people stand again as TEMP VIEWs, each under its name and in its words. */

#include "config.h"

#include "store/private.h"

#include <string.h>

#define VIEW "CREATE VIEW "

/* Whoever has moved since is a branch of its own, so that everybody else is found by every key, as ever. (transfer full) */
static char *
write_people (CunyiJournalTable *person, const char *day)
{
  g_autofree char *moved = g_strdup_printf ("(SELECT person FROM main.stay WHERE until > '%s')", day);
  g_autoptr (GString) now = g_string_new (NULL);
  g_autoptr (GString) then = g_string_new (NULL);

  for (guint i = 0; i < person->columns->len; i++)
    {
      const char *column = g_ptr_array_index (person->columns, i);
      gboolean differs = strcmp (column, "household") == 0 || strcmp (column, "relation") == 0;

      g_string_append_printf (now, "%sp.%s", i > 0 ? ", " : "", column);
      g_string_append_printf (then, "%s%s.%s", i > 0 ? ", " : "", differs ? "s" : "p", column);
    }
  return g_strdup_printf (
    "CREATE TEMP VIEW person AS SELECT %s FROM main.person AS p WHERE p.id NOT IN %s"
    " UNION ALL SELECT %s FROM main.stay AS s CROSS JOIN main.person AS p ON p.id = s.person"
    " WHERE s.until = (SELECT min (n.until) FROM main.stay AS n WHERE n.person = s.person AND n.until > '%s')",
    now->str, moved, then->str, day);
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
    g_string_append_printf (sql, "; CREATE TEMP VIEW %s", cunyi_statement_get_text (views, "sql") + strlen (VIEW));
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
  g_autoptr (CunyiJournalTable) person = NULL;
  g_autofree char *people = NULL;
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
  person = cunyi_journal_table_read (self, "person", error);
  views = person ? write_views (self, error) : NULL;
  if (views)
    {
      people = write_people (person, text);
      sql = g_strconcat (people, views, NULL);
    }
  if (sql && cunyi_database_execute (self, sql, error))
    return TRUE;
  cunyi_database_look_at_now (self);
  return FALSE;
}

void
cunyi_database_look_at_now (CunyiDatabase *self)
{
  g_autoptr (CunyiStatement) views = NULL;
  g_autoptr (GString) sql = g_string_new ("DROP VIEW IF EXISTS temp.person");

  g_return_if_fail (CUNYI_IS_DATABASE (self));
  g_return_if_fail (self->owner == g_thread_self ());

  if (!self->looks_back)
    return;
  views = cunyi_database_statement (self, "schema/views", NULL);
  while (views && cunyi_statement_step (views, NULL))
    g_string_append_printf (sql, "; DROP VIEW IF EXISTS temp.%s", cunyi_statement_get_text (views, "name"));
  g_clear_pointer (&views, cunyi_statement_free);
  cunyi_database_execute (self, sql->str, NULL);
  self->looks_back = FALSE;
}
