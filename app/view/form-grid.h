/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A session as a page of paper: sections with their names at the side, rows in the units of the form, members of a list
 * as blocks. Used for forms and for the questions that a case asks when it moves.
 *
 * Signals: “changed” (the session was), “focused” (path of the question that has the keyboard, "" for none),
 * “finished” (Enter in the last question), “removing” (a member is about to be taken out). */

#pragma once

#include <gtk/gtk.h>

#include "form/session.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_FORM_GRID (cunyi_form_grid_get_type ())
G_DECLARE_FINAL_TYPE (CunyiFormGrid, cunyi_form_grid, CUNYI, FORM_GRID, GtkWidget)

/* Shows a session, which must stay until the next call; NULL for none. */
void cunyi_form_grid_set_session (CunyiFormGrid *grid, CunyiSession *session);
/* Copies what the session altered by itself: after cunyi_session_finish(). */
void cunyi_form_grid_update (CunyiFormGrid *grid);
/* Hands to the session what is still being typed; with `ended`, also puts it in order. */
void cunyi_form_grid_commit (CunyiFormGrid *grid, gboolean ended);

/* Puts the keyboard into a question, or the next one that takes it; FALSE when there is none. */
gboolean cunyi_form_grid_focus_path (CunyiFormGrid *grid, const char *path);
/* Into the first question that must be answered and is not, else the first blank one, else the first one. */
gboolean cunyi_form_grid_focus_first (CunyiFormGrid *grid);

G_END_DECLS
