/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The stretch of days that a table speaks of. A township's month need not be the calendar's: where it ends on the 25th,
 * July runs from 26 June until 25 July, a quarter and a year are made of such months, and the year begins on 26 December. */

#pragma once

#include "base/day.h"

G_BEGIN_DECLS

typedef enum {
  CUNYI_PERIOD_DAY,
  CUNYI_PERIOD_MONTH,
  CUNYI_PERIOD_QUARTER,
  CUNYI_PERIOD_YEAR,
} CunyiPeriodKind;

/* Both days belong to it. */
typedef struct {
  CunyiPeriodKind kind;
  CunyiDay from, until;
  guint8 last_mday; /* the day on which months end: 1 to 31; 31 (and 0) is the end of the calendar month */
} CunyiPeriod;

/* The period of this kind in which `day` lies, where months end on `last_mday`; a month that is too short ends on its
 * own last day. */
CunyiPeriod cunyi_period_around (CunyiPeriodKind kind, CunyiDay day, guint last_mday);

/* What a person types or an option gives: 2022-07-26; 202207, 2022-07, 2022年7月; 2022Q3, 2022-Q3, 2022年3季度,
 * 2022年第3季度; 2022, 2022年. FALSE when it is nothing of the kind wanted. A whole date serves every kind: the period
 * in which it lies. */
gboolean cunyi_period_parse (CunyiPeriodKind kind, const char *text, guint last_mday, CunyiPeriod *period);

/* The one `count` periods later, or before when it is negative. */
CunyiPeriod cunyi_period_add (const CunyiPeriod *period, int count);

/* As a table names it: 2022年7月, 2022年第3季度, 2022年, 2022年7月26日: the month in which it ends. (transfer full) */
char *cunyi_period_to_text (const CunyiPeriod *period);

/* "month" for CUNYI_PERIOD_MONTH, as declared files write it; FALSE for another word. */
gboolean cunyi_period_kind_parse (const char *text, CunyiPeriodKind *kind);

G_END_DECLS
