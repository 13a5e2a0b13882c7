/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writing a PDF: whole or not at all, and what cannot be done is told apart. */

#include "config.h"

#include "helpers.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

static CunyiDocument *
make_document (guint pages)
{
  g_autoptr(GString) source = g_string_new ("<document title='测试'>");
  g_autoptr(CunyiTemplate) template = NULL;
  g_autoptr(CunyiContext) context = cunyi_context_new ();

  for (guint i = 0; i < pages; i++)
    g_string_append_printf (source, "<page><p>第%u页</p></page>", i + 1);
  g_string_append (source, "</document>");
  template = parse_template (source->str);
  return fill (template, context);
}

static guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

static void
a_file_is_whole_and_leaves_nothing_beside_it (void)
{
  g_autoptr(CunyiDocument) document = make_document (3);
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.pdf", NULL), *bytes = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;

  g_assert_true (cunyi_document_write_pdf (document, path, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_assert_cmpmem (bytes + size - 6, 6, "%%EOF\n", 6);
  g_assert_cmpuint (count_files (folder), ==, 1);
  remove_folder (folder);
}

/* A disk that takes a thousand bytes and no more. */
static void
a_full_disk_keeps_the_old_file (void)
{
  g_autoptr(CunyiDocument) document = make_document (20);
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.pdf", NULL), *bytes = NULL;
  g_autoptr(GError) error = NULL;
  struct rlimit before, small;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  small = before;
  small.rlim_cur = 1000;
  setrlimit (RLIMIT_FSIZE, &small);
  g_assert_false (cunyi_document_write_pdf (document, path, NULL, NULL, &error));
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_FULL);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "old");
  g_assert_cmpuint (count_files (folder), ==, 1);
  remove_folder (folder);
}

static void
what_cannot_be_written_is_told_apart (void)
{
  g_autoptr(CunyiDocument) document = make_document (1);
  g_autofree char *folder = make_folder (), *plain = g_build_filename (folder, "file", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing", "a.pdf", NULL);
  g_autofree char *below_file = g_build_filename (folder, "file", "a.pdf", NULL);
  const struct {
    const char *path;
    int code;
  } cases[] = {
    { missing, CUNYI_DOCUMENT_ERROR_NO_FOLDER },
    { below_file, CUNYI_DOCUMENT_ERROR_NO_FOLDER },
    { folder, CUNYI_DOCUMENT_ERROR_WRITE },               /* a folder of that name is in the way */
    { "/proc/a.pdf", CUNYI_DOCUMENT_ERROR_NO_FOLDER },    /* what the kernel says there, also to root */
  };

  g_assert_true (g_file_set_contents (plain, "", 0, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].path);
      g_assert_false (cunyi_document_write_pdf (document, cases[i].path, NULL, NULL, &error));
      g_assert_error (error, CUNYI_DOCUMENT_ERROR, cases[i].code);
      g_assert_cmpuint (strlen (error->message), >, 20);
    }
  g_assert_cmpuint (count_files (folder), ==, 1);
  remove_folder (folder);
}

static void
a_cancelled_file_is_not_there (void)
{
  g_autoptr(CunyiDocument) document = make_document (5);
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.pdf", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (cunyi_document_write_pdf (document, path, NULL, cancellable, &error));
  g_assert_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (folder), ==, 0);
  remove_folder (folder);
}

static void
an_empty_document_is_not_written (void)
{
  g_autoptr(CunyiDocument) document = cunyi_document_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (cunyi_document_to_pdf (document, NULL, NULL, &error));
  g_assert_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_NO_PAGES);
}

static void
pages_that_are_switched_off_leave_nothing_to_print (void)
{
  g_autoptr(CunyiTemplate) template = parse_template ("<document><page if=\"${x} = '1'\"><p>一</p></page></document>");
  g_autoptr(CunyiContext) context = cunyi_context_new ();
  g_autoptr(CunyiDocument) document = cunyi_document_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (cunyi_document_add (document, template, context, &error));
  g_assert_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_NO_PAGES);
}

typedef struct {
  CunyiDocument *document;
  GBytes *pdf;
} Job;

static gpointer
write_in_thread (gpointer data)
{
  Job *job = data;

  job->pdf = cunyi_document_to_pdf (job->document, NULL, NULL, NULL);
  return NULL;
}

static gpointer
fill_in_thread (gpointer data)
{
  Job *job = data;

  job->document = make_document (4);
  return NULL;
}

/* Made in one task, drawn in another, after the first thread is gone. */
static void
a_document_moves_between_threads (void)
{
  Job job = { 0 };

  g_thread_join (g_thread_new ("fill", fill_in_thread, &job));
  g_assert_cmpuint (cunyi_document_n_pages (job.document), ==, 4);
  g_thread_join (g_thread_new ("write", write_in_thread, &job));
  g_assert_nonnull (job.pdf);
  g_assert_cmpuint (g_bytes_get_size (job.pdf), >, 1000);
  g_bytes_unref (job.pdf);
  g_object_unref (job.document);
}

/* The letters that cairo 1.16 loses from Noto CJK leave ink on the paper, each in a document of its own. */
static void
no_letter_is_lost_on_paper (void)
{
  static const char *const letters[] = { "如", "张", "一", "龘", "A", "𠮷" };
  g_autoptr(CunyiTemplate) template = parse_template (
      "<document><page paper='40x40' margin='5' size='40'><p>${v}</p></page></document>");

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autoptr(CunyiContext) context = cunyi_context_new ();
      g_autoptr(CunyiDocument) document = NULL;
      g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.pdf", NULL);
      g_autofree char *stem = g_build_filename (folder, "a", NULL), *image = g_strconcat (stem, ".pgm", NULL);
      const char *draw[] = { "pdftoppm", "-r", "72", "-gray", "-singlefile", path, stem, NULL };
      g_autofree char *output = NULL, *bytes = NULL;
      gsize size;
      guint dark = 0;

      cunyi_context_set (context, "v", letters[i]);
      document = fill (template, context);
      g_assert_true (cunyi_document_write_pdf (document, path, NULL, NULL, NULL));
      output = run_tool (draw);
      g_assert_true (g_file_get_contents (image, &bytes, &size, NULL));
      for (gsize p = 20; p < size; p++)
        dark += (guchar) bytes[p] < 100;
      g_test_message ("%s: %u", letters[i], dark);
      g_assert_cmpuint (dark, >, 30);
      remove_folder (folder);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/document/pdf/" #name, name)
  ADD (a_file_is_whole_and_leaves_nothing_beside_it);
  ADD (a_full_disk_keeps_the_old_file);
  ADD (what_cannot_be_written_is_told_apart);
  ADD (a_cancelled_file_is_not_there);
  ADD (an_empty_document_is_not_written);
  ADD (pages_that_are_switched_off_leave_nothing_to_print);
  ADD (a_document_moves_between_threads);
  ADD (no_letter_is_lost_on_paper);
#undef ADD
  return g_test_run ();
}
