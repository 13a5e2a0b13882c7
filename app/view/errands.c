/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Errands: ask for a file or folder, then work in a thread or go to a page. */

#include "config.h"

#include "view/errands.h"

#include <glib/gi18n.h>

#include "base/clock.h"
#include "store/backup.h"
#include "view/add-form.h"
#include "view/restore-dialog.h"
#include "view/roster-page.h"
#include "view/task.h"

#define ROSTER_FOLDER "roster/folder" /* setting: where rosters come from */

/* A chooser that gives its answer to `answered` (with the file, or NULL) and then is gone. */
static void
ask_for_file (CunyiWindow *window, GtkFileChooserNative *dialog, GCallback answered)
{
  g_signal_connect_object (dialog, "response", answered, window, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static GFile *
take_answer (GtkNativeDialog *dialog, int response)
{
  GFile *file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_object_unref (dialog);
  return file;
}

void
cunyi_errands_set_folder (GtkFileChooser *chooser, const char *last)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  const char *folder = g_file_test (last, G_FILE_TEST_IS_DIR) ? last : documents ? documents : g_get_home_dir ();
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  gtk_file_chooser_set_current_folder (chooser, file, NULL);
}

/* ---- PDF ---- */

#define PDF_FOLDER "print/folder" /* setting: where the last PDF went */
#define CHOSEN_KEY "cunyi-chosen"

static void
pdf_chosen_cb (CunyiPage *page, int response, GtkNativeDialog *dialog)
{
  void (*chosen) (gpointer page, const char *path) = g_object_get_data (G_OBJECT (dialog), CHOSEN_KEY);
  g_autoptr (GFile) file = take_answer (dialog, response);
  g_autofree char *folder = file ? g_path_get_dirname (g_file_peek_path (file)) : NULL;

  if (file == NULL || cunyi_window_get (GTK_WIDGET (page)) == NULL)
    return;
  cunyi_setting_remember (cunyi_clinic_get_database (cunyi_page_get_clinic (page)), PDF_FOLDER, folder, NULL);
  chosen (page, g_file_peek_path (file));
}

void
cunyi_errands_save_pdf (CunyiPage *page, const char *name, void (*chosen) (gpointer page, const char *path))
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save as PDF"),
                                                              GTK_WINDOW (cunyi_window_get (GTK_WIDGET (page))),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  g_autofree char *folder = cunyi_clinic_get_setting (cunyi_page_get_clinic (page), PDF_FOLDER, "");
  g_autofree char *safe = g_strdelimit (g_strdup (name), "/\\", '-');

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), safe);
  cunyi_errands_set_folder (GTK_FILE_CHOOSER (dialog), folder);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data (G_OBJECT (dialog), CHOSEN_KEY, chosen);
  g_signal_connect_object (dialog, "response", G_CALLBACK (pdf_chosen_cb), page, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- backup ---- */

/* What the thread works with. */
typedef struct {
  CunyiClinic *clinic;
  char *folder;
} Backup;

static void
free_backup (gpointer data)
{
  Backup *backup = data;

  g_object_unref (backup->clinic);
  g_free (backup->folder);
  g_free (backup);
}

static void
backup_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Backup *backup = data;
  GError *error = NULL;
  g_autoptr (CunyiDatabase) database = cunyi_database_open_again (cunyi_clinic_get_database (backup->clinic), FALSE,
                                                                  &error);
  char *path = NULL;

  if (database && cunyi_database_backup (database, backup->folder, &path, cancellable, &error))
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

/* What the settings show; a copy is good without it. */
static void
keep_last (const Backup *backup)
{
  CunyiDatabase *database = cunyi_clinic_get_database (backup->clinic);
  g_autofree char *now = cunyi_clock_now ();

  cunyi_setting_remember (database, CUNYI_BACKUP_LAST, now, NULL);
  cunyi_setting_remember (database, CUNYI_BACKUP_FOLDER, backup->folder, NULL);
}

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiWindow *window = CUNYI_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *text = NULL;

  if (path == NULL)
    {
      cunyi_window_show_error (window, error);
      return;
    }
  keep_last (g_task_get_task_data (G_TASK (result)));
  /* Translators: %s is the name of a file. */
  text = g_strdup_printf (_("Backed up and checked: %s"), path);
  cunyi_window_tell (window, text);
}

static void
backup_folder_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  CunyiWindow *window = CUNYI_WINDOW (data);
  g_autoptr (GFile) folder = take_answer (dialog, response);
  g_autoptr (GTask) task = NULL;
  Backup *backup;

  if (folder == NULL || cunyi_window_get_clinic (window) == NULL)
    return;
  backup = g_new0 (Backup, 1);
  backup->clinic = g_object_ref (cunyi_window_get_clinic (window));
  backup->folder = g_file_get_path (folder);
  cunyi_window_tell (window, _("Backing up…"));
  task = cunyi_task_new (window, NULL, backed_up_cb, NULL, backup, free_backup);
  g_task_run_in_thread (task, backup_thread);
}

void
cunyi_errands_back_up (CunyiWindow *window)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Where to? A stick, for instance"), GTK_WINDOW (window),
                                                              GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Back Up"),
                                                              _("_Cancel"));
  g_autofree char *last = cunyi_clinic_get_setting (cunyi_window_get_clinic (window), CUNYI_BACKUP_FOLDER, "");

  cunyi_errands_set_folder (GTK_FILE_CHOOSER (dialog), last);
  ask_for_file (window, dialog, G_CALLBACK (backup_folder_cb));
}

/* ---- restore ---- */

#define PATH_KEY "cunyi-path"

static void
restore_file_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autofree char *path = g_strdup (g_object_get_data (G_OBJECT (dialog), PATH_KEY));
  g_autoptr (GFile) file = take_answer (dialog, response);

  if (file)
    cunyi_restore_dialog_show (CUNYI_WINDOW (data), g_file_peek_path (file), path);
}

void
cunyi_errands_restore (CunyiWindow *window, const char *path)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Choose the backup"), GTK_WINDOW (window),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  CunyiClinic *clinic = cunyi_window_get_clinic (window);
  g_autofree char *last = clinic ? cunyi_clinic_get_setting (clinic, CUNYI_BACKUP_FOLDER, "") : g_strdup ("");
  g_autoptr (GtkFileFilter) backups = gtk_file_filter_new ();

  gtk_file_filter_set_name (backups, _("Backups (.cunyi)"));
  gtk_file_filter_add_suffix (backups, "cunyi");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), backups);
  cunyi_errands_set_folder (GTK_FILE_CHOOSER (dialog), last);
  g_object_set_data_full (G_OBJECT (dialog), PATH_KEY, g_strdup (path), g_free);
  ask_for_file (window, dialog, G_CALLBACK (restore_file_cb));
}

/* ---- roster ---- */

static void
roster_file_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  CunyiWindow *window = CUNYI_WINDOW (data);
  g_autoptr (GFile) file = take_answer (dialog, response);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path && cunyi_window_get_clinic (window))
    {
      g_autofree char *folder = g_path_get_dirname (path);

      cunyi_setting_remember (cunyi_clinic_get_database (cunyi_window_get_clinic (window)), ROSTER_FOLDER, folder, NULL);
      cunyi_window_push (window, cunyi_roster_page_new (cunyi_window_get_clinic (window), path));
    }
}

void
cunyi_errands_import_roster (CunyiWindow *window)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Choose the roster"), GTK_WINDOW (window),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  g_autofree char *last = cunyi_clinic_get_setting (cunyi_window_get_clinic (window), ROSTER_FOLDER, "");
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();

  gtk_file_filter_set_name (tables, _("Tables (.xlsx, .xls, .csv)"));
  gtk_file_filter_add_suffix (tables, "xlsx");
  gtk_file_filter_add_suffix (tables, "xls");
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), tables);
  cunyi_errands_set_folder (GTK_FILE_CHOOSER (dialog), last);
  ask_for_file (window, dialog, G_CALLBACK (roster_file_cb));
}

/* ---- a form that somebody sent ---- */

static void
form_file_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GFile) file = take_answer (dialog, response);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path)
    cunyi_add_form_take (CUNYI_WINDOW (data), path);
}

void
cunyi_errands_add_form (CunyiWindow *window)
{
  ask_for_file (window,
                gtk_file_chooser_native_new (_("Choose the form"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_OPEN,
                                             _("_Open"), _("_Cancel")),
                G_CALLBACK (form_file_cb));
}
