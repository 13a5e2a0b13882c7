/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A store on disk with one household and the declared workflows, for tests of cases. The clock stands at 2026-03-10. */

#pragma once

#include "workflow/move.h"

G_BEGIN_DECLS

#define VILLAGE_TODAY "2026-03-10"
#define N_PEOPLE 52

typedef struct {
  char *folder;
  char *file;
  CunyiDatabase *database;
  CunyiBook *book;
  char *doctor; /* id of staff, who works with the store */
  char *place, *household;
  char *people[N_PEOPLE]; /* all in the household */
} Village;

/* Makes the store and puts in the workflows and code lists of the pack `national`. */
Village *village_new (void);
void village_free (Village *village);

/* Puts one more workflow into use. */
void village_put (Village *village, const char *name, const char *text);

/* The same as the calls of the engine, which must pass. */
char *village_open (Village *village, const char *workflow, const char *subject, const char *topic, const char *parent,
                    const char *answers);
void village_move (Village *village, const char *id, const char *move, const char *answers);
/* The same, which must be refused with `code`; returns the sentence. (transfer full) */
char *village_refuse (Village *village, const char *id, const char *move, const char *answers, CunyiWorkflowError code);

void village_assert_state (Village *village, const char *id, const char *state);
/* A column of the view of a workflow, as text. (transfer full) */
char *village_get (Village *village, const char *workflow, const char *id, const char *column);
gint64 village_count (Village *village, const char *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Village, village_free)

G_END_DECLS
