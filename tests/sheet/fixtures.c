/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Workbooks that other programs wrote, cell for cell against what was put into them (make-fixtures.py). */

#include "config.h"

#include <string.h>

#include "base/fault.h"
#include "make.h"

static const char *const kinds[] = { "empty", "text", "number", "date", "boolean", "error", "lost-digits" };

static char *
escape (const char *text)
{
  g_autoptr (GString) out = g_string_new (text);

  g_string_replace (out, "\\", "\\\\", 0);
  g_string_replace (out, "\n", "\\n", 0);
  g_string_replace (out, "\t", "\\t", 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
list_table (GPtrArray *lines, CunyiTable *table)
{
  const char *name = cunyi_table_get_name (table);

  g_ptr_array_add (lines, g_strdup_printf ("%s\t\tsheet\t", name));
  for (guint row = 0; row < cunyi_table_n_rows (table); row++)
    {
      guint length = cunyi_table_row_length (table, row);

      /* Nothing empty at the end of a row or of the sheet. */
      g_assert_true (length == 0 || *cunyi_table_get (table, row, length - 1));
      g_assert_true (length > 0 || row + 1 < cunyi_table_n_rows (table));
      for (guint column = 0; column < length; column++)
        {
          g_autofree char *place = cunyi_cell_address (row + 1, column + 1);
          g_autofree char *text = escape (cunyi_table_get (table, row, column));

          if (*text)
            g_ptr_array_add (lines, g_strdup_printf ("%s\t%s\t%s\t%s", name, place,
                                                     kinds[cunyi_table_get_kind (table, row, column)], text));
        }
    }
  for (guint i = 0; i < cunyi_table_n_merges (table); i++)
    {
      const CunyiMerge *merge = cunyi_table_get_merge (table, i);
      g_autofree char *from = cunyi_cell_address (merge->top + 1, merge->left + 1);
      g_autofree char *to = cunyi_cell_address (merge->bottom + 1, merge->right + 1);

      g_ptr_array_add (lines, g_strdup_printf ("%s\t%s:%s\tmerge\t", name, from, to));
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
sort_lines (GPtrArray *lines)
{
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
every_cell_is_what_was_written (gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "sheet", "fixtures", data, NULL);
  g_autofree char *cells = g_strconcat (path, ".cells", NULL);
  g_autofree char *content = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *read = NULL;
  g_auto (GStrv) expected_lines = NULL;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = cunyi_workbook_read (path, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < tables->len; i++)
    list_table (lines, g_ptr_array_index (tables, i));
  g_file_get_contents (cells, &content, NULL, &error);
  g_assert_no_error (error);
  expected_lines = g_strsplit (g_strchomp (content), "\n", -1);
  for (guint i = 0; expected_lines[i]; i++)
    g_ptr_array_add (wanted, expected_lines[i]);
  g_assert_cmpuint (wanted->len, >, 5);
  expected = sort_lines (wanted);
  read = sort_lines (lines);
  g_assert_cmpstr (read, ==, expected);
}

static void
table_of_libreoffice_is_refused_by_name (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "sheet", "fixtures", "through.ods", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (cunyi_workbook_read (path, NULL, &error));
  g_assert_error (error, CUNYI_SHEET_ERROR, CUNYI_SHEET_ERROR_NOT_A_TABLE);
  g_assert_nonnull (strstr (error->message, "LibreOffice"));
}

int
main (int argc, char **argv)
{
  static const char *const names[] = {
    "openpyxl.xlsx", "openpyxl-1904.xlsx", "libreoffice.xlsx", "libreoffice-ods.xlsx", "libreoffice.xls", "xlwt.xls",
    "utf8.csv", "mark.csv", "gb18030.csv", "utf16.csv",
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/fixtures/every_cell_is_what_was_written/", names[i], NULL);

      g_test_add_data_func (path, names[i], every_cell_is_what_was_written);
    }
  g_test_add_func ("/sheet/fixtures/table_of_libreoffice_is_refused_by_name", table_of_libreoffice_is_refused_by_name);
  return g_test_run ();
}
