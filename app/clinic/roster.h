/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Bringing in a roster: a workbook of people as the national system exports it or an office keeps it.
 *
 *   roster = cunyi_roster_read (clinic, path, …)     the file, its sheets, its columns
 *            cunyi_roster_set_field (), …            the doctor settles what is only guessed
 *            cunyi_roster_compare (roster, clinic, …) the preview: what each row would do to the store
 *            cunyi_roster_set_take (), …             the doctor decides on doubtful rows
 *            cunyi_roster_apply (roster, clinic, …)  one transaction, one change to undo
 *
 * Nothing is written before cunyi_roster_apply(). A roster is a value without a connection: read, compare and apply take
 * the clinic of the thread that they run on; everything else may be called on any thread while none of these three runs.
 * Texts that getters lend live as long as the roster; rows, findings and missing people until it is compared again or its
 * columns are changed. Everything is for the screen, in its language.
 *
 * A row is never guessed into place and never deletes: who is in the store and not in the sheet is listed. */

#pragma once

#include "clinic/clinic.h"

G_BEGIN_DECLS

#define CUNYI_ROSTER_ERROR (cunyi_roster_error_quark ())
GQuark cunyi_roster_error_quark (void);

/* Messages are whole sentences for the screen. A file that cannot be read is a CUNYI_SHEET_ERROR. */
typedef enum {
  CUNYI_ROSTER_ERROR_NO_TABLE, /* no sheet has a row that could be the names of columns */
  CUNYI_ROSTER_ERROR_NO_NAME,  /* no column is known to hold people's names: set one */
  CUNYI_ROSTER_ERROR_NO_ROWS,  /* nobody below the names of the columns */
  CUNYI_ROSTER_ERROR_NO_CODES, /* the pack in use does not say what the columns of rosters are called */
  CUNYI_ROSTER_ERROR_NO_PLACE, /* the store does not know its own village */
  CUNYI_ROSTER_ERROR_STALE,    /* the store was changed since the roster was compared: compare again */
  CUNYI_ROSTER_ERROR_CANCELLED,
} CunyiRosterError;

typedef struct _CunyiRoster CunyiRoster;

/* ---- the file ---- */

/* Reads the file and chooses the sheet with the most known columns. NULL with a CUNYI_SHEET_ERROR or a
 * CUNYI_ROSTER_ERROR. (transfer full) */
CunyiRoster *cunyi_roster_read (CunyiClinic *clinic, const char *path, GCancellable *cancellable, GError **error);
/* NULL is fine. */
void cunyi_roster_free (CunyiRoster *roster);

guint cunyi_roster_n_sheets (CunyiRoster *roster);
const char *cunyi_roster_get_sheet_name (CunyiRoster *roster, guint sheet);
guint cunyi_roster_get_sheet (CunyiRoster *roster);
/* Another sheet of the same file; its columns are matched anew. FALSE with NO_TABLE, and then nothing changes. */
gboolean cunyi_roster_set_sheet (CunyiRoster *roster, CunyiClinic *clinic, guint sheet, GError **error);

/* ---- columns ---- */

typedef enum {
  CUNYI_ROSTER_UNKNOWN,    /* kept with the person under its own name */
  CUNYI_ROSTER_EXACT,      /* the name is a known one, perhaps without its brackets */
  CUNYI_ROSTER_GUESS,      /* part of the name is known: not used until it is confirmed */
  CUNYI_ROSTER_REMEMBERED, /* as the last file of this layout was understood */
  CUNYI_ROSTER_CHOSEN,     /* by the caller */
} CunyiRosterCertainty;

/* A value that does not say by itself what it means: a bare code, a word that fits several codes, or an unknown word. */
typedef struct {
  const char *text;          /* as it stands in the sheet */
  guint count;               /* rows that have it */
  guint first_row;           /* as a spreadsheet counts */
  const char *codes;         /* code list that gives the labels, as for cunyi_library_get_label() */
  const char *const *choices; /* codes that it may mean, ended by NULL */
  const char *meaning;       /* the code chosen for it; "" while open: then the text is kept, but not as a code */
} CunyiRosterValue;

typedef struct {
  guint column;               /* in the sheet, from 0 */
  const char *header;         /* as it stands there; of two rows both, with a blank between */
  const char *field;          /* code of roster_field, "" when unknown or left aside */
  const char *label;          /* of the field, "" for none */
  CunyiRosterCertainty certainty;
  const char *samples[3];     /* first values in it, "" where there are fewer */
  guint n_values;             /* values to be settled, see cunyi_roster_get_value() */
} CunyiRosterColumn;

/* Columns that have a name or a value, from left to right. */
guint cunyi_roster_n_columns (CunyiRoster *roster);
const CunyiRosterColumn *cunyi_roster_get_column (CunyiRoster *roster, guint index);
const CunyiRosterValue *cunyi_roster_get_value (CunyiRoster *roster, guint index, guint value);

/* Settles a column: a code of roster_field, "" to keep it as an unknown one. A guess is confirmed by setting the field that
 * it has. FALSE for an unknown field. The preview goes. */
gboolean cunyi_roster_set_field (CunyiRoster *roster, guint index, const char *field);
/* Settles a value of a column; "" opens it again. FALSE for a code that is not among its choices. The preview goes. */
gboolean cunyi_roster_set_meaning (CunyiRoster *roster, guint index, const char *text, const char *code);

/* Fields to choose from: codes of roster_field in the order of the list, ended by NULL; label of one. */
const char *const *cunyi_roster_list_fields (CunyiRoster *roster);
const char *cunyi_roster_get_field_label (CunyiRoster *roster, const char *field);

/* ---- the preview ---- */

typedef struct {
  gboolean changes_only; /* the file holds additions and changes only: nobody is missing from it */
  gboolean pad_numbers;  /* give household numbers that are shorter than the others their leading zeros back */
} CunyiRosterOptions;

/* What a row does when it is taken. */
typedef enum {
  CUNYI_ROSTER_ADD,     /* a new person */
  CUNYI_ROSTER_SAME,    /* known, nothing new */
  CUNYI_ROSTER_CHANGE,  /* known, something differs */
  CUNYI_ROSTER_MOVE,    /* known, from another household; other things may differ too */
  CUNYI_ROSTER_REFUSED, /* cannot be taken; a finding says why */
} CunyiRosterAction;

typedef enum {
  CUNYI_ROSTER_NOTE,    /* to know: a number was converted, a place is added */
  CUNYI_ROSTER_WARNING, /* does not add up; the row comes in and the thing is to be looked at */
  CUNYI_ROSTER_DOUBT,   /* left out unless the doctor takes the row */
  CUNYI_ROSTER_BLOCK,   /* cannot come in */
} CunyiRosterLevel;

/* See roster-kinds.h for what each is about; names are for scripts. */
typedef enum {
#define CUNYI_ROSTER_KIND(symbol, name) CUNYI_ROSTER_##symbol,
#include "clinic/roster-kinds.h"
#undef CUNYI_ROSTER_KIND
} CunyiRosterKind;

typedef struct {
  guint row;               /* as a spreadsheet counts, from 1; 0 when it is about the whole sheet or a column */
  int column;              /* from 0; -1 when it is about the row */
  CunyiRosterKind kind;
  CunyiRosterLevel level;
  int index;               /* of the row for cunyi_roster_get_row(), -1 for none */
  const char *message;     /* a sentence that says what is wrong and what to do */
} CunyiRosterFinding;

typedef struct {
  guint row;                    /* as a spreadsheet counts */
  CunyiRosterAction action;
  gboolean doubtful;            /* has a finding of level DOUBT */
  gboolean take;                /* comes in when the roster is applied */
  const char *name;
  const char *household_number; /* "" when it has none */
  const char *person;           /* id of the known person, NULL for a new one */
} CunyiRosterRow;

typedef struct {
  guint rows;                    /* of people in the sheet */
  guint households;              /* in the sheet */
  guint new_households, changed_households;
  guint added, changed, moved, same; /* people, of the rows that are taken or were doubtful */
  guint doubtful, refused;       /* rows */
  guint taken;                   /* rows that come in as decided now */
  guint missing;                 /* people in the store, of households of this sheet, who are not in it */
  guint skipped;                 /* rows of titles, totals and notes */
  guint new_places;
} CunyiRosterCounts;

/* Somebody of a household of the sheet who is not in the sheet. */
typedef struct {
  const char *person; /* id */
  const char *name;
  const char *household_number;
} CunyiRosterMissing;

/* Compares the sheet with the store. FALSE with a CUNYI_ROSTER_ERROR or a CUNYI_STORE_ERROR; then there is no preview.
 * Decisions made before are kept for rows that are still doubtful. `progress` may be NULL. */
gboolean cunyi_roster_compare (CunyiRoster *roster, CunyiClinic *clinic, const CunyiRosterOptions *options,
                               CunyiProgress progress, gpointer data, GCancellable *cancellable, GError **error);

/* Counts as decided now; all 0 without a preview. */
void cunyi_roster_count (CunyiRoster *roster, CunyiRosterCounts *counts);
const CunyiRosterRow *cunyi_roster_get_row (CunyiRoster *roster, guint index);
/* Findings by row, those about the whole sheet first. */
guint cunyi_roster_n_findings (CunyiRoster *roster);
const CunyiRosterFinding *cunyi_roster_get_finding (CunyiRoster *roster, guint index);
const char *cunyi_roster_kind_name (CunyiRosterKind kind);
const CunyiRosterMissing *cunyi_roster_get_missing (CunyiRoster *roster, guint index);

/* Takes or leaves one row. FALSE for one that is refused. */
gboolean cunyi_roster_set_take (CunyiRoster *roster, guint index, gboolean take);
/* Takes or leaves all doubtful rows. */
void cunyi_roster_take_doubtful (CunyiRoster *roster, gboolean take);

/* ---- bringing it in ---- */

/* Writes the rows that are taken: all or nothing, undone as one change. Remembers the layout. STALE when the store was
 * changed since it was compared; CANCELLED when the cancellable was; nothing is written then. */
gboolean cunyi_roster_apply (CunyiRoster *roster, CunyiClinic *clinic, CunyiProgress progress, gpointer data,
                             GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiRoster, cunyi_roster_free)

G_END_DECLS
