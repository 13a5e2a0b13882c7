/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sees to it that what is being typed is a draft in the store within a second, and when its page goes, however it goes.
 * A store that cannot be written to is told once, not with each key; who was told and goes all the same, goes. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CunyiDraftKeeper CunyiDraftKeeper;

/* Writes the draft when there is something new to write. */
typedef gboolean (*CunyiKeepDraft) (gpointer data, GError **error);
typedef void (*CunyiTellError) (gpointer data, const GError *error);

/* (transfer full) */
CunyiDraftKeeper *cunyi_draft_keeper_new (CunyiKeepDraft keep, CunyiTellError tell, gpointer data);
/* Keeps nothing: see cunyi_draft_keeper_end(). */
void cunyi_draft_keeper_free (CunyiDraftKeeper *keeper);

/* Something was typed: it is kept in a moment. */
void cunyi_draft_keeper_touch (CunyiDraftKeeper *keeper);
/* Keeps it now. */
gboolean cunyi_draft_keeper_keep (CunyiDraftKeeper *keeper);
/* The page is to be left: FALSE when that would lose something and is told for the first time. `kept` receives whether
 * everything is in the store. */
gboolean cunyi_draft_keeper_leave (CunyiDraftKeeper *keeper, gboolean *kept);
/* The page is gone: keeps it for the last time, and can tell nobody. */
void cunyi_draft_keeper_end (CunyiDraftKeeper *keeper);
/* There is nothing to keep any more. */
void cunyi_draft_keeper_stop (CunyiDraftKeeper *keeper);

G_END_DECLS
