/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Many people, a few questions each, typed like a spreadsheet: Enter goes to the next cell, up and down to the next person.
 * Each row is a record of the form with all its checks, and a draft until it is saved. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_TABLE_PAGE (cunyi_table_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiTablePage, cunyi_table_page, CUNYI, TABLE_PAGE, CunyiPage)

/* TRUE when questions of the form are marked for a table. */
gboolean cunyi_table_page_suits (CunyiForm *form);
/* `subjects` (element utf8) are taken up to a limit. NULL with an error when there is no such form. */
CunyiPage *cunyi_table_page_new (CunyiClinic *clinic, const char *form, GPtrArray *subjects, GError **error);

G_END_DECLS
