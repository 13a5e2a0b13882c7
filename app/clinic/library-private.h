/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the files of the library share. */

#pragma once

#include "clinic/library.h"

G_BEGIN_DECLS

/* Of definitions, those first that others are checked against: codes before forms. (array zero-terminated) */
extern const char *const cunyi_library_kinds[];

/* Names of the definitions of a kind as they are kept: each version of a form (form@2025), each file of a report. (transfer none)
 * (array zero-terminated) */
char **cunyi_library_get_definitions (CunyiLibrary *library, const char *kind);

/* Why what was looked up cannot be read, by “kind/name”; a version of a form is “definition/id”, a rule “rule/kind/name”. NULL
 * when it can, or was not looked up. (transfer none) */
CunyiFaults *cunyi_library_get_faults (CunyiLibrary *library, const char *key);

/* (transfer none) */
CunyiDatabase *cunyi_library_get_database (CunyiLibrary *library);

G_END_DECLS
