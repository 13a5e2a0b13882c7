/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Days as numbers, by GDate's calendar; and the many ways in which a date is written. */

#include "config.h"

#include "base/day.h"

#define EPOCH_JULIAN 719163 /* 1970-01-01 in GDate's count */
#define MIN_YEAR 1800
#define MAX_YEAR 2200

static gunichar
half_width_digit (gunichar c)
{
  return c >= 0xff10 && c <= 0xff19 ? '0' + (c - 0xff10) : c;
}

/* What may stand between year, month and day, or behind them. */
static gboolean
is_separator (gunichar c)
{
  switch (c)
    {
    case '-':
    case '/':
    case '.':
    case 0x5e74: /* 年 */
    case 0x6708: /* 月 */
    case 0x65e5: /* 日 */
    case 0x53f7: /* 号 */
    case 0xff0d: /* － */
    case 0xff0e: /* ． */
    case 0xff0f: /* ／ */
      return TRUE;
    default:
      return g_unichar_isspace (c);
    }
}

/* 08:30, 8:30:00, 08:30:00.000Z: what programs write behind a day. */
static gboolean
is_time (const char *text)
{
  static GRegex *time;

  if (g_once_init_enter (&time))
    g_once_init_leave (&time, g_regex_new ("^[T ]\\s*\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?\\s*(Z|[+-]\\d{2}:?\\d{2})?\\s*$",
                                           G_REGEX_OPTIMIZE, 0, NULL));
  return g_regex_match (time, text, 0, NULL);
}

/* Reads at most three numbers that are parted by what parts dates, and the length in digits of each. Returns how many,
 * or -1 when something else stands in the text. A time behind a whole date is passed over. */
static int
read_numbers (const char *text, int numbers[3], int digits[3])
{
  int n = 0;
  gboolean in_number = FALSE;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = half_width_digit (g_utf8_get_char (p));

      if (c >= '0' && c <= '9')
        {
          if (!in_number)
            {
              if (n == 3)
                return -1;
              numbers[n] = 0;
              digits[n++] = 0;
              in_number = TRUE;
            }
          if (++digits[n - 1] > 8)
            return -1;
          numbers[n - 1] = numbers[n - 1] * 10 + (int) (c - '0');
        }
      else if ((c == 'T' || c == ' ') && (n == 3 || (n == 1 && digits[0] == 8)) && is_time (p))
        return n;
      else if (is_separator (c) && (n > 0 || g_unichar_isspace (c)))
        in_number = FALSE;
      else
        return -1;
    }
  return n;
}

CunyiDay
cunyi_day_new (int year, int month, int day)
{
  GDate date;

  if (year < MIN_YEAR || year > MAX_YEAR || month < 1 || month > 12 || day < 1 || day > 31 ||
      !g_date_valid_dmy (day, month, year))
    return CUNYI_DAY_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return (CunyiDay) g_date_get_julian (&date) - EPOCH_JULIAN;
}

void
cunyi_day_split (CunyiDay day, int *year, int *month, int *mday)
{
  GDate date;

  g_return_if_fail (day != CUNYI_DAY_NONE);

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + EPOCH_JULIAN));
  if (year)
    *year = g_date_get_year (&date);
  if (month)
    *month = g_date_get_month (&date);
  if (mday)
    *mday = g_date_get_day (&date);
}

CunyiDay
cunyi_day_parse (const char *text)
{
  int numbers[3], digits[3];

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return CUNYI_DAY_NONE;
  switch (read_numbers (text, numbers, digits))
    {
    case 1:
      if (digits[0] != 8)
        return CUNYI_DAY_NONE;
      return cunyi_day_new (numbers[0] / 10000, numbers[0] / 100 % 100, numbers[0] % 100);
    case 3:
      if (digits[0] != 4 || digits[1] > 2 || digits[2] > 2)
        return CUNYI_DAY_NONE;
      return cunyi_day_new (numbers[0], numbers[1], numbers[2]);
    default:
      return CUNYI_DAY_NONE;
    }
}

CunyiDay
cunyi_day_parse_typed (const char *text, CunyiDay today)
{
  int numbers[3], digits[3], year, month;
  CunyiDay day = cunyi_day_parse (text);

  if (day != CUNYI_DAY_NONE || text == NULL || today == CUNYI_DAY_NONE || !g_utf8_validate (text, -1, NULL))
    return day;
  cunyi_day_split (today, &year, &month, NULL);
  switch (read_numbers (text, numbers, digits))
    {
    case 1:
      if (digits[0] == 6)
        return cunyi_day_new (2000 + numbers[0] / 10000, numbers[0] / 100 % 100, numbers[0] % 100);
      if (digits[0] == 4)
        return cunyi_day_new (year, numbers[0] / 100, numbers[0] % 100);
      if (digits[0] <= 2)
        return cunyi_day_new (year, month, numbers[0]);
      return CUNYI_DAY_NONE;
    case 2:
      if (digits[0] <= 2 && digits[1] <= 2)
        return cunyi_day_new (year, numbers[0], numbers[1]);
      return CUNYI_DAY_NONE;
    case 3:
      if (digits[0] == 2 && digits[1] <= 2 && digits[2] <= 2)
        return cunyi_day_new (2000 + numbers[0], numbers[1], numbers[2]);
      return CUNYI_DAY_NONE;
    default:
      return CUNYI_DAY_NONE;
    }
}

CunyiDay
cunyi_day_parse_month (const char *text)
{
  int numbers[3], digits[3], year, month;
  CunyiDay day = cunyi_day_parse (text);

  if (day != CUNYI_DAY_NONE)
    {
      cunyi_day_split (day, &year, &month, NULL);
      return cunyi_day_new (year, month, 1);
    }
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return CUNYI_DAY_NONE;
  switch (read_numbers (text, numbers, digits))
    {
    case 1:
      return digits[0] == 6 ? cunyi_day_new (numbers[0] / 100, numbers[0] % 100, 1) : CUNYI_DAY_NONE;
    case 2:
      return digits[0] == 4 && digits[1] <= 2 ? cunyi_day_new (numbers[0], numbers[1], 1) : CUNYI_DAY_NONE;
    default:
      return CUNYI_DAY_NONE;
    }
}

static void
write_digits (char *at, int number, int n)
{
  for (int i = n - 1; i >= 0; i--, number /= 10)
    at[i] = '0' + number % 10;
}

/* Without printf, which is a part of the work where everybody's birthday is written. */
char *
cunyi_day_to_text (CunyiDay day)
{
  int year, month, mday;
  char *text;

  if (day == CUNYI_DAY_NONE)
    return g_strdup ("");
  cunyi_day_split (day, &year, &month, &mday);
  text = g_malloc (sizeof "2022-07-26");
  write_digits (text, year, 4);
  text[4] = '-';
  write_digits (text + 5, month, 2);
  text[7] = '-';
  write_digits (text + 8, mday, 2);
  text[10] = '\0';
  return text;
}

char *
cunyi_day_to_chinese (CunyiDay day)
{
  int year, month, mday;

  if (day == CUNYI_DAY_NONE)
    return g_strdup ("");
  cunyi_day_split (day, &year, &month, &mday);
  return g_strdup_printf ("%d年%d月%d日", year, month, mday);
}

CunyiDay
cunyi_day_add_months (CunyiDay day, int months)
{
  int year, month, mday, count;

  /* No way from one end of the calendar to the other is longer; and so the sum cannot overflow. */
  if (day == CUNYI_DAY_NONE || ABS ((gint64) months) > 12 * (MAX_YEAR - MIN_YEAR))
    return CUNYI_DAY_NONE;
  cunyi_day_split (day, &year, &month, &mday);
  count = year * 12 + month - 1 + months;
  if (count / 12 < MIN_YEAR || count / 12 > MAX_YEAR)
    return CUNYI_DAY_NONE;
  mday = MIN (mday, g_date_get_days_in_month (count % 12 + 1, count / 12));
  return cunyi_day_new (count / 12, count % 12 + 1, mday);
}

int
cunyi_day_age (CunyiDay birth, CunyiDay day)
{
  int by, bm, bd, y, m, d;

  if (birth == CUNYI_DAY_NONE || day == CUNYI_DAY_NONE || birth > day)
    return -1;
  cunyi_day_split (birth, &by, &bm, &bd);
  cunyi_day_split (day, &y, &m, &d);
  return y - by - (m < bm || (m == bm && d < bd));
}
