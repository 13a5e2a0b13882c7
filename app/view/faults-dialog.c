/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A message with a list to scroll. */

#include "config.h"

#include "view/faults-dialog.h"

#include <glib/gi18n.h>

void
cunyi_faults_dialog_show (GtkWindow *parent, const char *heading, const char *body, CunyiFaults *faults)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  GtkWidget *scroller = gtk_scrolled_window_new (), *label;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    {
      g_autofree char *line = cunyi_fault_to_text (cunyi_faults_get (faults, i));

      g_string_append_printf (text, "%s\n", line);
    }
  label = gtk_label_new (text->str);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 240);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scroller);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
cunyi_faults_dialog_show_left_out (GtkWindow *parent, CunyiFaults *faults)
{
  if (cunyi_faults_count (faults) > 0)
    cunyi_faults_dialog_show (parent, _("Parts of the pack were left out"),
                              _("Send this to whoever made the pack. Everything else is in use."), faults);
}
