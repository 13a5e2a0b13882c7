/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Photographs of papers in records and in cases. The bytes lie in the store, as encrypted as all else, under a name made of
 * their sum; the answer of the question is that name, and a saved record or case has an attachment for each of its photographs. */

#pragma once

#include "form/form.h"
#include "store/database.h"

G_BEGIN_DECLS

/* Keeps the bytes of a .jpg; the same bytes have the same name. (transfer full) */
char *cunyi_photo_keep (CunyiDatabase *database, GBytes *content, GError **error);
/* The bytes behind a name; NULL without error when there are none. (transfer full) */
GBytes *cunyi_photo_load (CunyiDatabase *database, const char *name, GError **error);

/* Where the photographs of a paper come from; `error` is the first failure (owned), for whoever made the paper to look at: it
 * lacks that photograph. */
typedef struct {
  CunyiDatabase *database;
  GError *error;
} CunyiPhotoSource;

/* The same for cunyi_document_set_pictures(): `source` is a CunyiPhotoSource. */
GBytes *cunyi_photo_for_paper (const char *name, gpointer source);
/* TRUE when the paper was `made` and lacks none; moves the failure to `error` where that is not set yet. */
gboolean cunyi_photo_source_end (CunyiPhotoSource *source, gboolean made, GError **error);

/* TRUE when a form asks for any. */
gboolean cunyi_photo_is_asked (CunyiForm *form);

/* Makes the attachments of a record or case the photographs of its answers, inside the transaction that is open. */
gboolean cunyi_photo_attach (CunyiDatabase *database, CunyiForm *form, const char *subject, const char *answers,
                             GError **error);

/* The bytes of all photographs of a form's answers. (transfer full) (element-type GBytes) */
GPtrArray *cunyi_photo_load_all (CunyiDatabase *database, CunyiForm *form, const char *answers, GError **error);

/* Bytes that no record, no case and no draft has any more, nor had before a change that can be undone: how many there are, -1 with
 * an error; and away with them, inside the transaction that is open. */
int cunyi_photo_count_orphans (CunyiDatabase *database, GError **error);
gboolean cunyi_photo_delete_orphans (CunyiDatabase *database, GError **error);
/* The same in a transaction of its own, for when nobody is filling anything: what was chosen and never became a draft. */
gboolean cunyi_photo_tidy (CunyiDatabase *database, GError **error);

G_END_DECLS
