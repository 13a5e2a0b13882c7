/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Texts with values in them, contexts made of JSON, and sheets in their two layouts. */

#include "config.h"

#include "base/csv.h"
#include "form/sheets.h"
#include "form/text.h"

#include <string.h>

static CunyiContext *
make_card (void)
{
  CunyiContext *context = cunyi_context_new ();

  g_assert_true (cunyi_context_set_json (context,
    "{\"person_name\":\"张三\",\"sex\":\"1\",\"day\":\"2022-07-26\",\"phone\":13800138000,\"markup\":\"<b>&\","
    "\"true\":true,\"null\":null,\"codes\":[\"a\",\"b\"],\"doctor\":{\"name\":\"李四\"},\"none\":[],"
    "\"diseases\":[{\"name\":\"高血压\",\"drugs\":[{\"drug\":\"甲\"},{\"drug\":\"乙\"}]},{\"name\":\"糖尿病\"}]}"));
  return context;
}

static void
values_stand_in_texts (void)
{
  static const struct { const char *source, *text; } cases[] = {
    { "", "" },
    { "没有值", "没有值" },
    { "${person_name}", "张三" },
    { "姓名：${person_name}，${ sex }", "姓名：张三，1" },
    { "${if (${sex} = '1', '男', '女')}", "男" },
    { "${if (sex = '1', '男', '女')}", "男" },
    { "${format-date (day, '%Y年%n月')}报表", "2022年7月报表" },
    { "${concat('}', '{')}", "}{" },
    { "${phone}", "13800138000" },
    { "${markup}", "<b>&" },
    { "${true}${null}", "true" },
    { "${codes}", "a b" },
    { "${nobody}", "" },
    { "${doctor/name}", "李四" },
    { "${count(diseases)}种：${join('、', diseases/name)}", "2种：高血压、糖尿病" },
    { "${join('、', diseases/drugs/drug)}", "甲、乙" },
    { "${count(${diseases}[name = '高血压'])}", "1" },
    { "$5 {} $", "$5 {} $" },
    { "${person_name}${person_name}", "张三张三" },
  };
  g_autoptr (CunyiContext) card = make_card ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CunyiText) text = cunyi_text_new (cases[i].source, NULL, NULL, 0, 0);
      g_autofree char *expanded = text ? cunyi_text_expand (text, card) : NULL;

      if (g_strcmp0 (expanded, cases[i].text) != 0)
        g_error ("%s is “%s”", cases[i].source, expanded);
      g_assert_cmpstr (cunyi_text_get_source (text), ==, cases[i].source);
    }
}

static void
names_of_a_text_are_listed_once (void)
{
  g_autoptr (CunyiText) text = cunyi_text_new ("${a} ${b + a} ${${c}} ${a}", NULL, NULL, 0, 0);
  g_autoptr (CunyiText) plain = cunyi_text_new (NULL, NULL, NULL, 0, 0);
  g_autofree char *names = g_strjoinv (" ", (char **) cunyi_text_get_names (text));

  g_assert_cmpstr (names, ==, "a b c");
  g_assert_false (cunyi_text_is_plain (text));
  g_assert_true (cunyi_text_is_plain (plain));
  g_assert_null (cunyi_text_get_names (plain)[0]);
}

static void
a_wrong_text_is_a_fault_with_its_place (void)
{
  static const struct { const char *source; CunyiFaultCode code; } cases[] = {
    { "${a", CUNYI_FAULT_UNCLOSED_VALUE },
    { "x ${}", CUNYI_FAULT_EXPRESSION_SYNTAX },
    { "${ }", CUNYI_FAULT_EXPRESSION_SYNTAX },
    { "${a +}", CUNYI_FAULT_EXPRESSION_SYNTAX },
    { "${foo(1)}", CUNYI_FAULT_UNKNOWN_FUNCTION },
    { "${'}", CUNYI_FAULT_UNCLOSED_VALUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);

      g_assert_null (cunyi_text_new (cases[i].source, faults, "survey", 4, 2));
      g_assert_cmpuint (cunyi_faults_count (faults), ==, 1);
      g_assert_cmpint (cunyi_faults_get (faults, 0)->code, ==, cases[i].code);
      g_assert_cmpuint (cunyi_faults_get (faults, 0)->row, ==, 4);
      g_assert_null (cunyi_text_new (cases[i].source, NULL, NULL, 0, 0));
    }
}

/* ---- contexts ---- */

static void
what_is_no_object_sets_nothing (void)
{
  static const char *const wrong[] = { "", "1", "[1]", "{", "{\"a\":1,}", "{\"a\":01}", "{\"a\":\"\x01\"}", "{\"a\":\"\xff\"}",
                                       "{\"a\":1} x", "{a:1}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u0000\"}" };
  g_autoptr (GString) deep = g_string_new ("{\"a\":");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (CunyiContext) context = cunyi_context_new ();

      if (cunyi_context_set_json (context, wrong[i]))
        g_error ("%s", wrong[i]);
      g_assert_false (cunyi_context_has (context, "a"));
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  {
    g_autoptr (CunyiContext) context = cunyi_context_new ();

    g_assert_false (cunyi_context_set_json (context, deep->str));
  }
}

static void
texts_come_back_as_they_were_set (void)
{
  static const char *const texts[] = { "", "a&amp;b", "<a>", "]]>", "\t\n", "　", "𠮷野家", "&#20;", "\"'", "a\rb" };
  g_autoptr (CunyiContext) context = cunyi_context_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      cunyi_context_set (context, "a", texts[i]);
      g_assert_cmpstr (cunyi_context_get (context, "a"), ==, texts[i]);
      cunyi_context_set (context, texts[i], "named");
      g_assert_cmpstr (cunyi_context_get (context, texts[i]), ==, "named");
    }
  cunyi_context_set (context, "a", "\xff");
  g_assert_cmpstr (cunyi_context_get (context, "a"), ==, "\357\277\275");
  cunyi_context_set_int (context, "a", G_MININT64);
  g_assert_cmpstr (cunyi_context_get (context, "a"), ==, "-9223372036854775808");
}

static void
the_nearest_value_wins (void)
{
  g_autoptr (CunyiContext) outer = cunyi_context_new (), context = cunyi_context_new ();
  CunyiContext *row = cunyi_context_add_row (context, "rows"), *inner = cunyi_context_add_row (row, "inner");

  cunyi_context_set_outer (context, outer);
  cunyi_context_set (outer, "a", "outer");
  cunyi_context_set (outer, "only", "outer");
  g_assert_cmpstr (cunyi_context_get (inner, "a"), ==, "outer");
  cunyi_context_set (context, "a", "middle");
  g_assert_cmpstr (cunyi_context_get (inner, "a"), ==, "middle");
  cunyi_context_set (inner, "a", "inner");
  g_assert_cmpstr (cunyi_context_get (inner, "a"), ==, "inner");
  g_assert_cmpstr (cunyi_context_get (row, "a"), ==, "middle");
  g_assert_cmpstr (cunyi_context_get (inner, "only"), ==, "outer");
  g_assert_true (cunyi_context_has (outer, "only"));
  g_assert_false (cunyi_context_has (context, "only"));
}

static void
rows_come_and_go (void)
{
  g_autoptr (CunyiContext) context = cunyi_context_new ();
  CunyiContext *last;

  g_assert_cmpuint (cunyi_context_n_rows (context, "rows"), ==, 0);
  for (guint i = 0; i < 3; i++)
    cunyi_context_set_int (cunyi_context_add_row (context, "rows"), "n", i);
  last = cunyi_context_get_row (context, "rows", 2);
  g_assert_cmpuint (cunyi_context_get_position (last), ==, 3);
  cunyi_context_remove_row (context, "rows", 0);
  g_assert_cmpuint (cunyi_context_n_rows (context, "rows"), ==, 2);
  g_assert_cmpuint (cunyi_context_get_position (last), ==, 2);
  g_assert_cmpstr (cunyi_context_get (cunyi_context_get_row (context, "rows", 0), "n"), ==, "1");
  g_assert_null (cunyi_context_get_row (context, "rows", 2));
  g_assert_cmpuint (cunyi_context_n_rows (last, "rows"), ==, 2); /* looked for around the row */
  g_assert_cmpuint (cunyi_context_get_position (context), ==, 0);
}

static void
a_row_keeps_the_whole_alive (void)
{
  CunyiContext *context = cunyi_context_new (), *row = cunyi_context_ref (cunyi_context_add_row (context, "rows"));

  cunyi_context_set (row, "a", "1");
  cunyi_context_unref (context);
  g_assert_cmpstr (cunyi_context_get (row, "a"), ==, "1");
  cunyi_context_unref (row);
}

/* ---- sheets ---- */

static CunyiSheets *
read_sheets (const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new_static (text, strlen (text));
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  CunyiSheets *sheets = cunyi_sheets_parse ("file", content, faults);

  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
  return sheets;
}

static void
one_file_holds_several_sheets (void)
{
  g_autoptr (CunyiSheets) sheets = read_sheets ("\nsurvey,,\n,,\n,Type , 名称\n\n,text,　甲　\n,,\n,date,\n Settings\n,id\n,x\n");
  CunyiSheet *survey = cunyi_sheets_get (sheets, "SURVEY", NULL);

  g_assert_cmpuint (cunyi_sheet_n_rows (survey), ==, 2);
  g_assert_cmpstr (cunyi_sheet_get (survey, 0, "type"), ==, "text");
  g_assert_cmpstr (cunyi_sheet_get (survey, 0, "名称"), ==, "甲");
  g_assert_cmpstr (cunyi_sheet_get (survey, 1, "名称"), ==, "");
  g_assert_cmpstr (cunyi_sheet_get (survey, 0, "nothing"), ==, "");
  g_assert_cmpstr (cunyi_sheet_get (survey, 9, "type"), ==, "");
  g_assert_cmpuint (cunyi_sheet_row_number (survey, 1), ==, 8);
  g_assert_cmpuint (cunyi_sheet_row_number (survey, G_MAXUINT), ==, 4);
  g_assert_cmpuint (cunyi_sheet_column_number (survey, "type"), ==, 2);
  g_assert_cmpuint (cunyi_sheet_column_number (survey, "nothing"), ==, 0);
  g_assert_cmpstr (cunyi_sheets_get_setting (sheets, "id"), ==, "x");
  g_assert_cmpstr (cunyi_sheets_get_setting (sheets, "title"), ==, "");
}

static void
a_workbook_is_one_table_for_each_sheet (void)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_table_unref);
  g_autoptr (CunyiSheets) sheets = NULL;
  static const char survey[] = "type,name\ntext,a\n", settings[] = "form_id\nx\n";

  g_ptr_array_add (tables, cunyi_csv_parse ("survey", survey, strlen (survey), NULL));
  g_ptr_array_add (tables, cunyi_csv_parse ("settings", settings, strlen (settings), NULL));
  sheets = cunyi_sheets_new (tables);
  g_assert_cmpuint (cunyi_sheet_column_number (cunyi_sheets_get (sheets, "survey", NULL), "name"), ==, 2);
  g_assert_cmpstr (cunyi_sheets_get_setting (sheets, "form_id"), ==, "x");
}

static void
yes_is_written_in_many_ways (void)
{
  static const struct { const char *text; gboolean yes; } cases[] = {
    { "yes", TRUE }, { "YES", TRUE }, { "true()", TRUE }, { "TRUE", TRUE }, { "1", TRUE }, { "是", TRUE },
    { "no", FALSE }, { "0", FALSE }, { "否", FALSE }, { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("a\n,x,y\n,%s,1\n", cases[i].text);
      g_autoptr (CunyiSheets) sheets = read_sheets (text);

      if (cunyi_sheet_is_yes (cunyi_sheets_get (sheets, "a", NULL), 0, "x") != cases[i].yes)
        g_error ("%s", cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(name) g_test_add_func ("/form/text/" #name, name)
  TEST (values_stand_in_texts);
  TEST (names_of_a_text_are_listed_once);
  TEST (a_wrong_text_is_a_fault_with_its_place);
  TEST (what_is_no_object_sets_nothing);
  TEST (texts_come_back_as_they_were_set);
  TEST (the_nearest_value_wins);
  TEST (rows_come_and_go);
  TEST (a_row_keeps_the_whole_alive);
  TEST (one_file_holds_several_sheets);
  TEST (a_workbook_is_one_table_for_each_sheet);
  TEST (yes_is_written_in_many_ways);
  return g_test_run ();
}
