/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The views that let all other SQL read answers as columns. */

#include "config.h"

#include "form/record.h"

#include <string.h>

/* ` AS "name"`; a name that is a column already (SQL does not tell Day from day) gets _ behind it. */
static void
append_name (GString *sql, GHashTable *used, const char *name)
{
  g_autofree char *key = g_utf8_strdown (name, -1);
  g_autoptr (GString) column = g_string_new (name);

  while (g_hash_table_contains (used, key))
    {
      g_string_append_c (column, '_');
      g_free (key);
      key = g_utf8_strdown (column->str, -1);
    }
  g_hash_table_add (used, g_steal_pointer (&key));
  g_string_append_printf (sql, " AS \"%s\"", column->str);
}

/* `known` are the names of the questions that are there; NULL when none can be. */
static void
append_answers (GString *sql, CunyiForm *form, const CunyiItem *repeat, const char *source, GHashTable *used,
                GHashTable *known)
{
  const char *day = cunyi_form_get_day_question (form);

  for (guint i = repeat ? repeat->index + 1 : 0; i < (repeat ? repeat->end : cunyi_form_n_items (form)); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);

      if (item->repeat != repeat || !cunyi_item_has_answer (item))
        continue;
      if (!g_hash_table_add (known, (gpointer) item->name))
        continue;
      /* The day of the visit is a column already, and the same. */
      if (strcmp (item->name, "day") == 0 && g_strcmp0 (day, "day") == 0)
        continue;
      g_string_append_printf (sql, ",\n  %s ->> '$.\"%s\"'", source, item->name);
      append_name (sql, used, item->name);
    }
}

static void
add_words (GHashTable *used, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);

  for (char **part = parts; *part; part++)
    g_hash_table_add (used, g_strdup (*part));
}

/* A level of nesting each: its members are the objects of an array in the answers, or in the member around. */
static guint
append_levels (GString *sql, const CunyiItem *repeat)
{
  guint outer = repeat->repeat ? append_levels (sql, repeat->repeat) : 0;

  if (outer == 0)
    g_string_append_printf (sql, ",\n  json_each (record.answers, '$.\"%s\"') AS member1", repeat->name);
  else
    g_string_append_printf (sql, ",\n  json_each (member%u.value, '$.\"%s\"') AS member%u", outer, repeat->name, outer + 1);
  return outer + 1;
}

static guint
count_levels (const CunyiItem *repeat)
{
  return repeat->repeat ? count_levels (repeat->repeat) + 1 : 1;
}

/* Questions that only other versions have. */
static void
append_others (GString *sql, GPtrArray *others, const CunyiItem *repeat, const char *source, GHashTable *used,
               GHashTable *known)
{
  for (guint i = 0; others && i < others->len; i++)
    {
      CunyiForm *form = g_ptr_array_index (others, i);
      const CunyiItem *same = repeat ? cunyi_form_find (form, repeat->name) : NULL;

      if (!repeat || (same && same->kind == CUNYI_ITEM_REPEAT && !same->repeat == !repeat->repeat))
        append_answers (sql, form, same, source, used, known);
    }
}

static char *
select_repeat (CunyiForm *form, GPtrArray *others, const CunyiItem *repeat)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *sql = g_string_new ("SELECT record.id AS record, record.subject, record.day");
  guint levels = count_levels (repeat);
  g_autofree char *source = g_strdup_printf ("member%u.value", levels);

  add_words (used, "record subject day position outer_position");
  g_string_append_printf (sql, ", member%u.key + 1 AS position", levels);
  if (levels > 1)
    g_string_append_printf (sql, ", member%u.key + 1 AS outer_position", levels - 1);
  append_answers (sql, form, repeat, source, used, known);
  append_others (sql, others, repeat, source, used, known);
  g_string_append (sql, "\nFROM record");
  append_levels (sql, repeat);
  g_string_append_printf (sql, "\nWHERE record.form = '%s'", cunyi_form_get_id (form));
  return g_string_free (sql, FALSE);
}

static char *
select_form (CunyiForm *form, GPtrArray *others)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) used = NULL;
  GString *sql;

  used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sql = g_string_new ("SELECT id, subject, day, staff, entered, definition");
  add_words (used, "id subject day staff entered definition");
  append_answers (sql, form, NULL, "answers", used, known);
  append_others (sql, others, NULL, "answers", used, known);
  g_string_append_printf (sql, "\nFROM record\nWHERE form = '%s'", cunyi_form_get_id (form));
  return g_string_free (sql, FALSE);
}

char *
cunyi_record_view_select (CunyiForm *form, const CunyiItem *repeat)
{
  return repeat ? select_repeat (form, NULL, repeat) : select_form (form, NULL);
}

/* The views of the repeats of `form`, but for those that were made already. */
static gboolean
add_repeats (CunyiDatabase *database, CunyiForm *form, GPtrArray *others, GHashTable *made, GError **error)
{
  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);
      g_autofree char *name = g_strdup_printf ("%s_%s", cunyi_form_get_id (form), item->name);
      g_autofree char *inner = NULL;

      if (item->kind != CUNYI_ITEM_REPEAT || !g_hash_table_add (made, (gpointer) item->name))
        continue;
      inner = select_repeat (form, others, item);
      if (!cunyi_database_add_view (database, name, inner, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cunyi_record_add_views (CunyiDatabase *database, CunyiForm *form, GPtrArray *others, GError **error)
{
  g_autoptr (GHashTable) made = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *select = select_form (form, others);

  if (!cunyi_database_add_view (database, cunyi_form_get_id (form), select, error)
      || !add_repeats (database, form, others, made, error))
    return FALSE;
  for (guint i = 0; others && i < others->len; i++)
    if (!add_repeats (database, g_ptr_array_index (others, i), others, made, error))
      return FALSE;
  return TRUE;
}
