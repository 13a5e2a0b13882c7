/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reporting periods, counted in months that may end on a day such as the 25th. */

#include "config.h"

#include "report/period.h"

#include <string.h>

/* Months since the year 0; a month that ends on the 25th is named after the calendar month of that day. */
static int
month_index (int year, int month)
{
  return year * 12 + month - 1;
}

static CunyiDay
month_end (int index, guint last_mday)
{
  int year = index / 12, month = index % 12 + 1;
  CunyiDay next = cunyi_day_new (month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1);
  CunyiDay wanted = cunyi_day_new (year, month, last_mday);

  if (wanted != CUNYI_DAY_NONE && last_mday < 31)
    return wanted;
  return next == CUNYI_DAY_NONE ? CUNYI_DAY_NONE : next - 1;
}

static int
month_around (CunyiDay day, guint last_mday)
{
  int year, month, mday;

  cunyi_day_split (day, &year, &month, &mday);
  return month_index (year, month) + (day > month_end (month_index (year, month), last_mday) ? 1 : 0);
}

static int
months_of (CunyiPeriodKind kind)
{
  return kind == CUNYI_PERIOD_YEAR ? 12 : kind == CUNYI_PERIOD_QUARTER ? 3 : 1;
}

static CunyiPeriod
from_month (CunyiPeriodKind kind, int index, guint last_mday)
{
  CunyiPeriod period = { kind, CUNYI_DAY_NONE, CUNYI_DAY_NONE, last_mday };
  int first = index - index % months_of (kind);
  CunyiDay before = month_end (first - 1, last_mday);

  if (before != CUNYI_DAY_NONE)
    period.from = before + 1;
  period.until = month_end (first + months_of (kind) - 1, last_mday);
  return period;
}

static guint
normal_mday (guint last_mday)
{
  return last_mday == 0 || last_mday > 31 ? 31 : last_mday;
}

CunyiPeriod
cunyi_period_around (CunyiPeriodKind kind, CunyiDay day, guint last_mday)
{
  CunyiPeriod period = { kind, day, day, normal_mday (last_mday) };

  if (kind == CUNYI_PERIOD_DAY || day == CUNYI_DAY_NONE)
    return period;
  return from_month (kind, month_around (day, period.last_mday), period.last_mday);
}

/* Year and quarter, or year alone (quarter 0), out of text that was made half-width. */
static gboolean
match_year (const char *text, const char *pattern, int *year, int *quarter)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *y = NULL;
  g_autofree char *q = NULL;
  static const char *const numerals[] = { "一", "二", "三", "四" };

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  y = g_match_info_fetch_named (match, "y");
  q = g_match_info_fetch_named (match, "q");
  *year = atoi (y);
  *quarter = q ? atoi (q) : 0;
  for (guint i = 0; q && i < G_N_ELEMENTS (numerals); i++)
    if (strcmp (q, numerals[i]) == 0)
      *quarter = i + 1;
  return TRUE;
}

static gboolean
parse_months (CunyiPeriodKind kind, const char *text, guint last_mday, CunyiPeriod *period)
{
  int year = 0, quarter = 0, mday, month;

  switch (kind)
    {
    case CUNYI_PERIOD_MONTH:
      {
        CunyiDay first = cunyi_day_parse_month (text);

        if (first == CUNYI_DAY_NONE)
          return FALSE;
        cunyi_day_split (first, &year, &month, &mday);
        *period = from_month (kind, month_index (year, month), last_mday);
        return TRUE;
      }
    case CUNYI_PERIOD_QUARTER:
      if (!match_year (text, "^(?<y>\\d{4})[-/年]?\\s*[Qq](?<q>[1-4])$", &year, &quarter)
          && !match_year (text, "^(?<y>\\d{4})[-/年]?\\s*第?(?<q>[1-4一二三四])季度?$", &year, &quarter))
        return FALSE;
      *period = from_month (kind, month_index (year, quarter * 3), last_mday);
      return TRUE;
    case CUNYI_PERIOD_YEAR:
      if (!match_year (text, "^(?<y>\\d{4})年?$", &year, &quarter))
        return FALSE;
      *period = from_month (kind, month_index (year, 1), last_mday);
      return TRUE;
    case CUNYI_PERIOD_DAY:
    default:
      return FALSE;
    }
}

gboolean
cunyi_period_parse (CunyiPeriodKind kind, const char *text, guint last_mday, CunyiPeriod *period)
{
  g_autofree char *plain = text ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;
  CunyiDay day;

  if (!plain)
    return FALSE;
  g_strstrip (plain);
  day = cunyi_day_parse (plain);
  if (day != CUNYI_DAY_NONE)
    *period = cunyi_period_around (kind, day, last_mday);
  else if (!parse_months (kind, plain, normal_mday (last_mday), period))
    return FALSE;
  return period->from != CUNYI_DAY_NONE && period->until != CUNYI_DAY_NONE;
}

CunyiPeriod
cunyi_period_add (const CunyiPeriod *period, int count)
{
  int year, month, mday;

  if (period->kind == CUNYI_PERIOD_DAY)
    return cunyi_period_around (CUNYI_PERIOD_DAY, period->from + count, period->last_mday);
  cunyi_day_split (period->until, &year, &month, &mday);
  return from_month (period->kind, month_index (year, month) + count * months_of (period->kind), period->last_mday);
}

char *
cunyi_period_to_text (const CunyiPeriod *period)
{
  int year, month, mday;

  cunyi_day_split (period->until, &year, &month, &mday);
  switch (period->kind)
    {
    case CUNYI_PERIOD_MONTH:
      return g_strdup_printf ("%d年%d月", year, month);
    case CUNYI_PERIOD_QUARTER:
      return g_strdup_printf ("%d年第%d季度", year, (month + 2) / 3);
    case CUNYI_PERIOD_YEAR:
      return g_strdup_printf ("%d年", year);
    case CUNYI_PERIOD_DAY:
    default:
      return cunyi_day_to_chinese (period->until);
    }
}

static const char *const kind_names[] = { "day", "month", "quarter", "year" };

gboolean
cunyi_period_kind_parse (const char *text, CunyiPeriodKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (g_strcmp0 (text, kind_names[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}
