/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Text files of tables as people have them: commas, semicolons or tabs, UTF-8, UTF-16 or GB18030, any line ends. */

#pragma once

#include "base/table.h"

G_BEGIN_DECLS

#define CUNYI_CSV_ERROR (cunyi_csv_error_quark ())
GQuark cunyi_csv_error_quark (void);

typedef enum {
  CUNYI_CSV_ERROR_ENCODING,  /* neither UTF-8 nor UTF-16 nor GB18030, or no text at all */
  CUNYI_CSV_ERROR_DAMAGED,   /* UTF-8 with broken bytes in it; the message names the line */
  CUNYI_CSV_ERROR_QUOTE,     /* a quote is opened and never closed; the message names the line */
  CUNYI_CSV_ERROR_TOO_LARGE, /* more bytes, rows, columns, cells or letters in a cell than anybody means */
} CunyiCsvError;

/* Reads `length` bytes into a table called `name` (may be NULL). The encoding is decided over the whole file: by its byte
 * order mark, else UTF-8 when every byte fits, else GB18030 when every byte fits. The separator is the one of tab, comma
 * and semicolon that stands on the most lines; a first line sep=; says it and is taken away. RFC 4180 quotes; a quote
 * inside an unquoted cell is a letter. The ="0012" of exports becomes 0012. Blank lines are kept as rows without cells,
 * so that row numbers are those that an editor shows as long as no cell holds a line break. Messages are for the screen.
 * (transfer full); NULL with a CUNYI_CSV_ERROR. */
CunyiTable *cunyi_csv_parse (const char *name, const char *bytes, gsize length, GError **error);

/* One cell as it must stand in a file: in quotes when it needs them. (transfer full) */
char *cunyi_csv_quote (const char *text);

G_END_DECLS
