/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A laptop whose battery is empty wakes up in another year: deadlines, ages and terms would all be wrong, and contracts would
 * end by themselves. So the clock is compared with the last change that this laptop wrote, and who works here is asked. */

#pragma once

#include "base/day.h"
#include "clinic/clinic.h"

G_BEGIN_DECLS

typedef enum {
  CUNYI_CLOCK_LIKELY,
  CUNYI_CLOCK_BACK,  /* earlier than work that was done */
  CUNYI_CLOCK_AHEAD, /* so much later that nobody would have left the work lying */
} CunyiClockDoubt;

#define CUNYI_CLOCK_LEAP 60 /* days without a change after which one asks */

/* Of a clock that says `today` where it said `last` before. CUNYI_DAY_NONE as `last` tells nothing. */
CunyiClockDoubt cunyi_clock_doubt (CunyiDay last, CunyiDay today);

/* Of the clock now, against the last change in the store; `last` receives its day. Never in doubt about the demo village,
 * which may lie for a year. */
CunyiClockDoubt cunyi_clinic_doubt_clock (CunyiClinic *clinic, CunyiDay *last);
/* Writes down that somebody says today is today: nobody is asked again, and the journal knows who said so. */
gboolean cunyi_clinic_confirm_clock (CunyiClinic *clinic, GError **error);

/* What is strange, in a sentence. (transfer full) */
char *cunyi_clock_doubt_explain (CunyiClockDoubt doubt, CunyiDay last, CunyiDay today);

G_END_DECLS
