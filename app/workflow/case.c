/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cases as they lie in the store: reading one, lists of them, and what happened to them. */

#include "config.h"

#include "workflow/book-private.h"

#include <glib/gi18n.h>
#include <string.h>

void
cunyi_case_free (CunyiCase *c)
{
  g_free (c->id);
  g_free (c->workflow);
  g_free (c->definition);
  g_free (c->parent);
  g_free (c->subject);
  g_free (c->topic);
  g_free (c->state);
  g_free (c->opened);
  g_free (c->due);
  g_free (c->closed);
  g_free (c->begins);
  g_free (c->ends);
  g_free (c->record);
  g_free (c->staff);
  g_free (c->data);
  g_free (c);
}

static char *
dup_column (CunyiStatement *statement, const char *column)
{
  return cunyi_statement_is_null (statement, column) ? NULL : g_strdup (cunyi_statement_get_text (statement, column));
}

static CunyiCase *
read_case (CunyiStatement *statement)
{
  CunyiCase *c = g_new0 (CunyiCase, 1);

  c->id = dup_column (statement, "id");
  c->workflow = dup_column (statement, "workflow");
  c->definition = dup_column (statement, "definition");
  c->parent = dup_column (statement, "parent");
  c->subject = dup_column (statement, "subject");
  c->topic = dup_column (statement, "topic");
  c->state = dup_column (statement, "state");
  c->opened = dup_column (statement, "opened");
  c->due = dup_column (statement, "due");
  c->closed = dup_column (statement, "closed");
  c->begins = dup_column (statement, "begins");
  c->ends = dup_column (statement, "ends");
  c->holds = cunyi_statement_get_int (statement, "holds") != 0;
  c->record = dup_column (statement, "record");
  c->staff = dup_column (statement, "staff");
  c->data = dup_column (statement, "data");
  return c;
}

CunyiCase *
cunyi_case_load (CunyiBook *book, const char *id, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (book->database, "case/load", error);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return NULL;
  cunyi_statement_bind_text (statement, ":id", id);
  if (cunyi_statement_step (statement, &local))
    return read_case (statement);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_NOT_FOUND,
                 _("This case is not there any more. Go back to the list and look again."));
  return NULL;
}

/* Takes the statement. */
static GPtrArray *
list_cases (CunyiStatement *statement, GError **error)
{
  g_autoptr (CunyiStatement) owned = statement;
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_case_free);
  g_autoptr (GError) local = NULL;

  while (cunyi_statement_step (owned, &local))
    g_ptr_array_add (cases, read_case (owned));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&cases);
}

GPtrArray *
cunyi_case_list_children (CunyiBook *book, const char *id, GError **error)
{
  CunyiStatement *statement = cunyi_database_statement (book->database, "case/children", error);

  if (statement == NULL)
    return NULL;
  cunyi_statement_bind_text (statement, ":parent", id);
  return list_cases (statement, error);
}

GPtrArray *
cunyi_case_list_of_subject (CunyiBook *book, const char *subject, const char *workflow, GError **error)
{
  CunyiStatement *statement = cunyi_database_statement (book->database, "case/of-subject", error);

  if (statement == NULL)
    return NULL;
  cunyi_statement_bind_text (statement, ":subject", subject);
  cunyi_statement_bind_text (statement, ":workflow", workflow);
  return list_cases (statement, error);
}

GPtrArray *
cunyi_case_list_of_record (CunyiBook *book, const char *record, GError **error)
{
  CunyiStatement *statement = cunyi_database_statement (book->database, "case/of-record", error);

  if (statement == NULL)
    return NULL;
  cunyi_statement_bind_text (statement, ":record", record);
  return list_cases (statement, error);
}

GPtrArray *
cunyi_case_list_in_state (CunyiBook *book, const char *workflow, const char *state, GError **error)
{
  CunyiStatement *statement
      = cunyi_database_statement (book->database, state == NULL ? "case/not-closed" : "case/in-state", error);

  if (statement == NULL)
    return NULL;
  cunyi_statement_bind_text (statement, ":workflow", workflow);
  if (state != NULL)
    cunyi_statement_bind_text (statement, ":state", state);
  return list_cases (statement, error);
}

GPtrArray *
cunyi_case_list_first (CunyiBook *book, const char *workflow, const char *state, guint limit, GError **error)
{
  CunyiStatement *statement = cunyi_database_statement (book->database, "case/first-in-state", error);

  if (statement == NULL)
    return NULL;
  cunyi_statement_bind_text (statement, ":workflow", workflow);
  cunyi_statement_bind_text (statement, ":state", state);
  cunyi_statement_bind_int (statement, ":limit", limit);
  return list_cases (statement, error);
}

/* ---- counting ---- */

static void
free_count (gpointer data)
{
  CunyiStateCount *count = data;

  g_free (count->state);
  g_free (count);
}

static CunyiStateCount *
get_count (GPtrArray *counts, const char *state)
{
  CunyiStateCount *count;

  for (guint i = 0; i < counts->len; i++)
    if (strcmp (((CunyiStateCount *) counts->pdata[i])->state, state) == 0)
      return counts->pdata[i];
  count = g_new0 (CunyiStateCount, 1);
  count->state = g_strdup (state);
  g_ptr_array_add (counts, count);
  return count;
}

GPtrArray *
cunyi_case_count_states (CunyiBook *book, const char *workflow, const char *today, GError **error)
{
  CunyiWorkflow *declared = cunyi_book_get_workflow (book, workflow, error);
  g_autoptr (CunyiStatement) statement = NULL;
  g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func (free_count);
  g_autoptr (GError) local = NULL;

  if (declared == NULL)
    return NULL;
  for (guint i = 0; i < cunyi_workflow_n_states (declared); i++)
    get_count (counts, cunyi_workflow_get_state (declared, i)->name);
  statement = cunyi_database_statement (book->database, "case/count-states", error);
  if (statement == NULL)
    return NULL;
  cunyi_statement_bind_text (statement, ":workflow", workflow);
  cunyi_statement_bind_text (statement, ":today", today);
  while (cunyi_statement_step (statement, &local))
    {
      CunyiStateCount *count = get_count (counts, cunyi_statement_get_text (statement, "state"));

      count->n = cunyi_statement_get_int (statement, "n");
      count->overdue = cunyi_statement_get_int (statement, "overdue");
    }
  if (local == NULL)
    return g_steal_pointer (&counts);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* ---- events ---- */

static void
free_event (gpointer data)
{
  CunyiCaseEvent *event = data;

  g_free (event->id);
  g_free (event->move);
  g_free (event->label);
  g_free (event->from);
  g_free (event->to);
  g_free (event->from_label);
  g_free (event->to_label);
  g_free (event->day);
  g_free (event->staff);
  g_free (event->staff_name);
  g_free (event->data);
  g_free (event->entered);
  g_free (event);
}

/* A state or move that the workflow in use does not know any more keeps its name. */
static char *
dup_state_label (CunyiWorkflow *workflow, const char *name)
{
  const CunyiState *state = cunyi_workflow_find_state (workflow, name);

  return g_strdup (state != NULL ? state->label : name);
}

static char *
dup_move_label (CunyiWorkflow *workflow, const char *name)
{
  const CunyiMove *move
      = *name == '\0' ? cunyi_workflow_get_opening (workflow) : cunyi_workflow_find_move (workflow, name);

  if (move == NULL && *name == '\0')
    return g_strdup (_("Opened"));
  return g_strdup (move != NULL ? move->label : name);
}

static CunyiCaseEvent *
read_event (CunyiStatement *statement, CunyiWorkflow *workflow)
{
  CunyiCaseEvent *event = g_new0 (CunyiCaseEvent, 1);

  event->id = g_strdup (cunyi_statement_get_text (statement, "id"));
  event->move = g_strdup (cunyi_statement_get_text (statement, "move"));
  event->label = dup_move_label (workflow, event->move);
  event->from = g_strdup (cunyi_statement_get_text (statement, "from_"));
  event->to = g_strdup (cunyi_statement_get_text (statement, "to_"));
  event->from_label = dup_state_label (workflow, event->from);
  event->to_label = dup_state_label (workflow, event->to);
  event->day = g_strdup (cunyi_statement_get_text (statement, "day"));
  event->staff = g_strdup (cunyi_statement_get_text (statement, "staff"));
  event->staff_name = g_strdup (cunyi_statement_get_text (statement, "staff_name"));
  event->data = g_strdup (cunyi_statement_get_text (statement, "data"));
  event->entered = g_strdup (cunyi_statement_get_text (statement, "entered"));
  return event;
}

GPtrArray *
cunyi_case_list_events (CunyiBook *book, const char *id, GError **error)
{
  g_autoptr (CunyiCase) c = cunyi_case_load (book, id, error);
  CunyiWorkflow *workflow = c == NULL ? NULL : cunyi_case_get_workflow (book, c, error);
  g_autoptr (CunyiStatement) statement = NULL;
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (free_event);
  g_autoptr (GError) local = NULL;

  if (workflow == NULL)
    return NULL;
  statement = cunyi_database_statement (book->database, "case_event/of-case", error);
  if (statement == NULL)
    return NULL;
  cunyi_statement_bind_text (statement, ":case", id);
  while (cunyi_statement_step (statement, &local))
    g_ptr_array_add (events, read_event (statement, workflow));
  if (local == NULL)
    return g_steal_pointer (&events);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
