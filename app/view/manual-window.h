/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The manual in a window of its own, so that it can stand beside the page it tells about. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CUNYI_TYPE_MANUAL_WINDOW (cunyi_manual_window_get_type ())
G_DECLARE_FINAL_TYPE (CunyiManualWindow, cunyi_manual_window, CUNYI, MANUAL_WINDOW, AdwWindow)

/* Opens it at the heading that carries `anchor` ({#anchor} behind it), at the beginning for "". */
void cunyi_manual_window_show (GtkWindow *parent, const char *anchor);

G_END_DECLS
