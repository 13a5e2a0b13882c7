/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What cannot be right in a finished table, whatever it is about. Nothing is changed: a rate of 104 % stays 104 %. */

#pragma once

#include "report/result.h"

G_BEGIN_DECLS

typedef enum {
  CUNYI_REPORT_RATE_OVER,  /* the numerator is larger than the denominator */
  CUNYI_REPORT_RATE_UNDER, /* the rate is negative */
  CUNYI_REPORT_NOT_A_DATE, /* a column of dates holds something else */
} CunyiReportFindingKind;

typedef struct {
  CunyiReportFindingKind kind;
  guint row;     /* of the result, CUNYI_REPORT_TOTAL for the total row */
  guint column;
  char *message; /* a sentence with row, column and both numbers, in the language of the screen */
} CunyiReportFinding;

/* Row by row; after a thousand findings it stops. (transfer full) (element-type CunyiReportFinding) */
GPtrArray *cunyi_report_check (CunyiReportResult *result);

G_END_DECLS
