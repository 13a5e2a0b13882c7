/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A choice from a long list: an entry, and under it the list, narrowed by number, label or first letters of the pinyin
 * with each key. Arrows choose, Enter takes; of several, Enter switches one and goes on when nothing is typed.
 *
 * Signals: “chosen” (answer, a string), “done” (go on; TRUE when by itself). */

#pragma once

#include <gtk/gtk.h>

#include "form/session.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_CHOICE_PICKER (cunyi_choice_picker_get_type ())
G_DECLARE_FINAL_TYPE (CunyiChoicePicker, cunyi_choice_picker, CUNYI, CHOICE_PICKER, GtkWidget)

GtkWidget *cunyi_choice_picker_new (void);
/* Shows the answer of a field, which must stay until the next update. What is being typed is kept. */
void cunyi_choice_picker_update (CunyiChoicePicker *picker, const CunyiField *field);
/* The widget that takes the keyboard. (transfer none) */
GtkWidget *cunyi_choice_picker_get_entry (CunyiChoicePicker *picker);
/* Takes the choice that was typed in full, or says what was typed as it is; closes the list. */
void cunyi_choice_picker_commit (CunyiChoicePicker *picker);

G_END_DECLS
