/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filled forms in the store: records, and drafts on their way to become one. A record names the definition that it was
 * filled with and is always read with that one. Deleting and undoing are the store's: every change goes through its
 * journal; drafts do not. */

#pragma once

#include "form/form.h"
#include "store/database.h"

G_BEGIN_DECLS

typedef struct {
  char *id;         /* NULL for one that was not saved yet */
  char *form;       /* id of the form */
  char *subject;    /* id of the person, household or place */
  char *day;        /* of the visit */
  char *definition; /* id of the definition */
  char *answers;    /* JSON */
  char *staff;      /* may be NULL */
  char *entered;    /* moment; set by saving */
} CunyiRecord;

void cunyi_record_free (CunyiRecord *record);

/* Saves in a transaction of its own, or in the one that is open: a new record, which then gets its id, or the one whose id
 * it carries. `what` names the change for undo, NULL for “Save form”. `entered` of an existing record stays. */
gboolean cunyi_record_save (CunyiDatabase *database, CunyiRecord *record, const char *what, GError **error);
/* NULL without error when there is none. (transfer full) */
CunyiRecord *cunyi_record_load (CunyiDatabase *database, const char *id, GError **error);
/* `what` as above, NULL for “Delete form”. */
gboolean cunyi_record_delete (CunyiDatabase *database, const char *id, const char *what, GError **error);

/* Records of a subject, newest first; `form` NULL for all forms; `limit` 0 for all. (transfer full) (element CunyiRecord) */
GPtrArray *cunyi_record_list (CunyiDatabase *database, const char *subject, const char *form, guint limit, GError **error);
/* The newest record of a form on or before `before` (NULL for any day), leaving `except` (an id, or NULL) out. NULL
 * without error when there is none. (transfer full) */
CunyiRecord *cunyi_record_last (CunyiDatabase *database, const char *form, const char *subject, const char *before,
                                const char *except, GError **error);

/* The last known value of a question, with its day; of a repeat the JSON array of its members. */
typedef struct {
  char *name;
  char *value;
  char *day;
} CunyiPrevious;

/* For each question with previous = yes the newest answer that is not blank, among the last twenty records of the form.
 * (transfer full) (element CunyiPrevious) */
GPtrArray *cunyi_record_list_previous (CunyiDatabase *database, CunyiForm *form, const char *subject, const char *before,
                                       const char *except, GError **error);

/* The form that a definition in the store holds. `codes` as for cunyi_form_new(). (transfer full) */
CunyiForm *cunyi_record_load_form (CunyiDatabase *database, const char *definition, CunyiCodesFunc codes, gpointer data,
                                   CunyiFaults *faults, GError **error);

/* ---- drafts ---- */

typedef struct {
  char *form;
  char *subject;
  char *record; /* id of the record or case that is being changed, "" for a new one */
  char *definition;
  char *answers; /* of cunyi_session_to_draft() */
  char *staff;   /* may be NULL */
  char *touched; /* moment; set by saving */
} CunyiDraft;

void cunyi_draft_free (CunyiDraft *draft);

/* Writes the draft over the one of the same form, subject and record. */
gboolean cunyi_draft_save (CunyiDatabase *database, CunyiDraft *draft, GError **error);
/* NULL without error when there is none. (transfer full) */
CunyiDraft *cunyi_draft_load (CunyiDatabase *database, const char *form, const char *subject, const char *record,
                              GError **error);
gboolean cunyi_draft_discard (CunyiDatabase *database, const char *form, const char *subject, const char *record,
                              GError **error);
/* All drafts without their answers, last touched first; `subject` NULL for everybody's. (transfer full) (element CunyiDraft) */
GPtrArray *cunyi_draft_list (CunyiDatabase *database, const char *subject, GError **error);

/* ---- SQL ---- */

/* Makes the views of a form on this connection and those opened again from it.
 * View <form>: id, subject, day, staff, entered, definition and a column for each question, numbers as numbers, blanks as
 * NULL. View <form>_<repeat> for each repeat: record, subject, day, position (from 1) and a column for each question of
 * it; a repeat inside a repeat also has outer_position. A question that is called like one of the first columns, or like
 * another but for capitals, gets _ behind its name. `others` (element CunyiForm) are further versions of the form, or NULL:
 * questions and repeats that only they have come behind those of `form`. */
gboolean cunyi_record_add_views (CunyiDatabase *database, CunyiForm *form, GPtrArray *others, GError **error);
/* The SELECT behind a view; `repeat` NULL for the form itself. (transfer full) */
char *cunyi_record_view_select (CunyiForm *form, const CunyiItem *repeat);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiRecord, cunyi_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiDraft, cunyi_draft_free)

G_END_DECLS
