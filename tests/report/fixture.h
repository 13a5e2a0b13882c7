/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A small report for the tests of this folder: three village groups, five people, one of whom stands in two groups. */

#pragma once

#include "report/result.h"

/* A report from the text of its sheet.csv; its faults are an error. (transfer full) */
CunyiReport *fixture_report (const char *sheet);
/* The one that most tests use. */
extern const char *const fixture_sheet;
/* line, line_position, person, household, name, signed, key, amount. (transfer full) */
CunyiFacts *fixture_facts (void);
/* July 2022 on the last of its days; the title's ${village} is 大新庄村. (transfer full) */
CunyiReportRequest *fixture_request (CunyiReport *report);
/* All of it at once. (transfer full) */
CunyiReportResult *fixture_result (const char *sheet);
