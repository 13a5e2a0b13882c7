/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How the parts of an .xlsx point to each other. Where a part lies is found this way only: names and folders are each
 * writer's own. */

#pragma once

#include "sheet/archive.h"

G_BEGIN_DECLS

typedef struct _CunyiRelationships CunyiRelationships;

/* Those of the part `source`, "" for the whole package; none when the part has no relationships. NULL with
 * CUNYI_SHEET_ERROR. */
CunyiRelationships *cunyi_relationships_read (CunyiArchive *archive, const char *source, GError **error);
void cunyi_relationships_free (CunyiRelationships *relationships);

/* (transfer none) The part that the first relationship of a kind leads to, or NULL. The kind is the last word of its
 * type: worksheet, styles, sharedStrings; the words before it differ between the two forms of the standard. */
const char *cunyi_relationships_find (CunyiRelationships *relationships, const char *kind);

/* (transfer none) The part that the relationship `id` leads to, NULL when there is none or it is of another kind. */
const char *cunyi_relationships_get (CunyiRelationships *relationships, const char *id, const char *kind);

gboolean cunyi_relationships_has (CunyiRelationships *relationships, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiRelationships, cunyi_relationships_free)

G_END_DECLS
