/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A finished report, shared by the files that compute it and those that answer about it. */

#pragma once

#include "report/definition-private.h"

G_BEGIN_DECLS

/* A column of the definition met by the facts. */
typedef struct {
  const CunyiReportColumn *declared;
  int value, distinct, blank; /* columns of the facts, -1 for none */
  int numerator, denominator; /* of a rate: indexes into columns */
  CunyiReportShownColumn shown;
  char *levels[CUNYI_REPORT_MAX_LEVELS];
  const char **texts; /* for each line, where they had to be made; else NULL */
} CunyiResultColumn;

/* A line of the body: `length` entries of `facts`, from `first`. */
typedef struct {
  guint first, length;
} CunyiResultRow;

struct _CunyiReportResult {
  gatomicrefcount refs;
  CunyiReport *report;
  CunyiFacts *facts;
  CunyiPeriod period;
  char *texts[CUNYI_REPORT_N_TEXTS];
  char **sign;
  char *mark;
  char *key;          /* name of the fact column of ids, or NULL */
  GArray *columns;    /* CunyiResultColumn; hidden ones too, for rates are made of them */
  GArray *visible;    /* guint, indexes into columns */
  GArray *order;      /* guint, rows of the facts, line by line */
  GArray *rows;       /* CunyiResultRow */
  GArray *amounts;    /* double; n columns for each line of a grouped table, empty where a line is one fact */
  GArray *totals;     /* double, for each column */
  GStringChunk *made; /* texts of the columns */
  CunyiReportResult *people;
};

/* From amounts.c. TRUE when this fact counts in a column of the kind count or sum. */
gboolean cunyi_result_counts (CunyiReportResult *result, const CunyiResultColumn *column, guint fact);
/* Fills amounts and totals. */
void cunyi_result_compute (CunyiReportResult *result);
/* Number of a count or sum column in a line or in the total. */
double cunyi_result_amount (CunyiReportResult *result, guint row, guint column);

/* From lines.c. Sorts the facts as the setting order says and gathers them to lines. */
void cunyi_result_gather (CunyiReportResult *result, gboolean grouped);
/* One line for each different value of the fact column `key`, in the order of `order`. */
void cunyi_result_gather_things (CunyiReportResult *result, guint key);

/* From file-name.c: fit for a file. (transfer full) */
char *cunyi_report_clean_file_name (const char *text, const char *mark);

G_END_DECLS
