/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The demo village: an invented village with two years of records, made from a seed number, to look around and practise
 * in. Its store is marked for ever; every page and print of it says so. */

#pragma once

#include "clinic/clinic.h"

G_BEGIN_DECLS

/* Everybody may open the demo village. */
#define CUNYI_DEMO_USER "演示村医"
#define CUNYI_DEMO_PASSWORD "yanshi"

/* First six digits of every ID number in it. No province of GB/T 2260 begins with 99, so the numbers pass every check and
 * are nobody's. */
#define CUNYI_DEMO_ADDRESS "999999"

/* Makes it at `path`: `households` of them (0 for the usual 900, about 3,000 people). The same seed, number and day give
 * the same village. Nothing is left behind when it fails. For any thread. */
gboolean cunyi_demo_make (const char *path, guint seed, guint households, CunyiProgress progress, gpointer data,
                          GCancellable *cancellable, GError **error);

G_END_DECLS
