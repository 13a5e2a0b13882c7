/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* libxml2 behind three gates: size, UTF-8, no DTD. Without a DTD there are no entities but the five of XML. */

#include "config.h"

#include "document/xml.h"

#include <glib/gi18n.h>
#include <libxml/parser.h>
#include <string.h>

#define MAX_SIZE (1024 * 1024)

static void
ignore_error (void *data, xmlErrorPtr error)
{
}

xmlDoc *
cunyi_xml_parse (GBytes *content, CunyiFaults *faults)
{
  gsize size;
  const char *bytes = g_bytes_get_data (content, &size);
  xmlParserCtxt *parser;
  xmlDoc *xml;

  if (size == 0 || size > MAX_SIZE || !g_utf8_validate (bytes, size, NULL))
    {
      cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 0, 0,
                        _("A template is XML in UTF-8 of at most one megabyte. This file is something else."));
      return NULL;
    }
  /* The letters could also stand in a comment; nobody needs them there. */
  if (g_strstr_len (bytes, size, "<!DOCTYPE") || g_strstr_len (bytes, size, "<!ENTITY"))
    {
      cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 0, 0,
                        _("A template has no document type and no entities. Take out the line that begins with <!DOCTYPE."));
      return NULL;
    }
  parser = xmlNewParserCtxt ();
  g_return_val_if_fail (parser != NULL, NULL);
  xmlSetStructuredErrorFunc (NULL, NULL);
  parser->sax->serror = ignore_error;
  xml = xmlCtxtReadMemory (parser, bytes, size, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
  if (!xml || !parser->wellFormed || !xmlDocGetRootElement (xml))
    {
      g_autofree char *said = g_strstrip (g_strdup (parser->lastError.message ? parser->lastError.message : ""));

      cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, MAX (parser->lastError.line, 0), 0,
                        /* Translators: what the XML reader says, in English. */
                        _("This is not well-formed XML: %s"), said);
      g_clear_pointer (&xml, xmlFreeDoc);
    }
  xmlFreeParserCtxt (parser);
  return xml;
}
