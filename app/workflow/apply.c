/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a move does to a case, in memory: guards, sets, the new state with its term and its due day. */

#include "config.h"

#include "workflow/book-private.h"

#include "base/clock.h"

#include <glib/gi18n.h>
#include <string.h>

char *
cunyi_case_check_day (const char *day, const char *earliest, GError **error)
{
  CunyiDay today = cunyi_clock_today ();
  CunyiDay on = day == NULL || *day == '\0' ? today : cunyi_day_parse (day);
  g_autofree char *text = cunyi_day_to_text (on);

  if (on == CUNYI_DAY_NONE)
    g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_INVALID,
                 _("“%s” is no day. Write it like 2022-07-26."), day);
  else if (on > today)
    g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_INVALID,
                 _("%s has not come yet. Enter the day on which it happened."), text);
  else if (earliest != NULL && strcmp (text, earliest) < 0)
    g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_INVALID,
                 _("%s is before the case was opened on %s. Enter a later day."), text, earliest);
  else
    return g_steal_pointer (&text);
  return NULL;
}

gboolean
cunyi_move_check_guards (const CunyiMove *move, CunyiContext *context, GError **error)
{
  for (guint i = 0; move != NULL && i < move->n_guards; i++)
    {
      g_autofree char *message = NULL;

      if (cunyi_expression_test (move->guards[i].test, context))
        continue;
      message = cunyi_text_expand (move->guards[i].message, context);
      g_set_error_literal (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_GUARD, message);
      return FALSE;
    }
  return TRUE;
}

static void
set_term_day (CunyiContext *about, char **place, const char *name, const char *value)
{
  g_autofree char *prefixed = g_strconcat ("case_", name, NULL);

  g_free (*place);
  *place = cunyi_day_to_text (cunyi_day_parse (value));
  if (**place == '\0')
    g_clear_pointer (place, g_free);
  cunyi_context_set (about, name, *place);
  cunyi_context_set (about, prefixed, *place);
}

static void
make_sets (const CunyiMove *move, CunyiCase *c, CunyiContext *about, CunyiContext *data)
{
  for (guint i = 0; move != NULL && i < move->n_sets; i++)
    {
      const CunyiAssignment *set = &move->sets[i];
      g_autofree char *value = cunyi_expression_evaluate (set->value, data);

      if (strcmp (set->name, "begins") == 0)
        set_term_day (about, &c->begins, "begins", value);
      else if (strcmp (set->name, "ends") == 0)
        set_term_day (about, &c->ends, "ends", value);
      else
        cunyi_context_set (data, set->name, value);
    }
}

/* A term that ended before it began was in force on no day and is in nobody's way. */
static gboolean
enter_state (CunyiCase *c, const CunyiState *state, const char *day, GError **error)
{
  if (state->holds && (c->begins == NULL || c->ends == NULL))
    {
      g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_INVALID,
                   _("The first and the last day of the term are needed. Enter both."));
      return FALSE;
    }
  c->holds = state->holds && strcmp (c->begins, c->ends) <= 0;
  if (strcmp (c->state, state->name) != 0 || c->id == NULL)
    {
      g_free (c->closed);
      c->closed = state->kind == CUNYI_STATE_LAST ? g_strdup (day) : NULL;
    }
  g_free (c->state);
  c->state = g_strdup (state->name);
  return TRUE;
}

static void
set_due (CunyiCase *c, const CunyiState *state, CunyiContext *about, CunyiContext *data)
{
  g_autofree char *due = NULL;

  cunyi_context_set (about, "state", state->name);
  cunyi_context_set (about, "case_state", state->name);
  g_clear_pointer (&c->due, g_free);
  if (state->due == NULL)
    return;
  due = cunyi_expression_evaluate (state->due, data);
  c->due = cunyi_day_to_text (cunyi_day_parse (due));
  if (*c->due == '\0')
    g_clear_pointer (&c->due, g_free);
}

static const CunyiState *
find_target (CunyiWorkflow *workflow, const CunyiCase *c, const CunyiMove *move)
{
  if (move == NULL)
    return cunyi_workflow_get_first (workflow);
  return cunyi_workflow_find_state (workflow, *move->to == '\0' ? c->state : move->to);
}

gboolean
cunyi_case_apply (CunyiWorkflow *workflow, CunyiCase *c, CunyiContext *about, const CunyiMove *move, const char *data,
                  const char *day, GError **error)
{
  const CunyiState *to = find_target (workflow, c, move);
  g_autoptr (CunyiContext) context = cunyi_context_of_data (workflow, about, data);

  if (!cunyi_move_check_guards (move, context, error))
    return FALSE;
  make_sets (move, c, about, context);
  if (!enter_state (c, to, day, error))
    return FALSE;
  set_due (c, to, about, context);
  g_free (c->data);
  c->data = cunyi_case_write_data (workflow, context, NULL);
  return TRUE;
}
