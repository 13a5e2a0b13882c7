/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The moves of a case as buttons with the number that takes them, the first one that is allowed suggested; those that are
 * not allowed stand there too, with the reason as a sentence below.
 *
 * Signal “chosen” (name of the move, a string). */

#pragma once

#include <gtk/gtk.h>

#include "workflow/move.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_MOVE_BAR (cunyi_move_bar_get_type ())
G_DECLARE_FINAL_TYPE (CunyiMoveBar, cunyi_move_bar, CUNYI, MOVE_BAR, GtkWidget)

GtkWidget *cunyi_move_bar_new (void);
/* The moves of cunyi_case_list_moves(); nothing of them is kept. `about` says whose they are, for screen readers. With
 * `suggest`, the first one stands out. */
void cunyi_move_bar_set_moves (CunyiMoveBar *bar, GPtrArray *moves, const char *about, gboolean suggest);
/* How many are allowed. */
guint cunyi_move_bar_n_allowed (CunyiMoveBar *bar);
/* Takes the move with this number, from 1; FALSE when there is none. */
gboolean cunyi_move_bar_choose (CunyiMoveBar *bar, guint number);

G_END_DECLS
