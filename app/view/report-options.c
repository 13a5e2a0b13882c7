/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A drop-down for an option with choices, an entry for one without; there are only a few. */

#include "config.h"

#include "view/report-options.h"

#include "base/clock.h"
#include "clinic/reporting.h"
#include "view/focus.h"

/* Lives with its widget. */
typedef struct {
  CunyiClinic *clinic;
  CunyiReport *owner; /* of the option */
  char *report;
  const CunyiReportOption *option;
  void (*failed) (const GError *error, gpointer data);
  gpointer data;
} Choice;

static void
free_choice (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->clinic);
  cunyi_report_unref (choice->owner);
  g_free (choice->report);
  g_free (choice);
}

static void
keep (Choice *choice, const char *value)
{
  g_autoptr (GError) error = NULL;

  if (!cunyi_reporting_set_option (choice->clinic, choice->report, choice->option->name, value, &error))
    choice->failed (error, choice->data);
}

static void
chosen_cb (GtkDropDown *drop_down, GParamSpec *pspec, gpointer data)
{
  Choice *choice = data;
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (selected != GTK_INVALID_LIST_POSITION)
    keep (choice, choice->option->choices[selected]);
}

static void
typed_cb (GtkEntry *entry, gpointer data)
{
  keep (data, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static GtkWidget *
new_choice (Choice *choice, const char *value)
{
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (choice->option->choice_labels);

  cunyi_focus_drop_down (GTK_DROP_DOWN (drop_down));
  for (guint i = 0; choice->option->choices[i]; i++)
    if (g_strcmp0 (choice->option->choices[i], value) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), i);
  g_signal_connect_data (drop_down, "notify::selected", G_CALLBACK (chosen_cb), choice, free_choice, 0);
  return drop_down;
}

static GtkWidget *
new_entry (Choice *choice, const char *value)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), value ? value : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  g_signal_connect_data (entry, "activate", G_CALLBACK (typed_cb), choice, free_choice, 0);
  return entry;
}

void
cunyi_report_options_fill (GtkBox *box, CunyiClinic *clinic, const char *name,
                           void (*failed) (const GError *error, gpointer data), gpointer data)
{
  CunyiReport *report = cunyi_library_get_report (cunyi_clinic_get_library (clinic), name);
  g_autoptr (CunyiReportRequest) request = cunyi_reporting_request (clinic, name, cunyi_clock_today (), NULL);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
  for (guint i = 0; report && request && i < cunyi_report_n_options (report); i++)
    {
      const CunyiReportOption *option = cunyi_report_get_option (report, i);
      const char *value = cunyi_report_request_get (request, option->name);
      GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (option->label), *field;
      Choice *choice = g_new0 (Choice, 1);

      choice->clinic = g_object_ref (clinic);
      choice->owner = cunyi_report_ref (report);
      choice->report = g_strdup (name);
      choice->option = option;
      choice->failed = failed;
      choice->data = data;
      field = option->choices[0] ? new_choice (choice, value) : new_entry (choice, value);
      gtk_widget_set_name (field, option->name);
      gtk_widget_set_tooltip_text (field, option->note && option->note[0] ? option->note : NULL);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (pair), label);
      gtk_box_append (GTK_BOX (pair), field);
      gtk_box_append (box, pair);
    }
  gtk_widget_set_visible (GTK_WIDGET (box), gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL);
}
