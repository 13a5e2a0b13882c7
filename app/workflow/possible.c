/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Looking ahead: which moves a case may make, and what they ask. */

#include "config.h"

#include "workflow/book-private.h"
#include "workflow/move.h"

static void
free_possible (gpointer data)
{
  CunyiPossibleMove *possible = data;

  g_free (possible->why);
  g_free (possible);
}

/* A guard over what will only be answered, or calculated from it, cannot be tested before. */
static gboolean
waits_for_answers (CunyiWorkflow *workflow, const CunyiMove *move, const CunyiGuard *guard)
{
  const char *const *names = cunyi_expression_get_names (guard->test);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const CunyiItem *item = cunyi_form_find (cunyi_workflow_get_form (workflow), names[i]);

      if (g_strv_contains (move->asks, names[i])
          || (item != NULL && item->kind == CUNYI_ITEM_CALCULATE && move->asks[0] != NULL))
        return TRUE;
    }
  return FALSE;
}

static CunyiPossibleMove *
look_at (CunyiWorkflow *workflow, const CunyiMove *move, CunyiContext *context)
{
  CunyiPossibleMove *possible = g_new0 (CunyiPossibleMove, 1);

  possible->move = move;
  for (guint i = 0; possible->why == NULL && i < move->n_guards; i++)
    if (!waits_for_answers (workflow, move, &move->guards[i])
        && !cunyi_expression_test (move->guards[i].test, context))
      possible->why = cunyi_text_expand (move->guards[i].message, context);
  possible->allowed = possible->why == NULL;
  return possible;
}

GPtrArray *
cunyi_case_list_moves (CunyiBook *book, const CunyiCase *c, GError **error)
{
  CunyiWorkflow *workflow = cunyi_case_get_workflow (book, c, error);
  g_autoptr (CunyiContext) context = workflow == NULL ? NULL : cunyi_case_get_context (book, c, NULL, error);
  GPtrArray *moves;

  if (context == NULL)
    return NULL;
  moves = g_ptr_array_new_with_free_func (free_possible);
  for (guint i = 0; i < cunyi_workflow_n_moves (workflow); i++)
    {
      const CunyiMove *move = cunyi_workflow_get_move (workflow, i);

      if (cunyi_move_starts_from (move, c->state))
        g_ptr_array_add (moves, look_at (workflow, move, context));
    }
  return moves;
}

CunyiSession *
cunyi_case_ask (CunyiBook *book, const CunyiCase *c, const char *name, const char *day, GError **error)
{
  const CunyiMove *move = cunyi_case_find_move (book, c, name, error);
  g_autofree char *on = move == NULL ? NULL : cunyi_case_check_day (day, c->opened, error);
  CunyiWorkflow *workflow = on == NULL ? NULL : cunyi_case_get_workflow (book, c, error);
  g_autoptr (CunyiContext) about = NULL;

  if (workflow == NULL)
    return NULL;
  about = cunyi_context_about_case (book, workflow, c, on, cunyi_database_get_staff (book->database), error);
  return about == NULL ? NULL : cunyi_move_ask (workflow, about, c->data, move, NULL, TRUE);
}
