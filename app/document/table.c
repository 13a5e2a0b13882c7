/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables: columns in millimetres and shares, cells over several columns and rows, rows as high as what is in them. */

#include "config.h"

#include "document/layout.h"

#include <math.h>

#define HAIR 0.5
#define PAD_X 2.5
#define PAD_Y 1.6
#define SHRINK_STEP 0.93

typedef struct {
  CunyiNode *node;
  CunyiContext *context; /* owned */
  guint ordinal;
  CunyiLook look;
  guint row, column, rows, columns;
  gboolean shade;
  double x, width;
  double pad_x, pad_y;
  double scale;      /* of its letters, when they had to shrink */
  double needed;     /* height with padding */
  CunyiSlab *slab;   /* its content, owned */
} Cell;

static void
clear_cell (gpointer data)
{
  Cell *cell = data;

  cunyi_context_unref (cell->context);
  g_clear_pointer (&cell->slab, cunyi_slab_free);
}

typedef struct {
  CunyiLayout *layout;
  CunyiNode *node;
  double width;
  GArray *edges;   /* n_columns + 1 x positions */
  GArray *cells;
  GArray *heights; /* one for each row */
  GArray *headers; /* gboolean for each row */
} Grid;

/* Columns in points first; what is left goes to the shares. Too wide a table is squeezed into the width there is. */
static void
place_columns (Grid *grid)
{
  CunyiNode *node = grid->node;
  double fixed = 0, shares = 0, unit, squeeze = 1, x = 0;

  for (guint i = 0; i < node->n_columns; i++)
    {
      fixed += node->columns[i].width;
      shares += node->columns[i].share;
    }
  unit = shares > 0 ? MAX (grid->width - fixed, shares * 4) / shares : 0;
  if (fixed + shares * unit > grid->width)
    squeeze = grid->width / (fixed + shares * unit);
  g_array_append_val (grid->edges, x);
  for (guint i = 0; i < node->n_columns; i++)
    {
      x += (node->columns[i].width + node->columns[i].share * unit) * squeeze;
      g_array_append_val (grid->edges, x);
    }
}

static double
edge (Grid *grid, guint column)
{
  return g_array_index (grid->edges, double, MIN (column, grid->node->n_columns));
}

/* Natural content of a cell at its letters' scale. (transfer full) */
static CunyiSlab *
lay_cell (Grid *grid, Cell *cell, double height)
{
  CunyiLayout *layout = grid->layout;
  double width = MAX (cell->width - cell->pad_x * 2, 4), scale = layout->scale;
  guint ordinal = layout->ordinal;
  CunyiSlab *slab;

  layout->ordinal = cell->ordinal;
  layout->scale = scale * cell->scale;
  if (cell->node->vertical == CUNYI_FLAG_YES && cell->node->first && cell->node->first->kind == CUNYI_NODE_P)
    slab = cunyi_layout_paragraph (layout, cell->node->first, cell->context, &cell->look, width, TRUE);
  else
    slab = cunyi_layout_stack (layout, cell->node, cell->context, &cell->look, width, height);
  layout->scale = scale;
  layout->ordinal = ordinal;
  return slab;
}

/* Finds how high a cell must be; letters shrink, where the template lets them, before the row grows. */
static void
measure (Grid *grid, Cell *cell, double height)
{
  cell->scale = 1;
  for (;;)
    {
      g_clear_pointer (&cell->slab, cunyi_slab_free);
      cell->slab = lay_cell (grid, cell, 0);
      cell->needed = cell->slab->height + cell->pad_y * 2;
      if (height <= 0 || cell->needed <= height + 0.01 || cell->node->shrink <= 0
          || cell->look.size * cell->scale * SHRINK_STEP < cell->node->shrink || grid->layout->too_long)
        break;
      cell->scale *= SHRINK_STEP;
    }
}

static void
add_cell (Grid *grid, CunyiInstance *instance, CunyiNode *row_node, const CunyiLook *look, guint row, guint column)
{
  CunyiNode *node = instance->node;
  Cell cell = { .node = node, .context = cunyi_context_ref (instance->context), .ordinal = instance->ordinal, .look = *look };
  double pad = node->pad >= 0 ? node->pad : grid->node->pad;

  cunyi_look_apply (&cell.look, node);
  cell.shade = (node->shade != CUNYI_FLAG_UNSET ? node->shade : row_node->shade) == CUNYI_FLAG_YES;
  cell.row = row;
  cell.column = column;
  cell.rows = MAX (node->rows, 1);
  cell.columns = MIN (MAX (node->span, 1), grid->node->n_columns - column);
  cell.x = edge (grid, column);
  cell.width = edge (grid, column + cell.columns) - cell.x;
  cell.pad_x = MIN (pad >= 0 ? pad : PAD_X, cell.width / 4) * grid->layout->scale;
  cell.pad_y = (pad >= 0 ? pad : PAD_Y) * grid->layout->scale;
  measure (grid, &cell, MAX (row_node->height, node->height) * grid->layout->scale);
  g_array_append_val (grid->cells, cell);
}

static void
begin_row (Grid *grid, double height, gboolean header)
{
  g_array_append_val (grid->heights, height);
  g_array_append_val (grid->headers, header);
}

/* Puts the cells of one row into the free columns; `taken` counts for each column the rows that a cell above still covers. A
 * cell that finds no place goes into a row of its own rather than being lost. */
static void
add_row (Grid *grid, CunyiInstance *instance, const CunyiLook *around, guint *taken)
{
  CunyiLayout *layout = grid->layout;
  g_autoptr(GArray) list = NULL;
  CunyiLook look = *around;
  guint column = 0, n_columns = grid->node->n_columns;
  guint ordinal = layout->ordinal;

  layout->ordinal = instance->ordinal;
  list = cunyi_layout_expand (layout, instance->node, instance->context);
  layout->ordinal = ordinal;
  cunyi_look_apply (&look, instance->node);
  begin_row (grid, instance->node->height * layout->scale, instance->node->header == CUNYI_FLAG_YES);
  for (guint i = 0; i < list->len; i++)
    {
      CunyiInstance *cell = &g_array_index (list, CunyiInstance, i);
      guint columns = MIN (MAX (cell->node->span, 1), n_columns), free = 0;

      while (free < columns)
        {
          if (column + free >= n_columns)
            {
              for (guint c = 0; c < n_columns; c++)
                taken[c] = taken[c] > 0 ? taken[c] - 1 : 0;
              begin_row (grid, 0, instance->node->header == CUNYI_FLAG_YES);
              column = free = 0;
              if (!cunyi_layout_spend (layout, 1))
                return;
            }
          else if (taken[column + free] > 0)
            {
              column += free + 1;
              free = 0;
            }
          else
            free++;
        }
      add_cell (grid, cell, instance->node, &look, grid->heights->len - 1, column);
      for (guint c = 0; c < columns; c++)
        taken[column++] = MAX (cell->node->rows, 1);
    }
  for (guint c = 0; c < n_columns; c++)
    taken[c] = taken[c] > 0 ? taken[c] - 1 : 0;
}

/* Rows grow to what is in them; a cell over several rows pushes the last of them. */
static void
grow_rows (Grid *grid)
{
  double *heights = (double *) grid->heights->data;

  for (guint i = 0; i < grid->cells->len; i++)
    {
      Cell *cell = &g_array_index (grid->cells, Cell, i);

      cell->rows = MIN (cell->rows, grid->heights->len - cell->row);
      if (cell->rows == 1)
        heights[cell->row] = MAX (heights[cell->row], MAX (cell->needed, cell->node->height * grid->layout->scale));
    }
  for (guint i = 0; i < grid->cells->len; i++)
    {
      Cell *cell = &g_array_index (grid->cells, Cell, i);
      double height = 0;

      if (cell->rows == 1)
        continue;
      for (guint r = 0; r < cell->rows; r++)
        height += heights[cell->row + r];
      heights[cell->row + cell->rows - 1] += MAX (cell->needed - height, 0);
    }
}

static void
frame_cell (Grid *grid, Cell *cell, CunyiSlab *slab, double y, double height)
{
  CunyiBorder border = cell->node->border != CUNYI_BORDER_UNSET ? cell->node->border : grid->node->border;
  CunyiShape shape = { .kind = CUNYI_SHAPE_FRAME, .x = cell->x, .y = y, .width = cell->width, .height = height };

  shape.stroke = HAIR;
  shape.dashed = border == CUNYI_BORDER_DASHED;
  switch (border)
    {
    case CUNYI_BORDER_NONE:
      return;
    case CUNYI_BORDER_TOP:
    case CUNYI_BORDER_BOTTOM:
      shape.kind = CUNYI_SHAPE_LINE;
      shape.y += border == CUNYI_BORDER_BOTTOM ? height : 0;
      shape.height = 0;
      break;
    case CUNYI_BORDER_UNSET:
    case CUNYI_BORDER_ALL:
    case CUNYI_BORDER_DASHED:
    default:
      break;
    }
  cunyi_slab_add (slab, &shape);
}

/* TRUE when a part is to stand at the lower edge of the cell. */
static gboolean
has_bottom (CunyiNode *cell)
{
  for (CunyiNode *child = cell->first; child; child = child->next)
    if (child->bottom == CUNYI_FLAG_YES)
      return TRUE;
  return FALSE;
}

static void
draw_cell (Grid *grid, Cell *cell, CunyiSlab *slab, double y)
{
  double height = 0, inner, offset = 0;

  for (guint r = 0; r < cell->rows; r++)
    height += g_array_index (grid->heights, double, cell->row + r);
  inner = height - cell->pad_y * 2;
  if (cell->shade)
    {
      CunyiShape shade = { .kind = CUNYI_SHAPE_SHADE, .x = cell->x, .y = y, .width = cell->width, .height = height };

      cunyi_slab_add (slab, &shade);
    }
  if (cell->slab->height < inner - 0.01 && has_bottom (cell->node))
    {
      cunyi_slab_free (cell->slab);
      cell->slab = lay_cell (grid, cell, inner);
    }
  if (cell->look.valign == CUNYI_VALIGN_MIDDLE)
    offset = (inner - cell->slab->height) / 2;
  else if (cell->look.valign == CUNYI_VALIGN_BOTTOM)
    offset = inner - cell->slab->height;
  cunyi_slab_put (slab, cell->slab, cell->x + cell->pad_x, y + cell->pad_y + MAX (offset, 0));
  frame_cell (grid, cell, slab, y, height);
}

/* Rows that cells tie together make one band. */
static guint
band_end (Grid *grid, guint first)
{
  guint end = first + 1;

  for (guint i = 0; i < grid->cells->len; i++)
    {
      Cell *cell = &g_array_index (grid->cells, Cell, i);

      if (cell->row >= first && cell->row < end)
        end = MAX (end, cell->row + cell->rows);
      else if (cell->row >= end)
        break;
    }
  return end;
}

static void
make_bands (Grid *grid, GArray *bands)
{
  guint next = 0;

  for (guint row = 0; row < grid->heights->len && !grid->layout->too_long;)
    {
      guint end = band_end (grid, row);
      CunyiBand band = { .slab = cunyi_slab_new (), .header = g_array_index (grid->headers, gboolean, row) };
      g_autofree double *tops = g_new0 (double, end - row + 1);

      for (guint r = row; r < end; r++)
        tops[r - row + 1] = tops[r - row] + g_array_index (grid->heights, double, r);
      for (; next < grid->cells->len && g_array_index (grid->cells, Cell, next).row < end; next++)
        {
          Cell *cell = &g_array_index (grid->cells, Cell, next);

          draw_cell (grid, cell, band.slab, tops[cell->row - row]);
        }
      band.slab->height = tops[end - row];
      g_array_append_val (bands, band);
      row = end;
    }
}

static void
clear_band (gpointer data)
{
  CunyiBand *band = data;

  cunyi_slab_free (band->slab);
}

GArray *
cunyi_layout_bands (CunyiLayout *layout, CunyiNode *table, CunyiContext *context, const CunyiLook *around, double available)
{
  Grid grid = { .layout = layout, .node = table };
  g_autofree guint *taken = g_new0 (guint, table->n_columns);
  g_autoptr(GArray) rows = cunyi_layout_expand (layout, table, context);
  GArray *bands = g_array_new (FALSE, FALSE, sizeof (CunyiBand));
  CunyiLook look = *around;
  double shift = 0;

  g_array_set_clear_func (bands, clear_band);
  look.valign = CUNYI_VALIGN_MIDDLE;
  cunyi_look_apply (&look, table);
  look.align = around->align; /* align="" says where the table stands, not its letters */
  grid.width = table->width > 0 ? MIN (table->width, available) : available;
  if (table->align == CUNYI_ALIGN_CENTER)
    shift = (available - grid.width) / 2;
  else if (table->align == CUNYI_ALIGN_RIGHT)
    shift = available - grid.width;
  grid.edges = g_array_new (FALSE, FALSE, sizeof (double));
  grid.cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (grid.cells, clear_cell);
  grid.heights = g_array_new (FALSE, FALSE, sizeof (double));
  grid.headers = g_array_new (FALSE, FALSE, sizeof (gboolean));
  place_columns (&grid);
  for (guint i = 0; i < rows->len && !layout->too_long; i++)
    add_row (&grid, &g_array_index (rows, CunyiInstance, i), &look, taken);
  grow_rows (&grid);
  make_bands (&grid, bands);
  if (shift > 0)
    for (guint i = 0; i < bands->len; i++)
      {
        GArray *shapes = g_array_index (bands, CunyiBand, i).slab->shapes;

        for (guint s = 0; s < shapes->len; s++)
          g_array_index (shapes, CunyiShape, s).x += shift;
      }
  g_array_unref (grid.edges);
  g_array_unref (grid.cells);
  g_array_unref (grid.heights);
  g_array_unref (grid.headers);
  return bands;
}
