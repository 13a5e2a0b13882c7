/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One XML part of an .xlsx, element by element. Any prefix, both namespaces of the standard, any encoding that libxml2
 * knows; a DOCTYPE, and with it every entity, is refused: no workbook has one. */

#pragma once

#include "sheet/archive.h"

G_BEGIN_DECLS

typedef struct _CunyiXml CunyiXml;

/* A handler is called with the `data` of cunyi_xml_read, and with elements by their place in `names`, NULL at its end,
 * best the most frequent first. Elements of other names or of other namespaces than those of spreadsheets and
 * relationships pass unseen; their text does not. */
typedef struct {
  const char *const *names;
  void (*start) (gpointer data, CunyiXml *xml, guint element);
  void (*end) (gpointer data, CunyiXml *xml, guint element);                   /* may be NULL */
  void (*text) (gpointer data, CunyiXml *xml, const char *text, gsize length); /* may be NULL; may come in pieces */
} CunyiXmlHandler;

/* Reads the part `name` through `handler`. FALSE with CUNYI_SHEET_ERROR. */
gboolean cunyi_xml_read (CunyiArchive *archive, const char *name, const CunyiXmlHandler *handler, gpointer data,
                         GError **error);

/* For handlers: where to put an error; one that is set ends the reading. */
GError **cunyi_xml_error (CunyiXml *xml);

/* For start handlers: the value of an attribute without prefix, not terminated; NULL when it is not there. */
const char *cunyi_xml_attribute (CunyiXml *xml, const char *name, gsize *length);
/* (transfer full) The same, copied. */
char *cunyi_xml_dup_attribute (CunyiXml *xml, const char *name);
/* (transfer full) The id by which an element names a relationship of its part. */
char *cunyi_xml_dup_relationship (CunyiXml *xml);
/* The attribute as a whole number; `otherwise` when it is not there or is none. */
guint64 cunyi_xml_number_attribute (CunyiXml *xml, const char *name, guint64 otherwise);
/* The attribute as 1, true, 0 or false. */
gboolean cunyi_xml_is_set (CunyiXml *xml, const char *name);

G_END_DECLS
