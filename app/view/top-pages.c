/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which pages there are, in the order of the sidebar. */

#include "config.h"

#include "view/top-pages.h"

#include <glib/gi18n.h>

#include "view/campaign-page.h"
#include "view/cases-page.h"
#include "view/reports-page.h"
#include "view/residents-page.h"
#include "view/settings-page.h"
#include "view/today-page.h"

const CunyiTopPage cunyi_top_pages[] = {
  { N_("Today"), "x-office-calendar-symbolic", cunyi_today_page_new },
  { N_("Residents"), "system-users-symbolic", cunyi_residents_page_new },
  { N_("Cases"), "view-dual-symbolic", cunyi_cases_page_new },
  { N_("Reports"), "x-office-spreadsheet-symbolic", cunyi_reports_page_new },
  { N_("Campaigns"), "mark-location-symbolic", cunyi_campaign_page_new },
  { N_("Settings"), "emblem-system-symbolic", cunyi_settings_page_new },
};

const guint cunyi_n_top_pages = G_N_ELEMENTS (cunyi_top_pages);
