/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pages to a PDF by cairo, through a stream of our own so that a full disk is told from a folder that may not be written to. */

#include "config.h"

#include "document/pdf.h"

#include "base/clock.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  int fd;
  int failed; /* errno of the first write that failed */
} File;

static gboolean
set_write_error (int number, const char *path, GError **error)
{
  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: /* a stick's file system takes no file that long */
      g_set_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_FULL,
                   _("There is no space left to write “%s”. Make room or choose another place."), path);
      break;
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_NO_FOLDER,
                   _("The folder of “%s” is not there. Choose another place."), path);
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_FORBIDDEN,
                   _("“%s” may not be written. Choose another place."), path);
      break;
    default:
      g_set_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_WRITE, _("“%s” could not be written: %s."), path,
                   g_strerror (number));
    }
  return FALSE;
}

static cairo_status_t
write_file (void *data, const unsigned char *bytes, unsigned int length)
{
  File *file = data;

  while (length > 0)
    {
      ssize_t written = write (file->fd, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          file->failed = errno;
          return CAIRO_STATUS_WRITE_ERROR;
        }
      bytes += written;
      length -= written;
    }
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
write_memory (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface, CunyiDocument *self, const char *author)
{
  g_autofree char *now = cunyi_clock_now ();

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, cunyi_document_get_title (self));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Cunyi " CUNYI_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, now);
  if (author && *author)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, author);
}

/* Draws everything. FALSE when it was cancelled or the stream failed. */
static gboolean
draw_pages (CunyiDocument *self, cairo_write_func_t write_func, gpointer stream, const char *author, GCancellable *cancellable)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_func, stream, 595, 842);
  cairo_t *cr = NULL;
  gboolean done = TRUE;

  set_metadata (surface, self, author);
  for (guint i = 0; i < cunyi_document_n_pages (self) && done; i++)
    {
      double width, height;

      cunyi_document_get_page_size (self, i, &width, &height);
      cairo_pdf_surface_set_size (surface, width, height);
      if (!cr)
        cr = cairo_create (surface);
      cunyi_document_draw_page (self, i, cr);
      cairo_show_page (cr);
      done = !g_cancellable_is_cancelled (cancellable) && cairo_status (cr) == CAIRO_STATUS_SUCCESS;
    }
  g_clear_pointer (&cr, cairo_destroy);
  cairo_surface_finish (surface);
  done = done && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy (surface);
  return done;
}

static gboolean
check_pages (CunyiDocument *self, GError **error)
{
  if (cunyi_document_n_pages (self) > 0)
    return TRUE;
  g_set_error_literal (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_NO_PAGES, _("There is nothing to print."));
  return FALSE;
}

static gboolean
set_cancelled (GError **error)
{
  g_set_error_literal (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_CANCELLED, _("Writing was stopped. Nothing was kept."));
  return FALSE;
}

static gboolean
write_and_rename (CunyiDocument *self, const char *path, const char *part, const char *author, GCancellable *cancellable,
                  GError **error)
{
  File file = { -1, 0 };
  gboolean done;

  file.fd = g_open (part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file.fd < 0)
    return set_write_error (errno, path, error);
  done = draw_pages (self, write_file, &file, author, cancellable);
  if (done && fsync (file.fd) != 0)
    file.failed = errno;
  if (close (file.fd) != 0 && file.failed == 0)
    file.failed = errno;
  if (done && file.failed == 0 && g_rename (part, path) == 0)
    return TRUE;
  if (done && file.failed == 0)
    file.failed = errno;
  g_unlink (part);
  if (g_cancellable_is_cancelled (cancellable))
    return set_cancelled (error);
  return set_write_error (file.failed ? file.failed : EIO, path, error);
}

gboolean
cunyi_document_write_pdf (CunyiDocument *self, const char *path, const char *author, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = NULL, *base = NULL, *hidden = NULL, *part = NULL;

  g_return_val_if_fail (CUNYI_IS_DOCUMENT (self) && path != NULL, FALSE);

  if (!check_pages (self, error))
    return FALSE;
  folder = g_path_get_dirname (path);
  base = g_path_get_basename (path);
  hidden = g_strdup_printf (".%.200s.%u.part", base, g_random_int ());
  part = g_build_filename (folder, hidden, NULL);
  return write_and_rename (self, path, part, author, cancellable, error);
}

GBytes *
cunyi_document_to_pdf (CunyiDocument *self, const char *author, GCancellable *cancellable, GError **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  g_return_val_if_fail (CUNYI_IS_DOCUMENT (self), NULL);

  if (!check_pages (self, error))
    return NULL;
  if (!draw_pages (self, write_memory, bytes, author, cancellable))
    {
      if (!g_cancellable_is_cancelled (cancellable))
        g_set_error_literal (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_WRITE, _("The pages could not be drawn."));
      else
        set_cancelled (error);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
