/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A clinic is founded, opened again, and knows its packs. */

#include "config.h"

#include <glib/gstdio.h>

#include "base/pack.h"
#include "clinic/about.h"
#include "clinic/due.h"
#include "scratch.h"

static void
founding_makes_a_clinic_that_opens_again (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) again = NULL;
  g_autoptr (CunyiContext) about = NULL;

  g_clear_object (&scratch->clinic);
  again = cunyi_clinic_open (scratch->path, SCRATCH_USER, SCRATCH_PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cunyi_clinic_get_doctor (again), ==, SCRATCH_USER);
  about = cunyi_clinic_describe (again, "", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cunyi_context_get (about, "place_village"), ==, "柳河村");
  g_assert_cmpstr (cunyi_context_get (about, "clinic_name"), ==, "柳河村卫生室");
  g_assert_cmpstr (cunyi_context_get (about, "staff_name"), ==, SCRATCH_USER);
  g_assert_cmpstr (cunyi_context_get (about, "team_hospital"), ==, "清河镇卫生院");
}

static void
a_founding_that_fails_leaves_nothing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cunyi-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "village.cunyi", NULL);
  g_autofree char *keys = g_strconcat (path, ".keys", NULL);
  const CunyiFounding founding = {
    .pack = "no-such-pack", .county = "某县", .township = "某镇", .village = "某村", .clinic = "某村卫生室",
    .hospital = "某镇卫生院", .doctor = "某医生", .phone = "", .password = "geheim", };
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (cunyi_clinic_found (path, &founding, NULL, faults, &error));
  g_assert_nonnull (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (keys, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Every declaration of every pack is found here, so a new one is tested the moment it exists. */
static void
every_pack_is_without_fault (gconstpointer data)
{
  const char *name = data;
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (name);
  g_autoptr (CunyiPack) pack = cunyi_pack_open (name, faults);
  g_autoptr (CunyiClinic) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cunyi_library_use_pack (cunyi_clinic_get_database (scratch->clinic), pack, faults, &error));
  g_assert_no_error (error);
  again = cunyi_clinic_enter (cunyi_clinic_get_database (scratch->clinic), SCRATCH_USER, &error);
  g_assert_no_error (error);
  cunyi_library_check_sql (cunyi_clinic_get_library (again), faults);
  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    {
      g_autofree char *text = cunyi_fault_to_text (cunyi_faults_get (faults, i));
      g_test_message ("%s", text);
    }
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
}

static void
due_rules_run_on_an_empty_village (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) due = cunyi_due_list (scratch->clinic, cunyi_day_parse ("2022-08-26"), NULL, &error);
  g_autoptr (GPtrArray) indicators = cunyi_indicator_list (scratch->clinic, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (due->len, ==, 0);
  g_assert_cmpuint (indicators->len, >, 0);
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) packs = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  packs = cunyi_packs_list ();
  g_test_add_func ("/clinic/founding/makes-a-clinic-that-opens-again", founding_makes_a_clinic_that_opens_again);
  g_test_add_func ("/clinic/founding/that-fails-leaves-nothing", a_founding_that_fails_leaves_nothing);
  for (guint i = 0; packs[i]; i++)
    {
      g_autofree char *path = g_strdup_printf ("/clinic/packs/%s-is-without-fault", packs[i]);
      g_test_add_data_func (path, packs[i], every_pack_is_without_fault);
    }
  g_test_add_func ("/clinic/due/rules-run-on-an-empty-village", due_rules_run_on_an_empty_village);
  result = g_test_run ();
  return result;
}
