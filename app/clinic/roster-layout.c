/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How the columns of a layout were understood, so that the next file of that layout asks nothing:
 * {"columns": {"3": "name"}, "values": {"5": {"1": "1"}}}, by the number of the column. */

#include "config.h"

#include "clinic/roster-private.h"

#include <stdlib.h>

#include "base/clock.h"
#include "form/json.h"

static Column *
find_column (CunyiRoster *roster, const char *number)
{
  guint at = (guint) strtoul (number, NULL, 10);

  for (guint i = 0; i < roster->columns->len; i++)
    {
      Column *column = g_ptr_array_index (roster->columns, i);

      if (column->shown.column == at)
        return column;
    }
  return NULL;
}

static void
recall_columns (CunyiRoster *roster, const CunyiJson *columns)
{
  for (guint i = 0; i < cunyi_json_count (columns); i++)
    {
      Column *column = find_column (roster, cunyi_json_get_name (columns, i));
      const char *code = cunyi_json_get_text (cunyi_json_get_nth (columns, i));
      const Field *field = *code ? cunyi_roster_find_field (roster, code) : NULL;

      if (column == NULL || (*code && field == NULL))
        continue;
      column->field = field;
      column->shown.certainty = field ? CUNYI_ROSTER_REMEMBERED : CUNYI_ROSTER_UNKNOWN;
    }
}

static void
recall_values (CunyiRoster *roster, const CunyiJson *values)
{
  for (guint i = 0; i < cunyi_json_count (values); i++)
    {
      Column *column = find_column (roster, cunyi_json_get_name (values, i));
      const CunyiJson *meanings = cunyi_json_get_nth (values, i);

      for (guint j = 0; column && cunyi_json_get_kind (meanings) == CUNYI_JSON_OBJECT && j < cunyi_json_count (meanings); j++)
        g_hash_table_replace (column->meanings, g_strdup (cunyi_json_get_name (meanings, j)),
                              g_strdup (cunyi_json_get_text (cunyi_json_get_nth (meanings, j))));
    }
}

gboolean
cunyi_roster_recall (CunyiRoster *roster, CunyiDatabase *database, GError **error)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (database, "roster_layout/get", error);
  g_autoptr (CunyiJson) mapping = NULL;
  g_autoptr (GError) failure = NULL;
  const CunyiJson *part;

  if (row == NULL)
    return FALSE;
  cunyi_statement_bind_text (row, ":header", roster->layout);
  if (cunyi_statement_step (row, &failure))
    mapping = cunyi_json_parse (cunyi_statement_get_text (row, "mapping"));
  if (failure)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (mapping && (part = cunyi_json_find (mapping, "columns")) && cunyi_json_get_kind (part) == CUNYI_JSON_OBJECT)
    recall_columns (roster, part);
  if (mapping && (part = cunyi_json_find (mapping, "values")) && cunyi_json_get_kind (part) == CUNYI_JSON_OBJECT)
    recall_values (roster, part);
  return TRUE;
}

static void
append_number (GString *json, const Column *column)
{
  g_autofree char *number = g_strdup_printf ("%u", column->shown.column);

  cunyi_json_append_name (json, number);
}

static void
append_meanings (GString *json, const Column *column)
{
  GHashTableIter iter;
  const char *text, *code;

  append_number (json, column);
  g_string_append_c (json, '{');
  g_hash_table_iter_init (&iter, column->meanings);
  while (g_hash_table_iter_next (&iter, (gpointer *) &text, (gpointer *) &code))
    {
      cunyi_json_append_name (json, text);
      cunyi_json_append_text (json, code);
    }
  g_string_append_c (json, '}');
}

/* A guess that nobody confirmed is guessed again the next time. */
static char *
write_mapping (CunyiRoster *roster)
{
  GString *json = g_string_new ("{\"columns\":{");

  for (guint i = 0; i < roster->columns->len; i++)
    {
      const Column *column = g_ptr_array_index (roster->columns, i);

      if (column->shown.certainty == CUNYI_ROSTER_GUESS)
        continue;
      append_number (json, column);
      cunyi_json_append_text (json, column->field ? column->field->code : "");
    }
  g_string_append (json, "},\"values\":{");
  for (guint i = 0; i < roster->columns->len; i++)
    {
      const Column *column = g_ptr_array_index (roster->columns, i);

      if (g_hash_table_size (column->meanings) > 0)
        append_meanings (json, column);
    }
  g_string_append (json, "}}");
  return g_string_free (json, FALSE);
}

gboolean
cunyi_roster_remember (CunyiRoster *roster, CunyiDatabase *database, GError **error)
{
  g_autoptr (CunyiStatement) set = cunyi_database_statement (database, "roster_layout/set", error);
  g_autofree char *mapping = write_mapping (roster);
  g_autofree char *now = cunyi_clock_now ();

  if (set == NULL)
    return FALSE;
  cunyi_statement_bind_text (set, ":header", roster->layout);
  cunyi_statement_bind_text (set, ":mapping", mapping);
  cunyi_statement_bind_text (set, ":used", now);
  return cunyi_statement_run (set, error);
}
