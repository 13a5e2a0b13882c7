/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A record in the grid of the screen: the name of a group across, questions side by side as wide as they say and stretched to fill
 * the row, each before its answer in one cell. */

#include "config.h"

#include "document/form-paper.h"

/* "h3" asks for three lines to write on; options need none. */
static double
least_height (CunyiFormPaper *paper, const CunyiFormPart *part)
{
  const CunyiItem *item = part->item;
  guint lines = item->choices ? 1 : item->print.lines > 0 ? item->print.lines : item->multiline ? 3 : 1;

  return lines * cunyi_form_row_height (paper);
}

static void
lay_row (CunyiFormPaper *paper, GArray *parts, guint first, guint n)
{
  const CunyiFormPart *lead = &g_array_index (parts, CunyiFormPart, first);
  GArray *cells = cunyi_form_new_cells ();
  double least = 0, x = 0;
  guint used = 0;

  for (guint i = first; i < first + n; i++)
    used += cunyi_form_get_units (&g_array_index (parts, CunyiFormPart, i), TRUE);
  for (guint i = first; i < first + n; i++)
    {
      const CunyiFormPart *part = &g_array_index (parts, CunyiFormPart, i);
      double width = paper->width * cunyi_form_get_units (part, TRUE) / used;
      g_autofree char *label = cunyi_form_label (paper, part->item);

      cunyi_form_add_cell (cells, x, width,
                           cunyi_form_lay_answer (paper, part, paper->context, label, FALSE, width - CUNYI_FORM_PAD_X * 2),
                           FALSE);
      least = MAX (least, least_height (paper, part));
      x += width;
    }
  cunyi_form_add_row (paper, cells, least, NULL, NULL, (CunyiBand){ .begins_page = lead->begins_page });
}

void
cunyi_form_lay_grid (CunyiFormPaper *paper)
{
  g_autoptr(GArray) parts = cunyi_form_list_parts (paper, FALSE);

  for (guint i = 0; i < parts->len && !paper->layout->too_long;)
    {
      const CunyiFormPart *part = &g_array_index (parts, CunyiFormPart, i);
      guint n = cunyi_form_take_row (parts, i, TRUE);

      if (n > 0)
        lay_row (paper, parts, i, n);
      else if (cunyi_form_is_table (part->item))
        cunyi_form_add_table (paper, part, 0, NULL);
      else
        cunyi_form_add_wide (paper, part, 0, NULL);
      if (part->item->kind == CUNYI_ITEM_REPEAT)
        cunyi_form_add_repeat (paper, part, 0, NULL);
      i += MAX (n, 1);
    }
}
