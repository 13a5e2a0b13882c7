/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A prepared statement: bind by name, step, read by name.
 *
 *   g_autoptr (CunyiStatement) visits = cunyi_database_statement (database, "record/of-subject", error);
 *   cunyi_statement_bind_text (visits, ":subject", person);
 *   while (cunyi_statement_step (visits, error))
 *     show_visit (self, cunyi_statement_get_text (visits, "day"));
 *
 * Beside SQLite's own, SQL may call age_on (birth, day): whole years, NULL when one is unknown; and
 * months_after (day, months): the same day so many months later, or the last of that month. */

#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* The statement of this name in data/sql, prepared once for each connection and kept. (transfer full); given back by
 * cunyi_statement_free(). NULL only for a damaged file: a name that does not exist is a programming error. */
CunyiStatement *cunyi_database_statement (CunyiDatabase *database, const char *name, GError **error);

/* SQL of our own that is made at run time (views over declared forms). (transfer full) */
CunyiStatement *cunyi_database_prepare (CunyiDatabase *database, const char *sql, GError **error);

/* SQL from a pack: one SELECT over the tables of the village and the declared views, read-only, with a limit of steps;
 * anything else is CUNYI_STORE_ERROR_REFUSED with SQLite's words. (transfer full) */
CunyiStatement *cunyi_database_prepare_foreign (CunyiDatabase *database, const char *sql, GError **error);

/* NULL is fine. */
void cunyi_statement_free (CunyiStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiStatement, cunyi_statement_free)

/* Stepping ends with CANCELLED soon after `cancellable` was cancelled; from any thread. NULL: not any more. */
void cunyi_statement_set_cancellable (CunyiStatement *statement, GCancellable *cancellable);

/* TRUE when the statement names it, like “:today”. */
gboolean cunyi_statement_has_parameter (CunyiStatement *statement, const char *name);

/* Parameters are bound by name, ":day"; NULL text binds NULL. A name that the statement does not have is a programming
 * error, except for foreign statements, which take what they use. */
void cunyi_statement_bind_text (CunyiStatement *statement, const char *name, const char *text);
void cunyi_statement_bind_int (CunyiStatement *statement, const char *name, gint64 value);
void cunyi_statement_bind_double (CunyiStatement *statement, const char *name, double value);
void cunyi_statement_bind_blob (CunyiStatement *statement, const char *name, GBytes *bytes);

/* TRUE: there is a row. FALSE: the end, or an error, which is then set. */
gboolean cunyi_statement_step (CunyiStatement *statement, GError **error);
/* To the end, rows thrown away; FALSE on error. Ready to be bound and run again, bindings cleared. */
gboolean cunyi_statement_run (CunyiStatement *statement, GError **error);
/* To the beginning, bindings cleared. */
void cunyi_statement_reset (CunyiStatement *statement);

int cunyi_statement_n_columns (CunyiStatement *statement);
const char *cunyi_statement_column_name (CunyiStatement *statement, int column);
/* The column with this name, -1 when there is none. */
int cunyi_statement_find_column (CunyiStatement *statement, const char *name);
/* Values of the current row by column name; text is "" for NULL and lives until the next step. */
const char *cunyi_statement_get_text (CunyiStatement *statement, const char *column);
gint64 cunyi_statement_get_int (CunyiStatement *statement, const char *column);
double cunyi_statement_get_double (CunyiStatement *statement, const char *column);
gboolean cunyi_statement_is_null (CunyiStatement *statement, const char *column);
GBytes *cunyi_statement_get_blob (CunyiStatement *statement, const char *column); /* (transfer full) */
/* The same by number, for generic readers. */
const char *cunyi_statement_text_at (CunyiStatement *statement, int column);
gint64 cunyi_statement_int_at (CunyiStatement *statement, int column);
double cunyi_statement_double_at (CunyiStatement *statement, int column);
gboolean cunyi_statement_null_at (CunyiStatement *statement, int column);
/* TRUE when SQLite holds a number there. */
gboolean cunyi_statement_number_at (CunyiStatement *statement, int column);

/* Names of all statements in data/sql, sorted. (transfer container) (array zero-terminated) */
const char **cunyi_statement_list_names (void);

G_END_DECLS
