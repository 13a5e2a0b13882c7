/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Choosing by typing: the number that the paper prints before a choice, part of its label, or the first letters of its
 * pinyin. Works on what a field offers; knows no widget. */

#pragma once

#include "form/session.h"

G_BEGIN_DECLS

/* The number before a choice: its name where the list is numbered, else its place in the list. (transfer full) */
char *cunyi_choice_words_number (const CunyiItem *item, const CunyiChoice *choice);

/* The answer that typed numbers stand for: for several “1 3”, or “13” where all numbers have one digit. NULL when
 * something in it is no number of a choice; "" for blanks. (transfer full) */
char *cunyi_choice_words_parse (const CunyiField *field, const char *typed);
/* TRUE when the typed number names a choice and no longer number begins with it: there is nothing to wait for. */
gboolean cunyi_choice_words_is_complete (const CunyiField *field, const char *typed);
/* The numbers of an answer, parted by blanks: what stands in a small entry; of a rank in its order. (transfer full) */
char *cunyi_choice_words_numbers (const CunyiField *field);

/* The choices that `typed` may mean, the likeliest first: by number, by the beginning of the label, by pinyin, by any part
 * of the label or of its synonyms. All of them when nothing was typed. (transfer full) (element CunyiFieldChoice, of the field) */
GPtrArray *cunyi_choice_words_find (const CunyiField *field, const char *typed);

/* What stands behind a choice of a rank that has its place: “ (2)”, else blank. (transfer full) */
char *cunyi_choice_words_place (const CunyiField *field, const CunyiChoice *choice);

/* The answer with one choice switched, in the order of the list; of a select_one, that choice; of a rank, behind those that
 * were chosen before. (transfer full) */
char *cunyi_choice_words_toggle (const CunyiField *field, const CunyiChoice *choice);

G_END_DECLS
