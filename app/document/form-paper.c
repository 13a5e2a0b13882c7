/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* <form/>: what stands above the table, then the table in the layout that the form asks for. */

#include "config.h"

#include "document/form-paper.h"

/* A line above the table: the first question at the left, the last at the right. */
static void
lay_head_line (CunyiFormPaper *paper, GArray *parts, guint first, guint n)
{
  CunyiBand band = { cunyi_slab_new (), .keep = TRUE };
  double width = paper->width / n;

  for (guint i = 0; i < n; i++)
    {
      const CunyiFormPart *part = &g_array_index (parts, CunyiFormPart, first + i);
      g_autofree char *label = cunyi_form_label (paper, part->item);
      g_autoptr(CunyiSlab) slab = NULL;

      paper->look.align = i == 0 ? CUNYI_ALIGN_LEFT : i + 1 == n ? CUNYI_ALIGN_RIGHT : CUNYI_ALIGN_CENTER;
      slab = cunyi_form_lay_answer (paper, part, paper->context, label, FALSE, width);
      cunyi_slab_put (band.slab, slab, i * width, 0);
      band.slab->height = MAX (band.slab->height, slab->height);
    }
  band.slab->height += CUNYI_FORM_PAD_Y * paper->layout->scale;
  paper->look.align = CUNYI_ALIGN_LEFT;
  g_array_append_val (paper->bands, band);
}

static void
lay_head (CunyiFormPaper *paper)
{
  g_autoptr(GArray) parts = cunyi_form_list_parts (paper, TRUE);

  paper->ruled = TRUE;
  for (guint i = 0; i < parts->len;)
    {
      guint n = MAX (cunyi_form_take_row (parts, i, TRUE), 1);

      lay_head_line (paper, parts, i, n);
      i += n;
    }
  paper->ruled = FALSE;
}

static void
clear_band (gpointer data)
{
  cunyi_slab_free (((CunyiBand *) data)->slab);
}

GArray *
cunyi_layout_form_bands (CunyiLayout *layout, CunyiNode *node, CunyiContext *context, const CunyiLook *around, double width)
{
  CunyiFormPaper paper = { .layout = layout, .form = layout->form, .context = context, .look = *around, .width = width };
  g_autoptr(GPtrArray) single = g_ptr_array_new ();
  g_autoptr(GPtrArray) photos = NULL;
  GPtrArray *records = layout->records ? layout->records : single;

  paper.bands = g_array_new (FALSE, FALSE, sizeof (CunyiBand));
  g_array_set_clear_func (paper.bands, clear_band);
  paper.photos = photos = g_ptr_array_new_with_free_func (cunyi_form_free_photo);
  if (!layout->form)
    return paper.bands;
  g_ptr_array_add (single, context);
  paper.kind = cunyi_form_get_layout (layout->form);
  cunyi_look_apply (&paper.look, node);
  paper.look.align = CUNYI_ALIGN_LEFT;
  lay_head (&paper);
  switch (paper.kind)
    {
    case CUNYI_PAPER_SHEET:
      cunyi_form_lay_sheet (&paper);
      break;
    case CUNYI_PAPER_COLUMNS:
      cunyi_form_lay_columns (&paper, records);
      break;
    case CUNYI_PAPER_ROWS:
      cunyi_form_lay_rows (&paper, records);
      break;
    case CUNYI_PAPER_GRID:
    default:
      cunyi_form_lay_grid (&paper);
    }
  cunyi_form_grow_sections (&paper);
  cunyi_form_lay_photos (&paper);
  return paper.bands;
}
