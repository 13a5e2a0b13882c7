/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A declared report: reports/<id>/facts.sql and reports/<id>/sheet.csv of a pack.
 *
 * facts.sql is one SELECT, a row for each counted thing. sheet.csv has the layout of a form (name of a sheet in the first
 * column, then that sheet's table from the second) and four sheets: settings, columns, options and people. What they may
 * hold is written in data/packs/README.md; in short:
 *
 * settings  id, title, name (what a list of reports calls it, when the title is no good for that), section, period (day, month,
 *           quarter, year), rows (group: one row for each value of the fact columns in `group`; each: one row for each
 *           fact), group, order (fact columns, each may be followed by desc), total (the word of the total row; none
 *           without it), paper (A4, A4 landscape), left, middle, right, period_line (lines under the title), note, sign
 *           (places parted by |), file_name, key (fact column that holds the id of the counted thing; its name says what
 *           it is: person, household, case), people_title, people_key (fact column of ids, empty for who does not belong
 *           on the second sheet; else key).
 * columns   header (levels parted by “ › ”), kind (number, text, key, count, sum, rate, list), value (fact column; of a
 *           rate the id of its numerator), of (id of the denominator), distinct (fact column), id, width, format (text,
 *           integer, decimal, date; codes:disease for codes parted by blanks that are shown by their labels; of a rate
 *           percent, permille, mean), when (an expression over the values and options: the column is there when it is
 *           true), blank (fact column: where it is true the cell is left to be filled by hand), source (kept for people).
 * options   name, label, default, choices (value=label parted by |), note, shared (yes: one choice for all that ask so). What a county decides; :name in facts.sql and
 *           ${name} in texts.
 * people    as columns: the second sheet of the workbook, one row for each thing that has a key.
 *
 * Titles, lines, headers and the file name may hold ${…} of form/text.h. */

#pragma once

#include <gio/gio.h>

#include "base/fault.h"
#include "report/period.h"

G_BEGIN_DECLS

#define CUNYI_REPORT_ERROR (cunyi_report_error_quark ())
GQuark cunyi_report_error_quark (void);

typedef enum {
  CUNYI_REPORT_ERROR_FAILED,       /* anything without a code of its own; the message is for the log */
  CUNYI_REPORT_ERROR_CANCELLED,    /* by the cancellable; nothing was left behind */
  CUNYI_REPORT_ERROR_FACTS,        /* facts.sql was refused, or lacks a column that the sheet uses */
  CUNYI_REPORT_ERROR_TOO_MANY,     /* more rows or columns than a sheet can hold */
  CUNYI_REPORT_ERROR_NO_FOLDER,    /* the folder is not there (a stick that was pulled out) */
  CUNYI_REPORT_ERROR_NOT_WRITABLE, /* folder or file may not be written */
  CUNYI_REPORT_ERROR_IN_USE,       /* the file is open in a spreadsheet program */
  CUNYI_REPORT_ERROR_FULL,         /* no room on the disk */
} CunyiReportError;

typedef struct _CunyiReport CunyiReport;

/* Something that the county decides about this report. All strings are owned by the report. */
typedef struct {
  const char *name;
  const char *label;
  const char *fallback;             /* the value when nobody has chosen */
  const char *const *choices;       /* values, NULL-terminated; empty when any text will do */
  const char *const *choice_labels; /* beside them */
  const char *note;
  gboolean shared;                  /* the choice holds for every report and rule with an option of this name */
} CunyiReportOption;

/* Whose facts a report counts that has none of its own, `-- same: hypertension_care` alone in facts.sql: name of the folder, which :report
 * tells apart. NULL for facts of its own. (transfer full) */
char *cunyi_report_find_same (GBytes *facts);
/* Reads both files. NULL only when `sheet` is no table at all or has no usable column; every fault is in `faults`, and a
 * column with a fault is left out. `name` is the folder's name. For one thread at a time. (transfer full) */
CunyiReport *cunyi_report_new (const char *name, GBytes *sheet, GBytes *facts, CunyiFaults *faults);
/* The same from a folder of a pack. */
CunyiReport *cunyi_report_load (const char *folder, CunyiFaults *faults);
CunyiReport *cunyi_report_ref (CunyiReport *report);
void cunyi_report_unref (CunyiReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiReport, cunyi_report_unref)

const char *cunyi_report_get_id (CunyiReport *report);
/* As a list of reports shows it: the setting `name`, else the title without its ${…}. */
const char *cunyi_report_get_title (CunyiReport *report);
/* Code of the list report_section under which a list of reports shows it, "" for none. */
const char *cunyi_report_get_section (CunyiReport *report);
CunyiPeriodKind cunyi_report_get_period (CunyiReport *report);
const char *cunyi_report_get_sql (CunyiReport *report);

guint cunyi_report_n_options (CunyiReport *report);
const CunyiReportOption *cunyi_report_get_option (CunyiReport *report, guint index);

/* Names of the fact columns that the sheet uses and `columns` (NULL-terminated) lacks, as faults at the cells that name
 * them. TRUE when there is none. */
gboolean cunyi_report_check_columns (CunyiReport *report, const char *const *columns, CunyiFaults *faults);

G_END_DECLS
