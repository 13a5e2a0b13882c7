/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What an expression can see: named texts, and named lists of rows that hold named texts (and lists) of their own. The
 * same thing serves a form being filled, a document being printed, a guard of a workflow and the title of a report.
 *
 * `${name}` is looked for in the row at hand, then in what lies around it, then in the outer context. A list is all its
 * rows: count(${drugs}), ${drugs}/dose, ${drugs}[dose > 5]. A name that only rows further inside have stands for all of
 * theirs: sum(${dose}) outside the list. A name that nothing has is empty, like a blank answer.
 *
 * A row lives as long as the context that it was added to and must not be kept longer; keeping a reference to a row keeps
 * the whole. Not for use by two threads at once. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CunyiContext CunyiContext;

/* (transfer full) */
CunyiContext *cunyi_context_new (void);
CunyiContext *cunyi_context_ref (CunyiContext *context);
void cunyi_context_unref (CunyiContext *context);

/* What is not found in `context` is looked for in `outer` as well: clinic and person around a form. Keeps a reference;
 * `outer` may be NULL. */
void cunyi_context_set_outer (CunyiContext *context, CunyiContext *outer);

/* Sets a text; NULL is blank. Any UTF-8 name will do; bytes that are not UTF-8 and signs that XML cannot hold are
 * replaced. */
void cunyi_context_set (CunyiContext *context, const char *name, const char *text);
void cunyi_context_set_int (CunyiContext *context, const char *name, gint64 value);
/* The text as `${name}` would find it, "" when there is none; valid until the next change. */
const char *cunyi_context_get (CunyiContext *context, const char *name);
/* TRUE when `context` itself (not what lies around it) has a text of this name, blank or not. */
gboolean cunyi_context_has (CunyiContext *context, const char *name);

/* Adds a row at the end of a list of `context` itself. (transfer none) */
CunyiContext *cunyi_context_add_row (CunyiContext *context, const char *list);
/* Makes the list known though it has no rows yet. */
void cunyi_context_add_list (CunyiContext *context, const char *list);
/* Rows of a list, looked for as `${list}` is; 0 when there is none. */
guint cunyi_context_n_rows (CunyiContext *context, const char *list);
/* (transfer none) NULL past the end. */
CunyiContext *cunyi_context_get_row (CunyiContext *context, const char *list, guint index);
/* Takes a row of `context` itself out and frees it. */
void cunyi_context_remove_row (CunyiContext *context, const char *list, guint index);
/* Position of a row in its list, from 1; 0 for what is no row. */
guint cunyi_context_get_position (CunyiContext *context);

/* Sets all members of a JSON object: texts, numbers as written, true and false as "true" and "false", null as blank;
 * arrays of objects as rows (objects inside are rows of one), arrays of plain values as their texts parted by a space.
 * FALSE when it is not one JSON object of at most 64 levels; nothing is set then. */
gboolean cunyi_context_set_json (CunyiContext *context, const char *json);

/* Answers jr:choice-name (value, list): the label of `value` in the choices of a question or a code list; NULL when it has
 * none. (transfer full) */
typedef char *(*CunyiLabelFunc) (const char *list, const char *value, gpointer data);
void cunyi_context_set_labels (CunyiContext *context, CunyiLabelFunc func, gpointer data, GDestroyNotify destroy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiContext, cunyi_context_unref)

G_END_DECLS
