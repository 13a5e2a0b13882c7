/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reading and scaling a photograph takes longer than a frame, so both are done in a thread; the store is written on its own. */

#include "config.h"

#include "view/photo-input.h"

#include <glib/gi18n.h>

#include "document/photo-file.h"
#include "form/photo.h"
#include "view/photo-view.h"
#include "view/task.h"

struct _CunyiPhotoInput {
  GtkWidget parent_instance;

  GtkWidget *photo;
  GtkWidget *choose;
  GtkWidget *remove;
  gboolean there; /* one is shown */
  guint pixels; /* of the longer side, 0 for the usual */
};

static void add_input (CunyiFieldInputInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CunyiPhotoInput, cunyi_photo_input, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (CUNYI_TYPE_FIELD_INPUT, add_input))

static void
tell (CunyiPhotoInput *self, const GError *error)
{
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));

  if (error == NULL || window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Of a file that cannot be taken its own sentence says more. */
  if (error->domain == G_IO_ERROR)
    cunyi_window_tell (window, error->message);
  else
    cunyi_window_show_error (window, error);
}

/* ---- taking one ---- */

typedef struct {
  GFile *file;
  guint pixels;
} Take;

static void
free_take (gpointer data)
{
  Take *take = data;

  g_object_unref (take->file);
  g_free (take);
}

static void
take_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Take *take = data;
  GError *error = NULL;
  GBytes *content = cunyi_photo_read_file (take->file, take->pixels, cancellable, &error);

  if (content)
    g_task_return_pointer (task, content, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiPhotoInput *self = CUNYI_PHOTO_INPUT (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = g_task_propagate_pointer (G_TASK (result), &error);
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));
  g_autofree char *name = content && window ? cunyi_photo_keep (cunyi_clinic_get_database (cunyi_window_get_clinic (window)),
                                                                content, &error)
                                            : NULL;

  if (name)
    cunyi_field_input_chosen (self, name);
  tell (self, error);
}

void
cunyi_photo_input_take (CunyiPhotoInput *self, GFile *file)
{
  Take *take = g_new0 (Take, 1);
  g_autoptr (GTask) task = cunyi_task_new (self, NULL, taken_cb, NULL, take, free_take);

  take->file = g_object_ref (file);
  take->pixels = self->pixels;
  g_task_run_in_thread (task, take_thread);
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (CunyiPhotoInput) self = data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file && gtk_widget_get_root (GTK_WIDGET (self)))
    cunyi_photo_input_take (self, file);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose_cb (CunyiPhotoInput *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Choose the photograph"),
                                                              GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), _("_Cancel"));
  g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();

  gtk_file_filter_set_name (pictures, _("Photographs"));
  gtk_file_filter_add_pixbuf_formats (pictures);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), pictures);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
remove_cb (CunyiPhotoInput *self)
{
  gtk_widget_grab_focus (self->choose);
  cunyi_field_input_chosen (self, "");
}

/* ---- showing ---- */

static void
update (CunyiFieldInput *input, const CunyiField *field)
{
  CunyiPhotoInput *self = CUNYI_PHOTO_INPUT (input);

  self->there = *field->value != '\0';
  self->pixels = field->item->max_pixels;
  cunyi_photo_view_set (CUNYI_PHOTO_VIEW (self->photo), field->value, field->label);
  gtk_widget_set_visible (self->remove, self->there);
  gtk_button_set_label (GTK_BUTTON (self->choose), self->there ? _("Another one…") : _("Choose a photograph…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, field->label, -1);
}

static GtkWidget *
get_target (CunyiFieldInput *input)
{
  return CUNYI_PHOTO_INPUT (input)->choose;
}

static void
add_input (CunyiFieldInputInterface *iface)
{
  iface->update = update;
  iface->get_target = get_target;
}

static gboolean
remove_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  CunyiPhotoInput *self = CUNYI_PHOTO_INPUT (widget);

  if (!self->there)
    return FALSE;
  remove_cb (self);
  return TRUE;
}

static void
cunyi_photo_input_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cunyi_photo_input_parent_class)->dispose (object);
}

static void
cunyi_photo_input_class_init (CunyiPhotoInputClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_photo_input_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "photo");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, remove_key_cb, NULL);
  cunyi_field_input_add_signals (G_TYPE_FROM_CLASS (klass));
}

static void
cunyi_photo_input_init (CunyiPhotoInput *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);

  self->photo = cunyi_photo_view_new ();
  gtk_widget_set_parent (self->photo, GTK_WIDGET (self));

  self->choose = gtk_button_new ();
  gtk_widget_set_name (self->choose, "choose");
  gtk_widget_set_valign (self->choose, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->choose, "clicked", G_CALLBACK (choose_cb), self);
  gtk_widget_set_parent (self->choose, GTK_WIDGET (self));

  self->remove = gtk_button_new_with_label (_("Take it out"));
  gtk_widget_set_name (self->remove, "remove-photo");
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->remove, "flat");
  g_signal_connect_swapped (self->remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_widget_set_parent (self->remove, GTK_WIDGET (self));
}

GtkWidget *
cunyi_photo_input_new (void)
{
  return g_object_new (CUNYI_TYPE_PHOTO_INPUT, NULL);
}
