/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who is let go by whom: nothing of a page by the thread that worked for it. */

#include "config.h"

#include "view/task.h"

typedef struct {
  GThread *source_thread;
  GThread *data_thread;
  gboolean answered;
} Seen;

static void
source_gone_cb (gpointer data, GObject *source)
{
  ((Seen *) data)->source_thread = g_thread_self ();
}

static void
free_data (gpointer data)
{
  ((Seen *) data)->data_thread = g_thread_self ();
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_assert_null (source);
  g_task_return_int (task, 7);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Seen *seen = user_data;

  g_assert_true (G_IS_OBJECT (source));
  g_assert_true (g_task_get_task_data (G_TASK (result)) == seen);
  g_assert_cmpint (g_task_propagate_int (G_TASK (result), NULL), ==, 7);
  g_assert_null (seen->data_thread);
  seen->answered = TRUE;
}

static void
a_page_is_let_go_in_the_main_loop (void)
{
  Seen seen = { 0 };
  GObject *page = g_object_new (G_TYPE_OBJECT, NULL);
  /* Held here beyond the answer, as the thread may hold it. */
  g_autoptr (GTask) task = cunyi_task_new (page, NULL, answered_cb, &seen, &seen, free_data);

  g_object_weak_ref (page, source_gone_cb, &seen);
  g_task_run_in_thread (task, work_thread);
  g_object_unref (page);
  while (!seen.answered)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (g_task_get_source_object (task));
  g_assert_true (seen.source_thread == g_thread_self ());
  g_assert_true (seen.data_thread == g_thread_self ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/task/a-page-is-let-go-in-the-main-loop", a_page_is_let_go_in_the_main_loop);
  return g_test_run ();
}
