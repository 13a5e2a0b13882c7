/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The zip around an .xlsx: its parts by name, read as a stream, never unpacked to disk. */

#pragma once

#include "sheet/reading.h"

G_BEGIN_DECLS

typedef struct _CunyiArchive CunyiArchive;
typedef struct _CunyiPart CunyiPart;

/* The zip in `bytes`; `reading` must live longer. NULL with CUNYI_SHEET_ERROR: TRUNCATED without the list that ends
 * every zip, PASSWORD when a part is encrypted, TOO_LARGE with too many parts. */
CunyiArchive *cunyi_archive_new (GBytes *bytes, CunyiReading *reading, GError **error);
void cunyi_archive_free (CunyiArchive *archive);

CunyiReading *cunyi_archive_get_reading (CunyiArchive *archive);

/* Names count without regard to case or to which way the slashes lean, and without a leading slash. */
gboolean cunyi_archive_has (CunyiArchive *archive, const char *name);

/* (transfer full) The part called `name`, at its beginning. NULL with CUNYI_SHEET_ERROR_DAMAGED when there is none. */
CunyiPart *cunyi_archive_open (CunyiArchive *archive, const char *name, GError **error);
void cunyi_part_free (CunyiPart *part);

/* The next bytes of the part, 0 at its end, -1 with CUNYI_SHEET_ERROR: TOO_LARGE when it inflates beyond any table. */
gssize cunyi_part_read (CunyiPart *part, void *buffer, gsize size, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiArchive, cunyi_archive_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiPart, cunyi_part_free)

G_END_DECLS
