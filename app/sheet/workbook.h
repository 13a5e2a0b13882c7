/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads a workbook or a text table into tables of text, whoever wrote it: .xlsx (Excel, WPS, LibreOffice, openpyxl,
 * POI, libxlsxwriter), .xls of Excel 97 to 2003, and .csv. The first bytes tell which, never the name.
 *
 * What comes back is what the file holds, letter for letter: leading zeros, spaces and full-width signs stay. Cached
 * results stand for formulas; hidden sheets are left out, hidden rows and columns are not; empty cells at the end of a
 * row and empty rows at the end of a sheet are cut off. Dates and numbers are written as base/table.h says.
 *
 * A file may be hostile. Limits hold on the file (128 MiB), on what its parts inflate to, on sheets, cells and
 * text, so that no file can take more than about 1 GiB or an endless time; over a limit is CUNYI_SHEET_ERROR_TOO_LARGE. */

#pragma once

#include <gio/gio.h>

#include "base/table.h"

G_BEGIN_DECLS

#define CUNYI_SHEET_ERROR (cunyi_sheet_error_quark ())
GQuark cunyi_sheet_error_quark (void);

/* One code for each thing that the person in front of the screen can do something about. The message is a
 * whole sentence in the language of the screen that says what to do, without the file's name. */
typedef enum {
  CUNYI_SHEET_ERROR_NOT_FOUND,   /* there is no such file */
  CUNYI_SHEET_ERROR_IO,          /* it cannot be read: permission, a folder, the stick pulled out */
  CUNYI_SHEET_ERROR_EMPTY,       /* no bytes, or no visible sheet has anything in it */
  CUNYI_SHEET_ERROR_NOT_A_TABLE, /* PDF, picture, Word, web page named .xls, .ods, .xlsb, other archive */
  CUNYI_SHEET_ERROR_PASSWORD,    /* .xlsx or .xls locked with a password */
  CUNYI_SHEET_ERROR_OLD_EXCEL,   /* Excel 95 or older */
  CUNYI_SHEET_ERROR_TRUNCATED,   /* ends too early: copy it again */
  CUNYI_SHEET_ERROR_DAMAGED,     /* breaks its own format, or holds what a workbook may not (a DOCTYPE) */
  CUNYI_SHEET_ERROR_TOO_LARGE,   /* over a limit */
  CUNYI_SHEET_ERROR_CANCELLED,   /* the cancellable was */
} CunyiSheetError;

/* The visible sheets of the file at `path`, in the workbook's order, at least one with something in it; a sheet
 * without cells is a table without rows. A .csv gives one table, named like the file without its suffix.
 * (transfer full) (element-type CunyiTable), NULL with CUNYI_SHEET_ERROR. Safe in any thread. */
GPtrArray *cunyi_workbook_read (const char *path, GCancellable *cancellable, GError **error);

/* The same from memory; `name` becomes the name of the table of a .csv and may be NULL. */
GPtrArray *cunyi_workbook_read_bytes (const char *name, GBytes *bytes, GCancellable *cancellable, GError **error);

G_END_DECLS
