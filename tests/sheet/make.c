/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Workbooks by hand. */

#include "config.h"

#include "make.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "base/fault.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

static la_ssize_t
write_cb (struct archive *archive, void *bytes, const void *data, size_t length)
{
  g_byte_array_append (bytes, data, length);
  return length;
}

GBytes *
make_zip_of (GPtrArray *names, GPtrArray *contents, gboolean stored)
{
  struct archive *zip = archive_write_new ();
  GByteArray *bytes = g_byte_array_new ();

  archive_write_set_format_zip (zip);
  g_assert_cmpint (archive_write_set_options (zip, stored ? "compression=store" : "compression=deflate"), ==, ARCHIVE_OK);
  archive_write_set_bytes_in_last_block (zip, 1);
  archive_write_open (zip, bytes, NULL, write_cb, NULL);
  for (guint i = 0; i < names->len; i++)
    {
      struct archive_entry *entry = archive_entry_new ();
      gsize size;
      const char *data = g_bytes_get_data (g_ptr_array_index (contents, i), &size);

      archive_entry_set_pathname (entry, g_ptr_array_index (names, i));
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      archive_entry_set_size (entry, size);
      g_assert_cmpint (archive_write_header (zip, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (zip, data, size), ==, (la_ssize_t) size);
      archive_entry_free (entry);
    }
  archive_write_close (zip);
  archive_write_free (zip);
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
make_zip (const char *name, const char *content, ...)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  va_list list;

  va_start (list, content);
  while (name)
    {
      g_ptr_array_add (names, (char *) name);
      g_ptr_array_add (contents, g_bytes_new (content, strlen (content)));
      name = va_arg (list, const char *);
      content = name ? va_arg (list, const char *) : NULL;
    }
  va_end (list);
  return make_zip_of (names, contents, FALSE);
}

void
take_apart (GBytes *bytes, GPtrArray *names, GPtrArray *contents)
{
  struct archive *zip = archive_read_new ();
  struct archive_entry *entry;
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  archive_read_support_format_zip (zip);
  g_assert_cmpint (archive_read_open_memory (zip, data, size), ==, ARCHIVE_OK);
  while (archive_read_next_header (zip, &entry) == ARCHIVE_OK)
    {
      gsize length = archive_entry_size (entry);
      char *content = g_malloc (length + 1);

      g_assert_cmpint (archive_read_data (zip, content, length), ==, (la_ssize_t) length);
      g_ptr_array_add (names, g_strdup (archive_entry_pathname (entry)));
      g_ptr_array_add (contents, g_bytes_new_take (content, length));
    }
  archive_read_free (zip);
}

GBytes *
make_xlsx (const char *data, const char *strings, const char *styles, const char *properties)
{
  g_autofree char *workbook = g_strdup_printf (
    "<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'><workbookPr %s/><sheets><sheet name='S' sheetId='1' r:id='r1'/>"
    "</sheets></workbook>", properties ? properties : "");
  g_autofree char *sheet = g_strconcat ("<worksheet xmlns='" MAIN "'>", data, "</worksheet>", NULL);
  g_autofree char *sst = g_strconcat ("<sst xmlns='" MAIN "'>", strings ? strings : "", "</sst>", NULL);
  g_autofree char *style = g_strconcat ("<styleSheet xmlns='" MAIN "'>", styles ? styles : "", "</styleSheet>", NULL);

  return make_zip ("_rels/.rels",
                   "<Relationships xmlns='" PACKAGE "'><Relationship Id='a' Type='" OFFICE "/officeDocument' "
                   "Target='xl/workbook.xml'/></Relationships>",
                   "xl/workbook.xml", workbook,
                   "xl/_rels/workbook.xml.rels",
                   "<Relationships xmlns='" PACKAGE "'>"
                   "<Relationship Id='r1' Type='" OFFICE "/worksheet' Target='worksheets/sheet1.xml'/>"
                   "<Relationship Id='r2' Type='" OFFICE "/styles' Target='/xl/styles.xml'/>"
                   "<Relationship Id='r3' Type='" OFFICE "/sharedStrings' Target='../xl/sharedStrings.xml'/>"
                   "</Relationships>",
                   "xl/worksheets/sheet1.xml", sheet, "xl/styles.xml", style, "xl/sharedStrings.xml", sst, NULL);
}

void
add_record (GByteArray *stream, guint16 id, const void *body, gsize length)
{
  guint8 header[4] = { id, id >> 8, length, length >> 8 };

  g_byte_array_append (stream, header, sizeof header);
  if (length > 0)
    g_byte_array_append (stream, body, length);
}

static void
describe_table (GString *out, CunyiTable *table)
{
  static const char *const kinds[] = { "empty", "text", "number", "date", "boolean", "error", "lost-digits" };
  const char *separator = "";

  g_string_append_printf (out, "%s:", cunyi_table_get_name (table) ? cunyi_table_get_name (table) : "");
  for (guint row = 0; row < cunyi_table_n_rows (table); row++)
    for (guint column = 0; column < cunyi_table_row_length (table, row); column++)
      if (cunyi_table_get_kind (table, row, column) != CUNYI_CELL_EMPTY)
        {
          g_autofree char *place = cunyi_cell_address (row + 1, column + 1);

          g_string_append_printf (out, "%s %s %s %s", separator, place, kinds[cunyi_table_get_kind (table, row, column)],
                                  cunyi_table_get (table, row, column));
          separator = ",";
        }
  for (guint i = 0; i < cunyi_table_n_merges (table); i++)
    {
      const CunyiMerge *merge = cunyi_table_get_merge (table, i);
      g_autofree char *from = cunyi_cell_address (merge->top + 1, merge->left + 1);
      g_autofree char *to = cunyi_cell_address (merge->bottom + 1, merge->right + 1);

      g_string_append_printf (out, "%s %s:%s merge", separator, from, to);
      separator = ",";
    }
}

char *
describe (GPtrArray *tables)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < tables->len; i++)
    {
      if (i > 0)
        g_string_append (out, "; ");
      describe_table (out, g_ptr_array_index (tables, i));
    }
  return g_string_free (out, FALSE);
}

void
assert_reads (GBytes *bytes, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = cunyi_workbook_read_bytes ("T", bytes, NULL, &error);
  g_autofree char *described = NULL;

  g_bytes_unref (bytes);
  g_assert_no_error (error);
  described = describe (tables);
  g_assert_cmpstr (described, ==, expected);
}

void
assert_refuses (GBytes *bytes, CunyiSheetError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = cunyi_workbook_read_bytes ("T", bytes, NULL, &error);

  g_bytes_unref (bytes);
  g_assert_error (error, CUNYI_SHEET_ERROR, (int) code);
  g_assert_null (tables);
  g_assert_cmpuint (strlen (error->message), >, 10);
}
