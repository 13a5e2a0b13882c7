/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers and dates of a workbook as text. */

#include "config.h"

#include "sheet/number.h"

#include <math.h>
#include <string.h>

#include "base/day.h"

#define MAX_DIGITS 15             /* what a spreadsheet keeps of a number */
#define UNIX_EPOCH 25569          /* 1970-01-01, counted from 1899-12-30 */
#define EPOCH_1904 1462           /* 1904-01-01 */
#define LAST_DAY 2958465          /* 9999-12-31 */
#define SECONDS_OF_DAY 86400
#define MAX_ELAPSED 1e12          /* seconds; no sheet means more */

CunyiShows
cunyi_shows_of_builtin (guint id)
{
  switch (id)
    {
    case 18: case 19: case 20: case 21: /* h:mm */
    case 32: case 33: case 34: case 35: /* h"时"mm"分" */
    case 45: case 47:                   /* mm:ss */
    case 55: case 56:                   /* 上午/下午h"时"mm"分" */
      return CUNYI_SHOWS_TIME;
    case 46: /* [h]:mm:ss */
      return CUNYI_SHOWS_ELAPSED;
    default:
      if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return CUNYI_SHOWS_DATE;
      return CUNYI_SHOWS_NUMBER;
    }
}

/* ---- format codes ---- */

typedef struct {
  gboolean day;     /* y, d, e, or an m that stands for a month */
  gboolean time;    /* h, s, or an m that stands for minutes */
  gboolean elapsed; /* [h] */
  gboolean digits;  /* 0 # ? */
  gboolean era;     /* e or g: years in some calendars, the power of ten in others */
  gboolean open_m;  /* the last letters were m, and were not decided yet */
  char last;        /* h, s, or another letter */
} Scan;

/* An m is minutes behind an hour or in front of seconds, else a month. */
static void
close_m (Scan *scan, char next)
{
  if (!scan->open_m)
    return;
  if (next == 's' || scan->last == 'h')
    scan->time = TRUE;
  else
    scan->day = TRUE;
  scan->open_m = FALSE;
}

static void
take_letter (Scan *scan, char letter)
{
  switch (letter)
    {
    case 'm':
      scan->open_m = TRUE;
      return;
    case 'y': case 'd':
      close_m (scan, letter);
      scan->day = TRUE;
      break;
    case 'h': case 's':
      close_m (scan, letter);
      scan->time = TRUE;
      break;
    case 'e': case 'g':
      scan->era = TRUE;
      break;
    case '0': case '#': case '?':
      scan->digits = TRUE;
      return;
    default:
      return;
    }
  scan->last = letter;
}

/* Brackets hold a colour, a condition, a language, or elapsed hours, minutes, seconds. Returns what follows. */
static const char *
take_bracket (Scan *scan, const char *p)
{
  const char *end = strchr (p, ']');
  gsize length = end ? (gsize) (end - p - 1) : 0;
  char letter = g_ascii_tolower (p[1]);

  if (length > 0 && strchr ("hms", letter) && strspn (p + 1, "hHmMsS") == length)
    {
      scan->elapsed = TRUE;
      scan->last = letter;
    }
  return end ? end + 1 : p + strlen (p);
}

/* Letters that are words in themselves, General also in its Chinese spelling. */
static gsize
measure_word (const char *p)
{
  static const char *const words[] = { "General", "G/通用格式", "AM/PM", "A/P" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (p, words[i], strlen (words[i])) == 0)
      return strlen (words[i]);
  return 0;
}

static const char *
skip_quoted (const char *p)
{
  const char *end = strchr (p + 1, '"');

  return end ? end + 1 : p + strlen (p);
}

static gboolean
is_power (const char *p)
{
  return (*p == 'e' || *p == 'E') && (p[1] == '+' || p[1] == '-');
}

CunyiShows
cunyi_shows_of_code (const char *code)
{
  Scan scan = { 0 };
  const char *p = code;

  while (*p && *p != ';')
    {
      if (*p == '"')
        p = skip_quoted (p);
      else if (*p == '[')
        p = take_bracket (&scan, p);
      else if (*p == '\\' || *p == '_' || *p == '*')
        p = p[1] ? g_utf8_next_char (p + 1) : p + 1;
      else if (measure_word (p) > 0)
        p += measure_word (p);
      else if (is_power (p))
        p += 2;
      else
        take_letter (&scan, g_ascii_tolower (*p++));
    }
  close_m (&scan, '\0');
  if (scan.day || (scan.era && !scan.digits && !scan.time))
    return CUNYI_SHOWS_DATE;
  if (scan.elapsed)
    return CUNYI_SHOWS_ELAPSED;
  return scan.time ? CUNYI_SHOWS_TIME : CUNYI_SHOWS_NUMBER;
}

/* ---- writing ---- */

/* `digits` without trailing zeros, with a decimal point behind the first `exponent` + 1 of them. */
static void
place_point (GString *text, const char *digits, int exponent)
{
  int length = strlen (digits);

  while (length > 1 && digits[length - 1] == '0')
    length--;
  if (exponent < 0)
    {
      g_string_append (text, "0.");
      for (int i = -1; i > exponent; i--)
        g_string_append_c (text, '0');
      g_string_append_len (text, digits, length);
      return;
    }
  g_string_append_len (text, digits, MIN (length, exponent + 1));
  for (int i = length; i < exponent + 1; i++)
    g_string_append_c (text, '0');
  if (length > exponent + 1)
    {
      g_string_append_c (text, '.');
      g_string_append_len (text, digits + exponent + 1, length - exponent - 1);
    }
}

static CunyiCellKind
write_number (GString *text, double value)
{
  char scientific[G_ASCII_DTOSTR_BUF_SIZE];
  char digits[MAX_DIGITS + 1];
  int exponent;

  if (value == 0)
    {
      g_string_append_c (text, '0');
      return CUNYI_CELL_NUMBER;
    }
  if (value == floor (value) && fabs (value) < 1e15)
    {
      g_string_append_printf (text, "%" G_GINT64_FORMAT, (gint64) value);
      return CUNYI_CELL_NUMBER;
    }
  g_ascii_formatd (scientific, sizeof scientific, "%.14e", fabs (value));
  digits[0] = scientific[0];
  memcpy (digits + 1, scientific + 2, MAX_DIGITS - 1);
  digits[MAX_DIGITS] = '\0';
  exponent = g_ascii_strtoll (strchr (scientific, 'e') + 1, NULL, 10);
  if (value < 0)
    g_string_append_c (text, '-');
  place_point (text, digits, exponent);
  return exponent >= MAX_DIGITS ? CUNYI_CELL_LOST_DIGITS : CUNYI_CELL_NUMBER;
}

static void
write_time (GString *text, gint64 seconds)
{
  g_string_append_printf (text, "%02" G_GINT64_FORMAT ":%02d:%02d", seconds / 3600, (int) (seconds / 60 % 60),
                          (int) (seconds % 60));
}

/* Days below 61 are one off: to a spreadsheet 1900 had a 29 February, which stays the 28th here. */
static void
write_day (GString *text, int serial, gboolean from_1904)
{
  int year, month, day;

  if (from_1904)
    serial += EPOCH_1904;
  else if (serial < 60)
    serial++;
  cunyi_day_split (serial - UNIX_EPOCH, &year, &month, &day);
  g_string_append_printf (text, "%04d-%02d-%02d", year, month, day);
}

static gboolean
write_date (GString *text, double value, CunyiShows shows, gboolean from_1904)
{
  double whole = floor (value);
  int seconds = (int) floor ((value - whole) * SECONDS_OF_DAY + 0.5);

  if (seconds == SECONDS_OF_DAY)
    {
      whole++;
      seconds = 0;
    }
  if (whole < 0 || whole > LAST_DAY - (from_1904 ? EPOCH_1904 : 0))
    return FALSE;
  /* Day 0 is a day in 1904 only, and there only where the format shows one. */
  if (whole == 0 && (!from_1904 || shows == CUNYI_SHOWS_TIME))
    {
      write_time (text, seconds);
      return TRUE;
    }
  write_day (text, (int) whole, from_1904);
  if (seconds > 0)
    {
      g_string_append_c (text, 'T');
      write_time (text, seconds);
    }
  return TRUE;
}

CunyiCellKind
cunyi_number_write (GString *text, double value, CunyiShows shows, gboolean from_1904)
{
  g_string_truncate (text, 0);
  if (!isfinite (value))
    {
      g_string_append (text, "#NUM!");
      return CUNYI_CELL_ERROR;
    }
  if (shows == CUNYI_SHOWS_ELAPSED && value >= 0 && value * SECONDS_OF_DAY < MAX_ELAPSED)
    {
      write_time (text, (gint64) floor (value * SECONDS_OF_DAY + 0.5));
      return CUNYI_CELL_DATE;
    }
  if (shows != CUNYI_SHOWS_NUMBER && shows != CUNYI_SHOWS_ELAPSED && write_date (text, value, shows, from_1904))
    return CUNYI_CELL_DATE;
  return write_number (text, value);
}

gboolean
cunyi_number_is_plain (const char *text, gsize length)
{
  const char *p = text + (length > 0 && text[0] == '-');
  const char *end = text + length;
  const char *point = NULL;

  if (p == end || end - p > MAX_DIGITS + 1)
    return FALSE;
  if (*p == '0' && (end - p == 1 ? p != text : p[1] != '.'))
    return FALSE;
  for (const char *q = p; q < end; q++)
    if (*q == '.' && point == NULL && q > p)
      point = q;
    else if (!g_ascii_isdigit (*q))
      return FALSE;
  if (point == NULL)
    return end - p <= MAX_DIGITS;
  return end[-1] != '0' && end[-1] != '.';
}
