/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A template as others hold it, and how a region's few lines are put into the base pack's file. */

#include "config.h"

#include "document/template.h"

#include "document/node.h"
#include "document/xml.h"

#include <glib/gi18n.h>
#include <string.h>

struct _CunyiTemplate {
  char *id;
  char *title;
  CunyiNode *root;
};

/* "service_card" of "packs/national/documents/service_card.xml" */
static char *
stem_of (const char *name)
{
  g_autofree char *base = g_path_get_basename (name ? name : "");
  char *dot = strrchr (base, '.');

  if (dot && dot != base)
    *dot = '\0';
  return g_steal_pointer (&base);
}

CunyiTemplate *
cunyi_template_parse (const char *name, GBytes *content, CunyiFaults *faults)
{
  CunyiNode *root;
  CunyiTemplate *self;

  g_return_val_if_fail (content != NULL && faults != NULL, NULL);

  root = cunyi_node_parse (content, faults);
  if (!root)
    return NULL;
  if (root->extends == CUNYI_FLAG_YES)
    {
      cunyi_faults_add (faults, CUNYI_FAULT_DOCUMENT_NO_BASE, NULL, root->line, 0,
                        _("This template stands on one of the base pack, and there is none of its name."));
      cunyi_node_free (root);
      return NULL;
    }
  self = g_new0 (CunyiTemplate, 1);
  self->id = stem_of (name);
  self->title = root->text ? g_strdup (cunyi_text_get_source (root->text)) : g_strdup (self->id);
  self->root = root;
  return self;
}

void
cunyi_template_free (CunyiTemplate *self)
{
  cunyi_node_free (self->root);
  g_free (self->id);
  g_free (self->title);
  g_free (self);
}

CunyiNode *
cunyi_template_get_root (CunyiTemplate *self)
{
  return self->root;
}

const char *
cunyi_template_get_id (CunyiTemplate *self)
{
  return self->id;
}

const char *
cunyi_template_get_title (CunyiTemplate *self)
{
  return self->title;
}

guint
cunyi_template_get_cards_per_sheet (CunyiTemplate *self)
{
  return self->root->count;
}

static char *
dup_property (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = value ? g_strdup ((const char *) value) : NULL;

  xmlFree (value);
  return copy;
}

static gboolean
says_extends (xmlNode *root)
{
  g_autofree char *extends = dup_property (root, "extends");

  return g_strcmp0 (extends, "yes") == 0;
}

gboolean
cunyi_template_extends (GBytes *content)
{
  g_autoptr(CunyiFaults) faults = cunyi_faults_new (NULL);
  xmlDoc *xml = cunyi_xml_parse (content, faults);
  gboolean extends = xml && says_extends (xmlDocGetRootElement (xml));

  xmlFreeDoc (xml);
  return extends;
}

/* The element of this kind and name at or below `node`. */
static xmlNode *
find_named (xmlNode *node, const xmlChar *element, const char *name)
{
  for (; node; node = node->next)
    {
      xmlNode *found;

      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (xmlStrEqual (node->name, element))
        {
          g_autofree char *own = dup_property (node, "name");

          if (g_strcmp0 (own, name) == 0)
            return node;
        }
      found = find_named (node->children, element, name);
      if (found)
        return found;
    }
  return NULL;
}

/* Puts one <value> or <block> of the region in the place of the base's. */
static void
put_in (xmlNode *root, xmlNode *part, CunyiFaults *faults)
{
  g_autofree char *name = dup_property (part, "name");
  gboolean is_value = strcmp ((const char *) part->name, "value") == 0;
  xmlNode *old, *copy;

  if ((!is_value && strcmp ((const char *) part->name, "block") != 0) || !name)
    {
      cunyi_faults_add (faults, CUNYI_FAULT_DOCUMENT_UNKNOWN_ELEMENT, NULL, xmlGetLineNo (part), 0,
                        _("A template that stands on another holds only <value name=\"\"> and <block name=\"\">, not <%s>."),
                        (const char *) part->name);
      return;
    }
  old = find_named (root->children, part->name, name);
  if (!old && !is_value)
    {
      cunyi_faults_add (faults, CUNYI_FAULT_DOCUMENT_NO_BASE, NULL, xmlGetLineNo (part), 0,
                        _("The template below has no block “%s” that could be replaced."), name);
      return;
    }
  copy = xmlDocCopyNode (part, root->doc, 1);
  if (old)
    {
      xmlReplaceNode (old, copy);
      xmlFreeNode (old);
    }
  else if (root->children)
    xmlAddPrevSibling (root->children, copy);
  else
    xmlAddChild (root, copy);
}

static GBytes *
to_bytes (xmlDoc *xml)
{
  xmlChar *text = NULL;
  int size = 0;
  GBytes *bytes;

  xmlDocDumpMemoryEnc (xml, &text, &size, "UTF-8");
  bytes = g_bytes_new (text, MAX (size, 0));
  xmlFree (text);
  return bytes;
}

GBytes *
cunyi_template_merge (const char *name, GBytes *base, GBytes *own, CunyiFaults *faults)
{
  guint before = cunyi_faults_count (faults);
  xmlDoc *below = cunyi_xml_parse (base, faults);
  xmlDoc *above = cunyi_xml_parse (own, faults);
  GBytes *merged = NULL;

  if (below && above)
    {
      xmlNode *root = xmlDocGetRootElement (below);
      g_autofree char *title = dup_property (xmlDocGetRootElement (above), "title");

      if (says_extends (root))
        cunyi_faults_add (faults, CUNYI_FAULT_DOCUMENT_NO_BASE, NULL, 1, 0,
                          _("The template below stands on another itself. Merge those two first."));
      if (title)
        xmlSetProp (root, (const xmlChar *) "title", (const xmlChar *) title);
      for (xmlNode *part = xmlDocGetRootElement (above)->children; part; part = part->next)
        if (part->type == XML_ELEMENT_NODE)
          put_in (root, part, faults);
      if (cunyi_faults_count (faults) == before)
        merged = to_bytes (below);
    }
  xmlFreeDoc (below);
  xmlFreeDoc (above);
  return merged;
}

/* The file of this id in `pack` itself or below it, merged with what it stands on. */
static GBytes *
read_merged (CunyiPack *pack, const char *id, CunyiFaults *faults)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CunyiPackFile) file = cunyi_pack_find_file (pack, "documents", id);
  g_autoptr(GBytes) own = NULL;
  g_autoptr(GBytes) base = NULL;

  if (!file)
    {
      cunyi_faults_add (faults, CUNYI_FAULT_DOCUMENT_NO_BASE, NULL, 0, 0, _("No pack in use has a document “%s”."), id);
      return NULL;
    }
  own = cunyi_pack_file_read (file, &error);
  if (!own)
    {
      cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 0, 0, "%s", error->message);
      return NULL;
    }
  if (!cunyi_template_extends (own))
    return g_steal_pointer (&own);

  while (strcmp (cunyi_pack_get_name (pack), file->pack) != 0 && cunyi_pack_get_base (pack))
    pack = cunyi_pack_get_base (pack);
  if (!cunyi_pack_get_base (pack))
    {
      cunyi_faults_add (faults, CUNYI_FAULT_DOCUMENT_NO_BASE, NULL, 1, 0,
                        _("This template stands on one of the base pack, and there is none of its name."));
      return NULL;
    }
  base = read_merged (cunyi_pack_get_base (pack), id, faults);
  return base ? cunyi_template_merge (file->path, base, own, faults) : NULL;
}

GBytes *
cunyi_template_read (CunyiPack *pack, const char *id, CunyiFaults *faults)
{
  g_return_val_if_fail (pack != NULL && id != NULL && faults != NULL, NULL);

  return read_merged (pack, id, faults);
}
