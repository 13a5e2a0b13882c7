/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A roster of 50,000 rows × 20: reading it against a bare pass of libarchive and libxml2's SAX over the same parts, and
 * bringing it in (read, compare, apply, into an empty store) against merely reading it.
 * Usage: bench-sheet [ROWS] [TURNS] */

#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "../clinic/scratch.h"
#include "clinic/roster.h"
#include "measure.h"
#include "people.h"
#include "sheet/workbook.h"

typedef struct {
  char *path;
  guint rows;
  CunyiRosterCounts counts; /* of the last time it was brought in */
} Job;

/* ---- reading ---- */

static void
read_job (gpointer data)
{
  const Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = cunyi_workbook_read (job->path, NULL, &error);

  if (tables == NULL)
    g_error ("%s", error->message);
  g_assert_cmpuint (cunyi_table_n_rows (g_ptr_array_index (tables, 0)), ==, job->rows + 2);
}

typedef struct {
  guint cells;
  gsize text;
} Seen;

static void
start_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
          const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
  Seen *seen = data;

  if (name[0] == 'c' && name[1] == '\0')
    seen->cells++;
}

static void
characters_cb (void *data, const xmlChar *text, int length)
{
  Seen *seen = data;

  seen->text += length;
}

/* One part, 64 KiB at a time. */
static void
parse_part (struct archive *zip, Seen *seen)
{
  static char buffer[65536];
  xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC, .startElementNs = start_cb, .characters = characters_cb };
  xmlParserCtxt *parser = xmlCreatePushParserCtxt (&sax, seen, NULL, 0, NULL);
  la_ssize_t length;

  while ((length = archive_read_data (zip, buffer, sizeof buffer)) > 0)
    xmlParseChunk (parser, buffer, length, 0);
  xmlParseChunk (parser, NULL, 0, 1);
  g_assert_true (parser->wellFormed);
  xmlFreeParserCtxt (parser);
}

static void
read_bare (gpointer data)
{
  const Job *job = data;
  struct archive *zip = archive_read_new ();
  struct archive_entry *entry;
  Seen seen = { 0 };

  archive_read_support_format_zip (zip);
  g_assert_cmpint (archive_read_open_filename (zip, job->path, 65536), ==, ARCHIVE_OK);
  while (archive_read_next_header (zip, &entry) == ARCHIVE_OK)
    if (g_str_has_suffix (archive_entry_pathname (entry), "sheet1.xml") ||
        g_str_has_suffix (archive_entry_pathname (entry), "sharedStrings.xml"))
      parse_part (zip, &seen);
  archive_read_free (zip);
  g_assert_cmpuint (seen.cells, >, job->rows * 19);
}

/* ---- bringing in ---- */

static Scratch *import_scratch;

static void
import_job (gpointer data)
{
  Job *job = data;
  CunyiClinic *clinic = import_scratch->clinic;
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiRoster) roster = cunyi_roster_read (clinic, job->path, NULL, &error);
  CunyiRosterOptions options = { FALSE };

  if (roster == NULL || !cunyi_roster_compare (roster, clinic, &options, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  cunyi_roster_count (roster, &job->counts);
  if (!cunyi_roster_apply (roster, clinic, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
}

static void
measure_import (Job *job, guint turns)
{
  g_autoptr (GArray) ours = bench_values_new ();
  g_autoptr (GArray) ratios = bench_values_new ();
  g_autoptr (GArray) processor_ratios = bench_values_new ();
  g_autoptr (GArray) bare = bench_values_new ();
  g_autofree char *what = g_strdup_printf ("bringing in a roster of %u rows, against reading it", job->rows);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *ratio = NULL;
  g_autofree char *processor_ratio = NULL;

  for (guint i = 0; i < turns; i++)
    {
      double began, used, clock, processor;
      /* The store is made outside of what is measured. */
      g_autoptr (Scratch) scratch = import_scratch = scratch_new ("national");

      began = bench_clock (), used = bench_process_time ();
      import_job (job);
      clock = bench_clock () - began, processor = bench_process_time () - used;
      g_assert_cmpuint (job->counts.taken, ==, job->rows);
      began = bench_clock (), used = bench_process_time ();
      read_job (job);
      bench_add (ours, clock);
      bench_add (bare, bench_clock () - began);
      bench_add (ratios, clock / (bench_clock () - began));
      bench_add (processor_ratios, processor / (bench_process_time () - used));
    }
  a = bench_format_time (bench_quantile (ours, 0.5));
  b = bench_format_time (bench_quantile (bare, 0.5));
  ratio = g_strdup_printf ("%.2f", bench_quantile (ratios, 0.5));
  processor_ratio = g_strdup_printf ("%.2f", bench_quantile (processor_ratios, 0.5));
  bench_row (what, a, b, ratio, processor_ratio, "≤ 3");
}

int
main (int argc, char **argv)
{
  guint rows = argc > 1 ? atoi (argv[1]) : 50000, turns = argc > 2 ? atoi (argv[2]) : 5;
  g_autofree char *folder = bench_folder_new ();
  g_autofree char *path = g_build_filename (folder, "roster.xlsx", NULL);
  g_autofree char *what = g_strdup_printf ("reading a workbook of %u rows × 20", rows);
  Job job = { path, rows };

  bench_people_write_roster (path, rows);
  bench_pair (what, read_job, read_bare, &job, turns, 1.5);
  measure_import (&job, 3);
  bench_folder_remove (folder);
  return 0;
}
