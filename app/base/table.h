/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A sheet as text: what every reader of .csv, .xls and .xlsx returns, and what every declaration that is a
 * table is read from. Rows and columns count from 0; a cell that is not there is the empty string. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What the file said a cell was. The text is always there; the kind tells where to distrust it. */
typedef enum {
  CUNYI_CELL_EMPTY,
  CUNYI_CELL_TEXT,
  CUNYI_CELL_NUMBER,      /* at most 15 significant digits, written without exponent */
  CUNYI_CELL_DATE,        /* written 2022-07-26, 2022-07-26T08:30:00 or 08:30:00 */
  CUNYI_CELL_BOOLEAN,     /* written 1 or 0 */
  CUNYI_CELL_ERROR,       /* written as the program showed it: #N/A */
  CUNYI_CELL_LOST_DIGITS, /* a number of more than 15 digits: the last ones are gone */
} CunyiCellKind;

/* A rectangle of merged cells, all four bounds inside it. Only its first cell holds the text. */
typedef struct {
  guint top, left, bottom, right;
} CunyiMerge;

typedef struct _CunyiTable CunyiTable;

/* An empty table; `name` is the sheet's name and may be NULL. (transfer full) */
CunyiTable *cunyi_table_new (const char *name);
CunyiTable *cunyi_table_ref (CunyiTable *table);
void cunyi_table_unref (CunyiTable *table);

const char *cunyi_table_get_name (CunyiTable *table);
guint cunyi_table_n_rows (CunyiTable *table);
/* Columns of the widest row. */
guint cunyi_table_n_columns (CunyiTable *table);
/* Columns of one row. */
guint cunyi_table_row_length (CunyiTable *table, guint row);

/* Text of a cell, never NULL, owned by the table; valid until the table is appended to. */
const char *cunyi_table_get (CunyiTable *table, guint row, guint column);
CunyiCellKind cunyi_table_get_kind (CunyiTable *table, guint row, guint column);

/* Writing goes on at the end only: start a row, then add its cells from left to right. */
void cunyi_table_begin_row (CunyiTable *table);
/* `length` bytes of UTF-8 at `text`, -1 for a terminated string. */
void cunyi_table_add_cell (CunyiTable *table, const char *text, gssize length, CunyiCellKind kind);

void cunyi_table_add_merge (CunyiTable *table, const CunyiMerge *merge);
guint cunyi_table_n_merges (CunyiTable *table);
const CunyiMerge *cunyi_table_get_merge (CunyiTable *table, guint index);


G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiTable, cunyi_table_unref)

G_END_DECLS
