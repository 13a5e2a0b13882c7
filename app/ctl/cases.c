/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl cases, open, move: cases without a window. */

#include "config.h"

#include <glib/gi18n.h>

#include "clinic/about.h"
#include "clinic/family.h"
#include "ctl/answers.h"
#include "ctl/ctl.h"
#include "form/json.h"

/* ---- cases ---- */

static void
print_moves (CunyiClinic *clinic, const CunyiCase *c, GString *line, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moves = cunyi_case_list_moves (cunyi_clinic_get_book (clinic), c, &error);
  gboolean first = TRUE;

  for (guint i = 0; moves && i < moves->len; i++)
    {
      const CunyiPossibleMove *move = g_ptr_array_index (moves, i);

      if (!move->allowed || move->move->automatic)
        continue;
      if (json)
        {
          g_string_append (line, first ? "" : ",");
          cunyi_json_append_text (line, move->move->name);
        }
      else
        g_string_append_printf (line, "%s%s", first ? "" : " ", move->move->name);
      first = FALSE;
    }
}

static void
print_case (CunyiClinic *clinic, const CunyiCase *c, gboolean json, gboolean first)
{
  g_autoptr (GString) line = g_string_new (json ? (first ? "\n{" : ",\n{") : NULL);
  g_autofree char *subject = cunyi_clinic_name_subject (clinic, c->subject);
  const char *const names[] = { "id", "workflow", "subject", "name", "topic", "state", "due" };
  const char *const values[] = { c->id, c->workflow, c->subject, subject, c->topic, c->state, c->due ? c->due : "" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (json)
      {
        cunyi_json_append_name (line, names[i]);
        cunyi_json_append_text (line, values[i]);
      }
    else
      g_string_append_printf (line, "%s\t", values[i]);
  if (json)
    {
      cunyi_json_append_name (line, "moves");
      g_string_append_c (line, '[');
    }
  print_moves (clinic, c, line, json);
  g_string_append (line, json ? "]}" : "\n");
  g_print ("%s", line->str);
}

static GPtrArray *
list_cases (CunyiClinic *clinic, const char *who, const char *workflow, GError **error)
{
  CunyiBook *book = cunyi_clinic_get_book (clinic);
  g_autofree char *subject = who ? ctl_find_subject (clinic, who) : NULL;

  if (who)
    return subject ? cunyi_case_list_of_subject (book, subject, workflow, error) : NULL;
  return cunyi_case_list_in_state (book, workflow, NULL, error);
}

int
ctl_cases (int argc, char **argv)
{
  gboolean json = FALSE;
  g_autofree char *workflow = NULL;
  const GOptionEntry entries[] = {
    { "workflow", 'w', 0, G_OPTION_ARG_STRING, &workflow, N_("Only of this workflow"), N_("NAME") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Answer in JSON"), NULL },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GError) error = NULL;

  if (!ctl_parse (ctl_find ("cases"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc > 2 || (argc < 2 && workflow == NULL))
    return ctl_say (CTL_USAGE, _("Say whom the cases are about, or --workflow."));
  if ((clinic = ctl_open_day ()) == NULL)
    return CTL_FAILED;
  cases = list_cases (clinic, argc == 2 ? argv[1] : NULL, workflow, &error);
  if (cases == NULL)
    return error ? ctl_fail (error) : CTL_FAILED;
  if (json)
    g_print ("[");
  for (guint i = 0; i < cases->len; i++)
    print_case (clinic, g_ptr_array_index (cases, i), json, i == 0);
  if (json)
    g_print ("]\n");
  return CTL_OK;
}

/* ---- open ---- */

static char *
open_case (CunyiClinic *clinic, const char *workflow, const char *subject, const char *topic, const char *parent,
           const char *answers, GError **error)
{
  const CunyiCaseOpening opening = { .workflow = workflow,
                                     .subject = subject,
                                     .topic = topic,
                                     .parent = parent,
                                     .answers = answers,
                                     .defaults = TRUE };

  if (parent == NULL && cunyi_clinic_find_subject (clinic, subject) == CUNYI_SUBJECT_HOUSEHOLD &&
      cunyi_family_find_part (clinic, workflow))
    return cunyi_family_open (clinic, workflow, subject, CUNYI_DAY_NONE, NULL, answers, error);
  return cunyi_case_open (cunyi_clinic_get_book (clinic), &opening, error);
}

int
ctl_open_case (int argc, char **argv)
{
  g_autofree char *topic = NULL, *parent = NULL;
  const GOptionEntry entries[] = {
    { "topic", 't', 0, G_OPTION_ARG_STRING, &topic, N_("What it is about beside the person: code of disease, of problem"), N_("CODE") },
    { "parent", 0, 0, G_OPTION_ARG_STRING, &parent, N_("The case that it becomes a part of"), N_("CASE") },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *subject = NULL, *answers = NULL, *id = NULL;

  if (!ctl_parse (ctl_find ("open"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc < 3 || argc > 4)
    return ctl_say (CTL_USAGE, _("Say the workflow, whom it is about, and, if it asks something, the file with the answers."));
  if ((argc == 4 && (answers = ctl_read_answers (argv[3])) == NULL) || (clinic = ctl_open_day ()) == NULL ||
      (subject = ctl_find_subject (clinic, argv[2])) == NULL || !ctl_keep_photos (clinic, argv[1], &answers))
    return CTL_FAILED;
  id = open_case (clinic, argv[1], subject, topic, parent, answers, &error);
  if (id == NULL)
    return ctl_fail (error);
  g_print ("case\t%s\n", id);
  return CTL_OK;
}

/* ---- move ---- */

/* The cases that are named, or all of a workflow that are in a state. NULL when that cannot be told (said already). */
static char **
list_moved (CunyiClinic *clinic, char **named, const char *workflow, const char *state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (workflow == NULL)
    return g_strdupv (named);
  cases = cunyi_case_list_in_state (cunyi_clinic_get_book (clinic), workflow, state, &error);
  if (cases == NULL)
    {
      ctl_fail (error);
      return NULL;
    }
  for (guint i = 0; i < cases->len; i++)
    g_strv_builder_add (ids, ((CunyiCase *) g_ptr_array_index (cases, i))->id);
  return g_strv_builder_end (ids);
}

/* Cases that are moved together are of one workflow; what is no case is told by the move. */
static gboolean
keep_photos (CunyiClinic *clinic, char **ids, char **answers)
{
  g_autoptr (CunyiCase) first = ids[0] ? cunyi_case_load (cunyi_clinic_get_book (clinic), ids[0], NULL) : NULL;

  return first == NULL || ctl_keep_photos (clinic, first->workflow, answers);
}

int
ctl_move (int argc, char **argv)
{
  gboolean json = FALSE;
  g_autofree char *day = NULL, *path = NULL, *answers = NULL, *workflow = NULL, *state = NULL;
  const GOptionEntry entries[] = {
    { "answers", 'a', 0, G_OPTION_ARG_FILENAME, &path, N_("File with what the move asks, as JSON; of a photograph the path of its file"), N_("FILE") },
    { "day", 'd', 0, G_OPTION_ARG_STRING, &day, N_("Day on which it happened (default: today)"), N_("DAY") },
    { "workflow", 'w', 0, G_OPTION_ARG_STRING, &workflow, N_("All cases of this workflow that are in --state"), N_("NAME") },
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_("The state that they are in"), N_("STATE") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Answer in JSON"), NULL },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiBulkResult) result = NULL;
  g_auto (GStrv) ids = NULL;
  const CunyiBulkWatch watch = { ctl_progress, NULL, NULL };
  CunyiMoveRequest request = { .defaults = TRUE };

  if (!ctl_parse (ctl_find ("move"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if ((workflow == NULL) != (state == NULL) || (workflow ? argc != 2 : argc < 3))
    return ctl_say (CTL_USAGE, _("Say the cases, or --workflow and --state, and, last, the move. “cunyictl cases” lists them."));
  if ((path && (answers = ctl_read_answers (path)) == NULL) || (clinic = ctl_open_day ()) == NULL)
    return CTL_FAILED;
  request.move = argv[argc - 1];
  request.day = day;
  argv[argc - 1] = NULL;
  ids = list_moved (clinic, argv + 1, workflow, state);
  if (ids == NULL || !keep_photos (clinic, ids, &answers))
    return CTL_FAILED;
  request.answers = answers;
  result = cunyi_bulk_move (clinic, (const char *const *) ids, &request, &watch, &error);
  return result ? ctl_tell_result (result, json) : ctl_fail (error);
}
