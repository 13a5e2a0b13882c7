/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is to be done now: due work by section, and the indicators against their targets. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_TODAY_PAGE (cunyi_today_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiTodayPage, cunyi_today_page, CUNYI, TODAY_PAGE, CunyiPage)

CunyiPage *cunyi_today_page_new (CunyiClinic *clinic);

G_END_DECLS
