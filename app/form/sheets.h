/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A declared file as sheets of named columns: forms, workflows and the sheet.csv of reports are all written so. Either a
 * workbook, each sheet with its header in the first row that is not empty (a title of one cell may stand above), or one .csv in pyxform's layout: the name of a
 * sheet alone in column A, below it, from column B, its header and rows.
 *
 * Names of sheets and columns are compared without regard to case and blanks around them; text is trimmed (also of
 * full-width blanks). Rows that are empty are left out. Rows and columns given back for faults are those of the file. */

#pragma once

#include "base/fault.h"
#include "base/table.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CunyiSheets CunyiSheets;
typedef struct _CunyiSheet CunyiSheet;

/* From the tables of one file (array of CunyiTable; it keeps references). A single table whose first filled cell names a
 * sheet in column A is taken apart. (transfer full) */
CunyiSheets *cunyi_sheets_new (GPtrArray *tables);
/* From the bytes of a .csv, .xlsx or .xls. NULL and a fault when they cannot be read. (transfer full) */
CunyiSheets *cunyi_sheets_parse (const char *name, GBytes *content, CunyiFaults *faults);
void cunyi_sheets_free (CunyiSheets *sheets);

/* NULL when there is none of this name; with `faults`, that is a fault. (transfer none) */
CunyiSheet *cunyi_sheets_get (CunyiSheets *sheets, const char *name, CunyiFaults *faults);

/* As it is written in the file. */
const char *cunyi_sheet_get_name (CunyiSheet *sheet);
/* Rows below the header. */
guint cunyi_sheet_n_rows (CunyiSheet *sheet);
/* Row of the file, from 1; of the header for G_MAXUINT. */
guint cunyi_sheet_row_number (CunyiSheet *sheet, guint row);
/* Column of the file, from 1; 0 when there is no such column. */
guint cunyi_sheet_column_number (CunyiSheet *sheet, const char *column);
gboolean cunyi_sheet_has_column (CunyiSheet *sheet, const char *column);
/* Headers in order, for who wants to refuse or keep unknown ones. */
guint cunyi_sheet_n_columns (CunyiSheet *sheet);
const char *cunyi_sheet_column_name (CunyiSheet *sheet, guint index);

/* Trimmed text of a cell; "" when the column or the cell is not there. Lives with the sheets. */
const char *cunyi_sheet_get (CunyiSheet *sheet, guint row, const char *column);
/* The same with full-width letters, digits and signs made plain: names, types, words that the program knows. */
const char *cunyi_sheet_get_plain (CunyiSheet *sheet, guint row, const char *column);
/* The same, and inside of merged cells the text of their first. */
const char *cunyi_sheet_get_merged (CunyiSheet *sheet, guint row, const char *column);
/* What the spreadsheet said that the cell is. */
CunyiCellKind cunyi_sheet_get_kind (CunyiSheet *sheet, guint row, const char *column);
/* TRUE for a cell inside of merged ones that is not their first: what it should say is not known. */
gboolean cunyi_sheet_is_covered (CunyiSheet *sheet, guint row, const char *column);
/* Yes in its usual spellings: yes, true, true(), 1, 是. */
gboolean cunyi_sheet_is_yes (CunyiSheet *sheet, guint row, const char *column);
/* A setting: the cell in the first row of the sheet “settings”; "" when there is none. */
const char *cunyi_sheets_get_setting (CunyiSheets *sheets, const char *name);

/* A fault at a cell of the sheet; `column` may be NULL. */
void cunyi_sheet_add_fault (CunyiSheet *sheet, guint row, const char *column, CunyiFaults *faults, CunyiFaultCode code,
                            const char *format, ...) G_GNUC_PRINTF (6, 7);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiSheets, cunyi_sheets_free)

G_END_DECLS
