/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Names at the left of the rows of a form, 体征 or 用药情况: each is one cell beside all rows that are under it on a page. */

#include "config.h"

#include "document/layout.h"

#include "document/writing.h"

#define HAIR 0.5
#define PAD 1.5
#define SMALLEST 4.5
#define READABLE 0.75 /* of the size of the letters around */

static CunyiSlab *
lay_name (CunyiLayout *layout, const char *name, CunyiLook *look, double width, gboolean letters)
{
  g_autoptr(CunyiWriting) writing = cunyi_writing_new (layout);

  cunyi_writing_add (writing, name);
  return cunyi_writing_place (layout, cunyi_writing_finish (writing, look, width, 0, letters), look, 0);
}

/* In letters that are small enough for the height there is. */
static CunyiSlab *
fit_name (CunyiLayout *layout, const char *name, const CunyiLook *around, double width, double height)
{
  CunyiLook look = *around;
  CunyiSlab *slab;

  look.align = CUNYI_ALIGN_CENTER;
  slab = lay_name (layout, name, &look, width, TRUE);
  while (slab->height > height && look.size * layout->scale > SMALLEST)
    {
      cunyi_slab_free (slab);
      look.size *= 0.93;
      slab = lay_name (layout, name, &look, width, TRUE);
    }
  return slab;
}

static char *
name_of (const CunyiRail *rail, CunyiContext *context)
{
  return g_strstrip (cunyi_text_expand (rail->item->print_label ? rail->item->print_label : rail->item->label, context));
}

double
cunyi_rail_least_height (CunyiLayout *layout, const CunyiRail *rail, CunyiContext *context, const CunyiLook *around)
{
  g_autofree char *name = name_of (rail, context);
  CunyiLook look = *around;
  g_autoptr(CunyiSlab) slab = NULL;

  look.size = rail->size * READABLE;
  slab = lay_name (layout, name, &look, rail->width - PAD * 2, TRUE);
  return slab->height + PAD;
}

void
cunyi_rail_grow_row (CunyiSlab *row, double by)
{
  for (guint i = 0; i < row->shapes->len; i++)
    {
      CunyiShape *shape = &g_array_index (row->shapes, CunyiShape, i);
      gboolean cell = (shape->kind == CUNYI_SHAPE_FRAME || shape->kind == CUNYI_SHAPE_SHADE) && shape->y <= 0
                      && shape->height >= row->height - 0.01;

      if (cell)
        shape->height += by;
      else
        shape->y += by / 2;
    }
  row->height += by;
}

static void
draw (CunyiLayout *layout, CunyiSlab *slab, const CunyiRail *rail, double top, double bottom, CunyiContext *context,
      const CunyiLook *around)
{
  CunyiLook look = *around;
  g_autofree char *name = name_of (rail, context);
  CunyiShape frame = { .kind = CUNYI_SHAPE_FRAME, .x = rail->x, .y = top, .width = rail->width, .height = bottom - top,
                       .stroke = HAIR };
  g_autoptr(CunyiSlab) words = NULL;

  look.size = rail->size;
  words = fit_name (layout, name, &look, rail->width - PAD * 2, frame.height - PAD);
  cunyi_slab_put (slab, words, rail->x + PAD, top + (frame.height - words->height) / 2);
  cunyi_slab_add (slab, &frame);
}

void
cunyi_railing_go_on (CunyiRailing *railing, CunyiLayout *layout, CunyiSlab *slab, const CunyiRail *rails, double y,
                     CunyiContext *context, const CunyiLook *look)
{
  gboolean ends = FALSE;

  for (guint i = 0; i < CUNYI_MAX_RAILS; i++)
    {
      CunyiRail *open = &railing->rails[i];

      /* what is inside an outer one ends with it */
      ends |= !rails || rails[i].item != open->item;
      if (!ends)
        continue;
      if (open->item && y > railing->tops[i])
        draw (layout, slab, open, railing->tops[i], y, railing->context, look);
      open->item = NULL;
      if (rails)
        *open = rails[i];
      railing->tops[i] = y;
    }
  railing->context = context;
}
