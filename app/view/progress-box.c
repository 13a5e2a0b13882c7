/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The thread writes one number; a timer of the window reads it some times a second. */

#include "config.h"

#include "view/progress-box.h"

#define PERIOD 100 /* milliseconds between two looks */
#define UNKNOWN -1

struct _CunyiProgressBox {
  GtkWidget parent_instance;

  GtkBox *box;
  GtkLabel *what_label;
  GtkProgressBar *bar;
  GtkButton *cancel_button;

  GCancellable *cancellable; /* NULL while nothing is done */
  guint timer_id;
  int permille; /* atomic; UNKNOWN while the end is not known */
};

G_DEFINE_FINAL_TYPE (CunyiProgressBox, cunyi_progress_box, GTK_TYPE_WIDGET)

static gboolean
look_cb (gpointer data)
{
  CunyiProgressBox *self = CUNYI_PROGRESS_BOX (data);
  int permille = g_atomic_int_get (&self->permille);

  if (permille == UNKNOWN)
    gtk_progress_bar_pulse (self->bar);
  else
    gtk_progress_bar_set_fraction (self->bar, permille / 1000.0);
  return G_SOURCE_CONTINUE;
}

void
cunyi_progress_box_cancel (CunyiProgressBox *self)
{
  g_cancellable_cancel (self->cancellable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), FALSE);
}

static void
cancel_cb (CunyiProgressBox *self)
{
  cunyi_progress_box_cancel (self);
}

static void
cunyi_progress_box_dispose (GObject *object)
{
  CunyiProgressBox *self = CUNYI_PROGRESS_BOX (object);

  /* Whoever shows this box is gone, and with it the one who would take the result. */
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_pointer ((GtkWidget **) &self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cunyi_progress_box_parent_class)->dispose (object);
}

static void
cunyi_progress_box_class_init (CunyiProgressBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_progress_box_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/progress-box.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiProgressBox, box);
  gtk_widget_class_bind_template_child (widget_class, CunyiProgressBox, what_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiProgressBox, bar);
  gtk_widget_class_bind_template_child (widget_class, CunyiProgressBox, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
cunyi_progress_box_init (CunyiProgressBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GCancellable *
cunyi_progress_box_begin (CunyiProgressBox *self, const char *what, gboolean may_cancel)
{
  cunyi_progress_box_end (self);
  self->cancellable = g_cancellable_new ();
  g_atomic_int_set (&self->permille, UNKNOWN);
  gtk_label_set_label (self->what_label, what);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), may_cancel);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  self->timer_id = g_timeout_add (PERIOD, look_cb, self);
  return self->cancellable;
}

void
cunyi_progress_box_end (CunyiProgressBox *self)
{
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

gboolean
cunyi_progress_box_is_busy (CunyiProgressBox *self)
{
  return self->cancellable != NULL;
}

void
cunyi_progress_box_report (gint64 done, gint64 total, gpointer data)
{
  CunyiProgressBox *self = data;

  g_atomic_int_set (&self->permille, total > 0 ? CLAMP (done * 1000 / total, 0, 1000) : UNKNOWN);
}
