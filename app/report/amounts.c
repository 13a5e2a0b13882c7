/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counting. A thing that stands in several facts is counted once: its identity gets a small number, and each line stamps
 * the numbers that it has met, so that a line costs no more than its facts. */

#include "config.h"

#include "report/result-private.h"

/* One fact column by which things are told apart. */
typedef struct {
  guint *number_of; /* for each fact, from 1; 0 for a fact without */
  guint *stamp;     /* for each number, the line that met it last */
} Distinct;

static void
distinct_free (Distinct *distinct)
{
  g_free (distinct->number_of);
  g_free (distinct->stamp);
  g_free (distinct);
}

static Distinct *
distinct_new (CunyiFacts *facts, guint column)
{
  g_autoptr(GHashTable) numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Distinct *distinct = g_new0 (Distinct, 1);
  guint n = cunyi_facts_n_rows (facts), last = 0;

  distinct->number_of = g_new0 (guint, n + 1);
  for (guint fact = 0; fact < n; fact++)
    {
      guint64 identity = cunyi_facts_get_identity (facts, fact, column);
      guint number;

      if (identity == 0)
        continue;
      number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, &identity));
      if (number == 0)
        {
          number = ++last;
          g_hash_table_insert (numbers, g_memdup2 (&identity, sizeof identity), GUINT_TO_POINTER (number));
        }
      distinct->number_of[fact] = number;
    }
  distinct->stamp = g_new0 (guint, last + 1);
  return distinct;
}

gboolean
cunyi_result_counts (CunyiReportResult *result, const CunyiResultColumn *column, guint fact)
{
  if (column->distinct >= 0 && cunyi_facts_get_kind (result->facts, fact, column->distinct) == CUNYI_FACT_NONE)
    return FALSE;
  if (column->value < 0)
    return TRUE;
  if (column->declared->kind == CUNYI_REPORT_SUM)
    return cunyi_facts_get_kind (result->facts, fact, column->value) != CUNYI_FACT_NONE;
  return cunyi_facts_is_true (result->facts, fact, column->value);
}

static double
weigh (CunyiReportResult *result, const CunyiResultColumn *column, guint fact)
{
  if (!cunyi_result_counts (result, column, fact))
    return 0;
  return column->declared->kind == CUNYI_REPORT_SUM ? cunyi_facts_get_number (result->facts, fact, column->value) : 1;
}

/* The amount over a stretch of facts; `stamp` differs for each stretch. */
static double
add_up (CunyiReportResult *result, const CunyiResultColumn *column, Distinct *distinct, CunyiResultRow row, guint stamp)
{
  double sum = 0;

  for (guint i = row.first; i < row.first + row.length; i++)
    {
      guint fact = g_array_index (result->order, guint, i);

      if (!cunyi_result_counts (result, column, fact))
        continue;
      if (distinct)
        {
          guint number = distinct->number_of[fact];

          if (distinct->stamp[number] == stamp)
            continue;
          distinct->stamp[number] = stamp;
        }
      sum += weigh (result, column, fact);
    }
  return sum;
}

static void
compute_column (CunyiReportResult *result, guint index, Distinct *distinct, gboolean lines, guint *stamp)
{
  const CunyiResultColumn *column = &g_array_index (result->columns, CunyiResultColumn, index);
  CunyiResultRow all = { 0, result->order->len };

  for (guint row = 0; lines && row < result->rows->len; row++)
    g_array_index (result->amounts, double, row *result->columns->len + index)
      = add_up (result, column, distinct, g_array_index (result->rows, CunyiResultRow, row), ++*stamp);
  g_array_index (result->totals, double, index) = add_up (result, column, distinct, all, ++*stamp);
}

void
cunyi_result_compute (CunyiReportResult *result)
{
  g_autoptr(GHashTable) distincts
    = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) distinct_free); /* by fact column + 1 */
  gboolean lines = result->report->grouped;
  guint stamp = 0;

  g_array_set_size (result->totals, result->columns->len);
  if (lines)
    g_array_set_size (result->amounts, result->rows->len * result->columns->len);
  for (guint i = 0; i < result->columns->len; i++)
    {
      CunyiResultColumn *column = &g_array_index (result->columns, CunyiResultColumn, i);
      gpointer key = GINT_TO_POINTER (column->distinct + 1);
      Distinct *distinct = NULL;

      if (column->declared->kind != CUNYI_REPORT_COUNT && column->declared->kind != CUNYI_REPORT_SUM)
        continue;
      if (column->distinct >= 0 && !(distinct = g_hash_table_lookup (distincts, key)))
        {
          distinct = distinct_new (result->facts, column->distinct);
          g_hash_table_insert (distincts, key, distinct);
        }
      compute_column (result, i, distinct, lines, &stamp);
    }
}

double
cunyi_result_amount (CunyiReportResult *result, guint row, guint column)
{
  const CunyiResultColumn *c = &g_array_index (result->columns, CunyiResultColumn, column);

  if (row == CUNYI_REPORT_TOTAL)
    return g_array_index (result->totals, double, column);
  if (result->amounts->len > 0)
    return g_array_index (result->amounts, double, row *result->columns->len + column);
  return weigh (result, c, g_array_index (result->order, guint, g_array_index (result->rows, CunyiResultRow, row).first));
}
