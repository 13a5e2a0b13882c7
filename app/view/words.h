/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A few words that usually stand in one line and may go on in the next. A form has hundreds of them: unlike a label, this
 * lays its text out once and answers how wide and high it is from that, as long as it has room for its one line. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CUNYI_TYPE_WORDS (cunyi_words_get_type ())
G_DECLARE_FINAL_TYPE (CunyiWords, cunyi_words, CUNYI, WORDS, GtkWidget)

/* `narrowest` in letters: the least width that it asks for, when the text is longer. */
GtkWidget *cunyi_words_new (int narrowest);
/* `attributes` may be NULL. (transfer none) */
void cunyi_words_set_text (CunyiWords *words, const char *text, PangoAttrList *attributes);
const char *cunyi_words_get_text (CunyiWords *words);
/* Byte in the text at a point of the widget; -1 beside it. */
int cunyi_words_find (CunyiWords *words, double x, double y);

G_END_DECLS
