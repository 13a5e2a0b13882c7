/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The shared strings of an .xlsx. */

#include "config.h"

#include "sheet/xlsx.h"

#include "sheet/xlsx-text.h"

enum { TEXT, STRING, PHONETIC };

static const char *const names[] = { "t", "si", "rPh", NULL };

typedef struct {
  CunyiSharedStrings *strings;
  CunyiXlsxText string;
} Reader;

static void
start_cb (gpointer data, CunyiXml *xml, guint element)
{
  Reader *reader = data;

  if (element == STRING)
    cunyi_xlsx_text_begin (&reader->string);
  else
    cunyi_xlsx_text_start (&reader->string, element == PHONETIC);
}

static void
end_cb (gpointer data, CunyiXml *xml, guint element)
{
  Reader *reader = data;
  GString *text = reader->string.text;

  if (element != STRING)
    {
      cunyi_xlsx_text_end (&reader->string, element == PHONETIC);
      return;
    }
  cunyi_xlsx_unescape (text);
  cunyi_shared_strings_add (reader->strings, text->str, text->len, cunyi_xml_error (xml));
}

static void
text_cb (gpointer data, CunyiXml *xml, const char *text, gsize length)
{
  Reader *reader = data;

  cunyi_xlsx_text_add (&reader->string, xml, text, length);
}

gboolean
cunyi_xlsx_read_strings (CunyiArchive *archive, const char *part, CunyiSharedStrings *strings, GError **error)
{
  static const CunyiXmlHandler handler = { names, start_cb, end_cb, text_cb };
  Reader reader = { .strings = strings };
  gboolean good;

  cunyi_xlsx_text_init (&reader.string);
  good = cunyi_xml_read (archive, part, &handler, &reader, error);
  cunyi_xlsx_text_clear (&reader.string);
  return good;
}
