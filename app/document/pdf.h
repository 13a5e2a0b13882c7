/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Documents to PDF files. Fonts are embedded as subsets; title, author and date are set; the file holds no name of the user. */

#pragma once

#include "document/document.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes beside `path` first and renames at the end, so that no half a file stays and an older one is only replaced by a
 * whole one. `author` is the clinic and may be NULL. CUNYI_DOCUMENT_ERROR. */
gboolean cunyi_document_write_pdf (CunyiDocument *self, const char *path, const char *author, GCancellable *cancellable,
                                   GError **error);

/* The same in memory. (transfer full) */
GBytes *cunyi_document_to_pdf (CunyiDocument *self, const char *author, GCancellable *cancellable, GError **error);

G_END_DECLS
