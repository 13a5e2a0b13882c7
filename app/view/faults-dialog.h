/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Dialog that lists what is wrong with declared files: each with file, row, column and what to write instead, to be copied
 * and sent to whoever made them. */

#pragma once

#include <adwaita.h>

#include "base/fault.h"

G_BEGIN_DECLS

void cunyi_faults_dialog_show (GtkWindow *parent, const char *heading, const char *body, CunyiFaults *faults);
/* What of a pack was left out; nothing is shown when there are no faults. */
void cunyi_faults_dialog_show_left_out (GtkWindow *parent, CunyiFaults *faults);

G_END_DECLS
