/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cases, their events and what becomes of papers with them, into the store. */

#include "config.h"

#include "workflow/book-private.h"

#include "base/clock.h"
#include "workflow/workflow-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The days of the term that is in the way, for the sentence. */
static void
set_overlap (CunyiBook *book, const CunyiCase *c, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (book->database, "case/overlap", NULL);
  g_autofree char *begins = NULL;
  g_autofree char *ends = NULL;

  if (statement != NULL)
    {
      cunyi_statement_bind_text (statement, ":workflow", c->workflow);
      cunyi_statement_bind_text (statement, ":subject", c->subject);
      cunyi_statement_bind_text (statement, ":id", c->id);
      cunyi_statement_bind_text (statement, ":begins", c->begins);
      cunyi_statement_bind_text (statement, ":ends", c->ends);
      if (cunyi_statement_step (statement, NULL))
        {
          begins = g_strdup (cunyi_statement_get_text (statement, "begins"));
          ends = g_strdup (cunyi_statement_get_text (statement, "ends"));
        }
    }
  g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_OVERLAP,
               /* Translators: two days, 2022-07-26. */
               _("Another one is in force from %s to %s. Let this one begin later, or end the other first."),
               begins != NULL ? begins : "?", ends != NULL ? ends : "?");
}

static gboolean
run (CunyiBook *book, const CunyiCase *c, CunyiStatement *statement, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (cunyi_statement_run (statement, &local))
    return TRUE;
  if (g_error_matches (local, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CONSTRAINT)
      && strstr (local->message, "term-overlap") != NULL)
    set_overlap (book, c, error);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
bind_what_moves (CunyiStatement *statement, const CunyiCase *c)
{
  cunyi_statement_bind_text (statement, ":id", c->id);
  cunyi_statement_bind_text (statement, ":definition", c->definition);
  cunyi_statement_bind_text (statement, ":state", c->state);
  cunyi_statement_bind_text (statement, ":due", c->due);
  cunyi_statement_bind_text (statement, ":closed", c->closed);
  cunyi_statement_bind_text (statement, ":begins", c->begins);
  cunyi_statement_bind_text (statement, ":ends", c->ends);
  cunyi_statement_bind_int (statement, ":holds", c->holds);
  cunyi_statement_bind_text (statement, ":staff", c->staff);
  cunyi_statement_bind_text (statement, ":data", c->data);
}

gboolean
cunyi_case_insert (CunyiBook *book, CunyiCase *c, GError **error)
{
  g_autoptr (CunyiStatement) statement = NULL;

  c->id = cunyi_database_new_id (book->database, error);
  if (c->id == NULL)
    return FALSE;
  statement = cunyi_database_statement (book->database, "case/insert", error);
  if (statement == NULL)
    return FALSE;
  bind_what_moves (statement, c);
  cunyi_statement_bind_text (statement, ":workflow", c->workflow);
  cunyi_statement_bind_text (statement, ":parent", c->parent);
  cunyi_statement_bind_text (statement, ":subject", c->subject);
  cunyi_statement_bind_text (statement, ":topic", c->topic);
  cunyi_statement_bind_text (statement, ":opened", c->opened);
  cunyi_statement_bind_text (statement, ":record", c->record);
  return run (book, c, statement, error);
}

gboolean
cunyi_case_update (CunyiBook *book, const CunyiCase *c, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (book->database, "case/update", error);

  if (statement == NULL)
    return FALSE;
  bind_what_moves (statement, c);
  return run (book, c, statement, error);
}

gboolean
cunyi_case_add_event (CunyiBook *book, const char *id, const char *move, const char *from, const char *to,
                      const char *day, const char *staff, const char *data, GError **error)
{
  g_autofree char *event = cunyi_database_new_id (book->database, error);
  g_autofree char *now = cunyi_clock_now ();
  g_autoptr (CunyiStatement) statement = NULL;

  if (event == NULL)
    return FALSE;
  statement = cunyi_database_statement (book->database, "case_event/insert", error);
  if (statement == NULL)
    return FALSE;
  cunyi_statement_bind_text (statement, ":id", event);
  cunyi_statement_bind_text (statement, ":case", id);
  cunyi_statement_bind_text (statement, ":move", move);
  cunyi_statement_bind_text (statement, ":from", from);
  cunyi_statement_bind_text (statement, ":to", to);
  cunyi_statement_bind_text (statement, ":day", day);
  cunyi_statement_bind_text (statement, ":staff", staff);
  cunyi_statement_bind_text (statement, ":data", data);
  cunyi_statement_bind_text (statement, ":entered", now);
  return cunyi_statement_run (statement, error);
}

/* ---- papers ---- */

/* An answer in words, as the paper's receipt has it. (transfer full) */
static char *
word_answer (CunyiWorkflow *workflow, CunyiContext *data, const char *name)
{
  return cunyi_form_answer_to_text (cunyi_form_find (cunyi_workflow_get_form (workflow), name), cunyi_context_get (data, name));
}

static CunyiStatement *
begin_papers (CunyiBook *book, const char *name, const CunyiCase *c, const char *const *documents, GError **error)
{
  CunyiStatement *statement = cunyi_database_statement (book->database, name, error);
  g_autofree char *names = g_strjoinv ("\",\"", (char **) documents);
  g_autofree char *list = g_strconcat ("[\"", names, "\"]", NULL);

  if (statement == NULL)
    return NULL;
  cunyi_statement_bind_text (statement, ":case_", c->id);
  cunyi_statement_bind_text (statement, ":documents", list);
  return statement;
}

static gboolean
void_papers (CunyiBook *book, const CunyiCase *c, const CunyiMove *move, const char *day, GError **error)
{
  g_autoptr (CunyiStatement) statement = begin_papers (book, "issue/void-of-case", c, move->voids, error);

  if (statement == NULL)
    return FALSE;
  cunyi_statement_bind_text (statement, ":void", day);
  return cunyi_statement_run (statement, error);
}

static gboolean
hand_papers (CunyiBook *book, CunyiWorkflow *workflow, const CunyiCase *c, const CunyiMove *move, const char *day,
             const char *staff, GError **error)
{
  g_autoptr (CunyiStatement) statement = begin_papers (book, "issue/hand-over-of-case", c, move->hands, error);
  g_autoptr (CunyiContext) data = cunyi_context_new ();
  g_autofree char *receiver = NULL, *relation = NULL;

  if (statement == NULL)
    return FALSE;
  cunyi_context_set_json (data, c->data);
  receiver = word_answer (workflow, data, cunyi_workflow_takers[0]);
  relation = word_answer (workflow, data, cunyi_workflow_takers[1]);
  cunyi_statement_bind_text (statement, ":handed", day);
  cunyi_statement_bind_text (statement, ":receiver", receiver);
  cunyi_statement_bind_text (statement, ":relation", relation);
  cunyi_statement_bind_text (statement, ":handed_by", staff);
  return cunyi_statement_run (statement, error);
}

gboolean
cunyi_case_treat_papers (CunyiBook *book, CunyiWorkflow *workflow, const CunyiCase *c, const CunyiMove *move, const char *day,
                         const char *staff, GError **error)
{
  return (move->voids[0] == NULL || void_papers (book, c, move, day, error))
         && (move->hands[0] == NULL || hand_papers (book, workflow, c, move, day, staff, error));
}
