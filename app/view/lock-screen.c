/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The lock: the password is tried in a thread, because the key work takes a while on purpose. */

#include "config.h"

#include "view/lock-screen.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic/demo.h"
#include "form/photo.h"
#include "view/password-dialog.h"
#include "view/refusal.h"
#include "view/task.h"
#include "view/window.h"

struct _CunyiLockScreen {
  AdwBin parent_instance;

  GtkLabel *store_label;
  AdwComboRow *user_row;
  AdwPasswordEntryRow *password_row;
  AdwEntryRow *recovery_row;
  GtkLabel *error_label;
  GtkButton *unlock_button;
  GtkButton *recovery_button;
  GtkLabel *demo_label;
  GtkButton *leave_button;
  GtkButton *restore_button;

  char *path;
  CunyiClinic *clinic;   /* opened with the recovery code, until there is a password */
  GCancellable *opening; /* while a password is being tried */
};

G_DEFINE_FINAL_TYPE (CunyiLockScreen, cunyi_lock_screen, ADW_TYPE_BIN)

/* What a try needs in its thread. */
typedef struct {
  char *path;
  char *user; /* NULL with the recovery code */
  char *secret;
} Try;

static void
free_try (gpointer data)
{
  Try *try = data;

  g_free (try->path);
  g_free (try->user);
  g_free (try->secret);
  g_free (try);
}

static gboolean
uses_recovery (CunyiLockScreen *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->recovery_row));
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Try *try = data;
  GError *error = NULL;
  CunyiClinic *clinic = cunyi_clinic_open (try->path, try->user, try->secret, &error);
  g_autoptr (GError) untidy = NULL;

  if (clinic == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Nothing is being filled yet. Where it cannot be done now (somebody else writes), there is a next time. */
  if (!cunyi_photo_tidy (cunyi_clinic_get_database (clinic), &untidy))
    g_message ("photographs that nothing has stay: %s", untidy->message);
  g_task_return_pointer (task, clinic, g_object_unref);
}

static void
password_set_cb (CunyiLockScreen *self, const char *user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_enter (cunyi_clinic_get_database (self->clinic), user, &error);

  if (clinic)
    cunyi_window_open_clinic (cunyi_window_get (GTK_WIDGET (self)), clinic);
  else
    cunyi_refusal_tell_error (self->error_label, error);
}

/* Goes to work, or with the recovery code first to a new password. */
static void
open_clinic (CunyiLockScreen *self, CunyiClinic *clinic, const char *user)
{
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));

  cunyi_database_take_over (cunyi_clinic_get_database (clinic));
  if (user)
    cunyi_window_open_clinic (window, clinic);
  else
    {
      CunyiPasswordDialog *dialog = cunyi_password_dialog_show (GTK_WINDOW (window), clinic, NULL, TRUE);

      g_set_object (&self->clinic, clinic);
      g_signal_connect_object (dialog, "done", G_CALLBACK (password_set_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiLockScreen *self = CUNYI_LOCK_SCREEN (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) clinic = g_task_propagate_pointer (G_TASK (result), &error);
  Try *try = g_task_get_task_data (G_TASK (result));

  g_clear_object (&self->opening);
  gtk_widget_set_sensitive (GTK_WIDGET (self->unlock_button), TRUE);
  if (clinic && cunyi_window_get (GTK_WIDGET (self)))
    open_clinic (self, clinic, try->user);
  else if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (try->user == NULL && g_error_matches (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_WRONG_PASSWORD))
        cunyi_refusal_tell (self->error_label, _("This code does not open this store. Perhaps the sheet was renewed since: take the newest one."));
      else
        cunyi_refusal_tell_error (self->error_label, error);
      gtk_widget_grab_focus (uses_recovery (self) ? GTK_WIDGET (self->recovery_row) : GTK_WIDGET (self->password_row));
    }
}

static void
unlock (CunyiLockScreen *self, const char *user, const char *secret)
{
  g_autoptr (GTask) task = NULL;
  Try *try;

  if (self->opening)
    return;
  cunyi_refusal_tell (self->error_label, "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->unlock_button), FALSE);
  try = g_new0 (Try, 1);
  try->path = g_strdup (self->path);
  try->user = g_strdup (user);
  try->secret = g_strdup (secret);
  self->opening = g_cancellable_new ();
  task = cunyi_task_new (self, self->opening, opened_cb, NULL, try, free_try);
  g_task_run_in_thread (task, open_thread);
}

static void
unlock_cb (CunyiLockScreen *self)
{
  GtkStringObject *user = adw_combo_row_get_selected_item (self->user_row);
  const char *code = gtk_editable_get_text (GTK_EDITABLE (self->recovery_row));

  if (uses_recovery (self) && !cunyi_database_check_recovery (code))
    cunyi_refusal_tell (self->error_label, _("A letter of this code is mistyped. Compare it with the sheet, group by group."));
  else if (uses_recovery (self))
    unlock (self, NULL, code);
  else if (user)
    unlock (self, gtk_string_object_get_string (user), gtk_editable_get_text (GTK_EDITABLE (self->password_row)));
}

static void
recovery_cb (CunyiLockScreen *self)
{
  gboolean recovery = !uses_recovery (self);

  gtk_widget_set_visible (GTK_WIDGET (self->recovery_row), recovery);
  gtk_widget_set_visible (GTK_WIDGET (self->password_row), !recovery);
  gtk_widget_set_visible (GTK_WIDGET (self->user_row), !recovery);
  gtk_button_set_label (self->recovery_button, recovery ? _("Use the _password")
                                                        : _("Password forgotten? Use the _recovery sheet"));
  cunyi_refusal_tell (self->error_label, "");
  gtk_widget_grab_focus (recovery ? GTK_WIDGET (self->recovery_row) : GTK_WIDGET (self->password_row));
}

/* Everybody may look around in the demo village. */
static void
show_demo (CunyiLockScreen *self, gboolean demo)
{
  /* Translators: %s is the password. */
  g_autofree char *sentence = g_strdup_printf (_("This is the demo village. Its password is %s."), CUNYI_DEMO_PASSWORD);

  gtk_label_set_label (self->demo_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->demo_label), demo);
  gtk_widget_set_visible (GTK_WIDGET (self->leave_button), demo);
  gtk_widget_set_visible (GTK_WIDGET (self->restore_button), !demo);
  gtk_widget_set_visible (GTK_WIDGET (self->recovery_button), !demo);
}

static void
list_users (CunyiLockScreen *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) users = cunyi_database_list_users (self->path, &error);
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const *) users);

  if (users == NULL)
    cunyi_refusal_tell_error (self->error_label, error);
  adw_combo_row_set_model (self->user_row, G_LIST_MODEL (model));
  show_demo (self, users && users[0] && strcmp (users[0], CUNYI_DEMO_USER) == 0);
}

static void
leave_cb (CunyiLockScreen *self)
{
  g_autofree char *path = cunyi_clinic_default_path (FALSE);

  cunyi_window_start (cunyi_window_get (GTK_WIDGET (self)), path);
}

static gboolean
cunyi_lock_screen_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CunyiLockScreen *self = CUNYI_LOCK_SCREEN (widget);

  /* Whoever comes here types a password; the doctor's name stands there already. */
  if (gtk_widget_get_focus_child (widget) == NULL && !uses_recovery (self))
    return gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
  return GTK_WIDGET_CLASS (cunyi_lock_screen_parent_class)->focus (widget, direction);
}

static void
cunyi_lock_screen_dispose (GObject *object)
{
  CunyiLockScreen *self = CUNYI_LOCK_SCREEN (object);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (cunyi_lock_screen_parent_class)->dispose (object);
}

static void
cunyi_lock_screen_finalize (GObject *object)
{
  g_free (CUNYI_LOCK_SCREEN (object)->path);
  G_OBJECT_CLASS (cunyi_lock_screen_parent_class)->finalize (object);
}

static void
cunyi_lock_screen_class_init (CunyiLockScreenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_lock_screen_dispose;
  G_OBJECT_CLASS (klass)->finalize = cunyi_lock_screen_finalize;
  widget_class->focus = cunyi_lock_screen_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/lock-screen.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiLockScreen, store_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiLockScreen, user_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiLockScreen, password_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiLockScreen, recovery_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiLockScreen, error_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiLockScreen, unlock_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiLockScreen, recovery_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiLockScreen, demo_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiLockScreen, leave_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiLockScreen, restore_button);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
  gtk_widget_class_bind_template_callback (widget_class, recovery_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
cunyi_lock_screen_init (CunyiLockScreen *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cunyi_lock_screen_new (const char *path)
{
  CunyiLockScreen *self = g_object_new (CUNYI_TYPE_LOCK_SCREEN, NULL);
  g_autofree char *name = g_path_get_basename (path);

  self->path = g_strdup (path);
  gtk_label_set_label (self->store_label, name);
  list_users (self);
  return GTK_WIDGET (self);
}
