/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What reading, checking and asking a workflow share. */

#pragma once

#include "workflow/workflow.h"

G_BEGIN_DECLS

struct _CunyiWorkflow {
  gatomicrefcount refs;
  GStringChunk *strings; /* all names and labels */
  GPtrArray *lists;      /* of gpointer arrays: the zero-terminated lists */
  const char *id;
  const char *title;
  const char *const *subjects;
  const char *topic;
  const char *record;
  const char *const *children;
  const char *const *topic_columns; /* columns of the code list that expressions ask for as topic_<column> */
  gboolean term;
  const char *renews;
  gboolean single;
  CunyiForm *form;
  GArray *states; /* CunyiState */
  GArray *moves;  /* CunyiMove */
};

/* Names that expressions see beside the questions; ended by NULL. */
extern const char *const cunyi_workflow_own_names[];
/* The questions that say to whom a move hands papers over; ended by NULL. */
extern const char *const cunyi_workflow_takers[];
/* Columns of the view that no question may be named after; ended by NULL. */
extern const char *const cunyi_workflow_columns[];

/* The columns behind all names topic_<column> and case_topic_<column>. */
void cunyi_workflow_collect_topic_columns (CunyiWorkflow *workflow);
/* What cannot be seen cell by cell: ways through the states, names in expressions, questions. */
void cunyi_workflow_check (CunyiWorkflow *workflow, CunyiSheets *sheets, CunyiFaults *faults);

G_END_DECLS
