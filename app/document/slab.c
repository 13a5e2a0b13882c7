/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lists of shapes. */

#include "config.h"

#include "document/slab.h"

#include "document/picture.h"

#define EPSILON 0.01

CunyiInk *
cunyi_ink_new (void)
{
  CunyiInk *ink = g_new0 (CunyiInk, 1);

  ink->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  ink->codes = g_ptr_array_new_with_free_func (g_free);
  ink->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_picture_free);
  return ink;
}

void
cunyi_ink_free (CunyiInk *ink)
{
  g_ptr_array_unref (ink->layouts);
  g_ptr_array_unref (ink->codes);
  g_ptr_array_unref (ink->pictures);
  g_free (ink);
}

CunyiSlab *
cunyi_slab_new (void)
{
  CunyiSlab *slab = g_new0 (CunyiSlab, 1);

  slab->shapes = g_array_new (FALSE, FALSE, sizeof (CunyiShape));
  return slab;
}

void
cunyi_slab_free (CunyiSlab *slab)
{
  g_array_unref (slab->shapes);
  g_free (slab);
}

void
cunyi_slab_add (CunyiSlab *slab, const CunyiShape *shape)
{
  g_array_append_vals (slab->shapes, shape, 1);
}

void
cunyi_slab_put (CunyiSlab *slab, CunyiSlab *other, double x, double y)
{
  for (guint i = 0; i < other->shapes->len; i++)
    {
      CunyiShape shape = g_array_index (other->shapes, CunyiShape, i);

      shape.x += x;
      shape.y += y;
      g_array_append_val (slab->shapes, shape);
    }
}

/* Letters, codes and pictures are never cut, nor a line that lies level. */
static gboolean
is_whole (const CunyiShape *shape)
{
  switch (shape->kind)
    {
    case CUNYI_SHAPE_TEXT:
    case CUNYI_SHAPE_QR:
    case CUNYI_SHAPE_SCISSORS:
    case CUNYI_SHAPE_PICTURE:
      return TRUE;
    case CUNYI_SHAPE_LINE:
    case CUNYI_SHAPE_FRAME:
    case CUNYI_SHAPE_SHADE:
    default:
      return shape->height <= EPSILON;
    }
}

double
cunyi_slab_find_cut (CunyiSlab *slab, double limit)
{
  double y = MIN (limit, slab->height);
  gboolean moved;

  do
    {
      moved = FALSE;
      for (guint i = 0; i < slab->shapes->len; i++)
        {
          const CunyiShape *shape = &g_array_index (slab->shapes, CunyiShape, i);

          if (is_whole (shape) && shape->y < y - EPSILON && shape->y + shape->height > y + EPSILON)
            {
              y = shape->y;
              moved = TRUE;
            }
        }
    }
  while (moved && y > EPSILON);
  return y > EPSILON ? y : 0;
}

CunyiSlab *
cunyi_slab_cut (CunyiSlab *slab, double y)
{
  CunyiSlab *below = cunyi_slab_new ();
  GArray *above = g_array_new (FALSE, FALSE, sizeof (CunyiShape));

  for (guint i = 0; i < slab->shapes->len; i++)
    {
      CunyiShape shape = g_array_index (slab->shapes, CunyiShape, i);
      gboolean is_above = shape.y + shape.height <= y + EPSILON;

      if (!is_above && !is_whole (&shape) && shape.y < y)
        {
          CunyiShape upper = shape;

          upper.height = y - shape.y;
          g_array_append_val (above, upper);
          shape.height -= upper.height;
          shape.y = y;
        }
      if (is_above)
        {
          g_array_append_val (above, shape);
          continue;
        }
      shape.y -= y;
      g_array_append_val (below->shapes, shape);
    }
  below->height = slab->height - y;
  slab->height = y;
  g_array_unref (slab->shapes);
  slab->shapes = above;
  return below;
}
