/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Identity numbers: right ones, wrong ones, and what a spreadsheet made of them. All persons are invented. */

#include "config.h"

#include "base/clock.h"
#include "base/id-number.h"

#include <string.h>

static void
each_thing_that_can_be_wrong_has_its_own_result (void)
{
  static const struct {
    const char *text;
    CunyiIdNumberResult result;
    const char *number;
  } cases[] = {
    { "34052419800101001X", CUNYI_ID_NUMBER_OK, "34052419800101001X" },
    { "11010519491231002X", CUNYI_ID_NUMBER_OK, "11010519491231002X" },
    { "34052419800101001x", CUNYI_ID_NUMBER_OK, "34052419800101001X" },             /* small x */
    { "３４０５２４１９８００１０１００１Ｘ", CUNYI_ID_NUMBER_OK, "34052419800101001X" }, /* full-width */
    { " 340524 19800101 001X\u3000", CUNYI_ID_NUMBER_OK, "34052419800101001X" },    /* in groups */
    { "'34052419800101001X", CUNYI_ID_NUMBER_OK, "34052419800101001X" },            /* a spreadsheet's apostrophe */
    { "\u201834052419800101001X", CUNYI_ID_NUMBER_OK, "34052419800101001X" },
    { "110105491231002", CUNYI_ID_NUMBER_OK, "11010519491231002X" },                /* an old card */
    { "", CUNYI_ID_NUMBER_EMPTY, "" },
    { " \u3000", CUNYI_ID_NUMBER_EMPTY, "" },
    { NULL, CUNYI_ID_NUMBER_EMPTY, "" },
    { "3405241980010100", CUNYI_ID_NUMBER_LENGTH, "" },
    { "34052419800101001", CUNYI_ID_NUMBER_LENGTH, "" },                            /* the X was left away */
    { "34052419800101001X1", CUNYI_ID_NUMBER_LENGTH, "" },
    { "G12345678", CUNYI_ID_NUMBER_LENGTH, "" },                                    /* a passport */
    { "3405241980010100X1", CUNYI_ID_NUMBER_CHARACTERS, "" },                       /* X not at the end */
    { "34052419800101O01X", CUNYI_ID_NUMBER_CHARACTERS, "" },                       /* letter O */
    { "34052419800101001Y", CUNYI_ID_NUMBER_CHARACTERS, "" },
    { "11010549123100X", CUNYI_ID_NUMBER_CHARACTERS, "" },                          /* old numbers have no X */
    { "340524198002300010", CUNYI_ID_NUMBER_DATE, "" },                             /* 30 February */
    { "340524198013010018", CUNYI_ID_NUMBER_DATE, "" },                             /* month 13 */
    { "340524210001010010", CUNYI_ID_NUMBER_DATE, "" },                             /* not yet born */
    { "340524198001010011", CUNYI_ID_NUMBER_CHECK, "" },
    { "34052419800110001X", CUNYI_ID_NUMBER_CHECK, "" },                            /* two digits changed places */
    { "3.40524E+17", CUNYI_ID_NUMBER_CUT_OFF, "" },                                 /* as the cell shows it */
    { "3.40524198001010E+017", CUNYI_ID_NUMBER_CUT_OFF, "" },
    { "3e17", CUNYI_ID_NUMBER_CUT_OFF, "" },
    { "340524198001010000", CUNYI_ID_NUMBER_CUT_OFF, "" },                          /* 15 digits kept, 3 lost */
    { "34052419800101000000", CUNYI_ID_NUMBER_CUT_OFF, "" },                        /* a certificate, 5 lost */
  };

  cunyi_clock_hold ("2022-07-26");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CunyiIdNumber id;

      g_test_message ("case %u: %s", i, cases[i].text ? cases[i].text : "NULL");
      g_assert_cmpint (cunyi_id_number_parse (cases[i].text, &id), ==, cases[i].result);
      g_assert_cmpint (id.result, ==, cases[i].result);
      g_assert_cmpstr (id.number, ==, cases[i].number);
    }
  cunyi_clock_hold (NULL);
}

static void
sex_and_birth_come_from_the_number (void)
{
  CunyiIdNumber id;

  cunyi_id_number_parse ("34052419800101001X", &id);
  g_assert_cmpstr (id.sex, ==, "1");
  g_assert_cmpint (id.birth, ==, cunyi_day_new (1980, 1, 1));
  g_assert_false (id.converted);
  cunyi_id_number_parse ("11010519491231002X", &id);
  g_assert_cmpstr (id.sex, ==, "2");
  g_assert_cmpint (id.birth, ==, cunyi_day_new (1949, 12, 31));
}

static void
an_old_number_is_marked_as_converted (void)
{
  CunyiIdNumber id;

  cunyi_id_number_parse ("110105491231002", &id);
  g_assert_true (id.converted);
  g_assert_cmpint (id.birth, ==, cunyi_day_new (1949, 12, 31));
  g_assert_cmpint (cunyi_id_number_parse ("110105491331002", &id), ==, CUNYI_ID_NUMBER_DATE);
}

static void
nothing_of_a_wrong_number_is_taken (void)
{
  CunyiIdNumber id;

  cunyi_id_number_parse ("34052419800101001144", &id);
  g_assert_cmpint (id.result, ==, CUNYI_ID_NUMBER_CHECK);
  g_assert_cmpstr (id.sex, ==, "");
  g_assert_cmpint (id.birth, ==, CUNYI_DAY_NONE);
  g_assert_cmpstr (id.category, ==, "");
  g_assert_false (id.converted);
}

static void
a_disability_certificate_holds_number_category_and_grade (void)
{
  static const struct {
    const char *text;
    CunyiIdNumberResult result;
    const char *category, *grade;
  } cases[] = {
    { "34052419800101001X44", CUNYI_ID_NUMBER_OK, "4", "4" },
    { "34052419800101001X11", CUNYI_ID_NUMBER_OK, "1", "1" },
    { "34052419800101001X73B1", CUNYI_ID_NUMBER_OK, "7", "3" },     /* issued again */
    { "34052419800101001x73b2", CUNYI_ID_NUMBER_OK, "7", "3" },
    { "34052419800101001X04", CUNYI_ID_NUMBER_CATEGORY, "", "" },
    { "34052419800101001X84", CUNYI_ID_NUMBER_CATEGORY, "", "" },
    { "34052419800101001X40", CUNYI_ID_NUMBER_GRADE, "", "" },
    { "34052419800101001X45", CUNYI_ID_NUMBER_GRADE, "", "" },
    { "34052419800101001X4", CUNYI_ID_NUMBER_LENGTH, "", "" },
    { "34052419800101001X44C1", CUNYI_ID_NUMBER_LENGTH, "", "" },
    { "34052419800101002X44", CUNYI_ID_NUMBER_CHECK, "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CunyiIdNumber id;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (cunyi_id_number_parse (cases[i].text, &id), ==, cases[i].result);
      g_assert_cmpstr (id.category, ==, cases[i].category);
      g_assert_cmpstr (id.grade, ==, cases[i].grade);
      g_assert_cmpstr (id.number, ==, cases[i].result == CUNYI_ID_NUMBER_OK ? "34052419800101001X" : "");
    }
}

static void
zeros_at_the_end_of_a_right_number_are_doubtful (void)
{
  CunyiIdNumber id;
  guint doubtful = 0;

  for (guint order = 0; order < 1000; order += 100)
    for (guint day = 1; day <= 28; day++)
      {
        g_autofree char *number = cunyi_id_number_make ("411322", cunyi_day_new (1960, 5, day), order);

        g_assert_cmpint (cunyi_id_number_parse (number, &id), ==, CUNYI_ID_NUMBER_OK);
        g_assert_cmpint (id.doubtful, ==, g_str_has_suffix (number, "000"));
        doubtful += id.doubtful;
      }
  g_assert_cmpuint (doubtful, >, 0);
}

static void
every_swap_of_neighbours_and_every_wrong_digit_is_noticed (void)
{
  g_autofree char *number = cunyi_id_number_make ("411322", cunyi_day_new (1956, 3, 12), 41);
  CunyiIdNumber id;

  g_assert_cmpstr (number, ==, "411322195603120410");
  for (guint i = 0; i < 17; i++)
    {
      g_autofree char *wrong = g_strdup (number);

      wrong[i] = wrong[i] == '9' ? '0' : wrong[i] + 1;
      g_assert_cmpint (cunyi_id_number_parse (wrong, &id), !=, CUNYI_ID_NUMBER_OK);
      if (i == 0 || number[i] == number[i - 1])
        continue;
      strcpy (wrong, number);
      wrong[i] = number[i - 1];
      wrong[i - 1] = number[i];
      g_assert_cmpint (cunyi_id_number_parse (wrong, &id), !=, CUNYI_ID_NUMBER_OK);
    }
}

static void
numbers_are_made_for_the_demo_village (void)
{
  g_autofree char *male = cunyi_id_number_make ("340524", cunyi_day_new (1980, 1, 1), 1);
  g_autofree char *female = cunyi_id_number_make ("110105", cunyi_day_new (1949, 12, 31), 2);

  g_assert_cmpstr (male, ==, "34052419800101001X");
  g_assert_cmpstr (female, ==, "11010519491231002X");
  g_assert_null (cunyi_id_number_make ("34052", cunyi_day_new (1980, 1, 1), 1));
  g_assert_null (cunyi_id_number_make ("34052A", cunyi_day_new (1980, 1, 1), 1));
  g_assert_null (cunyi_id_number_make ("340524", CUNYI_DAY_NONE, 1));
  g_assert_null (cunyi_id_number_make ("340524", cunyi_day_new (1980, 1, 1), 1000));
  g_assert_cmpint (cunyi_id_number_check_character ("34052419800101001"), ==, 'X');
  g_assert_cmpint (cunyi_id_number_check_character ("3405241980010100"), ==, '\0'); /* one short */
  g_assert_cmpint (cunyi_id_number_check_character ("34052419800101x01"), ==, '\0');
}

static void
a_mask_shows_the_first_six_and_the_last_four (void)
{
  static const struct {
    const char *number, *masked;
  } cases[] = {
    { "34052419800101001X", "340524********001X" }, { "110105491231002", "110105*****1002" },
    { "34052419800101001X44", "340524**********1X44" }, { "G12345678", "*****5678" }, { "1234", "**34" },
    { "7", "*" }, { "军字第1234567号", "*******567号" }, { "", "" }, { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *masked = cunyi_id_number_mask (cases[i].number);

      g_assert_cmpstr (masked, ==, cases[i].masked);
    }
}

static void
every_result_has_a_sentence_of_its_own (void)
{
  g_assert_cmpstr (cunyi_id_number_explain (CUNYI_ID_NUMBER_OK), ==, "");
  for (int i = CUNYI_ID_NUMBER_EMPTY; i <= CUNYI_ID_NUMBER_CUT_OFF; i++)
    for (int j = CUNYI_ID_NUMBER_OK; j < i; j++)
      g_assert_cmpstr (cunyi_id_number_explain (i), !=, cunyi_id_number_explain (j));
}

static void
hostile_text_is_no_number (void)
{
  g_autofree char *long_text = g_strnfill (1000000, '1');
  CunyiIdNumber id;

  g_assert_cmpint (cunyi_id_number_parse (long_text, &id), ==, CUNYI_ID_NUMBER_LENGTH);
  g_assert_cmpint (cunyi_id_number_parse ("\xff\xfe\xfd", &id), ==, CUNYI_ID_NUMBER_LENGTH);
  g_assert_cmpint (cunyi_id_number_parse ("身份证号码丢失补办中未领取，明天再来问", &id), !=, CUNYI_ID_NUMBER_OK);
  g_assert_cmpint (cunyi_id_number_parse ("一二三四五六", &id), !=, CUNYI_ID_NUMBER_OK); /* 18 bytes */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id-number/each thing that can be wrong has its own result",
                   each_thing_that_can_be_wrong_has_its_own_result);
  g_test_add_func ("/id-number/sex and birth come from the number", sex_and_birth_come_from_the_number);
  g_test_add_func ("/id-number/an old number is marked as converted", an_old_number_is_marked_as_converted);
  g_test_add_func ("/id-number/nothing of a wrong number is taken", nothing_of_a_wrong_number_is_taken);
  g_test_add_func ("/id-number/a disability certificate holds number, category and grade",
                   a_disability_certificate_holds_number_category_and_grade);
  g_test_add_func ("/id-number/zeros at the end of a right number are doubtful",
                   zeros_at_the_end_of_a_right_number_are_doubtful);
  g_test_add_func ("/id-number/every swap of neighbours and every wrong digit is noticed",
                   every_swap_of_neighbours_and_every_wrong_digit_is_noticed);
  g_test_add_func ("/id-number/numbers are made for the demo village", numbers_are_made_for_the_demo_village);
  g_test_add_func ("/id-number/a mask shows the first six and the last four",
                   a_mask_shows_the_first_six_and_the_last_four);
  g_test_add_func ("/id-number/every result has a sentence of its own", every_result_has_a_sentence_of_its_own);
  g_test_add_func ("/id-number/hostile text is no number", hostile_text_is_no_number);
  return g_test_run ();
}
