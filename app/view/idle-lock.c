/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every event of the window is a sign of life; a slow timer looks when the last one was. */

#include "config.h"

#include "view/idle-lock.h"

#define PERIOD 20 /* seconds between two looks */

typedef struct {
  CunyiWindow *window;
  gint64 last; /* monotonic time of the last event */
  guint timer_id;
} Watch;

static void
free_watch (gpointer data)
{
  Watch *watch = data;

  g_source_remove (watch->timer_id);
  g_free (watch);
}

static gboolean
event_cb (Watch *watch)
{
  watch->last = g_get_monotonic_time ();
  return GDK_EVENT_PROPAGATE;
}

static gboolean
look_cb (gpointer data)
{
  Watch *watch = data;
  CunyiClinic *clinic = cunyi_window_get_clinic (watch->window);
  g_autofree char *text = NULL;
  gint64 minutes;

  /* The demo village has no secrets. */
  if (clinic == NULL || cunyi_clinic_is_demo (clinic))
    return G_SOURCE_CONTINUE;
  text = cunyi_clinic_get_setting (clinic, CUNYI_IDLE_LOCK_MINUTES, CUNYI_IDLE_LOCK_USUAL);
  minutes = g_ascii_strtoll (text, NULL, 10);
  if (minutes > 0 && g_get_monotonic_time () - watch->last > minutes * 60 * G_USEC_PER_SEC)
    cunyi_window_lock (watch->window);
  return G_SOURCE_CONTINUE;
}

void
cunyi_idle_lock_watch (CunyiWindow *window)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  Watch *watch = g_new0 (Watch, 1);

  watch->window = window;
  watch->last = g_get_monotonic_time ();
  watch->timer_id = g_timeout_add_seconds (PERIOD, look_cb, watch);
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (events, "event", G_CALLBACK (event_cb), watch);
  gtk_widget_add_controller (GTK_WIDGET (window), events);
  g_object_set_data_full (G_OBJECT (window), "cunyi-idle-lock", watch, free_watch);
}
