/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Passwords lie in the key file and cannot be undone, so taking one away asks first. */

#include "config.h"

#include "view/doctor-settings.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic/staff.h"
#include "clinic/team.h"
#include "view/password-dialog.h"
#include "view/recovery-panel.h"
#include "view/staff-dialog.h"
#include "view/task.h"
#include "view/team-dialog.h"
#include "view/window.h"

#define STAFF_KEY "cunyi-staff"

struct _CunyiDoctorSettings {
  AdwBin parent_instance;

  AdwPreferencesGroup *staff_group, *teams_group;

  CunyiClinic *clinic;
  GPtrArray *rows, *team_rows; /* of the groups, borrowed */
};

G_DEFINE_FINAL_TYPE (CunyiDoctorSettings, cunyi_doctor_settings, ADW_TYPE_BIN)

static GtkWindow *
get_window (CunyiDoctorSettings *self)
{
  return GTK_WINDOW (cunyi_window_get (GTK_WIDGET (self)));
}

static CunyiStaff *
get_staff (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), STAFF_KEY);
}

static CunyiStaff *
copy_staff (const CunyiStaff *staff)
{
  CunyiStaff *copy = g_new0 (CunyiStaff, 1);

  copy->id = g_strdup (staff->id);
  copy->name = g_strdup (staff->name);
  copy->user = g_strdup (staff->user);
  copy->title = g_strdup (staff->title);
  copy->phone = g_strdup (staff->phone);
  copy->role = g_strdup (staff->role);
  copy->until = g_strdup (staff->until);
  return copy;
}

/* ---- adding, changing ---- */

static void
add_cb (CunyiDoctorSettings *self)
{
  cunyi_staff_dialog_show (get_window (self), self->clinic, NULL);
}

static void
edit_cb (GtkWidget *button, gpointer data)
{
  CunyiDoctorSettings *self = CUNYI_DOCTOR_SETTINGS (data);

  cunyi_staff_dialog_show (get_window (self), self->clinic, copy_staff (get_staff (button)));
}

/* ---- passwords ---- */

static void
password_done_cb (CunyiPasswordDialog *dialog, const char *user, gpointer data)
{
  CunyiDoctorSettings *self = CUNYI_DOCTOR_SETTINGS (data);
  CunyiStaff *staff = g_object_get_data (G_OBJECT (dialog), STAFF_KEY);
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (staff->user, user))
    {
      g_free (staff->user);
      staff->user = g_strdup (user);
      if (!cunyi_staff_save (self->clinic, staff, &error))
        {
          cunyi_window_show_error (CUNYI_WINDOW (get_window (self)), error);
          return;
        }
    }
  cunyi_window_tell (CUNYI_WINDOW (get_window (self)), _("The new password holds from now on."));
  cunyi_doctor_settings_show (self, self->clinic);
}

static void
password_cb (GtkWidget *button, gpointer data)
{
  CunyiDoctorSettings *self = CUNYI_DOCTOR_SETTINGS (data);
  const CunyiStaff *staff = get_staff (button);
  CunyiPasswordDialog *dialog = cunyi_password_dialog_show (get_window (self), self->clinic,
                                                            staff->user[0] ? staff->user : staff->name, FALSE);

  g_object_set_data_full (G_OBJECT (dialog), STAFF_KEY, copy_staff (staff), (GDestroyNotify) cunyi_staff_free);
  g_signal_connect_object (dialog, "done", G_CALLBACK (password_done_cb), self, 0);
}

/* ---- leaving ---- */

static gboolean
remove_staff (CunyiDoctorSettings *self, CunyiStaff *staff, GError **error)
{
  return (staff->user[0] == '\0'
          || cunyi_database_remove_user (cunyi_clinic_get_database (self->clinic), staff->user, error))
         && cunyi_staff_leave (self->clinic, staff, error);
}

static void
remove_answered_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  CunyiDoctorSettings *self = CUNYI_DOCTOR_SETTINGS (data);
  CunyiStaff *staff = g_object_get_data (G_OBJECT (dialog), STAFF_KEY);
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "remove"))
    return;
  if (!remove_staff (self, staff, &error))
    cunyi_window_show_error (CUNYI_WINDOW (get_window (self)), error);
  cunyi_doctor_settings_show (self, self->clinic);
}

static void
remove_cb (GtkWidget *button, gpointer data)
{
  CunyiDoctorSettings *self = CUNYI_DOCTOR_SETTINGS (data);
  const CunyiStaff *staff = get_staff (button);
  GtkWidget *dialog;

  if (g_strcmp0 (staff->id, cunyi_database_get_staff (cunyi_clinic_get_database (self->clinic))) == 0)
    {
      cunyi_window_tell (CUNYI_WINDOW (get_window (self)),
                         _("You work here right now. Somebody else must do this, with their own password."));
      return;
    }
  /* Translators: %s is a name. */
  dialog = adw_message_dialog_new (get_window (self), NULL, NULL);
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _("Does %s not work here any more?"), staff->name);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               _("The password opens nothing any more, which cannot be undone. What this person entered stays."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), STAFF_KEY, copy_staff (staff), (GDestroyNotify) cunyi_staff_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- recovery sheet ---- */

static void
show_code (CunyiDoctorSettings *self, const char *code)
{
  GtkWidget *dialog = adw_message_dialog_new (get_window (self), _("New recovery sheet"),
                                              _("The old sheet opens nothing any more: destroy it. Keep the new one at the township hospital, not beside the computer."));
  GtkWidget *panel = g_object_new (CUNYI_TYPE_RECOVERY_PANEL, NULL);

  cunyi_recovery_panel_show_code (CUNYI_RECOVERY_PANEL (panel), self->clinic, code);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), panel);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
renew_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (CunyiDatabase) own = cunyi_database_open_again (cunyi_clinic_get_database (data), FALSE, &error);
  char *code = own ? cunyi_database_renew_recovery (own, &error) : NULL;

  if (code)
    g_task_return_pointer (task, code, g_free);
  else
    g_task_return_error (task, error);
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiDoctorSettings *self = CUNYI_DOCTOR_SETTINGS (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *code = g_task_propagate_pointer (G_TASK (result), &error);

  if (get_window (self) == NULL)
    return;
  if (code)
    show_code (self, code);
  else
    cunyi_window_show_error (CUNYI_WINDOW (get_window (self)), error);
}

static void
renew_answered_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  if (!g_str_equal (response, "renew"))
    return;
  task = cunyi_task_new (data, NULL, renewed_cb, NULL,
                         g_object_ref (CUNYI_DOCTOR_SETTINGS (data)->clinic), g_object_unref);
  g_task_run_in_thread (task, renew_thread);
}

static void
renew_cb (CunyiDoctorSettings *self)
{
  GtkWidget *dialog = adw_message_dialog_new (get_window (self), _("Make a new recovery sheet?"),
                                              _("The old sheet opens nothing any more. Have a printer or a pen at hand."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "renew", _("_Make a new one"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "renew", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "renew");
  g_signal_connect_object (dialog, "response", G_CALLBACK (renew_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- rows ---- */

static void
add_button (CunyiDoctorSettings *self, AdwActionRow *row, const CunyiStaff *staff, const char *icon, const char *what,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  /* Translators: what a button does, to whom. */
  g_autofree char *label = g_strdup_printf (_("%s: %s"), what, staff->name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, what);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), STAFF_KEY, copy_staff (staff), (GDestroyNotify) cunyi_staff_free);
  g_signal_connect (button, "clicked", clicked, self);
  adw_action_row_add_suffix (row, button);
}

static char *
describe (const CunyiStaff *staff, const char *const *users)
{
  g_autoptr (GString) text = g_string_new (staff->title);
  gboolean opens = staff->user[0] && users && g_strv_contains (users, staff->user);

  if (staff->role[0] && !g_str_equal (staff->role, staff->title))
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", staff->role);
  if (staff->phone[0])
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", staff->phone);
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", opens ? _("has a password") : _("no password"));
  return g_strdup (text->str);
}

static void
add_row (CunyiDoctorSettings *self, const CunyiStaff *staff, const char *const *users)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = describe (staff, users);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), staff->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  add_button (self, ADW_ACTION_ROW (row), staff, "document-edit-symbolic", _("Change"), G_CALLBACK (edit_cb));
  add_button (self, ADW_ACTION_ROW (row), staff, "dialog-password-symbolic", _("New password"), G_CALLBACK (password_cb));
  add_button (self, ADW_ACTION_ROW (row), staff, "user-trash-symbolic", _("Remove"), G_CALLBACK (remove_cb));
  adw_preferences_group_add (self->staff_group, row);
  g_ptr_array_add (self->rows, row);
}

/* ---- teams ---- */

static void
add_team_cb (CunyiDoctorSettings *self)
{
  g_autoptr (GError) error = NULL;
  CunyiTeam *team = cunyi_team_new (self->clinic, &error);

  if (team)
    cunyi_team_dialog_show (get_window (self), self->clinic, team);
  else
    cunyi_window_show_error (CUNYI_WINDOW (get_window (self)), error);
}

/* Read anew: the dialog takes it. */
static void
edit_team_cb (GtkWidget *button, CunyiDoctorSettings *self)
{
  const char *id = gtk_widget_get_name (button);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) teams = cunyi_team_list (self->clinic, &error);

  for (guint i = 0; teams && i < teams->len; i++)
    if (g_str_equal (((CunyiTeam *) g_ptr_array_index (teams, i))->id, id))
      {
        cunyi_team_dialog_show (get_window (self), self->clinic, g_ptr_array_steal_index (teams, i));
        return;
      }
  if (error)
    cunyi_window_show_error (CUNYI_WINDOW (get_window (self)), error);
}

static char *
describe_team (CunyiTeam *team)
{
  g_autoptr (GString) text = g_string_new (team->hospital);
  const CunyiTeamMember *leader = *team->leader ? cunyi_team_find_member (team, team->leader) : NULL;
  guint n = 0;

  for (guint i = 0; i < team->members->len; i++)
    n += *((CunyiTeamMember *) g_ptr_array_index (team->members, i))->role != '\0';
  if (leader)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", leader->name);
  if (*team->phone)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", team->phone);
  g_string_append_printf (text, "%s", text->len > 0 ? " · " : "");
  g_string_append_printf (text, ngettext ("%u member", "%u members", n), n);
  if (*team->until)
    {
      /* Translators: %s is a day. */
      g_string_append (text, " · ");
      g_string_append_printf (text, _("until %s"), team->until);
    }
  return g_strdup (text->str);
}

static void
add_team_row (CunyiDoctorSettings *self, CunyiTeam *team)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  g_autofree char *subtitle = describe_team (team);
  g_autofree char *label = g_strdup_printf (_("%s: %s"), _("Change"), team->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), team->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_name (button, team->id);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Change"));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (edit_team_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->teams_group, row);
  g_ptr_array_add (self->team_rows, row);
}

static void
show_teams (CunyiDoctorSettings *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) teams = cunyi_team_list (self->clinic, &error);

  for (guint i = 0; i < self->team_rows->len; i++)
    adw_preferences_group_remove (self->teams_group, g_ptr_array_index (self->team_rows, i));
  g_ptr_array_set_size (self->team_rows, 0);
  for (guint i = 0; teams && i < teams->len; i++)
    add_team_row (self, g_ptr_array_index (teams, i));
  if (error)
    cunyi_window_show_error (CUNYI_WINDOW (get_window (self)), error);
}

static void
cunyi_doctor_settings_dispose (GObject *object)
{
  CunyiDoctorSettings *self = CUNYI_DOCTOR_SETTINGS (object);

  g_clear_object (&self->clinic);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->team_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (cunyi_doctor_settings_parent_class)->dispose (object);
}

static void
cunyi_doctor_settings_class_init (CunyiDoctorSettingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_doctor_settings_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/doctor-settings.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiDoctorSettings, staff_group);
  gtk_widget_class_bind_template_child (widget_class, CunyiDoctorSettings, teams_group);
  gtk_widget_class_bind_template_callback (widget_class, add_team_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, renew_cb);
}

static void
cunyi_doctor_settings_init (CunyiDoctorSettings *self)
{
  self->rows = g_ptr_array_new ();
  self->team_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cunyi_doctor_settings_show (CunyiDoctorSettings *self, CunyiClinic *clinic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) staff = cunyi_staff_list (clinic, &error);
  g_auto (GStrv) users = cunyi_database_list_users (cunyi_database_get_path (cunyi_clinic_get_database (clinic)), NULL);

  g_set_object (&self->clinic, clinic);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->staff_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (staff == NULL)
    {
      cunyi_window_show_error (CUNYI_WINDOW (get_window (self)), error);
      return;
    }
  for (guint i = 0; i < staff->len; i++)
    add_row (self, g_ptr_array_index (staff, i), (const char *const *) users);
  show_teams (self);
}
