/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The records of a form as a report like any other, made of its questions: a line for each record of a year, with whom it is
 * about and a column for each answer. So a form that came this morning has its table, on screen and as a workbook. */

#pragma once

#include "form/form.h"
#include "report/definition.h"

G_BEGIN_DECLS

/* Such a report is called records/<form>. */
#define CUNYI_RECORD_REPORT_PREFIX "records/"

/* `versions`: those of the form, the one in use first; its questions stand first, then what only others ask.
 * (transfer full); NULL and faults when it has too many questions for a table. */
CunyiReport *cunyi_record_report_new (GPtrArray *versions, CunyiFaults *faults);

G_END_DECLS
