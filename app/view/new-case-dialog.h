/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Opening a case by hand: whom it is about, its topic, and what the workflow asks at the opening. */

#pragma once

#include "view/window.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_NEW_CASE_DIALOG (cunyi_new_case_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CunyiNewCaseDialog, cunyi_new_case_dialog, CUNYI, NEW_CASE_DIALOG, AdwWindow)

/* For any workflow that no form opens; where its cases have a part for each member of a household, the dialog for the
 * family follows when the household is known. */
void cunyi_new_case_dialog_show (CunyiWindow *window, const char *workflow);

G_END_DECLS
