/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One string with Pango attributes, never markup, so that a value can hold any sign. The lines are placed by us, because Pango's
 * own distance is too wide for forms. A box is a shape in the text, U+FFFC, and drawn when its line is placed. */

#include "config.h"

#include "document/writing.h"

#include "base/day.h"

#include <math.h>
#include <string.h>

#define SANS "Noto Sans CJK SC,Source Han Sans SC,Noto Sans SC,WenQuanYi Zen Hei,sans-serif"
#define SERIF "Noto Serif CJK SC,Source Han Serif SC,Noto Serif SC,Noto Sans CJK SC,serif"

#define BOX "□"            /* U+25A1 */
#define NO_BREAK "\u2060"  /* word joiner */
#define NO_BREAK_SPACE "\u00A0"

#define MAX_TEXT (256 * 1024)

/* A no-break space of the fonts above is this part of an em wide. */
#define SPACE_WIDTH 0.224

/* Boxes with a number in them: parts of an em. */
#define BOX_SIDE 1.2
#define BOX_ABOVE 0.98
#define BOX_GAP 0.08
#define BOX_KEY "cunyi-boxes"

/* A cross: its quarters are letters of SMALL wide and high, at least so many. */
#define SMALL 0.8
#define QUARTER_WIDTH 2.2
#define QUARTER_HEIGHT 1.15
#define CROSS_ABOVE 1.45

/* What stands in the text as one shape. */
typedef struct {
  char *value;      /* of a box; NULL for a cross */
  char *quarters[4];
} Box;

struct _CunyiWriting {
  CunyiLayout *layout;
  GString *text;
  PangoAttrList *attributes;
  GPtrArray *boxes; /* of Box, in the order of their shapes; NULL without any */
};

static void
free_box (gpointer data)
{
  Box *box = data;

  g_free (box->value);
  for (guint i = 0; i < G_N_ELEMENTS (box->quarters); i++)
    g_free (box->quarters[i]);
  g_free (box);
}

CunyiWriting *
cunyi_writing_new (CunyiLayout *layout)
{
  CunyiWriting *self = g_new0 (CunyiWriting, 1);

  self->layout = layout;
  self->text = g_string_new (NULL);
  self->attributes = pango_attr_list_new ();
  return self;
}

void
cunyi_writing_free (CunyiWriting *self)
{
  g_string_free (self->text, TRUE);
  pango_attr_list_unref (self->attributes);
  g_clear_pointer (&self->boxes, g_ptr_array_unref);
  g_free (self);
}

const char *
cunyi_writing_get_text (CunyiWriting *self)
{
  return self->text->str;
}

guint
cunyi_writing_get_length (CunyiWriting *self)
{
  return self->text->len;
}

void
cunyi_writing_truncate (CunyiWriting *self, guint length)
{
  g_string_truncate (self->text, length);
}

const char *
cunyi_font_families (CunyiFont font)
{
  return font == CUNYI_FONT_SERIF ? SERIF : SANS;
}

void
cunyi_writing_add_attribute (CunyiWriting *self, guint start, PangoAttribute *attribute)
{
  attribute->start_index = start;
  attribute->end_index = self->text->len;
  if (attribute->end_index > start)
    pango_attr_list_insert (self->attributes, attribute);
  else
    pango_attribute_destroy (attribute);
}

/* Paragraph ends become line ends. */
void
cunyi_writing_add (CunyiWriting *self, const char *text)
{
  for (const char *c = text; *c; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (self->text->len >= MAX_TEXT)
        {
          self->layout->too_long = TRUE;
          return;
        }
      if (letter == '\n' || letter == 0x2029)
        letter = 0x2028;
      else if (letter == '\t')
        letter = ' ';
      else if (letter < ' ' || letter == 0x7f || (letter >= 0x202a && letter <= 0x202e)
               || (letter >= 0x2066 && letter <= 0x2069) || letter == 0xfffc)
        continue;
      g_string_append_unichar (self->text, letter);
    }
}

static void
add_spaces (CunyiWriting *self, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (self->text, NO_BREAK_SPACE);
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

double
cunyi_writing_guess_width (CunyiWriting *self, guint start)
{
  return guess_width (self->text->str + start);
}

double
cunyi_writing_guess_line (CunyiWriting *self)
{
  const char *line = g_strrstr (self->text->str, "\342\200\250"); /* U+2028 */

  return guess_width (line ? line + 3 : self->text->str);
}

void
cunyi_writing_add_fill (CunyiWriting *self, const char *value, double ems)
{
  guint start = self->text->len, spaces, before;

  spaces = MAX (ceil ((ems - guess_width (value)) / SPACE_WIDTH), *value ? 2 : 4);
  before = *value ? MIN (spaces / 2, 4) : 0;
  add_spaces (self, before);
  cunyi_writing_add (self, value);
  add_spaces (self, spaces - before);
  cunyi_writing_add_attribute (self, start, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE));
}

void
cunyi_writing_add_room (CunyiWriting *self, double ems)
{
  add_spaces (self, ceil (ems / SPACE_WIDTH));
}

void
cunyi_writing_add_tick (CunyiWriting *self, gboolean ticked, const char *label)
{
  guint start = self->text->len;

  g_string_append (self->text, ticked ? self->layout->tick : BOX);
  cunyi_writing_add_attribute (self, start, pango_attr_family_new (SANS));
  /* box and label stay on one line; a long label may break further on */
  g_string_append (self->text, NO_BREAK);
  cunyi_writing_add (self, label);
}

static Box *
add_shape (CunyiWriting *self)
{
  Box *box = g_new0 (Box, 1);

  if (!self->boxes)
    self->boxes = g_ptr_array_new_with_free_func (free_box);
  g_ptr_array_add (self->boxes, box);
  g_string_append (self->text, "\uFFFC");
  return box;
}

void
cunyi_writing_add_box (CunyiWriting *self, const char *value)
{
  add_shape (self)->value = g_strdup (value);
}

void
cunyi_writing_add_cross (CunyiWriting *self, const char *const quarters[4])
{
  Box *box = add_shape (self);

  for (guint i = 0; i < G_N_ELEMENTS (box->quarters); i++)
    box->quarters[i] = g_strdup (quarters[i]);
}

void
cunyi_writing_add_date (CunyiWriting *self, const char *value, double ems)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (value));
  CunyiDay day = cunyi_day_parse (trimmed);

  if (day != CUNYI_DAY_NONE)
    {
      g_autofree char *chinese = cunyi_day_to_chinese (day);

      cunyi_writing_add (self, chinese);
    }
  else if (*trimmed != '\0')
    cunyi_writing_add (self, trimmed);
  else
    for (guint i = 0; i < 3; i++)
      {
        /* no-break spaces keep the three together and at the end of a line; a third more of them for the year */
        double spaces = (ems - 3.2) / SPACE_WIDTH * (i == 0 ? 3 : 2) / 7;

        add_spaces (self, CLAMP (spaces, 1, i == 0 ? 9 : 6));
        g_string_append (self->text, i == 0 ? "年" : i == 1 ? "月" : "日");
        if (i < 2)
          g_string_append (self->text, NO_BREAK);
      }
}

/* ---- lines ---- */

/* Half of a cross: the widest of its quarters. */
static double
quarter_width (const Box *box, double size)
{
  double width = QUARTER_WIDTH;

  for (guint i = 0; i < G_N_ELEMENTS (box->quarters); i++)
    width = MAX (width, guess_width (box->quarters[i]) * SMALL + 0.3);
  return width * size;
}

/* Side of a box at this size of letters; a long value makes it wider. */
static double
box_width (const Box *box, double size)
{
  return box->value ? MAX (BOX_SIDE, guess_width (box->value) + 0.2) * size : quarter_width (box, size) * 2;
}

static double
box_height (const Box *box, double size)
{
  return (box->value ? BOX_SIDE : QUARTER_HEIGHT * 2) * size;
}

/* Its upper edge over the line that letters stand on. */
static double
box_above (const Box *box, double size)
{
  return (box->value ? BOX_ABOVE : CROSS_ABOVE) * size;
}

/* The shapes of the boxes get the size of the letters that they stand between. */
static void
shape_boxes (CunyiWriting *self, double size)
{
  const char *at = self->text->str;

  for (guint i = 0; self->boxes && i < self->boxes->len && (at = strstr (at, "\uFFFC")); i++)
    {
      const Box *box = g_ptr_array_index (self->boxes, i);
      double width = box_width (box, size) + 2 * BOX_GAP * size;
      PangoRectangle room = { 0, -box_above (box, size) * PANGO_SCALE, width * PANGO_SCALE, box_height (box, size) * PANGO_SCALE };
      PangoAttribute *shape = pango_attr_shape_new (&room, &room);

      shape->start_index = at - self->text->str;
      at += strlen ("\uFFFC");
      shape->end_index = at - self->text->str;
      pango_attr_list_insert (self->attributes, shape);
    }
}

static PangoLayout *
make_layout (CunyiWriting *self, const CunyiLook *look, double width)
{
  CunyiLayout *layout = self->layout;
  PangoLayout *pango = pango_layout_new (layout->pango);
  g_autoptr(PangoFontDescription) font = pango_font_description_new ();

  g_ptr_array_add (layout->ink->layouts, pango);
  pango_font_description_set_family_static (font, cunyi_font_families (look->font));
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
  shape_boxes (self, look->size * layout->scale);
  pango_layout_set_attributes (pango, self->attributes);
  pango_layout_set_text (pango, self->text->str, self->text->len);
  if (self->boxes)
    g_object_set_data_full (G_OBJECT (pango), BOX_KEY, g_ptr_array_ref (self->boxes), (GDestroyNotify) g_ptr_array_unref);
  return pango;
}

double
cunyi_writing_measure (CunyiWriting *self, const CunyiLook *look)
{
  int width;

  pango_layout_get_size (make_layout (self, look, -1), &width, NULL);
  return (double) width / PANGO_SCALE;
}

PangoLayout *
cunyi_writing_finish (CunyiWriting *self, const CunyiLook *look, double width, double indent, gboolean letter_by_letter)
{
  PangoLayout *pango;

  cunyi_layout_spend (self->layout, self->text->len / 256);
  pango = make_layout (self, look, width);
  if (indent > 0)
    pango_layout_set_indent (pango, indent * look->size * self->layout->scale * PANGO_SCALE);
  if (letter_by_letter)
    pango_layout_set_wrap (pango, PANGO_WRAP_CHAR);
  return pango;
}

/* In the middle of a rectangle. */
static void
add_words (CunyiLayout *layout, CunyiSlab *slab, const CunyiShape *room, const char *words, const CunyiLook *look)
{
  CunyiLook inner = *look;
  g_autoptr(CunyiSlab) lines = NULL;

  inner.align = CUNYI_ALIGN_CENTER;
  lines = cunyi_layout_plain (layout, words, &inner, room->width + 1);
  cunyi_slab_put (slab, lines, room->x - 0.5, room->y + (room->height - lines->height) / 2);
}

static void
add_quarters (CunyiLayout *layout, CunyiSlab *slab, const CunyiShape *room, const Box *box, const CunyiLook *look)
{
  CunyiShape level = { .kind = CUNYI_SHAPE_LINE, .stroke = 0.5, .x = room->x, .y = room->y + room->height / 2, .width = room->width };
  CunyiShape upright = { .kind = CUNYI_SHAPE_LINE, .stroke = 0.5, .x = room->x + room->width / 2, .y = room->y, .height = room->height };
  CunyiLook small = *look;

  small.size *= SMALL;
  cunyi_slab_add (slab, &level);
  cunyi_slab_add (slab, &upright);
  for (guint i = 0; i < G_N_ELEMENTS (box->quarters); i++)
    {
      CunyiShape quarter = { .x = room->x + (i % 2) * room->width / 2, .y = room->y + (i / 2) * room->height / 2,
                             .width = room->width / 2, .height = room->height / 2 };

      if (*box->quarters[i])
        add_words (layout, slab, &quarter, box->quarters[i], &small);
    }
}

/* The box or cross at byte `index` of the line that `line` shows. */
static void
add_box (CunyiLayout *layout, CunyiSlab *slab, const CunyiShape *line, const Box *box, int index, const CunyiLook *look)
{
  double size = look->size * layout->scale;
  CunyiShape frame = { .kind = CUNYI_SHAPE_FRAME, .stroke = 0.5 };
  int x;

  pango_layout_line_index_to_x (line->what, index, FALSE, &x);
  frame.x = line->x + (double) x / PANGO_SCALE + BOX_GAP * size;
  frame.y = line->y + line->baseline - box_above (box, size);
  frame.width = box_width (box, size);
  frame.height = box_height (box, size);
  if (box->value == NULL)
    {
      add_quarters (layout, slab, &frame, box, look);
      return;
    }
  cunyi_slab_add (slab, &frame);
  if (*box->value)
    add_words (layout, slab, &frame, box->value, look);
}

CunyiSlab *
cunyi_writing_place (CunyiLayout *layout, PangoLayout *pango, const CunyiLook *look, double x)
{
  CunyiSlab *slab = cunyi_slab_new ();
  PangoLayoutIter *iter = pango_layout_get_iter (pango);
  GPtrArray *boxes = g_object_get_data (G_OBJECT (pango), BOX_KEY);
  const char *text = pango_layout_get_text (pango), *box = boxes ? strstr (text, "\uFFFC") : NULL;
  guint n = 0;

  do
    {
      PangoRectangle logical;
      CunyiShape shape = { .kind = CUNYI_SHAPE_TEXT };
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      double natural, baseline;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      baseline = (double) (pango_layout_iter_get_baseline (iter) - logical.y) / PANGO_SCALE;
      natural = (double) logical.height / PANGO_SCALE;
      shape.what = line;
      shape.x = x + (double) logical.x / PANGO_SCALE;
      shape.y = slab->height;
      shape.width = (double) logical.width / PANGO_SCALE;
      shape.height = natural * look->line_height;
      shape.baseline = (shape.height - natural) / 2 + baseline;
      cunyi_slab_add (slab, &shape);
      slab->height += shape.height;
      for (; box && box - text < line->start_index + line->length; box = strstr (box + 1, "\uFFFC"))
        add_box (layout, slab, &shape, g_ptr_array_index (boxes, n++), box - text, look);
    }
  while (cunyi_layout_spend (layout, 1) && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return slab;
}

CunyiSlab *
cunyi_writing_lay (CunyiWriting *self, const CunyiLook *look, double width)
{
  return cunyi_writing_place (self->layout, cunyi_writing_finish (self, look, width, 0, FALSE), look, 0);
}

CunyiSlab *
cunyi_layout_plain (CunyiLayout *layout, const char *text, const CunyiLook *look, double width)
{
  g_autoptr(CunyiWriting) writing = cunyi_writing_new (layout);

  cunyi_writing_add (writing, text);
  return cunyi_writing_lay (writing, look, width);
}
