/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From facts to the lines of a table: their order, and which of them belong together. */

#include "config.h"

#include "report/result-private.h"

#include <string.h>

typedef struct {
  CunyiFacts *facts;
  guint n;
  struct {
    int column;
    gboolean descending;
  } by[16];
} Sorting;

/* Text with the numbers in it compared as numbers: group 2 stands before group 10. */
static int
compare_texts (const char *a, const char *b)
{
  while (*a != '\0' && *b != '\0')
    {
      if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b))
        {
          gsize na, nb;
          int order;

          a += strspn (a, "0");
          b += strspn (b, "0");
          na = strspn (a, "0123456789");
          nb = strspn (b, "0123456789");
          order = na != nb ? (na < nb ? -1 : 1) : strncmp (a, b, na);
          if (order != 0)
            return order;
          a += na;
          b += nb;
        }
      else if (*a != *b)
        return (guchar) *a < (guchar) *b ? -1 : 1;
      else
        {
          a++;
          b++;
        }
    }
  return (*a != '\0') - (*b != '\0');
}

/* Empty ones last, numbers before texts. */
static int
compare_values (CunyiFacts *facts, guint a, guint b, guint column)
{
  CunyiFactKind ka = cunyi_facts_get_kind (facts, a, column), kb = cunyi_facts_get_kind (facts, b, column);

  if (ka != kb)
    return ka == CUNYI_FACT_NONE ? 1 : kb == CUNYI_FACT_NONE ? -1 : ka == CUNYI_FACT_NUMBER ? -1 : 1;
  if (ka == CUNYI_FACT_NUMBER)
    {
      double na = cunyi_facts_get_number (facts, a, column), nb = cunyi_facts_get_number (facts, b, column);

      return (na > nb) - (na < nb);
    }
  return compare_texts (cunyi_facts_get_text (facts, a, column), cunyi_facts_get_text (facts, b, column));
}

static int
compare_facts (gconstpointer a, gconstpointer b, gpointer data)
{
  const Sorting *sorting = data;
  guint fa = *(const guint *) a, fb = *(const guint *) b;

  for (guint i = 0; i < sorting->n; i++)
    {
      int order = compare_values (sorting->facts, fa, fb, sorting->by[i].column);

      if (order != 0)
        return sorting->by[i].descending ? -order : order;
    }
  return fa < fb ? -1 : fa > fb; /* as facts.sql gave them */
}

static void
sort_facts (CunyiReportResult *result)
{
  GPtrArray *order = result->report->order;
  Sorting sorting = { .facts = result->facts };

  for (guint fact = 0; fact < cunyi_facts_n_rows (result->facts); fact++)
    g_array_append_val (result->order, fact);
  for (guint i = 0; i < order->len && sorting.n < G_N_ELEMENTS (sorting.by); i++)
    {
      CunyiReportOrder *by = g_ptr_array_index (order, i);

      sorting.by[sorting.n].column = cunyi_facts_find_column (result->facts, by->fact);
      sorting.by[sorting.n].descending = by->descending;
      sorting.n++;
    }
  if (sorting.n > 0)
    g_array_sort_with_data (result->order, compare_facts, &sorting);
}

/* Which line a fact belongs to: what its group columns hold. */
static GBytes *
group_key (CunyiReportResult *result, guint fact)
{
  char **group = result->report->group;
  guint n = g_strv_length (group);
  guint64 *identities = g_new (guint64, n);

  for (guint i = 0; i < n; i++)
    identities[i] = cunyi_facts_get_identity (result->facts, fact, cunyi_facts_find_column (result->facts, group[i]));
  return g_bytes_new_take (identities, n * sizeof *identities);
}

/* Lines in the order in which their first facts come, each line's facts beside each other. */
static void
gather_groups (CunyiReportResult *result)
{
  g_autoptr(GHashTable) lines = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  g_autofree guint *line_of = g_new (guint, result->order->len + 1);
  g_autofree guint *sorted = g_new (guint, result->order->len + 1);
  guint next = 0;

  for (guint i = 0; i < result->order->len; i++)
    {
      GBytes *key = group_key (result, g_array_index (result->order, guint, i));
      gpointer line = g_hash_table_lookup (lines, key);

      if (!line)
        {
          CunyiResultRow row = { 0, 0 };

          g_array_append_val (result->rows, row);
          line = GUINT_TO_POINTER (result->rows->len);
        }
      g_hash_table_replace (lines, key, line);
      line_of[i] = GPOINTER_TO_UINT (line) - 1;
      g_array_index (result->rows, CunyiResultRow, line_of[i]).length++;
    }
  for (guint i = 0; i < result->rows->len; i++)
    {
      CunyiResultRow *row = &g_array_index (result->rows, CunyiResultRow, i);

      row->first = next;
      next += row->length;
      row->length = 0;
    }
  for (guint i = 0; i < result->order->len; i++)
    {
      CunyiResultRow *row = &g_array_index (result->rows, CunyiResultRow, line_of[i]);

      sorted[row->first + row->length++] = g_array_index (result->order, guint, i);
    }
  if (result->order->len > 0)
    memcpy (result->order->data, sorted, result->order->len * sizeof *sorted);
}

void
cunyi_result_gather (CunyiReportResult *result, gboolean grouped)
{
  sort_facts (result);
  if (grouped)
    {
      gather_groups (result);
      return;
    }
  for (guint i = 0; i < result->order->len; i++)
    {
      CunyiResultRow row = { i, 1 };

      g_array_append_val (result->rows, row);
    }
}

void
cunyi_result_gather_things (CunyiReportResult *result, guint key)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  sort_facts (result);
  for (guint i = 0; i < result->order->len; i++)
    {
      guint64 identity = cunyi_facts_get_identity (result->facts, g_array_index (result->order, guint, i), key);
      CunyiResultRow row = { i, 1 };

      if (identity != 0 && g_hash_table_add (seen, g_memdup2 (&identity, sizeof identity)))
        g_array_append_val (result->rows, row);
    }
}
