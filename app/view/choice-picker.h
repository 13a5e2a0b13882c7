/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A choice from a long list: an entry, and under it the list, narrowed by number, label or first letters of the pinyin
 * with each key. Arrows choose, Enter takes; of several, Enter switches one and goes on when nothing is typed. */

#pragma once

#include "view/field-input.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_CHOICE_PICKER (cunyi_choice_picker_get_type ())
G_DECLARE_FINAL_TYPE (CunyiChoicePicker, cunyi_choice_picker, CUNYI, CHOICE_PICKER, GtkWidget)

GtkWidget *cunyi_choice_picker_new (void);

G_END_DECLS
