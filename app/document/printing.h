/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Printing through CUPS, without a toolkit in between: which printers there are, hand over a document, see what became of it.
 * Every call may wait for the print service and belongs in a task. Errors are CUNYI_DOCUMENT_ERROR and sentences for the doctor. */

#pragma once

#include "document/document.h"

G_BEGIN_DECLS

typedef enum {
  CUNYI_PRINTER_READY,
  CUNYI_PRINTER_BUSY,
  CUNYI_PRINTER_STOPPED,
} CunyiPrinterState;

typedef struct {
  char *name;              /* what CUPS calls it */
  char *title;             /* what people call it; never empty */
  CunyiPrinterState state;
  gboolean accepts;        /* takes jobs */
  gboolean is_default;
  gboolean duplex;         /* prints both sides by itself */
  char *message;           /* what the printer says about its state, may be empty */
} CunyiPrinter;

void cunyi_printer_free (CunyiPrinter *printer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiPrinter, cunyi_printer_free)

/* CunyiPrinter of this machine, the default one first; empty when there is none. (transfer full) */
GPtrArray *cunyi_printers_list (GError **error);

typedef struct {
  guint copies;    /* 0 is 1 */
  gboolean duplex; /* both sides, turned over the long edge */
} CunyiPrintOptions;

/* Hands the document over at its true size. Returns the job's number, 0 on failure. `options` may be NULL. */
int cunyi_document_print (CunyiDocument *self, const char *printer, const CunyiPrintOptions *options, GError **error);

typedef enum {
  CUNYI_PRINT_JOB_WAITING,
  CUNYI_PRINT_JOB_PRINTING,
  CUNYI_PRINT_JOB_STOPPED,   /* held, or the printer stopped in the middle of it */
  CUNYI_PRINT_JOB_DONE,
  CUNYI_PRINT_JOB_FAILED,    /* cancelled or aborted */
  CUNYI_PRINT_JOB_UNKNOWN,   /* CUPS has forgotten it, or the call failed */
} CunyiPrintJobState;

/* What became of a job; ask again until it is done or failed. */
CunyiPrintJobState cunyi_print_job_get_state (const char *printer, int job, GError **error);

G_END_DECLS
