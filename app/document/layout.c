/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Blocks to slabs: everything but paragraphs, tables and forms, which have files of their own. */

#include "config.h"

#include "document/layout.h"

#include "document/picture.h"

#include <pango/pangocairo.h>
#include <qrencode.h>
#include <string.h>

/* Blocks and words in one filled template: some thousand pages. */
#define MAX_WORK 500000

#define HAIR 0.5
#define DATE_TEXT "\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0年\u2060\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0月\u2060\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0日"

static const char *
find_tick (PangoContext *pango)
{
  g_autoptr(PangoLayout) layout = pango_layout_new (pango);

  /* Noto has no ticked box; DejaVu does. Without it a black square cannot be mistaken either. */
  pango_layout_set_text (layout, "☑", -1);
  return pango_layout_get_unknown_glyphs_count (layout) == 0 ? "☑" : "■";
}

PangoContext *
cunyi_layout_create_pango (void)
{
  g_autoptr(PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *pango = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (pango, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (pango, 72);
  pango_context_set_round_glyph_positions (pango, FALSE);
  pango_context_set_language (pango, pango_language_from_string ("zh-cn"));
  pango_context_set_base_dir (pango, PANGO_DIRECTION_LTR);
  return pango;
}

CunyiLayout *
cunyi_layout_new (PangoContext *pango, CunyiInk *ink)
{
  CunyiLayout *layout = g_new0 (CunyiLayout, 1);

  layout->pango = g_object_ref (pango);
  layout->ink = ink;
  layout->constant = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  layout->tick = find_tick (pango);
  layout->scale = 1;
  layout->page = layout->pages = 1;
  layout->work = MAX_WORK;
  return layout;
}

void
cunyi_layout_free (CunyiLayout *layout)
{
  g_object_unref (layout->pango);
  g_hash_table_unref (layout->constant);
  g_free (layout);
}

gboolean
cunyi_layout_spend (CunyiLayout *layout, guint work)
{
  if (layout->too_long || layout->work < work)
    {
      layout->too_long = TRUE;
      return FALSE;
    }
  layout->work -= work;
  return TRUE;
}

void
cunyi_look_apply (CunyiLook *look, CunyiNode *node)
{
  if (node->kind == CUNYI_NODE_HEADING)
    {
      look->bold = TRUE;
      look->align = CUNYI_ALIGN_CENTER;
      look->size = 16;
    }
  if (node->font != CUNYI_FONT_UNSET)
    look->font = node->font;
  if (node->align != CUNYI_ALIGN_UNSET)
    look->align = node->align;
  if (node->valign != CUNYI_VALIGN_UNSET)
    look->valign = node->valign;
  if (node->bold != CUNYI_FLAG_UNSET)
    look->bold = node->bold == CUNYI_FLAG_YES;
  if (node->size > 0)
    look->size = node->size;
  if (node->line_height > 0)
    look->line_height = node->line_height;
}

static void
clear_instance (gpointer data)
{
  CunyiInstance *instance = data;

  cunyi_context_unref (instance->context);
}

static void expand_into (CunyiLayout *layout, GArray *list, CunyiNode *parent, CunyiContext *context);

static void
add_instance (CunyiLayout *layout, GArray *list, CunyiNode *node, CunyiContext *context, guint ordinal)
{
  guint around = layout->ordinal;
  CunyiInstance instance = { node, context, ordinal };

  if (!cunyi_layout_spend (layout, 1))
    return;
  layout->ordinal = ordinal;
  /* a group that must stay together is one block */
  if ((node->kind == CUNYI_NODE_GROUP || node->kind == CUNYI_NODE_BLOCK) && node->keep != CUNYI_FLAG_YES
      && node->bottom != CUNYI_FLAG_YES)
    expand_into (layout, list, node, context);
  else
    {
      cunyi_context_ref (context);
      g_array_append_val (list, instance);
    }
  layout->ordinal = around;
}

static gboolean
is_wanted (CunyiNode *node, CunyiContext *context)
{
  return !node->condition || cunyi_expression_test (node->condition, context);
}

/* from, to and fill count the rows that if="" lets through. */
static void
expand_node (CunyiLayout *layout, GArray *list, CunyiNode *node, CunyiContext *context)
{
  guint rows, first = MAX (node->from, 1), n = 0, next = first;

  if (!node->each)
    {
      if (is_wanted (node, context))
        add_instance (layout, list, node, context, layout->ordinal);
      return;
    }
  rows = cunyi_context_n_rows (context, node->each);
  for (guint i = 0; i < rows && !layout->too_long; i++)
    {
      CunyiContext *row = cunyi_context_get_row (context, node->each, i);

      if (!is_wanted (node, row) || ++n < first || (node->to > 0 && n > node->to))
        continue;
      add_instance (layout, list, node, row, n);
      next = n + 1;
    }
  for (; next < first + node->fill; next++)
    {
      /* an empty line to write on: nothing around it shows through */
      g_autoptr(CunyiContext) blank = cunyi_context_new ();

      add_instance (layout, list, node, blank, next);
    }
}

static void
expand_into (CunyiLayout *layout, GArray *list, CunyiNode *parent, CunyiContext *context)
{
  for (CunyiNode *child = parent->first; child && !layout->too_long; child = child->next)
    expand_node (layout, list, child, context);
}

GArray *
cunyi_layout_expand (CunyiLayout *layout, CunyiNode *parent, CunyiContext *context)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (CunyiInstance));

  g_array_set_clear_func (list, clear_instance);
  expand_into (layout, list, parent, context);
  return list;
}

static double
aligned (CunyiAlign align, double width, double available)
{
  return align == CUNYI_ALIGN_CENTER ? (available - width) / 2 : align == CUNYI_ALIGN_RIGHT ? available - width : 0;
}

static void
add_line (CunyiSlab *slab, double x, double y, double width, gboolean dashed)
{
  CunyiShape line = { .kind = CUNYI_SHAPE_LINE, .x = x, .y = y, .width = width, .stroke = HAIR, .dashed = dashed };

  cunyi_slab_add (slab, &line);
}

static CunyiSlab *
layout_lines (CunyiLayout *layout, CunyiNode *node, double width)
{
  CunyiSlab *slab = cunyi_slab_new ();
  double height = (node->height > 0 ? node->height : CUNYI_POINTS (8)) * layout->scale;

  for (guint i = 0; i < MAX (node->count, 1); i++)
    {
      slab->height += height;
      add_line (slab, 0, slab->height - HAIR / 2, width, FALSE);
    }
  return slab;
}

static CunyiQr *
make_qr (const char *text)
{
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  CunyiQr *qr;

  if (!code)
    return NULL;
  qr = g_malloc (sizeof (CunyiQr) + code->width * code->width);
  qr->size = code->width;
  for (int i = 0; i < code->width * code->width; i++)
    qr->bits[i] = code->data[i] & 1;
  QRcode_free (code);
  return qr;
}

static CunyiSlab *
layout_qr (CunyiLayout *layout, CunyiNode *node, CunyiContext *context, const CunyiLook *look, double width)
{
  g_autofree char *text = cunyi_text_expand (node->text, context);
  CunyiQr *qr = *text && strlen (text) <= 1000 ? make_qr (text) : NULL;
  double side = MIN (MIN (node->width > 0 ? node->width : CUNYI_POINTS (20), width), CUNYI_POINTS (100));
  CunyiSlab *slab = cunyi_slab_new ();
  CunyiShape shape = { .kind = CUNYI_SHAPE_QR, .width = side, .height = side, .what = qr };

  if (!qr)
    return slab;
  g_ptr_array_add (layout->ink->codes, qr);
  shape.x = aligned (node->align != CUNYI_ALIGN_UNSET ? node->align : look->align, side, width);
  cunyi_slab_add (slab, &shape);
  slab->height = side;
  return slab;
}

/* Where to tear: a dashed line across with scissors at its beginning and the label in its middle. */
static void
add_tear_line (CunyiLayout *layout, CunyiSlab *slab, const char *label, const CunyiLook *look, double width)
{
  CunyiShape scissors = { .kind = CUNYI_SHAPE_SCISSORS, .width = 11, .height = 9 };
  CunyiLook small = *look;
  g_autoptr(CunyiSlab) words = NULL;
  double words_width = 0, middle;

  small.size = 9;
  small.align = CUNYI_ALIGN_CENTER;
  words = cunyi_layout_plain (layout, label, &small, width);
  if (words->shapes->len > 0 && *label)
    words_width = g_array_index (words->shapes, CunyiShape, 0).width + 12;
  middle = MAX (words->height, scissors.height) / 2;
  scissors.y = middle - scissors.height / 2;
  cunyi_slab_add (slab, &scissors);
  add_line (slab, 14, middle, (width - words_width) / 2 - 14, TRUE);
  add_line (slab, (width + words_width) / 2, middle, (width - words_width) / 2, TRUE);
  if (words_width > 0)
    cunyi_slab_put (slab, words, 0, middle - words->height / 2);
  slab->height = middle * 2 + 6;
}

static CunyiSlab *
layout_receipt (CunyiLayout *layout, CunyiNode *node, CunyiContext *context, const CunyiLook *around, double width)
{
  CunyiSlab *slab = cunyi_slab_new ();
  g_autofree char *label = node->label ? cunyi_text_expand (node->label, context) : g_strdup ("");
  g_autoptr(CunyiSlab) content = NULL;
  CunyiLook look = *around;

  cunyi_look_apply (&look, node);
  add_tear_line (layout, slab, label, &look, width);
  content = cunyi_layout_stack (layout, node, context, &look, width, 0);
  cunyi_slab_put (slab, content, 0, slab->height);
  slab->height += content->height;
  return slab;
}

/* A label, a line to sign on, and room for the date behind it. */
static void
fill_signature (CunyiLayout *layout, CunyiNode *node, CunyiSlab *slab, CunyiSlab *label, const CunyiLook *look, double width)
{
  double begins = 0, ends = width;

  for (guint i = 0; i < label->shapes->len; i++)
    begins = MAX (begins, g_array_index (label->shapes, CunyiShape, i).width);
  slab->height = MAX (label->height, node->height * layout->scale);
  if (node->date == CUNYI_FLAG_YES)
    {
      CunyiLook right = *look;
      g_autoptr(CunyiSlab) date = NULL;

      right.align = CUNYI_ALIGN_RIGHT;
      date = cunyi_layout_plain (layout, DATE_TEXT, &right, width);
      ends = g_array_index (date->shapes, CunyiShape, 0).x - 4;
      cunyi_slab_put (slab, date, 0, slab->height - date->height);
    }
  cunyi_slab_put (slab, label, 0, slab->height - label->height);
  if (ends > begins + 4)
    add_line (slab, begins + 2, slab->height - 2, ends - begins - 4, FALSE);
}

/* A place that is left empty, with its label above and room for the date in its lower right corner. */
static void
fill_box (CunyiLayout *layout, CunyiNode *node, CunyiSlab *slab, CunyiSlab *label, CunyiSlab *content, const CunyiLook *look,
          double width, double height, double pad)
{
  g_autoptr(CunyiSlab) date = NULL;
  double needed = pad * 2 + label->height + content->height, y;

  if (node->date == CUNYI_FLAG_YES)
    {
      CunyiLook right = *look;

      right.align = CUNYI_ALIGN_RIGHT;
      date = cunyi_layout_plain (layout, DATE_TEXT, &right, width - pad * 2);
      needed += date->height;
    }
  slab->height = MAX (needed, height);
  y = look->valign == CUNYI_VALIGN_MIDDLE ? (slab->height - label->height - content->height) / 2 : pad;
  cunyi_slab_put (slab, label, pad, y);
  cunyi_slab_put (slab, content, pad, y + label->height);
  if (date)
    cunyi_slab_put (slab, date, pad, slab->height - pad - date->height);
}

static void
frame_box (CunyiNode *node, CunyiSlab *slab, double width)
{
  CunyiShape frame = { .kind = CUNYI_SHAPE_FRAME, .width = width, .height = slab->height, .stroke = HAIR };
  CunyiBorder border = node->border;

  if (border == CUNYI_BORDER_UNSET)
    border = node->box == CUNYI_BOX_PHOTO ? CUNYI_BORDER_ALL : CUNYI_BORDER_NONE;
  frame.dashed = border == CUNYI_BORDER_DASHED;
  if (border == CUNYI_BORDER_ALL || border == CUNYI_BORDER_DASHED)
    cunyi_slab_add (slab, &frame);
  else if (border == CUNYI_BORDER_TOP)
    add_line (slab, 0, 0, width, FALSE);
  else if (border == CUNYI_BORDER_BOTTOM)
    add_line (slab, 0, slab->height, width, FALSE);
}

static CunyiSlab *
layout_box (CunyiLayout *layout, CunyiNode *node, CunyiContext *context, const CunyiLook *around, double available)
{
  gboolean photo = node->box == CUNYI_BOX_PHOTO;
  double width = MIN (node->width > 0 ? node->width : photo ? CUNYI_POINTS (25) : available, available);
  double height = node->height > 0 ? node->height : photo ? CUNYI_POINTS (35) : 0;
  double pad = (node->pad >= 0 ? node->pad : node->box == CUNYI_BOX_SIGNATURE ? 0 : 3) * layout->scale;
  g_autoptr(CunyiSlab) inner = cunyi_slab_new ();
  g_autoptr(CunyiSlab) label = NULL;
  g_autoptr(CunyiSlab) content = NULL;
  CunyiSlab *slab = cunyi_slab_new ();
  CunyiLook look = *around;

  look.valign = photo ? CUNYI_VALIGN_MIDDLE : CUNYI_VALIGN_TOP;
  cunyi_look_apply (&look, node);
  look.align = photo ? CUNYI_ALIGN_CENTER : CUNYI_ALIGN_LEFT; /* align="" says where the box stands, not its letters */
  pad = MIN (pad, width / 4);
  if (node->label)
    {
      g_autofree char *text = cunyi_text_expand (node->label, context);

      label = cunyi_layout_plain (layout, text, &look, width - pad * 2);
    }
  else
    label = cunyi_slab_new ();
  content = cunyi_layout_stack (layout, node, context, &look, width - pad * 2, 0);
  if (node->box == CUNYI_BOX_SIGNATURE)
    fill_signature (layout, node, inner, label, &look, width);
  else
    fill_box (layout, node, inner, label, content, &look, width, height * layout->scale, pad);
  frame_box (node, inner, width);
  cunyi_slab_put (slab, inner, aligned (node->align, width, available), 0);
  slab->height = inner->height;
  return slab;
}

static CunyiSlab *
stack_bands (CunyiLayout *layout, GArray *bands, CunyiContext *context, const CunyiLook *look)
{
  CunyiSlab *slab = cunyi_slab_new ();
  CunyiRailing railing = { 0 };

  for (guint i = 0; i < bands->len; i++)
    {
      CunyiBand *band = &g_array_index (bands, CunyiBand, i);

      cunyi_railing_go_on (&railing, layout, slab, band->rails, slab->height, context, look);
      cunyi_slab_put (slab, band->slab, 0, slab->height);
      slab->height += band->slab->height;
    }
  cunyi_railing_go_on (&railing, layout, slab, NULL, slab->height, context, look);
  g_array_unref (bands);
  return slab;
}

CunyiSlab *
cunyi_layout_block (CunyiLayout *layout, CunyiNode *node, CunyiContext *context, const CunyiLook *look, double width)
{
  CunyiSlab *slab;

  switch ((int) node->kind)
    {
    case CUNYI_NODE_P:
    case CUNYI_NODE_HEADING:
      return cunyi_layout_paragraph (layout, node, context, look, width, FALSE);
    case CUNYI_NODE_TABLE:
      return stack_bands (layout, cunyi_layout_bands (layout, node, context, look, width), context, look);
    case CUNYI_NODE_BOX:
      return layout_box (layout, node, context, look, width);
    case CUNYI_NODE_LINES:
      return layout_lines (layout, node, width);
    case CUNYI_NODE_QR:
      return layout_qr (layout, node, context, look, width);
    case CUNYI_NODE_PICTURE:
      return cunyi_layout_picture_block (layout, node, context, look, width);
    case CUNYI_NODE_RECEIPT:
      return layout_receipt (layout, node, context, look, width);
    case CUNYI_NODE_FORM:
      return stack_bands (layout, cunyi_layout_form_bands (layout, node, context, look, width), context, look);
    case CUNYI_NODE_GROUP:
    case CUNYI_NODE_BLOCK:
      {
        CunyiLook inner = *look;

        cunyi_look_apply (&inner, node);
        return cunyi_layout_stack (layout, node, context, &inner, width, 0);
      }
    default:
      slab = cunyi_slab_new ();
      if (node->kind == CUNYI_NODE_SPACE)
        slab->height = node->height * layout->scale;
      else if (node->kind == CUNYI_NODE_RULE)
        {
          slab->height = 1;
          add_line (slab, 0, 0.5, width, FALSE);
        }
      return slab;
    }
}

/* The instances from `first` on that are, or are not, to stand at the bottom. */
static CunyiSlab *
stack_part (CunyiLayout *layout, GArray *list, gboolean bottom, CunyiNode *parent, const CunyiLook *look, double width)
{
  CunyiSlab *slab = cunyi_slab_new ();
  double gap = MAX (parent->gap, 0) * layout->scale;
  double owed = 0;
  guint ordinal = layout->ordinal;

  for (guint i = 0; i < list->len; i++)
    {
      CunyiInstance *instance = &g_array_index (list, CunyiInstance, i);
      CunyiNode *node = instance->node;
      g_autoptr(CunyiSlab) block = NULL;

      if ((node->bottom == CUNYI_FLAG_YES) != bottom)
        continue;
      layout->ordinal = instance->ordinal;
      block = cunyi_layout_block (layout, node, instance->context, look, width);
      if (slab->height > 0)
        slab->height += MAX (owed, (node->above >= 0 ? node->above * layout->scale : gap));
      else
        slab->height += MAX (node->above, 0) * layout->scale;
      cunyi_slab_put (slab, block, 0, slab->height);
      slab->height += block->height;
      owed = node->below >= 0 ? node->below * layout->scale : 0;
    }
  layout->ordinal = ordinal;
  return slab;
}

CunyiSlab *
cunyi_layout_stack (CunyiLayout *layout, CunyiNode *parent, CunyiContext *context, const CunyiLook *look, double width,
                    double height)
{
  g_autoptr(GArray) list = cunyi_layout_expand (layout, parent, context);
  CunyiSlab *slab = stack_part (layout, list, FALSE, parent, look, width);
  g_autoptr(CunyiSlab) bottom = stack_part (layout, list, TRUE, parent, look, width);
  double end = MAX (slab->height + bottom->height, height);

  cunyi_slab_put (slab, bottom, 0, end - bottom->height);
  slab->height = end;
  return slab;
}
