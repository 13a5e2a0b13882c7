/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The clinic on screen. */

#include "config.h"

#include <malloc.h>
#include <stdlib.h>

#include "base/language.h"
#include "store/database.h"
#include "view/application.h"

#define PATIENCE 5 /* seconds */

/* What reports, rosters and the search leave behind goes back to the system. Left alone, the C library keeps it for each
 * thread that ever worked: a tenth of all memory after the first page. */
static void
keep_little (void)
{
  mallopt (M_ARENA_MAX, 2);
  mallopt (M_MMAP_THRESHOLD, 64 * 1024);
  mallopt (M_TRIM_THRESHOLD, 128 * 1024);
}

/* Threads that still read for a page that is gone stop at their next row. */
static void
let_threads_finish (void)
{
  gint64 until = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  while (cunyi_database_count_open () > 0 && g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

int
main (int argc, char **argv)
{
  CunyiApplication *application;
  int status;

  /* Measured on machines without a graphics card: a third of the memory, half of the start (design note in the README). GDK
   * opens GL with the display unless it is told not to. */
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  keep_little ();
  cunyi_language_init ();

  application = cunyi_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  g_object_unref (application);
  let_threads_finish ();
  return status;
}
