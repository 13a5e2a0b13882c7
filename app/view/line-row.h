/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One line of a table, drawn by one widget: a list of GTK 4.8 makes two hundred rows whatever its height, and a widget for
 * each cell would cost ten times as much. Also the line of titles above. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  const char *title; /* to be translated; NULL for none */
  double width;      /* in Chinese characters; 0 for what takes the rest, with `share` */
  double share;      /* of the rest, among the columns without a width */
  gboolean at_end;   /* numbers and days stand at the end of their column */
  gboolean strong;   /* what the eye looks for first */
  gboolean dim;
} CunyiColumn;

#define CUNYI_TYPE_LINE_ROW (cunyi_line_row_get_type ())
G_DECLARE_FINAL_TYPE (CunyiLineRow, cunyi_line_row, CUNYI, LINE_ROW, GtkWidget)

/* `columns` must outlive the row. */
GtkWidget *cunyi_line_row_new (const CunyiColumn *columns, guint n_columns);
/* The line of titles. */
GtkWidget *cunyi_line_row_new_heading (const CunyiColumn *columns, guint n_columns);

/* A text for each column, copied; screen readers say them parted by commas. NULL makes the line empty. */
void cunyi_line_row_set_texts (CunyiLineRow *row, const char *const *texts);
/* A marked line carries a tick before its first text. */
void cunyi_line_row_set_marked (CunyiLineRow *row, gboolean marked);
/* The text of a column, "" when there is none. */
const char *cunyi_line_row_get_text (CunyiLineRow *row, guint column);

G_END_DECLS
