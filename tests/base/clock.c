/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The clock: held, running, and told from outside. */

#include "config.h"

#include "base/clock.h"

#include <string.h>

static void
a_held_clock_stands_still (void)
{
  g_autofree char *noon = NULL, *exact = NULL, *short_form = NULL;

  cunyi_clock_hold ("2022-07-26");
  g_assert_cmpint (cunyi_clock_today (), ==, cunyi_day_new (2022, 7, 26));
  noon = cunyi_clock_now ();
  g_assert_cmpstr (noon, ==, "2022-07-26T12:00:00");

  cunyi_clock_hold ("2022-07-27T08:30:05");
  g_assert_cmpint (cunyi_clock_today (), ==, cunyi_day_new (2022, 7, 27));
  exact = cunyi_clock_now ();
  g_assert_cmpstr (exact, ==, "2022-07-27T08:30:05");

  cunyi_clock_hold ("2022-7-6");
  short_form = cunyi_clock_now ();
  g_assert_cmpstr (short_form, ==, "2022-07-06T12:00:00");
  cunyi_clock_hold (NULL);
}

static void
a_released_clock_runs_with_the_system (void)
{
  g_autoptr (GDateTime) before = g_date_time_new_now_local ();
  g_autoptr (GDateTime) after = NULL;
  g_autofree char *now = NULL, *first = NULL, *last = NULL;

  cunyi_clock_hold ("2001-01-01");
  cunyi_clock_hold (NULL);
  now = cunyi_clock_now ();
  after = g_date_time_new_now_local ();
  first = g_date_time_format (before, "%Y-%m-%dT%H:%M:%S");
  last = g_date_time_format (after, "%Y-%m-%dT%H:%M:%S");
  g_assert_cmpstr (first, <=, now);
  g_assert_cmpstr (now, <=, last);
}

/* The environment is asked once in a program, so each case runs in one of its own. */
static void
the_environment_holds_the_clock (void)
{
  if (g_test_subprocess ())
    {
      g_assert_cmpint (cunyi_clock_today (), ==, cunyi_day_new (2022, 7, 26));
      return;
    }
  g_setenv ("CUNYI_NOW", "2022-07-26T09:00:00", TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_unsetenv ("CUNYI_NOW");
  g_test_trap_assert_passed ();
}

static void
nonsense_in_the_environment_is_told_and_passed_over (void)
{
  if (g_test_subprocess ())
    {
      g_assert_cmpint (cunyi_clock_today (), >, cunyi_day_new (2022, 7, 26));
      return;
    }
  g_setenv ("CUNYI_NOW", "tomorrow", TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_unsetenv ("CUNYI_NOW");
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*CUNYI_NOW=tomorrow is no moment*");
}

static void
a_corrected_clock_goes_on_from_the_day_that_was_said (void)
{
  CunyiDay day = cunyi_day_new (2022, 7, 26);
  g_autofree char *held = NULL, *running = NULL;

  cunyi_clock_hold ("2031-03-01T08:30:05");
  cunyi_clock_correct (day);
  g_assert_cmpint (cunyi_clock_today (), ==, day);
  held = cunyi_clock_now ();
  g_assert_cmpstr (held, ==, "2022-07-26T08:30:05");
  cunyi_clock_hold ("2031-03-02");
  g_assert_cmpint (cunyi_clock_today (), ==, day + 1);

  cunyi_clock_hold (NULL);
  cunyi_clock_correct (day);
  running = cunyi_clock_now ();
  g_assert_true (g_str_has_prefix (running, "2022-07-2"));
  g_assert_cmpuint (strlen (running), ==, 19);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/a held clock stands still", a_held_clock_stands_still);
  g_test_add_func ("/clock/a released clock runs with the system", a_released_clock_runs_with_the_system);
  g_test_add_func ("/clock/the environment holds the clock", the_environment_holds_the_clock);
  g_test_add_func ("/clock/nonsense in the environment is told and passed over",
                   nonsense_in_the_environment_is_told_and_passed_over);
  g_test_add_func ("/clock/a corrected clock goes on from the day that was said",
                   a_corrected_clock_goes_on_from_the_day_that_was_said);
  return g_test_run ();
}
