/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rates rounded in whole numbers: 1.005 as a double is a little less, and would round the wrong way. */

#include "config.h"

#include "report/format.h"

#include <math.h>

/* Sums carry at most three decimals (money, litres), so a thousandth is a whole number. */
#define THOUSANDTHS 1000.0
#define LARGEST 1e15

gboolean
cunyi_rate_round (const CunyiRate *rate, gint64 *hundredths)
{
  gboolean negative = (rate->numerator < 0) != (rate->denominator < 0);
  double numerator = round (fabs (rate->numerator) * THOUSANDTHS);
  double denominator = round (fabs (rate->denominator) * THOUSANDTHS);
  __int128 twice;

  if (!(denominator > 0 && denominator < LARGEST && numerator < LARGEST))
    return FALSE;
  twice = (__int128) (gint64) numerator * rate->scale * 100 * 2 + (gint64) denominator;
  *hundredths = (gint64) (twice / ((__int128) (gint64) denominator * 2));
  if (negative)
    *hundredths = -*hundredths;
  return TRUE;
}

char *
cunyi_rate_to_text (const CunyiRate *rate)
{
  gint64 hundredths;

  if (!cunyi_rate_round (rate, &hundredths))
    return g_strdup (CUNYI_NO_RATE);
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d", hundredths < 0 ? "-" : "", ABS (hundredths) / 100,
                          (int) (ABS (hundredths) % 100));
}
