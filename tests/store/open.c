/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Opening: what goes wrong has a code of its own, and leaves every byte where it was. */

#include "config.h"

#include "base/clock.h"
#include "fixture.h"
#include "store/private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define PAGE 4096
#define NOBODY 65534

static int
compare_lines (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names, sizes and contents of all files in the folder. (transfer full) */
static char *
picture (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      g_autofree char *sum = NULL;
      gsize length = 0;

      g_file_get_contents (path, &content, &length, NULL);
      sum = g_compute_checksum_for_data (G_CHECKSUM_MD5, (guint8 *) content, length);
      g_ptr_array_add (lines, g_strdup_printf ("%s %" G_GSIZE_FORMAT " %s", name, length, sum));
    }
  g_ptr_array_sort_with_data (lines, compare_lines, NULL);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* Opening fails with `code`, and the folder stays as it is. */
static void
assert_refused (Fixture *fixture, const char *user, const char *secret, CunyiStoreError code)
{
  g_autofree char *before = picture (fixture->folder);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDatabase) database = cunyi_database_open (fixture->path, user, secret, &error);

  g_assert_null (database);
  g_assert_error (error, CUNYI_STORE_ERROR, (int) code);
  after = picture (fixture->folder);
  g_assert_cmpstr (before, ==, after);
}

static void
write_file (const char *path, const char *content, gsize length)
{
  g_assert_true (g_file_set_contents (path, content, length, NULL));
}

/* Turns `n` bytes at `offset` over. */
static void
damage (const char *path, off_t offset, guint n)
{
  int fd = g_open (path, O_RDWR, 0);
  guint8 byte;

  g_assert_cmpint (fd, >=, 0);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (pread (fd, &byte, 1, offset + i), ==, 1);
      byte ^= 0x55;
      g_assert_cmpint (pwrite (fd, &byte, 1, offset + i), ==, 1);
    }
  close (fd);
}

static void
a_store_opens_with_password_and_recovery_code (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *sloppy = NULL;
  g_autofree char *left = NULL;
  g_autofree char *left_after = NULL;

  g_assert_false (cunyi_database_is_demo (fixture->database));
  g_assert_cmpuint (strlen (cunyi_database_get_id (fixture->database)), ==, 32);
  fixture_close (fixture);
  left = picture (fixture->folder);
  fixture_open (fixture);
  fixture_close (fixture);
  left_after = picture (fixture->folder);
  g_assert_cmpstr (left, ==, left_after);
  g_assert_null (strstr (left_after, "-wal"));

  fixture->database = cunyi_database_open (fixture->path, NULL, fixture->recovery, &error);
  g_assert_no_error (error);
  fixture_close (fixture);
  sloppy = g_ascii_strdown (fixture->recovery, -1);
  g_strdelimit (sloppy, "-", ' ');
  fixture->database = cunyi_database_open (fixture->path, NULL, sloppy, &error);
  g_assert_no_error (error);
}

static void
a_wrong_password_or_user_is_told_so (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  fixture_close (fixture);
  assert_refused (fixture, USER, "1234567", CUNYI_STORE_ERROR_WRONG_PASSWORD);
  assert_refused (fixture, USER, "", CUNYI_STORE_ERROR_WRONG_PASSWORD);
  assert_refused (fixture, "李四", PASSWORD, CUNYI_STORE_ERROR_WRONG_PASSWORD);
  assert_refused (fixture, NULL, PASSWORD, CUNYI_STORE_ERROR_WRONG_PASSWORD);
  assert_refused (fixture, USER, fixture->recovery, CUNYI_STORE_ERROR_WRONG_PASSWORD);
}

static void
a_missing_file_is_told_so (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  fixture_close (fixture);
  g_unlink (fixture->path);
  assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_NOT_FOUND);
}

static void
another_file_is_no_store (void)
{
  static const struct {
    const char *begin;
    gsize length;
  } cases[] = {
    { "", 0 },                     /* empty */
    { "x", 1 },                    /* hardly anything */
    { "SQLite format 3\0", 8192 }, /* a database in the clear */
    { "PK\3\4\x14\0\6\0", 8192 },  /* a workbook */
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8192 }, /* an old workbook */
    { "name,birth,village\n", 8192 }, /* a text */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new ();
      g_autofree char *content = g_malloc0 (cases[i].length + 1);
      g_autofree char *keys = g_strconcat (fixture->path, ".keys", NULL);

      fixture_close (fixture);
      memcpy (content, cases[i].begin, MIN (strlen (cases[i].begin), cases[i].length));
      write_file (fixture->path, content, cases[i].length);
      assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_NOT_A_STORE);
      g_unlink (keys);
      assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_NOT_A_STORE);
    }
}

static void
a_folder_is_no_store (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  fixture_close (fixture);
  g_unlink (fixture->path);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_NOT_A_STORE);
}

static void
a_key_file_that_does_not_fit_is_told_so (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (Fixture) other = fixture_new ();
  g_autofree char *keys = g_strconcat (fixture->path, ".keys", NULL);
  g_autofree char *other_keys = g_strconcat (other->path, ".keys", NULL);
  g_autofree char *content = NULL;
  g_autofree char *other_content = NULL;
  gsize length, other_length;

  fixture_close (fixture);
  g_assert_true (g_file_get_contents (keys, &content, &length, NULL));
  g_assert_true (g_file_get_contents (other_keys, &other_content, &other_length, NULL));

  g_unlink (keys);
  assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_KEYS);
  write_file (keys, other_content, other_length); /* of another store, with the same password */
  assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_KEYS);
  write_file (keys, content, length / 2); /* cut off */
  assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_KEYS);
  write_file (keys, "", 0);
  assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_KEYS);
  write_file (keys, "\0\1\2\3", 4);
  assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_KEYS);
  write_file (keys, content, length);
  fixture_open (fixture);
}

/* A changed letter anywhere in the key file is either told as damage, or does no harm. */
static void
a_key_file_with_a_changed_letter_is_told_so (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *keys = g_strconcat (fixture->path, ".keys", NULL);
  g_autofree char *content = NULL;
  const char *key;
  gsize length;

  fixture_close (fixture);
  g_assert_true (g_file_get_contents (keys, &content, &length, NULL));
  key = strstr (content, "key=");
  g_assert_nonnull (key);
  content[key + 4 - content] = content[key + 4 - content] == 'a' ? 'b' : 'a';
  write_file (keys, content, length);
  assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_KEYS);
}

/* A key file may be made to ask for more work than a laptop can do. */
static void
a_key_file_that_asks_for_too_much_is_refused (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *keys = g_strconcat (fixture->path, ".keys", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  fixture_close (fixture);
  g_assert_true (g_key_file_load_from_file (file, keys, G_KEY_FILE_NONE, NULL));
  g_key_file_set_uint64 (file, "slot 1", "memory", 1ULL << 40);
  g_assert_true (g_key_file_save_to_file (file, keys, NULL));
  assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_KEYS);
}

static void
damaged_pages_are_told_so (void)
{
  g_autofree char *whole = NULL;
  g_autoptr (Fixture) fixture = fixture_new ();
  gsize length;

  fixture_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  for (gsize offset = 16; offset < length; offset += 7 * PAGE + 1111)
    {
      damage (fixture->path, offset, 1);
      assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_DAMAGED);
      damage (fixture->path, offset, 1);
    }
  fixture_open (fixture);
}

static void
a_cut_off_file_is_damaged (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *whole = NULL;
  gsize length;

  fixture_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  write_file (fixture->path, whole, length - 2 * PAGE);
  assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_DAMAGED);
  write_file (fixture->path, whole, length - 100);
  assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_DAMAGED);
  write_file (fixture->path, whole, PAGE);
  assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_DAMAGED);
}

static void
a_file_of_a_later_program_is_told_so (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  fixture_run (fixture, "PRAGMA user_version = 9999");
  fixture_close (fixture);
  assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_NEWER);
}

/* Step 1 cannot run on a file that has its tables: what a step that fails half way does to a village. */
static void
a_migration_that_fails_leaves_the_rows_and_a_copy (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_build_filename (fixture->folder, "村 #1?-before-1-20220726-1200.cunyi", NULL);
  g_autofree char *copy_keys = g_strconcat (copy, ".keys", NULL);
  gint64 version = fixture_count (fixture, "PRAGMA user_version");
  g_autofree char *right = g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT, version);
  CunyiDatabase *database;

  fixture_begin (fixture, "Place");
  g_free (fixture_add_place (fixture, NULL, "village", "河口村"));
  fixture_commit (fixture);
  fixture_run (fixture, "PRAGMA user_version = 0");
  g_assert_null (cunyi_database_open (fixture->path, USER, PASSWORD, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED);
  g_assert_true (g_str_has_prefix (error->message, "0001-village.sql: "));
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS) && g_file_test (copy_keys, G_FILE_TEST_EXISTS));
  g_assert_cmpint (fixture_count (fixture, "PRAGMA user_version"), ==, 0);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM place"), ==, 1);

  /* with the number put right it opens as before */
  fixture_run (fixture, right);
  fixture_close (fixture);
  g_clear_error (&error);
  database = cunyi_database_open (fixture->path, USER, PASSWORD, &error);
  g_assert_no_error (error);
  g_object_unref (database);
}

static void
a_store_is_never_made_over_another (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) second = NULL;

  fixture_close (fixture);
  before = picture (fixture->folder);
  g_assert_null (cunyi_database_create (fixture->path, USER, PASSWORD, FALSE, NULL, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_EXISTS);
  after = picture (fixture->folder);
  g_assert_cmpstr (before, ==, after);
  /* neither over its key file alone, which may be all that opens a moved store */
  g_unlink (fixture->path);
  g_assert_null (cunyi_database_create (fixture->path, USER, PASSWORD, FALSE, NULL, &second));
  g_assert_error (second, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_EXISTS);
}

static void
a_store_in_no_folder_cannot_be_made (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cunyi_database_create ("/nowhere/at all/a.cunyi", USER, PASSWORD, FALSE, NULL, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_NOT_FOUND);
}

static void
the_demo_village_says_so_for_ever (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cunyi-demo-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "demo.cunyi", NULL);
  CunyiDatabase *database = cunyi_database_create (path, USER, PASSWORD, TRUE, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (cunyi_database_is_demo (database));
  g_object_unref (database);
  database = cunyi_database_open (path, USER, PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_true (cunyi_database_is_demo (database));
  g_object_unref (database);
  remove_folder (folder);
}

static void
another_writer_is_waited_for_and_then_told (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDatabase) other = cunyi_database_open_again (fixture->database, FALSE, &error);

  g_assert_no_error (error);
  fixture_begin (fixture, "Long work");
  g_assert_false (cunyi_database_begin (other, "Meanwhile", &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_BUSY);
  cunyi_database_rollback (fixture->database);
}

static void
a_log_left_by_a_crash_is_not_lost (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *file = NULL;
  g_autofree char *left = NULL;
  gsize file_length, left_length;

  fixture_begin (fixture, "Place");
  g_free (fixture_add_place (fixture, NULL, "village", "河口村"));
  fixture_commit (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &file, &file_length, NULL));
  g_assert_true (g_file_get_contents (log, &left, &left_length, NULL));
  g_assert_cmpuint (left_length, >, 0);
  fixture_close (fixture);
  write_file (fixture->path, file, file_length);
  write_file (log, left, left_length);

  assert_refused (fixture, USER, "wrong", CUNYI_STORE_ERROR_WRONG_PASSWORD);
  fixture_open (fixture);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM place"), ==, 1);
}

/* ---- a full disk ---- */

static void
a_full_disk_is_told_and_what_was_there_stays (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *limit = g_strdup_printf ("PRAGMA max_page_count = %d",
                                            (int) fixture_count (fixture, "PRAGMA page_count") + 3);
  gboolean written = TRUE;

  fixture_begin (fixture, "Place");
  g_free (fixture_add_place (fixture, NULL, "village", "河口村"));
  fixture_commit (fixture);
  fixture_count (fixture, limit);
  fixture_begin (fixture, "Much");
  for (guint i = 0; written && i < 1000; i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO setting (name, value) VALUES ('%u', hex (zeroblob (1000)))", i);

      written = fixture_try (fixture, sql, &error);
    }
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FULL);
  cunyi_database_rollback (fixture->database);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM setting"), ==, 0);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM place"), ==, 1);
}

static void
fill_until_refused (CunyiDatabase *database, GError **error)
{
  gboolean written = TRUE;

  for (guint i = 0; i < 2000 && written; i++)
    {
      g_autofree char *name = g_strdup_printf ("many/%u", i);
      g_autofree char *value = g_strnfill (3000, 'x');

      written = cunyi_setting_set (database, name, value, error);
    }
}

/* Where the case above stops at a number of pages, here the system itself refuses to write. */
static void
a_really_full_disk_is_told_and_what_was_there_stays (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *other = g_build_filename (fixture->folder, "b.cunyi", NULL);
  g_autofree char *other_new = g_strconcat (other, ".new", NULL);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) keys_error = NULL;
  g_autoptr (GError) made_error = NULL;

  g_assert_true (cunyi_setting_set (fixture->database, "clinic/name", "河口村卫生室", &error));
  fixture_fill_disk (1024 * 1024);
  fill_until_refused (fixture->database, &error);
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FULL);
  fixture_fill_disk (64);
  g_assert_false (cunyi_database_set_password (fixture->database, "李四", "x", &keys_error));
  g_assert_error (keys_error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FULL);
  g_assert_null (cunyi_database_create (other, USER, PASSWORD, FALSE, NULL, &made_error));
  g_assert_error (made_error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FULL);
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (other_new, G_FILE_TEST_EXISTS));
  fixture_close (fixture);
  fixture_empty_disk ();

  fixture_open (fixture);
  name = cunyi_setting_get (fixture->database, "clinic/name");
  g_assert_cmpstr (name, ==, "河口村卫生室");
  /* There is room again. */
  g_clear_error (&error);
  g_assert_true (cunyi_setting_set (fixture->database, "clinic/name", "柳河村卫生室", &error));
}

/* Root may write everywhere, so it becomes somebody else for as long as it looks. */
static void
a_file_that_may_not_be_written_is_told_so (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *keys = g_strconcat (fixture->path, ".keys", NULL);
  gboolean root = geteuid () == 0;

  fixture_close (fixture);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (keys, 0444), ==, 0);
  if (root)
    g_assert_cmpint (setresuid (NOBODY, NOBODY, 0), ==, 0);
  assert_refused (fixture, USER, PASSWORD, CUNYI_STORE_ERROR_READ_ONLY);
  if (root)
    g_assert_cmpint (setresuid (0, 0, 0), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cunyi_clock_hold ("2022-07-26");

#define ADD(name) g_test_add_func ("/store/open/" #name, name)
  ADD (a_store_opens_with_password_and_recovery_code);
  ADD (a_wrong_password_or_user_is_told_so);
  ADD (a_missing_file_is_told_so);
  ADD (another_file_is_no_store);
  ADD (a_folder_is_no_store);
  ADD (a_key_file_that_does_not_fit_is_told_so);
  ADD (a_key_file_with_a_changed_letter_is_told_so);
  ADD (a_key_file_that_asks_for_too_much_is_refused);
  ADD (damaged_pages_are_told_so);
  ADD (a_cut_off_file_is_damaged);
  ADD (a_file_of_a_later_program_is_told_so);
  ADD (a_migration_that_fails_leaves_the_rows_and_a_copy);
  ADD (a_store_is_never_made_over_another);
  ADD (a_store_in_no_folder_cannot_be_made);
  ADD (the_demo_village_says_so_for_ever);
  ADD (another_writer_is_waited_for_and_then_told);
  ADD (a_log_left_by_a_crash_is_not_lost);
  ADD (a_full_disk_is_told_and_what_was_there_stays);
  ADD (a_really_full_disk_is_told_and_what_was_there_stays);
  ADD (a_file_that_may_not_be_written_is_told_so);
#undef ADD

  return g_test_run ();
}
