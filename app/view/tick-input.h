/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A tick for what is acknowledged: Space ticks it, 1 ticks it and 0 takes it back, Enter goes on. */

#pragma once

#include "view/field-input.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_TICK_INPUT (cunyi_tick_input_get_type ())
G_DECLARE_FINAL_TYPE (CunyiTickInput, cunyi_tick_input, CUNYI, TICK_INPUT, GtkWidget)

GtkWidget *cunyi_tick_input_new (void);

G_END_DECLS
