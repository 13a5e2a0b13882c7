/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One file that somebody sent: a form of the township in .xlsx or .csv, a workflow, a document, a list; with a form the
 * lists that lie beside it and that it looks into. It is read as it would be used, shown, and then kept as a definition in
 * use. Reading and keeping may take longer than a frame. */

#pragma once

#include "clinic/library.h"

G_BEGIN_DECLS

typedef struct _CunyiParcel CunyiParcel;

/* Where the lists are that do not lie beside the file; `data` for the time of the reading. NULL with a G_FILE_ERROR when
 * the file cannot be read. What is wrong goes to `faults`, which name the file that they are of. (transfer full) */
CunyiParcel *cunyi_parcel_read (const char *path, CunyiCodesFunc codes, gpointer data, CunyiFaults *faults, GError **error);
/* The same for a clinic: also what would not fit beside what it has is a fault. */
CunyiParcel *cunyi_parcel_read_for (CunyiLibrary *library, CunyiDatabase *database, const char *path, CunyiFaults *faults,
                                    GError **error);
void cunyi_parcel_free (CunyiParcel *parcel);

/* Kind of the definition: forms, workflows, documents, codes; NULL when there are faults. */
const char *cunyi_parcel_get_kind (CunyiParcel *parcel);
/* Its name among those of its kind, and what people call it. */
const char *cunyi_parcel_get_name (CunyiParcel *parcel);
const char *cunyi_parcel_get_title (CunyiParcel *parcel);
/* Some lines about what it would bring into a clinic. (transfer full) */
char *cunyi_parcel_describe (CunyiParcel *parcel, CunyiLibrary *library);

/* Sentences about what it says and this program does not do. NULL at the end. (transfer none) */
const char *const *cunyi_parcel_get_notices (CunyiParcel *parcel);

/* Keeps it, with its lists, in one transaction. The clinic is to be entered anew before it is used. */
gboolean cunyi_parcel_use (CunyiParcel *parcel, CunyiDatabase *database, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiParcel, cunyi_parcel_free)

G_END_DECLS
