/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table: its columns, its texts, its cells. */

#include "config.h"

#include "report/result.h"

#include "report/result-private.h"

#include <string.h>

/* Between the values of a list, as Chinese enumerates. */
#define LIST_SEPARATOR "、"

static void
clear_column (gpointer data)
{
  CunyiResultColumn *column = data;

  for (guint i = 0; i < CUNYI_REPORT_MAX_LEVELS; i++)
    g_free (column->levels[i]);
  g_free (column->texts);
}

static CunyiReportResult *
result_new (CunyiReportRequest *request, CunyiFacts *facts)
{
  CunyiReportResult *result = g_new0 (CunyiReportResult, 1);

  g_atomic_ref_count_init (&result->refs);
  result->report = cunyi_report_ref (request->report);
  result->facts = cunyi_facts_ref (facts);
  result->period = request->period;
  result->mark = g_strdup (request->mark ? request->mark : "");
  result->key = *request->report->key ? g_strdup (request->report->key) : NULL;
  result->columns = g_array_new (FALSE, TRUE, sizeof (CunyiResultColumn));
  g_array_set_clear_func (result->columns, clear_column);
  result->visible = g_array_new (FALSE, FALSE, sizeof (guint));
  result->order = g_array_new (FALSE, FALSE, sizeof (guint));
  result->rows = g_array_new (FALSE, FALSE, sizeof (CunyiResultRow));
  result->amounts = g_array_new (FALSE, TRUE, sizeof (double));
  result->totals = g_array_new (FALSE, TRUE, sizeof (double));
  return result;
}

CunyiReportResult *
cunyi_report_result_ref (CunyiReportResult *result)
{
  g_atomic_ref_count_inc (&result->refs);
  return result;
}

void
cunyi_report_result_unref (CunyiReportResult *result)
{
  if (!g_atomic_ref_count_dec (&result->refs))
    return;
  g_clear_pointer (&result->people, cunyi_report_result_unref);
  for (guint i = 0; i < CUNYI_REPORT_N_TEXTS; i++)
    g_free (result->texts[i]);
  g_strfreev (result->sign);
  g_free (result->mark);
  g_free (result->key);
  g_array_unref (result->columns);
  g_array_unref (result->visible);
  g_array_unref (result->order);
  g_array_unref (result->rows);
  g_array_unref (result->amounts);
  g_array_unref (result->totals);
  g_clear_pointer (&result->made, g_string_chunk_free);
  cunyi_facts_unref (result->facts);
  cunyi_report_unref (result->report);
  g_free (result);
}

static char *
expand (CunyiText *text, CunyiContext *context)
{
  return text ? cunyi_text_expand (text, context) : g_strdup ("");
}

static void
expand_texts (CunyiReportResult *result, CunyiContext *context)
{
  for (guint i = 0; i < CUNYI_REPORT_N_TEXTS; i++)
    result->texts[i] = expand (result->report->texts[i], context);
  result->sign = g_strsplit (result->texts[CUNYI_REPORT_SIGN], "|", -1);
  for (guint i = 0; result->sign[i]; i++)
    g_strstrip (result->sign[i]);
}

/* Values may hold anything; only those of the file name could break a path. */
static void
name_file (CunyiReportResult *result)
{
  char **text = &result->texts[CUNYI_REPORT_FILE_NAME];
  g_autofree char *raw = *text;

  *text = cunyi_report_clean_file_name (*raw ? raw : result->texts[CUNYI_REPORT_TITLE], result->mark);
}

static void
add_column (CunyiReportResult *result, const CunyiReportColumn *declared, CunyiContext *context)
{
  CunyiResultColumn column = { declared, -1, -1, -1, -1 };
  guint index = result->columns->len;

  if (declared->kind != CUNYI_REPORT_RATE)
    column.value = cunyi_facts_find_column (result->facts, declared->value);
  column.distinct = cunyi_facts_find_column (result->facts, declared->distinct);
  column.blank = cunyi_facts_find_column (result->facts, declared->blank);
  for (guint i = 0; i < CUNYI_REPORT_MAX_LEVELS && declared->levels[i]; i++)
    column.shown.levels[i] = column.levels[i] = cunyi_text_expand (declared->levels[i], context);
  column.shown.id = declared->id;
  column.shown.kind = declared->kind;
  column.shown.width = declared->width;
  g_array_append_val (result->columns, column);
  if (!declared->when || cunyi_expression_test (declared->when, context))
    g_array_append_val (result->visible, index);
}

static void
add_columns (CunyiReportResult *result, GPtrArray *declared, CunyiContext *context)
{
  for (guint i = 0; i < declared->len; i++)
    add_column (result, g_ptr_array_index (declared, i), context);
  for (guint i = 0; i < declared->len; i++)
    {
      CunyiResultColumn *column = &g_array_index (result->columns, CunyiResultColumn, i);

      if (column->declared->kind != CUNYI_REPORT_RATE)
        continue;
      column->numerator = cunyi_report_columns_find (declared, column->declared->value);
      column->denominator = cunyi_report_columns_find (declared, column->declared->of);
    }
}

/* Adds a value unless it stands there already. */
static void
join (GString *joined, GHashTable *seen, const char *value)
{
  if (*value == '\0' || !g_hash_table_add (seen, g_strdup (value)))
    return;
  if (joined->len > 0)
    g_string_append (joined, LIST_SEPARATOR);
  g_string_append (joined, value);
}

static void
join_labels (CunyiReportRequest *request, const CunyiReportColumn *column, GString *joined, GHashTable *seen,
             const char *codes)
{
  g_auto(GStrv) parts = g_strsplit (codes, " ", -1);

  for (guint i = 0; parts[i]; i++)
    {
      g_autofree char *label
        = request->labels ? request->labels (column->codes, parts[i], request->labels_data) : NULL;

      join (joined, seen, label ? label : parts[i]);
    }
}

/* What a column shows in one line: of a list all its different values, of anything else the first. (transfer full) */
static char *
make_text (CunyiReportRequest *request, CunyiReportResult *result, const CunyiResultColumn *column, CunyiResultRow row)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *joined = g_string_new (NULL);
  guint n = column->declared->kind == CUNYI_REPORT_LIST ? row.length : MIN (row.length, 1);

  for (guint i = row.first; i < row.first + n; i++)
    {
      g_autofree char *value
        = cunyi_facts_dup_text (result->facts, g_array_index (result->order, guint, i), column->value);

      if (column->declared->format == CUNYI_REPORT_FORMAT_CODES)
        join_labels (request, column->declared, joined, seen, value);
      else
        join (joined, seen, value);
    }
  return g_string_free (joined, FALSE);
}

/* Lists, labels, and numbers that are shown as text, are made once here, so that a finished result never changes. A text
 * that is a text needs nothing. */
static gboolean
is_made (CunyiReportResult *result, const CunyiResultColumn *column, CunyiResultRow row)
{
  if (column->declared->kind == CUNYI_REPORT_LIST || column->declared->format == CUNYI_REPORT_FORMAT_CODES)
    return TRUE;
  return cunyi_facts_get_kind (result->facts, g_array_index (result->order, guint, row.first), column->value)
         == CUNYI_FACT_NUMBER;
}

static void
make_column (CunyiReportRequest *request, CunyiReportResult *result, CunyiResultColumn *column)
{
  column->texts = g_new (const char *, result->rows->len + 1);
  for (guint row = 0; row < result->rows->len; row++)
    {
      CunyiResultRow line = g_array_index (result->rows, CunyiResultRow, row);
      g_autofree char *text = NULL;

      if (!is_made (result, column, line))
        {
          column->texts[row]
            = cunyi_facts_get_text (result->facts, g_array_index (result->order, guint, line.first), column->value);
          continue;
        }
      text = make_text (request, result, column, line);
      column->texts[row] = g_string_chunk_insert_const (result->made, text);
    }
}

static void
make_texts (CunyiReportRequest *request, CunyiReportResult *result)
{
  result->made = g_string_chunk_new (1024);
  for (guint i = 0; i < result->columns->len; i++)
    {
      CunyiResultColumn *column = &g_array_index (result->columns, CunyiResultColumn, i);

      if (column->value >= 0
          && (column->declared->kind == CUNYI_REPORT_LIST || column->declared->format == CUNYI_REPORT_FORMAT_TEXT
              || column->declared->format == CUNYI_REPORT_FORMAT_CODES))
        make_column (request, result, column);
    }
}

static CunyiReportResult *
make_people (CunyiReportRequest *request, CunyiReportResult *table, CunyiContext *context)
{
  /* What is said of numbers is not said of names. */
  static const CunyiReportTextId of_the_table[]
    = { CUNYI_REPORT_TOTAL_LABEL, CUNYI_REPORT_RIGHT, CUNYI_REPORT_PERIOD_LINE, CUNYI_REPORT_NOTE };
  CunyiReport *report = request->report;
  const char *key = *report->people_key ? report->people_key : report->key;
  CunyiReportResult *people;

  if (report->people->len == 0 || *key == '\0')
    return NULL;
  people = result_new (request, table->facts);
  expand_texts (people, context);
  g_free (people->texts[CUNYI_REPORT_TITLE]);
  people->texts[CUNYI_REPORT_TITLE] = g_strdup (people->texts[CUNYI_REPORT_PEOPLE_TITLE]);
  for (guint i = 0; i < G_N_ELEMENTS (of_the_table); i++)
    {
      g_free (people->texts[of_the_table[i]]);
      people->texts[of_the_table[i]] = g_strdup ("");
    }
  add_columns (people, report->people, context);
  cunyi_result_gather_things (people, cunyi_facts_find_column (table->facts, key));
  g_array_set_size (people->totals, people->columns->len);
  make_texts (request, people);
  return people;
}

static gboolean
check_facts (CunyiReport *report, CunyiFacts *facts, GError **error)
{
  g_autoptr(CunyiFaults) faults = cunyi_faults_new (report->id);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autofree char *first = NULL;

  for (guint i = 0; i < cunyi_facts_n_columns (facts); i++)
    g_ptr_array_add (names, (char *) cunyi_facts_column_name (facts, i));
  g_ptr_array_add (names, NULL);
  if (cunyi_report_check_columns (report, (const char *const *) names->pdata, faults))
    return TRUE;
  first = cunyi_fault_to_text (cunyi_faults_get (faults, 0));
  g_set_error_literal (error, CUNYI_REPORT_ERROR, CUNYI_REPORT_ERROR_FACTS, first);
  return FALSE;
}

CunyiReportResult *
cunyi_report_result_new (CunyiReportRequest *request, CunyiFacts *facts, GError **error)
{
  g_autoptr(CunyiReportResult) result = NULL;
  g_autoptr(CunyiContext) context = NULL;

  if (!check_facts (request->report, facts, error))
    return NULL;
  result = result_new (request, facts);
  context = cunyi_report_request_get_context (request);
  expand_texts (result, context);
  name_file (result);
  add_columns (result, request->report->columns, context);
  if (result->visible->len == 0)
    {
      g_set_error (error, CUNYI_REPORT_ERROR, CUNYI_REPORT_ERROR_FAILED, "%s: no column is shown with these options",
                   result->report->id);
      return NULL;
    }
  cunyi_result_gather (result, result->report->grouped);
  cunyi_result_compute (result);
  make_texts (request, result);
  result->people = make_people (request, result, context);
  return g_steal_pointer (&result);
}
