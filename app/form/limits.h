/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The numbers that rules are made of, each in one place: from which blood pressure on somebody is not controlled, after how
 * many days the next visit is. They are the code list `limit` with the columns value and valid_from; a code `sbp@2027` is
 * `sbp` from its own valid_from on. */

#pragma once

#include "base/codes.h"
#include "base/day.h"
#include "form/context.h"

G_BEGIN_DECLS

typedef void (*CunyiLimitFunc) (const char *name, const char *value, gpointer data);

/* Calls `func` for each limit with its value on `day`: of the versions whose valid_from is not after it the last, and the
 * first one when all are. `codes` may be NULL. */
void cunyi_limits_foreach (CunyiCodes *codes, CunyiDay day, CunyiLimitFunc func, gpointer data);
/* Sets limit_<name> in `context` for each. */
void cunyi_context_set_limits (CunyiContext *context, CunyiCodes *codes, CunyiDay day);

G_END_DECLS
