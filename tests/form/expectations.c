/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What another collector expects of the same expressions: the table of JavaRosa's own test, expressions.csv. Where we
 * answer otherwise on purpose, the table says how and why; nothing may differ that is not written there. */

#include "config.h"

#include "base/clock.h"
#include "base/csv.h"
#include "form/expression.h"

#include <math.h>
#include <string.h>

/* At least so many of the expectations of others are met. */
#define FLOOR 362

enum { SECTION, EXPRESSION, KIND, EXPECTED, OURS, WHY };

static CunyiTable *
load (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "form", "expectations.csv", NULL);
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;
  CunyiTable *table;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  table = cunyi_csv_parse ("expectations", text, length, &error);
  g_free (text);
  g_assert_no_error (error);
  return table;
}

/* /data/path and its neighbours, five of them, three with something in them. */
static CunyiContext *
make_context (void)
{
  CunyiContext *context = cunyi_context_new ();

  return context;
}

/* Text of what we make of it; “refused” when it is not read. (transfer full) */
static char *
work_out (const char *expression, const char *kind, CunyiContext *context)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiExpression) read = cunyi_expression_new (expression, faults, NULL, 0, 0);

  if (read == NULL)
    return g_strdup ("refused");
  return cunyi_expression_evaluate (read, context);
}

static gboolean
same_number (const char *expected, const char *value)
{
  double wanted = strcmp (expected, "NaN") == 0 ? NAN : g_ascii_strtod (expected, NULL);
  double number = *value ? g_ascii_strtod (value, NULL) : NAN;

  if (isnan (wanted) || isnan (number))
    return isnan (wanted) && isnan (number);
  return wanted == number || fabs (wanted - number) <= 1e-9 * MAX (1, fabs (wanted));
}

/* What is an error there is refused here, or blank. */
static gboolean
agrees (const char *kind, const char *expected, const char *value)
{
  if (strcmp (kind, "error") == 0)
    return *value == '\0' || strcmp (value, "refused") == 0;
  if (strcmp (value, "refused") == 0)
    return FALSE;
  return strcmp (kind, "number") == 0 ? same_number (expected, value) : strcmp (expected, value) == 0;
}

static void
others_expect_the_same_or_we_say_why (void)
{
  g_autoptr (CunyiTable) table = load ();
  g_autoptr (CunyiContext) context = make_context ();
  guint met = 0, n = cunyi_table_n_rows (table) - 1;

  for (guint row = 1; row <= n; row++)
    {
      const char *expression = cunyi_table_get (table, row, EXPRESSION), *kind = cunyi_table_get (table, row, KIND);
      const char *expected = cunyi_table_get (table, row, EXPECTED), *ours = cunyi_table_get (table, row, OURS);
      g_autofree char *value = work_out (expression, kind, context);

      if (agrees (kind, expected, value))
        {
          met++;
          if (*cunyi_table_get (table, row, WHY))
            g_error ("row %u: %s is what the others expect; take our reason out", row + 1, expression);
        }
      else if (*cunyi_table_get (table, row, WHY) == '\0' || strcmp (ours, value) != 0)
        g_test_message ("row %u: %s: expected %s, got “%s”", row + 1, expression, expected, value), g_test_fail ();
    }
  g_test_message ("%u of %u", met, n);
  g_assert_cmpuint (met, >=, FLOOR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cunyi_clock_hold ("2022-07-26T08:30:00");
  g_test_add_func ("/form/expectations/others_expect_the_same_or_we_say_why", others_expect_the_same_or_we_say_why);
  return g_test_run ();
}
