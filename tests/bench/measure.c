/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Times, medians and rows. */

#include "config.h"

#include "measure.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <time.h>

static double
read_clock (clockid_t id)
{
  struct timespec time;

  clock_gettime (id, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

double
bench_clock (void)
{
  return read_clock (CLOCK_MONOTONIC);
}

double
bench_process_time (void)
{
  return read_clock (CLOCK_PROCESS_CPUTIME_ID);
}

double
bench_thread_time (void)
{
  return read_clock (CLOCK_THREAD_CPUTIME_ID);
}

GArray *
bench_values_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

void
bench_add (GArray *values, double value)
{
  g_array_append_val (values, value);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

double
bench_quantile (GArray *values, double share)
{
  if (values->len == 0)
    return 0;
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, MIN ((guint) (values->len * share), values->len - 1));
}

/* One job, its seconds on the clock and of the processor. */
static void
run (BenchJob job, gpointer data, double *clock, double *processor)
{
  double began = bench_clock (), used = bench_process_time ();

  job (data);
  *clock = bench_clock () - began;
  *processor = bench_process_time () - used;
}

void
bench_pair (const char *job, BenchJob ours, BenchJob reference, gpointer data, guint turns, double wanted)
{
  g_autoptr (GArray) a = bench_values_new ();
  g_autoptr (GArray) b = bench_values_new ();
  g_autoptr (GArray) ratios = bench_values_new ();
  g_autoptr (GArray) processor_ratios = bench_values_new ();
  g_autofree char *a_text = NULL;
  g_autofree char *b_text = NULL;
  g_autofree char *ratio = NULL;
  g_autofree char *processor_ratio = NULL;
  g_autofree char *wanted_text = wanted > 0 ? g_strdup_printf ("≤ %g", wanted) : g_strdup ("");

  for (guint i = 0; i < turns; i++)
    {
      double clock[2], processor[2];

      run (ours, data, &clock[0], &processor[0]);
      run (reference, data, &clock[1], &processor[1]);
      bench_add (a, clock[0]);
      bench_add (b, clock[1]);
      bench_add (ratios, clock[0] / clock[1]);
      bench_add (processor_ratios, processor[0] / processor[1]);
    }
  a_text = bench_format_time (bench_quantile (a, 0.5));
  b_text = bench_format_time (bench_quantile (b, 0.5));
  ratio = g_strdup_printf ("%.2f", bench_quantile (ratios, 0.5));
  processor_ratio = g_strdup_printf ("%.2f", bench_quantile (processor_ratios, 0.5));
  bench_row (job, a_text, b_text, ratio, processor_ratio, wanted_text);
}

void
bench_alone (const char *job, BenchJob ours, gpointer data, guint turns, const char *wanted)
{
  g_autoptr (GArray) times = bench_values_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < turns; i++)
    {
      double clock, processor;

      run (ours, data, &clock, &processor);
      bench_add (times, clock);
    }
  text = bench_format_time (bench_quantile (times, 0.5));
  bench_row (job, text, "", "", "", wanted);
}

void
bench_row (const char *job, const char *ours, const char *reference, const char *ratio, const char *cpu_ratio,
           const char *wanted)
{
  /* Not g_print(), which would turn what is not ASCII into question marks where no locale is set. */
  printf ("| %s | %s | %s | %s | %s | %s |\n", job, ours, reference, ratio, cpu_ratio, wanted);
  fflush (stdout);
}

char *
bench_format_time (double seconds)
{
  if (seconds < 0.01)
    return g_strdup_printf ("%.3f ms", seconds * 1e3);
  return seconds < 1 ? g_strdup_printf ("%.1f ms", seconds * 1e3) : g_strdup_printf ("%.2f s", seconds);
}

char *
bench_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("cunyi-bench-XXXXXX", &error);

  if (folder == NULL)
    g_error ("%s", error->message);
  return folder;
}

void
bench_folder_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
}
