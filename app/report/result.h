/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a report came to: a table of values, each of which still knows the facts behind it. Made from a definition and
 * facts alone, so it is the same for every source of facts. Immutable; safe to hand to another thread. */

#pragma once

#include "form/code-rows.h"
#include "form/context.h"
#include "report/definition.h"
#include "report/facts.h"
#include "report/format.h"

G_BEGIN_DECLS

/* What is wanted: which report, which days, and the words for its ${…}. */
typedef struct _CunyiReportRequest CunyiReportRequest;

/* Options stand at their defaults. (transfer full) */
CunyiReportRequest *cunyi_report_request_new (CunyiReport *report, const CunyiPeriod *period, CunyiDay today);
void cunyi_report_request_free (CunyiReportRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiReportRequest, cunyi_report_request_free)

/* A value for ${name} in texts, and for :name in facts.sql when it is an option. The engine itself sets from, until,
 * today (2022-07-26), period (2022年7月), year, month and day (of the last day, without leading zeros). A choice that the
 * option does not have is refused: FALSE. */
gboolean cunyi_report_request_set (CunyiReportRequest *request, const char *name, const char *value);
const char *cunyi_report_request_get (CunyiReportRequest *request, const char *name);
/* Id of the place whose table it is, :place in facts.sql; NULL for everything in the store. */
void cunyi_report_request_set_place (CunyiReportRequest *request, const char *place);
/* Who knows the labels of code lists; a code without one is shown as it is. Asked in the thread that makes the result.
 * `data` outlives the request. */
void cunyi_report_request_set_labels (CunyiReportRequest *request, CunyiLabelFunc labels, gpointer data);
/* Who knows the code lists that facts.sql reads as :codes_<list>; as above. */
void cunyi_report_request_set_codes (CunyiReportRequest *request, CunyiCodesFunc codes, gpointer data);
/* What every page says beside its title: the demo village sets 演示. NULL for none. */
void cunyi_report_request_set_mark (CunyiReportRequest *request, const char *mark);

typedef enum {
  CUNYI_REPORT_CELL_EMPTY,
  CUNYI_REPORT_CELL_TEXT,
  CUNYI_REPORT_CELL_INTEGER,
  CUNYI_REPORT_CELL_DECIMAL,
  CUNYI_REPORT_CELL_DAY,
  CUNYI_REPORT_CELL_RATE,
} CunyiReportCellKind;

typedef struct {
  CunyiReportCellKind kind;
  union {
    const char *text; /* owned by the result */
    double number;    /* of INTEGER and DECIMAL */
    CunyiDay day;
    CunyiRate rate;
  };
} CunyiReportCell;

typedef enum {
  CUNYI_REPORT_NUMBER, /* 1, 2, 3 … */
  CUNYI_REPORT_TEXT,
  CUNYI_REPORT_KEY,
  CUNYI_REPORT_COUNT,
  CUNYI_REPORT_SUM,
  CUNYI_REPORT_RATE,
  CUNYI_REPORT_LIST,
} CunyiReportColumnKind;

/* A column as it is shown. Strings are owned by the result. */
typedef struct {
  const char *id; /* "" when it has none */
  CunyiReportColumnKind kind;
  const char *levels[3]; /* header from the top; NULL below the last */
  guint width;           /* in letters of half width */
} CunyiReportShownColumn;

typedef struct _CunyiReportResult CunyiReportResult;

/* NULL with CUNYI_REPORT_ERROR_FACTS when a column is missing, or TOO_MANY. (transfer full) */
CunyiReportResult *cunyi_report_result_new (CunyiReportRequest *request, CunyiFacts *facts, GError **error);
CunyiReportResult *cunyi_report_result_ref (CunyiReportResult *result);
void cunyi_report_result_unref (CunyiReportResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiReportResult, cunyi_report_result_unref)

/* Texts with their values in place; "" when the report has none. */
const char *cunyi_report_result_get_id (CunyiReportResult *result);
const char *cunyi_report_result_get_title (CunyiReportResult *result);
const char *cunyi_report_result_get_left (CunyiReportResult *result);
const char *cunyi_report_result_get_middle (CunyiReportResult *result);
const char *cunyi_report_result_get_right (CunyiReportResult *result);
const char *cunyi_report_result_get_period_line (CunyiReportResult *result);
const char *cunyi_report_result_get_note (CunyiReportResult *result);
const char *cunyi_report_result_get_mark (CunyiReportResult *result);
/* Places for hand signatures. (array zero-terminated) */
const char *const *cunyi_report_result_get_sign (CunyiReportResult *result);
/* Fit for a file: no folder, no character that Windows, a stick or a shell stumbles over, at most 200 bytes, .xlsx. */
const char *cunyi_report_result_get_file_name (CunyiReportResult *result);
gboolean cunyi_report_result_is_landscape (CunyiReportResult *result);
const CunyiPeriod *cunyi_report_result_get_period (CunyiReportResult *result);

guint cunyi_report_result_n_columns (CunyiReportResult *result);
const CunyiReportShownColumn *cunyi_report_result_get_column (CunyiReportResult *result, guint column);
/* Rows of the body, the total row not counted. */
guint cunyi_report_result_n_rows (CunyiReportResult *result);
/* "" when there is no total row. */
const char *cunyi_report_result_get_total_label (CunyiReportResult *result);
#define CUNYI_REPORT_TOTAL G_MAXUINT
/* Row CUNYI_REPORT_TOTAL is the total row; its first cell holds the label. */
CunyiReportCell cunyi_report_result_get (CunyiReportResult *result, guint row, guint column);

/* The facts behind a cell, as row numbers into cunyi_report_result_get_facts(): of a count or sum those that were
 * counted, of a rate those of its numerator, of anything else all facts of the row. A person counted once stands there
 * once. (transfer full) (element-type guint) */
GArray *cunyi_report_result_list_behind (CunyiReportResult *result, guint row, guint column);
/* Of a rate: who is in the denominator and not in the numerator; empty for anything else. */
GArray *cunyi_report_result_list_missing (CunyiReportResult *result, guint row, guint column);
/* The fact column whose values name the things behind a column (person, household …), or NULL. */
const char *cunyi_report_result_get_key (CunyiReportResult *result, guint column);
/* Their ids: the key's values of list_behind. (transfer full) (element-type utf8) */
GPtrArray *cunyi_report_result_list_keys (CunyiReportResult *result, guint row, guint column);
CunyiFacts *cunyi_report_result_get_facts (CunyiReportResult *result);

/* The sheet with the people behind the table: a result of its own with one row for each thing that has a key; NULL when
 * the report declares none. Owned by the result. */
CunyiReportResult *cunyi_report_result_get_people (CunyiReportResult *result);

G_END_DECLS
