/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lays children out like words: side by side, and on the next line where the width ends. For chips and buttons whose
 * number and length nobody knows beforehand. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CUNYI_TYPE_WRAP_LAYOUT (cunyi_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (CunyiWrapLayout, cunyi_wrap_layout, CUNYI, WRAP_LAYOUT, GtkLayoutManager)

/* Property “spacing”: pixels between children and between lines. */
GtkLayoutManager *cunyi_wrap_layout_new (int spacing);

G_END_DECLS
