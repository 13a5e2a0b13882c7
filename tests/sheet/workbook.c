/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a file is, whatever it is called. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "make.h"

static const struct {
  const char *what;
  const char *bytes;
  gsize length;
  CunyiSheetError code;
} refused[] = {
  { "nothing", "", 0, CUNYI_SHEET_ERROR_EMPTY },
  { "mark_and_nothing", "\xef\xbb\xbf", 3, CUNYI_SHEET_ERROR_EMPTY },
  { "blank_lines", "\r\n\r\n,,,\r\n", 9, CUNYI_SHEET_ERROR_EMPTY },
  { "pdf", "%PDF-1.7\n", 9, CUNYI_SHEET_ERROR_NOT_A_TABLE },
  { "png", "\x89PNG\r\n\x1a\n\0\0", 10, CUNYI_SHEET_ERROR_NOT_A_TABLE },
  { "jpeg", "\xff\xd8\xff\xe0", 4, CUNYI_SHEET_ERROR_NOT_A_TABLE },
  { "rar", "Rar!\x1a\x07", 6, CUNYI_SHEET_ERROR_NOT_A_TABLE },
  { "rtf", "{\\rtf1 x}", 9, CUNYI_SHEET_ERROR_NOT_A_TABLE },
  { "web_page_called_xls", "\xef\xbb\xbf \n<HTML><table>", 17, CUNYI_SHEET_ERROR_NOT_A_TABLE },
  { "table_of_a_web_page", "<table border=1>", 16, CUNYI_SHEET_ERROR_NOT_A_TABLE },
  { "xml_of_excel_2003", "<?xml version=\"1.0\"?><Workbook/>", 32, CUNYI_SHEET_ERROR_NOT_A_TABLE },
  { "web_page_in_one_file", "MIME-Version: 1.0\r\n", 19, CUNYI_SHEET_ERROR_NOT_A_TABLE },
  { "no_text", "a,b\0c,d\x01\x02", 9, CUNYI_SHEET_ERROR_NOT_A_TABLE },
  { "beginning_of_a_zip", "PK\x03\x04", 4, CUNYI_SHEET_ERROR_TRUNCATED },
  { "zip_without_parts", "PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22, CUNYI_SHEET_ERROR_NOT_A_TABLE },
  { "beginning_of_an_xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, CUNYI_SHEET_ERROR_TRUNCATED },
  { "quote_never_closed", "a,\"b\n", 5, CUNYI_SHEET_ERROR_DAMAGED },
};

static void
bytes_are_refused (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  assert_refuses (g_bytes_new_static (refused[i].bytes, refused[i].length), refused[i].code);
}

static void
text_is_a_table_named_by_the_caller (void)
{
  assert_reads (g_bytes_new_static ("姓名,年龄\n张三,\n,,\n\n", strlen ("姓名,年龄\n张三,\n,,\n\n")),
                "T: A1 text 姓名, B1 text 年龄, A2 text 张三");
  assert_reads (g_bytes_new_static ("\xd0\xd5\xc3\xfb,<65", 8), "T: A1 text 姓名, B1 text <65");
}

static void
cells_and_rows_without_text_are_cut_off (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a,,\n\n,b,,,\n,,\n\n", 15);
  g_autoptr (GPtrArray) tables = cunyi_workbook_read_bytes (NULL, bytes, NULL, NULL);
  CunyiTable *table = g_ptr_array_index (tables, 0);

  g_assert_cmpuint (cunyi_table_n_rows (table), ==, 3);
  g_assert_cmpuint (cunyi_table_row_length (table, 0), ==, 1);
  g_assert_cmpuint (cunyi_table_row_length (table, 1), ==, 0);
  g_assert_cmpuint (cunyi_table_row_length (table, 2), ==, 2);
}

static void
name_of_the_file_does_not_matter (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sheet-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "花名册.xls", NULL);
  g_autoptr (GPtrArray) tables = NULL;
  g_autofree char *described = NULL;

  g_assert_true (g_file_set_contents (path, "a,b", -1, NULL));
  tables = cunyi_workbook_read (path, NULL, NULL);
  g_assert_nonnull (tables);
  described = describe (tables);
  g_assert_cmpstr (described, ==, "花名册: A1 text a, B1 text b");
  g_unlink (path);
  g_rmdir (folder);
}

static void
assert_path (const char *path, CunyiSheetError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cunyi_workbook_read (path, NULL, &error));
  g_assert_error (error, CUNYI_SHEET_ERROR, (int) code);
}

static void
what_is_no_readable_file_ends_in_a_sentence (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sheet-XXXXXX", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.xlsx", NULL);
  g_autofree char *below = g_build_filename (folder, "missing", "below.xlsx", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *sparse = g_build_filename (folder, "large.xlsx", NULL);

  assert_path (folder, CUNYI_SHEET_ERROR_IO);
  assert_path (missing, CUNYI_SHEET_ERROR_NOT_FOUND);
  assert_path (below, CUNYI_SHEET_ERROR_NOT_FOUND);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_path (pipe, CUNYI_SHEET_ERROR_IO);
  g_assert_true (g_file_set_contents (sparse, "PK", -1, NULL));
  g_assert_cmpint (truncate (sparse, 1L << 40), ==, 0);
  assert_path (sparse, CUNYI_SHEET_ERROR_TOO_LARGE);
  g_unlink (pipe);
  g_unlink (sparse);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/workbook/bytes_are_refused/", refused[i].what, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), bytes_are_refused);
    }
#define TEST(name) g_test_add_func ("/sheet/workbook/" #name, name)
  TEST (text_is_a_table_named_by_the_caller);
  TEST (cells_and_rows_without_text_are_cut_off);
  TEST (name_of_the_file_does_not_matter);
  TEST (what_is_no_readable_file_ends_in_a_sentence);
  return g_test_run ();
}
