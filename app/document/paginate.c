/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The blocks of a <page> become pieces in one row; pieces are put on pages from top to bottom. A paragraph breaks between
 * lines, a table between rows with its header repeated, anything else only when it is longer than a page. */

#include "config.h"

#include "document/paginate-private.h"

#include "document/node-attributes.h"

#include <string.h>

#define MAX_PAGES 5000
#define SCALE_STEP 0.03

static void
clear_piece (gpointer data)
{
  cunyi_slab_free (((Piece *) data)->slab);
}

static void
clear_draft (gpointer data)
{
  Draft *draft = data;

  cunyi_context_unref (draft->context);
  cunyi_slab_free (draft->body);
}

static void
clear_sheet (gpointer data)
{
  cunyi_slab_free (((CunyiPaper *) data)->slab);
}

/* All running heads (or feet) that belong on a page of this index. (transfer full) */
static CunyiSlab *
lay_running (CunyiLayout *layout, CunyiNode *page, CunyiContext *context, CunyiNodeKind kind, guint index, double width)
{
  CunyiSlab *slab = cunyi_slab_new ();
  CunyiLook look = { CUNYI_FONT_SANS, CUNYI_ALIGN_LEFT, CUNYI_VALIGN_TOP, FALSE, 9, 0.95 };

  for (CunyiNode *node = page->first; node; node = node->next)
    {
      g_autoptr(CunyiSlab) part = NULL;

      if (node->kind != kind || (node->on == CUNYI_ON_FIRST && index > 0) || (node->on == CUNYI_ON_REST && index == 0)
          || (node->condition && !cunyi_expression_test (node->condition, context)))
        continue;
      part = cunyi_layout_stack (layout, node, context, &look, width, 0);
      cunyi_slab_put (slab, part, 0, slab->height);
      slab->height += part->height;
    }
  return slab;
}

static void
measure_running (Filling *filling)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(CunyiSlab) head = lay_running (filling->layout, filling->node, filling->context, CUNYI_NODE_HEADER, i,
                                               filling->width);
      g_autoptr(CunyiSlab) foot = lay_running (filling->layout, filling->node, filling->context, CUNYI_NODE_FOOTER, i,
                                               filling->width);

      filling->heads[i] = head->height;
      filling->feet[i] = foot->height;
    }
}

static void
add_table (Filling *filling, CunyiInstance *instance, double gap, gboolean keep)
{
  GArray *bands = (instance->node->kind == CUNYI_NODE_FORM ? cunyi_layout_form_bands : cunyi_layout_bands) (
      filling->layout, instance->node, instance->context, &filling->look, filling->width);

  for (guint i = 0; i < bands->len; i++)
    {
      CunyiBand *band = &g_array_index (bands, CunyiBand, i);
      Piece piece = { .slab = g_steal_pointer (&band->slab), .gap = i == 0 ? gap : 0, .table = instance->node };

      band->slab = cunyi_slab_new ();
      piece.header = band->header;
      piece.of = band->of;
      piece.keep = band->header || band->keep || (keep && i + 1 < bands->len);
      piece.context = instance->context;
      piece.begins_page = band->begins_page;
      memcpy (piece.rails, band->rails, sizeof piece.rails);
      g_array_append_val (filling->pieces, piece);
    }
  g_array_unref (bands);
}

static void
collect_pieces (Filling *filling)
{
  CunyiLayout *layout = filling->layout;
  double gap = MAX (filling->node->gap, 0) * layout->scale, owed = 0;
  guint ordinal = layout->ordinal;

  for (guint i = 0; i < filling->instances->len && !layout->too_long; i++)
    {
      CunyiInstance *instance = &g_array_index (filling->instances, CunyiInstance, i);
      CunyiNode *node = instance->node;
      double above = MAX (owed, node->above >= 0 ? node->above * layout->scale : gap);
      Piece piece = { .gap = above, .keep = node->keep == CUNYI_FLAG_YES || node->kind == CUNYI_NODE_HEADING };

      if (node->kind == CUNYI_NODE_HEADER || node->kind == CUNYI_NODE_FOOTER)
        continue;
      layout->ordinal = instance->ordinal;
      owed = node->below >= 0 ? node->below * layout->scale : 0;
      if ((node->kind == CUNYI_NODE_TABLE || node->kind == CUNYI_NODE_FORM) && node->bottom != CUNYI_FLAG_YES)
        {
          add_table (filling, instance, above, node->keep == CUNYI_FLAG_YES);
          continue;
        }
      if (node->kind == CUNYI_NODE_GROUP || node->kind == CUNYI_NODE_BLOCK)
        piece.keep = FALSE;
      piece.slab = cunyi_layout_block (layout, node, instance->context, &filling->look, filling->width);
      piece.lines = node->kind == CUNYI_NODE_P;
      piece.bottom = node->bottom == CUNYI_FLAG_YES;
      piece.page_break = node->kind == CUNYI_NODE_PAGEBREAK;
      g_array_append_val (filling->pieces, piece);
    }
  layout->ordinal = ordinal;
}

/* At the foot of a page. */
static void
end_rails (Filling *filling)
{
  if (filling->drafts->len > filling->first)
    cunyi_railing_go_on (&filling->railing, filling->layout, current_body (filling), NULL, filling->y, NULL, &filling->look);
}

static void
begin_page (Filling *filling)
{
  Draft draft = { .node = filling->node, .context = cunyi_context_ref (filling->context), .body = cunyi_slab_new () };

  end_rails (filling);
  if (filling->drafts->len >= MAX_PAGES)
    filling->layout->too_long = TRUE;
  draft.width = filling->paper_width;
  draft.height = filling->paper_height;
  draft.index = filling->drafts->len - filling->first;
  draft.head = filling->heads[MIN (draft.index, 1)];
  g_array_append_val (filling->drafts, draft);
  filling->y = filling->top = 0;
}

static void
put (Filling *filling, CunyiSlab *slab)
{
  cunyi_slab_put (current_body (filling), slab, 0, filling->y);
  filling->y += slab->height;
}

/* The head of a table that goes on: 续表 and the rows marked as header. */
static void
repeat_header (Filling *filling, Piece *piece)
{
  if (piece->table->label)
    {
      CunyiLook look = filling->look;
      g_autofree char *text = cunyi_text_expand (piece->table->label, piece->context);
      g_autoptr(CunyiSlab) label = NULL;

      look.align = CUNYI_ALIGN_RIGHT;
      look.size = 9;
      label = cunyi_layout_plain (filling->layout, text, &look, filling->width);
      put (filling, label);
    }
  for (guint i = 0; i < filling->pieces->len; i++)
    {
      Piece *other = &g_array_index (filling->pieces, Piece, i);

      if (other->table == piece->table && other->context == piece->context && other->of == piece->of && other->header)
        put (filling, other->slab);
    }
}

static void
next_page (Filling *filling, Piece *piece)
{
  gboolean goes_on = piece && piece->table && filling->table == piece->table && !piece->header;

  begin_page (filling);
  if (goes_on)
    {
      /* the names of its sections run beside the head as well */
      cunyi_railing_go_on (&filling->railing, filling->layout, current_body (filling), piece->rails, filling->y, piece->context,
                           &filling->look);
      repeat_header (filling, piece);
    }
  filling->top = filling->y;
}

/* Where a paragraph may break so that no line of it stands alone; 0 for nowhere. */
static double
find_line_break (CunyiSlab *slab, double room)
{
  double cut = cunyi_slab_find_cut (slab, room);
  guint n = slab->shapes->len, above = 0;

  while (above < n && g_array_index (slab->shapes, CunyiShape, above).y + EPSILON < cut)
    above++;
  if (n < 3 || above == n)
    return cut;
  if (n - above == 1)
    {
      above--;
      cut = g_array_index (slab->shapes, CunyiShape, above).y;
    }
  return above < 2 ? 0 : cut;
}

/* What has to stand on the page with `first` for it to stay: the pieces it is kept with, and a beginning of the one behind. */
static double
needed_with (Filling *filling, guint first)
{
  double needed = 0;

  for (guint i = first; i < filling->pieces->len; i++)
    {
      Piece *piece = &g_array_index (filling->pieces, Piece, i);
      gboolean part = piece->lines && !piece->keep && piece->slab->shapes->len > 2;

      needed += (i > first ? piece->gap : 0);
      needed += part ? g_array_index (piece->slab->shapes, CunyiShape, 2).y : piece->slab->height;
      if (!piece->keep || piece->page_break)
        break;
    }
  return needed;
}

/* Puts a piece that is longer than the room, part by part. */
static void
put_parts (Filling *filling, Piece *piece)
{
  g_autoptr(CunyiSlab) rest = cunyi_slab_new ();

  cunyi_slab_put (rest, piece->slab, 0, 0);
  rest->height = piece->slab->height;
  while (!filling->layout->too_long)
    {
      double room = room_on (filling, page_index (filling)) - filling->y;
      double cut;
      CunyiSlab *below;

      cunyi_railing_go_on (&filling->railing, filling->layout, current_body (filling), piece->rails, filling->y, piece->context,
                           &filling->look);
      if (rest->height <= room + EPSILON)
        {
          put (filling, rest);
          return;
        }
      cut = piece->lines ? find_line_break (rest, room) : cunyi_slab_find_cut (rest, room);
      if (cut <= 0 && filling->y > filling->top + EPSILON)
        {
          next_page (filling, piece);
          continue;
        }
      if (cut <= 0)
        cut = MIN (rest->height, MAX (room, 1) + CUNYI_POINTS (20)); /* a letter higher than the page: go on at any rate */
      below = cunyi_slab_cut (rest, cut);
      put (filling, rest);
      cunyi_slab_free (rest);
      rest = below;
      next_page (filling, piece);
    }
}

static void
place (Filling *filling, guint index)
{
  Piece *piece = &g_array_index (filling->pieces, Piece, index);
  double gap = filling->y > EPSILON ? piece->gap : 0;
  double room = room_on (filling, page_index (filling));
  double needed = MIN (needed_with (filling, index), room);

  if (piece->page_break)
    {
      if (filling->y > EPSILON && index + 1 < filling->pieces->len)
        begin_page (filling);
      return;
    }
  if (piece->begins_page && filling->y > filling->top + EPSILON)
    {
      next_page (filling, piece);
      gap = 0;
    }
  if (filling->y > filling->top + EPSILON && filling->y + gap + needed > room + EPSILON
      && (!piece->lines || piece->keep || find_line_break (piece->slab, room - filling->y - gap) <= 0))
    {
      double fresh = room_on (filling, page_index (filling) + 1);

      if (piece->slab->height <= fresh + EPSILON || !piece->table)
        {
          next_page (filling, piece);
          gap = 0;
        }
    }
  if (cunyi_page_mind_rails (filling, index))
    {
      next_page (filling, piece);
      gap = 0;
      cunyi_page_mind_rails (filling, index);
    }
  filling->y += gap;
  if (piece->bottom)
    filling->y = MAX (filling->y, room_on (filling, page_index (filling)) - piece->slab->height);
  filling->table = piece->table;
  put_parts (filling, piece);
}

static void
begin_filling (Filling *filling, double scale)
{
  filling->layout->scale = scale;
  g_array_set_size (filling->drafts, filling->first);
  g_array_set_size (filling->pieces, 0);
  filling->table = NULL;
  filling->railing = (CunyiRailing){ 0 };
  measure_running (filling);
  filling->layout->body_height = room_on (filling, 1);
  collect_pieces (filling);
  begin_page (filling);
  for (guint i = 0; i < filling->pieces->len && !filling->layout->too_long; i++)
    place (filling, i);
  end_rails (filling);
}

/* How many pages it takes when everything between the breaks that were asked for fits on one. */
static guint
count_wanted (Filling *filling)
{
  guint n = 1;

  for (guint i = 1; i < filling->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (filling->pieces, Piece, i);

      n += piece->begins_page || (piece->page_break && i + 1 < filling->pieces->len);
    }
  return n;
}

/* A page that takes its paper from the form in it has the template's when the form does not say. */
static void
find_paper (Filling *filling)
{
  CunyiForm *form = filling->node->of_form ? filling->layout->form : NULL;

  if (form && cunyi_paper_find_size (cunyi_form_get_setting (form, "print_paper"), &filling->paper_width, &filling->paper_height))
    return;
  filling->paper_width = filling->node->width;
  filling->paper_height = filling->node->height;
}

static void
fill_page (CunyiLayout *layout, CunyiInstance *instance, GArray *drafts)
{
  CunyiNode *node = instance->node;
  Filling filling = { layout, node, instance->context, { CUNYI_FONT_SANS, CUNYI_ALIGN_LEFT, 0, FALSE, 10.5, 0.95 } };
  double least = node->shrink > 0 ? node->shrink : 1;
  guint wanted;

  cunyi_look_apply (&filling.look, node);
  layout->ordinal = instance->ordinal;
  find_paper (&filling);
  filling.width = filling.paper_width - node->margins[1] - node->margins[3];
  filling.drafts = drafts;
  filling.first = drafts->len;
  filling.instances = cunyi_layout_expand (layout, node, instance->context);
  filling.pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (filling.pieces, clear_piece);

  begin_filling (&filling, 1);
  wanted = count_wanted (&filling);
  for (double scale = 1 - SCALE_STEP; drafts->len - filling.first > wanted && scale >= least - EPSILON && !layout->too_long;
       scale -= SCALE_STEP)
    begin_filling (&filling, scale);
  /* what does not fit even so reads better in its own size on a page more */
  if (drafts->len - filling.first > wanted && least < 1)
    begin_filling (&filling, 1);
  layout->scale = 1;
  g_array_unref (filling.pieces);
  g_array_unref (filling.instances);
}

static void
finish_sheet (CunyiLayout *layout, Draft *draft, GArray *sheets)
{
  CunyiNode *node = draft->node;
  CunyiPaper sheet = { draft->width, draft->height, node->side, cunyi_slab_new () };
  double width = draft->width - node->margins[1] - node->margins[3];
  g_autoptr(CunyiSlab) head = lay_running (layout, node, draft->context, CUNYI_NODE_HEADER, draft->index, width);
  g_autoptr(CunyiSlab) foot = lay_running (layout, node, draft->context, CUNYI_NODE_FOOTER, draft->index, width);

  cunyi_slab_put (sheet.slab, head, node->margins[3], node->margins[0]);
  cunyi_slab_put (sheet.slab, draft->body, node->margins[3], node->margins[0] + draft->head);
  cunyi_slab_put (sheet.slab, foot, node->margins[3], draft->height - node->margins[2] - foot->height);
  sheet.slab->height = draft->height;
  g_array_append_val (sheets, sheet);
}

GArray *
cunyi_paginate (CunyiLayout *layout, CunyiNode *root, CunyiContext *context)
{
  g_autoptr(GArray) pages = cunyi_layout_expand (layout, root, context);
  g_autoptr(GArray) drafts = g_array_new (FALSE, FALSE, sizeof (Draft));
  GArray *sheets = g_array_new (FALSE, FALSE, sizeof (CunyiPaper));

  g_array_set_clear_func (drafts, clear_draft);
  g_array_set_clear_func (sheets, clear_sheet);
  for (guint i = 0; i < pages->len && !layout->too_long; i++)
    {
      CunyiInstance *instance = &g_array_index (pages, CunyiInstance, i);

      if (instance->node->kind == CUNYI_NODE_PAGE)
        fill_page (layout, instance, drafts);
    }
  layout->pages = drafts->len;
  for (guint i = 0; i < drafts->len && !layout->too_long; i++)
    {
      layout->page = i + 1;
      finish_sheet (layout, &g_array_index (drafts, Draft, i), sheets);
    }
  return sheets;
}
