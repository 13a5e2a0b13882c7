/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An .xls from its outside: container, the workbook's own records, then sheet by sheet. */

#include "config.h"

#include "sheet/xls.h"

#include <string.h>

#include "sheet/ole.h"

#define BIFF8 0x0600
#define WORKSHEET 0x0010

static const guint8 ole_magic[] = { 0xD0, 0xCF, 0x11, 0xE0 };

typedef struct {
  guint32 offset; /* of its BOF in the stream */
  char *name;
} Sheet;

typedef struct {
  CunyiXlsShared shared;
  GArray *sheets; /* the visible ones */
  CunyiReading *reading;
  GString *text;
} Workbook;

static void
clear_sheet (gpointer data)
{
  g_free (((Sheet *) data)->name);
}

static gboolean
read_strings (Workbook *workbook, CunyiBiff *biff, GError **error)
{
  guint32 n_strings;

  cunyi_biff_skip (biff, 4);
  n_strings = cunyi_biff_take_u32 (biff);
  for (guint32 i = 0; i < n_strings; i++)
    {
      cunyi_biff_take_string (biff, cunyi_biff_take_u16 (biff), workbook->text);
      /* Some writers count more strings than there are; a cell that names one of them will tell. */
      if (biff->is_short)
        break;
      if (!cunyi_shared_strings_add (workbook->shared.strings, workbook->text->str, workbook->text->len, error)
          || !cunyi_reading_goes_on (workbook->reading, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_sheet_name (Workbook *workbook, CunyiBiff *biff, GError **error)
{
  guint32 offset = cunyi_biff_take_u32 (biff);
  gboolean hidden = (cunyi_biff_take_u8 (biff) & 3) != 0;
  guint8 type = cunyi_biff_take_u8 (biff);
  Sheet sheet = { offset };

  if (hidden || type != 0)
    return TRUE;
  if (workbook->sheets->len >= CUNYI_MAX_SHEETS)
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_TOO_LARGE);
  cunyi_biff_take_string (biff, cunyi_biff_take_u8 (biff), workbook->text);
  if (biff->is_short)
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
  sheet.name = g_strdup (workbook->text->str);
  g_array_append_val (workbook->sheets, sheet);
  return TRUE;
}

static gboolean
read_global (Workbook *workbook, CunyiBiff *biff, GError **error)
{
  guint16 id;

  switch (biff->id)
    {
    case CUNYI_BIFF_FILEPASS:
      return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_PASSWORD);
    case CUNYI_BIFF_DATEMODE:
      workbook->shared.from_1904 = cunyi_biff_take_u16 (biff) == 1;
      return TRUE;
    case CUNYI_BIFF_BOUNDSHEET:
      return read_sheet_name (workbook, biff, error);
    case CUNYI_BIFF_FORMAT:
      id = cunyi_biff_take_u16 (biff);
      cunyi_biff_take_string (biff, cunyi_biff_take_u16 (biff), workbook->text);
      cunyi_formats_add_code (workbook->shared.formats, id, workbook->text->str);
      return TRUE;
    case CUNYI_BIFF_XF:
      cunyi_biff_skip (biff, 2);
      cunyi_formats_add_style (workbook->shared.formats, cunyi_biff_take_u16 (biff));
      return TRUE;
    case CUNYI_BIFF_SST:
      return read_strings (workbook, biff, error);
    default:
      return TRUE;
    }
}

static gboolean
read_globals (Workbook *workbook, GBytes *stream, GError **error)
{
  CunyiBiff biff;

  cunyi_biff_init (&biff, stream, 0);
  if (!cunyi_biff_next (&biff))
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_TRUNCATED);
  /* Before BIFF5 the record had other numbers; of a bare stream only. */
  if (biff.id != CUNYI_BIFF_BOF || cunyi_biff_take_u16 (&biff) != BIFF8)
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_OLD_EXCEL);
  while (cunyi_biff_next (&biff) && biff.id != CUNYI_BIFF_EOF)
    if (!cunyi_reading_goes_on (workbook->reading, error) || !read_global (workbook, &biff, error))
      return FALSE;
  return biff.id == CUNYI_BIFF_EOF || cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_TRUNCATED);
}

static gboolean
read_sheet (Workbook *workbook, GBytes *stream, const Sheet *sheet, GPtrArray *tables, GError **error)
{
  g_autoptr (CunyiGrid) grid = cunyi_grid_new (sheet->name, workbook->reading);
  CunyiTable *table;
  CunyiBiff biff;

  cunyi_biff_init (&biff, stream, sheet->offset);
  if (!cunyi_biff_next (&biff))
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_TRUNCATED);
  if (biff.id != CUNYI_BIFF_BOF)
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
  cunyi_biff_skip (&biff, 2);
  if (cunyi_biff_take_u16 (&biff) != WORKSHEET)
    return TRUE;
  if (!cunyi_xls_read_sheet (&biff, &workbook->shared, grid, workbook->reading, error))
    return FALSE;
  /* Sheets do not share records; who names one sheet a thousand times wants to keep the reader busy. */
  if (!cunyi_reading_use (&workbook->reading->inflated, biff.next - sheet->offset, g_bytes_get_size (stream), error))
    return FALSE;
  table = cunyi_grid_finish (grid, error);
  if (table == NULL)
    return FALSE;
  g_ptr_array_add (tables, table);
  return TRUE;
}

static gboolean
read_stream (GBytes *stream, CunyiReading *reading, GPtrArray *tables, GError **error)
{
  g_autoptr (CunyiSharedStrings) strings = cunyi_shared_strings_new ();
  g_autoptr (CunyiFormats) formats = cunyi_formats_new ();
  g_autoptr (GArray) sheets = g_array_new (FALSE, FALSE, sizeof (Sheet));
  g_autoptr (GString) text = g_string_new (NULL);
  Workbook workbook = { { strings, formats }, sheets, reading, text };
  gboolean good;

  g_array_set_clear_func (sheets, clear_sheet);
  good = read_globals (&workbook, stream, error);
  for (guint i = 0; good && i < sheets->len; i++)
    good = read_sheet (&workbook, stream, &g_array_index (sheets, Sheet, i), tables, error);
  return good;
}

/* (transfer full) The stream of records in the container. */
static GBytes *
open_stream (GBytes *bytes, CunyiReading *reading, GError **error)
{
  static const char *const names[] = { "Workbook", "Book" };
  g_autoptr (CunyiOle) ole = cunyi_ole_new (bytes, reading, error);

  if (ole == NULL)
    return NULL;
  /* Book is what Excel 95 calls it, and some writers of what Excel 97 reads as well. */
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (cunyi_ole_has (ole, names[i]))
      return cunyi_ole_read (ole, names[i], error);
  if (cunyi_ole_has (ole, "EncryptedPackage"))
    cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_PASSWORD);
  else
    cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_NOT_A_TABLE);
  return NULL;
}

GPtrArray *
cunyi_xls_read (GBytes *bytes, CunyiReading *reading, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_table_unref);
  g_autoptr (GBytes) stream = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size >= sizeof ole_magic && memcmp (data, ole_magic, sizeof ole_magic) == 0)
    stream = open_stream (bytes, reading, error);
  else
    stream = g_bytes_ref (bytes);
  if (stream == NULL || !read_stream (stream, reading, tables, error))
    return NULL;
  return g_steal_pointer (&tables);
}
