/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A button that leads through a list of people: one form after another, or a few questions of all in one table. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

/* The people or households (ids) of the list at hand, and which they are: “person” or “household”. (transfer full)
 * (element utf8); the ids live as long as the array is looked at. */
typedef GPtrArray *(*CunyiListAtHand) (const char **kind, gpointer data);

/* Makes the menu of the button when it is opened. */
void cunyi_enter_many_set_up (GtkMenuButton *button, CunyiPage *page, CunyiListAtHand list, gpointer data);

G_END_DECLS
