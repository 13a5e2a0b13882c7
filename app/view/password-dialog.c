/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The key is wrapped in a thread, because that takes a while on purpose. */

#include "config.h"

#include "view/password-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "view/dialog.h"
#include "view/refusal.h"
#include "view/task.h"

struct _CunyiPasswordDialog {
  AdwWindow parent_instance;

  GtkLabel *who_label;
  AdwComboRow *user_row;
  AdwPasswordEntryRow *password_row, *again_row;
  GtkLabel *error_label;
  GtkButton *cancel_button, *save_button;

  CunyiClinic *clinic;
  char *user; /* NULL: chosen in user_row */
  gboolean must;
};

G_DEFINE_FINAL_TYPE (CunyiPasswordDialog, cunyi_password_dialog, ADW_TYPE_WINDOW)

enum { DONE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* What the thread needs. */
typedef struct {
  CunyiDatabase *database;
  char *user, *password;
} Wrapping;

static void
free_wrapping (gpointer data)
{
  Wrapping *wrapping = data;

  g_object_unref (wrapping->database);
  g_free (wrapping->user);
  g_free (wrapping->password);
  g_free (wrapping);
}

const char *
cunyi_password_find_fault (const char *password, const char *again)
{
  if (g_utf8_strlen (password, -1) < CUNYI_PASSWORD_LEAST)
    return _("Choose a password of at least six characters.");
  if (strcmp (password, again) != 0)
    return _("The two passwords are not the same. Type the second one again.");
  return "";
}

static void
wrap_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wrapping *wrapping = data;
  GError *error = NULL;
  g_autoptr (CunyiDatabase) own = cunyi_database_open_again (wrapping->database, FALSE, &error);

  if (own && cunyi_database_set_password (own, wrapping->user, wrapping->password, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
wrapped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiPasswordDialog *self = CUNYI_PASSWORD_DIALOG (source);
  Wrapping *wrapping = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_signal_emit (self, signals[DONE], 0, wrapping->user);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), TRUE);
  cunyi_refusal_tell_error (self->error_label, error);
}

static const char *
get_user (CunyiPasswordDialog *self)
{
  GtkStringObject *chosen = adw_combo_row_get_selected_item (self->user_row);

  return self->user ? self->user : chosen ? gtk_string_object_get_string (chosen) : NULL;
}

static void
save_cb (CunyiPasswordDialog *self)
{
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password_row));
  const char *fault = cunyi_password_find_fault (password, gtk_editable_get_text (GTK_EDITABLE (self->again_row)));
  g_autoptr (GTask) task = NULL;
  Wrapping *wrapping;

  cunyi_refusal_tell (self->error_label, fault);
  if (fault[0])
    {
      gboolean short_ = g_utf8_strlen (password, -1) < CUNYI_PASSWORD_LEAST;

      gtk_widget_grab_focus (GTK_WIDGET (short_ ? self->password_row : self->again_row));
      return;
    }
  if (get_user (self) == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->save_button)))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  wrapping = g_new0 (Wrapping, 1);
  wrapping->database = g_object_ref (cunyi_clinic_get_database (self->clinic));
  wrapping->user = g_strdup (get_user (self));
  wrapping->password = g_strdup (password);
  task = cunyi_task_new (self, NULL, wrapped_cb, NULL, wrapping, free_wrapping);
  g_task_run_in_thread (task, wrap_thread);
}

static void
next_row_cb (CunyiPasswordDialog *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->again_row));
}

static gboolean
cunyi_password_dialog_close_request (GtkWindow *window)
{
  return CUNYI_PASSWORD_DIALOG (window)->must ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
cunyi_password_dialog_finalize (GObject *object)
{
  CunyiPasswordDialog *self = CUNYI_PASSWORD_DIALOG (object);

  g_clear_object (&self->clinic);
  g_free (self->user);
  G_OBJECT_CLASS (cunyi_password_dialog_parent_class)->finalize (object);
}

static void
cunyi_password_dialog_class_init (CunyiPasswordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cunyi_password_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = cunyi_password_dialog_close_request;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/password-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiPasswordDialog, who_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiPasswordDialog, user_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiPasswordDialog, password_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiPasswordDialog, again_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiPasswordDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiPasswordDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiPasswordDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_row_cb);
  cunyi_dialog_install_cancel (widget_class);
}

static void
cunyi_password_dialog_init (CunyiPasswordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
list_users (CunyiPasswordDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) users = cunyi_database_list_users (cunyi_database_get_path (cunyi_clinic_get_database (self->clinic)), &error);
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const *) users);

  adw_combo_row_set_model (self->user_row, G_LIST_MODEL (model));
  if (error)
    cunyi_refusal_tell_error (self->error_label, error);
}

CunyiPasswordDialog *
cunyi_password_dialog_show (GtkWindow *parent, CunyiClinic *clinic, const char *user, gboolean must)
{
  CunyiPasswordDialog *self = g_object_new (CUNYI_TYPE_PASSWORD_DIALOG, "transient-for", parent, "modal", TRUE, NULL);

  self->clinic = g_object_ref (clinic);
  self->user = g_strdup (user);
  self->must = must;
  gtk_widget_set_visible (GTK_WIDGET (self->user_row), user == NULL);
  gtk_label_set_label (self->who_label, user ? user : _("Opened with the recovery sheet. Now choose a new password."));
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), !must);
  list_users (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
  return self;
}
