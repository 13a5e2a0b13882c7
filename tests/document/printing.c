/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Printing on a CUPS of the test's own, whose printers write into files: no display, no real printer, no other queue touched. */

#include "config.h"

#include "helpers.h"

#include "document/printing.h"

#include <cups/cups.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
  char *folder;
  char *socket;
  char *paper; /* what the printer wrote */
  GPid pid;
} Cups;

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* What CUPS hands the finished job to: a printer that is a file. */
static const char backend[] = "#!/bin/sh\n"
                              "[ $# -gt 0 ] || exit 0\n"
                              "cat ${6:+\"$6\"} > \"${DEVICE_URI#tofile:}\"\n";

static void
make_backend (Cups *cups)
{
  g_autofree char *path = g_build_filename (cups->folder, "bin", "backend", "tofile", NULL);
  g_autofree char *folder = g_path_get_dirname (path), *daemon = g_build_filename (cups->folder, "bin", "daemon", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, backend, -1, NULL));
  /* nobody but the owner may run it: cupsd then runs it as itself */
  g_assert_cmpint (chmod (path, 0700), ==, 0);
  /* the program that cupsd starts its children through */
  g_assert_cmpint (symlink ("/usr/lib/cups/daemon", daemon), ==, 0);
}

static void
make_settings (Cups *cups)
{
  static const char *const folders[] = { "run", "cache", "spool", "tmp", "log" };
  g_autofree char *files = NULL, *daemon = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (cups->folder, folders[i], NULL);

      g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
    }
  make_backend (cups);
  files = g_strdup_printf ("ServerRoot %1$s\nServerBin %1$s/bin\nStateDir %1$s/run\nCacheDir %1$s/cache\nRequestRoot %1$s/spool\n"
                           "TempDir %1$s/tmp\nAccessLog %1$s/log/access\nErrorLog %1$s/log/error\nPageLog %1$s/log/page\n%2$s",
                           cups->folder, geteuid () == 0 ? "User lp\nGroup lp\nSystemGroup root\n" : "");
  write_file (cups->folder, "cups-files.conf", files);
  daemon = g_strdup_printf ("LogLevel debug\nListen %s\nDefaultAuthType None\nBrowsing Off\nWebInterface No\n"
                            "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
                            "<Policy default>\nJobPrivateAccess all\nJobPrivateValues none\nSubscriptionPrivateAccess all\n"
                            "SubscriptionPrivateValues none\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n",
                            cups->socket);
  write_file (cups->folder, "cupsd.conf", daemon);
}

static void
wait_for_file (const char *path)
{
  for (guint i = 0; i < 500 && !g_file_test (path, G_FILE_TEST_EXISTS); i++)
    g_usleep (20000);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_error ("%s did not appear within ten seconds.", path);
}

/* A queue that hands PDF through to a file as it is. */
static void
add_queue (Cups *cups, const char *name, const char *file, gboolean enabled)
{
  g_autofree char *uri = g_strdup_printf ("tofile:%s", file), *output = NULL;
  const char *add[] = { "/usr/sbin/lpadmin", "-h", cups->socket, "-p", name, "-D", "卫生室打印机", "-v", uri, "-m", "raw",
                        enabled ? "-E" : NULL, NULL };

  output = run_tool (add);
}

/* When the test dies, so does its print service. */
static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
set_up (Cups *cups, gconstpointer data)
{
  g_autofree char *daemon = NULL, *files = NULL;
  char *arguments[] = { "/usr/sbin/cupsd", "-f", "-c", NULL, "-s", NULL, NULL };
  g_autoptr(GError) error = NULL;

  cups->folder = make_folder ();
  cups->socket = g_build_filename (cups->folder, "cups.sock", NULL);
  cups->paper = g_build_filename (cups->folder, "paper.pdf", NULL);
  make_settings (cups);
  arguments[3] = daemon = g_build_filename (cups->folder, "cupsd.conf", NULL);
  arguments[5] = files = g_build_filename (cups->folder, "cups-files.conf", NULL);
  g_spawn_async (NULL, arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, die_with_parent,
                 NULL, &cups->pid, &error);
  g_assert_no_error (error);
  wait_for_file (cups->socket);
  cupsSetServer (cups->socket);
  add_queue (cups, "paper", cups->paper, TRUE);
  add_queue (cups, "stopped", "/dev/null", FALSE);
}

static void
tear_down (Cups *cups, gconstpointer data)
{
  kill (cups->pid, SIGTERM);
  waitpid (cups->pid, NULL, 0);
  remove_folder (cups->folder);
  g_free (cups->folder);
  g_free (cups->socket);
  g_free (cups->paper);
}

static CunyiDocument *
make_document (void)
{
  g_autoptr(CunyiTemplate) template = parse_template ("<document title='测试'><page><p>打印测试</p></page></document>");
  g_autoptr(CunyiContext) context = cunyi_context_new ();

  return fill (template, context);
}

static CunyiPrintJobState
wait_for_job (const char *printer, int job)
{
  CunyiPrintJobState state = CUNYI_PRINT_JOB_UNKNOWN;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 300; i++)
    {
      state = cunyi_print_job_get_state (printer, job, &error);
      g_assert_no_error (error);
      if (state == CUNYI_PRINT_JOB_DONE || state == CUNYI_PRINT_JOB_FAILED)
        break;
      g_usleep (50000);
    }
  return state;
}

static void
a_document_reaches_the_printer (Cups *cups, gconstpointer data)
{
  g_autoptr(CunyiDocument) document = make_document ();
  g_autoptr(GError) error = NULL;
  const char *to_text[] = { "pdftotext", cups->paper, "-", NULL };
  g_autofree char *text = NULL;
  int job = cunyi_document_print (document, "paper", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (job, >, 0);
  g_assert_cmpint (wait_for_job ("paper", job), ==, CUNYI_PRINT_JOB_DONE);
  text = run_tool (to_text);
  assert_has (text, "打印测试");
}

static void
printers_are_listed_with_their_state (Cups *cups, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = cunyi_printers_list (&error);
  guint found = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      CunyiPrinter *printer = g_ptr_array_index (list, i);

      g_assert_cmpstr (printer->title, ==, "卫生室打印机");
      if (strcmp (printer->name, "paper") == 0)
        {
          g_assert_cmpint (printer->state, ==, CUNYI_PRINTER_READY);
          g_assert_true (printer->accepts);
          found++;
        }
      else if (strcmp (printer->name, "stopped") == 0)
        {
          g_assert_true (printer->state == CUNYI_PRINTER_STOPPED || !printer->accepts);
          found++;
        }
    }
  g_assert_cmpuint (found, ==, 2);
}

static void
what_cannot_be_printed_is_told (Cups *cups, gconstpointer data)
{
  g_autoptr(CunyiDocument) document = make_document ();
  static const struct {
    const char *printer;
    int code;
  } cases[] = {
    { "nowhere", CUNYI_DOCUMENT_ERROR_NO_PRINTER },  /* not silently on another one */
    { "", CUNYI_DOCUMENT_ERROR_NO_PRINTER },
    { "../paper", CUNYI_DOCUMENT_ERROR_NO_PRINTER },
    { "stopped", CUNYI_DOCUMENT_ERROR_STOPPED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].printer);
      g_assert_cmpint (cunyi_document_print (document, cases[i].printer, NULL, &error), ==, 0);
      g_assert_error (error, CUNYI_DOCUMENT_ERROR, cases[i].code);
    }
  g_assert_false (g_file_test (cups->paper, G_FILE_TEST_EXISTS));
}

static void
without_a_print_service_there_is_a_sentence (void)
{
  g_autoptr(CunyiDocument) document = make_document ();
  g_autoptr(GError) error = NULL, list_error = NULL;

  cupsSetServer ("/nonexistent/cups.sock");
  g_assert_cmpint (cunyi_document_print (document, "paper", NULL, &error), ==, 0);
  g_assert_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_NO_PRINTING);
  g_assert_null (cunyi_printers_list (&list_error));
  g_assert_error (list_error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_NO_PRINTING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/printing/without_a_print_service_there_is_a_sentence", without_a_print_service_there_is_a_sentence);
  g_test_add ("/document/printing/printers_are_listed_with_their_state", Cups, NULL, set_up,
              printers_are_listed_with_their_state, tear_down);
  g_test_add ("/document/printing/a_document_reaches_the_printer", Cups, NULL, set_up, a_document_reaches_the_printer, tear_down);
  g_test_add ("/document/printing/what_cannot_be_printed_is_told", Cups, NULL, set_up, what_cannot_be_printed_is_told, tear_down);
  return g_test_run ();
}
