/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A form, workflow, document or list that somebody sent: shown first, then taken into use. */

#pragma once

#include "view/window.h"

G_BEGIN_DECLS

/* Says what the file holds, or what is wrong with it, and asks whether to use it. A table that is no form is taken for a
 * roster and shown as one. */
void cunyi_add_form_take (CunyiWindow *window, const char *path);
/* The same for a file that is dropped on the window. */
void cunyi_add_form_accept_drops (CunyiWindow *window);

G_END_DECLS
