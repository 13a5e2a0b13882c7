/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl new: the first start without a window. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ctl/ctl.h"

int
ctl_new (int argc, char **argv)
{
  g_autofree char *pack = NULL, *county = NULL, *township = NULL, *village = NULL, *clinic_name = NULL;
  g_autofree char *hospital = NULL, *doctor = NULL, *phone = NULL, *recovery = NULL;
  const GOptionEntry entries[] = {
    { "pack", 0, 0, G_OPTION_ARG_STRING, &pack, N_("Pack of the region (default: national)"), N_("NAME") },
    { "county", 0, 0, G_OPTION_ARG_STRING, &county, N_("County"), N_("NAME") },
    { "township", 0, 0, G_OPTION_ARG_STRING, &township, N_("Township"), N_("NAME") },
    { "village", 0, 0, G_OPTION_ARG_STRING, &village, N_("Village"), N_("NAME") },
    { "clinic", 0, 0, G_OPTION_ARG_STRING, &clinic_name, N_("Name of the village clinic"), N_("NAME") },
    { "hospital", 0, 0, G_OPTION_ARG_STRING, &hospital, N_("Township hospital"), N_("NAME") },
    { "doctor", 0, 0, G_OPTION_ARG_STRING, &doctor, N_("First doctor; the password is read from CUNYI_PASSWORD"), N_("NAME") },
    { "phone", 0, 0, G_OPTION_ARG_STRING, &phone, N_("The doctor's telephone"), N_("NUMBER") },
    { NULL },
  };
  const char *password = g_getenv ("CUNYI_PASSWORD");
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) clinic = NULL;
  CunyiFounding founding;

  if (!ctl_parse (ctl_find ("new"), entries, FALSE, &argc, &argv))
    return CTL_USAGE;
  if (argc != 2 || !county || !township || !village || !doctor)
    return ctl_say (CTL_USAGE, _("Say the file, --county, --township, --village and --doctor."));
  if (password == NULL || strlen (password) < 6)
    return ctl_say (CTL_USAGE, _("Put a password of at least six characters into the variable CUNYI_PASSWORD."));

  founding = (CunyiFounding) {
    .pack = pack ? pack : "national",
    .county = county,
    .township = township,
    .village = village,
    .clinic = clinic_name ? clinic_name : village,
    .hospital = hospital ? hospital : "",
    .doctor = doctor,
    .phone = phone ? phone : "",
    .password = password,
  };
  clinic = cunyi_clinic_found (argv[1], &founding, &recovery, faults, &error);
  if (clinic == NULL)
    return ctl_fail (error);
  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    {
      g_autofree char *text = cunyi_fault_to_text (cunyi_faults_get (faults, i));

      ctl_say (CTL_FINDINGS, "%s", text);
    }
  ctl_say (CTL_OK, _("Keep this recovery code at the township; nothing else opens the store when the password is forgotten:"));
  g_print ("%s\n", recovery);
  return cunyi_faults_count (faults) > 0 ? CTL_FINDINGS : CTL_OK;
}
