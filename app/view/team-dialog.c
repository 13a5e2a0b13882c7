/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rows for the team, and one for everybody who works here: who has a role is in it. */

#include "config.h"

#include "view/team-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "view/dialog.h"
#include "view/refusal.h"

#define DAY_CHARS 10

/* The widgets of one member, in the order of the team's members. */
typedef struct {
  AdwEntryRow *role;
  GtkEntry *from, *until;
} MemberRow;

struct _CunyiTeamDialog {
  AdwWindow parent_instance;

  AdwEntryRow *name_row, *hospital_row, *phone_row, *from_row, *until_row;
  AdwComboRow *leader_row;
  AdwPreferencesGroup *members_group;
  GtkLabel *error_label;

  CunyiClinic *clinic;
  CunyiTeam *team;
  GArray *rows; /* MemberRow */
};

G_DEFINE_FINAL_TYPE (CunyiTeamDialog, cunyi_team_dialog, ADW_TYPE_WINDOW)

/* FALSE with a sentence when it is no day; the keyboard is there then. */
static gboolean
take_day (CunyiTeamDialog *self, GtkWidget *widget, char **day)
{
  g_autofree char *text = cunyi_dialog_dup_text (widget);
  CunyiDay read = cunyi_day_parse_typed (text, cunyi_clock_today ());

  if (text[0] != '\0' && read == CUNYI_DAY_NONE)
    {
      g_autofree char *sentence = g_strdup_printf (_("“%s” is no day. Write it like 2022-07-26."), text);

      cunyi_refusal_tell (self->error_label, sentence);
      gtk_widget_grab_focus (widget);
      return FALSE;
    }
  g_free (*day);
  *day = cunyi_day_to_text (read);
  return TRUE;
}

static gboolean
take_members (CunyiTeamDialog *self)
{
  for (guint i = 0; i < self->team->members->len; i++)
    {
      CunyiTeamMember *member = g_ptr_array_index (self->team->members, i);
      MemberRow *row = &g_array_index (self->rows, MemberRow, i);

      cunyi_dialog_take_text (row->role, &member->role);
      if (!take_day (self, GTK_WIDGET (row->from), &member->from) || !take_day (self, GTK_WIDGET (row->until), &member->until))
        return FALSE;
    }
  return TRUE;
}

/* The first choice is nobody. */
static void
take_leader (CunyiTeamDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->leader_row);
  const CunyiTeamMember *member = selected > 0 && selected <= self->team->members->len
                                    ? g_ptr_array_index (self->team->members, selected - 1) : NULL;

  g_free (self->team->leader);
  self->team->leader = g_strdup (member ? member->staff : "");
}

static void
save_cb (CunyiTeamDialog *self)
{
  g_autoptr (GError) error = NULL;

  cunyi_dialog_take_text (self->name_row, &self->team->name);
  cunyi_dialog_take_text (self->hospital_row, &self->team->hospital);
  cunyi_dialog_take_text (self->phone_row, &self->team->phone);
  take_leader (self);
  if (self->team->name[0] == '\0')
    {
      cunyi_refusal_tell (self->error_label, _("Enter the name."));
      gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
      return;
    }
  if (!take_day (self, GTK_WIDGET (self->from_row), &self->team->from)
      || !take_day (self, GTK_WIDGET (self->until_row), &self->team->until) || !take_members (self))
    return;
  if (cunyi_team_save (self->clinic, self->team, &error))
    gtk_window_destroy (GTK_WINDOW (self));
  else
    cunyi_refusal_tell_error (self->error_label, error);
}

/* Enter goes on; behind the last row it saves. */
static void
next_row_cb (GtkWidget *row, gpointer data)
{
  CunyiTeamDialog *self = CUNYI_TEAM_DIALOG (data);

  if (!gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD))
    save_cb (self);
}

static void
save_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save_cb (CUNYI_TEAM_DIALOG (widget));
}

static void
cunyi_team_dialog_finalize (GObject *object)
{
  CunyiTeamDialog *self = CUNYI_TEAM_DIALOG (object);

  g_clear_object (&self->clinic);
  g_clear_pointer (&self->team, cunyi_team_free);
  g_clear_pointer (&self->rows, g_array_unref);
  G_OBJECT_CLASS (cunyi_team_dialog_parent_class)->finalize (object);
}

static void
cunyi_team_dialog_class_init (CunyiTeamDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cunyi_team_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/team-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiTeamDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiTeamDialog, hospital_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiTeamDialog, phone_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiTeamDialog, from_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiTeamDialog, until_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiTeamDialog, leader_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiTeamDialog, members_group);
  gtk_widget_class_bind_template_child (widget_class, CunyiTeamDialog, error_label);
  gtk_widget_class_bind_template_callback (widget_class, next_row_cb);
  cunyi_dialog_install_cancel (widget_class);
  cunyi_dialog_install_save (widget_class, save_action_cb);
}

static void
cunyi_team_dialog_init (CunyiTeamDialog *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (MemberRow));
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkEntry *
add_day (AdwEntryRow *row, const CunyiTeamMember *member, const char *day, const char *what)
{
  GtkWidget *entry = gtk_entry_new ();
  /* Translators: a person, and “from” or “until”. */
  g_autofree char *label = g_strdup_printf (_("%s: %s"), member->name, what);

  g_object_set (entry, "text", day, "placeholder-text", what, "width-chars", DAY_CHARS, "max-width-chars", DAY_CHARS, "valign",
                GTK_ALIGN_CENTER, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_entry_row_add_suffix (row, entry);
  return GTK_ENTRY (entry);
}

static void
add_member (CunyiTeamDialog *self, const CunyiTeamMember *member)
{
  MemberRow row = { .role = ADW_ENTRY_ROW (adw_entry_row_new ()) };
  /* Translators: %s is a person. */
  g_autofree char *title = g_strdup_printf (_("%s: role, empty for not in it"), member->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row.role), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row.role), title);
  gtk_editable_set_text (GTK_EDITABLE (row.role), member->role);
  g_signal_connect (row.role, "entry-activated", G_CALLBACK (next_row_cb), self);
  row.from = add_day (row.role, member, member->from, _("from"));
  row.until = add_day (row.role, member, member->until, _("until"));
  adw_preferences_group_add (self->members_group, GTK_WIDGET (row.role));
  g_array_append_val (self->rows, row);
}

static void
show_leader (CunyiTeamDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _("Nobody"));
  for (guint i = 0; i < self->team->members->len; i++)
    {
      const CunyiTeamMember *member = g_ptr_array_index (self->team->members, i);

      gtk_string_list_append (names, member->name);
      if (strcmp (member->staff, self->team->leader) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (self->leader_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->leader_row, selected);
}

CunyiTeamDialog *
cunyi_team_dialog_show (GtkWindow *parent, CunyiClinic *clinic, CunyiTeam *team)
{
  CunyiTeamDialog *self = g_object_new (CUNYI_TYPE_TEAM_DIALOG, "transient-for", parent, "modal", TRUE, NULL);

  self->clinic = g_object_ref (clinic);
  self->team = team;
  gtk_window_set_title (GTK_WINDOW (self), team->id ? team->name : _("Add a team"));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), team->name);
  gtk_editable_set_text (GTK_EDITABLE (self->hospital_row), team->hospital);
  gtk_editable_set_text (GTK_EDITABLE (self->phone_row), team->phone);
  gtk_editable_set_text (GTK_EDITABLE (self->from_row), team->from);
  gtk_editable_set_text (GTK_EDITABLE (self->until_row), team->until);
  show_leader (self);
  for (guint i = 0; i < team->members->len; i++)
    add_member (self, g_ptr_array_index (team->members, i));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  return self;
}
