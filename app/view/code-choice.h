/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Choosing codes in dialogs: one of a list in a drop-down, several of a list as boxes to tick. */

#pragma once

#include <gtk/gtk.h>

#include "base/codes.h"

G_BEGIN_DECLS

/* Offers the codes of a list (NULL: none), after a first line without a code; where the list has a column `only`, those
 * with “yes” in it. */
void cunyi_code_choice_fill (GtkDropDown *choice, CunyiCodes *codes, const char *only);
/* A code that is not offered is added, so that nothing is changed unseen. */
void cunyi_code_choice_set (GtkDropDown *choice, const char *code);
/* The first line for a code that is not offered. */
void cunyi_code_choice_select (GtkDropDown *choice, const char *code);
/* "" for the first line. (transfer none) */
const char *cunyi_code_choice_get (GtkDropDown *choice);
/* Boxes to tick in `box`, one a code; `level` NULL, or what column level must say. */
void cunyi_code_ticks_fill (GtkBox *box, CunyiCodes *codes, const char *level);
void cunyi_code_ticks_set (GtkBox *box, const char *code, gboolean ticked);
/* Ticked codes. (transfer full) (array zero-terminated) */
char **cunyi_code_ticks_list (GtkBox *box);

G_END_DECLS
