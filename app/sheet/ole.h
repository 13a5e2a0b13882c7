/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The OLE2 container around an .xls, and around an .xlsx with a password: a small file system with streams
 * ([MS-CFB]). */

#pragma once

#include "sheet/reading.h"

G_BEGIN_DECLS

typedef struct _CunyiOle CunyiOle;

/* The container in `bytes`, which must live longer; so must `reading`. NULL with CUNYI_SHEET_ERROR. */
CunyiOle *cunyi_ole_new (GBytes *bytes, CunyiReading *reading, GError **error);
void cunyi_ole_free (CunyiOle *ole);

/* Streams of the outermost storage; a workbook in a workbook is not seen. */
gboolean cunyi_ole_has (CunyiOle *ole, const char *name);

/* (transfer full) The bytes of a stream. NULL with CUNYI_SHEET_ERROR: TRUNCATED when it goes on behind the end of the
 * file, DAMAGED when it runs in a circle. */
GBytes *cunyi_ole_read (CunyiOle *ole, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiOle, cunyi_ole_free)

G_END_DECLS
