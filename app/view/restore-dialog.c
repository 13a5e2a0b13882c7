/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two works in a thread: looking, and restoring, each with a connection of its own to the backup. */

#include "config.h"

#include "view/restore-dialog.h"

#include <glib/gi18n.h>

#include "clinic/backup-about.h"
#include "store/restore.h"
#include "view/progress-box.h"
#include "view/refusal.h"
#include "view/task.h"

struct _CunyiRestoreDialog {
  AdwWindow parent_instance;

  GtkLabel *file_label;
  AdwComboRow *user_row;
  AdwPasswordEntryRow *password_row;
  AdwEntryRow *recovery_row;
  GtkButton *recovery_button;
  GtkWidget *about_box;
  GtkLabel *about_label, *aside_label, *error_label;
  GtkButton *look_button, *restore_button;
  CunyiProgressBox *progress;

  CunyiWindow *window; /* not owned: the dialog is transient for it */
  char *backup, *path;
};

G_DEFINE_FINAL_TYPE (CunyiRestoreDialog, cunyi_restore_dialog, ADW_TYPE_WINDOW)

static void
tell_error (CunyiRestoreDialog *self, const GError *error)
{
  g_message ("restore: %s", error->message);
  cunyi_refusal_tell_error (self->error_label, error);
}

static gboolean
uses_recovery (CunyiRestoreDialog *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->recovery_row));
}

/* The user of the password, NULL with the recovery code. (transfer full) */
static char *
dup_user (CunyiRestoreDialog *self)
{
  gpointer item = adw_combo_row_get_selected_item (self->user_row);

  return uses_recovery (self) || item == NULL ? NULL : g_strdup (gtk_string_object_get_string (item));
}

static const char *
get_secret (CunyiRestoreDialog *self)
{
  return gtk_editable_get_text (uses_recovery (self) ? GTK_EDITABLE (self->recovery_row) : GTK_EDITABLE (self->password_row));
}

/* ---- work ---- */

typedef struct {
  char *backup, *path, *user, *secret;
  CunyiProgressBox *progress;
  char *aside;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->backup);
  g_free (job->path);
  g_free (job->user);
  g_free (job->secret);
  g_object_unref (job->progress);
  g_free (job->aside);
  g_free (job);
}

static void
begin (CunyiRestoreDialog *self, GTaskThreadFunc work, GAsyncReadyCallback done, const char *sentence)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = NULL;

  job->backup = g_strdup (self->backup);
  job->path = g_strdup (self->path);
  job->user = dup_user (self);
  job->secret = g_strdup (get_secret (self));
  job->progress = g_object_ref (self->progress);
  cunyi_refusal_tell (self->error_label, "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->look_button), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->restore_button), FALSE);
  task = cunyi_task_new (self, cunyi_progress_box_begin (self->progress, sentence, TRUE), done, NULL, job, free_job);
  /* What is restored is told even when it was cancelled in the last moment. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, work);
}

static void
end (CunyiRestoreDialog *self)
{
  cunyi_progress_box_end (self->progress);
  gtk_widget_set_sensitive (GTK_WIDGET (self->look_button), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->restore_button), TRUE);
}

/* ---- looking ---- */

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  g_autoptr (CunyiDatabase) copy = cunyi_database_open_copy (job->backup, job->user, job->secret, &error);
  CunyiBackupAbout *about = copy ? cunyi_backup_about_read (copy, &error) : NULL;

  if (about)
    g_task_return_pointer (task, about, (GDestroyNotify) cunyi_backup_about_free);
  else
    g_task_return_error (task, error);
}

static void
show_about (CunyiRestoreDialog *self, const CunyiBackupAbout *about)
{
  g_autofree char *text = cunyi_backup_about_to_text (about);
  gboolean taken = g_file_test (self->path, G_FILE_TEST_EXISTS);

  gtk_label_set_label (self->about_label, text);
  gtk_label_set_label (self->aside_label,
                       taken ? _("What this computer holds now is kept beside it, under another name.")
                             : _("This computer holds no clinic yet."));
  gtk_widget_set_visible (self->about_box, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->look_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->restore_button), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->restore_button));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiRestoreDialog *self = CUNYI_RESTORE_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiBackupAbout) about = g_task_propagate_pointer (G_TASK (result), &error);

  end (self);
  if (about)
    {
      show_about (self, about);
      return;
    }
  tell_error (self, error);
  gtk_widget_grab_focus (uses_recovery (self) ? GTK_WIDGET (self->recovery_row) : GTK_WIDGET (self->password_row));
}

static void
look_cb (CunyiRestoreDialog *self)
{
  if (cunyi_progress_box_is_busy (self->progress) || !gtk_widget_get_visible (GTK_WIDGET (self->look_button)))
    return;
  if (*get_secret (self) == '\0')
    cunyi_refusal_tell (self->error_label, _("Enter the password of the day of the backup."));
  else
    begin (self, look_thread, looked_cb, _("Looking at the backup…"));
}

/* Another password, another backup: what was seen does not hold any more. */
static void
secret_changed_cb (CunyiRestoreDialog *self)
{
  gtk_widget_set_visible (self->about_box, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->look_button), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->restore_button), FALSE);
  cunyi_refusal_tell (self->error_label, "");
}

static void
recovery_cb (CunyiRestoreDialog *self)
{
  gboolean recovery = !uses_recovery (self);

  gtk_widget_set_visible (GTK_WIDGET (self->recovery_row), recovery);
  gtk_widget_set_visible (GTK_WIDGET (self->password_row), !recovery);
  gtk_widget_set_visible (GTK_WIDGET (self->user_row), !recovery);
  gtk_button_set_label (self->recovery_button, recovery ? _("Use a _password") : _("Use the _recovery sheet"));
  secret_changed_cb (self);
  gtk_widget_grab_focus (recovery ? GTK_WIDGET (self->recovery_row) : GTK_WIDGET (self->password_row));
}

/* ---- restoring ---- */

static void
restore_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (CunyiDatabase) copy = cunyi_database_open_copy (job->backup, job->user, job->secret, &error);

  if (copy && cunyi_database_restore (copy, job->path, &job->aside, cunyi_progress_box_report, job->progress, cancellable,
                                      &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiRestoreDialog *self = CUNYI_RESTORE_DIALOG (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  CunyiWindow *window = self->window;
  g_autoptr (GError) error = NULL;
  gboolean restored = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *text = NULL;

  end (self);
  if (!restored)
    {
      /* What was there is still there. */
      cunyi_window_start (window, self->path);
      tell_error (self, error);
      return;
    }
  if (job->aside)
    {
      g_autofree char *name = g_path_get_basename (job->aside);

      /* Translators: %s is the name of a file. */
      text = g_strdup_printf (_("Restored. What was there before is kept as %s"), name);
    }
  else
    text = g_strdup (_("Restored."));
  gtk_window_destroy (GTK_WINDOW (self));
  cunyi_window_start (window, job->path);
  cunyi_window_tell (window, text);
}

static void
restore_cb (CunyiRestoreDialog *self)
{
  if (cunyi_progress_box_is_busy (self->progress))
    return;
  /* The store must not be open while it changes its place. A draft that could not be kept keeps the page. */
  if (cunyi_window_get_clinic (self->window))
    cunyi_window_lock (self->window);
  if (cunyi_window_get_clinic (self->window))
    cunyi_refusal_tell (self->error_label, _("Something on the page behind is not kept yet. Close this, save it, then restore."));
  else
    begin (self, restore_thread, restored_cb, _("Restoring…"));
}

/* ---- object ---- */

static gboolean
cunyi_restore_dialog_close_request (GtkWindow *window)
{
  CunyiRestoreDialog *self = CUNYI_RESTORE_DIALOG (window);

  if (!cunyi_progress_box_is_busy (self->progress))
    return GTK_WINDOW_CLASS (cunyi_restore_dialog_parent_class)->close_request (window);
  cunyi_progress_box_cancel (self->progress);
  return GDK_EVENT_STOP;
}

static void
cunyi_restore_dialog_finalize (GObject *object)
{
  CunyiRestoreDialog *self = CUNYI_RESTORE_DIALOG (object);

  g_free (self->backup);
  g_free (self->path);
  G_OBJECT_CLASS (cunyi_restore_dialog_parent_class)->finalize (object);
}

static void
cunyi_restore_dialog_class_init (CunyiRestoreDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cunyi_restore_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = cunyi_restore_dialog_close_request;
  g_type_ensure (CUNYI_TYPE_PROGRESS_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/restore-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiRestoreDialog, file_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiRestoreDialog, user_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiRestoreDialog, password_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiRestoreDialog, recovery_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiRestoreDialog, recovery_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiRestoreDialog, about_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiRestoreDialog, about_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiRestoreDialog, aside_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiRestoreDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiRestoreDialog, look_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiRestoreDialog, restore_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiRestoreDialog, progress);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, recovery_cb);
  gtk_widget_class_bind_template_callback (widget_class, secret_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cunyi_restore_dialog_init (CunyiRestoreDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CunyiRestoreDialog *
cunyi_restore_dialog_show (CunyiWindow *window, const char *backup, const char *path)
{
  CunyiRestoreDialog *self = g_object_new (CUNYI_TYPE_RESTORE_DIALOG, "transient-for", window, NULL);
  g_autofree char *name = g_path_get_basename (backup);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) users = cunyi_database_list_users (backup, &error);
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const *) users);

  self->window = window;
  self->backup = g_strdup (backup);
  self->path = g_strdup (path);
  gtk_label_set_label (self->file_label, name);
  adw_combo_row_set_model (self->user_row, G_LIST_MODEL (model));
  if (users == NULL)
    {
      tell_error (self, error);
      gtk_widget_set_sensitive (GTK_WIDGET (self->look_button), FALSE);
    }
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
  return self;
}
