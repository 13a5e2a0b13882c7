/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Opening and moving cases. Every rule is tested here, in the transaction that writes: a dialog may show it
 * earlier, but nothing passes by going round the dialog. Inside a transaction that is already open, a call that fails
 * takes back what it wrote itself. */

#pragma once

#include "workflow/case.h"

G_BEGIN_DECLS

/* ---- opening ---- */

typedef struct {
  const char *workflow;
  const char *subject;
  const char *topic;   /* NULL or "" for none */
  const char *parent;  /* the case that it becomes a part of, or NULL */
  const char *day;     /* 2022-07-26; NULL for today */
  const char *staff;   /* id; NULL for who works with the store */
  const char *record;  /* that opens it, or NULL */
  const char *answers; /* JSON object, or NULL; what the opening does not ask is left out */
  gboolean defaults;   /* questions without an answer get their default */
} CunyiCaseOpening;

/* Opens one case. Asked at the opening are the questions of the move without `from`. (transfer full) its id. */
char *cunyi_case_open (CunyiBook *book, const CunyiCaseOpening *opening, GError **error);

/* The questions that the opening asks, with their defaults; `answers` of the opening are filled in. (transfer full) */
CunyiSession *cunyi_case_ask_opening (CunyiBook *book, const CunyiCaseOpening *opening, GError **error);

/* Opens what a finished record asks for, all or nothing: `openings` (CunyiOpening) as they come from
 * cunyi_session_finish(). Answers of the record, and of the member that asks, go to questions of the same name.
 * `ids`, when not NULL, receives the ids in the order of `openings`; one that is already open for the same record,
 * subject and topic is not opened twice, its id is given; so is that of an open one where the workflow says single.
 * (transfer full) (element-type utf8) */
gboolean cunyi_case_open_all (CunyiBook *book, GPtrArray *openings, const char *record, const char *subject,
                              const char *day, const char *staff, const char *answers, GPtrArray **ids, GError **error);

/* ---- moving ---- */

typedef struct {
  const CunyiMove *move;
  gboolean allowed;
  char *why; /* sentence; NULL when allowed */
} CunyiPossibleMove;

/* The moves that start from the state of the case, in the order of the file; automatic ones too. Guards that look
 * at what the move will ask are left for the move itself. (transfer full) (element CunyiPossibleMove) */
GPtrArray *cunyi_case_list_moves (CunyiBook *book, const CunyiCase *c, GError **error);

/* The questions of a move as a session: only these are asked, the data is there, defaults are filled in where a
 * question is still blank. (transfer full) */
CunyiSession *cunyi_case_ask (CunyiBook *book, const CunyiCase *c, const char *move, const char *day, GError **error);

typedef struct {
  const char *move;
  const char *from;            /* the state that the caller saw, else STALE; NULL: not compared */
  const char *day;             /* on which it happened; NULL for today; not after today, not before the opening */
  const char *staff;           /* id; NULL for who works with the store */
  const char *answers;         /* JSON object of cunyi_session_finish(), or NULL; what the move does not ask is left out */
  gboolean defaults;           /* questions without an answer get their default: for who has no page to show them on */
  const char *const *children; /* ids of the parts that go along; NULL for all from whose state the carried move starts */
} CunyiMoveRequest;

/* Moves one case, and the parts that go along (they take the answers that they have not got from the data of this
 * case, by name), then follows automatic moves that have become due. */
gboolean cunyi_case_move (CunyiBook *book, const char *id, const CunyiMoveRequest *request, GError **error);

/* A record of `form` about `subject` was finished, in the transaction that is open: its open cases make the move whose `filled` is this form,
 * with the answers of the record, of several the first whose guards let it. One that none of them lets stays where it is; when no
 * case went on, `refused` (what stands there is freed) gets the title and the reason of the first, else NULL. */
gboolean cunyi_case_move_filled (CunyiBook *book, const char *form, const char *subject, const char *day, const char *staff,
                                 const char *answers, char **refused, GError **error);

/* Makes the automatic moves whose day has come of the open cases of one subject, in the transaction that is open: when
 * somebody died or moved away. */
gboolean cunyi_case_advance_subject (CunyiBook *book, const char *subject, GError **error);

/* The same of all open cases. `n` receives how many were moved. Each case for
 * itself: one that is refused stays where it is. */
gboolean cunyi_case_advance_all (CunyiBook *book, guint *n, GError **error);

G_END_DECLS
