/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The clock, held, shifted or running. */

#include "config.h"

#include "base/clock.h"

#include <string.h>

static char *held;
static CunyiDay held_day;
static gboolean asked;
static int shift; /* days that are added to it; atomic */

/* What the environment says is asked once. What is no moment there is told and passed over. */
static const char *
held_moment (void)
{
  const char *wanted = asked ? NULL : g_getenv ("CUNYI_NOW");

  asked = TRUE;
  if (wanted && *wanted && cunyi_day_parse (wanted) == CUNYI_DAY_NONE)
    g_printerr ("CUNYI_NOW=%s is no moment like 2022-07-26 or 2022-07-26T08:30:00.\n", wanted);
  else if (wanted && *wanted)
    cunyi_clock_hold (wanted);
  return held;
}

/* 2022-07-26T08:30:00 of anything that cunyi_day_parse() reads; noon when it says no time. */
static char *
make_moment (const char *text)
{
  g_autofree char *day = cunyi_day_to_text (cunyi_day_parse (text));
  gboolean whole = strlen (text) == 19 && g_str_has_prefix (text, day) && text[10] == 'T';

  return whole ? g_strdup (text) : g_strconcat (day, "T12:00:00", NULL);
}

/* A roster asks once for every ID number, and GLib looks for the time zone on the disk each time: one answer holds for the
 * second in which it was found. */
CunyiDay
cunyi_clock_today (void)
{
  static _Thread_local gint64 second;
  static _Thread_local CunyiDay today;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GDateTime) local = NULL;

  if (held_moment ())
    return held_day + g_atomic_int_get (&shift);
  if (now == second)
    return today + g_atomic_int_get (&shift);
  local = g_date_time_new_from_unix_local (now);
  second = now;
  today = cunyi_day_new (g_date_time_get_year (local), g_date_time_get_month (local), g_date_time_get_day_of_month (local));
  return today + g_atomic_int_get (&shift);
}

char *
cunyi_clock_now (void)
{
  g_autofree char *day = cunyi_day_to_text (cunyi_clock_today ());
  g_autoptr (GDateTime) now = NULL;

  if (held_moment ())
    return g_strconcat (day, held + strlen ("2022-07-26"), NULL);
  now = g_date_time_new_now_local ();
  return g_strdup_printf ("%sT%02d:%02d:%02d", day, g_date_time_get_hour (now), g_date_time_get_minute (now),
                          g_date_time_get_second (now));
}

void
cunyi_clock_hold (const char *moment)
{
  g_return_if_fail (moment == NULL || cunyi_day_parse (moment) != CUNYI_DAY_NONE);

  asked = TRUE;
  g_free (held);
  held = moment ? make_moment (moment) : NULL;
  held_day = cunyi_day_parse (held);
}

gboolean
cunyi_clock_is_held (void)
{
  return held_moment () != NULL;
}

CunyiDay
cunyi_clock_computer (void)
{
  return cunyi_clock_today () - g_atomic_int_get (&shift);
}

void
cunyi_clock_correct (CunyiDay day)
{
  g_return_if_fail (day != CUNYI_DAY_NONE);

  g_atomic_int_add (&shift, day - cunyi_clock_today ());
}
