/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Founding and clearing away. */

#include "config.h"

#include "scratch.h"

#include <glib/gstdio.h>

#include "base/clock.h"

Scratch *
scratch_new (const char *pack)
{
  Scratch *scratch = g_new0 (Scratch, 1);
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (GError) error = NULL;
  const CunyiFounding founding = {
    .pack = pack, .county = "方城县", .township = "清河镇", .village = "柳河村", .clinic = "柳河村卫生室",
    .hospital = "清河镇卫生院", .doctor = SCRATCH_USER, .phone = "13800000000", .password = SCRATCH_PASSWORD, };

  cunyi_clock_hold ("2022-08-01");
  scratch->folder = g_dir_make_tmp ("cunyi-XXXXXX", &error);
  g_assert_no_error (error);
  scratch->path = g_build_filename (scratch->folder, "village.cunyi", NULL);
  scratch->clinic = cunyi_clinic_found (scratch->path, &founding, &scratch->recovery, faults, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
  return scratch;
}

void
scratch_free (Scratch *scratch)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_object (&scratch->clinic);
  dir = g_dir_open (scratch->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (scratch->folder, name, NULL);
      g_remove (file);
    }
  g_rmdir (scratch->folder);
  g_free (scratch->folder);
  g_free (scratch->path);
  g_free (scratch->recovery);
  g_free (scratch);
}
