/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Somebody of the roster dies, moves away or joins another household; a household moves as a whole. What follows is the same
 * change: cases that end with it, and the household or village group that is left, which stays known as a former one. */

#pragma once

#include "clinic/clinic.h"
#include "clinic/resident.h"

G_BEGIN_DECLS

/* The household that words name: its number, or somebody in it as the search finds him (the search must be filled). NULL
 * without error set when none fits or several do, which `several` tells. (transfer full) */
char *cunyi_moving_find_household (CunyiClinic *clinic, const char *words, gboolean *several, GError **error);

/* Writes a person with what follows. Joins the transaction that is open, or makes one of its own. */
gboolean cunyi_moving_save (CunyiClinic *clinic, CunyiPerson *person, GError **error);

/* Writes a household; when it stood in another village group until `since`, that group keeps it up to then. Without a day (CUNYI_DAY_NONE)
 * the group was only written wrong. Joins the transaction that is open, or makes one of its own. */
gboolean cunyi_moving_save_household (CunyiClinic *clinic, CunyiHousehold *household, CunyiDay since, GError **error);

/* A household that somebody left on a day, by the statement stay/insert. Inside a transaction. */
gboolean cunyi_moving_write_stay (CunyiDatabase *database, CunyiStatement *insert, const char *person, const char *household,
                                  const char *relation, const char *until, GError **error);
/* A place that a household left on a day, by the statement site/insert. Inside a transaction. */
gboolean cunyi_moving_write_site (CunyiDatabase *database, CunyiStatement *insert, const char *household, const char *place,
                                  const char *until, GError **error);

G_END_DECLS
