/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Photographs: measured, laid, drawn. */

#include "config.h"

#include "document/picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <string.h>

#define MISSING "（照片无法打开）" /* papers are Chinese whatever the screen says */

static GdkPixbuf *
read_pixels (GBytes *content)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes (content);

  return gdk_pixbuf_new_from_stream (stream, NULL, NULL);
}

static void
size_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  CunyiPicture *self = data;

  self->width = width;
  self->height = height;
  /* only the head is wanted */
  gdk_pixbuf_loader_set_size (loader, 1, 1);
}

CunyiPicture *
cunyi_picture_new (GBytes *content)
{
  CunyiPicture *self = g_new0 (CunyiPicture, 1);
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();

  self->content = g_bytes_ref (content);
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_cb), self);
  if (!gdk_pixbuf_loader_write_bytes (loader, content, NULL) || self->width < 1 || self->height < 1)
    self->width = self->height = 0;
  gdk_pixbuf_loader_close (loader, NULL);
  return self;
}

void
cunyi_picture_free (CunyiPicture *self)
{
  g_bytes_unref (self->content);
  g_free (self);
}

CunyiSlab *
cunyi_layout_picture (CunyiLayout *layout, const char *name, const CunyiLook *look, double width, double height)
{
  g_autoptr(GBytes) content = layout->find_picture ? layout->find_picture (name, layout->picture_data) : NULL;
  CunyiPicture *picture = content ? cunyi_picture_new (content) : NULL;
  CunyiShape shape = { .kind = CUNYI_SHAPE_PICTURE, .stroke = 0.5, .what = picture };
  CunyiSlab *slab;
  double scale;

  if (picture)
    g_ptr_array_add (layout->ink->pictures, picture);
  if (picture == NULL || picture->width < 1 || !cunyi_layout_spend (layout, 50))
    return cunyi_layout_plain (layout, MISSING, look, width);
  slab = cunyi_slab_new ();
  scale = MIN (width / picture->width, height / picture->height);
  shape.width = picture->width * scale;
  shape.height = picture->height * scale;
  if (look->align == CUNYI_ALIGN_CENTER)
    shape.x = (width - shape.width) / 2;
  else if (look->align == CUNYI_ALIGN_RIGHT)
    shape.x = width - shape.width;
  cunyi_slab_add (slab, &shape);
  slab->height = shape.height;
  return slab;
}

/* Nothing when there is no name; as large as there is room unless the template says less. */
CunyiSlab *
cunyi_layout_picture_block (CunyiLayout *layout, CunyiNode *node, CunyiContext *context, const CunyiLook *around, double width)
{
  g_autofree char *name = cunyi_text_expand (node->text, context);
  double height = node->height > 0 ? MIN (node->height, layout->body_height) : layout->body_height;
  CunyiLook look = *around;

  if (*name == '\0')
    return cunyi_slab_new ();
  cunyi_look_apply (&look, node);
  width = node->width > 0 ? MIN (node->width, width) : width;
  return cunyi_layout_picture (layout, name, &look, width, height);
}

/* RGB or RGBA of a pixbuf as cairo has it, on white. */
static cairo_surface_t *
make_surface (GdkPixbuf *pixels)
{
  int width = gdk_pixbuf_get_width (pixels), height = gdk_pixbuf_get_height (pixels), n = gdk_pixbuf_get_n_channels (pixels);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guchar *data = cairo_image_surface_get_data (surface);

  for (int y = 0; data && y < height; y++)
    {
      const guchar *from = gdk_pixbuf_read_pixels (pixels) + (gsize) y * gdk_pixbuf_get_rowstride (pixels);
      guint32 *to = (guint32 *) (data + (gsize) y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < width; x++, from += n)
        {
          guint white = n == 4 ? 255 - from[3] : 0, alpha = 255 - white;
          guint red = (from[0] * alpha + 255 * white) / 255, green = (from[1] * alpha + 255 * white) / 255;
          guint blue = (from[2] * alpha + 255 * white) / 255;

          to[x] = red << 16 | green << 8 | blue;
        }
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* A JPEG goes into a PDF as it is, many times smaller than its pixels. */
static void
attach_bytes (cairo_surface_t *surface, GBytes *content)
{
  gsize size;
  const guchar *bytes = g_bytes_get_data (content, &size);

  if (size > 3 && bytes[0] == 0xff && bytes[1] == 0xd8 && bytes[2] == 0xff)
    cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, bytes, size, (cairo_destroy_func_t) g_bytes_unref,
                                 g_bytes_ref (content));
}

void
cunyi_picture_draw (const CunyiPicture *self, cairo_t *cr, double x, double y, double width, double height)
{
  g_autoptr(GdkPixbuf) pixels = read_pixels (self->content);
  cairo_surface_t *surface;

  if (pixels == NULL)
    return;
  surface = make_surface (pixels);
  attach_bytes (surface, self->content);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, width / gdk_pixbuf_get_width (pixels), height / gdk_pixbuf_get_height (pixels));
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_rectangle (cr, 0, 0, gdk_pixbuf_get_width (pixels), gdk_pixbuf_get_height (pixels));
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}
