/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One case: where it stands, its parts, the moves that are allowed now, its history. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_CASE_PAGE (cunyi_case_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiCasePage, cunyi_case_page, CUNYI, CASE_PAGE, CunyiPage)

CunyiPage *cunyi_case_page_new (CunyiClinic *clinic, const char *case_);

G_END_DECLS
