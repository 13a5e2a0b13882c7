/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A form being filled, as a value: it takes a change and answers what the page shows. It knows no window, no store and no
 * clock but base/clock.h; the page copies the fields, the store keeps the draft and the record.
 *
 * After each change everything is worked out again, in the order in which things depend on each other. What does not
 * pass stays as it was typed, with its sentence. An answer that does not apply is blank to all expressions, keeps its
 * text while the form is open, and is left out of the record. */

#pragma once

#include "form/form.h"

G_BEGIN_DECLS

typedef struct _CunyiSession CunyiSession;

/* What one choice of a field shows. */
typedef struct {
  const CunyiChoice *choice;
  const char *label;
  gboolean selected;
} CunyiFieldChoice;

/* What one row of the page shows. Strings belong to the session, are never NULL and live until the next change. Members
 * of a repeat are fields of their own: for each, one of kind REPEAT with `position` > 0 that heads what is in it; before
 * them, and also when there are none, one with `position` 0 for the list as a whole. */
typedef struct {
  const CunyiItem *item;
  const char *path; /* sbp, drug[2]/dose, drug[2] for a member, drug for the list; members count from 1 */
  guint depth;      /* groups and members around it */
  guint serial;     /* the change that last altered what is shown; compare with what you copied */

  gboolean visible; /* applies, as does everything around it; never for calculate and the like */
  gboolean enabled; /* may be typed into: not read only, not calculated */
  gboolean required;
  const char *label;
  const char *hint;
  const char *guidance; /* longer help */

  const char *text;  /* what stands in the field: as typed while that does not pass, else the value */
  const char *value; /* the answer, blank when there is none or it does not pass */
  const CunyiFieldChoice *choices; /* that are allowed now */
  guint n_choices;

  const char *previous;     /* last value as people read it, blank when there is none */
  const char *previous_day; /* its day, 2022-03-02 */
  gboolean copied;          /* the answer was taken over from the last record and not touched since */

  const char *proposal;       /* what the rules would answer, as people read it; blank when they say nothing */
  const char *proposal_value; /* the same as an answer */
  gboolean overruled;         /* there is a proposal, and the answer is another one */

  const char *error; /* blank when all is well. A missing answer is told only after cunyi_session_finish() was tried */
  const char *warning; /* rare but possible; blank when all is well */
  gboolean confirmed;  /* the warning was confirmed */

  guint position;      /* of a member, from 1 */
  guint n_members;     /* of a list */
  gboolean can_add;    /* list: another member may be added */
  gboolean can_remove; /* member: may be taken out */
} CunyiField;

/* A case that a finished record asks for. The workflow opens it; this only says which. */
typedef struct {
  char *workflow;
  char *topic;   /* "" when not given */
  char *subject; /* "" for the subject of the record */
  char *path;    /* question or member that asks for it; "" for the form itself */
  int parent;    /* index of the opening that this one is a child of, or -1 */
} CunyiOpening;

typedef struct {
  char *answers; /* JSON object, for a record: numbers as numbers, members as arrays of objects. Beside the questions
                  * only `_confirmed` and `_copied`: arrays of the paths whose warnings were confirmed, and whose answers
                  * were taken over from the last record */
  char *day;     /* of the visit, 2022-07-26 */
  char *name;    /* instance_name expanded, "" when the form has none */
  GPtrArray *openings; /* of CunyiOpening, a parent before its children */
} CunyiFinished;

/* Begins to fill. `about` holds what is known without asking, under the names that forms may use: person_…, household_…,
 * place_…, clinic_…, staff_…, team_…, case_… and today; it may be NULL, a reference is kept. `answers` is a draft or an
 * old record to go on with, or NULL for a new form, which then gets its defaults. NULL when `answers` is no JSON object.
 * (transfer full) */
CunyiSession *cunyi_session_new (CunyiForm *form, CunyiContext *about, const char *answers);
void cunyi_session_free (CunyiSession *session);
CunyiForm *cunyi_session_get_form (CunyiSession *session);

/* Works everything out again: what is known without asking has changed. */
void cunyi_session_refresh (CunyiSession *session);

/* Asks only these questions of the form (a move of a workflow); the rest keeps its answers unseen. `required` makes some
 * of them required besides. Both NULL-terminated; NULL for all, and for none besides. */
void cunyi_session_ask (CunyiSession *session, const char *const *names, const char *const *required);

/* The last value of a question (column previous), read beside its field; with `copy`, it becomes the answer of a field
 * that is blank or holds its default. For a repeat `value` is the JSON array of its members, and is only copied, in place of
 * those that it began with. */
void cunyi_session_set_previous (CunyiSession *session, const char *name, const char *value, const char *day,
                                 gboolean copy);

/* ---- what the page shows ---- */

guint cunyi_session_n_fields (CunyiSession *session);
/* In the order of the page. Pointers live until a member is added or removed. */
const CunyiField *cunyi_session_get_field (CunyiSession *session, guint index);
/* NULL when there is none. */
const CunyiField *cunyi_session_find (CunyiSession *session, const char *path);
/* Grows when members came or went, so that rows must be made anew. */
guint cunyi_session_get_layout (CunyiSession *session);
/* Grows with every change that altered anything shown. */
guint cunyi_session_get_serial (CunyiSession *session);
/* TRUE when something was changed since the session began or since cunyi_session_set_clean(). */
gboolean cunyi_session_is_dirty (CunyiSession *session);
void cunyi_session_set_clean (CunyiSession *session);

/* ---- changes; each returns FALSE, and changes nothing, when there is no such path or it may not be changed ---- */

/* What was typed: digits, a day in any of the spellings of cunyi_day_parse_typed(), a time like 0830 or 8:30, a choice by
 * its number, name or label (several parted by blank or comma; of a rank in their order). NULL or blank takes the answer back. */
gboolean cunyi_session_set (CunyiSession *session, const char *path, const char *text);
/* Confirms the warning at a field, or takes that back; a new answer takes it back by itself. */
gboolean cunyi_session_confirm (CunyiSession *session, const char *path, gboolean confirmed);
/* Answers with the proposal. */
gboolean cunyi_session_take_proposal (CunyiSession *session, const char *path);
/* Adds a member at the end of the list at `path`; removes the member `path`. */
gboolean cunyi_session_add (CunyiSession *session, const char *path);
gboolean cunyi_session_remove (CunyiSession *session, const char *path);

/* Between these two, answers are taken but nothing is worked out: many answers at once cost one working out. They nest.
 * Members must not be added or removed in between. */
void cunyi_session_hold (CunyiSession *session);
void cunyi_session_release (CunyiSession *session);

/* ---- keeping ---- */

/* Everything as it stands, also what does not pass or does not apply: JSON for cunyi_draft_save(). Answers that the session
 * began with and that the form does not ask are in it too: another version of the form may. (transfer full) */
char *cunyi_session_to_draft (CunyiSession *session);

/* Ends the filling. NULL when something is missing, wrong or not confirmed: cunyi_session_list_errors() says where, and
 * missing answers are told at their fields from now on. The session can go on either way. (transfer full) */
CunyiFinished *cunyi_session_finish (CunyiSession *session);
void cunyi_finished_free (CunyiFinished *finished);
/* Paths of the visible fields with an error or a warning not confirmed, in the order of the page; the first is the one to
 * scroll to. (transfer full) (array zero-terminated) */
char **cunyi_session_list_errors (CunyiSession *session);

/* Value at a path, "" when there is none. */
const char *cunyi_session_get (CunyiSession *session, const char *path);
/* The values as expressions see them. (transfer none) */
CunyiContext *cunyi_session_get_context (CunyiSession *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiSession, cunyi_session_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiFinished, cunyi_finished_free)

G_END_DECLS
