/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rates. A rate is kept as its two numbers and worked out only where it is shown, so that a total is the rate of the
 * totals and never a mean of rates: two decimals, half up, a dash where there is nothing to divide by. A rate over 100 %
 * is shown as it is; cunyi_report_check() finds it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  double numerator, denominator; /* counts, or sums of up to three decimals */
  guint scale;                   /* 100 for per cent, 1000 for per thousand, 1 for a mean */
} CunyiRate;

/* FALSE when the denominator is zero. `hundredths` is the rate times a hundred, half away from zero, worked out in whole
 * numbers: 1527 of 1556 is 9814. */
gboolean cunyi_rate_round (const CunyiRate *rate, gint64 *hundredths);

/* 98.14, or “—”. (transfer full) */
char *cunyi_rate_to_text (const CunyiRate *rate);

/* What stands where there is no rate. */
#define CUNYI_NO_RATE "—"

G_END_DECLS
