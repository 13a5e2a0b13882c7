/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reading a photograph takes longer than a frame, so it is done in a thread; the store is read on its own. */

#include "config.h"

#include "view/photo-view.h"

#include <glib/gi18n.h>

#include "form/photo.h"
#include "view/task.h"

#define SMALL 72 /* pixels */

struct _CunyiPhotoView {
  GtkWidget parent_instance;

  GtkWidget *open; /* button with the small picture */
  GtkWidget *picture;
  char *shown;     /* name of the photograph; NULL or "" for none */
  GdkTexture *texture; /* as large as it is kept */
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (CunyiPhotoView, cunyi_photo_view, GTK_TYPE_WIDGET)

static void
tell (CunyiPhotoView *self, const GError *error)
{
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));

  if (error && window && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cunyi_window_show_error (window, error);
}

/* ---- large ---- */

static void
open_cb (CunyiPhotoView *self)
{
  GtkWidget *window, *picture;
  GtkEventController *keys;

  if (self->texture == NULL)
    return;
  window = gtk_window_new ();
  picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (self->texture));
  keys = gtk_shortcut_controller_new ();
  gtk_window_set_title (GTK_WINDOW (window), _("Photograph"));
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape|Return"),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_set_child (GTK_WINDOW (window), picture);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- showing ---- */

static void
decode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (data, &error);

  if (texture)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiPhotoView *self = CUNYI_PHOTO_VIEW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  tell (self, error);
  if (texture == NULL || self->picture == NULL)
    return;
  g_set_object (&self->texture, texture);
  gtk_image_set_from_paintable (GTK_IMAGE (self->picture), GDK_PAINTABLE (texture));
}

static void
load (CunyiPhotoView *self)
{
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GTask) task = NULL;

  if (window == NULL)
    return;
  content = cunyi_photo_load (cunyi_clinic_get_database (cunyi_window_get_clinic (window)), self->shown, &error);
  tell (self, error);
  if (content == NULL)
    return;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  task = cunyi_task_new (self, self->loading, decoded_cb, NULL,
                         g_steal_pointer (&content), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, decode_thread);
}

void
cunyi_photo_view_set (CunyiPhotoView *self, const char *name, const char *what)
{
  gtk_widget_set_visible (GTK_WIDGET (self), *name != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, what, -1);
  if (g_strcmp0 (self->shown, name) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (name);
  g_clear_object (&self->texture);
  gtk_image_clear (GTK_IMAGE (self->picture));
  if (*name && gtk_widget_get_root (GTK_WIDGET (self)))
    load (self);
}

/* Only now is it known which store it is in. */
static void
cunyi_photo_view_root (GtkWidget *widget)
{
  CunyiPhotoView *self = CUNYI_PHOTO_VIEW (widget);

  GTK_WIDGET_CLASS (cunyi_photo_view_parent_class)->root (widget);
  if (self->shown && *self->shown && self->texture == NULL)
    load (self);
}

static void
cunyi_photo_view_dispose (GObject *object)
{
  CunyiPhotoView *self = CUNYI_PHOTO_VIEW (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->texture);
  self->picture = NULL;
  g_clear_pointer (&self->open, gtk_widget_unparent);
  G_OBJECT_CLASS (cunyi_photo_view_parent_class)->dispose (object);
}

static void
cunyi_photo_view_finalize (GObject *object)
{
  g_free (CUNYI_PHOTO_VIEW (object)->shown);
  G_OBJECT_CLASS (cunyi_photo_view_parent_class)->finalize (object);
}

static void
cunyi_photo_view_class_init (CunyiPhotoViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_photo_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = cunyi_photo_view_finalize;
  widget_class->root = cunyi_photo_view_root;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
cunyi_photo_view_init (CunyiPhotoView *self)
{
  self->open = gtk_button_new ();
  self->picture = gtk_image_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (self->picture), SMALL);
  gtk_button_set_child (GTK_BUTTON (self->open), self->picture);
  gtk_widget_set_name (self->open, "open");
  gtk_widget_set_tooltip_text (self->open, _("Show it large"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Show it large"), -1);
  g_signal_connect_swapped (self->open, "clicked", G_CALLBACK (open_cb), self);
  gtk_widget_set_parent (self->open, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cunyi_photo_view_new (void)
{
  return g_object_new (CUNYI_TYPE_PHOTO_VIEW, NULL);
}
