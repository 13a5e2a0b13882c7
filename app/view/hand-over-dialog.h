/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Dialog for a paper that was handed over: who took it, who that is to the person, on which day. */

#pragma once

#include <adwaita.h>

#include "clinic/paper.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_HAND_OVER_DIALOG (cunyi_hand_over_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CunyiHandOverDialog, cunyi_hand_over_dialog, CUNYI, HAND_OVER_DIALOG, AdwWindow)
/* Signal “handed” (no arguments): it is kept. */

/* For an issue, by id. `receiver` stands there already. (transfer none): it belongs to the toolkit. */
CunyiHandOverDialog *cunyi_hand_over_dialog_show (GtkWindow *parent, CunyiClinic *clinic, const char *issue,
                                                  const char *title, const char *receiver);

G_END_DECLS
