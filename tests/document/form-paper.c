/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The layouts of forms on paper: records side by side, registers, boxes, lines to write on, and where pages break. */

#include "config.h"

#include "form-helpers.h"

static void
a_fifth_visit_begins_a_new_sheet (void)
{
  g_autoptr(CunyiForm) form = open_form ("hypertension_followup");
  const char *answers[] = {
    "{\"visit_date\":\"2026-01-05\",\"sbp\":151,\"dbp\":91,\"name\":\"张三\",\"record_no8\":\"10100012\"}",
    "{\"visit_date\":\"2026-02-05\",\"sbp\":152,\"dbp\":92,\"name\":\"张三\",\"record_no8\":\"10100012\"}",
    "{\"visit_date\":\"2026-03-05\",\"sbp\":153,\"dbp\":93,\"name\":\"张三\",\"record_no8\":\"10100012\"}",
    "{\"visit_date\":\"2026-04-05\",\"sbp\":154,\"dbp\":94,\"name\":\"张三\",\"record_no8\":\"10100012\"}",
    "{\"visit_date\":\"2026-05-05\",\"sbp\":155,\"dbp\":95,\"name\":\"张三\",\"record_no8\":\"10100012\"}",
    NULL,
  };
  g_autoptr(CunyiDocument) four = NULL;
  g_autoptr(CunyiDocument) five = fill_forms (form, answers);
  g_autofree char *first = page_text (five, 0), *second = page_text (five, 1);

  g_assert_cmpuint (cunyi_document_n_pages (five), ==, 2);
  assert_has (first, "151/91152/92153/93154/94");
  assert_has_not (first, "155/95");
  assert_has (second, "155/95");
  assert_has_not (second, "154/94");
  for (guint i = 0; i < 2; i++)
    {
      assert_has (i == 0 ? first : second, "高血压患者随访服务记录表");
      assert_has (i == 0 ? first : second, "姓名：张三");
      assert_has (i == 0 ? first : second, "10100012"); /* each digit in its box */
    }
  answers[4] = NULL;
  four = fill_forms (form, answers);
  g_assert_cmpuint (cunyi_document_n_pages (four), ==, 1);
}

static void
options_stand_once_and_their_numbers_in_boxes (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",select_multiple abc,several,几样,,boxes4 legend,,\n"
                                                   ",select_one abc,one,一样,,,,\n"
                                                   ",text,what,什么,,join2,,\n"
                                                   ",select_one abc,tick,打勾,,tick,,\n" ABC SETTINGS ("columns,2"));
  g_autoptr(CunyiDocument) document = fill_form (form, "{\"several\":\"1 3\",\"one\":\"2\",\"what\":\"皮疹\",\"tick\":\"3\"}");
  g_autofree char *text = page_text (document, 0);

  assert_has (text, "几样1甲2乙3丙///13"); /* the legend, then the boxes */
  g_assert_cmpuint (count_of (text, "几样1甲2乙3丙"), ==, 1);
  assert_has (text, "一样1甲2乙皮疹3丙2");
  assert_has (text, "□1甲□2乙☑3丙");
  /* the second column is there to be filled by hand */
  g_assert_cmpuint (count_of (text, "1甲2乙"), ==, 3);
  assert_has (text, "□1甲□2乙□3丙");
}

static void
digits_stand_in_boxes_of_their_own (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",text,number,编号,,head boxes3-5,,\n,text,rest,其余,,,,\n" SETTINGS ("sheet,"));
  g_autoptr(CunyiDocument) document = fill_form (form, "{\"number\":\"101-00012\"}");
  g_autoptr(CunyiDocument) longer = fill_form (form, "{\"number\":\"101000129\"}");
  g_autofree char *text = cunyi_document_get_page_text (document, 0), *other = cunyi_document_get_page_text (longer, 0);

  assert_has (text, "编号：\uFFFC\uFFFC\uFFFC-\uFFFC\uFFFC\uFFFC\uFFFC\uFFFC\n1\n0\n1\n0\n0\n0\n1\n2\n");
  assert_has (other, "\uFFFC9\n"); /* what has no box is not lost */
}

static void
a_group_stands_beside_its_questions (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",begin_group,outer,外层,w6,,,\n,text,a,甲,,,,\n,text,b,乙,,,,-\n,end_group,,,,,,\n"
                                                   ",begin_group,flat,平层,w6,flat,,\n,text,c,丙,,,,\n,end_group,,,,,,\n"
                                                   ",begin_group,wide,宽层,w6,wide,,\n,text,d,丁,,,,\n,end_group,,,,,,\n"
                                            SETTINGS ("sheet,"));
  g_autoptr(CunyiDocument) document = fill_form (form, "{\"b\":\"没有问题名\"}");
  g_autofree char *text = page_text (document, 0);
  double right, outer, label, below;

  g_assert_cmpuint (count_of (text, "外层"), ==, 1);
  assert_has_not (text, "平层");
  assert_has (text, "宽层丁");
  assert_has_not (text, "乙");
  find_word (document, 0, "没有问题名", &right, &below);
  find_word (document, 0, "甲", &right, &label);
  find_word (document, 0, "外", &right, &outer);
  g_assert_cmpfloat (outer, >, label - 15);
  g_assert_cmpfloat (outer, <, below);
}

/* A section of one row has room for its name. */
static void
a_long_name_of_a_section_makes_its_rows_higher (void)
{
  const char *const names[] = { "短", "家庭居住环境评估" };
  double right, tops[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *source = g_strdup_printf (SURVEY ",begin_group,outer,%s,w6,,,\n,text,a,甲,,,,\n,end_group,,,,,,\n"
                                                        ",text,b,下一行,,,,\n" SETTINGS ("sheet,"), names[i]);
      g_autoptr(CunyiForm) form = declare_form (source);
      g_autoptr(CunyiDocument) document = fill_form (form, "{}");

      find_word (document, 0, "下一行", &right, &tops[i]);
    }
  g_assert_cmpfloat (tops[1], >, tops[0] + 15);
}

static void
long_words_make_their_row_higher (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",text,first,一个很长很长要分成好几行才写得下的问题它还没有完现在才写完,w6,,,\n"
                                                   ",text,second,下一行,w6,,,\n" SETTINGS ("sheet,"));
  g_autoptr(GString) longer = g_string_new ("{\"first\":\"");
  g_autoptr(CunyiDocument) small = fill_form (form, "{\"first\":\"短\"}");
  g_autoptr(CunyiDocument) large = NULL;
  g_autofree char *text = NULL;
  double right, top, other;

  for (guint i = 0; i < 60; i++)
    g_string_append (longer, "这一行很长，");
  g_string_append (longer, "结尾\"}");
  large = fill_form (form, longer->str);
  text = page_text (large, 0);
  assert_has (text, "一个很长很长要分成好几行才写得下的问题它还没有完现在才写完");
  assert_has (text, "这一行很长，结尾");
  find_word (small, 0, "下一行", &right, &other);
  find_word (large, 0, "下一行", &right, &top);
  g_assert_cmpfloat (top, >, other + 60);
  find_word (large, 0, "这一行很长", &right, &top);
  g_assert_cmpfloat (right, <, 595 - 14 / 25.4 * 72);
}

/* A row stays whole: its question and the end of its answer are on one page. */
static void
a_page_break_cuts_no_row (void)
{
  g_autoptr(GString) source = g_string_new (SURVEY ",begin_group,outer,很多问题,w6,,,\n");
  g_autoptr(GString) answers = g_string_new ("{");
  g_autoptr(CunyiForm) form = NULL;
  g_autoptr(CunyiDocument) document = NULL;
  guint found = 0;

  for (guint i = 10; i < 60; i++)
    {
      g_string_append_printf (source, ",text,q%u,问题%u,w6,,,\n", i, i);
      g_string_append_printf (answers, "%s\"q%u\":\"开头%u", i > 10 ? "," : "", i, i);
      for (guint n = 0; n < 12; n++)
        g_string_append (answers, "，这里写了不少字，有好几行");
      g_string_append_printf (answers, "，结尾%u\"", i);
    }
  g_string_append (answers, "}");
  g_string_append (source, ",end_group,,,,,,\n" SETTINGS ("sheet,"));
  form = declare_form (source->str);
  document = fill_form (form, answers->str);
  g_assert_cmpuint (cunyi_document_n_pages (document), >, 2);
  for (guint page = 0; page < cunyi_document_n_pages (document); page++)
    {
      g_autofree char *text = page_text (document, page);

      assert_has (text, "很多问题"); /* the section goes on beside them */
      for (guint i = 10; i < 60; i++)
        {
          g_autofree char *label = g_strdup_printf ("问题%u", i);
          g_autofree char *begins = g_strdup_printf ("开头%u", i), *ends = g_strdup_printf ("结尾%u", i);

          if (!strstr (text, label))
            continue;
          found++;
          assert_has (text, begins);
          assert_has (text, ends);
        }
    }
  g_assert_cmpuint (found, ==, 50);
}

static void
a_break_begins_a_page (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",text,a,甲,w6,,,\n,begin_group,two,第二页,w6,break,,\n,text,b,乙,w6,,,\n,end_group,,,,,,\n"
                                                   ",text,c,丙,w6,break,,\n" SETTINGS ("sheet,"));
  g_autoptr(CunyiDocument) document = fill_form (form, "{}");
  const char *const found[] = { "甲", "第二页", "丙" };

  g_assert_cmpuint (cunyi_document_n_pages (document), ==, 3);
  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++)
      {
        g_autofree char *text = page_text (document, i);

        if (i == j)
          assert_has (text, found[j]);
        else
          assert_has_not (text, found[j]);
      }
}

static void
a_register_has_a_line_for_each_record (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",date,day,日期,,,,\n,text,a,事情,,,,\n,select_one abc,b,结果,,,,\n" ABC
                                            SETTINGS ("rows,80"));
  const char *answers[] = { "{\"day\":\"2026-03-05\",\"a\":\"第一件\",\"b\":\"2\"}", "{\"day\":\"2026-04-05\",\"a\":\"第二件\",\"b\":\"3\"}",
                            NULL };
  g_autoptr(CunyiDocument) document = fill_forms (form, answers);
  g_autofree char *first = page_text (document, 0), *last = page_text (document, cunyi_document_n_pages (document) - 1);

  g_assert_cmpuint (cunyi_document_n_pages (document), >, 1);
  assert_has (first, "序号日期事情结果1甲2乙3丙");
  assert_has (first, "12026年3月5日第一件2");
  assert_has (first, "22026年4月5日第二件3");
  assert_has (last, "序号日期事情结果1甲2乙3丙"); /* the head again */
  assert_has (last, "80");
}

static void
a_register_has_lines_to_write_on (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",date,day,日期,,,,\n,text,a,事情,,,,\n" SETTINGS ("rows,"));
  g_autoptr(CunyiDocument) document = fill_form (form, "{}");
  g_autofree char *text = page_text (document, 0);

  assert_has (text, "1年月日2年月日");
  assert_has (text, "15年月日");
  assert_has_not (text, "16年月日");
}

/* Three in a row leave little for each; 日 does not fall to a line of its own. */
static void
a_blank_day_keeps_to_its_line (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",begin_group,g,组,w6,flat,,\n,date,a,第一个日子,w2,,,\n,date,b,第二个日子,w2,,,\n"
                                                   ",date,c,第三个日子,w2,,,\n,end_group,,,,,,\n" SETTINGS ("sheet,"));
  g_autoptr(CunyiDocument) document = fill_form (form, "{}");
  g_autofree char *text = cunyi_document_get_page_text (document, 0);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i]; i++)
    n += strstr (lines[i], "年") && strstr (lines[i], "月") && strstr (lines[i], "日");
  g_assert_cmpuint (n, ==, 4); /* and the day above the table */
}

static void
what_is_blank_leaves_room (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",integer,a,甲,,,每日${a}次 有＿＿＿＿${b}，□${c},\n,text,b,乙,,skip,,\n,integer,c,丙,,skip,,\n"
                                            SETTINGS ("sheet,"));
  g_autoptr(CunyiDocument) blank = fill_form (form, "{}");
  g_autoptr(CunyiDocument) filled = fill_form (form, "{\"a\":2,\"b\":\"些\",\"c\":7}");
  g_autofree char *empty = cunyi_document_get_page_text (blank, 0), *full = cunyi_document_get_page_text (filled, 0);
  g_autofree char *plain = squeeze (full);

  assert_has (empty, "每日\u00A0\u00A0\u00A0\u00A0");
  assert_has (empty, "有\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0");
  assert_has (plain, "每日2次有些，7");
  assert_has_not (full, "＿");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/form_paper/a_fifth_visit_begins_a_new_sheet", a_fifth_visit_begins_a_new_sheet);
  g_test_add_func ("/document/form_paper/options_stand_once_and_their_numbers_in_boxes", options_stand_once_and_their_numbers_in_boxes);
  g_test_add_func ("/document/form_paper/digits_stand_in_boxes_of_their_own", digits_stand_in_boxes_of_their_own);
  g_test_add_func ("/document/form_paper/a_group_stands_beside_its_questions", a_group_stands_beside_its_questions);
  g_test_add_func ("/document/form_paper/a_long_name_of_a_section_makes_its_rows_higher",
                   a_long_name_of_a_section_makes_its_rows_higher);
  g_test_add_func ("/document/form_paper/long_words_make_their_row_higher", long_words_make_their_row_higher);
  g_test_add_func ("/document/form_paper/a_page_break_cuts_no_row", a_page_break_cuts_no_row);
  g_test_add_func ("/document/form_paper/a_break_begins_a_page", a_break_begins_a_page);
  g_test_add_func ("/document/form_paper/a_register_has_a_line_for_each_record", a_register_has_a_line_for_each_record);
  g_test_add_func ("/document/form_paper/a_register_has_lines_to_write_on", a_register_has_lines_to_write_on);
  g_test_add_func ("/document/form_paper/a_blank_day_keeps_to_its_line", a_blank_day_keeps_to_its_line);
  g_test_add_func ("/document/form_paper/what_is_blank_leaves_room", what_is_blank_leaves_room);
  return g_test_run ();
}
