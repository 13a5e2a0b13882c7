/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables of text in three flat arrays, so that fifty thousand rows cost no more than their letters. */

#include "config.h"

#include "base/table.h"

#include "base/text.h"

#include <string.h>

typedef struct {
  guint32 offset; /* into text; 0 is the empty string */
  guint8 kind;
} Cell;

typedef struct {
  guint first; /* into cells */
  guint length;
} Row;

struct _CunyiTable {
  gatomicrefcount refs;
  char *name;
  GString *text; /* all cells, each ended by a zero byte; begins with the empty string */
  GArray *cells;
  GArray *rows;
  GArray *merges;
  guint n_columns;
};

static const Cell *
find_cell (CunyiTable *table, guint row, guint column)
{
  const Row *r;

  if (row >= table->rows->len)
    return NULL;
  r = &g_array_index (table->rows, Row, row);
  return column < r->length ? &g_array_index (table->cells, Cell, r->first + column) : NULL;
}

CunyiTable *
cunyi_table_new (const char *name)
{
  CunyiTable *table = g_new0 (CunyiTable, 1);

  g_atomic_ref_count_init (&table->refs);
  table->name = g_strdup (name);
  table->text = g_string_sized_new (256);
  g_string_append_c (table->text, '\0');
  table->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  table->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  table->merges = g_array_new (FALSE, FALSE, sizeof (CunyiMerge));
  return table;
}

CunyiTable *
cunyi_table_ref (CunyiTable *table)
{
  g_atomic_ref_count_inc (&table->refs);
  return table;
}

void
cunyi_table_unref (CunyiTable *table)
{
  if (!g_atomic_ref_count_dec (&table->refs))
    return;
  g_free (table->name);
  g_string_free (table->text, TRUE);
  g_array_unref (table->cells);
  g_array_unref (table->rows);
  g_array_unref (table->merges);
  g_free (table);
}

const char *
cunyi_table_get_name (CunyiTable *table)
{
  return table->name;
}

guint
cunyi_table_n_rows (CunyiTable *table)
{
  return table->rows->len;
}

guint
cunyi_table_n_columns (CunyiTable *table)
{
  return table->n_columns;
}

guint
cunyi_table_row_length (CunyiTable *table, guint row)
{
  return row < table->rows->len ? g_array_index (table->rows, Row, row).length : 0;
}

const char *
cunyi_table_get (CunyiTable *table, guint row, guint column)
{
  const Cell *cell = find_cell (table, row, column);

  return cell ? table->text->str + cell->offset : "";
}

CunyiCellKind
cunyi_table_get_kind (CunyiTable *table, guint row, guint column)
{
  const Cell *cell = find_cell (table, row, column);

  return cell ? cell->kind : CUNYI_CELL_EMPTY;
}

void
cunyi_table_begin_row (CunyiTable *table)
{
  Row row = { table->cells->len, 0 };

  g_array_append_val (table->rows, row);
}

void
cunyi_table_add_cell (CunyiTable *table, const char *text, gssize length, CunyiCellKind kind)
{
  Cell cell = { 0, kind };
  Row *row;

  g_return_if_fail (table->rows->len > 0);

  if (length < 0)
    length = text ? strlen (text) : 0;
  if (length > 0 && table->text->len + length + 1 <= G_MAXUINT32)
    {
      cell.offset = table->text->len;
      g_string_append_len (table->text, text, length);
      g_string_append_c (table->text, '\0');
    }
  else
    /* Beyond 4 GB of text, far above the limits of all readers, a cell must at least not pass as empty. */
    cell.kind = length > 0 ? CUNYI_CELL_ERROR : CUNYI_CELL_EMPTY;
  g_array_append_val (table->cells, cell);
  row = &g_array_index (table->rows, Row, table->rows->len - 1);
  row->length++;
  table->n_columns = MAX (table->n_columns, row->length);
}

void
cunyi_table_add_merge (CunyiTable *table, const CunyiMerge *merge)
{
  g_array_append_vals (table->merges, merge, 1);
}

guint
cunyi_table_n_merges (CunyiTable *table)
{
  return table->merges->len;
}

const CunyiMerge *
cunyi_table_get_merge (CunyiTable *table, guint index)
{
  return &g_array_index (table->merges, CunyiMerge, index);
}
