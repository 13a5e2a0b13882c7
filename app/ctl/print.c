/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl print: papers as PDF, or to a printer. */

#include "config.h"

#include <glib/gi18n.h>

#include "clinic/paper.h"
#include "clinic/record-paper.h"
#include "ctl/ctl.h"
#include "document/pdf.h"
#include "document/printing.h"

static char *output, *printer, *case_, *form, *record;
static gboolean draft, empty, lines;
static char *since;
static int per_sheet, last;

/* The case that was said, else the newest one that prints this document. (transfer full) */
static char *
find_case (CunyiClinic *clinic, const char *document, const char *subject, GError **error)
{
  return case_ ? g_strdup (case_) : cunyi_paper_find_case (clinic, document, subject, error);
}

/* One paper, issued or, as a draft, only looked at. */
static CunyiDocument *
make (CunyiClinic *clinic, const char *document, const char *subject, GError **error)
{
  g_autofree char *id = find_case (clinic, document, subject, error);

  return draft ? cunyi_paper_preview (clinic, document, subject, id, error)
               : cunyi_paper_issue (clinic, document, subject, id, NULL, error);
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

/* The cards of everybody on as few sheets as they need. */
static int
print_sheets (CunyiClinic *clinic, const char *name, char **who)
{
  g_autoptr (CunyiDocument) cards = cunyi_document_new ();
  g_autoptr (CunyiDocument) sheets = NULL;
  int status = CTL_OK;

  cunyi_document_set_demo (cards, cunyi_clinic_is_demo (clinic));
  for (guint i = 0; who[i]; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *subject = ctl_find_subject (clinic, who[i]);
      g_autofree char *id = subject ? find_case (clinic, name, subject, &error) : NULL;

      if (subject == NULL)
        status = CTL_FAILED;
      else if (error || !cunyi_paper_issue_into (clinic, cards, name, subject, id, NULL, &error))
        status = ctl_fail (error);
    }
  if (cunyi_document_n_pages (cards) == 0)
    return CTL_FAILED;
  sheets = cunyi_document_new_card_sheets (cards, (guint) per_sheet);
  return deliver (clinic, sheets, output) == CTL_OK ? status : CTL_FAILED;
}

/* A form: the last records of somebody, one record with those on its sheet, or without answers. */
static CunyiDocument *
make_form (CunyiClinic *clinic, const char *subject, GError **error)
{
  if (record)
    return cunyi_record_paper_new (clinic, record, error);
  if (empty)
    return cunyi_record_paper_new_blank (clinic, form, subject, error);
  return cunyi_record_paper_new_last (clinic, form, subject, (guint) last, error);
}

static int
print_form (CunyiClinic *clinic, const char *who)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *subject = who ? ctl_find_subject (clinic, who) : NULL;
  g_autoptr (CunyiDocument) document = !who || subject ? make_form (clinic, subject, &error) : NULL;
  g_autofree char *path = document && output ? name_file (form ? form : record, subject ? subject : "empty") : NULL;

  if (document == NULL)
    return error ? ctl_fail (error) : CTL_FAILED;
  return deliver (clinic, document, path);
}

/* One list with the lines of all who were named. */
static int
print_register (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) clinic = ctl_open_day ();
  g_autoptr (GPtrArray) found = cunyi_record_paper_new_lines ();
  g_autoptr (CunyiDocument) document = NULL;
  CunyiForm *definition = clinic ? cunyi_library_get_form (cunyi_clinic_get_library (clinic), form) : NULL;
  g_autofree char *path = NULL;
  int status = CTL_OK;

  if (clinic == NULL)
    return CTL_FAILED;
  if (definition == NULL || !cunyi_record_paper_is_register (definition))
    return ctl_say (CTL_USAGE, _("--register is for forms with the print_layout rows."));
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *subject = ctl_find_subject (clinic, argv[i]);

      if (subject == NULL)
        status = CTL_FAILED;
      else if (!cunyi_record_paper_add_lines (clinic, definition, subject, since, found, &error))
        return ctl_fail (error);
    }
  if (found->len == 0)
    return ctl_say (CTL_FAILED, _("Nothing of this form was filled about them."));
  document = cunyi_record_paper_new_register (clinic, definition, found, &error);
  if (document == NULL)
    return ctl_fail (error);
  path = output ? name_file (form, "register") : NULL;
  return deliver (clinic, document, path) == CTL_OK ? status : CTL_FAILED;
}

static int
print_forms (int argc, char **argv)
{
  g_autoptr (CunyiClinic) clinic = NULL;
  int status = CTL_OK;

  if ((form == NULL) == (record == NULL) || draft || case_ || per_sheet || (record && (empty || argc > 1)))
    return ctl_say (CTL_USAGE, _("Say --form with --empty, or with whom it is about; or --record alone."));
  if (form && !empty && argc < 2)
    return ctl_say (CTL_USAGE, _("Say whose forms are to be printed, or --empty."));
  if (lines && (form == NULL || empty || last || argc < 2))
    return ctl_say (CTL_USAGE, _("--register stands with --form and whom the list is about."));
  if (lines)
    return print_register (argc, argv);
  if (argc > 2 && output && !g_file_test (output, G_FILE_TEST_IS_DIR))
    return ctl_say (CTL_USAGE, _("For several people --output must be a folder, and --case cannot be said."));
  if ((clinic = ctl_open_day ()) == NULL)
    return CTL_FAILED;
  if (argc < 2)
    return print_form (clinic, NULL);
  for (int i = 1; i < argc; i++)
    {
      int one = print_form (clinic, argv[i]);

      status = MAX (status, one);
    }
  return status;
}

int
ctl_print (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write this PDF, or PDFs into this folder"), N_("FILE") },
    { "printer", 0, 0, G_OPTION_ARG_STRING, &printer, N_("Print on this printer"), N_("NAME") },
    { "case", 'c', 0, G_OPTION_ARG_STRING, &case_, N_("The case that it belongs to"), N_("CASE") },
    { "cards", 0, 0, G_OPTION_ARG_INT, &per_sheet, N_("Cards: 8 or 10 to a sheet of A4, those of all people in one PDF"), N_("NUMBER") },
    { "form", 0, 0, G_OPTION_ARG_STRING, &form, N_("A form instead of a document: what was filled about these people"), N_("FORM") },
    { "empty", 0, 0, G_OPTION_ARG_NONE, &empty, N_("With --form: without answers, to be filled by hand"), NULL },
    { "last", 0, 0, G_OPTION_ARG_INT, &last, N_("With --form: so many of the last records, else all"), N_("NUMBER") },
    { "register", 0, 0, G_OPTION_ARG_NONE, &lines, N_("With --form: one list with what was filled about all of them"), NULL },
    { "since", 0, 0, G_OPTION_ARG_STRING, &since, N_("With --register: from this day on, as 2026-01-01"), N_("DAY") },
    { "record", 0, 0, G_OPTION_ARG_STRING, &record, N_("The sheet that this record is on"), N_("RECORD") },
    { "draft", 0, 0, G_OPTION_ARG_NONE, &draft, N_("Without a number and without a trace in the store"), NULL },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  int status = CTL_OK;

  if (!ctl_parse (ctl_find ("print"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if ((form || record || empty || last || lines) && (output || printer) && last >= 0)
    return print_forms (argc, argv);
  if (argc < 3 || (output == NULL && printer == NULL))
    return ctl_say (CTL_USAGE, _("Say the document, whom it is about, and --output or --printer."));
  if (per_sheet != 0 && ((per_sheet != 8 && per_sheet != 10) || draft || case_))
    return ctl_say (CTL_USAGE, _("--cards is 8 or 10, and stands without --draft and --case."));
  if (per_sheet == 0 && argc > 3 && (case_ || (output && !g_file_test (output, G_FILE_TEST_IS_DIR))))
    return ctl_say (CTL_USAGE, _("For several people --output must be a folder, and --case cannot be said."));
  if ((clinic = ctl_open_day ()) == NULL)
    return CTL_FAILED;
  if (per_sheet != 0)
    return print_sheets (clinic, argv[1], argv + 2);
  for (int i = 2; i < argc; i++)
    {
      int one = print_for (clinic, argv[1], argv[i]);

      status = MAX (status, one);
    }
  return status;
}
