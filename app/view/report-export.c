/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The very result that is on the screen is written, so that both say the same. It cannot change, so a thread may have it. */

#include "config.h"

#include "view/report-export.h"

#include <glib/gi18n.h>

#include "report/workbook.h"
#include "view/errands.h"
#include "view/task.h"
#include "view/window.h"

typedef struct {
  CunyiReportResult *result;
  CunyiProgressBox *progress;
  char *path;
  gboolean people;
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  cunyi_report_result_unref (export->result);
  g_object_unref (export->progress);
  g_free (export->path);
  g_free (export);
}

static void
export_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *export = data;
  GError *error = NULL;

  if (cunyi_report_write (export->result, export->path, export->people, cancellable, cunyi_progress_box_report,
                          export->progress, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (source));
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);

  if (window == NULL)
    return; /* left meanwhile; the work was cancelled with the page */
  cunyi_progress_box_end (export->progress);
  if (written)
    cunyi_window_tell_saved (window, export->path);
  else
    cunyi_window_show_error (window, error);
}

void
cunyi_report_export (CunyiPage *page, CunyiProgressBox *progress, CunyiReportResult *result, const char *path,
                     gboolean people)
{
  Export *export = g_new0 (Export, 1);
  g_autoptr (GTask) task = NULL;

  export->result = cunyi_report_result_ref (result);
  export->progress = g_object_ref (progress);
  export->path = g_strdup (path);
  export->people = people && cunyi_report_result_get_people (result) != NULL;
  task = cunyi_task_new (page, cunyi_progress_box_begin (progress, _("Exporting…"), TRUE), exported_cb, NULL,
                         export, free_export);
  /* What was written is told even when it was cancelled in the last moment. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, export_thread);
}

/* ---- asking ---- */

#define EXPORT_KEY "cunyi-export"

static void
chosen_cb (CunyiPage *page, int response, GtkNativeDialog *dialog)
{
  Export *export = g_object_get_data (G_OBJECT (dialog), EXPORT_KEY);
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file && cunyi_window_get (GTK_WIDGET (page)))
    {
      CunyiDatabase *database = cunyi_clinic_get_database (cunyi_page_get_clinic (page));
      g_autofree char *folder = g_path_get_dirname (g_file_peek_path (file));

      cunyi_setting_remember (database, CUNYI_EXPORT_FOLDER, folder, NULL);
      cunyi_report_export (page, export->progress, export->result, g_file_peek_path (file), export->people);
    }
  g_object_unref (dialog);
}

void
cunyi_report_export_ask (CunyiPage *page, CunyiProgressBox *progress, CunyiReportResult *result, gboolean people)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Export"), GTK_WINDOW (cunyi_window_get (GTK_WIDGET (page))),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), _("_Cancel"));
  g_autofree char *folder = cunyi_clinic_get_setting (cunyi_page_get_clinic (page), CUNYI_EXPORT_FOLDER, "");
  Export *export = g_new0 (Export, 1);

  export->result = cunyi_report_result_ref (result);
  export->progress = g_object_ref (progress);
  export->people = people;
  g_object_set_data_full (G_OBJECT (dialog), EXPORT_KEY, export, free_export);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), cunyi_report_result_get_file_name (result));
  cunyi_errands_set_folder (GTK_FILE_CHOOSER (dialog), folder);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), page, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
