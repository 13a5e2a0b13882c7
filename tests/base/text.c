/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Small cares for text. */

#include "config.h"

#include "base/text.h"

typedef struct {
  const char *text;
  const char *wanted;
} Case;

static void
check (char *(*function) (const char *), const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *made = function (cases[i].text);

      g_test_message ("case %u", i);
      g_assert_cmpstr (made, ==, cases[i].wanted);
    }
}

static void
trimming_takes_every_kind_of_blank (void)
{
  static const Case cases[] = {
    { "  张三 ", "张三" },
    { "\u3000张三\u3000", "张三" },                    /* ideographic blank */
    { "\u00a0张三\u00a0", "张三" },                    /* no-break blank */
    { "\u200b张\u200b三\ufeff", "张三" },              /* zero-width, inside too */
    { "\t张三\r\n", "张三" },
    { "阿不都 · 买买提", "阿不都 · 买买提" },          /* inner blanks stay */
    { "\u202d13812345678\u202c", "13812345678" },      /* as copied from an address book */
    { " \u3000\u00a0\u200b ", "" },
    { "", "" },
    { NULL, "" },
  };

  check (cunyi_text_trim, cases, G_N_ELEMENTS (cases));
}

static void
half_width_changes_letters_digits_and_signs_only (void)
{
  static const Case cases[] = {
    { "１３９", "139" },           { "ＡＢｃ", "ABc" },        { "（１）：", "(1):" }, { "张\u3000三", "张 三" },
    { "、。“”—", "、。“”—" },      { "𠀀ａ", "𠀀a" },          { "", "" },             { NULL, "" },
  };

  check (cunyi_text_to_half_width, cases, G_N_ELEMENTS (cases));
}

static void
spellings_of_the_same_thing_share_a_key (void)
{
  static const Case cases[] = {
    { "阿不都 · 买买提", "阿不都·买买提" }, { "阿不都•买买提", "阿不都·买买提" }, { "县（市、区、旗）", "县(市、区、旗)" },
    { "县(市、区、旗)", "县(市、区、旗)" }, { "Bmi　值\n", "bmi值" },             { "２—３", "2-3" },
    { NULL, "" },
  };

  check (cunyi_text_key, cases, G_N_ELEMENTS (cases));
}

static void
a_cell_of_several_values_is_split_at_every_separator (void)
{
  static const Case cases[] = {
    { "长期慢性病,残疾", "长期慢性病/残疾" }, { "长期慢性病、残疾", "长期慢性病/残疾" },
    { "长期慢性病， 残疾", "长期慢性病/残疾" }, { "a;b；c|d｜e\nf\r\ng", "a/b/c/d/e/f/g" },
    { ",,a,,", "a" }, { "健康", "健康" }, { " ， ", "" }, { "", "" }, { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = cunyi_text_split (cases[i].text);
      g_autofree char *joined = g_strjoinv ("/", parts);

      g_assert_cmpstr (joined, ==, cases[i].wanted);
    }
}

static void
blank_and_clean_text_is_told (void)
{
  g_assert_true (cunyi_text_is_blank (NULL));
  g_assert_true (cunyi_text_is_blank (" \u3000\u200b\n"));
  g_assert_false (cunyi_text_is_blank (" 0 "));

  g_assert_true (cunyi_text_is_clean (NULL, 0));
  g_assert_true (cunyi_text_is_clean ("张\t三\n", 4));
  g_assert_false (cunyi_text_is_clean ("张三李四", 3)); /* too long */
  g_assert_false (cunyi_text_is_clean ("a\x01", 9));    /* control letter */
  g_assert_false (cunyi_text_is_clean ("a\xc2\x85", 9));
  g_assert_false (cunyi_text_is_clean ("\xd5\xc5", 9)); /* GB18030, not UTF-8 */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/trimming takes every kind of blank", trimming_takes_every_kind_of_blank);
  g_test_add_func ("/text/half width changes letters, digits and signs only",
                   half_width_changes_letters_digits_and_signs_only);
  g_test_add_func ("/text/spellings of the same thing share a key", spellings_of_the_same_thing_share_a_key);
  g_test_add_func ("/text/a cell of several values is split at every separator",
                   a_cell_of_several_values_is_split_at_every_separator);
  g_test_add_func ("/text/blank and clean text is told", blank_and_clean_text_is_told);
  return g_test_run ();
}
