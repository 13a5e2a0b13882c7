/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers of a workbook as text. A spreadsheet has no dates: what is one, only the number format tells. */

#pragma once

#include "base/table.h"

G_BEGIN_DECLS

/* What a number format shows. */
typedef enum {
  CUNYI_SHOWS_NUMBER,
  CUNYI_SHOWS_DATE,    /* a day, with or without a time */
  CUNYI_SHOWS_TIME,    /* hours or minutes of a day, without a day */
  CUNYI_SHOWS_ELAPSED, /* [h]:mm, hours beyond 24 */
} CunyiShows;

/* What the built-in format `id` shows when a file does not say itself; 27 to 36 and 50 to 58 as Chinese Excel and WPS
 * have them. */
CunyiShows cunyi_shows_of_builtin (guint id);

/* What a format code shows: yyyy"年"m"月"d"日" is a date. */
CunyiShows cunyi_shows_of_code (const char *code);

/* Replaces `text` by `value` written as base/table.h says, and returns its kind. A number that no calendar has stays a
 * number whatever its format shows. `from_1904`: days count from 1904-01-01, as old Macs did. */
CunyiCellKind cunyi_number_write (GString *text, double value, CunyiShows shows, gboolean from_1904);

/* TRUE when `text` is a number already written as cunyi_number_write would write it, so that nothing is left to do. */
gboolean cunyi_number_is_plain (const char *text, gsize length);

G_END_DECLS
