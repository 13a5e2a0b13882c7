/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a sheet.csv may say, and what its author is told. */

#include "config.h"

#include "fixture.h"

#include <string.h>

static CunyiReport *
load (const char *sheet, const char *sql, CunyiFaults *faults)
{
  g_autoptr(GBytes) bytes = g_bytes_new (sheet, strlen (sheet));
  g_autoptr(GBytes) facts = sql ? g_bytes_new (sql, strlen (sql)) : NULL;

  return cunyi_report_new ("small", bytes, facts, faults);
}

static void
test_a_report_is_read (void)
{
  g_autoptr(CunyiReport) report = fixture_report (fixture_sheet);

  g_assert_cmpstr (cunyi_report_get_id (report), ==, "small");
  g_assert_cmpstr (cunyi_report_get_title (report), ==, "签约表");
  g_assert_cmpint (cunyi_report_get_period (report), ==, CUNYI_PERIOD_MONTH);
  g_assert_cmpstr (cunyi_report_get_sql (report), ==, "SELECT 1");
}

static void
test_options_have_choices_and_defaults (void)
{
  g_autoptr(CunyiReport) report = fixture_report (fixture_sheet);
  const CunyiReportOption *money = cunyi_report_get_option (report, 0);
  g_autoptr(CunyiReportRequest) request = fixture_request (report);

  g_assert_cmpuint (cunyi_report_n_options (report), ==, 2);
  g_assert_cmpstr (money->name, ==, "money");
  g_assert_cmpstr (money->choices[1], ==, "no");
  g_assert_cmpstr (money->choice_labels[1], ==, "不列");
  g_assert_cmpstr (cunyi_report_request_get (request, "money"), ==, "yes");
  g_assert_false (cunyi_report_request_set (request, "money", "maybe"));
  g_assert_cmpstr (cunyi_report_request_get (request, "money"), ==, "yes");
  g_assert_true (cunyi_report_request_set (request, "remark", "any text"));
}

/* A wrong row of columns in a report that is otherwise right, and the fault at its cell: row and column of the file. */
typedef struct {
  const char *what;
  const char *row;
  CunyiFaultCode code;
  guint column;
} Wrong;

static const Wrong wrong[] = {
  { "no kind", ",A,,person,,,,,,", CUNYI_FAULT_REPORT_KIND, 3 },
  { "a kind that is none", ",A,percent,person,,,,,,", CUNYI_FAULT_REPORT_KIND, 3 },
  { "no header", ",,count,person,,,,,,", CUNYI_FAULT_REPORT_HEADER, 2 },
  { "four levels", ",A › B › C › D,count,person,,,,,,", CUNYI_FAULT_REPORT_HEADER, 2 },
  { "a level without words", ",A › › C,count,person,,,,,,", CUNYI_FAULT_REPORT_HEADER, 2 },
  { "a sum of nothing", ",A,sum,,,,,,,", CUNYI_FAULT_REPORT_VALUE, 4 },
  { "a list of nothing", ",A,list,,,,,,,", CUNYI_FAULT_REPORT_VALUE, 4 },
  { "a key that makes no row", ",A,key,person,,,,,,", CUNYI_FAULT_REPORT_VALUE, 4 },
  { "a rate without numerator", ",A,rate,,people,,,,,", CUNYI_FAULT_REPORT_VALUE, 4 },
  { "a rate of a column that is not there", ",A,rate,gone,people,,,,,", CUNYI_FAULT_REPORT_RATE, 4 },
  { "a rate of a text", ",A,rate,people,text,,,,,", CUNYI_FAULT_REPORT_RATE, 5 },
  { "a rate without denominator", ",A,rate,people,,,,,,", CUNYI_FAULT_REPORT_RATE, 5 },
  { "an id twice", ",A,count,person,,,people,,,", CUNYI_FAULT_REPORT_DUPLICATE, 7 },
  { "a width that is no number", ",A,count,person,,,,wide,,", CUNYI_FAULT_REPORT_SETTING, 8 },
  { "a width of nothing", ",A,count,person,,,,0,,", CUNYI_FAULT_REPORT_SETTING, 8 },
  { "a width of a street", ",A,count,person,,,,100000,,", CUNYI_FAULT_REPORT_SETTING, 8 },
  { "a format of another kind", ",A,count,person,,,,,date,", CUNYI_FAULT_REPORT_KIND, 9 },
  { "a format that is none", ",A,text,name,,,,,bold,", CUNYI_FAULT_REPORT_KIND, 9 },
  { "a code list without a name", ",A,text,name,,,,,codes:,", CUNYI_FAULT_REPORT_KIND, 9 },
};

static void
test_wrong_columns_are_told_by_cell (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(CunyiFaults) faults = cunyi_faults_new ("sheet.csv");
      g_autofree char *sheet = g_strdup_printf ("settings\n,id,title,rows,group\n,small,T,group,line\ncolumns\n"
                                                ",header,kind,value,of,distinct,id,width,format,when\n"
                                                ",人数,count,person,,person,people,,,\n"
                                                ",文字,text,name,,,text,,,\n%s\n",
                                                wrong[i].row);
      g_autoptr(CunyiReport) report = load (sheet, "SELECT 1", faults);
      const CunyiFault *fault;

      g_test_message ("%s", wrong[i].what);
      g_assert_nonnull (report);
      g_assert_cmpuint (cunyi_faults_count (faults), ==, 1);
      fault = cunyi_faults_get (faults, 0);
      g_assert_cmpint (fault->code, ==, wrong[i].code);
      g_assert_cmpstr (fault->sheet, ==, "columns");
      g_assert_cmpuint (fault->row, ==, 8);
      g_assert_cmpuint (fault->column, ==, wrong[i].column);
    }
}

/* Whole files with one thing wrong in the settings or beside them. */
typedef struct {
  const char *what;
  const char *settings; /* header and row */
  CunyiFaultCode code;
} WrongSetting;

static const WrongSetting wrong_settings[] = {
  { "another id than the folder's", "id,title\n,other,T", CUNYI_FAULT_REPORT_SETTING },
  { "no title", "id,title\n,small,", CUNYI_FAULT_REPORT_SETTING },
  { "a period that is none", "id,title,period\n,small,T,fortnight", CUNYI_FAULT_REPORT_SETTING },
  { "a paper that is none", "id,title,paper\n,small,T,A3", CUNYI_FAULT_REPORT_SETTING },
  { "rows that are none", "id,title,rows\n,small,T,some", CUNYI_FAULT_REPORT_SETTING },
  { "groups of nothing", "id,title,rows\n,small,T,group", CUNYI_FAULT_REPORT_SETTING },
  { "a group without groups", "id,title,group\n,small,T,line", CUNYI_FAULT_REPORT_SETTING },
  { "a setting that is none", "id,title,tilte\n,small,T,T", CUNYI_FAULT_UNKNOWN_COLUMN },
};

static void
test_wrong_settings_are_told (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong_settings); i++)
    {
      g_autoptr(CunyiFaults) faults = cunyi_faults_new ("sheet.csv");
      g_autofree char *sheet = g_strdup_printf ("settings\n,%s\ncolumns\n,header,kind,value\n,A,count,person\n",
                                                wrong_settings[i].settings);
      g_autoptr(CunyiReport) report = load (sheet, "SELECT 1", faults);

      g_test_message ("%s", wrong_settings[i].what);
      g_assert_nonnull (report);
      g_assert_cmpuint (cunyi_faults_count (faults), ==, 1);
      g_assert_cmpint (cunyi_faults_get (faults, 0)->code, ==, wrong_settings[i].code);
      g_assert_cmpstr (cunyi_faults_get (faults, 0)->sheet, ==, "settings");
    }
}

static void
test_wrong_options_are_told (void)
{
  static const char *const rows[] = {
    ",until,L,a,,",      /* a name of the engine's own */
    ",Big,L,a,,",        /* SQL and texts write it small */
    ",x y,L,a,,",        /* two words */
    ",good,L,c,a|b,",    /* a default that is no choice */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(CunyiFaults) faults = cunyi_faults_new ("sheet.csv");
      g_autofree char *sheet = g_strdup_printf ("settings\n,id,title\n,small,T\ncolumns\n,header,kind,value\n"
                                                ",A,count,person\noptions\n,name,label,default,choices,note\n%s\n",
                                                rows[i]);
      g_autoptr(CunyiReport) report = load (sheet, "SELECT 1", faults);

      g_assert_nonnull (report);
      g_assert_cmpuint (cunyi_faults_count (faults), ==, 1);
      g_assert_cmpint (cunyi_faults_get (faults, 0)->code, ==, CUNYI_FAULT_REPORT_OPTION);
      g_assert_cmpuint (cunyi_report_n_options (report), ==, 0);
    }
}

static void
test_files_that_are_no_report_are_refused (void)
{
  static const char *const sheets[] = {
    "",
    "hello\n",
    "settings\n,id,title\n,small,T\n",                                /* no columns */
    "columns\n,header,kind,value\n,A,count,person\n",                 /* no settings */
    "settings\n,id,title\n,small,T\ncolumns\n,header,kind,value\n",   /* columns without a column */
    "settings\n,id,title\n,small,T\ncolumns\n,header,kind\n,A,what\n", /* only a broken one */
  };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr(CunyiFaults) faults = cunyi_faults_new ("sheet.csv");

      g_assert_null (load (sheets[i], "SELECT 1", faults));
      g_assert_cmpuint (cunyi_faults_count (faults), >, 0);
    }
}

static void
test_facts_must_be_text (void)
{
  g_autoptr(CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr(CunyiReport) without = load (fixture_sheet, NULL, faults);
  g_autoptr(CunyiReport) broken = load (fixture_sheet, "SELECT '\xff'", faults);

  g_assert_nonnull (without);
  g_assert_nonnull (broken);
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 2);
  g_assert_cmpint (cunyi_faults_get (faults, 0)->code, ==, CUNYI_FAULT_REPORT_SQL);
  g_assert_cmpint (cunyi_faults_get (faults, 1)->code, ==, CUNYI_FAULT_REPORT_SQL);
}

static void
test_missing_facts_are_told_where_they_are_named (void)
{
  static const char *const columns[] = { "line", "person", "household", "name", "key", "amount", NULL };
  g_autoptr(CunyiReport) report = fixture_report (fixture_sheet);
  g_autoptr(CunyiFaults) faults = cunyi_faults_new ("sheet.csv");

  /* line_position in the setting order, signed in a column */
  g_assert_false (cunyi_report_check_columns (report, columns, faults));
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 2);
  g_assert_cmpstr (cunyi_faults_get (faults, 0)->sheet, ==, "settings");
  g_assert_cmpuint (cunyi_faults_get (faults, 0)->column, ==, 7);
  g_assert_cmpstr (cunyi_faults_get (faults, 1)->sheet, ==, "columns");
  g_assert_nonnull (strstr (cunyi_faults_get (faults, 1)->message, "signed"));
}

/* No file may bring the reader down: the small report with each of its bytes changed in turn. */
static void
test_broken_files_are_survived (void)
{
  gsize length = strlen (fixture_sheet);

  for (gsize i = 0; i < length; i++)
    {
      static const char signs[] = { ',', '\n', '"', '\0', '$', '{', 'x' };
      g_autofree char *sheet = g_strdup (fixture_sheet);
      g_autoptr(CunyiFaults) faults = cunyi_faults_new ("sheet.csv");
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GBytes) sql = g_bytes_new_static ("SELECT 1", 8);
      g_autoptr(CunyiReport) report = NULL;

      sheet[i] = signs[i % sizeof signs];
      bytes = g_bytes_new (sheet, length);
      report = cunyi_report_new ("small", bytes, sql, faults);
      g_assert_true (report != NULL || cunyi_faults_count (faults) > 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/definition/a_report_is_read", test_a_report_is_read);
  g_test_add_func ("/definition/options_have_choices_and_defaults", test_options_have_choices_and_defaults);
  g_test_add_func ("/definition/wrong_columns_are_told_by_cell", test_wrong_columns_are_told_by_cell);
  g_test_add_func ("/definition/wrong_settings_are_told", test_wrong_settings_are_told);
  g_test_add_func ("/definition/wrong_options_are_told", test_wrong_options_are_told);
  g_test_add_func ("/definition/files_that_are_no_report_are_refused", test_files_that_are_no_report_are_refused);
  g_test_add_func ("/definition/facts_must_be_text", test_facts_must_be_text);
  g_test_add_func ("/definition/missing_facts_are_told_where_they_are_named",
                   test_missing_facts_are_told_where_they_are_named);
  g_test_add_func ("/definition/broken_files_are_survived", test_broken_files_are_survived);
  return g_test_run ();
}
