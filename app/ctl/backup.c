/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl backup and restore: a checked copy, and its way back. */

#include "config.h"

#include <glib/gi18n.h>

#include "clinic/backup-about.h"
#include "ctl/ctl.h"
#include "store/backup.h"
#include "store/restore.h"

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

static void
print_about (const CunyiBackupAbout *about)
{
  g_print ("clinic\t%s\nvillage\t%s\nlast\t%s\nhouseholds\t%u\npeople\t%u\nrecords\t%u\ncases\t%u\n", about->clinic,
           about->village, about->last, about->households, about->people, about->records, about->cases);
}

int
ctl_restore (int argc, char **argv)
{
  gboolean look = FALSE;
  const GOptionEntry entries[] = {
    { "look", 0, 0, G_OPTION_ARG_NONE, &look, N_("Only tell what is in it"), NULL },
    { NULL },
  };
  g_autoptr (CunyiDatabase) copy = NULL;
  g_autoptr (CunyiBackupAbout) about = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *aside = NULL;

  if (!ctl_parse (ctl_find ("restore"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc != 2)
    return ctl_say (CTL_USAGE, _("Say the backup: the file that ends in .cunyi."));
  if ((copy = ctl_open_copy (argv[1])) == NULL)
    return CTL_FAILED;
  about = cunyi_backup_about_read (copy, &error);
  if (about == NULL)
    return ctl_fail (error);
  print_about (about);
  if (look)
    return CTL_OK;
  path = ctl_choose_place ();
  if (!cunyi_database_restore (copy, path, &aside, ctl_progress, NULL, NULL, &error))
    return ctl_fail (error);
  g_print ("file\t%s\n", path);
  if (aside)
    g_print ("aside\t%s\n", aside);
  return CTL_OK;
}
