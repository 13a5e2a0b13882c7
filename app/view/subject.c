/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lines carry what they open in their id: “form NAME SUBJECT”, “case ID”, “state STATE DAY PERSON”, “subject ID”, “record ID”. */

#include "config.h"

#include "view/subject.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "clinic/about.h"
#include "clinic/agenda.h"
#include "clinic/paper.h"
#include "clinic/timeline.h"
#include "view/person-editor.h"

/* ---- buttons and badges ---- */

void
cunyi_subject_clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

void
cunyi_subject_add_badge (GtkBox *box, const char *text, const char *tooltip)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "badge");
  gtk_widget_set_tooltip_text (label, tooltip);
  gtk_box_append (box, label);
}

#define FORM_KEY "cunyi-form"
#define SUBJECT_KEY "cunyi-subject"

static void
fill_cb (GtkButton *button)
{
  cunyi_window_fill_form (cunyi_window_get (GTK_WIDGET (button)), g_object_get_data (G_OBJECT (button), FORM_KEY),
                          g_object_get_data (G_OBJECT (button), SUBJECT_KEY));
}

static gboolean
press_cb (GtkWidget *page, GVariant *args, gpointer button)
{
  return gtk_widget_activate (button);
}

/* The first nine are in reach of a digit, as moves are; a reader of the screen gets the title alone, and the key beside it. */
static GtkWidget *
make_form_button (GtkEventController *keys, guint number, const char *title)
{
  g_autofree char *label = g_strdup_printf ("%u %s", number, title), *key = g_strdup_printf ("%u", number);
  GtkWidget *button = gtk_button_new_with_label (number <= 9 ? label : title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (number <= 9)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key, -1);
      gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (keys),
        gtk_shortcut_new (gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_0 + number, 0),
                                                       gtk_keyval_trigger_new (GDK_KEY_KP_0 + number, 0)),
                          gtk_callback_action_new (press_cb, button, NULL)));
    }
  return button;
}

static void
add_form_button (GtkBox *box, GtkEventController *keys, guint number, const char *name, const char *title, const char *subject)
{
  GtkWidget *button = make_form_button (keys, number, title);

  gtk_widget_add_css_class (button, "form-button");
  gtk_widget_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), FORM_KEY, g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (button), SUBJECT_KEY, g_strdup (subject), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (fill_cb), NULL);
  gtk_box_append (box, button);
}

static gboolean
is_offered (CunyiClinic *clinic, CunyiForm *form, CunyiContext *about, const char *subject)
{
  return cunyi_form_suits_everybody (form) ||
         (cunyi_clinic_describe_lasts (clinic, about, subject, form, NULL) && cunyi_form_suits (form, about));
}

/* First the forms that are for somebody like this one, then those for everybody: the follow-up of a patient is among the nine. */
void
cunyi_subject_add_forms (GtkBox *box, CunyiClinic *clinic, const char *kind, const char *subject)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  g_auto (GStrv) names = cunyi_library_list (library, "forms");
  g_autoptr (CunyiContext) about = cunyi_clinic_describe (clinic, subject, NULL); /* the page tells when it cannot be read */
  GtkEventController *keys = gtk_shortcut_controller_new ();
  guint number = 0;

  gtk_widget_add_controller (gtk_widget_get_ancestor (GTK_WIDGET (box), CUNYI_TYPE_PAGE), keys);
  for (int everybody = FALSE; about && everybody <= TRUE; everybody++)
    for (guint i = 0; names[i]; i++)
      {
        CunyiForm *form = cunyi_library_get_form (library, names[i]);

        if (form && strcmp (cunyi_form_get_subject (form), kind) == 0 && cunyi_form_suits_everybody (form) == everybody &&
            is_offered (clinic, form, about, subject))
          add_form_button (box, keys, ++number, names[i], cunyi_form_get_title (form), subject);
      }
}

/* ---- due work ---- */

static const CunyiColumn due_columns[] = {
  { N_("What"), 0, .share = 1, .strong = TRUE },
  { N_("Until"), 6.6, .at_end = TRUE },
};

static const CunyiColumn named_due_columns[] = {
  { N_("Name"), 5, .strong = TRUE },
  { N_("What"), 0, .share = 1 },
  { N_("Until"), 6.6, .at_end = TRUE },
};

void
cunyi_subject_set_due_columns (CunyiShortList *list, gboolean with_names)
{
  if (with_names)
    cunyi_short_list_set_columns (list, named_due_columns, G_N_ELEMENTS (named_due_columns));
  else
    cunyi_short_list_set_columns (list, due_columns, G_N_ELEMENTS (due_columns));
}

char *
cunyi_subject_id_of_due (const CunyiDue *due)
{
  if (due->form[0])
    return g_strdup_printf ("form %s %s", due->form, due->subject);
  if (due->case_[0])
    return g_strdup_printf ("case %s", due->case_);
  if (due->state[0])
    {
      g_autofree char *since = cunyi_day_to_text (due->since);

      return g_strdup_printf ("state %s %s %s", due->state, since, due->subject);
    }
  return g_strdup_printf ("subject %s", due->subject);
}

void
cunyi_subject_show_due (CunyiShortList *list, GPtrArray *due, gboolean with_names)
{
  CunyiDay today = cunyi_clock_today ();

  cunyi_short_list_begin (list);
  for (guint i = 0; i < due->len; i++)
    {
      const CunyiDue *one = g_ptr_array_index (due, i);
      g_autofree char *id = cunyi_subject_id_of_due (one);
      g_autofree char *day = cunyi_day_to_text (one->due);
      const char *texts[] = { one->name, one->what, day, NULL };

      cunyi_short_list_add (list, id, cunyi_agenda_get_title (cunyi_agenda_get_group (one, today)),
                            with_names ? texts : texts + 1);
    }
  cunyi_short_list_end (list);
}

static void
open_subject (CunyiWindow *window, const char *subject)
{
  if (cunyi_clinic_find_subject (cunyi_window_get_clinic (window), subject) == CUNYI_SUBJECT_HOUSEHOLD)
    cunyi_window_show_household (window, subject);
  else
    cunyi_window_show_person (window, subject);
}

void
cunyi_subject_open_due (CunyiWindow *window, const char *id)
{
  g_auto (GStrv) words = g_strsplit (id, " ", 4);
  guint n = g_strv_length (words);

  if (n == 4)
    cunyi_person_editor_show_state (window, words[3], words[1], cunyi_day_parse (words[2]));
  else if (n == 3 && strcmp (words[0], "form") == 0)
    cunyi_window_fill_form (window, words[1], words[2]);
  else if (n == 2 && strcmp (words[0], "case") == 0)
    cunyi_window_show_case (window, words[1]);
  else if (n == 2)
    open_subject (window, words[1]);
}

/* ---- timeline ---- */

static const CunyiColumn timeline_columns[] = {
  { N_("Day"), 6.6 },
  { N_("What"), 0, .share = 3, .strong = TRUE },
  { N_("State"), 0, .share = 2 },
  { N_("Doctor"), 4, .dim = TRUE },
};

void
cunyi_subject_set_timeline_columns (CunyiShortList *list)
{
  cunyi_short_list_set_columns (list, timeline_columns, G_N_ELEMENTS (timeline_columns));
}

gboolean
cunyi_subject_show_timeline (CunyiShortList *list, CunyiClinic *clinic, const char *subject, GError **error)
{
  static const char *const kinds[] = { "record", "case", "paper", "subject" };
  g_autoptr (GPtrArray) items = cunyi_timeline_load (clinic, subject, error);

  if (items == NULL)
    return FALSE;
  cunyi_short_list_begin (list);
  for (guint i = 0; i < items->len; i++)
    {
      const CunyiTimelineItem *item = g_ptr_array_index (items, i);
      g_autofree char *day = cunyi_day_to_text (item->day);
      g_autofree char *id = g_strdup_printf ("%s %s", kinds[item->kind], item->id);
      g_autofree char *year = g_strndup (day, 4);
      g_autofree char *detail = *item->note ? g_strconcat (item->detail, *item->detail ? "　" : "", item->note, NULL)
                                            : g_strdup (item->detail);
      const char *texts[] = { day, item->title, detail, item->staff, NULL };

      cunyi_short_list_add (list, id, year, texts);
    }
  cunyi_short_list_end (list);
  return TRUE;
}

static void
open_paper (CunyiWindow *window, const char *id)
{
  g_autofree char *document = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *case_ = NULL;
  g_autoptr (GError) error = NULL;

  if (cunyi_issue_find (cunyi_window_get_clinic (window), id, &document, &subject, &case_, &error))
    cunyi_window_show_document (window, document, subject, case_);
  else if (error)
    cunyi_window_show_error (window, error);
}

void
cunyi_subject_open_timeline (CunyiWindow *window, const char *id)
{
  if (g_str_has_prefix (id, "record "))
    cunyi_window_edit_record (window, id + strlen ("record "));
  else if (g_str_has_prefix (id, "case "))
    cunyi_window_show_case (window, id + strlen ("case "));
  else if (g_str_has_prefix (id, "subject "))
    open_subject (window, id + strlen ("subject "));
  else
    open_paper (window, id + strlen ("paper "));
}
