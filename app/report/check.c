/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What cannot be right, whatever the table is about. */

#include "config.h"

#include "report/check.h"

#include "form/expression.h"
#include "report/render.h"
#include "report/result-private.h"

#include <glib/gi18n.h>

#define MAX_FINDINGS 1000

static void
finding_free (CunyiReportFinding *finding)
{
  g_free (finding->message);
  g_free (finding);
}

static void
take (GPtrArray *findings, CunyiReportFindingKind kind, guint row, guint column, char *message)
{
  CunyiReportFinding *finding = g_new0 (CunyiReportFinding, 1);

  finding->kind = kind;
  finding->row = row;
  finding->column = column;
  finding->message = message;
  g_ptr_array_add (findings, finding);
}

/* The deepest word of its header, with the one above it. */
static char *
column_name (CunyiReportResult *result, guint column)
{
  const CunyiReportShownColumn *shown = cunyi_report_result_get_column (result, column);

  if (shown->levels[2])
    return g_strdup_printf ("%s › %s › %s", shown->levels[0], shown->levels[1], shown->levels[2]);
  return shown->levels[1] ? g_strdup_printf ("%s › %s", shown->levels[0], shown->levels[1]) : g_strdup (shown->levels[0]);
}

/* As a person would point at it: the first key or text of the row, else its number. */
static char *
row_name (CunyiReportResult *result, guint row)
{
  if (row == CUNYI_REPORT_TOTAL)
    return g_strdup (cunyi_report_result_get_total_label (result));
  for (guint column = 0; column < cunyi_report_result_n_columns (result); column++)
    {
      CunyiReportCell cell = cunyi_report_result_get (result, row, column);

      if (cell.kind == CUNYI_REPORT_CELL_TEXT)
        return g_strdup (cell.text);
    }
  return g_strdup_printf ("%u", row + 1);
}

static void
take_rate (CunyiReportResult *result, guint row, guint column, const CunyiRate *rate, gboolean over,
           GPtrArray *findings)
{
  g_autofree char *where = row_name (result, row);
  g_autofree char *what = column_name (result, column);
  g_autofree char *numerator = cunyi_number_to_text (rate->numerator);
  g_autofree char *denominator = cunyi_number_to_text (rate->denominator);

  if (over)
    take (findings, CUNYI_REPORT_RATE_OVER, row, column,
          /* Translators: row, column, numerator, denominator. */
          g_strdup_printf (_("%s, %s: %s of %s is more than the whole. Look at who is counted above and not below."), where,
                           what, numerator, denominator));
  else
    take (findings, CUNYI_REPORT_RATE_UNDER, row, column,
          /* Translators: row, column, numerator, denominator. */
          g_strdup_printf (_("%s, %s: %s of %s is below zero. Look for a wrong amount."), where, what, numerator,
                           denominator));
}

/* A mean may be anything; a share lies between nothing and the whole. */
static void
check_rate (CunyiReportResult *result, guint row, guint column, const CunyiRate *rate, GPtrArray *findings)
{
  gboolean over = rate->scale > 1 && rate->numerator > rate->denominator && rate->denominator >= 0;
  gboolean under = rate->scale > 1 && rate->numerator * rate->denominator < 0;

  if (over || under)
    take_rate (result, row, column, rate, over, findings);
}

static gboolean
wants_date (CunyiReportResult *result, guint column)
{
  guint index = g_array_index (result->visible, guint, column);

  return g_array_index (result->columns, CunyiResultColumn, index).declared->format == CUNYI_REPORT_FORMAT_DATE;
}

static void
check_cell (CunyiReportResult *result, guint row, guint column, GPtrArray *findings)
{
  CunyiReportCell cell = cunyi_report_result_get (result, row, column);

  if (cell.kind == CUNYI_REPORT_CELL_RATE)
    check_rate (result, row, column, &cell.rate, findings);
  else if (cell.kind != CUNYI_REPORT_CELL_EMPTY && cell.kind != CUNYI_REPORT_CELL_DAY && row != CUNYI_REPORT_TOTAL
           && wants_date (result, column))
    {
      g_autofree char *where = row_name (result, row);
      g_autofree char *what = column_name (result, column);
      g_autofree char *text = cunyi_report_cell_to_text (&cell);

      take (findings, CUNYI_REPORT_NOT_A_DATE, row, column,
            /* Translators: row, column, what stands there. */
            g_strdup_printf (_("%s, %s: “%s” is no date. Mend it where it was entered."), where, what, text));
    }
}

GPtrArray *
cunyi_report_check (CunyiReportResult *result)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) finding_free);
  guint rows = cunyi_report_result_n_rows (result), n = cunyi_report_result_n_columns (result);
  gboolean total = *cunyi_report_result_get_total_label (result) != '\0';

  for (guint row = 0; row < rows + total && findings->len < MAX_FINDINGS; row++)
    for (guint column = 0; column < n; column++)
      check_cell (result, row < rows ? row : CUNYI_REPORT_TOTAL, column, findings);
  return findings;
}
