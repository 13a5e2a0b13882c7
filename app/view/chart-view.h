/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Measured values over time with the band that is aimed at. */

#pragma once

#include <gtk/gtk.h>

#include "clinic/chart.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_CHART_VIEW (cunyi_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (CunyiChartView, cunyi_chart_view, CUNYI, CHART_VIEW, GtkWidget)

/* (transfer full) of `chart`. */
GtkWidget *cunyi_chart_view_new (CunyiChart *chart);

G_END_DECLS
