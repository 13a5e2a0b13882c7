/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The day beside the questions; what is asked and kept is clinic/asking.h, and every rule is tested there. Many cases are
 * moved in a thread. */

#include "config.h"

#include "view/move-panel.h"

#include <glib/gi18n.h>

#include "clinic/asking.h"
#include "clinic/explain.h"
#include "view/asking-view.h"
#include "view/focus.h"
#include "view/progress-box.h"
#include "view/task.h"
#include "view/window.h"

struct _CunyiMovePanel {
  GtkWidget parent_instance;

  GtkWidget *heading;
  GtkWidget *day_entry;
  CunyiAskingView *questions;
  CunyiProgressBox *progress;
  GtkWidget *buttons;

  CunyiClinic *clinic;
  char **ids, *move;
  CunyiBulkResult *result; /* of the last try with many, NULL before */
};

G_DEFINE_FINAL_TYPE (CunyiMovePanel, cunyi_move_panel, GTK_TYPE_WIDGET)

enum { MOVED, CANCELLED, REFUSED, N_SIGNALS };
static guint signals[N_SIGNALS];

static CunyiAsking *
get_asking (CunyiMovePanel *self)
{
  return cunyi_asking_view_get_asking (self->questions);
}

static void
tell_refused (CunyiMovePanel *self, const char *why)
{
  cunyi_asking_view_tell (self->questions, why);
  g_signal_emit (self, signals[REFUSED], 0, why);
}

/* ---- many, in a thread ---- */

typedef struct {
  CunyiClinic *clinic;
  char **ids;
  char *move, *from, *day, *answers;
  CunyiProgressBox *progress;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->clinic);
  g_strfreev (job->ids);
  g_free (job->move);
  g_free (job->from);
  g_free (job->day);
  g_free (job->answers);
  g_object_unref (job->progress);
  g_free (job);
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  const CunyiBulkWatch watch = { cunyi_progress_box_report, job->progress, cancellable };
  const CunyiMoveRequest request = { .move = job->move, .from = job->from, .day = job->day, .answers = job->answers,
                                     .defaults = TRUE };
  GError *error = NULL;
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_open_again (job->clinic, FALSE, &error);
  CunyiBulkResult *result = clinic ? cunyi_bulk_move (clinic, (const char *const *) job->ids, &request, &watch, &error)
                                   : NULL;

  if (result)
    g_task_return_pointer (task, result, (GDestroyNotify) cunyi_bulk_result_free);
  else
    g_task_return_error (task, error);
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiMovePanel *self = CUNYI_MOVE_PANEL (source);
  g_autoptr (GError) error = NULL;
  CunyiBulkResult *came = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *why = NULL;

  g_clear_pointer (&self->result, cunyi_bulk_result_free);
  self->result = came;
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return; /* left meanwhile */
  cunyi_progress_box_end (self->progress);
  gtk_widget_set_sensitive (GTK_WIDGET (self->questions), TRUE);
  gtk_widget_set_sensitive (self->buttons, TRUE);
  if (came && came->n_done > 0)
    {
      g_autoptr (GError) kept = NULL;

      if (!cunyi_asking_end (get_asking (self), &kept))
        cunyi_window_show_error (cunyi_window_get (GTK_WIDGET (self)), kept);
      cunyi_window_store_changed (cunyi_window_get (GTK_WIDGET (self)));
      g_signal_emit (self, signals[MOVED], 0);
      return;
    }
  why = came ? g_strdup_printf (ngettext ("%u case cannot be moved.", "None of the %u cases can be moved.", came->left_out->len),
                                came->left_out->len)
             : cunyi_explain_error (error);
  tell_refused (self, why);
}

static void
move_many (CunyiMovePanel *self)
{
  CunyiAsking *asking = get_asking (self);
  char *answers = cunyi_asking_take_answers (asking);
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (answers == NULL)
    {
      cunyi_asking_view_show_missing (self->questions);
      return;
    }
  job = g_new0 (Job, 1);
  job->clinic = g_object_ref (self->clinic);
  job->ids = g_strdupv (self->ids);
  job->move = g_strdup (self->move);
  job->from = g_strdup (cunyi_asking_get_from (asking));
  job->day = cunyi_day_to_text (cunyi_asking_read_day (asking));
  job->answers = answers;
  job->progress = g_object_ref (self->progress);
  gtk_widget_set_sensitive (GTK_WIDGET (self->questions), FALSE);
  gtk_widget_set_sensitive (self->buttons, FALSE);
  task = cunyi_task_new (self, cunyi_progress_box_begin (self->progress, _("Moving the cases…"), TRUE), worked_cb, NULL, job,
                         free_job);
  g_task_run_in_thread (task, work_thread);
}

/* ---- confirming and leaving ---- */

static void
move_one (CunyiMovePanel *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;

  if (cunyi_asking_move (get_asking (self), &error))
    {
      g_signal_emit (self, signals[MOVED], 0);
      return;
    }
  if (error == NULL)
    {
      cunyi_asking_view_show_missing (self->questions);
      return;
    }
  why = cunyi_explain_error (error);
  tell_refused (self, why);
}

void
cunyi_move_panel_confirm (CunyiMovePanel *self)
{
  g_autoptr (CunyiMovePanel) held = g_object_ref (self);

  if (cunyi_progress_box_is_busy (self->progress))
    return;
  cunyi_asking_view_commit (self->questions);
  if (cunyi_asking_read_day (get_asking (self)) == CUNYI_DAY_NONE)
    {
      cunyi_asking_view_tell (self->questions, _("Write a day like 20220726, 0726 or 26."));
      gtk_widget_grab_focus (self->day_entry);
    }
  else if (cunyi_asking_is_of_many (get_asking (self)))
    move_many (self);
  else
    move_one (self);
}

gboolean
cunyi_move_panel_leave (CunyiMovePanel *self)
{
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));
  gboolean kept;

  cunyi_progress_box_cancel (self->progress);
  if (!cunyi_asking_view_leave (self->questions, &kept))
    return FALSE;
  if (kept && window)
    cunyi_window_tell (window, _("Draft kept."));
  return TRUE;
}

static void
cancel (CunyiMovePanel *self)
{
  if (cunyi_progress_box_is_busy (self->progress))
    cunyi_progress_box_cancel (self->progress);
  else if (cunyi_move_panel_leave (self))
    g_signal_emit (self, signals[CANCELLED], 0);
}

static gboolean
confirm_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  cunyi_move_panel_confirm (CUNYI_MOVE_PANEL (widget));
  return TRUE;
}

static gboolean
cancel_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  cancel (CUNYI_MOVE_PANEL (widget));
  return TRUE;
}

/* ---- day ---- */

static void
show_day (CunyiMovePanel *self)
{
  g_autofree char *day = g_strdup (cunyi_asking_get_day (get_asking (self)));

  gtk_editable_set_text (GTK_EDITABLE (self->day_entry), day);
}

static void
day_changed_cb (CunyiMovePanel *self)
{
  if (get_asking (self) == NULL)
    return;
  cunyi_asking_set_day (get_asking (self), gtk_editable_get_text (GTK_EDITABLE (self->day_entry)));
  cunyi_asking_view_touch (self->questions);
}

static void
day_done_cb (CunyiMovePanel *self)
{
  CunyiDay day = cunyi_asking_read_day (get_asking (self));
  g_autofree char *text = cunyi_day_to_text (day);

  if (day == CUNYI_DAY_NONE)
    {
      cunyi_asking_view_tell (self->questions, _("Write a day like 20220726, 0726 or 26."));
      return;
    }
  cunyi_asking_view_tell (self->questions, "");
  gtk_editable_set_text (GTK_EDITABLE (self->day_entry), text);
  cunyi_asking_view_focus_first (self->questions);
}

/* ---- object ---- */

static gboolean
cunyi_move_panel_grab_focus (GtkWidget *widget)
{
  CunyiMovePanel *self = CUNYI_MOVE_PANEL (widget);

  return cunyi_asking_view_focus_first (self->questions) || gtk_widget_grab_focus (self->day_entry);
}

static void
cunyi_move_panel_dispose (GObject *object)
{
  CunyiMovePanel *self = CUNYI_MOVE_PANEL (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), CUNYI_TYPE_MOVE_PANEL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->clinic);
  g_clear_pointer (&self->ids, g_strfreev);
  g_clear_pointer (&self->move, g_free);
  g_clear_pointer (&self->result, cunyi_bulk_result_free);
  G_OBJECT_CLASS (cunyi_move_panel_parent_class)->dispose (object);
}

static void
cunyi_move_panel_class_init (CunyiMovePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_move_panel_dispose;
  widget_class->grab_focus = cunyi_move_panel_grab_focus;
  widget_class->focus = cunyi_focus_children;
  g_type_ensure (CUNYI_TYPE_ASKING_VIEW);
  g_type_ensure (CUNYI_TYPE_PROGRESS_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/move-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiMovePanel, heading);
  gtk_widget_class_bind_template_child (widget_class, CunyiMovePanel, day_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiMovePanel, questions);
  gtk_widget_class_bind_template_child (widget_class, CunyiMovePanel, progress);
  gtk_widget_class_bind_template_child (widget_class, CunyiMovePanel, buttons);
  gtk_widget_class_bind_template_callback (widget_class, cunyi_move_panel_confirm);
  gtk_widget_class_bind_template_callback (widget_class, cancel);
  gtk_widget_class_bind_template_callback (widget_class, show_day);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_done_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, confirm_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, confirm_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, confirm_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, cancel_key_cb, NULL);
  signals[MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCELLED] = g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
}

static void
cunyi_move_panel_init (CunyiMovePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cunyi_move_panel_new (CunyiClinic *clinic, const char *const *ids, const char *move, const char *title, GError **error)
{
  CunyiAsking *asking = cunyi_asking_new_move (clinic, ids, move, error);
  CunyiMovePanel *self;

  if (asking == NULL)
    return NULL;
  self = g_object_new (CUNYI_TYPE_MOVE_PANEL, NULL);
  self->clinic = g_object_ref (clinic);
  self->ids = g_strdupv ((char **) ids);
  self->move = g_strdup (move);
  gtk_label_set_label (GTK_LABEL (self->heading), title);
  cunyi_asking_view_set_asking (self->questions, asking);
  show_day (self);
  return GTK_WIDGET (self);
}

gboolean
cunyi_move_panel_is_plain (CunyiMovePanel *self)
{
  return cunyi_asking_is_plain (get_asking (self));
}

const CunyiBulkResult *
cunyi_move_panel_get_result (CunyiMovePanel *self)
{
  return self->result;
}
