/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A choice as paper has it: a small box for the number, the choices beside it, the chosen one bold and ticked. Typing a
 * number that is whole takes it; a click on a choice takes it or, of several, switches it. */

#pragma once

#include "view/field-input.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_CHOICE_ENTRY (cunyi_choice_entry_get_type ())
G_DECLARE_FINAL_TYPE (CunyiChoiceEntry, cunyi_choice_entry, CUNYI, CHOICE_ENTRY, GtkWidget)

GtkWidget *cunyi_choice_entry_new (void);

G_END_DECLS
