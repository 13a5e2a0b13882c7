/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pages that templates were filled to. A document has a font map of its own, because Pango's default one belongs to a thread. */

#include "config.h"

#include "document/document.h"

#include "document/draw.h"
#include "document/form-paper.h"
#include "document/paginate.h"

#include <glib/gi18n.h>
#include <math.h>

#define SHEET_WIDTH CUNYI_POINTS (210)
#define SHEET_HEIGHT CUNYI_POINTS (297)

/* A page of another document at a place on this one. */
typedef struct {
  guint page;
  double x, y;
} Tile;

typedef struct {
  double width, height;
  CunyiSide side;
  CunyiSlab *slab;  /* owned */
  GArray *tiles;    /* Tile; NULL for a page of its own */
} Page;

struct _CunyiDocument {
  GObject parent_instance;

  PangoContext *pango;
  CunyiGlyphs *glyphs;
  char *title;
  gboolean demo;
  GPtrArray *inks;
  GPtrArray *pages;
  CunyiForm *form;      /* what <form/> shows in the template that is being added, not owned; or NULL */
  GPtrArray *records;   /* contexts of its records, not owned */
  CunyiPictureFunc find_picture;
  gpointer picture_data;
  CunyiDocument *cards; /* what the tiles show, or NULL */
};

G_DEFINE_FINAL_TYPE (CunyiDocument, cunyi_document, G_TYPE_OBJECT)
G_DEFINE_QUARK (cunyi-document-error-quark, cunyi_document_error)

static void
free_page (gpointer data)
{
  Page *page = data;

  cunyi_slab_free (page->slab);
  g_clear_pointer (&page->tiles, g_array_unref);
  g_free (page);
}

static void
free_ink (gpointer data)
{
  cunyi_ink_free (data);
}

static void
cunyi_document_finalize (GObject *object)
{
  CunyiDocument *self = CUNYI_DOCUMENT (object);

  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->inks);
  cunyi_glyphs_free (self->glyphs);
  g_object_unref (self->pango);
  g_clear_object (&self->cards);
  g_free (self->title);

  G_OBJECT_CLASS (cunyi_document_parent_class)->finalize (object);
}

static void
cunyi_document_class_init (CunyiDocumentClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cunyi_document_finalize;
}

static void
cunyi_document_init (CunyiDocument *self)
{
  self->pango = cunyi_layout_create_pango ();
  self->glyphs = cunyi_glyphs_new ();
  self->title = g_strdup ("");
  self->inks = g_ptr_array_new_with_free_func (free_ink);
  self->pages = g_ptr_array_new_with_free_func (free_page);
}

CunyiDocument *
cunyi_document_new (void)
{
  return g_object_new (CUNYI_TYPE_DOCUMENT, NULL);
}

void
cunyi_document_set_demo (CunyiDocument *self, gboolean demo)
{
  g_return_if_fail (CUNYI_IS_DOCUMENT (self));

  self->demo = demo;
}

void
cunyi_document_set_pictures (CunyiDocument *self, CunyiPictureFunc func, gpointer data)
{
  g_return_if_fail (CUNYI_IS_DOCUMENT (self));

  self->find_picture = func;
  self->picture_data = data;
}

static Page *
add_page (CunyiDocument *self, double width, double height, CunyiSide side)
{
  Page *page = g_new0 (Page, 1);

  page->width = width;
  page->height = height;
  page->side = side;
  page->slab = cunyi_slab_new ();
  g_ptr_array_add (self->pages, page);
  return page;
}

/* The template's own values, where the clinic gives none. */
static void
set_values (CunyiNode *root, CunyiContext *context)
{
  for (CunyiNode *node = root->first; node; node = node->next)
    if (node->kind == CUNYI_NODE_VALUE && *cunyi_context_get (context, node->name) == '\0')
      {
        g_autofree char *text = cunyi_text_expand (node->text, context);

        cunyi_context_set (context, node->name, text);
      }
}

static gboolean
check_required (CunyiNode *root, CunyiContext *context, GError **error)
{
  for (CunyiNode *node = root->first; node; node = node->next)
    if (node->kind == CUNYI_NODE_REQUIRE && !cunyi_expression_test (node->condition, context))
      {
        g_autofree char *text = cunyi_text_expand (node->text, context);

        g_set_error_literal (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_INCOMPLETE, text);
        return FALSE;
      }
  return TRUE;
}

static void
take_sheet (CunyiDocument *self, CunyiPaper *sheet)
{
  Page *page = add_page (self, sheet->width, sheet->height, sheet->side);

  cunyi_slab_put (page->slab, sheet->slab, 0, 0);
}

/* The sheet of this side from *from on, or NULL. */
static CunyiPaper *
next_of_side (GArray *sheets, guint *from, CunyiSide side)
{
  for (; *from < sheets->len; (*from)++)
    if (g_array_index (sheets, CunyiPaper, *from).side == side)
      return &g_array_index (sheets, CunyiPaper, (*from)++);
  return NULL;
}

/* Fronts and backs by turns. Where one side needs more, its rest fills both sides of further cards. */
static void
take_cards (CunyiDocument *self, GArray *sheets)
{
  guint front = 0, back = 0;
  CunyiPaper *a = next_of_side (sheets, &front, CUNYI_SIDE_FRONT);
  CunyiPaper *b = next_of_side (sheets, &back, CUNYI_SIDE_BACK);

  while (a || b)
    {
      if (!a)
        {
          a = b;
          b = next_of_side (sheets, &back, CUNYI_SIDE_BACK);
        }
      take_sheet (self, a);
      if (b)
        take_sheet (self, b);
      else
        add_page (self, a->width, a->height, CUNYI_SIDE_BACK);
      a = next_of_side (sheets, &front, CUNYI_SIDE_FRONT);
      b = next_of_side (sheets, &back, CUNYI_SIDE_BACK);
    }
}

static gboolean
is_card (GArray *sheets)
{
  for (guint i = 0; i < sheets->len; i++)
    if (g_array_index (sheets, CunyiPaper, i).side == CUNYI_SIDE_UNSET)
      return FALSE;
  return TRUE;
}

gboolean
cunyi_document_accepts (CunyiTemplate *template, CunyiContext *context, GError **error)
{
  CunyiNode *root = cunyi_template_get_root (template);

  set_values (root, context);
  return check_required (root, context, error);
}

gboolean
cunyi_document_add (CunyiDocument *self, CunyiTemplate *template, CunyiContext *context, GError **error)
{
  CunyiNode *root;
  g_autoptr(CunyiInk) ink = cunyi_ink_new ();
  g_autoptr(CunyiLayout) layout = NULL;
  g_autoptr(GArray) sheets = NULL;

  g_return_val_if_fail (CUNYI_IS_DOCUMENT (self) && template != NULL && context != NULL, FALSE);

  if (!cunyi_document_accepts (template, context, error))
    return FALSE;
  root = cunyi_template_get_root (template);
  layout = cunyi_layout_new (self->pango, ink);
  layout->form = self->form;
  layout->records = self->records;
  layout->find_picture = self->find_picture;
  layout->picture_data = self->picture_data;
  sheets = cunyi_paginate (layout, root, context);
  if (layout->too_long)
    {
      g_set_error_literal (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_TOO_LONG,
                           _("This would become too many pages to print. Choose fewer people or a shorter time."));
      return FALSE;
    }
  if (sheets->len == 0)
    {
      g_set_error_literal (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_NO_PAGES,
                           _("There is nothing to print: no page of this document fits what is known."));
      return FALSE;
    }
  if (self->pages->len == 0)
    {
      g_free (self->title);
      self->title = g_strdup (cunyi_template_get_title (template));
    }
  g_ptr_array_add (self->inks, g_steal_pointer (&ink));
  if (is_card (sheets))
    take_cards (self, sheets);
  else
    for (guint i = 0; i < sheets->len; i++)
      take_sheet (self, &g_array_index (sheets, CunyiPaper, i));
  return TRUE;
}

void
cunyi_document_shorten (CunyiDocument *self, guint n_pages)
{
  g_return_if_fail (CUNYI_IS_DOCUMENT (self) && n_pages <= self->pages->len);

  g_ptr_array_set_size (self->pages, (int) n_pages);
}

/* One sheet with some of the records. What the sheet itself is called lies before the answers of its last record. */
static gboolean
add_form_sheet (CunyiDocument *self, CunyiTemplate *template, CunyiForm *form, GPtrArray *records, guint first, guint n,
                GError **error)
{
  g_autoptr(CunyiContext) context = cunyi_context_new ();
  g_autoptr(GPtrArray) shown = g_ptr_array_new ();
  gboolean added;

  for (guint i = first; i < first + n; i++)
    g_ptr_array_add (shown, g_ptr_array_index (records, i));
  cunyi_context_set_outer (context, g_ptr_array_index (records, first + n - 1));
  cunyi_form_give_labels (form, context);
  cunyi_context_set (context, "form_title", cunyi_form_get_title (form));
  cunyi_context_set (context, "form_subject", cunyi_form_get_subject (form));
  cunyi_context_set (context, "form_head", cunyi_form_has_head (form) ? "yes" : "");
  cunyi_context_set (context, "form_layout", cunyi_form_get_setting (form, "print_layout"));
  self->form = form;
  self->records = shown;
  added = cunyi_document_add (self, template, context, error);
  self->form = NULL;
  self->records = NULL;
  return added;
}

gboolean
cunyi_document_add_form (CunyiDocument *self, CunyiTemplate *template, CunyiForm *form, GPtrArray *records, GError **error)
{
  guint n;

  g_return_val_if_fail (CUNYI_IS_DOCUMENT (self) && template != NULL && form != NULL && records != NULL, FALSE);

  n = cunyi_document_count_on_sheet (form);
  for (guint i = 0; i < records->len; i += n)
    {
      n = MIN (n > 0 ? n : records->len, records->len - i);
      if (!add_form_sheet (self, template, form, records, i, n, error))
        return FALSE;
    }
  return TRUE;
}

/* Two short lines off each corner of a card, where the knife goes. */
static void
add_crop_marks (CunyiSlab *slab, double x, double y, double width, double height, double room)
{
  double gap = 1.5, length = MIN (room - gap, 9);

  for (guint i = 0; i < 4 && length > 1; i++)
    {
      double cx = x + (i & 1 ? width : 0), cy = y + (i & 2 ? height : 0);
      CunyiShape level = { .kind = CUNYI_SHAPE_LINE, .stroke = 0.3, .y = cy, .width = length };
      CunyiShape upright = { .kind = CUNYI_SHAPE_LINE, .stroke = 0.3, .x = cx, .height = length };

      level.x = i & 1 ? cx + gap : cx - gap - length;
      upright.y = i & 2 ? cy + gap : cy - gap - length;
      cunyi_slab_add (slab, &level);
      cunyi_slab_add (slab, &upright);
    }
}

typedef struct {
  guint columns, rows;
  double width, height; /* of a card */
  double gap_x, gap_y;
} Imposition;

/* Two columns and as many rows as asked for, if that many fit; air between them as far as there is any. */
static Imposition
impose (double width, double height, guint per_sheet)
{
  Imposition grid = { .width = width, .height = height };

  grid.columns = MAX (floor ((SHEET_WIDTH - 28) / width), 1);
  grid.rows = MAX (floor ((SHEET_HEIGHT - 24) / height), 1);
  if (grid.columns * grid.rows > per_sheet && per_sheet >= grid.columns)
    grid.rows = per_sheet / grid.columns;
  grid.gap_x = CLAMP ((SHEET_WIDTH - 28 - width * grid.columns) / grid.columns, 0, 17);
  grid.gap_y = grid.rows * grid.columns < 10 ? CLAMP ((SHEET_HEIGHT - 28 - height * grid.rows) / grid.rows, 0, 17) : 0;
  if (grid.gap_y < 6)
    grid.gap_x = grid.gap_y = 0;
  return grid;
}

/* One sheet with every `stride`th page from `first` on. */
static void
add_card_sheet (CunyiDocument *self, const Imposition *grid, guint first, guint stride, gboolean mirrored)
{
  Page *sheet = add_page (self, SHEET_WIDTH, SHEET_HEIGHT, CUNYI_SIDE_UNSET);
  double all_width = grid->columns * grid->width + (grid->columns - 1) * grid->gap_x;
  double all_height = grid->rows * grid->height + (grid->rows - 1) * grid->gap_y;
  double left = (SHEET_WIDTH - all_width) / 2, top = (SHEET_HEIGHT - all_height) / 2;

  sheet->tiles = g_array_new (FALSE, FALSE, sizeof (Tile));
  for (guint i = 0; i < grid->columns * grid->rows && first + i * stride < self->cards->pages->len; i++)
    {
      guint column = i % grid->columns;
      Tile tile = { .page = first + i * stride };

      if (mirrored)
        column = grid->columns - 1 - column;
      tile.x = left + column * (grid->width + grid->gap_x);
      tile.y = top + (i / grid->columns) * (grid->height + grid->gap_y);
      g_array_append_val (sheet->tiles, tile);
      if (grid->gap_x > 0)
        add_crop_marks (sheet->slab, tile.x, tile.y, grid->width, grid->height, grid->gap_x / 2);
    }
  if (grid->gap_x <= 0)
    for (guint row = 0; row <= grid->rows; row++)
      {
        CunyiShape mark = { .kind = CUNYI_SHAPE_LINE, .stroke = 0.3, .width = 9 };

        mark.y = top + row * grid->height;
        mark.x = left - 11;
        cunyi_slab_add (sheet->slab, &mark);
        mark.x = left + all_width + 2;
        cunyi_slab_add (sheet->slab, &mark);
      }
  if (grid->gap_x <= 0)
    for (guint column = 0; column <= grid->columns; column++)
      {
        CunyiShape mark = { .kind = CUNYI_SHAPE_LINE, .stroke = 0.3, .height = 9 };

        mark.x = left + column * grid->width;
        mark.y = top - 11;
        cunyi_slab_add (sheet->slab, &mark);
        mark.y = top + all_height + 2;
        cunyi_slab_add (sheet->slab, &mark);
      }
}

CunyiDocument *
cunyi_document_new_card_sheets (CunyiDocument *cards, guint per_sheet)
{
  CunyiDocument *self = cunyi_document_new ();
  gboolean two_sides = FALSE;
  guint stride;
  Imposition grid;

  g_return_val_if_fail (CUNYI_IS_DOCUMENT (cards), self);

  self->cards = g_object_ref (cards);
  g_free (self->title);
  self->title = g_strdup (cards->title);
  if (cards->pages->len == 0)
    return self;
  for (guint i = 0; i < cards->pages->len; i++)
    two_sides |= ((Page *) g_ptr_array_index (cards->pages, i))->side == CUNYI_SIDE_BACK;
  stride = two_sides ? 2 : 1;
  grid = impose (((Page *) g_ptr_array_index (cards->pages, 0))->width,
                 ((Page *) g_ptr_array_index (cards->pages, 0))->height, per_sheet);
  for (guint first = 0; first < cards->pages->len; first += grid.columns * grid.rows * stride)
    {
      add_card_sheet (self, &grid, first, stride, FALSE);
      if (two_sides)
        add_card_sheet (self, &grid, first + 1, stride, TRUE);
    }
  return self;
}

const char *
cunyi_document_get_title (CunyiDocument *self)
{
  g_return_val_if_fail (CUNYI_IS_DOCUMENT (self), "");

  return self->title;
}

guint
cunyi_document_n_pages (CunyiDocument *self)
{
  g_return_val_if_fail (CUNYI_IS_DOCUMENT (self), 0);

  return self->pages->len;
}

void
cunyi_document_get_page_size (CunyiDocument *self, guint index, double *width, double *height)
{
  Page *page;

  g_return_if_fail (CUNYI_IS_DOCUMENT (self) && index < self->pages->len);

  page = g_ptr_array_index (self->pages, index);
  *width = page->width;
  *height = page->height;
}

void
cunyi_document_draw_page (CunyiDocument *self, guint index, cairo_t *cr)
{
  Page *page;

  g_return_if_fail (CUNYI_IS_DOCUMENT (self) && index < self->pages->len && cr != NULL);

  page = g_ptr_array_index (self->pages, index);
  if (self->demo)
    cunyi_draw_demo (self->pango, self->glyphs, cr, page->width, page->height);
  for (guint i = 0; page->tiles && i < page->tiles->len; i++)
    {
      Tile *tile = &g_array_index (page->tiles, Tile, i);

      cairo_save (cr);
      cairo_translate (cr, tile->x, tile->y);
      cunyi_document_draw_page (self->cards, tile->page, cr);
      cairo_restore (cr);
    }
  cunyi_draw_slab (page->slab, self->glyphs, cr);
}

static void
append_text (GString *text, CunyiSlab *slab)
{
  for (guint i = 0; i < slab->shapes->len; i++)
    {
      const CunyiShape *shape = &g_array_index (slab->shapes, CunyiShape, i);
      PangoLayoutLine *line = shape->what;

      if (shape->kind != CUNYI_SHAPE_TEXT)
        continue;
      g_string_append_len (text, pango_layout_get_text (line->layout) + line->start_index, line->length);
      g_string_append_c (text, '\n');
    }
}

char *
cunyi_document_get_page_text (CunyiDocument *self, guint index)
{
  GString *text = g_string_new (NULL);
  Page *page;

  g_return_val_if_fail (CUNYI_IS_DOCUMENT (self) && index < self->pages->len, g_string_free (text, FALSE));

  page = g_ptr_array_index (self->pages, index);
  if (self->demo)
    g_string_append (text, "演示\n");
  for (guint i = 0; page->tiles && i < page->tiles->len; i++)
    {
      g_autofree char *tile = cunyi_document_get_page_text (self->cards, g_array_index (page->tiles, Tile, i).page);

      g_string_append (text, tile);
    }
  append_text (text, page->slab);
  return g_string_free (text, FALSE);
}
