/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Photographs of papers behind a form: in its cell stands which, on pages of their own they are as large as can be read. */

#include "config.h"

#include "document/form-paper.h"

#include "document/picture.h"

#include <string.h>

#define GAP 10

char *
cunyi_form_add_photo (CunyiFormPaper *paper, const CunyiItem *item, const char *name)
{
  CunyiFormPhoto *photo = g_new (CunyiFormPhoto, 1);

  photo->item = item;
  photo->name = g_strdup (name);
  g_ptr_array_add (paper->photos, photo);
  return g_strdup_printf ("附图%u", paper->photos->len);
}

void
cunyi_form_free_photo (gpointer data)
{
  CunyiFormPhoto *photo = data;

  g_free (photo->name);
  g_free (photo);
}

/* Its number and question, below them the photograph. */
static CunyiSlab *
lay_photo (CunyiFormPaper *paper, guint index)
{
  const CunyiFormPhoto *photo = g_ptr_array_index (paper->photos, index);
  g_autofree char *label = cunyi_form_label (paper, photo->item);
  g_autofree char *text = g_strdup_printf ("附图%u　%s", index + 1, label);
  CunyiLook look = paper->look;
  CunyiSlab *slab = cunyi_layout_plain (paper->layout, text, &look, paper->width);
  g_autoptr(CunyiSlab) picture = NULL;

  look.align = CUNYI_ALIGN_CENTER;
  slab->height += CUNYI_FORM_PAD_Y;
  picture = cunyi_layout_picture (paper->layout, photo->name, &look, paper->width, paper->layout->body_height - slab->height - GAP);
  cunyi_slab_put (slab, picture, 0, slab->height);
  slab->height += picture->height + GAP;
  return slab;
}

void
cunyi_form_lay_photos (CunyiFormPaper *paper)
{
  double y = 0;

  for (guint i = 0; i < paper->photos->len && !paper->layout->too_long; i++)
    {
      /* none of the table's heads stands above them */
      CunyiBand band = { .slab = lay_photo (paper, i), .of = paper->form };

      /* a break that is asked for is none that smaller letters could avoid */
      band.begins_page = i == 0 || y + band.slab->height > paper->layout->body_height;
      y = band.begins_page ? band.slab->height : y + band.slab->height;
      g_array_append_val (paper->bands, band);
    }
}
