/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Due work, read on a connection of its own. */

#include "config.h"

#include "view/next-due.h"
#include "view/task.h"


typedef struct {
  CunyiClinic *clinic;
  char *form, *subject;
} Look;

static void
free_look (gpointer data)
{
  Look *look = data;

  g_object_unref (look->clinic);
  g_free (look->form);
  g_free (look->subject);
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
        return g_ptr_array_steal_index (list, i);
    }
  return NULL;
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Look *look = data;
  GError *error = NULL;
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_open_again (look->clinic, TRUE, &error);
  g_autoptr (GPtrArray) list = clinic ? cunyi_due_gather (clinic, NULL, cancellable, &error) : NULL;
  CunyiDue *next;

  if (list == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if ((next = take_next (list, look)) != NULL)
    cunyi_due_name (clinic, next);
  g_task_return_pointer (task, next, (GDestroyNotify) cunyi_due_free);
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
  g_task_run_in_thread (task, look_thread);
}

CunyiDue *
cunyi_next_due_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
