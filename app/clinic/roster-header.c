/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which row holds the names of the columns, and which field each name means. */

#include "config.h"

#include "clinic/roster-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/text.h"
#include "form/json.h"

#define SEARCHED_ROWS 10   /* in which the header is looked for */
#define ENOUGH_NAMES 4     /* known ones that make a header */
#define GUESS_LETTERS 3    /* Chinese characters that a guess rests on */
#define MAX_COLUMNS 500    /* that are looked at */
#define MAX_NAME 100       /* letters of the name of an unknown column */
#define MAX_HEADER_BYTES 2000

typedef struct {
  const Field *field;  /* NULL for a word that several fields share without their brackets */
  guint rank;
  char *word;          /* normalised */
  gboolean whole;      /* FALSE: the word without its brackets */
} FieldWord;

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
static char *
normalise (const char *header)
{
  g_autofree char *part = g_utf8_substring (header, 0, MIN (g_utf8_strlen (header, MAX_HEADER_BYTES), 200));
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
static char *
without_brackets (const char *key)
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

static guint
count_han (const char *text)
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
      g_autofree char *key = normalise (text);
      char *bare = whole ? g_steal_pointer (&key) : without_brackets (key);

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
    add_word (roster, field, normalise (synonyms[i]), G_MAXINT8, TRUE);
}

static void
list_long_words (CunyiRoster *roster)
{
  GHashTableIter iter;
  FieldWord *word;

  g_hash_table_iter_init (&iter, roster->field_words);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &word))
    if (word->field && count_han (word->word) >= GUESS_LETTERS)
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

/* ---- one name ---- */

static const FieldWord *
match_exactly (CunyiRoster *roster, const char *key)
{
  const FieldWord *word = key && *key ? g_hash_table_lookup (roster->field_words, key) : NULL;

  return word && word->field ? word : NULL;
}

static const FieldWord *
match_bare (CunyiRoster *roster, const char *key)
{
  g_autofree char *bare = key ? without_brackets (key) : NULL;

  return match_exactly (roster, bare);
}

/* A word in the name, or the name in a word, of three Chinese characters at least, that fits one field only. A shorter word
 * that overlaps a longer one is part of it: 身份证号 of 户主身份证号. */
static const FieldWord *
guess (CunyiRoster *roster, const char *key)
{
  const FieldWord *best = NULL;
  const char *at = NULL;

  if (key == NULL || count_han (key) < GUESS_LETTERS)
    return NULL;
  for (guint i = 0; i < roster->word_list->len; i++)
    {
      const FieldWord *word = g_ptr_array_index (roster->word_list, i);
      const char *found = strstr (key, word->word);

      if (found && (best == NULL || strlen (word->word) > strlen (best->word)))
        {
          best = word;
          at = found;
        }
    }
  for (guint i = 0; best && i < roster->word_list->len; i++)
    {
      const FieldWord *word = g_ptr_array_index (roster->word_list, i);
      const char *found = strstr (key, word->word);

      if (found && word->field != best->field &&
          (found >= at + strlen (best->word) || found + strlen (word->word) <= at))
        return NULL;
    }
  for (guint i = 0; at == NULL && i < roster->word_list->len; i++)
    {
      const FieldWord *word = g_ptr_array_index (roster->word_list, i);

      if (strstr (word->word, key) == NULL)
        continue;
      if (best && best->field != word->field)
        return NULL;
      best = word;
    }
  return best;
}

/* ---- rows ---- */

static guint
count_known (CunyiRoster *roster, CunyiTable *table, guint row)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const guint n = MIN (cunyi_table_row_length (table, row), MAX_COLUMNS);

  for (guint column = 0; column < n; column++)
    {
      g_autofree char *key = normalise (cunyi_table_get (table, row, column));
      const FieldWord *word = match_exactly (roster, key) ?: match_bare (roster, key);

      if (word)
        g_hash_table_add (seen, (gpointer) word->field);
    }
  return g_hash_table_size (seen);
}

static guint
count_filled (CunyiTable *table, guint row)
{
  guint filled = 0;

  for (guint column = 0; column < cunyi_table_row_length (table, row); column++)
    filled += !cunyi_text_is_blank (cunyi_table_get (table, row, column));
  return filled;
}

guint
cunyi_roster_rate_sheet (CunyiRoster *roster, CunyiTable *table, guint *row)
{
  const guint n = MIN (cunyi_table_n_rows (table), SEARCHED_ROWS);
  guint best = 0, widest = 1, widest_row = 0;

  *row = 0;
  for (guint i = 0; i < n; i++)
    {
      guint known = count_known (roster, table, i);
      guint filled = count_filled (table, i);

      if (known > best)
        {
          best = known;
          *row = i;
        }
      if (best >= ENOUGH_NAMES)
        break;
      if (filled > widest)
        {
          widest = filled;
          widest_row = i;
        }
    }
  if (best < 2)
    *row = widest_row;
  return best >= 2 ? best : widest > 1 ? 1 : 0;
}

/* Whether a row holds data: a number of six digits or more is no name of a column. */
static gboolean
has_long_number (CunyiTable *table, guint row)
{
  for (guint column = 0; column < cunyi_table_row_length (table, row); column++)
    {
      guint digits = 0;

      for (const char *p = cunyi_table_get (table, row, column); *p; p++)
        {
          digits = g_ascii_isdigit (*p) ? digits + 1 : 0;
          if (digits >= 6)
            return TRUE;
        }
    }
  return FALSE;
}

/* A cell of the upper row that spans several of the lower one, but not the title over them all; or one that spans both
 * rows. */
static gboolean
has_group (CunyiTable *table, guint upper, guint width)
{
  for (guint i = 0; i < cunyi_table_n_merges (table); i++)
    {
      const CunyiMerge *merge = cunyi_table_get_merge (table, i);
      guint span = merge->right - merge->left + 1;

      if (merge->top <= upper && merge->bottom == upper && span > 1 && span * 5 < width * 4)
        return TRUE;
      if (merge->top == upper && merge->bottom == upper + 1 && span < width)
        return TRUE;
    }
  return FALSE;
}

/* Without merged cells, as in a .csv: the lower row fills gaps of the upper one with known names. */
static gboolean
fills_gaps (CunyiRoster *roster, CunyiTable *table, guint upper)
{
  guint filled = 0, over = 0, known = 0;

  for (guint column = 0; column < MIN (cunyi_table_n_columns (table), MAX_COLUMNS); column++)
    {
      const char *above = cunyi_table_get (table, upper, column);
      const char *below = cunyi_table_get (table, upper + 1, column);
      g_autofree char *key = normalise (below);

      if (cunyi_text_is_blank (below))
        continue;
      filled++;
      over += !cunyi_text_is_blank (above);
      known += cunyi_text_is_blank (above) && (match_exactly (roster, key) || match_bare (roster, key));
      if (strchr (above, ':') || strstr (above, "：") || g_utf8_strlen (above, -1) > 20)
        return FALSE;
    }
  return known > 0 && over > 0 && over < filled;
}

static gboolean
are_two_rows (CunyiRoster *roster, CunyiTable *table, guint upper)
{
  return upper + 1 < cunyi_table_n_rows (table) && !has_long_number (table, upper) &&
         !has_long_number (table, upper + 1) && count_filled (table, upper) > 1 && count_filled (table, upper + 1) > 1 &&
         (has_group (table, upper, cunyi_table_n_columns (table)) || fills_gaps (roster, table, upper));
}

/* ---- columns ---- */

void
cunyi_roster_free_column (gpointer data)
{
  Column *column = data;

  g_free (column->header);
  for (guint i = 0; i < G_N_ELEMENTS (column->candidates); i++)
    g_free (column->candidates[i]);
  g_free (column->name);
  g_free (column->json_name);
  g_hash_table_unref (column->words);
  g_clear_pointer (&column->cells, g_hash_table_unref);
  g_ptr_array_unref (column->open);
  g_hash_table_unref (column->meanings);
  g_free (column);
}

/* Text of the upper row over a column: of the merged cell that covers it, or of the last one to the left that is not a
 * column of its own. */
static const char *
get_upper (CunyiTable *table, guint upper, guint column)
{
  const char *text = cunyi_table_get (table, upper, column);

  if (!cunyi_text_is_blank (text))
    return text;
  for (guint i = 0; i < cunyi_table_n_merges (table); i++)
    {
      const CunyiMerge *merge = cunyi_table_get_merge (table, i);

      if (merge->top <= upper && merge->bottom >= upper && merge->left <= column && merge->right >= column)
        return cunyi_table_get (table, merge->top, merge->left);
    }
  if (cunyi_table_n_merges (table) > 0)
    return "";
  for (guint left = column; left > 0; left--)
    if (!cunyi_text_is_blank (cunyi_table_get (table, upper, left - 1)))
      return cunyi_text_is_blank (cunyi_table_get (table, upper + 1, left - 1)) ? ""
                                                                                : cunyi_table_get (table, upper, left - 1);
  return "";
}

static void
read_names (Column *column, CunyiTable *table, int upper, guint lower, guint at)
{
  g_autofree char *above = upper < 0 ? g_strdup ("") : cunyi_text_trim (get_upper (table, upper, at));
  g_autofree char *below = cunyi_text_trim (cunyi_table_get (table, lower, at));
  g_autofree char *both = g_strconcat (above, below, NULL);
  g_autofree char *shown = g_strconcat (above, *above && *below ? " " : "", below, NULL);

  column->header = g_utf8_substring (shown, 0, MIN (g_utf8_strlen (shown, -1), MAX_NAME));
  column->candidates[0] = normalise (both);
  if (*above && *below)
    {
      column->candidates[1] = normalise (below);
      column->candidates[2] = normalise (above);
    }
}

static void
take_field (Column *column, const Field *field, guint rank, CunyiRosterCertainty certainty)
{
  column->field = field;
  column->rank = rank;
  column->shown.certainty = certainty;
}

/* The name of the lower row alone says whose it is only when the upper one is no field of its own: 户主 over 性别 is not
 * the sex of the person. */
static guint
count_candidates (CunyiRoster *roster, Column *column)
{
  const FieldWord *above = column->candidates[2] ? match_exactly (roster, column->candidates[2]) : NULL;

  return column->candidates[1] && !(above && above->field->target == TO_HEAD_NAME) ? 2 : 1;
}

static void
match_column (CunyiRoster *roster, Column *column)
{
  const FieldWord *(*const ways[]) (CunyiRoster *, const char *) = { match_exactly, match_bare, guess };
  const guint n = count_candidates (roster, column);

  for (guint way = 0; way < G_N_ELEMENTS (ways); way++)
    for (guint i = 0; i < n; i++)
      {
        const FieldWord *word = ways[way] (roster, column->candidates[i]);

        if (word)
          {
            take_field (column, word->field, word->rank, way < 2 ? CUNYI_ROSTER_EXACT : CUNYI_ROSTER_GUESS);
            return;
          }
      }
}

static gboolean
read_samples (CunyiRoster *roster, Column *column)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (column->shown.samples); i++)
    column->shown.samples[i] = "";
  for (guint line = roster->first_row; line < cunyi_table_n_rows (roster->table) && n < 3; line++)
    {
      const char *text = cunyi_table_get (roster->table, line, column->shown.column);

      if (!cunyi_text_is_blank (text))
        column->shown.samples[n++] = text;
    }
  return n > 0;
}

/* Under which an unknown column is kept: its header, with a number when there are several. */
static void
name_column (CunyiRoster *roster, Column *column, GHashTable *taken)
{
  g_autofree char *address = cunyi_cell_address (1, column->shown.column + 1);
  g_autofree char *base = NULL;
  g_autoptr (GString) json = g_string_new (NULL);

  address[strlen (address) - 1] = '\0';
  base = g_strdup (*column->header ? column->header : address);
  g_strdelimit (base, "\r\n\t", ' ');
  column->name = g_strdup (base);
  for (guint i = 2; g_hash_table_contains (taken, column->name) || g_hash_table_contains (roster->by_code, column->name); i++)
    {
      g_free (column->name);
      column->name = g_strdup_printf ("%s %u", base, i);
    }
  g_hash_table_add (taken, column->name);
  cunyi_json_append_text (json, column->name);
  g_string_append_c (json, ':');
  column->json_name = g_strdup (json->str);
}

static void
add_column (CunyiRoster *roster, int upper, guint lower, guint at, GHashTable *taken)
{
  Column *column = g_new0 (Column, 1);
  gboolean has_values;

  column->shown.column = at;
  column->words = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, NULL);
  column->open = g_ptr_array_new ();
  column->meanings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  read_names (column, roster->table, upper, lower, at);
  has_values = read_samples (roster, column);
  if (*column->header == '\0' && !has_values)
    {
      cunyi_roster_free_column (column);
      return;
    }
  match_column (roster, column);
  name_column (roster, column, taken);
  g_ptr_array_add (roster->columns, column);
}

static char *
digest_layout (CunyiRoster *roster)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < roster->columns->len; i++)
    {
      const Column *column = g_ptr_array_index (roster->columns, i);
      const char *name = column->candidates[1] ? column->candidates[1] : column->candidates[0];

      g_checksum_update (checksum, (const guchar *) name, strlen (name) + 1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

gboolean
cunyi_roster_find_columns (CunyiRoster *roster)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  CunyiTable *table = roster->table;
  guint row;
  int upper = -1;

  if (cunyi_roster_rate_sheet (roster, table, &row) == 0)
    return FALSE;
  if (are_two_rows (roster, table, row))
    upper = row++;
  else if (row > 0 && are_two_rows (roster, table, row - 1))
    upper = row - 1;
  roster->header_row = row;
  roster->first_row = row + 1;
  g_ptr_array_set_size (roster->columns, 0);
  for (guint at = 0; at < MIN (cunyi_table_n_columns (table), MAX_COLUMNS); at++)
    add_column (roster, upper, row, at, taken);
  g_free (roster->layout);
  roster->layout = digest_layout (roster);
  return TRUE;
}

/* ---- which are used ---- */

/* TRUE when `a` is to be preferred to `b` for the same field. */
static gboolean
is_better (const Column *a, const Column *b)
{
  gboolean a_chosen = a->shown.certainty == CUNYI_ROSTER_CHOSEN;
  gboolean b_chosen = b->shown.certainty == CUNYI_ROSTER_CHOSEN;

  if (a_chosen != b_chosen)
    return a_chosen;
  return a->rank < b->rank;
}

static void
settle (CunyiRoster *roster, Column *column)
{
  Column *other = NULL;

  if (column->field == NULL || column->shown.certainty == CUNYI_ROSTER_GUESS)
    return;
  for (guint i = 0; !column->field->multi && i < roster->columns->len; i++)
    {
      Column *each = g_ptr_array_index (roster->columns, i);

      if (each->used && each->field == column->field)
        other = each;
    }
  column->used = other == NULL || is_better (column, other);
  if (other && column->used)
    other->used = FALSE;
}

void
cunyi_roster_settle_columns (CunyiRoster *roster)
{
  for (guint i = 0; i < roster->columns->len; i++)
    ((Column *) g_ptr_array_index (roster->columns, i))->used = FALSE;
  for (guint i = 0; i < roster->columns->len; i++)
    settle (roster, g_ptr_array_index (roster->columns, i));
  for (guint i = 0; i < roster->columns->len; i++)
    {
      Column *column = g_ptr_array_index (roster->columns, i);

      cunyi_roster_read_words (roster, column);
      column->shown.header = column->header;
      column->shown.field = column->field ? column->field->code : "";
      column->shown.label = column->field ? column->field->label : "";
      column->shown.n_values = column->open->len;
    }
}

Column *
cunyi_roster_find_target (CunyiRoster *roster, Target target, const char *key)
{
  for (guint i = 0; i < roster->columns->len; i++)
    {
      Column *column = g_ptr_array_index (roster->columns, i);

      if (column->used && column->field->target == target && (key == NULL || strcmp (column->field->key, key) == 0))
        return column;
    }
  return NULL;
}
