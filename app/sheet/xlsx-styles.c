/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The styles of an .xlsx: only number formats, and which cell style has which. */

#include "config.h"

#include "sheet/xlsx.h"

#include <string.h>

typedef struct {
  CunyiFormats *formats;
  gboolean in_cell_styles; /* <cellXfs>; <cellStyleXfs> has the same children */
  gboolean in_codes;       /* <numFmts>; conditional formats have codes of their own */
} Reader;

static void
start_cb (gpointer data, CunyiXml *xml, const char *name)
{
  Reader *reader = data;

  if (strcmp (name, "cellXfs") == 0)
    reader->in_cell_styles = TRUE;
  else if (strcmp (name, "numFmts") == 0)
    reader->in_codes = TRUE;
  else if (strcmp (name, "xf") == 0 && reader->in_cell_styles)
    cunyi_formats_add_style (reader->formats, cunyi_xml_number_attribute (xml, "numFmtId", 0));
  else if (strcmp (name, "numFmt") == 0 && reader->in_codes)
    {
      guint id = cunyi_xml_number_attribute (xml, "numFmtId", G_MAXUINT32);
      g_autofree char *code = cunyi_xml_dup_attribute (xml, "formatCode");

      if (id != G_MAXUINT32 && code)
        cunyi_formats_add_code (reader->formats, id, code);
    }
}

static void
end_cb (gpointer data, CunyiXml *xml, const char *name)
{
  Reader *reader = data;

  if (strcmp (name, "cellXfs") == 0)
    reader->in_cell_styles = FALSE;
  else if (strcmp (name, "numFmts") == 0)
    reader->in_codes = FALSE;
}

static void
text_cb (gpointer data, CunyiXml *xml, const char *text, gsize length)
{
}

gboolean
cunyi_xlsx_read_styles (CunyiArchive *archive, const char *part, CunyiFormats *formats, GError **error)
{
  static const CunyiXmlHandler handler = { start_cb, end_cb, text_cb };
  Reader reader = { .formats = formats };

  return cunyi_xml_read (archive, part, &handler, &reader, error);
}
