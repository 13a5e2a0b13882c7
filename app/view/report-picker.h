/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The tables that can be made, by section, and a search over them. One is always chosen, when there is any. */

#pragma once

#include <gtk/gtk.h>

#include "clinic/clinic.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_REPORT_PICKER (cunyi_report_picker_get_type ())
G_DECLARE_FINAL_TYPE (CunyiReportPicker, cunyi_report_picker, CUNYI, REPORT_PICKER, GtkWidget)
/* Signals: “chosen” (name of the report in the library); “done” (no arguments): the keyboard goes on to the table. */

/* Lists the reports of the clinic and chooses the first; returns how many there are. */
guint cunyi_report_picker_fill (CunyiReportPicker *list, CunyiClinic *clinic);

void cunyi_report_picker_choose (CunyiReportPicker *list, const char *name);

/* Gives the keyboard to the search; to the report that is chosen, FALSE when there is none. */
void cunyi_report_picker_find (CunyiReportPicker *list);
gboolean cunyi_report_picker_focus (CunyiReportPicker *list);

G_END_DECLS
