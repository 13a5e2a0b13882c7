/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Forms on paper, filled or to be filled by hand, in the layout that each declares. They get no number and leave no trace
 * in the store: what was filled is a record already. */

#pragma once

#include "clinic/clinic.h"
#include "document/document.h"
#include "form/session.h"

G_BEGIN_DECLS

/* The sheet on which a record stands: it alone, or with those of the same subject that lie beside it on the official sheet
 * (setting print_count). (transfer full) */
CunyiDocument *cunyi_record_paper_new (CunyiClinic *clinic, const char *record, GError **error);

/* The last `n` records of a form (0 for all), the oldest first. Error CUNYI_CLINIC_ERROR_NO_RECORD when there is none.
 * (transfer full) */
CunyiDocument *cunyi_record_paper_new_last (CunyiClinic *clinic, const char *form, const char *subject, guint n, GError **error);

/* Whether a form is a register: one record a line. */
gboolean cunyi_record_paper_is_register (CunyiForm *form);
/* Adds the lines of a subject in a register to `lines`, those from the day `since` on (NULL: all). FALSE when they cannot be
 * read. (element CunyiContext) */
gboolean cunyi_record_paper_add_lines (CunyiClinic *clinic, CunyiForm *form, const char *subject, const char *since,
                                       GPtrArray *lines, GError **error);
/* The lines of many, in the order of their days. (transfer full) */
CunyiDocument *cunyi_record_paper_new_register (CunyiClinic *clinic, CunyiForm *form, GPtrArray *lines, GError **error);
/* An empty list for them. (transfer full) (element CunyiContext) */
GPtrArray *cunyi_record_paper_new_lines (void);

/* What a session holds now, beside what is saved already: in place of `record`, or as a new one when that is NULL. The sheet
 * says that it is not finished. (transfer full) */
CunyiDocument *cunyi_record_paper_new_draft (CunyiClinic *clinic, CunyiSession *session, const char *subject,
                                             const char *record, GError **error);

/* A form in use without answers; with a `subject`, which may be NULL, what stands above the table is filled. (transfer full) */
CunyiDocument *cunyi_record_paper_new_blank (CunyiClinic *clinic, const char *form, const char *subject, GError **error);

G_END_DECLS
