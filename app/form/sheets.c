/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sheets found in tables. Cells are trimmed when they are asked for and then kept. */

#include "config.h"

#include "form/sheets.h"

#include "base/text.h"
#include "sheet/workbook.h"

#include <glib/gi18n.h>
#include <string.h>

/* Cells of a sheet that are remembered once they are trimmed. */
#define CELLS_MAX 1000000

struct _CunyiSheet {
  CunyiSheets *sheets;
  char *name;
  CunyiTable *table;
  guint header;         /* row of the table */
  guint first;          /* column of the table that may hold the first header */
  GArray *rows;         /* of guint: rows of the table that are not empty */
  GPtrArray *headers;   /* as written; "" for columns without a name */
  GHashTable *columns;  /* plain name → column of the table, plus 1 */
  const char **cells;   /* trimmed, by row and column of the table; NULL for what was not asked for; NULL when too many */
  GHashTable *asked;    /* every name that was asked for → the same, 0 when there is no such column */
};

struct _CunyiSheets {
  GPtrArray *list;
  GStringChunk *strings;
};

/* `Label :: Chinese `, `label:Chinese` and `label::chinese`, `constraint message` and `constraint_message` are the same. */
static char *
make_plain (const char *header)
{
  g_autofree char *trimmed = cunyi_text_trim (header);
  g_autofree char *half = cunyi_text_to_half_width (trimmed);
  g_autofree char *small = g_utf8_strdown (half, -1);
  g_auto (GStrv) parts = g_strsplit (small, strstr (small, "::") ? "::" : ":", -1);

  for (char **part = parts; *part; part++)
    g_strdelimit (g_strstrip (*part), " ", '_');
  return g_strjoinv ("::", parts);
}

static void
free_sheet (gpointer data)
{
  CunyiSheet *sheet = data;

  g_free (sheet->name);
  cunyi_table_unref (sheet->table);
  g_array_unref (sheet->rows);
  g_ptr_array_unref (sheet->headers);
  g_hash_table_unref (sheet->columns);
  g_hash_table_unref (sheet->asked);
  g_free (sheet->cells);
  g_free (sheet);
}

static gboolean
is_empty_row (CunyiTable *table, guint row, guint first)
{
  for (guint column = first; column < cunyi_table_row_length (table, row); column++)
    if (!cunyi_text_is_blank (cunyi_table_get (table, row, column)))
      return FALSE;
  return TRUE;
}

static void
read_header (CunyiSheet *sheet)
{
  for (guint column = sheet->first; column < cunyi_table_row_length (sheet->table, sheet->header); column++)
    {
      const char *text = cunyi_table_get (sheet->table, sheet->header, column);
      g_autofree char *plain = make_plain (text);

      g_ptr_array_add (sheet->headers, cunyi_text_trim (text));
      if (*plain && !g_hash_table_contains (sheet->columns, plain))
        g_hash_table_insert (sheet->columns, g_steal_pointer (&plain), GUINT_TO_POINTER (column + 1));
    }
}

static guint
count_cells (CunyiTable *table, guint row, guint first)
{
  guint n = 0;

  for (guint column = first; column < cunyi_table_row_length (table, row); column++)
    n += !cunyi_text_is_blank (cunyi_table_get (table, row, column));
  return n;
}

static guint
skip_empty (CunyiTable *table, guint from, guint end, guint first)
{
  while (from < end && is_empty_row (table, from, first))
    from++;
  return from;
}

/* Many put a title above: one cell, and below it the row of headers. */
static guint
find_header (CunyiTable *table, guint from, guint end, guint first)
{
  guint next;

  from = skip_empty (table, from, end, first);
  next = from < end ? skip_empty (table, from + 1, end, first) : end;
  return next < end && count_cells (table, from, first) == 1 && count_cells (table, next, first) > 1 ? next : from;
}

/* The rows from `from` to before `end` of a table, the first that is not empty and no title being the header. */
static void
add_sheet (CunyiSheets *sheets, const char *name, CunyiTable *table, guint first, guint from, guint end)
{
  CunyiSheet *sheet = g_new0 (CunyiSheet, 1);

  from = find_header (table, from, end, first);
  sheet->sheets = sheets;
  sheet->name = cunyi_text_trim (name);
  sheet->table = cunyi_table_ref (table);
  sheet->header = from;
  sheet->first = first;
  sheet->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  sheet->headers = g_ptr_array_new_with_free_func (g_free);
  sheet->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sheet->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (from < end)
    read_header (sheet);
  for (guint row = from + 1; row < end; row++)
    if (!is_empty_row (table, row, first))
      g_array_append_val (sheet->rows, row);
  if ((guint64) sheet->rows->len * cunyi_table_n_columns (table) <= CELLS_MAX)
    sheet->cells = g_new0 (const char *, sheet->rows->len * cunyi_table_n_columns (table));
  g_ptr_array_add (sheets->list, sheet);
}

static gboolean
names_sheet (CunyiTable *table, guint row)
{
  return !cunyi_text_is_blank (cunyi_table_get (table, row, 0)) && is_empty_row (table, row, 1);
}

/* pyxform's layout: each text in column A begins a sheet. FALSE when the table is not written so. */
static gboolean
take_apart (CunyiSheets *sheets, CunyiTable *table)
{
  guint n = cunyi_table_n_rows (table), row = 0;

  while (row < n && is_empty_row (table, row, 0))
    row++;
  if (row == n || !names_sheet (table, row))
    return FALSE;
  while (row < n)
    {
      guint begin = row++;

      while (row < n && cunyi_text_is_blank (cunyi_table_get (table, row, 0)))
        row++;
      add_sheet (sheets, cunyi_table_get (table, begin, 0), table, 1, begin + 1, row);
    }
  return TRUE;
}

CunyiSheets *
cunyi_sheets_new (GPtrArray *tables)
{
  CunyiSheets *sheets = g_new0 (CunyiSheets, 1);

  sheets->list = g_ptr_array_new_with_free_func (free_sheet);
  sheets->strings = g_string_chunk_new (4096);
  if (tables->len == 1 && take_apart (sheets, g_ptr_array_index (tables, 0)))
    return sheets;
  for (guint i = 0; i < tables->len; i++)
    {
      CunyiTable *table = g_ptr_array_index (tables, i);

      add_sheet (sheets, cunyi_table_get_name (table), table, 0, 0, cunyi_table_n_rows (table));
    }
  return sheets;
}

CunyiSheets *
cunyi_sheets_parse (const char *name, GBytes *content, CunyiFaults *faults)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = cunyi_workbook_read_bytes (name, content, NULL, &error);

  if (tables)
    return cunyi_sheets_new (tables);
  cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 0, 0, "%s", error->message);
  return NULL;
}

void
cunyi_sheets_free (CunyiSheets *sheets)
{
  g_ptr_array_unref (sheets->list);
  g_string_chunk_free (sheets->strings);
  g_free (sheets);
}

CunyiSheet *
cunyi_sheets_get (CunyiSheets *sheets, const char *name, CunyiFaults *faults)
{
  for (guint i = 0; i < sheets->list->len; i++)
    {
      CunyiSheet *sheet = g_ptr_array_index (sheets->list, i);

      g_autofree char *half = cunyi_text_to_half_width (sheet->name);

      if (g_ascii_strcasecmp (half, name) == 0)
        return sheet;
    }
  if (faults)
    cunyi_faults_add (faults, CUNYI_FAULT_MISSING_SHEET, NULL, 0, 0, _("There is no sheet called “%s”. Add it."), name);
  return NULL;
}

const char *
cunyi_sheet_get_name (CunyiSheet *sheet)
{
  return sheet->name;
}

guint
cunyi_sheet_n_rows (CunyiSheet *sheet)
{
  return sheet->rows->len;
}

guint
cunyi_sheet_row_number (CunyiSheet *sheet, guint row)
{
  return (row < sheet->rows->len ? g_array_index (sheet->rows, guint, row) : sheet->header) + 1;
}

static int
find_column (CunyiSheet *sheet, const char *column)
{
  g_autofree char *plain = NULL;
  gpointer found;

  if (g_hash_table_lookup_extended (sheet->asked, column, NULL, &found))
    return GPOINTER_TO_INT (found) - 1;
  plain = make_plain (column);
  found = g_hash_table_lookup (sheet->columns, plain);
  g_hash_table_insert (sheet->asked, g_strdup (column), found);
  return GPOINTER_TO_INT (found) - 1;
}

guint
cunyi_sheet_column_number (CunyiSheet *sheet, const char *column)
{
  return column ? find_column (sheet, column) + 1 : 0;
}

gboolean
cunyi_sheet_has_column (CunyiSheet *sheet, const char *column)
{
  return find_column (sheet, column) >= 0;
}

guint
cunyi_sheet_n_columns (CunyiSheet *sheet)
{
  return sheet->headers->len;
}

const char *
cunyi_sheet_column_name (CunyiSheet *sheet, guint index)
{
  return g_ptr_array_index (sheet->headers, index);
}

static const char *
trim_cell (CunyiSheet *sheet, guint row, guint column)
{
  const char *raw = cunyi_table_get (sheet->table, g_array_index (sheet->rows, guint, row), column);
  g_autofree char *trimmed = *raw ? cunyi_text_trim (raw) : NULL;

  return trimmed && *trimmed ? g_string_chunk_insert_const (sheet->sheets->strings, trimmed) : "";
}

const char *
cunyi_sheet_get (CunyiSheet *sheet, guint row, const char *column)
{
  int at = find_column (sheet, column);
  const char **cell;

  if (at < 0 || row >= sheet->rows->len)
    return "";
  if (!sheet->cells)
    return trim_cell (sheet, row, at);
  cell = &sheet->cells[(gsize) row * cunyi_table_n_columns (sheet->table) + at];
  if (!*cell)
    *cell = trim_cell (sheet, row, at);
  return *cell;
}

const char *
cunyi_sheet_get_plain (CunyiSheet *sheet, guint row, const char *column)
{
  const char *text = cunyi_sheet_get (sheet, row, column);
  g_autofree char *half = cunyi_text_to_half_width (text);
  g_autofree char *trimmed = cunyi_text_trim (half);

  return strcmp (trimmed, text) == 0 ? text : g_string_chunk_insert_const (sheet->sheets->strings, trimmed);
}

/* The merged cells that a cell lies in, but not as their first. */
static const CunyiMerge *
find_merge (CunyiSheet *sheet, guint row, guint column)
{
  for (guint i = 0; i < cunyi_table_n_merges (sheet->table); i++)
    {
      const CunyiMerge *merge = cunyi_table_get_merge (sheet->table, i);

      if (row >= merge->top && row <= merge->bottom && column >= merge->left && column <= merge->right
          && (row > merge->top || column > merge->left))
        return merge;
    }
  return NULL;
}

const char *
cunyi_sheet_get_merged (CunyiSheet *sheet, guint row, const char *column)
{
  const char *own = cunyi_sheet_get_plain (sheet, row, column);
  int at = find_column (sheet, column);
  guint table_row = row < sheet->rows->len ? g_array_index (sheet->rows, guint, row) : 0;
  const CunyiMerge *merge = *own == '\0' && at >= 0 ? find_merge (sheet, table_row, at) : NULL;
  g_autofree char *half = NULL;
  g_autofree char *trimmed = NULL;

  if (merge == NULL)
    return own;
  half = cunyi_text_to_half_width (cunyi_table_get (sheet->table, merge->top, merge->left));
  trimmed = cunyi_text_trim (half);
  return g_string_chunk_insert_const (sheet->sheets->strings, trimmed);
}

CunyiCellKind
cunyi_sheet_get_kind (CunyiSheet *sheet, guint row, const char *column)
{
  int at = find_column (sheet, column);

  return at < 0 || row >= sheet->rows->len ? CUNYI_CELL_EMPTY
                                           : cunyi_table_get_kind (sheet->table, g_array_index (sheet->rows, guint, row), at);
}

gboolean
cunyi_sheet_is_covered (CunyiSheet *sheet, guint row, const char *column)
{
  int at = find_column (sheet, column);

  return at >= 0 && row < sheet->rows->len && find_merge (sheet, g_array_index (sheet->rows, guint, row), at) != NULL;
}

gboolean
cunyi_sheet_is_yes (CunyiSheet *sheet, guint row, const char *column)
{
  static const char *const words[] = { "yes", "true", "true()", "1", "是" };
  const char *cell = cunyi_sheet_get (sheet, row, column);
  g_autofree char *text = *cell ? cunyi_text_key (cell) : NULL;

  for (guint i = 0; text && i < G_N_ELEMENTS (words); i++)
    if (strcmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

const char *
cunyi_sheets_get_setting (CunyiSheets *sheets, const char *name)
{
  CunyiSheet *settings = cunyi_sheets_get (sheets, "settings", NULL);

  return settings ? cunyi_sheet_get (settings, 0, name) : "";
}

void
cunyi_sheet_add_fault (CunyiSheet *sheet, guint row, const char *column, CunyiFaults *faults, CunyiFaultCode code,
                       const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (!faults)
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  cunyi_faults_add (faults, code, sheet->name, cunyi_sheet_row_number (sheet, row),
                    cunyi_sheet_column_number (sheet, column), "%s", message);
}
