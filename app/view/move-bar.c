/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Buttons side by side, reasons below. A reason that several moves share is told once. */

#include "config.h"

#include "view/move-bar.h"

#include <glib/gi18n.h>

#include "view/focus.h"
#include "view/wrap-layout.h"

#define MAX_NUMBER 9

struct _CunyiMoveBar {
  GtkWidget parent_instance;

  GtkWidget *buttons;
  GPtrArray *allowed; /* GtkButton, in the order of their numbers */
};

G_DEFINE_FINAL_TYPE (CunyiMoveBar, cunyi_move_bar, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
clicked_cb (GtkButton *button, CunyiMoveBar *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, gtk_widget_get_name (GTK_WIDGET (button)));
}

static void
add_button (CunyiMoveBar *self, const CunyiPossibleMove *possible, const char *about, gboolean suggest)
{
  guint number = self->allowed->len + 1;
  g_autofree char *text = possible->allowed && number <= MAX_NUMBER
                              ? g_strdup_printf ("%u %s", number, possible->move->label)
                              : g_strdup (possible->move->label);
  g_autofree char *spoken = g_strdup_printf ("%s %s", about, possible->move->label);
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_set_name (button, possible->move->name);
  gtk_widget_set_sensitive (button, possible->allowed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, possible->why ? possible->why : "", -1);
  if (possible->why)
    gtk_widget_set_tooltip_text (button, possible->why);
  /* The case goes on; a correction is no way on. */
  if (suggest && possible->allowed && number == 1 && *possible->move->to != '\0')
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_add_css_class (button, "move");
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (button, self->buttons);
  if (possible->allowed)
    g_ptr_array_add (self->allowed, button);
}

static void
add_reason (CunyiMoveBar *self, const char *labels, const char *why)
{
  /* Translators: the labels of moves, and the sentence why they are not allowed now. */
  g_autofree char *text = g_strdup_printf (_("%s: %s"), labels, why);
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_widget_add_css_class (label, "move-reason");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
}

/* In the order in which each reason first comes. */
static void
add_reasons (CunyiMoveBar *self, GPtrArray *moves)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < moves->len; i++)
    {
      const CunyiPossibleMove *first = g_ptr_array_index (moves, i);
      g_autoptr (GString) labels = g_string_new (NULL);

      if (first->allowed || first->why == NULL || !g_hash_table_add (told, first->why))
        continue;
      for (guint j = i; j < moves->len; j++)
        {
          const CunyiPossibleMove *other = g_ptr_array_index (moves, j);

          if (!other->allowed && g_strcmp0 (other->why, first->why) == 0)
            g_string_append_printf (labels, "%s%s", labels->len > 0 ? "、" : "", other->move->label);
        }
      add_reason (self, labels->str, first->why);
    }
}

static void
clear (CunyiMoveBar *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->allowed, 0);
  while ((child = gtk_widget_get_first_child (self->buttons)))
    gtk_widget_unparent (child);
  while ((child = gtk_widget_get_next_sibling (self->buttons)))
    gtk_widget_unparent (child);
}

static gboolean
cunyi_move_bar_grab_focus (GtkWidget *widget)
{
  CunyiMoveBar *self = CUNYI_MOVE_BAR (widget);

  return self->allowed->len > 0 && gtk_widget_grab_focus (g_ptr_array_index (self->allowed, 0));
}

static void
cunyi_move_bar_dispose (GObject *object)
{
  CunyiMoveBar *self = CUNYI_MOVE_BAR (object);

  if (self->buttons)
    {
      clear (self);
      g_clear_pointer (&self->buttons, gtk_widget_unparent);
    }
  g_clear_pointer (&self->allowed, g_ptr_array_unref);
  G_OBJECT_CLASS (cunyi_move_bar_parent_class)->dispose (object);
}

static void
cunyi_move_bar_class_init (CunyiMoveBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_move_bar_dispose;
  widget_class->grab_focus = cunyi_move_bar_grab_focus;
  widget_class->focus = cunyi_focus_children;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cunyi_move_bar_init (CunyiMoveBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 2);
  self->allowed = g_ptr_array_new ();
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->buttons, cunyi_wrap_layout_new (6));
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
}

GtkWidget *
cunyi_move_bar_new (void)
{
  return g_object_new (CUNYI_TYPE_MOVE_BAR, NULL);
}

void
cunyi_move_bar_set_moves (CunyiMoveBar *self, GPtrArray *moves, const char *about, gboolean suggest)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  clear (self);
  for (guint i = 0; i < moves->len; i++)
    {
      const CunyiPossibleMove *possible = g_ptr_array_index (moves, i);

      /* What happens by itself on its day is no choice before. */
      if (possible->allowed || possible->move->automatic == NULL)
        g_ptr_array_add (shown, (gpointer) possible);
    }
  for (guint i = 0; i < shown->len; i++)
    add_button (self, g_ptr_array_index (shown, i), about, suggest);
  add_reasons (self, shown);
}

guint
cunyi_move_bar_n_allowed (CunyiMoveBar *self)
{
  return self->allowed->len;
}

gboolean
cunyi_move_bar_choose (CunyiMoveBar *self, guint number)
{
  if (number < 1 || number > self->allowed->len)
    return FALSE;
  g_signal_emit_by_name (g_ptr_array_index (self->allowed, number - 1), "clicked");
  return TRUE;
}
