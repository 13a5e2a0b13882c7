/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Brings a backup back: whose password it wants, what is in it, then the restoring itself with progress. The clinic that is
 * open is closed just before, and the restored one asks for its password afterwards. */

#pragma once

#include "view/window.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_RESTORE_DIALOG (cunyi_restore_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CunyiRestoreDialog, cunyi_restore_dialog, CUNYI, RESTORE_DIALOG, AdwWindow)

/* Brings the backup at `backup` to `path`, where the window's store is or would be. (transfer none): belongs to the
 * toolkit. */
CunyiRestoreDialog *cunyi_restore_dialog_show (CunyiWindow *window, const char *backup, const char *path);

G_END_DECLS
