/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Code lists: official codes, what they are called, and how rosters write them.
 *
 * A list is a table with columns code (or name, value, id) and label (or title); synonyms (parted by |) and parent (a code of the same list) may be there,
 * and any further columns are kept under their names. A table without code and label has no codes: it is for looking up
 * in, as forms do by pulldata() and instance(). */

#pragma once

#include "base/fault.h"
#include "base/table.h"

G_BEGIN_DECLS

typedef struct _CunyiCodes CunyiCodes;

/* Reads a list from the bytes of a .csv file. Faults carry row and column; rows with faults are left out. NULL when
 * nothing can be read at all. (transfer full) */
CunyiCodes *cunyi_codes_parse (const char *id, GBytes *bytes, CunyiFaults *faults);
CunyiCodes *cunyi_codes_ref (CunyiCodes *codes);
void cunyi_codes_unref (CunyiCodes *codes);

/* Codes in the order of the file. */
guint cunyi_codes_count (CunyiCodes *codes);
const char *cunyi_codes_get_code (CunyiCodes *codes, guint index);

/* NULL for a code that the list does not have. */
const char *cunyi_codes_get_label (CunyiCodes *codes, const char *code);
/* Value in any column; "" for an empty cell, NULL for an unknown code or column. */
const char *cunyi_codes_get (CunyiCodes *codes, const char *code, const char *column);

/* The list as it stands in its file: row 0 is the header. (transfer none) */
CunyiTable *cunyi_codes_get_table (CunyiCodes *codes);
/* Its column of this name, -1 when there is none; code (also as name) and label by whatever name the file has for them. */
int cunyi_codes_find_column (CunyiCodes *codes, const char *name);

/* The code whose label or synonym this is, by cunyi_text_key(): blanks, width and case do not count. NULL for none and for
 * a word that several codes share. A bare code is no word: who wants it asks cunyi_codes_get_label(). */
const char *cunyi_codes_find (CunyiCodes *codes, const char *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiCodes, cunyi_codes_unref)

G_END_DECLS
