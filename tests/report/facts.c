/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rates and the values that they are made of. */

#include "config.h"

#include "report/facts.h"
#include "report/format.h"

#include <math.h>

typedef struct {
  const char *what;
  double numerator, denominator;
  guint scale;
  const char *text;
} Case;

static const Case cases[] = {
  { "printed as 98.13 in a real summary, cut off instead of rounded", 1527, 1556, 100, "98.14" },
  { "and 94.72 in the same one", 502, 530, 100, "94.72" },
  { "half up: 0.125 %", 1, 800, 100, "0.13" },
  { "half up where a double is a little less: 1.005 %", 201, 20000, 100, "1.01" },
  { "half up: 8.345 %", 1669, 20000, 100, "8.35" },
  { "nothing signed", 0, 12, 100, "0.00" },
  { "all signed", 12, 12, 100, "100.00" },
  { "nothing to divide by", 0, 0, 100, "—" },
  { "somebody of nobody", 3, 0, 100, "—" },
  { "more than the whole is shown, not capped", 104, 100, 100, "104.00" },
  { "per thousand", 5, 1234, 1000, "4.05" },
  { "a mean", 1752, 577, 1, "3.04" },
  { "sums with decimals", 12.345, 100, 100, "12.35" },
  { "below zero", -1, 800, 100, "-0.13" },
  { "large numbers", 999999999, 1000000000, 100, "100.00" },
  { "not a number", NAN, 5, 100, "—" },
  { "endless", INFINITY, 5, 100, "—" },
};

static void
test_rates_are_rounded_half_up (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CunyiRate rate = { cases[i].numerator, cases[i].denominator, cases[i].scale };
      g_autofree char *text = cunyi_rate_to_text (&rate);

      g_test_message ("%s", cases[i].what);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Against plain long division: every part of every whole up to 300. */
static void
test_rates_agree_with_long_division (void)
{
  for (int whole = 1; whole <= 300; whole++)
    for (int part = 0; part <= whole; part++)
      {
        CunyiRate rate = { part, whole, 100 };
        gint64 hundredths, remainder = part * 10000 % whole, expected = part * 10000 / whole;

        if (remainder * 2 >= whole)
          expected++;
        g_assert_true (cunyi_rate_round (&rate, &hundredths));
        g_assert_cmpint (hundredths, ==, expected);
      }
}

static CunyiFacts *
make_facts (void)
{
  const char *const names[] = { "a", "b", NULL };
  CunyiFacts *facts = cunyi_facts_new (names);

  g_assert_true (cunyi_facts_begin_row (facts));
  cunyi_facts_add_number (facts, 0);
  cunyi_facts_add_text (facts, "王");
  g_assert_true (cunyi_facts_begin_row (facts));
  cunyi_facts_add_number (facts, -0.0);
  cunyi_facts_add_text (facts, "");
  g_assert_true (cunyi_facts_begin_row (facts));
  cunyi_facts_add_text (facts, "0");
  g_assert_true (cunyi_facts_begin_row (facts));
  cunyi_facts_add_number (facts, 2.5);
  cunyi_facts_add_text (facts, "王");
  return facts;
}

static void
test_facts_keep_what_they_are_given (void)
{
  g_autoptr(CunyiFacts) facts = make_facts ();
  g_autofree char *text = cunyi_facts_dup_text (facts, 3, 0);

  g_assert_cmpuint (cunyi_facts_n_rows (facts), ==, 4);
  g_assert_cmpint (cunyi_facts_find_column (facts, "b"), ==, 1);
  g_assert_cmpint (cunyi_facts_find_column (facts, "c"), ==, -1);
  g_assert_cmpstr (cunyi_facts_get_text (facts, 0, 1), ==, "王");
  g_assert_cmpint (cunyi_facts_get_kind (facts, 1, 1), ==, CUNYI_FACT_NONE);
  g_assert_cmpint (cunyi_facts_get_kind (facts, 2, 1), ==, CUNYI_FACT_NONE);
  g_assert_cmpstr (text, ==, "2.5");
}

static void
test_zero_and_nothing_are_not_true (void)
{
  g_autoptr(CunyiFacts) facts = make_facts ();

  g_assert_false (cunyi_facts_is_true (facts, 0, 0));
  g_assert_false (cunyi_facts_is_true (facts, 1, 1));
  g_assert_false (cunyi_facts_is_true (facts, 2, 0));
  g_assert_true (cunyi_facts_is_true (facts, 3, 0));
  g_assert_true (cunyi_facts_is_true (facts, 0, 1));
}

static void
test_identities_tell_things_apart (void)
{
  g_autoptr(CunyiFacts) facts = make_facts ();

  g_assert_cmpuint (cunyi_facts_get_identity (facts, 0, 1), ==, cunyi_facts_get_identity (facts, 3, 1));
  g_assert_cmpuint (cunyi_facts_get_identity (facts, 0, 0), ==, cunyi_facts_get_identity (facts, 1, 0));
  g_assert_cmpuint (cunyi_facts_get_identity (facts, 0, 0), !=, cunyi_facts_get_identity (facts, 3, 0));
  g_assert_cmpuint (cunyi_facts_get_identity (facts, 0, 0), !=, 0);
  g_assert_cmpuint (cunyi_facts_get_identity (facts, 1, 1), ==, 0);
}

static void
test_facts_have_a_limit (void)
{
  const char *const names[] = { "a", NULL };
  g_autoptr(CunyiFacts) facts = cunyi_facts_new (names);

  for (guint i = 0; i < CUNYI_FACTS_MAX_ROWS; i++)
    g_assert_true (cunyi_facts_begin_row (facts));
  g_assert_false (cunyi_facts_begin_row (facts));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/rates_are_rounded_half_up", test_rates_are_rounded_half_up);
  g_test_add_func ("/format/rates_agree_with_long_division", test_rates_agree_with_long_division);
  g_test_add_func ("/facts/facts_keep_what_they_are_given", test_facts_keep_what_they_are_given);
  g_test_add_func ("/facts/zero_and_nothing_are_not_true", test_zero_and_nothing_are_not_true);
  g_test_add_func ("/facts/identities_tell_things_apart", test_identities_tell_things_apart);
  g_test_add_func ("/facts/facts_have_a_limit", test_facts_have_a_limit);
  return g_test_run ();
}
