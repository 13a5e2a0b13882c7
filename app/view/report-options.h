/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the county decides about a report, as small choices beside each other; each is kept in the store when it is made. */

#pragma once

#include <gtk/gtk.h>

#include "clinic/clinic.h"

G_BEGIN_DECLS

/* Fills `box` with the options of the report; `failed` (with the page as `data`) hears of a choice that could not be kept. */
void cunyi_report_options_fill (GtkBox *box, CunyiClinic *clinic, const char *report,
                                void (*failed) (const GError *error, gpointer data), gpointer data);

G_END_DECLS
