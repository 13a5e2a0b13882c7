/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How wide the columns of a report's table are on the screen and how high its header, worked out from the font. Pixels. */

#pragma once

#include <pango/pango.h>

#include "report/header.h"

G_BEGIN_DECLS

typedef struct {
  guint n_columns, n_rows; /* rows with the total */
  guint lead;              /* columns that stay at the left */
  int *lefts;              /* of each column, and the right edge of the last one */
  int *header_tops;        /* of each level, and the bottom of the header */
  int row_height;
  int pad;                 /* at both sides of a text */
  GArray *boxes;           /* CunyiReportBox */
  gboolean has_total;
} CunyiReportGeometry;

/* `context` is that of the widget that draws. (transfer full) */
CunyiReportGeometry *cunyi_report_geometry_new (CunyiReportResult *result, PangoContext *context);
void cunyi_report_geometry_free (CunyiReportGeometry *geometry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiReportGeometry, cunyi_report_geometry_free)

int cunyi_report_geometry_width (const CunyiReportGeometry *geometry);
int cunyi_report_geometry_height (const CunyiReportGeometry *geometry);
int cunyi_report_geometry_header (const CunyiReportGeometry *geometry);
/* Right edge of the columns that stay. */
int cunyi_report_geometry_lead (const CunyiReportGeometry *geometry);
/* The column at this place of the whole table, the last one beyond it. */
guint cunyi_report_geometry_find_column (const CunyiReportGeometry *geometry, double x);
/* What the result calls the row at this position: the last one may be CUNYI_REPORT_TOTAL. */
guint cunyi_report_geometry_row (const CunyiReportGeometry *geometry, guint position);

G_END_DECLS
