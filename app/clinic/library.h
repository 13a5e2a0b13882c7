/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is declared and in use: forms, reports, documents, code lists and rules by name, read from the definitions in the
 * store and kept parsed; workflows are kept by their book (workflow/case.h). A record is read with the definition that it
 * was written with. A library belongs to the thread of its store. */

#pragma once

#include "base/codes.h"
#include "base/fault.h"
#include "base/pack.h"
#include "document/template.h"
#include "form/form.h"
#include "report/definition.h"
#include "store/database.h"
#include "workflow/case.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_LIBRARY (cunyi_library_get_type ())
G_DECLARE_FINAL_TYPE (CunyiLibrary, cunyi_library, CUNYI, LIBRARY, GObject)

/* Copies every file of the pack and of the packs below it into the store as definitions in use. A file with faults is
 * left out and named in `faults`; the rest comes in. One transaction. */
gboolean cunyi_library_use_pack (CunyiDatabase *database, CunyiPack *pack, CunyiFaults *faults, GError **error);

/* Reads the names; each definition is parsed when it is first asked for. (transfer full) */
CunyiLibrary *cunyi_library_new (CunyiDatabase *database, GError **error);
/* Makes the views of all forms in use, for this connection and those opened again from it. */
gboolean cunyi_library_add_views (CunyiLibrary *library, GError **error);
/* Makes the views that packs declare in SQL; after those of forms and workflows, which they read. */
gboolean cunyi_library_add_declared_views (CunyiLibrary *library, GError **error);
/* Prepares every view, report, due rule, indicator and check against the store: what the pack alone cannot tell. */
void cunyi_library_check_sql (CunyiLibrary *library, CunyiFaults *faults);

/* Reads every definition in use: what cannot be read or does not fit the store, and why. It takes a while: for a thread. */
void cunyi_library_check (CunyiLibrary *library, CunyiBook *book, CunyiFaults *faults);

/* Those in use, by name; NULL when there is none or it cannot be read, which cunyi_library_fail() tells apart (a broken one
 * does not come into the store by way of cunyi_library_use_pack(), but a newer program may ask for more). (transfer none) */
CunyiForm *cunyi_library_get_form (CunyiLibrary *library, const char *name);
/* Of a form that stands there in several versions (<name>, <name>@2025) the one that is valid on a day, the earliest for a
 * day before all; the above is that of today. `definition` (transfer full) may be NULL. (transfer none) */
CunyiForm *cunyi_library_find_form (CunyiLibrary *library, const char *name, CunyiDay day, char **definition);
CunyiReport *cunyi_library_get_report (CunyiLibrary *library, const char *name);
CunyiTemplate *cunyi_library_get_document (CunyiLibrary *library, const char *name);
CunyiCodes *cunyi_library_get_codes (CunyiLibrary *library, const char *name);

/* A rule in SQL: kind “due”, “indicators” or “checks”. */
typedef struct {
  const char *name;
  const char *sql;
  GHashTable *heads; /* what its comments at the top say: title, target … */
} CunyiRule;

/* NULL when there is none. (transfer none) */
const CunyiRule *cunyi_library_get_rule (CunyiLibrary *library, const char *kind, const char *name);
/* What the rule's head says under `name`, "" when nothing. */
const char *cunyi_rule_get (const CunyiRule *rule, const char *name);

/* Sets the error for what the above did not give: CUNYI_CLINIC_ERROR_BROKEN with the sentence for the doctor when it is in use and
 * cannot be read, else that there is none. `kind` is that of the definition, or "definition" for an id. Returns FALSE. */
gboolean cunyi_library_fail (CunyiLibrary *library, const char *kind, const char *name, GError **error);

/* Id of the definition in use, NULL when there is none. (transfer full) */
char *cunyi_library_dup_definition (CunyiLibrary *library, const char *kind, const char *name);
/* The form as a record was written with it. (transfer none) */
CunyiForm *cunyi_library_get_form_by_definition (CunyiLibrary *library, const char *definition);

/* Names in use under a kind ("forms", "reports" …), sorted; a form once, whatever its versions. (transfer full) (array zero-terminated) */
char **cunyi_library_list (CunyiLibrary *library, const char *kind);

/* Of the reports that need no declaration, one for each form: its records (clinic/record-report.h). Names that
 * cunyi_library_get_report() knows. (transfer full) (array zero-terminated) */
char **cunyi_library_list_record_reports (CunyiLibrary *library);

/* Label of a code, or the code itself when the list does not have it. Never NULL. */
const char *cunyi_library_get_label (CunyiLibrary *library, const char *codes, const char *code);

G_END_DECLS
