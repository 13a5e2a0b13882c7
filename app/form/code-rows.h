/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Code lists in SQL. A statement of a pack that names :codes_<list> gets the list as a JSON array, an object for each code
 * with all its columns, to be read with json_each: SELECT value ->> 'label' FROM json_each (:codes_disease). */

#pragma once

#include "form/form.h"
#include "store/database.h"

G_BEGIN_DECLS

/* Binds every list that `sql`, the text of the statement, names; one that nobody knows stays NULL, which has no rows.
 * `codes` may be NULL. */
void cunyi_code_rows_bind (CunyiStatement *statement, const char *sql, CunyiCodesFunc codes, gpointer data);

G_END_DECLS
