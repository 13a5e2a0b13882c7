/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The boxes of a header. */

#include "config.h"

#include "report/header.h"

#include <string.h>

static guint
depth_of (const CunyiReportShownColumn *column)
{
  guint depth = 0;

  while (depth < G_N_ELEMENTS (column->levels) && column->levels[depth])
    depth++;
  return depth;
}

guint
cunyi_report_header_depth (CunyiReportResult *result)
{
  guint depth = 1;

  for (guint i = 0; i < cunyi_report_result_n_columns (result); i++)
    depth = MAX (depth, depth_of (cunyi_report_result_get_column (result, i)));
  return depth;
}

/* TRUE when two columns stand under one word at this level: all words down to it are the same, and both go on below. */
static gboolean
share (const CunyiReportShownColumn *a, const CunyiReportShownColumn *b, guint level)
{
  if (depth_of (a) <= level + 1 || depth_of (b) <= level + 1)
    return FALSE;
  for (guint i = 0; i <= level; i++)
    if (strcmp (a->levels[i], b->levels[i]) != 0)
      return FALSE;
  return TRUE;
}

GArray *
cunyi_report_header_list_boxes (CunyiReportResult *result)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (CunyiReportBox));
  guint depth = cunyi_report_header_depth (result), n = cunyi_report_result_n_columns (result);

  for (guint level = 0; level < depth; level++)
    for (guint left = 0, right; left < n; left = right + 1)
      {
        const CunyiReportShownColumn *column = cunyi_report_result_get_column (result, left);
        CunyiReportBox box = { level, left, level, left, NULL };

        right = left;
        if (depth_of (column) <= level)
          continue;
        while (right + 1 < n && share (column, cunyi_report_result_get_column (result, right + 1), level))
          right++;
        box.right = right;
        box.bottom = depth_of (column) == level + 1 ? depth - 1 : level;
        box.text = column->levels[level];
        g_array_append_val (boxes, box);
      }
  return boxes;
}

guint
cunyi_report_header_lead (CunyiReportResult *result)
{
  guint lead = 0;

  while (lead < cunyi_report_result_n_columns (result)
         && (cunyi_report_result_get_column (result, lead)->kind == CUNYI_REPORT_NUMBER
             || cunyi_report_result_get_column (result, lead)->kind == CUNYI_REPORT_TEXT
             || cunyi_report_result_get_column (result, lead)->kind == CUNYI_REPORT_KEY))
    lead++;
  return lead;
}

guint
cunyi_report_text_width (const char *text)
{
  guint widest = 0, width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n')
        width = 0;
      else if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
      widest = MAX (widest, width);
    }
  return widest;
}
