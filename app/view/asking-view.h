/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The questions of a move or an opening on the page: as in a form, kept as a draft like a form, with a line that says
 * what was wrong. Used where a case moves and where one is opened.
 *
 * Signals: “finished” (Enter in the last question), “renewed” (the draft was thrown away or brought back: the day may be
 * another one). */

#pragma once

#include <gtk/gtk.h>

#include "clinic/asking.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_ASKING_VIEW (cunyi_asking_view_get_type ())
G_DECLARE_FINAL_TYPE (CunyiAskingView, cunyi_asking_view, CUNYI, ASKING_VIEW, GtkWidget)

/* Shows these questions and keeps what is typed; NULL for none. What was typed into those before is kept. (transfer full) */
void cunyi_asking_view_set_asking (CunyiAskingView *view, CunyiAsking *asking);
/* (transfer none) NULL for none. */
CunyiAsking *cunyi_asking_view_get_asking (CunyiAskingView *view);

/* Something beside the questions was typed that belongs to the draft: the day. */
void cunyi_asking_view_touch (CunyiAskingView *view);
/* Hands over what is still being typed: before the move is made. */
void cunyi_asking_view_commit (CunyiAskingView *view);
/* The move was refused by its questions: shows why, and goes to the first one. */
void cunyi_asking_view_show_missing (CunyiAskingView *view);
/* A sentence under the questions, "" for none. */
void cunyi_asking_view_tell (CunyiAskingView *view, const char *sentence);
void cunyi_asking_view_tell_error (CunyiAskingView *view, const GError *error);

/* The questions are left: FALSE when something would be lost and that is told for the first time. `kept` receives TRUE
 * when there is a draft now. */
gboolean cunyi_asking_view_leave (CunyiAskingView *view, gboolean *kept);
gboolean cunyi_asking_view_focus_first (CunyiAskingView *view);

G_END_DECLS
