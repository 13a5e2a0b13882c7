/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A row is saved when it is applied (Enter), not at every key. */

#include "config.h"

#include "view/clinic-settings.h"

#include <glib/gi18n.h>

#include "clinic/premises.h"
#include "clinic/reporting.h"
#include "view/report-export.h"
#include "view/window.h"

#define MONTH_END "report/month_end"

struct _CunyiClinicSettings {
  AdwBin parent_instance;

  AdwEntryRow *rows[CUNYI_N_PREMISES];
  GtkSpinButton *month_end_spin;
  AdwActionRow *folder_row;

  CunyiClinic *clinic;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CunyiClinicSettings, cunyi_clinic_settings, ADW_TYPE_BIN)

static const char *const row_ids[CUNYI_N_PREMISES] = { "clinic_row", "phone_row", "hospital_row",
                                                       "county_row", "township_row", "village_row" };

static void
tell (CunyiClinicSettings *self, gboolean saved, const GError *error)
{
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));

  if (saved)
    cunyi_window_tell_done (window, _("Saved."));
  else
    cunyi_window_show_error (window, error);
}

static void
applied_cb (GtkWidget *row, gpointer data)
{
  CunyiClinicSettings *self = CUNYI_CLINIC_SETTINGS (data);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  g_autoptr (GError) error = NULL;

  if (text[0] == '\0' && row != GTK_WIDGET (self->rows[CUNYI_PREMISES_PHONE]))
    {
      gtk_widget_add_css_class (row, "error");
      cunyi_window_tell (cunyi_window_get (row), _("This may not be empty; papers and reports need it."));
      return;
    }
  gtk_widget_remove_css_class (row, "error");
  for (guint i = 0; i < CUNYI_N_PREMISES; i++)
    if (row == GTK_WIDGET (self->rows[i]))
      {
        gboolean saved = cunyi_premises_set (self->clinic, i, text, &error);
        tell (self, saved, error);
      }
}

static void
month_end_cb (CunyiClinicSettings *self)
{
  g_autofree char *day = g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (self->month_end_spin));
  g_autoptr (GError) error = NULL;

  if (self->filling)
    return;
  if (!cunyi_setting_set (cunyi_clinic_get_database (self->clinic), MONTH_END, day, &error))
    tell (self, FALSE, error);
}

static void
show_folder (CunyiClinicSettings *self)
{
  g_autofree char *folder = cunyi_clinic_get_setting (self->clinic, CUNYI_EXPORT_FOLDER, "");

  adw_action_row_set_subtitle (self->folder_row, folder[0] ? folder : _("That of the last export"));
}

static void
folder_chosen_cb (CunyiClinicSettings *self, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autoptr (GError) error = NULL;

  if (file && !cunyi_setting_remember (cunyi_clinic_get_database (self->clinic), CUNYI_EXPORT_FOLDER, g_file_peek_path (file),
                                       &error))
    tell (self, FALSE, error);
  show_folder (self);
  g_object_unref (dialog);
}

static void
folder_cb (CunyiClinicSettings *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Where tables go"),
                                                              GTK_WINDOW (cunyi_window_get (GTK_WIDGET (self))),
                                                              GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Choose"),
                                                              _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
cunyi_clinic_settings_dispose (GObject *object)
{
  g_clear_object (&CUNYI_CLINIC_SETTINGS (object)->clinic);
  G_OBJECT_CLASS (cunyi_clinic_settings_parent_class)->dispose (object);
}

static void
cunyi_clinic_settings_class_init (CunyiClinicSettingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_clinic_settings_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/clinic-settings.ui");
  for (guint i = 0; i < CUNYI_N_PREMISES; i++)
    gtk_widget_class_bind_template_child_full (widget_class, row_ids[i], FALSE,
                                               G_STRUCT_OFFSET (CunyiClinicSettings, rows) + i * sizeof (gpointer));
  gtk_widget_class_bind_template_child (widget_class, CunyiClinicSettings, month_end_spin);
  gtk_widget_class_bind_template_child (widget_class, CunyiClinicSettings, folder_row);
  gtk_widget_class_bind_template_callback (widget_class, applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, month_end_cb);
  gtk_widget_class_bind_template_callback (widget_class, folder_cb);
}

static void
cunyi_clinic_settings_init (CunyiClinicSettings *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cunyi_clinic_settings_show (CunyiClinicSettings *self, CunyiClinic *clinic)
{
  g_set_object (&self->clinic, clinic);
  self->filling = TRUE;
  for (guint i = 0; i < CUNYI_N_PREMISES; i++)
    {
      g_autofree char *text = cunyi_premises_get (clinic, i);

      if (gtk_widget_get_focus_child (GTK_WIDGET (self->rows[i])) == NULL)
        gtk_editable_set_text (GTK_EDITABLE (self->rows[i]), text);
    }
  gtk_spin_button_set_value (self->month_end_spin, cunyi_reporting_get_month_end (clinic));
  show_folder (self);
  self->filling = FALSE;
}
