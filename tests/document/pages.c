/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Layout by its measures: nothing leaves the page, nothing is lost, whatever stands in the values. */

#include "config.h"

#include "helpers.h"

#include "document/paginate.h"

#define MM(points) ((points) * 25.4 / 72)

/* The sheets of a template with their shapes. */
typedef struct {
  PangoContext *pango;
  CunyiInk *ink;
  CunyiLayout *layout;
  GArray *sheets;
} Laid;

static Laid
lay_out (CunyiTemplate *template, CunyiContext *context)
{
  Laid laid = { cunyi_layout_create_pango (), cunyi_ink_new () };

  laid.layout = cunyi_layout_new (laid.pango, laid.ink);
  laid.sheets = cunyi_paginate (laid.layout, cunyi_template_get_root (template), context);
  return laid;
}

static void
clear_laid (Laid *laid)
{
  g_array_unref (laid->sheets);
  cunyi_layout_free (laid->layout);
  cunyi_ink_free (laid->ink);
  g_object_unref (laid->pango);
}

static void
assert_inside (Laid *laid)
{
  for (guint i = 0; i < laid->sheets->len; i++)
    {
      CunyiPaper *sheet = &g_array_index (laid->sheets, CunyiPaper, i);

      for (guint j = 0; j < sheet->slab->shapes->len; j++)
        {
          const CunyiShape *shape = &g_array_index (sheet->slab->shapes, CunyiShape, j);

          if (shape->x < -0.5 || shape->y < -0.5 || shape->x + shape->width > sheet->width + 0.5
              || shape->y + shape->height > sheet->height + 0.5)
            g_error ("page %u: shape %u of kind %d at %.1f, %.1f is %.1f by %.1f", i, j, shape->kind, shape->x, shape->y,
                     shape->width, shape->height);
        }
    }
}

/* No line of text lies over another. */
static void
assert_apart (Laid *laid)
{
  for (guint i = 0; i < laid->sheets->len; i++)
    {
      GArray *shapes = g_array_index (laid->sheets, CunyiPaper, i).slab->shapes;

      for (guint a = 0; a < shapes->len; a++)
        for (guint b = a + 1; b < shapes->len; b++)
          {
            const CunyiShape *one = &g_array_index (shapes, CunyiShape, a), *two = &g_array_index (shapes, CunyiShape, b);
            double across = MIN (one->x + one->width, two->x + two->width) - MAX (one->x, two->x);
            double down = MIN (one->y + one->height, two->y + two->height) - MAX (one->y, two->y);

            if (one->kind == CUNYI_SHAPE_TEXT && two->kind == CUNYI_SHAPE_TEXT && across > 1 && down > 1)
              g_error ("page %u: two lines of text lie over each other at %.1f, %.1f", i, one->x, one->y);
          }
    }
}

/* A page that a table fills, with `n` rows whose cells hold their number and `text`. */
static char *
rows_json (guint n, const char *text)
{
  g_autoptr(GString) json = g_string_new ("{\"row\":[");

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (json, "%s{\"id\":\"第%03u行\",\"text\":\"%s\"}", i > 1 ? "," : "", i, text);
  g_string_append (json, "]}");
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static const char table_template[] =
    "<document><page margin='20'><heading>名册</heading>"
    "<table columns='25 1* 1*' border='all' continued='续表'><row header='yes'><cell>编号</cell><cell>甲</cell><cell>乙</cell></row>"
    "<row each='row' height='8'><cell>${id}</cell><cell>${text}</cell><cell><number/></cell></row></table>"
    "<p>完</p></page></document>";

static void
every_row_of_a_table_is_printed_once (void)
{
  static const guint counts[] = { 0, 1, 4, 5, 20, 29, 30, 31, 32, 400 };
  g_autoptr(CunyiTemplate) template = parse_template (table_template);

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *json = rows_json (counts[i], "内容");
      g_autoptr(CunyiContext) context = make_context (json);
      g_autoptr(CunyiDocument) document = fill (template, context);
      g_autofree char *text = all_text (document);
      guint pages = cunyi_document_n_pages (document);
      Laid laid = lay_out (template, context);

      g_test_message ("%u rows, %u pages", counts[i], pages);
      for (guint row = 1; row <= counts[i]; row++)
        {
          g_autofree char *id = g_strdup_printf ("第%03u行\n", row);

          g_assert_cmpuint (count_of (text, id), ==, 1);
        }
      g_assert_cmpuint (count_of (text, "完\n"), ==, 1);
      assert_inside (&laid);
      assert_apart (&laid);
      clear_laid (&laid);
    }
}

static void
a_table_that_goes_on_repeats_its_header (void)
{
  g_autoptr(CunyiTemplate) template = parse_template (table_template);
  g_autofree char *json = rows_json (100, "内容");
  g_autoptr(CunyiContext) context = make_context (json);
  g_autoptr(CunyiDocument) document = fill (template, context);
  guint pages = cunyi_document_n_pages (document);

  g_assert_cmpuint (pages, ==, 4);
  for (guint i = 0; i < pages; i++)
    {
      g_autofree char *text = cunyi_document_get_page_text (document, i);

      g_assert_cmpuint (count_of (text, "编号\n"), ==, 1);
      g_assert_cmpuint (count_of (text, "续表\n"), ==, i > 0 ? 1 : 0);
    }
}

/* A row longer than a page goes on, line by line. */
static void
a_row_longer_than_a_page_is_not_cut_off (void)
{
  g_autoptr(CunyiTemplate) template = parse_template (table_template);
  g_autoptr(GString) words = g_string_new (NULL);
  g_autofree char *json = NULL, *text = NULL;
  g_autoptr(CunyiContext) context = NULL;
  g_autoptr(CunyiDocument) document = NULL;
  Laid laid;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (words, "词%03u，", i);
  json = rows_json (2, words->str);
  context = make_context (json);
  document = fill (template, context);
  text = all_text (document);
  g_assert_cmpuint (cunyi_document_n_pages (document), >, 2);
  g_strdelimit (text, "\n", ' ');
  {
    g_auto(GStrv) pieces = g_strsplit (text, " ", -1);
    g_autofree char *joined = g_strjoinv ("", pieces);

    for (guint i = 0; i < 1000; i += 37)
      {
        g_autofree char *word = g_strdup_printf ("词%03u", i);

        g_assert_cmpuint (count_of (joined, word), ==, 2);
      }
  }
  laid = lay_out (template, context);
  assert_inside (&laid);
  assert_apart (&laid);
  clear_laid (&laid);
}

static void
a_paragraph_leaves_no_line_alone (void)
{
  g_autoptr(CunyiTemplate) template = parse_template (
      "<document><page margin='20' size='12'><p each='line'>行</p><p>${long}</p></page></document>");

  for (guint lines = 30; lines < 50; lines++)
    {
      g_autoptr(GString) json = g_string_new ("{\"long\":\"");
      g_autoptr(CunyiContext) context = NULL;
      Laid laid;

      for (guint i = 0; i < 40 * 4 + 5; i++)
        g_string_append (json, "文");
      g_string_append (json, "\",\"line\":[");
      for (guint i = 0; i < lines; i++)
        g_string_append_printf (json, "%s{}", i ? "," : "");
      g_string_append (json, "]}");
      context = make_context (json->str);
      laid = lay_out (template, context);
      assert_inside (&laid);
      if (laid.sheets->len == 2)
        {
          GArray *shapes = g_array_index (laid.sheets, CunyiPaper, 1).slab->shapes;

          g_assert_cmpuint (shapes->len, >=, 2);
        }
      clear_laid (&laid);
    }
}

static void
values_are_never_markup (void)
{
  static const char *const values[] = {
    "<b>粗</b>", "&amp;", "a & b < c > d", "</p></page>", "${name}", "%s%n", "\"引号'", "]]>", "<!--",
  };
  g_autoptr(CunyiTemplate) template = parse_template (
      "<document><page><p>${name}</p><table columns='1*'><row><cell><b>${name}</b></cell></row></table></page></document>");

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(CunyiContext) context = cunyi_context_new ();
      g_autoptr(CunyiDocument) document = NULL;
      g_autofree char *text = NULL, *expected = g_strdup_printf ("%s\n%s\n", values[i], values[i]);

      cunyi_context_set (context, "name", values[i]);
      document = fill (template, context);
      text = all_text (document);
      g_assert_cmpstr (text, ==, expected);
    }
}

/* Signs that turn the text around, hide in it or break it. */
static void
hostile_signs_do_no_harm (void)
{
  static const char *const values[] = {
    "\u202e张三", "\u2066\u2067", "\x01\x02", "a\tb\nc\r\nd", "\u2029\u2028", "\ufffc", "𠮷野家", "👨‍👩‍👧‍👦", "مۇھەممەت",
    "ཁམས", "e\u0301\u0301\u0301\u0301\u0301", "\u200b\u200b\u200b", "　　　",
  };
  g_autoptr(CunyiTemplate) template = parse_template (
      "<document><page paper='card' margin='3' size='8'><p>姓名：${name}</p>"
      "<table columns='8 1*'><row><cell vertical='yes'>${name}</cell><cell shrink='4' height='6'>${name}</cell></row></table>"
      "<qr value='${name}' width='15'/></page></document>");

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(CunyiContext) context = cunyi_context_new ();
      g_autoptr(CunyiDocument) document = NULL;
      g_autoptr(GBytes) pdf = NULL;
      g_autoptr(GError) error = NULL;
      Laid laid;

      cunyi_context_set (context, "name", values[i]);
      document = fill (template, context);
      pdf = cunyi_document_to_pdf (document, values[i], NULL, &error);
      g_assert_no_error (error);
      laid = lay_out (template, context);
      assert_inside (&laid);
      clear_laid (&laid);
    }
}

static void
text_shrinks_before_its_cell_grows (void)
{
  g_autoptr(CunyiTemplate) template = parse_template (
      "<document><page size='10'><table columns='40' pad='1'><row height='8'><cell height='8' shrink='6'>${v}</cell></row>"
      "</table></page></document>");
  static const struct {
    const char *value;
    gboolean smaller, higher;
  } cases[] = {
    { "短", FALSE, FALSE },
    { "一二三四五六七八九十一二三四五", TRUE, FALSE },          /* two lines in smaller letters */
    { "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
      "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CunyiContext) context = cunyi_context_new ();
      double height = 0, letters = 0;
      Laid laid;

      cunyi_context_set (context, "v", cases[i].value);
      laid = lay_out (template, context);
      for (guint j = 0; j < g_array_index (laid.sheets, CunyiPaper, 0).slab->shapes->len; j++)
        {
          const CunyiShape *shape = &g_array_index (g_array_index (laid.sheets, CunyiPaper, 0).slab->shapes, CunyiShape, j);

          if (shape->kind == CUNYI_SHAPE_FRAME)
            height = shape->height;
          else if (shape->kind == CUNYI_SHAPE_TEXT)
            letters = shape->height;
        }
      g_test_message ("case %u: %.2f mm, lines of %.2f points", i, MM (height), letters);
      g_assert_true ((letters < 10 * 1.448 * 0.95 - 0.1) == cases[i].smaller);
      g_assert_true ((MM (height) > 8.01) == cases[i].higher);
      assert_inside (&laid);
      clear_laid (&laid);
    }
}

static void
boxes_are_as_long_and_wide_as_asked_for (void)
{
  g_autoptr(CunyiTemplate) template = parse_template (
      "<document><page paper='105x148' margin='10 5'><box kind='photo' label='照片'/>"
      "<box border='all' width='40' height='20' label='盖章' date='yes' align='right'/></page></document>");
  g_autoptr(CunyiContext) context = cunyi_context_new ();
  Laid laid = lay_out (template, context);
  CunyiPaper *sheet = &g_array_index (laid.sheets, CunyiPaper, 0);
  double found[2][4];
  guint n = 0;

  g_assert_cmpfloat_with_epsilon (MM (sheet->width), 105, 0.01);
  g_assert_cmpfloat_with_epsilon (MM (sheet->height), 148, 0.01);
  for (guint i = 0; i < sheet->slab->shapes->len; i++)
    {
      const CunyiShape *shape = &g_array_index (sheet->slab->shapes, CunyiShape, i);

      if (shape->kind != CUNYI_SHAPE_FRAME)
        continue;
      g_assert_cmpuint (n, <, 2);
      found[n][0] = MM (shape->x);
      found[n][1] = MM (shape->y);
      found[n][2] = MM (shape->width);
      found[n++][3] = MM (shape->height);
    }
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpfloat_with_epsilon (found[0][0], 5, 0.01);
  g_assert_cmpfloat_with_epsilon (found[0][1], 10, 0.01);
  g_assert_cmpfloat_with_epsilon (found[0][2], 25, 0.01); /* one inch photograph */
  g_assert_cmpfloat_with_epsilon (found[0][3], 35, 0.01);
  g_assert_cmpfloat_with_epsilon (found[1][0], 60, 0.01);
  g_assert_cmpfloat_with_epsilon (found[1][1], 45, 0.01);
  g_assert_cmpfloat_with_epsilon (found[1][2], 40, 0.01);
  clear_laid (&laid);
}

static void
repetition_counts_the_rows_that_pass (void)
{
  static const struct {
    const char *attributes;
    const char *text;
  } cases[] = {
    { "", "1甲 2乙 3丙 4丁 " },
    { "to='2'", "1甲 2乙 " },
    { "from='3'", "3丙 4丁 " },
    { "from='2' to='3'", "2乙 3丙 " },
    { "if=\"${ok} = 'y'\"", "1甲 2丙 3丁 " },
    { "if=\"${ok} = 'y'\" from='2'", "2丙 3丁 " },
    { "if=\"${ok} = 'y'\" to='2' fill='4'", "1甲 2丙 3 4 " },
    { "fill='6'", "1甲 2乙 3丙 4丁 5 6 " },
    { "from='5'", "" },
    { "from='5' fill='2'", "5 6 " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = g_strdup_printf (
          "<document><page><group each='r' %s><p><number/>${n}</p></group></page></document>", cases[i].attributes);
      g_autoptr(CunyiTemplate) template = parse_template (source);
      g_autoptr(CunyiContext) context = make_context (
          "{\"n\":\"外\",\"r\":[{\"n\":\"甲\",\"ok\":\"y\"},{\"n\":\"乙\"},{\"n\":\"丙\",\"ok\":\"y\"},{\"n\":\"丁\",\"ok\":\"y\"}]}");
      g_autoptr(CunyiDocument) document = fill (template, context);
      g_autofree char *text = all_text (document);

      g_test_message ("%s", cases[i].attributes);
      g_assert_cmpstr (g_strdelimit (text, "\n", ' '), ==, cases[i].text);
    }
}

static void
running_heads_count_the_pages (void)
{
  g_autoptr(CunyiTemplate) template = parse_template (
      "<document><page><header on='rest'><p>续</p></header><footer><p>第<pagenumber/>页，共<pagecount/>页</p></footer>"
      "<p>一</p><pagebreak/><p>二</p></page><page><footer><p>末<pagenumber/>/<pagecount/></p></footer><p>三</p></page></document>");
  g_autoptr(CunyiContext) context = cunyi_context_new ();
  g_autoptr(CunyiDocument) document = fill (template, context);
  static const char *const expected[] = { "一\n第1页，共3页\n", "续\n二\n第2页，共3页\n", "三\n末3/3\n" };

  g_assert_cmpuint (cunyi_document_n_pages (document), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *text = cunyi_document_get_page_text (document, i);

      g_assert_cmpstr (text, ==, expected[i]);
    }
}

static void
ticks_follow_the_value (void)
{
  g_autoptr(CunyiTemplate) template = parse_template (
      "<document><page><p><checks value='${v}' options='1=男|2=女|其他'/></p></page></document>");
  static const struct {
    const char *value;
    const char *text;
  } cases[] = {
    { "", "□男  □女  □其他\n" },
    { "1", "☑男  □女  □其他\n" },
    { "女", "□男  ☑女  □其他\n" },
    { "1 2", "☑男  ☑女  □其他\n" },
    { "男、其他", "☑男  □女  ☑其他\n" },
    { "12", "□男  □女  □其他\n" },      /* a code is a whole word */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CunyiContext) context = cunyi_context_new ();
      g_autoptr(CunyiDocument) document = NULL;
      g_autofree char *text = NULL;
      g_auto(GStrv) parts = NULL;
      g_autofree char *plain = NULL;

      cunyi_context_set (context, "v", cases[i].value);
      document = fill (template, context);
      text = all_text (document);
      parts = g_strsplit (text, "\u2060", -1);
      plain = g_strjoinv ("", parts);
      g_assert_cmpstr (plain, ==, cases[i].text);
    }
}

static void
a_day_is_written_out_or_left_to_write (void)
{
  g_autoptr(CunyiTemplate) template = parse_template ("<document><page><p><date value='${d}'/></p></page></document>");
  static const struct {
    const char *value;
    const char *text;
  } cases[] = {
    { "2026-07-05", "2026年7月5日\n" },
    { "长期", "长期\n" },
    { "", "年月日\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CunyiContext) context = cunyi_context_new ();
      g_autoptr(CunyiDocument) document = NULL;
      g_autofree char *text = NULL, *plain = NULL;
      g_auto(GStrv) parts = NULL;

      cunyi_context_set (context, "d", cases[i].value);
      document = fill (template, context);
      text = all_text (document);
      parts = g_regex_split_simple ("[\u00a0\u2060]+", text, 0, 0);
      plain = g_strjoinv ("", parts);
      g_assert_cmpstr (plain, ==, cases[i].text);
    }
}

static void
endless_work_ends_in_a_sentence (void)
{
  g_autoptr(CunyiTemplate) template = parse_template (
      "<document><page><group each='a'><group each='a'><group each='a'><group each='a'><p each='a'>${x}</p></group></group>"
      "</group></group></page></document>");
  g_autoptr(GString) json = g_string_new ("{\"a\":[");
  g_autoptr(CunyiContext) context = NULL;
  g_autoptr(CunyiDocument) document = cunyi_document_new ();
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (json, "%s{\"x\":\"字\"}", i ? "," : "");
  g_string_append (json, "]}");
  context = make_context (json->str);
  g_assert_false (cunyi_document_add (document, template, context, &error));
  g_assert_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_TOO_LONG);
  g_assert_cmpuint (cunyi_document_n_pages (document), ==, 0);
}

static void
a_demo_is_marked_on_every_page (void)
{
  g_autoptr(CunyiTemplate) template = parse_template (
      "<document><page><p>一</p><pagebreak/><p>二</p></page><page paper='card' margin='2'><p>三</p></page></document>");
  g_autoptr(CunyiContext) context = cunyi_context_new ();
  g_autoptr(CunyiDocument) document = fill (template, context);

  for (guint demo = 0; demo < 2; demo++)
    {
      cunyi_document_set_demo (document, demo);
      for (guint i = 0; i < 3; i++)
        {
          g_autofree char *text = cunyi_document_get_page_text (document, i);

          g_assert_true ((strstr (text, "演示") != NULL) == (demo == 1));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/pages/every_row_of_a_table_is_printed_once", every_row_of_a_table_is_printed_once);
  g_test_add_func ("/document/pages/a_table_that_goes_on_repeats_its_header", a_table_that_goes_on_repeats_its_header);
  g_test_add_func ("/document/pages/a_row_longer_than_a_page_is_not_cut_off", a_row_longer_than_a_page_is_not_cut_off);
  g_test_add_func ("/document/pages/a_paragraph_leaves_no_line_alone", a_paragraph_leaves_no_line_alone);
  g_test_add_func ("/document/pages/values_are_never_markup", values_are_never_markup);
  g_test_add_func ("/document/pages/hostile_signs_do_no_harm", hostile_signs_do_no_harm);
  g_test_add_func ("/document/pages/text_shrinks_before_its_cell_grows", text_shrinks_before_its_cell_grows);
  g_test_add_func ("/document/pages/boxes_are_as_long_and_wide_as_asked_for", boxes_are_as_long_and_wide_as_asked_for);
  g_test_add_func ("/document/pages/repetition_counts_the_rows_that_pass", repetition_counts_the_rows_that_pass);
  g_test_add_func ("/document/pages/running_heads_count_the_pages", running_heads_count_the_pages);
  g_test_add_func ("/document/pages/ticks_follow_the_value", ticks_follow_the_value);
  g_test_add_func ("/document/pages/a_day_is_written_out_or_left_to_write", a_day_is_written_out_or_left_to_write);
  g_test_add_func ("/document/pages/endless_work_ends_in_a_sentence", endless_work_ends_in_a_sentence);
  g_test_add_func ("/document/pages/a_demo_is_marked_on_every_page", a_demo_is_marked_on_every_page);
  return g_test_run ();
}
