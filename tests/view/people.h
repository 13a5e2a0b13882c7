/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A few hundred people for the pages to show: the same ones each time. */

#pragma once

#include "clinic/clinic.h"

/* `data` is the number of households as GUINT_TO_POINTER, 0 for 100. Each has a head, a wife and one or two children, in
 * three village groups; every fifth household is 脱贫户, every third head has 高血压 and four follow-ups. The first
 * household is that of 张三 (born 1953-05-06, 15 years older than his wife). The village has done its own checks. */
void fill_with_people (CunyiClinic *clinic, gpointer data);
