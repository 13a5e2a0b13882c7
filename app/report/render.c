/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables as text and as JSON. */

#include "config.h"

#include "report/render.h"

#include "form/expression.h"
#include "report/header.h"

#include <string.h>

char *
cunyi_report_cell_to_text (const CunyiReportCell *cell)
{
  switch (cell->kind)
    {
    case CUNYI_REPORT_CELL_TEXT:
      return g_strdup (cell->text);
    case CUNYI_REPORT_CELL_INTEGER:
    case CUNYI_REPORT_CELL_DECIMAL:
      return cunyi_number_to_text (cell->number);
    case CUNYI_REPORT_CELL_DAY:
      return cunyi_day_to_text (cell->day);
    case CUNYI_REPORT_CELL_RATE:
      return cunyi_rate_to_text (&cell->rate);
    case CUNYI_REPORT_CELL_EMPTY:
    default:
      return g_strdup ("");
    }
}

/* ---- text ---- */

static gboolean
has_total (CunyiReportResult *result)
{
  return *cunyi_report_result_get_total_label (result) != '\0';
}

/* Header words of one column, as on the way down: 签约›签约率（%）. */
static char *
header_text (const CunyiReportShownColumn *column)
{
  GString *text = g_string_new (column->levels[0]);

  for (guint i = 1; i < G_N_ELEMENTS (column->levels) && column->levels[i]; i++)
    g_string_append_printf (text, "›%s", column->levels[i]);
  return g_string_free (text, FALSE);
}

/* Lines of cells, header first. (element-type GStrv) */
static GPtrArray *
list_lines (CunyiReportResult *result)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  guint n = cunyi_report_result_n_columns (result), rows = cunyi_report_result_n_rows (result);
  char **line = g_new0 (char *, n + 1);

  for (guint column = 0; column < n; column++)
    line[column] = header_text (cunyi_report_result_get_column (result, column));
  g_ptr_array_add (lines, line);
  for (guint row = 0; row < rows + has_total (result); row++)
    {
      line = g_new0 (char *, n + 1);
      for (guint column = 0; column < n; column++)
        {
          CunyiReportCell cell = cunyi_report_result_get (result, row < rows ? row : CUNYI_REPORT_TOTAL, column);

          line[column] = cunyi_report_cell_to_text (&cell);
          g_strdelimit (line[column], "\n\t", ' ');
        }
      g_ptr_array_add (lines, line);
    }
  return lines;
}

static void
append_padded (GString *text, const char *cell, guint width)
{
  g_string_append (text, cell);
  for (guint i = cunyi_report_text_width (cell); i < width; i++)
    g_string_append_c (text, ' ');
}

static void
append_if (GString *text, const char *line)
{
  if (*line)
    g_string_append_printf (text, "%s\n", line);
}

char *
cunyi_report_to_text (CunyiReportResult *result)
{
  g_autoptr(GPtrArray) lines = list_lines (result);
  GString *text = g_string_new (cunyi_report_result_get_title (result));
  const char *mark = cunyi_report_result_get_mark (result);
  guint n = cunyi_report_result_n_columns (result);
  g_autofree guint *widths = g_new0 (guint, n);

  g_string_append_printf (text, *mark ? "（%s）\n" : "%s\n", mark);
  append_if (text, cunyi_report_result_get_period_line (result));
  for (guint i = 0; i < lines->len; i++)
    for (guint column = 0; column < n; column++)
      widths[column] = MAX (widths[column], cunyi_report_text_width (((char **) lines->pdata[i])[column]));
  for (guint i = 0; i < lines->len; i++)
    {
      for (guint column = 0; column < n; column++)
        append_padded (text, ((char **) lines->pdata[i])[column], column + 1 < n ? widths[column] + 2 : 0);
      g_string_append_c (text, '\n');
    }
  append_if (text, cunyi_report_result_get_note (result));
  return g_string_free (text, FALSE);
}

/* ---- JSON ---- */

static void
append_string (GString *json, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (json, '"');
  for (const char *p = valid; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (json, "\\%c", *p);
    else if ((guchar) *p < 0x20)
      g_string_append_printf (json, "\\u%04x", *p);
    else
      g_string_append_c (json, *p);
  g_string_append_c (json, '"');
}

static void
append_member (GString *json, const char *name, const char *text)
{
  g_string_append_printf (json, "\"%s\": ", name);
  append_string (json, text);
  g_string_append (json, ", ");
}

static void
append_rate (GString *json, const CunyiRate *rate)
{
  g_autofree char *text = cunyi_rate_to_text (rate);
  g_autofree char *numerator = cunyi_number_to_text (rate->numerator);
  g_autofree char *denominator = cunyi_number_to_text (rate->denominator);
  gint64 hundredths;

  g_string_append_printf (json, "{\"rate\": %s, \"numerator\": %s, \"denominator\": %s}",
                          cunyi_rate_round (rate, &hundredths) ? text : "null", numerator, denominator);
}

static void
append_cell (GString *json, const CunyiReportCell *cell)
{
  g_autofree char *text = cunyi_report_cell_to_text (cell);

  if (cell->kind == CUNYI_REPORT_CELL_RATE)
    append_rate (json, &cell->rate);
  else if (cell->kind == CUNYI_REPORT_CELL_INTEGER || cell->kind == CUNYI_REPORT_CELL_DECIMAL)
    g_string_append (json, text);
  else if (cell->kind == CUNYI_REPORT_CELL_EMPTY)
    g_string_append (json, "null");
  else
    append_string (json, text);
}

static void
append_row (GString *json, CunyiReportResult *result, guint row)
{
  g_string_append_c (json, '[');
  for (guint column = 0; column < cunyi_report_result_n_columns (result); column++)
    {
      CunyiReportCell cell = cunyi_report_result_get (result, row, column);

      g_string_append (json, column > 0 ? ", " : "");
      append_cell (json, &cell);
    }
  g_string_append_c (json, ']');
}

static void
append_columns (GString *json, CunyiReportResult *result)
{
  static const char *const kinds[] = { "number", "text", "key", "count", "sum", "rate", "list" };

  g_string_append (json, "\"columns\": [");
  for (guint i = 0; i < cunyi_report_result_n_columns (result); i++)
    {
      const CunyiReportShownColumn *column = cunyi_report_result_get_column (result, i);

      g_string_append (json, i > 0 ? ", {" : "{");
      append_member (json, "id", column->id);
      append_member (json, "kind", kinds[column->kind]);
      g_string_append (json, "\"header\": [");
      for (guint level = 0; level < G_N_ELEMENTS (column->levels) && column->levels[level]; level++)
        {
          g_string_append (json, level > 0 ? ", " : "");
          append_string (json, column->levels[level]);
        }
      g_string_append (json, "]}");
    }
  g_string_append (json, "],\n");
}

char *
cunyi_report_to_json (CunyiReportResult *result)
{
  const CunyiPeriod *period = cunyi_report_result_get_period (result);
  g_autofree char *from = cunyi_day_to_text (period->from);
  g_autofree char *until = cunyi_day_to_text (period->until);
  GString *json = g_string_new ("{");

  append_member (json, "id", cunyi_report_result_get_id (result));
  append_member (json, "title", cunyi_report_result_get_title (result));
  append_member (json, "from", from);
  append_member (json, "until", until);
  append_member (json, "file_name", cunyi_report_result_get_file_name (result));
  append_columns (json, result);
  g_string_append (json, "\"rows\": [");
  for (guint row = 0; row < cunyi_report_result_n_rows (result); row++)
    {
      g_string_append (json, row > 0 ? ",\n" : "\n");
      append_row (json, result, row);
    }
  g_string_append (json, "],\n\"total\": ");
  if (has_total (result))
    append_row (json, result, CUNYI_REPORT_TOTAL);
  else
    g_string_append (json, "null");
  g_string_append (json, "}\n");
  return g_string_free (json, FALSE);
}
