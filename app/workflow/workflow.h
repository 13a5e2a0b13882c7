/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A workflow as it is declared: states, the moves between them, and the case's own data as a form. Read once,
 * checked whole, never changed afterwards. Nothing here knows what a case is about.
 *
 * A file has the layout of forms (form/sheets.h) and the sheets
 * - settings: id, title; subject (person, household or place) and, where cases may be about others too, also; term
 *   = yes when a case grants days `begins` to `ends` that must not overlap another of the same subject; renews, the limit that
 *   says how many days before the end of a term the next may be prepared; single =
 *   yes when a form opens none beside an open one of the same subject and topic; topic, a code list; children, the
 *   workflows whose cases may be parts of this one; record, the form whose records open it;
 * - survey, choices: the data, an XLSForm without groups and repeats, of which each move asks a part;
 * - states: name, label, kind (first, middle, last; one first), holds (yes while the term counts), due (a day by
 *   which the state should be left), meaning;
 * - moves: name, label, from (states; blank for the opening), to (blank: the case stays where it is), asks and
 *   required (questions), guard and guard_message, sets (name = expression; …), children (<workflow>:<move>, carried along; with a ? behind it only those whose guards let them), prints (documents), hands (documents: those of the case that nobody was given yet are handed over with the move, to the
 *   answers receiver and receiver_relation), voids (documents: what the case has printed is no longer valid), automatic (the day on which it happens by itself), copies (<question> = <code list> <column> <question> <column> …: the
 *   rows of the list whose column is among the answers of the second question, with the further columns, as JSON into the
 *   first, so that a later change of the list leaves the case as it was), opens (a workflow of which a case is opened then, about
 *   the same subject, no part of the case around, with the answers of this one), filled (a form: its finished record about the subject makes the
 *   move). A row without a name adds one more guard to the move above
 *   it.
 *
 * Expressions see the questions; state, topic, opened, due, begins, ends, subject, record; day (of the move),
 * today, staff; the same with case_ before them, which is how the survey has to write them; case_topic_label and
 * case_topic_<column> of the code list (also without case_); staff_name; following, the first day of the next term
 * of the same subject; previous_<name>, the answers of the last term of the same subject, and previous_begins and
 * previous_ends; parent_<name> of the case that this one is a part of; record_<name>, the answers that it is
 * opened with (only in the opening); person_<column>, household_<column>, place_<column>; and the children as rows
 * under the name of their workflow: count (${chronic_disease}[state = 'r_open']). Guards are tested after the
 * answers and before the sets; a set may also name begins and ends, and sees the sets before it. The column
 * automatic sees only what is the case's own, and person_state and person_state_since. */

#pragma once

#include "form/form.h"

G_BEGIN_DECLS

typedef struct _CunyiWorkflow CunyiWorkflow;

typedef enum {
  CUNYI_STATE_FIRST,
  CUNYI_STATE_MIDDLE,
  CUNYI_STATE_LAST,
} CunyiStateKind;

/* Strings and objects of these belong to the workflow; what was not written is "" or NULL. */
typedef struct {
  const char *name;
  const char *label;
  const char *meaning;
  CunyiStateKind kind;
  gboolean holds;
  CunyiExpression *due;
  guint row; /* in the file, for faults */
} CunyiState;

typedef struct {
  CunyiExpression *test;
  CunyiText *message; /* the sentence for who is refused */
  guint row;
} CunyiGuard;

typedef struct {
  const char *name; /* a question, or begins or ends */
  CunyiExpression *value;
} CunyiAssignment;

/* Rows of a code list, kept with the case. */
typedef struct {
  const char *name;   /* the question that keeps them */
  const char *list;
  const char *column; /* compared with */
  const char *among;  /* the answers of this question */
  const char *const *columns; /* kept of each row, beside its code */
} CunyiCopy;

typedef struct {
  const char *name;
  const char *label;
  const char *const *from; /* names of states; empty for the opening */
  const char *to; /* "" when the case stays in its state */
  const char *const *asks;
  const char *const *required; /* a part of asks */
  guint n_guards;
  const CunyiGuard *guards;
  guint n_sets;
  const CunyiAssignment *sets;
  const char *const *children; /* <workflow>:<move> */
  const char *const *prints;   /* names of documents */
  const char *const *hands;    /* the same: handed over with the move */
  const char *const *voids;    /* the same: void with the move */
  CunyiExpression *automatic;
  const CunyiCopy *copy; /* NULL for none */
  const char *opens;     /* "" for none */
  const char *filled;    /* form whose finished record makes this move; "" for none */
  guint row;
} CunyiMove;

/* Reads the bytes of a .csv, .xlsx or .xls. `id` is the name of the file without its ending. NULL when there is any
 * fault. `codes` finds code lists, as for cunyi_form_new(). (transfer full) */
CunyiWorkflow *cunyi_workflow_parse (const char *id, GBytes *content, CunyiCodesFunc codes, gpointer data,
                                     CunyiFaults *faults);
CunyiWorkflow *cunyi_workflow_new (const char *id, CunyiSheets *sheets, CunyiCodesFunc codes, gpointer data,
                                   CunyiFaults *faults);
CunyiWorkflow *cunyi_workflow_ref (CunyiWorkflow *workflow);
void cunyi_workflow_unref (CunyiWorkflow *workflow);

const char *cunyi_workflow_get_id (CunyiWorkflow *workflow);
const char *cunyi_workflow_get_title (CunyiWorkflow *workflow);
/* TRUE when cases may be about a person, a household, a place. */
gboolean cunyi_workflow_is_about (CunyiWorkflow *workflow, const char *subject);
/* TRUE when a form opens no second case beside an open one of the same subject and topic. */
gboolean cunyi_workflow_is_single (CunyiWorkflow *workflow);
gboolean cunyi_workflow_has_term (CunyiWorkflow *workflow);
/* The limit that says how many days before the end of a term; "" when there is none. */
const char *cunyi_workflow_get_renews (CunyiWorkflow *workflow);
/* Id of the code list of topics, form that opens it; "" when there is none. */
const char *cunyi_workflow_get_topic (CunyiWorkflow *workflow);
const char *cunyi_workflow_get_record (CunyiWorkflow *workflow);
/* Workflows of the parts. (array zero-terminated) (transfer none) */
const char *const *cunyi_workflow_get_children (CunyiWorkflow *workflow);
/* The data of a case. (transfer none) */
CunyiForm *cunyi_workflow_get_form (CunyiWorkflow *workflow);

/* In the order of the file, which is that of the board. */
guint cunyi_workflow_n_states (CunyiWorkflow *workflow);
const CunyiState *cunyi_workflow_get_state (CunyiWorkflow *workflow, guint index);
/* NULL when there is none of this name. */
const CunyiState *cunyi_workflow_find_state (CunyiWorkflow *workflow, const char *name);
const CunyiState *cunyi_workflow_get_first (CunyiWorkflow *workflow);

guint cunyi_workflow_n_moves (CunyiWorkflow *workflow);
const CunyiMove *cunyi_workflow_get_move (CunyiWorkflow *workflow, guint index);
const CunyiMove *cunyi_workflow_find_move (CunyiWorkflow *workflow, const char *name);
/* The move without `from`; NULL when none is declared, and then nothing is asked. */
const CunyiMove *cunyi_workflow_get_opening (CunyiWorkflow *workflow);
gboolean cunyi_move_starts_from (const CunyiMove *move, const char *state);

/* View <workflow>: id, parent, subject, topic, state, state_label, state_kind, opened, due, closed, begins, ends,
 * holds, record, staff, and a column for each question, numbers as numbers, blanks as NULL. (transfer full) */
char *cunyi_workflow_view_select (CunyiWorkflow *workflow);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiWorkflow, cunyi_workflow_unref)

G_END_DECLS
