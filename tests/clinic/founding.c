/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A clinic is founded, opened again, and knows its packs. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

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
  /* As the national pack says in its list “founding”. */
  g_assert_cmpstr (cunyi_context_get (about, "team_name"), ==, "柳河村家庭医生团队");
  g_assert_cmpstr (cunyi_context_get (about, "staff_title"), ==, "乡村医生");
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

static void
remove_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_tree (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
write_pack (const char *folder, const char *file, const char *text)
{
  g_autofree char *path = g_build_filename (folder, "broken", file, NULL);
  g_autofree char *around = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (around, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* A pack with a form that cannot be read: the clinic is founded without it, and whoever founds it is told. */
static void
what_of_a_pack_was_left_out_is_told (void)
{
  g_autofree char *packs = g_strdup (g_getenv ("CUNYI_PACKS_DIR"));
  g_autofree char *folder = g_dir_make_tmp ("cunyi-packs-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "village.cunyi", NULL);
  const CunyiFounding founding = {
    .pack = "broken", .county = "某县", .township = "某镇", .village = "某村", .clinic = "某村卫生室",
    .hospital = "某镇卫生院", .doctor = "某医生", .phone = "", .password = "geheim", };
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (CunyiContext) about = NULL;
  g_autofree char *told = NULL;

  write_pack (folder, "pack.csv", "key,value\nname,broken\ntitle,坏包\nversion,1\n");
  write_pack (folder, "forms/bad.csv", "survey\n,type,name,label\n,no_such_type,a,甲\n");
  write_pack (folder, "codes/founding.csv", "code,label,value\nteam_name,团队,${place_village}第一团队\n");
  g_setenv ("CUNYI_PACKS_DIR", folder, TRUE);
  clinic = cunyi_clinic_found (path, &founding, NULL, faults, &error);
  g_setenv ("CUNYI_PACKS_DIR", packs, TRUE);
  g_assert_no_error (error);
  g_assert_cmpuint (cunyi_faults_count (faults), >, 0);
  told = cunyi_fault_to_text (cunyi_faults_get (faults, 0));
  g_assert_nonnull (strstr (told, "bad"));
  /* What the pack says of the team is said; what it does not say of the doctor is blank. */
  about = cunyi_clinic_describe (clinic, "", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cunyi_context_get (about, "team_name"), ==, "某村第一团队");
  g_assert_cmpstr (cunyi_context_get (about, "staff_title"), ==, "");
  g_clear_object (&clinic);
  remove_tree (folder);
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
  g_autoptr (GPtrArray) due = cunyi_due_list (scratch->clinic, NULL, &error);
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
  g_test_add_func ("/clinic/founding/what-of-a-pack-was-left-out-is-told", what_of_a_pack_was_left_out_is_told);
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
