/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A check button that says 1 or nothing. */

#include "config.h"

#include "view/tick-input.h"

#include <glib/gi18n.h>

struct _CunyiTickInput {
  GtkWidget parent_instance;

  GtkWidget *button;
  gboolean own; /* the tick is being set by the program */
};

static void add_input (CunyiFieldInputInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CunyiTickInput, cunyi_tick_input, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (CUNYI_TYPE_FIELD_INPUT, add_input))

static void
toggled_cb (CunyiTickInput *self)
{
  if (!self->own)
    cunyi_field_input_chosen (self, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->button)) ? "1" : "");
}

static gboolean
pressed_cb (CunyiTickInput *self, guint key)
{
  gboolean on = key == GDK_KEY_1 || key == GDK_KEY_KP_1, off = key == GDK_KEY_0 || key == GDK_KEY_KP_0;

  if (on || off)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->button), on);
  if (on || key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    cunyi_field_input_done (self, on);
  return on || off || key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;
}

static gboolean
key_cb (CunyiTickInput *self, guint key, guint code, GdkModifierType state)
{
  return (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0 && pressed_cb (self, key);
}

static void
update (CunyiFieldInput *input, const CunyiField *field)
{
  CunyiTickInput *self = CUNYI_TICK_INPUT (input);

  self->own = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->button), *field->value != '\0');
  self->own = FALSE;
}

static GtkWidget *
get_target (CunyiFieldInput *input)
{
  return CUNYI_TICK_INPUT (input)->button;
}

static void
add_input (CunyiFieldInputInterface *iface)
{
  iface->update = update;
  iface->get_target = get_target;
}

static void
cunyi_tick_input_dispose (GObject *object)
{
  g_clear_pointer (&CUNYI_TICK_INPUT (object)->button, gtk_widget_unparent);
  G_OBJECT_CLASS (cunyi_tick_input_parent_class)->dispose (object);
}

static void
cunyi_tick_input_class_init (CunyiTickInputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cunyi_tick_input_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  cunyi_field_input_add_signals (G_TYPE_FROM_CLASS (klass));
}

static void
cunyi_tick_input_init (CunyiTickInput *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* Translators: beside a box to tick, when the doctor has done or read what the question says. */
  self->button = gtk_check_button_new_with_label (_("Yes, it is so"));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (self->button, "toggled", G_CALLBACK (toggled_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->button, keys);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
cunyi_tick_input_new (void)
{
  return g_object_new (CUNYI_TYPE_TICK_INPUT, NULL);
}
