/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl print: papers as PDF, or to a printer. */

#include "config.h"

#include <glib/gi18n.h>

#include "clinic/paper.h"
#include "ctl/ctl.h"
#include "document/pdf.h"
#include "document/printing.h"

static char *output, *printer, *case_;
static gboolean draft;

/* One paper, issued or, as a draft, only looked at. */
static CunyiDocument *
make (CunyiClinic *clinic, const char *document, const char *subject, GError **error)
{
  return draft ? cunyi_paper_preview (clinic, document, subject, case_, error)
               : cunyi_paper_issue (clinic, document, subject, case_, NULL, error);
}

/* The file to write; in a folder, one named after document and subject. (transfer full) */
static char *
name_file (const char *name, const char *subject)
{
  g_autofree char *file = g_strdup_printf ("%s-%s.pdf", name, subject);

  return g_file_test (output, G_FILE_TEST_IS_DIR) ? g_build_filename (output, file, NULL) : g_strdup (output);
}

static int
deliver (CunyiClinic *clinic, CunyiDocument *document, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *author = cunyi_clinic_get_setting (clinic, "clinic/name", "");
  int job;

  if (path && !cunyi_document_write_pdf (document, path, author, NULL, &error))
    return ctl_fail (error);
  if (printer)
    {
      job = cunyi_document_print (document, printer, NULL, &error);
      if (job == 0)
        return ctl_fail (error);
      g_print ("job\t%d\n", job);
    }
  if (path)
    g_print ("file\t%s\n", path);
  g_print ("pages\t%u\n", cunyi_document_n_pages (document));
  return CTL_OK;
}

static int
print_for (CunyiClinic *clinic, const char *name, const char *who)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *subject = ctl_find_subject (clinic, who);
  g_autoptr (CunyiDocument) document = subject ? make (clinic, name, subject, &error) : NULL;
  g_autofree char *path = document && output ? name_file (name, subject) : NULL;

  if (document == NULL)
    return error ? ctl_fail (error) : CTL_FAILED;
  return deliver (clinic, document, path);
}

int
ctl_print (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write this PDF, or PDFs into this folder"), N_("FILE") },
    { "printer", 0, 0, G_OPTION_ARG_STRING, &printer, N_("Print on this printer"), N_("NAME") },
    { "case", 'c', 0, G_OPTION_ARG_STRING, &case_, N_("The case that it belongs to"), N_("CASE") },
    { "draft", 0, 0, G_OPTION_ARG_NONE, &draft, N_("Without a number and without a trace in the store"), NULL },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  int status = CTL_OK;

  if (!ctl_parse (ctl_find ("print"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc < 3 || (output == NULL && printer == NULL))
    return ctl_say (CTL_USAGE, _("Say the document, whom it is about, and --output or --printer."));
  if (argc > 3 && (case_ || (output && !g_file_test (output, G_FILE_TEST_IS_DIR))))
    return ctl_say (CTL_USAGE, _("For several people --output must be a folder, and --case cannot be said."));
  if ((clinic = ctl_open ()) == NULL)
    return CTL_FAILED;
  for (int i = 2; i < argc; i++)
    {
      int one = print_for (clinic, argv[1], argv[i]);

      status = MAX (status, one);
    }
  return status;
}
