/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What opening, writing and taking back cost: `meson test --benchmark`. A ratio to the same rows without a journal stands
 * beside each figure, as machines differ. */

#include "config.h"

#include "fixture.h"
#include "store/backup.h"
#include "store/private.h"

#include <time.h>

#define PEOPLE 50000
#define HOUSEHOLDS 15000
#define MEMBERSHIPS 60000

/* Work of the processor, as other programs disturb the clock on the wall less. */
static gint64
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static double
since (gint64 began)
{
  return (now () - began) / 1000.0;
}

static void
say (const char *what, double milliseconds)
{
  g_print ("%-58s %10.2f ms cpu\n", what, milliseconds);
}

/* A roster of a county town, as an import writes it. */
static void
write_roster (Fixture *fixture)
{
  g_autofree char *place = fixture_add_place (fixture, NULL, "village", "河口村");
  g_autoptr (GPtrArray) households = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CunyiStatement) membership = fixture_statement (fixture, "membership/insert");

  for (guint i = 0; i < PEOPLE; i++)
    {
      g_autofree char *id_number = g_strdup_printf ("41132219600726%04u", i % 10000 + (i / 10000) * 100000);
      g_autofree char *number = g_strdup_printf ("4113220010%05u", households->len + 1);
      g_autofree char *person = NULL;

      if (households->len < HOUSEHOLDS && i % 10 * HOUSEHOLDS / PEOPLE + i / 10 * 3 >= households->len)
        g_ptr_array_add (households, fixture_add_household (fixture, place, number));
      person = fixture_add_person (fixture, households->pdata[households->len - 1], "欧阳建国", id_number, "02");
      for (guint m = 0; m < (i % 5 == 0 ? 2 : 1); m++)
        {
          g_autofree char *id = fixture_new_id (fixture);

          cunyi_statement_bind_text (membership, ":id", id);
          cunyi_statement_bind_text (membership, ":person", person);
          cunyi_statement_bind_text (membership, ":group_", m == 0 ? "lifted" : "disabled");
          cunyi_statement_bind_text (membership, ":from_", "2014-01-01");
          cunyi_statement_bind_text (membership, ":detail", "{}");
          cunyi_statement_bind_text (membership, ":source", "");
          cunyi_statement_run (membership, NULL);
        }
    }
}

/* The same rows without a journal, for the ratio. */
static void
drop_triggers (Fixture *fixture)
{
  static const char *const tables[] = { "place", "household", "person", "membership" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("DROP TRIGGER journal_%s_insert", tables[i]);

      fixture_run (fixture, sql);
    }
}

static double
time_import (gboolean journal)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  gint64 began;
  double written, committed;

  if (!journal)
    drop_triggers (fixture);
  began = now ();
  fixture_begin (fixture, "Bring in the roster");
  write_roster (fixture);
  written = since (began);
  fixture_commit (fixture);
  committed = since (began);
  say (journal ? "50,000 people, 15,000 households, 60,000 memberships" : "the same without a journal", committed);
  say ("  of it the commit", committed - written);
  if (!journal)
    return committed;

  g_print ("  people %ld, households %ld, memberships %ld, journal %ld, file %ld MB\n",
           (long) fixture_count (fixture, "SELECT count (*) FROM person"),
           (long) fixture_count (fixture, "SELECT count (*) FROM household"),
           (long) fixture_count (fixture, "SELECT count (*) FROM membership"),
           (long) fixture_count (fixture, "SELECT count (*) FROM journal"),
           (long) fixture_count (fixture, "SELECT page_count * 4096 / 1048576 FROM pragma_page_count"));

  began = now ();
  fixture_count (fixture, "SELECT count (*) FROM resident WHERE village_name = '河口村' AND head_name <> ''");
  say ("one look at every resident", since (began));
  began = now ();
  g_assert_true (cunyi_database_check (fixture->database, NULL, &error));
  say ("check of every page and reference", since (began));
  began = now ();
  g_assert_true (cunyi_database_backup (fixture->database, fixture->folder, NULL, NULL, &error));
  say ("copy, checked", since (began));
  fixture_close (fixture);
  began = now ();
  fixture_open (fixture);
  say ("opening it (key work and looking at the pages)", since (began));
  began = now ();
  g_assert_true (cunyi_database_undo (fixture->database, 1, &error));
  say ("taking the import back", since (began));
  return committed;
}

static void
time_opening (void)
{
  g_autoptr (GError) error = NULL;
  gint64 began = now ();
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (CunyiDatabase) again = NULL;

  say ("making a store", since (began));
  fixture_close (fixture);
  began = now ();
  fixture_open (fixture);
  say ("opening an empty one", since (began));
  began = now ();
  again = cunyi_database_open_again (fixture->database, FALSE, &error);
  say ("opening it again, without key work", since (began));
}

static void
time_saves (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *place = NULL;
  g_autofree char *household = NULL;
  gint64 began;

  fixture_begin (fixture, "Place");
  place = fixture_add_place (fixture, NULL, "village", "河口村");
  household = fixture_add_household (fixture, place, "1");
  fixture_commit (fixture);
  began = now ();
  for (guint i = 0; i < 500; i++)
    {
      fixture_begin (fixture, "Add a person");
      g_free (fixture_add_person (fixture, household, "欧阳建国", "", "02"));
      fixture_commit (fixture);
    }
  say ("one saved person, a commit each (mean of 500)", since (began) / 500);
  began = now ();
  for (guint i = 0; i < 500; i++)
    {
      gint64 number = cunyi_database_last_change (fixture->database, NULL);

      g_assert_true (cunyi_database_undo (fixture->database, number, NULL));
    }
  say ("taking one back (mean of 500)", since (began) / 500);
}

int
main (int argc, char **argv)
{
  double with, without;

  time_opening ();
  time_saves ();
  without = time_import (FALSE);
  with = time_import (TRUE);
  g_print ("%-58s %10.2f\n", "journal / no journal", with / without);
  return 0;
}
