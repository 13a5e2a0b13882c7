/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The clock, held or running. */

#include "config.h"

#include "base/clock.h"

#include <string.h>

static char *held;
static gboolean asked;

static const char *
held_moment (void)
{
  if (!asked)
    cunyi_clock_hold (g_getenv ("CUNYI_NOW"));
  return held;
}

CunyiDay
cunyi_clock_today (void)
{
  g_autoptr (GDateTime) now = NULL;

  if (held_moment ())
    return cunyi_day_parse (held);
  now = g_date_time_new_now_local ();
  return cunyi_day_new (g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now));
}

char *
cunyi_clock_now (void)
{
  g_autoptr (GDateTime) now = NULL;

  if (held_moment ())
    return strlen (held) == 10 ? g_strconcat (held, "T12:00:00", NULL) : g_strdup (held);
  now = g_date_time_new_now_local ();
  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
}

void
cunyi_clock_hold (const char *moment)
{
  g_return_if_fail (moment == NULL || cunyi_day_parse (moment) != CUNYI_DAY_NONE);

  asked = TRUE;
  g_free (held);
  held = g_strdup (moment);
}
