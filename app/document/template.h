/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Templates of documents: documents/<id>.xml of a pack, read, checked and ready to be filled with values.
 *
 * A template is XML without DTD and entities. Text holds values as ${name} or ${expression}; a value is never read as
 * markup. data/packs/README.md lists the elements. What is wrong becomes a fault with the line, and the template is refused.
 *
 * A region's template may stand on the base pack's one of the same name: its root says extends="yes" and it holds only
 * <value> and <block> elements, which take the place of those of the same name. */

#pragma once

#include "base/fault.h"
#include "base/pack.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _CunyiTemplate CunyiTemplate;

/* Reads a whole template of at most one megabyte. `name` is the file's name in faults and its stem the template's id.
 * NULL after a fault; every fault that could be found is in `faults`. (transfer full) */
CunyiTemplate *cunyi_template_parse (const char *name, GBytes *content, CunyiFaults *faults);
void cunyi_template_free (CunyiTemplate *self);

/* TRUE when the root of `content` says extends="yes": it must be merged with the base pack's file before it is parsed. */
gboolean cunyi_template_extends (GBytes *content);

/* The base template with the values and blocks of `own` in place of its own: the one file that a clinic keeps, because it can be
 * read without the pack. Lines in later faults are those of the merged text. NULL after a fault. (transfer full) */
GBytes *cunyi_template_merge (const char *name, GBytes *base, GBytes *own, CunyiFaults *faults);

/* Both steps for a pack: the document `id` as one file that stands by itself. NULL after a fault. (transfer full) */
GBytes *cunyi_template_read (CunyiPack *pack, const char *id, CunyiFaults *faults);

const char *cunyi_template_get_id (CunyiTemplate *self);
/* What people call the document: 慢性病服务卡. */
const char *cunyi_template_get_title (CunyiTemplate *self);
/* How many of it go on one A4 sheet when the template is a card, else 0. */
guint cunyi_template_get_cards_per_sheet (CunyiTemplate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiTemplate, cunyi_template_free)

G_END_DECLS
