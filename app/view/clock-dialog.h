/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Asks what day it is when the clock of the laptop cannot be right (clinic/clock-doubt.h). */

#pragma once

#include "clinic/clock-doubt.h"
#include "view/window.h"

G_BEGIN_DECLS

/* The day is settled and written down: the computer's, or the one that was typed, with which the whole program works. */
typedef void (*CunyiClockSettled) (CunyiWindow *window, CunyiClinic *clinic);

/* `settled` is not called when the doctor goes back. */
void cunyi_clock_dialog_ask (CunyiWindow *window, CunyiClinic *clinic, CunyiClockDoubt doubt, CunyiDay last,
                             CunyiClockSettled settled);

G_END_DECLS
