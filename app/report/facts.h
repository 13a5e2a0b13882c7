/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Facts: the rows that a report counts, one for each person, household or case, as its SQL gave them. Filled once, row
 * by row, then only read; a million cells take some thirty megabytes. Rows and columns count from 0. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* As many as a sheet of a workbook can hold beside its frame. */
#define CUNYI_FACTS_MAX_ROWS 1000000
#define CUNYI_FACTS_MAX_COLUMNS 2000

typedef enum {
  CUNYI_FACT_NONE,   /* NULL or empty text */
  CUNYI_FACT_NUMBER,
  CUNYI_FACT_TEXT,
} CunyiFactKind;

typedef struct _CunyiFacts CunyiFacts;

/* No facts yet, with columns of these names. (transfer full) */
CunyiFacts *cunyi_facts_new (const char *const *columns);
CunyiFacts *cunyi_facts_ref (CunyiFacts *facts);
void cunyi_facts_unref (CunyiFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiFacts, cunyi_facts_unref)

/* Starts a row; its cells follow from left to right, those left out are empty. FALSE when there are too many rows. */
gboolean cunyi_facts_begin_row (CunyiFacts *facts);
void cunyi_facts_add_text (CunyiFacts *facts, const char *text);
void cunyi_facts_add_number (CunyiFacts *facts, double number);

guint cunyi_facts_n_rows (CunyiFacts *facts);
guint cunyi_facts_n_columns (CunyiFacts *facts);
const char *cunyi_facts_column_name (CunyiFacts *facts, guint column);
/* The column of this name, or -1. */
int cunyi_facts_find_column (CunyiFacts *facts, const char *name);

CunyiFactKind cunyi_facts_get_kind (CunyiFacts *facts, guint row, guint column);
/* The number, or a text read as one; 0 when it is none. */
double cunyi_facts_get_number (CunyiFacts *facts, guint row, guint column);
/* The text of a text, "" for everything else; owned by the facts, valid until a row is added. Equal texts of a filled
 * table are the same pointer. */
const char *cunyi_facts_get_text (CunyiFacts *facts, guint row, guint column);
/* Text or number as text. (transfer full) */
char *cunyi_facts_dup_text (CunyiFacts *facts, guint row, guint column);
/* What counts: a number other than 0, or a text other than "" and "0". */
gboolean cunyi_facts_is_true (CunyiFacts *facts, guint row, guint column);
/* A number that two cells share only when they hold the same: 0 for an empty one. To count distinct things by. */
guint64 cunyi_facts_get_identity (CunyiFacts *facts, guint row, guint column);

G_END_DECLS
