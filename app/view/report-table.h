/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A report's table as it will be exported: header of several levels, rows, total. One widget draws what is in view of any
 * number of rows; header and leading columns stay. Arrows move over the cells, Enter or a double click opens one. */

#pragma once

#include <gtk/gtk.h>

#include "report/result.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_REPORT_TABLE (cunyi_report_table_get_type ())
G_DECLARE_FINAL_TYPE (CunyiReportTable, cunyi_report_table, CUNYI, REPORT_TABLE, GtkWidget)
/* Signal “opened” (row, column: guint; the row is CUNYI_REPORT_TOTAL for the total). To be put into a scrolled window. */

/* `findings` (element CunyiReportFinding, may be NULL) marks cells that cannot be right. Both are kept. The cursor stays
 * where it was as far as the new table reaches. NULL shows nothing. */
void cunyi_report_table_set_result (CunyiReportTable *table, CunyiReportResult *result, GPtrArray *findings);

/* Where the cursor is. FALSE when there is no table. */
gboolean cunyi_report_table_get_cursor (CunyiReportTable *table, guint *row, guint *column);
void cunyi_report_table_set_cursor (CunyiReportTable *table, guint row, guint column);

G_END_DECLS
