/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The day on which the window was looked at last, against the clock. */

#include "config.h"

#include "view/day-watch.h"

#include "base/clock.h"
#include "view/clock-dialog.h"

#define KEY "cunyi-day-watch"
#define PERIOD 30 /* seconds between two looks */

typedef struct {
  CunyiDay last;
  guint timer_id;
} Watch;

static void
free_watch (gpointer data)
{
  Watch *watch = data;

  g_source_remove (watch->timer_id);
  g_free (watch);
}

static void
settled (CunyiWindow *window, CunyiClinic *clinic)
{
  Watch *watch = g_object_get_data (G_OBJECT (window), KEY);

  watch->last = cunyi_clock_today ();
  cunyi_window_begin_day (window);
}

void
cunyi_day_watch_look (CunyiWindow *window)
{
  Watch *watch = g_object_get_data (G_OBJECT (window), KEY);
  CunyiClinic *clinic = cunyi_window_get_clinic (window);
  CunyiDay last = watch->last, today = cunyi_clock_today ();
  CunyiClockDoubt doubt = cunyi_clock_doubt (last, today);

  watch->last = today;
  /* While it is locked, whoever unlocks it is asked. */
  if (today == last || clinic == NULL)
    return;
  if (doubt == CUNYI_CLOCK_LIKELY || cunyi_clinic_is_demo (clinic))
    cunyi_window_begin_day (window);
  else
    cunyi_clock_dialog_ask (window, clinic, doubt, last, settled);
}

static gboolean
look_cb (gpointer data)
{
  cunyi_day_watch_look (data);
  return G_SOURCE_CONTINUE;
}

void
cunyi_day_watch_begin (CunyiWindow *window)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->last = cunyi_clock_today ();
  watch->timer_id = g_timeout_add_seconds (PERIOD, look_cb, window);
  g_object_set_data_full (G_OBJECT (window), KEY, watch, free_watch);
}
