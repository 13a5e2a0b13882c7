/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A declared workflow as a value: looking things up in it, and the SQL view over its cases. */

#include "config.h"

#include "workflow/workflow-private.h"

#include <string.h>

const char *const cunyi_workflow_takers[] = { "receiver", "receiver_relation", NULL };

const char *const cunyi_workflow_own_names[] = {
  "state", "topic", "opened", "due", "begins", "ends", "subject", "record", "day", "today", "staff", "following", NULL
};

const char *const cunyi_workflow_columns[] = {
  "id",  "parent", "subject", "topic", "state", "state_label", "state_kind", "opened",
  "due", "closed", "begins",  "ends",  "holds", "record",      "staff",      NULL
};

CunyiWorkflow *
cunyi_workflow_ref (CunyiWorkflow *workflow)
{
  g_atomic_ref_count_inc (&workflow->refs);
  return workflow;
}

void
cunyi_workflow_unref (CunyiWorkflow *workflow)
{
  if (!g_atomic_ref_count_dec (&workflow->refs))
    return;
  g_clear_pointer (&workflow->form, cunyi_form_unref);
  g_array_unref (workflow->states);
  g_array_unref (workflow->moves);
  g_ptr_array_unref (workflow->lists);
  g_string_chunk_free (workflow->strings);
  g_free (workflow);
}

const char *
cunyi_workflow_get_id (CunyiWorkflow *workflow)
{
  return workflow->id;
}

const char *
cunyi_workflow_get_title (CunyiWorkflow *workflow)
{
  return workflow->title;
}

gboolean
cunyi_workflow_is_about (CunyiWorkflow *workflow, const char *subject)
{
  return g_strv_contains (workflow->subjects, subject);
}

gboolean
cunyi_workflow_is_single (CunyiWorkflow *workflow)
{
  return workflow->single;
}

gboolean
cunyi_workflow_has_term (CunyiWorkflow *workflow)
{
  return workflow->term;
}

const char *
cunyi_workflow_get_renews (CunyiWorkflow *workflow)
{
  return workflow->renews;
}

const char *
cunyi_workflow_get_topic (CunyiWorkflow *workflow)
{
  return workflow->topic;
}

const char *
cunyi_workflow_get_record (CunyiWorkflow *workflow)
{
  return workflow->record;
}

const char *const *
cunyi_workflow_get_children (CunyiWorkflow *workflow)
{
  return workflow->children;
}

CunyiForm *
cunyi_workflow_get_form (CunyiWorkflow *workflow)
{
  return workflow->form;
}

guint
cunyi_workflow_n_states (CunyiWorkflow *workflow)
{
  return workflow->states->len;
}

const CunyiState *
cunyi_workflow_get_state (CunyiWorkflow *workflow, guint index)
{
  g_return_val_if_fail (index < workflow->states->len, NULL);
  return &g_array_index (workflow->states, CunyiState, index);
}

const CunyiState *
cunyi_workflow_find_state (CunyiWorkflow *workflow, const char *name)
{
  for (guint i = 0; i < workflow->states->len; i++)
    {
      const CunyiState *state = cunyi_workflow_get_state (workflow, i);

      if (strcmp (state->name, name) == 0)
        return state;
    }
  return NULL;
}

const CunyiState *
cunyi_workflow_get_first (CunyiWorkflow *workflow)
{
  for (guint i = 0; i < workflow->states->len; i++)
    {
      const CunyiState *state = cunyi_workflow_get_state (workflow, i);

      if (state->kind == CUNYI_STATE_FIRST)
        return state;
    }
  return NULL;
}

guint
cunyi_workflow_n_moves (CunyiWorkflow *workflow)
{
  return workflow->moves->len;
}

const CunyiMove *
cunyi_workflow_get_move (CunyiWorkflow *workflow, guint index)
{
  g_return_val_if_fail (index < workflow->moves->len, NULL);
  return &g_array_index (workflow->moves, CunyiMove, index);
}

const CunyiMove *
cunyi_workflow_find_move (CunyiWorkflow *workflow, const char *name)
{
  for (guint i = 0; i < workflow->moves->len; i++)
    {
      const CunyiMove *move = cunyi_workflow_get_move (workflow, i);

      if (strcmp (move->name, name) == 0)
        return move;
    }
  return NULL;
}

const CunyiMove *
cunyi_workflow_get_opening (CunyiWorkflow *workflow)
{
  for (guint i = 0; i < workflow->moves->len; i++)
    {
      const CunyiMove *move = cunyi_workflow_get_move (workflow, i);

      if (move->from[0] == NULL)
        return move;
    }
  return NULL;
}

gboolean
cunyi_move_starts_from (const CunyiMove *move, const char *state)
{
  return g_strv_contains (move->from, state);
}

/* ---- the view ---- */

static void
append_quoted (GString *sql, char quote, const char *text)
{
  g_string_append_c (sql, quote);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == quote)
        g_string_append_c (sql, quote);
      g_string_append_c (sql, *p);
    }
  g_string_append_c (sql, quote);
}

static void
append_state_labels (GString *sql, CunyiWorkflow *workflow)
{
  g_string_append (sql, ", CASE state");
  for (guint i = 0; i < workflow->states->len; i++)
    {
      const CunyiState *state = cunyi_workflow_get_state (workflow, i);

      g_string_append (sql, " WHEN ");
      append_quoted (sql, '\'', state->name);
      g_string_append (sql, " THEN ");
      append_quoted (sql, '\'', state->label);
    }
  g_string_append (sql, " ELSE state END AS state_label");
}

static void
append_state_kinds (GString *sql, CunyiWorkflow *workflow)
{
  static const char *const kinds[] = { "first", "middle", "last" };

  g_string_append (sql, ", CASE state");
  for (guint i = 0; i < workflow->states->len; i++)
    {
      const CunyiState *state = cunyi_workflow_get_state (workflow, i);

      g_string_append (sql, " WHEN ");
      append_quoted (sql, '\'', state->name);
      g_string_append_printf (sql, " THEN '%s'", kinds[state->kind]);
    }
  g_string_append (sql, " ELSE '' END AS state_kind");
}

char *
cunyi_workflow_view_select (CunyiWorkflow *workflow)
{
  GString *sql = g_string_new ("SELECT id, parent, subject, topic, state");

  append_state_labels (sql, workflow);
  append_state_kinds (sql, workflow);
  g_string_append (sql, ", opened, due, closed, begins, ends, holds, record, staff");
  for (guint i = 0; i < cunyi_form_n_items (workflow->form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (workflow->form, i);
      g_autofree char *path = NULL;

      if (!cunyi_item_has_answer (item))
        continue;
      path = g_strdup_printf ("$.\"%s\"", item->name);
      g_string_append (sql, ", data ->> ");
      append_quoted (sql, '\'', path);
      g_string_append (sql, " AS ");
      append_quoted (sql, '"', item->name);
    }
  g_string_append (sql, " FROM case_ WHERE workflow = ");
  append_quoted (sql, '\'', workflow->id);
  return g_string_free (sql, FALSE);
}
