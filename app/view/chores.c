/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One task, with a clinic of its own. */

#include "config.h"

#include "view/chores.h"

#include "base/clock.h"
#include "clinic/agenda.h"
#include "view/task.h"

static const char *const last_keys[] = { "cunyi-last-due", "cunyi-last-indicators" }; /* by kind, on the clinic */

typedef struct {
  CunyiClinic *clinic;
  CunyiChoresKind kind;
  char **among;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->clinic);
  g_strfreev (job->among);
  g_free (job);
}

static void
name_first (CunyiClinic *clinic, GPtrArray *due, CunyiDay today)
{
  guint named[CUNYI_AGENDA_N_GROUPS] = { 0 };

  for (guint i = 0; i < due->len; i++)
    if (named[cunyi_agenda_get_group (g_ptr_array_index (due, i), today)]++ < CUNYI_CHORES_NAMED)
      cunyi_due_name (clinic, g_ptr_array_index (due, i));
}

static gboolean
count (CunyiChores *chores, const Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_open_again (job->clinic, TRUE, error);
  CunyiDay today = cunyi_clock_today ();

  if (clinic == NULL)
    return FALSE;
  if (job->kind == CUNYI_CHORES_INDICATORS)
    return (chores->indicators = cunyi_indicator_list (clinic, cancellable, error)) != NULL;
  chores->due = cunyi_due_gather (clinic, (const char *const *) job->among, cancellable, error);
  if (chores->due == NULL)
    return FALSE;
  cunyi_agenda_sort (chores->due, today);
  name_first (clinic, chores->due, today);
  return TRUE;
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (CunyiChores) chores = g_new0 (CunyiChores, 1);
  GError *error = NULL;

  if (count (chores, data, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&chores), (GDestroyNotify) cunyi_chores_free);
  else
    g_task_return_error (task, error);
}

void
cunyi_chores_free (CunyiChores *chores)
{
  g_clear_pointer (&chores->due, g_ptr_array_unref);
  g_clear_pointer (&chores->indicators, g_ptr_array_unref);
  g_free (chores);
}

void
cunyi_chores_count_async (gpointer source, CunyiClinic *clinic, CunyiChoresKind kind, const char *const *among,
                          GCancellable *cancellable, GAsyncReadyCallback callback)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = cunyi_task_new (source, cancellable, callback, NULL, job, free_job);

  job->clinic = g_object_ref (clinic);
  job->kind = kind;
  job->among = g_strdupv ((char **) among);
  g_task_run_in_thread (task, count_thread);
}

static void
keep (const Job *job, GPtrArray *counted)
{
  if (job->among == NULL)
    g_object_set_data_full (G_OBJECT (job->clinic), last_keys[job->kind], g_ptr_array_ref (counted),
                            (GDestroyNotify) g_ptr_array_unref);
}

CunyiChores *
cunyi_chores_count_finish (GAsyncResult *result, GError **error)
{
  CunyiChores *chores = g_task_propagate_pointer (G_TASK (result), error);

  if (chores)
    keep (g_task_get_task_data (G_TASK (result)), chores->due ? chores->due : chores->indicators);
  return chores;
}

GPtrArray *
cunyi_chores_get_last (CunyiClinic *clinic, CunyiChoresKind kind)
{
  return g_object_get_data (G_OBJECT (clinic), last_keys[kind]);
}
