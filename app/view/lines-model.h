/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A long list that is read a page at a time: it knows the ids of all lines and the texts of those that were looked at
 * last. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One line: an id and the texts of its columns. */
#define CUNYI_TYPE_LINE (cunyi_line_get_type ())
G_DECLARE_FINAL_TYPE (CunyiLine, cunyi_line, CUNYI, LINE, GObject)

/* `texts` is copied. (transfer full) */
CunyiLine *cunyi_line_new (const char *id, const char *const *texts);
const char *cunyi_line_get_id (CunyiLine *line);
/* (array zero-terminated) (transfer none) */
const char *const *cunyi_line_get_texts (CunyiLine *line);

/* Reads the lines of these ids: as many CunyiLine as ids, in their order. NULL when it failed; the reader has told it
 * already. (transfer full) */
typedef GPtrArray *(*CunyiReadLines) (const char *const *ids, guint n, gpointer data);

/* A GListModel of CunyiLine. */
#define CUNYI_TYPE_LINES_MODEL (cunyi_lines_model_get_type ())
G_DECLARE_FINAL_TYPE (CunyiLinesModel, cunyi_lines_model, CUNYI, LINES_MODEL, GObject)

CunyiLinesModel *cunyi_lines_model_new (CunyiReadLines read, gpointer data);

/* Other lines. `owner` (NULL or a value that `release` gives back) keeps the ids alive. FALSE when they are the same as
 * before: then only the texts are forgotten, nothing is emitted, and the caller rewrites what is in view. */
gboolean cunyi_lines_model_set_ids (CunyiLinesModel *model, GPtrArray *ids, gpointer owner, GDestroyNotify release);
/* NULL beyond the end. */
const char *cunyi_lines_model_get_id (CunyiLinesModel *model, guint position);
/* G_MAXUINT when it is not in the list. */
guint cunyi_lines_model_find (CunyiLinesModel *model, const char *id);

G_END_DECLS
