/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the township wants: choose a report and a period, look, mend what does not add up, export. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_REPORTS_PAGE (cunyi_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiReportsPage, cunyi_reports_page, CUNYI, REPORTS_PAGE, CunyiPage)

CunyiPage *cunyi_reports_page_new (CunyiClinic *clinic);

/* Shows a report (by its name in the library). */
void cunyi_reports_page_choose (CunyiReportsPage *page, const char *name);

/* Writes what is in view, as the button does when a name was chosen. Tells in the window when it is there. */
void cunyi_reports_page_export (CunyiReportsPage *page, const char *path);

G_END_DECLS
