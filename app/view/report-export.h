/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writing a table to a workbook from a page: the name that the township wants, the folder of the last time, progress, and
 * where it is. */

#pragma once

#include "report/result.h"
#include "view/page.h"
#include "view/progress-box.h"

G_BEGIN_DECLS

#define CUNYI_EXPORT_FOLDER "report/folder"      /* setting: where tables go */
#define CUNYI_EXPORT_PEOPLE "report/with_people" /* setting: yes with the sheet of people */

/* Asks for the file, then writes it. */
void cunyi_report_export_ask (CunyiPage *page, CunyiProgressBox *progress, CunyiReportResult *result, gboolean people);
/* Writes it; the window tells when it is there or why not. */
void cunyi_report_export (CunyiPage *page, CunyiProgressBox *progress, CunyiReportResult *result, const char *path,
                          gboolean people);

G_END_DECLS
