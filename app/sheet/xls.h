/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads .xls workbooks of Excel 97 to 2003 (BIFF8), as Excel, WPS, LibreOffice, POI and xlwt write them. */

#pragma once

#include "sheet/biff.h"
#include "sheet/formats.h"
#include "sheet/grid.h"
#include "sheet/shared-strings.h"

G_BEGIN_DECLS

/* The visible sheets of the workbook in `bytes`: an OLE2 container, or a bare stream of records. (transfer full)
 * (element-type CunyiTable), NULL with CUNYI_SHEET_ERROR. */
GPtrArray *cunyi_xls_read (GBytes *bytes, CunyiReading *reading, GError **error);

/* What the cells of every sheet of one workbook share. */
typedef struct {
  CunyiSharedStrings *strings;
  CunyiFormats *formats;
  gboolean from_1904;
} CunyiXlsShared;

/* Reads the cells of the sheet whose BOF record has just been passed into `grid`. */
gboolean cunyi_xls_read_sheet (CunyiBiff *biff, const CunyiXlsShared *shared, CunyiGrid *grid, CunyiReading *reading,
                               GError **error);

G_END_DECLS
