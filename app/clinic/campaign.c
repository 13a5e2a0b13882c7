/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rows of a campaign's statement to what is counted. */

#include "config.h"

#include "clinic/campaign.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic/filling.h"
#include "store/setting.h"

/* ---- values ---- */

static void
free_phase (gpointer data)
{
  CunyiCampaignPhase *phase = data;

  g_free (phase->label);
  g_free (phase);
}

static void
free_target (gpointer data)
{
  CunyiCampaignTarget *target = data;

  g_free (target->name);
  g_free (target->label);
  g_free (target->duty);
  g_ptr_array_unref (target->missing);
  g_free (target);
}

static void
clear_place (CunyiCampaignPlace *place)
{
  g_free (place->name);
  g_ptr_array_unref (place->missing);
}

static void
clear_day (gpointer data)
{
  g_ptr_array_unref (((CunyiCampaignDay *) data)->reached);
}

static void
free_place (gpointer data)
{
  clear_place (data);
  g_free (data);
}

void
cunyi_campaign_free (CunyiCampaign *campaign)
{
  g_free (campaign->name);
  g_free (campaign->title);
  g_free (campaign->form);
  g_free (campaign->source);
  g_ptr_array_unref (campaign->phases);
  g_ptr_array_unref (campaign->targets);
  g_ptr_array_unref (campaign->places);
  g_array_unref (campaign->days);
  clear_place (&campaign->all);
  g_free (campaign);
}

/* ---- the head ---- */

/* Days by which the clinic moved the campaign. */
static int
read_shift (CunyiClinic *clinic, const CunyiRule *rule)
{
  g_autofree char *name = g_strdup_printf ("campaigns/%s/begin", rule->name);
  g_autofree char *text = cunyi_setting_get (cunyi_clinic_get_database (clinic), name);
  CunyiDay begin = text ? cunyi_day_parse (text) : CUNYI_DAY_NONE;

  return begin == CUNYI_DAY_NONE ? 0 : begin - cunyi_day_parse (cunyi_rule_get (rule, "from"));
}

typedef struct {
  int shift; /* days by which the clinic moved it */
  CunyiDay from, until, hand_in;
} Term;

static Term
read_term (CunyiClinic *clinic, const CunyiRule *rule)
{
  int shift = read_shift (clinic, rule);
  CunyiDay hand_in = cunyi_day_parse (cunyi_rule_get (rule, "hand_in"));
  Term term = { .shift = shift, .from = cunyi_day_parse (cunyi_rule_get (rule, "from")) + shift,
                .until = cunyi_day_parse (cunyi_rule_get (rule, "until")) + shift };

  term.hand_in = hand_in == CUNYI_DAY_NONE ? term.until : hand_in + shift;
  return term;
}

/* “2022-08-01 2022-08-07 组织实施” */
static void
read_phases (CunyiCampaign *campaign, const CunyiRule *rule, int shift)
{
  g_auto (GStrv) lines = g_strsplit (cunyi_rule_get (rule, "phase"), "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);
      CunyiCampaignPhase *phase;

      if (g_strv_length (words) < 3)
        continue;
      phase = g_new0 (CunyiCampaignPhase, 1);
      phase->from = cunyi_day_parse (words[0]) + shift;
      phase->until = cunyi_day_parse (words[1]) + shift;
      phase->label = g_strdup (words[2]);
      g_ptr_array_add (campaign->phases, phase);
    }
}

/* “lifted 脱贫户 必到” */
static void
read_targets (CunyiCampaign *campaign, const CunyiRule *rule)
{
  g_auto (GStrv) lines = g_strsplit (cunyi_rule_get (rule, "target"), "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);
      CunyiCampaignTarget *target;

      if (g_strv_length (words) < 2)
        continue;
      target = g_new0 (CunyiCampaignTarget, 1);
      target->name = g_strdup (words[0]);
      target->label = g_strdup (words[1]);
      target->duty = g_strdup (words[2] ? words[2] : "");
      target->missing = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (campaign->targets, target);
    }
}

static CunyiCampaign *
new_campaign (CunyiClinic *clinic, const CunyiRule *rule)
{
  CunyiCampaign *campaign = g_new0 (CunyiCampaign, 1);
  Term term = read_term (clinic, rule);

  campaign->name = g_strdup (rule->name);
  campaign->title = g_strdup (cunyi_rule_get (rule, "title"));
  campaign->form = g_strdup (cunyi_rule_get (rule, "form"));
  campaign->source = g_strdup (cunyi_rule_get (rule, "source"));
  campaign->from = term.from;
  campaign->until = term.until;
  campaign->phases = g_ptr_array_new_with_free_func (free_phase);
  campaign->targets = g_ptr_array_new_with_free_func (free_target);
  campaign->places = g_ptr_array_new_with_free_func (free_place);
  campaign->days = g_array_new (FALSE, TRUE, sizeof (CunyiCampaignDay));
  g_array_set_clear_func (campaign->days, clear_day);
  campaign->all.missing = g_ptr_array_new_with_free_func (g_free);
  read_phases (campaign, rule, term.shift);
  read_targets (campaign, rule);
  return campaign;
}

/* ---- the rows ---- */

typedef struct {
  CunyiCampaign *campaign;
  GHashTable *seen; /* ids of subjects that were counted in places and days */
} Count;

static CunyiCampaignTarget *
find_target (CunyiCampaign *campaign, const char *name)
{
  for (guint i = 0; i < campaign->targets->len; i++)
    {
      CunyiCampaignTarget *target = g_ptr_array_index (campaign->targets, i);

      if (strcmp (target->name, name) == 0)
        return target;
    }
  return NULL;
}

static CunyiCampaignPlace *
get_place (CunyiCampaign *campaign, const char *name)
{
  CunyiCampaignPlace *place;

  for (guint i = 0; i < campaign->places->len; i++)
    {
      place = g_ptr_array_index (campaign->places, i);
      if (strcmp (place->name, name) == 0)
        return place;
    }
  place = g_new0 (CunyiCampaignPlace, 1);
  place->name = g_strdup (name);
  place->missing = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (campaign->places, place);
  return place;
}

static void
count_in_place (CunyiCampaignPlace *place, const char *subject, gboolean is_household, gboolean reached)
{
  *(is_household ? &place->households : &place->people) += 1;
  if (reached)
    *(is_household ? &place->households_reached : &place->people_reached) += 1;
  else
    g_ptr_array_add (place->missing, g_strdup (subject));
}

/* The day in its place among the others. (transfer none) */
static CunyiCampaignDay *
get_day (CunyiCampaign *campaign, CunyiDay day)
{
  CunyiCampaignDay one = { .day = day };
  guint at = 0;

  while (at < campaign->days->len && g_array_index (campaign->days, CunyiCampaignDay, at).day < day)
    at++;
  if (at == campaign->days->len || g_array_index (campaign->days, CunyiCampaignDay, at).day != day)
    {
      one.reached = g_ptr_array_new_with_free_func (g_free);
      g_array_insert_val (campaign->days, at, one);
    }
  return &g_array_index (campaign->days, CunyiCampaignDay, at);
}

static void
count_on_day (CunyiCampaignDay *day, const char *subject, gboolean is_household)
{
  *(is_household ? &day->households : &day->people) += 1;
  g_ptr_array_add (day->reached, g_strdup (subject));
}

static void
take_row (CunyiClinic *clinic, const CunyiRule *rule, CunyiStatement *row, gpointer data)
{
  Count *count = data;
  CunyiCampaign *campaign = count->campaign;
  CunyiCampaignTarget *target = find_target (campaign, cunyi_rule_get_column (row, "target"));
  const char *subject = cunyi_rule_get_column (row, "subject");
  CunyiDay reached = cunyi_day_parse (cunyi_rule_get_column (row, "reached"));
  gboolean is_household = strcmp (subject, cunyi_rule_get_column (row, "household")) == 0;

  if (target)
    {
      target->all++;
      if (reached == CUNYI_DAY_NONE)
        g_ptr_array_add (target->missing, g_strdup (subject));
    }
  /* What is checked about somebody is not another visit. */
  if (target == NULL || *cunyi_rule_get_column (row, "aside") == '1' || !g_hash_table_add (count->seen, g_strdup (subject)))
    return;
  count_in_place (get_place (campaign, cunyi_rule_get_column (row, "place")), subject, is_household,
                  reached != CUNYI_DAY_NONE);
  count_in_place (&campaign->all, subject, is_household, reached != CUNYI_DAY_NONE);
  if (reached != CUNYI_DAY_NONE)
    count_on_day (get_day (campaign, reached), subject, is_household);
}

/* ---- counting ---- */

CunyiCampaign *
cunyi_campaign_count (CunyiClinic *clinic, const char *name, GCancellable *cancellable, GError **error)
{
  const CunyiRule *rule = cunyi_library_get_rule (cunyi_clinic_get_library (clinic), "campaigns", name);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CunyiCampaign) campaign = rule ? new_campaign (clinic, rule) : NULL;
  Count count = { campaign, seen };

  if (campaign == NULL)
    {
      cunyi_library_fail (cunyi_clinic_get_library (clinic), "campaigns", name, error);
      return NULL;
    }
  if (!cunyi_rule_run (clinic, "campaigns", rule, NULL, campaign->from, campaign->until, take_row, &count, cancellable,
                       error))
    return NULL;
  return g_steal_pointer (&campaign);
}

GPtrArray *
cunyi_campaign_list (CunyiClinic *clinic, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_campaign_free);
  g_auto (GStrv) names = cunyi_library_list (cunyi_clinic_get_library (clinic), "campaigns");

  for (guint i = 0; names[i]; i++)
    {
      CunyiCampaign *campaign = cunyi_campaign_count (clinic, names[i], cancellable, error);

      if (campaign == NULL)
        return NULL;
      g_ptr_array_add (list, campaign);
    }
  return g_steal_pointer (&list);
}

const CunyiCampaignPhase *
cunyi_campaign_find_phase (const CunyiCampaign *campaign, CunyiDay day)
{
  for (guint i = 0; i < campaign->phases->len; i++)
    {
      const CunyiCampaignPhase *phase = g_ptr_array_index (campaign->phases, i);

      if (day >= phase->from && day <= phase->until)
        return phase;
    }
  return NULL;
}

static void
take_day (const char *name, CunyiDay day, CunyiLimitFunc func, gpointer data)
{
  g_autofree char *text = cunyi_day_to_text (day);

  func (name, text, data);
}

void
cunyi_campaign_foreach_day (CunyiClinic *clinic, CunyiDay day, CunyiLimitFunc func, gpointer data)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  g_auto (GStrv) names = cunyi_library_list (library, "campaigns");
  Term running = { 0 };
  gboolean runs = FALSE;

  for (guint i = 0; names[i]; i++)
    {
      const CunyiRule *rule = cunyi_library_get_rule (library, "campaigns", names[i]);
      Term term = rule ? read_term (clinic, rule) : (Term) { 0 };

      if (rule == NULL || day < term.from || day > term.until || (runs && term.until >= running.until))
        continue;
      running = term;
      runs = TRUE;
    }
  if (!runs)
    return;
  take_day ("from", running.from, func, data);
  take_day ("until", running.until, func, data);
  take_day ("hand_in", running.hand_in, func, data);
}

gboolean
cunyi_campaign_set_begin (CunyiClinic *clinic, const char *name, CunyiDay day, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autofree char *setting = g_strdup_printf ("campaigns/%s/begin", name);
  g_autofree char *text = cunyi_day_to_text (day);

  if (!cunyi_database_begin (database, _("Move campaign"), error))
    return FALSE;
  if (cunyi_setting_set (database, setting, text, error))
    return cunyi_database_commit (database, error);
  cunyi_database_rollback (database);
  return FALSE;
}
