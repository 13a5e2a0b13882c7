/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Civil days, as the clinic counts them: one time zone, no hours. Stored and exchanged as 2022-07-26. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days since 1970-01-01. */
typedef gint32 CunyiDay;
#define CUNYI_DAY_NONE G_MININT32

/* CUNYI_DAY_NONE when there is no such day or the year is outside 1800 to 2200. */
CunyiDay cunyi_day_new (int year, int month, int day);
void cunyi_day_split (CunyiDay day, int *year, int *month, int *mday);

/* A whole date however it was written: 2022-07-26, 2022-7-6, 20220726, 2022/7/26, 2022.7.26, 2022年7月26日,
 * also with full-width digits, blanks around it, or a time behind it. CUNYI_DAY_NONE for anything else. */
CunyiDay cunyi_day_parse (const char *text);

/* What a doctor types for a recent or coming day, read beside `today`: a whole date, 220726, 0726 or 7-26 (of this
 * year), 26 (of this month). */
CunyiDay cunyi_day_parse_typed (const char *text, CunyiDay today);

/* A month: 202207, 2022-07, 2022年7月, or a whole date. The first day of it, or CUNYI_DAY_NONE. */
CunyiDay cunyi_day_parse_month (const char *text);

/* 2022-07-26; "" for CUNYI_DAY_NONE. (transfer full) */
char *cunyi_day_to_text (CunyiDay day);
/* 2022年7月26日; "" for CUNYI_DAY_NONE. (transfer full) */
char *cunyi_day_to_chinese (CunyiDay day);

/* The same day `months` later, or the last day of that month: 2022-01-31 + 1 is 2022-02-28. */
CunyiDay cunyi_day_add_months (CunyiDay day, int months);
/* Whole years from `birth` to `day`, -1 when either is unknown or birth is later. Born on 29 February: older on 1 March. */
int cunyi_day_age (CunyiDay birth, CunyiDay day);

G_END_DECLS
