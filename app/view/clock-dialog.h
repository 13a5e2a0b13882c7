/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Asks what day it is when the clock of the laptop cannot be right (clinic/clock-doubt.h). */

#pragma once

#include "clinic/clock-doubt.h"
#include "view/window.h"

G_BEGIN_DECLS

typedef void (*CunyiClockSettled) (CunyiWindow *window, CunyiClinic *clinic);

typedef struct {
  CunyiClockDoubt doubt;
  CunyiDay last, computer;     /* the last day that was right, and what the computer says now */
  gboolean at_work;            /* the clinic is open, and the program goes by `last` as long as nothing else is said */
  CunyiClockSettled settled;   /* the day that was typed is written down, and the whole program goes by it; not when the doctor
                                  goes back, except at work, where that is to go on with `last` */
} CunyiClockQuestion;

void cunyi_clock_dialog_ask (CunyiWindow *window, CunyiClinic *clinic, const CunyiClockQuestion *question);

G_END_DECLS
