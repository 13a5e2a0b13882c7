/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Groups and diseases as the doctor ticks them: what is ticked begins, what is not ticked any more ends, what stays is not
 * touched. Nothing is forgotten: what ended keeps its days, except what was entered and taken back on the same day. */

#pragma once

#include "base/day.h"
#include "store/database.h"

G_BEGIN_DECLS

/* `codes` is NULL-terminated. Joins the transaction that is open, or makes one of its own; when it fails, all of it is
 * taken back. Groups that a person has through the household are the household's. */
gboolean cunyi_person_keep_groups (CunyiDatabase *database, const char *person, const char *const *codes, CunyiDay day,
                                   GError **error);
gboolean cunyi_household_keep_groups (CunyiDatabase *database, const char *household, const char *const *codes,
                                      CunyiDay day, GError **error);
/* What is ticked begins on `since`, the day on which it was confirmed: older visits that are written up later know it then.
 * NONE: on `day`. */
gboolean cunyi_person_keep_diseases (CunyiDatabase *database, const char *person, const char *const *codes, CunyiDay since,
                                     CunyiDay day, GError **error);

/* One group more for a person or a household, from `day` on; `added` receives FALSE when it is in it then already, or is to
 * be. Inside a transaction. */
gboolean cunyi_belonging_add_group (CunyiDatabase *database, const char *owner, gboolean household, const char *code,
                                    CunyiDay day, gboolean *added, GError **error);

G_END_DECLS
