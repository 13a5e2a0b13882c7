/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The registry of faults: number, symbol, name. Numbers are never reused.
 * 1xx files and tables, 2xx forms, 3xx expressions, 4xx reports, 5xx documents, 6xx workflows, 7xx packs and codes. */

CUNYI_FAULT (101, UNREADABLE, "unreadable")
CUNYI_FAULT (102, MISSING_SHEET, "missing-sheet")
CUNYI_FAULT (103, MISSING_COLUMN, "missing-column")
CUNYI_FAULT (104, UNKNOWN_COLUMN, "unknown-column")
CUNYI_FAULT (105, TOO_MANY, "too-many")
CUNYI_FAULT (401, REPORT_SETTING, "report-setting")
CUNYI_FAULT (402, REPORT_KIND, "report-kind")
CUNYI_FAULT (403, REPORT_FACT, "report-fact")
CUNYI_FAULT (404, REPORT_RATE, "report-rate")
CUNYI_FAULT (405, REPORT_DUPLICATE, "report-duplicate")
CUNYI_FAULT (406, REPORT_HEADER, "report-header")
CUNYI_FAULT (407, REPORT_SQL, "report-sql")
CUNYI_FAULT (408, REPORT_VALUE, "report-value")
CUNYI_FAULT (409, REPORT_OPTION, "report-option")
