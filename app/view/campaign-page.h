/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A campaign: whom to reach, who was reached and who is missing, by target, by village group and day by day. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_CAMPAIGN_PAGE (cunyi_campaign_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiCampaignPage, cunyi_campaign_page, CUNYI, CAMPAIGN_PAGE, CunyiPage)

CunyiPage *cunyi_campaign_page_new (CunyiClinic *clinic);

G_END_DECLS
