/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers, dates and number formats. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "sheet/number.h"

static const struct {
  const char *what;
  double value;
  CunyiShows shows;
  gboolean from_1904;
  CunyiCellKind kind;
  const char *text;
} numbers[] = {
  { "nothing", 0, CUNYI_SHOWS_NUMBER, FALSE, CUNYI_CELL_NUMBER, "0" },
  { "nothing below nothing", -0.0, CUNYI_SHOWS_NUMBER, FALSE, CUNYI_CELL_NUMBER, "0" },
  { "a telephone number", 13800138000, CUNYI_SHOWS_NUMBER, FALSE, CUNYI_CELL_NUMBER, "13800138000" },
  { "a half", 0.5, CUNYI_SHOWS_NUMBER, FALSE, CUNYI_CELL_NUMBER, "0.5" },
  { "what binary cannot hold", 0.1 + 0.2, CUNYI_SHOWS_NUMBER, FALSE, CUNYI_CELL_NUMBER, "0.3" },
  { "a small one without exponent", -1.5e-9, CUNYI_SHOWS_NUMBER, FALSE, CUNYI_CELL_NUMBER, "-0.0000000015" },
  { "fifteen digits", 123456789012345, CUNYI_SHOWS_NUMBER, FALSE, CUNYI_CELL_NUMBER, "123456789012345" },
  { "fifteen digits with a point", 1234567890.12345, CUNYI_SHOWS_NUMBER, FALSE, CUNYI_CELL_NUMBER, "1234567890.12345" },
  { "sixteen digits", 1234567890123456, CUNYI_SHOWS_NUMBER, FALSE, CUNYI_CELL_LOST_DIGITS, "1234567890123460" },
  { "an ID number", 411322197803151234, CUNYI_SHOWS_NUMBER, FALSE, CUNYI_CELL_LOST_DIGITS, "411322197803151000" },
  { "the smallest of sixteen", 1e15, CUNYI_SHOWS_NUMBER, FALSE, CUNYI_CELL_LOST_DIGITS, "1000000000000000" },
  { "rounded up to sixteen", 999999999999999.9, CUNYI_SHOWS_NUMBER, FALSE, CUNYI_CELL_LOST_DIGITS, "1000000000000000" },
  { "no number", NAN, CUNYI_SHOWS_NUMBER, FALSE, CUNYI_CELL_ERROR, "#NUM!" },
  { "a day", 44768, CUNYI_SHOWS_DATE, FALSE, CUNYI_CELL_DATE, "2022-07-26" },
  { "the first day", 1, CUNYI_SHOWS_DATE, FALSE, CUNYI_CELL_DATE, "1900-01-01" },
  { "the day before the one that never was", 59, CUNYI_SHOWS_DATE, FALSE, CUNYI_CELL_DATE, "1900-02-28" },
  { "the day after it", 61, CUNYI_SHOWS_DATE, FALSE, CUNYI_CELL_DATE, "1900-03-01" },
  { "the last day", 2958465, CUNYI_SHOWS_DATE, FALSE, CUNYI_CELL_DATE, "9999-12-31" },
  { "no day any more", 2958466, CUNYI_SHOWS_DATE, FALSE, CUNYI_CELL_NUMBER, "2958466" },
  { "a day typed as a number", 20220726, CUNYI_SHOWS_DATE, FALSE, CUNYI_CELL_NUMBER, "20220726" },
  { "before all days", -1, CUNYI_SHOWS_DATE, FALSE, CUNYI_CELL_NUMBER, "-1" },
  { "a day and a time", 44768.354166666664, CUNYI_SHOWS_DATE, FALSE, CUNYI_CELL_DATE, "2022-07-26T08:30:00" },
  { "nearly midnight is the next day", 44768.9999999, CUNYI_SHOWS_DATE, FALSE, CUNYI_CELL_DATE, "2022-07-27" },
  { "a time", 0.354166666666667, CUNYI_SHOWS_TIME, FALSE, CUNYI_CELL_DATE, "08:30:00" },
  { "a time as a day", 0.5, CUNYI_SHOWS_DATE, FALSE, CUNYI_CELL_DATE, "12:00:00" },
  { "a day where a time is shown", 44768.5, CUNYI_SHOWS_TIME, FALSE, CUNYI_CELL_DATE, "2022-07-26T12:00:00" },
  { "thirty-six hours", 1.5, CUNYI_SHOWS_ELAPSED, FALSE, CUNYI_CELL_DATE, "36:00:00" },
  { "a day of 1904", 43306, CUNYI_SHOWS_DATE, TRUE, CUNYI_CELL_DATE, "2022-07-26" },
  { "the first day of 1904", 0, CUNYI_SHOWS_DATE, TRUE, CUNYI_CELL_DATE, "1904-01-01" },
  { "a bare time in 1904", 0.5, CUNYI_SHOWS_TIME, TRUE, CUNYI_CELL_DATE, "12:00:00" },
};

static void
number_is_written (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GString) text = g_string_new ("left over");
  CunyiCellKind kind = cunyi_number_write (text, numbers[i].value, numbers[i].shows, numbers[i].from_1904);

  g_assert_cmpstr (text->str, ==, numbers[i].text);
  g_assert_cmpint (kind, ==, numbers[i].kind);
}

static const struct {
  const char *code;
  CunyiShows shows;
} codes[] = {
  { "General", CUNYI_SHOWS_NUMBER },
  { "G/通用格式", CUNYI_SHOWS_NUMBER },
  { "@", CUNYI_SHOWS_NUMBER },
  { "0.00", CUNYI_SHOWS_NUMBER },
  { "#,##0_);[Red]\\(#,##0\\)", CUNYI_SHOWS_NUMBER },
  { "0.00E+00", CUNYI_SHOWS_NUMBER },
  { "##0.0E+0", CUNYI_SHOWS_NUMBER },
  { "0\"天\"", CUNYI_SHOWS_NUMBER },
  { "\"day\"0", CUNYI_SHOWS_NUMBER },
  { "\\d0", CUNYI_SHOWS_NUMBER },
  { "0_d", CUNYI_SHOWS_NUMBER },
  { "[Red]0", CUNYI_SHOWS_NUMBER },
  { "[$￥-804]#,##0.00", CUNYI_SHOWS_NUMBER },
  { "[DBNum1][$-804]General", CUNYI_SHOWS_NUMBER },
  { "0;yyyy", CUNYI_SHOWS_NUMBER },
  { "\"never closed yyyy", CUNYI_SHOWS_NUMBER },
  { "[never closed", CUNYI_SHOWS_NUMBER },
  { "\\", CUNYI_SHOWS_NUMBER },
  { "", CUNYI_SHOWS_NUMBER },
  { "yyyy-mm-dd", CUNYI_SHOWS_DATE },
  { "YYYY/M/D", CUNYI_SHOWS_DATE },
  { "yyyy\"年\"m\"月\"d\"日\"", CUNYI_SHOWS_DATE },
  { "yyyy年m月d日", CUNYI_SHOWS_DATE },
  { "[$-804]yyyy\"年\"m\"月\";@", CUNYI_SHOWS_DATE },
  { "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", CUNYI_SHOWS_DATE },
  { "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", CUNYI_SHOWS_DATE },
  { "m\"月\"d\"日\"", CUNYI_SHOWS_DATE },
  { "mmm", CUNYI_SHOWS_DATE },
  { "e\"年\"", CUNYI_SHOWS_DATE },
  { "yyyy-mm-dd hh:mm:ss", CUNYI_SHOWS_DATE },
  { "h:mm", CUNYI_SHOWS_TIME },
  { "mm:ss.0", CUNYI_SHOWS_TIME },
  { "上午/下午h\"时\"mm\"分\"", CUNYI_SHOWS_TIME },
  { "h:mm AM/PM", CUNYI_SHOWS_TIME },
  { "[h]:mm", CUNYI_SHOWS_ELAPSED },
  { "[mm]:ss", CUNYI_SHOWS_ELAPSED },
};

static void
format_code_tells_dates_from_numbers (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  g_assert_cmpint (cunyi_shows_of_code (codes[i].code), ==, codes[i].shows);
}

static void
built_in_formats_of_chinese_excel_are_dates (void)
{
  for (guint id = 0; id < 200; id++)
    {
      gboolean is_date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

      g_assert_cmpint (cunyi_shows_of_builtin (id) != CUNYI_SHOWS_NUMBER, ==, is_date);
    }
  g_assert_cmpint (cunyi_shows_of_builtin (31), ==, CUNYI_SHOWS_DATE);
  g_assert_cmpint (cunyi_shows_of_builtin (32), ==, CUNYI_SHOWS_TIME);
  g_assert_cmpint (cunyi_shows_of_builtin (57), ==, CUNYI_SHOWS_DATE);
}

/* The short way must never tell another thing than the long one. */
static void
what_counts_as_plain_is_written_the_same (void)
{
  static const char *const texts[] = {
    "0", "5", "-5", "152", "0.5", "-0.5", "36.6", "13800138000", "123456789012345", "0.123456789012345", "12.5",
    "", "-", "-0", "00", "01", "-01", "+5", "5.", ".5", "5.0", "5.10", "1e5", "1.2.3", "1 ", " 1", "1234567890123456",
    "12345678901234.56", "0.1234567890123456", "0.30000000000000004", "abc", "0.0", "-0.0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gboolean plain = cunyi_number_is_plain (texts[i], strlen (texts[i]));

      g_test_message ("“%s”", texts[i]);
      g_assert_cmpint (plain, ==, i < 9 || i == 10);
      if (!plain)
        continue;
      cunyi_number_write (text, g_ascii_strtod (texts[i], NULL), CUNYI_SHOWS_NUMBER, FALSE);
      g_assert_cmpstr (text->str, ==, texts[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sheet/number/is_written/%s", numbers[i].what);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), number_is_written);
    }
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sheet/number/format_code_tells_dates_from_numbers/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), format_code_tells_dates_from_numbers);
    }
  g_test_add_func ("/sheet/number/built_in_formats_of_chinese_excel_are_dates",
                   built_in_formats_of_chinese_excel_are_dates);
  g_test_add_func ("/sheet/number/what_counts_as_plain_is_written_the_same", what_counts_as_plain_is_written_the_same);
  return g_test_run ();
}
