/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the clinic decided once, by name (clinic/name), as text. */

#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* NULL when it was never set or the store does not answer: what asks goes on as usual then. (transfer full) */
char *cunyi_setting_get (CunyiDatabase *database, const char *name);
/* NULL removes it. Inside a transaction, or makes one of its own. */
gboolean cunyi_setting_set (CunyiDatabase *database, const char *name, const char *value, GError **error);
/* The same for what the program remembers beside the work, like the folder of the last file: undo passes it over. */
gboolean cunyi_setting_remember (CunyiDatabase *database, const char *name, const char *value, GError **error);

G_END_DECLS
