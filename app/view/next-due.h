/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who comes after somebody among the due work of the coming weeks, looked up in a thread while the doctor types. */

#pragma once

#include "clinic/due.h"

G_BEGIN_DECLS

/* Behind `form` for `subject` in the order of Today; of the same rule when that one is due itself, else of the same form. */
void cunyi_next_due_find_async (CunyiClinic *clinic, const char *form, const char *subject, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer data);
/* NULL without error set when nobody is. (transfer full) */
CunyiDue *cunyi_next_due_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
