/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pinyin of names. */

#include "config.h"

#include "base/pinyin.h"

#include <string.h>

static void
surnames_come_first_with_their_own_reading (void)
{
  static const struct {
    const char *name, *first, *sort_key;
  } cases[] = {
    { "单雄信", "shanxiongxin", "shan xiong xin" }, { "仇英", "qiuying", "qiu ying" },
    { "解缙", "xiejin", "xie jin" },                { "曾国藩", "zengguofan", "zeng guo fan" },
    { "尉迟恭", "yuchigong", "yu chi gong" },       { "区大相", "oudaxiang", "ou da xiang" },
    { "查良镛", "zhaliangyong", "zha liang yong" }, { "盖叫天", "gejiaotian", "ge jiao tian" },
    { "朴树", "piaoshu", "piao shu" },              { "翟让", "zhairang", "zhai rang" },
    { "覃文", "qinwen", "qin wen" },                { "缪荃孙", "miaoquansun", "miao quan sun" },
    { "乐毅", "yueyi", "yue yi" },                  { "黑大明", "hedaming", "he da ming" },
    { "么书仪", "yaoshuyi", "yao shu yi" },         { "都大卫", "dudawei", "du da wei" },
    { "阚泽", "kanze", "kan ze" },                  { "乜家", "niejia", "nie jia" },
    { "牟其中", "mouqizhong", "mou qi zhong" },     { "员半千", "yunbanqian", "yun ban qian" },
    { "长孙无忌", "zhangsunwuji", "zhang sun wu ji" }, { "万俟卨", "moqixie", "mo qi xie" },
    { "澹台灭明", "tantaimieming", "tan tai mie ming" }, { "令狐冲", "linghuchong", "ling hu chong" },
    { "单于", "chanyu", "chan yu" },                { "万里", "wanli", "wan li" },
    { "吕布", "lubu", "lu bu" },                    { "召存信", "zhaocunxin", "zhao cun xin" },
    { "张三", "zhangsan", "zhang san" },            { "王单", "wangdan", "wang dan" }, /* no surname there */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) readings = cunyi_pinyin_readings (cases[i].name);
      g_autofree char *key = cunyi_pinyin_sort_key (cases[i].name);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (readings[0], ==, cases[i].first);
      g_assert_cmpstr (key, ==, cases[i].sort_key);
    }
}

static void
all_readings_are_there_to_be_found (void)
{
  g_auto (GStrv) readings = cunyi_pinyin_readings ("单雄信");
  g_auto (GStrv) initials = cunyi_pinyin_initials ("单雄信");
  g_auto (GStrv) black = cunyi_pinyin_readings ("黑");
  const char *const wanted[] = { "shanxiongxin", "danxiongxin", "chanxiongxin" };

  g_assert_cmpuint (g_strv_length (readings), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_true (g_strv_contains ((const char *const *) readings, wanted[i]));
  g_assert_cmpuint (g_strv_length (initials), ==, 3);
  g_assert_cmpstr (initials[0], ==, "sxx");
  g_assert_true (g_strv_contains ((const char *const *) black, "he"));
  g_assert_true (g_strv_contains ((const char *const *) black, "hei"));
}

static void
no_reading_is_given_twice_and_none_without_end (void)
{
  /* Many readings each; the whole product would be thousands. */
  g_auto (GStrv) many = cunyi_pinyin_readings ("咯和着单乐朝");
  g_auto (GStrv) initials = cunyi_pinyin_initials ("行行行行行行行行行行行行行行行行行行行行行行行行");

  g_assert_cmpuint (g_strv_length (many), ==, CUNYI_PINYIN_MAX_READINGS);
  g_assert_cmpuint (g_strv_length (initials), <=, CUNYI_PINYIN_MAX_READINGS);
  for (guint i = 0; many[i]; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpstr (many[i], !=, many[j]);
  for (guint i = 0; initials[i]; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpstr (initials[i], !=, initials[j]);
}

static void
odd_names_do_no_harm (void)
{
  static const struct {
    const char *name, *first;
  } cases[] = {
    { "", "" },
    { NULL, "" },
    { "阿不都 · 买买提", "abudoumaimaiti" },  /* dots and blanks are passed over */
    { "张A", "zhanga" },                       /* a letter stands for itself */
    { "ＡＢ３", "ab3" },
    { "Victor", "uictor" },                    /* as what is typed is folded */
    { "𠀀", "he" },                           /* beyond the BMP, with a reading */
    { "张\U0002b5e6", "zhang" },               /* beyond the BMP, maybe without */
    { "张\U0010ffff", "zhang" },               /* the last code point */
    { "张\u200b三", "zhangsan" },
    { "。，", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) readings = cunyi_pinyin_readings (cases[i].name);
      g_auto (GStrv) initials = cunyi_pinyin_initials (cases[i].name);

      g_test_message ("case %u", i);
      g_assert_true (g_str_has_prefix (readings[0], cases[i].first));
      g_assert_nonnull (initials[0]);
    }
}

static void
a_very_long_name_ends_somewhere (void)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append (name, "行");
  {
    g_auto (GStrv) readings = cunyi_pinyin_readings (name->str);
    g_autofree char *key = cunyi_pinyin_sort_key (name->str);

    g_assert_cmpuint (g_strv_length (readings), ==, CUNYI_PINYIN_MAX_READINGS);
    g_assert_cmpuint (strlen (key), <, 400);
  }
}

static void
typed_pinyin_is_folded_to_the_same_letters (void)
{
  static const struct {
    const char *typed, *folded;
  } cases[] = {
    { "lv", "lu" },     { "lü", "lu" },         { "lu", "lu" },   { "LÜ", "lu" },     { "nve", "nue" }, { "nüe", "nue" },
    { "Lǚ Bù", "lubu" }, { "xi'an", "xian" },    { "xi’an", "xian" }, { "ｌｖ", "lu" }, { " zs ", "zs" },
    { "zhang san", "zhangsan" }, { "", "" }, { NULL, "" }, { "张三", "张三" }, { "138", "138" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = cunyi_pinyin_fold (cases[i].typed);

      g_test_message ("case %u", i);
      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

static void
what_is_typed_for_lv_finds_it (void)
{
  g_auto (GStrv) readings = cunyi_pinyin_readings ("吕绿女");
  static const char *const typed[] = { "lvlvnv", "lülünü", "lulunu", "Lü Lü Nü" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *folded = cunyi_pinyin_fold (typed[i]);

      g_assert_cmpstr (folded, ==, readings[0]);
    }
}

static void
every_reading_is_a_syllable_of_small_letters (void)
{
  guint characters = 0;

  for (gunichar c = 0; c < 0x120000; c++)
    {
      const char *const *readings = cunyi_pinyin_lookup (c);

      characters += readings[0] != NULL;
      for (guint i = 0; readings[i]; i++)
        {
          gsize length = strlen (readings[i]);

          g_assert_cmpuint (length, >=, 1);
          g_assert_cmpuint (length, <=, 6);
          g_assert_cmpuint (strspn (readings[i], "abcdefghijklmnopqrstuwxyz"), ==, length);
          for (guint j = 0; j < i; j++)
            g_assert_cmpstr (readings[i], !=, readings[j]);
        }
    }
  g_assert_cmpuint (characters, >, 40000);
  g_assert_null (cunyi_pinyin_lookup ('a')[0]);
  g_assert_null (cunyi_pinyin_lookup (G_MAXUINT32)[0]);
}

static void
a_county_of_names_takes_a_moment (void)
{
  static const char *const names[] = { "张三", "单雄信", "欧阳修", "王小明", "李丽华" };
  const guint n = 100000;
  double lookup, whole;
  gsize sum = 0;

  g_test_timer_start ();
  for (guint i = 0; i < 10 * n; i++)
    sum += cunyi_pinyin_lookup (0x4e00 + i % 0x5000)[0] != NULL;
  lookup = g_test_timer_elapsed ();
  g_test_timer_start ();
  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) readings = cunyi_pinyin_readings (names[i % G_N_ELEMENTS (names)]);

      sum += strlen (readings[0]);
    }
  whole = g_test_timer_elapsed ();
  g_test_minimized_result (whole, "%.3f us a character, %.3f us a name (%" G_GSIZE_FORMAT ")", lookup * 1e6 / (10 * n),
                           whole * 1e6 / n, sum);
  g_assert_cmpfloat (lookup, <, 1);
  g_assert_cmpfloat (whole, <, 10);
}

static void
a_title_is_found_by_words_and_by_initials (void)
{
  g_autofree char *key = cunyi_pinyin_find_key ("家庭医生 签约服务月报表");

  g_assert_nonnull (strstr (key, "医生签约"));
  g_assert_nonnull (strstr (key, "jtysqyfwybb"));
  g_assert_null (strstr (key, "wttz"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pinyin/surnames come first with their own reading", surnames_come_first_with_their_own_reading);
  g_test_add_func ("/pinyin/all readings are there to be found", all_readings_are_there_to_be_found);
  g_test_add_func ("/pinyin/no reading is given twice and none without end",
                   no_reading_is_given_twice_and_none_without_end);
  g_test_add_func ("/pinyin/odd names do no harm", odd_names_do_no_harm);
  g_test_add_func ("/pinyin/a very long name ends somewhere", a_very_long_name_ends_somewhere);
  g_test_add_func ("/pinyin/typed pinyin is folded to the same letters", typed_pinyin_is_folded_to_the_same_letters);
  g_test_add_func ("/pinyin/what is typed for lv finds it", what_is_typed_for_lv_finds_it);
  g_test_add_func ("/pinyin/every reading is a syllable of small letters", every_reading_is_a_syllable_of_small_letters);
  g_test_add_func ("/pinyin/a county of names takes a moment", a_county_of_names_takes_a_moment);
  g_test_add_func ("/pinyin/a title is found by words and by initials", a_title_is_found_by_words_and_by_initials);
  return g_test_run ();
}
