/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Place, number, address and groups of a household. A village group that is not there yet can be made on the way. */

#include "config.h"

#include "view/household-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "clinic/belonging.h"
#include "clinic/explain.h"
#include "clinic/moving.h"
#include "clinic/resident.h"
#include "view/code-choice.h"
#include "view/focus.h"
#include "view/person-editor.h"
#include "view/refusal.h"
#include "view/wrap-layout.h"

struct _CunyiHouseholdEditor {
  AdwWindow parent_instance;

  GtkDropDown *place_choice;
  GtkEntry *new_place_entry;
  GtkLabel *new_place_note;
  GtkEntry *since_entry;
  GtkLabel *since_note;
  GtkEntry *number_entry;
  GtkEntry *address_entry;
  GtkEntry *phone_entry;
  GtkBox *groups_box;
  GtkEntry *note_entry;
  GtkLabel *error_label;

  CunyiWindow *window; /* not owned: the dialog is transient for it */
  CunyiClinic *clinic;
  CunyiHousehold *household;
  GPtrArray *places; /* ids in the order of the choice; behind them stands “new group” */
  char *group;       /* id of the village group it stands in, which it would leave; NULL when it is in none */
};

G_DEFINE_FINAL_TYPE (CunyiHouseholdEditor, cunyi_household_editor, ADW_TYPE_WINDOW)

static CunyiDatabase *
get_database (CunyiHouseholdEditor *self)
{
  return cunyi_clinic_get_database (self->clinic);
}

static char *
dup_text (GtkEntry *entry)
{
  return cunyi_text_trim (gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
take (char **place, char *text)
{
  g_free (*place);
  *place = text;
}

/* ---- places ---- */

static gboolean
wants_new_place (CunyiHouseholdEditor *self)
{
  return gtk_drop_down_get_selected (self->place_choice) >= self->places->len;
}

static void
tell_since (CunyiHouseholdEditor *self, const char *sentence, gboolean wrong)
{
  gtk_label_set_label (self->since_note, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->since_note), sentence[0] != '\0');
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->since_note), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->since_note), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->since_entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static gboolean
moves (CunyiHouseholdEditor *self)
{
  return self->group
         && (wants_new_place (self)
             || strcmp (g_ptr_array_index (self->places, gtk_drop_down_get_selected (self->place_choice)), self->group) != 0);
}

static void
place_changed_cb (CunyiHouseholdEditor *self)
{
  if (self->places == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->new_place_entry), wants_new_place (self));
  if (moves (self) && !gtk_widget_get_visible (GTK_WIDGET (self->since_entry)))
    {
      g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());

      gtk_editable_set_text (GTK_EDITABLE (self->since_entry), today);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->since_entry), moves (self));
  tell_since (self, moves (self) ? _("The tables of earlier months keep it in the old group. If the group was only written wrong, clear the day.") : "",
              FALSE);
}

/* Village groups, and villages for households whose group is not known. */
static gboolean
fill_places (CunyiHouseholdEditor *self, GError **error)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (get_database (self), "place/all", error);
  GError *failure = NULL;
  guint selected = 0;

  while (rows && cunyi_statement_step (rows, &failure))
    {
      const char *level = cunyi_statement_get_text (rows, "level"), *id = cunyi_statement_get_text (rows, "id");

      if (strcmp (level, "village") != 0 && strcmp (level, "group") != 0)
        continue;
      if (strcmp (id, self->household->place) == 0 && self->household->id)
        self->group = strcmp (level, "group") == 0 ? g_strdup (id) : NULL;
      if (strcmp (id, self->household->place) == 0
          || (self->household->place[0] == '\0' && selected == 0 && strcmp (level, "group") == 0))
        selected = self->places->len;
      gtk_string_list_append (labels, cunyi_statement_get_text (rows, "name"));
      g_ptr_array_add (self->places, g_strdup (id));
    }
  if (failure)
    g_propagate_error (error, failure);
  if (rows == NULL || failure)
    return FALSE;
  gtk_string_list_append (labels, _("A new village group…"));
  gtk_drop_down_set_model (self->place_choice, G_LIST_MODEL (labels));
  cunyi_focus_drop_down (self->place_choice);
  gtk_drop_down_set_selected (self->place_choice, selected);
  place_changed_cb (self);
  return TRUE;
}

/* Adds the group that was named to the clinic's village. (transfer full) its id, NULL on error. */
static char *
add_place (CunyiHouseholdEditor *self, GError **error)
{
  g_autofree char *name = dup_text (self->new_place_entry);
  g_autofree char *village = cunyi_clinic_get_place (self->clinic);
  g_autofree char *id = cunyi_database_new_id (get_database (self), error);
  g_autoptr (CunyiStatement) insert = id ? cunyi_database_statement (get_database (self), "place/insert", error) : NULL;

  if (insert == NULL)
    return NULL;
  cunyi_statement_bind_text (insert, ":id", id);
  cunyi_statement_bind_text (insert, ":parent", village);
  cunyi_statement_bind_text (insert, ":level", "group");
  cunyi_statement_bind_text (insert, ":name", name);
  cunyi_statement_bind_text (insert, ":code", "");
  cunyi_statement_bind_int (insert, ":position", self->places->len);
  return cunyi_statement_run (insert, error) ? g_steal_pointer (&id) : NULL;
}

/* ---- saving ---- */

static gboolean
write_all (CunyiHouseholdEditor *self, CunyiDay since, GError **error)
{
  g_auto (GStrv) groups = cunyi_code_ticks_list (self->groups_box);

  take (&self->household->place, wants_new_place (self)
                                   ? add_place (self, error)
                                   : g_strdup (g_ptr_array_index (self->places,
                                                                  gtk_drop_down_get_selected (self->place_choice))));
  return self->household->place && cunyi_moving_save_household (self->clinic, self->household, since, error)
         && cunyi_household_keep_groups (get_database (self), self->household->id, (const char *const *) groups,
                                         cunyi_clock_today (), error);
}

static gboolean
save (CunyiHouseholdEditor *self, CunyiDay since, GError **error)
{
  gboolean is_new = self->household->id == NULL;

  if (!cunyi_database_begin (get_database (self), is_new ? _("Add household") : _("Change household"), error))
    return FALSE;
  if (!write_all (self, since, error))
    {
      cunyi_database_rollback (get_database (self));
      if (is_new)
        g_clear_pointer (&self->household->id, g_free);
      return FALSE;
    }
  return cunyi_database_commit (get_database (self), error);
}

/* CUNYI_DAY_NONE when the household does not move. FALSE when something stands there that is no day, or one that lies ahead. */
static gboolean
take_since (CunyiHouseholdEditor *self, CunyiDay *since)
{
  g_autofree char *text = dup_text (self->since_entry);
  CunyiDay today = cunyi_clock_today (), read = cunyi_day_parse_typed (text, today);

  *since = CUNYI_DAY_NONE;
  if (!moves (self) || text[0] == '\0')
    return TRUE;
  if (read == CUNYI_DAY_NONE || read > today)
    {
      tell_since (self, read == CUNYI_DAY_NONE ? _("Write the day as 19680506 or 1968-05-06.") : _("This day has not come yet."), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->since_entry));
      return FALSE;
    }
  *since = read;
  return TRUE;
}

static gboolean
take_fields (CunyiHouseholdEditor *self)
{
  g_autofree char *name = dup_text (self->new_place_entry);

  if (wants_new_place (self) && name[0] == '\0')
    {
      gtk_label_set_label (self->new_place_note, _("Write how the new group is called, for example 4组."));
      gtk_widget_add_css_class (GTK_WIDGET (self->new_place_note), "error");
      gtk_widget_set_visible (GTK_WIDGET (self->new_place_note), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->new_place_entry));
      return FALSE;
    }
  take (&self->household->number, dup_text (self->number_entry));
  take (&self->household->address, dup_text (self->address_entry));
  take (&self->household->phone, dup_text (self->phone_entry));
  take (&self->household->note, dup_text (self->note_entry));
  return TRUE;
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiHouseholdEditor *self = CUNYI_HOUSEHOLD_EDITOR (widget);
  gboolean is_new = self->household->id == NULL;
  CunyiWindow *window = self->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *household = NULL;
  CunyiDay since;

  if (!take_fields (self) || !take_since (self, &since))
    return;
  if (!save (self, since, &error))
    {
      g_autofree char *sentence = g_error_matches (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CONSTRAINT)
                                    ? g_strdup (_("There is a household with this number, or a group with this name, already."))
                                    : cunyi_explain_error (error);

      cunyi_refusal_tell (self->error_label, sentence);
      return;
    }
  household = g_strdup (self->household->id);
  gtk_window_close (GTK_WINDOW (self));
  cunyi_window_tell_done (window, is_new ? _("The household is added.") : _("The household is saved."));
  if (is_new)
    {
      cunyi_window_show_household (window, household);
      cunyi_person_editor_show (window, NULL, household);
    }
}

/* Enter goes to the next field; in the last one it saves. */
static void
next_cb (CunyiHouseholdEditor *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* ---- filling ---- */

/* What could not be read is not shown as none: saving would end it. */
static gboolean
fill_fields (CunyiHouseholdEditor *self, GError **error)
{
  const CunyiHousehold *household = self->household;
  g_autoptr (GPtrArray) groups = NULL;

  if (!fill_places (self, error))
    return FALSE;
  cunyi_code_ticks_fill (self->groups_box, cunyi_library_get_codes (cunyi_clinic_get_library (self->clinic), "group"),
                         "household");
  gtk_editable_set_text (GTK_EDITABLE (self->number_entry), household->number);
  gtk_editable_set_text (GTK_EDITABLE (self->address_entry), household->address);
  gtk_editable_set_text (GTK_EDITABLE (self->phone_entry), household->phone);
  gtk_editable_set_text (GTK_EDITABLE (self->note_entry), household->note);
  if (household->id == NULL)
    return TRUE;
  groups = cunyi_household_load_memberships (get_database (self), household->id, cunyi_clock_today (), error);
  for (guint i = 0; groups && i < groups->len; i++)
    cunyi_code_ticks_set (self->groups_box, ((CunyiMembership *) g_ptr_array_index (groups, i))->group, TRUE);
  return groups != NULL;
}

static void
cunyi_household_editor_dispose (GObject *object)
{
  CunyiHouseholdEditor *self = CUNYI_HOUSEHOLD_EDITOR (object);

  g_clear_pointer (&self->household, cunyi_household_free);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->group, g_free);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (cunyi_household_editor_parent_class)->dispose (object);
}

static void
cunyi_household_editor_class_init (CunyiHouseholdEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_household_editor_dispose;
  g_type_ensure (CUNYI_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/household-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdEditor, place_choice);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdEditor, new_place_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdEditor, new_place_note);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdEditor, since_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdEditor, since_note);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdEditor, number_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdEditor, address_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdEditor, phone_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdEditor, groups_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdEditor, note_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdEditor, error_label);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "editor.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cunyi_household_editor_init (CunyiHouseholdEditor *self)
{
  self->household = cunyi_household_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cunyi_household_editor_show (CunyiWindow *window, const char *household)
{
  CunyiClinic *clinic = cunyi_window_get_clinic (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiHousehold) found = household ? cunyi_household_load (cunyi_clinic_get_database (clinic), household,
                                                                       &error)
                                               : cunyi_household_new ();
  CunyiHouseholdEditor *self;

  if (found == NULL)
    {
      if (error)
        cunyi_window_show_error (window, error);
      return;
    }
  self = g_object_new (CUNYI_TYPE_HOUSEHOLD_EDITOR, "transient-for", window, NULL);
  self->window = window;
  self->clinic = g_object_ref (clinic);
  self->places = g_ptr_array_new_with_free_func (g_free);
  cunyi_household_free (self->household);
  self->household = g_steal_pointer (&found);
  if (!fill_fields (self, &error))
    {
      cunyi_window_show_error (window, error);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->number_entry));
}
