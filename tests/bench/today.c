/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the pages ask of the store: due work, indicators, checks and the list of residents. On the demo village (900
 * households, two years of records), or on a larger one. Usage: bench-today STORE */

#include "config.h"

#include <stdlib.h>

#include "base/clock.h"
#include "clinic/agenda.h"
#include "clinic/demo.h"
#include "clinic/due.h"
#include "clinic/listing.h"
#include "clinic/rule.h"
#include "measure.h"

static void
due_job (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = cunyi_due_list (data, NULL, &error);

  if (list == NULL)
    g_error ("%s", error->message);
}

/* What Today counts the first time: the names of the lines in view only. */
static void
lines_job (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = cunyi_due_gather (data, NULL, NULL, &error);

  if (list == NULL)
    g_error ("%s", error->message);
  cunyi_agenda_sort (list, cunyi_clock_today ());
  for (guint i = 0; i < MIN (list->len, 60); i++)
    cunyi_due_name (data, g_ptr_array_index (list, i));
}

/* The fullest board: of each state its number, and the cards that are shown. */
static void
board_job (gpointer data)
{
  CunyiBook *book = cunyi_clinic_get_book (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());
  g_autoptr (GPtrArray) counts = cunyi_case_count_states (book, "contract", today, &error);

  for (guint i = 0; counts && i < counts->len; i++)
    {
      const CunyiStateCount *count = g_ptr_array_index (counts, i);
      g_autoptr (GPtrArray) cases = cunyi_case_list_first (book, "contract", count->state, 40, &error);

      if (cases == NULL)
        break;
    }
  if (error)
    g_error ("%s", error->message);
}

static void
indicators_job (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = cunyi_indicator_list (data, NULL, &error);

  if (list == NULL)
    g_error ("%s", error->message);
  g_ptr_array_set_free_func (list, (GDestroyNotify) cunyi_indicator_free);
}

/* Processor time, which other programs disturb little; the best of five, so with everything warm. */
static void
tell_processor (const char *job, BenchJob ours, CunyiClinic *clinic, const char *wanted)
{
  g_autofree char *text = NULL;
  double best = G_MAXDOUBLE;

  for (int turn = 0; turn < 5; turn++)
    {
      double begin = bench_thread_time ();

      ours (clinic);
      best = MIN (best, bench_thread_time () - begin);
    }
  text = bench_format_time (best);
  bench_row (job, text, "", "", "", wanted);
}

typedef struct {
  CunyiClinic *clinic;
  const CunyiRule *rule;
  CunyiRuleCode code;
} One;

static void
take_none (CunyiClinic *clinic, const CunyiRule *rule, CunyiStatement *row, gpointer data)
{
}

static double
time_one (const One *one)
{
  g_autoptr (GError) error = NULL;
  double best = G_MAXDOUBLE;

  for (int turn = 0; turn < 3; turn++)
    {
      double begin = bench_thread_time ();

      if (!cunyi_rule_run (one->clinic, "indicators", one->rule, one->code.code ? &one->code : NULL, CUNYI_DAY_NONE,
                           cunyi_clock_today (), take_none, NULL, NULL, &error))
        g_error ("%s", error->message);
      best = MIN (best, bench_thread_time () - begin);
    }
  return best;
}

/* Each indicator by itself, the best of three, and of these the slowest. */
static void
tell_slowest (CunyiClinic *clinic)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  g_auto (GStrv) names = cunyi_library_list (library, "indicators");
  g_autofree char *text = NULL;
  double slowest = 0;

  for (guint i = 0; names[i]; i++)
    {
      const CunyiRule *rule = cunyi_library_get_rule (library, "indicators", names[i]);
      CunyiCodes *each = rule ? cunyi_rule_get_each (clinic, rule) : NULL;

      for (guint c = 0; rule && c < (each ? cunyi_codes_count (each) : 1); c++)
        {
          One one = { clinic, rule, { each, each ? cunyi_codes_get_code (each, c) : NULL } };

          slowest = MAX (slowest, time_one (&one));
        }
    }
  text = bench_format_time (slowest);
  bench_row ("… the slowest indicator, processor time", text, "", "", "", "≤ 200 ms");
}

static void
checks_job (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = cunyi_finding_list (data, NULL, &error);

  if (list == NULL)
    g_error ("%s", error->message);
}

static void
listing_job (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiListing) listing = cunyi_listing_new (data, NULL);

  if (!cunyi_listing_read (listing, cunyi_clinic_get_database (data), NULL, &error))
    g_error ("%s", error->message);
}

static void
search_job (gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!cunyi_search_fill (cunyi_clinic_get_search (data), cunyi_clinic_get_database (data), NULL, &error))
    g_error ("%s", error->message);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) clinic = NULL;
  guint n;

  if (argc != 2)
    {
      g_printerr ("Usage: bench-today STORE\n");
      return 2;
    }
  clinic = cunyi_clinic_open (argv[1], CUNYI_DEMO_USER, CUNYI_DEMO_PASSWORD, &error);
  if (clinic == NULL)
    g_error ("%s", error->message);
  search_job (clinic);
  n = cunyi_search_n_people (cunyi_clinic_get_search (clinic));
  {
    g_autofree char *filling = g_strdup_printf ("village of %u people: filling the search", n);

    bench_alone (filling, search_job, clinic, 3, "");
  }
  tell_processor ("… all due work on one connection, processor time", lines_job, clinic, ""); /* how Today opens: today-page.c */
  tell_processor ("… the board of contracts, processor time", board_job, clinic, "≤ 200 ms");
  bench_alone ("… all due work, with all names", due_job, clinic, 3, "");
  tell_slowest (clinic);
  bench_alone ("… all indicators", indicators_job, clinic, 3, "");
  bench_alone ("… all checks", checks_job, clinic, 3, "");
  bench_alone ("… the list of residents with its filters", listing_job, clinic, 3, "");
  return 0;
}
