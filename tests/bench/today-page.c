/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Today opens, in the real window: from the asking until the list that is true now is painted, on the clock and of the processor in all
 * threads. The first time after the store was opened; again from another page, with nothing written since; and after a patient of the
 * list was taken off it. Usage: bench-today-page STORE, which is a copy of a demo store. */

#include "config.h"

#include "../view/harness.h"

#include "clinic/demo.h"
#include "measure.h"
#include "view/chores.h"
#include "view/today-page.h"

#define TURNS 7

static void
painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

/* One frame more, with what is shown now. */
static void
paint (Harness *harness)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (harness->window));
  gboolean painted = FALSE;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (GTK_WIDGET (harness->window));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
}

static gboolean
is_listed (Harness *harness)
{
  CunyiPage *page = harness_page (harness);

  return CUNYI_IS_TODAY_PAGE (page)
         && g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (harness_find (page, "stack"))), "list") == 0;
}

static gboolean
is_counting (Harness *harness)
{
  return gtk_spinner_get_spinning (GTK_SPINNER (harness_find (harness_page (harness), "spinner")));
}

/* The list in view is the one that was counted last, and that is another one than `before`. */
static gboolean
is_anew (Harness *harness, CunyiWorklist *before)
{
  g_autoptr (CunyiWorklist) last = cunyi_chores_dup_last (harness->clinic);

  return last && last != before && is_listed (harness);
}

static void
wait_until_counted (Harness *harness)
{
  while (!is_listed (harness) || is_counting (harness))
    g_main_context_iteration (NULL, TRUE);
  harness_settle ();
}

/* Until no thread reads any more. */
static void
wait_until_quiet (void)
{
  harness_settle ();
  while (cunyi_database_count_open () > 1)
    harness_turn ();
  harness_settle ();
}

static void
go_elsewhere (Harness *harness)
{
  harness_press (harness, "<Alt>2");
  wait_until_quiet ();
}

typedef struct {
  double clock, processor; /* seconds */
} Times;

static Times
look (void)
{
  return (Times) { bench_clock (), bench_process_time () };
}

static Times
since (Times began)
{
  return (Times) { bench_clock () - began.clock, bench_process_time () - began.processor };
}

/* Returns when that was. */
static Times
ask (Harness *harness)
{
  Times began = look ();

  gtk_widget_activate_action (GTK_WIDGET (harness->window), "win.page", "i", 0);
  return began;
}

/* Everything as it was: shown from the beginning, and true when it was found that nothing was written. */
static Times
open_unchanged (Harness *harness)
{
  Times began;

  go_elsewhere (harness);
  began = ask (harness);
  while (!is_listed (harness) || is_counting (harness))
    g_main_context_iteration (NULL, TRUE);
  paint (harness);
  return since (began);
}

/* The disease of one whom a line of the list is about ends today. */
static void
end_disease (CunyiClinic *clinic, const char *person)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) statement = NULL;

  if (!cunyi_database_begin (database, "Bench", &error)
      || (statement = cunyi_database_prepare (database, "UPDATE condition SET until = :day WHERE person = :person", &error)) == NULL)
    g_error ("%s", error->message);
  cunyi_statement_bind_text (statement, ":day", "2022-01-01");
  cunyi_statement_bind_text (statement, ":person", person);
  if (!cunyi_statement_run (statement, &error) || !cunyi_database_commit (database, &error))
    g_error ("%s", error->message);
}

static const char *
find_patient (const CunyiWorklist *list)
{
  for (guint i = 0; i < list->due->len; i++)
    {
      const CunyiDue *due = g_ptr_array_index (list->due, i);

      if (g_str_equal (due->rule, "followup"))
        return due->subject;
    }
  g_error ("nobody is to be visited");
}

static Times
open_changed (Harness *harness)
{
  g_autoptr (CunyiWorklist) before = cunyi_chores_dup_last (harness->clinic);
  Times began;

  go_elsewhere (harness);
  end_disease (harness->clinic, find_patient (before));
  wait_until_quiet ();
  began = ask (harness);
  while (!is_anew (harness, before))
    g_main_context_iteration (NULL, TRUE);
  paint (harness);
  began = since (began);
  wait_until_counted (harness);
  return began;
}

static Times
open_first (Harness *harness)
{
  Times began = look ();

  cunyi_window_open_clinic (harness->window, harness->clinic);
  while (!is_anew (harness, NULL))
    g_main_context_iteration (NULL, TRUE);
  paint (harness);
  began = since (began);
  wait_until_counted (harness);
  return began;
}

typedef struct {
  GArray *clock, *processor;
} Values;

static void
add (Values *values, Times times)
{
  if (values->clock == NULL)
    *values = (Values) { bench_values_new (), bench_values_new () };
  bench_add (values->clock, times.clock);
  bench_add (values->processor, times.processor);
}

/* Frees the values. */
static void
say (const char *job, Values *values, const char *wanted)
{
  g_autofree char *clock = bench_format_time (bench_quantile (values->clock, 0.5));
  g_autofree char *processor = bench_format_time (bench_quantile (values->processor, 0.5));

  bench_row (job, clock, "", "", processor, wanted);
  g_array_unref (values->clock);
  g_array_unref (values->processor);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) clinic = NULL;
  Values first = { 0 }, unchanged = { 0 }, changed = { 0 };
  Harness harness = { 0 };

  harness_init (&argc, &argv);
  clinic = argc == 2 ? cunyi_clinic_open (argv[1], CUNYI_DEMO_USER, CUNYI_DEMO_PASSWORD, &error) : NULL;
  if (clinic == NULL)
    g_error ("%s", error ? error->message : "Usage: bench-today-page STORE");
  harness.clinic = clinic;
  harness.window = cunyi_window_new (GTK_APPLICATION (g_application_get_default ()));
  harness_activate (GTK_WINDOW (harness.window));
  add (&first, open_first (&harness));
  for (guint i = 0; i < TURNS; i++)
    {
      add (&unchanged, open_unchanged (&harness));
      add (&changed, open_changed (&harness));
    }
  say ("Today opens, the first time after unlocking", &first, "");
  say ("… again, nothing written since", &unchanged, "≤ 300 ms");
  say ("… again, after something was saved", &changed, "≤ 300 ms");
  return 0;
}
