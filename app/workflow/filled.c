/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Moves that a finished record makes. */

#include "config.h"

#include <string.h>

#include "workflow/move.h"
#include "workflow/workflow-private.h"

static gboolean
waits_for (const CunyiMove *move, const CunyiCase *c, const char *form)
{
  return strcmp (move->filled, form) == 0 && cunyi_move_starts_from (move, c->state);
}

/* Of several moves the first that is not refused. What the workflow refuses altogether is the doctor's to look at, and the record
 * stands all the same; why is put into `refused`, when nothing stands there. */
static gboolean
move_case (CunyiBook *book, const CunyiCase *c, const char *form, CunyiMoveRequest request, gboolean *moved, char **refused,
           GError **error)
{
  g_autoptr (GError) unread = NULL;
  CunyiWorkflow *workflow = c->closed == NULL ? cunyi_case_get_workflow (book, c, &unread) : NULL;
  g_autofree char *why = NULL;
  gboolean guarded = FALSE;

  if (unread != NULL && unread->domain != CUNYI_WORKFLOW_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&unread));
      return FALSE;
    }
  if (unread != NULL)
    why = g_strdup (unread->message);
  for (guint i = 0; workflow != NULL && i < cunyi_workflow_n_moves (workflow); i++)
    {
      const CunyiMove *move = cunyi_workflow_get_move (workflow, i);
      g_autoptr (GError) local = NULL;

      if (!waits_for (move, c, form))
        continue;
      request.move = move->name;
      if (cunyi_case_move (book, c->id, &request, &local))
        return *moved = TRUE;
      if (local->domain != CUNYI_WORKFLOW_ERROR)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      /* A guard says more than an answer that another move alone would ask for. */
      if (why == NULL || (!guarded && local->code == CUNYI_WORKFLOW_ERROR_GUARD))
        {
          g_free (why);
          why = g_strdup_printf ("%s: %s", cunyi_workflow_get_title (workflow), local->message);
          guarded = local->code == CUNYI_WORKFLOW_ERROR_GUARD;
        }
    }
  if (why != NULL && *refused == NULL)
    *refused = g_steal_pointer (&why);
  return TRUE;
}

gboolean
cunyi_case_move_filled (CunyiBook *book, const char *form, const char *subject, const char *day, const char *staff,
                        const char *answers, char **refused, GError **error)
{
  g_autoptr (GPtrArray) cases = cunyi_case_list_of_subject (book, subject, NULL, error);
  const CunyiMoveRequest request = { .day = day, .staff = staff, .answers = answers, .defaults = TRUE };
  gboolean ok = cases != NULL, moved = FALSE;

  g_clear_pointer (refused, g_free);
  for (guint i = 0; ok && i < cases->len; i++)
    ok = move_case (book, cases->pdata[i], form, request, &moved, refused, error);
  /* It was about the one that went on; the others wait for theirs. */
  if (moved)
    g_clear_pointer (refused, g_free);
  return ok;
}
