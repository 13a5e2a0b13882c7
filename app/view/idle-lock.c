/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every event of the window or of a dialog above it is a sign of life; a slow timer looks when the last one was, and so does the
 * first event after a while: whoever opens the lid of a laptop finds it locked. */

#include "config.h"

#include "view/idle-lock.h"

#include <time.h>

#define PERIOD 20 /* seconds between two looks */
#define LEAST (60 * G_USEC_PER_SEC) /* before that nothing is asked of the store */
#define KEY "cunyi-idle-lock"

typedef struct {
  gint64 last; /* moment of the last event */
  guint timer_id;
} Watch;

static void
free_watch (gpointer data)
{
  Watch *watch = data;

  g_source_remove (watch->timer_id);
  g_free (watch);
}

gint64
cunyi_idle_lock_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* What stands in a dialog is not for whoever passes by. Each goes as by Escape, once: one at work only begins to end. */
static void
close_dialogs (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  g_autoptr (GPtrArray) dialogs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (toplevel))
        g_ptr_array_add (dialogs, g_steal_pointer (&toplevel));
    }
  for (guint i = 0; i < dialogs->len; i++)
    gtk_window_close (g_ptr_array_index (dialogs, i));
}

void
cunyi_idle_lock_look (CunyiWindow *window, gint64 now)
{
  const Watch *watch = g_object_get_data (G_OBJECT (window), KEY);
  CunyiClinic *clinic = cunyi_window_get_clinic (window);
  g_autofree char *text = NULL;
  gint64 minutes;

  /* The demo village has no secrets. */
  if (now - watch->last < LEAST || clinic == NULL || cunyi_clinic_is_demo (clinic))
    return;
  text = cunyi_clinic_get_setting (clinic, CUNYI_IDLE_LOCK_MINUTES, CUNYI_IDLE_LOCK_USUAL);
  minutes = g_ascii_strtoll (text, NULL, 10);
  if (minutes <= 0 || now - watch->last <= minutes * 60 * G_USEC_PER_SEC)
    return;
  close_dialogs ();
  cunyi_window_lock (window);
}

static gboolean
look_cb (gpointer data)
{
  cunyi_idle_lock_look (CUNYI_WINDOW (data), cunyi_idle_lock_now ());
  return G_SOURCE_CONTINUE;
}

static gboolean
event_cb (CunyiWindow *window)
{
  Watch *watch = g_object_get_data (G_OBJECT (window), KEY);
  gint64 now = cunyi_idle_lock_now ();
  gboolean was_open = cunyi_window_get_clinic (window) != NULL;

  cunyi_idle_lock_look (window, now);
  watch->last = now;
  /* What it was meant for is gone. */
  return was_open && cunyi_window_get_clinic (window) == NULL ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
listen_to (GtkWidget *widget, CunyiWindow *window)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (event_cb), window, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, events);
}

static void
toplevels_cb (GListModel *toplevels, guint position, guint removed, guint added, CunyiWindow *window)
{
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GtkWidget) widget = g_list_model_get_item (toplevels, position + i);

      listen_to (widget, window);
    }
}

void
cunyi_idle_lock_watch (CunyiWindow *window)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->last = cunyi_idle_lock_now ();
  watch->timer_id = g_timeout_add_seconds (PERIOD, look_cb, window);
  g_object_set_data_full (G_OBJECT (window), KEY, watch, free_watch);
  listen_to (GTK_WIDGET (window), window);
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (toplevels_cb), window, 0);
}
