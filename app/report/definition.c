/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reading sheet.csv and facts.sql of a report. */

#include "config.h"

#include "report/definition.h"

#include "report/definition-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define SAME "-- same:"

G_DEFINE_QUARK (cunyi-report-error-quark, cunyi_report_error)

#define SETTINGS "settings"
#define MAX_SQL (256 * 1024)

static const char *const text_settings[CUNYI_REPORT_N_TEXTS] = {
  [CUNYI_REPORT_TITLE] = "title",
  [CUNYI_REPORT_LEFT] = "left",
  [CUNYI_REPORT_MIDDLE] = "middle",
  [CUNYI_REPORT_RIGHT] = "right",
  [CUNYI_REPORT_PERIOD_LINE] = "period_line",
  [CUNYI_REPORT_NOTE] = "note",
  [CUNYI_REPORT_SIGN] = "sign",
  [CUNYI_REPORT_TOTAL_LABEL] = "total",
  [CUNYI_REPORT_FILE_NAME] = "file_name",
  [CUNYI_REPORT_PEOPLE_TITLE] = "people_title",
};

/* What each sheet may hold; a column of another name is most likely a slip of the pen. */
static const char *const known_settings[] = {
  "id",    "title", "name", "section", "period", "rows",  "group",     "order", "total",        "paper",
  "left",  "middle", "right", "period_line", "note", "sign", "file_name", "key", "people_key", "people_title", NULL,
};
static const char *const known_columns[] = {
  "header", "kind", "value", "of", "distinct", "id", "width", "format", "when", "blank", "source", NULL,
};
static const char *const known_options[] = { "name", "label", "default", "choices", "note", "shared", NULL };

static void
order_free (CunyiReportOrder *order)
{
  g_free (order->fact);
  g_free (order);
}

static void
option_free (CunyiReportOptionData *option)
{
  g_free (option->name);
  g_free (option->label);
  g_free (option->fallback);
  g_free (option->note);
  g_strfreev (option->choices);
  g_strfreev (option->choice_labels);
  g_free (option);
}

static void
check_known (CunyiSheet *sheet, const char *const *known, CunyiFaults *faults)
{
  for (guint i = 0; sheet && i < cunyi_sheet_n_columns (sheet); i++)
    {
      const char *name = cunyi_sheet_column_name (sheet, i);
      g_autofree char *lower = g_ascii_strdown (name, -1);

      if (*name != '\0' && !g_strv_contains (known, lower))
        cunyi_sheet_add_fault (sheet, G_MAXUINT, name, faults, CUNYI_FAULT_UNKNOWN_COLUMN,
                               /* Translators: first the header of a column, then the name of a sheet. */
                               _("“%s” is no column of the sheet %s. Mend its name, or take it away."), name,
                               cunyi_sheet_get_name (sheet));
    }
}

/* The value of a setting that is one of two or more words; the first when it is empty or wrong. */
static guint
choose (CunyiSheet *settings, const char *name, const char *const *words, CunyiFaults *faults)
{
  const char *value = cunyi_sheet_get (settings, 0, name);
  g_autofree char *all = g_strjoinv (", ", (char **) words);

  for (guint i = 0; words[i]; i++)
    if (strcmp (words[i], value) == 0)
      return i;
  if (*value != '\0')
    cunyi_sheet_add_fault (settings, 0, name, faults, CUNYI_FAULT_REPORT_SETTING, _("Write one of: %s."), all);
  return 0;
}

static void
parse_order (CunyiReport *report, const char *text)
{
  g_auto(GStrv) words = g_strsplit_set (text, " ,\t\n", -1);

  for (guint i = 0; words[i]; i++)
    {
      CunyiReportOrder *order;

      if (*words[i] == '\0')
        continue;
      if (strcmp (words[i], "desc") == 0 && report->order->len > 0)
        {
          order = g_ptr_array_index (report->order, report->order->len - 1);
          order->descending = TRUE;
          continue;
        }
      order = g_new0 (CunyiReportOrder, 1);
      order->fact = g_strdup (words[i]);
      g_ptr_array_add (report->order, order);
    }
}

static char **
split_words (const char *text)
{
  g_auto(GStrv) words = g_strsplit_set (text, " ,\t\n", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words[i]; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (builder, words[i]);
  return g_strv_builder_end (builder);
}

/* “Table of ${village} (${year})” without what only a request knows. */
static char *
strip_values (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      const char *end = g_str_has_prefix (p, "${") ? strchr (p, '}') : NULL;

      if (end)
        p = end;
      else
        g_string_append_c (plain, *p);
    }
  return g_string_free (plain, FALSE);
}

static void
parse_texts (CunyiReport *report, CunyiSheet *settings, CunyiFaults *faults)
{
  for (guint i = 0; i < CUNYI_REPORT_N_TEXTS; i++)
    report->texts[i] = cunyi_text_new (cunyi_sheet_get (settings, 0, text_settings[i]), faults,
                                       cunyi_sheet_get_name (settings), cunyi_sheet_row_number (settings, 0),
                                       cunyi_sheet_column_number (settings, text_settings[i]));
}

static void
parse_settings (CunyiReport *report, CunyiSheet *settings, const char *name, CunyiFaults *faults)
{
  static const char *const periods[] = { "month", "day", "quarter", "year", NULL };
  static const char *const rows[] = { "each", "group", NULL };
  static const char *const papers[] = { "A4", "A4 landscape", NULL };
  const char *shown = cunyi_sheet_get (settings, 0, "name");

  report->id = g_strdup (*cunyi_sheet_get (settings, 0, "id") ? cunyi_sheet_get (settings, 0, "id") : name);
  if (strcmp (report->id, name) != 0)
    cunyi_sheet_add_fault (settings, 0, "id", faults, CUNYI_FAULT_REPORT_SETTING,
                           _("The id must be the name of the folder, “%s”."), name);
  cunyi_period_kind_parse (periods[choose (settings, "period", periods, faults)], &report->period);
  report->grouped = choose (settings, "rows", rows, faults) == 1;
  report->landscape = choose (settings, "paper", papers, faults) == 1;
  report->group = split_words (cunyi_sheet_get (settings, 0, "group"));
  if (report->grouped != (report->group[0] != NULL))
    cunyi_sheet_add_fault (settings, 0, "group", faults, CUNYI_FAULT_REPORT_SETTING,
                           _("Where rows is group, and only there, group names the fact columns that make a row."));
  parse_order (report, cunyi_sheet_get (settings, 0, "order"));
  report->key = g_strdup (cunyi_sheet_get (settings, 0, "key"));
  report->section = g_strdup (cunyi_sheet_get (settings, 0, "section"));
  report->people_key = g_strdup (cunyi_sheet_get (settings, 0, "people_key"));
  report->title = *shown ? g_strdup (shown) : strip_values (cunyi_sheet_get (settings, 0, "title"));
  if (*cunyi_sheet_get (settings, 0, "title") == '\0')
    cunyi_sheet_add_fault (settings, 0, "title", faults, CUNYI_FAULT_REPORT_SETTING, _("Give the report a title."));
  parse_texts (report, settings, faults);
}

/* “a=First|b=Second” into its values and their labels; a choice without = is its own label. */
static void
parse_choices (CunyiReportOptionData *option, const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "|", -1);
  g_autoptr(GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) labels = g_strv_builder_new ();

  for (guint i = 0; parts[i]; i++)
    {
      char *label = strchr (parts[i], '=');

      if (label)
        *label++ = '\0';
      g_strstrip (parts[i]);
      if (*parts[i] == '\0')
        continue;
      g_strv_builder_add (values, parts[i]);
      g_strv_builder_add (labels, label ? g_strstrip (label) : parts[i]);
    }
  option->choices = g_strv_builder_end (values);
  option->choice_labels = g_strv_builder_end (labels);
}

/* The name is a parameter of SQL and must not hide one of the engine's own. */
static gboolean
is_option_name (const char *name)
{
  static const char *const taken[] = { "from", "until", "today", "place", "report", "period", "year", "month", "day", NULL };

  if (!g_ascii_isalpha (*name) || g_strv_contains (taken, name))
    return FALSE;
  return strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen (name);
}

static void
parse_option (CunyiReport *report, CunyiSheet *sheet, guint row, CunyiFaults *faults)
{
  CunyiReportOptionData *option = g_new0 (CunyiReportOptionData, 1);
  gboolean good = TRUE;

  option->name = g_strdup (cunyi_sheet_get (sheet, row, "name"));
  option->label = g_strdup (cunyi_sheet_get (sheet, row, "label"));
  option->fallback = g_strdup (cunyi_sheet_get (sheet, row, "default"));
  option->note = g_strdup (cunyi_sheet_get (sheet, row, "note"));
  parse_choices (option, cunyi_sheet_get (sheet, row, "choices"));
  option->shown = (CunyiReportOption) { option->name, option->label, option->fallback,
                                        (const char *const *) option->choices,
                                        (const char *const *) option->choice_labels, option->note,
                                        cunyi_sheet_is_yes (sheet, row, "shared") };
  if (!is_option_name (option->name))
    {
      cunyi_sheet_add_fault (sheet, row, "name", faults, CUNYI_FAULT_REPORT_OPTION,
                             _("An option is named with small letters, digits and _, and not from, until, today, place, "
                               "period, year, month or day."));
      good = FALSE;
    }
  if (option->choices[0] && !g_strv_contains ((const char *const *) option->choices, option->fallback))
    {
      cunyi_sheet_add_fault (sheet, row, "default", faults, CUNYI_FAULT_REPORT_OPTION,
                             _("The default must be one of the choices."));
      good = FALSE;
    }
  if (good)
    g_ptr_array_add (report->options, option);
  else
    option_free (option);
}

static char *
parse_sql (GBytes *facts, CunyiFaults *faults)
{
  gsize size = 0;
  const char *text = facts ? g_bytes_get_data (facts, &size) : NULL;

  if (size == 0 || size > MAX_SQL || memchr (text, '\0', size) || !g_utf8_validate_len (text, size, NULL))
    {
      cunyi_faults_add (faults, CUNYI_FAULT_REPORT_SQL, NULL, 0, 0,
                        _("facts.sql is missing, too large, or not UTF-8 text. It must hold one SELECT."));
      return g_strdup ("");
    }
  return g_strndup (text, size);
}

static CunyiReport *
report_new (void)
{
  CunyiReport *report = g_new0 (CunyiReport, 1);

  g_atomic_ref_count_init (&report->refs);
  report->order = g_ptr_array_new_with_free_func ((GDestroyNotify) order_free);
  report->options = g_ptr_array_new_with_free_func ((GDestroyNotify) option_free);
  return report;
}

CunyiReport *
cunyi_report_new (const char *name, GBytes *sheet, GBytes *facts, CunyiFaults *faults)
{
  g_autoptr(CunyiReport) report = report_new ();
  CunyiSheet *settings, *columns, *people, *options;

  report->sheets = cunyi_sheets_parse ("sheet.csv", sheet, faults);
  if (!report->sheets)
    return NULL;
  settings = cunyi_sheets_get (report->sheets, SETTINGS, faults);
  columns = cunyi_sheets_get (report->sheets, "columns", faults);
  people = cunyi_sheets_get (report->sheets, "people", NULL);
  options = cunyi_sheets_get (report->sheets, "options", NULL);
  if (!settings || !columns)
    return NULL;
  check_known (settings, known_settings, faults);
  check_known (columns, known_columns, faults);
  check_known (people, known_columns, faults);
  check_known (options, known_options, faults);
  parse_settings (report, settings, name, faults);
  for (guint row = 0; options && row < cunyi_sheet_n_rows (options); row++)
    parse_option (report, options, row, faults);
  report->columns = cunyi_report_columns_parse (columns, report, faults);
  report->people = cunyi_report_columns_parse (people, report, faults);
  report->sql = parse_sql (facts, faults);
  if (report->columns->len > 0)
    return g_steal_pointer (&report);
  cunyi_sheet_add_fault (columns, G_MAXUINT, NULL, faults, CUNYI_FAULT_REPORT_VALUE,
                         _("The sheet columns holds no column without faults."));
  return NULL;
}

static GBytes *
load_file (const char *folder, const char *name, CunyiFaults *faults)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;
  char *content;
  gsize size;

  if (g_file_get_contents (path, &content, &size, &error))
    return g_bytes_new_take (content, size);
  cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 0, 0, _("%s cannot be read: %s"), name, error->message);
  return NULL;
}

char *
cunyi_report_find_same (GBytes *facts)
{
  gsize size;
  const char *text = g_bytes_get_data (facts, &size);
  const gsize length = strlen (SAME);
  g_autofree char *name = NULL;

  if (size < length || strncmp (text, SAME, length) != 0)
    return NULL;
  name = g_strstrip (g_strndup (text + length, size - length));
  return g_regex_match_simple ("^[a-z0-9_]+$", name, G_REGEX_DOLLAR_ENDONLY, 0) ? g_steal_pointer (&name) : NULL;
}

CunyiReport *
cunyi_report_load (const char *folder, CunyiFaults *faults)
{
  g_autofree char *name = g_path_get_basename (folder);
  g_autoptr(GBytes) sheet = load_file (folder, "sheet.csv", faults);
  g_autoptr(GBytes) facts = sheet ? load_file (folder, "facts.sql", faults) : NULL;
  g_autofree char *same = facts ? cunyi_report_find_same (facts) : NULL;

  if (same)
    {
      g_autofree char *beside = g_path_get_dirname (folder);
      g_autofree char *other = g_build_filename (beside, same, NULL);

      g_bytes_unref (facts);
      facts = load_file (other, "facts.sql", faults);
    }
  return sheet && facts ? cunyi_report_new (name, sheet, facts, faults) : NULL;
}

CunyiReport *
cunyi_report_ref (CunyiReport *report)
{
  g_atomic_ref_count_inc (&report->refs);
  return report;
}

void
cunyi_report_unref (CunyiReport *report)
{
  if (!g_atomic_ref_count_dec (&report->refs))
    return;
  g_free (report->id);
  g_free (report->title);
  g_free (report->sql);
  g_free (report->key);
  g_free (report->people_key);
  g_free (report->section);
  g_strfreev (report->group);
  g_ptr_array_unref (report->order);
  g_ptr_array_unref (report->options);
  g_clear_pointer (&report->columns, g_ptr_array_unref);
  g_clear_pointer (&report->people, g_ptr_array_unref);
  for (guint i = 0; i < CUNYI_REPORT_N_TEXTS; i++)
    g_clear_pointer (&report->texts[i], cunyi_text_free);
  g_clear_pointer (&report->sheets, cunyi_sheets_free);
  g_free (report);
}

const char *
cunyi_report_get_id (CunyiReport *report)
{
  return report->id;
}

const char *
cunyi_report_get_title (CunyiReport *report)
{
  return report->title;
}

const char *
cunyi_report_get_section (CunyiReport *report)
{
  return report->section;
}

CunyiPeriodKind
cunyi_report_get_period (CunyiReport *report)
{
  return report->period;
}

const char *
cunyi_report_get_sql (CunyiReport *report)
{
  return report->sql;
}

guint
cunyi_report_n_options (CunyiReport *report)
{
  return report->options->len;
}

const CunyiReportOption *
cunyi_report_get_option (CunyiReport *report, guint index)
{
  return &((CunyiReportOptionData *) g_ptr_array_index (report->options, index))->shown;
}

static gboolean
check_fact (const char *fact, CunyiSheet *sheet, guint row, const char *where, const char *const *columns,
            CunyiFaults *faults)
{
  if (*fact == '\0' || g_strv_contains (columns, fact))
    return TRUE;
  cunyi_sheet_add_fault (sheet, row, where, faults, CUNYI_FAULT_REPORT_FACT, _("facts.sql gives no column “%s”."), fact);
  return FALSE;
}

static gboolean
check_sheet (GPtrArray *list, const char *const *columns, CunyiFaults *faults)
{
  gboolean good = TRUE;

  for (guint i = 0; i < list->len; i++)
    {
      CunyiReportColumn *column = g_ptr_array_index (list, i);

      if (column->kind != CUNYI_REPORT_RATE)
        good = check_fact (column->value, column->sheet, column->row, "value", columns, faults) && good;
      good = check_fact (column->distinct, column->sheet, column->row, "distinct", columns, faults) && good;
      good = check_fact (column->blank, column->sheet, column->row, "blank", columns, faults) && good;
    }
  return good;
}

gboolean
cunyi_report_check_columns (CunyiReport *report, const char *const *columns, CunyiFaults *faults)
{
  CunyiSheet *settings = cunyi_sheets_get (report->sheets, SETTINGS, NULL);
  gboolean good = check_fact (report->key, settings, 0, "key", columns, faults);

  good = check_fact (report->people_key, settings, 0, "people_key", columns, faults) && good;
  for (guint i = 0; report->group[i]; i++)
    good = check_fact (report->group[i], settings, 0, "group", columns, faults) && good;
  for (guint i = 0; i < report->order->len; i++)
    good = check_fact (((CunyiReportOrder *) g_ptr_array_index (report->order, i))->fact, settings, 0, "order", columns,
                       faults)
           && good;
  good = check_sheet (report->columns, columns, faults) && good;
  return check_sheet (report->people, columns, faults) && good;
}
