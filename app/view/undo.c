/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Taking back and doing again. A field takes Ctrl+Z for itself even when nothing was typed into it, so the keys are looked at
 * before it gets them. */

#include "config.h"

#include "view/undo.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"

#define KEY "cunyi-undo"

typedef struct {
  gint64 before;    /* number of the last change before this sitting */
  GtkWidget *focus; /* a weak pointer: the field at hand */
  char *text;       /* what it held before it was typed into; NULL where nothing can be typed */
  gboolean undone;  /* the last Ctrl+Z was for the field */
} Watch;

static void
free_watch (gpointer data)
{
  Watch *watch = data;

  g_clear_weak_pointer (&watch->focus);
  g_free (watch->text);
  g_free (watch);
}

static Watch *
get_watch (CunyiWindow *window)
{
  return g_object_get_data (G_OBJECT (window), KEY);
}

/* ---- the store ---- */

/* Undo and redo are one thing: of two changes, each takes the other back. */
typedef struct {
  CunyiWindow *window; /* the dialog is its child and goes before it */
  CunyiDatabase *database;
  gboolean again; /* redo; else undo */
  gint64 change;
  char *what;
} Question;

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->database);
  g_free (question->what);
  g_free (question);
}

/* `moment` as it is said today. (transfer full) */
static char *
say_moment (const char *moment)
{
  CunyiDay day = cunyi_day_parse (moment);
  g_autofree char *date = cunyi_day_to_chinese (day);
  const char *time = strchr (moment, 'T');
  g_autofree char *minute = g_strndup (time ? time + 1 : "", strlen ("16:20"));
  CunyiDay today = cunyi_clock_today ();

  if (day == today)
    /* Translators: %s is a time: 16:20. */
    return g_strdup_printf (_("today %s"), minute);
  if (day == today - 1)
    /* Translators: %s is a time: 16:20. */
    return g_strdup_printf (_("yesterday %s"), minute);
  return g_strdup_printf ("%s %s", date, minute);
}

static void
go (CunyiWindow *window, CunyiDatabase *database, gboolean again, gint64 change, const char *what)
{
  g_autoptr (GError) error = NULL;
  /* Translators: %s is what was done, as in “Move case”. */
  g_autofree char *text = g_strdup_printf (again ? _("Done again: %s") : _("Undone: %s"), what);

  if (cunyi_database_undo (database, change, &error))
    cunyi_window_tell_with_action (window, text, again ? _("Undo") : _("Do it again"), again ? "win.undo" : "win.redo");
  else
    cunyi_window_show_error (window, error);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  CunyiClinic *clinic = cunyi_window_get_clinic (question->window);

  /* It was locked meanwhile: nobody is there who wants it. */
  if (g_str_equal (response, "go") && clinic && cunyi_clinic_get_database (clinic) == question->database)
    go (question->window, question->database, question->again, question->change, question->what);
}

/* Return keeps what is there: the key may have been pressed by habit. */
static void
ask (CunyiWindow *window, CunyiDatabase *database, gboolean again, gint64 change, const char *what, const char *moment)
{
  g_autofree char *when = say_moment (moment);
  /* Translators: %1$s is what was done or undone, as in “Move case”; %2$s is when: “yesterday 16:20”. */
  g_autofree char *sentence = g_strdup_printf (again ? _("%1$s, undone %2$s: do it again?") : _("%1$s, done %2$s: undo it?"),
                                               what, when);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), sentence, NULL);
  Question *question = g_new0 (Question, 1);

  question->window = window;
  question->database = g_object_ref (database);
  question->again = again;
  question->change = change;
  question->what = g_strdup (what);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "go",
                                    again ? _("_Do it again") : _("_Undo"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What was done before the store was unlocked this time, or on another day, is nothing that a hand has just done. */
static void
take (CunyiWindow *window, gboolean again)
{
  CunyiClinic *clinic = cunyi_window_get_clinic (window);
  CunyiDatabase *database = clinic ? cunyi_clinic_get_database (clinic) : NULL;
  g_autofree char *what = NULL;
  g_autofree char *moment = NULL;
  gint64 change;

  if (database == NULL)
    return;
  change = again ? cunyi_database_last_undone (database, &what) : cunyi_database_last_change (database, &what);
  moment = cunyi_database_change_moment (database, change);
  if (moment == NULL)
    cunyi_window_tell (window, again ? _("Nothing was undone since the last change.") : _("There is nothing to undo."));
  else if (change <= get_watch (window)->before || cunyi_day_parse (moment) != cunyi_clock_today ())
    ask (window, database, again, change, what, moment);
  else
    go (window, database, again, change, what);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  take (CUNYI_WINDOW (widget), FALSE);
}

static void
redo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  take (CUNYI_WINDOW (widget), TRUE);
}

void
cunyi_undo_begin (CunyiWindow *window)
{
  CunyiClinic *clinic = cunyi_window_get_clinic (window);

  get_watch (window)->before = cunyi_database_newest_change (cunyi_clinic_get_database (clinic));
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
  Watch *watch = get_watch (window);

  g_set_weak_pointer (&watch->focus, gtk_window_get_focus (GTK_WINDOW (window)));
  g_free (watch->text);
  watch->text = dup_text (watch->focus);
  watch->undone = FALSE;
}

static gboolean
is_typed (CunyiWindow *window)
{
  Watch *watch = get_watch (window);
  g_autofree char *text = dup_text (watch->focus);

  return text && g_strcmp0 (text, watch->text) != 0;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, CunyiWindow *window)
{
  Watch *watch = get_watch (window);
  gboolean again = (state & GDK_SHIFT_MASK) != 0;

  if (gdk_keyval_to_lower (key) != GDK_KEY_z || !(state & GDK_CONTROL_MASK) || (state & GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (again ? watch->undone : is_typed (window))
    {
      watch->undone = TRUE;
      return GDK_EVENT_PROPAGATE;
    }
  gtk_widget_activate_action (GTK_WIDGET (window), again ? "win.redo" : "win.undo", NULL);
  return GDK_EVENT_STOP;
}

void
cunyi_undo_watch (CunyiWindow *window)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_object_set_data_full (G_OBJECT (window), KEY, g_new0 (Watch, 1), free_watch);
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
