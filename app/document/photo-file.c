/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reading, turning and scaling a photograph. */

#include "config.h"

#include "document/photo-file.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>

#define USUAL_PIXELS 1600 /* of the longer side: an A4 can still be read */
#define MAX_BYTES (40 * 1024 * 1024)
#define QUALITY "82"

/* (transfer full) */
static GBytes *
load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info && g_file_info_get_size (info) > MAX_BYTES)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The photograph is larger than %d MB. Choose a smaller one."),
                 MAX_BYTES / 1024 / 1024);
  else if (info)
    return g_file_load_bytes (file, cancellable, NULL, error);
  return NULL;
}

/* No larger than asked for, upright. (transfer full) */
static GdkPixbuf *
read_picture (GBytes *content, guint pixels, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (content);
  g_autoptr (GdkPixbuf) raw = gdk_pixbuf_new_from_stream (stream, NULL, error);
  g_autoptr (GdkPixbuf) upright = raw ? gdk_pixbuf_apply_embedded_orientation (raw) : NULL;
  double scale;

  if (upright == NULL)
    return NULL;
  scale = (double) pixels / MAX (gdk_pixbuf_get_width (upright), gdk_pixbuf_get_height (upright));
  if (scale >= 1)
    return g_steal_pointer (&upright);
  return gdk_pixbuf_scale_simple (upright, MAX (1, (int) (gdk_pixbuf_get_width (upright) * scale)),
                                  MAX (1, (int) (gdk_pixbuf_get_height (upright) * scale)), GDK_INTERP_BILINEAR);
}

GBytes *
cunyi_photo_read_file (GFile *file, guint pixels, GCancellable *cancellable, GError **error)
{
  GError *failure = NULL;
  g_autoptr (GBytes) content = load (file, cancellable, &failure);
  g_autoptr (GdkPixbuf) picture = content ? read_picture (content, pixels > 0 ? pixels : USUAL_PIXELS, &failure) : NULL;
  char *bytes;
  gsize size;

  if (picture && gdk_pixbuf_save_to_buffer (picture, &bytes, &size, "jpeg", &failure, "quality", QUALITY, NULL))
    return g_bytes_new_take (bytes, size);
  if (failure->domain != GDK_PIXBUF_ERROR)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  g_error_free (failure);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s",
               _("This file is no photograph that can be read. Choose a .jpg or .png file."));
  return NULL;
}
