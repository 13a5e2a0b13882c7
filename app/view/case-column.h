/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One column of the board: the cases of a workflow in one state, the most urgent first. It shows some and says how many
 * more there are.
 *
 * Signals: “opened” (id), “toggled” (id: taken to or out of what is selected), “all” (of this state are, or none), “aside” (-1 or 1: go to the column beside). */

#pragma once

#include <gtk/gtk.h>

#include "clinic/clinic.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_CASE_COLUMN (cunyi_case_column_get_type ())
G_DECLARE_FINAL_TYPE (CunyiCaseColumn, cunyi_case_column, CUNYI, CASE_COLUMN, GtkWidget)

GtkWidget *cunyi_case_column_new (CunyiClinic *clinic, CunyiWorkflow *workflow, const CunyiState *state);
/* Reads the first cases again. The heading tells how many there are, and how many of them are overdue. */
gboolean cunyi_case_column_load (CunyiCaseColumn *column, const CunyiStateCount *count, GError **error);
/* Marks the cases whose ids are in `selected`. */
void cunyi_case_column_mark (CunyiCaseColumn *column, GHashTable *selected);

guint cunyi_case_column_n_cards (CunyiCaseColumn *column);
/* Id of the case that has the keyboard, NULL when none. (transfer none) */
const char *cunyi_case_column_get_current (CunyiCaseColumn *column);
/* Place of that case, -1 when none; place of a case by id. */
int cunyi_case_column_get_position (CunyiCaseColumn *column);
int cunyi_case_column_find (CunyiCaseColumn *column, const char *id);
/* Puts the keyboard on the card at a place, or the last one before it. */
gboolean cunyi_case_column_focus (CunyiCaseColumn *column, int position);
/* The same by id. */
gboolean cunyi_case_column_focus_id (CunyiCaseColumn *column, const char *id);

G_END_DECLS
