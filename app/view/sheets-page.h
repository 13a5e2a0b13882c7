/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Forms on paper: which form, filled or empty, as it will be printed. */

#pragma once

#include "document/document.h"
#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_SHEETS_PAGE (cunyi_sheets_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiSheetsPage, cunyi_sheets_page, CUNYI, SHEETS_PAGE, CunyiPage)

/* `subject` NULL: empty forms of all kinds. `form` (may be NULL) is chosen at first; with it `record` is the one to show, or
 * `draft` what is typed of it just now; both may be NULL. NULL
 * when the store does not say how many there are. */
CunyiPage *cunyi_sheets_page_new (CunyiClinic *clinic, const char *subject, const char *form, const char *record,
                                  CunyiDocument *draft, GError **error);

/* Writes what is shown as a PDF, as the button does when a name was chosen. Tells in the window when it is there. */
void cunyi_sheets_page_save (CunyiSheetsPage *page, const char *path);

G_END_DECLS
