/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What follows for a person from groups and insurance, each with the rule that says so: the list person_line of the packs, with
 * `value` (a text over what is known of the person, blank when it says nothing about this one) and `rule`. */

#pragma once

#include "clinic/clinic.h"

G_BEGIN_DECLS

typedef struct {
  char *label, *value;
  char *rule; /* what says so */
} CunyiPersonLine;

void cunyi_person_line_free (CunyiPersonLine *line);
/* In the order of the list, then those of the rule lines/person_line, where a pack declares it (label, value, rule); those that say
 * nothing are left out. NULL with an error of the store. (transfer full) (element CunyiPersonLine) */
GPtrArray *cunyi_person_line_list (CunyiClinic *clinic, const char *person, GError **error);

G_END_DECLS
