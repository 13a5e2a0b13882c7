/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a move asks before it is made: the day, and its questions as in a form. Ctrl+Enter makes the move, Esc takes it
 * back and keeps what was typed as a draft. A move of several cases asks once; what was left as it stood is each case's own.
 *
 * Signals: “moved”, “cancelled”, “refused” (why, a sentence). Many cases are moved each by itself, while the panel shows how
 * far that is and Esc cancels it; “moved” when one of them was, “refused” when none. */

#pragma once

#include <gtk/gtk.h>

#include "clinic/bulk.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_MOVE_PANEL (cunyi_move_panel_get_type ())
G_DECLARE_FINAL_TYPE (CunyiMovePanel, cunyi_move_panel, CUNYI, MOVE_PANEL, GtkWidget)

/* For cases of one workflow in one state (ids, NULL-terminated). NULL with an error when the first one cannot be asked.
 * (transfer floating) */
GtkWidget *cunyi_move_panel_new (CunyiClinic *clinic, const char *const *ids, const char *move, const char *title,
                                 GError **error);
/* TRUE when it has nothing to ask: the move can be made at once. */
gboolean cunyi_move_panel_is_plain (CunyiMovePanel *panel);
/* The page is left: what was typed is kept, and that is told. FALSE when it cannot be kept, once. */
gboolean cunyi_move_panel_leave (CunyiMovePanel *panel);
/* Makes the move, or shows what is missing. */
void cunyi_move_panel_confirm (CunyiMovePanel *panel);
/* What came of the move of many, NULL before and for one case. (transfer none) */
const CunyiBulkResult *cunyi_move_panel_get_result (CunyiMovePanel *panel);

G_END_DECLS
