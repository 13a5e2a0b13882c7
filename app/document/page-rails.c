/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Names of sections where pages end: each is read on every page that its rows are on. */

#include "config.h"

#include "document/paginate-private.h"

/* Rows of `first` on that go on with its rail `level`, as far as they fit into `room`; `last` receives whether the rail ends
 * with them. */
static double
rail_on_page (Filling *filling, guint first, guint level, double room, gboolean *last)
{
  const CunyiItem *item = g_array_index (filling->pieces, Piece, first).rails[level].item;
  double height = 0;

  for (guint i = first; i < filling->pieces->len; i++)
    {
      Piece *piece = &g_array_index (filling->pieces, Piece, i);

      *last = piece->rails[level].item != item || (i > first && piece->begins_page);
      if (*last || height + piece->slab->height > room + EPSILON)
        return height;
      height += piece->slab->height;
    }
  *last = TRUE;
  return height;
}

/* The name of a section is read on every page that its rows are on: where too few of them would stand at the foot of a page, the
 * section begins on the next one; where too few are left for the next page, the first of them there is higher. TRUE when `first`
 * has to go to the next page. */
gboolean
cunyi_page_mind_rails (Filling *filling, guint first)
{
  Piece *piece = &g_array_index (filling->pieces, Piece, first);
  double room = room_on (filling, page_index (filling)) - filling->y;
  gboolean fresh = filling->y <= filling->top + EPSILON;

  for (guint level = 0; level < CUNYI_MAX_RAILS; level++)
    {
      const CunyiRail *rail = &piece->rails[level];
      gboolean last;
      double height, least;

      if (rail->item == NULL || (!fresh && filling->railing.rails[level].item == rail->item))
        continue;
      height = rail_on_page (filling, first, level, room, &last);
      least = cunyi_rail_least_height (filling->layout, rail, piece->context, &filling->look);
      if (height >= least - EPSILON)
        continue;
      if (!fresh && !last)
        return TRUE;
      if (fresh && least <= room)
        cunyi_rail_grow_row (piece->slab, least - height);
    }
  return FALSE;
}
