/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl backup: a checked copy. */

#include "config.h"

#include <glib/gi18n.h>

#include "ctl/ctl.h"
#include "store/backup.h"

int
ctl_backup (int argc, char **argv)
{
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (!ctl_parse (ctl_find ("backup"), NULL, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc != 2)
    return ctl_say (CTL_USAGE, _("Say the folder, a stick for instance."));
  if ((clinic = ctl_open ()) == NULL)
    return CTL_FAILED;
  if (!cunyi_database_backup (cunyi_clinic_get_database (clinic), argv[1], &path, NULL, &error))
    return ctl_fail (error);
  g_print ("%s\n", path);
  return CTL_OK;
}
