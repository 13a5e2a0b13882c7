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

/* ---- access keys ---- */

static gboolean
access_key_cb (GtkWidget *button, gboolean cycling)
{
  /* Several with one key: it goes round, and Enter presses. */
  if (cycling)
    return gtk_widget_grab_focus (button);
  g_signal_emit_by_name (button, "clicked");
  return TRUE;
}

void
cunyi_focus_hurry_access_keys (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_BUTTON)); /* signals are known from the first use of a class */
  g_signal_override_class_handler ("mnemonic-activate", GTK_TYPE_BUTTON, G_CALLBACK (access_key_cb));
}

/* ---- drop-downs ---- */

#define DROP_DOWN_KEY "cunyi-drop-down"

static GtkWidget *
find_part (gpointer widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_part (child, type);
  return found;
}

static GtkWidget *
find_row (GtkWidget *list, guint index)
{
  GtkWidget *row = gtk_widget_get_first_child (list);

  while (row && index-- > 0)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static void
go_to_line (GtkWidget *list, guint index)
{
  GtkWidget *row = find_row (list, index);

  if (row == NULL)
    return;
  gtk_widget_activate_action (list, "list.select-item", "(ubb)", index, FALSE, FALSE);
  gtk_widget_grab_focus (row);
}

/* GTK gives the keyboard to the line that had it last. */
static void
toggled_cb (GtkDropDown *choice, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  go_to_line (find_part (choice, GTK_TYPE_LIST_VIEW), gtk_drop_down_get_selected (choice));
  if (gtk_drop_down_get_enable_search (choice))
    gtk_widget_grab_focus (find_part (choice, GTK_TYPE_SEARCH_ENTRY));
}

static gboolean
open_cb (GtkWidget *choice, gboolean cycling)
{
  if (!gtk_widget_grab_focus (choice))
    return FALSE;
  if (!cycling)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_part (choice, GTK_TYPE_TOGGLE_BUTTON)), TRUE);
  return TRUE;
}

/* TRUE when words were typed; the list shows what fits, which GTK lets it do only a moment after the last key. */
static gboolean
search (GtkWidget *entry)
{
  if (gtk_editable_get_text (GTK_EDITABLE (entry))[0] == '\0')
    return FALSE;
  g_signal_emit_by_name (entry, "search-changed");
  return TRUE;
}

/* The line that says just this, or else the first. */
static guint
find_line (GtkListView *list, const char *text)
{
  GListModel *lines = G_LIST_MODEL (gtk_list_view_get_model (list));

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (GtkStringObject) line = g_list_model_get_item (lines, i);

      if (g_strcmp0 (gtk_string_object_get_string (line), text) == 0)
        return i;
    }
  return 0;
}

/* Enter takes the line that fits, or leaves it as it was when nothing was typed. */
static void
search_activated_cb (GtkDropDown *choice, GtkWidget *entry)
{
  GtkWidget *list = find_part (choice, GTK_TYPE_LIST_VIEW);

  if (search (entry))
    go_to_line (list, find_line (GTK_LIST_VIEW (list), gtk_editable_get_text (GTK_EDITABLE (entry))));
  gtk_widget_activate_action (list, "list.activate-item", "u", 0);
}

/* Up and down go on from the line that is chosen, or to the first that fits, though the keyboard is where words are typed. */
static gboolean
search_key_cb (GtkDropDown *choice, guint key, guint code, GdkModifierType state, GtkEventController *keys)
{
  guint selected = gtk_drop_down_get_selected (choice), to = key == GDK_KEY_Down ? selected + 1 : MAX (selected, 1) - 1;

  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  go_to_line (find_part (choice, GTK_TYPE_LIST_VIEW), search (gtk_event_controller_get_widget (keys)) ? 0 : to);
  return GDK_EVENT_STOP;
}

void
cunyi_focus_drop_down (GtkDropDown *choice)
{
  GtkWidget *entry = find_part (choice, GTK_TYPE_SEARCH_ENTRY);
  GtkEventController *keys;

  if (g_object_get_data (G_OBJECT (choice), DROP_DOWN_KEY))
    return;
  g_object_set_data (G_OBJECT (choice), DROP_DOWN_KEY, choice);
  g_signal_connect (choice, "mnemonic-activate", G_CALLBACK (open_cb), NULL);
  g_signal_connect_object (find_part (choice, GTK_TYPE_TOGGLE_BUTTON), "toggled", G_CALLBACK (toggled_cb), choice,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (search_activated_cb), choice, G_CONNECT_SWAPPED);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (search_key_cb), choice, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);
}
