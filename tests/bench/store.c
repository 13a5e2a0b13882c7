/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Opening a store with a password, of which nearly all is the work on the key, and saving one record, against a bare
 * append and fdatasync of a page to a file in the same folder. Usage: bench-store */

#include "config.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../clinic/scratch.h"
#include "clinic/filling.h"
#include "form/record.h"
#include "measure.h"
#include "people.h"

#define PEOPLE 3000

typedef struct {
  Scratch *scratch;
  char *person, *definition;
  int file;
  guint saves;
} Job;

static void
open_job (gpointer data)
{
  const Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDatabase) database = cunyi_database_open (job->scratch->path, SCRATCH_USER, SCRATCH_PASSWORD, &error);

  if (database == NULL)
    g_error ("%s", error->message);
}

static void
enter_job (gpointer data)
{
  const Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_open (job->scratch->path, SCRATCH_USER, SCRATCH_PASSWORD, &error);

  if (clinic == NULL)
    g_error ("%s", error->message);
}

static void
open_again_job (gpointer data)
{
  const Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_open_again (job->scratch->clinic, TRUE, &error);

  if (clinic == NULL)
    g_error ("%s", error->message);
}

static void
save_job (gpointer data)
{
  Job *job = data;
  g_autofree char *answers = g_strdup_printf ("{\"visit_date\":\"2022-07-26\",\"sbp\":%u,\"dbp\":80}", 110 + job->saves++ % 60);
  CunyiRecord record = {
    .form = (char *) "hypertension_followup",
    .subject = job->person,
    .day = (char *) "2022-07-26",
    .definition = job->definition,
    .answers = answers,
  };
  g_autoptr (GError) error = NULL;

  if (!cunyi_record_save (cunyi_clinic_get_database (job->scratch->clinic), &record, NULL, &error))
    g_error ("%s", error->message);
  g_free (record.id);
  g_free (record.entered);
}

static void
draft_job (gpointer data)
{
  Job *job = data;
  g_autofree char *answers = g_strdup_printf ("{\"visit_date\":\"2022-07-26\",\"sbp\":%u,\"dbp\":80}", 110 + job->saves++ % 60);
  CunyiDraft draft = {
    .form = (char *) "hypertension_followup",
    .subject = job->person,
    .record = (char *) "",
    .definition = job->definition,
    .answers = answers,
  };
  g_autoptr (GError) error = NULL;

  if (!cunyi_draft_save (cunyi_clinic_get_database (job->scratch->clinic), &draft, &error))
    g_error ("%s", error->message);
  g_free (draft.touched);
}

static void
append_job (gpointer data)
{
  const Job *job = data;
  static const char page[4096];

  if (write (job->file, page, sizeof page) != sizeof page || fdatasync (job->file) != 0)
    g_error ("cannot write");
}

int
main (int argc, char **argv)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiLibrary *library = cunyi_clinic_get_library (scratch->clinic);
  g_autofree char *path = g_build_filename (scratch->folder, "pages", NULL);
  g_autofree char *definition = cunyi_library_dup_definition (library, "forms", "hypertension_followup");
  Job job = { scratch, NULL, definition, open (path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600), 0 };

  bench_people_save (scratch->clinic, PEOPLE);
  if (!cunyi_search_fill (cunyi_clinic_get_search (scratch->clinic), cunyi_clinic_get_database (scratch->clinic), NULL, NULL))
    g_error ("nobody there");
  job.person = (char *) cunyi_search_get_person (cunyi_clinic_get_search (scratch->clinic), 100);
  bench_alone ("opening the store with a password", open_job, &job, 9, "< 500 ms");
  bench_alone ("… and going to work in it", enter_job, &job, 9, "");
  bench_alone ("… once more for another thread", open_again_job, &job, 9, "");
  bench_pair ("saving one record, against one page and fdatasync", save_job, append_job, &job, 101, 0);
  bench_pair ("keeping a draft, against one page and fdatasync", draft_job, append_job, &job, 101, 0);
  close (job.file);
  return 0;
}
