/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What rules go by and the clinic may change: the numbers of the list `limit`, and the options that rules and reports
 * declare. Each is a setting of its own (limit/sbp, due/followup/ahead, option/fulfilment); without it the value of the
 * pack holds. Whatever counts with it reads it each time, so that a change holds at once. */

#pragma once

#include "clinic/clinic.h"

G_BEGIN_DECLS

typedef struct {
  char *name;           /* of the setting */
  char *title;
  char *unit;           /* "" when the title says it */
  char *usual;          /* the pack's value */
  char *own;            /* the clinic's, NULL when it has chosen none */
  char **choices;       /* values that may be chosen; empty for a number or a text */
  char **choice_labels; /* beside them */
  char *source, *note;  /* where it comes from, and what to know of it; may be "" */
  GPtrArray *used;      /* titles of what goes by it */
} CunyiStandard;

void cunyi_standard_free (CunyiStandard *standard);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiStandard, cunyi_standard_free)

/* All of them as they hold today: numbers, what many share, then each rule's own. Reads every declared file; for any
 * thread with a clinic of its own. (transfer full) (element-type CunyiStandard) */
GPtrArray *cunyi_standard_list (CunyiClinic *clinic, GError **error);

/* The value that holds. */
const char *cunyi_standard_get (const CunyiStandard *standard);
/* A value as it is shown: the label of a choice, a number with its unit. (transfer full) */
char *cunyi_standard_show (const CunyiStandard *standard, const char *value);

/* Makes `value` the clinic's own; NULL or a blank goes back to the pack's. CUNYI_CLINIC_ERROR_NO_NUMBER or
 * CUNYI_CLINIC_ERROR_NO_CHOICE when it cannot be that. `standard` itself stays as it was. */
gboolean cunyi_standard_set (CunyiClinic *clinic, const CunyiStandard *standard, const char *value, GError **error);

G_END_DECLS
