/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Four rows. */

#include "config.h"

#include "view/staff-dialog.h"

#include <glib/gi18n.h>

#include "view/dialog.h"
#include "view/refusal.h"

struct _CunyiStaffDialog {
  AdwWindow parent_instance;

  AdwEntryRow *name_row, *title_row, *phone_row, *role_row;
  GtkLabel *error_label;

  CunyiClinic *clinic;
  CunyiStaff *staff;
};

G_DEFINE_FINAL_TYPE (CunyiStaffDialog, cunyi_staff_dialog, ADW_TYPE_WINDOW)

static void
save_cb (CunyiStaffDialog *self)
{
  g_autoptr (GError) error = NULL;

  cunyi_dialog_take_text (self->name_row, &self->staff->name);
  cunyi_dialog_take_text (self->title_row, &self->staff->title);
  cunyi_dialog_take_text (self->phone_row, &self->staff->phone);
  cunyi_dialog_take_text (self->role_row, &self->staff->role);
  if (self->staff->name[0] == '\0')
    {
      cunyi_refusal_tell (self->error_label, _("Enter the name."));
      gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
      return;
    }
  if (cunyi_staff_save (self->clinic, self->staff, &error))
    gtk_window_destroy (GTK_WINDOW (self));
  else
    cunyi_refusal_tell_error (self->error_label, error);
}

static void
next_row_cb (GtkWidget *row, gpointer data)
{
  CunyiStaffDialog *self = CUNYI_STAFF_DIALOG (data);
  gpointer rows[] = { self->name_row, self->title_row, self->phone_row, self->role_row };

  for (guint i = 0; i + 1 < G_N_ELEMENTS (rows); i++)
    if (rows[i] == (gpointer) row)
      {
        gtk_widget_grab_focus (rows[i + 1]);
        return;
      }
  save_cb (self);
}

static void
save_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save_cb (CUNYI_STAFF_DIALOG (widget));
}

static void
cunyi_staff_dialog_finalize (GObject *object)
{
  CunyiStaffDialog *self = CUNYI_STAFF_DIALOG (object);

  g_clear_object (&self->clinic);
  g_clear_pointer (&self->staff, cunyi_staff_free);
  G_OBJECT_CLASS (cunyi_staff_dialog_parent_class)->finalize (object);
}

static void
cunyi_staff_dialog_class_init (CunyiStaffDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cunyi_staff_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/staff-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiStaffDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiStaffDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiStaffDialog, phone_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiStaffDialog, role_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiStaffDialog, error_label);
  gtk_widget_class_bind_template_callback (widget_class, next_row_cb);
  cunyi_dialog_install_cancel (widget_class);
  cunyi_dialog_install_save (widget_class, save_action_cb);
}

static void
cunyi_staff_dialog_init (CunyiStaffDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CunyiStaffDialog *
cunyi_staff_dialog_show (GtkWindow *parent, CunyiClinic *clinic, CunyiStaff *staff)
{
  CunyiStaffDialog *self = g_object_new (CUNYI_TYPE_STAFF_DIALOG, "transient-for", parent, "modal", TRUE, NULL);

  self->clinic = g_object_ref (clinic);
  self->staff = staff ? staff : cunyi_staff_new ();
  gtk_window_set_title (GTK_WINDOW (self), staff ? staff->name : _("Add somebody"));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), self->staff->name);
  gtk_editable_set_text (GTK_EDITABLE (self->title_row), self->staff->title);
  gtk_editable_set_text (GTK_EDITABLE (self->phone_row), self->staff->phone);
  gtk_editable_set_text (GTK_EDITABLE (self->role_row), self->staff->role);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  return self;
}
