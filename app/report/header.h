/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where the words of a header of several levels stand: columns under the same word share it, a column with fewer levels
 * reaches down. The workbook, the preview and the text on a terminal draw the same boxes. */

#pragma once

#include "report/result.h"

G_BEGIN_DECLS

/* All four bounds belong to it; rows count from the top of the header. */
typedef struct {
  guint top, left, bottom, right;
  const char *text; /* owned by the result */
} CunyiReportBox;

/* Levels of the deepest column: 1 to 3. */
guint cunyi_report_header_depth (CunyiReportResult *result);

/* All boxes, level by level from the top, from left to right. (transfer full) (element-type CunyiReportBox) */
GArray *cunyi_report_header_list_boxes (CunyiReportResult *result);

/* Columns at the left that hold numbers in order, texts and keys: what stays in sight, and where the total's label goes. */
guint cunyi_report_header_lead (CunyiReportResult *result);

/* How wide a text is, in letters of half width: a Chinese letter counts two. Of the widest line. */
guint cunyi_report_text_width (const char *text);

G_END_DECLS
