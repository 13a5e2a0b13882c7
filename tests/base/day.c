/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Days: that every way of writing a date is read, and nothing else is taken for one. */

#include "config.h"

#include "base/day.h"

static void
whole_dates_are_read_however_they_were_written (void)
{
  static const struct {
    const char *text;
    const char *day; /* "" when it is no day */
  } cases[] = {
    { "2022-07-26", "2022-07-26" },
    { "2022-7-6", "2022-07-06" },
    { "20220726", "2022-07-26" },
    { "2022/7/26", "2022-07-26" },
    { "2022.7.26", "2022-07-26" },
    { "2022年7月26日", "2022-07-26" },
    { "2022年07月26号", "2022-07-26" },
    { "２０２２－０７－２６", "2022-07-26" },          /* full-width */
    { " \u3000 2022-07-26 ", "2022-07-26" },            /* blanks around it */
    { "2022-07-26T08:30:00", "2022-07-26" },            /* a time behind it */
    { "2022-07-26 8:30", "2022-07-26" },
    { "20220726 08:30:00", "2022-07-26" },
    { "2022-07-26T08:30:00.000Z", "2022-07-26" },
    { "2022年7月26日 08:30", "2022-07-26" },
    { "2024-02-29", "2024-02-29" },                     /* leap day */
    { "2023-02-29", "" },                               /* none that year */
    { "1900-02-29", "" },                               /* 1900 was no leap year */
    { "2022-13-01", "" },
    { "2022-00-10", "" },
    { "2022-04-31", "" },
    { "1799-12-31", "" },                               /* before the calendar of the clinic */
    { "2201-01-01", "" },
    { "22-07-26", "" },                                 /* which century */
    { "26.7.2022", "" },                                /* day first is not written here */
    { "2022-07", "" },                                  /* a month */
    { "202207", "" },
    { "2022-07-26 不详", "" },                          /* something behind it that is no time */
    { "2022-07-26-1", "" },
    { "-2022-07-26", "" },
    { "不详", "" },
    { "", "" },
    { "   ", "" },
    { "32874", "" },                                    /* a spreadsheet's serial number is not guessed */
    { "20220726000000000000", "" },
    { "2022-007-26", "" },
    { "\xff\xfe", "" },                                 /* broken bytes */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *day = cunyi_day_to_text (cunyi_day_parse (cases[i].text));

      g_test_message ("case %u", i);
      g_assert_cmpstr (day, ==, cases[i].day);
    }
  g_assert_cmpint (cunyi_day_parse (NULL), ==, CUNYI_DAY_NONE);
}

static void
a_typed_day_is_completed_from_today (void)
{
  static const struct {
    const char *text;
    const char *day;
  } cases[] = {
    { "2021-12-31", "2021-12-31" }, { "220726", "2022-07-26" }, { "0105", "2022-01-05" },  { "1-5", "2022-01-05" },
    { "5", "2022-07-05" },          { "05", "2022-07-05" },     { "22-1-5", "2022-01-05" }, { "31", "2022-07-31" },
    { "32", "" },                   { "0230", "" },             { "123", "" },              { "1月5日", "2022-01-05" },
    { "12345", "" },                { "abc", "" },
  };
  CunyiDay today = cunyi_day_new (2022, 7, 26);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *day = cunyi_day_to_text (cunyi_day_parse_typed (cases[i].text, today));

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (day, ==, cases[i].day);
    }
  g_assert_cmpint (cunyi_day_parse_typed ("5", CUNYI_DAY_NONE), ==, CUNYI_DAY_NONE);
}

static void
a_month_is_its_first_day (void)
{
  static const struct {
    const char *text;
    const char *day;
  } cases[] = {
    { "202207", "2022-07-01" },     { "2022-7", "2022-07-01" }, { "2022年7月", "2022-07-01" },
    { "2022-07-26", "2022-07-01" }, { "202213", "" },           { "7", "" },
    { "07-2022", "" },              { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *day = cunyi_day_to_text (cunyi_day_parse_month (cases[i].text));

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (day, ==, cases[i].day);
    }
}

static void
days_count_from_1970_and_split_again (void)
{
  int year, month, mday;

  g_assert_cmpint (cunyi_day_new (1970, 1, 1), ==, 0);
  g_assert_cmpint (cunyi_day_new (1969, 12, 31), ==, -1);
  g_assert_cmpint (cunyi_day_new (2000, 3, 1), ==, 11017);
  for (CunyiDay day = cunyi_day_new (1800, 1, 1); day <= cunyi_day_new (2200, 12, 31); day += 97)
    {
      cunyi_day_split (day, &year, &month, &mday);
      g_assert_cmpint (cunyi_day_new (year, month, mday), ==, day);
    }
}

static void
months_are_added_within_the_month (void)
{
  static const struct {
    const char *from;
    int months;
    const char *to;
  } cases[] = {
    { "2022-01-31", 1, "2022-02-28" },  /* the last day of a shorter month */
    { "2024-01-31", 1, "2024-02-29" },  { "2022-12-15", 1, "2023-01-15" }, { "2022-01-15", -1, "2021-12-15" },
    { "2022-03-31", -1, "2022-02-28" }, { "2024-02-29", 12, "2025-02-28" }, { "2022-07-26", 0, "2022-07-26" },
    { "2022-07-26", 12 * 300, "" },     /* beyond the calendar */
    { "2022-07-26", G_MAXINT, "" },     { "2022-07-26", G_MININT, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CunyiDay day = cunyi_day_add_months (cunyi_day_parse (cases[i].from), cases[i].months);
      g_autofree char *text = cunyi_day_to_text (day);

      g_assert_cmpstr (text, ==, cases[i].to);
    }
  g_assert_cmpint (cunyi_day_add_months (CUNYI_DAY_NONE, 1), ==, CUNYI_DAY_NONE);
}

static void
age_counts_whole_years (void)
{
  static const struct {
    const char *birth;
    const char *day;
    int age;
  } cases[] = {
    { "1957-07-26", "2022-07-25", 64 }, { "1957-07-26", "2022-07-26", 65 }, { "2000-02-29", "2022-02-28", 21 },
    { "2000-02-29", "2022-03-01", 22 }, { "2022-07-26", "2022-07-26", 0 },  { "2022-07-27", "2022-07-26", -1 },
    { "", "2022-07-26", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (cunyi_day_age (cunyi_day_parse (cases[i].birth), cunyi_day_parse (cases[i].day)), ==,
                     cases[i].age);
}

static void
days_are_written_for_files_and_for_people (void)
{
  g_autofree char *text = cunyi_day_to_text (cunyi_day_new (2022, 7, 6));
  g_autofree char *chinese = cunyi_day_to_chinese (cunyi_day_new (2022, 7, 6));
  g_autofree char *none = cunyi_day_to_chinese (CUNYI_DAY_NONE);

  g_assert_cmpstr (text, ==, "2022-07-06");
  g_assert_cmpstr (chinese, ==, "2022年7月6日");
  g_assert_cmpstr (none, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/whole dates are read however they were written", whole_dates_are_read_however_they_were_written);
  g_test_add_func ("/day/a typed day is completed from today", a_typed_day_is_completed_from_today);
  g_test_add_func ("/day/a month is its first day", a_month_is_its_first_day);
  g_test_add_func ("/day/days count from 1970 and split again", days_count_from_1970_and_split_again);
  g_test_add_func ("/day/months are added within the month", months_are_added_within_the_month);
  g_test_add_func ("/day/age counts whole years", age_counts_whole_years);
  g_test_add_func ("/day/days are written for files and for people", days_are_written_for_files_and_for_people);
  return g_test_run ();
}
