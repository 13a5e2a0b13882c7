/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A photograph of a paper as it comes from a camera or a scanner, made what the store keeps (form/photo.h). */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The bytes of a .jpg, upright, at most `pixels` on its longer side; 0 for as many as a page needs to be read. G_IO_ERROR with a
 * sentence for the doctor when the file is too large or no picture. For any thread; it takes longer than a frame. (transfer full) */
GBytes *cunyi_photo_read_file (GFile *file, guint pixels, GCancellable *cancellable, GError **error);

G_END_DECLS
