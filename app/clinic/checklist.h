/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The checklist of a home: what the last visit that looked found, and what became of it since. What is on it is declared in
 * the code list `home_check`: `form`, `value` (text over the answers of a record; blank when this visit did not look),
 * `fine` (expression) and `opens` (<workflow>:<topic>, several parted by blanks: the problems that mend it). */

#pragma once

#include "clinic/clinic.h"

G_BEGIN_DECLS

typedef enum {
  CUNYI_CHECK_UNKNOWN, /* nobody has looked yet */
  CUNYI_CHECK_FINE,
  CUNYI_CHECK_WRONG,
  CUNYI_CHECK_MENDED,  /* was wrong, and the problem has been closed since */
} CunyiCheckState;

typedef struct {
  const char *code;
  const char *label;
  const char *form;
  CunyiCheckState state;
  char *value;       /* what was found, "" when nobody has looked */
  char *day;         /* of that visit, "" likewise */
  char *case_;       /* the problem that is about it, NULL when there is none */
  char *case_state;  /* label of its state, "" likewise */
} CunyiCheck;

void cunyi_check_free (CunyiCheck *check);

/* In the order of the code list; empty when there is none. Code, label and form belong to the clinic. (transfer full)
 * (element CunyiCheck) */
GPtrArray *cunyi_checklist_read (CunyiClinic *clinic, const char *household, GError **error);

G_END_DECLS
