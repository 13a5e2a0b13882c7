/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Drawing a result onto a sheet of a workbook; between workbook.c and page.c. */

#pragma once

#include <xlsxwriter.h>

#include "report/result.h"
#include "store/database.h"

G_BEGIN_DECLS

typedef struct {
  GCancellable *cancellable;
  CunyiProgress progress; /* may be NULL */
  gpointer data;
  gint64 done, total;     /* rows */
} CunyiPageWork;

typedef struct _CunyiPageFormats CunyiPageFormats;

/* The looks of all cells, made once for a workbook. (transfer full); g_free(). */
CunyiPageFormats *cunyi_page_formats_new (lxw_workbook *workbook);

/* Draws everything. FALSE when it was cancelled. */
gboolean cunyi_page_draw (lxw_worksheet *sheet, CunyiPageFormats *formats, CunyiReportResult *result,
                          CunyiPageWork *work);

G_END_DECLS
