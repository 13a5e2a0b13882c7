/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The light goes out while a roster is brought in: afterwards all of it is there, or nothing, and the store is sound. */

#include "config.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clinic/roster.h"
#include "scratch.h"
#include "store/backup.h"

#define PEOPLE 400
#define RUNS 12

static char *
write_roster (Scratch *scratch)
{
  char *path = g_build_filename (scratch->folder, "people.csv", NULL);
  g_autoptr (GString) text = g_string_new ("村民小组,户编号,与户主关系,姓名,性别,健康状况\n");

  for (guint i = 0; i < PEOPLE; i++)
    g_string_append_printf (text, "%u组,41132200100%05u,%s,王%u,男,健康\n", i / 100 + 1, i / 4 + 1, i % 4 == 0 ? "户主" : "子", i);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

/* The child: says with a byte when it begins to write, and with a second one when that is done. */
static void
bring_in (const char *store, const char *path, int pipe)
{
  CunyiClinic *clinic = cunyi_clinic_open (store, SCRATCH_USER, SCRATCH_PASSWORD, NULL);
  CunyiRoster *roster = clinic ? cunyi_roster_read (clinic, path, NULL, NULL) : NULL;
  const CunyiRosterOptions options = { 0 };

  if (roster == NULL || !cunyi_roster_compare (roster, clinic, &options, NULL, NULL, NULL, NULL))
    _exit (1);
  cunyi_roster_take_doubtful (roster, TRUE);
  if (write (pipe, "b", 1) != 1 || !cunyi_roster_apply (roster, clinic, NULL, NULL, NULL, NULL) || write (pipe, "d", 1) != 1)
    _exit (2);
  for (;;)
    pause ();
}

/* Kills a child so long after it began, or when it is done for G_MAXINT64; returns microseconds of its work, and whether it
 * was done. */
static gint64
kill_one (const char *store, const char *path, gint64 after, gboolean *done)
{
  int ends[2];
  pid_t child;
  char byte;
  gint64 began, worked;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      close (ends[0]);
      bring_in (store, path, ends[1]);
    }
  close (ends[1]);
  g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
  began = g_get_monotonic_time ();
  if (after < G_MAXINT64)
    g_usleep (after);
  else
    g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
  worked = g_get_monotonic_time () - began;
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  *done = after == G_MAXINT64 || read (ends[0], &byte, 1) == 1;
  close (ends[0]);
  return worked;
}

static gint64
count (CunyiDatabase *database, const char *sql)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_prepare (database, sql, NULL);

  g_assert_true (cunyi_statement_step (statement, NULL));
  return cunyi_statement_int_at (statement, 0);
}

/* All or nothing; what is there is taken back for the next run. */
static void
look (const char *store, gboolean done)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_open (store, SCRATCH_USER, SCRATCH_PASSWORD, &error);
  CunyiDatabase *database = clinic ? cunyi_clinic_get_database (clinic) : NULL;
  gint64 people;

  g_assert_no_error (error);
  cunyi_database_check (database, NULL, &error);
  g_assert_no_error (error);
  people = count (database, "SELECT count (*) FROM person");
  g_assert_true (people == PEOPLE || (people == 0 && !done));
  g_assert_cmpint (count (database, "SELECT count (*) FROM household"), ==, people / 4);
  g_assert_cmpint (count (database, "SELECT count (*) FROM person WHERE id NOT IN (SELECT row_ FROM journal)"), ==, 0);
  g_assert_cmpint (count (database, "SELECT count (*) = max (sequence) FROM journal"), ==, 1);
  if (people == 0)
    return;
  cunyi_database_undo (database, cunyi_database_last_change (database, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (database, "SELECT count (*) FROM person"), ==, 0);
}

static void
a_killed_import_is_there_whole_or_not_at_all (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *path = write_roster (scratch);
  guint whole = 0;
  gboolean done;
  gint64 needed;

  g_clear_object (&scratch->clinic);
  needed = kill_one (scratch->path, path, G_MAXINT64, &done);
  look (scratch->path, done);
  for (guint run = 0; run < RUNS; run++)
    {
      kill_one (scratch->path, path, needed * run * 5 / (RUNS * 4), &done);
      look (scratch->path, done);
      whole += done;
    }
  g_test_message ("%u of %d were done", whole, RUNS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clinic/crash/a_killed_import_is_there_whole_or_not_at_all", a_killed_import_is_there_whole_or_not_at_all);

  return g_test_run ();
}
