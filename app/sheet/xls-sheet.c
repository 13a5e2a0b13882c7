/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The cells and merged ranges of one sheet of an .xls. */

#include "config.h"

#include "sheet/xls.h"

#include <string.h>

typedef struct {
  CunyiBiff *biff;
  const CunyiXlsShared *shared;
  CunyiGrid *grid;
  guint row, column; /* of the cell at hand; of the formula whose text is still to come */
  guint16 style;
  gboolean awaits_text; /* a formula's text stands in a record of its own */
  GString *text;
} Reader;

static gboolean
add (Reader *reader, CunyiCellKind kind, GError **error)
{
  if (reader->biff->is_short)
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
  return cunyi_grid_add (reader->grid, reader->row, reader->column, reader->text->str, reader->text->len, kind, error);
}

static gboolean
add_number (Reader *reader, double number, GError **error)
{
  CunyiShows shows = cunyi_formats_get (reader->shared->formats, reader->style);

  return add (reader, cunyi_number_write (reader->text, number, shows, reader->shared->from_1904), error);
}

static gboolean
add_boolean_or_error (Reader *reader, guint8 code, gboolean is_error, GError **error)
{
  static const struct { guint8 code; const char *text; } errors[] = {
    { 0x00, "#NULL!" }, { 0x07, "#DIV/0!" }, { 0x0F, "#VALUE!" }, { 0x17, "#REF!" },
    { 0x1D, "#NAME?" }, { 0x24, "#NUM!" }, { 0x2A, "#N/A" },
  };

  if (!is_error)
    {
      g_string_assign (reader->text, code ? "1" : "0");
      return add (reader, CUNYI_CELL_BOOLEAN, error);
    }
  g_string_assign (reader->text, "#ERROR!");
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    if (errors[i].code == code)
      g_string_assign (reader->text, errors[i].text);
  return add (reader, CUNYI_CELL_ERROR, error);
}

/* A number in 32 bits: a whole one, or the upper half of a double; perhaps a hundredth. */
static double
take_rk (CunyiBiff *biff)
{
  guint32 rk = cunyi_biff_take_u32 (biff);
  double number;

  if (rk & 2)
    number = (gint32) rk >> 2;
  else
    {
      guint64 bits = (guint64) (rk & ~3u) << 32;

      memcpy (&number, &bits, sizeof number);
    }
  return rk & 1 ? number / 100 : number;
}

static void
take_place (Reader *reader)
{
  reader->row = cunyi_biff_take_u16 (reader->biff);
  reader->column = cunyi_biff_take_u16 (reader->biff);
}

static void
take_cell (Reader *reader)
{
  take_place (reader);
  reader->style = cunyi_biff_take_u16 (reader->biff);
}

/* A row of numbers; the last column follows behind them. */
static gboolean
read_mulrk (Reader *reader, GError **error)
{
  CunyiBiff *biff = reader->biff;

  take_place (reader);
  while (biff->left >= 6 && !biff->is_short)
    {
      reader->style = cunyi_biff_take_u16 (biff);
      if (!add_number (reader, take_rk (biff), error))
        return FALSE;
      reader->column++;
    }
  return TRUE;
}

static gboolean
read_shared_string (Reader *reader, GError **error)
{
  guint32 index;
  const char *text;
  gsize length;

  take_cell (reader);
  index = cunyi_biff_take_u32 (reader->biff);
  text = cunyi_shared_strings_get (reader->shared->strings, index, &length);
  if (text == NULL || reader->biff->is_short)
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
  return cunyi_grid_add (reader->grid, reader->row, reader->column, text, length, CUNYI_CELL_TEXT, error);
}

/* The cached result: a double, unless its last two bytes are set; then the first byte says what it is. */
static gboolean
read_formula (Reader *reader, GError **error)
{
  enum { TEXT, BOOLEAN, ERROR };
  guint8 result[8];
  guint64 bits = 0;
  double number;

  take_cell (reader);
  for (guint i = 0; i < sizeof result; i++)
    {
      result[i] = cunyi_biff_take_u8 (reader->biff);
      bits |= (guint64) result[i] << (8 * i);
    }
  if (result[6] != 0xFF || result[7] != 0xFF)
    {
      memcpy (&number, &bits, sizeof number);
      return add_number (reader, number, error);
    }
  reader->awaits_text = result[0] == TEXT;
  if (result[0] == BOOLEAN || result[0] == ERROR)
    return add_boolean_or_error (reader, result[2], result[0] == ERROR, error);
  return TRUE;
}

static gboolean
read_text (Reader *reader, GError **error)
{
  cunyi_biff_take_string (reader->biff, cunyi_biff_take_u16 (reader->biff), reader->text);
  return add (reader, CUNYI_CELL_TEXT, error);
}

static gboolean
read_merges (Reader *reader, GError **error)
{
  CunyiBiff *biff = reader->biff;

  cunyi_biff_skip (biff, 2);
  while (biff->left >= 8)
    {
      CunyiMerge merge;

      merge.top = cunyi_biff_take_u16 (biff);
      merge.bottom = cunyi_biff_take_u16 (biff);
      merge.left = cunyi_biff_take_u16 (biff);
      merge.right = cunyi_biff_take_u16 (biff);
      if (!cunyi_grid_add_merge (reader->grid, &merge, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_record (Reader *reader, GError **error)
{
  CunyiBiff *biff = reader->biff;
  guint8 code;

  switch (biff->id)
    {
    case CUNYI_BIFF_LABELSST:
      return read_shared_string (reader, error);
    case CUNYI_BIFF_NUMBER:
      take_cell (reader);
      return add_number (reader, cunyi_biff_take_double (biff), error);
    case CUNYI_BIFF_RK:
      take_cell (reader);
      return add_number (reader, take_rk (biff), error);
    case CUNYI_BIFF_MULRK:
      return read_mulrk (reader, error);
    case CUNYI_BIFF_LABEL:
    case CUNYI_BIFF_RSTRING:
      take_cell (reader);
      return read_text (reader, error);
    case CUNYI_BIFF_FORMULA:
    case CUNYI_BIFF_FORMULA_3:
    case CUNYI_BIFF_FORMULA_4:
      return read_formula (reader, error);
    case CUNYI_BIFF_STRING:
      if (!reader->awaits_text)
        return TRUE;
      reader->awaits_text = FALSE;
      return read_text (reader, error);
    case CUNYI_BIFF_BOOLERR:
      take_cell (reader);
      code = cunyi_biff_take_u8 (biff);
      return add_boolean_or_error (reader, code, cunyi_biff_take_u8 (biff) != 0, error);
    case CUNYI_BIFF_MERGEDCELLS:
      return read_merges (reader, error);
    default:
      return TRUE;
    }
}

/* Charts lie in a sheet as streams of their own, from BOF to EOF. */
static gboolean
read_records (Reader *reader, CunyiReading *reading, GError **error)
{
  guint depth = 1;

  while (cunyi_biff_next (reader->biff))
    {
      if (!cunyi_reading_goes_on (reading, error))
        return FALSE;
      if (reader->biff->id == CUNYI_BIFF_BOF)
        depth++;
      else if (reader->biff->id == CUNYI_BIFF_EOF && --depth == 0)
        return TRUE;
      else if (depth == 1 && !read_record (reader, error))
        return FALSE;
    }
  return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_TRUNCATED);
}

gboolean
cunyi_xls_read_sheet (CunyiBiff *biff, const CunyiXlsShared *shared, CunyiGrid *grid, CunyiReading *reading,
                      GError **error)
{
  Reader reader = { .biff = biff, .shared = shared, .grid = grid };
  gboolean good;

  reader.text = g_string_new (NULL);
  good = read_records (&reader, reading, error);
  g_string_free (reader.text, TRUE);
  return good;
}
