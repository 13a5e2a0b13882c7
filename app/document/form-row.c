/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rows of a form: cells side by side, as high as the highest of them, ruled. */

#include "config.h"

#include "document/form-paper.h"

#define HAIR 0.5
#define NUMBER 2.2 /* width of the column that counts the members, in letters */
#define ROW CUNYI_POINTS (6.6)

double
cunyi_form_row_height (CunyiFormPaper *paper)
{
  return ROW * paper->layout->scale;
}

static void
clear_cell (gpointer data)
{
  cunyi_slab_free (((CunyiFormCell *) data)->slab);
}

GArray *
cunyi_form_new_cells (void)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (CunyiFormCell));

  g_array_set_clear_func (cells, clear_cell);
  return cells;
}

void
cunyi_form_add_cell (GArray *cells, double x, double width, CunyiSlab *slab, gboolean shade)
{
  CunyiFormCell cell = { x, width, slab, shade };

  g_array_append_val (cells, cell);
}

void
cunyi_form_add_words (CunyiFormPaper *paper, GArray *cells, double x, double width, const char *text, CunyiAlign align,
                      gboolean shade)
{
  CunyiLook look = paper->look;

  look.align = align;
  cunyi_form_add_cell (cells, x, width, cunyi_layout_plain (paper->layout, text, &look, width - CUNYI_FORM_PAD_X * 2), shade);
}

static void
draw_cell (CunyiSlab *row, const CunyiFormCell *cell, double y, double height)
{
  CunyiShape frame = { .kind = CUNYI_SHAPE_FRAME, .x = cell->x, .y = y, .width = cell->width, .height = height, .stroke = HAIR };
  CunyiShape shade = { .kind = CUNYI_SHAPE_SHADE, .x = cell->x, .y = y, .width = cell->width, .height = height };

  if (cell->shade)
    cunyi_slab_add (row, &shade);
  cunyi_slab_put (row, cell->slab, cell->x + CUNYI_FORM_PAD_X, y + (height - cell->slab->height) / 2);
  cunyi_slab_add (row, &frame);
}

/* How high the highest of the cells is, `least` at least. */
static double
measure_cells (CunyiFormPaper *paper, GArray *cells, double least)
{
  for (guint i = 0; i < cells->len; i++)
    least = MAX (least, g_array_index (cells, CunyiFormCell, i).slab->height + CUNYI_FORM_PAD_Y * 2 * paper->layout->scale);
  return least;
}

/* Takes the cells. */
static void
draw_cells (CunyiSlab *row, GArray *cells, double y, double height)
{
  for (guint i = 0; i < cells->len; i++)
    draw_cell (row, &g_array_index (cells, CunyiFormCell, i), y, height);
  g_array_unref (cells);
}

static void
add_band (CunyiFormPaper *paper, const CunyiFormPart *part, const double *edges, CunyiBand band)
{
  for (guint i = 0; part && i < part->n_sections; i++)
    band.rails[i] = (CunyiRail){ part->sections[i], edges[i], edges[i + 1] - edges[i], paper->look.size };
  g_array_append_val (paper->bands, band);
}

void
cunyi_form_add_row (CunyiFormPaper *paper, GArray *cells, double least, const CunyiFormPart *part, const double *edges,
                    CunyiBand band)
{
  band.slab = cunyi_slab_new ();
  band.slab->height = measure_cells (paper, cells, least);
  draw_cells (band.slab, cells, 0, band.slab->height);
  add_band (paper, part, edges, band);
}

void
cunyi_form_add_rows (CunyiFormPaper *paper, GArray *upper, GArray *lower, GArray *both, const CunyiFormPart *part,
                     const double *edges, CunyiBand band)
{
  double least = cunyi_form_row_height (paper), split = measure_cells (paper, upper, least);
  double bottom = MAX (split + measure_cells (paper, lower, least), measure_cells (paper, both, 0));

  band.slab = cunyi_slab_new ();
  band.slab->height = bottom;
  draw_cells (band.slab, upper, 0, split);
  draw_cells (band.slab, lower, split, bottom - split);
  draw_cells (band.slab, both, 0, bottom);
  add_band (paper, part, edges, band);
}

void
cunyi_form_grow_sections (CunyiFormPaper *paper)
{
  for (guint level = 0; level < CUNYI_FORM_MAX_SECTIONS; level++)
    for (guint i = 0, end; i < paper->bands->len; i = end)
      {
        const CunyiRail *rail = &g_array_index (paper->bands, CunyiBand, i).rails[level];
        double height = 0, least;

        for (end = i; end < paper->bands->len && g_array_index (paper->bands, CunyiBand, end).rails[level].item == rail->item; end++)
          height += g_array_index (paper->bands, CunyiBand, end).slab->height;
        least = rail->item ? cunyi_rail_least_height (paper->layout, rail, paper->context, &paper->look) : 0;
        for (guint row = i; row < end && height < least; row++)
          cunyi_rail_grow_row (g_array_index (paper->bands, CunyiBand, row).slab, (least - height) / (end - i));
      }
}

void
cunyi_form_add_wide (CunyiFormPaper *paper, const CunyiFormPart *part, double x, const double *edges)
{
  gboolean title = part->item->kind != CUNYI_ITEM_NOTE;
  g_autofree char *label = cunyi_form_label (paper, part->item);
  CunyiBand band = { .keep = title, .begins_page = part->begins_page };
  GArray *cells;

  if (*label == '\0'
      || (!title && part->item->relevant && !cunyi_expression_test (part->item->relevant, paper->context)))
    return;
  cells = cunyi_form_new_cells ();
  paper->look.bold = title;
  cunyi_form_add_words (paper, cells, x, paper->width - x, label, CUNYI_ALIGN_LEFT, title);
  paper->look.bold = FALSE;
  cunyi_form_add_row (paper, cells, 0, part, edges, band);
}

/* ---- a repeat as a table ---- */

typedef struct {
  CunyiFormPaper *paper;
  const CunyiFormPart *part;
  const double *edges;  /* of the sections */
  GArray *columns;      /* CunyiFormPart */
  GArray *widths;       /* double */
  double x;
} Table;

/* Shares of the width: what is said, else what a text needs against a number. */
static double
share_of (const CunyiItem *item)
{
  if (item->print.width > 0)
    return item->print.width;
  return item->kind == CUNYI_ITEM_TEXT ? 3 : item->kind == CUNYI_ITEM_DATE || item->choices ? 2.5 : 2;
}

GArray *
cunyi_form_share_width (GArray *parts, double width)
{
  GArray *widths = g_array_new (FALSE, FALSE, sizeof (double));
  double all = 0;

  for (guint i = 0; i < parts->len; i++)
    all += share_of (g_array_index (parts, CunyiFormPart, i).item);
  for (guint i = 0; i < parts->len; i++)
    {
      double share = width * share_of (g_array_index (parts, CunyiFormPart, i).item) / all;

      g_array_append_val (widths, share);
    }
  return widths;
}

/* The question, and below it its options where the lines hold only their numbers. */
void
cunyi_form_add_heading (CunyiFormPaper *paper, GArray *cells, const CunyiFormPart *part, gboolean legend, double x, double width)
{
  g_autofree char *label = cunyi_form_label (paper, part->item);
  CunyiLook look = paper->look;
  CunyiSlab *slab;

  look.align = CUNYI_ALIGN_CENTER;
  slab = cunyi_layout_plain (paper->layout, label, &look, width - CUNYI_FORM_PAD_X * 2);
  if (legend)
    {
      g_autoptr(CunyiSlab) options = NULL;

      look.align = CUNYI_ALIGN_LEFT;
      options = cunyi_form_lay_legend (paper, part->item, &look, width - CUNYI_FORM_PAD_X * 2);
      cunyi_slab_put (slab, options, 0, slab->height);
      slab->height += options->height;
    }
  cunyi_form_add_cell (cells, x, width, slab, FALSE);
}

/* The cells of a member, or with `context` NULL of the head, from `x` on. */
static double
add_columns (Table *table, GArray *cells, CunyiContext *context, double x)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CunyiFormPart *column = &g_array_index (table->columns, CunyiFormPart, i);
      double width = g_array_index (table->widths, double, i);

      if (context)
        cunyi_form_add_cell (cells, x, width,
                             cunyi_form_lay_member (table->paper, column, context, width - CUNYI_FORM_PAD_X * 2), FALSE);
      else
        cunyi_form_add_heading (table->paper, cells, column, cunyi_form_has_legend (column->item), x, width);
      x += width;
    }
  return x;
}

static void
end_line (Table *table, GArray *cells, gboolean head)
{
  cunyi_form_add_row (table->paper, cells, cunyi_form_row_height (table->paper), table->part, table->edges,
                      (CunyiBand){ .header = head, .of = table->part->item, .begins_page = head && table->part->begins_page });
}

/* The member `index` has room on paper, also when there is none of that number. */
static void
add_member (Table *table, GArray *cells, guint index, double x)
{
  const char *list = table->part->item->name;
  gboolean there = index < cunyi_context_n_rows (table->paper->context, list);
  g_autoptr(CunyiContext) blank = there ? NULL : cunyi_context_new ();

  add_columns (table, cells, there ? cunyi_context_get_row (table->paper->context, list, index) : blank, x);
}

/* A line for each member below the heads of the columns. */
static void
add_lines (Table *table, guint rows)
{
  CunyiFormPaper *paper = table->paper;
  double number = table->part->item->print.numbered ? NUMBER * paper->look.size * paper->layout->scale : 0;
  GArray *cells = cunyi_form_new_cells ();

  table->widths = cunyi_form_share_width (table->columns, paper->width - table->x - number);
  if (number > 0)
    cunyi_form_add_words (paper, cells, table->x, number, "", CUNYI_ALIGN_CENTER, FALSE);
  add_columns (table, cells, NULL, table->x + number);
  end_line (table, cells, TRUE);
  for (guint i = 0; i < rows && cunyi_layout_spend (paper->layout, table->columns->len); i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i + 1);

      cells = cunyi_form_new_cells ();
      if (number > 0)
        cunyi_form_add_words (paper, cells, table->x, number, text, CUNYI_ALIGN_CENTER, FALSE);
      add_member (table, cells, i, table->x + number);
      end_line (table, cells, FALSE);
    }
}

/* The options over the whole width, below them several members in a line. */
static void
add_slots (Table *table, guint rows)
{
  CunyiFormPaper *paper = table->paper;
  guint slots = table->part->item->print.slots;
  double whole = paper->width - table->x, width = whole / slots;
  GArray *cells = cunyi_form_new_cells ();

  table->widths = cunyi_form_share_width (table->columns, width);
  cunyi_form_add_cell (cells, table->x, whole,
                       cunyi_form_lay_legend (paper, g_array_index (table->columns, CunyiFormPart, 0).item, &paper->look,
                                              whole - CUNYI_FORM_PAD_X * 2),
                       FALSE);
  end_line (table, cells, TRUE);
  for (guint i = 0; i < rows && cunyi_layout_spend (paper->layout, table->columns->len * slots); i += slots)
    {
      cells = cunyi_form_new_cells ();
      for (guint slot = 0; slot < slots; slot++)
        add_member (table, cells, i + slot, table->x + slot * width);
      end_line (table, cells, FALSE);
    }
}

void
cunyi_form_add_repeat (CunyiFormPaper *paper, const CunyiFormPart *part, double x, const double *edges)
{
  g_autoptr(GArray) columns = cunyi_form_list_columns (paper, part->item);
  Table table = { paper, part, edges, columns, NULL, x };
  guint rows = MAX (cunyi_context_n_rows (paper->context, part->item->name), MAX (part->item->print.rows, 1));

  if (columns->len == 0)
    return;
  if (part->item->print.slots > 0)
    add_slots (&table, rows);
  else
    add_lines (&table, rows);
  g_array_unref (table.widths);
}
