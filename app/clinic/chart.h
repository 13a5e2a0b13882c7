/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which measured values are drawn over time. Declared in the code list `measurement`: each row is a curve, with columns
 * label, chart (curves of one chart share its axis), forms (parted by blanks), question, unit, low and high (the target;
 * either may be blank), elder_age and elder_high (another upper target from that age on);
 * a number, or the name of one in the list `limit`. */

#pragma once

#include "clinic/timeline.h"

G_BEGIN_DECLS

typedef struct {
  char *label;
  char *unit;
  double low, high; /* NAN for none */
  GArray *values;   /* CunyiMeasurement, oldest first, at least one */
} CunyiCurve;

typedef struct {
  char *title;
  GPtrArray *curves; /* CunyiCurve */
} CunyiChart;

void cunyi_chart_free (CunyiChart *chart);

/* The charts that have anything to show about a person, in the order of the list. (transfer full) (element-type
 * CunyiChart) */
GPtrArray *cunyi_chart_list (CunyiClinic *clinic, const char *person, GError **error);

/* One sentence for who does not see the curves: last values, day and targets. (transfer full) */
char *cunyi_chart_describe (const CunyiChart *chart);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiChart, cunyi_chart_free)

G_END_DECLS
