/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What day it is. One place, so that tests and a laptop whose clock is wrong can be told. */

#pragma once

#include "base/day.h"

G_BEGIN_DECLS

/* Today, local. */
CunyiDay cunyi_clock_today (void);
/* Now, local: 2022-07-26T08:30:00. (transfer full) */
char *cunyi_clock_now (void);

/* Holds the clock at `moment` (2022-07-26 or 2022-07-26T08:30:00), for tests; NULL lets it run again. The variable
 * CUNYI_NOW of the environment does the same for a whole program. */
void cunyi_clock_hold (const char *moment);

/* TRUE while somebody says what time it is. */
gboolean cunyi_clock_is_held (void);

/* Today as the laptop says, whatever cunyi_clock_correct() was told. */
CunyiDay cunyi_clock_computer (void);

/* Today is `day`, whatever the laptop says: its clock is so many days wrong, and the program goes by that until it ends. Before
 * threads begin that ask for the time, or when what they get may be either. */
void cunyi_clock_correct (CunyiDay day);

G_END_DECLS
