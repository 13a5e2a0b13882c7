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
