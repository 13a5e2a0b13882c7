/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two tasks. A request is made in the thread, because it asks the library of its clinic for labels. */

#include "config.h"

#include "view/report-run.h"

#include <string.h>

#include "clinic/due.h"
#include "clinic/reporting.h"
#include "report/check.h"
#include "report/run.h"
#include "view/task.h"

typedef struct {
  CunyiClinic *clinic;
  char *name;
  CunyiDay day;
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->clinic);
  g_free (wish->name);
  g_free (wish);
}

void
cunyi_report_run_free (CunyiReportRun *self)
{
  cunyi_report_result_unref (self->result);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wish *wish = data;
  GError *error = NULL;
  g_autoptr (CunyiClinic) own = cunyi_clinic_open_again (wish->clinic, TRUE, &error);
  g_autoptr (CunyiReportRequest) request = own ? cunyi_reporting_request (own, wish->name, wish->day, &error) : NULL;
  CunyiReportResult *result = NULL;
  CunyiReportRun *run;

  if (request)
    result = cunyi_report_run (request, cunyi_clinic_get_database (own), cancellable, NULL, NULL, &error);
  if (result == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  run = g_new0 (CunyiReportRun, 1);
  run->result = result;
  run->findings = cunyi_report_check (result);
  g_task_return_pointer (task, run, (GDestroyNotify) cunyi_report_run_free);
}

void
cunyi_report_run_async (CunyiClinic *clinic, const char *name, CunyiDay day, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer data)
{
  Wish *wish = g_new0 (Wish, 1);
  g_autoptr (GTask) task = cunyi_task_new (NULL, cancellable, callback, data, wish, free_wish);

  wish->clinic = g_object_ref (clinic);
  wish->name = g_strdup (name);
  wish->day = day;
  g_task_run_in_thread (task, run_thread);
}

CunyiReportRun *
cunyi_report_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- checks ---- */

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (CunyiClinic) own = cunyi_clinic_open_again (data, TRUE, &error);
  GPtrArray *findings = own ? cunyi_finding_list (own, cancellable, &error) : NULL;

  if (findings)
    g_task_return_pointer (task, findings, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
cunyi_report_find_async (CunyiClinic *clinic, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task =
    cunyi_task_new (NULL, cancellable, callback, data, g_object_ref (clinic), g_object_unref);

  g_task_run_in_thread (task, find_thread);
}

GPtrArray *
cunyi_report_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- behind a cell ---- */

static void
add_once (GPtrArray *ids, GHashTable *seen, char *id)
{
  if (id[0] == '\0' || g_hash_table_contains (seen, id))
    {
      g_free (id);
      return;
    }
  g_hash_table_add (seen, id);
  g_ptr_array_add (ids, id);
}

static void
add_missing (GPtrArray *ids, GHashTable *seen, CunyiReportResult *result, guint row, guint column, const char *key)
{
  CunyiFacts *facts = cunyi_report_result_get_facts (result);
  g_autoptr (GArray) rows = cunyi_report_result_list_missing (result, row, column);
  int place = cunyi_facts_find_column (facts, key);

  for (guint i = 0; place >= 0 && i < rows->len; i++)
    add_once (ids, seen, cunyi_facts_dup_text (facts, g_array_index (rows, guint, i), place));
}

GPtrArray *
cunyi_report_list_behind (CunyiReportResult *result, guint row, guint column, const char **kind)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) keys = NULL;

  *kind = cunyi_report_result_get_key (result, column);
  if (*kind == NULL)
    return g_steal_pointer (&ids);
  add_missing (ids, seen, result, row, column, *kind);
  if (ids->len > 0)
    return g_steal_pointer (&ids);
  keys = cunyi_report_result_list_keys (result, row, column);
  for (guint i = 0; i < keys->len; i++)
    add_once (ids, seen, g_strdup (g_ptr_array_index (keys, i)));
  return g_steal_pointer (&ids);
}
