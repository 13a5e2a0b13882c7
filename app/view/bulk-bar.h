/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Bar under a list of residents: how many are marked, and what can be done for all of them. What is offered comes from the
 * workflows, documents and groups in use. Hidden while nobody is marked. */

#pragma once

#include <gtk/gtk.h>

#include "clinic/clinic.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_BULK_BAR (cunyi_bulk_bar_get_type ())
G_DECLARE_FINAL_TYPE (CunyiBulkBar, cunyi_bulk_bar, CUNYI, BULK_BAR, GtkWidget)
/* Signal “cleared” (no arguments): the marks are to be taken away. */

/* For marked subjects of `kind` (person, household). (transfer full) of `chosen`, NULL-terminated; empty hides the bar. */
void cunyi_bulk_bar_set_chosen (CunyiBulkBar *bar, CunyiClinic *clinic, const char *kind, char **chosen);

G_END_DECLS
