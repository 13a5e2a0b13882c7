/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What GtkWidget.focus should do, and what Tab should. */

#include "config.h"

#include "view/focus.h"

gboolean
cunyi_focus_children (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP || direction == GTK_DIR_LEFT;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child == NULL)
    child = back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  for (; child; child = back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child) && gtk_widget_get_mapped (child) && gtk_widget_child_focus (child, direction))
      return TRUE;
  return FALSE;
}

/* The window moves the keyboard on; while it does, the list says that it takes none. */
static gboolean
leave_cb (GtkWidget *list, GVariant *direction, gpointer data)
{
  gtk_widget_set_can_focus (list, FALSE);
  g_signal_emit_by_name (gtk_widget_get_root (list), "move-focus", g_variant_get_int32 (direction));
  gtk_widget_set_can_focus (list, TRUE);
  return TRUE;
}

static void
add_key (GtkEventController *keys, const char *key, GtkDirectionType direction)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (key),
                                            gtk_callback_action_new (leave_cb, NULL, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (direction));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
}

void
cunyi_focus_leave_by_tab (GtkListBox *list)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, "Tab", GTK_DIR_TAB_FORWARD);
  add_key (keys, "<Shift>Tab", GTK_DIR_TAB_BACKWARD);
  gtk_widget_add_controller (GTK_WIDGET (list), keys);
}

static void
search_started_cb (GtkSearchEntry *search)
{
  gtk_text_grab_focus_without_selecting (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (search))));
}

void
cunyi_focus_search_from (GtkSearchEntry *search, GtkWidget *list)
{
  gtk_search_entry_set_key_capture_widget (search, list);
  g_signal_connect (search, "search-started", G_CALLBACK (search_started_cb), NULL);
}
