/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was typed is checked field by field; a sentence stands under the field that needs another look, and the keyboard
 * goes there. Everything of one saving is one change, so that one undo takes it back. */

#include "config.h"

#include "view/person-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "base/id-number.h"
#include "base/text.h"
#include "clinic/belonging.h"
#include "clinic/moving.h"
#include "clinic/resident.h"
#include "view/code-choice.h"
#include "view/focus.h"
#include "view/refusal.h"
#include "view/wrap-layout.h"

#define HEAD "02" /* code of relation, GB/T 4761: the head of the household */
#define LONGEST_NAME 50

struct _CunyiPersonEditor {
  AdwWindow parent_instance;

  GtkEntry *name_entry;
  GtkLabel *name_note;
  GtkEntry *id_entry;
  GtkLabel *id_note;
  GtkDropDown *sex_choice;
  GtkEntry *birth_entry;
  GtkLabel *birth_note;
  GtkEntry *household_entry;
  GtkLabel *household_note;
  GtkDropDown *relation_choice;
  GtkEntry *phone_entry;
  GtkDropDown *insurance_choice;
  GtkCheckButton *resident_check;
  GtkDropDown *state_choice;
  GtkEntry *since_entry;
  GtkLabel *since_note;
  GtkBox *groups_box;
  GtkBox *diseases_box;
  GtkEntry *confirmed_entry;
  GtkLabel *confirmed_note;
  GtkEntry *note_entry;
  GtkLabel *error_label;

  CunyiWindow *window; /* not owned: the dialog is transient for it */
  CunyiClinic *clinic;
  CunyiPerson *person;
  gboolean was_here; /* on the roster when the dialog opened */
  char *old_home;   /* id of the household in which the person was when the dialog opened, */
  char *home_words; /* and how the entry names it */
  CunyiDay confirmed; /* of the diseases that are ticked now; NONE: today */
  char *home;       /* id of the one that the entry names now, NULL for one that is not found */
};

G_DEFINE_FINAL_TYPE (CunyiPersonEditor, cunyi_person_editor, ADW_TYPE_WINDOW)

static CunyiDatabase *
get_database (CunyiPersonEditor *self)
{
  return cunyi_clinic_get_database (self->clinic);
}

static char *
dup_text (GtkEntry *entry)
{
  return cunyi_text_trim (gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
set_text (GtkEntry *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
set_day (GtkEntry *entry, CunyiDay day)
{
  g_autofree char *text = cunyi_day_to_text (day);

  set_text (entry, text);
}

/* ---- notes under the fields ---- */

static void
tell (GtkEntry *entry, GtkLabel *note, const char *sentence, gboolean wrong)
{
  gtk_label_set_label (note, sentence);
  gtk_widget_set_visible (GTK_WIDGET (note), sentence[0] != '\0');
  if (wrong)
    {
      gtk_widget_add_css_class (GTK_WIDGET (note), "error");
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (note), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static gboolean
refuse (GtkEntry *entry, GtkLabel *note, const char *sentence)
{
  tell (entry, note, sentence, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  return FALSE;
}

/* Somebody else with this number; NULL when there is nobody. (transfer full) */
static char *
find_owner (CunyiPersonEditor *self, const char *number)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (get_database (self), "person/by-id-number", NULL);

  if (row == NULL)
    return NULL;
  cunyi_statement_bind_text (row, ":id_number", number);
  if (!cunyi_statement_step (row, NULL) || g_strcmp0 (cunyi_statement_get_text (row, "id"), self->person->id) == 0)
    return NULL;
  return g_strdup (cunyi_statement_get_text (row, "name"));
}

static void
derive_from_number (CunyiPersonEditor *self, const CunyiIdNumber *id)
{
  g_autofree char *owner = find_owner (self, id->number);
  g_autofree char *text = NULL;
  int age = cunyi_day_age (id->birth, cunyi_clock_today ());

  cunyi_code_choice_set (self->sex_choice, id->sex);
  set_day (self->birth_entry, id->birth);
  if (owner)
    {
      /* Translators: %s is a name. */
      text = g_strdup_printf (_("%s has this number already."), owner);
      tell (self->id_entry, self->id_note, text, TRUE);
      return;
    }
  text = g_strdup_printf (ngettext ("The number is right: %s, %d year old.", "The number is right: %s, %d years old.",
                                    age),
                          cunyi_library_get_label (cunyi_clinic_get_library (self->clinic), "sex", id->sex), age);
  tell (self->id_entry, self->id_note, text, FALSE);
}

/* While a citizen's number is typed, it is only judged when it is long enough to be whole. */
static void
id_changed_cb (CunyiPersonEditor *self)
{
  g_autofree char *text = dup_text (self->id_entry);
  CunyiIdNumber id;

  if (strcmp (self->person->id_type, "id") != 0 || strlen (text) < 15 || (strlen (text) > 15 && strlen (text) < 18))
    {
      tell (self->id_entry, self->id_note, "", FALSE);
      return;
    }
  if (cunyi_id_number_parse (text, &id) == CUNYI_ID_NUMBER_OK)
    derive_from_number (self, &id);
  else
    tell (self->id_entry, self->id_note, cunyi_id_number_explain (id.result), strlen (text) >= 18);
}

/* ---- state ---- */

static const char *const states[] = { "here", "dead", "moved" };

static guint
find_state (const char *name)
{
  guint state = 0;

  while (state < G_N_ELEMENTS (states) - 1 && strcmp (states[state], name) != 0)
    state++;
  return state;
}

/* Back on the roster, or into another household: since a day that may lie behind. */
static gboolean
comes (CunyiPersonEditor *self)
{
  return self->person->id && gtk_drop_down_get_selected (self->state_choice) == 0 &&
         (!self->was_here || (self->home && strcmp (self->home, self->old_home) != 0));
}

static void
state_changed_cb (CunyiPersonEditor *self)
{
  gboolean asked = comes (self) || gtk_drop_down_get_selected (self->state_choice) != 0;

  if (comes (self) && !gtk_widget_get_visible (GTK_WIDGET (self->since_entry)))
    set_day (self->since_entry, cunyi_clock_today ());
  gtk_widget_set_visible (GTK_WIDGET (self->since_entry), asked);
}

/* ---- household ---- */

/* Who lives there, so that it is not taken for another one. (transfer full) */
static char *
describe_home (CunyiPersonEditor *self, const char *household)
{
  g_autoptr (GPtrArray) members = cunyi_household_load_members (get_database (self), household, NULL);
  g_autoptr (CunyiStatement) home = cunyi_database_statement (get_database (self), "household/by-id", NULL);
  GString *text = g_string_new (NULL);

  if (home)
    cunyi_statement_bind_text (home, ":id", household);
  if (home && cunyi_statement_step (home, NULL))
    g_string_append (text, cunyi_statement_get_text (home, "place_name"));
  for (guint i = 0; members && i < members->len; i++)
    {
      const CunyiPerson *member = g_ptr_array_index (members, i);

      if (strcmp (member->state, "here") == 0)
        g_string_append_printf (text, "　%s", member->name);
    }
  return g_string_free (text, FALSE);
}

static void
household_changed_cb (CunyiPersonEditor *self)
{
  g_autofree char *words = dup_text (self->household_entry);
  g_autofree char *text = NULL;
  gboolean several = FALSE, stays;

  g_free (self->home);
  self->home = strcmp (words, self->home_words) == 0 ? g_strdup (self->old_home)
                                                     : cunyi_moving_find_household (self->clinic, words, &several, NULL);
  if (self->home == NULL)
    {
      tell (self->household_entry, self->household_note,
            several ? _("Several households fit; write the number of the household.") : _("No household fits yet."), FALSE);
      return;
    }
  stays = strcmp (self->home, self->old_home) == 0;
  text = describe_home (self, self->home);
  tell (self->household_entry, self->household_note, text, FALSE);
  state_changed_cb (self);
  /* What somebody was to the old head says nothing of the new one. */
  if (strcmp (cunyi_code_choice_get (self->relation_choice), stays ? "" : self->person->relation) == 0)
    cunyi_code_choice_set (self->relation_choice, stays ? self->person->relation : "");
}

static void
fill_states (CunyiPersonEditor *self)
{
  const char *labels[] = { _("on the roster"), _("died"), _("moved away"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (labels);

  gtk_drop_down_set_model (self->state_choice, G_LIST_MODEL (model));
  cunyi_focus_drop_down (self->state_choice);
}

/* ---- reading the fields ---- */

static void
take (char **place, char *text)
{
  g_free (*place);
  *place = text;
}

static gboolean
take_name (CunyiPersonEditor *self)
{
  g_autofree char *name = dup_text (self->name_entry);

  tell (self->name_entry, self->name_note, "", FALSE);
  if (name[0] == '\0')
    return refuse (self->name_entry, self->name_note, _("Write the name as on the identity card."));
  if (!cunyi_text_is_clean (name, LONGEST_NAME))
    return refuse (self->name_entry, self->name_note, _("The name is too long."));
  take (&self->person->name, g_steal_pointer (&name));
  return TRUE;
}

/* An empty number is fine; one that is wrong is not, for it would come back from the township. */
static gboolean
take_number (CunyiPersonEditor *self)
{
  g_autofree char *text = dup_text (self->id_entry);
  g_autofree char *owner = NULL;
  CunyiIdNumber id;

  if (strcmp (self->person->id_type, "id") != 0 || text[0] == '\0')
    {
      take (&self->person->id_number, g_steal_pointer (&text));
      return TRUE;
    }
  if (cunyi_id_number_parse (text, &id) != CUNYI_ID_NUMBER_OK)
    {
      /* A number that came with the roster and was not touched may stay as it is. */
      if (self->person->id && strcmp (text, self->person->id_number) == 0)
        return TRUE;
      return refuse (self->id_entry, self->id_note, cunyi_id_number_explain (id.result));
    }
  owner = find_owner (self, id.number);
  if (owner)
    {
      g_autofree char *sentence = g_strdup_printf (_("%s has this number already."), owner);
      return refuse (self->id_entry, self->id_note, sentence);
    }
  take (&self->person->id_number, g_strdup (id.number));
  return TRUE;
}

/* FALSE when something stands there that is no day, or one that lies ahead. */
static gboolean
take_day (GtkEntry *entry, GtkLabel *note, CunyiDay *day)
{
  g_autofree char *text = dup_text (entry);
  CunyiDay today = cunyi_clock_today (), read = cunyi_day_parse_typed (text, today);

  tell (entry, note, "", FALSE);
  if (text[0] != '\0' && read == CUNYI_DAY_NONE)
    return refuse (entry, note, _("Write the day as 19680506 or 1968-05-06."));
  if (read != CUNYI_DAY_NONE && read > today)
    return refuse (entry, note, _("This day has not come yet."));
  *day = read;
  return TRUE;
}

static gboolean
take_state (CunyiPersonEditor *self)
{
  guint state = gtk_drop_down_get_selected (self->state_choice);

  take (&self->person->state, g_strdup (states[MIN (state, 2)]));
  self->person->state_since = self->person->came = CUNYI_DAY_NONE;
  if (comes (self))
    return take_day (self->since_entry, self->since_note, &self->person->came);
  return state == 0 || take_day (self->since_entry, self->since_note, &self->person->state_since);
}

static gboolean
take_household (CunyiPersonEditor *self)
{
  if (self->home == NULL)
    return refuse (self->household_entry, self->household_note,
                   _("Write the number of the household, or the name of somebody who lives there."));
  if (strcmp (self->home, self->old_home) != 0 && *cunyi_code_choice_get (self->relation_choice) == '\0')
    {
      tell (self->household_entry, self->household_note, _("Say the relation to the head of this household."), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->relation_choice));
      return FALSE;
    }
  take (&self->person->household, g_strdup (self->home));
  return TRUE;
}

/* Takes all fields over; FALSE when one needs another look. */
static gboolean
take_fields (CunyiPersonEditor *self)
{
  CunyiPerson *person = self->person;

  if (!take_name (self) || !take_number (self) || !take_day (self->birth_entry, self->birth_note, &person->birth)
      || !take_household (self) || !take_state (self) || !take_day (self->confirmed_entry, self->confirmed_note, &self->confirmed))
    return FALSE;
  take (&person->sex, g_strdup (cunyi_code_choice_get (self->sex_choice)));
  take (&person->relation, g_strdup (cunyi_code_choice_get (self->relation_choice)));
  take (&person->phone, dup_text (self->phone_entry));
  take (&person->insurance, g_strdup (cunyi_code_choice_get (self->insurance_choice)));
  take (&person->note, dup_text (self->note_entry));
  person->resident = gtk_check_button_get_active (self->resident_check);
  return TRUE;
}

/* ---- saving ---- */

static gboolean
write_all (CunyiPersonEditor *self, GError **error)
{
  CunyiDatabase *database = get_database (self);
  CunyiDay today = cunyi_clock_today ();
  g_auto (GStrv) groups = cunyi_code_ticks_list (self->groups_box);
  g_auto (GStrv) diseases = cunyi_code_ticks_list (self->diseases_box);

  return cunyi_moving_save (self->clinic, self->person, error)
         && cunyi_person_keep_groups (database, self->person->id, (const char *const *) groups, today, error)
         && cunyi_person_keep_diseases (database, self->person->id, (const char *const *) diseases, self->confirmed, today, error);
}

static gboolean
save (CunyiPersonEditor *self, GError **error)
{
  CunyiDatabase *database = get_database (self);
  gboolean is_new = self->person->id == NULL;

  if (!cunyi_database_begin (database, is_new ? _("Add person") : _("Change person"), error))
    return FALSE;
  if (!write_all (self, error))
    {
      cunyi_database_rollback (database);
      if (is_new)
        g_clear_pointer (&self->person->id, g_free);
      return FALSE;
    }
  return cunyi_database_commit (database, error);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiPersonEditor *self = CUNYI_PERSON_EDITOR (widget);
  CunyiWindow *window = self->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = NULL;

  if (!take_fields (self))
    return;
  if (!save (self, &error))
    {
      cunyi_refusal_tell_error (self->error_label, error);
      return;
    }
  /* Translators: %s is a name. */
  done = g_strdup_printf (_("%s is saved."), self->person->name);
  gtk_window_close (GTK_WINDOW (self));
  cunyi_window_tell_done (window, done);
}

/* Enter goes to the next field; in the last one it saves. */
static void
next_cb (CunyiPersonEditor *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* ---- filling the fields ---- */

static CunyiCodes *
codes_of (CunyiPersonEditor *self, const char *list)
{
  return cunyi_library_get_codes (cunyi_clinic_get_library (self->clinic), list);
}

static void
fill_choices (CunyiPersonEditor *self)
{
  cunyi_code_choice_fill (self->sex_choice, codes_of (self, "sex"), NULL);
  cunyi_code_choice_fill (self->relation_choice, codes_of (self, "relation"), "offer");
  cunyi_code_choice_fill (self->insurance_choice, codes_of (self, "insurance"), NULL);
  cunyi_code_ticks_fill (self->groups_box, codes_of (self, "group"), "person");
  cunyi_code_ticks_fill (self->diseases_box, codes_of (self, "disease"), NULL);
  fill_states (self);
}

/* What could not be read is not shown as none: saving would end it. */
static gboolean
fill_ticks (CunyiPersonEditor *self, GError **error)
{
  CunyiDay today = cunyi_clock_today ();
  g_autoptr (GPtrArray) groups = cunyi_person_load_memberships (get_database (self), self->person->id, today, error);
  g_autoptr (GPtrArray) diseases = groups ? cunyi_person_load_conditions (get_database (self), self->person->id, error) : NULL;

  if (diseases == NULL)
    return FALSE;
  for (guint i = 0; i < groups->len; i++)
    {
      const CunyiMembership *membership = g_ptr_array_index (groups, i);

      if (!membership->by_household)
        cunyi_code_ticks_set (self->groups_box, membership->group, TRUE);
    }
  for (guint i = 0; i < diseases->len; i++)
    {
      const CunyiCondition *condition = g_ptr_array_index (diseases, i);

      if (condition->until == CUNYI_DAY_NONE || condition->until >= today)
        cunyi_code_ticks_set (self->diseases_box, condition->disease, TRUE);
    }
  return TRUE;
}

static gboolean
fill_fields (CunyiPersonEditor *self, GError **error)
{
  const CunyiPerson *person = self->person;
  g_autoptr (CunyiHousehold) home = cunyi_household_load (get_database (self), person->household, NULL);

  set_text (self->name_entry, person->name);
  set_text (self->id_entry, person->id_number);
  cunyi_code_choice_set (self->sex_choice, person->sex);
  set_day (self->birth_entry, person->birth);
  cunyi_code_choice_set (self->relation_choice, person->relation);
  take (&self->old_home, g_strdup (person->household));
  take (&self->home_words, home && *home->number ? g_strdup (home->number) : describe_home (self, person->household));
  set_text (self->household_entry, self->home_words);
  set_text (self->phone_entry, person->phone);
  cunyi_code_choice_set (self->insurance_choice, person->insurance);
  gtk_check_button_set_active (self->resident_check, person->resident);
  gtk_drop_down_set_selected (self->state_choice, find_state (person->state));
  self->was_here = find_state (person->state) == 0;
  if (!self->was_here)
    set_day (self->since_entry, person->state_since);
  set_text (self->note_entry, person->note);
  state_changed_cb (self);
  return person->id == NULL || fill_ticks (self, error);
}

/* A new person of a household; the first one is its head. */
static CunyiPerson *
new_member (CunyiDatabase *database, const char *household)
{
  CunyiPerson *person = cunyi_person_new ();
  g_autoptr (GPtrArray) members = cunyi_household_load_members (database, household, NULL);

  take (&person->household, g_strdup (household));
  if (members && members->len == 0)
    take (&person->relation, g_strdup (HEAD));
  return person;
}

static void
cunyi_person_editor_dispose (GObject *object)
{
  CunyiPersonEditor *self = CUNYI_PERSON_EDITOR (object);

  g_clear_pointer (&self->person, cunyi_person_free);
  g_clear_pointer (&self->home, g_free);
  g_clear_pointer (&self->home_words, g_free);
  g_clear_pointer (&self->old_home, g_free);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (cunyi_person_editor_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, name_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, name_note);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, id_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, id_note);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, sex_choice);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, birth_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, birth_note);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, household_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, household_note);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, relation_choice);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, phone_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, insurance_choice);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, resident_check);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, state_choice);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, since_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, since_note);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, groups_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, diseases_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, confirmed_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, confirmed_note);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, note_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonEditor, error_label);
}

static void
cunyi_person_editor_class_init (CunyiPersonEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_person_editor_dispose;
  g_type_ensure (CUNYI_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/person-editor.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, id_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, household_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "editor.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cunyi_person_editor_init (CunyiPersonEditor *self)
{
  self->person = cunyi_person_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* (transfer none) NULL when there is no such person, which is told. */
static CunyiPersonEditor *
present (CunyiWindow *window, const char *person, const char *household)
{
  CunyiClinic *clinic = cunyi_window_get_clinic (window);
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiPerson) found = person ? cunyi_person_load (database, person, &error)
                                         : new_member (database, household);
  CunyiPersonEditor *self;

  if (found == NULL)
    {
      if (error)
        cunyi_window_show_error (window, error);
      return NULL;
    }
  self = g_object_new (CUNYI_TYPE_PERSON_EDITOR, "transient-for", window, NULL);
  self->window = window;
  self->clinic = g_object_ref (clinic);
  cunyi_person_free (self->person);
  self->person = g_steal_pointer (&found);
  fill_choices (self);
  if (!fill_fields (self, &error))
    {
      cunyi_window_show_error (window, error);
      gtk_window_destroy (GTK_WINDOW (self));
      return NULL;
    }
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

void
cunyi_person_editor_show (CunyiWindow *window, const char *person, const char *household)
{
  CunyiPersonEditor *self = present (window, person, household);

  if (self)
    gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}

void
cunyi_person_editor_show_state (CunyiWindow *window, const char *person, const char *state, CunyiDay since)
{
  CunyiPersonEditor *self = present (window, person, NULL);

  /* Somebody else has done it already. */
  if (self == NULL || !self->was_here)
    return;
  gtk_drop_down_set_selected (self->state_choice, find_state (state));
  set_day (self->since_entry, since);
  gtk_widget_grab_focus (GTK_WIDGET (self->since_entry));
}
