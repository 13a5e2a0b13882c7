/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A register: one record a line, questions as columns, the head repeated on each page, empty lines to write on at the end. */

#include "config.h"

#include "document/form-paper.h"

#include <string.h>

#define NUMBER 2.6 /* width of the column that counts, in letters */
#define WHOSE 5    /* of the column that says whose the record is */

typedef struct {
  CunyiFormPaper *paper;
  GArray *columns; /* CunyiFormPart */
  GArray *widths;
  double x;        /* where the questions begin */
  double whose;    /* of many subjects: where the column begins that says of whom; 0 without it */
} Register;

/* Whose a record is; `label` receives what that is called. (transfer full) */
static char *
name_whose (CunyiFormPaper *paper, CunyiContext *record, const char **label)
{
  const char *subject = cunyi_form_get_subject (paper->form);

  if (strcmp (subject, "place") == 0)
    {
      *label = "村（组）";
      return g_strconcat (cunyi_context_get (record, "place_village"), cunyi_context_get (record, "place_group"), NULL);
    }
  *label = strcmp (subject, "household") == 0 ? "户主" : "姓名";
  return g_strdup (cunyi_context_get (record, strcmp (subject, "household") == 0 ? "household_head" : "person_name"));
}

/* TRUE when the records are of many and none of the questions says of whom: 服务对象. */
static gboolean
needs_whose (CunyiFormPaper *paper, GArray *columns, GPtrArray *records)
{
  const char *label;
  g_autofree char *whose = NULL;

  if (*cunyi_context_get (paper->context, "form_register") == '\0' || records->len == 0)
    return FALSE;
  whose = name_whose (paper, g_ptr_array_index (records, 0), &label);
  for (guint i = 0; i < columns->len; i++)
    if (strcmp (cunyi_context_get (g_ptr_array_index (records, 0), g_array_index (columns, CunyiFormPart, i).item->name), whose) == 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_question (const CunyiFormPart *part)
{
  return cunyi_item_has_answer (part->item);
}

static void
add_head (Register *self)
{
  GArray *cells = cunyi_form_new_cells ();
  double x = self->x;

  cunyi_form_add_words (self->paper, cells, 0, self->whose > 0 ? self->whose : x, "序号", CUNYI_ALIGN_CENTER, FALSE);
  if (self->whose > 0)
    {
      const char *label;
      g_autofree char *name = name_whose (self->paper, self->paper->context, &label);

      cunyi_form_add_words (self->paper, cells, self->whose, x - self->whose, label, CUNYI_ALIGN_CENTER, FALSE);
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      const CunyiFormPart *part = &g_array_index (self->columns, CunyiFormPart, i);

      cunyi_form_add_heading (self->paper, cells, part, cunyi_form_has_legend (part->item), x,
                              g_array_index (self->widths, double, i));
      x += g_array_index (self->widths, double, i);
    }
  cunyi_form_add_row (self->paper, cells, cunyi_form_row_height (self->paper), NULL, NULL, (CunyiBand){ .header = TRUE });
}

static void
add_line (Register *self, guint number, CunyiContext *record)
{
  GArray *cells = cunyi_form_new_cells ();
  g_autofree char *text = g_strdup_printf ("%u", number);
  double x = self->x;

  cunyi_form_add_words (self->paper, cells, 0, self->whose > 0 ? self->whose : x, text, CUNYI_ALIGN_CENTER, FALSE);
  if (self->whose > 0)
    {
      const char *label;
      g_autofree char *name = name_whose (self->paper, record, &label);

      cunyi_form_add_words (self->paper, cells, self->whose, x - self->whose, name, CUNYI_ALIGN_CENTER, FALSE);
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      double width = g_array_index (self->widths, double, i);

      cunyi_form_add_cell (cells, x, width,
                           cunyi_form_lay_member (self->paper, &g_array_index (self->columns, CunyiFormPart, i), record,
                                                  width - CUNYI_FORM_PAD_X * 2),
                           FALSE);
      x += width;
    }
  cunyi_form_add_row (self->paper, cells, cunyi_form_row_height (self->paper), NULL, NULL, (CunyiBand){ 0 });
}

void
cunyi_form_lay_rows (CunyiFormPaper *paper, GPtrArray *records)
{
  g_autoptr(GArray) parts = cunyi_form_list_parts (paper, FALSE);
  g_autoptr(GArray) widths = NULL;
  Register self = { paper, parts, NULL, NUMBER * paper->look.size * paper->layout->scale, 0 };
  guint lines = MAX (cunyi_form_count_records (paper->form), records->len);

  for (guint i = parts->len; i > 0; i--)
    if (!is_question (&g_array_index (parts, CunyiFormPart, i - 1)))
      g_array_remove_index (parts, i - 1);
  if (parts->len == 0)
    return;
  if (needs_whose (paper, parts, records))
    {
      self.whose = self.x;
      self.x += WHOSE * paper->look.size * paper->layout->scale;
    }
  self.widths = widths = cunyi_form_share_width (parts, paper->width - self.x);
  add_head (&self);
  for (guint i = 0; i < lines && cunyi_layout_spend (paper->layout, parts->len); i++)
    {
      g_autoptr(CunyiContext) blank = i < records->len ? NULL : cunyi_context_new ();

      add_line (&self, i + 1, blank ? blank : g_ptr_array_index (records, i));
    }
}
