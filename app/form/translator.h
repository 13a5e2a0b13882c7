/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the text of an expression to XPath 1.0 that means what XLSForm means; see functions.h for what it calls. */

#pragma once

#include "base/fault.h"

#include <glib.h>

G_BEGIN_DECLS

/* What a name without ${} is outside of a predicate. */
typedef enum {
  CUNYI_BARE_REFUSED,
  CUNYI_BARE_STEP,  /* a child: column of a choice */
  CUNYI_BARE_VALUE, /* the same as with ${} */
} CunyiBareNames;

/* A column of a list that instance () or pulldata () looks into; “*” when it may be any of them. */
typedef struct {
  char *list;
  char *column;
} CunyiLookup;

typedef struct {
  char *xpath;
  GPtrArray *names; /* of char *, NULL at the end: behind $v0, $v1 ..., and those that only functions name */
  GPtrArray *texts; /* of char *, NULL at the end: behind $t0, $t1 ... */
  GPtrArray *steps; /* of char *, NULL at the end: bare names outside of predicates */
  GArray *lookups;  /* of CunyiLookup, each once */
} CunyiTranslation;

/* NULL and a fault when it is wrong. `text` is not blank. `lists` tells whether there are lists to look into. (transfer full) */
CunyiTranslation *cunyi_translation_new (const char *text, CunyiBareNames bare, gboolean lists, CunyiFaults *faults,
                                         const char *sheet, guint row, guint column);
void cunyi_translation_free (CunyiTranslation *translation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiTranslation, cunyi_translation_free)

G_END_DECLS
