/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The numbers and choices that rules go by (clinic/standard.h): a list, and beside it what is known of the selected one,
 * to be changed or put back. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_STANDARDS_PAGE (cunyi_standards_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiStandardsPage, cunyi_standards_page, CUNYI, STANDARDS_PAGE, CunyiPage)

CunyiPage *cunyi_standards_page_new (CunyiClinic *clinic);

G_END_DECLS
