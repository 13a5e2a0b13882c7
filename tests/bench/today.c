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
#include "measure.h"

static void
due_job (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = cunyi_due_list (data, NULL, &error);

  if (list == NULL)
    g_error ("%s", error->message);
}

/* What Today shows first: the names of the lines in view only. */
static void
lines_job (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = cunyi_due_gather (data, NULL, &error);

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
  bench_alone ("… what Today lists", lines_job, clinic, 3, "≤ 300 ms");
  bench_alone ("… the board of contracts", board_job, clinic, 3, "≤ 200 ms");
  bench_alone ("… all due work, with all names", due_job, clinic, 3, "");
  bench_alone ("… all indicators", indicators_job, clinic, 3, "");
  bench_alone ("… all checks", checks_job, clinic, 3, "");
  bench_alone ("… the list of residents with its filters", listing_job, clinic, 3, "");
  return 0;
}
