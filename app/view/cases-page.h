/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cases on their way: one column for each state of a workflow. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_CASES_PAGE (cunyi_cases_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiCasesPage, cunyi_cases_page, CUNYI, CASES_PAGE, CunyiPage)

CunyiPage *cunyi_cases_page_new (CunyiClinic *clinic);

G_END_DECLS
