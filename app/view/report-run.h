/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A report run in a thread with a clinic of its own, and the checks of the whole store beside it. */

#pragma once

#include "clinic/clinic.h"
#include "report/result.h"

G_BEGIN_DECLS

typedef struct {
  CunyiReportResult *result;
  GPtrArray *findings; /* CunyiReportFinding: what cannot be right in the table */
} CunyiReportRun;

void cunyi_report_run_free (CunyiReportRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiReportRun, cunyi_report_run_free)

/* The report `name` for the period in which `day` lies. */
void cunyi_report_run_async (CunyiClinic *clinic, const char *name, CunyiDay day, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data);
/* (transfer full) */
CunyiReportRun *cunyi_report_run_finish (GAsyncResult *result, GError **error);

/* What does not add up in the store, see cunyi_finding_list(). */
void cunyi_report_find_async (CunyiClinic *clinic, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* (transfer full) (element-type CunyiFinding) */
GPtrArray *cunyi_report_find_finish (GAsyncResult *result, GError **error);

/* Ids of who or what is behind a cell, each once: of a rate those who are missing from it, when there are any. `kind` is
 * what they are: person, household, case; NULL when nobody knows. (transfer full) (element-type utf8) */
GPtrArray *cunyi_report_list_behind (CunyiReportResult *result, guint row, guint column, const char **kind);

G_END_DECLS
