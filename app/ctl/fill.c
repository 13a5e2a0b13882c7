/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl fill: a form without a window. */

#include "config.h"

#include <glib/gi18n.h>

#include "clinic/filling.h"
#include "ctl/answers.h"
#include "form/json.h"
#include "ctl/ctl.h"

static void
confirm_warnings (CunyiSession *session)
{
  g_auto (GStrv) paths = cunyi_session_list_errors (session);

  for (guint i = 0; paths[i]; i++)
    cunyi_session_confirm (session, paths[i], TRUE);
}

static int
finish (CunyiFilling *filling, gboolean confirm)
{
  g_autofree char *record = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GError) error = NULL;

  if (confirm)
    confirm_warnings (cunyi_filling_get_session (filling));
  if (!cunyi_filling_finish (filling, &record, &cases, &error))
    {
      if (error)
        return ctl_fail (error);
      ctl_say_errors (cunyi_filling_get_session (filling));
      return CTL_FAILED;
    }
  g_print ("record\t%s\n", record);
  for (guint i = 0; cases && i < cases->len; i++)
    g_print ("case\t%s\n", (const char *) g_ptr_array_index (cases, i));
  if (cunyi_filling_get_refusal (filling))
    return ctl_say (CTL_FINDINGS, "%s", cunyi_filling_get_refusal (filling));
  return CTL_OK;
}

/* The day of the visit says which version of the form is meant, so it comes first. */
static gboolean
answer (CunyiClinic *clinic, CunyiFilling *filling, const char *answers, GError **error)
{
  CunyiSession *session = cunyi_filling_get_session (filling);
  const char *question = cunyi_form_get_day_question (cunyi_session_get_form (session));
  g_autoptr (CunyiJson) json = question ? cunyi_json_parse (answers) : NULL;
  const CunyiJson *day = json ? cunyi_json_find (json, question) : NULL;

  if (day && cunyi_session_set (session, question, cunyi_json_get_text (day))
      && !cunyi_filling_follow_day (filling, NULL, error))
    return FALSE;
  return ctl_answer (clinic, cunyi_filling_get_session (filling), answers);
}

int
ctl_fill (int argc, char **argv)
{
  gboolean confirm = FALSE, go_on = FALSE;
  g_autofree char *record = NULL;
  const GOptionEntry entries[] = {
    { "confirm", 0, 0, G_OPTION_ARG_NONE, &confirm, N_("Confirm every warning"), NULL },
    { "record", 'r', 0, G_OPTION_ARG_STRING, &record, N_("Change this record, instead of FORM WHO; what is not answered stays"), N_("RECORD") },
    { "draft", 0, 0, G_OPTION_ARG_NONE, &go_on, N_("Go on with the draft that was begun on screen"), NULL },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (CunyiFilling) filling = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *answers = NULL;

  if (!ctl_parse (ctl_find ("fill"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc != (record ? 2 : 4))
    return ctl_say (CTL_USAGE, _("Say the form and whom it is about, or --record, and the file with the answers."));
  if ((answers = ctl_read_text (argv[argc - 1])) == NULL || (clinic = ctl_open_day ()) == NULL ||
      (record == NULL && (subject = ctl_find_subject (clinic, argv[2])) == NULL))
    return CTL_FAILED;
  filling = record ? cunyi_filling_new_for_record (clinic, record, &error) : cunyi_filling_new (clinic, argv[1], subject, &error);
  if (filling == NULL)
    return ctl_fail (error);
  if (cunyi_filling_is_draft (filling) && !go_on)
    return ctl_say (CTL_FAILED, _("Somebody has begun to fill this form on screen. Finish or discard it there, or go on with it "
                                  "here by --draft."));
  if (!answer (clinic, filling, answers, &error))
    return error ? ctl_fail (error) : CTL_FAILED;
  return finish (filling, confirm);
}
