/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Packs, good, broken and hostile, each written into a folder of its own. */

#include "config.h"

#include "base/pack.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *packs; /* folder of all packs of a case */

static void
set_up (void)
{
  packs = g_dir_make_tmp ("cunyi-packs-XXXXXX", NULL);
  g_assert_nonnull (packs);
  g_setenv ("CUNYI_PACKS_DIR", packs, TRUE);
}

static void
remove_all (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir && (name = g_dir_read_name (dir)))
        {
          g_autofree char *below = g_build_filename (path, name, NULL);

          remove_all (below);
        }
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (void)
{
  remove_all (packs);
  g_clear_pointer (&packs, g_free);
}

static void
put (const char *file, const char *content)
{
  g_autofree char *path = g_build_filename (packs, file, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

/* "codes/a.csv@base b.csv@own": file and pack of every entry. */
static char *
show (CunyiPack *pack, const char *kind, CunyiFaults *faults)
{
  g_autoptr (GPtrArray) files = cunyi_pack_list_files (pack, kind, faults);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const CunyiPackFile *file = g_ptr_array_index (files, i);

      g_string_append_printf (text, "%s%s@%s", i ? " " : "", file->file, file->pack);
    }
  return g_string_free (text, FALSE);
}

static void
assert_fault (CunyiFaults *faults, guint index, CunyiFaultCode code, const char *file, guint row, guint column)
{
  const CunyiFault *fault;

  g_assert_cmpuint (cunyi_faults_count (faults), >, index);
  fault = cunyi_faults_get (faults, index);
  g_test_message ("%s", fault->message);
  g_assert_cmpint (fault->code, ==, code);
  g_assert_cmpstr (fault->file, ==, file);
  g_assert_cmpuint (fault->row, ==, row);
  g_assert_cmpuint (fault->column, ==, column);
}

static void
a_pack_and_its_base_are_one (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiPack) pack = NULL;
  g_autofree char *codes = NULL, *due = NULL;
  g_auto (GStrv) names = NULL;

  set_up ();
  put ("national/pack.csv", "key,value\nname,national\ntitle,全国\nversion,1.2\n");
  put ("national/codes/a.csv", "national a");
  put ("national/codes/b.csv", "national b");
  put ("county/pack.csv", "name,county\ntitle,方城县\nversion,3\nbase,national\nregion,411322\n");
  put ("county/codes/b.csv", "county b");
  put ("county/codes/c.csv", "county c");
  put ("nothing/readme.txt", "no pack");
  pack = cunyi_pack_open ("county", faults);
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
  g_assert_cmpstr (cunyi_pack_get_name (pack), ==, "county");
  g_assert_cmpstr (cunyi_pack_get (pack, "title"), ==, "方城县");
  g_assert_cmpstr (cunyi_pack_get (pack, "region"), ==, "411322");
  g_assert_cmpstr (cunyi_pack_get (pack, "note"), ==, "");
  g_assert_cmpstr (cunyi_pack_get_name (cunyi_pack_get_base (pack)), ==, "national");
  g_assert_null (cunyi_pack_get_base (cunyi_pack_get_base (pack)));
  codes = show (pack, "codes", faults);
  g_assert_cmpstr (codes, ==, "a.csv@national b.csv@county c.csv@county");
  due = show (pack, "due", faults);
  g_assert_cmpstr (due, ==, "");
  names = cunyi_packs_list ();
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "county");
  g_assert_cmpstr (names[1], ==, "national");
  tear_down ();
}

static void
own_files_win_by_name_whatever_kind_of_table (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new ("outside");
  g_autoptr (CunyiPack) pack = NULL;
  g_autofree char *forms = NULL, *reports = NULL, *indicators = NULL;

  set_up ();
  put ("base/pack.csv", "name,base\ntitle,t\nversion,1\n");
  put ("base/forms/visit.csv", "x");
  put ("base/reports/monthly/facts.sql", "x");
  put ("base/reports/monthly/sheet.csv", "x");
  put ("base/indicators/rate.sql", "x");
  put ("base/indicators/rate.csv", "x");
  put ("own/pack.csv", "name,own\ntitle,t\nversion,1\nbase,base\n");
  put ("own/forms/visit.xlsx", "x");            /* the same form, made in a spreadsheet */
  put ("own/forms/.hidden", "x");               /* what editors leave behind */
  put ("own/forms/visit.csv~", "x");
  put ("own/forms/README.md", "x");
  put ("own/reports/monthly/sheet.csv", "x");   /* only the columns, not the facts */
  put ("own/indicators/rate.csv", "x");
  pack = cunyi_pack_open ("own", faults);
  forms = show (pack, "forms", faults);
  reports = show (pack, "reports", faults);
  indicators = show (pack, "indicators", faults);
  g_assert_cmpstr (forms, ==, "visit.xlsx@own");
  g_assert_cmpstr (reports, ==, "monthly/facts.sql@base monthly/sheet.csv@own");
  g_assert_cmpstr (indicators, ==, "rate.csv@own rate.sql@base");
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
  g_assert_cmpstr (cunyi_faults_get_file (faults), ==, "outside"); /* as the caller had it */
  tear_down ();
}

static void
a_file_is_found_and_read (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiPack) pack = NULL;
  g_autoptr (CunyiPackFile) file = NULL, facts = NULL, none = NULL, whole = NULL, outside = NULL;
  g_autoptr (GBytes) bytes = NULL, gone = NULL;
  g_autoptr (GError) error = NULL;

  set_up ();
  put ("own/pack.csv", "name,own\ntitle,t\nversion,7\n");
  put ("own/forms/visit.csv", "content");
  put ("own/reports/monthly/facts.sql", "select");
  pack = cunyi_pack_open ("own", faults);
  file = cunyi_pack_find_file (pack, "forms", "visit");
  g_assert_cmpstr (file->id, ==, "visit");
  g_assert_cmpstr (file->kind, ==, "forms");
  g_assert_cmpstr (file->version, ==, "7");
  bytes = cunyi_pack_file_read (file, NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "content", 7);
  whole = cunyi_pack_find_file (pack, "forms", "visit.csv");
  g_assert_nonnull (whole);
  facts = cunyi_pack_find_file (pack, "reports", "monthly/facts");
  g_assert_cmpstr (facts->file, ==, "monthly/facts.sql");
  none = cunyi_pack_find_file (pack, "forms", "other");
  g_assert_null (none);
  outside = cunyi_pack_find_file (pack, "forms", "../pack");
  g_assert_null (outside);
  g_assert_cmpint (g_remove (file->path), ==, 0);
  gone = cunyi_pack_file_read (file, &error);
  g_assert_null (gone);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  tear_down ();
}

static void
broken_lines_are_faults_with_their_place (void)
{
  static const struct {
    const char *file;
    CunyiFaultCode code;
    guint row, column;
  } cases[] = {
    { "name,own\ntitle,t\nversion,1\nbsae,national\n", CUNYI_FAULT_PACK_KEY, 4, 1 },   /* misspelt */
    { "name,own\ntitle,t\nversion,1\ntitle,u\n", CUNYI_FAULT_PACK_KEY, 4, 1 },         /* twice */
    { "name,other\ntitle,t\nversion,1\n", CUNYI_FAULT_PACK_VALUE, 1, 2 },              /* not its folder */
    { "name,own\nversion,1\n", CUNYI_FAULT_PACK_VALUE, 0, 0 },                         /* no title */
    { "name,own\ntitle,\nversion,1\n", CUNYI_FAULT_PACK_VALUE, 2, 0 },                 /* an empty one */
    { "name,own\ntitle,a\x01b\nversion,1\n", CUNYI_FAULT_PACK_VALUE, 2, 2 },           /* a control letter */
    { "name,own\ntitle,t\nversion,1\nbase,nowhere\n", CUNYI_FAULT_PACK_MISSING, 4, 2 },
    { "name,own\ntitle,t\nversion,1\nbase,../own\n", CUNYI_FAULT_PACK_MISSING, 4, 2 }, /* out of the folder */
    { "name,own\ntitle,t\nversion,1\nbase,./own\n", CUNYI_FAULT_PACK_MISSING, 4, 2 },  /* a path is no name */
    { "name,own\ntitle,t\nversion,1\nbase,own\n", CUNYI_FAULT_PACK_CYCLE, 4, 2 },      /* upon itself */
    { "name,own\ntitle,\"t\nversion,1\n", CUNYI_FAULT_UNREADABLE, 0, 0 },
    { "\xff\xff\xff", CUNYI_FAULT_UNREADABLE, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
      CunyiPack *pack;

      g_test_message ("case %u", i);
      set_up ();
      put ("own/pack.csv", cases[i].file);
      pack = cunyi_pack_open ("own", faults);
      assert_fault (faults, 0, cases[i].code, "own/pack.csv", cases[i].row, cases[i].column);
      g_assert_true ((pack == NULL) == (cases[i].code == CUNYI_FAULT_UNREADABLE));
      g_clear_pointer (&pack, cunyi_pack_free);
      tear_down ();
    }
}

static void
a_circle_of_packs_is_a_fault_in_the_one_that_closes_it (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiPack) pack = NULL;

  set_up ();
  put ("a/pack.csv", "name,a\ntitle,t\nversion,1\nbase,b\n");
  put ("b/pack.csv", "name,b\ntitle,t\nversion,1\nbase,c\n");
  put ("c/pack.csv", "name,c\ntitle,t\nversion,1\nbase,a\n");
  pack = cunyi_pack_open ("a", faults);
  g_assert_nonnull (pack);
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 1);
  assert_fault (faults, 0, CUNYI_FAULT_PACK_CYCLE, "c/pack.csv", 4, 2);
  tear_down ();
}

static void
an_endless_chain_ends (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiPack) pack = NULL;
  guint length = 0;

  set_up ();
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *file = g_strdup_printf ("p%u/pack.csv", i);
      g_autofree char *content = g_strdup_printf ("name,p%u\ntitle,t\nversion,1\nbase,p%u\n", i, i + 1);

      put (file, content);
    }
  pack = cunyi_pack_open ("p0", faults);
  for (CunyiPack *p = pack; p; p = cunyi_pack_get_base (p))
    length++;
  g_assert_cmpuint (length, ==, 8);
  assert_fault (faults, 0, CUNYI_FAULT_PACK_CYCLE, "p7/pack.csv", 4, 2);
  tear_down ();
}

static void
a_name_that_leads_elsewhere_opens_nothing (void)
{
  static const char *const names[] = { "", "..", "../own", "/etc", "own/", "OWN", "own pack", "村", "-own", NULL };

  set_up ();
  put ("own/pack.csv", "name,own\ntitle,t\nversion,1\n");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);

      g_assert_null (cunyi_pack_open (names[i], faults));
      g_assert_cmpint (cunyi_faults_get (faults, 0)->code, ==, CUNYI_FAULT_PACK_MISSING);
    }
  {
    g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);

    g_assert_null (cunyi_pack_open ("nowhere", faults));
    assert_fault (faults, 0, CUNYI_FAULT_UNREADABLE, "nowhere/pack.csv", 0, 0);
  }
  tear_down ();
}

static void
links_are_not_followed (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiPack) pack = NULL;
  g_autofree char *forms = NULL, *codes = NULL, *link = NULL, *folder = NULL, *path = NULL;
  CunyiPackFile file = { 0 };
  g_autoptr (GError) error = NULL;

  set_up ();
  put ("own/pack.csv", "name,own\ntitle,t\nversion,1\n");
  put ("own/forms/visit.csv", "x");
  link = g_build_filename (packs, "own", "forms", "passwd.csv", NULL);
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  folder = g_build_filename (packs, "own", "codes", NULL);
  g_assert_cmpint (symlink ("/etc", folder), ==, 0);
  pack = cunyi_pack_open ("own", faults);
  forms = show (pack, "forms", faults);
  codes = show (pack, "codes", faults);
  g_assert_cmpstr (forms, ==, "visit.csv@own");
  g_assert_cmpstr (codes, ==, "");
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 1);
  assert_fault (faults, 0, CUNYI_FAULT_PACK_FILE, "own/forms/passwd.csv", 0, 0);
  file.path = link; /* put there after the folder was listed */
  g_assert_null (cunyi_pack_file_read (&file, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_LOOP);
  tear_down ();
}

static void
files_that_cannot_be_used_are_faults_and_left_out (void)
{
  static const char *const names[] = { "Visit.csv", "家访.csv", "visit", "a b.csv", "visit.form.csv", "x';--.csv" };
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiPack) pack = NULL;
  g_autofree char *forms = NULL, *large = NULL;

  set_up ();
  put ("own/pack.csv", "name,own\ntitle,t\nversion,1\n");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_strconcat ("own/forms/", names[i], NULL);

      put (file, "x");
    }
  put ("own/forms/deep/deeper/visit.csv", "x");
  put ("own/forms/good.csv", "x");
  put ("own/forms/twice.csv", "x");
  put ("own/forms/twice.xlsx", "x");
  put ("own/forms/large.csv", "x");
  large = g_build_filename (packs, "own", "forms", "large.csv", NULL);
  g_assert_cmpint (truncate (large, 17 * 1024 * 1024), ==, 0);
  pack = cunyi_pack_open ("own", faults);
  forms = show (pack, "forms", faults);
  g_assert_cmpstr (forms, ==, "good.csv@own twice.csv@own");
  g_assert_cmpuint (cunyi_faults_count (faults), ==, G_N_ELEMENTS (names) + 3);
  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    g_assert_cmpint (cunyi_faults_get (faults, i)->code, ==, CUNYI_FAULT_PACK_FILE);
  tear_down ();
}

static void
a_huge_pack_csv_is_not_read (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autofree char *content = g_strnfill (65 * 1024, 'x');

  set_up ();
  put ("own/pack.csv", content);
  g_assert_null (cunyi_pack_open ("own", faults));
  assert_fault (faults, 0, CUNYI_FAULT_UNREADABLE, "own/pack.csv", 0, 0);
  tear_down ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pack/a pack and its base are one", a_pack_and_its_base_are_one);
  g_test_add_func ("/pack/own files win by name whatever kind of table", own_files_win_by_name_whatever_kind_of_table);
  g_test_add_func ("/pack/a file is found and read", a_file_is_found_and_read);
  g_test_add_func ("/pack/broken lines are faults with their place", broken_lines_are_faults_with_their_place);
  g_test_add_func ("/pack/a circle of packs is a fault in the one that closes it",
                   a_circle_of_packs_is_a_fault_in_the_one_that_closes_it);
  g_test_add_func ("/pack/an endless chain ends", an_endless_chain_ends);
  g_test_add_func ("/pack/a name that leads elsewhere opens nothing", a_name_that_leads_elsewhere_opens_nothing);
  g_test_add_func ("/pack/links are not followed", links_are_not_followed);
  g_test_add_func ("/pack/files that cannot be used are faults and left out",
                   files_that_cannot_be_used_are_faults_and_left_out);
  g_test_add_func ("/pack/a huge pack.csv is not read", a_huge_pack_csv_is_not_read);
  return g_test_run ();
}
