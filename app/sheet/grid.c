/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cells in any order to a table. Nearly every file has them in order, and they go straight through; with the first one
 * that does not fit at the end, all are put on a heap and sorted when the sheet is finished. */

#include "config.h"

#include "sheet/grid.h"

#include <string.h>

typedef struct {
  guint32 row;
  guint16 column;
  guint8 kind;
  gsize offset; /* into heap_text */
  guint32 length;
} Loose;

struct _CunyiGrid {
  CunyiReading *reading;
  CunyiTable *table;
  guint n_rows;  /* begun in the table */
  guint n_cells; /* in its last row */
  guint max_row, max_column;
  GArray *heap; /* of Loose, NULL while the cells come in order */
  GString *heap_text;
};

CunyiGrid *
cunyi_grid_new (const char *name, CunyiReading *reading)
{
  CunyiGrid *grid = g_new0 (CunyiGrid, 1);

  grid->reading = reading;
  grid->table = cunyi_table_new (name);
  return grid;
}

static void
clear_heap (CunyiGrid *grid)
{
  g_clear_pointer (&grid->heap, g_array_unref);
  if (grid->heap_text)
    g_string_free (g_steal_pointer (&grid->heap_text), TRUE);
}

void
cunyi_grid_free (CunyiGrid *grid)
{
  clear_heap (grid);
  cunyi_table_unref (grid->table);
  g_free (grid);
}

/* Appends behind all cells so far. Gaps cost as much as cells: a table has a place for each of them. */
static gboolean
append (CunyiGrid *grid, guint row, guint column, const char *text, gsize length, CunyiCellKind kind, GError **error)
{
  guint n_cells = row + 1 > grid->n_rows ? 0 : grid->n_cells;
  guint64 cost = (guint64) (row + 1 - grid->n_rows) + (column - n_cells) + 1;

  if (!cunyi_reading_use (&grid->reading->cells, cost, CUNYI_MAX_CELLS, error)
      || !cunyi_reading_use (&grid->reading->text, length + 1, CUNYI_MAX_TEXT, error))
    return FALSE;
  for (; grid->n_rows <= row; grid->n_rows++)
    cunyi_table_begin_row (grid->table);
  for (; n_cells < column; n_cells++)
    cunyi_table_add_cell (grid->table, NULL, 0, CUNYI_CELL_EMPTY);
  cunyi_table_add_cell (grid->table, text, length, kind);
  grid->n_cells = column + 1;
  return TRUE;
}

static gboolean
drop (CunyiGrid *grid, guint row, guint column, const char *text, gsize length, CunyiCellKind kind, GError **error)
{
  Loose loose = { row, column, kind, grid->heap_text->len, length };

  /* What is sorted later is counted now as well: the heap takes room of its own. */
  if (!cunyi_reading_use (&grid->reading->cells, 3, CUNYI_MAX_CELLS, error)
      || !cunyi_reading_use (&grid->reading->text, length + 1, CUNYI_MAX_TEXT, error))
    return FALSE;
  g_string_append_len (grid->heap_text, text, length);
  g_array_append_val (grid->heap, loose);
  return TRUE;
}

static gboolean
move_to_heap (CunyiGrid *grid, GError **error)
{
  CunyiTable *table = grid->table;

  grid->heap = g_array_new (FALSE, FALSE, sizeof (Loose));
  grid->heap_text = g_string_new (NULL);
  for (guint row = 0; row < cunyi_table_n_rows (table); row++)
    for (guint column = 0; column < cunyi_table_row_length (table, row); column++)
      {
        const char *text = cunyi_table_get (table, row, column);

        if (*text && !drop (grid, row, column, text, strlen (text), cunyi_table_get_kind (table, row, column), error))
          return FALSE;
      }
  return TRUE;
}

gboolean
cunyi_grid_add (CunyiGrid *grid, guint row, guint column, const char *text, gsize length, CunyiCellKind kind,
                GError **error)
{
  if (row >= CUNYI_MAX_ROWS || column >= CUNYI_MAX_COLUMNS)
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_TOO_LARGE);
  if (length == 0)
    return TRUE;
  grid->max_row = MAX (grid->max_row, row);
  grid->max_column = MAX (grid->max_column, column);
  if ((guint64) (grid->max_row + 1) * (grid->max_column + 1) > CUNYI_MAX_AREA)
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_TOO_LARGE);
  if (grid->heap == NULL)
    {
      if (row >= grid->n_rows || (row + 1 == grid->n_rows && column >= grid->n_cells))
        return append (grid, row, column, text, length, kind, error);
      if (!move_to_heap (grid, error))
        return FALSE;
    }
  return drop (grid, row, column, text, length, kind, error);
}

gboolean
cunyi_grid_add_merge (CunyiGrid *grid, const CunyiMerge *merge, GError **error)
{
  if (merge->bottom >= CUNYI_MAX_ROWS || merge->right >= CUNYI_MAX_COLUMNS || merge->top > merge->bottom
      || merge->left > merge->right || (merge->top == merge->bottom && merge->left == merge->right))
    return TRUE;
  if (!cunyi_reading_use (&grid->reading->merges, 1, CUNYI_MAX_MERGES, error))
    return FALSE;
  cunyi_table_add_merge (grid->table, merge);
  return TRUE;
}

/* By place, and at one place in the order of the file: offsets only grow. */
static int
compare_loose (gconstpointer a, gconstpointer b)
{
  const Loose *x = a, *y = b;

  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static void
copy_merges (CunyiTable *from, CunyiTable *to)
{
  for (guint i = 0; i < cunyi_table_n_merges (from); i++)
    cunyi_table_add_merge (to, cunyi_table_get_merge (from, i));
}

static gboolean
sort_heap (CunyiGrid *grid, GError **error)
{
  g_autoptr (CunyiTable) unsorted = grid->table;

  grid->table = cunyi_table_new (cunyi_table_get_name (unsorted));
  grid->n_rows = grid->n_cells = 0;
  copy_merges (unsorted, grid->table);
  g_array_sort (grid->heap, compare_loose);
  for (guint i = 0; i < grid->heap->len; i++)
    {
      const Loose *loose = &g_array_index (grid->heap, Loose, i);
      const Loose *next = i + 1 < grid->heap->len ? loose + 1 : NULL;

      if (next && next->row == loose->row && next->column == loose->column)
        continue;
      if (!append (grid, loose->row, loose->column, grid->heap_text->str + loose->offset, loose->length, loose->kind,
                   error))
        return FALSE;
    }
  return TRUE;
}

CunyiTable *
cunyi_grid_finish (CunyiGrid *grid, GError **error)
{
  if (grid->heap && !sort_heap (grid, error))
    return NULL;
  clear_heap (grid);
  return cunyi_table_ref (grid->table);
}
