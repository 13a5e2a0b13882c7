/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What has no column of its own in the store: kept as JSON with the person or the household, so that nothing of a roster is
 * thrown away. */

#include "config.h"

#include "clinic/roster-private.h"

#include <string.h>

#include "form/json.h"

/* ---- which columns ---- */

void
cunyi_roster_free_extra (gpointer data)
{
  Extra *extra = data;

  g_free (extra->json_name);
  g_ptr_array_unref (extra->columns);
  g_free (extra);
}

/* FALSE when nothing of the column is kept. */
static gboolean
find_keep (const Column *column, Keep *keep)
{
  *keep = KEEP_ALL;
  if (!column->used)
    return TRUE;
  switch (column->field->target)
    {
    case TO_PERSON_EXTRA:
    case TO_HOUSEHOLD_EXTRA:
      return TRUE;
    case TO_PLACE:
      /* Above the county no place is kept. */
      return strcmp (column->field->key, "province") == 0 || strcmp (column->field->key, "city") == 0;
    case TO_SEX:
    case TO_ID_TYPE:
    case TO_RELATION:
    case TO_ETHNIC:
    case TO_INSURANCE:
    case TO_RESIDENT:
    case TO_DISEASE:
    case TO_GROUP_MEMBER:
      *keep = KEEP_OPEN;
      return TRUE;
    case TO_BIRTH:
      *keep = KEEP_BIRTH;
      return TRUE;
    case TO_ID_NUMBER:
      *keep = KEEP_NUMBER;
      return TRUE;
    case TO_SINCE:
      *keep = KEEP_SINCE;
      return TRUE;
    case TO_GROUP:
      *keep = KEEP_TYPE;
      return TRUE;
    case TO_GROUP_DETAIL:
      *keep = column->field->of_household ? KEEP_UNCLAIMED : KEEP_OPEN;
      return TRUE;
    default:
      return FALSE;
    }
}

static void
add_extra (CunyiRoster *roster, Column *column, Keep keep)
{
  GPtrArray *list = column->used && column->field->of_household ? roster->household_extra : roster->person_extra;
  Extra *extra = NULL;

  for (guint i = 0; column->used && i < list->len && extra == NULL; i++)
    {
      Extra *each = g_ptr_array_index (list, i);

      if (strcmp (each->name, column->field->code) == 0)
        extra = each;
    }
  if (extra == NULL)
    {
      extra = g_new0 (Extra, 1);
      extra->keep = keep;
      extra->name = column->used ? column->field->code : column->name;
      extra->label = column->used ? column->field->label : column->name;
      extra->json_name = column->used ? g_strdup_printf ("\"%s\":", column->field->code) : g_strdup (column->json_name);
      extra->columns = g_ptr_array_new ();
      g_ptr_array_add (list, extra);
    }
  g_ptr_array_add (extra->columns, column);
}

void
cunyi_roster_prepare_extra (CunyiRoster *roster)
{
  g_ptr_array_set_size (roster->person_extra, 0);
  g_ptr_array_set_size (roster->household_extra, 0);
  roster->has_groups = roster->has_diseases = FALSE;
  for (guint i = 0; i < roster->columns->len; i++)
    {
      Column *column = g_ptr_array_index (roster->columns, i);
      Target target = column->used ? column->field->target : TO_NOTHING;
      Keep keep;

      roster->has_diseases |= target == TO_DISEASE;
      roster->has_groups |= (target == TO_GROUP || target == TO_GROUP_MEMBER || target == TO_GROUP_DETAIL) &&
                            !column->field->of_household;

      if (find_keep (column, &keep))
        add_extra (roster, column, keep);
    }
}

/* ---- texts ---- */

/* Words without a meaning; of a type those that put nobody into a group. */
static void
append_words (CunyiRoster *roster, const Column *column, guint line, Keep keep, GString *text)
{
  const Cell *cell = column->cells ? cunyi_roster_get_cell (roster, column, line) : NULL;

  for (guint i = 0; cell && i < cell->n; i++)
    {
      const Word *word = cell->words[i];

      if (word->none || (keep == KEEP_OPEN ? *word->code != '\0' : *word->group != '\0'))
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? "、" : "", word->label);
    }
}

static void
append_kept (CunyiRoster *roster, const Extra *extra, const Household *household, const Person *person, guint line,
             GString *text)
{
  for (guint i = 0; i < extra->columns->len; i++)
    {
      const Column *column = g_ptr_array_index (extra->columns, i);

      if (*cunyi_table_get (roster->table, line, column->shown.column) == '\0')
        continue;
      if (extra->keep == KEEP_OPEN || extra->keep == KEEP_TYPE)
        append_words (roster, column, line, extra->keep, text);
      else if (extra->keep == KEEP_BIRTH && person->birth != CUNYI_DAY_NONE &&
               cunyi_roster_get_day (roster, column, line, FALSE) != CUNYI_DAY_NONE)
        continue;
      else if (extra->keep == KEEP_NUMBER && *person->id_number)
        continue;
      else if (extra->keep == KEEP_SINCE && cunyi_roster_get_day (roster, column, line, FALSE) != CUNYI_DAY_NONE)
        continue;
      else
        cunyi_roster_append_label (roster, column, line, text);
    }
}

static gboolean
is_claimed (CunyiRoster *roster, Household *household, const char *key)
{
  GPtrArray *claims = cunyi_roster_claim_groups (roster, household);
  CunyiCodes *groups = cunyi_roster_get_codes (roster, "group");

  for (guint i = 0; i < claims->len; i++)
    {
      const Claim *claim = g_ptr_array_index (claims, i);

      if (claim->member && (strcmp (claim->group, key) == 0 ||
                            (groups && g_strcmp0 (cunyi_codes_get (groups, claim->group, "class"), key) == 0)))
        return TRUE;
    }
  return FALSE;
}

/* Of a household the first row that says something. */
static void
append_of_household (CunyiRoster *roster, const Extra *extra, Household *household, GString *text)
{
  const Column *column = g_ptr_array_index (extra->columns, 0);

  if (extra->keep == KEEP_UNCLAIMED && is_claimed (roster, household, column->field->key))
    return;
  for (guint i = 0; i < household->people->len && text->len == 0; i++)
    {
      const Person *person = g_ptr_array_index (household->people, i);

      append_kept (roster, extra, household, person, person->line, text);
    }
}

/* ---- JSON ---- */

/* As cunyi_json_append_text(), in one go for the many texts that need no care. */
static void
append_text (GString *json, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] < ' ' || text[i] == '"' || text[i] == '\\')
      {
        cunyi_json_append_text (json, text);
        return;
      }
  g_string_append_c (json, '"');
  g_string_append_len (json, text, length);
  g_string_append_c (json, '"');
}

static char *
make_new (CunyiRoster *roster, GPtrArray *list, Household *household, Person *person)
{
  GString *json = g_string_sized_new (256);
  g_autoptr (GString) text = g_string_sized_new (64);

  g_string_append_c (json, '{');
  for (guint i = 0; i < list->len; i++)
    {
      const Extra *extra = g_ptr_array_index (list, i);

      g_string_truncate (text, 0);
      if (person)
        append_kept (roster, extra, household, person, person->line, text);
      else
        append_of_household (roster, extra, household, text);
      if (text->len == 0)
        continue;
      if (json->len > 1)
        g_string_append_c (json, ',');
      g_string_append (json, extra->json_name);
      append_text (json, text->str, text->len);
    }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

GHashTable *
cunyi_roster_list_extra (CunyiRoster *roster, Household *household, Person *person)
{
  GHashTable *pairs = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GPtrArray *list = person ? roster->person_extra : roster->household_extra;

  for (guint i = 0; i < list->len; i++)
    {
      const Extra *extra = g_ptr_array_index (list, i);
      g_autoptr (GString) text = g_string_new (NULL);

      if (person)
        append_kept (roster, extra, household, person, person->line, text);
      else
        append_of_household (roster, extra, household, text);
      if (text->len > 0)
        g_hash_table_insert (pairs, (gpointer) extra->name, g_strdup (text->str));
    }
  return pairs;
}

static void
append_member (GString *json, const CunyiJson *old, const char *name, const char *value)
{
  cunyi_json_append_name (json, name);
  if (value)
    cunyi_json_append_text (json, value);
  else if (cunyi_json_get_kind (old) == CUNYI_JSON_STRING)
    cunyi_json_append_text (json, cunyi_json_get_text (old));
  else
    g_string_append (json, cunyi_json_get_kind (old) == CUNYI_JSON_NULL ? "null" : cunyi_json_get_text (old));
}

/* Arrays and objects cannot come from a roster; where somebody else put one, the whole is left as it is. */
static gboolean
is_flat (const CunyiJson *json)
{
  for (guint i = 0; i < cunyi_json_count (json); i++)
    if (cunyi_json_get_kind (cunyi_json_get_nth (json, i)) >= CUNYI_JSON_ARRAY)
      return FALSE;
  return cunyi_json_get_kind (json) == CUNYI_JSON_OBJECT;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

char *
cunyi_roster_merge_json (const char *old, GHashTable *pairs, gboolean *differs)
{
  g_autoptr (CunyiJson) json = cunyi_json_parse (old);
  g_autoptr (GList) names = pairs ? g_list_sort (g_hash_table_get_keys (pairs), compare_names) : NULL;
  GString *merged;

  *differs = FALSE;
  for (const GList *l = names; l; l = l->next)
    {
      const CunyiJson *value = json ? cunyi_json_find (json, l->data) : NULL;

      *differs |= value == NULL || strcmp (cunyi_json_get_text (value), g_hash_table_lookup (pairs, l->data)) != 0;
    }
  if (!*differs || (json && !is_flat (json)))
    {
      *differs = FALSE;
      return g_strdup (old);
    }
  merged = g_string_new ("{");
  for (guint i = 0; json && i < cunyi_json_count (json); i++)
    {
      const char *name = cunyi_json_get_name (json, i);

      append_member (merged, cunyi_json_get_nth (json, i), name, g_hash_table_lookup (pairs, name));
    }
  for (const GList *l = names; l; l = l->next)
    if (json == NULL || cunyi_json_find (json, l->data) == NULL)
      append_member (merged, NULL, l->data, g_hash_table_lookup (pairs, l->data));
  g_string_append_c (merged, '}');
  return g_string_free (merged, FALSE);
}

char *
cunyi_roster_make_person_extra (CunyiRoster *roster, Person *person, gboolean *differs)
{
  g_autoptr (GHashTable) pairs = NULL;

  *differs = TRUE;
  if (person->known == NULL)
    return make_new (roster, roster->person_extra, person->household, person);
  pairs = cunyi_roster_list_extra (roster, person->household, person);
  return cunyi_roster_merge_json (person->known->extra, pairs, differs);
}

char *
cunyi_roster_make_household_extra (CunyiRoster *roster, Household *household, gboolean *differs)
{
  g_autoptr (GHashTable) pairs = NULL;

  *differs = TRUE;
  if (household->known == NULL)
    return make_new (roster, roster->household_extra, household, NULL);
  pairs = cunyi_roster_list_extra (roster, household, NULL);
  return cunyi_roster_merge_json (household->known->extra, pairs, differs);
}
