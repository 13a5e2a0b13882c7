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
  gboolean asking; /* nobody has said yet what day it is */
  guint timer_id;
} Watch;

static void
free_watch (gpointer data)
{
  Watch *watch = data;

  g_source_remove (watch->timer_id);
  g_free (watch);
}

void
cunyi_day_watch_settle (CunyiWindow *window)
{
  Watch *watch = g_object_get_data (G_OBJECT (window), KEY);

  watch->asking = FALSE;
  watch->last = cunyi_clock_today ();
}

static void
settled (CunyiWindow *window, CunyiClinic *clinic)
{
  cunyi_day_watch_settle (window);
  cunyi_window_begin_day (window);
}

/* Until the doctor has said what day it is, nothing is done under a date that nobody believes: the day before the leap goes
 * on. */
static void
ask (Watch *watch, CunyiWindow *window, CunyiClinic *clinic, CunyiClockDoubt doubt)
{
  const CunyiClockQuestion question = { doubt, watch->last, cunyi_clock_computer (), TRUE, settled };

  cunyi_clock_correct (watch->last);
  watch->asking = TRUE;
  cunyi_clock_dialog_ask (window, clinic, &question);
}

void
cunyi_day_watch_look (CunyiWindow *window)
{
  Watch *watch = g_object_get_data (G_OBJECT (window), KEY);
  CunyiClinic *clinic = cunyi_window_get_clinic (window);
  CunyiDay today = cunyi_clock_today (), computer = cunyi_clock_computer ();
  CunyiClockDoubt doubt = clinic == NULL || cunyi_clinic_is_demo (clinic) ? CUNYI_CLOCK_LIKELY
                                                                          : cunyi_clock_doubt (watch->last, today);

  if (watch->asking || today == watch->last)
    return;
  if (doubt != CUNYI_CLOCK_LIKELY && cunyi_clock_doubt (watch->last, computer) == CUNYI_CLOCK_LIKELY)
    {
      /* It was wrong, somebody has told us so, and now it is set right. */
      cunyi_clock_correct (computer);
      doubt = CUNYI_CLOCK_LIKELY;
    }
  if (doubt != CUNYI_CLOCK_LIKELY)
    {
      ask (watch, window, clinic, doubt);
      return;
    }
  watch->last = cunyi_clock_today ();
  /* While it is locked, whoever unlocks it is asked. */
  cunyi_window_begin_day (window);
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
  /* Whoever comes back from setting the clock, or from a night with the lid closed, is not let wait. */
  g_signal_connect (window, "notify::is-active", G_CALLBACK (cunyi_day_watch_look), NULL);
}
