/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One thing done for many people or households: a case opened for each, a paper printed for each, each put into a group,
 * the case of each moved. What can be done is what packs declare. Each call is one transaction, so one undo takes all of it back; who cannot be
 * served is left out and named. May run in a thread on a clinic of its own. */

#pragma once

#include "base/day.h"
#include "clinic/clinic.h"
#include "document/document.h"
#include "workflow/move.h"

G_BEGIN_DECLS

typedef struct {
  const char *name;  /* of the workflow or document */
  const char *title;
  const char *kind;  /* person or household: whom one of it is about */
  gboolean lines;    /* no document but a form that is a register: one list with the records of all */
} CunyiBulkChoice;

/* For chosen subjects of `kind` (person, household): workflows that are opened by hand, documents that moves print, and forms that are
 * registers. A workflow that is about both is about the chosen ones. Names and titles belong to the clinic. (transfer full) (element
 * CunyiBulkChoice) */
GPtrArray *cunyi_bulk_list_workflows (CunyiClinic *clinic, const char *kind);
GPtrArray *cunyi_bulk_list_documents (CunyiClinic *clinic, const char *kind);

/* Whom something about a `kind` is for when these (ids, NULL-terminated) were chosen: themselves; the households of people;
 * the people of households who are here. Each once, in their order. (transfer full) (element utf8) */
GPtrArray *cunyi_bulk_list_subjects (CunyiClinic *clinic, const char *const *chosen, const char *kind, GError **error);

/* Who could not be served. */
typedef struct {
  char *subject; /* id */
  char *case_;   /* id of the case that could not be moved; NULL where none was */
  char *name;    /* of the subject */
  char *why;     /* a sentence */
} CunyiLeftOut;

/* “张三: why”. (transfer full) */
char *cunyi_left_out_to_text (const CunyiLeftOut *left_out);

/* What came of it. */
typedef struct {
  guint n_done;
  GPtrArray *left_out; /* CunyiLeftOut */
} CunyiBulkResult;

CunyiBulkResult *cunyi_bulk_result_new (void);
void cunyi_bulk_result_free (CunyiBulkResult *result);

typedef struct {
  CunyiProgress progress; /* may be NULL */
  gpointer data;
  GCancellable *cancellable; /* may be NULL */
} CunyiBulkWatch;

/* Opens a case of `workflow` for each; left out is who has one on its way already, or one in force that does not end within
 * the days that the workflow says (renews). A case of a household gets a part for each chosen person of it, or, where
 * households were chosen, for everybody; people are left out by the same rule. `topic` and `answers` as of CunyiCaseOpening,
 * may be NULL. NULL when nothing was done. (transfer full) */
CunyiBulkResult *cunyi_bulk_open (CunyiClinic *clinic, const CunyiBulkChoice *workflow, const char *topic,
                                  const char *answers, const char *const *chosen, const CunyiBulkWatch *watch,
                                  GError **error);

/* Makes a move of cases (ids, NULL-terminated), of each by itself: one that is refused stays where it is and is left out. The
 * same answers go to each. NULL when nothing was done. (transfer full) */
CunyiBulkResult *cunyi_bulk_move (CunyiClinic *clinic, const char *const *cases, const CunyiMoveRequest *request,
                                  const CunyiBulkWatch *watch, GError **error);

/* Puts each into a group of the code list `group` from `day` on: people or households, as its column level says. Left out
 * is who is in it. (transfer full) */
CunyiBulkResult *cunyi_bulk_add_to_group (CunyiClinic *clinic, const char *group, CunyiDay day, const char *const *chosen,
                                          const CunyiBulkWatch *watch, GError **error);

/* Of a form that is a register one list: what was filled about them from the beginning of the year on; n_done counts the lines.
 * Else one document with a paper for each, in their order: as drafts without a trace, or issued with numbers. Left out is who
 * lacks something that the paper must say, or the case that prints it. `document` receives NULL when it is for nobody
 * (transfer full). (transfer full) */
CunyiBulkResult *cunyi_bulk_print (CunyiClinic *clinic, const CunyiBulkChoice *name, gboolean issue,
                                   const char *const *chosen, CunyiDocument **document, const CunyiBulkWatch *watch,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiBulkResult, cunyi_bulk_result_free)

G_END_DECLS
