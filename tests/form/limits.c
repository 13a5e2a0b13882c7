/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which version of a limit holds on a day. */

#include "config.h"

#include "form/limits.h"

#include <string.h>

static const char list[] = "code,label,value,valid_from\n"
                           "sbp,收缩压,140,2017-01-01\n"
                           "sbp@2027,收缩压（2027年起）,130,2027-01-01\n"
                           "sbp@2025,收缩压（2025年起）,135,2025-01-01\n"
                           "days,天数,14,\n";

static void
assert_limit (const char *day, const char *name, const char *expected)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (list, strlen (list));
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiCodes) codes = cunyi_codes_parse ("limit", bytes, faults);
  g_autoptr (CunyiContext) context = cunyi_context_new ();

  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
  cunyi_context_set_limits (context, codes, cunyi_day_parse (day));
  g_assert_cmpstr (cunyi_context_get (context, name), ==, expected);
}

static void
the_last_version_before_the_day_holds (void)
{
  assert_limit ("2024-12-31", "limit_sbp", "140");
  assert_limit ("2025-01-01", "limit_sbp", "135");
  assert_limit ("2026-12-31", "limit_sbp", "135");
  assert_limit ("2027-01-01", "limit_sbp", "130");
}

static void
before_all_the_first_holds (void)
{
  assert_limit ("2009-06-01", "limit_sbp", "140");
}

static void
without_a_day_it_always_holds (void)
{
  assert_limit ("2009-06-01", "limit_days", "14");
  assert_limit ("2027-06-01", "limit_days", "14");
}

static void
without_a_list_there_is_none (void)
{
  g_autoptr (CunyiContext) context = cunyi_context_new ();

  cunyi_context_set_limits (context, NULL, cunyi_day_parse ("2022-08-01"));
  g_assert_false (cunyi_context_has (context, "limit_sbp"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form/limits/the_last_version_before_the_day_holds", the_last_version_before_the_day_holds);
  g_test_add_func ("/form/limits/before_all_the_first_holds", before_all_the_first_holds);
  g_test_add_func ("/form/limits/without_a_day_it_always_holds", without_a_day_it_always_holds);
  g_test_add_func ("/form/limits/without_a_list_there_is_none", without_a_list_there_is_none);
  return g_test_run ();
}
