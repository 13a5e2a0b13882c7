/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A case of a household with a part for each of its members, as a family signs one agreement and each member is under
 * contract. Which workflows are so is declared: one about a household whose children are about a person. */

#pragma once

#include "base/day.h"
#include "clinic/clinic.h"

G_BEGIN_DECLS

/* The workflow of the parts, NULL when `workflow` is no such one. (transfer none) */
const char *cunyi_family_find_part (CunyiClinic *clinic, const char *workflow);

/* Opens the case, and a part for each of `members` (ids, NULL-terminated; NULL for everybody who is here and lives in the
 * household), on `day` (CUNYI_DAY_NONE for today). All or nothing. `answers` as of CunyiCaseOpening, may be NULL. (transfer full) id of the case. */
char *cunyi_family_open (CunyiClinic *clinic, const char *workflow, const char *household, CunyiDay day,
                         const char *const *members, const char *answers, GError **error);

G_END_DECLS
