/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Functions of days and moments. A day is text 2022-07-26; arithmetic makes it a number of days since 1970-01-01, and
 * date () makes that a day again. */

#include "config.h"

#include "form/functions.h"

#include "base/clock.h"
#include "form/expression.h"

#include <glib/gi18n.h>
#include <libxml/xpathInternals.h>
#include <math.h>
#include <string.h>

static xmlXPathObject *
make_text (const char *text)
{
  return xmlXPathNewString (BAD_CAST text);
}

/* The moment that an argument means; NAN for none, and outside of the years that base/day.h knows. */
static double
get_moment (CunyiCall *call, guint arg)
{
  double moment = cunyi_call_number (call, arg);

  return moment >= cunyi_day_new (1800, 1, 1) && moment < cunyi_day_new (2200, 12, 31) ? moment : NAN;
}

static char *
day_to_text (double moment)
{
  return cunyi_day_to_text (isnan (moment) ? CUNYI_DAY_NONE : (CunyiDay) floor (moment));
}

/* Seconds of the day, rounded so that what was written as 08:30 comes back as 08:30. */
static void
split_moment (double moment, CunyiDay *day, int *second)
{
  double days = floor (moment);
  double rest = floor ((moment - days) * 86400 + 0.5);

  *day = (CunyiDay) days + (rest >= 86400 ? 1 : 0);
  *second = rest >= 86400 ? 0 : (int) rest;
}

xmlXPathObject *
cunyi_function_today (CunyiCall *call)
{
  return cunyi_value_take_text (cunyi_day_to_text (cunyi_clock_today ()));
}

xmlXPathObject *
cunyi_function_now (CunyiCall *call)
{
  return cunyi_value_take_text (cunyi_clock_now ());
}

/* Also reads the other spellings of a day, as long as it is a whole one: 2022-7-6, 2022/7/6. */
xmlXPathObject *
cunyi_function_date (CunyiCall *call)
{
  double moment = get_moment (call, 0);

  if (call->args[0]->type == XPATH_BOOLEAN)
    return make_text ("");
  if (isnan (moment) && call->args[0]->type != XPATH_NUMBER)
    return cunyi_value_take_text (cunyi_day_to_text (cunyi_day_parse (cunyi_call_text (call, 0))));
  return cunyi_value_take_text (day_to_text (moment));
}

xmlXPathObject *
cunyi_function_date_time (CunyiCall *call)
{
  double moment = get_moment (call, 0);
  g_autofree char *date = NULL;
  CunyiDay day;
  int second;

  if (isnan (moment))
    return make_text ("");
  split_moment (moment, &day, &second);
  date = cunyi_day_to_text (day);
  if (!*date)
    return make_text ("");
  return cunyi_value_take_text (g_strdup_printf ("%sT%02d:%02d:%02d", date, second / 3600, second / 60 % 60, second % 60));
}

xmlXPathObject *
cunyi_function_decimal_date_time (CunyiCall *call)
{
  /* A text must be written as a day; a plain number in it is none. */
  if (call->args[0]->type == XPATH_STRING && isnan (cunyi_moment_parse (cunyi_call_text (call, 0))))
    return xmlXPathNewFloat (NAN);
  return xmlXPathNewFloat (get_moment (call, 0));
}

xmlXPathObject *
cunyi_function_decimal_time (CunyiCall *call)
{
  const char *text = cunyi_call_text (call, 0);
  g_autofree char *moment = strchr (text, 'T') ? g_strdup (text) : g_strdup_printf ("1970-01-01T%s", text);
  double days = cunyi_moment_parse (moment);

  return xmlXPathNewFloat (days - floor (days));
}

static const char *
name_month (int month)
{
  static const char *const names[] = { NC_("month", "Jan"), NC_("month", "Feb"), NC_("month", "Mar"),
                                       NC_("month", "Apr"), NC_("month", "May"), NC_("month", "Jun"),
                                       NC_("month", "Jul"), NC_("month", "Aug"), NC_("month", "Sep"),
                                       NC_("month", "Oct"), NC_("month", "Nov"), NC_("month", "Dec") };

  return g_dpgettext2 (NULL, "month", names[month - 1]);
}

/* 1970-01-01 was a Thursday. */
static const char *
name_weekday (CunyiDay day)
{
  static const char *const names[] = { NC_("weekday", "Thu"), NC_("weekday", "Fri"), NC_("weekday", "Sat"),
                                       NC_("weekday", "Sun"), NC_("weekday", "Mon"), NC_("weekday", "Tue"),
                                       NC_("weekday", "Wed") };

  return g_dpgettext2 (NULL, "weekday", names[((day % 7) + 7) % 7]);
}

static void
append_part (GString *text, char letter, CunyiDay day, int second)
{
  int year, month, mday;

  cunyi_day_split (day, &year, &month, &mday);
  switch (letter)
    {
    case 'Y': g_string_append_printf (text, "%04d", year); break;
    case 'y': g_string_append_printf (text, "%02d", year % 100); break;
    case 'm': g_string_append_printf (text, "%02d", month); break;
    case 'n': g_string_append_printf (text, "%d", month); break;
    case 'b': g_string_append (text, name_month (month)); break;
    case 'd': g_string_append_printf (text, "%02d", mday); break;
    case 'e': g_string_append_printf (text, "%d", mday); break;
    case 'a': g_string_append (text, name_weekday (day)); break;
    case 'H': g_string_append_printf (text, "%02d", second / 3600); break;
    case 'h': g_string_append_printf (text, "%d", second / 3600); break;
    case 'M': g_string_append_printf (text, "%02d", second / 60 % 60); break;
    case 'S': g_string_append_printf (text, "%02d", second % 60); break;
    case '3': g_string_append (text, "000"); break;
    case '%': g_string_append_c (text, '%'); break;
    default: g_string_append_printf (text, "%%%c", letter); break;
    }
}

xmlXPathObject *
cunyi_function_format_date (CunyiCall *call)
{
  double moment = get_moment (call, 0);
  g_autoptr (GString) text = g_string_new (NULL);
  CunyiDay day;
  int second;

  if (isnan (moment))
    return make_text ("");
  split_moment (moment, &day, &second);
  for (const char *at = cunyi_call_text (call, 1); *at; at++)
    if (at[0] == '%' && at[1] && !(at[1] & 0x80))
      append_part (text, *++at, day, second);
    else
      g_string_append_c (text, *at);
  return make_text (text->str);
}

xmlXPathObject *
cunyi_function_add_months (CunyiCall *call)
{
  double moment = get_moment (call, 0), months = cunyi_call_number (call, 1);

  if (isnan (moment) || !(fabs (months) < 12 * 400))
    return make_text ("");
  return cunyi_value_take_text (cunyi_day_to_text (cunyi_day_add_months ((CunyiDay) floor (moment), (int) months)));
}

xmlXPathObject *
cunyi_function_age (CunyiCall *call)
{
  double birth = get_moment (call, 0), day = get_moment (call, 1);
  int age = isnan (birth) || isnan (day) ? -1 : cunyi_day_age ((CunyiDay) floor (birth), (CunyiDay) floor (day));

  return xmlXPathNewFloat (age < 0 ? NAN : age);
}
