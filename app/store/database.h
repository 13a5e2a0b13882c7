/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The encrypted store: one connection to one file. The only folder that knows SQLCipher.
 *
 * A store is two files: NAME.cunyi, encrypted with a random key, and NAME.cunyi.keys, where that key lies wrapped once
 * for each user's password and once for the recovery sheet. A connection belongs to the thread that opened it; another
 * thread takes one of its own with cunyi_database_open_again(). */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CUNYI_STORE_ERROR (cunyi_store_error_quark ())
GQuark cunyi_store_error_quark (void);

typedef enum {
  CUNYI_STORE_ERROR_FAILED,         /* anything without a code of its own; the message is for the log */
  CUNYI_STORE_ERROR_NOT_FOUND,      /* no such file */
  CUNYI_STORE_ERROR_EXISTS,         /* create: the file is there already */
  CUNYI_STORE_ERROR_NOT_A_STORE,    /* the file is something else, or its key file is missing */
  CUNYI_STORE_ERROR_WRONG_PASSWORD, /* no slot of this user opens with it */
  CUNYI_STORE_ERROR_NEWER,          /* written by a later program */
  CUNYI_STORE_ERROR_DAMAGED,        /* the key is right, the pages are not */
  CUNYI_STORE_ERROR_FULL,           /* no room on the disk */
  CUNYI_STORE_ERROR_READ_ONLY,      /* file or folder may not be written */
  CUNYI_STORE_ERROR_BUSY,           /* another program writes */
  CUNYI_STORE_ERROR_CONSTRAINT,     /* a rule of the schema refused the row; the message begins with its name */
  CUNYI_STORE_ERROR_CONFLICT,       /* undo: the row was changed since */
  CUNYI_STORE_ERROR_CANCELLED,      /* by the cancellable */
  CUNYI_STORE_ERROR_REFUSED,        /* SQL of a pack does what it may not do, or takes too long */
} CunyiStoreError;

#define CUNYI_TYPE_DATABASE (cunyi_database_get_type ())
G_DECLARE_FINAL_TYPE (CunyiDatabase, cunyi_database, CUNYI, DATABASE, GObject)
/* Signal "changed" (no arguments): after a commit or an undo on this connection. */

typedef struct _CunyiStatement CunyiStatement;

/* How far long work is: `done` of `total` (0 when unknown). Called on the thread that works. */
typedef void (*CunyiProgress) (gint64 done, gint64 total, gpointer data);

/* ---- opening ---- */

/* Makes a store with one user and the recovery slot, and opens it. `recovery` receives the code of the recovery sheet,
 * which is nowhere else (transfer full). `demo` marks it for ever as the demo village. */
CunyiDatabase *cunyi_database_create (const char *path, const char *user, const char *password, gboolean demo,
                                      char **recovery, GError **error);

/* Opens with `user`'s password, or with the recovery code when `user` is NULL. Brings an older schema up to date. Touches
 * nothing when it fails. */
CunyiDatabase *cunyi_database_open (const char *path, const char *user, const char *secret, GError **error);

/* A further connection to the same file for the calling thread, without key work; views given to
 * cunyi_database_add_view() are there too. */
CunyiDatabase *cunyi_database_open_again (CunyiDatabase *database, gboolean read_only, GError **error);

/* Names of the users that have a slot, without opening. (transfer full) (array zero-terminated) */
char **cunyi_database_list_users (const char *path, GError **error);

/* Adds a slot or gives a user a new password. An empty password is refused by g_return. */
gboolean cunyi_database_set_password (CunyiDatabase *database, const char *user, const char *password, GError **error);
gboolean cunyi_database_remove_user (CunyiDatabase *database, const char *user, GError **error);
/* A new recovery code; the old sheet opens nothing any more. (transfer full) */
char *cunyi_database_renew_recovery (CunyiDatabase *database, GError **error);

const char *cunyi_database_get_path (CunyiDatabase *database);
gboolean cunyi_database_is_demo (CunyiDatabase *database);
/* Whose changes these are from now on: id of a staff row, or NULL. */
void cunyi_database_set_staff (CunyiDatabase *database, const char *staff);
const char *cunyi_database_get_staff (CunyiDatabase *database);

/* ---- statements ---- */

/* The statement of this name in data/sql, prepared once for each connection and kept. (transfer full); given back by
 * cunyi_statement_free(). NULL only for a damaged file: a name that does not exist is a programming error. */
CunyiStatement *cunyi_database_statement (CunyiDatabase *database, const char *name, GError **error);

/* SQL of our own that is made at run time (views over declared forms). (transfer full) */
CunyiStatement *cunyi_database_prepare (CunyiDatabase *database, const char *sql, GError **error);

/* SQL from a pack: one SELECT over the tables of the village and the declared views, read-only, with a limit of steps;
 * anything else is CUNYI_STORE_ERROR_REFUSED with SQLite's words. (transfer full) */
CunyiStatement *cunyi_database_prepare_foreign (CunyiDatabase *database, const char *sql, GError **error);

void cunyi_statement_free (CunyiStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiStatement, cunyi_statement_free)

/* Parameters are bound by name, ":day"; NULL text binds NULL. A name that the statement does not have is a programming
 * error, except for foreign statements, which take what they use. */
void cunyi_statement_bind_text (CunyiStatement *statement, const char *name, const char *text);
void cunyi_statement_bind_int (CunyiStatement *statement, const char *name, gint64 value);
void cunyi_statement_bind_double (CunyiStatement *statement, const char *name, double value);
void cunyi_statement_bind_blob (CunyiStatement *statement, const char *name, GBytes *bytes);

/* TRUE: there is a row. FALSE: the end, or an error, which is then set. */
gboolean cunyi_statement_step (CunyiStatement *statement, GError **error);
/* To the end, rows thrown away; FALSE on error. Ready to be bound and run again. */
gboolean cunyi_statement_run (CunyiStatement *statement, GError **error);
/* To the beginning, bindings cleared. */
void cunyi_statement_reset (CunyiStatement *statement);

int cunyi_statement_n_columns (CunyiStatement *statement);
const char *cunyi_statement_column_name (CunyiStatement *statement, int column);
/* Values of the current row by column name; text is "" for NULL and lives until the next step. */
const char *cunyi_statement_get_text (CunyiStatement *statement, const char *column);
gint64 cunyi_statement_get_int (CunyiStatement *statement, const char *column);
double cunyi_statement_get_double (CunyiStatement *statement, const char *column);
gboolean cunyi_statement_is_null (CunyiStatement *statement, const char *column);
GBytes *cunyi_statement_get_blob (CunyiStatement *statement, const char *column); /* (transfer full) */
/* The same by number, for generic readers. */
const char *cunyi_statement_text_at (CunyiStatement *statement, int column);
gboolean cunyi_statement_null_at (CunyiStatement *statement, int column);
/* TRUE when SQLite holds a number there. */
gboolean cunyi_statement_number_at (CunyiStatement *statement, int column);

/* SQL run on this connection and on every one opened again from it: CREATE TEMP VIEW … for a declared form. Running it
 * a second time under the same name replaces the view. */
gboolean cunyi_database_add_view (CunyiDatabase *database, const char *name, const char *select, GError **error);

/* ---- writing ---- */

/* A transaction; nests, and only the outermost begin and commit count. `what` is what the doctor does, as undo names it
 * (“Move case”, translated). */
gboolean cunyi_database_begin (CunyiDatabase *database, const char *what, GError **error);
gboolean cunyi_database_commit (CunyiDatabase *database, GError **error);
/* Takes back everything since the outermost begin; safe to call after a failed commit. */
void cunyi_database_rollback (CunyiDatabase *database);

/* A new id for this device; inside a transaction. (transfer full) */
char *cunyi_database_new_id (CunyiDatabase *database, GError **error);

/* The last change of this device that is not yet taken back, 0 when there is none; `what` may be NULL. */
gint64 cunyi_database_last_change (CunyiDatabase *database, char **what);
/* Takes a change back, as a change of its own. CONFLICT when one of its rows was changed since. */
gboolean cunyi_database_undo (CunyiDatabase *database, gint64 change, GError **error);

/* ---- settings ---- */

/* NULL when it was never set. (transfer full) */
char *cunyi_setting_get (CunyiDatabase *database, const char *name);
/* NULL removes it. */
gboolean cunyi_setting_set (CunyiDatabase *database, const char *name, const char *value, GError **error);

/* ---- definitions ---- */

/* Keeps `content` as the current definition of `kind` and `name`; the same content again changes nothing. `id` may be
 * NULL. (transfer full) */
gboolean cunyi_definition_put (CunyiDatabase *database, const char *kind, const char *name, const char *pack,
                               const char *version, GBytes *content, char **id, GError **error);
/* The content in use, and its id. NULL without error set when there is none. (transfer full) */
GBytes *cunyi_definition_get (CunyiDatabase *database, const char *kind, const char *name, char **id, GError **error);
/* The content with this id, whether in use or not. (transfer full) */
GBytes *cunyi_definition_get_by_id (CunyiDatabase *database, const char *id, GError **error);
/* Names in use under a kind, sorted. (transfer full) (array zero-terminated) */
char **cunyi_definition_list (CunyiDatabase *database, const char *kind, GError **error);

/* ---- care ---- */

/* A compact copy of both files into `folder`, named after the store, day and hour, checked after writing; `path` receives
 * its name (transfer full). The copy opens with the same passwords. */
gboolean cunyi_database_backup (CunyiDatabase *database, const char *folder, char **path, GCancellable *cancellable,
                                GError **error);
/* Every page and every reference. */
gboolean cunyi_database_check (CunyiDatabase *database, GCancellable *cancellable, GError **error);

G_END_DECLS
