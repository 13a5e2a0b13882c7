/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A long table of lines with titles above: one selected line, Enter or a double click opens it. Selection and place stay
 * when the lines are read again. Where it was asked for, lines can also be marked, many at once: Space, Shift with an arrow,
 * Ctrl+A, a click with Ctrl or Shift; Escape takes all marks away. Signals “opened” and “selected” (id, a string), “marked”
 * (other lines are). */

#pragma once

#include <gtk/gtk.h>

#include "view/line-row.h"
#include "view/lines-model.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_LINES_LIST (cunyi_lines_list_get_type ())
G_DECLARE_FINAL_TYPE (CunyiLinesList, cunyi_lines_list, CUNYI, LINES_LIST, GtkWidget)

/* Which columns there are, which must outlive the list, and who reads their texts. May be called again: the list is then
 * empty. */
void cunyi_lines_list_set_columns (CunyiLinesList *list, const CunyiColumn *columns, guint n_columns,
                                   CunyiReadLines read, gpointer data);
/* As cunyi_lines_model_set_ids(). */
void cunyi_lines_list_set_ids (CunyiLinesList *list, GPtrArray *ids, gpointer owner, GDestroyNotify release);
/* What screen readers call it. */
void cunyi_lines_list_set_label (CunyiLinesList *list, const char *label);

/* Lines can be marked from now on. */
void cunyi_lines_list_set_markable (CunyiLinesList *list);
guint cunyi_lines_list_n_marked (CunyiLinesList *list);
/* Ids of the marked lines, in order. (transfer full) (array zero-terminated) */
char **cunyi_lines_list_list_marked (CunyiLinesList *list);
void cunyi_lines_list_clear_marks (CunyiLinesList *list);

guint cunyi_lines_list_n_lines (CunyiLinesList *list);
/* Id of the selected line, NULL when there is none. (transfer none) */
const char *cunyi_lines_list_get_selected (CunyiLinesList *list);
void cunyi_lines_list_select (CunyiLinesList *list, guint position);
CunyiLinesModel *cunyi_lines_list_get_model (CunyiLinesList *list);

G_END_DECLS
