/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filling a form about somebody: what is known goes in, drafts are kept, and a finished form becomes a record and opens
 * the cases that it asks for, all in one transaction. */

#pragma once

#include "clinic/clinic.h"
#include "form/record.h"
#include "form/session.h"

G_BEGIN_DECLS

typedef struct _CunyiFilling CunyiFilling;

/* Begins a new record of a form in use, or goes on with its draft. NULL with CUNYI_CLINIC_ERROR_NO_FORM when there is no
 * such form. (transfer full) */
CunyiFilling *cunyi_filling_new (CunyiClinic *clinic, const char *form, const char *subject, GError **error);
/* After the day of the visit was changed: limits and last records are those of that day, and a new record goes on with the
 * version of the form that is valid on it, with the answers that it has (those that this version does not ask come back
 * with the one that does); `changed` (may be NULL) tells that the session is another one now. */
gboolean cunyi_filling_follow_day (CunyiFilling *filling, gboolean *changed, GError **error);
/* Changes a record, with the form that it was written with. (transfer full) */
CunyiFilling *cunyi_filling_new_for_record (CunyiClinic *clinic, const char *record, GError **error);
void cunyi_filling_free (CunyiFilling *filling);

/* (transfer none) */
CunyiSession *cunyi_filling_get_session (CunyiFilling *filling);
const char *cunyi_filling_get_subject (CunyiFilling *filling);
/* TRUE when it goes on with a draft. */
gboolean cunyi_filling_is_draft (CunyiFilling *filling);

/* Writes the draft when something was changed since the last time. */
gboolean cunyi_filling_keep_draft (CunyiFilling *filling, GError **error);
/* Throws the draft away. */
gboolean cunyi_filling_discard (CunyiFilling *filling, GError **error);

/* Takes a record that is there away, with its draft and its photographs. What it said of the person and moved elsewhere stays.
 * CUNYI_CLINIC_ERROR_IN_USE when it opened a case. */
gboolean cunyi_filling_delete (CunyiFilling *filling, GError **error);

/* Makes the record, opens its cases, drops the draft. FALSE without error set when the session says that something is
 * missing or wrong. `record` (transfer full) and `cases` (transfer full) (element-type utf8, ids) may be NULL. */
gboolean cunyi_filling_finish (CunyiFilling *filling, char **record, GPtrArray **cases, GError **error);
/* After that: the title of a case that waited for this form and did not go on with it, and why, as a sentence; NULL when there
 * is none. The record is kept. (transfer none) */
const char *cunyi_filling_get_refusal (CunyiFilling *filling);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiFilling, cunyi_filling_free)

#define CUNYI_CLINIC_ERROR (cunyi_clinic_error_quark ())
GQuark cunyi_clinic_error_quark (void);

typedef enum {
  CUNYI_CLINIC_ERROR_NO_FORM,     /* no such form in use */
  CUNYI_CLINIC_ERROR_NO_RECORD,   /* no such record */
  CUNYI_CLINIC_ERROR_IN_USE,      /* a case came from this record */
  CUNYI_CLINIC_ERROR_NO_DOCUMENT, /* no such document in use */
  CUNYI_CLINIC_ERROR_NO_REPORT,   /* no such report in use */
  CUNYI_CLINIC_ERROR_NO_CAMPAIGN, /* no such campaign in use */
  CUNYI_CLINIC_ERROR_NO_SUBJECT,  /* nobody with this id */
  CUNYI_CLINIC_ERROR_PACK,        /* the pack of the region cannot be used */
  CUNYI_CLINIC_ERROR_NO_NUMBER,   /* a number is wanted (clinic/standard.h) */
  CUNYI_CLINIC_ERROR_NO_CHOICE,   /* none of the values that may be chosen */
  CUNYI_CLINIC_ERROR_BROKEN,      /* a definition in use cannot be read; the message is the sentence for the doctor */
} CunyiClinicError;

G_END_DECLS
