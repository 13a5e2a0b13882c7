/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the window's menu starts: backup and its way back, roster import. */

#pragma once

#include "view/window.h"

G_BEGIN_DECLS

#define CUNYI_BACKUP_LAST "backup/last"     /* setting: moment of the last copy */
#define CUNYI_BACKUP_FOLDER "backup/folder" /* setting: where it went */

/* Lets a chooser begin at the folder of the last time, or where documents are when that is not there any more (a stick). */
void cunyi_errands_set_folder (GtkFileChooser *chooser, const char *last);

/* Asks where a PDF goes, beginning at the folder of the last one; `chosen` gets the page, while it is in a window, and the
 * path. */
void cunyi_errands_save_pdf (CunyiPage *page, const char *name, void (*chosen) (gpointer page, const char *path));

/* Asks for a folder, copies the store there in a thread, tells where it is. */
void cunyi_errands_back_up (CunyiWindow *window);

/* Asks for a backup, and brings it back to `path`. */
void cunyi_errands_restore (CunyiWindow *window, const char *path);

/* Asks for a file and shows what it would bring. */
void cunyi_errands_import_roster (CunyiWindow *window);

/* Asks for a form, workflow or document that somebody sent, shows what it is, and takes it into use. */
void cunyi_errands_add_form (CunyiWindow *window);

G_END_DECLS
