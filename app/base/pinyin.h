/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pinyin of names: every reading for finding, the likeliest for sorting. Without tones; ü is written u everywhere, as
 * cunyi_pinyin_fold() makes of what was typed. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CUNYI_PINYIN_MAX_READINGS 16 /* strings for one name */

/* Readings of one character, the commonest first, ended by NULL; an empty list for what has none. Static. */
const char *const *cunyi_pinyin_lookup (gunichar c);

/* All readings of a name, "shanxiongxin" first for 单雄信 because 单 is a surname there, at most
 * CUNYI_PINYIN_MAX_READINGS and none twice. Letters and digits stand for themselves in lower case, blanks and dots are
 * passed over, and so is a character without a reading. Never empty: at least "". (transfer full) (array zero-terminated) */
char **cunyi_pinyin_readings (const char *name);

/* The first letters of all readings: "sxx", "dxx", "cxx". (transfer full) (array zero-terminated) */
char **cunyi_pinyin_initials (const char *name);

/* What a search over titles looks through, for cunyi_text_key() of what was typed: the title, and its initials.
 * (transfer full) */
char *cunyi_pinyin_find_key (const char *title);

/* The likeliest reading with blanks between the syllables, which sorts 西安 before 先: "shan xiong xin".
 * (transfer full) */
char *cunyi_pinyin_sort_key (const char *name);

/* What was typed, in the spelling of the above: small letters, ü and v are u, no blanks, apostrophes or tone marks.
 * (transfer full) */
char *cunyi_pinyin_fold (const char *typed);

G_END_DECLS
