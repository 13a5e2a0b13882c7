/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Widths are declared in letters of half width, as in the workbook; headers wrap in them. */

#include "config.h"

#include "view/report-geometry.h"

#define USUAL_WIDTH 10 /* letters, where a column says none */
#define PAD 0.5        /* in letters of half width */
#define ROW_PAD 0.6

static int
measure_text (PangoContext *context, const char *text, int width)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  int height;

  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
place_columns (CunyiReportGeometry *self, CunyiReportResult *result, double letter)
{
  int x = 0;

  self->lefts = g_new (int, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++)
    {
      guint width = cunyi_report_result_get_column (result, i)->width;

      self->lefts[i] = x;
      x += (width ? width : USUAL_WIDTH) * letter + 2 * self->pad;
    }
  self->lefts[self->n_columns] = x;
}

/* A word over several levels makes the lowest of them higher. */
static void
place_levels (CunyiReportGeometry *self, CunyiReportResult *result, PangoContext *context, int least)
{
  guint depth = cunyi_report_header_depth (result);
  g_autofree int *heights = g_new (int, depth);

  for (guint i = 0; i < depth; i++)
    heights[i] = least;
  for (guint i = 0; i < self->boxes->len; i++)
    {
      const CunyiReportBox *box = &g_array_index (self->boxes, CunyiReportBox, i);
      int width = self->lefts[box->right + 1] - self->lefts[box->left] - 2 * self->pad;
      int needed = measure_text (context, box->text, width) + self->pad, there = 0;

      for (guint level = box->top; level <= box->bottom; level++)
        there += heights[level];
      if (needed > there)
        heights[box->bottom] += needed - there;
    }
  self->header_tops = g_new0 (int, depth + 1);
  for (guint i = 0; i < depth; i++)
    self->header_tops[i + 1] = self->header_tops[i] + heights[i];
  self->header_tops[0] = 0;
}

CunyiReportGeometry *
cunyi_report_geometry_new (CunyiReportResult *result, PangoContext *context)
{
  CunyiReportGeometry *self = g_new0 (CunyiReportGeometry, 1);
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  double letter;
  int wide, line, digits;

  /* Digits of some fonts are wider than half a Chinese letter. */
  pango_layout_set_text (layout, "0123456789", -1);
  pango_layout_get_pixel_size (layout, &digits, NULL);
  pango_layout_set_text (layout, "国", -1);
  pango_layout_get_pixel_size (layout, &wide, &line);
  letter = MAX (wide / 2.0, digits / 10.0);
  self->pad = PAD * wide;
  self->row_height = line + ROW_PAD * wide;
  self->n_columns = cunyi_report_result_n_columns (result);
  self->has_total = cunyi_report_result_get_total_label (result)[0] != '\0';
  self->n_rows = cunyi_report_result_n_rows (result) + (self->has_total ? 1 : 0);
  self->lead = cunyi_report_header_lead (result);
  self->boxes = cunyi_report_header_list_boxes (result);
  place_columns (self, result, letter);
  place_levels (self, result, context, self->row_height);
  return self;
}

void
cunyi_report_geometry_free (CunyiReportGeometry *self)
{
  g_free (self->lefts);
  g_free (self->header_tops);
  g_array_unref (self->boxes);
  g_free (self);
}

int
cunyi_report_geometry_width (const CunyiReportGeometry *self)
{
  return self->lefts[self->n_columns];
}

int
cunyi_report_geometry_header (const CunyiReportGeometry *self)
{
  guint bottom = 0;

  for (guint i = 0; i < self->boxes->len; i++)
    bottom = MAX (bottom, g_array_index (self->boxes, CunyiReportBox, i).bottom);
  return self->header_tops[bottom + 1];
}

int
cunyi_report_geometry_height (const CunyiReportGeometry *self)
{
  return cunyi_report_geometry_header (self) + self->n_rows * self->row_height;
}

int
cunyi_report_geometry_lead (const CunyiReportGeometry *self)
{
  return self->lefts[self->lead];
}

guint
cunyi_report_geometry_find_column (const CunyiReportGeometry *self, double x)
{
  guint column = 0;

  while (column + 1 < self->n_columns && self->lefts[column + 1] <= x)
    column++;
  return column;
}

guint
cunyi_report_geometry_row (const CunyiReportGeometry *self, guint position)
{
  return self->has_total && position == self->n_rows - 1 ? CUNYI_REPORT_TOTAL : position;
}
