/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads the .xlsx family: a zip of XML parts. */

#pragma once

#include "sheet/formats.h"
#include "sheet/grid.h"
#include "sheet/shared-strings.h"
#include "sheet/xml.h"

G_BEGIN_DECLS

/* The visible sheets of the workbook in `bytes`. (transfer full) (element-type CunyiTable), NULL with
 * CUNYI_SHEET_ERROR. */
GPtrArray *cunyi_xlsx_read (GBytes *bytes, CunyiReading *reading, GError **error);

/* What the cells of every sheet of one workbook share. */
typedef struct {
  CunyiSharedStrings *strings;
  CunyiFormats *formats;
  gboolean from_1904;
} CunyiXlsxShared;

/* Reads the part of shared strings into `strings`. */
gboolean cunyi_xlsx_read_strings (CunyiArchive *archive, const char *part, CunyiSharedStrings *strings, GError **error);
/* Reads the part of styles into `formats`. */
gboolean cunyi_xlsx_read_styles (CunyiArchive *archive, const char *part, CunyiFormats *formats, GError **error);
/* Reads the part of one sheet into `grid`. */
gboolean cunyi_xlsx_read_sheet (CunyiArchive *archive, const char *part, const CunyiXlsxShared *shared, CunyiGrid *grid,
                                GError **error);

G_END_DECLS
