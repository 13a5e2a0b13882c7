/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Moving cases in the store, with the parts that go along and what then happens by itself. */

#include "config.h"

#include "workflow/book-private.h"
#include "workflow/move.h"

#include "base/clock.h"
#include "form/json.h"
#include "form/photo.h"

#include <glib/gi18n.h>
#include <string.h>

/* Parts of parts, and one automatic move after the other: more is a circle. */
#define MAX_DEPTH 4
#define MAX_AUTOMATIC 8

/* ---- one case, in the store ---- */

/* What belongs to one move, whether a doctor makes it, a part is carried along, or it happens by itself. */
typedef struct {
  const CunyiMove *move;
  const char *day;
  const char *staff;
  const char *answers;
  gboolean defaults;
  const char *const *children;
  guint depth;
} Step;

static gboolean carry_children (CunyiBook *book, const CunyiCase *c, const Step *step, GError **error);

/* Answers and sets of this move, for the history. */
static char *
write_event_data (CunyiWorkflow *workflow, const CunyiMove *move, const char *data)
{
  g_autoptr (CunyiContext) context = cunyi_context_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  cunyi_context_set_json (context, data);
  for (guint i = 0; move->asks[i] != NULL; i++)
    g_ptr_array_add (names, (char *) move->asks[i]);
  for (guint i = 0; i < move->n_sets; i++)
    g_ptr_array_add (names, (char *) move->sets[i].name);
  g_ptr_array_add (names, NULL);
  return cunyi_case_write_data (workflow, context, (const char *const *) names->pdata);
}

static gboolean
perform (CunyiBook *book, CunyiCase *c, const Step *step, GError **error)
{
  const char *definition;
  CunyiWorkflow *workflow = cunyi_book_follow (book, c, &definition, error);
  g_autoptr (CunyiContext) about = NULL;
  g_autofree char *from = g_strdup (c->state);
  g_autofree char *data = NULL;
  g_autofree char *given = NULL;

  if (workflow == NULL)
    return FALSE;
  about = cunyi_context_about_case (book, workflow, c, step->day, step->staff, error);
  if (about == NULL)
    return FALSE;
  data = cunyi_move_copy (book, workflow, step->move, cunyi_move_answer (workflow, about, c->data, step->move,
                                                                         step->answers, step->defaults, error));
  if (data == NULL || !cunyi_case_apply (workflow, c, about, step->move, data, step->day, error))
    return FALSE;
  if (definition != c->definition)
    {
      g_free (c->definition);
      c->definition = g_strdup (definition);
    }
  if (c->staff == NULL)
    c->staff = g_strdup (step->staff);
  given = write_event_data (workflow, step->move, c->data);
  return cunyi_case_update (book, c, error)
         && cunyi_photo_attach (book->database, cunyi_workflow_get_form (workflow), c->id, c->data, error)
         && cunyi_case_add_event (book, c->id, step->move->name, from, c->state, step->day, step->staff, given, error)
         && cunyi_case_treat_papers (book, workflow, c, step->move, step->day, step->staff, error)
         && carry_children (book, c, step, error);
}

/* ---- automatic moves ---- */

/* The day on which an automatic move happened; NULL when it does not start here or the day has not come. */
static char *
find_automatic_day (const CunyiMove *move, const CunyiCase *c, CunyiContext *own)
{
  g_autofree char *today = NULL;
  g_autofree char *value = NULL;
  g_autofree char *day = NULL;

  if (move->automatic == NULL || !cunyi_move_starts_from (move, c->state))
    return NULL;
  today = cunyi_day_to_text (cunyi_clock_today ());
  value = cunyi_expression_evaluate (move->automatic, own);
  day = cunyi_day_to_text (cunyi_day_parse (value));
  if (*day == '\0' || strcmp (day, today) > 0)
    return NULL;
  return g_strdup (strcmp (day, c->opened) < 0 ? c->opened : day);
}

/* Whether an automatic move has become due, its guards not yet tested. */
static gboolean
has_become_due (CunyiBook *book, CunyiWorkflow *workflow, const CunyiCase *c)
{
  g_autoptr (CunyiContext) own = cunyi_case_get_own_context (book, workflow, c);

  for (guint i = 0; i < cunyi_workflow_n_moves (workflow); i++)
    {
      g_autofree char *day = find_automatic_day (cunyi_workflow_get_move (workflow, i), c, own);

      if (day != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Tries one automatic move. TRUE with `moved` FALSE when its day has not come or a guard refuses, which is no error here:
 * nobody asked. */
static gboolean
try_automatic (CunyiBook *book, CunyiCase *c, CunyiContext *own, const CunyiMove *move, guint depth, gboolean *moved,
               GError **error)
{
  g_autofree char *day = find_automatic_day (move, c, own);
  g_autoptr (CunyiContext) context = NULL;
  Step step = { .move = move, .day = day, .depth = depth };

  if (day == NULL)
    return TRUE;
  context = cunyi_case_get_context (book, c, day, error);
  if (context == NULL)
    return FALSE;
  if (!cunyi_move_check_guards (move, context, NULL))
    return TRUE;
  *moved = perform (book, c, &step, error);
  return *moved;
}

/* TRUE with `moved` FALSE when there is nothing to do. Of several moves the first that may be made is made. */
static gboolean
advance_once (CunyiBook *book, const char *id, guint depth, gboolean *moved, GError **error)
{
  g_autoptr (CunyiCase) c = cunyi_case_load (book, id, error);
  CunyiWorkflow *workflow = c == NULL ? NULL : cunyi_case_get_workflow (book, c, error);
  g_autoptr (CunyiContext) own = NULL;

  *moved = FALSE;
  if (workflow == NULL)
    return FALSE;
  own = cunyi_case_get_own_context (book, workflow, c);
  for (guint i = 0; !*moved && i < cunyi_workflow_n_moves (workflow); i++)
    if (!try_automatic (book, c, own, cunyi_workflow_get_move (workflow, i), depth, moved, error))
      return FALSE;
  return TRUE;
}

static gboolean
advance (CunyiBook *book, const char *id, guint depth, guint *n, GError **error)
{
  for (guint i = 0; i < MAX_AUTOMATIC; i++)
    {
      gboolean moved;

      if (!advance_once (book, id, depth, &moved, error))
        return FALSE;
      if (!moved)
        break;
      if (n != NULL)
        (*n)++;
    }
  return TRUE;
}

gboolean
cunyi_case_advance (CunyiBook *book, const char *id, guint *n, GError **error)
{
  return advance (book, id, 0, n, error);
}

/* ---- parts that go along ---- */

static gboolean
is_chosen (const Step *step, const char *id)
{
  return step->children == NULL || g_strv_contains (step->children, id);
}

/* Whose part it is that cannot go along: the name of a person, the label of a topic. */
static char *
describe (CunyiBook *book, CunyiWorkflow *workflow, const CunyiCase *c)
{
  g_autoptr (CunyiContext) context = cunyi_case_get_context (book, c, NULL, NULL);
  const char *name = context == NULL ? "" : cunyi_context_get (context, "person_name");
  const char *label = context == NULL ? "" : cunyi_context_get (context, "topic_label");

  if (*label != '\0')
    return g_strdup (label);
  return g_strdup (*name != '\0' ? name : cunyi_workflow_get_title (workflow));
}

/* What the case that carries has answered and the part has not. */
static char *
write_missing_answers (CunyiWorkflow *workflow, const char *own, const char *given)
{
  g_autoptr (CunyiContext) answers = cunyi_context_new ();
  g_autoptr (CunyiJson) json = cunyi_json_parse (own);

  cunyi_context_set_json (answers, given);
  for (guint i = 0; json != NULL && i < cunyi_json_count (json); i++)
    cunyi_context_set (answers, cunyi_json_get_name (json, i), NULL);
  return cunyi_case_write_data (workflow, answers, NULL);
}

static gboolean
carry_child (CunyiBook *book, CunyiCase *child, CunyiWorkflow *workflow, const CunyiMove *move, const Step *step,
             const char *data, GError **error)
{
  g_autofree char *answers = write_missing_answers (workflow, child->data, data);
  Step carried = { move, step->day, step->staff, answers, FALSE, NULL, step->depth + 1 };
  g_autofree char *name = describe (book, workflow, child);
  g_autoptr (GError) local = NULL;

  if (carried.depth > MAX_DEPTH)
    g_set_error (&local, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_CHILD,
                 _("Parts carry each other along in a circle."));
  if (local == NULL && perform (book, child, &carried, &local)
      && advance (book, child->id, carried.depth, NULL, &local))
    return TRUE;
  if (local->domain == CUNYI_WORKFLOW_ERROR)
    g_set_error (error, CUNYI_WORKFLOW_ERROR,
                 local->code == CUNYI_WORKFLOW_ERROR_OVERLAP ? CUNYI_WORKFLOW_ERROR_OVERLAP : CUNYI_WORKFLOW_ERROR_CHILD,
                 /* Translators: a person or a disease, and why it cannot be moved. */
                 _("%s: %s"), name, local->message);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* `refused`: a guard of the part's own stands against it. FALSE when that cannot be read. */
static gboolean
ask_guards (CunyiBook *book, const CunyiCase *child, const CunyiMove *move, const char *day, gboolean *refused, GError **error)
{
  g_autoptr (CunyiContext) context = cunyi_case_get_context (book, child, day, error);

  *refused = context != NULL && !cunyi_move_check_guards (move, context, NULL);
  return context != NULL;
}

/* One “workflow:move” of the column children; behind a “?” those go along that may. */
static gboolean
carry (CunyiBook *book, const CunyiCase *c, GPtrArray *children, const char *what, const Step *step, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (what, ":", 2);
  gsize length = strlen (parts[1]);
  gboolean may = length > 0 && parts[1][length - 1] == '?';

  if (may)
    parts[1][length - 1] = '\0';
  for (guint i = 0; i < children->len; i++)
    {
      CunyiCase *child = children->pdata[i];
      CunyiWorkflow *workflow;
      const CunyiMove *move;
      gboolean refused = FALSE;

      if (strcmp (child->workflow, parts[0]) != 0 || !is_chosen (step, child->id))
        continue;
      workflow = cunyi_case_get_workflow (book, child, error);
      if (workflow == NULL)
        return FALSE;
      move = cunyi_workflow_find_move (workflow, parts[1]);
      if (move == NULL)
        {
          g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_UNKNOWN,
                       _("The workflow “%s” has no move “%s”."),
                       parts[0], parts[1]);
          return FALSE;
        }
      if (!cunyi_move_starts_from (move, child->state))
        continue;
      if (may && !ask_guards (book, child, move, step->day, &refused, error))
        return FALSE;
      if (!refused && !carry_child (book, child, workflow, move, step, c->data, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
carry_children (CunyiBook *book, const CunyiCase *c, const Step *step, GError **error)
{
  g_autoptr (GPtrArray) children = NULL;

  if (step->move->children[0] == NULL)
    return TRUE;
  children = cunyi_case_list_children (book, c->id, error);
  if (children == NULL)
    return FALSE;
  for (guint i = 0; step->move->children[i] != NULL; i++)
    if (!carry (book, c, children, step->move->children[i], step, error))
      return FALSE;
  return TRUE;
}

/* ---- for callers ---- */

const CunyiMove *
cunyi_case_find_move (CunyiBook *book, const CunyiCase *c, const char *name, GError **error)
{
  CunyiWorkflow *workflow = cunyi_case_get_workflow (book, c, error);
  const CunyiMove *move = workflow == NULL ? NULL : cunyi_workflow_find_move (workflow, name);
  const CunyiState *state;

  if (workflow == NULL)
    return NULL;
  if (move == NULL)
    {
      g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_UNKNOWN, _("The workflow “%s” has no move “%s”."),
                   c->workflow, name);
      return NULL;
    }
  if (cunyi_move_starts_from (move, c->state))
    return move;
  state = cunyi_workflow_find_state (workflow, c->state);
  g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_NOT_ALLOWED,
               /* Translators: a move and a state. */
               _("“%s” is not possible in the state “%s”."), move->label, state != NULL ? state->label : c->state);
  return NULL;
}

/* What the move opens beside; it is no part of the case around, which holds for the term or the team that is left. */
static gboolean
open_next (CunyiBook *book, const CunyiCase *c, const Step *step, GError **error)
{
  const CunyiCaseOpening opening = { .workflow = step->move->opens, .subject = c->subject, .topic = c->topic,
                                     .day = step->day, .staff = step->staff, .answers = c->data, .defaults = TRUE };
  g_autofree char *id = *step->move->opens == '\0' ? NULL : cunyi_case_open (book, &opening, error);

  return *step->move->opens == '\0' || id != NULL;
}

static gboolean
move_one (CunyiBook *book, const char *id, const CunyiMoveRequest *request, GError **error)
{
  g_autoptr (CunyiCase) c = cunyi_case_load (book, id, error);
  g_autofree char *day = NULL;
  Step step = { 0 };

  if (c == NULL)
    return FALSE;
  if (request->from != NULL && strcmp (request->from, c->state) != 0)
    {
      g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_STALE,
                   _("This case was moved in the meantime. Look at it again first."));
      return FALSE;
    }
  step.move = cunyi_case_find_move (book, c, request->move, error);
  if (step.move == NULL)
    return FALSE;
  day = cunyi_case_check_day (request->day, c->opened, error);
  if (day == NULL)
    return FALSE;
  step.day = day;
  step.staff = request->staff != NULL ? request->staff : cunyi_database_get_staff (book->database);
  step.answers = request->answers;
  step.defaults = request->defaults;
  step.children = request->children;
  return perform (book, c, &step, error) && open_next (book, c, &step, error) && advance (book, id, 0, NULL, error);
}

gboolean
cunyi_case_move (CunyiBook *book, const char *id, const CunyiMoveRequest *request, GError **error)
{
  if (!cunyi_database_begin (book->database, _("Move case"), error))
    return FALSE;
  if (move_one (book, id, request, error) && cunyi_database_commit (book->database, error))
    return TRUE;
  cunyi_database_rollback (book->database);
  return FALSE;
}

/* ---- by itself ---- */

/* Each case in a transaction of its own, which nobody made and nobody takes back. A refusal leaves it where it is; a fault of the
 * store ends the work. */
static gboolean
advance_case (CunyiBook *book, const char *id, guint *n, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint moved = 0;

  if (!cunyi_database_begin (book->database, "", error))
    return FALSE;
  if (cunyi_case_advance (book, id, &moved, &local) && cunyi_database_commit (book->database, &local))
    {
      *n += moved;
      return TRUE;
    }
  cunyi_database_rollback (book->database);
  if (local->domain == CUNYI_WORKFLOW_ERROR)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
has_automatic (CunyiWorkflow *workflow)
{
  for (guint i = 0; i < cunyi_workflow_n_moves (workflow); i++)
    if (cunyi_workflow_get_move (workflow, i)->automatic != NULL)
      return TRUE;
  return FALSE;
}

/* A declaration with faults takes nothing else down, a store that does not answer does. */
static gboolean
pass_over (GError *failure, GError **error)
{
  gboolean passed = failure->domain == CUNYI_WORKFLOW_ERROR;

  if (passed)
    g_error_free (failure);
  else
    g_propagate_error (error, failure);
  return passed;
}

static gboolean
advance_workflow (CunyiBook *book, const char *id, guint *n, GError **error)
{
  GError *failure = NULL;
  CunyiWorkflow *workflow = cunyi_book_get_workflow (book, id, &failure);
  g_autoptr (GPtrArray) cases = NULL;

  if (workflow == NULL)
    return pass_over (failure, error);
  if (!has_automatic (workflow))
    return TRUE;
  cases = cunyi_case_list_in_state (book, id, NULL, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      const CunyiCase *c = cases->pdata[i];
      CunyiWorkflow *followed = cunyi_case_get_workflow (book, c, &failure);

      if (followed == NULL)
        {
          if (!pass_over (g_steal_pointer (&failure), error))
            return FALSE;
        }
      else if (has_become_due (book, followed, c) && !advance_case (book, c->id, n, error))
        return FALSE;
    }
  return cases != NULL;
}

gboolean
cunyi_case_advance_subject (CunyiBook *book, const char *subject, GError **error)
{
  g_autoptr (GPtrArray) cases = cunyi_case_list_of_subject (book, subject, NULL, error);
  gboolean ok = cases != NULL;

  for (guint i = 0; ok && i < cases->len; i++)
    {
      const CunyiCase *c = cases->pdata[i];

      if (c->closed == NULL)
        ok = cunyi_case_advance (book, c->id, NULL, error);
    }
  return ok;
}

gboolean
cunyi_case_advance_all (CunyiBook *book, guint *n, GError **error)
{
  g_auto (GStrv) ids = cunyi_book_list_workflows (book, error);
  guint moved = 0;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (!advance_workflow (book, ids[i], &moved, error))
      return FALSE;
  if (n != NULL)
    *n = moved;
  return ids != NULL;
}
