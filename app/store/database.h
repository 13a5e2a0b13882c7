/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The encrypted store: one connection to one file. The only folder that knows SQLCipher.
 *
 * A store is two files: NAME.cunyi, encrypted with a random key, and NAME.cunyi.keys, where that key lies wrapped once
 * for each user's password and once for the recovery sheet. A connection belongs to the thread that opened it, until
 * another takes it over; a second thread takes one of its own with cunyi_database_open_again().
 *
 * This header brings the daily ones with it: statement.h, journal.h, setting.h, definition.h. For copies and checks
 * include store/backup.h, to bring one back store/restore.h. */

#pragma once

#include <gio/gio.h>

#include "base/day.h"

G_BEGIN_DECLS

#define CUNYI_STORE_ERROR (cunyi_store_error_quark ())
GQuark cunyi_store_error_quark (void);

typedef enum {
  CUNYI_STORE_ERROR_FAILED,         /* anything without a code of its own; the message is for the log */
  CUNYI_STORE_ERROR_NOT_FOUND,      /* no such file */
  CUNYI_STORE_ERROR_EXISTS,         /* create: the file is there already */
  CUNYI_STORE_ERROR_NOT_A_STORE,    /* the file is empty or something else */
  CUNYI_STORE_ERROR_KEYS,           /* the key file is missing, damaged, or another store's */
  CUNYI_STORE_ERROR_WRONG_PASSWORD, /* no slot of this user opens with it */
  CUNYI_STORE_ERROR_NEWER,          /* written by a later program */
  CUNYI_STORE_ERROR_DAMAGED,        /* the key is right, the pages are not */
  CUNYI_STORE_ERROR_FULL,           /* no room on the disk */
  CUNYI_STORE_ERROR_READ_ONLY,      /* file or folder may not be written */
  CUNYI_STORE_ERROR_DEVICE,         /* the disk or stick does not answer, or was pulled out */
  CUNYI_STORE_ERROR_BUSY,           /* another program writes */
  CUNYI_STORE_ERROR_CONSTRAINT,     /* a rule of the schema refused the row; the message begins with its name */
  CUNYI_STORE_ERROR_CONFLICT,       /* undo: the row was changed since */
  CUNYI_STORE_ERROR_CANCELLED,      /* by the cancellable */
  CUNYI_STORE_ERROR_REFUSED,        /* SQL of a pack does what it may not do, or takes too long */
} CunyiStoreError;

#define CUNYI_TYPE_DATABASE (cunyi_database_get_type ())
G_DECLARE_FINAL_TYPE (CunyiDatabase, cunyi_database, CUNYI, DATABASE, GObject)
/* Signal "changed" (no arguments): after a commit that wrote, or an undo, on this connection. */

/* See statement.h. */
typedef struct _CunyiStatement CunyiStatement;

/* How far long work is: `done` of `total` (0 when unknown). Called on the thread that works. */
typedef void (*CunyiProgress) (gint64 done, gint64 total, gpointer data);

/* ---- opening ---- */

/* Makes a store with one user and the recovery slot, and opens it. `recovery` receives the code of the recovery sheet,
 * which is nowhere else (transfer full). `demo` marks it for ever as the demo village. */
CunyiDatabase *cunyi_database_create (const char *path, const char *user, const char *password, gboolean demo,
                                      char **recovery, GError **error);

/* Opens with `user`'s password, or with the recovery code when `user` is NULL. Brings an older schema up to date, after
 * a copy of both files. Touches nothing when it fails. */
CunyiDatabase *cunyi_database_open (const char *path, const char *user, const char *secret, GError **error);

/* A further connection to the same file for the calling thread, without key work; may be called on another thread than
 * the owner's. Views given to cunyi_database_add_view() are there too. */
CunyiDatabase *cunyi_database_open_again (CunyiDatabase *database, gboolean read_only, GError **error);

/* Makes the connection the calling thread's. The thread that it belonged to no longer uses it, nor what was made with it. */
void cunyi_database_take_over (CunyiDatabase *database);

/* How many connections this process has open, on whichever thread. Who ends the process first turns the main loop until there
 * is none: the cipher's library puts itself away at the end, under the feet of a thread that still reads. */
guint cunyi_database_count_open (void);

const char *cunyi_database_get_path (CunyiDatabase *database);
gboolean cunyi_database_is_demo (CunyiDatabase *database);
/* Id of the store, drawn when it was made; in its key file too. */
const char *cunyi_database_get_id (CunyiDatabase *database);

/* ---- users ---- */

/* Names of the users that have a slot, without opening. (transfer full) (array zero-terminated) */
char **cunyi_database_list_users (const char *path, GError **error);

/* Adds a slot or gives a user a new password, which may not be empty. */
gboolean cunyi_database_set_password (CunyiDatabase *database, const char *user, const char *password, GError **error);
/* Refuses with FAILED to remove the last user. */
gboolean cunyi_database_remove_user (CunyiDatabase *database, const char *user, GError **error);
/* A new recovery code; the old sheet opens nothing any more. (transfer full) */
char *cunyi_database_renew_recovery (CunyiDatabase *database, GError **error);
/* TRUE when the letters of a typed recovery code agree with each other: blanks, dashes, small and full-width letters do
 * not matter. For telling a slip of the finger from an old sheet. */
gboolean cunyi_database_check_recovery (const char *code);

/* Whose changes these are from now on: id of a staff row, or NULL. */
void cunyi_database_set_staff (CunyiDatabase *database, const char *staff);
const char *cunyi_database_get_staff (CunyiDatabase *database);

/* ---- writing ---- */

/* A transaction. One inside of another is a part of it: it can be taken back by itself, and counts when the outermost one
 * does. `what` is what the doctor does, as undo names it (“Move case”, translated); the outermost names the whole. "" for what
 * is nobody's doing, or cannot be taken back because it changes more than the journal knows of: undo passes it over.
 * Writing to a journaled table outside of one fails. */
gboolean cunyi_database_begin (CunyiDatabase *database, const char *what, GError **error);
/* Of the one begun last. When it fails, everything is taken back, the outermost too. */
gboolean cunyi_database_commit (CunyiDatabase *database, GError **error);
/* Takes back what was written since the last begin that is still open; those around it go on. Safe to call after a failed
 * commit, after which none is open. */
void cunyi_database_rollback (CunyiDatabase *database);

/* From here to the end of this transaction, an outermost one, rows are added under new ids without a trigger that looks at
 * each: for many of them. A row under any other id makes the commit fail. */
gboolean cunyi_database_expect_many (CunyiDatabase *database, GError **error);

/* A new id for this device; inside a transaction. (transfer full) */
char *cunyi_database_new_id (CunyiDatabase *database, GError **error);

/* ---- views of declared forms ---- */

/* `select` becomes the TEMP VIEW `name` on this connection and on every one opened again from it. A second call under the
 * same name replaces the view. Foreign statements may read it. */
gboolean cunyi_database_add_view (CunyiDatabase *database, const char *name, const char *select, GError **error);
/* TRUE when a table or view of the file itself is called so: no view of a form may be. Also when the store does not answer. */
gboolean cunyi_database_has_table (CunyiDatabase *database, const char *name);

/* ---- the past ---- */

/* Statements on this connection see everybody in the household, and in the relation to its head, and every household in the village group
 * of the end of a past day: everything else is as it is now. For reading only, until cunyi_database_look_at_now(), which nothing happens without. */
gboolean cunyi_database_look_back (CunyiDatabase *database, CunyiDay day, GError **error);
void cunyi_database_look_at_now (CunyiDatabase *database);

G_END_DECLS

#include "store/definition.h"
#include "store/journal.h"
#include "store/setting.h"
#include "store/statement.h"
