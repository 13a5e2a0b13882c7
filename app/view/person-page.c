/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One life at a glance: who, what is due, what happened, how the measured values go. */

#include "config.h"

#include "view/person-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "base/id-number.h"
#include "clinic/chart.h"
#include "clinic/listing.h"
#include "clinic/person-line.h"
#include "clinic/resident.h"
#include "view/chart-view.h"
#include "view/person-editor.h"
#include "view/subject.h"
#include "view/window.h"
#include "view/wrap-layout.h"

struct _CunyiPersonPage {
  CunyiPage parent_instance;

  GtkLabel *name_label;
  GtkLabel *about_label;
  GtkLabel *number_label;
  GtkToggleButton *show_button;
  GtkLabel *phone_label;
  GtkButton *household_button;
  GtkBox *badges;
  GtkBox *lines;
  GtkBox *forms;
  GtkSpinner *spinner;
  CunyiShortList *due_list;
  CunyiShortList *timeline;
  GtkWidget *charts_column;
  GtkBox *charts;

  char *id;
  CunyiPerson *person;    /* as it was read last */
  gboolean wants_focus;   /* the first due work takes the keyboard when it is there */
};

G_DEFINE_FINAL_TYPE (CunyiPersonPage, cunyi_person_page, CUNYI_TYPE_PAGE)

static CunyiClinic *
get_clinic (CunyiPersonPage *self)
{
  return cunyi_page_get_clinic (CUNYI_PAGE (self));
}

static CunyiDatabase *
get_database (CunyiPersonPage *self)
{
  return cunyi_clinic_get_database (get_clinic (self));
}

static const char *
label_of (CunyiPersonPage *self, const char *codes, const char *code)
{
  return cunyi_library_get_label (cunyi_clinic_get_library (get_clinic (self)), codes, code);
}

/* ---- head ---- */

static void
number_cb (CunyiPersonPage *self)
{
  const char *number = self->person ? self->person->id_number : "";
  g_autofree char *masked = cunyi_id_number_mask (number);
  gboolean shown = gtk_toggle_button_get_active (self->show_button);

  gtk_label_set_label (self->number_label, number[0] == '\0' ? _("no ID number") : shown ? number : masked);
  gtk_button_set_label (GTK_BUTTON (self->show_button), shown ? _("Hi_de number") : _("Sho_w number"));
  gtk_widget_set_visible (GTK_WIDGET (self->show_button), number[0] != '\0');
}

/* 女　54 岁　1968-05-06 */
static char *
tell_about (CunyiPersonPage *self)
{
  const CunyiPerson *person = self->person;
  int age = cunyi_day_age (person->birth, cunyi_clock_today ());
  g_autofree char *birth = cunyi_day_to_text (person->birth);
  /* Translators: %d is the age in whole years. */
  g_autofree char *years = age < 0 ? g_strdup ("") : g_strdup_printf (ngettext ("%d year", "%d years", age), age);

  return g_strdup_printf ("%s  %s  %s", label_of (self, "sex", person->sex), years, birth);
}

static char *
tell_state (const CunyiPerson *person)
{
  g_autofree char *since = cunyi_day_to_text (person->state_since);

  if (strcmp (person->state, "dead") == 0)
    /* Translators: %s is a day, or nothing. */
    return g_strdup_printf (_("Died %s"), since);
  if (strcmp (person->state, "moved") == 0)
    /* Translators: %s is a day, or nothing. */
    return g_strdup_printf (_("Moved away %s"), since);
  return NULL;
}

static gboolean
show_groups (CunyiPersonPage *self, GError **error)
{
  g_autoptr (GPtrArray) groups = cunyi_person_load_memberships (get_database (self), self->id, cunyi_clock_today (),
                                                                error);

  for (guint i = 0; groups && i < groups->len; i++)
    {
      const CunyiMembership *membership = g_ptr_array_index (groups, i);
      g_autofree char *from = cunyi_day_to_text (membership->from);
      g_autofree char *since = from[0] ? g_strdup_printf (_("since %s"), from) : NULL;

      cunyi_subject_add_badge (self->badges, label_of (self, "group", membership->group), since);
    }
  return groups != NULL;
}

static gboolean
show_diseases (CunyiPersonPage *self, GError **error)
{
  g_autoptr (GPtrArray) diseases = cunyi_person_load_conditions (get_database (self), self->id, error);

  for (guint i = 0; diseases && i < diseases->len; i++)
    {
      const CunyiCondition *condition = g_ptr_array_index (diseases, i);
      g_autofree char *from = cunyi_day_to_text (condition->since);
      g_autofree char *since = from[0] ? g_strdup_printf (_("since %s"), from) : NULL;

      if (condition->until == CUNYI_DAY_NONE || condition->until >= cunyi_clock_today ())
        cunyi_subject_add_badge (self->badges, label_of (self, "disease", condition->disease), since);
    }
  return diseases != NULL;
}

static gboolean
show_badges (CunyiPersonPage *self, const CunyiResidentLine *line, GError **error)
{
  g_autofree char *state = tell_state (self->person);
  g_autofree char *term = line->term[0] ? g_strdup_printf (_("Contract until %s"), line->term)
                                        : g_strdup (_("No contract"));

  cunyi_subject_clear (self->badges);
  if (state)
    cunyi_subject_add_badge (self->badges, state, NULL);
  if (!show_groups (self, error) || !show_diseases (self, error))
    return FALSE;
  if (self->person->insurance[0])
    cunyi_subject_add_badge (self->badges, label_of (self, "insurance", self->person->insurance), NULL);
  cunyi_subject_add_badge (self->badges, term, NULL);
  return TRUE;
}

/* What follows from group and insurance, with the rule in small letters behind it. */
static gboolean
show_lines (CunyiPersonPage *self, GError **error)
{
  g_autoptr (GPtrArray) lines = cunyi_person_line_list (get_clinic (self), self->id, error);

  cunyi_subject_clear (self->lines);
  for (guint i = 0; lines && i < lines->len; i++)
    {
      const CunyiPersonLine *line = g_ptr_array_index (lines, i);
      g_autofree char *said = g_strdup_printf ("%s：%s", line->label, line->value);
      g_autofree char *markup = g_markup_printf_escaped ("%s  <span size=\"small\" alpha=\"70%%\">%s</span>", said, line->rule);
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_markup (GTK_LABEL (label), markup);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_box_append (self->lines, label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->lines), lines && lines->len > 0);
  return lines != NULL;
}

static gboolean
show_head (CunyiPersonPage *self, GError **error)
{
  const char *ids[] = { self->id };
  g_autoptr (GPtrArray) lines = cunyi_listing_read_people (get_clinic (self), ids, 1, error);
  const CunyiResidentLine *line = lines ? g_ptr_array_index (lines, 0) : NULL;
  g_autofree char *about = tell_about (self);
  g_autofree char *household = NULL;

  if (line == NULL)
    return FALSE;
  /* Translators: place, head and number of a household; the letter after _ is the key that opens it. */
  household = g_strdup_printf (_("_Household %s, %s"), line->household, line->place);
  gtk_label_set_label (self->name_label, self->person->name);
  gtk_label_set_label (self->about_label, about);
  gtk_label_set_label (self->phone_label, self->person->phone);
  gtk_button_set_label (self->household_button, household);
  number_cb (self);
  cunyi_page_set_title (CUNYI_PAGE (self), self->person->name);
  return show_badges (self, line, error) && show_lines (self, error);
}

/* ---- charts ---- */

static gboolean
show_charts (CunyiPersonPage *self, GError **error)
{
  g_autoptr (GPtrArray) charts = cunyi_chart_list (get_clinic (self), self->id, error);

  if (charts == NULL)
    return FALSE;
  cunyi_subject_clear (self->charts);
  gtk_widget_set_visible (self->charts_column, charts->len > 0);
  while (charts->len > 0)
    {
      /* The view takes the chart. */
      g_ptr_array_set_free_func (charts, NULL);
      gtk_box_append (self->charts, cunyi_chart_view_new (g_ptr_array_steal_index (charts, 0)));
    }
  return TRUE;
}

/* ---- due work ---- */

static void count_due (CunyiPersonPage *self);

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiPersonPage *self = CUNYI_PERSON_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiChores) chores = cunyi_chores_count_finish (result, &error);
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));
  gboolean again = cunyi_page_end_reading (CUNYI_PAGE (self));

  if (window == NULL)
    return; /* the page was left */
  gtk_spinner_stop (self->spinner);
  if (chores)
    cunyi_subject_show_due (self->due_list, chores->due, FALSE);
  else
    cunyi_window_show_error (window, error);
  if (chores && self->wants_focus)
    cunyi_page_focus_late (CUNYI_PAGE (self));
  if (again)
    count_due (self);
}

static void
count_due (CunyiPersonPage *self)
{
  const char *subjects[] = { self->id, NULL };
  GCancellable *cancellable = cunyi_page_begin_reading (CUNYI_PAGE (self));

  if (cancellable == NULL)
    return;
  gtk_spinner_start (self->spinner);
  cunyi_chores_count_async (self, get_clinic (self), CUNYI_CHORES_DUE, subjects, cancellable, counted_cb);
}

/* ---- what the doctor does ---- */

static void
edit_cb (CunyiPersonPage *self)
{
  cunyi_person_editor_show (cunyi_window_get (GTK_WIDGET (self)), self->id, NULL);
}

static void
household_cb (CunyiPersonPage *self)
{
  if (self->person)
    cunyi_window_show_household (cunyi_window_get (GTK_WIDGET (self)), self->person->household);
}

static void
due_opened_cb (CunyiPersonPage *self, const char *id)
{
  cunyi_subject_open_due (cunyi_window_get (GTK_WIDGET (self)), id);
}

static void
timeline_opened_cb (CunyiPersonPage *self, const char *id)
{
  cunyi_subject_open_timeline (cunyi_window_get (GTK_WIDGET (self)), id);
}

/* ---- page ---- */

static void
cunyi_person_page_refresh (CunyiPage *page)
{
  CunyiPersonPage *self = CUNYI_PERSON_PAGE (page);
  g_autoptr (GError) error = NULL;
  CunyiPerson *person = cunyi_person_load (get_database (self), self->id, &error);

  if (person)
    {
      g_clear_pointer (&self->person, cunyi_person_free);
      self->person = person;
      if (show_head (self, &error) && cunyi_subject_show_timeline (self->timeline, get_clinic (self), self->id, &error)
          && show_charts (self, &error))
        count_due (self);
    }
  else if (error == NULL)
    /* The person was added, and that was undone. */
    gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  if (error)
    cunyi_window_show_error (cunyi_window_get (GTK_WIDGET (self)), error);
}

static void
cunyi_person_page_focus (CunyiPage *page)
{
  CunyiPersonPage *self = CUNYI_PERSON_PAGE (page);

  /* Most come here to do what is due: Enter begins it. Until that is known, the timeline keeps the keyboard. */
  self->wants_focus = cunyi_page_get_reading (page) != NULL;
  if (!gtk_widget_grab_focus (GTK_WIDGET (self->due_list)) && !gtk_widget_grab_focus (GTK_WIDGET (self->timeline)))
    gtk_widget_child_focus (GTK_WIDGET (self->forms), GTK_DIR_TAB_FORWARD);
}

static void
cunyi_person_page_print (CunyiPage *page)
{
  cunyi_window_print_forms (cunyi_window_get (GTK_WIDGET (page)), CUNYI_PERSON_PAGE (page)->id, NULL, NULL, NULL);
}

static void
cunyi_person_page_finalize (GObject *object)
{
  CunyiPersonPage *self = CUNYI_PERSON_PAGE (object);

  g_clear_pointer (&self->person, cunyi_person_free);
  g_free (self->id);
  G_OBJECT_CLASS (cunyi_person_page_parent_class)->finalize (object);
}

static void
cunyi_person_page_class_init (CunyiPersonPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cunyi_person_page_finalize;
  CUNYI_PAGE_CLASS (klass)->refresh = cunyi_person_page_refresh;
  CUNYI_PAGE_CLASS (klass)->focus = cunyi_person_page_focus;
  CUNYI_PAGE_CLASS (klass)->print = cunyi_person_page_print;

  g_type_ensure (CUNYI_TYPE_SHORT_LIST);
  g_type_ensure (CUNYI_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/person-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonPage, about_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonPage, number_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonPage, show_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonPage, phone_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonPage, household_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonPage, badges);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonPage, lines);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonPage, forms);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonPage, due_list);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonPage, charts_column);
  gtk_widget_class_bind_template_child (widget_class, CunyiPersonPage, charts);
  gtk_widget_class_bind_template_callback (widget_class, number_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, household_cb);
  gtk_widget_class_bind_template_callback (widget_class, due_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, timeline_opened_cb);
}

static void
cunyi_person_page_init (CunyiPersonPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_page_set_help (CUNYI_PAGE (self), "person");
  cunyi_subject_set_due_columns (self->due_list, FALSE);
  cunyi_short_list_set_label (self->due_list, _("Due"), _("Nothing is due for this person."));
  cunyi_subject_set_timeline_columns (self->timeline);
  cunyi_short_list_set_label (self->timeline, _("What happened"),
                              _("Nothing was recorded yet. Fill the first form with a button above."));
}

CunyiPage *
cunyi_person_page_new (CunyiClinic *clinic, const char *person)
{
  CunyiPersonPage *self = g_object_new (CUNYI_TYPE_PERSON_PAGE, "clinic", clinic, NULL);

  self->id = g_strdup (person);
  cunyi_subject_add_forms (self->forms, clinic, "person", person);
  return CUNYI_PAGE (self);
}
