/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The person is searched as in the head of the window: arrows choose while the keyboard stays in the entry, Enter takes.
 * The questions come when subject and topic are known, because what they are filled with depends on both. */

#include "config.h"

#include "view/new-case-dialog.h"

#include <glib/gi18n.h>

#include "clinic/about.h"
#include "clinic/family.h"
#include "clinic/resident.h"
#include "view/asking-view.h"
#include "view/code-choice.h"
#include "view/family-dialog.h"

#define SHOWN 8 /* people found */

struct _CunyiNewCaseDialog {
  AdwWindow parent_instance;

  GtkSearchEntry *search;
  GtkListBox *found;
  GtkCheckButton *household_tick;
  GtkCheckButton *place_tick;
  GtkWidget *topic_box;
  GtkDropDown *topic;
  CunyiAskingView *questions;

  CunyiWindow *window; /* not owned: the dialog is transient for it */
  CunyiClinic *clinic;
  CunyiWorkflow *workflow;
  char *person;        /* who was taken; NULL until then, and for the village */
  char *subject;       /* the person, the household or the village; NULL until it is known */
  char *taken;         /* what the entry says when somebody was taken */
};

G_DEFINE_FINAL_TYPE (CunyiNewCaseDialog, cunyi_new_case_dialog, ADW_TYPE_WINDOW)

#define PERSON_KEY "cunyi-person"

/* ---- the questions ---- */

static CunyiCaseOpening
get_opening (CunyiNewCaseDialog *self)
{
  return (CunyiCaseOpening) { .workflow = cunyi_workflow_get_id (self->workflow), .subject = self->subject,
                              .topic = gtk_widget_get_visible (self->topic_box) ? cunyi_code_choice_get (self->topic)
                                                                                : NULL };
}

static gboolean
is_ready (CunyiNewCaseDialog *self)
{
  CunyiCaseOpening opening = get_opening (self);

  return self->subject && (opening.topic == NULL || *opening.topic);
}

static void
ask (CunyiNewCaseDialog *self)
{
  CunyiCaseOpening opening = get_opening (self);
  g_autoptr (GError) error = NULL;
  CunyiAsking *asking = is_ready (self) ? cunyi_asking_new_opening (self->clinic, &opening, &error) : NULL;

  cunyi_asking_view_set_asking (self->questions, asking);
  if (error)
    cunyi_asking_view_tell_error (self->questions, error);
}

static void
open_case (CunyiNewCaseDialog *self)
{
  CunyiWindow *window = self->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = cunyi_asking_open (cunyi_asking_view_get_asking (self->questions), &error);

  if (id)
    {
      gtk_window_close (GTK_WINDOW (self));
      cunyi_window_show_case (window, id);
    }
  else if (error)
    cunyi_asking_view_tell_error (self->questions, error);
  else
    cunyi_asking_view_show_missing (self->questions);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiNewCaseDialog *self = CUNYI_NEW_CASE_DIALOG (widget);

  cunyi_asking_view_commit (self->questions);
  if (self->subject == NULL)
    {
      cunyi_asking_view_tell (self->questions, _("Find the person first."));
      gtk_widget_grab_focus (GTK_WIDGET (self->search));
    }
  else if (!is_ready (self))
    {
      cunyi_asking_view_tell (self->questions, _("Choose what it is about."));
      gtk_widget_grab_focus (GTK_WIDGET (self->topic));
    }
  else if (cunyi_asking_view_get_asking (self->questions))
    open_case (self);
}

static void
finished_cb (CunyiNewCaseDialog *self)
{
  open_cb (GTK_WIDGET (self), NULL, NULL);
}

static void
topic_cb (CunyiNewCaseDialog *self)
{
  if (self->workflow == NULL)
    return;
  ask (self);
  cunyi_asking_view_focus_first (self->questions);
}

/* ---- whom it is about ---- */

static void
clear_found (CunyiNewCaseDialog *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->found))))
    gtk_list_box_remove (self->found, row);
}

static void
add_person (CunyiNewCaseDialog *self, const char *person)
{
  g_autofree char *name = cunyi_clinic_name_subject (self->clinic, person);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  g_object_set_data_full (G_OBJECT (row), PERSON_KEY, g_strdup (person), g_free);
  gtk_list_box_append (self->found, row);
}

static void
searched_cb (CunyiNewCaseDialog *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr (GPtrArray) people = NULL;

  /* The entry may tell of a change a moment later, also of one that the dialog made itself. */
  if (self->clinic == NULL || g_strcmp0 (typed, self->taken) == 0)
    return;
  g_clear_pointer (&self->taken, g_free);
  g_clear_pointer (&self->person, g_free);
  g_clear_pointer (&self->subject, g_free);
  cunyi_asking_view_set_asking (self->questions, NULL);
  clear_found (self);
  people = *typed ? cunyi_search_find (cunyi_clinic_get_search (self->clinic), typed, SHOWN) : NULL;
  for (guint i = 0; people && i < people->len; i++)
    add_person (self, g_ptr_array_index (people, i));
  gtk_list_box_select_row (self->found, gtk_list_box_get_row_at_index (self->found, 0));
  gtk_widget_set_visible (GTK_WIDGET (self->found), people && people->len > 0);
}

static gboolean
is_about_place (CunyiNewCaseDialog *self)
{
  return gtk_check_button_get_active (self->place_tick);
}

static gboolean
is_about_household (CunyiNewCaseDialog *self)
{
  return !cunyi_workflow_is_about (self->workflow, "person")
         || (gtk_widget_get_visible (GTK_WIDGET (self->household_tick))
             && gtk_check_button_get_active (self->household_tick));
}

/* Those that can be about such a subject; what was chosen stays if it can. */
static void
offer_topics (CunyiNewCaseDialog *self)
{
  const char *topics = cunyi_workflow_get_topic (self->workflow);
  const char *kind = is_about_place (self) ? "place" : is_about_household (self) ? "household" : "person";
  CunyiCodes *codes = cunyi_library_get_codes (cunyi_clinic_get_library (self->clinic), topics);
  g_autofree char *chosen = g_strdup (cunyi_code_choice_get (self->topic));

  gtk_widget_set_visible (self->topic_box, *topics != '\0');
  if (*topics == '\0')
    return;
  g_signal_handlers_block_by_func (self->topic, topic_cb, self);
  cunyi_code_choice_fill (self->topic, codes, kind);
  cunyi_code_choice_select (self->topic, chosen);
  g_signal_handlers_unblock_by_func (self->topic, topic_cb, self);
}

/* The person, or the household of the person. (transfer full) NULL when that is not known. */
static char *
find_subject (CunyiNewCaseDialog *self, const char *id, GError **error)
{
  g_autoptr (CunyiPerson) person = NULL;

  if (!is_about_household (self))
    return g_strdup (id);
  person = cunyi_person_load (cunyi_clinic_get_database (self->clinic), id, error);
  return person && *person->household ? g_strdup (person->household) : NULL;
}

/* Takes over both, `person` NULL for the village, and goes on to what is asked. */
static void
set_subject (CunyiNewCaseDialog *self, char *person, char *subject)
{
  g_autofree char *name = cunyi_clinic_name_subject (self->clinic, subject);

  /* A change of the text forgets who was taken. */
  gtk_editable_set_text (GTK_EDITABLE (self->search), name);
  g_free (self->taken);
  self->taken = g_steal_pointer (&name);
  g_free (self->person);
  self->person = person;
  g_free (self->subject);
  self->subject = subject;
  gtk_widget_set_visible (GTK_WIDGET (self->found), FALSE);
  ask (self);
  if (!is_ready (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->topic));
  else
    cunyi_asking_view_focus_first (self->questions);
}

static void
take (CunyiNewCaseDialog *self, GtkListBoxRow *row)
{
  const char *id = row ? g_object_get_data (G_OBJECT (row), PERSON_KEY) : NULL;
  const char *workflow = cunyi_workflow_get_id (self->workflow);
  g_autoptr (GError) error = NULL;
  g_autofree char *subject = id ? find_subject (self, id, &error) : NULL;

  if (error)
    cunyi_asking_view_tell_error (self->questions, error);
  if (subject == NULL)
    return;
  if (cunyi_family_find_part (self->clinic, workflow))
    {
      CunyiWindow *window = self->window;
      g_autofree char *kept = g_strdup (workflow);

      gtk_window_close (GTK_WINDOW (self));
      cunyi_family_dialog_show (window, kept, subject);
      return;
    }
  set_subject (self, g_strdup (id), g_steal_pointer (&subject));
}

/* Who was taken already stays, he or the household. */
static void
household_cb (CunyiNewCaseDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *subject = self->person ? find_subject (self, self->person, &error) : NULL;

  offer_topics (self);
  if (error)
    cunyi_asking_view_tell_error (self->questions, error);
  if (subject)
    set_subject (self, g_strdup (self->person), g_steal_pointer (&subject));
}

/* Nobody is looked for when it is about the village of the clinic. */
static void
place_cb (CunyiNewCaseDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), !is_about_place (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->household_tick), !is_about_place (self));
  offer_topics (self);
  if (is_about_place (self))
    set_subject (self, NULL, cunyi_clinic_get_place (self->clinic));
  else
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search), "");
      gtk_widget_grab_focus (GTK_WIDGET (self->search));
    }
}

static void
activate_cb (CunyiNewCaseDialog *self)
{
  take (self, gtk_list_box_get_selected_row (self->found));
}

static void
row_activated_cb (CunyiNewCaseDialog *self, GtkListBoxRow *row)
{
  take (self, row);
}

static gboolean
key_pressed_cb (CunyiNewCaseDialog *self, guint key, guint code, GdkModifierType state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->found);
  int index = row ? gtk_list_box_row_get_index (row) : -1;

  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (self->found, MAX (index + (key == GDK_KEY_Down ? 1 : -1), 0));
  if (row)
    gtk_list_box_select_row (self->found, row);
  return GDK_EVENT_STOP;
}

/* ---- object ---- */

static gboolean
cunyi_new_case_dialog_close_request (GtkWindow *window)
{
  CunyiNewCaseDialog *self = CUNYI_NEW_CASE_DIALOG (window);
  gboolean kept;

  if (!cunyi_asking_view_leave (self->questions, &kept))
    return GDK_EVENT_STOP;
  if (kept)
    cunyi_window_tell (self->window, _("Draft kept."));
  return GTK_WINDOW_CLASS (cunyi_new_case_dialog_parent_class)->close_request (window);
}

static void
cunyi_new_case_dialog_dispose (GObject *object)
{
  CunyiNewCaseDialog *self = CUNYI_NEW_CASE_DIALOG (object);

  g_clear_pointer (&self->workflow, cunyi_workflow_unref);
  g_clear_pointer (&self->person, g_free);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->taken, g_free);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (cunyi_new_case_dialog_parent_class)->dispose (object);
}

static void
cunyi_new_case_dialog_class_init (CunyiNewCaseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_new_case_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = cunyi_new_case_dialog_close_request;
  g_type_ensure (CUNYI_TYPE_ASKING_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/new-case-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiNewCaseDialog, search);
  gtk_widget_class_bind_template_child (widget_class, CunyiNewCaseDialog, found);
  gtk_widget_class_bind_template_child (widget_class, CunyiNewCaseDialog, household_tick);
  gtk_widget_class_bind_template_child (widget_class, CunyiNewCaseDialog, place_tick);
  gtk_widget_class_bind_template_child (widget_class, CunyiNewCaseDialog, topic_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiNewCaseDialog, topic);
  gtk_widget_class_bind_template_child (widget_class, CunyiNewCaseDialog, questions);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, household_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_cb);
  gtk_widget_class_bind_template_callback (widget_class, topic_cb);
  gtk_widget_class_bind_template_callback (widget_class, finished_cb);
  gtk_widget_class_install_action (widget_class, "dialog.open", NULL, open_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "dialog.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cunyi_new_case_dialog_init (CunyiNewCaseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Escape in a search entry goes no further by itself. */
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (gtk_window_close), self);
}

static void
offer_subjects (CunyiNewCaseDialog *self)
{
  gboolean person = cunyi_workflow_is_about (self->workflow, "person");
  gboolean household = cunyi_workflow_is_about (self->workflow, "household");

  gtk_widget_set_visible (GTK_WIDGET (self->household_tick), person && household);
  gtk_widget_set_visible (GTK_WIDGET (self->place_tick), (person || household) && cunyi_workflow_is_about (self->workflow, "place"));
  if (!person && !household)
    gtk_check_button_set_active (self->place_tick, TRUE);
}

void
cunyi_new_case_dialog_show (CunyiWindow *window, const char *id)
{
  CunyiClinic *clinic = cunyi_window_get_clinic (window);
  g_autoptr (GError) error = NULL;
  CunyiWorkflow *workflow = cunyi_book_get_workflow (cunyi_clinic_get_book (clinic), id, &error);
  CunyiNewCaseDialog *self;

  if (workflow == NULL)
    {
      cunyi_window_show_error (window, error);
      return;
    }
  self = g_object_new (CUNYI_TYPE_NEW_CASE_DIALOG, "transient-for", window, NULL);
  self->window = window;
  self->clinic = g_object_ref (clinic);
  self->workflow = cunyi_workflow_ref (workflow);
  gtk_window_set_title (GTK_WINDOW (self), cunyi_workflow_get_title (workflow));
  offer_topics (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  offer_subjects (self);
}
