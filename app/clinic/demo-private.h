/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the makers of the demo village share: the clinic that is being filled, the dice, and the code lists of the pack
 * “demo”, where everything that is invented stands (names, shares, answers, ways of cases). */

#pragma once

#include "base/day.h"
#include "clinic/clinic.h"
#include "form/session.h"

G_BEGIN_DECLS

typedef struct {
  CunyiClinic *clinic;
  GRand *dice;
  CunyiDay today;
  GHashTable *weights; /* "list/kind" to GArray of weighted codes */
  GHashTable *numbers; /* ID numbers that were given */
  CunyiProgress progress;
  gpointer progress_data;
  gint64 done, total;
  GCancellable *cancellable;
  guint refused;   /* forms and moves that the village could not finish; for the log */
} CunyiDemo;

/* ---- dice (demo-dice.c) ---- */

/* TRUE in `share` of all throws. */
gboolean cunyi_demo_chance (CunyiDemo *demo, double share);
/* From `low` to `high`, both possible. */
int cunyi_demo_between (CunyiDemo *demo, int low, int high);
/* A normal value held between the bounds. */
double cunyi_demo_normal (CunyiDemo *demo, double mean, double deviation, double low, double high);
/* A code of a list, by its column weight, among those whose `column` says `value`. NULL when there is none. */
const char *cunyi_demo_pick (CunyiDemo *demo, const char *list, const char *column, const char *value);
/* Label of such a code. */
const char *cunyi_demo_pick_label (CunyiDemo *demo, const char *list, const char *column, const char *value);
/* Text of a cell, "" when it is not there. */
const char *cunyi_demo_get (CunyiDemo *demo, const char *list, const char *code, const char *column);
/* One step further; FALSE with CANCELLED when somebody wants no more. */
gboolean cunyi_demo_advance (CunyiDemo *demo, GError **error);

/* ---- people (demo-people.c) ---- */

/* Places, households, people, groups, diseases; inside a transaction. */
gboolean cunyi_demo_add_people (CunyiDemo *demo, guint households, GError **error);
/* Deaths, departures and faults that the checks should find; after the work. */
gboolean cunyi_demo_plant_faults (CunyiDemo *demo, GError **error);

/* ---- answers (demo-answer.c) ---- */

/* Answers every question by the list demo_answer (under `sheet`, the name of a form or workflow), or plausibly where it
 * says nothing. The session can be finished afterwards when TRUE. */
gboolean cunyi_demo_answer (CunyiDemo *demo, CunyiSession *session, const char *sheet, CunyiDay day, const char *name);

/* ---- work (demo-work.c) ---- */

/* Records, contracts, applications, problems, papers of two years, by the list demo_plan. */
gboolean cunyi_demo_add_work (CunyiDemo *demo, GError **error);

G_END_DECLS
