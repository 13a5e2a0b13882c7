/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* People and households: find, filter, add, correct. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_RESIDENTS_PAGE (cunyi_residents_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiResidentsPage, cunyi_residents_page, CUNYI, RESIDENTS_PAGE, CunyiPage)

CunyiPage *cunyi_residents_page_new (CunyiClinic *clinic);
/* These people alone, ids, under a heading: what is behind a number. */
CunyiPage *cunyi_residents_page_new_for (CunyiClinic *clinic, const char *title, GPtrArray *people);

G_END_DECLS
