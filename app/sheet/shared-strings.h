/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The shared strings of a workbook: kept once, one after another, and lent to every cell that shows them. */

#pragma once

#include "sheet/reading.h"

G_BEGIN_DECLS

typedef struct _CunyiSharedStrings CunyiSharedStrings;

CunyiSharedStrings *cunyi_shared_strings_new (void);
void cunyi_shared_strings_free (CunyiSharedStrings *strings);

/* Appends a string; FALSE with CUNYI_SHEET_ERROR_TOO_LARGE over the limit. */
gboolean cunyi_shared_strings_add (CunyiSharedStrings *strings, const char *text, gsize length, GError **error);

/* (transfer none) The string, valid until the next is added; NULL when there is no such string. */
const char *cunyi_shared_strings_get (CunyiSharedStrings *strings, guint64 index, gsize *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiSharedStrings, cunyi_shared_strings_free)

G_END_DECLS
