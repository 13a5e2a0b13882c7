/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a file is, by its first bytes, and which reader takes it. */

#include "config.h"

#include "sheet/workbook.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/csv.h"
#include "sheet/grid.h"
#include "sheet/reading.h"
#include "sheet/xls.h"
#include "sheet/xlsx.h"

typedef enum {
  FORMAT_TEXT,
  FORMAT_ZIP,
  FORMAT_OLE,     /* also the bare records of an .xls */
  FORMAT_WEBPAGE, /* what many web systems call .xls */
  FORMAT_OTHER,
} Format;

static const struct {
  const char *bytes;
  guint length;
  Format format;
} beginnings[] = {
  { "PK\x03\x04", 4, FORMAT_ZIP },
  { "PK\x05\x06", 4, FORMAT_OTHER }, /* a zip without parts */
  { "\xD0\xCF\x11\xE0", 4, FORMAT_OLE },
  { "\x09\x00\x04\x00", 4, FORMAT_OLE }, /* BIFF2, 3, 4, 5 and 8 without a container */
  { "\x09\x02\x06\x00", 4, FORMAT_OLE },
  { "\x09\x04\x06\x00", 4, FORMAT_OLE },
  { "\x09\x08\x08\x00", 4, FORMAT_OLE },
  { "\x09\x08\x10\x00", 4, FORMAT_OLE },
  { "%PDF", 4, FORMAT_OTHER },
  { "{\\rtf", 5, FORMAT_OTHER },
  { "\x89PNG", 4, FORMAT_OTHER },
  { "\xFF\xD8\xFF", 3, FORMAT_OTHER }, /* JPEG */
  { "GIF8", 4, FORMAT_OTHER },
  { "II*\0", 4, FORMAT_OTHER }, /* TIFF */
  { "MM\0*", 4, FORMAT_OTHER },
  { "Rar!", 4, FORMAT_OTHER },
  { "7z\xBC\xAF", 4, FORMAT_OTHER },
  { "\x1F\x8B\x08", 3, FORMAT_OTHER }, /* gzip */
  { "SQLite format 3", 15, FORMAT_OTHER },
};

static gboolean
is_webpage (const char *data, gsize size)
{
  static const char *const words[] = {
    "<!doctype", "<?xml", "<html", "<head", "<meta", "<body", "<style", "<table", "<div", "<!--", "mime-version:",
  };
  const char *end = data + size;

  if (size >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    data += 3;
  while (data < end && g_ascii_isspace (*data))
    data++;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((gsize) (end - data) >= strlen (words[i]) && g_ascii_strncasecmp (data, words[i], strlen (words[i])) == 0)
      return TRUE;
  return FALSE;
}

static Format
tell_format (const char *data, gsize size)
{
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (size >= beginnings[i].length && memcmp (data, beginnings[i].bytes, beginnings[i].length) == 0)
      return beginnings[i].format;
  return is_webpage (data, size) ? FORMAT_WEBPAGE : FORMAT_TEXT;
}

/* ---- text tables ---- */

static void
translate_csv_error (GError *csv, GError **error)
{
  CunyiSheetError code = CUNYI_SHEET_ERROR_DAMAGED;

  if (g_error_matches (csv, CUNYI_CSV_ERROR, CUNYI_CSV_ERROR_ENCODING))
    code = CUNYI_SHEET_ERROR_NOT_A_TABLE;
  else if (g_error_matches (csv, CUNYI_CSV_ERROR, CUNYI_CSV_ERROR_TOO_LARGE))
    code = CUNYI_SHEET_ERROR_TOO_LARGE;
  /* Its sentence names the line. */
  g_set_error_literal (error, CUNYI_SHEET_ERROR, code, csv->message);
  g_error_free (csv);
}

static gboolean
ends_with_text (CunyiTable *table, guint row)
{
  guint length = cunyi_table_row_length (table, row);

  return length > 0 && cunyi_table_get (table, row, length - 1)[0] != '\0';
}

/* Whether cells or rows without text follow the last text of a row or of the table. */
static gboolean
is_trimmed (CunyiTable *table)
{
  guint n_rows = cunyi_table_n_rows (table);

  for (guint row = 0; row < n_rows; row++)
    if (!ends_with_text (table, row) && (cunyi_table_row_length (table, row) > 0 || row + 1 == n_rows))
      return FALSE;
  return TRUE;
}

/* (transfer full) The table as the other readers would give it. */
static CunyiTable *
trim (CunyiTable *table, CunyiReading *reading, GError **error)
{
  g_autoptr (CunyiGrid) grid = NULL;

  if (is_trimmed (table))
    return cunyi_table_ref (table);
  grid = cunyi_grid_new (cunyi_table_get_name (table), reading);
  for (guint row = 0; row < cunyi_table_n_rows (table); row++)
    for (guint column = 0; column < cunyi_table_row_length (table, row); column++)
      {
        const char *text = cunyi_table_get (table, row, column);

        if (!cunyi_grid_add (grid, row, column, text, strlen (text), CUNYI_CELL_TEXT, error))
          return NULL;
      }
  return cunyi_grid_finish (grid, error);
}

static GPtrArray *
read_text (const char *name, const char *data, gsize size, CunyiReading *reading, GError **error)
{
  GError *csv_error = NULL;
  g_autoptr (CunyiTable) whole = cunyi_csv_parse (name, data, size, &csv_error);
  CunyiTable *table;
  GPtrArray *tables;

  if (whole == NULL)
    {
      translate_csv_error (csv_error, error);
      return NULL;
    }
  table = trim (whole, reading, error);
  if (table == NULL)
    return NULL;
  tables = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_table_unref);
  g_ptr_array_add (tables, table);
  return tables;
}

/* ---- all of them ---- */

static GPtrArray *
read_by_format (const char *name, GBytes *bytes, CunyiReading *reading, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  switch (tell_format (data, size))
    {
    case FORMAT_ZIP:
      return cunyi_xlsx_read (bytes, reading, error);
    case FORMAT_OLE:
      return cunyi_xls_read (bytes, reading, error);
    case FORMAT_TEXT:
      return read_text (name, data, size, reading, error);
    case FORMAT_WEBPAGE:
      g_set_error_literal (error, CUNYI_SHEET_ERROR, CUNYI_SHEET_ERROR_NOT_A_TABLE,
                           _("This is a web page, whatever it is called. Open it in Excel or WPS and save it as .xlsx."));
      return NULL;
    case FORMAT_OTHER:
    default:
      cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_NOT_A_TABLE);
      return NULL;
    }
}

static gboolean
has_text (GPtrArray *tables)
{
  for (guint i = 0; i < tables->len; i++)
    if (cunyi_table_n_rows (g_ptr_array_index (tables, i)) > 0)
      return TRUE;
  return FALSE;
}

GPtrArray *
cunyi_workbook_read_bytes (const char *name, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  CunyiReading reading = { .cancellable = cancellable };
  g_autoptr (GPtrArray) tables = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (!cunyi_reading_goes_on (&reading, error))
    return NULL;
  if (g_bytes_get_size (bytes) > CUNYI_MAX_FILE)
    {
      cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_TOO_LARGE);
      return NULL;
    }
  tables = read_by_format (name, bytes, &reading, error);
  if (tables == NULL)
    return NULL;
  if (!has_text (tables))
    {
      cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_EMPTY);
      return NULL;
    }
  return g_steal_pointer (&tables);
}

static void
translate_io_error (GError *io, GError **error)
{
  CunyiSheetError code = CUNYI_SHEET_ERROR_IO;

  if (g_error_matches (io, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    code = CUNYI_SHEET_ERROR_CANCELLED;
  else if (g_error_matches (io, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    code = CUNYI_SHEET_ERROR_NOT_FOUND;
  cunyi_sheet_fail (error, code);
  g_error_free (io);
}

/* The whole file, read and not mapped: pulling out the stick must not end the program. */
static GBytes *
load (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *io_error = NULL;
  GStatBuf status;
  GBytes *bytes;

  /* A pipe or a device would never end. */
  if (g_stat (path, &status) == 0 && (!S_ISREG (status.st_mode) || status.st_size > CUNYI_MAX_FILE))
    {
      cunyi_sheet_fail (error, S_ISREG (status.st_mode) ? CUNYI_SHEET_ERROR_TOO_LARGE : CUNYI_SHEET_ERROR_IO);
      return NULL;
    }
  bytes = g_file_load_bytes (file, cancellable, NULL, &io_error);
  if (bytes == NULL)
    translate_io_error (io_error, error);
  return bytes;
}

/* (transfer full) The file's name without folder and suffix, as it may be shown. */
static char *
get_title (const char *path)
{
  char *title = g_filename_display_basename (path);
  char *dot = strrchr (title, '.');

  if (dot && dot > title)
    *dot = '\0';
  return title;
}

GPtrArray *
cunyi_workbook_read (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *title = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = load (path, cancellable, error);
  if (bytes == NULL)
    return NULL;
  title = get_title (path);
  return cunyi_workbook_read_bytes (title, bytes, cancellable, error);
}
