/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A task keeps its source and its data until the last who holds the task lets go, and that may be its thread, after the
 * answer was given. A page that was closed meanwhile would then be taken apart in the thread. So the task here owns
 * neither: what the answer needs is kept beside it. */

#include "config.h"

#include "view/task.h"

typedef struct {
  GObject *source;
  gpointer data;
  GDestroyNotify destroy;
  GAsyncReadyCallback done;
  gpointer user_data;
} Kept;

static void
done_cb (GObject *none, GAsyncResult *result, gpointer data)
{
  Kept *kept = data;

  kept->done (kept->source, result, kept->user_data);
  if (kept->destroy)
    kept->destroy (kept->data);
  g_clear_object (&kept->source);
  g_free (kept);
}

GTask *
cunyi_task_new (gpointer source, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data, gpointer data,
                GDestroyNotify destroy)
{
  Kept *kept = g_new0 (Kept, 1);
  GTask *task = g_task_new (NULL, cancellable, done_cb, kept);

  kept->source = source ? g_object_ref (source) : NULL;
  kept->data = data;
  kept->destroy = destroy;
  kept->done = done;
  kept->user_data = user_data;
  g_task_set_task_data (task, data, NULL);
  return task;
}
