/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From a file on a stick to a form in use. */

#include "config.h"

#include "view/add-form.h"

#include <glib/gi18n.h>

#include "clinic/parcel.h"
#include "view/faults-dialog.h"
#include "view/roster-page.h"
#include "view/task.h"

#define JOB_KEY "cunyi-job"

/* A file from the moment it is dropped: counted, held by its two tasks and by the dialog between them. */
typedef struct {
  CunyiClinic *clinic;
  char *path;
  CunyiParcel *parcel; /* NULL until it was read */
  CunyiFaults *faults;
  char *description;
} Job;

static void
clear_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->clinic);
  g_free (job->path);
  g_clear_pointer (&job->parcel, cunyi_parcel_free);
  cunyi_faults_free (job->faults);
  g_free (job->description);
}

static void
unref_job (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_job);
}

/* The window, when it still works in the clinic that the file was read for. */
static CunyiWindow *
get_window (GObject *source, const Job *job)
{
  CunyiWindow *window = CUNYI_WINDOW (source);

  return cunyi_window_get_clinic (window) == job->clinic ? window : NULL;
}

static void
show_faults (CunyiWindow *window, CunyiFaults *faults)
{
  cunyi_faults_dialog_show (GTK_WINDOW (window), _("Nothing was added"), _("Mend the file, then add it again."), faults);
}

/* ---- using it ---- */

/* The clinic is entered anew, so that the form, its view and its button are there. */
static void
use_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (CunyiDatabase) database = cunyi_database_open_again (cunyi_clinic_get_database (job->clinic), FALSE, &error);
  CunyiClinic *again = NULL;

  if (database && cunyi_parcel_use (job->parcel, database, &error))
    again = cunyi_clinic_enter (database, NULL, &error);
  if (again)
    g_task_return_pointer (task, again, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
used_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  CunyiWindow *window = get_window (source, job);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) again = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *text = NULL;

  if (window == NULL)
    return;
  if (again == NULL)
    {
      cunyi_window_show_error (window, error);
      return;
    }
  cunyi_database_take_over (cunyi_clinic_get_database (again));
  cunyi_window_open_clinic (window, again);
  /* Translators: %s is the name of a form, workflow or document. */
  text = g_strdup_printf (_("Added, and in use from now on: %s"), cunyi_parcel_get_title (job->parcel));
  cunyi_window_tell (window, text);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, CunyiWindow *window)
{
  Job *job = g_object_get_data (G_OBJECT (dialog), JOB_KEY);
  CunyiPage *page = cunyi_window_get_page (window);
  g_autoptr (GTask) task = NULL;

  /* What is being typed is kept before the page goes with the clinic as it was. */
  if (!g_str_equal (response, "use") || get_window (G_OBJECT (window), job) == NULL || (page && !cunyi_page_leave (page)))
    return;
  task = cunyi_task_new (window, NULL, used_cb, NULL, g_atomic_rc_box_acquire (job), unref_job);
  g_task_run_in_thread (task, use_thread);
}

static void
ask (CunyiWindow *window, Job *job)
{
  g_autofree char *body = g_strconcat (job->description, "\n\n",
                                       _("This cannot be undone. A newer one of the same name can be added over it."), NULL);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), cunyi_parcel_get_title (job->parcel), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "use", _("_Use it"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "use", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "use");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), JOB_KEY, g_atomic_rc_box_acquire (job), unref_job);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- reading it ---- */

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (CunyiClinic) own = cunyi_clinic_open_again (job->clinic, TRUE, &error);
  CunyiLibrary *library = own ? cunyi_clinic_get_library (own) : NULL;

  if (own)
    job->parcel = cunyi_parcel_read_for (library, cunyi_clinic_get_database (own), job->path, job->faults, &error);
  if (job->parcel && cunyi_parcel_get_kind (job->parcel))
    job->description = cunyi_parcel_describe (job->parcel, library);
  if (job->parcel)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Without a sheet of questions it is no form. */
static gboolean
is_roster (CunyiFaults *faults)
{
  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    if (cunyi_faults_get (faults, i)->code == CUNYI_FAULT_MISSING_SHEET)
      return TRUE;
  return FALSE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);
  Job *job = g_task_get_task_data (G_TASK (result));
  CunyiWindow *window = get_window (source, job);

  if (window == NULL)
    return;
  if (!done)
    cunyi_window_show_error (window, error);
  else if (job->description)
    ask (window, job);
  else if (is_roster (job->faults))
    cunyi_window_push (window, cunyi_roster_page_new (job->clinic, job->path));
  else
    show_faults (window, job->faults);
}

void
cunyi_add_form_take (CunyiWindow *window, const char *path)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *base_name = g_path_get_basename (path);
  Job *job;

  if (cunyi_window_get_clinic (window) == NULL)
    return;
  job = g_atomic_rc_box_new0 (Job);
  job->clinic = g_object_ref (cunyi_window_get_clinic (window));
  job->path = g_strdup (path);
  job->faults = cunyi_faults_new (base_name);
  task = cunyi_task_new (window, NULL, read_cb, NULL, job, unref_job);
  g_task_run_in_thread (task, read_thread);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, CunyiWindow *window)
{
  GdkFileList *files = g_value_get_boxed (value);
  g_autoptr (GSList) list = files ? gdk_file_list_get_files (files) : NULL;
  g_autofree char *path = list ? g_file_get_path (list->data) : NULL;

  if (path == NULL || cunyi_window_get_clinic (window) == NULL)
    return FALSE;
  cunyi_add_form_take (window, path);
  return TRUE;
}

void
cunyi_add_form_accept_drops (CunyiWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}
