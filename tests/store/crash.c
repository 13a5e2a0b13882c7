/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Killed at any moment: what was acknowledged is there, and the file is sound. */

#include "config.h"

#include "fixture.h"
#include "store/backup.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUNS 30

/* The child: commits for ever, and writes each number into the pipe when its commit has returned. */
static void
commit_for_ever (const char *path, int pipe)
{
  CunyiDatabase *database = cunyi_database_open (path, USER, PASSWORD, NULL);
  g_autofree char *filler = g_strnfill (2000, 'x');

  if (database == NULL)
    _exit (1);
  for (gint64 i = 0;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d/%" G_GINT64_FORMAT, (int) getpid (), i);
      g_autofree char *second = g_strconcat (name, "/second", NULL);

      if (!cunyi_database_begin (database, "Two rows", NULL) || !cunyi_setting_set (database, name, filler, NULL)
          || !cunyi_setting_set (database, second, filler, NULL) || !cunyi_database_commit (database, NULL)
          || write (pipe, &i, sizeof i) != sizeof i)
        _exit (2);
    }
}

/* Kills a child after some milliseconds; returns its process id and the last number that it acknowledged. */
static pid_t
kill_one (const char *path, guint milliseconds, gint64 *last)
{
  int ends[2];
  pid_t child;
  gint64 number;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      close (ends[0]);
      commit_for_ever (path, ends[1]);
    }
  close (ends[1]);
  /* it is at work when the first number comes */
  g_assert_cmpint (read (ends[0], last, sizeof *last), ==, sizeof *last);
  g_usleep (milliseconds * 1000);
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  while (read (ends[0], &number, sizeof number) == sizeof number)
    *last = number;
  close (ends[0]);
  return child;
}

static void
every_acknowledged_commit_is_there_after_a_kill (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  gint64 in_all = 0;

  fixture_close (fixture);
  for (guint run = 0; run < RUNS; run++)
    {
      gint64 last;
      pid_t child = kill_one (fixture->path, run * 7 % 23, &last);
      g_autofree char *count = g_strdup_printf ("SELECT count (*) FROM setting WHERE name LIKE '%d/%%'", (int) child);
      gint64 rows;

      fixture_open (fixture);
      rows = fixture_count (fixture, count);
      /* each in whole: two rows; one more may have been written without word of it */
      g_assert_cmpint (rows, >=, 2 * (last + 1));
      g_assert_cmpint (rows, <=, 2 * (last + 2));
      g_assert_cmpint (rows % 2, ==, 0);
      g_assert_cmpint (fixture_count (fixture, "SELECT count (*) = (SELECT count (*) FROM setting) FROM journal"), ==, 1);
      in_all += last + 1;
      fixture_close (fixture);
    }
  fixture_open (fixture);
  cunyi_database_check (fixture->database, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%" G_GINT64_FORMAT " commits in %d runs", in_all, RUNS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/crash/every_acknowledged_commit_is_there_after_a_kill",
                   every_acknowledged_commit_is_there_after_a_kill);

  return g_test_run ();
}
