/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Copies of a store, and the check of its pages. */

#include "config.h"

#include "base/clock.h"
#include "fixture.h"
#include "store/backup.h"

#include <fcntl.h>
#include <unistd.h>

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

static void
a_copy_opens_with_the_same_passwords_and_holds_the_same (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cunyi-copy-XXXXXX", NULL);
  g_autofree char *path = NULL;
  g_autofree char *second = NULL;
  g_autofree char *name = NULL;
  g_autofree char *clinic = NULL;
  g_autofree char *by_recovery = NULL;
  CunyiDatabase *copy;

  cunyi_clock_hold ("2022-07-26T08:30:00");
  g_assert_true (cunyi_setting_set (fixture->database, "clinic/name", "河口村卫生室", &error));
  cunyi_database_backup (fixture->database, folder, &path, NULL, &error);
  g_assert_no_error (error);
  name = g_path_get_basename (path);
  g_assert_cmpstr (name, ==, "村 #1?-20220726-0830.cunyi");
  g_assert_cmpuint (count_files (folder), ==, 2);

  copy = cunyi_database_open (path, USER, PASSWORD, &error);
  g_assert_no_error (error);
  clinic = cunyi_setting_get (copy, "clinic/name");
  g_assert_cmpstr (clinic, ==, "河口村卫生室");
  g_assert_cmpstr (cunyi_database_get_id (copy), ==, cunyi_database_get_id (fixture->database));
  g_object_unref (copy);
  copy = cunyi_database_open (path, NULL, fixture->recovery, &error);
  g_assert_no_error (error);
  by_recovery = cunyi_setting_get (copy, "clinic/name");
  g_assert_cmpstr (by_recovery, ==, "河口村卫生室");
  g_object_unref (copy);

  /* in the same minute */
  cunyi_database_backup (fixture->database, folder, &second, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (second, "-20220726-0830-2.cunyi"));
  remove_folder (folder);
}

static void
a_folder_that_is_not_there_is_told_so (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (cunyi_database_backup (fixture->database, "/nowhere/at all", NULL, NULL, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_NOT_FOUND);
}

static void
a_cancelled_copy_leaves_nothing (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *folder = g_dir_make_tmp ("cunyi-copy-XXXXXX", NULL);

  g_cancellable_cancel (cancellable);
  g_assert_false (cunyi_database_backup (fixture->database, folder, NULL, cancellable, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (folder), ==, 0);
  remove_folder (folder);
}

static void
a_copy_onto_a_full_stick_leaves_nothing (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cunyi-stick-XXXXXX", NULL);

  fixture_fill_disk (64 * 1024);
  g_assert_false (cunyi_database_backup (fixture->database, folder, NULL, NULL, &error));
  fixture_empty_disk ();
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FULL);
  g_assert_cmpuint (count_files (folder), ==, 0);
  remove_folder (folder);
}

static void
the_check_finds_nothing_in_a_sound_store (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;

  cunyi_database_check (fixture->database, NULL, &error);
  g_assert_no_error (error);
}

static void
the_check_finds_a_turned_byte (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  int fd;
  guint8 byte = 0;

  /* opened before it was damaged: what a failing disk does */
  fixture_close (fixture);
  fixture_open (fixture);
  fd = g_open (fixture->path, O_RDWR, 0);
  g_assert_cmpint (pread (fd, &byte, 1, 20 * 4096 + 99), ==, 1);
  byte ^= 1;
  g_assert_cmpint (pwrite (fd, &byte, 1, 20 * 4096 + 99), ==, 1);
  close (fd);
  g_assert_false (cunyi_database_check (fixture->database, NULL, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_DAMAGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cunyi_clock_hold ("2022-07-26");

#define ADD(name) g_test_add_func ("/store/backup/" #name, name)
  ADD (a_copy_opens_with_the_same_passwords_and_holds_the_same);
  ADD (a_folder_that_is_not_there_is_told_so);
  ADD (a_cancelled_copy_leaves_nothing);
  ADD (a_copy_onto_a_full_stick_leaves_nothing);
  ADD (the_check_finds_nothing_in_a_sound_store);
  ADD (the_check_finds_a_turned_byte);
#undef ADD

  return g_test_run ();
}
