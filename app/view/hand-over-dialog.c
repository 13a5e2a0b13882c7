/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Three rows and their checks. */

#include "config.h"

#include "view/hand-over-dialog.h"

#include <glib/gi18n.h>

#include "base/clock.h"
#include "view/dialog.h"
#include "view/refusal.h"

struct _CunyiHandOverDialog {
  AdwWindow parent_instance;

  GtkLabel *title_label;
  AdwEntryRow *receiver_row, *relation_row, *day_row;
  GtkLabel *error_label;

  CunyiClinic *clinic;
  char *issue;
};

G_DEFINE_FINAL_TYPE (CunyiHandOverDialog, cunyi_hand_over_dialog, ADW_TYPE_WINDOW)

enum { HANDED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
refuse (CunyiHandOverDialog *self, AdwEntryRow *row, const char *sentence)
{
  cunyi_refusal_tell (self->error_label, sentence);
  gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
row_changed_cb (GtkWidget *row, gpointer data)
{
  gtk_widget_remove_css_class (row, "error");
  cunyi_refusal_tell (CUNYI_HAND_OVER_DIALOG (data)->error_label, "");
}

static void
save_cb (CunyiHandOverDialog *self)
{
  g_autofree char *receiver = cunyi_dialog_dup_text (self->receiver_row);
  g_autofree char *relation = cunyi_dialog_dup_text (self->relation_row);
  CunyiDay today = cunyi_clock_today ();
  CunyiDay day = cunyi_day_parse_typed (gtk_editable_get_text (GTK_EDITABLE (self->day_row)), today);
  g_autoptr (GError) error = NULL;

  if (receiver[0] == '\0')
    refuse (self, self->receiver_row, _("Enter who took the paper."));
  else if (day == CUNYI_DAY_NONE)
    refuse (self, self->day_row, _("Enter the day like 20220726, 0726 or 26."));
  else if (day > today)
    refuse (self, self->day_row, _("This day is still to come. Enter the day when it was handed over."));
  else if (cunyi_paper_hand_over (self->clinic, self->issue, day, receiver, relation, &error))
    {
      g_signal_emit (self, signals[HANDED], 0);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else
    cunyi_refusal_tell_error (self->error_label, error);
}

static void
next_row_cb (GtkWidget *row, gpointer data)
{
  CunyiHandOverDialog *self = CUNYI_HAND_OVER_DIALOG (data);

  if (row == GTK_WIDGET (self->receiver_row))
    gtk_widget_grab_focus (GTK_WIDGET (self->relation_row));
  else if (row == GTK_WIDGET (self->relation_row))
    gtk_widget_grab_focus (GTK_WIDGET (self->day_row));
  else
    save_cb (self);
}

static void
save_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save_cb (CUNYI_HAND_OVER_DIALOG (widget));
}

static void
cunyi_hand_over_dialog_finalize (GObject *object)
{
  CunyiHandOverDialog *self = CUNYI_HAND_OVER_DIALOG (object);

  g_clear_object (&self->clinic);
  g_free (self->issue);
  G_OBJECT_CLASS (cunyi_hand_over_dialog_parent_class)->finalize (object);
}

static void
cunyi_hand_over_dialog_class_init (CunyiHandOverDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cunyi_hand_over_dialog_finalize;
  signals[HANDED] = g_signal_new ("handed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/hand-over-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiHandOverDialog, title_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiHandOverDialog, receiver_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiHandOverDialog, relation_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiHandOverDialog, day_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiHandOverDialog, error_label);
  gtk_widget_class_bind_template_callback (widget_class, next_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_changed_cb);
  cunyi_dialog_install_cancel (widget_class);
  cunyi_dialog_install_save (widget_class, save_action_cb);
}

static void
cunyi_hand_over_dialog_init (CunyiHandOverDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CunyiHandOverDialog *
cunyi_hand_over_dialog_show (GtkWindow *parent, CunyiClinic *clinic, const char *issue, const char *title,
                             const char *receiver)
{
  CunyiHandOverDialog *self = g_object_new (CUNYI_TYPE_HAND_OVER_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());

  self->clinic = g_object_ref (clinic);
  self->issue = g_strdup (issue);
  gtk_label_set_label (self->title_label, title);
  gtk_editable_set_text (GTK_EDITABLE (self->receiver_row), receiver);
  gtk_editable_set_text (GTK_EDITABLE (self->relation_row), _("the person"));
  gtk_editable_set_text (GTK_EDITABLE (self->day_row), today);
  cunyi_refusal_tell (self->error_label, "");
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->receiver_row));
  return self;
}
