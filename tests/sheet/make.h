/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Makes small workbooks by hand, right and wrong ones, and writes what was read as one line. */

#pragma once

#include "base/table.h"
#include "sheet/workbook.h"

/* A zip of names and contents in turn, NULL at the end. */
GBytes *make_zip (const char *name, const char *content, ...) G_GNUC_NULL_TERMINATED;
/* The same from lists; `stored` does not compress. */
GBytes *make_zip_of (GPtrArray *names, GPtrArray *contents, gboolean stored);
/* The parts of a zip; contents are GBytes. */
void take_apart (GBytes *zip, GPtrArray *names, GPtrArray *contents);

/* A workbook of one sheet called S with `data` inside of <worksheet>; `strings` inside of <sst>, `styles` inside of
 * <styleSheet>, `properties` attributes of <workbookPr>, each may be NULL. */
GBytes *make_xlsx (const char *data, const char *strings, const char *styles, const char *properties);

/* Appends a record of an .xls with `length` bytes. */
void add_record (GByteArray *stream, guint16 id, const void *body, gsize length);

/* Every sheet: its name, then its cells, "S: A1 text 张三, B2 number 5"; a merged range as "A1:B2 merge". */
char *describe (GPtrArray *tables);

/* Reads `bytes` and compares what describe says with `expected`; frees `bytes`. */
void assert_reads (GBytes *bytes, const char *expected);
/* Reads `bytes` and expects `code`, with a sentence; frees `bytes`. */
void assert_refuses (GBytes *bytes, CunyiSheetError code);
