/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A long form: a third of its fields are calculated from others, a third are shown only after an answer, all have a rule; and
 * one, q0, is asked by all. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As a .csv; its id is `long`. (transfer full) */
GBytes *bench_long_form (guint fields);

G_END_DECLS
