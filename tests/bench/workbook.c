/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writing a table of 50,000 rows and 20 columns, against the bare loop of the library over the same values (constant
 * memory, no formats). Usage: bench-workbook [ROWS] [TURNS] */

#include "config.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <xlsxwriter.h>

#include "../report/fixture.h"
#include "measure.h"
#include "report/workbook.h"

#define N_COLUMNS 20
#define EPOCH 25569

/* Ten texts, three days, seven numbers, as the rows of a roster are. */
static char *
text_of (guint row, guint column)
{
  switch (column)
    {
    case 0:
      return g_strdup_printf ("大新庄村第%u组", row % 12 + 1);
    case 1:
      return g_strdup_printf ("%010u", row / 4);
    case 2:
      return g_strdup_printf ("王%u", row);
    case 3:
      return g_strdup_printf ("411322%u%04u", 19500101 + row % 28, row % 10000);
    case 4:
      return g_strdup_printf ("138%08u", row);
    default:
      return g_strdup_printf ("第%u类", (row * column) % 9);
    }
}

static CunyiReport *
make_report (void)
{
  GString *sheet = g_string_new ("settings\n,id,title,paper\n,small,T,A4 landscape\ncolumns\n,header,kind,value,format\n");
  CunyiReport *report;

  for (guint column = 0; column < N_COLUMNS; column++)
    g_string_append_printf (sheet, ",组 › 第%u列,text,c%u,%s\n", column, column, column >= 10 && column < 13 ? "date" : "");
  report = fixture_report (sheet->str);
  g_string_free (sheet, TRUE);
  return report;
}

static CunyiFacts *
make_facts (guint rows)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) names = NULL;
  CunyiFacts *facts;

  for (guint column = 0; column < N_COLUMNS; column++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", column);

      g_strv_builder_add (builder, name);
    }
  names = g_strv_builder_end (builder);
  facts = cunyi_facts_new ((const char *const *) names);
  for (guint row = 0; row < rows; row++)
    {
      cunyi_facts_begin_row (facts);
      for (guint column = 0; column < N_COLUMNS; column++)
        {
          g_autofree char *text = column < 10 ? text_of (row, column) : cunyi_day_to_text (18000 + (row + column) % 1000);

          if (column < 13)
            cunyi_facts_add_text (facts, text);
          else
            cunyi_facts_add_number (facts, row % (column * 7));
        }
    }
  return facts;
}

typedef struct {
  CunyiReportRequest *request;
  CunyiFacts *facts;
  char *path;
} Job;

/* Reference: the same cells, their texts at hand. */
static void
write_bare (gpointer data)
{
  const Job *job = data;
  CunyiFacts *facts = job->facts;
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  lxw_workbook *workbook = workbook_new_opt (job->path, &options);
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, NULL);

  for (guint row = 0; row < cunyi_facts_n_rows (facts); row++)
    for (guint column = 0; column < N_COLUMNS; column++)
      if (column < 10)
        worksheet_write_string (sheet, row, column, cunyi_facts_get_text (facts, row, column), NULL);
      else if (column < 13)
        worksheet_write_number (sheet, row, column, 18000 + (row + column) % 1000 + EPOCH, NULL);
      else
        worksheet_write_number (sheet, row, column, cunyi_facts_get_number (facts, row, column), NULL);
  g_assert_cmpint (workbook_close (workbook), ==, LXW_NO_ERROR);
}

static void
write_report (gpointer data)
{
  const Job *job = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CunyiReportResult) result = cunyi_report_result_new (job->request, job->facts, &error);

  g_assert_no_error (error);
  cunyi_report_write (result, job->path, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Highest resident memory so far. */
static long
peak (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

int
main (int argc, char *argv[])
{
  guint rows = argc > 1 ? atoi (argv[1]) : 50000, turns = argc > 2 ? atoi (argv[2]) : 5;
  g_autoptr(CunyiReport) report = make_report ();
  g_autoptr(CunyiReportRequest) request = fixture_request (report);
  g_autoptr(CunyiFacts) facts = make_facts (rows);
  g_autofree char *folder = bench_folder_new ();
  g_autofree char *path = g_build_filename (folder, "t.xlsx", NULL);
  g_autofree char *what = g_strdup_printf ("writing a workbook of %u rows × %u", rows, N_COLUMNS);
  g_autofree char *memory = NULL;
  Job job = { request, facts, path };
  long filled = peak ();

  bench_pair (what, write_report, write_bare, &job, turns, 1.5);
  memory = g_strdup_printf ("%ld MiB", peak () - filled);
  bench_row ("… memory over the facts", memory, "", "", "", "≤ 40 MiB");
  bench_folder_remove (folder);
  return 0;
}
