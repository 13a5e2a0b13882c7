/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Taking back and doing again. A field takes Ctrl+Z for itself even when nothing was typed into it, so the keys are looked at
 * before it gets them. */

#include "config.h"

#include "view/undo.h"

#include <glib/gi18n.h>

#define TYPING_KEY "cunyi-typing"

/* What the field at hand held before it was typed into. */
typedef struct {
  GtkWidget *focus; /* a weak pointer */
  char *text;       /* NULL where nothing can be typed */
  gboolean undone;  /* the last Ctrl+Z was for the field */
} Typing;

static void
free_typing (gpointer data)
{
  Typing *typing = data;

  g_clear_weak_pointer (&typing->focus);
  g_free (typing->text);
  g_free (typing);
}

static Typing *
get_typing (CunyiWindow *window)
{
  return g_object_get_data (G_OBJECT (window), TYPING_KEY);
}

/* ---- the store ---- */

/* `change` 0 when there is none. */
static gboolean
take_back (CunyiWindow *window, gint64 change, const char *none)
{
  g_autoptr (GError) error = NULL;

  if (change == 0)
    cunyi_window_tell (window, none);
  else if (!cunyi_database_undo (cunyi_clinic_get_database (cunyi_window_get_clinic (window)), change, &error))
    cunyi_window_show_error (window, error);
  else
    return TRUE;
  return FALSE;
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiWindow *window = CUNYI_WINDOW (widget);
  CunyiClinic *clinic = cunyi_window_get_clinic (window);
  g_autofree char *what = NULL;
  g_autofree char *text = NULL;

  if (clinic == NULL
      || !take_back (window, cunyi_database_last_change (cunyi_clinic_get_database (clinic), &what), _("There is nothing to undo.")))
    return;
  /* Translators: %s is what was done, as in “Move case”. */
  text = g_strdup_printf (_("Undone: %s"), what);
  cunyi_window_tell_with_action (window, text, _("Do it again"), "win.redo");
}

static void
redo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiWindow *window = CUNYI_WINDOW (widget);
  CunyiClinic *clinic = cunyi_window_get_clinic (window);
  g_autofree char *what = NULL;
  g_autofree char *text = NULL;

  if (clinic == NULL
      || !take_back (window, cunyi_database_last_undone (cunyi_clinic_get_database (clinic), &what),
                     _("Nothing was undone since the last change.")))
    return;
  /* Translators: %s is what was done, as in “Move case”. */
  text = g_strdup_printf (_("Done again: %s"), what);
  cunyi_window_tell_with_action (window, text, _("Undo"), "win.undo");
}

/* ---- the field at hand ---- */

static char *
dup_text (GtkWidget *focus)
{
  GtkTextIter start, end;

  if (GTK_IS_EDITABLE (focus))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (focus)));
  if (!GTK_IS_TEXT_VIEW (focus))
    return NULL;
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)), &start, &end);
  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)), &start, &end, TRUE);
}

void
cunyi_undo_settle (CunyiWindow *window)
{
  Typing *typing = get_typing (window);

  g_set_weak_pointer (&typing->focus, gtk_window_get_focus (GTK_WINDOW (window)));
  g_free (typing->text);
  typing->text = dup_text (typing->focus);
  typing->undone = FALSE;
}

static gboolean
is_typed (CunyiWindow *window)
{
  Typing *typing = get_typing (window);
  g_autofree char *text = dup_text (typing->focus);

  return text && g_strcmp0 (text, typing->text) != 0;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, CunyiWindow *window)
{
  Typing *typing = get_typing (window);
  gboolean again = (state & GDK_SHIFT_MASK) != 0;

  if (gdk_keyval_to_lower (key) != GDK_KEY_z || !(state & GDK_CONTROL_MASK) || (state & GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (again ? typing->undone : is_typed (window))
    {
      typing->undone = TRUE;
      return GDK_EVENT_PROPAGATE;
    }
  gtk_widget_activate_action (GTK_WIDGET (window), again ? "win.redo" : "win.undo", NULL);
  return GDK_EVENT_STOP;
}

void
cunyi_undo_watch (CunyiWindow *window)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_object_set_data_full (G_OBJECT (window), TYPING_KEY, g_new0 (Typing, 1), free_typing);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (cunyi_undo_settle), NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}

void
cunyi_undo_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_cb);
}
