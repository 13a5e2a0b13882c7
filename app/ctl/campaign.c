/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl campaign: whom a campaign reached and who is missing. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic/campaign.h"
#include "ctl/ctl.h"
#include "form/json.h"

static int
list_campaigns (CunyiClinic *clinic)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  g_auto (GStrv) names = cunyi_library_list (library, "campaigns");

  for (guint i = 0; names[i]; i++)
    {
      const CunyiRule *rule = cunyi_library_get_rule (library, "campaigns", names[i]);

      if (rule)
        g_print ("%s\t%s\n", names[i], cunyi_rule_get (rule, "title"));
    }
  return CTL_OK;
}

/* Lines of what, name, and numbers; for JSON the same as objects. */
typedef struct {
  gboolean json;
  guint n;
} Output;

static void
put (Output *output, const char *what, const char *name, guint n_all, guint n_reached, guint n_people, guint n_people_reached)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!output->json)
    {
      g_print ("%s\t%s\t%u\t%u\t%u\t%u\n", what, name, n_all, n_reached, n_people, n_people_reached);
      return;
    }
  cunyi_json_append_name (text, "what");
  cunyi_json_append_text (text, what);
  cunyi_json_append_name (text, "name");
  cunyi_json_append_text (text, name);
  g_string_append_printf (text, ",\"all\":%u,\"reached\":%u,\"people\":%u,\"people_reached\":%u", n_all, n_reached, n_people,
                          n_people_reached);
  g_print ("%s{%s}", output->n++ > 0 ? ",\n" : "\n", text->str);
}

static void
show (const CunyiCampaign *campaign, gboolean json)
{
  Output output = { json, 0 };

  if (json)
    g_print ("[");
  for (guint i = 0; i < campaign->targets->len; i++)
    {
      const CunyiCampaignTarget *target = g_ptr_array_index (campaign->targets, i);

      put (&output, "target", target->name, target->all, target->all - target->missing->len, 0, 0);
    }
  for (guint i = 0; i < campaign->places->len; i++)
    {
      const CunyiCampaignPlace *place = g_ptr_array_index (campaign->places, i);

      put (&output, "place", place->name, place->households, place->households_reached, place->people, place->people_reached);
    }
  for (guint i = 0; i < campaign->days->len; i++)
    {
      const CunyiCampaignDay *day = &g_array_index (campaign->days, CunyiCampaignDay, i);
      g_autofree char *text = cunyi_day_to_text (day->day);

      put (&output, "day", text, day->households, day->households, day->people, day->people);
    }
  put (&output, "all", campaign->title, campaign->all.households, campaign->all.households_reached, campaign->all.people,
       campaign->all.people_reached);
  if (json)
    g_print ("]\n");
}

static int
show_missing (CunyiClinic *clinic, const CunyiCampaign *campaign, const char *name)
{
  for (guint i = 0; i < campaign->targets->len; i++)
    {
      const CunyiCampaignTarget *target = g_ptr_array_index (campaign->targets, i);

      if (strcmp (target->name, name) == 0)
        return ctl_list_subjects (clinic, target->missing);
    }
  return ctl_say (CTL_USAGE, _("The campaign has no target “%s”."), name);
}

int
ctl_campaign (int argc, char **argv)
{
  g_autofree char *begin = NULL, *missing = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "missing", 'm', 0, G_OPTION_ARG_STRING, &missing, N_("List who of this target is missing"), N_("TARGET") },
    { "begin", 0, 0, G_OPTION_ARG_STRING, &begin, N_("Let it begin on another day"), N_("DAY") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Answer in JSON"), NULL },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (CunyiCampaign) campaign = NULL;
  g_autoptr (GError) error = NULL;
  CunyiDay day = CUNYI_DAY_NONE;

  if (!ctl_parse (ctl_find ("campaign"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc > 2 || (argc < 2 && (begin || missing)))
    return ctl_say (CTL_USAGE, _("Say one campaign."));
  if (begin && (day = cunyi_day_parse (begin)) == CUNYI_DAY_NONE)
    return ctl_say (CTL_USAGE, _("“%s” is no day. Write 2022-07-26."), begin);
  if ((clinic = ctl_open_day ()) == NULL)
    return CTL_FAILED;
  if (argc < 2)
    return list_campaigns (clinic);
  if ((begin && !cunyi_campaign_set_begin (clinic, argv[1], day, &error)) ||
      (campaign = cunyi_campaign_count (clinic, argv[1], NULL, &error)) == NULL)
    return ctl_fail (error);
  if (missing)
    return show_missing (clinic, campaign, missing);
  show (campaign, json);
  return CTL_OK;
}
