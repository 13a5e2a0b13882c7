/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A campaign (行动): whom to reach between two days, who was reached and who is missing, by target, by village group and day
 * by day. Declared in SQL (campaigns/<name>.sql, clinic/rule.h): its head says title, from, until, hand_in, form, phases and targets;
 * its rows are target, subject (a person or household), household, place (a name) and reached (a day, NULL while missing). */

#pragma once

#include "clinic/rule.h"
#include "form/limits.h"

G_BEGIN_DECLS

typedef struct {
  CunyiDay from, until;
  char *label;
} CunyiCampaignPhase;

typedef struct {
  char *name;         /* under which rows name it */
  char *label;        /* 脱贫户 */
  char *duty;         /* 必到, 必访; "" when not said */
  guint all;
  GPtrArray *missing; /* ids of subjects */
} CunyiCampaignTarget;

/* A subject of several targets counts once. */
typedef struct {
  char *name;         /* of the village group */
  guint households, households_reached;
  guint people, people_reached;
  GPtrArray *missing; /* ids of households and people */
} CunyiCampaignPlace;

typedef struct {
  CunyiDay day;
  guint households, people; /* reached on it */
  GPtrArray *reached;       /* their ids */
} CunyiCampaignDay;

typedef struct {
  char *name, *title, *form, *source;
  CunyiDay from, until;
  GPtrArray *phases;  /* CunyiCampaignPhase */
  GPtrArray *targets; /* CunyiCampaignTarget */
  GPtrArray *places;  /* CunyiCampaignPlace, as the rows come */
  GArray *days;       /* CunyiCampaignDay, only those on which somebody was reached, in order */
  CunyiCampaignPlace all; /* the whole; its name is NULL */
} CunyiCampaign;

void cunyi_campaign_free (CunyiCampaign *campaign);

/* Counts one campaign; all of them, in the order of their names. For any thread with a clinic of its own. (transfer full) */
CunyiCampaign *cunyi_campaign_count (CunyiClinic *clinic, const char *name, GCancellable *cancellable, GError **error);
GPtrArray *cunyi_campaign_list (CunyiClinic *clinic, GCancellable *cancellable, GError **error);

/* The phase of a day, NULL outside all. (transfer none) */
const CunyiCampaignPhase *cunyi_campaign_find_phase (const CunyiCampaign *campaign, CunyiDay day);

/* The days of the campaign that runs on `day`, of several the one that ends first: from, until and hand_in, the day by which
 * its tables are to be handed in (the last one where its head says none). `func` is not called when none runs. */
void cunyi_campaign_foreach_day (CunyiClinic *clinic, CunyiDay day, CunyiLimitFunc func, gpointer data);

/* Lets a campaign begin on another day; its phases and its end move along. */
gboolean cunyi_campaign_set_begin (CunyiClinic *clinic, const char *name, CunyiDay day, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiCampaign, cunyi_campaign_free)

G_END_DECLS
