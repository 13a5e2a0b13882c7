/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is to be known before something is done for many people or households: what it is about, the questions of the
 * opening, the group and its first day. Then it is done in a thread, all in one change; Esc while that goes on cancels it. */

#pragma once

#include "clinic/bulk.h"
#include "view/window.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_BULK_DIALOG (cunyi_bulk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CunyiBulkDialog, cunyi_bulk_dialog, CUNYI, BULK_DIALOG, AdwWindow)

/* A case for each of `chosen` (ids, NULL-terminated). Belongs to the toolkit, as below. */
void cunyi_bulk_dialog_open_cases (CunyiWindow *window, const CunyiBulkChoice *workflow, const char *const *chosen);
/* A group for each. */
void cunyi_bulk_dialog_add_to_group (CunyiWindow *window, const char *const *chosen);

G_END_DECLS
