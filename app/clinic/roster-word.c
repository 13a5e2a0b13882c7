/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cells to what they mean: words to codes, dates in all their spellings, tidy text. Each word of a column is looked up once
 * however many rows have it. */

#include "config.h"

#include "clinic/roster-private.h"

#include <string.h>

#include "base/text.h"

#define MAX_LETTERS 1000   /* of a cell that is kept as text */
#define MAX_WORD 200       /* bytes of what can be a word of a code list */
#define MAX_WORDS 200      /* of one cell */
#define MAX_OPEN 100       /* words of a column that the doctor is asked about */
#define EXCEL_EPOCH -25569 /* 1899-12-30, which spreadsheets count days from */

/* ---- text ---- */

/* TRUE when there is nothing to tidy: no sign that is invisible or a blank, none of the signs that stand for nothing. */
static gboolean
is_plain (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p; p++)
    if (*p <= ' ' || *p == 0x7f || *p == 0xc2 || (*p == 0xe2 && (p[1] == 0x80 || p[1] == 0x81)) ||
        (*p == 0xe3 && p[1] == 0x80 && p[2] == 0x80) || (*p == 0xef && p[1] == 0xbb) || (*p == 0xe1 && p[1] == 0xa0))
      return FALSE;
  return TRUE;
}

/* What people write where there is nothing. */
static gboolean
is_placeholder (const char *text)
{
  static const char *const signs[] = { "-", "--", "/", "\\", "—", "——", "－", "／", "#N/A", NULL };

  return strlen (text) <= 6 && g_strv_contains (signs, text);
}

/* Line ends and other controls become blanks. (transfer full) */
static char *
tidy (const char *text)
{
  char *trimmed = cunyi_text_trim (text);

  for (char *p = trimmed; *p; p++)
    if ((guchar) *p < ' ' || *p == 0x7f)
      *p = ' ';
  return trimmed;
}

static const char *
get_tidy (CunyiRoster *roster, const char *text)
{
  g_autofree char *tidied = NULL;

  if (is_plain (text))
    return is_placeholder (text) ? "" : text;
  tidied = tidy (text);
  return is_placeholder (tidied) ? "" : g_string_chunk_insert_const (roster->texts, tidied);
}

const char *
cunyi_roster_get_text (CunyiRoster *roster, const Column *column, guint line)
{
  const char *text = cunyi_table_get (roster->table, line, column->shown.column);

  if (*text == '\0' || cunyi_table_get_kind (roster->table, line, column->shown.column) == CUNYI_CELL_ERROR)
    return "";
  return get_tidy (roster, text);
}

const char *
cunyi_roster_half_width (CunyiRoster *roster, const char *text)
{
  g_autofree char *key = NULL;
  const char *p = text;

  while ((guchar) *p > ' ' && (guchar) *p < 0x7f && !g_ascii_islower (*p) && *p != '\'')
    p++;
  if (*p == '\0')
    return text;
  key = cunyi_text_key (text);
  for (char *q = key; *q; q++)
    *q = g_ascii_toupper (*q);
  return g_string_chunk_insert_const (roster->texts, *key == '\'' ? key + 1 : key);
}

/* ---- days ---- */

/* A day that a spreadsheet shows as the number of days since its beginning. */
static CunyiDay
read_serial (CunyiRoster *roster, const Column *column, guint line, const char *text)
{
  gint64 number;

  if (cunyi_table_get_kind (roster->table, line, column->shown.column) != CUNYI_CELL_NUMBER && strlen (text) != 5)
    return CUNYI_DAY_NONE;
  if (strlen (text) > 5 || strspn (text, "0123456789") != strlen (text))
    return CUNYI_DAY_NONE;
  number = g_ascii_strtoll (text, NULL, 10);
  return number > 366 && number < 80000 ? (CunyiDay) number + EXCEL_EPOCH : CUNYI_DAY_NONE;
}

CunyiDay
cunyi_roster_get_day (CunyiRoster *roster, const Column *column, guint line, gboolean month)
{
  const char *text = cunyi_roster_get_text (roster, column, line);
  CunyiDay day;

  if (*text == '\0' || strlen (text) > 64)
    return CUNYI_DAY_NONE;
  day = cunyi_day_parse (text);
  if (day == CUNYI_DAY_NONE && month)
    day = cunyi_day_parse_month (text);
  if (day == CUNYI_DAY_NONE)
    day = read_serial (roster, column, line, text);
  return day;
}

/* ---- words ---- */

static const char *
find_code (CunyiRoster *roster, const char *list, const char *word)
{
  CunyiCodes *codes = cunyi_roster_get_codes (roster, list);

  return codes ? cunyi_codes_find (codes, word) : NULL;
}

static const char *
find_label (CunyiRoster *roster, const char *list, const char *code)
{
  CunyiCodes *codes = cunyi_roster_get_codes (roster, list);

  return codes ? cunyi_codes_get_label (codes, code) : NULL;
}

static gboolean
is_bare (const char *text)
{
  return strlen (text) <= 3 && strspn (text, "0123456789") == strlen (text);
}

static void
set_choices (Word *word, const char *list, char **choices)
{
  word->shown.codes = list;
  g_strfreev (word->choices);
  word->choices = choices;
  word->shown.choices = (const char *const *) choices;
}

/* All codes of a list, the one that looks like the word first; of relations those that are offered. */
static char **
list_codes (CunyiRoster *roster, const char *list, const char *first)
{
  CunyiCodes *codes = cunyi_roster_get_codes (roster, list);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (codes && cunyi_codes_get_label (codes, first))
    g_strv_builder_add (builder, first);
  for (guint i = 0; codes && i < cunyi_codes_count (codes); i++)
    {
      const char *code = cunyi_codes_get_code (codes, i);
      const char *offer = cunyi_codes_get (codes, code, "offer");

      if (strcmp (code, first) != 0 && (offer == NULL || strcmp (offer, "yes") == 0))
        g_strv_builder_add (builder, code);
    }
  return g_strv_builder_end (builder);
}

static void
set_code (Word *word, const char *code, const char *label)
{
  word->code = code;
  word->label = label ? label : word->shown.text;
  word->open = FALSE;
}

static void
leave_open (CunyiRoster *roster, Word *word, const char *list)
{
  word->open = TRUE;
  if (word->choices == NULL)
    set_choices (word, list, list_codes (roster, list, word->shown.text));
}

/* ---- yes and no ---- */

/* The value of roster_value that `text` is in this field, or NULL. */
static const char *
find_value (CunyiRoster *roster, const Field *field, const char *text)
{
  g_autofree char *key = cunyi_text_key (text);
  g_autofree char *word = g_strconcat (field->code, " ", key, NULL);

  return g_hash_table_lookup (roster->value_words, word);
}

/* What stands in the store for yes and no, where that is not 1 and 0. */
static void
set_yes (CunyiRoster *roster, const Field *field, Word *word, gboolean yes)
{
  const char *label = find_label (roster, "yes_no", yes ? "1" : "0");

  if (field->target == TO_INSURANCE)
    set_code (word, yes ? field->key : "no", label);
  else if (field->target == TO_GROUP_DETAIL)
    set_code (word, yes ? "yes" : "no", label);
  else
    set_code (word, yes ? "1" : "0", label);
}

static gboolean
read_yes_no (CunyiRoster *roster, const Field *field, Word *word)
{
  const char *text = word->shown.text;
  const char *code = is_bare (text) ? NULL : find_code (roster, "yes_no", text);

  if (code)
    {
      set_yes (roster, field, word, strcmp (code, "1") == 0);
      return TRUE;
    }
  /* A word that names the group is a yes: 农村低保 in the column 低保. */
  code = field->target == TO_GROUP_MEMBER ? find_code (roster, "group", text) : NULL;
  if (code && strcmp (code, field->key) == 0)
    {
      set_yes (roster, field, word, TRUE);
      return TRUE;
    }
  code = field->target == TO_INSURANCE ? find_code (roster, "insurance", text) : NULL;
  if (code)
    set_code (word, code, find_label (roster, "insurance", code));
  return code != NULL;
}

/* ---- codes ---- */

static gboolean
read_ambiguous (CunyiRoster *roster, Word *word)
{
  const char *code = find_code (roster, "relation_ambiguous", word->shown.text);
  CunyiCodes *list = cunyi_roster_get_codes (roster, "relation_ambiguous");

  if (code == NULL)
    return FALSE;
  set_choices (word, "relation", g_strsplit (cunyi_codes_get (list, code, "candidates") ?: "", "|", -1));
  leave_open (roster, word, "relation");
  return TRUE;
}

/* A word of roster_value: its value, and the group that it puts somebody into. */
static gboolean
read_value (CunyiRoster *roster, const Field *field, Word *word)
{
  const char *code = find_value (roster, field, word->shown.text);

  if (code)
    {
      word->group = cunyi_codes_get (roster->values, code, "group") ?: "";
      set_code (word, cunyi_codes_get (roster->values, code, "value") ?: "", cunyi_codes_get_label (roster->values, code));
      return TRUE;
    }
  code = field->target == TO_GROUP ? find_code (roster, "group", word->shown.text) : NULL;
  if (code)
    {
      word->group = code;
      set_code (word, code, find_label (roster, "group", code));
    }
  return code != NULL;
}

/* What stands in a column of codes for none of them. */
static gboolean
says_none (CunyiRoster *roster, const Word *word)
{
  const char *code = is_bare (word->shown.text) ? NULL : find_code (roster, "yes_no", word->shown.text);

  return code && strcmp (code, "0") == 0;
}

static void
read_code (CunyiRoster *roster, const Field *field, Word *word)
{
  gboolean of_values = strcmp (field->values, "roster_value") == 0;
  const char *code;

  if (field->target == TO_RELATION && read_ambiguous (roster, word))
    return;
  if (of_values && read_value (roster, field, word))
    return;
  if (of_values)
    {
      /* Words of its own that no list has are kept as they are: 健康状况 may say anything. */
      word->none = says_none (roster, word);
      if (field->target == TO_GROUP && !word->none)
        leave_open (roster, word, "group");
      return;
    }
  code = find_code (roster, field->values, word->shown.text);
  if (code)
    set_code (word, code, find_label (roster, field->values, code));
  else if (!(word->none = says_none (roster, word)))
    leave_open (roster, word, field->values);
}

/* What the doctor said that it means. */
static void
set_meaning (CunyiRoster *roster, const Field *field, Word *word, const char *meaning)
{
  if (word->choices == NULL || !g_strv_contains ((const char *const *) word->choices, meaning))
    return;
  word->shown.meaning = meaning;
  if (strcmp (word->shown.codes, "yes_no") == 0)
    set_yes (roster, field, word, strcmp (meaning, "1") == 0);
  else
    set_code (word, meaning, find_label (roster, word->shown.codes, meaning));
  if (field->target == TO_GROUP)
    word->group = meaning;
  word->open = FALSE;
}

static Word *
get_word (CunyiRoster *roster, Column *column, const char *text)
{
  const Field *field = column->field;
  Word *word = g_hash_table_lookup (column->words, text);
  const char *meaning;

  if (word)
    return word;
  word = g_new0 (Word, 1);
  word->shown.text = g_string_chunk_insert_const (roster->texts, text);
  word->shown.codes = word->shown.meaning = word->code = word->group = "";
  word->label = word->shown.text;
  if (strlen (text) <= MAX_WORD && strcmp (field->type, "yesno") == 0)
    {
      if (!(strcmp (field->values, "roster_value") == 0 && read_value (roster, field, word)) &&
          !read_yes_no (roster, field, word))
        leave_open (roster, word, "yes_no");
    }
  else if (strlen (text) <= MAX_WORD)
    read_code (roster, field, word);
  meaning = g_hash_table_lookup (column->meanings, text);
  if (meaning)
    set_meaning (roster, field, word, meaning);
  g_hash_table_insert (column->words, (gpointer) word->shown.text, word);
  return word;
}

static void
free_word (gpointer data)
{
  Word *word = data;

  g_strfreev (word->choices);
  g_free (word);
}

/* ---- cells ---- */

static Cell *
new_cell (CunyiRoster *roster, Column *column, const char *text)
{
  g_auto (GStrv) parts = column->field->multi && strlen (text) < 10000 ? cunyi_text_split (text) : g_strsplit (text, "\n", 1);
  guint n = MIN (g_strv_length (parts), MAX_WORDS);
  Cell *cell = g_malloc (sizeof (Cell) + n * sizeof (Word *));

  cell->n = n;
  for (guint i = 0; i < n; i++)
    cell->words[i] = get_word (roster, column, parts[i]);
  return cell;
}

/* A cell that the spreadsheet itself knows as true or false needs no asking. */
static const char *
get_raw (CunyiRoster *roster, const Column *column, guint line)
{
  const char *text = cunyi_table_get (roster->table, line, column->shown.column);

  if (*text && cunyi_table_get_kind (roster->table, line, column->shown.column) == CUNYI_CELL_BOOLEAN &&
      strcmp (column->field->type, "yesno") == 0)
    return *text == '1' ? "是" : "否";
  return text;
}

const Cell *
cunyi_roster_get_cell (CunyiRoster *roster, const Column *column, guint line)
{
  const char *text = get_raw (roster, column, line);

  return *text ? g_hash_table_lookup (column->cells, text) : NULL;
}

static gboolean
has_words (const Column *column)
{
  return column->used && *column->field->values;
}

/* A bare 1 or 0 in a column that has words elsewhere is as clear as they are. */
static void
settle_bare (CunyiRoster *roster, Column *column)
{
  GHashTableIter iter;
  Word *word;
  gboolean words = FALSE;

  g_hash_table_iter_init (&iter, column->words);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &word))
    words |= !word->open && !is_bare (word->shown.text);
  g_hash_table_iter_init (&iter, column->words);
  while (words && g_hash_table_iter_next (&iter, NULL, (gpointer *) &word))
    if (word->open && strcmp (word->shown.codes, "yes_no") == 0 &&
        (strcmp (word->shown.text, "1") == 0 || strcmp (word->shown.text, "0") == 0))
      set_yes (roster, column->field, word, *word->shown.text == '1');
}

static int
compare_open (gconstpointer a, gconstpointer b)
{
  const Word *const *one = a, *const *other = b;

  return (int) (*one)->shown.first_row - (int) (*other)->shown.first_row;
}

static void
list_open (Column *column)
{
  GHashTableIter iter;
  Word *word;

  g_hash_table_iter_init (&iter, column->words);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &word))
    if (word->choices && (word->open || *word->shown.meaning))
      g_ptr_array_add (column->open, word);
  g_ptr_array_sort (column->open, compare_open);
  if (column->open->len > MAX_OPEN)
    g_ptr_array_set_size (column->open, MAX_OPEN);
}

void
cunyi_roster_read_words (CunyiRoster *roster, Column *column)
{
  g_ptr_array_set_size (column->open, 0);
  g_hash_table_unref (column->words);
  column->words = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_word);
  g_clear_pointer (&column->cells, g_hash_table_unref);
  if (!has_words (column))
    return;
  column->cells = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint line = roster->first_row; line < roster->end_row; line++)
    {
      const char *text = get_raw (roster, column, line);
      Cell *cell;

      if (*text == '\0')
        continue;
      cell = g_hash_table_lookup (column->cells, text);
      if (cell == NULL)
        {
          cell = new_cell (roster, column, get_tidy (roster, text));
          g_hash_table_insert (column->cells, (gpointer) text, cell);
        }
      for (guint i = 0; i < cell->n; i++)
        if (cell->words[i]->shown.count++ == 0)
          cell->words[i]->shown.first_row = line + 1;
    }
  settle_bare (roster, column);
  list_open (column);
}

void
cunyi_roster_append_label (CunyiRoster *roster, const Column *column, guint line, GString *text)
{
  const Cell *cell = column->cells ? cunyi_roster_get_cell (roster, column, line) : NULL;
  const char *plain;

  for (guint i = 0; cell && i < cell->n; i++)
    {
      if (text->len > 0)
        g_string_append (text, "、");
      g_string_append (text, cell->words[i]->label);
    }
  if (column->cells)
    return;
  plain = cunyi_roster_get_text (roster, column, line);
  if (*plain && text->len > 0)
    g_string_append (text, "、");
  if (strlen (plain) <= MAX_LETTERS)
    g_string_append (text, plain);
  else
    {
      g_autofree char *part = g_utf8_substring (plain, 0, MIN (g_utf8_strlen (plain, -1), MAX_LETTERS));
      g_string_append (text, part);
    }
}
