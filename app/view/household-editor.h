/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Dialog that adds a household, or corrects its address and groups. */

#pragma once

#include "view/window.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_HOUSEHOLD_EDITOR (cunyi_household_editor_get_type ())
G_DECLARE_FINAL_TYPE (CunyiHouseholdEditor, cunyi_household_editor, CUNYI, HOUSEHOLD_EDITOR, AdwWindow)

/* `household` NULL: a new one; its page comes up afterwards, with the dialog for its head. */
void cunyi_household_editor_show (CunyiWindow *window, const char *household);

G_END_DECLS
