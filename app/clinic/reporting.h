/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A report of this clinic: its place, its month, the options that it has chosen, the words for titles and signatures. */

#pragma once

#include "clinic/clinic.h"
#include "report/result.h"

G_BEGIN_DECLS

/* The report in use under `name` for the period in which `day` lies, with what the clinic has decided. NULL with
 * CUNYI_CLINIC_ERROR_NO_REPORT when there is none. (transfer full) */
CunyiReportRequest *cunyi_reporting_request (CunyiClinic *clinic, const char *name, CunyiDay day, GError **error);

/* A line of the list of reports. */
typedef struct {
  char *name;
  char *title;
  char *section; /* heading, to be shown; "" for none */
} CunyiReportEntry;

/* All reports: those that are declared under the sections of the code list report_section, in its order, then those without a
 * section, then the records of each form. Of the latter nothing is made but the title. (transfer full) (element-type
 * CunyiReportEntry) */
GPtrArray *cunyi_reporting_list (CunyiClinic *clinic);

/* The day of the month on which reporting months end; 31 for the calendar's. */
guint cunyi_reporting_get_month_end (CunyiClinic *clinic);

/* Keeps a choice of an option for the next time. */
gboolean cunyi_reporting_set_option (CunyiClinic *clinic, const char *report, const char *option, const char *value,
                                     GError **error);

G_END_DECLS
