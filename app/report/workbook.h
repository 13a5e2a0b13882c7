/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table as the .xlsx that the township wants: title, lines, header of up to three levels, body, total, note, places
 * for signatures, ready for A4. The only place that knows libxlsxwriter. */

#pragma once

#include "report/result.h"
#include "store/database.h"

G_BEGIN_DECLS

/* Writes to a new file beside `path` and puts it in place only when it is whole and on the disk: before that an older
 * table stays as it is, and nothing is left behind on failure. `people` adds the sheet with the people behind.
 * `progress` (may be NULL) hears the rows written. Errors: CUNYI_REPORT_ERROR. */
gboolean cunyi_report_write (CunyiReportResult *result, const char *path, gboolean people, GCancellable *cancellable,
                             CunyiProgress progress, gpointer data, GError **error);

G_END_DECLS
