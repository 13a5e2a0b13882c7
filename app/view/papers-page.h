/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Page of one paper for many people or households: what will be printed, who is left out and why. Printing or saving gives
 * every paper its number, all in one change. */

#pragma once

#include "clinic/bulk.h"
#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_PAPERS_PAGE (cunyi_papers_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiPapersPage, cunyi_papers_page, CUNYI, PAPERS_PAGE, CunyiPage)

/* `chosen`: ids, NULL-terminated. */
CunyiPage *cunyi_papers_page_new (CunyiClinic *clinic, const CunyiBulkChoice *document, const char *const *chosen);
/* Gives numbers to the papers and writes them as one PDF, as the button does once a file was chosen. */
void cunyi_papers_page_save (CunyiPapersPage *page, const char *path);

G_END_DECLS
