/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Small cares for text that people typed or exported. Everything takes and gives UTF-8; NULL counts as "". */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TRUE for what looks like nothing: blanks of every width, U+3000 and U+00A0, line ends, zero-width signs. */
gboolean cunyi_text_is_blank_char (gunichar c);
gboolean cunyi_text_is_blank (const char *text);

/* Without blanks at both ends and without invisible signs anywhere; inner blanks stay. (transfer full) */
char *cunyi_text_trim (const char *text);

/* Full-width letters, digits and signs (U+FF01 to U+FF5E) to ASCII, U+3000 to a blank; nothing else changes. For numbers
 * and for comparing, not for names that are kept. (transfer full) */
char *cunyi_text_to_half_width (const char *text);

/* What two spellings of the same thing share: half-width, lower case, no blanks, one kind of middle dot and of dash.
 * For comparing names, headers, labels; never shown. (transfer full) */
char *cunyi_text_key (const char *text);

/* The values of a cell that holds several: split at , ， 、 ; ； | and line ends, trimmed, empty ones left out.
 * (transfer full) (array zero-terminated) */
char **cunyi_text_split (const char *text);

/* Valid UTF-8 without control characters other than tab and line feed, at most `max_letters` letters. */
gboolean cunyi_text_is_clean (const char *text, gsize max_letters);

G_END_DECLS
