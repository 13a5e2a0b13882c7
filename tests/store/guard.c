/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A store that two programs have open at once, while one of them looks at what lies in its folder. */

#include "config.h"

#include "fixture.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/setting.h"

#define VISIT "--visit"

/* What the dialog for files does, to see what kind of file it is. */
static void
look_into_folder (const Fixture *fixture)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, endings[i], NULL);
      int file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
      char begin[64];

      g_assert_cmpint (file, >=, 0);
      (void) !read (file, begin, sizeof begin);
      close (file);
    }
}

static void
set (CunyiDatabase *database, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cunyi_setting_set (database, name, "yes", &error));
  g_assert_no_error (error);
}

/* The other program: this very one, once more. */
static int
visit (const char *path, const char *name)
{
  g_autoptr (CunyiDatabase) database = cunyi_database_open (path, USER, PASSWORD, NULL);

  if (database == NULL)
    return 1;
  set (database, name);
  return 0;
}

static void
let_another_program_write (const Fixture *fixture, const char *name)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) other = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, VISIT, fixture->path, name, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (other, NULL, &error));
  g_assert_no_error (error);
}

static guint64
identity_of (const Fixture *fixture, const char *ending)
{
  g_autofree char *path = g_strconcat (fixture->path, ending, NULL);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? info.st_ino : 0;
}

static void
assert_settings (CunyiDatabase *database, const char *const *names)
{
  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *value = cunyi_setting_get (database, names[i]);

      g_assert_cmpstr (value, ==, "yes");
    }
}

static void
the_log_stays_while_the_store_is_open (void)
{
  static const char *const names[] = { "ours", "theirs", "ours-again", "theirs-again", NULL };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CunyiDatabase) beside = NULL;
  g_autoptr (GError) error = NULL;
  guint64 log, index;

  set (fixture->database, "ours");
  log = identity_of (fixture, "-wal");
  index = identity_of (fixture, "-shm");
  look_into_folder (fixture);
  let_another_program_write (fixture, "theirs");
  g_assert_cmpuint (identity_of (fixture, "-wal"), ==, log);
  g_assert_cmpuint (identity_of (fixture, "-shm"), ==, index);

  set (fixture->database, "ours-again");
  beside = cunyi_database_open_again (fixture->database, TRUE, &error);
  g_assert_no_error (error);
  look_into_folder (fixture);
  let_another_program_write (fixture, "theirs-again");
  assert_settings (beside, names);
  assert_settings (fixture->database, names);
  g_clear_object (&beside);

  fixture_close (fixture);
  g_assert_cmpuint (identity_of (fixture, "-wal"), ==, 0);
  g_assert_cmpuint (identity_of (fixture, "-shm"), ==, 0);
  fixture_open (fixture);
  assert_settings (fixture->database, names);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], VISIT))
    return visit (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  cunyi_clock_hold ("2022-07-26T08:30:00");
  g_test_add_func ("/store/guard/the-log-stays-while-the-store-is-open", the_log_stays_while_the_store_is_open);
  return g_test_run ();
}
