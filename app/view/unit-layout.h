/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The grid of a paper form: a row has a number of units, each child takes some of them, and what a row has left over is
 * shared out among its children. Hidden children leave no gap. Where the window is too narrow, or the letters too large,
 * for a row as it is on paper, it goes on in the next line. A child with the alignment END has its first line end where those
 * of its neighbours end, whatever stands below them. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CUNYI_TYPE_UNIT_LAYOUT (cunyi_unit_layout_get_type ())
G_DECLARE_FINAL_TYPE (CunyiUnitLayout, cunyi_unit_layout, CUNYI, UNIT_LAYOUT, GtkLayoutManager)

GtkLayoutManager *cunyi_unit_layout_new (guint columns);
/* Units that a child takes; a child of which nothing was said takes the whole row. */
void cunyi_unit_layout_set_units (GtkWidget *child, guint units);

G_END_DECLS
