/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A family: who lives there, what is due for each of them, what is on its way, what happened. */

#include "config.h"

#include "view/household-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "clinic/checklist.h"
#include "clinic/family.h"
#include "clinic/listing.h"
#include "clinic/resident.h"
#include "view/family-dialog.h"
#include "view/household-editor.h"
#include "view/person-editor.h"
#include "view/subject.h"
#include "view/window.h"
#include "view/wrap-layout.h"

struct _CunyiHouseholdPage {
  CunyiPage parent_instance;

  GtkLabel *name_label;
  GtkLabel *about_label;
  GtkBox *badges;
  GtkBox *forms;
  CunyiShortList *members;
  CunyiShortList *timeline;
  GtkSpinner *spinner;
  CunyiShortList *due_list;
  CunyiShortList *cases;
  GtkWidget *checks_box;
  CunyiShortList *checks;

  char *id;
  GStrv subjects;         /* the household and its people: whose due work is shown */
};

G_DEFINE_FINAL_TYPE (CunyiHouseholdPage, cunyi_household_page, CUNYI_TYPE_PAGE)

static const CunyiColumn member_columns[] = {
  { N_("Name"), 7, .strong = TRUE },
  { N_("Relation"), 4 },
  { N_("Sex"), 2.4 },
  { N_("Age"), 2.5, .at_end = TRUE },
  { N_("Groups"), 0, .share = 1 },
  { N_("Chronic diseases"), 0, .share = 2 },
  { N_("Contract until"), 6.6 },
};

static const CunyiColumn case_columns[] = {
  { N_("Name"), 5, .strong = TRUE },
  { N_("What"), 0, .share = 5 },
  { N_("State"), 0, .share = 2 },
  { N_("Until"), 6.6, .at_end = TRUE },
};

static const CunyiColumn check_columns[] = {
  { N_("What"), 0, .share = 3, .strong = TRUE },
  { N_("Found"), 0, .share = 3 },
  { N_("Seen on"), 6.6, .at_end = TRUE },
};

static CunyiClinic *
get_clinic (CunyiHouseholdPage *self)
{
  return cunyi_page_get_clinic (CUNYI_PAGE (self));
}

static CunyiDatabase *
get_database (CunyiHouseholdPage *self)
{
  return cunyi_clinic_get_database (get_clinic (self));
}

static const char *
label_of (CunyiHouseholdPage *self, const char *codes, const char *code)
{
  return cunyi_library_get_label (cunyi_clinic_get_library (get_clinic (self)), codes, code);
}

/* ---- head ---- */

static gboolean
show_groups (CunyiHouseholdPage *self, GError **error)
{
  g_autoptr (GPtrArray) groups = cunyi_household_load_memberships (get_database (self), self->id, CUNYI_DAY_NONE, error);

  cunyi_subject_clear (self->badges);
  for (guint i = 0; groups && i < groups->len; i++)
    {
      const CunyiMembership *membership = g_ptr_array_index (groups, i);
      g_autofree char *from = cunyi_day_to_text (membership->from);
      g_autofree char *until = cunyi_day_to_text (membership->until);
      g_autofree char *text = NULL;

      if (until[0])
        /* Translators: a group, and the last day on which the household was in it. */
        text = g_strdup_printf (_("%s until %s"), label_of (self, "group", membership->group), until);
      else if (from[0])
        /* Translators: a group, and the day since which the household is in it. */
        text = g_strdup_printf (_("%s since %s"), label_of (self, "group", membership->group), from);
      else
        text = g_strdup (label_of (self, "group", membership->group));
      cunyi_subject_add_badge (self->badges, text, NULL);
    }
  return groups != NULL;
}

static gboolean
show_head (CunyiHouseholdPage *self, const CunyiHousehold *household, GError **error)
{
  const char *ids[] = { self->id };
  g_autoptr (GPtrArray) lines = cunyi_listing_read_households (get_clinic (self), ids, 1, error);
  const CunyiResidentLine *line = lines ? g_ptr_array_index (lines, 0) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *about = NULL;

  if (line == NULL)
    return FALSE;
  /* Translators: %s is the name of the head. */
  title = line->name[0] ? g_strdup_printf (_("Household of %s"), line->name) : g_strdup (_("Household without a head"));
  about = g_strjoin ("  ", line->place, line->household, household->phone, NULL);
  gtk_label_set_label (self->name_label, title);
  gtk_label_set_label (self->about_label, about);
  cunyi_page_set_title (CUNYI_PAGE (self), title);
  return show_groups (self, error);
}

/* ---- people ---- */

static void
add_member (CunyiHouseholdPage *self, const CunyiPerson *person, const CunyiResidentLine *line)
{
  const char *texts[] = { line->name,   label_of (self, "relation", person->relation), line->sex, line->age,
                          line->groups, line->diseases,                                line->term, NULL };

  cunyi_short_list_add (self->members, person->id, strcmp (person->state, "here") == 0 ? NULL : _("Died or moved"),
                        texts);
}

static gboolean
show_members (CunyiHouseholdPage *self, GError **error)
{
  g_autoptr (GPtrArray) people = cunyi_household_load_members (get_database (self), self->id, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GStrvBuilder) subjects = g_strv_builder_new ();

  if (people == NULL)
    return FALSE;
  g_strv_builder_add (subjects, self->id);
  for (guint i = 0; i < people->len; i++)
    {
      const CunyiPerson *person = g_ptr_array_index (people, i);

      g_ptr_array_add (ids, person->id);
      g_strv_builder_add (subjects, person->id);
    }
  g_clear_pointer (&self->subjects, g_strfreev);
  self->subjects = g_strv_builder_end (subjects);
  lines = cunyi_listing_read_people (get_clinic (self), (const char *const *) ids->pdata, ids->len, error);
  if (lines == NULL)
    return FALSE;
  cunyi_short_list_begin (self->members);
  for (guint i = 0; i < people->len; i++)
    add_member (self, g_ptr_array_index (people, i), g_ptr_array_index (lines, i));
  cunyi_short_list_end (self->members);
  return TRUE;
}

/* ---- cases ---- */

static void
add_case (CunyiHouseholdPage *self, const CunyiCase *one)
{
  CunyiBook *book = cunyi_clinic_get_book (get_clinic (self));
  CunyiWorkflow *workflow = cunyi_case_get_workflow (book, one, NULL);
  const CunyiState *state = workflow ? cunyi_workflow_find_state (workflow, one->state) : NULL;
  g_autoptr (CunyiPerson) person = cunyi_person_load (get_database (self), one->subject, NULL);
  const char *topic = workflow ? cunyi_workflow_get_topic (workflow) : "";
  const char *what = topic[0] && one->topic[0] ? label_of (self, topic, one->topic) : NULL;
  const char *texts[] = { person ? person->name : _("whole household"),
                          what ? what : workflow ? cunyi_workflow_get_title (workflow) : one->workflow,
                          state ? state->label : one->state, one->due ? one->due : "", NULL };

  cunyi_short_list_add (self->cases, one->id, NULL, texts);
}

/* What is not closed of the household and of its people; parts are seen on the page of the whole. */
static gboolean
show_cases (CunyiHouseholdPage *self, GError **error)
{
  CunyiBook *book = cunyi_clinic_get_book (get_clinic (self));

  cunyi_short_list_begin (self->cases);
  for (guint i = 0; self->subjects[i]; i++)
    {
      g_autoptr (GPtrArray) cases = cunyi_case_list_of_subject (book, self->subjects[i], NULL, error);

      if (cases == NULL)
        return FALSE;
      for (guint k = 0; k < cases->len; k++)
        {
          const CunyiCase *one = g_ptr_array_index (cases, k);

          if (one->closed == NULL && one->parent == NULL)
            add_case (self, one);
        }
    }
  cunyi_short_list_end (self->cases);
  return TRUE;
}

/* ---- what was looked at in the home ---- */

/* What was found, and where the problem that mends it stands. (transfer full) */
static char *
word_found (const CunyiCheck *check)
{
  if (check->state == CUNYI_CHECK_UNKNOWN)
    return g_strdup (_("Not looked at yet"));
  if (check->case_ == NULL)
    return g_strdup (check->value);
  /* Translators: what a visit found, and the state of the problem that it opened. */
  return g_strdup_printf (_("%s (%s)"), check->value, check->case_state);
}

static void
add_check (CunyiHouseholdPage *self, const CunyiCheck *check)
{
  static const char *const marks[] = { "? ", "✓ ", "！ ", "✓ " };
  g_autofree char *what = g_strconcat (marks[check->state], check->label, NULL);
  g_autofree char *found = word_found (check);
  g_autofree char *id = check->case_ && check->state == CUNYI_CHECK_WRONG
                          ? g_strdup_printf ("case %s", check->case_)
                          : g_strdup_printf ("form %s %s %s", check->form, self->id, check->code);
  const char *texts[] = { what, found, check->day, NULL };

  cunyi_short_list_add (self->checks, id, NULL, texts);
}

static gboolean
show_checks (CunyiHouseholdPage *self, GError **error)
{
  g_autoptr (GPtrArray) checks = cunyi_checklist_read (get_clinic (self), self->id, error);

  if (checks == NULL)
    return FALSE;
  cunyi_short_list_begin (self->checks);
  for (guint i = 0; i < checks->len; i++)
    add_check (self, g_ptr_array_index (checks, i));
  cunyi_short_list_end (self->checks);
  gtk_widget_set_visible (self->checks_box, checks->len > 0);
  return TRUE;
}

/* The problem that is on its way mends it, else the next visit. The code in the id only tells lines apart. */
static void
check_opened_cb (CunyiHouseholdPage *self, const char *id)
{
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));
  g_auto (GStrv) words = g_strsplit (id, " ", 4);

  if (g_str_equal (words[0], "case"))
    cunyi_window_show_case (window, words[1]);
  else
    cunyi_window_fill_form (window, words[1], words[2]);
}

/* ---- buttons ---- */

#define WORKFLOW_KEY "cunyi-workflow"

/* The case of this workflow that is on its way for the household. (transfer full) its id, NULL when there is none. */
static char *
find_open_case (CunyiHouseholdPage *self, const char *workflow, GError **error)
{
  g_autoptr (GPtrArray) cases = cunyi_case_list_of_subject (cunyi_clinic_get_book (get_clinic (self)), self->id,
                                                            workflow, error);

  for (guint i = 0; cases && i < cases->len; i++)
    if (((CunyiCase *) g_ptr_array_index (cases, i))->closed == NULL)
      return g_strdup (((CunyiCase *) g_ptr_array_index (cases, i))->id);
  return NULL;
}

/* An agreement that is on its way, or in force and not near its end, is shown; otherwise a new one begins. */
static void
family_cb (CunyiHouseholdPage *self, GtkButton *button)
{
  const char *workflow = g_object_get_data (G_OBJECT (button), WORKFLOW_KEY);
  g_autoptr (GError) error = NULL;
  g_autofree char *open = find_open_case (self, workflow, &error);
  g_autofree char *reason = error ? NULL : cunyi_family_find_reason (get_clinic (self), workflow, self->id, NULL, CUNYI_DAY_NONE,
                                                                     &error);
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));

  if (error)
    cunyi_window_show_error (window, error);
  else if (open && g_strcmp0 (reason, "") != 0)
    cunyi_window_show_case (window, open);
  else
    cunyi_family_dialog_show (window, workflow, self->id);
}

static void
add_workflows (CunyiHouseholdPage *self)
{
  CunyiClinic *clinic = get_clinic (self);
  CunyiBook *book = cunyi_clinic_get_book (clinic);
  g_auto (GStrv) names = cunyi_book_list_workflows (book, NULL);

  for (guint i = 0; names && names[i]; i++)
    {
      CunyiWorkflow *workflow = cunyi_book_get_workflow (book, names[i], NULL);
      GtkWidget *button;

      if (workflow == NULL || !cunyi_workflow_is_about (workflow, "household")
          || cunyi_family_find_part (clinic, names[i]) == NULL)
        continue;
      button = gtk_button_new_with_label (cunyi_workflow_get_title (workflow));
      gtk_widget_add_css_class (button, "form-button");
      gtk_widget_set_name (button, names[i]);
      g_object_set_data_full (G_OBJECT (button), WORKFLOW_KEY, g_strdup (names[i]), g_free);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (family_cb), self);
      gtk_box_append (self->forms, button);
    }
}

/* ---- due work ---- */

static void count_due (CunyiHouseholdPage *self);

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiHouseholdPage *self = CUNYI_HOUSEHOLD_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiChores) chores = cunyi_chores_count_finish (result, &error);
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));
  gboolean again = cunyi_page_end_reading (CUNYI_PAGE (self));

  if (window == NULL)
    return; /* the page was left */
  gtk_spinner_stop (self->spinner);
  if (chores)
    cunyi_subject_show_due (self->due_list, chores->due, TRUE);
  else
    cunyi_window_show_error (window, error);
  if (again)
    count_due (self);
}

static void
count_due (CunyiHouseholdPage *self)
{
  GCancellable *cancellable = cunyi_page_begin_reading (CUNYI_PAGE (self));

  if (cancellable == NULL)
    return;
  gtk_spinner_start (self->spinner);
  cunyi_chores_count_async (self, get_clinic (self), CUNYI_CHORES_DUE, (const char *const *) self->subjects, cancellable,
                            counted_cb);
}

/* ---- what the doctor does ---- */

static void
edit_cb (CunyiHouseholdPage *self)
{
  cunyi_household_editor_show (cunyi_window_get (GTK_WIDGET (self)), self->id);
}

static void
add_cb (CunyiHouseholdPage *self)
{
  cunyi_person_editor_show (cunyi_window_get (GTK_WIDGET (self)), NULL, self->id);
}

static void
member_opened_cb (CunyiHouseholdPage *self, const char *id)
{
  cunyi_window_show_person (cunyi_window_get (GTK_WIDGET (self)), id);
}

static void
due_opened_cb (CunyiHouseholdPage *self, const char *id)
{
  cunyi_subject_open_due (cunyi_window_get (GTK_WIDGET (self)), id);
}

static void
case_opened_cb (CunyiHouseholdPage *self, const char *id)
{
  cunyi_window_show_case (cunyi_window_get (GTK_WIDGET (self)), id);
}

static void
timeline_opened_cb (CunyiHouseholdPage *self, const char *id)
{
  cunyi_subject_open_timeline (cunyi_window_get (GTK_WIDGET (self)), id);
}

/* ---- page ---- */

static gboolean
show_all (CunyiHouseholdPage *self, const CunyiHousehold *household, GError **error)
{
  return show_head (self, household, error) && show_members (self, error) && show_cases (self, error)
         && show_checks (self, error)
         && cunyi_subject_show_timeline (self->timeline, get_clinic (self), self->id, error);
}

static void
cunyi_household_page_refresh (CunyiPage *page)
{
  CunyiHouseholdPage *self = CUNYI_HOUSEHOLD_PAGE (page);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiHousehold) household = cunyi_household_load (get_database (self), self->id, &error);

  /* A household that was added is gone when that is undone. */
  gtk_widget_set_sensitive (GTK_WIDGET (self), household != NULL || error != NULL);
  if (household && show_all (self, household, &error))
    count_due (self);
  if (error)
    cunyi_window_show_error (cunyi_window_get (GTK_WIDGET (self)), error);
}

static void
cunyi_household_page_focus (CunyiPage *page)
{
  CunyiHouseholdPage *self = CUNYI_HOUSEHOLD_PAGE (page);

  if (!gtk_widget_grab_focus (GTK_WIDGET (self->members)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
cunyi_household_page_print (CunyiPage *page)
{
  cunyi_window_print_forms (cunyi_window_get (GTK_WIDGET (page)), CUNYI_HOUSEHOLD_PAGE (page)->id, NULL, NULL, NULL);
}

static void
cunyi_household_page_finalize (GObject *object)
{
  CunyiHouseholdPage *self = CUNYI_HOUSEHOLD_PAGE (object);

  g_strfreev (self->subjects);
  g_free (self->id);
  G_OBJECT_CLASS (cunyi_household_page_parent_class)->finalize (object);
}

static void
cunyi_household_page_class_init (CunyiHouseholdPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cunyi_household_page_finalize;
  CUNYI_PAGE_CLASS (klass)->refresh = cunyi_household_page_refresh;
  CUNYI_PAGE_CLASS (klass)->focus = cunyi_household_page_focus;
  CUNYI_PAGE_CLASS (klass)->print = cunyi_household_page_print;

  g_type_ensure (CUNYI_TYPE_SHORT_LIST);
  g_type_ensure (CUNYI_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/household-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdPage, about_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdPage, badges);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdPage, forms);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdPage, members);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdPage, due_list);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdPage, cases);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdPage, checks_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiHouseholdPage, checks);
  gtk_widget_class_bind_template_callback (widget_class, check_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, member_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, due_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, case_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, timeline_opened_cb);
}

static void
cunyi_household_page_init (CunyiHouseholdPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_page_set_help (CUNYI_PAGE (self), "household");
  cunyi_short_list_set_columns (self->members, member_columns, G_N_ELEMENTS (member_columns));
  cunyi_short_list_set_label (self->members, _("People"),
                              _("Nobody lives here yet. Add the head of the household first."));
  cunyi_subject_set_timeline_columns (self->timeline);
  cunyi_short_list_set_label (self->timeline, _("What happened"), _("No visit was recorded yet. Press a button above to fill the first one."));
  cunyi_subject_set_due_columns (self->due_list, TRUE);
  cunyi_short_list_set_label (self->due_list, _("Due in this household"), _("Nothing is due here."));
  cunyi_short_list_set_columns (self->cases, case_columns, G_N_ELEMENTS (case_columns));
  cunyi_short_list_set_label (self->cases, _("On its way"), _("No open problem, application or agreement."));
  cunyi_short_list_set_columns (self->checks, check_columns, G_N_ELEMENTS (check_columns));
  cunyi_short_list_set_label (self->checks, _("Looked at in the home"), "");
}

CunyiPage *
cunyi_household_page_new (CunyiClinic *clinic, const char *household)
{
  CunyiHouseholdPage *self = g_object_new (CUNYI_TYPE_HOUSEHOLD_PAGE, "clinic", clinic, NULL);

  self->id = g_strdup (household);
  self->subjects = g_new0 (char *, 1);
  cunyi_subject_add_forms (self->forms, clinic, "household", household);
  add_workflows (self);
  return CUNYI_PAGE (self);
}
