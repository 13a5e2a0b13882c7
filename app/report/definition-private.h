/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A report as its files declare it, shared by the files that read and those that use it. */

#pragma once

#include "form/expression.h"
#include "form/sheets.h"
#include "form/text.h"
#include "report/result.h"

G_BEGIN_DECLS

typedef enum {
  CUNYI_REPORT_FORMAT_AUTO, /* as the fact is */
  CUNYI_REPORT_FORMAT_TEXT,
  CUNYI_REPORT_FORMAT_INTEGER,
  CUNYI_REPORT_FORMAT_DECIMAL,
  CUNYI_REPORT_FORMAT_DATE,
  CUNYI_REPORT_FORMAT_CODES,
  CUNYI_REPORT_FORMAT_PERCENT,
  CUNYI_REPORT_FORMAT_PERMILLE,
  CUNYI_REPORT_FORMAT_MEAN,
} CunyiReportFormat;

#define CUNYI_REPORT_MAX_LEVELS 3

typedef struct {
  char *id;
  CunyiReportColumnKind kind;
  CunyiReportFormat format;
  char *codes;    /* code list of the format codes */
  char *value;    /* fact column, or id of the numerator; "" when not given */
  char *distinct; /* fact column, "" when not given */
  char *blank;    /* fact column: where it is true nobody knows, "" when not given */
  char *of;       /* id of the denominator */
  guint width;    /* 0 when not given */
  CunyiText *levels[CUNYI_REPORT_MAX_LEVELS];
  CunyiExpression *when; /* NULL: always there */
  CunyiSheet *sheet;     /* with `row`, where faults are told */
  guint row;
} CunyiReportColumn;

typedef struct {
  char *fact;
  gboolean descending;
} CunyiReportOrder;

/* Texts with ${…}, each a setting of that name. */
typedef enum {
  CUNYI_REPORT_TITLE,
  CUNYI_REPORT_LEFT,
  CUNYI_REPORT_MIDDLE,
  CUNYI_REPORT_RIGHT,
  CUNYI_REPORT_PERIOD_LINE,
  CUNYI_REPORT_NOTE,
  CUNYI_REPORT_SIGN,
  CUNYI_REPORT_TOTAL_LABEL,
  CUNYI_REPORT_FILE_NAME,
  CUNYI_REPORT_PEOPLE_TITLE,
  CUNYI_REPORT_N_TEXTS,
} CunyiReportTextId;

typedef struct {
  CunyiReportOption shown; /* its strings are those below */
  char *name, *label, *fallback, *note;
  char **choices, **choice_labels;
} CunyiReportOptionData;

struct _CunyiReport {
  gatomicrefcount refs;
  CunyiSheets *sheets; /* kept for the places of faults that only a store can find */
  char *id, *title, *sql;
  char *section; /* code of the list report_section, "" for none */
  char *key, *people_key; /* fact columns, "" when not given */
  CunyiPeriodKind period;
  gboolean grouped, landscape;
  char **group;      /* fact columns */
  GPtrArray *order;  /* CunyiReportOrder */
  GPtrArray *columns, *people; /* CunyiReportColumn */
  GPtrArray *options; /* CunyiReportOptionData */
  CunyiText *texts[CUNYI_REPORT_N_TEXTS];
};

/* From columns.c: the columns of one sheet, those with faults left out; empty when the sheet is not there. */
GPtrArray *cunyi_report_columns_parse (CunyiSheet *sheet, CunyiReport *report, CunyiFaults *faults);
/* The column with this id, or -1. */
int cunyi_report_columns_find (GPtrArray *columns, const char *id);

/* From request.c. */
struct _CunyiReportRequest {
  CunyiReport *report;
  CunyiPeriod period;
  char *place, *mark;
  GHashTable *values;
  CunyiLabelFunc labels;
  gpointer labels_data;
  CunyiCodesFunc codes;
  gpointer codes_data;
};

/* The values of a request for the language of forms. (transfer full) */
CunyiContext *cunyi_report_request_get_context (CunyiReportRequest *request);

G_END_DECLS
