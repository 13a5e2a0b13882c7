/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A form of 150 fields: reading its definition, beginning to fill it, and one change with everything that follows from
 * it. A third of the fields are calculated from others, a third are shown only after an answer, all have a rule; and one
 * is asked by all. Usage: bench-form [FIELDS] */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "form/session.h"
#include "measure.h"

#define CHANGES 200

typedef struct {
  GBytes *content;
  CunyiForm *form;
  CunyiSession *session;
  char *draft;
  guint change;
} Job;

static GBytes *
write_form (guint fields)
{
  GString *text = g_string_new ("survey\n,type,name,label,relevant,constraint,calculation,required\n");

  g_string_append (text, ",integer,q0,始,,. >= 0 and . < 1000000,,yes\n");
  for (guint i = 1; i < fields; i++)
    if (i % 3 == 0)
      g_string_append_printf (text, ",calculate,q%u,,,,${q%u} + ${q0},\n", i, i - 1);
    else if (i % 3 == 1)
      g_string_append_printf (text, ",integer,q%u,第%u项,${q0} > %u,. >= 0,,\n", i, i, i % 5);
    else
      g_string_append_printf (text, ",select_one yes_no,q%u,第%u项,,. != '9',,yes\n", i, i);
  g_string_append (text, "choices\n,list_name,name,label\n,yes_no,1,是\n,yes_no,2,否\n,yes_no,9,不详\n"
                         "settings\n,form_id,form_title\n,long,长表\n");
  return g_string_free_to_bytes (text);
}

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
  g_autoptr (GBytes) content = write_form (fields);
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
