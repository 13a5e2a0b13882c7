/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One line of a table in which a form is filled for many: a filling of the form about one subject, and the cells that show it. */

#pragma once

#include "clinic/filling.h"
#include "view/page.h"

G_BEGIN_DECLS

typedef struct {
  CunyiPage *page;       /* that it is on, and outlives it */
  const char *form;      /* name, of the page */
  GPtrArray *columns;    /* const CunyiItem, of the page */
  char *subject;
  CunyiFilling *filling; /* NULL until it is needed */
  GPtrArray *cells;      /* GtkEntry, one for each column */
  GtkLabel *mark;        /* ✓, × or … */
  char *record;          /* that it has become, NULL until it is saved; stays when that is undone */
  gboolean saved;        /* the record is there */
} CunyiTableRow;

/* Without cells and mark, which whoever shows it puts in. (transfer full) */
CunyiTableRow *cunyi_table_row_new (CunyiPage *page, const char *form, GPtrArray *columns, const char *subject);
void cunyi_table_row_free (gpointer row);

GtkEditable *cunyi_table_row_get_cell (CunyiTableRow *row, guint column);
/* TRUE when something was typed and is not saved. */
gboolean cunyi_table_row_is_touched (CunyiTableRow *row);
/* What is wrong first, with the question that says it; NULL when nothing is. (transfer full) */
char *cunyi_table_row_find_fault (CunyiTableRow *row);

/* Begins the filling, from the draft where there is one. FALSE when that cannot be; the window has told why. */
gboolean cunyi_table_row_begin (CunyiTableRow *row);
/* Writes the answers into the cells, and what became of them beside. */
void cunyi_table_row_show (CunyiTableRow *row);
/* What stands in a cell becomes the answer, and the draft is kept. */
void cunyi_table_row_commit (CunyiTableRow *row, guint column);
/* The same, and confirms what is unusual about it, or takes that back. FALSE when nothing is. */
gboolean cunyi_table_row_confirm (CunyiTableRow *row, guint column);
/* Makes a record of it, inside the transaction that is open. FALSE without error when an answer is wrong or missing. */
gboolean cunyi_table_row_finish (CunyiTableRow *row, GError **error);
/* After a change in the store: the record is there, or it was undone and can be filled again. */
void cunyi_table_row_follow (CunyiTableRow *row);

G_END_DECLS
