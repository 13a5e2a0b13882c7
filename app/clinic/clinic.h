/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The clinic whose store is open: what every page and every command works with. It knows the store, the declared forms,
 * workflows, reports and documents in use, and the search over its people. */

#pragma once

#include "clinic/library.h"
#include "clinic/search.h"
#include "store/database.h"
#include "workflow/move.h"

G_BEGIN_DECLS

/* What the first start asks. All texts UTF-8, "" where not given. */
typedef struct {
  const char *pack;        /* region: name of a pack */
  const char *county, *township, *village;
  const char *clinic;      /* name of the village clinic */
  const char *hospital;    /* township hospital */
  const char *doctor;      /* name of the first doctor, also the user of the key slot */
  const char *phone;       /* the doctor's */
  const char *password;
  gboolean demo;
} CunyiFounding;

#define CUNYI_TYPE_CLINIC (cunyi_clinic_get_type ())
G_DECLARE_FINAL_TYPE (CunyiClinic, cunyi_clinic, CUNYI, CLINIC, GObject)

/* Makes the store at `path`: places, first doctor and team, definitions of the pack. `recovery` receives the code of the
 * recovery sheet, `faults` what of the pack is wrong and was left out. Nothing is left behind when it fails.
 * (transfer full) */
CunyiClinic *cunyi_clinic_found (const char *path, const CunyiFounding *founding, char **recovery, CunyiFaults *faults,
                                 GError **error);

/* Goes to work in an open store as `user` (NULL for nobody: opened with the recovery sheet). (transfer full) */
CunyiClinic *cunyi_clinic_enter (CunyiDatabase *database, const char *user, GError **error);
/* Opens the store at `path` with a user's password and goes to work in it. (transfer full) */
CunyiClinic *cunyi_clinic_open (const char *path, const char *user, const char *secret, GError **error);

/* The same clinic for another thread: its own connection and library. (transfer full) */
CunyiClinic *cunyi_clinic_open_again (CunyiClinic *clinic, gboolean read_only, GError **error);

CunyiDatabase *cunyi_clinic_get_database (CunyiClinic *clinic);
CunyiLibrary *cunyi_clinic_get_library (CunyiClinic *clinic);
/* Workflows and cases; knows about subjects what cunyi_clinic_describe() tells. */
CunyiBook *cunyi_clinic_get_book (CunyiClinic *clinic);
/* Empty until it is filled (clinic/search.h); shared by all clinics opened again. */
CunyiSearch *cunyi_clinic_get_search (CunyiClinic *clinic);
gboolean cunyi_clinic_is_demo (CunyiClinic *clinic);

/* Name of the doctor at work, "" for nobody. */
const char *cunyi_clinic_get_doctor (CunyiClinic *clinic);

/* A setting, or `fallback`. (transfer full) */
char *cunyi_clinic_get_setting (CunyiClinic *clinic, const char *name, const char *fallback);
/* Id of the clinic's own village, "" before it is founded. (transfer full) */
char *cunyi_clinic_get_place (CunyiClinic *clinic);

/* Where the doctor's own store and the demo village lie when nothing else is said. (transfer full) */
char *cunyi_clinic_default_path (gboolean demo);

G_END_DECLS
