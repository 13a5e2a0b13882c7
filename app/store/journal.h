/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was changed: taking it back, and the history of one row. Writing into the journal is done by triggers. */

#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* The last change of this device that is not yet taken back, 0 when there is none or the store does not answer; `what` (transfer
 * full) may be NULL. */
gint64 cunyi_database_last_change (CunyiDatabase *database, char **what);
/* The taking-back to give to cunyi_database_undo() to do the work again; 0 when none, when something was done since, or
 * the store does not answer. `what` as above. */
gint64 cunyi_database_last_undone (CunyiDatabase *database, char **what);
/* Takes a change back, as a change of its own. CONFLICT when one of its rows was changed since or is needed by another;
 * nothing is touched then. Not inside a transaction. */
gboolean cunyi_database_undo (CunyiDatabase *database, gint64 change, GError **error);

/* Number of the change that this device wrote last, whatever it did; 0 when there is none or the store does
 * not answer. Later ones have higher numbers. */
gint64 cunyi_database_newest_change (CunyiDatabase *database);
/* The moment at which a change of this device was made, by its clock then; NULL when there is no such change. (transfer full) */
char *cunyi_database_change_moment (CunyiDatabase *database, gint64 change);

/* The last line of the journal, 0 in `position` when there is none or the store does not answer. */
gboolean cunyi_database_get_position (CunyiDatabase *database, gint64 *position, GError **error);

/* Lines of one row, newest first, as a statement ready to step: device, sequence, change, what, staff, moment, before,
 * after (JSON objects of all columns or NULL), undoes. `row` is the id, or the key columns parted by a slash.
 * (transfer full) */
CunyiStatement *cunyi_database_history (CunyiDatabase *database, const char *table, const char *row, GError **error);

G_END_DECLS
