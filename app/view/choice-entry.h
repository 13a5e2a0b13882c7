/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A choice as paper has it: a small box for the number, the choices beside it, the chosen one bold and ticked. Typing a
 * number that is whole takes it; a click on a choice takes it or, of several, switches it.
 *
 * Signals: “chosen” (answer, a string; what is no number of a choice comes as it was typed), “done” (go on; TRUE when by itself). */

#pragma once

#include <gtk/gtk.h>

#include "form/session.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_CHOICE_ENTRY (cunyi_choice_entry_get_type ())
G_DECLARE_FINAL_TYPE (CunyiChoiceEntry, cunyi_choice_entry, CUNYI, CHOICE_ENTRY, GtkWidget)

GtkWidget *cunyi_choice_entry_new (void);
/* Shows the choices and the answer of a field, which must stay until the next update. What is being typed is kept. */
void cunyi_choice_entry_update (CunyiChoiceEntry *entry, const CunyiField *field);
/* The widget that takes the keyboard. (transfer none) */
GtkWidget *cunyi_choice_entry_get_entry (CunyiChoiceEntry *entry);
/* Says what was typed and not said yet, and puts the numbers in order. */
void cunyi_choice_entry_commit (CunyiChoiceEntry *entry);

G_END_DECLS
