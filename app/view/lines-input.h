/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Several lines of text. Enter makes a line; Shift+Enter goes back, Ctrl+Enter saves and goes on, Tab goes to the next
 * question. */

#pragma once

#include "view/field-input.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_LINES_INPUT (cunyi_lines_input_get_type ())
G_DECLARE_FINAL_TYPE (CunyiLinesInput, cunyi_lines_input, CUNYI, LINES_INPUT, GtkWidget)

/* Signal “back” besides those of inputs. */
GtkWidget *cunyi_lines_input_new (void);

G_END_DECLS
