/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A date is typed, nothing is offered: who only presses Return would confirm what is wrong. */

#include "config.h"

#include "view/clock-dialog.h"

#include <glib/gi18n.h>

#include "base/clock.h"

typedef struct {
  CunyiWindow *window; /* the dialog is its child and goes before it */
  CunyiClinic *clinic;
  CunyiClockQuestion asked;
  GtkWidget *dialog, *entry, *hint;
} Question;

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->clinic);
  g_free (question);
}

static CunyiDay
get_day (Question *question)
{
  return cunyi_day_parse_typed (gtk_editable_get_text (GTK_EDITABLE (question->entry)), cunyi_clock_today ());
}

static void
show_day (Question *question)
{
  CunyiDay day = get_day (question);
  gboolean empty = gtk_editable_get_text (GTK_EDITABLE (question->entry))[0] == '\0';
  g_autofree char *text = cunyi_day_to_chinese (day);

  gtk_label_set_label (GTK_LABEL (question->hint),
                       day != CUNYI_DAY_NONE ? text
                       : empty               ? _("Look at a calendar or a telephone, and type today's date as 20220726.")
                                             : _("This is no date. Type it as 20220726."));
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (question->dialog), "use", day != CUNYI_DAY_NONE);
}

/* The whole program goes by the day that was typed. FALSE when it could not be written down (told already). */
static gboolean
use (Question *question, CunyiDay day)
{
  g_autoptr (GError) error = NULL;

  cunyi_clock_correct (day);
  if (cunyi_clinic_confirm_clock (question->clinic, &error))
    return TRUE;
  cunyi_window_show_error (question->window, error);
  return FALSE;
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  CunyiDay day = g_str_equal (response, "use") ? get_day (question) : CUNYI_DAY_NONE;

  if ((day != CUNYI_DAY_NONE && use (question, day)) || question->asked.at_work)
    question->asked.settled (question->window, question->clinic);
}

static GtkWidget *
make_form (Question *question)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  question->entry = gtk_entry_new ();
  gtk_widget_set_name (question->entry, "day_entry");
  gtk_entry_set_activates_default (GTK_ENTRY (question->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Today's date"), -1);
  question->hint = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (question->hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (question->hint), 0);
  gtk_box_append (GTK_BOX (box), question->entry);
  gtk_box_append (GTK_BOX (box), question->hint);
  return box;
}

void
cunyi_clock_dialog_ask (CunyiWindow *window, CunyiClinic *clinic, const CunyiClockQuestion *asked)
{
  g_autofree char *strange = cunyi_clock_doubt_explain (asked->doubt, asked->last, asked->computer);
  g_autofree char *body = g_strconcat (strange, "\n\n",
                                       _("With a wrong date, deadlines and records are wrong. The program works with the date "
                                         "that you type here; set the computer's clock right when you can."), NULL);
  g_autofree char *last = cunyi_day_to_chinese (asked->last);
  /* Translators: %s is a date. */
  g_autofree char *back = asked->at_work ? g_strdup_printf (_("_Go on with %s"), last) : g_strdup (_("_Back"));
  Question *question = g_new0 (Question, 1);

  question->window = window;
  question->clinic = g_object_ref (clinic);
  question->asked = *asked;
  question->dialog = adw_message_dialog_new (GTK_WINDOW (window), _("What day is it today?"), body);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (question->dialog), make_form (question));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question->dialog), "back", back, "use", _("_Use this date"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question->dialog), "use", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question->dialog), "use");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question->dialog), "back");
  g_signal_connect_swapped (question->entry, "changed", G_CALLBACK (show_day), question);
  g_signal_connect_data (question->dialog, "response", G_CALLBACK (response_cb), question, free_question, 0);
  show_day (question);
  gtk_window_present (GTK_WINDOW (question->dialog));
  gtk_widget_grab_focus (question->entry);
}
