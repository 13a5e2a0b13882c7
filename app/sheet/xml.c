/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* libxml2's SAX parser over a part of the archive. */

#include "config.h"

#include "sheet/xml.h"

#include <libxml/parser.h>
#include <string.h>

#define MAX_NAMES 12

/* What an attribute of SAX 2 is made of. */
enum { NAME, PREFIX, URI, BEGIN, END, N_FIELDS };

struct _CunyiXml {
  CunyiPart *part;
  const CunyiXmlHandler *handler;
  gpointer data;
  xmlParserCtxt *parser;
  const xmlChar *names[MAX_NAMES]; /* the handler's, as the parser interns them: then pointers are equal when names are */
  guint n_names;
  const xmlChar **attributes; /* of the element that starts */
  int n_attributes;
  int next_attribute; /* where to look first */
  const xmlChar *known_uri; /* the last namespace taken: names are interned, so that it is nearly always this pointer */
  GError *error;
};

/* Transitional, strict, and what the beta of Excel 2007 wrote. */
static gboolean
is_workbook_namespace (const char *uri)
{
  static const char *const beginnings[] = {
    "http://schemas.openxmlformats.org/spreadsheetml/",
    "http://purl.oclc.org/ooxml/spreadsheetml/",
    "http://schemas.openxmlformats.org/package/2006/relationships",
  };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (uri, beginnings[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_ours (CunyiXml *xml, const xmlChar *uri)
{
  if (uri && uri == xml->known_uri)
    return TRUE;
  if (uri == NULL || !is_workbook_namespace ((const char *) uri))
    return FALSE;
  xml->known_uri = uri;
  return TRUE;
}

static gboolean
find_element (CunyiXml *xml, const xmlChar *name, const xmlChar *uri, guint *element)
{
  for (guint i = 0; i < xml->n_names; i++)
    if (xml->names[i] == name)
      {
        *element = i;
        return is_ours (xml, uri);
      }
  return FALSE;
}

static void
stop_after_error (CunyiXml *xml)
{
  if (xml->error)
    xmlStopParser (xml->parser);
}

static void
start_element_cb (void *user_data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
                  const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
  CunyiXml *xml = user_data;
  guint element;

  if (xml->error || !find_element (xml, name, uri, &element))
    return;
  xml->attributes = attributes;
  xml->n_attributes = n_attributes;
  xml->next_attribute = 0;
  xml->handler->start (xml->data, xml, element);
  xml->n_attributes = 0;
  stop_after_error (xml);
}

static void
end_element_cb (void *user_data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  CunyiXml *xml = user_data;
  guint element;

  if (xml->error || xml->handler->end == NULL || !find_element (xml, name, uri, &element))
    return;
  xml->handler->end (xml->data, xml, element);
  stop_after_error (xml);
}

static void
characters_cb (void *user_data, const xmlChar *text, int length)
{
  CunyiXml *xml = user_data;

  if (xml->error || xml->handler->text == NULL)
    return;
  xml->handler->text (xml->data, xml, (const char *) text, length);
  stop_after_error (xml);
}

static void
doctype_cb (void *user_data, const xmlChar *name, const xmlChar *external_id, const xmlChar *system_id)
{
  CunyiXml *xml = user_data;

  if (xml->error == NULL)
    cunyi_sheet_fail (&xml->error, CUNYI_SHEET_ERROR_DAMAGED);
  stop_after_error (xml);
}

static int
read_cb (void *user_data, char *buffer, int size)
{
  CunyiXml *xml = user_data;

  return xml->error ? -1 : (int) cunyi_part_read (xml->part, buffer, size, &xml->error);
}

static int
close_cb (void *user_data)
{
  return 0;
}

static void
intern_names (CunyiXml *xml)
{
  for (; xml->handler->names[xml->n_names]; xml->n_names++)
    {
      g_assert (xml->n_names < MAX_NAMES);
      xml->names[xml->n_names] = xmlDictLookup (xml->parser->dict, (const xmlChar *) xml->handler->names[xml->n_names], -1);
    }
}

/* No XML_PARSE_HUGE: its limits on depth, names and text are welcome. No XML_PARSE_NOENT: nothing is substituted. */
static void
parse (CunyiXml *xml)
{
  xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
    .cdataBlock = characters_cb,
    .internalSubset = doctype_cb,
    .externalSubset = doctype_cb,
  };

  xml->parser = xmlCreateIOParserCtxt (&sax, xml, read_cb, close_cb, xml, XML_CHAR_ENCODING_NONE);
  if (xml->parser)
    {
      intern_names (xml);
      xmlCtxtUseOptions (xml->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
      xmlParseDocument (xml->parser);
    }
  if (xml->error == NULL && (xml->parser == NULL || !xml->parser->wellFormed))
    cunyi_sheet_fail (&xml->error, CUNYI_SHEET_ERROR_DAMAGED);
  if (xml->parser)
    xmlFreeParserCtxt (xml->parser);
}

gboolean
cunyi_xml_read (CunyiArchive *archive, const char *name, const CunyiXmlHandler *handler, gpointer data, GError **error)
{
  g_autoptr (CunyiPart) part = cunyi_archive_open (archive, name, error);
  CunyiXml xml = { .part = part, .handler = handler, .data = data };

  if (part == NULL)
    return FALSE;
  parse (&xml);
  if (xml.error == NULL)
    return TRUE;
  g_propagate_error (error, xml.error);
  return FALSE;
}

GError **
cunyi_xml_error (CunyiXml *xml)
{
  return &xml->error;
}

/* Most names have one letter. */
static inline gboolean
is_name (const xmlChar *attribute, const char *name)
{
  return attribute[0] == (xmlChar) name[0] && attribute[1] == (xmlChar) name[1]
         && (name[1] == '\0' || strcmp ((const char *) attribute + 1, name + 1) == 0);
}

static const char *
find_attribute (CunyiXml *xml, const char *name, gboolean with_prefix, gsize *length)
{
  /* Attributes are asked for in the order in which they are usually written. */
  for (int left = xml->n_attributes; left > 0; left--)
    {
      const xmlChar **attribute = xml->attributes + xml->next_attribute * N_FIELDS;

      xml->next_attribute = xml->next_attribute + 1 < xml->n_attributes ? xml->next_attribute + 1 : 0;
      if ((attribute[URI] != NULL) == with_prefix && is_name (attribute[NAME], name))
        {
          *length = attribute[END] - attribute[BEGIN];
          return (const char *) attribute[BEGIN];
        }
    }
  return NULL;
}

const char *
cunyi_xml_attribute (CunyiXml *xml, const char *name, gsize *length)
{
  return find_attribute (xml, name, FALSE, length);
}

/* libxml2 leaves an ampersand of an attribute as a reference unless it is told to substitute entities. */
static char *
copy (const char *value, gsize length)
{
  GString *text = value ? g_string_new_len (value, length) : NULL;

  if (text == NULL)
    return NULL;
  g_string_replace (text, "&#38;", "&", 0);
  return g_string_free (text, FALSE);
}

char *
cunyi_xml_dup_attribute (CunyiXml *xml, const char *name)
{
  gsize length;
  const char *value = find_attribute (xml, name, FALSE, &length);

  return copy (value, length);
}

char *
cunyi_xml_dup_relationship (CunyiXml *xml)
{
  gsize length;
  const char *value = find_attribute (xml, "id", TRUE, &length);

  return copy (value, length);
}

guint64
cunyi_xml_number_attribute (CunyiXml *xml, const char *name, guint64 otherwise)
{
  g_autofree char *value = cunyi_xml_dup_attribute (xml, name);
  guint64 number;

  return value && g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT32, &number, NULL) ? number : otherwise;
}

gboolean
cunyi_xml_is_set (CunyiXml *xml, const char *name)
{
  g_autofree char *value = cunyi_xml_dup_attribute (xml, name);

  return g_strcmp0 (value, "1") == 0 || g_strcmp0 (value, "true") == 0 || g_strcmp0 (value, "on") == 0;
}
