/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A form of 150 fields: reading its definition, beginning to fill it, and one change with everything that follows from
 * it. Usage: bench-form [FIELDS] */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "form/session.h"
#include "long-form.h"
#include "measure.h"

#define CHANGES 200

typedef struct {
  GBytes *content;
  CunyiForm *form;
  CunyiSession *session;
  char *draft;
  guint change;
} Job;

static CunyiForm *
parse (GBytes *content)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new ("long.csv");
  CunyiForm *form = cunyi_form_parse ("long", content, NULL, NULL, faults);

  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    {
      g_autofree char *fault = cunyi_fault_to_text (cunyi_faults_get (faults, i));

      g_printerr ("%s\n", fault);
    }
  if (form == NULL)
    g_error ("the form is not right");
  return form;
}

static void
parse_job (gpointer data)
{
  Job *job = data;

  cunyi_form_unref (parse (job->content));
}

static void
begin_job (gpointer data)
{
  Job *job = data;

  cunyi_session_free (cunyi_session_new (job->form, NULL, job->draft));
}

/* The question on which all others hang. */
static void
change_all_job (gpointer data)
{
  Job *job = data;
  g_autofree char *answer = g_strdup_printf ("%u", 10 + job->change++);

  if (!cunyi_session_set (job->session, "q0", answer))
    g_error ("q0 cannot be changed");
}

/* One on which only its sum hangs. */
static void
change_one_job (gpointer data)
{
  Job *job = data;

  if (!cunyi_session_set (job->session, "q2", job->change++ % 2 == 0 ? "1" : "2"))
    g_error ("q2 cannot be changed");
}

static void
draft_job (gpointer data)
{
  Job *job = data;

  g_free (cunyi_session_to_draft (job->session));
}

int
main (int argc, char **argv)
{
  guint fields = argc > 1 ? atoi (argv[1]) : 150;
  g_autoptr (GBytes) content = bench_long_form (fields);
  g_autoptr (CunyiForm) form = parse (content);
  g_autoptr (CunyiSession) session = cunyi_session_new (form, NULL, NULL);
  g_autofree char *draft = NULL;
  Job job = { content, form, session, NULL, 0 };

  for (guint i = 0; i < fields; i++)
    if (i % 3 != 0)
      {
        g_autofree char *name = g_strdup_printf ("q%u", i);

        cunyi_session_set (session, name, i % 3 == 1 ? "7" : "2");
      }
  change_all_job (&job);
  job.draft = draft = cunyi_session_to_draft (session);
  bench_alone ("form of 150 fields: reading the definition", parse_job, &job, 20, "");
  bench_alone ("… beginning with a full draft", begin_job, &job, 50, "");
  bench_alone ("… a change on which all fields hang", change_all_job, &job, CHANGES, "≤ 16 ms");
  bench_alone ("… a change on which one field hangs", change_one_job, &job, CHANGES, "≤ 16 ms");
  bench_alone ("… its draft as text", draft_job, &job, CHANGES, "");
  return 0;
}
