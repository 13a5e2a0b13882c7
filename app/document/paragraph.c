/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Text to lines. The words of a paragraph are gathered as one string with Pango attributes, never as markup, so that a value can
 * hold any sign. The lines are placed by us, because Pango's own distance is too wide for forms. */

#include "config.h"

#include "document/layout.h"

#include "base/day.h"

#include <math.h>
#include <string.h>

#define SANS "Noto Sans CJK SC,Source Han Sans SC,Noto Sans SC,WenQuanYi Zen Hei,sans-serif"
#define SERIF "Noto Serif CJK SC,Source Han Serif SC,Noto Serif SC,Noto Sans CJK SC,serif"

#define BOX "□"            /* U+25A1 */
#define NO_BREAK "\u2060"  /* word joiner */
#define NO_BREAK_SPACE "\u00A0"
#define IDEOGRAPHIC_SPACE "\u3000"

#define MAX_TEXT (256 * 1024)

/* A no-break space of the fonts above is this part of an em wide. */
#define SPACE_WIDTH 0.224

typedef struct {
  CunyiLayout *layout;
  CunyiContext *context;
  double size;
  GString *text;
  PangoAttrList *attributes;
} Words;

static void
add_attribute (Words *words, guint start, PangoAttribute *attribute)
{
  attribute->start_index = start;
  attribute->end_index = words->text->len;
  if (attribute->end_index > start)
    pango_attr_list_insert (words->attributes, attribute);
  else
    pango_attribute_destroy (attribute);
}

/* Signs that would turn text around or draw nothing have no place on paper; paragraph ends become line ends. */
static void
append_value (Words *words, const char *text)
{
  for (const char *c = text; *c; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (words->text->len >= MAX_TEXT)
        {
          words->layout->too_long = TRUE;
          return;
        }
      if (letter == '\n' || letter == 0x2029)
        letter = 0x2028;
      else if (letter == '\t')
        letter = ' ';
      else if (letter < ' ' || letter == 0x7f || (letter >= 0x202a && letter <= 0x202e)
               || (letter >= 0x2066 && letter <= 0x2069) || letter == 0xfffc)
        continue;
      g_string_append_unichar (words->text, letter);
    }
}

/* 2022年7月26日, room to write one when there is none, and the text itself when it is no day. */
static void
add_date (Words *words, CunyiNode *node)
{
  g_autofree char *value = node->text ? cunyi_text_expand (node->text, words->context) : g_strdup ("");
  CunyiDay day = cunyi_day_parse (value);

  if (day != CUNYI_DAY_NONE)
    {
      g_autofree char *chinese = cunyi_day_to_chinese (day);

      append_value (words, chinese);
    }
  else if (*g_strstrip (value) != '\0')
    append_value (words, value);
  else
    {
      /* no-break spaces keep the three together and at the end of a line */
      for (guint i = 0; i < 3; i++)
        {
          for (guint n = 0; n < (i == 0 ? 9 : 6); n++)
            g_string_append (words->text, NO_BREAK_SPACE);
          g_string_append (words->text, i == 0 ? "年" : i == 1 ? "月" : "日");
          if (i < 2)
            g_string_append (words->text, NO_BREAK);
        }
    }
}

/* Width in ems, near enough to rule a line. */
static double
guess_width (const char *text)
{
  double width = 0;

  for (const char *c = text; *c; c = g_utf8_next_char (c))
    width += g_unichar_iswide (g_utf8_get_char (c)) ? 1 : strncmp (c, NO_BREAK_SPACE, 2) == 0 ? SPACE_WIDTH : 0.55;
  return width;
}

static void add_words (Words *words, CunyiNode *node);

/* A value on a ruled line, or the bare line to write on. */
static void
add_fill (Words *words, CunyiNode *node)
{
  guint start = words->text->len, spaces, before;
  g_autofree char *value = NULL;
  double width = node->width > 0 ? node->width : 4;

  for (CunyiNode *child = node->first; child; child = child->next)
    add_words (words, child);
  value = g_strdup (words->text->str + start);
  spaces = MAX (ceil ((width - guess_width (value)) / SPACE_WIDTH), *value ? 2 : 4);
  g_string_truncate (words->text, start);
  before = *value ? MIN (spaces / 2, 4) : 0;
  for (guint i = 0; i < before; i++)
    g_string_append (words->text, NO_BREAK_SPACE);
  g_string_append (words->text, value);
  for (guint i = before; i < spaces; i++)
    g_string_append (words->text, NO_BREAK_SPACE);
  add_attribute (words, start, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE));
}

static void
add_tick (Words *words, gboolean ticked, const char *label)
{
  guint start = words->text->len;

  g_string_append (words->text, ticked ? words->layout->tick : BOX);
  add_attribute (words, start, pango_attr_family_new (SANS));
  /* box and label stay on one line; a long label may break further on */
  g_string_append (words->text, NO_BREAK);
  append_value (words, label);
}

static void
add_check (Words *words, CunyiNode *node)
{
  g_autoptr(GString) label = g_string_new (NULL);

  for (CunyiNode *child = node->first; child; child = child->next)
    if (child->text)
      {
        g_autofree char *text = cunyi_text_expand (child->text, words->context);

        g_string_append (label, text);
      }
  add_tick (words, node->condition && cunyi_expression_test (node->condition, words->context), label->str);
}

/* TRUE when `option` (or its code) is the value or one of the values between spaces, commas or |. */
static gboolean
is_chosen (const char *value, const char *code, const char *label)
{
  g_autofree char *plain = g_strdelimit (g_strdup (value), "|,;", ' ');
  g_auto(GStrv) values = NULL;

  if (strcmp (value, label) == 0)
    return TRUE;
  values = g_strsplit (plain, " ", -1);
  for (guint i = 0; values[i]; i++)
    {
      g_auto(GStrv) parts = g_strsplit (values[i], "、", -1);

      for (guint j = 0; parts[j]; j++)
        if (*parts[j] && (strcmp (parts[j], code) == 0 || strcmp (parts[j], label) == 0))
          return TRUE;
    }
  return FALSE;
}

static void
add_checks (Words *words, CunyiNode *node)
{
  g_autofree char *value = node->text ? cunyi_text_expand (node->text, words->context) : g_strdup ("");
  g_auto(GStrv) options = g_strsplit (node->options, "|", 61);

  for (guint i = 0; options[i]; i++)
    {
      char *code = options[i], *label = strchr (code, '=');

      if (label)
        *label++ = '\0';
      else
        label = code;
      if (i > 0)
        g_string_append (words->text, "  ");
      add_tick (words, is_chosen (value, code, label), label);
    }
}

static PangoAttribute *
attribute_of (CunyiNode *node, double size)
{
  switch ((int) node->kind)
    {
    case CUNYI_NODE_B:
      return pango_attr_weight_new (PANGO_WEIGHT_BOLD);
    case CUNYI_NODE_I:
      /* Chinese has no italics: a slanted face is made up, and reads badly; emphasis is dots or weight */
      return pango_attr_weight_new (PANGO_WEIGHT_BOLD);
    case CUNYI_NODE_U:
      return pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);
    case CUNYI_NODE_S:
      return pango_attr_strikethrough_new (TRUE);
    case CUNYI_NODE_SUB:
      return pango_attr_rise_new (-size * 0.2 * PANGO_SCALE);
    case CUNYI_NODE_SUP:
      return pango_attr_rise_new (size * 0.35 * PANGO_SCALE);
    case CUNYI_NODE_SMALL:
      return pango_attr_scale_new (0.8);
    case CUNYI_NODE_BIG:
      return pango_attr_scale_new (1.25);
    default:
      return NULL;
    }
}

static void
add_span (Words *words, CunyiNode *node, guint start)
{
  if (node->font != CUNYI_FONT_UNSET)
    add_attribute (words, start, pango_attr_family_new (node->font == CUNYI_FONT_SERIF ? SERIF : SANS));
  if (node->size > 0)
    add_attribute (words, start, pango_attr_size_new_absolute (node->size * words->layout->scale * PANGO_SCALE));
}

static void
add_nested (Words *words, CunyiNode *node)
{
  guint start = words->text->len;
  PangoAttribute *attribute = attribute_of (node, words->size);

  for (CunyiNode *child = node->first; child; child = child->next)
    add_words (words, child);
  if (node->kind == CUNYI_NODE_SUB || node->kind == CUNYI_NODE_SUP)
    add_attribute (words, start, pango_attr_scale_new (0.7));
  if (node->kind == CUNYI_NODE_SPAN)
    add_span (words, node, start);
  if (attribute)
    add_attribute (words, start, attribute);
}

static void
add_once (Words *words, CunyiNode *node)
{
  g_autofree char *value = NULL;

  switch ((int) node->kind)
    {
    case CUNYI_NODE_TEXT:
      value = cunyi_text_expand (node->text, words->context);
      append_value (words, value);
      break;
    case CUNYI_NODE_BR:
      g_string_append (words->text, "\u2028");
      break;
    case CUNYI_NODE_FILL:
      add_fill (words, node);
      break;
    case CUNYI_NODE_CHECK:
      add_check (words, node);
      break;
    case CUNYI_NODE_CHECKS:
      add_checks (words, node);
      break;
    case CUNYI_NODE_DATE:
      add_date (words, node);
      break;
    case CUNYI_NODE_NUMBER:
      g_string_append_printf (words->text, "%u", words->layout->ordinal);
      break;
    case CUNYI_NODE_PAGENUMBER:
      g_string_append_printf (words->text, "%u", words->layout->page);
      break;
    case CUNYI_NODE_PAGECOUNT:
      g_string_append_printf (words->text, "%u", words->layout->pages);
      break;
    default:
      add_nested (words, node);
    }
}

static void
add_words (Words *words, CunyiNode *node)
{
  guint rows, first, ordinal = words->layout->ordinal;
  CunyiContext *around = words->context;

  if (!cunyi_layout_spend (words->layout, 1))
    return;
  if (!node->each)
    {
      if (node->kind == CUNYI_NODE_CHECK || !node->condition || cunyi_expression_test (node->condition, around))
        add_once (words, node);
      return;
    }
  rows = cunyi_context_n_rows (around, node->each);
  first = node->from > 0 ? node->from - 1 : 0;
  for (guint i = first; i < rows && (node->to == 0 || i < node->to); i++)
    {
      words->context = cunyi_context_get_row (around, node->each, i);
      words->layout->ordinal = i + 1;
      if (!node->condition || cunyi_expression_test (node->condition, words->context))
        add_once (words, node);
    }
  words->context = around;
  words->layout->ordinal = ordinal;
}

static PangoLayout *
make_layout (CunyiLayout *layout, const char *text, PangoAttrList *attributes, const CunyiLook *look, double width)
{
  PangoLayout *pango = pango_layout_new (layout->pango);
  g_autoptr(PangoFontDescription) font = pango_font_description_new ();

  g_ptr_array_add (layout->ink->layouts, pango);
  pango_font_description_set_family_static (font, look->font == CUNYI_FONT_SERIF ? SERIF : SANS);
  pango_font_description_set_absolute_size (font, look->size * layout->scale * PANGO_SCALE);
  if (look->bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (pango, font);
  pango_layout_set_wrap (pango, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_auto_dir (pango, FALSE);
  if (width >= 0)
    pango_layout_set_width (pango, MAX (width, 1) * PANGO_SCALE);
  if (look->align == CUNYI_ALIGN_CENTER)
    pango_layout_set_alignment (pango, PANGO_ALIGN_CENTER);
  else if (look->align == CUNYI_ALIGN_RIGHT)
    pango_layout_set_alignment (pango, PANGO_ALIGN_RIGHT);
  pango_layout_set_justify (pango, look->align == CUNYI_ALIGN_JUSTIFY);
  pango_layout_set_attributes (pango, attributes);
  pango_layout_set_text (pango, text, -1);
  return pango;
}

/* The lines of a finished Pango layout at x, one below the other. */
static CunyiSlab *
place_lines (CunyiLayout *layout, PangoLayout *pango, const CunyiLook *look, double x)
{
  CunyiSlab *slab = cunyi_slab_new ();
  PangoLayoutIter *iter = pango_layout_get_iter (pango);

  do
    {
      PangoRectangle logical;
      CunyiShape shape = { .kind = CUNYI_SHAPE_TEXT };
      double natural, baseline;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      baseline = (double) (pango_layout_iter_get_baseline (iter) - logical.y) / PANGO_SCALE;
      natural = (double) logical.height / PANGO_SCALE;
      shape.what = pango_layout_iter_get_line_readonly (iter);
      shape.x = x + (double) logical.x / PANGO_SCALE;
      shape.y = slab->height;
      shape.width = (double) logical.width / PANGO_SCALE;
      shape.height = natural * look->line_height;
      shape.baseline = (shape.height - natural) / 2 + baseline;
      cunyi_slab_add (slab, &shape);
      slab->height += shape.height;
    }
  while (cunyi_layout_spend (layout, 1) && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return slab;
}

/* Shrinks a title that is a little too wide for one line, down to six tenths. */
static void
fit_line (CunyiLayout *layout, CunyiLook *look, const char *text, PangoAttrList *attributes, double width)
{
  PangoLayout *pango = make_layout (layout, text, attributes, look, -1);
  int natural;

  pango_layout_get_size (pango, &natural, NULL);
  if (natural > width * PANGO_SCALE && natural * 0.6 < width * PANGO_SCALE)
    look->size *= width * PANGO_SCALE / natural * 0.995;
}

CunyiSlab *
cunyi_layout_plain (CunyiLayout *layout, const char *text, const CunyiLook *look, double width)
{
  return place_lines (layout, make_layout (layout, text, NULL, look, width), look, 0);
}

static PangoLayout *
fill_layout (CunyiLayout *layout, CunyiNode *node, CunyiContext *context, CunyiLook *look, double width, gboolean vertical)
{
  Words words = { layout, context, look->size * layout->scale, g_string_new (NULL), pango_attr_list_new () };
  PangoLayout *pango;

  for (CunyiNode *child = node->first; child; child = child->next)
    add_words (&words, child);
  if (node->fit == CUNYI_FLAG_YES)
    fit_line (layout, look, words.text->str, words.attributes, width);
  cunyi_layout_spend (layout, words.text->len / 256);
  pango = make_layout (layout, words.text->str, words.attributes, look, width);
  if (node->indent > 0)
    pango_layout_set_indent (pango, node->indent * words.size * PANGO_SCALE);
  if (vertical)
    pango_layout_set_wrap (pango, PANGO_WRAP_CHAR);
  g_string_free (words.text, TRUE);
  pango_attr_list_unref (words.attributes);
  return pango;
}

/* A paragraph that says the same every time is laid out once for each width and size: a card has more labels than values. */
static char *
constant_key (CunyiLayout *layout, CunyiNode *node, const CunyiLook *look, double width, gboolean vertical)
{
  return g_strdup_printf ("%p %.3f %.3f %.4f %d %d %d %d", node, width, look->size, layout->scale, look->font, look->align,
                          look->bold, vertical);
}

CunyiSlab *
cunyi_layout_paragraph (CunyiLayout *layout, CunyiNode *node, CunyiContext *context, const CunyiLook *around, double width,
                        gboolean vertical)
{
  CunyiLook look = *around;
  g_autofree char *key = NULL;
  PangoLayout *pango = NULL;
  double x = 0;

  cunyi_look_apply (&look, node);
  if (vertical)
    {
      /* one letter to a line: a column that is a little wider than a letter */
      double column = MIN (look.size * layout->scale * 1.3, width);

      x = (width - column) / 2;
      width = column;
      look.align = CUNYI_ALIGN_CENTER;
    }
  if (!node->varies)
    {
      key = constant_key (layout, node, &look, width, vertical);
      pango = g_hash_table_lookup (layout->constant, key);
    }
  if (!pango)
    pango = fill_layout (layout, node, context, &look, width, vertical);
  if (key)
    g_hash_table_insert (layout->constant, g_steal_pointer (&key), pango);
  return place_lines (layout, pango, &look, x);
}
