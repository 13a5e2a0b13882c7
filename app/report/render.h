/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table as text for a terminal and as JSON for a script. */

#pragma once

#include "report/result.h"

G_BEGIN_DECLS

/* Columns aligned by the width of their letters. (transfer full) */
char *cunyi_report_to_text (CunyiReportResult *result);

/* One object: id, title, from, until, columns (id, kind, header), rows and total (arrays of values; a rate is an object of
 * rate, numerator and denominator, its rate null when there is none). (transfer full) */
char *cunyi_report_to_json (CunyiReportResult *result);

/* A cell as both of them show it, and as a preview does. (transfer full) */
char *cunyi_report_cell_to_text (const CunyiReportCell *cell);

G_END_DECLS
