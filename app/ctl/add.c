/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl add: a form from the township, shown by --preview, used from then on. */

#include "config.h"

#include <glib/gi18n.h>

#include "clinic/parcel.h"
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
  g_autoptr (CunyiParcel) parcel = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *description = NULL;

  if (!ctl_parse (ctl_find ("add"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc != 2)
    return ctl_say (CTL_USAGE, _("Say one file."));
  if ((clinic = ctl_open ()) == NULL)
    return CTL_FAILED;
  faults = cunyi_faults_new (argv[1]);
  parcel = cunyi_parcel_read_for (cunyi_clinic_get_library (clinic), cunyi_clinic_get_database (clinic), argv[1], faults,
                                  &error);
  if (parcel == NULL)
    return ctl_fail (error);
  print_faults (faults);
  if (cunyi_parcel_get_kind (parcel) == NULL)
    return only_preview ? CTL_FINDINGS
                        : ctl_say (CTL_FINDINGS,
                                   _("Nothing was added. Mend the file as the lines above say, then add it again."));
  if (only_preview)
    {
      description = cunyi_parcel_describe (parcel, cunyi_clinic_get_library (clinic));
      g_print ("%s\n%s\n", cunyi_parcel_get_title (parcel), description);
      return CTL_OK;
    }
  if (!cunyi_parcel_use (parcel, cunyi_clinic_get_database (clinic), &error))
    return ctl_fail (error);
  g_print ("%s\t%s\n", cunyi_parcel_get_kind (parcel), cunyi_parcel_get_name (parcel));
  return CTL_OK;
}
