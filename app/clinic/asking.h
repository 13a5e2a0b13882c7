/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a move of cases, or the opening of one, asks: answered like a form, kept as a draft like a form, and in the end
 * the move is made or the case opened and the draft dropped, in one transaction. */

#pragma once

#include "base/day.h"
#include "clinic/clinic.h"
#include "form/session.h"
#include "workflow/move.h"

G_BEGIN_DECLS

typedef struct _CunyiAsking CunyiAsking;

/* The questions of a move of cases of one workflow in one state (ids, NULL-terminated), or their draft. Several cases are
 * asked once: what is left as it stood with the first is each case's own. (transfer full) */
CunyiAsking *cunyi_asking_new_move (CunyiClinic *clinic, const char *const *ids, const char *move, GError **error);
/* The questions of an opening, or their draft; of `opening` the workflow, subject and topic count. (transfer full) */
CunyiAsking *cunyi_asking_new_opening (CunyiClinic *clinic, const CunyiCaseOpening *opening, GError **error);
/* The same for many openings: asked about the subject of `opening`, which is one of them; the draft is nobody's. */
CunyiAsking *cunyi_asking_new_openings (CunyiClinic *clinic, const CunyiCaseOpening *opening, GError **error);
void cunyi_asking_free (CunyiAsking *asking);

/* (transfer none); another one after cunyi_asking_discard() and cunyi_asking_bring_back(). */
CunyiSession *cunyi_asking_get_session (CunyiAsking *asking);
/* TRUE when nothing is asked: the move can be made at once. */
gboolean cunyi_asking_is_plain (CunyiAsking *asking);

/* The day of the move as it was typed; today unless it was set. */
const char *cunyi_asking_get_day (CunyiAsking *asking);
void cunyi_asking_set_day (CunyiAsking *asking, const char *typed);
/* CUNYI_DAY_NONE when that is no day. */
CunyiDay cunyi_asking_read_day (CunyiAsking *asking);

/* TRUE for the move of several cases. */
gboolean cunyi_asking_is_of_many (CunyiAsking *asking);
/* TRUE when it goes on with a draft. */
gboolean cunyi_asking_is_draft (CunyiAsking *asking);
/* TRUE when something was typed that is not so anyhow. */
gboolean cunyi_asking_is_dirty (CunyiAsking *asking);
/* Writes the draft when something was changed since the last time; what is as it stood needs none. */
gboolean cunyi_asking_keep_draft (CunyiAsking *asking, GError **error);
/* Begins anew without the draft; cunyi_asking_bring_back() takes that back once. */
gboolean cunyi_asking_discard (CunyiAsking *asking, GError **error);
gboolean cunyi_asking_bring_back (CunyiAsking *asking, GError **error);

/* Makes the move of one case. FALSE without error set when the session says that something is missing or wrong. */
gboolean cunyi_asking_move (CunyiAsking *asking, GError **error);
/* Opens the case. NULL without error as above. (transfer full) its id. */
char *cunyi_asking_open (CunyiAsking *asking, GError **error);

/* Of many openings, or moves of many: the answers that differ from what is so anyhow, as JSON, for whoever opens or moves the
 * cases (clinic/bulk.h); NULL when something is missing or wrong. (transfer full) */
char *cunyi_asking_take_answers (CunyiAsking *asking);
/* The state in which the cases were seen. */
const char *cunyi_asking_get_from (CunyiAsking *asking);
/* They were opened or moved: the draft goes. */
gboolean cunyi_asking_end (CunyiAsking *asking, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiAsking, cunyi_asking_free)

G_END_DECLS
