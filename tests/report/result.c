/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From facts to a table: who is counted where, and who stands behind each number. */

#include "config.h"

#include "fixture.h"
#include "report/check.h"
#include "report/header.h"
#include "report/render.h"

#include <string.h>

/* Indexes of the columns of the small report. */
enum { NUMBER, LINE, PEOPLE, HOMES, SIGNED, RATE, KEY, SHARE, AMOUNT, NAMES, N_COLUMNS };

static void
assert_cell (CunyiReportResult *result, guint row, guint column, const char *expected)
{
  CunyiReportCell cell = cunyi_report_result_get (result, row, column);
  g_autofree char *text = cunyi_report_cell_to_text (&cell);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_row (CunyiReportResult *result, guint row, const char *const *expected)
{
  for (guint column = 0; column < N_COLUMNS; column++)
    assert_cell (result, row, column, expected[column]);
}

static void
test_each_line_counts_its_people_once (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  static const char *const two[] = { "1", "2组", "3", "2", "2", "66.67", "2", "666.67", "4.25", "李二、李三、赵四" };
  static const char *const ten[] = { "3", "10组", "2", "2", "2", "100.00", "2", "1000.00", "10.5", "王一、赵四" };

  g_assert_cmpuint (cunyi_report_result_n_rows (result), ==, 3);
  assert_row (result, 0, two);
  assert_row (result, 2, ten);
}

static void
test_a_line_without_people_stays (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  static const char *const three[] = { "2", "3组", "0", "0", "0", "—", "0", "—", "0", "" };

  assert_row (result, 1, three);
}

static void
test_the_total_counts_everybody_once (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  /* 3 + 0 + 2 people in the lines are four: one is in two. The rate is that of the totals, 3 of 4, no mean of lines. */
  static const char *const total[]
    = { "合计（去重）", "", "4", "3", "3", "75.00", "3", "750.00", "14.75", "" };

  assert_row (result, CUNYI_REPORT_TOTAL, total);
}

static void
test_rates_know_their_two_numbers (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  CunyiReportCell cell = cunyi_report_result_get (result, 0, RATE);

  g_assert_cmpint (cell.kind, ==, CUNYI_REPORT_CELL_RATE);
  g_assert_cmpfloat (cell.rate.numerator, ==, 2);
  g_assert_cmpfloat (cell.rate.denominator, ==, 3);
}

static void
assert_keys (CunyiReportResult *result, guint row, guint column, const char *expected)
{
  g_autoptr(GPtrArray) keys = cunyi_report_result_list_keys (result, row, column);
  g_autofree char *text = NULL;

  g_ptr_array_add (keys, NULL);
  text = g_strjoinv (" ", (char **) keys->pdata);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_every_number_knows_who_stands_behind_it (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);

  assert_keys (result, 0, PEOPLE, "p2 p3 p4");
  assert_keys (result, 0, SIGNED, "p2 p4");
  assert_keys (result, 0, RATE, "p2 p4");
  assert_keys (result, 1, PEOPLE, "");
  assert_keys (result, 2, KEY, "p1 p4");
  assert_keys (result, 2, LINE, "p1 p4");
  assert_keys (result, CUNYI_REPORT_TOTAL, SIGNED, "p2 p4 p1");
  /* Households are behind a number of households. */
  assert_keys (result, 0, HOMES, "h2 h3");
  g_assert_cmpstr (cunyi_report_result_get_key (result, HOMES), ==, "household");
  g_assert_cmpstr (cunyi_report_result_get_key (result, RATE), ==, "person");
}

static void
test_the_keys_behind_a_count_are_as_many_as_it_says (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);

  for (guint row = 0; row <= 3; row++)
    for (guint column = PEOPLE; column <= KEY; column++)
      {
        guint at = row == 3 ? CUNYI_REPORT_TOTAL : row;
        CunyiReportCell cell = cunyi_report_result_get (result, at, column);
        g_autoptr(GPtrArray) keys = cunyi_report_result_list_keys (result, at, column);

        g_assert_cmpuint (keys->len, ==,
                          cell.kind == CUNYI_REPORT_CELL_RATE ? cell.rate.numerator : cell.number);
      }
}

static void
test_a_rate_lists_who_is_missing (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  g_autoptr(GArray) missing = cunyi_report_result_list_missing (result, 0, RATE);
  g_autoptr(GArray) nobody = cunyi_report_result_list_missing (result, 2, RATE);
  g_autoptr(GArray) total = cunyi_report_result_list_missing (result, CUNYI_REPORT_TOTAL, RATE);
  g_autoptr(GArray) no_rate = cunyi_report_result_list_missing (result, 0, PEOPLE);
  CunyiFacts *facts = cunyi_report_result_get_facts (result);

  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_cmpstr (cunyi_facts_get_text (facts, g_array_index (missing, guint, 0),
                                         cunyi_facts_find_column (facts, "person")),
                   ==, "p3");
  g_assert_cmpuint (nobody->len, ==, 0);
  g_assert_cmpuint (total->len, ==, 1);
  g_assert_cmpuint (no_rate->len, ==, 0);
}

static void
test_texts_get_their_values (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);

  g_assert_cmpstr (cunyi_report_result_get_title (result), ==, "大新庄村签约表");
  g_assert_cmpstr (cunyi_report_result_get_middle (result), ==, "填报日期：2022-07-26");
  g_assert_cmpstr (cunyi_report_result_get_period_line (result), ==, "报告期：2022-06-26至2022-07-25");
  g_assert_cmpstr (cunyi_report_result_get_file_name (result), ==, "签约表_大新庄村_2022年7月.xlsx");
  g_assert_cmpstr (cunyi_report_result_get_sign (result)[2], ==, "填表人：");
  g_assert_null (cunyi_report_result_get_sign (result)[3]);
  g_assert_true (cunyi_report_result_is_landscape (result));
}

static void
test_an_option_takes_a_column_away (void)
{
  g_autoptr(CunyiReport) report = fixture_report (fixture_sheet);
  g_autoptr(CunyiReportRequest) request = fixture_request (report);
  g_autoptr(CunyiFacts) facts = fixture_facts ();
  g_autoptr(CunyiReportResult) result = NULL;

  g_assert_true (cunyi_report_request_set (request, "money", "no"));
  result = cunyi_report_result_new (request, facts, NULL);
  g_assert_cmpuint (cunyi_report_result_n_columns (result), ==, N_COLUMNS - 1);
  g_assert_cmpstr (cunyi_report_result_get_column (result, AMOUNT)->levels[0], ==, "姓名");
}

/* The denominator of a rate may be out of sight, and the rate is still right. */
static void
test_a_hidden_column_still_serves_a_rate (void)
{
  g_autoptr(CunyiReportResult) result
    = fixture_result ("settings\n,id,title,rows,group,key\n,small,T,group,line,person\ncolumns\n"
                      ",header,kind,value,of,distinct,id,width,format,when\n"
                      ",组,key,line,,,,,,\n,人,count,person,,person,people,,,1 = 2\n"
                      ",签,count,signed,,person,signed,,,\n,率,rate,signed,people,,,,,\n");

  g_assert_cmpuint (cunyi_report_result_n_columns (result), ==, 3);
  assert_cell (result, 1, 0, "2组");
  assert_cell (result, 1, 2, "66.67");
}

static void
test_headers_make_boxes (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  g_autoptr(GArray) boxes = cunyi_report_header_list_boxes (result);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < boxes->len; i++)
    {
      const CunyiReportBox *box = &g_array_index (boxes, CunyiReportBox, i);

      g_string_append_printf (text, "%s %u,%u-%u,%u\n", box->text, box->top, box->left, box->bottom, box->right);
    }
  g_assert_cmpuint (cunyi_report_header_depth (result), ==, 3);
  g_assert_cmpuint (cunyi_report_header_lead (result), ==, 2);
  g_assert_cmpstr (text->str, ==,
                   "序号 0,0-2,0\n村组 0,1-2,1\n人数 0,2-2,2\n户数 0,3-2,3\n签约 0,4-0,5\n重点人群 0,6-0,8\n姓名 0,9-2,9\n"
                   "签约数 1,4-2,4\n签约率（%） 1,5-2,5\n合计 1,6-1,7\n费用 1,8-2,8\n"
                   "人数 2,6-2,6\n占比（‰） 2,7-2,7\n");
  g_string_free (text, TRUE);
}

static void
test_the_second_sheet_names_each_person_once (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  CunyiReportResult *people = cunyi_report_result_get_people (result);

  g_assert_cmpstr (cunyi_report_result_get_title (people), ==, "名单");
  g_assert_cmpuint (cunyi_report_result_n_rows (people), ==, 4);
  assert_cell (people, 0, 1, "李二");
  assert_cell (people, 3, 2, "p1");
}

/* Column by column: what a fact is and what the cell becomes. */
typedef struct {
  const char *what, *format, *text;
  double number; /* when there is no text */
  CunyiReportCellKind kind;
  const char *shown;
} Typed;

static const Typed typed[] = {
  { "a number of a household keeps its zeros", "text", "0012", 0, CUNYI_REPORT_CELL_TEXT, "0012" },
  { "an ID number stays a text", "text", "411322195001011234", 0, CUNYI_REPORT_CELL_TEXT, "411322195001011234" },
  { "a number that is to be a text", "text", NULL, 12, CUNYI_REPORT_CELL_TEXT, "12" },
  { "a text is a text whatever it looks like", "", "42", 0, CUNYI_REPORT_CELL_TEXT, "42" },
  { "a text that is to be a number", "integer", "42", 0, CUNYI_REPORT_CELL_INTEGER, "42" },
  { "but is none", "integer", "42 people", 0, CUNYI_REPORT_CELL_TEXT, "42 people" },
  { "a day", "date", "2022-07-26", 0, CUNYI_REPORT_CELL_DAY, "2022-07-26" },
  { "a day that is none", "date", "2022-02-30", 0, CUNYI_REPORT_CELL_TEXT, "2022-02-30" },
  { "money", "decimal", NULL, 12, CUNYI_REPORT_CELL_DECIMAL, "12" },
  { "a number without a format", "", NULL, 12.5, CUNYI_REPORT_CELL_DECIMAL, "12.5" },
  { "nothing", "date", "", 0, CUNYI_REPORT_CELL_EMPTY, "" },
  { "codes with labels, one without", "codes:disease", "hypertension mumps", 0, CUNYI_REPORT_CELL_TEXT, "高血压、mumps" },
};

static char *
find_label (const char *list, const char *value, gpointer data)
{
  g_assert_cmpstr (list, ==, "disease");
  return strcmp (value, "hypertension") == 0 ? g_strdup ("高血压") : NULL;
}

static void
test_facts_become_cells_of_their_kind (void)
{
  static const char *const names[] = { "a", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *sheet = g_strdup_printf (
        "settings\n,id,title\n,small,T\ncolumns\n,header,kind,value,format\n,甲,text,a,%s\n", typed[i].format);
      g_autoptr(CunyiReport) report = fixture_report (sheet);
      g_autoptr(CunyiReportRequest) request = fixture_request (report);
      g_autoptr(CunyiFacts) facts = cunyi_facts_new (names);
      g_autoptr(CunyiReportResult) result = NULL;

      g_test_message ("%s", typed[i].what);
      cunyi_facts_begin_row (facts);
      if (typed[i].text)
        cunyi_facts_add_text (facts, typed[i].text);
      else
        cunyi_facts_add_number (facts, typed[i].number);
      cunyi_report_request_set_labels (request, find_label, NULL);
      result = cunyi_report_result_new (request, facts, NULL);
      g_assert_cmpint (cunyi_report_result_get (result, 0, 0).kind, ==, typed[i].kind);
      assert_cell (result, 0, 0, typed[i].shown);
    }
}

static void
test_rows_follow_the_order_with_numbers_as_numbers (void)
{
  static const char *const names[] = { "group", "day", NULL };
  static const char *const rows[][2] = {
    { "第10组", "2022-01-01" }, { "第2组", "2022-01-01" }, { "第2组", "2022-03-01" }, { NULL, "2022-01-01" },
  };
  g_autoptr(CunyiReport) report = fixture_report ("settings\n,id,title,order\n,small,T,group day desc\ncolumns\n"
                                                  ",header,kind,value\n,甲,text,group\n,乙,text,day\n");
  g_autoptr(CunyiReportRequest) request = fixture_request (report);
  g_autoptr(CunyiFacts) facts = cunyi_facts_new (names);
  g_autoptr(CunyiReportResult) result = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      cunyi_facts_begin_row (facts);
      cunyi_facts_add_text (facts, rows[i][0]);
      cunyi_facts_add_text (facts, rows[i][1]);
    }
  result = cunyi_report_result_new (request, facts, NULL);
  assert_cell (result, 0, 1, "2022-03-01");
  assert_cell (result, 1, 0, "第2组");
  assert_cell (result, 2, 0, "第10组");
  assert_cell (result, 3, 0, "");
}

static void
test_a_missing_fact_is_an_error (void)
{
  static const char *const names[] = { "line", NULL };
  g_autoptr(CunyiReport) report = fixture_report (fixture_sheet);
  g_autoptr(CunyiReportRequest) request = fixture_request (report);
  g_autoptr(CunyiFacts) facts = cunyi_facts_new (names);
  g_autoptr(GError) error = NULL;

  g_assert_null (cunyi_report_result_new (request, facts, &error));
  g_assert_error (error, CUNYI_REPORT_ERROR, CUNYI_REPORT_ERROR_FACTS);
}

static void
test_no_facts_make_an_empty_table (void)
{
  static const char *const names[]
    = { "line", "line_position", "person", "household", "name", "signed", "key", "amount", NULL };
  g_autoptr(CunyiReport) report = fixture_report (fixture_sheet);
  g_autoptr(CunyiReportRequest) request = fixture_request (report);
  g_autoptr(CunyiFacts) facts = cunyi_facts_new (names);
  g_autoptr(CunyiReportResult) result = cunyi_report_result_new (request, facts, NULL);

  g_assert_cmpuint (cunyi_report_result_n_rows (result), ==, 0);
  assert_cell (result, CUNYI_REPORT_TOTAL, PEOPLE, "0");
  assert_cell (result, CUNYI_REPORT_TOTAL, RATE, "—");
}

typedef struct {
  const char *village, *mark, *name;
} FileName;

static const FileName file_names[] = {
  { "大新庄村", NULL, "签约表_大新庄村_2022年7月.xlsx" },
  { "../../etc/passwd", NULL, "签约表_.._.._etc_passwd_2022年7月.xlsx" },
  { "a:b*c?d\"e<f>g|h\\i\n\t", NULL, "签约表_a_b_c_d_e_f_g_h_i_2022年7月.xlsx" },
  { "\xe2\x80\xae" "gnp", NULL, "签约表_gnp_2022年7月.xlsx" }, /* a mark that turns the direction of writing */
  { "大新庄村", "演示", "演示_签约表_大新庄村_2022年7月.xlsx" },
};

static void
test_file_names_fit_everywhere (void)
{
  g_autoptr(CunyiReport) report = fixture_report (fixture_sheet);
  g_autoptr(CunyiFacts) facts = fixture_facts ();

  for (guint i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autoptr(CunyiReportRequest) request = fixture_request (report);
      g_autoptr(CunyiReportResult) result = NULL;

      cunyi_report_request_set (request, "village", file_names[i].village);
      cunyi_report_request_set_mark (request, file_names[i].mark);
      result = cunyi_report_result_new (request, facts, NULL);
      g_assert_cmpstr (cunyi_report_result_get_file_name (result), ==, file_names[i].name);
    }
}

static void
test_long_file_names_are_cut_between_letters (void)
{
  g_autoptr(CunyiReport) report = fixture_report (fixture_sheet);
  g_autoptr(CunyiFacts) facts = fixture_facts ();

  for (guint extra = 0; extra < 4; extra++)
    {
      g_autoptr(CunyiReportRequest) request = fixture_request (report);
      g_autoptr(CunyiReportResult) result = NULL;
      GString *village = g_string_new (NULL);
      const char *name;

      for (guint i = 0; i < extra; i++)
        g_string_append_c (village, 'x');
      for (guint i = 0; i < 200; i++)
        g_string_append (village, "村");
      cunyi_report_request_set (request, "village", village->str);
      g_string_free (village, TRUE);
      result = cunyi_report_result_new (request, facts, NULL);
      name = cunyi_report_result_get_file_name (result);
      g_assert_cmpuint (strlen (name), <=, 200);
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_true (g_str_has_suffix (name, "村.xlsx"));
    }
}

static void
test_text_and_json_show_the_table (void)
{
  g_autoptr(CunyiReportResult) result = fixture_result (fixture_sheet);
  g_autofree char *text = cunyi_report_to_text (result);
  g_autofree char *json = cunyi_report_to_json (result);

  g_assert_nonnull (strstr (text, "大新庄村签约表\n"));
  g_assert_nonnull (strstr (text, "签约›签约率（%）"));
  g_assert_nonnull (strstr (text, "合计（去重）"));
  g_assert_nonnull (strstr (text, "66.67"));
  g_assert_nonnull (strstr (json, "{\"rate\": 66.67, \"numerator\": 2, \"denominator\": 3}"));
  g_assert_nonnull (strstr (json, "{\"rate\": null, \"numerator\": 0, \"denominator\": 0}"));
  g_assert_nonnull (strstr (json, "\"header\": [\"重点人群\", \"合计\", \"人数\"]"));
  g_assert_nonnull (strstr (json, "\"total\": [\"合计（去重）\", null, 4, 3, 3,"));
}

static void
test_a_rate_over_the_whole_is_found (void)
{
  g_autoptr(CunyiReportResult) result
    = fixture_result ("settings\n,id,title,rows,group,key,total\n,small,T,group,line,person,合计\ncolumns\n"
                      ",header,kind,value,of,distinct,id\n,组,key,line,,,\n,签,count,signed,,person,signed\n"
                      ",重点,count,key,,person,key\n,率 › 签占重点,rate,signed,key,,\n");
  g_autoptr(GPtrArray) findings = cunyi_report_check (result);
  CunyiReportFinding *finding;
  g_autoptr(CunyiReportResult) good = fixture_result (fixture_sheet);
  g_autoptr(GPtrArray) none = cunyi_report_check (good);

  /* Group 2: two signed, two key; group 10: two and two; nobody is over. */
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpuint (none->len, ==, 0);
  g_clear_pointer (&result, cunyi_report_result_unref);
  g_clear_pointer (&findings, g_ptr_array_unref);

  result = fixture_result ("settings\n,id,title,rows,group,key,total\n,small,T,group,line,person,合计\ncolumns\n"
                           ",header,kind,value,of,distinct,id\n,组,key,line,,,\n,人,count,person,,person,people\n"
                           ",户,count,household,,household,homes\n,人 › 比户,rate,people,homes,,\n");
  findings = cunyi_report_check (result);
  /* Group 2 has three people in two households; the total four in three. */
  g_assert_cmpuint (findings->len, ==, 2);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpint (finding->kind, ==, CUNYI_REPORT_RATE_OVER);
  g_assert_cmpuint (finding->row, ==, 1);
  g_assert_cmpuint (finding->column, ==, 3);
  g_assert_nonnull (strstr (finding->message, "2组"));
  g_assert_nonnull (strstr (finding->message, "人 › 比户"));
  finding = g_ptr_array_index (findings, 1);
  g_assert_cmpuint (finding->row, ==, CUNYI_REPORT_TOTAL);
}

static void
test_a_date_that_is_none_is_found (void)
{
  g_autoptr(CunyiReportResult) result
    = fixture_result ("settings\n,id,title\n,small,T\ncolumns\n,header,kind,value,format\n,名,text,name,date\n");
  g_autoptr(GPtrArray) findings = cunyi_report_check (result);
  CunyiReportFinding *finding = g_ptr_array_index (findings, 0);

  g_assert_cmpuint (findings->len, ==, 6);
  g_assert_cmpint (finding->kind, ==, CUNYI_REPORT_NOT_A_DATE);
  g_assert_nonnull (strstr (finding->message, "王一"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/result/each_line_counts_its_people_once", test_each_line_counts_its_people_once);
  g_test_add_func ("/result/a_line_without_people_stays", test_a_line_without_people_stays);
  g_test_add_func ("/result/the_total_counts_everybody_once", test_the_total_counts_everybody_once);
  g_test_add_func ("/result/rates_know_their_two_numbers", test_rates_know_their_two_numbers);
  g_test_add_func ("/result/every_number_knows_who_stands_behind_it", test_every_number_knows_who_stands_behind_it);
  g_test_add_func ("/result/the_keys_behind_a_count_are_as_many_as_it_says",
                   test_the_keys_behind_a_count_are_as_many_as_it_says);
  g_test_add_func ("/result/a_rate_lists_who_is_missing", test_a_rate_lists_who_is_missing);
  g_test_add_func ("/result/texts_get_their_values", test_texts_get_their_values);
  g_test_add_func ("/result/an_option_takes_a_column_away", test_an_option_takes_a_column_away);
  g_test_add_func ("/result/a_hidden_column_still_serves_a_rate", test_a_hidden_column_still_serves_a_rate);
  g_test_add_func ("/result/headers_make_boxes", test_headers_make_boxes);
  g_test_add_func ("/result/the_second_sheet_names_each_person_once", test_the_second_sheet_names_each_person_once);
  g_test_add_func ("/result/facts_become_cells_of_their_kind", test_facts_become_cells_of_their_kind);
  g_test_add_func ("/result/rows_follow_the_order_with_numbers_as_numbers",
                   test_rows_follow_the_order_with_numbers_as_numbers);
  g_test_add_func ("/result/a_missing_fact_is_an_error", test_a_missing_fact_is_an_error);
  g_test_add_func ("/result/no_facts_make_an_empty_table", test_no_facts_make_an_empty_table);
  g_test_add_func ("/result/file_names_fit_everywhere", test_file_names_fit_everywhere);
  g_test_add_func ("/result/long_file_names_are_cut_between_letters", test_long_file_names_are_cut_between_letters);
  g_test_add_func ("/result/text_and_json_show_the_table", test_text_and_json_show_the_table);
  g_test_add_func ("/result/a_rate_over_the_whole_is_found", test_a_rate_over_the_whole_is_found);
  g_test_add_func ("/result/a_date_that_is_none_is_found", test_a_date_that_is_none_is_found);
  return g_test_run ();
}
