/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A laptop whose clock is wrong is noticed. */

#include "config.h"

#include "clinic/clock-doubt.h"

#include "base/clock.h"
#include "clinic/due.h"
#include "neighbours.h"
#include "scratch.h"

static void
work_tells_what_day_it_can_be (void)
{
  CunyiDay last = cunyi_day_new (2022, 8, 1);

  g_assert_cmpint (cunyi_clock_doubt (CUNYI_DAY_NONE, last), ==, CUNYI_CLOCK_LIKELY);
  g_assert_cmpint (cunyi_clock_doubt (last, last), ==, CUNYI_CLOCK_LIKELY);
  g_assert_cmpint (cunyi_clock_doubt (last, last - 1), ==, CUNYI_CLOCK_BACK);
  g_assert_cmpint (cunyi_clock_doubt (last, last + CUNYI_CLOCK_LEAP), ==, CUNYI_CLOCK_LIKELY);
  g_assert_cmpint (cunyi_clock_doubt (last, last + CUNYI_CLOCK_LEAP + 1), ==, CUNYI_CLOCK_AHEAD);
}

static void
a_clock_that_jumps_is_in_doubt_until_somebody_confirms_it (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (GError) error = NULL;
  CunyiDay last;

  g_assert_cmpint (cunyi_clinic_doubt_clock (scratch->clinic, &last), ==, CUNYI_CLOCK_LIKELY);
  cunyi_clock_hold ("2019-01-01");
  g_assert_cmpint (cunyi_clinic_doubt_clock (scratch->clinic, &last), ==, CUNYI_CLOCK_BACK);
  g_assert_cmpint (last, ==, cunyi_day_new (2022, 8, 1));
  cunyi_clock_hold ("2031-01-01");
  g_assert_cmpint (cunyi_clinic_doubt_clock (scratch->clinic, &last), ==, CUNYI_CLOCK_AHEAD);

  /* Saved by mistake in another year: whoever says that it is today is believed. */
  g_assert_true (cunyi_clinic_confirm_clock (scratch->clinic, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cunyi_clinic_doubt_clock (scratch->clinic, &last), ==, CUNYI_CLOCK_LIKELY);
  cunyi_clock_hold ("2022-08-02");
  g_assert_cmpint (cunyi_clinic_doubt_clock (scratch->clinic, &last), ==, CUNYI_CLOCK_BACK);
  g_assert_cmpint (last, ==, cunyi_day_new (2031, 1, 1));
  g_assert_true (cunyi_clinic_confirm_clock (scratch->clinic, &error));
  g_assert_cmpint (cunyi_clinic_doubt_clock (scratch->clinic, &last), ==, CUNYI_CLOCK_LIKELY);
}

/* What was saved while the clock was ahead is found when it is right again. */
static void
records_of_days_to_come_are_found (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *early = add_person (scratch->clinic, home, "甲", "02", "1", "1950-03-01");
  const char *ahead = add_person (scratch->clinic, home, "乙", "10", "2", "1951-03-01");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  guint n = 0;

  add_diseases (scratch->clinic, early, "2020-01-01", "hypertension", NULL);
  add_diseases (scratch->clinic, ahead, "2020-01-01", "hypertension", NULL);
  follow_up (scratch->clinic, early, "2022-07-10");
  cunyi_clock_hold ("2031-07-10");
  follow_up (scratch->clinic, ahead, "2031-07-10");
  cunyi_clock_hold ("2022-08-01");
  findings = cunyi_finding_list (scratch->clinic, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const CunyiFinding *finding = g_ptr_array_index (findings, i);

      if (!g_str_equal (finding->check, "record_future"))
        continue;
      g_assert_cmpstr (finding->subject, ==, ahead);
      g_assert_nonnull (strstr (finding->message, "2031-07-10"));
      n++;
    }
  g_assert_cmpuint (n, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/clock/work-tells-what-day-it-can-be", work_tells_what_day_it_can_be);
  g_test_add_func ("/clinic/clock/a-clock-that-jumps-is-in-doubt-until-somebody-confirms-it",
                   a_clock_that_jumps_is_in_doubt_until_somebody_confirms_it);
  g_test_add_func ("/clinic/clock/records-of-days-to-come-are-found", records_of_days_to_come_are_found);
  return g_test_run ();
}
