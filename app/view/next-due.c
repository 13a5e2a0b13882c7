/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Due work, read on a connection of its own. */

#include "config.h"

#include "view/next-due.h"

#include "view/chores.h"
#include "view/task.h"

typedef struct {
  CunyiClinic *clinic;
  char *form, *subject;
  CunyiWorklist *last; /* NULL when nothing was counted yet */
} Look;

static void
free_look (gpointer data)
{
  Look *look = data;

  g_object_unref (look->clinic);
  g_free (look->form);
  g_free (look->subject);
  g_clear_pointer (&look->last, cunyi_worklist_unref);
  g_free (look);
}

static CunyiDue *
take_next (GPtrArray *list, const Look *look)
{
  const char *rule = NULL;
  gboolean passed = FALSE, listed = FALSE;

  for (guint i = 0; i < list->len; i++)
    {
      const CunyiDue *due = g_ptr_array_index (list, i);

      if (g_str_equal (due->form, look->form) && g_str_equal (due->subject, look->subject))
        {
          rule = due->rule;
          listed = TRUE;
        }
    }
  for (guint i = 0; i < list->len; i++)
    {
      const CunyiDue *due = g_ptr_array_index (list, i);

      if (listed && !passed)
        passed = g_str_equal (due->form, look->form) && g_str_equal (due->subject, look->subject);
      else if (*due->form && !g_str_equal (due->subject, look->subject)
               && (rule ? g_str_equal (due->rule, rule) : g_str_equal (due->form, look->form)))
        return cunyi_due_ref (g_ptr_array_index (list, i));
    }
  return NULL;
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Look *look = data;
  GError *error = NULL;
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_open_again (look->clinic, TRUE, &error);
  g_autoptr (CunyiWorklist) list = NULL;

  if (clinic)
    list = look->last ? cunyi_worklist_renew (clinic, look->last, 0, cancellable, &error)
                      : cunyi_worklist_count (clinic, 0, cancellable, &error);
  if (list)
    g_task_return_pointer (task, take_next (list->due, look), (GDestroyNotify) cunyi_due_unref);
  else
    g_task_return_error (task, error);
}

void
cunyi_next_due_find_async (CunyiClinic *clinic, const char *form, const char *subject, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer data)
{
  Look *look = g_new0 (Look, 1);
  g_autoptr (GTask) task = cunyi_task_new (NULL, cancellable, callback, data, look, free_look);

  look->clinic = g_object_ref (clinic);
  look->form = g_strdup (form);
  look->subject = g_strdup (subject);
  look->last = cunyi_chores_dup_last (clinic);
  g_task_run_in_thread (task, look_thread);
}

CunyiDue *
cunyi_next_due_find_finish (GAsyncResult *result, GError **error)
{
  CunyiDue *next = g_task_propagate_pointer (G_TASK (result), error);

  if (next)
    cunyi_due_name (((Look *) g_task_get_task_data (G_TASK (result)))->clinic, next);
  return next;
}
