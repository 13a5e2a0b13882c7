/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl papers and hand: what was printed about somebody, and who took it. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "clinic/paper.h"
#include "ctl/ctl.h"

int
ctl_papers (int argc, char **argv)
{
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autofree char *subject = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;

  if (!ctl_parse (ctl_find ("papers"), NULL, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc != 2)
    return ctl_say (CTL_USAGE, _("Say whom the papers are about."));
  if ((clinic = ctl_open ()) == NULL || (subject = ctl_find_subject (clinic, argv[1])) == NULL)
    return CTL_FAILED;
  issues = cunyi_issue_list (clinic, subject, &error);
  if (issues == NULL)
    return ctl_fail (error);
  for (guint i = 0; i < issues->len; i++)
    {
      const CunyiIssue *issue = g_ptr_array_index (issues, i);

      g_print ("%s\t%s\t%s\t%.10s\t%s\t%s\t%s\t%s\n", issue->id, issue->title, issue->number, issue->printed, issue->handed,
               issue->receiver, issue->relation, issue->void_);
    }
  return CTL_OK;
}

/* What became of it so far. (transfer full) NULL when there is no such paper. */
static CunyiIssue *
find_issue (CunyiClinic *clinic, const char *id, GError **error)
{
  g_autofree char *document = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *case_ = NULL;
  g_autoptr (GPtrArray) issues = NULL;

  if (!cunyi_issue_find (clinic, id, &document, &subject, &case_, error))
    return NULL;
  issues = cunyi_issue_list (clinic, subject, error);
  for (guint i = 0; issues && i < issues->len; i++)
    if (strcmp (((CunyiIssue *) g_ptr_array_index (issues, i))->id, id) == 0)
      return g_ptr_array_steal_index (issues, i);
  return NULL;
}

int
ctl_hand (int argc, char **argv)
{
  g_autofree char *typed = NULL;
  g_autofree char *relation = NULL;
  const GOptionEntry entries[] = {
    { "day", 'd', 0, G_OPTION_ARG_STRING, &typed, N_("On which day (default: today)"), N_("DAY") },
    { "relation", 'r', 0, G_OPTION_ARG_STRING, &relation, N_("Who that is to the person"), N_("WORDS") },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (CunyiIssue) issue = NULL;
  g_autoptr (GError) error = NULL;
  CunyiDay today = cunyi_clock_today (), day;

  if (!ctl_parse (ctl_find ("hand"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc != 3 || g_strstrip (argv[2])[0] == '\0')
    return ctl_say (CTL_USAGE, _("Say the id of the paper (“cunyictl papers” lists them) and who took it."));
  day = typed ? cunyi_day_parse_typed (typed, today) : today;
  if (day == CUNYI_DAY_NONE)
    return ctl_say (CTL_USAGE, _("Enter the day like 20220726, 0726 or 26."));
  if (day > today)
    return ctl_say (CTL_USAGE, _("This day is still to come. Enter the day when it was handed over."));
  if ((clinic = ctl_open ()) == NULL)
    return CTL_FAILED;
  issue = find_issue (clinic, argv[1], &error);
  if (error)
    return ctl_fail (error);
  if (issue == NULL)
    return ctl_say (CTL_FAILED, _("There is no paper “%s”."), argv[1]);
  if (issue->void_[0])
    return ctl_say (CTL_FAILED, _("A later print took the place of this paper; hand that one over."));
  if (issue->handed[0])
    return ctl_say (CTL_FAILED, _("%s took this paper on %s already."), issue->receiver, issue->handed);
  if (!cunyi_paper_hand_over (clinic, issue->id, day, argv[2], relation ? relation : "", &error))
    return ctl_fail (error);
  return CTL_OK;
}
