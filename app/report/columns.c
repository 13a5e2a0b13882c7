/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The columns of a declared report: what each shows, and what its author wrote wrongly. */

#include "config.h"

#include "report/definition-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_WIDTH 120

typedef struct {
  CunyiReportColumnKind kind;
  const char *name;
  const char *formats; /* words between blanks */
  guint width;
  gboolean needs_value;
} Kind;

static const Kind kinds[] = {
  { CUNYI_REPORT_NUMBER, "number", "", 6, FALSE },
  { CUNYI_REPORT_TEXT, "text", " text integer decimal date codes ", 12, FALSE },
  { CUNYI_REPORT_KEY, "key", " text integer decimal date codes ", 12, TRUE },
  { CUNYI_REPORT_COUNT, "count", " integer ", 9, FALSE },
  { CUNYI_REPORT_SUM, "sum", " integer decimal ", 10, TRUE },
  { CUNYI_REPORT_RATE, "rate", " percent permille mean ", 9, TRUE },
  { CUNYI_REPORT_LIST, "list", " text codes ", 18, TRUE },
};

static const char *const format_names[] = {
  "", "text", "integer", "decimal", "date", "codes", "percent", "permille", "mean",
};

static void
column_free (CunyiReportColumn *column)
{
  g_free (column->id);
  g_free (column->codes);
  g_free (column->value);
  g_free (column->distinct);
  g_free (column->blank);
  g_free (column->of);
  for (guint i = 0; i < CUNYI_REPORT_MAX_LEVELS; i++)
    g_clear_pointer (&column->levels[i], cunyi_text_free);
  g_clear_pointer (&column->when, cunyi_expression_free);
  g_free (column);
}

static void
fault (CunyiReportColumn *column, const char *where, CunyiFaults *faults, CunyiFaultCode code, const char *message)
{
  cunyi_sheet_add_fault (column->sheet, column->row, where, faults, code, "%s", message);
}

static const char *
cell (CunyiReportColumn *column, const char *name)
{
  return cunyi_sheet_get (column->sheet, column->row, name);
}

static gboolean
parse_levels (CunyiReportColumn *column, CunyiFaults *faults)
{
  g_auto(GStrv) parts = g_strsplit (cell (column, "header"), "›", -1);
  guint n = g_strv_length (parts);

  if (n == 0 || n > CUNYI_REPORT_MAX_LEVELS)
    {
      fault (column, "header", faults, CUNYI_FAULT_REPORT_HEADER,
             n == 0 ? _("Write a header for this column.") : _("A header has at most three levels, parted by ›."));
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      g_strstrip (parts[i]);
      if (*parts[i] == '\0')
        {
          fault (column, "header", faults, CUNYI_FAULT_REPORT_HEADER, _("Write something on both sides of ›."));
          return FALSE;
        }
      column->levels[i] = cunyi_text_new (parts[i], faults, cunyi_sheet_get_name (column->sheet),
                                          cunyi_sheet_row_number (column->sheet, column->row),
                                          cunyi_sheet_column_number (column->sheet, "header"));
      if (!column->levels[i])
        return FALSE;
    }
  return TRUE;
}

static const Kind *
parse_kind (CunyiReportColumn *column, CunyiFaults *faults)
{
  const char *name = cell (column, "kind");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].name, name) == 0)
      {
        column->kind = kinds[i].kind;
        return &kinds[i];
      }
  fault (column, "kind", faults, CUNYI_FAULT_REPORT_KIND,
         _("A column is of the kind number, text, key, count, sum, rate or list."));
  return NULL;
}

static gboolean
parse_format (CunyiReportColumn *column, const Kind *kind, CunyiFaults *faults)
{
  const char *written = cell (column, "format");
  const char *codes = g_str_has_prefix (written, "codes:") ? written + strlen ("codes:") : NULL;
  const char *name = codes && *codes ? "codes" : written;
  g_autofree char *word = g_strdup_printf (" %s ", name);

  if (*name == '\0')
    return TRUE;
  if (strchr (name, ' ') || !strstr (kind->formats, word) || strcmp (written, "codes") == 0)
    {
      cunyi_sheet_add_fault (column->sheet, column->row, "format", faults, CUNYI_FAULT_REPORT_KIND,
                             /* Translators: first the kind of a column (text, count, …), then words to choose from. */
                             _("A column of the kind %s may have the format:%s"), kind->name,
                             *kind->formats ? kind->formats : " –");
      return FALSE;
    }
  for (guint i = 1; i < G_N_ELEMENTS (format_names); i++)
    if (strcmp (format_names[i], name) == 0)
      column->format = i;
  column->codes = g_strdup (codes);
  return TRUE;
}

static gboolean
parse_width (CunyiReportColumn *column, const Kind *kind, CunyiFaults *faults)
{
  const char *text = cell (column, "width");
  guint64 width = kind->width;

  if (*text != '\0' && !g_ascii_string_to_unsigned (text, 10, 1, MAX_WIDTH, &width, NULL))
    {
      fault (column, "width", faults, CUNYI_FAULT_REPORT_SETTING, _("A width is a whole number of letters, 1 to 120."));
      return FALSE;
    }
  column->width = width;
  return TRUE;
}

static gboolean
parse_when (CunyiReportColumn *column, CunyiFaults *faults)
{
  const char *text = cell (column, "when");

  if (*text == '\0')
    return TRUE;
  column->when = cunyi_expression_new (text, faults, cunyi_sheet_get_name (column->sheet),
                                       cunyi_sheet_row_number (column->sheet, column->row),
                                       cunyi_sheet_column_number (column->sheet, "when"));
  return column->when != NULL;
}

static gboolean
check_value (CunyiReportColumn *column, const Kind *kind, CunyiReport *report, CunyiFaults *faults)
{
  if (kind->needs_value && *column->value == '\0')
    {
      fault (column, "value", faults, CUNYI_FAULT_REPORT_VALUE,
             column->kind == CUNYI_REPORT_RATE ? _("Name the column that is the numerator, by its id.")
                                               : _("Name the fact column that this column shows."));
      return FALSE;
    }
  if (column->kind == CUNYI_REPORT_KEY && report->grouped
      && !g_strv_contains ((const char *const *) report->group, column->value))
    {
      fault (column, "value", faults, CUNYI_FAULT_REPORT_VALUE,
             _("A key is one of the fact columns that the setting group names."));
      return FALSE;
    }
  return TRUE;
}

static CunyiReportColumn *
parse_column (CunyiSheet *sheet, guint row, CunyiReport *report, CunyiFaults *faults)
{
  CunyiReportColumn *column = g_new0 (CunyiReportColumn, 1);
  const Kind *kind;
  gboolean good;

  column->sheet = sheet;
  column->row = row;
  column->id = g_strdup (cell (column, "id"));
  column->value = g_strdup (cell (column, "value"));
  column->distinct = g_strdup (cell (column, "distinct"));
  column->blank = g_strdup (cell (column, "blank"));
  column->of = g_strdup (cell (column, "of"));
  kind = parse_kind (column, faults);
  good = kind && parse_levels (column, faults);
  /* Not joined by &&: the author wants to see every fault of a row. */
  good = kind && parse_format (column, kind, faults) && good;
  good = kind && parse_width (column, kind, faults) && good;
  good = parse_when (column, faults) && good;
  good = kind && check_value (column, kind, report, faults) && good;
  if (!good)
    g_clear_pointer (&column, column_free);
  return column;
}

int
cunyi_report_columns_find (GPtrArray *columns, const char *id)
{
  for (guint i = 0; *id != '\0' && i < columns->len; i++)
    if (strcmp (((CunyiReportColumn *) g_ptr_array_index (columns, i))->id, id) == 0)
      return i;
  return -1;
}

static gboolean
is_amount (GPtrArray *columns, const char *id)
{
  int index = cunyi_report_columns_find (columns, id);
  CunyiReportColumn *column = index < 0 ? NULL : g_ptr_array_index (columns, index);

  return column && (column->kind == CUNYI_REPORT_COUNT || column->kind == CUNYI_REPORT_SUM);
}

/* Both numbers of a rate are columns of their own, if hidden ones, so that a rate never stands without them. */
static void
drop_wrong_rates (GPtrArray *columns, CunyiFaults *faults)
{
  for (guint i = columns->len; i-- > 0;)
    {
      CunyiReportColumn *column = g_ptr_array_index (columns, i);
      const char *wrong = NULL;

      if (column->kind == CUNYI_REPORT_RATE)
        wrong = !is_amount (columns, column->value) ? "value" : !is_amount (columns, column->of) ? "of" : NULL;
      if (!wrong)
        continue;
      fault (column, wrong, faults, CUNYI_FAULT_REPORT_RATE,
             _("Write the id of a column of the kind count or sum that has no fault."));
      g_ptr_array_remove_index (columns, i);
    }
}

GPtrArray *
cunyi_report_columns_parse (CunyiSheet *sheet, CunyiReport *report, CunyiFaults *faults)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);

  for (guint row = 0; sheet && row < cunyi_sheet_n_rows (sheet); row++)
    {
      CunyiReportColumn *column;

      if (columns->len == CUNYI_FACTS_MAX_COLUMNS)
        {
          cunyi_sheet_add_fault (sheet, row, NULL, faults, CUNYI_FAULT_TOO_MANY, _("A table has at most %d columns."),
                                 CUNYI_FACTS_MAX_COLUMNS);
          break;
        }
      column = parse_column (sheet, row, report, faults);
      if (column && cunyi_report_columns_find (columns, column->id) >= 0)
        {
          fault (column, "id", faults, CUNYI_FAULT_REPORT_DUPLICATE,
                 _("This id is taken by a column above; choose another."));
          g_clear_pointer (&column, column_free);
        }
      if (column)
        g_ptr_array_add (columns, column);
    }
  drop_wrong_rates (columns, faults);
  return columns;
}
