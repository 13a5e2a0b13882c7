/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl demo: the demo village. */

#include "config.h"

#include <glib/gi18n.h>

#include "clinic/demo.h"
#include "ctl/ctl.h"

int
ctl_demo (int argc, char **argv)
{
  int seed = 1, households = 0;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, N_("The same number gives the same village (default: 1)"), N_("NUMBER") },
    { "households", 0, 0, G_OPTION_ARG_INT, &households, N_("How many (default: 900)"), N_("NUMBER") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (!ctl_parse (ctl_find ("demo"), entries, FALSE, &argc, &argv))
    return CTL_USAGE;
  if (argc > 2 || households < 0)
    return ctl_say (CTL_USAGE, _("Say one file, or none for the usual place."));
  path = argc == 2 ? g_strdup (argv[1]) : cunyi_clinic_default_path (TRUE);
  if (!cunyi_demo_make (path, (guint) seed, (guint) households, ctl_progress, NULL, NULL, &error))
    return ctl_fail (error);
  g_print ("%s\n", path);
  return CTL_OK;
}
