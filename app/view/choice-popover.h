/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A list to choose one thing from, made when it is opened: a page may hold many buttons that lead to it. Typing narrows it
 * by part of a label or the first letters of its pinyin. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CUNYI_TYPE_CHOICE_POPOVER (cunyi_choice_popover_get_type ())
G_DECLARE_FINAL_TYPE (CunyiChoicePopover, cunyi_choice_popover, CUNYI, CHOICE_POPOVER, GtkPopover)
/* Signal “chosen” (code, a string). */

/* Empty, below `button`, and gone when it is closed. */
CunyiChoicePopover *cunyi_choice_popover_new (GtkWidget *button);
void cunyi_choice_popover_add (CunyiChoicePopover *popover, const char *code, const char *label, gboolean chosen);

G_END_DECLS
