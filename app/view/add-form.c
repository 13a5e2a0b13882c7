/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From a file on a stick to a form in use. */

#include "config.h"

#include "view/add-form.h"

#include <glib/gi18n.h>

#include "view/faults-dialog.h"
#include "view/roster-page.h"

#define PATH_KEY "cunyi-path"

static void
show_faults (CunyiWindow *window, CunyiFaults *faults)
{
  cunyi_faults_dialog_show (GTK_WINDOW (window), _("Nothing was added"), _("Mend the file, then add it again."), faults);
}

/* The clinic is entered anew, so that the form, its view and its button are there. */
static void
use_added (CunyiWindow *window, CunyiClinic *clinic, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) again = cunyi_clinic_enter (cunyi_clinic_get_database (clinic), NULL, &error);
  g_autofree char *text = NULL;

  if (again == NULL)
    {
      cunyi_window_show_error (window, error);
      return;
    }
  cunyi_window_open_clinic (window, again);
  /* Translators: %s is the name of a form, workflow or document. */
  text = g_strdup_printf (_("Added, and in use from now on: %s"), name);
  cunyi_window_tell (window, text);
}

static void
add (CunyiWindow *window, const char *path)
{
  g_autoptr (CunyiClinic) clinic = g_object_ref (cunyi_window_get_clinic (window));
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *name = NULL;

  if (!cunyi_library_add_file (cunyi_clinic_get_library (clinic), cunyi_clinic_get_database (clinic), path, &kind, &name,
                               faults, &error))
    cunyi_window_show_error (window, error);
  else if (kind)
    use_added (window, clinic, name);
  else
    show_faults (window, faults);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, CunyiWindow *window)
{
  if (g_str_equal (response, "use") && cunyi_window_get_clinic (window))
    add (window, g_object_get_data (G_OBJECT (dialog), PATH_KEY));
}

static void
ask (CunyiWindow *window, const char *path, const char *title, const char *description)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), title, description);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "use", _("_Use it"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "use", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "use");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), PATH_KEY, g_strdup (path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
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

void
cunyi_add_form_take (CunyiWindow *window, const char *path)
{
  CunyiClinic *clinic = cunyi_window_get_clinic (window);
  g_autofree char *base_name = g_path_get_basename (path);
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (base_name);
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *description = NULL;

  if (clinic == NULL)
    return;
  if (!cunyi_library_describe_file (cunyi_clinic_get_library (clinic), path, &title, &description, faults, &error))
    cunyi_window_show_error (window, error);
  else if (title)
    ask (window, path, title, description);
  else if (is_roster (faults))
    cunyi_window_push (window, cunyi_roster_page_new (clinic, path));
  else
    show_faults (window, faults);
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
