/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A backup comes back, and what was there before stays. */

#include "config.h"

#include "base/clock.h"
#include "fixture.h"
#include "store/backup.h"
#include "store/files.h"
#include "store/restore.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define HOLD "--hold"

/* A store with a backup of what it once was, closed. */
typedef struct {
  Fixture *fixture;
  char *folder; /* of the backup */
  char *backup;
} Case;

static void
set_up (Case *c, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  c->fixture = fixture_new ();
  c->folder = g_dir_make_tmp ("cunyi-stick-XXXXXX", NULL);
  g_assert_true (cunyi_setting_set (c->fixture->database, "clinic/name", "从前的卫生室", &error));
  cunyi_database_backup (c->fixture->database, c->folder, &c->backup, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cunyi_setting_set (c->fixture->database, "clinic/name", "现在的卫生室", &error));
  fixture_close (c->fixture);
}

static void
tear_down (Case *c, gconstpointer data)
{
  remove_folder (c->folder);
  g_free (c->folder);
  g_free (c->backup);
  fixture_free (c->fixture);
}

static CunyiDatabase *
look (Case *c)
{
  g_autoptr (GError) error = NULL;
  CunyiDatabase *copy = cunyi_database_open_copy (c->backup, USER, PASSWORD, &error);

  g_assert_no_error (error);
  return copy;
}

static void
assert_name (const char *path, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDatabase) database = cunyi_database_open (path, USER, PASSWORD, &error);
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  said = cunyi_setting_get (database, "clinic/name");
  g_assert_cmpstr (said, ==, name);
}

static void
a_backup_takes_the_place_and_what_was_there_is_set_aside (Case *c, gconstpointer data)
{
  g_autoptr (CunyiDatabase) copy = look (c);
  g_autofree char *aside = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  cunyi_database_restore (copy, c->fixture->path, &aside, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_name (c->fixture->path, "从前的卫生室");
  assert_name (aside, "现在的卫生室");
  /* And once more in the same minute: nothing is written over. */
  g_assert_true (cunyi_database_restore (copy, c->fixture->path, &again, NULL, NULL, NULL, &error));
  g_assert_cmpstr (aside, !=, again);
  assert_name (aside, "现在的卫生室");
  assert_name (again, "从前的卫生室");
  /* The backup is what it was. */
  assert_name (c->backup, "从前的卫生室");
}

static void
a_place_with_nothing_in_it_needs_nothing_set_aside (Case *c, gconstpointer data)
{
  g_autoptr (CunyiDatabase) copy = look (c);
  g_autofree char *place = g_build_filename (c->folder, "new", "village.cunyi", NULL);
  g_autofree char *folder = g_path_get_dirname (place);
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cunyi_database_restore (copy, place, &aside, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (aside);
  assert_name (place, "从前的卫生室");
  remove_folder (folder);
}

static void
copy_file (const char *from, const char *to, const char *ending)
{
  g_autofree char *source = g_strconcat (from, ending, NULL);
  g_autofree char *target = g_strconcat (to, ending, NULL);
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (source, &content, &length, NULL));
  g_assert_true (g_file_set_contents (target, content, length, NULL));
}

static void
what_a_crash_left_in_the_log_goes_aside_with_it (Case *c, gconstpointer data)
{
  g_autoptr (CunyiDatabase) copy = look (c);
  g_autofree char *place = g_build_filename (c->folder, "crashed.cunyi", NULL);
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  /* As after a power cut: the last change stands in the log alone. */
  fixture_open (c->fixture);
  g_assert_true (cunyi_setting_set (c->fixture->database, "clinic/name", "断电前的卫生室", &error));
  copy_file (c->fixture->path, place, "");
  copy_file (c->fixture->path, place, "-wal");
  copy_file (c->fixture->path, place, ".keys");
  fixture_close (c->fixture);

  g_assert_true (cunyi_database_restore (copy, place, &aside, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_name (place, "从前的卫生室");
  assert_name (aside, "断电前的卫生室");
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Files of both folders, to see that nothing came or went. */
static char *
list_files (Case *c)
{
  g_autofree char *own = g_path_get_dirname (c->fixture->path);
  const char *const folders[] = { own, c->folder };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folders[i], 0, NULL);
      const char *name;

      while ((name = g_dir_read_name (dir)))
        g_ptr_array_add (names, g_build_filename (folders[i], name, NULL));
    }
  g_ptr_array_sort (names, compare);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (list, "%s\n", (char *) g_ptr_array_index (names, i));
  return g_string_free (list, FALSE);
}

static void
assert_refused (Case *c, GCancellable *cancellable, int code)
{
  g_autofree char *before = list_files (c);
  g_autofree char *after = NULL;
  g_autoptr (CunyiDatabase) copy = look (c);
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (cunyi_database_restore (copy, c->fixture->path, &aside, NULL, NULL, cancellable, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, code);
  g_assert_null (aside);
  after = list_files (c);
  g_assert_cmpstr (before, ==, after);
}

static void
a_full_disk_leaves_everything_as_it_was (Case *c, gconstpointer data)
{
  fixture_fill_disk (64 * 1024);
  assert_refused (c, NULL, CUNYI_STORE_ERROR_FULL);
  fixture_empty_disk ();
  assert_name (c->fixture->path, "现在的卫生室");
}

static void
a_store_that_is_open_is_left_alone (Case *c, gconstpointer data)
{
  g_autoptr (CunyiDatabase) copy = look (c);
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  fixture_open (c->fixture);
  g_assert_false (cunyi_database_restore (copy, c->fixture->path, &aside, NULL, NULL, NULL, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_BUSY);
  fixture_close (c->fixture);
  assert_name (c->fixture->path, "现在的卫生室");
}

/* Another program: this very one, once more, that opens the store and waits until it is told to end. */
static void
a_store_that_another_program_has_open_is_left_alone (Case *c, gconstpointer data)
{
  g_autoptr (CunyiDatabase) copy = look (c);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                                    program, HOLD, c->fixture->path, NULL);
  char ready;

  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (other), &ready, 1, NULL, &error), ==, 1);
  g_assert_false (cunyi_database_restore (copy, c->fixture->path, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_BUSY);
  g_output_stream_close (g_subprocess_get_stdin_pipe (other), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (other, NULL, NULL));
  assert_name (c->fixture->path, "现在的卫生室");
}

static int
hold (const char *path)
{
  g_autoptr (CunyiDatabase) database = cunyi_database_open (path, USER, PASSWORD, NULL);

  g_assert_nonnull (database);
  assert_name (path, "现在的卫生室");
  putchar ('.');
  fflush (stdout);
  return getchar () == EOF ? 0 : 1;
}

static void
a_cancelled_restore_leaves_everything_as_it_was (Case *c, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  assert_refused (c, cancellable, CUNYI_STORE_ERROR_CANCELLED);
}

/* ---- what is no backup ---- */

static void
assert_no_copy (const char *path, const char *password, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDatabase) copy = cunyi_database_open_copy (path, USER, password, &error);

  g_assert_null (copy);
  g_assert_error (error, CUNYI_STORE_ERROR, code);
}

static void
spoil (const char *path, gsize at, gboolean cut)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (length, >, at);
  content[at] ^= 1;
  g_assert_true (g_file_set_contents (path, content, cut ? (gssize) at : (gssize) length, NULL));
}

static void
what_is_no_backup_is_told_apart (Case *c, gconstpointer data)
{
  g_autofree char *table = g_build_filename (c->folder, "花名册.xlsx", NULL);
  g_autofree char *keys = g_strconcat (c->backup, ".keys", NULL);
  g_autofree char *filler = g_strnfill (9000, 'x');

  assert_no_copy ("/nowhere/at/all.cunyi", PASSWORD, CUNYI_STORE_ERROR_NOT_FOUND);
  assert_no_copy (c->backup, "another", CUNYI_STORE_ERROR_WRONG_PASSWORD);
  filler[0] = 'P';
  filler[1] = 'K';
  g_assert_true (g_file_set_contents (table, filler, 9000, NULL));
  assert_no_copy (table, PASSWORD, CUNYI_STORE_ERROR_NOT_A_STORE);
  g_assert_cmpint (g_unlink (keys), ==, 0);
  assert_no_copy (c->backup, PASSWORD, CUNYI_STORE_ERROR_KEYS);
}

static void
a_backup_that_was_cut_off_is_refused (Case *c, gconstpointer data)
{
  spoil (c->backup, 20 * 4096 + 99, TRUE);
  assert_no_copy (c->backup, PASSWORD, CUNYI_STORE_ERROR_DAMAGED);
}

static void
a_turned_byte_is_found_before_anything_is_moved (Case *c, gconstpointer data)
{
  spoil (c->backup, 20 * 4096 + 99, FALSE);
  assert_refused (c, NULL, CUNYI_STORE_ERROR_DAMAGED);
  assert_name (c->fixture->path, "现在的卫生室");
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], HOLD))
    return hold (argv[2]);
  g_test_init (&argc, &argv, NULL);
  cunyi_clock_hold ("2022-07-26T08:30:00");

#define ADD(name) g_test_add ("/store/restore/" #name, Case, NULL, set_up, name, tear_down)
  ADD (a_backup_takes_the_place_and_what_was_there_is_set_aside);
  ADD (a_place_with_nothing_in_it_needs_nothing_set_aside);
  ADD (what_a_crash_left_in_the_log_goes_aside_with_it);
  ADD (a_full_disk_leaves_everything_as_it_was);
  ADD (a_store_that_is_open_is_left_alone);
  ADD (a_store_that_another_program_has_open_is_left_alone);
  ADD (a_cancelled_restore_leaves_everything_as_it_was);
  ADD (what_is_no_backup_is_told_apart);
  ADD (a_backup_that_was_cut_off_is_refused);
  ADD (a_turned_byte_is_found_before_anything_is_moved);
#undef ADD
  return g_test_run ();
}
