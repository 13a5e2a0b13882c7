/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl due and rates: what the page Today shows. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "clinic/agenda.h"
#include "clinic/due.h"
#include "ctl/ctl.h"
#include "form/json.h"

static void
append (GString *text, const char *name, const char *value)
{
  cunyi_json_append_name (text, name);
  cunyi_json_append_text (text, value);
}

static void
put_due (const CunyiDue *line, CunyiDay today, gboolean json, guint n)
{
  const char *group = cunyi_agenda_get_title (cunyi_agenda_get_group (line, today));
  g_autofree char *day = cunyi_day_to_text (line->due);
  g_autofree char *since = cunyi_day_to_text (line->since);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!json)
    {
      g_print ("%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", line->rule, group, day, line->subject, line->name, line->what,
               line->form, line->case_, line->state, since);
      return;
    }
  append (text, "rule", line->rule);
  append (text, "group", group);
  append (text, "due", day);
  append (text, "subject", line->subject);
  append (text, "name", line->name);
  append (text, "what", line->what);
  append (text, "form", line->form);
  append (text, "case", line->case_);
  append (text, "state", line->state);
  append (text, "since", since);
  g_print ("%s{%s}", n > 0 ? ",\n" : "\n", text->str);
}

int
ctl_due (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Answer in JSON"), NULL },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  CunyiDay today = cunyi_clock_today ();

  if (!ctl_parse (ctl_find ("due"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc > 1)
    return ctl_say (CTL_USAGE, _("“%s” is not expected here."), argv[1]);
  if ((clinic = ctl_open_day ()) == NULL)
    return CTL_FAILED;
  if ((list = cunyi_due_list (clinic, NULL, &error)) == NULL)
    return ctl_fail (error);
  cunyi_agenda_sort (list, today);
  if (json)
    g_print ("[");
  for (guint i = 0; i < list->len; i++)
    put_due (g_ptr_array_index (list, i), today, json, i);
  if (json)
    g_print ("]\n");
  return CTL_OK;
}

static void
put_rate (const CunyiIndicator *indicator, gboolean json, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!json)
    {
      g_print ("%s\t%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\n", indicator->name, indicator->title, indicator->done,
               indicator->all);
      return;
    }
  append (text, "name", indicator->name);
  append (text, "title", indicator->title);
  g_string_append_printf (text, ",\"done\":%" G_GINT64_FORMAT ",\"all\":%" G_GINT64_FORMAT, indicator->done, indicator->all);
  if (indicator->target >= 0)
    g_string_append_printf (text, ",\"target\":%g", indicator->target);
  g_print ("%s{%s}", n > 0 ? ",\n" : "\n", text->str);
}

static int
list_missing (CunyiClinic *clinic, GPtrArray *list, const char *name)
{
  for (guint i = 0; i < list->len; i++)
    {
      const CunyiIndicator *indicator = g_ptr_array_index (list, i);

      if (strcmp (indicator->name, name) == 0)
        return ctl_list_subjects (clinic, indicator->missing);
    }
  return ctl_say (CTL_USAGE, _("There is no rate “%s”."), name);
}

int
ctl_rates (int argc, char **argv)
{
  g_autofree char *missing = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "missing", 'm', 0, G_OPTION_ARG_STRING, &missing, N_("List who is missing from this rate"), N_("RATE") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Answer in JSON"), NULL },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  if (!ctl_parse (ctl_find ("rates"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc > 1)
    return ctl_say (CTL_USAGE, _("“%s” is not expected here."), argv[1]);
  if ((clinic = ctl_open_day ()) == NULL)
    return CTL_FAILED;
  if ((list = cunyi_indicator_list (clinic, NULL, &error)) == NULL)
    return ctl_fail (error);
  g_ptr_array_set_free_func (list, (GDestroyNotify) cunyi_indicator_free);
  if (missing)
    return list_missing (clinic, list, missing);
  if (json)
    g_print ("[");
  for (guint i = 0; i < list->len; i++)
    put_rate (g_ptr_array_index (list, i), json, i);
  if (json)
    g_print ("]\n");
  return CTL_OK;
}
