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

/* Why a case of this kind is not prepared for a subject on `day` (CUNYI_DAY_NONE for today): one is on its way, or in force and not near its end. "" when nothing
 * stands against it, NULL with an error. `topic` may be NULL. (transfer full) */
char *cunyi_family_find_reason (CunyiClinic *clinic, const char *workflow, const char *subject, const char *topic,
                                CunyiDay day, GError **error);

/* Opens the case, and a part for each of `members` (ids, NULL-terminated; NULL for everybody who is here, lives in the
 * household and has none that stands against it), on `day` (CUNYI_DAY_NONE for today). All or nothing. `answers` as of CunyiCaseOpening, may be NULL. (transfer full) id of the case. */
char *cunyi_family_open (CunyiClinic *clinic, const char *workflow, const char *household, CunyiDay day,
                         const char *const *members, const char *answers, GError **error);

G_END_DECLS
