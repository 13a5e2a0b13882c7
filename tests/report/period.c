/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reporting periods. */

#include "config.h"

#include "report/period.h"

typedef struct {
  const char *what;
  CunyiPeriodKind kind;
  const char *day;
  guint last_mday;
  const char *from, *until, *text;
} Case;

static const Case cases[] = {
  { "a calendar month", CUNYI_PERIOD_MONTH, "2022-07-15", 31, "2022-07-01", "2022-07-31", "2022年7月" },
  { "nothing set means the calendar", CUNYI_PERIOD_MONTH, "2022-02-28", 0, "2022-02-01", "2022-02-28", "2022年2月" },
  { "February of a leap year", CUNYI_PERIOD_MONTH, "2020-02-01", 31, "2020-02-01", "2020-02-29", "2020年2月" },
  { "a month that ends on the 25th", CUNYI_PERIOD_MONTH, "2022-07-25", 25, "2022-06-26", "2022-07-25", "2022年7月" },
  { "the 26th belongs to the next", CUNYI_PERIOD_MONTH, "2022-07-26", 25, "2022-07-26", "2022-08-25", "2022年8月" },
  { "over the turn of the year", CUNYI_PERIOD_MONTH, "2022-12-31", 25, "2022-12-26", "2023-01-25", "2023年1月" },
  { "ends on the 30th, in a February without one", CUNYI_PERIOD_MONTH, "2022-02-28", 30, "2022-01-31", "2022-02-28",
    "2022年2月" },
  { "and the March after it", CUNYI_PERIOD_MONTH, "2022-03-01", 30, "2022-03-01", "2022-03-30", "2022年3月" },
  { "ends on the first", CUNYI_PERIOD_MONTH, "2022-07-02", 1, "2022-07-02", "2022-08-01", "2022年8月" },
  { "a calendar quarter", CUNYI_PERIOD_QUARTER, "2022-08-15", 31, "2022-07-01", "2022-09-30", "2022年第3季度" },
  { "a quarter that ends on the 25th", CUNYI_PERIOD_QUARTER, "2022-09-26", 25, "2022-09-26", "2022-12-25",
    "2022年第4季度" },
  { "a year that ends on the 25th", CUNYI_PERIOD_YEAR, "2022-12-26", 25, "2022-12-26", "2023-12-25", "2023年" },
  { "a calendar year", CUNYI_PERIOD_YEAR, "2022-12-31", 31, "2022-01-01", "2022-12-31", "2022年" },
  { "a day", CUNYI_PERIOD_DAY, "2022-07-26", 25, "2022-07-26", "2022-07-26", "2022年7月26日" },
};

static void
assert_period (const CunyiPeriod *period, const char *from, const char *until)
{
  g_autofree char *a = cunyi_day_to_text (period->from);
  g_autofree char *b = cunyi_day_to_text (period->until);

  g_assert_cmpstr (a, ==, from);
  g_assert_cmpstr (b, ==, until);
}

static void
test_days_lie_in_their_period (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CunyiPeriod period = cunyi_period_around (cases[i].kind, cunyi_day_parse (cases[i].day), cases[i].last_mday);
      g_autofree char *text = cunyi_period_to_text (&period);

      g_test_message ("%s", cases[i].what);
      assert_period (&period, cases[i].from, cases[i].until);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Whatever the day on which months end: no day is left out and none is in two months. */
static void
test_months_meet_without_gap (void)
{
  for (guint last = 1; last <= 31; last++)
    {
      CunyiPeriod period = cunyi_period_around (CUNYI_PERIOD_MONTH, cunyi_day_new (2019, 12, 15), last);

      for (guint i = 0; i < 60; i++)
        {
          CunyiPeriod next = cunyi_period_add (&period, 1), back = cunyi_period_add (&next, -1);

          g_assert_cmpint (next.from, ==, period.until + 1);
          g_assert_cmpint (next.until, >=, next.from);
          g_assert_cmpint (back.from, ==, period.from);
          period = next;
        }
    }
}

static void
test_a_year_is_its_twelve_months (void)
{
  CunyiPeriod year = cunyi_period_around (CUNYI_PERIOD_YEAR, cunyi_day_new (2022, 7, 1), 25);
  CunyiPeriod first = cunyi_period_around (CUNYI_PERIOD_MONTH, year.from, 25);
  CunyiPeriod last = cunyi_period_add (&first, 11);

  g_assert_cmpint (first.from, ==, year.from);
  g_assert_cmpint (last.until, ==, year.until);
}

typedef struct {
  CunyiPeriodKind kind;
  const char *text;
  const char *from, *until; /* NULL: refused */
} Typed;

static const Typed typed[] = {
  { CUNYI_PERIOD_MONTH, "2022-07", "2022-06-26", "2022-07-25" },
  { CUNYI_PERIOD_MONTH, "202207", "2022-06-26", "2022-07-25" },
  { CUNYI_PERIOD_MONTH, " 2022年7月 ", "2022-06-26", "2022-07-25" },
  { CUNYI_PERIOD_MONTH, "２０２２年７月", "2022-06-26", "2022-07-25" },
  { CUNYI_PERIOD_MONTH, "2022-07-26", "2022-07-26", "2022-08-25" },
  { CUNYI_PERIOD_MONTH, "2022-13", NULL, NULL },
  { CUNYI_PERIOD_MONTH, "2022", NULL, NULL },
  { CUNYI_PERIOD_MONTH, "", NULL, NULL },
  { CUNYI_PERIOD_MONTH, NULL, NULL, NULL },
  { CUNYI_PERIOD_QUARTER, "2022Q3", "2022-06-26", "2022-09-25" },
  { CUNYI_PERIOD_QUARTER, "2022-q3", "2022-06-26", "2022-09-25" },
  { CUNYI_PERIOD_QUARTER, "2022年第三季度", "2022-06-26", "2022-09-25" },
  { CUNYI_PERIOD_QUARTER, "2022年3季", "2022-06-26", "2022-09-25" },
  { CUNYI_PERIOD_QUARTER, "2022Q5", NULL, NULL },
  { CUNYI_PERIOD_QUARTER, "20223", NULL, NULL },
  { CUNYI_PERIOD_YEAR, "2022", "2021-12-26", "2022-12-25" },
  { CUNYI_PERIOD_YEAR, "2022年", "2021-12-26", "2022-12-25" },
  { CUNYI_PERIOD_YEAR, "22", NULL, NULL },
  { CUNYI_PERIOD_YEAR, "9999", NULL, NULL },
  { CUNYI_PERIOD_DAY, "2022-07-26", "2022-07-26", "2022-07-26" },
  { CUNYI_PERIOD_DAY, "2022-07", NULL, NULL },
};

static void
test_typed_periods_are_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      CunyiPeriod period;
      gboolean good = cunyi_period_parse (typed[i].kind, typed[i].text, 25, &period);

      g_test_message ("%s", typed[i].text ? typed[i].text : "(nothing)");
      g_assert_cmpint (good, ==, typed[i].from != NULL);
      if (good)
        assert_period (&period, typed[i].from, typed[i].until);
    }
}

static void
test_kinds_have_their_names (void)
{
  CunyiPeriodKind kind;

  g_assert_true (cunyi_period_kind_parse ("day", &kind));
  g_assert_cmpint (kind, ==, CUNYI_PERIOD_DAY);
  g_assert_true (cunyi_period_kind_parse ("year", &kind));
  g_assert_cmpint (kind, ==, CUNYI_PERIOD_YEAR);
  g_assert_false (cunyi_period_kind_parse ("fortnight", &kind));
  g_assert_false (cunyi_period_kind_parse (NULL, &kind));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/period/days_lie_in_their_period", test_days_lie_in_their_period);
  g_test_add_func ("/period/months_meet_without_gap", test_months_meet_without_gap);
  g_test_add_func ("/period/a_year_is_its_twelve_months", test_a_year_is_its_twelve_months);
  g_test_add_func ("/period/typed_periods_are_read", test_typed_periods_are_read);
  g_test_add_func ("/period/kinds_have_their_names", test_kinds_have_their_names);
  return g_test_run ();
}
