/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keys and typed text of small windows. */

#include "config.h"

#include "view/dialog.h"

static void
cancel_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

void
cunyi_dialog_install_cancel (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "dialog.cancel", NULL);
}

void
cunyi_dialog_install_save (GtkWidgetClass *widget_class, GtkWidgetActionActivateFunc save)
{
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "dialog.save", NULL);
}

char *
cunyi_dialog_dup_text (gpointer editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (editable))));
}

void
cunyi_dialog_take_text (gpointer editable, char **text)
{
  g_free (*text);
  *text = cunyi_dialog_dup_text (editable);
}
