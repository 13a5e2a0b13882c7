/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Code lists as three small tables: the file as it is, its codes, and the words that mean one of them. */

#include "config.h"

#include "base/codes.h"

#include "base/csv.h"
#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_LETTERS 200 /* of a code, a label or a synonym */

struct _CunyiCodes {
  gatomicrefcount refs;
  char *id;
  CunyiTable *table;
  int code, label, synonyms, parent; /* columns, -1 when not there */
  GHashTable *columns;               /* name to column + 1 */
  GPtrArray *codes;                  /* in the order of the file */
  GHashTable *rows;                  /* code to row */
  GHashTable *words;                 /* key of a word to code, or to NULL when several codes share it */
};

static char *
get_trimmed (CunyiTable *table, guint row, int column)
{
  return column < 0 ? g_strdup ("") : cunyi_text_trim (cunyi_table_get (table, row, column));
}

/* The first of these names that is a column, or -1. */
static int
find_column (CunyiCodes *codes, const char *const *names)
{
  int column = -1;

  for (; *names && column < 0; names++)
    column = GPOINTER_TO_INT (g_hash_table_lookup (codes->columns, *names)) - 1;
  return column;
}

/* Under this name too. */
static void
name_column (CunyiCodes *codes, const char *name, int column)
{
  if (column >= 0 && !g_hash_table_contains (codes->columns, name))
    g_hash_table_insert (codes->columns, g_strdup (name), GINT_TO_POINTER (column + 1));
}

/* The columns; a name that stands twice is a fault. Lists that come with forms of other collectors call them otherwise. */
static gboolean
read_header (CunyiCodes *codes, CunyiFaults *faults)
{
  static const char *const codes_names[] = { "code", "name", "value", "id", NULL };
  static const char *const label_names[] = { "label", "title", NULL };

  for (guint column = 0; column < cunyi_table_row_length (codes->table, 0); column++)
    {
      char *name = get_trimmed (codes->table, 0, column);

      if (*name == '\0')
        g_free (name);
      else if (g_hash_table_contains (codes->columns, name))
        {
          cunyi_faults_add (faults, CUNYI_FAULT_CODES_COLUMN, NULL, 1, column + 1,
                            _("The column “%.60s” stands here a second time. Keep one of the two."), name);
          g_free (name);
        }
      else
        g_hash_table_insert (codes->columns, name, GINT_TO_POINTER (column + 1));
    }
  codes->code = find_column (codes, codes_names);
  codes->label = find_column (codes, label_names);
  /* A table without either is for looking up only; with one of them the other was forgotten. */
  if (codes->label < 0 && !g_hash_table_contains (codes->columns, "code") && g_hash_table_size (codes->columns) > 0)
    {
      codes->code = -1;
      return TRUE;
    }
  name_column (codes, "code", codes->code);
  name_column (codes, "name", codes->code);
  name_column (codes, "label", codes->label);
  codes->synonyms = GPOINTER_TO_INT (g_hash_table_lookup (codes->columns, "synonyms")) - 1;
  codes->parent = GPOINTER_TO_INT (g_hash_table_lookup (codes->columns, "parent")) - 1;
  if (codes->code >= 0 && codes->label >= 0)
    return TRUE;
  cunyi_faults_add (faults, CUNYI_FAULT_MISSING_COLUMN, NULL, 1, 0,
                    _("A code list needs the columns “code” and “label” in its first line. Add what is missing."));
  return FALSE;
}

static gboolean
is_code (const char *code)
{
  if (*code == '\0' || !cunyi_text_is_clean (code, MAX_LETTERS))
    return FALSE;
  for (const char *p = code; *p; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* TRUE when both codes lie under the same parent, so that nothing tells their words apart. */
static gboolean
same_parent (CunyiCodes *codes, const char *a, const char *b)
{
  return g_strcmp0 (cunyi_codes_get (codes, a, "parent"), cunyi_codes_get (codes, b, "parent")) == 0;
}

static void
add_word (CunyiCodes *codes, const char *word, const char *code, guint row, guint column, CunyiFaults *faults)
{
  g_autofree char *key = cunyi_text_key (word);
  gpointer other;

  if (*key == '\0')
    return;
  if (!g_hash_table_lookup_extended (codes->words, key, NULL, &other))
    g_hash_table_insert (codes->words, g_steal_pointer (&key), (gpointer) code);
  else if (g_strcmp0 (other, code) != 0)
    {
      if (other && same_parent (codes, other, code))
        cunyi_faults_add (faults, CUNYI_FAULT_CODES_WORD, NULL, row + 1, column + 1,
                          _("“%.60s” already means the code %.60s. A word can mean one code only."), word,
                          (const char *) other);
      g_hash_table_insert (codes->words, g_steal_pointer (&key), NULL);
    }
}

/* Labels before synonyms, so that a synonym never takes a label away. */
static void
add_synonyms (CunyiCodes *codes, guint index, CunyiFaults *faults)
{
  const char *code = g_ptr_array_index (codes->codes, index);
  guint row = GPOINTER_TO_UINT (g_hash_table_lookup (codes->rows, code));
  g_auto (GStrv) words = NULL;

  if (codes->synonyms < 0)
    return;
  words = g_strsplit (cunyi_table_get (codes->table, row, codes->synonyms), "|", -1);
  for (guint i = 0; words[i]; i++)
    if (cunyi_text_is_clean (words[i], MAX_LETTERS))
      add_word (codes, words[i], code, row, codes->synonyms, faults);
    else
      cunyi_faults_add (faults, CUNYI_FAULT_CODES_WORD, NULL, row + 1, codes->synonyms + 1,
                        _("A synonym is longer than %d letters. Part synonyms by |."), MAX_LETTERS);
}

static void
read_row (CunyiCodes *codes, guint row, CunyiFaults *faults)
{
  g_autofree char *code = get_trimmed (codes->table, row, codes->code);
  g_autofree char *label = get_trimmed (codes->table, row, codes->label);

  if (!is_code (code))
    cunyi_faults_add (faults, CUNYI_FAULT_CODES_CODE, NULL, row + 1, codes->code + 1,
                      _("The code is missing, too long, or holds a blank. Write a short code without blanks."));
  else if (*label == '\0' || !cunyi_text_is_clean (label, MAX_LETTERS))
    cunyi_faults_add (faults, CUNYI_FAULT_CODES_LABEL, NULL, row + 1, codes->label + 1,
                      _("The code %s has no label, or one that is too long. Write what it is called."), code);
  else if (g_hash_table_contains (codes->rows, code))
    cunyi_faults_add (faults, CUNYI_FAULT_CODES_CODE, NULL, row + 1, codes->code + 1,
                      _("The code %s stands here a second time. Each code may stand once."), code);
  else
    {
      char *owned = g_steal_pointer (&code);

      g_hash_table_insert (codes->rows, owned, GUINT_TO_POINTER (row));
      g_ptr_array_add (codes->codes, owned);
      add_word (codes, label, owned, row, codes->label, faults);
    }
}

/* A parent must be a code of the list, and nobody his own ancestor. Goes up from one code until it comes to where an
 * earlier walk has been; to come back to its own steps is a circle, told where it closes. */
static void
check_parents (CunyiCodes *codes, guint index, GHashTable *walked, CunyiFaults *faults)
{
  const char *code = g_ptr_array_index (codes->codes, index);

  while (!g_hash_table_contains (walked, code))
    {
      guint row = GPOINTER_TO_UINT (g_hash_table_lookup (codes->rows, code));
      const char *parent = cunyi_codes_get (codes, code, "parent");

      g_hash_table_insert (walked, (gpointer) code, GUINT_TO_POINTER (index));
      if (*parent == '\0')
        return;
      if (!g_hash_table_contains (codes->rows, parent))
        {
          cunyi_faults_add (faults, CUNYI_FAULT_CODES_PARENT, NULL, row + 1, codes->parent + 1,
                            _("The parent %.60s is no code of this list. Write the code of another line."), parent);
          return;
        }
      if (g_hash_table_contains (walked, parent)
          && GPOINTER_TO_UINT (g_hash_table_lookup (walked, parent)) == index)
        cunyi_faults_add (faults, CUNYI_FAULT_CODES_PARENT, NULL, row + 1, codes->parent + 1,
                          _("The parents of %s go in a circle. Leave one of them empty."), code);
      code = parent;
    }
}

static gboolean
is_blank_row (CunyiTable *table, guint row)
{
  for (guint column = 0; column < cunyi_table_row_length (table, row); column++)
    if (!cunyi_text_is_blank (cunyi_table_get (table, row, column)))
      return FALSE;
  return TRUE;
}

static CunyiCodes *
parse_table (const char *id, CunyiTable *table, CunyiFaults *faults)
{
  g_autoptr (CunyiCodes) codes = g_new0 (CunyiCodes, 1);
  g_autoptr (GHashTable) walked = NULL;

  g_atomic_ref_count_init (&codes->refs);
  codes->id = g_strdup (id);
  codes->table = cunyi_table_ref (table);
  codes->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  codes->codes = g_ptr_array_new ();
  codes->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  codes->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walked = g_hash_table_new (g_str_hash, g_str_equal);
  if (!read_header (codes, faults))
    return NULL;
  for (guint row = 1; codes->code >= 0 && row < cunyi_table_n_rows (table); row++)
    if (!is_blank_row (table, row))
      read_row (codes, row, faults);
  for (guint i = 0; i < codes->codes->len; i++)
    {
      add_synonyms (codes, i, faults);
      if (codes->parent >= 0)
        check_parents (codes, i, walked, faults);
    }
  return g_steal_pointer (&codes);
}

CunyiCodes *
cunyi_codes_parse (const char *id, GBytes *bytes, CunyiFaults *faults)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiTable) table = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  table = cunyi_csv_parse (id, data, length, &error);
  if (table)
    return parse_table (id, table, faults);
  cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 0, 0, "%s", error->message);
  return NULL;
}

CunyiCodes *
cunyi_codes_ref (CunyiCodes *codes)
{
  g_atomic_ref_count_inc (&codes->refs);
  return codes;
}

void
cunyi_codes_unref (CunyiCodes *codes)
{
  if (!g_atomic_ref_count_dec (&codes->refs))
    return;
  g_hash_table_unref (codes->words);
  g_ptr_array_unref (codes->codes);
  g_hash_table_unref (codes->rows);
  g_hash_table_unref (codes->columns);
  cunyi_table_unref (codes->table);
  g_free (codes->id);
  g_free (codes);
}

guint
cunyi_codes_count (CunyiCodes *codes)
{
  return codes->codes->len;
}

const char *
cunyi_codes_get_code (CunyiCodes *codes, guint index)
{
  return index < codes->codes->len ? g_ptr_array_index (codes->codes, index) : NULL;
}

const char *
cunyi_codes_get_label (CunyiCodes *codes, const char *code)
{
  return cunyi_codes_get (codes, code, "label");
}

const char *
cunyi_codes_get (CunyiCodes *codes, const char *code, const char *column)
{
  gpointer row;
  int at = GPOINTER_TO_INT (g_hash_table_lookup (codes->columns, column)) - 1;

  if (code == NULL || at < 0 || !g_hash_table_lookup_extended (codes->rows, code, NULL, &row))
    return NULL;
  return cunyi_table_get (codes->table, GPOINTER_TO_UINT (row), at);
}

CunyiTable *
cunyi_codes_get_table (CunyiCodes *codes)
{
  return codes->table;
}

int
cunyi_codes_find_column (CunyiCodes *codes, const char *name)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (codes->columns, name)) - 1;
}

const char *
cunyi_codes_find (CunyiCodes *codes, const char *word)
{
  g_autofree char *key = cunyi_text_key (word);

  return g_hash_table_lookup (codes->words, key);
}
