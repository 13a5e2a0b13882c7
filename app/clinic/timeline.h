/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Everything that ever happened to a person or household, in one list: records, cases and their moves, printed papers, and from which household to which. */

#pragma once

#include "base/day.h"
#include "clinic/clinic.h"

G_BEGIN_DECLS

typedef enum {
  CUNYI_TIMELINE_RECORD, /* id is of a record */
  CUNYI_TIMELINE_CASE,   /* id is of a case */
  CUNYI_TIMELINE_PAPER,  /* id is of an issue */
  CUNYI_TIMELINE_MOVE,   /* between households; id is of the one that was left, on the page of a household of the person; of a household
                          * between village groups its own */
} CunyiTimelineKind;

typedef struct {
  CunyiTimelineKind kind;
  char *id;
  CunyiDay day;
  char *title;  /* of the form, workflow or document */
  char *detail; /* instance name of a record, state of a case, number of a paper, households of a move */
  char *note;   /* of a record what it fulfils: the rule lines/record_note, where a pack declares it; "" for nothing */
  char *staff;  /* name, "" when unknown */
} CunyiTimelineItem;

void cunyi_timeline_item_free (CunyiTimelineItem *item);

/* Newest first. (transfer full) (element-type CunyiTimelineItem) */
GPtrArray *cunyi_timeline_load (CunyiClinic *clinic, const char *subject, GError **error);

/* Values of one question of a form over time, oldest first: what a curve is drawn from. */
typedef struct {
  CunyiDay day;
  double value; /* as answered, in the unit of the question */
} CunyiMeasurement;

/* (transfer full) (element-type CunyiMeasurement) */
GArray *cunyi_measurements_load (CunyiClinic *clinic, const char *subject, const char *form, const char *question,
                                 GError **error);

G_END_DECLS
