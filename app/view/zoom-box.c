/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Buttons and keys that zoom a paper. */

#include "config.h"

#include "view/zoom-box.h"

#define ZOOM_STEP 1.2

struct _CunyiZoomBox {
  GtkWidget parent_instance;

  CunyiPaperView *paper; /* not owned */
};

G_DEFINE_FINAL_TYPE (CunyiZoomBox, cunyi_zoom_box, GTK_TYPE_WIDGET)

static void
zoom (CunyiZoomBox *self, int way)
{
  if (self->paper)
    cunyi_paper_view_zoom (self->paper, way > 0   ? ZOOM_STEP
                                        : way < 0 ? 1 / ZOOM_STEP
                                                  : 1 / cunyi_paper_view_get_zoom (self->paper));
}

static void
zoom_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  zoom (CUNYI_ZOOM_BOX (widget), g_variant_get_int32 (parameter));
}

static gboolean
key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  zoom (CUNYI_ZOOM_BOX (widget), g_variant_get_int32 (arguments));
  return TRUE;
}

static void
add_keys (CunyiZoomBox *self)
{
  static const struct {
    guint keyval;
    int way;
  } keys[] = {
    { GDK_KEY_plus, 1 },  { GDK_KEY_equal, 1 },       { GDK_KEY_KP_Add, 1 }, { GDK_KEY_minus, -1 },
    { GDK_KEY_KP_Subtract, -1 }, { GDK_KEY_0, 0 },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].keyval, GDK_CONTROL_MASK),
                                                gtk_callback_action_new (key_cb, NULL, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (keys[i].way));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
cunyi_zoom_box_set_paper (CunyiZoomBox *self, CunyiPaperView *paper)
{
  g_return_if_fail (CUNYI_IS_ZOOM_BOX (self));

  self->paper = paper;
}

static void
cunyi_zoom_box_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  CUNYI_ZOOM_BOX (object)->paper = NULL;
  if (child)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cunyi_zoom_box_parent_class)->dispose (object);
}

static void
cunyi_zoom_box_class_init (CunyiZoomBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_zoom_box_dispose;
  gtk_widget_class_install_action (widget_class, "zoom.step", "i", zoom_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/zoom-box.ui");
}

static void
cunyi_zoom_box_init (CunyiZoomBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
}
