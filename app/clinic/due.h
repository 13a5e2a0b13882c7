/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is to be done, and how far it is: the declared rules of due work, the indicators and the checks, run on the store
 * (clinic/rule.h). A rule of due work gives rows of subject, form or case_ or state, due, what; an indicator one row for each subject
 * in its denominator with done 0 or 1; a check one row for each thing that does not add up, with subject and message. */

#pragma once

#include "base/day.h"
#include "clinic/clinic.h"

G_BEGIN_DECLS

typedef struct {
  char *rule;    /* name of the rule */
  char *section; /* work, print or deliver, as the rule's head says */
  char *subject; /* id */
  char *name;    /* of the person, or of the head of the household; NULL until cunyi_due_name() */
  char *place;   /* name of the village group; as the name */
  int age;       /* of the person, -1 for a household or when unknown; as the name */
  char *form;    /* to be filled, "" when there is none */
  char *case_;   /* that it is about, "" when there is none */
  char *state;   /* that the person is to be registered as: dead or moved, "" when the line is about nothing such */
  CunyiDay since; /* with it, since when; CUNYI_DAY_NONE when that was not written */
  char *what;    /* one line: 高血压随访 */
  CunyiDay due;  /* CUNYI_DAY_NONE when it has no day */
} CunyiDue;

CunyiDue *cunyi_due_ref (CunyiDue *due);
void cunyi_due_unref (CunyiDue *due);

/* All due work of all rules, the most urgent first; how far ahead a rule looks is its own. A rule whose SQL
 * the store refuses is left out; cunyi_library_check() names it. For any thread with a clinic of its own. (transfer full) (element-type CunyiDue) */
GPtrArray *cunyi_due_list (CunyiClinic *clinic, GCancellable *cancellable, GError **error);
/* The same without the names: a township has many more lines than anybody looks at. With `among`, ids ended by NULL, about these
 * subjects alone, which is quicker; NULL for everybody. */
GPtrArray *cunyi_due_gather (CunyiClinic *clinic, const char *const *among, GCancellable *cancellable, GError **error);
/* Adds what one rule gives, without names; `among` as above. */
gboolean cunyi_due_gather_rule (CunyiClinic *clinic, const CunyiRule *rule, const char *const *among, GPtrArray *list,
                                GCancellable *cancellable, GError **error);
/* The most urgent first; of one day by subject, then by rule, else as they are. */
void cunyi_due_sort (GPtrArray *list);
/* Who the line is about; nothing when that is known. */
void cunyi_due_name (CunyiClinic *clinic, CunyiDue *due);

typedef struct {
  char *name;
  char *title;
  double target;       /* in percent, -1 when there is none */
  gint64 done, all;
  GPtrArray *missing;  /* ids of the subjects that are not done */
} CunyiIndicator;

void cunyi_indicator_free (CunyiIndicator *indicator);

/* Those with a target first. (transfer full) (element-type CunyiIndicator) */
GPtrArray *cunyi_indicator_list (CunyiClinic *clinic, GCancellable *cancellable, GError **error);

typedef struct {
  char *check;
  char *title;   /* of the check */
  char *subject; /* id of who or what it is about */
  char *message; /* a sentence */
} CunyiFinding;

void cunyi_finding_free (CunyiFinding *finding);

/* What does not add up, over all checks. (transfer full) (element-type CunyiFinding) */
GPtrArray *cunyi_finding_list (CunyiClinic *clinic, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiDue, cunyi_due_unref)

G_END_DECLS
