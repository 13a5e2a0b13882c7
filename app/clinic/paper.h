/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Printed papers: a document filled for a subject, numbered and kept as it was printed, and what became of it. */

#pragma once

#include "base/day.h"
#include "clinic/clinic.h"
#include "document/document.h"

G_BEGIN_DECLS

/* The document as it would be printed now, without a number and without a trace in the store. (transfer full) */
CunyiDocument *cunyi_paper_preview (CunyiClinic *clinic, const char *document, const char *subject, const char *case_,
                                    GError **error);

/* The same, added to a document that holds others already; it stays as it was when this fails. */
gboolean cunyi_paper_preview_into (CunyiClinic *clinic, CunyiDocument *into, const char *document, const char *subject,
                                   const char *case_, GError **error);
/* An empty document of this clinic, marked when it is the demo village. (transfer full) */
CunyiDocument *cunyi_paper_new_document (CunyiClinic *clinic);

/* Gives it a number, keeps what is printed, voids an earlier print for the same subject and case, and makes the document.
 * `issue` receives the id of the issue (transfer full) and may be NULL. (transfer full) */
CunyiDocument *cunyi_paper_issue (CunyiClinic *clinic, const char *document, const char *subject, const char *case_,
                                  char **issue, GError **error);

/* The same, added to a document that holds others already: cards of a whole village on few sheets. FALSE leaves the document
 * as it was, and a transaction that is open around it too: one of many that lacks something
 * (CUNYI_DOCUMENT_ERROR_INCOMPLETE) need not keep the others. */
gboolean cunyi_paper_issue_into (CunyiClinic *clinic, CunyiDocument *into, const char *document, const char *subject,
                                 const char *case_, char **issue, GError **error);

/* TRUE when the document is of the whole that cases of this workflow may be a part of: an agreement of a household. */
gboolean cunyi_paper_is_of_whole (CunyiBook *book, const char *workflow, const char *document);

/* The case that a paper is about when it is asked for at `c`: the whole's, when the document does not take the part alone.
 * (transfer full) */
CunyiCase *cunyi_paper_find_whole (CunyiClinic *clinic, const char *document, const CunyiCase *c, GError **error);

/* The newest case of a subject whose workflow prints this document; NULL without error when there is none.
 * (transfer full) */
char *cunyi_paper_find_case (CunyiClinic *clinic, const char *document, const char *subject, GError **error);

/* Handed over on `day` to `receiver`, who is `relation` to the person. */
gboolean cunyi_paper_hand_over (CunyiClinic *clinic, const char *issue, CunyiDay day, const char *receiver,
                                const char *relation, GError **error);

typedef struct {
  char *id;
  char *document;
  char *title;  /* of the document */
  char *number;
  char *case_;  /* "" when it belongs to none */
  char *printed, *handed, *receiver, *relation, *void_;
} CunyiIssue;

void cunyi_issue_free (CunyiIssue *issue);

/* What was printed under an id, and about whom; `case_` receives NULL when it belongs to none. (transfer full). FALSE
 * without error when there is no such issue. */
gboolean cunyi_issue_find (CunyiClinic *clinic, const char *id, char **document, char **subject, char **case_,
                           GError **error);

/* Issues of a subject, newest first. (transfer full) (element-type CunyiIssue) */
GPtrArray *cunyi_issue_list (CunyiClinic *clinic, const char *subject, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiIssue, cunyi_issue_free)

G_END_DECLS
