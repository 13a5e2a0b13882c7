/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The fields that a roster may have, the words by which their columns are known, and where their values go: all of it
 * declared in the code lists of the pack. */

#include "config.h"

#include "clinic/roster-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/text.h"

#define GUESS_LETTERS 3 /* Chinese characters that a guess rests on */
#define MAX_HEADER 200  /* letters of a header that are looked at */

static void
free_field_word (gpointer data)
{
  FieldWord *word = data;

  g_free (word->word);
  g_free (word);
}

/* ---- words ---- */

/* "3." "3、" "(3)" "3)" in front of a name. */
static const char *
skip_number (const char *text)
{
  const char *p = *text == '(' ? text + 1 : text;
  const char *digits = p;

  while (g_ascii_isdigit (*p))
    p++;
  if (p == digits || p - digits > 3)
    return text;
  if (*text == '(')
    return *p == ')' && p[1] ? p + 1 : text;
  if ((*p == '.' || *p == ')') && p[1])
    return p + 1;
  return g_str_has_prefix (p, "、") && p[strlen ("、")] ? p + strlen ("、") : text;
}

/* The name of a column as it is compared. (transfer full) */
char *
cunyi_roster_normalise_header (const char *header)
{
  g_autofree char *part = g_utf8_substring (header, 0, MIN (g_utf8_strlen (header, -1), MAX_HEADER));
  g_autofree char *key = cunyi_text_key (part);
  const char *begin = key;
  gsize length;

  while (*begin == '*')
    begin++;
  begin = skip_number (begin);
  while (*begin == '*')
    begin++;
  for (length = strlen (begin); length > 0 && (begin[length - 1] == ':' || begin[length - 1] == '*'); length--)
    ;
  return g_strndup (begin, length);
}

/* Without what stands in brackets; NULL when there are none or nothing else. (transfer full) */
char *
cunyi_roster_strip_brackets (const char *key)
{
  g_autoptr (GString) bare = g_string_new (NULL);
  int depth = 0;

  if (strpbrk (key, "([") == NULL && strstr (key, "【") == NULL)
    return NULL;
  for (const char *p = key; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '(' || c == '[' || c == 0x3010)
        depth++;
      else if (c == ')' || c == ']' || c == 0x3011)
        depth = MAX (depth - 1, 0);
      else if (depth == 0)
        g_string_append_unichar (bare, c);
    }
  return bare->len > 0 ? g_strdup (bare->str) : NULL;
}

guint
cunyi_roster_count_han (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    n += g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN;
  return n;
}

static void
add_word (CunyiRoster *roster, const Field *field, char *key, guint rank, gboolean whole)
{
  FieldWord *known = g_hash_table_lookup (roster->field_words, key);
  FieldWord *word;

  if (*key == '\0' || (known && known->whole))
    {
      g_free (key);
      return;
    }
  if (known && !whole)
    {
      /* 村 of 村（社区） and of 村(居) is the same field; anything else tells nothing. */
      if (known->field != field)
        known->field = NULL;
      g_free (key);
      return;
    }
  word = g_new0 (FieldWord, 1);
  word->field = field;
  word->rank = rank;
  word->word = key;
  word->whole = whole;
  g_hash_table_replace (roster->field_words, key, word);
}

static void
add_words (CunyiRoster *roster, CunyiCodes *list, const Field *field, gboolean whole)
{
  g_auto (GStrv) synonyms = g_strsplit (cunyi_codes_get (list, field->code, "synonyms") ?: "", "|", -1);
  const guint n = g_strv_length (synonyms);

  for (guint i = 0; i < n + 2; i++)
    {
      const char *text = i == 0 ? field->label : i <= n ? synonyms[i - 1] : field->code;
      g_autofree char *key = cunyi_roster_normalise_header (text);
      char *bare = whole ? g_steal_pointer (&key) : cunyi_roster_strip_brackets (key);

      if (bare)
        add_word (roster, field, bare, i, whole);
    }
}

/* A column that is called like a group says who belongs to it: 农村低保. */
static void
add_group_words (CunyiRoster *roster, const Field *field)
{
  CunyiCodes *groups = cunyi_roster_get_codes (roster, "group");
  g_auto (GStrv) synonyms = g_strsplit (groups ? cunyi_codes_get (groups, field->key, "synonyms") ?: "" : "", "|", -1);

  for (guint i = 0; synonyms[i]; i++)
    add_word (roster, field, cunyi_roster_normalise_header (synonyms[i]), G_MAXINT8, TRUE);
}

static void
list_long_words (CunyiRoster *roster)
{
  GHashTableIter iter;
  FieldWord *word;

  g_hash_table_iter_init (&iter, roster->field_words);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &word))
    if (word->field && cunyi_roster_count_han (word->word) >= GUESS_LETTERS)
      g_ptr_array_add (roster->word_list, word);
}

/* ---- fields ---- */

static const struct {
  const char *target;
  Target meaning;
  gboolean of_household;
} targets[] = {
  { "place.code", TO_PLACE_CODE, TRUE },
  { "head.name", TO_HEAD_NAME, TRUE },
  { "head.id_number", TO_HEAD_NUMBER, TRUE },
  { "head.id_type", TO_NOTHING, TRUE },
  { "household.number", TO_NUMBER, TRUE },
  { "household.address", TO_ADDRESS, TRUE },
  { "household.phone", TO_HOUSEHOLD_PHONE, TRUE },
  { "household.extra", TO_HOUSEHOLD_EXTRA, TRUE },
  { "person.name", TO_NAME, FALSE },
  { "person.id_type", TO_ID_TYPE, FALSE },
  { "person.id_number", TO_ID_NUMBER, FALSE },
  { "person.sex", TO_SEX, FALSE },
  { "person.birth", TO_BIRTH, FALSE },
  { "person.relation", TO_RELATION, FALSE },
  { "person.phone", TO_PHONE, FALSE },
  { "person.ethnic", TO_ETHNIC, FALSE },
  { "person.education", TO_EDUCATION, FALSE },
  { "person.insurance", TO_INSURANCE, FALSE },
  { "person.resident", TO_RESIDENT, FALSE },
  { "person.note", TO_NOTE, FALSE },
  { "person.extra", TO_PERSON_EXTRA, FALSE },
  { "condition.disease", TO_DISEASE, FALSE },
  { "condition.since", TO_SINCE, FALSE },
  { "membership", TO_GROUP, TRUE },
  { "skip", TO_NOTHING, FALSE },
};

static gboolean
is_household_group (CunyiRoster *roster, const char *key)
{
  CunyiCodes *groups = cunyi_roster_get_codes (roster, "group");
  const char *level = groups ? cunyi_codes_get (groups, key, "level") : NULL;

  if (level)
    return strcmp (level, "household") == 0;
  for (guint i = 0; groups && i < cunyi_codes_count (groups); i++)
    {
      const char *code = cunyi_codes_get_code (groups, i);

      if (g_strcmp0 (cunyi_codes_get (groups, code, "class"), key) == 0)
        return g_strcmp0 (cunyi_codes_get (groups, code, "level"), "household") == 0;
    }
  return FALSE;
}

/* "membership.disabled.kind", "place.village", "person.insurance=resident". FALSE for what this program does not know. */
static gboolean
read_target (CunyiRoster *roster, Field *field, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (target, ".", 3);
  const char *equals = strchr (target, '=');
  g_autofree char *left = equals ? g_strndup (target, equals - target) : g_strdup (target);

  field->key = g_strdup (equals ? equals + 1 : "");
  field->detail = g_strdup ("");
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    if (strcmp (targets[i].target, left) == 0)
      {
        field->target = targets[i].meaning;
        field->of_household = targets[i].of_household;
        return TRUE;
      }
  if (parts[0] == NULL || parts[1] == NULL)
    return FALSE;
  g_free (field->key);
  field->key = g_strdup (parts[1]);
  if (strcmp (parts[0], "place") == 0)
    field->target = TO_PLACE;
  else if (strcmp (parts[0], "membership") == 0)
    field->target = parts[2] ? TO_GROUP_DETAIL : TO_GROUP_MEMBER;
  else
    return FALSE;
  g_free (field->detail);
  field->detail = g_strdup (parts[2] ? parts[2] : "");
  field->of_household = field->target == TO_PLACE || is_household_group (roster, field->key);
  return TRUE;
}

void
cunyi_roster_free_field (gpointer data)
{
  Field *field = data;

  g_free (field->code);
  g_free (field->label);
  g_free (field->type);
  g_free (field->key);
  g_free (field->detail);
  g_free (field->values);
  g_free (field);
}

static void
load_field (CunyiRoster *roster, CunyiCodes *list, const char *code)
{
  Field *field = g_new0 (Field, 1);
  const char *target = cunyi_codes_get (list, code, "target");

  field->code = g_strdup (code);
  field->label = g_strdup (cunyi_codes_get_label (list, code));
  field->type = g_strdup (cunyi_codes_get (list, code, "type") ?: "");
  field->values = g_strdup (cunyi_codes_get (list, code, "values") ?: "");
  if (target == NULL || !read_target (roster, field, target))
    {
      g_debug ("roster_field: %s goes to %s, which is unknown", code, target ? target : "nowhere");
      cunyi_roster_free_field (field);
      return;
    }
  field->multi = strcmp (field->type, "multi") == 0 ||
                 ((field->target == TO_PERSON_EXTRA || field->target == TO_HOUSEHOLD_EXTRA) &&
                  strcmp (field->type, "text") == 0);
  g_ptr_array_add (roster->fields, field);
  g_hash_table_insert (roster->by_code, field->code, field);
}

static void
load_codes (CunyiRoster *roster, CunyiLibrary *library, const char *name)
{
  CunyiCodes *codes = cunyi_library_get_codes (library, name);

  if (codes && *name)
    g_hash_table_insert (roster->codes, g_strdup (name), cunyi_codes_ref (codes));
}

/* Words of roster_value by field: the same word may mean different things in two columns. */
static void
load_values (CunyiRoster *roster)
{
  CunyiCodes *list = roster->values;

  for (guint i = 0; list && i < cunyi_codes_count (list); i++)
    {
      const char *code = cunyi_codes_get_code (list, i);
      const char *field = cunyi_codes_get (list, code, "field") ?: "";
      g_autofree char *all = g_strconcat (cunyi_codes_get_label (list, code), "|",
                                          cunyi_codes_get (list, code, "synonyms"), NULL);
      g_auto (GStrv) words = g_strsplit (all, "|", -1);

      for (guint j = 0; words[j]; j++)
        {
          g_autofree char *key = cunyi_text_key (words[j]);

          if (*key)
            g_hash_table_insert (roster->value_words, g_strconcat (field, " ", key, NULL), (gpointer) code);
        }
    }
}

gboolean
cunyi_roster_load_fields (CunyiRoster *roster, CunyiLibrary *library, GError **error)
{
  CunyiCodes *list = cunyi_library_get_codes (library, "roster_field");
  static const char *const always[] = { "group", "disease", "relation", "relation_ambiguous", "yes_no", "insurance",
                                        "roster_value" };

  if (list == NULL)
    {
      g_set_error_literal (error, CUNYI_ROSTER_ERROR, CUNYI_ROSTER_ERROR_NO_CODES,
                           _("The pack in use does not say what the columns of rosters are called. Install the program again."));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    load_codes (roster, library, always[i]);
  for (guint i = 0; i < cunyi_codes_count (list); i++)
    load_field (roster, list, cunyi_codes_get_code (list, i));
  roster->field_codes = g_new0 (const char *, roster->fields->len + 1);
  for (guint i = 0; i < roster->fields->len; i++)
    {
      const Field *field = g_ptr_array_index (roster->fields, i);

      roster->field_codes[i] = field->code;
      load_codes (roster, library, field->values);
      add_words (roster, list, field, TRUE);
    }
  for (guint i = 0; i < roster->fields->len; i++)
    add_words (roster, list, g_ptr_array_index (roster->fields, i), FALSE);
  for (guint i = 0; i < roster->fields->len; i++)
    if (((Field *) g_ptr_array_index (roster->fields, i))->target == TO_GROUP_MEMBER)
      add_group_words (roster, g_ptr_array_index (roster->fields, i));
  list_long_words (roster);
  roster->values = cunyi_roster_get_codes (roster, "roster_value");
  load_values (roster);
  return TRUE;
}

const Field *
cunyi_roster_find_field (CunyiRoster *roster, const char *code)
{
  return g_hash_table_lookup (roster->by_code, code);
}

GHashTable *
cunyi_roster_new_field_words (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_field_word);
}
