/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Moves that a finished record makes. */

#include "config.h"

#include <string.h>

#include "workflow/move.h"
#include "workflow/workflow-private.h"

static const CunyiMove *
find_move (CunyiBook *book, const CunyiCase *c, const char *form)
{
  CunyiWorkflow *workflow = c->closed == NULL ? cunyi_case_get_workflow (book, c, NULL) : NULL;

  for (guint i = 0; workflow != NULL && i < cunyi_workflow_n_moves (workflow); i++)
    {
      const CunyiMove *move = cunyi_workflow_get_move (workflow, i);

      if (strcmp (move->filled, form) == 0 && cunyi_move_starts_from (move, c->state))
        return move;
    }
  return NULL;
}

/* What the workflow refuses is the doctor's to look at, and the record stands all the same. */
static gboolean
move_case (CunyiBook *book, const CunyiCase *c, const CunyiMoveRequest *request, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (cunyi_case_move (book, c->id, request, &local) || local->domain == CUNYI_WORKFLOW_ERROR)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
cunyi_case_move_filled (CunyiBook *book, const char *form, const char *subject, const char *day, const char *staff,
                        const char *answers, GError **error)
{
  g_autoptr (GPtrArray) cases = cunyi_case_list_of_subject (book, subject, NULL, error);
  gboolean ok = cases != NULL;

  for (guint i = 0; ok && i < cases->len; i++)
    {
      const CunyiCase *c = cases->pdata[i];
      const CunyiMove *move = find_move (book, c, form);
      const CunyiMoveRequest request = { .move = move ? move->name : NULL, .day = day, .staff = staff, .answers = answers,
                                         .defaults = TRUE };

      ok = move == NULL || move_case (book, c, &request, error);
    }
  return ok;
}
