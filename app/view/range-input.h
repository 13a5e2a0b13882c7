/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A number from a range: typed, or pulled on a scale beside the entry. */

#pragma once

#include "view/field-input.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_RANGE_INPUT (cunyi_range_input_get_type ())
G_DECLARE_FINAL_TYPE (CunyiRangeInput, cunyi_range_input, CUNYI, RANGE_INPUT, GtkWidget)

GtkWidget *cunyi_range_input_new (const CunyiItem *item);

G_END_DECLS
