/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Runs a report on a store: facts.sql, read-only and limited, in the calling thread, on a connection that belongs to it. */

#pragma once

#include "report/result.h"
#include "store/database.h"

G_BEGIN_DECLS

/* Everything that facts.sql gives for this request, bound as :from, :until, :today, :place and the options. `progress`
 * (may be NULL) hears the rows read so far. (transfer full) */
CunyiFacts *cunyi_report_read_facts (CunyiReportRequest *request, CunyiDatabase *database, GCancellable *cancellable,
                                     CunyiProgress progress, gpointer data, GError **error);

/* Reads the facts and makes the table. Errors are CUNYI_REPORT_ERROR, or CUNYI_STORE_ERROR when the store itself fails.
 * (transfer full) */
CunyiReportResult *cunyi_report_run (CunyiReportRequest *request, CunyiDatabase *database, GCancellable *cancellable,
                                     CunyiProgress progress, gpointer data, GError **error);

/* Prepares facts.sql against a store and compares its columns with the sheet; FALSE with faults. For `cunyictl check`. */
gboolean cunyi_report_check_facts (CunyiReport *report, CunyiDatabase *database, CunyiFaults *faults);

G_END_DECLS
