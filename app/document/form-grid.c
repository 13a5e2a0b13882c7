/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* <form/>: a record on paper in the grid of its form, as the screen shows it. A group is a ruled part with its name across;
 * questions take their units of the row and stretch to fill it; a repeat is a table; what is not answered is room to write. */

#include "config.h"

#include "document/layout.h"

#include "form/form.h"

#include <math.h>
#include <string.h>

#define HAIR 0.5
#define PAD_X 2.5
#define PAD_Y 1.8
#define ROW CUNYI_POINTS (7.5)
/* More options than these are not printed as boxes; the answer stands there alone. */
#define MAX_BOXES 16

typedef struct {
  CunyiLayout *layout;
  CunyiForm *form;
  CunyiContext *context;
  CunyiLook look;
  double width;
  GArray *bands;
  /* the row under way */
  GPtrArray *items; /* CunyiItem */
  GArray *units;
  double used;
  guint columns;
} Sheet;

static gboolean
has_word (const char *words, const char *word)
{
  g_auto(GStrv) list = g_strsplit (words ? words : "", " ", -1);

  return g_strv_contains ((const char *const *) list, word);
}

/* "h3" asks for three lines to write on; boxes need none. */
static guint
lines_of (const CunyiItem *item)
{
  g_auto(GStrv) list = g_strsplit (item->print ? item->print : "", " ", -1);

  for (guint i = 0; list[i] && !item->choices; i++)
    if (list[i][0] == 'h' && g_ascii_isdigit (list[i][1]))
      return CLAMP (atoi (list[i] + 1), 1, 30);
  return item->multiline ? 3 : 1;
}

static char *
label_of (const CunyiItem *item, CunyiContext *context)
{
  return g_strstrip (cunyi_text_expand (item->print_label ? item->print_label : item->label, context));
}

/* □1 男 ☑2 女: the number that the paper prints before an option, when it has one. */
static char *
boxes_of (CunyiLayout *layout, const CunyiItem *item, const char *value, CunyiContext *context)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_auto(GStrv) values = g_strsplit (value, " ", -1);

  for (guint i = 0; i < item->choices->n_choices; i++)
    {
      const CunyiChoice *choice = &item->choices->choices[i];
      g_autofree char *label = cunyi_text_expand (choice->label, context);
      gboolean chosen = item->kind == CUNYI_ITEM_SELECT_ONE ? strcmp (value, choice->name) == 0
                                                            : g_strv_contains ((const char *const *) values, choice->name);

      g_string_append_printf (text, "%s%s\u2060", i > 0 ? "  " : "", chosen ? layout->tick : "□");
      if (g_ascii_isdigit (choice->name[0]))
        g_string_append_printf (text, "%s\u00A0", choice->name);
      g_string_append (text, label);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* With its options as boxes, or, where there is no room for them, only what was chosen. */
static char *
value_of (CunyiLayout *layout, const CunyiItem *item, CunyiContext *context, gboolean boxes)
{
  gboolean relevant = !item->relevant || cunyi_expression_test (item->relevant, context);
  const char *value = relevant ? cunyi_context_get (context, item->name) : "";

  if (item->print_text)
    return cunyi_text_expand (item->print_text, context);
  if (boxes && item->choices && item->choices->n_choices <= MAX_BOXES)
    return boxes_of (layout, item, value, context);
  return cunyi_form_answer_to_text (item, value);
}

static gboolean
is_printed (const CunyiItem *item)
{
  switch (item->kind)
    {
    case CUNYI_ITEM_CALCULATE:
      return has_word (item->print, "show");
    case CUNYI_ITEM_START:
    case CUNYI_ITEM_END:
    case CUNYI_ITEM_TODAY:
      return FALSE;
    case CUNYI_ITEM_TEXT:
    case CUNYI_ITEM_INTEGER:
    case CUNYI_ITEM_DECIMAL:
    case CUNYI_ITEM_DATE:
    case CUNYI_ITEM_TIME:
    case CUNYI_ITEM_MOMENT:
    case CUNYI_ITEM_RANK:
    case CUNYI_ITEM_ACKNOWLEDGE:
    case CUNYI_ITEM_IMAGE:
    case CUNYI_ITEM_SELECT_ONE:
    case CUNYI_ITEM_SELECT_MULTIPLE:
    case CUNYI_ITEM_NOTE:
    case CUNYI_ITEM_GROUP:
    case CUNYI_ITEM_REPEAT:
    default:
      return !item->no_print && !has_word (item->print, "skip");
    }
}

static void
add_frame (CunyiSlab *slab, double x, double y, double width, double height)
{
  CunyiShape frame = { .kind = CUNYI_SHAPE_FRAME, .x = x, .y = y, .width = width, .height = height, .stroke = HAIR };

  cunyi_slab_add (slab, &frame);
}

static void
add_band (Sheet *sheet, CunyiSlab *slab, gboolean keep)
{
  CunyiBand band = { slab, FALSE, keep };

  g_array_append_val (sheet->bands, band);
}

/* One text over the whole width: the name of a group, or a note. */
static void
add_wide (Sheet *sheet, const char *text, gboolean title)
{
  CunyiLook look = sheet->look;
  CunyiSlab *slab = cunyi_slab_new ();
  g_autoptr(CunyiSlab) words = NULL;

  if (*text == '\0')
    {
      cunyi_slab_free (slab);
      return;
    }
  look.bold = title;
  words = cunyi_layout_plain (sheet->layout, text, &look, sheet->width - PAD_X * 2);
  slab->height = words->height + PAD_Y * 2;
  if (title)
    {
      CunyiShape shade = { .kind = CUNYI_SHAPE_SHADE, .width = sheet->width, .height = slab->height };

      cunyi_slab_add (slab, &shade);
    }
  cunyi_slab_put (slab, words, PAD_X, PAD_Y);
  add_frame (slab, 0, 0, sheet->width, slab->height);
  add_band (sheet, slab, title);
}

/* Label and value of one question within `width`, beside each other when the value is short. */
static CunyiSlab *
lay_question (Sheet *sheet, const CunyiItem *item, CunyiContext *context, double width)
{
  g_autofree char *label = label_of (item, context);
  g_autofree char *value = value_of (sheet->layout, item, context, TRUE);
  g_autofree char *text = NULL;
  CunyiSlab *slab;

  if (!item->choices && cunyi_item_has_answer (item) && *value == '\0')
    text = g_strdup_printf ("%s：", label);
  else
    text = g_strdup_printf ("%s：%s", label, value);
  slab = cunyi_layout_plain (sheet->layout, text, &sheet->look, width);
  slab->height = MAX (slab->height, lines_of (item) * ROW * sheet->layout->scale - PAD_Y * 2);
  return slab;
}

static void
finish_row (Sheet *sheet)
{
  CunyiSlab *row;
  double x = 0;

  if (sheet->items->len == 0)
    return;
  row = cunyi_slab_new ();
  for (guint i = 0; i < sheet->items->len; i++)
    {
      double width = sheet->width * g_array_index (sheet->units, double, i) / sheet->used;
      g_autoptr(CunyiSlab) cell = lay_question (sheet, g_ptr_array_index (sheet->items, i), sheet->context,
                                                width - PAD_X * 2);

      cunyi_slab_put (row, cell, x + PAD_X, PAD_Y);
      row->height = MAX (row->height, cell->height + PAD_Y * 2);
      x += width;
    }
  x = 0;
  for (guint i = 0; i < sheet->items->len; i++)
    {
      double width = sheet->width * g_array_index (sheet->units, double, i) / sheet->used;

      add_frame (row, x, 0, width, row->height);
      x += width;
    }
  add_band (sheet, row, FALSE);
  g_ptr_array_set_size (sheet->items, 0);
  g_array_set_size (sheet->units, 0);
  sheet->used = 0;
}

static void
add_question (Sheet *sheet, const CunyiItem *item)
{
  double units = CLAMP (item->width > 0 ? item->width : sheet->columns, 1, sheet->columns);

  if (sheet->used + units > sheet->columns)
    finish_row (sheet);
  g_ptr_array_add (sheet->items, (gpointer) item);
  g_array_append_val (sheet->units, units);
  sheet->used += units;
}

/* One line of a repeat's table; `context` NULL for its header. */
static CunyiSlab *
lay_line (Sheet *sheet, GPtrArray *items, CunyiContext *context)
{
  CunyiSlab *row = cunyi_slab_new ();
  double width = sheet->width / items->len;
  CunyiLook look = sheet->look;

  look.align = context ? CUNYI_ALIGN_LEFT : CUNYI_ALIGN_CENTER;
  row->height = ROW * sheet->layout->scale;
  for (guint i = 0; i < items->len; i++)
    {
      const CunyiItem *item = g_ptr_array_index (items, i);
      g_autofree char *text = context ? value_of (sheet->layout, item, context, FALSE) : label_of (item, sheet->context);
      g_autoptr(CunyiSlab) words = cunyi_layout_plain (sheet->layout, text, &look, width - PAD_X * 2);

      cunyi_slab_put (row, words, i * width + PAD_X, PAD_Y);
      row->height = MAX (row->height, words->height + PAD_Y * 2);
    }
  for (guint i = 0; i < items->len; i++)
    add_frame (row, i * width, 0, width, row->height);
  return row;
}

/* A repeat as a table: its questions side by side, one line for each of its rows and an empty one when there is none. */
static void
add_repeat (Sheet *sheet, const CunyiItem *repeat)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new ();
  guint rows = cunyi_context_n_rows (sheet->context, repeat->name);
  g_autofree char *label = label_of (repeat, sheet->context);

  for (guint i = repeat->index + 1; i < repeat->end; i++)
    {
      const CunyiItem *item = cunyi_form_get_item (sheet->form, i);

      if (item->repeat == repeat && is_printed (item) && cunyi_item_has_answer (item) && items->len < 16)
        g_ptr_array_add (items, (gpointer) item);
    }
  add_wide (sheet, label, TRUE);
  if (items->len == 0)
    return;
  add_band (sheet, lay_line (sheet, items, NULL), TRUE);
  for (guint i = 0; i < rows && cunyi_layout_spend (sheet->layout, items->len); i++)
    add_band (sheet, lay_line (sheet, items, cunyi_context_get_row (sheet->context, repeat->name, i)), FALSE);
  if (rows == 0)
    {
      g_autoptr(CunyiContext) blank = cunyi_context_new ();

      add_band (sheet, lay_line (sheet, items, blank), FALSE);
    }
}

static void
add_items (Sheet *sheet, guint from, guint end)
{
  for (guint i = from; i < end && cunyi_layout_spend (sheet->layout, 1); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (sheet->form, i);

      if (!is_printed (item))
        {
          if (item->kind == CUNYI_ITEM_GROUP || item->kind == CUNYI_ITEM_REPEAT)
            i = item->end - 1;
          continue;
        }
      if (item->kind == CUNYI_ITEM_REPEAT)
        {
          finish_row (sheet);
          add_repeat (sheet, item);
          i = item->end - 1;
        }
      else if (item->kind == CUNYI_ITEM_GROUP)
        {
          guint columns = sheet->columns;
          g_autofree char *label = label_of (item, sheet->context);

          finish_row (sheet);
          add_wide (sheet, label, TRUE);
          sheet->columns = MAX (item->columns, 1);
          add_items (sheet, i + 1, item->end);
          finish_row (sheet);
          sheet->columns = columns;
          i = item->end - 1;
        }
      else if (item->kind == CUNYI_ITEM_NOTE)
        {
          g_autofree char *label = label_of (item, sheet->context);

          finish_row (sheet);
          if (!item->relevant || cunyi_expression_test (item->relevant, sheet->context))
            add_wide (sheet, label, FALSE);
        }
      else
        add_question (sheet, item);
    }
}

static void
clear_band (gpointer data)
{
  cunyi_slab_free (((CunyiBand *) data)->slab);
}

GArray *
cunyi_layout_form_bands (CunyiLayout *layout, CunyiNode *node, CunyiContext *context, const CunyiLook *around, double width)
{
  Sheet sheet = { .layout = layout, .form = layout->form, .context = context, .look = *around, .width = width };

  sheet.bands = g_array_new (FALSE, FALSE, sizeof (CunyiBand));
  g_array_set_clear_func (sheet.bands, clear_band);
  if (!layout->form)
    return sheet.bands;
  cunyi_look_apply (&sheet.look, node);
  sheet.items = g_ptr_array_new ();
  sheet.units = g_array_new (FALSE, FALSE, sizeof (double));
  sheet.columns = 4;
  add_items (&sheet, 0, cunyi_form_n_items (layout->form));
  finish_row (&sheet);
  g_ptr_array_unref (sheet.items);
  g_array_unref (sheet.units);
  return sheet.bands;
}
