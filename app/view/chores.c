/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One task, with a clinic of its own. */

#include "config.h"

#include "view/chores.h"

#include "base/clock.h"
#include "clinic/agenda.h"
#include "view/task.h"

/* On the clinic. */
#define LAST_WORKLIST "cunyi-last-worklist"
#define LAST_INDICATORS "cunyi-last-indicators"
#define LAST_RATED "cunyi-last-rated" /* the list that was the last when these began to be counted */

typedef struct {
  CunyiClinic *clinic;
  CunyiChoresKind kind;
  char **among;
  CunyiWorklist *last; /* NULL when nothing was counted yet, or some alone are */
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->clinic);
  g_strfreev (job->among);
  g_clear_pointer (&job->last, cunyi_worklist_unref);
  g_free (job);
}

static gboolean
count_everybody (CunyiChores *chores, CunyiClinic *clinic, CunyiWorklist *last, GCancellable *cancellable, GError **error)
{
  chores->worklist = last ? cunyi_worklist_renew (clinic, last, CUNYI_CHORES_NAMED, cancellable, error)
                          : cunyi_worklist_count (clinic, CUNYI_CHORES_NAMED, cancellable, error);
  if (chores->worklist == NULL)
    return FALSE;
  chores->due = g_ptr_array_ref (chores->worklist->due);
  return TRUE;
}

static gboolean
count_some (CunyiChores *chores, CunyiClinic *clinic, const char *const *among, GCancellable *cancellable, GError **error)
{
  chores->due = cunyi_due_gather (clinic, among, cancellable, error);
  if (chores->due == NULL)
    return FALSE;
  cunyi_agenda_sort (chores->due, cunyi_clock_today ());
  for (guint i = 0; i < chores->due->len; i++)
    cunyi_due_name (clinic, g_ptr_array_index (chores->due, i));
  return TRUE;
}

static gboolean
count (CunyiChores *chores, CunyiClinic *clinic, const Job *job, GCancellable *cancellable, GError **error)
{
  if (job->kind == CUNYI_CHORES_INDICATORS)
    return (chores->indicators = cunyi_indicator_list (clinic, cancellable, error)) != NULL;
  return job->among ? count_some (chores, clinic, (const char *const *) job->among, cancellable, error)
                    : count_everybody (chores, clinic, job->last, cancellable, error);
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (CunyiChores) chores = g_new0 (CunyiChores, 1);
  GError *error = NULL;
  /* Closed when the page has its answer already: giving back the memory takes its time. */
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_open_again (((Job *) data)->clinic, TRUE, &error);

  if (clinic && count (chores, clinic, data, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&chores), (GDestroyNotify) cunyi_chores_free);
  else
    g_task_return_error (task, error);
}

void
cunyi_chores_free (CunyiChores *chores)
{
  g_clear_pointer (&chores->due, g_ptr_array_unref);
  g_clear_pointer (&chores->worklist, cunyi_worklist_unref);
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
  job->last = among ? NULL : cunyi_chores_dup_last (clinic);
  g_task_run_in_thread (task, count_thread);
}

static void
keep (const Job *job, const CunyiChores *chores)
{
  CunyiClinic *clinic = job->clinic;

  if (chores->worklist)
    g_object_set_data_full (G_OBJECT (clinic), LAST_WORKLIST, cunyi_worklist_ref (chores->worklist),
                            (GDestroyNotify) cunyi_worklist_unref);
  if (chores->indicators == NULL)
    return;
  g_object_set_data_full (G_OBJECT (clinic), LAST_INDICATORS, g_ptr_array_ref (chores->indicators),
                          (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (clinic), LAST_RATED, job->last ? cunyi_worklist_ref (job->last) : NULL,
                          (GDestroyNotify) cunyi_worklist_unref);
}

CunyiChores *
cunyi_chores_count_finish (GAsyncResult *result, GError **error)
{
  CunyiChores *chores = g_task_propagate_pointer (G_TASK (result), error);

  if (chores)
    keep (g_task_get_task_data (G_TASK (result)), chores);
  return chores;
}

CunyiWorklist *
cunyi_chores_dup_last (CunyiClinic *clinic)
{
  CunyiWorklist *last = g_object_get_data (G_OBJECT (clinic), LAST_WORKLIST);

  return last ? cunyi_worklist_ref (last) : NULL;
}

GPtrArray *
cunyi_chores_get_last_indicators (CunyiClinic *clinic)
{
  return g_object_get_data (G_OBJECT (clinic), LAST_INDICATORS);
}

gboolean
cunyi_chores_are_rated (CunyiClinic *clinic)
{
  CunyiWorklist *last = g_object_get_data (G_OBJECT (clinic), LAST_WORKLIST);

  return last && last == g_object_get_data (G_OBJECT (clinic), LAST_RATED);
}
