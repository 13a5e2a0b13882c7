/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the doctor is told when something fails: one sentence that says what to do, for every error that reaches a page
 * or the command line. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In the language of the screen. (transfer full) */
char *cunyi_explain_error (const GError *error);

G_END_DECLS
