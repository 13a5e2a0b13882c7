/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One line for a text, a number, a day, a time, or what a scanner types. */

#pragma once

#include "view/field-input.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_ENTRY_INPUT (cunyi_entry_input_get_type ())
G_DECLARE_FINAL_TYPE (CunyiEntryInput, cunyi_entry_input, CUNYI, ENTRY_INPUT, GtkEntry)

GtkWidget *cunyi_entry_input_new (const CunyiItem *item);

G_END_DECLS
