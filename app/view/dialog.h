/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What every small window above the main one does with its keys. Its buttons point to the actions “dialog.cancel” and
 * “dialog.save”. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* For the class_init of a GtkWindow. Esc asks the window to close. */
void cunyi_dialog_install_cancel (GtkWidgetClass *widget_class);
/* Ctrl+S calls `save`. */
void cunyi_dialog_install_save (GtkWidgetClass *widget_class, GtkWidgetActionActivateFunc save);

/* What was typed, without blanks around it. (transfer full) */
char *cunyi_dialog_dup_text (gpointer editable);
/* The same into a field of a struct. */
void cunyi_dialog_take_text (gpointer editable, char **text);

G_END_DECLS
