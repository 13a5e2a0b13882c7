/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the files of this folder share: the connection from inside, and words for SQLite's errors. */

#pragma once

#include "store/database.h"
#include "store/keys.h"

#define SQLITE_HAS_CODEC 1 /* SQLCipher declares its key functions only then */
#include <sqlite3.h>

G_BEGIN_DECLS

#define CUNYI_DEVICE_LENGTH 6
#define CUNYI_ID_LENGTH 32 /* with the zero at the end: device, dot, and a counter of up to 19 digits */

#define CUNYI_N_GUARDS 2

/* What all connections to one file have in common; it outlives the one that was opened first. */
typedef struct {
  gatomicrefcount refs;
  char *path;
  char *id;
  gboolean demo;
  CunyiSecret *secret;
  GMutex lock;        /* for views, order, guards, and staff of every connection */
  GHashTable *views;  /* name to select */
  GPtrArray *order;   /* names of views in the order in which they were added */
  guint n_guarded;    /* connections that write or read with others, behind the guards */
  int guards[CUNYI_N_GUARDS]; /* open files, -1 for none */
} CunyiFamily;

struct _CunyiDatabase {
  GObject parent_instance;

  GThread *owner;
  CunyiFamily *family;
  sqlite3 *handle;
  gboolean guarded;   /* it has entered */
  gboolean read_only;
  GHashTable *idle;   /* name to GPtrArray of prepared sqlite3_stmt that nobody uses now */
  char *staff;

  /* The open transaction. The numbers are this device's; they are read at begin and written back at commit. */
  GArray *depths;     /* gint64: `sequence` as it was when each of the nested ones began, the outermost first; empty: none */
  char *what;
  gint64 undoes;      /* change that this transaction takes back, 0 for none */
  char device[CUNYI_DEVICE_LENGTH + 1];
  gint64 counter, counter_before;
  gint64 sequence, sequence_before;
  gint64 change;
  char known[CUNYI_ID_LENGTH];    /* last id that was given out before this transaction; a row with a later one is new in it */
  gboolean adds;      /* such a row was written */
  gboolean many;      /* the triggers for new rows are away */
  gint64 rows_before; /* in all journaled tables when they went */

  /* The statement that is being prepared or stepped. */
  gboolean foreign;   /* it came from a pack */
  gboolean looks_back; /* it sees people where they lived on a past day */
  gint64 foreign_steps; /* what one of a pack may take */
  gint64 steps;       /* instructions that it may still take, in units of the progress handler; -1 for no limit */
  gboolean too_long;  /* it took them all */
  GCancellable *cancellable; /* (unowned) */
};

/* ---- error.c ---- */

/* Fills `error` from SQLite's code and the words of `handle`; always returns FALSE. */
gboolean cunyi_store_fail (sqlite3 *handle, int code, GError **error);
/* The same for a failed system call on `path`, with its errno. */
gboolean cunyi_store_fail_errno (int saved_errno, const char *path, GError **error);

/* ---- database.c ---- */

CunyiFamily *cunyi_family_new (const char *path, const char *id, CunyiSecret *secret);
CunyiFamily *cunyi_family_ref (CunyiFamily *family);
void cunyi_family_unref (CunyiFamily *family);
/* TRUE while there is a connection of this program to the store at `path`. */
gboolean cunyi_family_is_living (const char *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiFamily, cunyi_family_unref)

/* Runs `sql`, which may be several statements. */
gboolean cunyi_database_execute (CunyiDatabase *self, const char *sql, GError **error);
/* First column of the first row as a number, 0 when there is none. */
gboolean cunyi_database_query_int (CunyiDatabase *self, const char *sql, gint64 *value, GError **error);

/* The views of the family, on a connection that is new in it. */
gboolean cunyi_database_make_views (CunyiDatabase *self, GError **error);

/* ---- connection.c ---- */

/* Opens `path` with the key; `flags` are SQLite's, `immutable` reads the file as it lies, without locks and log. */
sqlite3 *cunyi_connection_open (const char *path, CunyiSecret *secret, int flags, gboolean immutable, GError **error);

/* ---- guard.c ---- */

/* As long as a connection is behind the guard, other programs see that the store is open. */
void cunyi_guard_enter (CunyiFamily *family);
/* Closes `handle`. */
void cunyi_guard_leave (CunyiFamily *family, sqlite3 *handle);

/* ---- functions.c ---- */

/* SQL functions of packs and of the journal, on this connection. */
gboolean cunyi_functions_add (CunyiDatabase *self, GError **error);

/* ---- foreign.c ---- */

/* Watches what foreign statements touch and how long they take, for the whole life of the connection. */
void cunyi_foreign_guard (CunyiDatabase *self);

/* ---- migrate.c ---- */

int cunyi_schema_version (void);
/* Runs the steps after the one that the file is at, and makes the journal's triggers. */
gboolean cunyi_database_migrate (CunyiDatabase *self, GError **error);

/* ---- backup.c ---- */

/* A checked copy of both files at `target`. */
gboolean cunyi_backup_write (CunyiDatabase *self, const char *target, GCancellable *cancellable, GError **error);
/* DAMAGED when a page of this connection's file is not as it was written. */
gboolean cunyi_backup_check_pages (sqlite3 *handle, GError **error);
/* What was renamed in the folder of `path` is on the disk. */
void cunyi_sync_folder_of (const char *path);

/* ---- journal.c ---- */

/* A journaled table, from which its triggers and the statements of undo are made. */
typedef struct {
  char *name;
  GPtrArray *columns; /* names */
  GArray *json;       /* gboolean for each: JSONB, written into the journal as JSON */
  char *key;          /* "id", or the columns of the primary key parted by slashes */
} CunyiJournalTable;

/* (transfer full) */
CunyiJournalTable *cunyi_journal_table_read (CunyiDatabase *self, const char *name, GError **error);
void cunyi_journal_table_free (CunyiJournalTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiJournalTable, cunyi_journal_table_free)
/* SQL of the row's key: "NEW.team || '/' || NEW.staff" for the alias "NEW.". (transfer full) */
char *cunyi_journal_table_key (CunyiJournalTable *table, const char *alias);

/* (Re)creates the triggers of every journaled table, and the view of their rows. */
gboolean cunyi_journal_make_triggers (CunyiDatabase *self, GError **error);
/* The lines of the rows that came to be in the open transaction; before its end. */
gboolean cunyi_journal_write_new_rows (CunyiDatabase *self, GError **error);

/* ---- catalogue.c ---- */

/* SQL of a named statement, NULL when there is none. */
const char *cunyi_catalogue_find (const char *name);

G_END_DECLS
