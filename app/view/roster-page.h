/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A roster before it comes in: what it would add and change, and each row that needs a look. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_ROSTER_PAGE (cunyi_roster_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiRosterPage, cunyi_roster_page, CUNYI, ROSTER_PAGE, CunyiPage)

CunyiPage *cunyi_roster_page_new (CunyiClinic *clinic, const char *path);

G_END_DECLS
