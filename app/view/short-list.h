/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A short list of drawn lines under headings: due work, a timeline, the people of a household. Enter or a click opens a
 * line, arrows go from line to line and pass over the headings. Signal “opened” (id, a string). */

#pragma once

#include <gtk/gtk.h>

#include "view/line-row.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_SHORT_LIST (cunyi_short_list_get_type ())
G_DECLARE_FINAL_TYPE (CunyiShortList, cunyi_short_list, CUNYI, SHORT_LIST, GtkWidget)

/* `columns` must outlive the list. */
void cunyi_short_list_set_columns (CunyiShortList *list, const CunyiColumn *columns, guint n_columns);
/* What screen readers call it, and the sentence that stands in it while it is empty. */
void cunyi_short_list_set_label (CunyiShortList *list, const char *label, const char *empty);

/* Filling: begin, lines in order, end. Selection, keyboard and place stay with the line of the same id. */
void cunyi_short_list_begin (CunyiShortList *list);
/* `heading` (NULL for none) stands above the first line that has it. */
void cunyi_short_list_add (CunyiShortList *list, const char *id, const char *heading, const char *const *texts);
void cunyi_short_list_end (CunyiShortList *list);

guint cunyi_short_list_n_lines (CunyiShortList *list);
/* Lines, for tests: id and text of a column. */
const char *cunyi_short_list_get_id (CunyiShortList *list, guint index);
const char *cunyi_short_list_get_text (CunyiShortList *list, guint index, guint column);

G_END_DECLS
