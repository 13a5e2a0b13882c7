/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The cells and merged ranges of one sheet of an .xlsx. */

#include "config.h"

#include "sheet/xlsx.h"

#include <string.h>

#include "sheet/xlsx-text.h"

#define MAX_LETTERS 3 /* XFD */
#define MAX_DIGITS 7  /* 1048576 */

typedef enum {
  TYPE_NUMBER,
  TYPE_SHARED,
  TYPE_STRING, /* result of a formula */
  TYPE_INLINE,
  TYPE_BOOLEAN,
  TYPE_ERROR,
  TYPE_DATE, /* strict workbooks: ISO 8601 */
} Type;

enum { CELL, VALUE, TEXT, ROW, MERGE, PHONETIC };

static const char *const names[] = { "c", "v", "t", "row", "mergeCell", "rPh", NULL };

typedef struct {
  const CunyiXlsxShared *shared;
  CunyiGrid *grid;
  guint next_row;    /* of a <row> or <c> that does not say where it is */
  guint next_column;
  guint row, column; /* of the cell at hand */
  Type type;
  guint64 style;
  gboolean in_value;
  GString *value; /* of <v> */
  CunyiXlsxText string; /* of <is> */
  GString *number;
} Reader;

/* "AB12" to row and column from 0; returns what follows, or NULL. */
static const char *
parse_place (const char *p, const char *end, guint *row, guint *column)
{
  const char *begin = p;
  guint letters = 0, digits = 0;

  for (; p < end && g_ascii_isalpha (*p); p++)
    letters = letters * 26 + (g_ascii_toupper (*p) - 'A' + 1);
  if (p == begin || p - begin > MAX_LETTERS)
    return NULL;
  begin = p;
  for (; p < end && g_ascii_isdigit (*p) && p - begin < MAX_DIGITS; p++)
    digits = digits * 10 + (*p - '0');
  if (digits == 0)
    return NULL;
  *row = digits - 1;
  *column = letters - 1;
  return p;
}

static gboolean
parse_number (const char *text, gsize length, guint64 *number)
{
  *number = 0;
  if (text == NULL || length == 0 || length > 9)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (text[i] - '0');
    }
  return TRUE;
}

/* The types of the standard differ in their first letter, but for s, shared, and str, the text of a formula. */
static Type
parse_type (const char *text, gsize length)
{
  if (text == NULL || length == 0)
    return TYPE_NUMBER;
  switch (text[0])
    {
    case 's':
      return length == 1 ? TYPE_SHARED : TYPE_STRING;
    case 'i':
      return TYPE_INLINE;
    case 'b':
      return TYPE_BOOLEAN;
    case 'e':
      return TYPE_ERROR;
    case 'd':
      return TYPE_DATE;
    default:
      return TYPE_NUMBER;
    }
}

static void
damaged (CunyiXml *xml)
{
  cunyi_sheet_fail (cunyi_xml_error (xml), CUNYI_SHEET_ERROR_DAMAGED);
}

/* ---- elements ---- */

static void
start_row (Reader *reader, CunyiXml *xml)
{
  gsize length;
  const char *place = cunyi_xml_attribute (xml, "r", &length);
  guint64 row;

  if (parse_number (place, length, &row) && row > 0)
    reader->next_row = row - 1;
  else if (place)
    damaged (xml);
  reader->row = reader->next_row;
  reader->next_column = 0;
}

static void
start_cell (Reader *reader, CunyiXml *xml)
{
  gsize length;
  const char *text = cunyi_xml_attribute (xml, "r", &length);

  reader->row = reader->next_row;
  reader->column = reader->next_column;
  if (text && parse_place (text, text + length, &reader->row, &reader->column) != text + length)
    damaged (xml);
  reader->next_column = reader->column + 1;
  text = cunyi_xml_attribute (xml, "s", &length);
  parse_number (text, length, &reader->style);
  text = cunyi_xml_attribute (xml, "t", &length);
  reader->type = parse_type (text, length);
  reader->in_value = FALSE;
  if (reader->value->len > 0)
    g_string_truncate (reader->value, 0);
  cunyi_xlsx_text_begin (&reader->string);
}

static void
start_merge (Reader *reader, CunyiXml *xml)
{
  gsize length;
  const char *text = cunyi_xml_attribute (xml, "ref", &length);
  const char *end = text + length;
  CunyiMerge merge;

  if (text == NULL)
    return;
  text = parse_place (text, end, &merge.top, &merge.left);
  if (text == NULL || text == end || *text != ':'
      || parse_place (text + 1, end, &merge.bottom, &merge.right) != end)
    return;
  cunyi_grid_add_merge (reader->grid, &merge, cunyi_xml_error (xml));
}

static void
start_cb (gpointer data, CunyiXml *xml, guint element)
{
  Reader *reader = data;

  if (element == CELL)
    start_cell (reader, xml);
  else if (element == VALUE)
    reader->in_value = TRUE;
  else if (element == ROW)
    start_row (reader, xml);
  else if (element == MERGE)
    start_merge (reader, xml);
  else
    cunyi_xlsx_text_start (&reader->string, element == PHONETIC);
}

static void
text_cb (gpointer data, CunyiXml *xml, const char *text, gsize length)
{
  Reader *reader = data;

  if (reader->in_value)
    cunyi_xlsx_append (reader->value, xml, text, length);
  else
    cunyi_xlsx_text_add (&reader->string, xml, text, length);
}

/* ---- cells ---- */

static void
add (Reader *reader, CunyiXml *xml, const char *text, gsize length, CunyiCellKind kind)
{
  cunyi_grid_add (reader->grid, reader->row, reader->column, text, length, kind, cunyi_xml_error (xml));
}

static void
add_number (Reader *reader, CunyiXml *xml)
{
  CunyiShows shows = cunyi_formats_get (reader->shared->formats, reader->style);
  const char *text = reader->value->str;
  CunyiCellKind kind;
  char *end;
  double number;

  if (shows == CUNYI_SHOWS_NUMBER && cunyi_number_is_plain (text, reader->value->len))
    {
      add (reader, xml, text, reader->value->len, CUNYI_CELL_NUMBER);
      return;
    }
  number = g_ascii_strtod (text, &end);
  if (end == text || *g_strchug (end) != '\0')
    {
      add (reader, xml, text, reader->value->len, CUNYI_CELL_TEXT);
      return;
    }
  kind = cunyi_number_write (reader->number, number, shows, reader->shared->from_1904);
  add (reader, xml, reader->number->str, reader->number->len, kind);
}

static void
add_shared (Reader *reader, CunyiXml *xml)
{
  const char *text = reader->value->str;
  gsize length = reader->value->len;
  guint64 index;

  if (g_ascii_isspace (text[0]) || g_ascii_isspace (text[length - 1]))
    length = strlen (g_strstrip (reader->value->str));
  if (length == 0)
    return;
  if (!parse_number (text, length, &index)
      || (text = cunyi_shared_strings_get (reader->shared->strings, index, &length)) == NULL)
    damaged (xml);
  else
    add (reader, xml, text, length, CUNYI_CELL_TEXT);
}

/* 2022-07-26T00:00:00.000Z as base/table.h has it: no fractions, no zone, no midnight. */
static void
add_iso_date (Reader *reader, CunyiXml *xml)
{
  GString *value = reader->value;
  char *time = strchr (value->str, 'T');
  gsize length = strcspn (value->str, ".Z");

  if (time && time[1] && strspn (time + 1, "0:.Z") == strlen (time + 1))
    length = time - value->str;
  add (reader, xml, value->str, length, CUNYI_CELL_DATE);
}

static void
end_cell (Reader *reader, CunyiXml *xml)
{
  GString *value = reader->value;
  GString *string = reader->string.text;

  if (string->len > 0 && (reader->type == TYPE_INLINE || value->len == 0))
    {
      cunyi_xlsx_unescape (string);
      add (reader, xml, string->str, string->len, CUNYI_CELL_TEXT);
    }
  else if (value->len == 0)
    return;
  else if (reader->type == TYPE_NUMBER)
    add_number (reader, xml);
  else if (reader->type == TYPE_SHARED)
    add_shared (reader, xml);
  else if (reader->type == TYPE_DATE)
    add_iso_date (reader, xml);
  else if (reader->type == TYPE_BOOLEAN)
    add (reader, xml, strcmp (value->str, "1") == 0 || g_ascii_strcasecmp (value->str, "true") == 0 ? "1" : "0", 1,
         CUNYI_CELL_BOOLEAN);
  else
    {
      cunyi_xlsx_unescape (value);
      add (reader, xml, value->str, value->len, reader->type == TYPE_ERROR ? CUNYI_CELL_ERROR : CUNYI_CELL_TEXT);
    }
}

static void
end_cb (gpointer data, CunyiXml *xml, guint element)
{
  Reader *reader = data;

  if (element == CELL)
    end_cell (reader, xml);
  else if (element == VALUE)
    reader->in_value = FALSE;
  else if (element == ROW)
    reader->next_row++;
  else if (element != MERGE)
    cunyi_xlsx_text_end (&reader->string, element == PHONETIC);
}

gboolean
cunyi_xlsx_read_sheet (CunyiArchive *archive, const char *part, const CunyiXlsxShared *shared, CunyiGrid *grid,
                       GError **error)
{
  static const CunyiXmlHandler handler = { names, start_cb, end_cb, text_cb };
  Reader reader = { .shared = shared, .grid = grid };
  gboolean good;

  reader.value = g_string_new (NULL);
  reader.number = g_string_new (NULL);
  cunyi_xlsx_text_init (&reader.string);
  good = cunyi_xml_read (archive, part, &handler, &reader, error);
  cunyi_xlsx_text_clear (&reader.string);
  g_string_free (reader.number, TRUE);
  g_string_free (reader.value, TRUE);
  return good;
}
