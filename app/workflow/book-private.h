/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the files about cases share. */

#pragma once

#include "store/statement.h"
#include "workflow/case.h"

G_BEGIN_DECLS

/* A workflow in use, with the id of its definition. */
typedef struct {
  CunyiWorkflow *workflow;
  char *definition;
} Entry;

struct _CunyiBook {
  CunyiDatabase *database;
  GHashTable *in_use; /* id to Entry */
  GHashTable *older;  /* definition to CunyiWorkflow */
  GHashTable *codes;  /* id to CunyiCodes or NULL */
  CunyiAboutFunc about;
  gpointer about_data;
  GDestroyNotify about_destroy;
};

/* (transfer none) */
const Entry *cunyi_book_get_entry (CunyiBook *book, const char *id, GError **error);
/* The workflow that a case follows, and the definition that its next move is kept with. (transfer none) */
CunyiWorkflow *cunyi_book_follow (CunyiBook *book, const CunyiCase *c, const char **definition, GError **error);

/* "person", "household" or "place"; NULL with NOT_FOUND set when there is no such subject. */
const char *cunyi_subject_find_kind (CunyiBook *book, const char *subject, GError **error);

/* ---- context ---- */

/* What surrounds the data of a case that may not be in the store yet: all names with and without case_, what is
 * known of the subject, the parent, the children. `c->id` may be NULL. (transfer full) */
CunyiContext *cunyi_context_about_case (CunyiBook *book, CunyiWorkflow *workflow, const CunyiCase *c, const char *day,
                                        const char *staff, GError **error);
/* A context inside it with the questions of the workflow; blank ones are there too. (transfer full) */
CunyiContext *cunyi_context_of_data (CunyiWorkflow *workflow, CunyiContext *about, const char *data);

/* The case and its answers alone, and whether its person is still here. (transfer full) */
CunyiContext *cunyi_case_get_own_context (CunyiBook *book, CunyiWorkflow *workflow, const CunyiCase *c);
/* Sets the answers of a JSON object, each under `prefix` and its name. */
void cunyi_context_set_prefixed (CunyiContext *context, const char *prefix, const char *data);

/* ---- data as JSON ---- */

/* The answers of the workflow that `context` itself holds; `names` NULL for all. Blanks are left out. (transfer
 * full) */
char *cunyi_case_write_data (CunyiWorkflow *workflow, CunyiContext *context, const char *const *names);

/* ---- asking (ask.c) ---- */

/* The session of a move; `answers`, JSON, are put in over the data, `defaults` fills in blanks first. (transfer
 * full) */
CunyiSession *cunyi_move_ask (CunyiWorkflow *workflow, CunyiContext *about, const char *data, const CunyiMove *move,
                              const char *answers, gboolean defaults);
/* The data after the answers; NULL with REQUIRED or INVALID (also when `answers` are no JSON object). (transfer
 * full) */
char *cunyi_move_answer (CunyiWorkflow *workflow, CunyiContext *about, const char *data, const CunyiMove *move,
                         const char *answers, gboolean defaults, GError **error);

/* The data with what the move copies out of code lists; `data` itself when it copies nothing. (transfer full) for a given
 * one (transfer full). */
char *cunyi_move_copy (CunyiBook *book, CunyiWorkflow *workflow, const CunyiMove *move, char *data);

/* ---- moving (apply.c, move.c) ---- */

/* FALSE with GUARD and the sentence of the first guard that refuses; `move` may be NULL. */
gboolean cunyi_move_check_guards (const CunyiMove *move, CunyiContext *context, GError **error);
/* The move of this name from the state of the case; NULL with UNKNOWN or NOT_ALLOWED. */
const CunyiMove *cunyi_case_find_move (CunyiBook *book, const CunyiCase *c, const char *name, GError **error);

/* What `move` does to a case whose answers are given: guards, sets, state, term, due. Changes `c`; its data becomes
 * the new one. `about` is changed along. Nothing is written. */
gboolean cunyi_case_apply (CunyiWorkflow *workflow, CunyiCase *c, CunyiContext *about, const CunyiMove *move,
                           const char *data, const char *day, GError **error);
/* Automatic moves that have become due, one after the other. */
gboolean cunyi_case_advance (CunyiBook *book, const char *id, guint *n, GError **error);
/* `day` or today, when it is a day not after today and not before `earliest` (NULL for any). NULL with INVALID.
 * (transfer full) */
char *cunyi_case_check_day (const char *day, const char *earliest, GError **error);

/* ---- writing (write.c) ---- */

/* All in the transaction that is open. A term that meets another one is OVERLAP. */

gboolean cunyi_case_insert (CunyiBook *book, CunyiCase *c, GError **error);
gboolean cunyi_case_update (CunyiBook *book, const CunyiCase *c, GError **error);
gboolean cunyi_case_add_event (CunyiBook *book, const char *id, const char *move, const char *from, const char *to,
                               const char *day, const char *staff, const char *data, GError **error);
/* What the move does with the papers of the case: voids them, hands them over to whom the data says. */
gboolean cunyi_case_treat_papers (CunyiBook *book, CunyiWorkflow *workflow, const CunyiCase *c, const CunyiMove *move,
                                  const char *day, const char *staff, GError **error);

G_END_DECLS
