/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two years of work in the demo village: the list demo_plan says which form or workflow, about whom, how often; demo_walk
 * which ways cases go. */

#include "config.h"

#include "clinic/demo-private.h"

#include <stdlib.h>
#include <string.h>

#include "clinic/about.h"
#include "clinic/campaign.h"
#include "clinic/due.h"
#include "clinic/family.h"
#include "clinic/filling.h"
#include "clinic/paper.h"

static gboolean walk_case (CunyiDemo *demo, const char *id, const char *leg, CunyiDay day, GError **error);

/* ---- whom a plan is about ---- */

/* The statement that lists them: demo/<first word>, with the second word bound. */
static GPtrArray *
list_subjects (CunyiDemo *demo, const char *who, GError **error)
{
  g_auto (GStrv) words = g_strsplit (who, " ", 2);
  g_autofree char *name = g_strconcat ("demo/", words[0], NULL);
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (cunyi_clinic_get_database (demo->clinic), name, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *today = NULL;
  g_autoptr (GError) local_error = NULL;

  if (rows == NULL)
    return NULL;
  cunyi_statement_bind_text (rows, ":what", words[1] ? words[1] : "");
  today = cunyi_day_to_text (demo->today);
  if (cunyi_statement_has_parameter (rows, ":today"))
    cunyi_statement_bind_text (rows, ":today", today);
  while (cunyi_statement_step (rows, &local_error))
    g_ptr_array_add (ids, g_strdup (cunyi_statement_get_text (rows, "id")));
  if (local_error == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static char *
name_of (CunyiDemo *demo, const char *subject)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (cunyi_clinic_get_database (demo->clinic), "about/line", NULL);

  if (row == NULL)
    return g_strdup ("");
  cunyi_statement_bind_text (row, ":id", subject);
  return g_strdup (cunyi_statement_step (row, NULL) ? cunyi_statement_get_text (row, "name") : "");
}

/* ---- cases ---- */

/* A refused move or form is no error of the village; an error of the store is. */
static gboolean
forgive (CunyiDemo *demo, const char *what, GError *refusal, GError **error)
{
  g_autoptr (GError) own = refusal;

  demo->refused++;
  g_debug ("demo: %s refused: %s", what, own ? own->message : "not finished");
  if (own && own->domain == CUNYI_STORE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_allowed (CunyiDemo *demo, const CunyiCase *c, const char *name)
{
  g_autoptr (GPtrArray) moves = cunyi_case_list_moves (cunyi_clinic_get_book (demo->clinic), c, NULL);

  for (guint i = 0; moves && i < moves->len; i++)
    {
      const CunyiPossibleMove *move = g_ptr_array_index (moves, i);

      if (strcmp (move->move->name, name) == 0)
        return move->allowed;
    }
  return FALSE;
}

/* One move with its questions answered. `moved` tells whether the case went on. */
static gboolean
move_case (CunyiDemo *demo, const CunyiCase *c, const char *move, CunyiDay day, gboolean *moved, GError **error)
{
  CunyiBook *book = cunyi_clinic_get_book (demo->clinic);
  g_autofree char *text = cunyi_day_to_text (day);
  g_autofree char *name = name_of (demo, c->subject);
  GError *local_error = NULL;
  g_autoptr (CunyiSession) session = NULL;
  g_autoptr (CunyiFinished) finished = NULL;
  CunyiMoveRequest request = { .move = move, .day = text };

  /* What moves by itself on its day may have gone on already. */
  *moved = FALSE;
  if (!is_allowed (demo, c, move))
    return TRUE;
  session = cunyi_case_ask (book, c, move, text, &local_error);
  if (session && cunyi_demo_answer (demo, session, c->workflow, day, name))
    finished = cunyi_session_finish (session);
  if (finished == NULL)
    return forgive (demo, move, local_error, error);
  request.answers = finished->answers;
  *moved = cunyi_case_move (book, c->id, &request, &local_error);
  return *moved || forgive (demo, move, local_error, error);
}

/* `leg` is a workflow, or one with a word behind an @: a later stretch of the way, which has lines of its own in demo_walk. */
static gboolean
walk_parts (CunyiDemo *demo, const char *id, const char *leg, CunyiDay day, GError **error)
{
  g_autofree char *workflow = g_strndup (leg, strcspn (leg, "@"));
  g_autoptr (GPtrArray) parts = cunyi_case_list_children (cunyi_clinic_get_book (demo->clinic), id, error);

  for (guint i = 0; parts && i < parts->len; i++)
    {
      const CunyiCase *part = g_ptr_array_index (parts, i);

      if (strcmp (part->workflow, workflow) == 0 && !walk_case (demo, part->id, leg, day, error))
        return FALSE;
    }
  return parts != NULL;
}

static gboolean
print_paper (CunyiDemo *demo, const CunyiCase *c, const char *document, GError **error)
{
  GError *local_error = NULL;
  /* Looked at first: a paper that is not complete is refused without taking anything back. */
  g_autoptr (CunyiDocument) draft = cunyi_paper_preview (demo->clinic, document, c->subject, c->id, NULL);
  g_autoptr (CunyiDocument) paper = NULL;

  if (draft == NULL)
    return TRUE;
  paper = cunyi_paper_issue (demo->clinic, document, c->subject, c->id, NULL, &local_error);
  return paper || forgive (demo, document, local_error, error);
}

static gboolean
hand_over (CunyiDemo *demo, const CunyiCase *c, CunyiDay day, GError **error)
{
  g_autoptr (GPtrArray) issues = cunyi_issue_list (demo->clinic, c->subject, error);
  g_autofree char *name = name_of (demo, c->subject);

  for (guint i = 0; issues && i < issues->len; i++)
    {
      const CunyiIssue *issue = g_ptr_array_index (issues, i);

      if (strcmp (issue->case_, c->id) == 0 && issue->handed[0] == '\0' &&
          !cunyi_paper_hand_over (demo->clinic, issue->id, day, name, "本人", error))
        return FALSE;
    }
  return issues != NULL;
}

/* One word of a walk: a move, *workflow or *workflow@leg for the parts, print:document, hand. */
static gboolean
take_step (CunyiDemo *demo, const char *id, const char *step, CunyiDay day, gboolean *on, GError **error)
{
  g_autoptr (CunyiCase) c = cunyi_case_load (cunyi_clinic_get_book (demo->clinic), id, error);

  *on = TRUE;
  if (c == NULL)
    return FALSE;
  if (step[0] == '*')
    return walk_parts (demo, id, step + 1, day, error);
  if (g_str_has_prefix (step, "print:"))
    return print_paper (demo, c, step + strlen ("print:"), error);
  if (strcmp (step, "hand") == 0)
    return hand_over (demo, c, day, error);
  return move_case (demo, c, step, day, on, error);
}

static gboolean
walk_case (CunyiDemo *demo, const char *id, const char *leg, CunyiDay day, GError **error)
{
  g_autoptr (CunyiCase) c = cunyi_case_load (cunyi_clinic_get_book (demo->clinic), id, error);
  const char *walk = c ? cunyi_demo_pick (demo, "demo_walk", "workflow", leg ? leg : c->workflow) : NULL;
  g_auto (GStrv) steps = g_strsplit (walk ? cunyi_demo_get (demo, "demo_walk", walk, "moves") : "", " ", -1);
  gboolean on = TRUE;

  for (guint i = 0; c && on && steps[i] && steps[i][0]; i++)
    {
      /* The parts are decided on the day of the step before; everything else takes some days. */
      if (i > 0 && steps[i - 1][0] != '*' && g_ascii_isalpha (steps[i][0]))
        day += cunyi_demo_between (demo, 0, 9);
      if (day > demo->today)
        return TRUE;
      if (!take_step (demo, id, steps[i], day, &on, error))
        return FALSE;
    }
  return c != NULL;
}

/* ---- records ---- */

static gboolean
walk_cases (CunyiDemo *demo, GPtrArray *ids, CunyiDay day, GError **error)
{
  for (guint i = 0; ids && i < ids->len; i++)
    {
      g_autoptr (CunyiCase) c = cunyi_case_load (cunyi_clinic_get_book (demo->clinic), g_ptr_array_index (ids, i), error);

      if (c == NULL || (c->parent == NULL && !walk_case (demo, c->id, NULL, day, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_form (CunyiDemo *demo, const char *form, const char *subject, const char *name, CunyiDay day, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (CunyiFilling) filling = cunyi_filling_new (demo->clinic, form, subject, error);
  g_autoptr (GPtrArray) cases = NULL;

  if (filling == NULL)
    return FALSE;
  if (!cunyi_demo_answer (demo, cunyi_filling_get_session (filling), form, day, name) ||
      !cunyi_filling_finish (filling, NULL, &cases, &local_error))
    return forgive (demo, form, local_error, error);
  return walk_cases (demo, cases, day, error);
}

/* ---- cases that are opened by hand ---- */

/* `what` is a workflow, or workflow:topic. */
static gboolean
open_case (CunyiDemo *demo, const char *what, const char *subject, const char *name, CunyiDay day, GError **error)
{
  CunyiBook *book = cunyi_clinic_get_book (demo->clinic);
  g_auto (GStrv) words = g_strsplit (what, ":", 2);
  g_autofree char *text = cunyi_day_to_text (day);
  CunyiCaseOpening opening = { .workflow = words[0], .topic = words[1], .subject = subject, .day = text };
  GError *local_error = NULL;
  g_autoptr (CunyiSession) session = cunyi_case_ask_opening (book, &opening, &local_error);
  g_autoptr (CunyiFinished) finished = NULL;
  g_autofree char *id = NULL;

  if (session && cunyi_demo_answer (demo, session, words[0], day, name))
    finished = cunyi_session_finish (session);
  if (finished == NULL)
    return forgive (demo, what, local_error, error);
  opening.answers = finished->answers;
  id = cunyi_case_open (book, &opening, &local_error);
  if (id == NULL)
    return forgive (demo, what, local_error, error);
  return walk_case (demo, id, NULL, day, error);
}

/* ---- plans ---- */

static double
number_in (CunyiDemo *demo, const char *plan, const char *column)
{
  return g_ascii_strtod (cunyi_demo_get (demo, "demo_plan", plan, column), NULL);
}

static gboolean
work_on (CunyiDemo *demo, const char *plan, const char *subject, CunyiDay day, GError **error)
{
  const char *kind = cunyi_demo_get (demo, "demo_plan", plan, "kind");
  const char *what = cunyi_demo_get (demo, "demo_plan", plan, "what");
  g_autofree char *name = name_of (demo, subject);
  GError *local_error = NULL;
  g_autofree char *id = NULL;

  if (strcmp (kind, "record") == 0)
    return fill_form (demo, what, subject, name, day, error);
  if (strcmp (kind, "case") == 0)
    return open_case (demo, what, subject, name, day, error);
  id = cunyi_family_open (demo->clinic, what, subject, day, NULL, NULL, &local_error);
  if (id == NULL)
    return forgive (demo, what, local_error, error);
  return walk_case (demo, id, NULL, day, error);
}

/* All visits to one subject, from `since` days ago, about every so many days. */
static gboolean
follow_subject (CunyiDemo *demo, const char *plan, const char *subject, GError **error)
{
  int every = (int) number_in (demo, plan, "every"), times = (int) number_in (demo, plan, "times");
  double share = number_in (demo, plan, "share");
  CunyiDay day = demo->today - (int) number_in (demo, plan, "since") + cunyi_demo_between (demo, 0, MAX (every - 1, 0));

  for (int i = 0; i < times && day <= demo->today; i++, day += every + cunyi_demo_between (demo, -9, 9))
    if (cunyi_demo_chance (demo, share) && !work_on (demo, plan, subject, day, error))
      return FALSE;
  return TRUE;
}

/* ---- what is overdue ---- */

/* Most of what a rule of due work lists as overdue with a form, done within a week of its day. */
static gboolean
catch_up (CunyiDemo *demo, const char *plan, const CunyiDue *due, GError **error)
{
  double share = number_in (demo, plan, "share");
  CunyiDay day = MIN (due->due + cunyi_demo_between (demo, 0, 6), demo->today);
  g_autofree char *name = NULL;

  if (strcmp (due->rule, cunyi_demo_get (demo, "demo_plan", plan, "what")) != 0 || due->form[0] == '\0' ||
      due->due == CUNYI_DAY_NONE || due->due > demo->today || !cunyi_demo_chance (demo, share))
    return TRUE;
  name = name_of (demo, due->subject);
  return fill_form (demo, due->form, due->subject, name, day, error);
}

/* ---- carrying out ---- */

/* Work on one subject, a visit or more, is one transaction. */
static gboolean
in_one (CunyiDemo *demo, const char *plan, const CunyiDue *due, const char *subject, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (demo->clinic);

  if (!cunyi_database_begin (database, "", error))
    return FALSE;
  if (!(due ? catch_up (demo, plan, due, error) : follow_subject (demo, plan, subject, error)))
    {
      cunyi_database_rollback (database);
      return FALSE;
    }
  return cunyi_database_commit (database, error) && cunyi_demo_advance (demo, error);
}

static gboolean
begin_campaign (CunyiDemo *demo, const char *plan, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (demo->clinic);

  if (!cunyi_database_begin (database, "", error))
    return FALSE;
  if (cunyi_campaign_set_begin (demo->clinic, cunyi_demo_get (demo, "demo_plan", plan, "what"),
                                demo->today - (int) number_in (demo, plan, "since"), error))
    return cunyi_database_commit (database, error);
  cunyi_database_rollback (database);
  return FALSE;
}

static gboolean
carry_out (CunyiDemo *demo, const char *plan, GError **error)
{
  const char *kind = cunyi_demo_get (demo, "demo_plan", plan, "kind");
  gboolean due = strcmp (kind, "due") == 0;
  g_autoptr (GPtrArray) list = NULL;

  if (strcmp (kind, "campaign") == 0)
    return begin_campaign (demo, plan, error);
  list = due ? cunyi_due_gather (demo->clinic, NULL, demo->cancellable, error)
             : list_subjects (demo, cunyi_demo_get (demo, "demo_plan", plan, "who"), error);
  for (guint i = 0; list && i < list->len; i++)
    if (!in_one (demo, plan, due ? g_ptr_array_index (list, i) : NULL, due ? NULL : g_ptr_array_index (list, i), error))
      return FALSE;
  return list != NULL;
}

gboolean
cunyi_demo_add_work (CunyiDemo *demo, GError **error)
{
  CunyiCodes *plans = cunyi_library_get_codes (cunyi_clinic_get_library (demo->clinic), "demo_plan");

  for (guint i = 0; plans && i < cunyi_codes_count (plans); i++)
    if (!carry_out (demo, cunyi_codes_get_code (plans, i), error))
      return FALSE;
  return TRUE;
}
