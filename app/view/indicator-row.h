/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One indicator: how far it is, as a bar with its target marked, as numbers and in words. A click opens those missing. */

#pragma once

#include <gtk/gtk.h>

#include "clinic/due.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_INDICATOR_ROW (cunyi_indicator_row_get_type ())
G_DECLARE_FINAL_TYPE (CunyiIndicatorRow, cunyi_indicator_row, CUNYI, INDICATOR_ROW, GtkButton)

/* Copies what it shows. */
GtkWidget *cunyi_indicator_row_new (const CunyiIndicator *indicator);
/* What the list of those missing is called, and their ids. (transfer none) */
const char *cunyi_indicator_row_get_title (CunyiIndicatorRow *row);
GPtrArray *cunyi_indicator_row_get_missing (CunyiIndicatorRow *row);

G_END_DECLS
