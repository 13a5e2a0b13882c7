/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl add: a form from the township, used from then on. */

#include "config.h"

#include <glib/gi18n.h>

#include "ctl/ctl.h"

int
ctl_add (int argc, char **argv)
{
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (CunyiFaults) faults = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *name = NULL;

  if (!ctl_parse (ctl_find ("add"), NULL, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc != 2)
    return ctl_say (CTL_USAGE, _("Say one file."));
  if ((clinic = ctl_open ()) == NULL)
    return CTL_FAILED;
  faults = cunyi_faults_new (argv[1]);
  if (!cunyi_library_add_file (cunyi_clinic_get_library (clinic), cunyi_clinic_get_database (clinic), argv[1], &kind,
                               &name, faults, &error))
    return ctl_fail (error);
  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    {
      g_autofree char *text = cunyi_fault_to_text (cunyi_faults_get (faults, i));

      g_print ("%s\n", text);
    }
  if (kind == NULL)
    return ctl_say (CTL_FINDINGS, _("Nothing was added. Mend the file as the lines above say, then add it again."));
  g_print ("%s\t%s\n", kind, name);
  return CTL_OK;
}
