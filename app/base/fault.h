/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Faults of declared files: what is wrong, where, and what to write instead. A loader goes on after a fault and
 * collects them all; the doctor or the author of a pack then mends them in one go. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every kind of fault has a number and a name for ever; see fault-codes.h. */
typedef enum {
#define CUNYI_FAULT(number, symbol, name) CUNYI_FAULT_##symbol = number,
#include "base/fault-codes.h"
#undef CUNYI_FAULT
} CunyiFaultCode;

typedef struct {
  CunyiFaultCode code;
  char *file;    /* may be NULL */
  char *sheet;   /* may be NULL */
  guint row;     /* as the author counts: from 1; 0 when the fault is the file's */
  guint column;  /* from 1; 0 when the fault is the row's */
  char *message; /* a sentence in the language of the screen that says what to do */
} CunyiFault;

typedef struct _CunyiFaults CunyiFaults;

/* A list for one file. (transfer full) */
CunyiFaults *cunyi_faults_new (const char *file);
void cunyi_faults_free (CunyiFaults *faults);
/* Faults added from now on are those of `file`: for a loader that goes from one file to the next. */
void cunyi_faults_set_file (CunyiFaults *faults, const char *file);
const char *cunyi_faults_get_file (CunyiFaults *faults);
guint cunyi_faults_count (CunyiFaults *faults);
const CunyiFault *cunyi_faults_get (CunyiFaults *faults, guint index);

/* Adds a fault at `sheet`, `row`, `column` (from 1, 0 for unknown). After a thousand the list says so and takes no more. */
void cunyi_faults_add (CunyiFaults *faults, CunyiFaultCode code, const char *sheet, guint row, guint column,
                       const char *format, ...) G_GNUC_PRINTF (6, 7);

/* Adds what another list holds, each fault under its own file. */
void cunyi_faults_add_all (CunyiFaults *faults, CunyiFaults *more);

/* "unknown-type" for CUNYI_FAULT_UNKNOWN_TYPE. */
const char *cunyi_fault_code_name (CunyiFaultCode code);

/* One line: file, sheet, cell, number, sentence. (transfer full) */
char *cunyi_fault_to_text (const CunyiFault *fault);

/* Cell address as a spreadsheet shows it: 3, 2 is "B3". (transfer full) */
char *cunyi_cell_address (guint row, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiFaults, cunyi_faults_free)

G_END_DECLS
