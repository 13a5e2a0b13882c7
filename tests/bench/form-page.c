/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The page of a form whose 150 fields all show, in the real window: what the main thread works from the asking until its
 * first frame is drawn, beside a page with nothing on it; the longest turn of the main loop until it is whole; and what one
 * answer costs. Processor time of the main thread, for others use the machine too. */

#include "config.h"

#include "../view/harness.h"
#include "../view/people.h"

#include "clinic/filling.h"
#include "clinic/search.h"
#include "long-form.h"
#include "measure.h"
#include "view/form-page.h"

#define FIELDS 225 /* a third of them are calculated and not seen */
#define TURNS 9
#define ANSWERS 30

/* A page with nothing on it. */
typedef struct {
  CunyiPage parent_instance;
} BenchPage;
typedef CunyiPageClass BenchPageClass;

static GType bench_page_get_type (void);
G_DEFINE_TYPE (BenchPage, bench_page, CUNYI_TYPE_PAGE)

static void
bench_page_class_init (BenchPageClass *klass)
{
}

static void
bench_page_init (BenchPage *self)
{
}

typedef struct {
  double first;   /* seconds until the first frame */
  double whole;   /* until nothing is left to do */
  double longest; /* of the turns of the main loop after the first frame */
} Opening;

static void
painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

/* Until the page is whole. */
static Opening
open_page (Harness *harness, CunyiPage *page, double began)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (harness->window));
  gboolean painted = FALSE;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
  Opening opening = { 0 };

  if (page)
    cunyi_window_push (harness->window, page);
  gtk_widget_queue_draw (GTK_WIDGET (harness->window));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
  opening.first = bench_thread_time () - began;
  for (guint quiet = 0; quiet < 20; quiet++)
    {
      double turn = bench_thread_time ();

      if (!g_main_context_iteration (NULL, FALSE))
        {
          g_usleep (5000);
          continue;
        }
      quiet = 0;
      opening.longest = MAX (opening.longest, bench_thread_time () - turn);
    }
  opening.whole = bench_thread_time () - began;
  return opening;
}

static Opening
open_empty (Harness *harness)
{
  double began = bench_thread_time ();

  return open_page (harness, g_object_new (bench_page_get_type (), "clinic", harness->clinic, NULL), began);
}

static Opening
open_form (Harness *harness, const char *person)
{
  double began = bench_thread_time ();

  cunyi_window_fill_form (harness->window, "long", person);
  return open_page (harness, NULL, began);
}

static void
close_page (Harness *harness)
{
  cunyi_window_pop (harness->window);
  harness_settle ();
}

/* The clinic is entered anew with the form in use. */
static void
use_form (Harness *harness)
{
  CunyiDatabase *database = cunyi_clinic_get_database (harness->clinic);
  g_autoptr (GBytes) content = bench_long_form (FIELDS);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) again = NULL;

  if (!cunyi_definition_put (database, "forms", "long", "own", "", content, NULL, &error)
      || !(again = cunyi_clinic_enter (database, NULL, &error))
      || !cunyi_search_fill (cunyi_clinic_get_search (again), database, NULL, &error))
    g_error ("%s", error->message);
  cunyi_window_open_clinic (harness->window, again);
  g_set_object (&harness->scratch->clinic, again);
  harness->clinic = again;
  harness_settle ();
}

/* One answer, without which most fields would not show. */
static void
begin_draft (Harness *harness, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiFilling) filling = cunyi_filling_new (harness->clinic, "long", person, &error);

  if (filling == NULL)
    g_error ("%s", error->message);
  cunyi_session_set (cunyi_filling_get_session (filling), "q0", "7");
  if (!cunyi_filling_keep_draft (filling, &error))
    g_error ("%s", error->message);
}

/* A digit and Enter, with all that follows from it until the window is quiet. */
static double
answer (Harness *harness, GArray *keys)
{
  double began = bench_thread_time (), whole;

  harness_insert (harness, "1");
  bench_add (keys, bench_thread_time () - began);
  harness_settle ();
  whole = bench_thread_time () - began;
  harness_press (harness, "Tab");
  return whole;
}

static void
say (const char *job, double ours, double reference, const char *wanted)
{
  g_autofree char *left = bench_format_time (ours);
  g_autofree char *right = reference > 0 ? bench_format_time (reference) : g_strdup ("");

  bench_row (job, left, right, "", "", wanted);
}

int
main (int argc, char **argv)
{
  g_autoptr (Harness) harness = NULL;
  g_autoptr (GArray) firsts = bench_values_new (), empties = bench_values_new (), wholes = bench_values_new (),
                     longest = bench_values_new (), keys = bench_values_new (), answers = bench_values_new ();
  g_autoptr (GPtrArray) people = NULL;
  const char *person;

  harness_init (&argc, &argv);
  harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (3));
  use_form (harness);
  people = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), "zhangsan", 1);
  person = g_ptr_array_index (people, 0);
  begin_draft (harness, person);
  for (guint i = 0; i <= TURNS; i++)
    {
      Opening empty = open_empty (harness), form;

      close_page (harness);
      form = open_form (harness, person);
      if (i < TURNS)
        close_page (harness);
      /* The first time reads the definition and draws letters for the first time. */
      if (i == 0)
        continue;
      bench_add (empties, empty.first);
      bench_add (firsts, form.first);
      bench_add (wholes, form.whole);
      bench_add (longest, form.longest);
    }
  for (guint i = 0; i < ANSWERS; i++)
    bench_add (answers, answer (harness, keys));
  say ("page of a form of 150 fields: to its first frame, against an empty page", bench_quantile (firsts, 0.5),
       bench_quantile (empties, 0.5), "≤ 100 ms more");
  say ("… until it is whole", bench_quantile (wholes, 0.5), 0, "");
  say ("… the longest turn of the main loop after that frame", bench_quantile (longest, 0.5), 0, "");
  say ("… a digit typed: the turn that takes it", bench_quantile (keys, 0.5), 0, "≤ 16 ms");
  say ("… and the frames that follow from it", bench_quantile (answers, 0.5), 0, "");
  return 0;
}
