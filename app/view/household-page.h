/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A family: address, members, groups, visits, open problems. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_HOUSEHOLD_PAGE (cunyi_household_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiHouseholdPage, cunyi_household_page, CUNYI, HOUSEHOLD_PAGE, CunyiPage)

CunyiPage *cunyi_household_page_new (CunyiClinic *clinic, const char *household);

G_END_DECLS
