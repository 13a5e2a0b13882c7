/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Smaller, fitting, larger: three buttons for a paper view, and Ctrl with −, 0 and + wherever the keyboard is in the window. */

#pragma once

#include "view/paper-view.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_ZOOM_BOX (cunyi_zoom_box_get_type ())
G_DECLARE_FINAL_TYPE (CunyiZoomBox, cunyi_zoom_box, CUNYI, ZOOM_BOX, GtkWidget)

/* The paper must live as long as the box. */
void cunyi_zoom_box_set_paper (CunyiZoomBox *box, CunyiPaperView *paper);

G_END_DECLS
