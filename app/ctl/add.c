/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl add: a form from the township, shown by --preview, used from then on. */

#include "config.h"

#include <glib/gi18n.h>

#include "ctl/ctl.h"

static void
print_faults (CunyiFaults *faults)
{
  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    {
      g_autofree char *text = cunyi_fault_to_text (cunyi_faults_get (faults, i));

      g_print ("%s\n", text);
    }
}

/* What it would bring; nothing is changed. */
static int
preview (CunyiClinic *clinic, const char *path)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *description = NULL;

  if (!cunyi_library_describe_file (cunyi_clinic_get_library (clinic), path, &title, &description, faults, &error))
    return ctl_fail (error);
  print_faults (faults);
  if (title == NULL)
    return CTL_FINDINGS;
  g_print ("%s\n%s\n", title, description);
  return CTL_OK;
}

int
ctl_add (int argc, char **argv)
{
  gboolean only_preview = FALSE;
  const GOptionEntry entries[] = {
    { "preview", 0, 0, G_OPTION_ARG_NONE, &only_preview, N_("Say what the file would bring, add nothing"), NULL },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (CunyiFaults) faults = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *name = NULL;

  if (!ctl_parse (ctl_find ("add"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc != 2)
    return ctl_say (CTL_USAGE, _("Say one file."));
  if ((clinic = ctl_open ()) == NULL)
    return CTL_FAILED;
  if (only_preview)
    return preview (clinic, argv[1]);
  faults = cunyi_faults_new (argv[1]);
  if (!cunyi_library_add_file (cunyi_clinic_get_library (clinic), cunyi_clinic_get_database (clinic), argv[1], &kind,
                               &name, faults, &error))
    return ctl_fail (error);
  print_faults (faults);
  if (kind == NULL)
    return ctl_say (CTL_FINDINGS, _("Nothing was added. Mend the file as the lines above say, then add it again."));
  g_print ("%s\t%s\n", kind, name);
  return CTL_OK;
}
