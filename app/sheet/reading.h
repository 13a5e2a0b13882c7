/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One reading of one workbook: what it has used up so far, whether somebody called it off, and its sentences. Every
 * part of a reader counts here, so that the limits hold for the whole file and not once for each sheet. */

#pragma once

#include <gio/gio.h>

#include "sheet/workbook.h"

G_BEGIN_DECLS

/* The limits. A county's roster, 1,000,000 rows of 20 columns, stays under each of them; together they keep a reading
 * under about 1 GiB: the file, 8 bytes a cell, its text, the shared strings. */
#define CUNYI_MAX_FILE (128 * 1024 * 1024)
#define CUNYI_MAX_ROWS 1048576
#define CUNYI_MAX_COLUMNS 16384
#define CUNYI_MAX_SHEETS 1024
#define CUNYI_MAX_CELLS (32 * 1024 * 1024)   /* of all sheets, with the empty ones between them */
#define CUNYI_MAX_AREA (256u * 1024 * 1024)  /* rows times columns of one sheet: who shows it walks over it */
#define CUNYI_MAX_TEXT (255 * 1024 * 1024)   /* bytes of all cells */
#define CUNYI_MAX_SHARED (127 * 1024 * 1024) /* bytes of all shared strings */
#define CUNYI_MAX_STRINGS (16 * 1024 * 1024)
#define CUNYI_MAX_STYLES 65536
#define CUNYI_MAX_MERGES 262144

typedef struct {
  GCancellable *cancellable; /* may be NULL */
  guint64 cells;
  guint64 text;
  guint64 merges;
  guint64 inflated;
  guint beat;
} CunyiReading;

/* FALSE with CUNYI_SHEET_ERROR_CANCELLED when the reading was called off. Cheap enough for every record. */
gboolean cunyi_reading_goes_on (CunyiReading *reading, GError **error);

/* Adds `amount` to `*used`; FALSE with CUNYI_SHEET_ERROR_TOO_LARGE when that goes over `limit`. */
gboolean cunyi_reading_use (guint64 *used, guint64 amount, guint64 limit, GError **error);

/* Sets the usual sentence of `code`, and returns FALSE so that a reader can end with it. */
gboolean cunyi_sheet_fail (GError **error, CunyiSheetError code);

G_END_DECLS
