/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Paragraphs: what stands in a line of a template becomes writing. */

#include "config.h"

#include "document/layout.h"

#include "document/writing.h"

#include <string.h>

typedef struct {
  CunyiLayout *layout;
  CunyiContext *context;
  double size;
  CunyiWriting *writing;
} Words;

static void add_words (Words *words, CunyiNode *node);

static void
add_date (Words *words, CunyiNode *node)
{
  g_autofree char *value = node->text ? cunyi_text_expand (node->text, words->context) : g_strdup ("");

  cunyi_writing_add_date (words->writing, value, G_MAXDOUBLE);
}

/* A value on a ruled line, or the bare line to write on. */
static void
add_fill (Words *words, CunyiNode *node)
{
  guint start = cunyi_writing_get_length (words->writing);
  g_autofree char *value = NULL;

  for (CunyiNode *child = node->first; child; child = child->next)
    add_words (words, child);
  value = g_strdup (cunyi_writing_get_text (words->writing) + start);
  cunyi_writing_truncate (words->writing, start);
  cunyi_writing_add_fill (words->writing, value, node->width > 0 ? node->width : 4);
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
  cunyi_writing_add_tick (words->writing, node->condition && cunyi_expression_test (node->condition, words->context),
                          label->str);
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
        cunyi_writing_add (words->writing, "  ");
      cunyi_writing_add_tick (words->writing, is_chosen (value, code, label), label);
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
    cunyi_writing_add_attribute (words->writing, start, pango_attr_family_new (cunyi_font_families (node->font)));
  if (node->size > 0)
    cunyi_writing_add_attribute (words->writing, start, pango_attr_size_new_absolute (node->size * words->layout->scale * PANGO_SCALE));
}

static void
add_nested (Words *words, CunyiNode *node)
{
  guint start = cunyi_writing_get_length (words->writing);
  PangoAttribute *attribute = attribute_of (node, words->size);

  for (CunyiNode *child = node->first; child; child = child->next)
    add_words (words, child);
  if (node->kind == CUNYI_NODE_SUB || node->kind == CUNYI_NODE_SUP)
    cunyi_writing_add_attribute (words->writing, start, pango_attr_scale_new (0.7));
  if (node->kind == CUNYI_NODE_SPAN)
    add_span (words, node, start);
  if (attribute)
    cunyi_writing_add_attribute (words->writing, start, attribute);
}

static void
add_number (Words *words, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  cunyi_writing_add (words->writing, text);
}

static void
add_once (Words *words, CunyiNode *node)
{
  g_autofree char *value = NULL;

  switch ((int) node->kind)
    {
    case CUNYI_NODE_TEXT:
      value = cunyi_text_expand (node->text, words->context);
      cunyi_writing_add (words->writing, value);
      break;
    case CUNYI_NODE_BR:
      cunyi_writing_add (words->writing, "\u2028");
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
      add_number (words, words->layout->ordinal);
      break;
    case CUNYI_NODE_PAGENUMBER:
      add_number (words, words->layout->page);
      break;
    case CUNYI_NODE_PAGECOUNT:
      add_number (words, words->layout->pages);
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

/* Shrinks a title that is a little too wide for one line, down to six tenths. */
static void
fit_line (Words *words, CunyiLook *look, double width)
{
  double natural = cunyi_writing_measure (words->writing, look);

  if (natural > width && natural * 0.6 < width)
    look->size *= width / natural * 0.995;
}

static PangoLayout *
fill_layout (CunyiLayout *layout, CunyiNode *node, CunyiContext *context, CunyiLook *look, double width, gboolean vertical)
{
  g_autoptr(CunyiWriting) writing = cunyi_writing_new (layout);
  Words words = { layout, context, look->size * layout->scale, writing };

  for (CunyiNode *child = node->first; child; child = child->next)
    add_words (&words, child);
  if (node->fit == CUNYI_FLAG_YES)
    fit_line (&words, look, width);
  return cunyi_writing_finish (writing, look, width, node->indent, vertical);
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
  return cunyi_writing_place (layout, pango, &look, x);
}
