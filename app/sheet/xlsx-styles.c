/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The styles of an .xlsx: only number formats, and which cell style has which. */

#include "config.h"

#include "sheet/xlsx.h"

enum { XF, CELL_STYLES, CODE, CODES };

static const char *const names[] = { "xf", "cellXfs", "numFmt", "numFmts", NULL };

typedef struct {
  CunyiFormats *formats;
  gboolean in_cell_styles; /* <cellXfs>; <cellStyleXfs> has the same children */
  gboolean in_codes;       /* <numFmts>; conditional formats have codes of their own */
} Reader;

static void
start_cb (gpointer data, CunyiXml *xml, guint element)
{
  Reader *reader = data;

  if (element == CELL_STYLES)
    reader->in_cell_styles = TRUE;
  else if (element == CODES)
    reader->in_codes = TRUE;
  else if (element == XF && reader->in_cell_styles)
    cunyi_formats_add_style (reader->formats, cunyi_xml_number_attribute (xml, "numFmtId", 0));
  else if (element == CODE && reader->in_codes)
    {
      guint id = cunyi_xml_number_attribute (xml, "numFmtId", G_MAXUINT32);
      g_autofree char *code = cunyi_xml_dup_attribute (xml, "formatCode");

      if (id != G_MAXUINT32 && code)
        cunyi_formats_add_code (reader->formats, id, code);
    }
}

static void
end_cb (gpointer data, CunyiXml *xml, guint element)
{
  Reader *reader = data;

  if (element == CELL_STYLES)
    reader->in_cell_styles = FALSE;
  else if (element == CODES)
    reader->in_codes = FALSE;
}

gboolean
cunyi_xlsx_read_styles (CunyiArchive *archive, const char *part, CunyiFormats *formats, GError **error)
{
  static const CunyiXmlHandler handler = { names, start_cb, end_cb };
  Reader reader = { .formats = formats };

  return cunyi_xml_read (archive, part, &handler, &reader, error);
}
