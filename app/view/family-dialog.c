/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who takes part. */

#include "config.h"

#include "view/family-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "clinic/family.h"
#include "clinic/resident.h"
#include "view/refusal.h"

struct _CunyiFamilyDialog {
  AdwWindow parent_instance;

  GtkBox *members;
  GtkLabel *error_label;

  CunyiWindow *window; /* not owned: the dialog is transient for it */
  CunyiClinic *clinic;
  char *workflow;
  char *household;
};

G_DEFINE_FINAL_TYPE (CunyiFamilyDialog, cunyi_family_dialog, ADW_TYPE_WINDOW)

#define PERSON_KEY "cunyi-person"

static char **
list_ticked (CunyiFamilyDialog *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (GtkWidget *tick = gtk_widget_get_first_child (GTK_WIDGET (self->members)); tick;
       tick = gtk_widget_get_next_sibling (tick))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (tick)))
      g_strv_builder_add (ids, g_object_get_data (G_OBJECT (tick), PERSON_KEY));
  return g_strv_builder_end (ids);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiFamilyDialog *self = CUNYI_FAMILY_DIALOG (widget);
  CunyiWindow *window = self->window;
  g_auto (GStrv) members = list_ticked (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *opened = NULL;

  if (members[0] == NULL)
    {
      cunyi_refusal_tell (self->error_label, _("Tick at least one person."));
      return;
    }
  opened = cunyi_family_open (self->clinic, self->workflow, self->household, CUNYI_DAY_NONE,
                              (const char *const *) members, NULL, &error);
  if (opened == NULL)
    {
      cunyi_refusal_tell_error (self->error_label, error);
      return;
    }
  gtk_window_close (GTK_WINDOW (self));
  cunyi_window_show_case (window, opened);
}

/* Whose own is in force is not ticked, and may be. */
static void
add_member (CunyiFamilyDialog *self, const CunyiPerson *person)
{
  CunyiLibrary *library = cunyi_clinic_get_library (self->clinic);
  int age = cunyi_day_age (person->birth, cunyi_clock_today ());
  g_autofree char *years = age < 0 ? g_strdup ("") : g_strdup_printf (ngettext ("%d year", "%d years", age), age);
  g_autofree char *label = g_strdup_printf ("%s  %s  %s  %s", person->name,
                                            cunyi_library_get_label (library, "relation", person->relation),
                                            cunyi_library_get_label (library, "sex", person->sex), years);
  g_autofree char *reason = NULL, *whole = NULL;
  GtkWidget *tick;

  if (strcmp (person->state, "here") != 0)
    return;
  reason = cunyi_family_find_reason (self->clinic, cunyi_family_find_part (self->clinic, self->workflow), person->id, NULL,
                                     CUNYI_DAY_NONE, NULL);
  whole = g_strconcat (label, reason && *reason ? "　" : "", reason, NULL);
  tick = gtk_check_button_new_with_label (whole);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), person->resident && reason && *reason == '\0');
  gtk_widget_set_name (tick, person->id);
  g_object_set_data_full (G_OBJECT (tick), PERSON_KEY, g_strdup (person->id), g_free);
  gtk_box_append (self->members, tick);
}

/* A tick is for the space bar: whoever presses Enter wants to begin, and not to leave out who is at the top. */
static gboolean
begin_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  return gtk_widget_activate_action (widget, "family.open", NULL);
}

static void
begin_by_enter (GtkWidget *members)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const char *const names[] = { "Return", "KP_Enter" };

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (names[i]),
                                                            gtk_callback_action_new (begin_cb, NULL, NULL)));
  gtk_widget_add_controller (members, keys);
}

static void
cunyi_family_dialog_dispose (GObject *object)
{
  CunyiFamilyDialog *self = CUNYI_FAMILY_DIALOG (object);

  g_clear_object (&self->clinic);
  g_clear_pointer (&self->workflow, g_free);
  g_clear_pointer (&self->household, g_free);
  G_OBJECT_CLASS (cunyi_family_dialog_parent_class)->dispose (object);
}

static void
cunyi_family_dialog_class_init (CunyiFamilyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_family_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/family-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiFamilyDialog, members);
  gtk_widget_class_bind_template_child (widget_class, CunyiFamilyDialog, error_label);
  gtk_widget_class_install_action (widget_class, "family.open", NULL, open_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "family.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "family.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cunyi_family_dialog_init (CunyiFamilyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  begin_by_enter (GTK_WIDGET (self->members));
}

void
cunyi_family_dialog_show (CunyiWindow *window, const char *workflow, const char *household)
{
  CunyiClinic *clinic = cunyi_window_get_clinic (window);
  g_autoptr (GError) error = NULL;
  CunyiWorkflow *declared = cunyi_book_get_workflow (cunyi_clinic_get_book (clinic), workflow, &error);
  g_autoptr (GPtrArray) members = declared ? cunyi_household_load_members (cunyi_clinic_get_database (clinic), household,
                                                                           &error)
                                           : NULL;
  CunyiFamilyDialog *self;

  if (members == NULL)
    {
      cunyi_window_show_error (window, error);
      return;
    }
  self = g_object_new (CUNYI_TYPE_FAMILY_DIALOG, "transient-for", window, NULL);
  self->window = window;
  self->clinic = g_object_ref (clinic);
  self->workflow = g_strdup (workflow);
  self->household = g_strdup (household);
  gtk_window_set_title (GTK_WINDOW (self), cunyi_workflow_get_title (declared));
  for (guint i = 0; i < members->len; i++)
    add_member (self, g_ptr_array_index (members, i));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_child_focus (GTK_WIDGET (self->members), GTK_DIR_TAB_FORWARD);
}
