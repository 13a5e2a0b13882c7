/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* CUPS, spoken to directly: GTK 4.8's print call crashes, and prints silently on another printer when the named one is gone.
 * The document goes over as a PDF at its true size; the printer's own fitting is switched off. */

#include "config.h"

#include "document/printing.h"

#include "document/pdf.h"

#include <cups/cups.h>
#include <dlfcn.h>
#include <glib/gi18n.h>
#include <string.h>

#define LIBRARY "libcups.so.2"
#define PRINTER_IDLE "3"
#define PRINTER_STOPPED "5"

void
cunyi_printer_free (CunyiPrinter *printer)
{
  g_free (printer->name);
  g_free (printer->title);
  g_free (printer->message);
  g_free (printer);
}

static void
free_printer (gpointer data)
{
  cunyi_printer_free (data);
}

/* ---- the library ---- */

#define FUNCTIONS(X) \
  X (cupsAddOption) X (cupsCancelJob2) X (cupsCreateJob) X (cupsEncryption) X (cupsFinishDocument) \
  X (cupsFreeDests) X (cupsFreeJobs) X (cupsFreeOptions) X (cupsGetDests2) X (cupsGetJobs2) \
  X (cupsGetNamedDest) X (cupsGetOption) X (cupsLastErrorString) X (cupsServer) X (cupsStartDocument) \
  X (cupsWriteRequestData) X (httpClose) X (httpConnect2) X (ippPort)

/* What is called of libcups, each by its name. It brings twenty libraries along, a twentieth of the program's start, and most
 * who start the program do not print: it is loaded when printing is first asked for. */
static struct {
#define X(name) __typeof__ (name) *name;
  FUNCTIONS (X)
#undef X
} libcups;

static gboolean
load_cups (void)
{
  static GMutex mutex;
  static gboolean whole;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  void *library = whole ? NULL : dlopen (LIBRARY, RTLD_LAZY | RTLD_LOCAL);

  if (library)
    {
      whole = TRUE;
#define X(name) whole = (libcups.name = dlsym (library, #name)) != NULL && whole;
      FUNCTIONS (X)
#undef X
    }
  return whole;
}

/* ---- printers ---- */

/* The door to all that follows: whoever has a connection has the library. */
static http_t *
connect_to_cups (GError **error)
{
  http_t *http = NULL;

  if (load_cups ())
    http = libcups.httpConnect2 (libcups.cupsServer (), libcups.ippPort (), NULL, AF_UNSPEC, libcups.cupsEncryption (), 1,
                                 5000, NULL);

  if (!http)
    g_set_error_literal (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_NO_PRINTING,
                         _("The print service of this computer does not answer. Start it, or save the document as a PDF."));
  return http;
}

static const char *
get_option (const cups_dest_t *dest, const char *name)
{
  const char *value = libcups.cupsGetOption (name, dest->num_options, dest->options);

  return value ? value : "";
}

static CunyiPrinter *
read_printer (const cups_dest_t *dest)
{
  CunyiPrinter *printer = g_new0 (CunyiPrinter, 1);
  const char *info = get_option (dest, "printer-info"), *state = get_option (dest, "printer-state");
  const char *reasons = get_option (dest, "printer-state-message");

  printer->name = g_strdup (dest->name);
  printer->title = g_utf8_make_valid (*info ? info : dest->name, -1);
  printer->message = g_utf8_make_valid (reasons, -1);
  printer->is_default = dest->is_default;
  printer->accepts = strcmp (get_option (dest, "printer-is-accepting-jobs"), "false") != 0;
  printer->duplex = (g_ascii_strtoull (get_option (dest, "printer-type"), NULL, 10) & CUPS_PRINTER_DUPLEX) != 0;
  printer->state = strcmp (state, PRINTER_STOPPED) == 0                   ? CUNYI_PRINTER_STOPPED
                   : *state == '\0' || strcmp (state, PRINTER_IDLE) == 0 ? CUNYI_PRINTER_READY
                                                                          : CUNYI_PRINTER_BUSY;
  return printer;
}

GPtrArray *
cunyi_printers_list (GError **error)
{
  http_t *http = connect_to_cups (error);
  GPtrArray *list;
  cups_dest_t *dests = NULL;
  int n;

  if (!http)
    return NULL;
  list = g_ptr_array_new_with_free_func (free_printer);
  n = libcups.cupsGetDests2 (http, &dests);
  for (int i = 0; i < n; i++)
    if (!dests[i].instance)
      g_ptr_array_insert (list, dests[i].is_default ? 0 : -1, read_printer (&dests[i]));
  libcups.cupsFreeDests (n, dests);
  libcups.httpClose (http);
  return list;
}

static gboolean
set_no_printer (const char *name, GError **error)
{
  g_set_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_NO_PRINTER,
               _("There is no printer “%s” on this computer. Choose another one."), name);
  return FALSE;
}

/* TRUE when the queue is there and takes jobs. A stopped printer would take the job and keep it for ever. */
static gboolean
check_printer (http_t *http, const char *name, GError **error)
{
  cups_dest_t *dest = libcups.cupsGetNamedDest (http, name, NULL);
  g_autoptr(CunyiPrinter) printer = NULL;

  if (!dest)
    return set_no_printer (name, error);
  printer = read_printer (dest);
  libcups.cupsFreeDests (1, dest);
  if (!printer->accepts)
    {
      g_set_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_STOPPED,
                   _("The printer “%s” takes no jobs at the moment. Look after it, or choose another one."), printer->title);
      return FALSE;
    }
  if (printer->state == CUNYI_PRINTER_STOPPED)
    {
      g_set_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_STOPPED,
                   _("The printer “%s” is stopped. Switch it on, look after paper and ink, and start it again."),
                   printer->title);
      return FALSE;
    }
  return TRUE;
}

/* The name of a paper of this size as CUPS wants it. (transfer full) */
static char *
media_of (CunyiDocument *document)
{
  static const struct {
    const char *name;
    double width, height; /* mm */
  } papers[] = {
    { "iso_a3_297x420mm", 297, 420 }, { "iso_a4_210x297mm", 210, 297 },
    { "iso_a5_148x210mm", 148, 210 }, { "iso_a6_105x148mm", 105, 148 },
  };
  char w[G_ASCII_DTOSTR_BUF_SIZE], h[G_ASCII_DTOSTR_BUF_SIZE];
  double width, height;

  cunyi_document_get_page_size (document, 0, &width, &height);
  width *= 25.4 / 72;
  height *= 25.4 / 72;
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if ((ABS (papers[i].width - width) < 1 && ABS (papers[i].height - height) < 1)
        || (ABS (papers[i].width - height) < 1 && ABS (papers[i].height - width) < 1))
      return g_strdup (papers[i].name);
  return g_strdup_printf ("custom_%sx%smm", g_ascii_formatd (w, sizeof w, "%.1f", width),
                          g_ascii_formatd (h, sizeof h, "%.1f", height));
}

static int
make_options (CunyiDocument *document, const CunyiPrintOptions *options, cups_option_t **list)
{
  g_autofree char *media = media_of (document);
  g_autofree char *copies = g_strdup_printf ("%u", options ? CLAMP (options->copies, 1, 99) : 1);
  int n = 0;

  n = libcups.cupsAddOption ("media", media, n, list);
  n = libcups.cupsAddOption ("print-scaling", "none", n, list);
  n = libcups.cupsAddOption ("copies", copies, n, list);
  return libcups.cupsAddOption ("sides", options && options->duplex ? "two-sided-long-edge" : "one-sided", n, list);
}

/* Sends the bytes as one job. Returns its number, 0 on failure. */
static int
send_job (http_t *http, const char *printer, const char *title, GBytes *pdf, int n_options, cups_option_t *options)
{
  int job = libcups.cupsCreateJob (http, printer, title, n_options, options);
  gsize size;
  const char *bytes = g_bytes_get_data (pdf, &size);

  if (job == 0)
    return 0;
  if (libcups.cupsStartDocument (http, printer, job, title, CUPS_FORMAT_PDF, 1) != HTTP_STATUS_CONTINUE
      || libcups.cupsWriteRequestData (http, bytes, size) != HTTP_STATUS_CONTINUE
      || libcups.cupsFinishDocument (http, printer) > IPP_STATUS_OK_CONFLICTING)
    {
      /* a job without its document would wait for ever */
      libcups.cupsCancelJob2 (http, printer, job, 0);
      return 0;
    }
  return job;
}

int
cunyi_document_print (CunyiDocument *self, const char *printer, const CunyiPrintOptions *print_options, GError **error)
{
  g_autoptr(GBytes) pdf = NULL;
  cups_option_t *options = NULL;
  http_t *http;
  int job = 0, n;

  g_return_val_if_fail (CUNYI_IS_DOCUMENT (self) && printer != NULL, 0);

  pdf = cunyi_document_to_pdf (self, NULL, NULL, error);
  if (!pdf)
    return 0;
  http = connect_to_cups (error);
  if (!http)
    return 0;
  if (check_printer (http, printer, error))
    {
      n = make_options (self, print_options, &options);
      job = send_job (http, printer, cunyi_document_get_title (self), pdf, n, options);
      if (job == 0)
        g_set_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_REFUSED,
                     /* Translators: name of a printer, and what CUPS says. */
                     _("The printer “%s” did not take the document. Try again, or save it as a PDF. (%s)"), printer,
                     libcups.cupsLastErrorString ());
      libcups.cupsFreeOptions (n, options);
    }
  libcups.httpClose (http);
  return job;
}

static CunyiPrintJobState
read_job_state (ipp_jstate_t state)
{
  switch (state)
    {
    case IPP_JSTATE_PENDING:
      return CUNYI_PRINT_JOB_WAITING;
    case IPP_JSTATE_PROCESSING:
      return CUNYI_PRINT_JOB_PRINTING;
    case IPP_JSTATE_HELD:
    case IPP_JSTATE_STOPPED:
      return CUNYI_PRINT_JOB_STOPPED;
    case IPP_JSTATE_COMPLETED:
      return CUNYI_PRINT_JOB_DONE;
    case IPP_JSTATE_CANCELED:
    case IPP_JSTATE_ABORTED:
    default:
      return CUNYI_PRINT_JOB_FAILED;
    }
}

CunyiPrintJobState
cunyi_print_job_get_state (const char *printer, int job, GError **error)
{
  CunyiPrintJobState state = CUNYI_PRINT_JOB_UNKNOWN;
  cups_job_t *jobs = NULL;
  http_t *http;
  int n;

  g_return_val_if_fail (printer != NULL, CUNYI_PRINT_JOB_UNKNOWN);

  http = connect_to_cups (error);
  if (!http)
    return CUNYI_PRINT_JOB_UNKNOWN;
  n = libcups.cupsGetJobs2 (http, &jobs, printer, 0, CUPS_WHICHJOBS_ALL);
  for (int i = 0; i < n; i++)
    if (jobs[i].id == job)
      state = read_job_state (jobs[i].state);
  if (n < 0)
    set_no_printer (printer, error);
  libcups.cupsFreeJobs (MAX (n, 0), jobs);
  libcups.httpClose (http);
  return state;
}
