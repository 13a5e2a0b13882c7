/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Facts in flat arrays: nine bytes a cell, and every different text once. */

#include "config.h"

#include "report/facts.h"

#include "form/expression.h"

#include <math.h>
#include <string.h>

#define MAX_CELLS 40000000
#define MAX_TEXT (256 * 1024 * 1024)

typedef union {
  double number;
  const char *text;
} Value;

struct _CunyiFacts {
  gatomicrefcount refs;
  GPtrArray *names;
  GStringChunk *texts;
  gsize text_size;
  GArray *values;    /* Value; n_columns for each row */
  GByteArray *kinds; /* CunyiFactKind, beside them */
  guint n_rows;
  guint filled; /* cells of the last row */
};

CunyiFacts *
cunyi_facts_new (const char *const *columns)
{
  CunyiFacts *facts = g_new0 (CunyiFacts, 1);

  g_atomic_ref_count_init (&facts->refs);
  facts->names = g_ptr_array_new_with_free_func (g_free);
  for (; *columns && facts->names->len < CUNYI_FACTS_MAX_COLUMNS; columns++)
    g_ptr_array_add (facts->names, g_strdup (*columns));
  facts->texts = g_string_chunk_new (4096);
  facts->values = g_array_new (FALSE, TRUE, sizeof (Value));
  facts->kinds = g_byte_array_new ();
  return facts;
}

CunyiFacts *
cunyi_facts_ref (CunyiFacts *facts)
{
  g_atomic_ref_count_inc (&facts->refs);
  return facts;
}

void
cunyi_facts_unref (CunyiFacts *facts)
{
  if (!g_atomic_ref_count_dec (&facts->refs))
    return;
  g_ptr_array_unref (facts->names);
  g_string_chunk_free (facts->texts);
  g_array_unref (facts->values);
  g_byte_array_unref (facts->kinds);
  g_free (facts);
}

gboolean
cunyi_facts_begin_row (CunyiFacts *facts)
{
  guint first = facts->values->len;

  if (facts->n_rows >= CUNYI_FACTS_MAX_ROWS || first + facts->names->len > MAX_CELLS || facts->text_size > MAX_TEXT)
    return FALSE;
  g_array_set_size (facts->values, first + facts->names->len);
  g_byte_array_set_size (facts->kinds, first + facts->names->len);
  memset (facts->kinds->data + first, CUNYI_FACT_NONE, facts->names->len);
  facts->n_rows++;
  facts->filled = 0;
  return TRUE;
}

static void
add (CunyiFacts *facts, CunyiFactKind kind, Value value)
{
  guint cell = (facts->n_rows - 1) * facts->names->len + facts->filled;

  g_return_if_fail (facts->n_rows > 0 && facts->filled < facts->names->len);

  facts->kinds->data[cell] = kind;
  g_array_index (facts->values, Value, cell) = value;
  facts->filled++;
}

void
cunyi_facts_add_text (CunyiFacts *facts, const char *text)
{
  Value value = { .number = 0 };

  if (!text || *text == '\0')
    {
      add (facts, CUNYI_FACT_NONE, value);
      return;
    }
  value.text = g_string_chunk_insert_const (facts->texts, text);
  facts->text_size += strlen (text);
  add (facts, CUNYI_FACT_TEXT, value);
}

void
cunyi_facts_add_number (CunyiFacts *facts, double number)
{
  Value value = { .number = number == 0 ? 0 : number }; /* no negative zero */

  add (facts, isfinite (number) ? CUNYI_FACT_NUMBER : CUNYI_FACT_NONE, value);
}

guint
cunyi_facts_n_rows (CunyiFacts *facts)
{
  return facts->n_rows;
}

guint
cunyi_facts_n_columns (CunyiFacts *facts)
{
  return facts->names->len;
}

const char *
cunyi_facts_column_name (CunyiFacts *facts, guint column)
{
  return g_ptr_array_index (facts->names, column);
}

int
cunyi_facts_find_column (CunyiFacts *facts, const char *name)
{
  for (guint i = 0; i < facts->names->len; i++)
    if (strcmp (g_ptr_array_index (facts->names, i), name) == 0)
      return i;
  return -1;
}

CunyiFactKind
cunyi_facts_get_kind (CunyiFacts *facts, guint row, guint column)
{
  return facts->kinds->data[row * facts->names->len + column];
}

static Value
get_value (CunyiFacts *facts, guint row, guint column)
{
  return g_array_index (facts->values, Value, row * facts->names->len + column);
}

double
cunyi_facts_get_number (CunyiFacts *facts, guint row, guint column)
{
  double number;

  switch (cunyi_facts_get_kind (facts, row, column))
    {
    case CUNYI_FACT_NUMBER:
      return get_value (facts, row, column).number;
    case CUNYI_FACT_TEXT:
      number = g_ascii_strtod (get_value (facts, row, column).text, NULL);
      return isfinite (number) ? number : 0;
    case CUNYI_FACT_NONE:
    default:
      return 0;
    }
}

const char *
cunyi_facts_get_text (CunyiFacts *facts, guint row, guint column)
{
  return cunyi_facts_get_kind (facts, row, column) == CUNYI_FACT_TEXT ? get_value (facts, row, column).text : "";
}

char *
cunyi_facts_dup_text (CunyiFacts *facts, guint row, guint column)
{
  if (cunyi_facts_get_kind (facts, row, column) == CUNYI_FACT_NUMBER)
    return cunyi_number_to_text (get_value (facts, row, column).number);
  return g_strdup (cunyi_facts_get_text (facts, row, column));
}

gboolean
cunyi_facts_is_true (CunyiFacts *facts, guint row, guint column)
{
  switch (cunyi_facts_get_kind (facts, row, column))
    {
    case CUNYI_FACT_NUMBER:
      return get_value (facts, row, column).number != 0;
    case CUNYI_FACT_TEXT:
      return strcmp (get_value (facts, row, column).text, "0") != 0;
    case CUNYI_FACT_NONE:
    default:
      return FALSE;
    }
}

guint64
cunyi_facts_get_identity (CunyiFacts *facts, guint row, guint column)
{
  Value value = get_value (facts, row, column);
  guint64 bits = 0;

  switch (cunyi_facts_get_kind (facts, row, column))
    {
    case CUNYI_FACT_NUMBER:
      /* The bits of a number lie above every address once its sign is turned: 0 becomes 2^63, the smallest normal
       * number 2^63 + 2^52, their negatives at least 2^52. */
      memcpy (&bits, &value.number, sizeof bits);
      return bits ^ (G_GUINT64_CONSTANT (1) << 63);
    case CUNYI_FACT_TEXT:
      return GPOINTER_TO_SIZE (value.text);
    case CUNYI_FACT_NONE:
    default:
      return 0;
    }
}
