/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the commands of cunyictl share: the store they work on, how they speak, what they end with.
 *
 * A command writes its answer to standard output, as lines parted by tabs or, with --json, as one JSON value; everything
 * else (progress, sentences) goes to standard error. */

#pragma once

#include "clinic/bulk.h"
#include "clinic/clinic.h"

G_BEGIN_DECLS

/* What a command ends with. */
typedef enum {
  CTL_OK = 0,
  CTL_FAILED = 1,  /* an error; its sentence is on standard error */
  CTL_USAGE = 2,   /* wrong words on the command line */
  CTL_FINDINGS = 3, /* done, and something does not add up: faults, doubtful rows, findings */
} CtlStatus;

typedef struct {
  const char *name;
  const char *arguments; /* for the help, to be translated: "FILE" */
  const char *summary;   /* one line for the list, to be translated */
  int (*run) (int argc, char **argv);
} CtlCommand;

extern const CtlCommand ctl_commands[];
extern const guint ctl_n_commands;

/* Reads options and what stands after them. `entries` may be NULL. FALSE when the words are wrong (said already). With
 * `needs_store`, --store, --user and --password-file are read too. */
gboolean ctl_parse (const CtlCommand *command, const GOptionEntry *entries, gboolean needs_store, int *argc,
                    char ***argv);
/* The command of this name in the table. */
const CtlCommand *ctl_find (const char *name);

/* Opens the store that the options name: the user's password comes from --password-file, from CUNYI_PASSWORD, or for the
 * demo village from nowhere. NULL when it does not open (said already). (transfer full) */
CunyiClinic *ctl_open (void);
/* The same for work on cases and what hangs on them: those that move by themselves on their day have done so, as when the
 * window opens. */
CunyiClinic *ctl_open_day (void);

/* The same for a store that is only looked at: a backup at `path`; the options name its user and password. */
CunyiDatabase *ctl_open_copy (const char *path);
/* Where the clinic's own store is or would be: --store, else its usual place. (transfer full) */
char *ctl_choose_place (void);

/* Says what is wrong, as a sentence. Returns CTL_FAILED. */
int ctl_fail (const GError *error);
/* Says a sentence of one's own. Returns `status`. */
int ctl_say (CtlStatus status, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Shows how far long work is, when standard error is a terminal. */
void ctl_progress (gint64 done, gint64 total, gpointer data);

/* Finds one person or household: an id, a household number, an ID number, or words as typed into the search box, if they
 * fit one person only. NULL when nobody or several fit (said already). (transfer full) */
char *ctl_find_subject (CunyiClinic *clinic, const char *words);

/* Prints id, name and village group of each of these people and households, a line each. Returns CTL_OK, or CTL_FAILED (said
 * already). */
int ctl_list_subjects (CunyiClinic *clinic, GPtrArray *ids);

/* What came of something that was done for many: how many were done, and a line for each who was left out; or JSON. Returns
 * CTL_OK when nobody was left out, CTL_FAILED when nothing was done, CTL_FINDINGS otherwise. */
int ctl_tell_result (const CunyiBulkResult *result, gboolean json);

int ctl_new (int argc, char **argv);
int ctl_demo (int argc, char **argv);
int ctl_import (int argc, char **argv);
int ctl_find_people (int argc, char **argv);
int ctl_fill (int argc, char **argv);
int ctl_cases (int argc, char **argv);
int ctl_open_case (int argc, char **argv);
int ctl_each (int argc, char **argv);
int ctl_move (int argc, char **argv);
int ctl_print (int argc, char **argv);
int ctl_papers (int argc, char **argv);
int ctl_hand (int argc, char **argv);
int ctl_report (int argc, char **argv);
int ctl_set (int argc, char **argv);
int ctl_due (int argc, char **argv);
int ctl_rates (int argc, char **argv);
int ctl_campaign (int argc, char **argv);
int ctl_check (int argc, char **argv);
int ctl_backup (int argc, char **argv);
int ctl_restore (int argc, char **argv);
int ctl_add (int argc, char **argv);
int ctl_person (int argc, char **argv);
int ctl_team (int argc, char **argv);

G_END_DECLS
