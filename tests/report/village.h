/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A village so small that every number of a report can be counted by hand, with the forms and workflows that ship. Days
 * around July 2022. */

#pragma once

#include "base/codes.h"
#include "base/pack.h"
#include "report/run.h"
#include "store/database.h"
#include "workflow/case.h"

typedef struct {
  char *folder;
  CunyiDatabase *database;
  CunyiPack *pack;
  CunyiBook *book;
} Village;

/* `more` are further statements, ended by NULL, or NULL. */
Village *village_new (const char *const *more);
void village_free (Village *village);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Village, village_free)

/* For a book. */
CunyiCodes *village_find_codes (const char *id, gpointer user_data);
/* A report of the pack national; faults are an error. (transfer full) */
CunyiReport *village_load (const char *name);
/* The report for the period in which `until` lies, today being that day, with options “name=value”. (transfer full) */
CunyiReportResult *village_run (Village *village, const char *name, const char *until, const char *place,
                                const char *const *options);
/* A row as its cells parted by |. */
void assert_row (CunyiReportResult *result, guint row, const char *expected);
