/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The day beside the questions; what is asked and kept is clinic/asking.h, and every rule is tested there. */

#include "config.h"

#include "view/move-panel.h"

#include <glib/gi18n.h>

#include "clinic/about.h"
#include "clinic/asking.h"
#include "clinic/explain.h"
#include "view/asking-view.h"
#include "view/focus.h"
#include "view/window.h"

struct _CunyiMovePanel {
  GtkWidget parent_instance;

  GtkWidget *heading;
  GtkWidget *day_entry;
  CunyiAskingView *questions;

  CunyiClinic *clinic;
};

G_DEFINE_FINAL_TYPE (CunyiMovePanel, cunyi_move_panel, GTK_TYPE_WIDGET)

enum { MOVED, CANCELLED, REFUSED, N_SIGNALS };
static guint signals[N_SIGNALS];

static CunyiAsking *
get_asking (CunyiMovePanel *self)
{
  return cunyi_asking_view_get_asking (self->questions);
}

/* A line for each case: whose it is, and why it stays. (transfer full) */
static char *
word_refusals (CunyiMovePanel *self, GPtrArray *refusals)
{
  CunyiBook *book = cunyi_clinic_get_book (self->clinic);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < refusals->len; i++)
    {
      const CunyiRefusal *refusal = g_ptr_array_index (refusals, i);
      g_autoptr (CunyiCase) c = cunyi_case_load (book, refusal->id, NULL);
      g_autofree char *name = c ? cunyi_clinic_name_subject (self->clinic, c->subject) : g_strdup ("");

      /* Translators: a person, and the sentence why the case of that person could not be moved. */
      g_string_append_printf (lines, _("%s: %s"), name, refusal->why);
      g_string_append_c (lines, '\n');
    }
  return g_string_free (lines, FALSE);
}

static void
tell_refused (CunyiMovePanel *self, GPtrArray *refusals, const GError *error)
{
  g_autofree char *why = refusals && refusals->len > 0 ? word_refusals (self, refusals) : cunyi_explain_error (error);

  cunyi_asking_view_tell (self->questions, g_strchomp (why));
  g_signal_emit (self, signals[REFUSED], 0, why);
}

void
cunyi_move_panel_confirm (CunyiMovePanel *self)
{
  g_autoptr (CunyiMovePanel) held = g_object_ref (self);
  g_autoptr (GPtrArray) refusals = NULL;
  g_autoptr (GError) error = NULL;

  cunyi_asking_view_commit (self->questions);
  if (cunyi_asking_read_day (get_asking (self)) == CUNYI_DAY_NONE)
    {
      cunyi_asking_view_tell (self->questions, _("Write a day like 20220726, 0726 or 26."));
      gtk_widget_grab_focus (self->day_entry);
    }
  else if (cunyi_asking_move (get_asking (self), &refusals, &error))
    g_signal_emit (self, signals[MOVED], 0);
  else if (error)
    tell_refused (self, refusals, error);
  else
    cunyi_asking_view_show_missing (self->questions);
}

gboolean
cunyi_move_panel_leave (CunyiMovePanel *self)
{
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));
  gboolean kept;

  if (!cunyi_asking_view_leave (self->questions, &kept))
    return FALSE;
  if (kept && window)
    cunyi_window_tell (window, _("Draft kept."));
  return TRUE;
}

static void
cancel (CunyiMovePanel *self)
{
  if (cunyi_move_panel_leave (self))
    g_signal_emit (self, signals[CANCELLED], 0);
}

static gboolean
confirm_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  cunyi_move_panel_confirm (CUNYI_MOVE_PANEL (widget));
  return TRUE;
}

static gboolean
cancel_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  cancel (CUNYI_MOVE_PANEL (widget));
  return TRUE;
}

/* ---- day ---- */

static void
show_day (CunyiMovePanel *self)
{
  g_autofree char *day = g_strdup (cunyi_asking_get_day (get_asking (self)));

  gtk_editable_set_text (GTK_EDITABLE (self->day_entry), day);
}

static void
day_changed_cb (CunyiMovePanel *self)
{
  if (get_asking (self) == NULL)
    return;
  cunyi_asking_set_day (get_asking (self), gtk_editable_get_text (GTK_EDITABLE (self->day_entry)));
  cunyi_asking_view_touch (self->questions);
}

static void
day_done_cb (CunyiMovePanel *self)
{
  CunyiDay day = cunyi_asking_read_day (get_asking (self));
  g_autofree char *text = cunyi_day_to_text (day);

  if (day == CUNYI_DAY_NONE)
    {
      cunyi_asking_view_tell (self->questions, _("Write a day like 20220726, 0726 or 26."));
      return;
    }
  cunyi_asking_view_tell (self->questions, "");
  gtk_editable_set_text (GTK_EDITABLE (self->day_entry), text);
  cunyi_asking_view_focus_first (self->questions);
}

/* ---- object ---- */

static gboolean
cunyi_move_panel_grab_focus (GtkWidget *widget)
{
  CunyiMovePanel *self = CUNYI_MOVE_PANEL (widget);

  return cunyi_asking_view_focus_first (self->questions) || gtk_widget_grab_focus (self->day_entry);
}

static void
cunyi_move_panel_dispose (GObject *object)
{
  CunyiMovePanel *self = CUNYI_MOVE_PANEL (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), CUNYI_TYPE_MOVE_PANEL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (cunyi_move_panel_parent_class)->dispose (object);
}

static void
cunyi_move_panel_class_init (CunyiMovePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_move_panel_dispose;
  widget_class->grab_focus = cunyi_move_panel_grab_focus;
  widget_class->focus = cunyi_focus_children;
  g_type_ensure (CUNYI_TYPE_ASKING_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/move-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiMovePanel, heading);
  gtk_widget_class_bind_template_child (widget_class, CunyiMovePanel, day_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiMovePanel, questions);
  gtk_widget_class_bind_template_callback (widget_class, cunyi_move_panel_confirm);
  gtk_widget_class_bind_template_callback (widget_class, cancel);
  gtk_widget_class_bind_template_callback (widget_class, show_day);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_done_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, confirm_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, confirm_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, confirm_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, cancel_key_cb, NULL);
  signals[MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCELLED] = g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
}

static void
cunyi_move_panel_init (CunyiMovePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cunyi_move_panel_new (CunyiClinic *clinic, const char *const *ids, const char *move, const char *title, GError **error)
{
  CunyiAsking *asking = cunyi_asking_new_move (clinic, ids, move, error);
  CunyiMovePanel *self;

  if (asking == NULL)
    return NULL;
  self = g_object_new (CUNYI_TYPE_MOVE_PANEL, NULL);
  self->clinic = g_object_ref (clinic);
  gtk_label_set_label (GTK_LABEL (self->heading), title);
  cunyi_asking_view_set_asking (self->questions, asking);
  show_day (self);
  return GTK_WIDGET (self);
}

gboolean
cunyi_move_panel_is_plain (CunyiMovePanel *self)
{
  return cunyi_asking_is_plain (get_asking (self));
}
