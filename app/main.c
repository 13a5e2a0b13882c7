/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The clinic on screen. */

#include "config.h"

#include <stdlib.h>

#include "base/language.h"
#include "view/application.h"

int
main (int argc, char **argv)
{
  g_autoptr (CunyiApplication) application = NULL;

  /* Measured on machines without a graphics card: a third of the memory, half of the start (design note in the README). GDK
   * opens GL with the display unless it is told not to. */
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  cunyi_language_init ();

  application = cunyi_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
