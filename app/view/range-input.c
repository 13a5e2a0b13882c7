/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An entry and a scale that say the same. The scale is for the mouse; the keyboard stays in the entry. */

#include "config.h"

#include "view/range-input.h"

#include <math.h>

#include "form/expression.h"
#include "view/entry-input.h"
#include "view/focus.h"

#define MARKS_MAX 11

struct _CunyiRangeInput {
  GtkWidget parent_instance;

  GtkWidget *entry;
  GtkWidget *scale;
  double start, end, step;
  gboolean own; /* the scale is being set by the program */
};

static void add_input (CunyiFieldInputInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CunyiRangeInput, cunyi_range_input, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (CUNYI_TYPE_FIELD_INPUT, add_input))

static void
pulled_cb (CunyiRangeInput *self)
{
  double steps = round ((gtk_range_get_value (GTK_RANGE (self->scale)) - self->start) / self->step);
  g_autofree char *number = cunyi_number_to_text (self->start + steps * self->step);

  if (self->own)
    return;
  cunyi_field_input_commit (CUNYI_FIELD_INPUT (self->entry));
  cunyi_field_input_chosen (self, number);
}

static void
chosen_cb (CunyiRangeInput *self, const char *answer)
{
  cunyi_field_input_chosen (self, answer);
}

static void
done_cb (CunyiRangeInput *self, gboolean by_itself)
{
  cunyi_field_input_done (self, by_itself);
}

static void
typing_cb (CunyiRangeInput *self)
{
  g_signal_emit_by_name (self, "typing");
}

static void
update (CunyiFieldInput *input, const CunyiField *field)
{
  CunyiRangeInput *self = CUNYI_RANGE_INPUT (input);

  cunyi_field_input_update (CUNYI_FIELD_INPUT (self->entry), field);
  self->own = TRUE;
  gtk_range_set_value (GTK_RANGE (self->scale), *field->value ? g_ascii_strtod (field->value, NULL) : self->start);
  /* Without an answer the scale stands at its start, but says nothing. */
  gtk_widget_set_opacity (self->scale, *field->value ? 1 : 0.5);
  self->own = FALSE;
}

static GtkWidget *
get_target (CunyiFieldInput *input)
{
  return CUNYI_RANGE_INPUT (input)->entry;
}

static void
push (CunyiFieldInput *input)
{
  cunyi_field_input_push (CUNYI_FIELD_INPUT (CUNYI_RANGE_INPUT (input)->entry));
}

static void
commit (CunyiFieldInput *input)
{
  cunyi_field_input_commit (CUNYI_FIELD_INPUT (CUNYI_RANGE_INPUT (input)->entry));
}

static void
add_input (CunyiFieldInputInterface *iface)
{
  iface->update = update;
  iface->get_target = get_target;
  iface->push = push;
  iface->commit = commit;
}

static gboolean
cunyi_range_input_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CUNYI_RANGE_INPUT (widget)->entry);
}

static void
cunyi_range_input_dispose (GObject *object)
{
  CunyiRangeInput *self = CUNYI_RANGE_INPUT (object);

  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->scale, gtk_widget_unparent);
  G_OBJECT_CLASS (cunyi_range_input_parent_class)->dispose (object);
}

static void
cunyi_range_input_class_init (CunyiRangeInputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cunyi_range_input_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = cunyi_range_input_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = cunyi_focus_children;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  cunyi_field_input_add_signals (G_TYPE_FROM_CLASS (klass));
}

static void
cunyi_range_input_init (CunyiRangeInput *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 8);
}

static void
add_marks (CunyiRangeInput *self)
{
  double steps = (self->end - self->start) / self->step;

  for (guint i = 0; steps < MARKS_MAX && i <= steps; i++)
    gtk_scale_add_mark (GTK_SCALE (self->scale), self->start + i * self->step, GTK_POS_BOTTOM, NULL);
}

GtkWidget *
cunyi_range_input_new (const CunyiItem *item)
{
  CunyiRangeInput *self = g_object_new (CUNYI_TYPE_RANGE_INPUT, "hexpand", TRUE, NULL);

  self->start = item->range_start;
  self->end = item->range_end;
  self->step = item->range_step;
  self->entry = cunyi_entry_input_new (item);
  g_signal_connect_swapped (self->entry, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->entry, "done", G_CALLBACK (done_cb), self);
  g_signal_connect_swapped (self->entry, "typing", G_CALLBACK (typing_cb), self);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, self->start, self->end, self->step);
  g_object_set (self->scale, "draw-value", FALSE, "hexpand", TRUE, "focusable", FALSE, "focus-on-click", FALSE, NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->entry, NULL, -1);
  add_marks (self);
  g_signal_connect_swapped (self->scale, "value-changed", G_CALLBACK (pulled_cb), self);
  gtk_widget_set_parent (self->scale, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
