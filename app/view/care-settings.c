/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A pack is read in a thread; then the clinic is entered anew, because everything that was parsed may be different. */

#include "config.h"

#include "view/care-settings.h"

#include <glib/gi18n.h>
#include <string.h>

#include "view/errands.h"
#include "view/faults-dialog.h"
#include "view/progress-box.h"
#include "view/standards-page.h"
#include "view/task.h"
#include "view/window.h"

#define PACK_SETTING "clinic/pack"
#define NATIONAL "national"

struct _CunyiCareSettings {
  AdwBin parent_instance;

  AdwComboRow *pack_row;
  AdwActionRow *backup_row;
  AdwActionRow *unread_row;
  GtkButton *pack_button;
  CunyiProgressBox *progress;

  CunyiClinic *clinic;
  char **packs;        /* names, beside the rows of pack_row */
  CunyiFaults *unread; /* of the definitions in use, NULL until they are looked at */
};

G_DEFINE_FINAL_TYPE (CunyiCareSettings, cunyi_care_settings, ADW_TYPE_BIN)

static CunyiWindow *
get_window (CunyiCareSettings *self)
{
  return cunyi_window_get (GTK_WIDGET (self));
}

/* ---- pack ---- */

typedef struct {
  CunyiClinic *clinic;
  char *pack;
  CunyiFaults *faults;
} Change;

static void
free_change (gpointer data)
{
  Change *change = data;

  g_object_unref (change->clinic);
  g_free (change->pack);
  cunyi_faults_free (change->faults);
  g_free (change);
}

static void
change_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Change *change = data;
  GError *error = NULL;
  g_autoptr (CunyiDatabase) own = cunyi_database_open_again (cunyi_clinic_get_database (change->clinic), FALSE, &error);
  g_autoptr (CunyiPack) pack = own ? cunyi_pack_open (change->pack, change->faults) : NULL;

  if (own && pack == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, change->pack);
  if (pack && cunyi_library_use_pack (own, pack, change->faults, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The same doctor at the same store, with what is declared now. */
static void
enter_anew (CunyiWindow *window, CunyiClinic *clinic, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autofree char *staff = g_strdup (cunyi_database_get_staff (database));
  g_autoptr (CunyiDatabase) again = cunyi_database_open_again (database, FALSE, error);
  g_autoptr (CunyiClinic) entered = NULL;

  if (again == NULL)
    return;
  cunyi_database_set_staff (again, staff);
  entered = cunyi_clinic_enter (again, NULL, error);
  if (entered)
    cunyi_window_open_clinic (window, entered);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiCareSettings *self = CUNYI_CARE_SETTINGS (source);
  CunyiWindow *window = get_window (self);
  Change *change = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (window == NULL)
    return;
  cunyi_progress_box_end (self->progress);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pack_button), TRUE);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    enter_anew (window, change->clinic, &error);
  if (error)
    {
      cunyi_window_show_error (window, error);
      return;
    }
  cunyi_window_tell (window, _("The pack is in use now. Forms that are filled already stay as they were."));
  cunyi_faults_dialog_show_left_out (GTK_WINDOW (window), change->faults);
}

static void
pack_cb (CunyiCareSettings *self)
{
  guint selected = adw_combo_row_get_selected (self->pack_row);
  g_autoptr (GTask) task = NULL;
  Change *change;

  if (selected == GTK_INVALID_LIST_POSITION || cunyi_progress_box_is_busy (self->progress))
    return;
  change = g_new0 (Change, 1);
  change->clinic = g_object_ref (self->clinic);
  change->pack = g_strdup (self->packs[selected]);
  change->faults = cunyi_faults_new (change->pack);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pack_button), FALSE);
  cunyi_progress_box_begin (self->progress, _("Reading the pack…"), FALSE);
  task = cunyi_task_new (self, NULL, changed_cb, NULL, change, free_change);
  g_task_run_in_thread (task, change_thread);
}

static void
list_packs (CunyiCareSettings *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->packs = cunyi_packs_list ();
  for (guint i = 0; self->packs[i]; i++)
    {
      g_autoptr (CunyiFaults) faults = cunyi_faults_new (self->packs[i]);
      g_autoptr (CunyiPack) pack = cunyi_pack_open (self->packs[i], faults);

      gtk_string_list_append (titles, pack ? cunyi_pack_get (pack, "title") : self->packs[i]);
    }
  adw_combo_row_set_model (self->pack_row, G_LIST_MODEL (titles));
}

/* ---- what is in use and cannot be read ---- */

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (CunyiClinic) own = cunyi_clinic_open_again (data, TRUE, &error);
  CunyiFaults *faults;

  if (own == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  faults = cunyi_faults_new (NULL);
  cunyi_library_check (cunyi_clinic_get_library (own), cunyi_clinic_get_book (own), faults);
  g_task_return_pointer (task, faults, (GDestroyNotify) cunyi_faults_free);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiCareSettings *self = CUNYI_CARE_SETTINGS (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiFaults) faults = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *title = NULL;
  guint n;

  if (get_window (self) == NULL)
    return;
  if (faults == NULL)
    {
      cunyi_window_show_error (get_window (self), error);
      return;
    }
  n = cunyi_faults_count (faults);
  /* Translators: faults in what packs declare. */
  title = g_strdup_printf (ngettext ("%u fault in what is in use", "%u faults in what is in use", n), n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->unread_row), title);
  gtk_widget_set_visible (GTK_WIDGET (self->unread_row), n > 0);
  g_clear_pointer (&self->unread, cunyi_faults_free);
  self->unread = g_steal_pointer (&faults);
}

static void
unread_cb (CunyiCareSettings *self)
{
  cunyi_faults_dialog_show (GTK_WINDOW (get_window (self)), _("Parts of the pack cannot be used"),
                            _("Send this to whoever made the pack. Everything else is in use."), self->unread);
}

static void
standards_cb (CunyiCareSettings *self)
{
  cunyi_window_push (get_window (self), cunyi_standards_page_new (self->clinic));
}

/* ---- widget ---- */

static void
cunyi_care_settings_dispose (GObject *object)
{
  CunyiCareSettings *self = CUNYI_CARE_SETTINGS (object);

  g_clear_object (&self->clinic);
  g_clear_pointer (&self->packs, g_strfreev);
  g_clear_pointer (&self->unread, cunyi_faults_free);
  G_OBJECT_CLASS (cunyi_care_settings_parent_class)->dispose (object);
}

static void
cunyi_care_settings_class_init (CunyiCareSettingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_care_settings_dispose;
  g_type_ensure (CUNYI_TYPE_PROGRESS_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/care-settings.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiCareSettings, pack_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiCareSettings, backup_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiCareSettings, unread_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiCareSettings, pack_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiCareSettings, progress);
  gtk_widget_class_bind_template_callback (widget_class, pack_cb);
  gtk_widget_class_bind_template_callback (widget_class, standards_cb);
  gtk_widget_class_bind_template_callback (widget_class, unread_cb);
}

static void
cunyi_care_settings_init (CunyiCareSettings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  list_packs (self);
}

void
cunyi_care_settings_show (CunyiCareSettings *self, CunyiClinic *clinic)
{
  g_autofree char *last = cunyi_clinic_get_setting (clinic, CUNYI_BACKUP_LAST, "");
  g_autofree char *folder = cunyi_clinic_get_setting (clinic, CUNYI_BACKUP_FOLDER, "");
  g_autofree char *pack = cunyi_clinic_get_setting (clinic, PACK_SETTING, NATIONAL);
  g_autofree char *subtitle = NULL;

  /* What is in use stays so until a clinic is entered anew. */
  if (g_set_object (&self->clinic, clinic))
    {
      g_autoptr (GTask) task = cunyi_task_new (self, NULL, looked_cb, NULL, g_object_ref (clinic), g_object_unref);

      g_task_run_in_thread (task, look_thread);
    }
  for (guint i = 0; self->packs[i]; i++)
    if (g_str_equal (self->packs[i], pack))
      adw_combo_row_set_selected (self->pack_row, i);
  if (last[0])
    /* Translators: a day and a folder. */
    subtitle = g_strdup_printf (_("Last on %.10s, to %s"), last, folder);
  else
    subtitle = g_strdup (_("Never yet. Take a stick and do it today."));
  adw_action_row_set_subtitle (self->backup_row, subtitle);
}
