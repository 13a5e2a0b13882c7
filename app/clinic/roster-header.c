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
  g_autofree char *bare = key ? cunyi_roster_strip_brackets (key) : NULL;

  return match_exactly (roster, bare);
}

/* A word in the name, or the name in a word, of three Chinese characters at least, that fits one field only. A shorter word
 * that overlaps a longer one is part of it: 身份证号 of 户主身份证号. */
static const FieldWord *
guess (CunyiRoster *roster, const char *key)
{
  const FieldWord *best = NULL;
  const char *at = NULL;

  if (key == NULL || cunyi_roster_count_han (key) < GUESS_LETTERS)
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
      g_autofree char *key = cunyi_roster_normalise_header (cunyi_table_get (table, row, column));
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
      g_autofree char *key = cunyi_roster_normalise_header (below);

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

/* 填表人：李四　审核人：王五　联系电话：…: words with a colon and no number that fills a cell. */
static gboolean
is_note (CunyiTable *table, guint row)
{
  gboolean says = FALSE;

  for (guint column = 0; column < cunyi_table_row_length (table, row); column++)
    {
      const char *text = cunyi_table_get (table, row, column);
      gsize length = strlen (text);

      if (length >= 6 && strspn (text, "0123456789Xx ") == length)
        return FALSE;
      says = says || strchr (text, ':') || strstr (text, "：");
    }
  return says || count_filled (table, row) == 0;
}

/* Signatures and blanks below the last person are no part of the table. */
static guint
find_end (CunyiTable *table, guint first)
{
  guint end = cunyi_table_n_rows (table);

  while (end > first && is_note (table, end - 1))
    end--;
  return end;
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
  column->candidates[0] = cunyi_roster_normalise_header (both);
  if (*above && *below)
    {
      column->candidates[1] = cunyi_roster_normalise_header (below);
      column->candidates[2] = cunyi_roster_normalise_header (above);
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
  for (guint line = roster->first_row; line < roster->end_row && n < 3; line++)
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
  roster->end_row = find_end (table, row + 1);
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
