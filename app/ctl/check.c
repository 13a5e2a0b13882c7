/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl check: declared files on their own, whole packs, or what does not add up in a store. */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "clinic/about.h"
#include "clinic/due.h"
#include "clinic/parcel.h"
#include "form/photo.h"
#include "ctl/ctl.h"

static int
print_faults (CunyiFaults *faults)
{
  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    {
      g_autofree char *text = cunyi_fault_to_text (cunyi_faults_get (faults, i));

      g_print ("%s\n", text);
    }
  return cunyi_faults_count (faults) > 0 ? CTL_FINDINGS : CTL_OK;
}

/* ---- packs ---- */

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (folder);
}

/* A pack is used in an empty clinic, where its SQL can be prepared too. */
static gboolean
check_in_clinic (CunyiPack *pack, const char *folder, CunyiFaults *faults, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "check.cunyi", NULL);
  const CunyiFounding founding = {
    .pack = cunyi_pack_get_name (pack), .county = "县", .township = "乡", .village = "村", .clinic = "村卫生室",
    .hospital = "卫生院", .doctor = "村医", .phone = "", .password = "check-only", .demo = TRUE,
  };
  g_autoptr (CunyiFaults) left_out = cunyi_faults_new (NULL); /* told below, once */
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_found (path, &founding, NULL, left_out, error);

  if (clinic == NULL || !cunyi_library_use_pack (cunyi_clinic_get_database (clinic), pack, faults, error))
    return FALSE;
  cunyi_library_check_sql (cunyi_clinic_get_library (clinic), faults);
  return TRUE;
}

static int
check_pack (const char *name)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (name);
  g_autoptr (CunyiPack) pack = cunyi_pack_open (name, faults);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  gboolean checked;

  if (pack == NULL)
    return print_faults (faults);
  folder = g_dir_make_tmp ("cunyi-check-XXXXXX", &error);
  checked = folder && check_in_clinic (pack, folder, faults, &error);
  if (folder)
    remove_folder (folder);
  return checked ? print_faults (faults) : ctl_fail (error);
}

/* ---- files ---- */

/* Code lists of the national pack, which a single file may name, kept for the time of the check. */
typedef struct {
  CunyiPack *pack;
  GHashTable *codes;
} Shelf;

static CunyiCodes *
find_codes (const char *id, gpointer data)
{
  Shelf *shelf = data;
  CunyiCodes *known = g_hash_table_lookup (shelf->codes, id);
  g_autoptr (CunyiPackFile) file = shelf->pack && !known ? cunyi_pack_find_file (shelf->pack, "codes", id) : NULL;
  g_autoptr (GBytes) content = file ? cunyi_pack_file_read (file, NULL) : NULL;
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (id);
  CunyiCodes *codes = content ? cunyi_codes_parse (id, content, faults) : NULL;

  if (codes)
    g_hash_table_replace (shelf->codes, g_strdup (id), codes);
  return known ? known : codes;
}

static int
check_file (const char *path)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (path);
  g_autoptr (CunyiFaults) aside = cunyi_faults_new (path);
  g_autoptr (CunyiPack) pack = cunyi_pack_open ("national", aside);
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify) cunyi_codes_unref);
  Shelf shelf = { pack, codes };
  g_autoptr (CunyiParcel) parcel = cunyi_parcel_read (path, find_codes, &shelf, faults, NULL);

  if (parcel == NULL)
    return ctl_say (CTL_FAILED, _("The file “%s” cannot be read."), path);
  for (const char *const *notice = cunyi_parcel_get_notices (parcel); *notice; notice++)
    g_print ("%s\n", *notice);
  return print_faults (faults);
}

/* ---- the store ---- */

static int
check_store (void)
{
  g_autoptr (CunyiClinic) clinic = ctl_open_day ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = clinic ? cunyi_finding_list (clinic, NULL, &error) : NULL;
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  int orphans, unread;

  if (findings == NULL)
    return error ? ctl_fail (error) : CTL_FAILED;
  cunyi_library_check (cunyi_clinic_get_library (clinic), cunyi_clinic_get_book (clinic), faults);
  unread = print_faults (faults);
  for (guint i = 0; i < findings->len; i++)
    {
      const CunyiFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *who = cunyi_clinic_name_subject (clinic, finding->subject);

      g_print ("%s\t%s\t%s\t%s\n", finding->check, finding->subject, who, finding->message);
    }
  orphans = cunyi_photo_count_orphans (cunyi_clinic_get_database (clinic), &error);
  if (orphans < 0)
    return ctl_fail (error);
  if (orphans > 0)
    ctl_say (CTL_FINDINGS, ngettext ("%d photograph belongs to no record and no draft. It goes when the program is "
                                     "opened next.",
                                     "%d photographs belong to no record and no draft. They go when the program is "
                                     "opened next.", orphans), orphans);
  return findings->len > 0 || orphans > 0 ? CTL_FINDINGS : unread;
}

int
ctl_check (int argc, char **argv)
{
  int result = CTL_OK;

  if (!ctl_parse (ctl_find ("check"), NULL, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc < 2)
    return check_store ();
  for (int i = 1; i < argc; i++)
    {
      int one = g_file_test (argv[i], G_FILE_TEST_IS_REGULAR) ? check_file (argv[i]) : check_pack (argv[i]);

      result = MAX (result, one);
    }
  return result;
}
