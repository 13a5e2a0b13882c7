/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A new recovery code, to be printed, saved as PDF or written down. It is nowhere else, so the panel says whether that was
 * done. */

#pragma once

#include <gtk/gtk.h>

#include "clinic/clinic.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_RECOVERY_PANEL (cunyi_recovery_panel_get_type ())
G_DECLARE_FINAL_TYPE (CunyiRecoveryPanel, cunyi_recovery_panel, CUNYI, RECOVERY_PANEL, GtkWidget)
/* Property “kept” (boolean, readable): the doctor says that the code is on paper. */

void cunyi_recovery_panel_show_code (CunyiRecoveryPanel *panel, CunyiClinic *clinic, const char *code);
/* Writes the sheet as PDF. */
gboolean cunyi_recovery_panel_save (CunyiRecoveryPanel *panel, const char *path, GError **error);

G_END_DECLS
