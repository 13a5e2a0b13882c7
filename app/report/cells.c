/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a finished report answers: its texts, its cells, and who stands behind them. */

#include "config.h"

#include "report/result.h"

#include "report/result-private.h"

#include <math.h>
#include <string.h>

static const CunyiResultColumn *
visible (CunyiReportResult *result, guint column)
{
  return &g_array_index (result->columns, CunyiResultColumn, g_array_index (result->visible, guint, column));
}

static gboolean
is_amount (const CunyiResultColumn *column)
{
  return column->declared->kind == CUNYI_REPORT_COUNT || column->declared->kind == CUNYI_REPORT_SUM;
}

const char *
cunyi_report_result_get_id (CunyiReportResult *result)
{
  return result->report->id;
}

const char *
cunyi_report_result_get_title (CunyiReportResult *result)
{
  return result->texts[CUNYI_REPORT_TITLE];
}

const char *
cunyi_report_result_get_left (CunyiReportResult *result)
{
  return result->texts[CUNYI_REPORT_LEFT];
}

const char *
cunyi_report_result_get_middle (CunyiReportResult *result)
{
  return result->texts[CUNYI_REPORT_MIDDLE];
}

const char *
cunyi_report_result_get_right (CunyiReportResult *result)
{
  return result->texts[CUNYI_REPORT_RIGHT];
}

const char *
cunyi_report_result_get_period_line (CunyiReportResult *result)
{
  return result->texts[CUNYI_REPORT_PERIOD_LINE];
}

const char *
cunyi_report_result_get_note (CunyiReportResult *result)
{
  return result->texts[CUNYI_REPORT_NOTE];
}

const char *
cunyi_report_result_get_mark (CunyiReportResult *result)
{
  return result->mark;
}

const char *const *
cunyi_report_result_get_sign (CunyiReportResult *result)
{
  return (const char *const *) result->sign;
}

const char *
cunyi_report_result_get_file_name (CunyiReportResult *result)
{
  return result->texts[CUNYI_REPORT_FILE_NAME];
}

gboolean
cunyi_report_result_is_landscape (CunyiReportResult *result)
{
  return result->report->landscape;
}

const CunyiPeriod *
cunyi_report_result_get_period (CunyiReportResult *result)
{
  return &result->period;
}

guint
cunyi_report_result_n_columns (CunyiReportResult *result)
{
  return result->visible->len;
}

const CunyiReportShownColumn *
cunyi_report_result_get_column (CunyiReportResult *result, guint column)
{
  return &visible (result, column)->shown;
}

guint
cunyi_report_result_n_rows (CunyiReportResult *result)
{
  return result->rows->len;
}

const char *
cunyi_report_result_get_total_label (CunyiReportResult *result)
{
  return result->texts[CUNYI_REPORT_TOTAL_LABEL];
}

CunyiFacts *
cunyi_report_result_get_facts (CunyiReportResult *result)
{
  return result->facts;
}

CunyiReportResult *
cunyi_report_result_get_people (CunyiReportResult *result)
{
  return result->people;
}

/* ---- cells ---- */

static CunyiReportCell
text_cell (const char *text)
{
  CunyiReportCell cell = { CUNYI_REPORT_CELL_EMPTY };

  if (*text != '\0')
    {
      cell.kind = CUNYI_REPORT_CELL_TEXT;
      cell.text = text;
    }
  return cell;
}

static CunyiReportCell
number_cell (double number, CunyiReportFormat format)
{
  CunyiReportCell cell = { CUNYI_REPORT_CELL_INTEGER };

  cell.number = number;
  if (format == CUNYI_REPORT_FORMAT_DECIMAL || number != floor (number))
    cell.kind = CUNYI_REPORT_CELL_DECIMAL;
  return cell;
}

/* A text that an author calls a number or a date, if it is one whole; what it is not stays text and is seen. */
static CunyiReportCell
typed_cell (const char *text, CunyiReportFormat format)
{
  CunyiReportCell cell = text_cell (text);
  char *end = NULL;
  double number;

  if (format == CUNYI_REPORT_FORMAT_DATE && cunyi_day_parse (text) != CUNYI_DAY_NONE)
    {
      cell.kind = CUNYI_REPORT_CELL_DAY;
      cell.day = cunyi_day_parse (text);
    }
  else if ((format == CUNYI_REPORT_FORMAT_INTEGER || format == CUNYI_REPORT_FORMAT_DECIMAL)
           && strspn (text, "0123456789.-") == strlen (text))
    {
      number = g_ascii_strtod (text, &end);
      if (end != text && *end == '\0' && isfinite (number))
        return number_cell (number, format);
    }
  return cell;
}

static CunyiReportCell
fact_cell (CunyiReportResult *result, const CunyiResultColumn *column, guint row)
{
  guint fact = g_array_index (result->order, guint, g_array_index (result->rows, CunyiResultRow, row).first);
  CunyiReportCell cell = { CUNYI_REPORT_CELL_EMPTY };

  if (column->value < 0)
    return cell;
  if (column->texts)
    return text_cell (column->texts[row]);
  switch (cunyi_facts_get_kind (result->facts, fact, column->value))
    {
    case CUNYI_FACT_TEXT:
      return typed_cell (cunyi_facts_get_text (result->facts, fact, column->value), column->declared->format);
    case CUNYI_FACT_NUMBER:
      return number_cell (cunyi_facts_get_number (result->facts, fact, column->value), column->declared->format);
    case CUNYI_FACT_NONE:
    default:
      return cell;
    }
}

static CunyiReportCell
rate_cell (CunyiReportResult *result, const CunyiResultColumn *column, guint row)
{
  CunyiReportCell cell = { CUNYI_REPORT_CELL_RATE };

  cell.rate.numerator = cunyi_result_amount (result, row, column->numerator);
  cell.rate.denominator = cunyi_result_amount (result, row, column->denominator);
  cell.rate.scale = column->declared->format == CUNYI_REPORT_FORMAT_PERMILLE ? 1000
                    : column->declared->format == CUNYI_REPORT_FORMAT_MEAN   ? 1
                                                                             : 100;
  return cell;
}

/* What nobody knows is left to be filled by hand: in a line whose first fact says so, in the total when a line is. */
static gboolean
is_blank (CunyiReportResult *result, const CunyiResultColumn *column, guint row)
{
  guint first = row == CUNYI_REPORT_TOTAL ? 0 : row, end = row == CUNYI_REPORT_TOTAL ? result->rows->len : row + 1;

  for (guint i = first; column->blank >= 0 && i < end; i++)
    if (cunyi_facts_is_true (result->facts,
                             g_array_index (result->order, guint, g_array_index (result->rows, CunyiResultRow, i).first),
                             column->blank))
      return TRUE;
  return FALSE;
}

CunyiReportCell
cunyi_report_result_get (CunyiReportResult *result, guint row, guint column)
{
  const CunyiResultColumn *c = visible (result, column);
  gboolean total = row == CUNYI_REPORT_TOTAL;
  CunyiReportCell cell = { CUNYI_REPORT_CELL_EMPTY };

  g_return_val_if_fail (total || row < result->rows->len, cell);

  switch (c->declared->kind)
    {
    case CUNYI_REPORT_COUNT:
    case CUNYI_REPORT_SUM:
      if (is_blank (result, c, row))
        return cell;
      return number_cell (cunyi_result_amount (result, row, g_array_index (result->visible, guint, column)),
                          c->declared->format);
    case CUNYI_REPORT_RATE:
      return rate_cell (result, c, row);
    case CUNYI_REPORT_NUMBER:
      if (!total)
        return number_cell (row + 1, CUNYI_REPORT_FORMAT_INTEGER);
      break;
    case CUNYI_REPORT_TEXT:
    case CUNYI_REPORT_KEY:
    case CUNYI_REPORT_LIST:
    default:
      if (!total)
        return fact_cell (result, c, row);
    }
  return column == 0 ? text_cell (result->texts[CUNYI_REPORT_TOTAL_LABEL]) : cell;
}

/* ---- who stands behind a cell ---- */

static guint64
thing_of (CunyiReportResult *result, const CunyiResultColumn *column, guint fact)
{
  /* A fact without a thing of its own is told apart by its row number, turned so that it meets no identity. */
  return column->distinct >= 0 ? cunyi_facts_get_identity (result->facts, fact, column->distinct) : ~(guint64) fact;
}

/* Adds the facts that an amount counts in a line, each thing once and none that is in `seen` already. */
static void
list_counted (CunyiReportResult *result, const CunyiResultColumn *column, CunyiResultRow line, GHashTable *seen,
              GArray *list)
{
  for (guint i = line.first; i < line.first + line.length; i++)
    {
      guint fact = g_array_index (result->order, guint, i);
      guint64 thing = thing_of (result, column, fact);

      if (!cunyi_result_counts (result, column, fact))
        continue;
      if (g_hash_table_add (seen, g_memdup2 (&thing, sizeof thing)))
        g_array_append_val (list, fact);
    }
}

static CunyiResultRow
get_line (CunyiReportResult *result, guint row)
{
  CunyiResultRow all = { 0, result->order->len };

  return row == CUNYI_REPORT_TOTAL ? all : g_array_index (result->rows, CunyiResultRow, row);
}

/* The column whose facts are behind one: of a rate its numerator. */
static const CunyiResultColumn *
counted_column (CunyiReportResult *result, guint column)
{
  const CunyiResultColumn *c = visible (result, column);

  return c->declared->kind == CUNYI_REPORT_RATE ? &g_array_index (result->columns, CunyiResultColumn, c->numerator) : c;
}

GArray *
cunyi_report_result_list_behind (CunyiReportResult *result, guint row, guint column)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));
  const CunyiResultColumn *c = counted_column (result, column);
  CunyiResultRow line = get_line (result, row);
  g_autoptr(GHashTable) seen = NULL;

  if (!is_amount (c))
    {
      g_array_append_vals (list, &g_array_index (result->order, guint, line.first), line.length);
      return list;
    }
  seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  list_counted (result, c, line, seen, list);
  return list;
}

GArray *
cunyi_report_result_list_missing (CunyiReportResult *result, guint row, guint column)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));
  const CunyiResultColumn *c = visible (result, column);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (c->declared->kind != CUNYI_REPORT_RATE)
    return list;
  list_counted (result, &g_array_index (result->columns, CunyiResultColumn, c->numerator), get_line (result, row), seen,
                list);
  g_array_set_size (list, 0);
  list_counted (result, &g_array_index (result->columns, CunyiResultColumn, c->denominator), get_line (result, row), seen,
                list);
  return list;
}

const char *
cunyi_report_result_get_key (CunyiReportResult *result, guint column)
{
  const CunyiResultColumn *c = counted_column (result, column);

  return is_amount (c) && c->distinct >= 0 ? c->declared->distinct : result->key;
}

GPtrArray *
cunyi_report_result_list_keys (CunyiReportResult *result, guint row, guint column)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  const char *key = cunyi_report_result_get_key (result, column);
  g_autoptr(GArray) facts = cunyi_report_result_list_behind (result, row, column);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  int fact_column = key ? cunyi_facts_find_column (result->facts, key) : -1;

  for (guint i = 0; fact_column >= 0 && i < facts->len; i++)
    {
      char *id = cunyi_facts_dup_text (result->facts, g_array_index (facts, guint, i), fact_column);

      if (*id != '\0' && g_hash_table_add (seen, id))
        g_ptr_array_add (keys, id);
      else
        g_free (id);
    }
  return keys;
}
