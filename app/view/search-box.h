/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one search box, on every page: results narrow with each key, Enter opens the first. */

#pragma once

#include <adwaita.h>

#include "clinic/clinic.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_SEARCH_BOX (cunyi_search_box_get_type ())
G_DECLARE_FINAL_TYPE (CunyiSearchBox, cunyi_search_box, CUNYI, SEARCH_BOX, GtkWidget)

/* NULL when no clinic is open. */
void cunyi_search_box_set_clinic (CunyiSearchBox *self, CunyiClinic *clinic);
/* Now everybody can be found: what was typed meanwhile is looked for again, and an Enter behind it opens the first. */
void cunyi_search_box_search_again (CunyiSearchBox *self);

G_END_DECLS
