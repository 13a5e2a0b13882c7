/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Dialog that opens a case of a household with a part for each member, as a family signs one agreement: everybody who
 * lives there is ticked. The page of the new case comes up afterwards. */

#pragma once

#include "view/window.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_FAMILY_DIALOG (cunyi_family_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CunyiFamilyDialog, cunyi_family_dialog, CUNYI, FAMILY_DIALOG, AdwWindow)

/* `workflow` is one for which cunyi_family_find_part() knows the parts. */
void cunyi_family_dialog_show (CunyiWindow *window, const char *workflow, const char *household);

G_END_DECLS
