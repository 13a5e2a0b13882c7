/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the bytes of a template to its tree. libxml2 reads without DTD, entities and network; what the elements mean is checked
 * here and in node-attributes.c. */

#include "config.h"

#include "document/node-attributes.h"
#include "document/xml.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_DEPTH 24
#define MAX_NODES 20000

typedef struct {
  CunyiFaults *faults;
  guint n_nodes;
  guint depth;
} Reader;

void
cunyi_node_free (CunyiNode *node)
{
  while (node)
    {
      CunyiNode *next = node->next;

      cunyi_node_free (node->first);
      g_clear_pointer (&node->condition, cunyi_expression_free);
      g_clear_pointer (&node->text, cunyi_text_free);
      g_clear_pointer (&node->label, cunyi_text_free);
      g_free (node->each);
      g_free (node->name);
      g_free (node->options);
      g_free (node->columns);
      g_free (node);
      node = next;
    }
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Text as it is meant: a line break of the file counts as a space between Latin letters, else as nothing, because Chinese
 * is written without spaces. (transfer full) */
static char *
collapse (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *c = text; *c;)
    {
      const char *end = c;
      gboolean line_break = FALSE;

      if (!is_blank (*c))
        {
          g_string_append_c (out, *c++);
          continue;
        }
      for (; is_blank (*end); end++)
        line_break |= *end == '\n';
      if (!line_break || (out->len > 0 && g_ascii_isgraph (out->str[out->len - 1]) && g_ascii_isgraph (*end)))
        g_string_append_c (out, ' ');
      c = end;
    }
  return g_string_free (out, FALSE);
}

static CunyiNode *
read_text (Reader *reader, xmlNode *xml)
{
  xmlChar *content = xmlNodeGetContent (xml);
  g_autofree char *text = collapse (content ? (const char *) content : "");
  CunyiNode *node = NULL;

  xmlFree (content);
  if (*text != '\0')
    {
      node = cunyi_node_new (CUNYI_NODE_TEXT, xml, reader->faults);
      node->text = cunyi_text_new (text, reader->faults, NULL, node->line, 0);
      node->varies = node->text && !cunyi_text_is_plain (node->text);
    }
  return node;
}

/* Text that is all an element holds. */
static void
read_content (Reader *reader, CunyiNode *node, xmlNode *xml)
{
  xmlChar *content = xmlNodeGetContent (xml);
  g_autofree char *text = collapse (content ? (const char *) content : "");

  xmlFree (content);
  node->text = cunyi_text_new (g_strstrip (text), reader->faults, NULL, node->line, 0);
}

static CunyiNode *read_element (Reader *reader, xmlNode *xml, CunyiNodeKind parent);

static void
check_needed (Reader *reader, CunyiNode *node)
{
  const char *missing = NULL;

  switch ((int) node->kind)
    {
    case CUNYI_NODE_VALUE:
    case CUNYI_NODE_BLOCK:
      missing = node->name ? NULL : "name";
      break;
    case CUNYI_NODE_REQUIRE:
      missing = node->condition ? NULL : "test";
      break;
    case CUNYI_NODE_TABLE:
      missing = node->columns ? NULL : "columns";
      break;
    case CUNYI_NODE_QR:
    case CUNYI_NODE_PICTURE:
      missing = node->text ? NULL : "value";
      break;
    case CUNYI_NODE_CHECKS:
      missing = node->options ? NULL : "options";
      break;
    default:
      break;
    }
  if (missing)
    cunyi_faults_add (reader->faults, CUNYI_FAULT_DOCUMENT_MISSING_ATTRIBUTE, NULL, node->line, 0,
                      _("<%s> needs %s=\"\" with something to use in it."), cunyi_node_kind_name (node->kind), missing);
}

/* A sheet must leave room between its margins, or nothing could ever be put on it. */
static void
finish_page (Reader *reader, CunyiNode *node)
{
  if (node->width == 0)
    {
      node->width = CUNYI_POINTS (210);
      node->height = CUNYI_POINTS (297);
    }
  if (node->landscape == CUNYI_FLAG_YES)
    {
      double width = node->width;

      node->width = node->height;
      node->height = width;
    }
  if (node->width - node->margins[1] - node->margins[3] < CUNYI_POINTS (30)
      || node->height - node->margins[0] - node->margins[2] < CUNYI_POINTS (30))
    cunyi_faults_add (reader->faults, CUNYI_FAULT_DOCUMENT_BAD_ATTRIBUTE, NULL, node->line, 0,
                      _("The margins leave less than 30 millimetres of the page. Make them smaller."));
}

static void
finish_row (Reader *reader, CunyiNode *table, CunyiNode *row)
{
  guint columns = 0;

  for (CunyiNode *cell = row->first; cell; cell = cell->next)
    columns += MAX (cell->span, 1);
  if (columns > table->n_columns)
    cunyi_faults_add (reader->faults, CUNYI_FAULT_DOCUMENT_TOO_WIDE, NULL, row->line, 0,
                      ngettext ("The cells of this row take more than the %u column of the table.",
                                "The cells of this row take more than the %u columns of the table.", table->n_columns),
                      table->n_columns);
}

static void
finish (Reader *reader, CunyiNode *node)
{
  check_needed (reader, node);
  if (node->kind == CUNYI_NODE_PAGE)
    finish_page (reader, node);
  if (node->kind == CUNYI_NODE_TABLE && node->columns)
    for (CunyiNode *row = node->first; row; row = row->next)
      finish_row (reader, node, row);
  for (CunyiNode *child = node->first; child; child = child->next)
    node->varies |= child->varies;
  switch ((int) node->kind)
    {
    case CUNYI_NODE_CHECK:
    case CUNYI_NODE_CHECKS:
    case CUNYI_NODE_DATE:
    case CUNYI_NODE_NUMBER:
    case CUNYI_NODE_PAGENUMBER:
    case CUNYI_NODE_PAGECOUNT:
      node->varies = TRUE;
      break;
    default:
      node->varies |= node->condition || node->each;
    }
}

/* Appends `child` to `parent` behind `*last`; what stands in a line of text gets a paragraph where blocks are expected. */
static void
append (CunyiNode *parent, CunyiNode **last, CunyiNode **wrapper, CunyiNode *child)
{
  gboolean wrap = (parent->kind == CUNYI_NODE_CELL || parent->kind == CUNYI_NODE_BOX)
                  && cunyi_node_kind_is_inline (child->kind);
  CunyiNode **head, **tail;

  if (wrap && !*wrapper)
    {
      CunyiNode *paragraph = g_new0 (CunyiNode, 1);

      paragraph->kind = CUNYI_NODE_P;
      paragraph->line = child->line;
      paragraph->above = paragraph->below = paragraph->gap = paragraph->pad = -1;
      append (parent, last, wrapper, paragraph);
      *wrapper = paragraph;
    }
  head = wrap ? &(*wrapper)->first : &parent->first;
  if (wrap)
    {
      for (tail = head; *tail; tail = &(*tail)->next)
        ;
      *tail = child;
      (*wrapper)->varies |= child->varies;
      return;
    }
  *wrapper = NULL;
  if (*last)
    (*last)->next = child;
  else
    *head = child;
  *last = child;
}

static void
read_children (Reader *reader, CunyiNode *node, xmlNode *xml)
{
  CunyiNode *last = NULL, *wrapper = NULL;

  for (xmlNode *child = xml->children; child; child = child->next)
    {
      CunyiNode *read = NULL;

      if (child->type == XML_ELEMENT_NODE)
        read = read_element (reader, child, node->kind);
      else if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
        {
          if (cunyi_node_kind_takes (node->kind, CUNYI_NODE_TEXT))
            read = read_text (reader, child);
          else if (!xmlIsBlankNode (child))
            cunyi_faults_add (reader->faults, CUNYI_FAULT_DOCUMENT_STRAY_TEXT, NULL, xmlGetLineNo (child), 0,
                              _("Text cannot stand in <%s> by itself. Put it into <p>."), cunyi_node_kind_name (node->kind));
        }
      if (read)
        append (node, &last, &wrapper, read);
    }
}

static CunyiNode *
read_element (Reader *reader, xmlNode *xml, CunyiNodeKind parent)
{
  CunyiNodeKind kind = cunyi_node_kind_find ((const char *) xml->name);
  CunyiNode *node;

  if (parent != CUNYI_N_NODES && (kind == CUNYI_N_NODES || xml->ns || !cunyi_node_kind_takes (parent, kind)))
    {
      cunyi_faults_add (reader->faults, CUNYI_FAULT_DOCUMENT_UNKNOWN_ELEMENT, NULL, xmlGetLineNo (xml), 0,
                        /* Translators: two elements of a template. */
                        _("<%s> cannot stand in <%s>. Take it out or correct its name."), (const char *) xml->name,
                        cunyi_node_kind_name (parent));
      return NULL;
    }
  if (++reader->n_nodes > MAX_NODES || reader->depth >= MAX_DEPTH)
    {
      if (reader->n_nodes == MAX_NODES + 1 || reader->depth >= MAX_DEPTH)
        cunyi_faults_add (reader->faults, CUNYI_FAULT_DOCUMENT_TOO_DEEP, NULL, xmlGetLineNo (xml), 0,
                          _("The template has too many elements, or they are nested too deep. Make it simpler."));
      return NULL;
    }
  node = cunyi_node_new (kind, xml, reader->faults);
  reader->depth++;
  if (kind == CUNYI_NODE_VALUE || kind == CUNYI_NODE_REQUIRE)
    read_content (reader, node, xml);
  else
    read_children (reader, node, xml);
  reader->depth--;
  finish (reader, node);
  return node;
}

CunyiNode *
cunyi_node_parse (GBytes *content, CunyiFaults *faults)
{
  Reader reader = { .faults = faults };
  guint before = cunyi_faults_count (faults);
  xmlDoc *xml = cunyi_xml_parse (content, faults);
  CunyiNode *root = NULL;

  if (!xml)
    return NULL;
  if (strcmp ((const char *) xmlDocGetRootElement (xml)->name, "document") != 0)
    cunyi_faults_add (faults, CUNYI_FAULT_DOCUMENT_UNKNOWN_ELEMENT, NULL, 1, 0,
                      _("A template begins with <document>, not with <%s>."),
                      (const char *) xmlDocGetRootElement (xml)->name);
  else
    root = read_element (&reader, xmlDocGetRootElement (xml), CUNYI_N_NODES);
  xmlFreeDoc (xml);
  if (root && cunyi_faults_count (faults) == before && root->extends != CUNYI_FLAG_YES)
    {
      gboolean has_page = FALSE;

      for (CunyiNode *child = root->first; child; child = child->next)
        has_page |= child->kind == CUNYI_NODE_PAGE;
      if (!has_page)
        cunyi_faults_add (faults, CUNYI_FAULT_DOCUMENT_MISSING_PAGE, NULL, root->line, 0,
                          _("The template has no <page>, so that nothing would be printed."));
    }
  if (cunyi_faults_count (faults) > before)
    g_clear_pointer (&root, cunyi_node_free);
  return root;
}
