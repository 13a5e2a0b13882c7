/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cases of a store and the workflows that they follow. The book keeps the workflows in use ready; a case is read as
 * a value. A case follows the workflow that is in use now, and the one that it was last moved with while its state
 * is not known to that. */

#pragma once

#include "form/session.h"
#include "store/database.h"
#include "workflow/workflow.h"

G_BEGIN_DECLS

#define CUNYI_WORKFLOW_ERROR (cunyi_workflow_error_quark ())
GQuark cunyi_workflow_error_quark (void);

/* The message of each is a sentence for the doctor. Errors of the store travel up as they are. */
typedef enum {
  CUNYI_WORKFLOW_ERROR_NOT_FOUND,   /* no such case or subject */
  CUNYI_WORKFLOW_ERROR_UNKNOWN,     /* no such workflow, move or topic */
  CUNYI_WORKFLOW_ERROR_DEFINITION,  /* the declared file in the store has faults */
  CUNYI_WORKFLOW_ERROR_NOT_ALLOWED, /* this move does not start from the state of the case */
  CUNYI_WORKFLOW_ERROR_STALE,       /* the case was moved since the caller looked */
  CUNYI_WORKFLOW_ERROR_REQUIRED,    /* an answer is missing */
  CUNYI_WORKFLOW_ERROR_INVALID,     /* an answer or the day does not pass */
  CUNYI_WORKFLOW_ERROR_GUARD,       /* a guard refuses; the message is its guard_message */
  CUNYI_WORKFLOW_ERROR_OVERLAP,     /* the term meets another one of the same subject */
  CUNYI_WORKFLOW_ERROR_CHILD,       /* a part of the case cannot go along; the message says which and why */
  CUNYI_WORKFLOW_ERROR_SUBJECT,     /* this workflow is not about such a subject, or not a part of that case */
} CunyiWorkflowError;

typedef struct _CunyiBook CunyiBook;

/* For the thread of `database`, to which a reference is kept. Workflows and code lists are taken from the
 * definitions of the store (kinds workflows and codes). (transfer full) */
CunyiBook *cunyi_book_new (CunyiDatabase *database);
void cunyi_book_free (CunyiBook *book);

/* What is known of a subject, under person_…, household_…, place_…, clinic_…, staff_…: the same as forms are given.
 * (transfer full) NULL only with an error. Without it the columns of the tables person, household and place are there. */
typedef CunyiContext *(*CunyiAboutFunc) (CunyiDatabase *database, const char *subject, gpointer data, GError **error);
void cunyi_book_set_about (CunyiBook *book, CunyiAboutFunc func, gpointer data, GDestroyNotify destroy);

/* Forgets what was read from the definitions: after a new pack. */
void cunyi_book_reload (CunyiBook *book);
/* Ids of the workflows in use, sorted. (transfer full) (array zero-terminated) */
char **cunyi_book_list_workflows (CunyiBook *book, GError **error);
/* (transfer none) */
CunyiWorkflow *cunyi_book_get_workflow (CunyiBook *book, const char *id, GError **error);
/* (transfer none) NULL when there is none. */
CunyiCodes *cunyi_book_get_codes (CunyiBook *book, const char *id);
/* Makes the view of every workflow in use; one that is broken, or is called like a table of the village, is left
 * out and does not hinder the others. */
gboolean cunyi_book_add_views (CunyiBook *book, GError **error);

typedef struct {
  char *id;
  char *workflow;
  char *definition;
  char *parent; /* NULL when it is no part of another */
  char *subject; /* id of the person, household or place */
  char *topic;   /* "" for none */
  char *state;
  char *opened;  /* days, 2022-07-26; all but this one NULL when there is none */
  char *due;
  char *closed;
  char *begins;  /* of the term, and its last day */
  char *ends;
  gboolean holds; /* the term counts in this state: no other of the subject may meet it */
  char *record;   /* id of the one that opened it, or NULL */
  char *staff;    /* id, or NULL */
  char *data;     /* JSON object */
} CunyiCase;

void cunyi_case_free (CunyiCase *c);

/* (transfer full) NOT_FOUND when there is none. */
CunyiCase *cunyi_case_load (CunyiBook *book, const char *id, GError **error);
/* Parts of a case; cases of a subject (newest first; `workflow` NULL for all); cases that a record opened; the
 * cases of a workflow in one state (NULL: all that are not closed), the most urgent first. (transfer full) (element
 * CunyiCase) */
GPtrArray *cunyi_case_list_children (CunyiBook *book, const char *id, GError **error);
GPtrArray *cunyi_case_list_of_subject (CunyiBook *book, const char *subject, const char *workflow, GError **error);
GPtrArray *cunyi_case_list_of_record (CunyiBook *book, const char *record, GError **error);
GPtrArray *cunyi_case_list_in_state (CunyiBook *book, const char *workflow, const char *state, GError **error);
/* The most urgent `limit` of one state. */
GPtrArray *cunyi_case_list_first (CunyiBook *book, const char *workflow, const char *state, guint limit, GError **error);

/* How many cases of a workflow are in each state, in the order of its states; states without one too. */
typedef struct {
  char *state;
  gint64 n;       /* cases */
  gint64 overdue; /* of them with `due` before `today` */
} CunyiStateCount;
GPtrArray *cunyi_case_count_states (CunyiBook *book, const char *workflow, const char *today, GError **error);

/* The workflow that a case follows. (transfer none) */
CunyiWorkflow *cunyi_case_get_workflow (CunyiBook *book, const CunyiCase *c, GError **error);
/* All that an expression about this case can see, in one context (around it only what cunyi_book_set_about() gave),
 * so that a caller may set another around it; `day` NULL for today. Blank answers are not in it. For documents too.
 * (transfer full) */
CunyiContext *cunyi_case_get_context (CunyiBook *book, const CunyiCase *c, const char *day, GError **error);

typedef struct {
  char *id;
  char *move; /* "" for the opening */
  char *label;
  char *from, *to; /* names of states */
  char *from_label, *to_label;
  char *day;
  char *staff, *staff_name; /* "" when the program did it */
  char *data;               /* answers given, JSON */
  char *entered;
} CunyiCaseEvent;

/* From the opening on, as it was entered. (transfer full) (element CunyiCaseEvent) */
GPtrArray *cunyi_case_list_events (CunyiBook *book, const char *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiBook, cunyi_book_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiCase, cunyi_case_free)

G_END_DECLS
