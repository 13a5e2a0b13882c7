/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How the columns of a roster are understood: each with its name, first values and a button that changes what it is; below
 * it the values that do not say by themselves what they mean. */

#pragma once

#include <gtk/gtk.h>

#include "clinic/roster.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_ROSTER_COLUMNS (cunyi_roster_columns_get_type ())
G_DECLARE_FINAL_TYPE (CunyiRosterColumns, cunyi_roster_columns, CUNYI, ROSTER_COLUMNS, GtkWidget)
/* Signals
 * “field” (index of the column: guint, code of roster_field)
 * “meaning” (index, text of the value, code) */

/* Shows the columns as they are understood now; nothing of the roster is kept. */
void cunyi_roster_columns_show (CunyiRosterColumns *columns, CunyiRoster *roster, CunyiLibrary *library);

G_END_DECLS
