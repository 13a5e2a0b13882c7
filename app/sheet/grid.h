/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Puts the cells of a sheet into a table. Files name each cell's place, leave gaps, and may name them in any order; a
 * table is written from left to right and from the top. */

#pragma once

#include "sheet/reading.h"

G_BEGIN_DECLS

typedef struct _CunyiGrid CunyiGrid;

/* A sheet called `name`; `reading` must live longer. */
CunyiGrid *cunyi_grid_new (const char *name, CunyiReading *reading);
void cunyi_grid_free (CunyiGrid *grid);

/* A cell at `row` and `column`, both from 0. Cells without text leave no trace, so that a sheet ends with its last
 * text. The later of two cells at one place holds. FALSE with CUNYI_SHEET_ERROR_TOO_LARGE. */
gboolean cunyi_grid_add (CunyiGrid *grid, guint row, guint column, const char *text, gsize length, CunyiCellKind kind,
                         GError **error);

/* A merged rectangle; one that is no rectangle, or of one cell, is passed over. */
gboolean cunyi_grid_add_merge (CunyiGrid *grid, const CunyiMerge *merge, GError **error);

/* (transfer full) The table, or NULL with CUNYI_SHEET_ERROR_TOO_LARGE; nothing can be added afterwards. */
CunyiTable *cunyi_grid_finish (CunyiGrid *grid, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiGrid, cunyi_grid_free)

G_END_DECLS
