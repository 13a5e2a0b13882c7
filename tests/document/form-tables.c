/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables in forms on paper: options as columns, groups as columns, repeats of records side by side, crosses, and the names of
 * sections beside few rows. */

#include "config.h"

#include "form-helpers.h"

static void
options_stand_at_the_head_of_their_columns (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",begin_group,g,请回答,w6,columns,,\n,select_one abc,first,第一问,,,,\n"
                                                   ",select_one abc,second,第二问,,,,\n,select_one own,third,第三问,,,,\n"
                                                   ",text,rest,其余,,,,\n,end_group,,,,,,\n"
                                            ABC ",own,1,少,,,,\n,own,2,多,,,,\n" SETTINGS ("sheet,"));
  g_autoptr(CunyiDocument) document = fill_form (form, "{\"first\":\"2\",\"third\":\"1\",\"rest\":\"没有了\"}");
  g_autofree char *text = page_text (document, 0);
  double head[4], tick[4];

  assert_has (text, "请回答甲乙丙第一问1☑23第二问123第三问☑1（少）2（多）—");
  assert_has (text, "其余没有了");
  find_box (document, 0, "乙", head);
  find_box (document, 0, "☑2", tick);
  g_assert_cmpfloat (ABS (head[0] + head[2] - tick[0] - tick[2]), <, 4); /* one above the other */
}

static void
the_head_stands_on_each_page_of_its_table (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",begin_group,g,请回答,w6,columns,,\n,select_one abc,first,第一问,,,,\n"
                                                   ",select_one abc,second,第二问,,break,,\n,end_group,,,,,,\n"
                                                   ",text,rest,其余,,break,,\n" ABC SETTINGS ("sheet,"));
  g_autoptr(CunyiDocument) document = fill_form (form, "{}");

  g_assert_cmpuint (cunyi_document_n_pages (document), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *text = page_text (document, i);

      g_assert_cmpuint (count_of (text, "甲乙丙"), ==, i < 2 ? 1 : 0);
    }
}

static void
a_scored_table_shows_words_points_and_the_score (void)
{
  g_autoptr(CunyiForm) form = open_form ("elderly_self_care");
  g_autoptr(CunyiDocument) document = fill_form (form, "{\"sc_eat\":\"3\",\"sc_wash\":\"7\",\"sc_total\":10}");
  g_autofree char *text = page_text (document, 0);
  double level[4], words[4], points[4];

  assert_has (text, "程度等级可自理轻度依赖中度依赖不能自理评估事项、内容与评分判断评分");
  assert_has (text, "（1）进餐：使用餐具将饭菜送入口、咀嚼、吞咽等活动独立完成—需要协助，如切碎、搅拌食物等完全需要帮助评分0—353");
  assert_has (text, "评分01377");
  assert_has (text, "总得分10");
  find_box (document, 0, "不能自理", level);
  find_box (document, 0, "完全失禁", words);
  find_box (document, 0, "卧床不起", points);
  g_assert_cmpfloat (ABS (level[0] - words[0]), <, 20);
  g_assert_cmpfloat (ABS (level[0] - points[0]), <, 20);
}

static void
groups_stand_side_by_side (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",begin_group,g,体质,w6,across,,类型\n"
                                                   ",begin_group,one,,w6,,,气虚质\n,integer,a1,得分,,,1．得分${a1},辨识\n,select_one abc,b1,是否,,tick,,判定\n,end_group,,,,,,\n"
                                                   ",begin_group,two,,w6,,,阳虚质\n,integer,a2,得分,,,1．得分${a2},\n,select_one abc,b2,是否,,tick,,\n,end_group,,,,,,\n"
                                                   ",end_group,,,,,,\n"
                                            ABC SETTINGS ("sheet,"));
  g_autoptr(CunyiDocument) document = fill_form (form, "{\"a1\":11,\"a2\":7,\"b2\":\"3\"}");
  g_autofree char *text = page_text (document, 0);
  double one[4], two[4], seven[4];

  assert_has (text, "类型气虚质阳虚质辨识1．得分111．得分7判定□1甲□2乙□3丙□1甲□2乙☑3丙");
  find_box (document, 0, "气虚质", one);
  find_box (document, 0, "阳虚质", two);
  find_box (document, 0, "1．得分7", seven);
  g_assert_cmpfloat (one[2], <, seven[0]);
  g_assert_cmpfloat (seven[0], <, two[2]);
}

/* The teeth of somebody as who stands before him sees them. */
static void
a_cross_has_a_text_in_each_quarter (void)
{
  g_autoptr(CunyiForm) form = open_form ("health_check");
  g_autoptr(CunyiDocument) document = fill_form (
      form, "{\"teeth\":\"2\",\"teeth_missing_ur\":\"61\",\"teeth_missing_ul\":\"62\",\"teeth_missing_lr\":\"63\",\"teeth_missing_ll\":\"64\"}");
  g_autofree char *text = page_text (document, 1);
  double a[4], b[4], c[4], d[4];

  assert_has_not (text, "┘");
  find_box (document, 1, "61", a);
  find_box (document, 1, "62", b);
  find_box (document, 1, "63", c);
  find_box (document, 1, "64", d);
  g_assert_cmpfloat (a[2], <, b[0]);
  g_assert_cmpfloat (c[2], <, d[0]);
  g_assert_cmpfloat (a[1], <, c[1]);
  g_assert_cmpfloat (ABS (a[1] - b[1]), <, 1);
  g_assert_cmpfloat (ABS (b[0] - d[0]), <, 1);
}

static void
options_of_a_group_stand_once_below_it (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",begin_group,g,家族,w6,legend,,\n,select_multiple abc,first,父亲,,boxes2 w3,,\n"
                                                   ",text,other,其他,,join,,其他：\n,select_multiple abc,second,母亲,,boxes2 w3,,\n"
                                                   ",end_group,,,,,,\n,text,rest,其余,,,,\n" ABC SETTINGS ("sheet,"));
  g_autoptr(CunyiDocument) document = fill_form (form, "{\"first\":\"2 3\",\"other\":\"丁\"}");
  g_autofree char *text = page_text (document, 0);

  g_assert_cmpuint (count_of (text, "3丙"), ==, 1);
  assert_has (text, "父亲/23");
  assert_has (text, "其他：丁");
  assert_has (text, "1甲2乙3丙家族其余"); /* the name of the section is read after its last row */
}

static void
members_stand_in_slots_below_their_options (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",begin_repeat,d,疾病,w6,rows4 slots2,,\n"
                                                   ",select_one abc,code,病,,legend,□${code} 时间＿＿${when},\n,text,when,时间,,skip,,\n"
                                                   ",end_repeat,,,,,,\n" ABC SETTINGS ("sheet,"));
  g_autoptr(CunyiDocument) document = fill_form (form, "{\"d\":[{\"code\":\"1\",\"when\":\"2019\"},{\"code\":\"3\",\"when\":\"2020\"},"
                                                       "{\"code\":\"2\",\"when\":\"2021\"}]}");
  g_autofree char *text = page_text (document, 0);
  double first[4], second[4], third[4];

  g_assert_cmpuint (count_of (text, "3丙"), ==, 1);
  g_assert_cmpuint (count_of (text, "时间"), ==, 4);
  find_box (document, 0, "2019", first);
  find_box (document, 0, "2020", second);
  find_box (document, 0, "2021", third);
  g_assert_cmpfloat (ABS (first[1] - second[1]), <, 2);
  g_assert_cmpfloat (first[0] + 100, <, second[0]);
  g_assert_cmpfloat (first[1] + 10, <, third[1]);
  g_assert_cmpfloat (ABS (first[0] - third[0]), <, 2);
}

static void
members_are_counted_and_options_go_without_numbers (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",begin_repeat,d,用药,w6,rows3 numbered,,\n,text,name,药名,,,,\n,end_repeat,,,,,,\n"
                                                   ",select_one abc,salt,咸淡,,bare,,\n" ABC SETTINGS ("sheet,"));
  g_autoptr(CunyiDocument) document = fill_form (form, "{\"d\":[{\"name\":\"阿司匹林\"}],\"salt\":\"2\"}");
  g_autofree char *text = page_text (document, 0);

  assert_has (text, "药名1阿司匹林23");
  assert_has (text, "咸淡□甲☑乙□丙");
}

static void
each_record_has_its_own_members (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",date,day,日期,,,,\n,begin_repeat,med,用药情况,,rows2,,\n,text,drug,药物名称,,,,\n"
                                                   ",integer,times,次数,,,每日${times}次,用法用量\n,end_repeat,,,,,,\n" SETTINGS ("columns,3"));
  const char *answers[] = { "{\"med\":[{\"drug\":\"甲药\",\"times\":1}]}",
                            "{\"med\":[{\"drug\":\"乙药\",\"times\":2},{\"drug\":\"丙药\",\"times\":3},{\"drug\":\"丁药\",\"times\":4}]}", NULL };
  g_autoptr(CunyiDocument) document = fill_forms (form, answers);
  g_autofree char *text = page_text (document, 0);
  double first[4], second[4], third[4];

  assert_has (text, "药物名称1甲药乙药用法用量1每日1次每日2次每日次药物名称2丙药用法用量2每日次每日3次每日次药物名称3丁药");
  assert_has_not (text, "药物名称4");
  find_box (document, 0, "甲药", first);
  find_box (document, 0, "乙药", second);
  find_box (document, 0, "丙药", third);
  g_assert_cmpfloat (first[2], <, second[0]);
  g_assert_cmpfloat (ABS (second[0] - third[0]), <, 2);
}

/* A table of members that goes on has its head again, and the name of the section beside it. */
static void
members_on_a_second_page_have_their_head (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",begin_repeat,m,家庭成员,w6,,,\n,text,who,姓名,,,,\n,text,what,情况,,,,\n,end_repeat,,,,,,\n"
                                                   ",text,after,后面的,w6,break,,\n" SETTINGS ("sheet,"));
  g_autoptr(GString) answers = g_string_new ("{\"m\":[");
  g_autoptr(CunyiDocument) document = NULL;
  g_autofree char *first = NULL, *second = NULL, *third = NULL;
  double head[4], section[4];

  for (guint i = 0; i < 70; i++)
    g_string_append_printf (answers, "%s{\"who\":\"人%u\",\"what\":\"好\"}", i > 0 ? "," : "", i);
  g_string_append (answers, "]}");
  document = fill_form (form, answers->str);
  g_assert_cmpuint (cunyi_document_n_pages (document), ==, 3);
  first = page_text (document, 0);
  second = page_text (document, 1);
  third = page_text (document, 2);
  g_assert_cmpuint (count_of (first, "姓名情况"), ==, 1);
  g_assert_cmpuint (count_of (second, "姓名情况"), ==, 1);
  assert_has (second, "家庭成员");
  assert_has_not (third, "姓名情况");
  find_box (document, 1, "情况", head);
  find_box (document, 1, "家", section);
  g_assert_cmpfloat (section[2], <, head[0]);
}

/* What is told once of all visits stands below them over the full width. */
static void
a_group_once_has_the_last_answers_over_all_columns (void)
{
  g_autoptr(CunyiForm) form = declare_form (SURVEY ",date,day,日期,,,,\n,begin_group,g,停止治疗,w6,once,,\n,text,why,原因,,w6,,\n,text,rest,其余,,w6,,\n"
                                                   ",end_group,,,,,,\n" SETTINGS ("columns,3"));
  const char *answers[] = { "{\"day\":\"2026-01-05\"}", "{\"day\":\"2026-02-05\",\"why\":\"完成疗程\",\"rest\":\"无\"}", NULL };
  g_autoptr(CunyiDocument) document = fill_forms (form, answers);
  g_autofree char *text = page_text (document, 0);
  double first[4], why[4], rest[4];

  assert_has (text, "2026年1月5日2026年2月5日年月日原因完成疗程其余无");
  find_box (document, 0, "2026年1月5日", first);
  find_box (document, 0, "完成疗程", why);
  find_box (document, 0, "无", rest);
  g_assert_cmpfloat (ABS (why[0] - first[0]), <, 60); /* from the first column on */
  g_assert_cmpfloat (why[3], <, rest[1] + 1);
}

/* One row of a section on a page: its name is still read there. */
static void
the_name_of_a_section_is_read_beside_its_last_row (void)
{
  const char *const name = "家庭居住环境评估";

  for (guint before = 30; before < 40; before++)
    {
      g_autoptr(GString) source = g_string_new (SURVEY);
      g_autoptr(CunyiForm) form = NULL;
      g_autoptr(CunyiDocument) document = NULL;
      guint found = 0;

      for (guint i = 0; i < before; i++)
        g_string_append_printf (source, ",text,a%u,问题,w6,,,\n", i);
      g_string_append_printf (source, ",begin_group,g,%s,w6,,,\n", name);
      for (guint i = 0; i < 25; i++)
        g_string_append_printf (source, ",text,b%u,里面,w6,,,\n", i);
      g_string_append (source, ",end_group,,,,,,\n" SETTINGS ("sheet,"));
      form = declare_form (source->str);
      document = fill_form (form, "{}");
      for (guint page = 0; page < cunyi_document_n_pages (document); page++)
        {
          g_autofree char *text = page_text (document, page);
          double box[4];

          if (!strstr (text, "里面"))
            continue;
          assert_has (text, name);
          find_box (document, page, "家", box);
          g_assert_cmpfloat (box[3] - box[1], >, 6.5); /* points */
          found++;
        }
      g_assert_cmpuint (found, >, 0);
    }
}

/* Whose sheet it is: a person's, a household's or a place's. */
static void
the_head_suits_the_subject (void)
{
  const struct {
    const char *subject, *expected;
  } cases[] = { { "person", "姓名：张三" }, { "household", "户主：李四" }, { "place", "村（组）：前王庄二组" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = g_strdup_printf (SURVEY ",text,a,甲,,,,\nsettings,,,,,,,\n,form_title,form_id,subject,,,,\n,试表,test,%s,,,,\n",
                                                 cases[i].subject);
      g_autoptr(CunyiForm) form = declare_form (source);
      g_autoptr(CunyiTemplate) template = open_template ("national", "form_sheet");
      g_autoptr(CunyiContext) around = make_context ("{\"person_name\":\"张三\",\"household_head\":\"李四\",\"place_village\":\"前王庄\",\"place_group\":\"二组\"}");
      g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_context_unref);
      g_autoptr(CunyiDocument) document = cunyi_document_new ();
      g_autofree char *text = NULL;

      g_ptr_array_add (records, cunyi_form_create_context (form, "{}", around));
      g_assert_true (cunyi_document_add_form (document, template, form, records, NULL));
      text = page_text (document, 0);
      assert_has (text, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/form_tables/options_stand_at_the_head_of_their_columns", options_stand_at_the_head_of_their_columns);
  g_test_add_func ("/document/form_tables/the_head_stands_on_each_page_of_its_table", the_head_stands_on_each_page_of_its_table);
  g_test_add_func ("/document/form_tables/a_scored_table_shows_words_points_and_the_score",
                   a_scored_table_shows_words_points_and_the_score);
  g_test_add_func ("/document/form_tables/groups_stand_side_by_side", groups_stand_side_by_side);
  g_test_add_func ("/document/form_tables/a_cross_has_a_text_in_each_quarter", a_cross_has_a_text_in_each_quarter);
  g_test_add_func ("/document/form_tables/options_of_a_group_stand_once_below_it", options_of_a_group_stand_once_below_it);
  g_test_add_func ("/document/form_tables/members_stand_in_slots_below_their_options", members_stand_in_slots_below_their_options);
  g_test_add_func ("/document/form_tables/members_are_counted_and_options_go_without_numbers",
                   members_are_counted_and_options_go_without_numbers);
  g_test_add_func ("/document/form_tables/each_record_has_its_own_members", each_record_has_its_own_members);
  g_test_add_func ("/document/form_tables/members_on_a_second_page_have_their_head", members_on_a_second_page_have_their_head);
  g_test_add_func ("/document/form_tables/a_group_once_has_the_last_answers_over_all_columns",
                   a_group_once_has_the_last_answers_over_all_columns);
  g_test_add_func ("/document/form_tables/the_name_of_a_section_is_read_beside_its_last_row",
                   the_name_of_a_section_is_read_beside_its_last_row);
  g_test_add_func ("/document/form_tables/the_head_suits_the_subject", the_head_suits_the_subject);
  return g_test_run ();
}
