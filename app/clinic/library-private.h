/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the files of the library share. */

#pragma once

#include "clinic/library.h"

G_BEGIN_DECLS

/* (transfer none) */
CunyiDatabase *cunyi_library_get_database (CunyiLibrary *library);

G_END_DECLS
