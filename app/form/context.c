/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Named values and rows over one XML document, so that XPath sees them as they are; hash tables beside it make a look-up
 * by name independent of the size of the form. */

#include "config.h"

#include "form/context-private.h"

#include "form/json.h"

#include <libxml/xpathInternals.h>
#include <string.h>

struct _CunyiContext {
  CunyiContext *parent; /* of a row: the context that has the list; NULL at the root */
  xmlNode *node;
  GHashTable *values; /* name → xmlNode; names belong to the nodes */
  GHashTable *lists;  /* name → GPtrArray of CunyiContext; NULL until the first */
  GHashTable *hidden; /* names of lists that count as empty; NULL until the first */

  /* root only */
  guint refs;
  CunyiContext *outer;
  CunyiLabelFunc labels;
  CunyiListFunc find_table; /* with the same data */
  gpointer labels_data;
  GDestroyNotify labels_destroy;
};

/* Marks in xmlNode._private. */
#define NUMERIC GINT_TO_POINTER (1)
#define ROW GINT_TO_POINTER (2)

static CunyiContext *
find_root (CunyiContext *context)
{
  while (context->parent)
    context = context->parent;
  return context;
}

static CunyiContext *
create (CunyiContext *parent, xmlNode *node)
{
  CunyiContext *context = g_new0 (CunyiContext, 1);

  context->parent = parent;
  context->node = node;
  context->values = g_hash_table_new (g_str_hash, g_str_equal);
  return context;
}

/* Frees what lies beside the nodes; those go with the document or by whoever unlinked them. */
static void
destroy (gpointer data)
{
  CunyiContext *context = data;

  g_hash_table_unref (context->values);
  g_clear_pointer (&context->lists, g_hash_table_unref);
  g_clear_pointer (&context->hidden, g_hash_table_unref);
  g_free (context);
}

static GPtrArray *
ensure_list (CunyiContext *context, const char *name)
{
  GPtrArray *rows;

  if (!context->lists)
    context->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  rows = g_hash_table_lookup (context->lists, name);
  if (!rows)
    {
      rows = g_ptr_array_new_with_free_func (destroy);
      g_hash_table_insert (context->lists, g_strdup (name), rows);
    }
  return rows;
}

static GPtrArray *
get_list (CunyiContext *context, const char *name)
{
  return context->lists ? g_hash_table_lookup (context->lists, name) : NULL;
}

static gboolean
is_hidden (CunyiContext *context, const char *name)
{
  return context->hidden && g_hash_table_contains (context->hidden, name);
}

void
cunyi_context_hide_list (CunyiContext *context, const char *list, gboolean hide)
{
  if (!context->hidden)
    context->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (hide)
    g_hash_table_add (context->hidden, g_strdup (list));
  else
    g_hash_table_remove (context->hidden, list);
}

/* The list as ${name} finds it: here, around, outside. */
static GPtrArray *
find_list (CunyiContext *context, const char *name)
{
  for (; context; context = context->parent ? context->parent : context->outer)
    {
      GPtrArray *rows = get_list (context, name);

      if (rows)
        return rows;
    }
  return NULL;
}

/* Collects the values, or rows, called `name` in all rows below, leaving out the list that we came from. */
static void
collect_below (CunyiContext *context, const char *name, const char *except, xmlNodeSet *set)
{
  GHashTableIter iter;
  gpointer key, value;

  if (!context->lists)
    return;
  g_hash_table_iter_init (&iter, context->lists);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      GPtrArray *rows = value;

      if (g_strcmp0 (key, except) == 0 || is_hidden (context, key))
        continue;
      for (guint i = 0; i < rows->len; i++)
        {
          CunyiContext *row = g_ptr_array_index (rows, i);
          xmlNode *node = g_hash_table_lookup (row->values, name);
          GPtrArray *inner = get_list (row, name);

          if (node)
            xmlXPathNodeSetAddUnique (set, node);
          for (guint j = 0; inner && j < inner->len; j++)
            xmlXPathNodeSetAddUnique (set, ((CunyiContext *) g_ptr_array_index (inner, j))->node);
          if (!node && !inner)
            collect_below (row, name, NULL, set);
        }
    }
}

/* A value, or the rows of a list, of `context` itself. */
static gboolean
find_here (CunyiContext *context, const char *name, xmlNodeSet *set)
{
  xmlNode *node = g_hash_table_lookup (context->values, name);
  GPtrArray *rows = node ? NULL : get_list (context, name);

  if (node)
    xmlXPathNodeSetAddUnique (set, node);
  for (guint i = 0; rows && i < rows->len && !is_hidden (context, name); i++)
    xmlXPathNodeSetAddUnique (set, ((CunyiContext *) g_ptr_array_index (rows, i))->node);
  return node || rows;
}

/* What lies around comes before what lies inside. A row that lacks the name is blank there: its neighbours' values are not
 * taken for its own, hence `except`. */
xmlNodeSet *
cunyi_context_look_up (CunyiContext *context, const char *name)
{
  xmlNodeSet *set = xmlXPathNodeSetCreate (NULL);
  const char *except = NULL;

  for (CunyiContext *at = context; at; at = at->parent ? at->parent : at->outer)
    if (find_here (at, name, set))
      return set;
  for (CunyiContext *at = context; at && set->nodeNr == 0; at = at->parent ? at->parent : at->outer)
    {
      collect_below (at, name, except, set);
      except = at->parent ? (const char *) at->node->name : NULL;
    }
  return set;
}

xmlNode *
cunyi_context_get_node (CunyiContext *context)
{
  return context->node;
}

const char *
cunyi_node_get_text (const xmlNode *node)
{
  if (node->type != XML_ELEMENT_NODE)
    return node->content ? (const char *) node->content : "";
  if (node->children && node->children->type == XML_TEXT_NODE && node->children->content)
    return (const char *) node->children->content;
  return "";
}

gboolean
cunyi_node_is_row (const xmlNode *node)
{
  return node->type == XML_ELEMENT_NODE && node->_private == ROW;
}

void
cunyi_node_mark_row (xmlNode *node)
{
  node->_private = ROW;
}

void
cunyi_node_set_numeric (xmlNode *node, gboolean numeric)
{
  node->_private = numeric ? NUMERIC : NULL;
}

gboolean
cunyi_node_is_numeric (const xmlNode *node)
{
  return node->_private == NUMERIC;
}

xmlNode *
cunyi_context_ensure (CunyiContext *context, const char *name)
{
  xmlNode *node = g_hash_table_lookup (context->values, name);

  if (!node)
    {
      node = xmlNewDocNode (context->node->doc, NULL, BAD_CAST name, NULL);
      xmlAddChild (context->node, node);
      xmlAddChild (node, xmlNewDocText (node->doc, BAD_CAST ""));
      g_hash_table_insert (context->values, (gpointer) node->name, node);
    }
  return node;
}

CunyiContext *
cunyi_context_new (void)
{
  xmlDoc *doc = xmlNewDoc (BAD_CAST "1.0");
  xmlNode *node = xmlNewDocNode (doc, NULL, BAD_CAST "data", NULL);
  CunyiContext *context = create (NULL, node);

  xmlDocSetRootElement (doc, node);
  context->refs = 1;
  return context;
}

CunyiContext *
cunyi_context_ref (CunyiContext *context)
{
  find_root (context)->refs++;
  return context;
}

void
cunyi_context_unref (CunyiContext *context)
{
  CunyiContext *root = find_root (context);

  if (--root->refs > 0)
    return;
  cunyi_context_set_labels (root, NULL, NULL, NULL);
  g_clear_pointer (&root->outer, cunyi_context_unref);
  xmlFreeDoc (root->node->doc);
  root->node = NULL;
  destroy (root);
}

void
cunyi_context_set_outer (CunyiContext *context, CunyiContext *outer)
{
  CunyiContext *root = find_root (context);

  if (outer)
    {
      /* A circle would never end. */
      for (CunyiContext *c = find_root (outer); c; c = c->outer ? find_root (c->outer) : NULL)
        g_return_if_fail (c != root);
      cunyi_context_ref (outer);
    }
  g_clear_pointer (&root->outer, cunyi_context_unref);
  root->outer = outer;
}

void
cunyi_context_set (CunyiContext *context, const char *name, const char *text)
{
  g_autofree char *clean = NULL, *clean_name = NULL;
  xmlNode *node;

  g_return_if_fail (name != NULL);

  if (!text)
    text = "";
  if (!g_utf8_validate (text, -1, NULL))
    text = clean = g_utf8_make_valid (text, -1);
  if (!g_utf8_validate (name, -1, NULL))
    name = clean_name = g_utf8_make_valid (name, -1);
  node = cunyi_context_ensure (context, name);
  /* On the text node itself the content is taken as it is; on the element it would be read for entities. */
  if (strcmp ((const char *) node->children->content, text) != 0)
    xmlNodeSetContent (node->children, BAD_CAST text);
}

void
cunyi_context_set_int (CunyiContext *context, const char *name, gint64 value)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  cunyi_context_set (context, name, text);
}

const char *
cunyi_context_get (CunyiContext *context, const char *name)
{
  xmlNodeSet *set = cunyi_context_look_up (context, name);
  const char *text = set->nodeNr > 0 && !cunyi_node_is_row (set->nodeTab[0]) ? cunyi_node_get_text (set->nodeTab[0]) : "";

  xmlXPathFreeNodeSet (set);
  return text;
}

gboolean
cunyi_context_has (CunyiContext *context, const char *name)
{
  return g_hash_table_contains (context->values, name);
}

void
cunyi_context_add_list (CunyiContext *context, const char *list)
{
  ensure_list (context, list);
}

CunyiContext *
cunyi_context_add_row (CunyiContext *context, const char *list)
{
  g_autofree char *clean = g_utf8_validate (list, -1, NULL) ? NULL : g_utf8_make_valid (list, -1);
  GPtrArray *rows = ensure_list (context, clean ? clean : list);
  xmlNode *node = xmlNewDocNode (context->node->doc, NULL, BAD_CAST (clean ? clean : list), NULL);
  CunyiContext *row = create (context, node);

  node->_private = ROW;
  xmlAddChild (context->node, node);
  g_ptr_array_add (rows, row);
  return row;
}

guint
cunyi_context_n_rows (CunyiContext *context, const char *list)
{
  GPtrArray *rows = find_list (context, list);

  return rows ? rows->len : 0;
}

CunyiContext *
cunyi_context_get_row (CunyiContext *context, const char *list, guint index)
{
  GPtrArray *rows = find_list (context, list);

  return rows && index < rows->len ? g_ptr_array_index (rows, index) : NULL;
}

CunyiContext *
cunyi_context_find_row (CunyiContext *context, const char *list, guint index)
{
  return cunyi_context_get_row (context, list, index);
}

void
cunyi_context_remove_row (CunyiContext *context, const char *list, guint index)
{
  GPtrArray *rows = get_list (context, list);
  xmlNode *node;

  g_return_if_fail (rows && index < rows->len);

  node = ((CunyiContext *) g_ptr_array_index (rows, index))->node;
  g_ptr_array_remove_index (rows, index);
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

guint
cunyi_context_get_position (CunyiContext *context)
{
  GPtrArray *rows = context->parent ? get_list (context->parent, (const char *) context->node->name) : NULL;
  guint index;

  return rows && g_ptr_array_find (rows, context, &index) ? index + 1 : 0;
}

static void set_members (CunyiContext *context, const CunyiJson *json);

/* An array is a list of rows as soon as one of its members is an object. */
static void
set_array (CunyiContext *context, const char *name, const CunyiJson *json)
{
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean rows = FALSE;

  for (guint i = 0; i < cunyi_json_count (json); i++)
    {
      const CunyiJson *member = cunyi_json_get_nth (json, i);

      if (cunyi_json_get_kind (member) == CUNYI_JSON_OBJECT)
        {
          set_members (cunyi_context_add_row (context, name), member);
          rows = TRUE;
        }
      else
        g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", cunyi_json_get_text (member));
    }
  if (cunyi_json_count (json) == 0)
    cunyi_context_add_list (context, name);
  else if (!rows)
    cunyi_context_set (context, name, words->str);
}

static void
set_members (CunyiContext *context, const CunyiJson *json)
{
  for (guint i = 0; i < cunyi_json_count (json); i++)
    {
      const CunyiJson *member = cunyi_json_get_nth (json, i);
      const char *name = cunyi_json_get_name (json, i);

      if (cunyi_json_get_kind (member) == CUNYI_JSON_ARRAY)
        set_array (context, name, member);
      else if (cunyi_json_get_kind (member) == CUNYI_JSON_OBJECT)
        set_members (cunyi_context_add_row (context, name), member);
      else
        cunyi_context_set (context, name, cunyi_json_get_text (member));
    }
}

gboolean
cunyi_context_set_json (CunyiContext *context, const char *json)
{
  g_autoptr (CunyiJson) root = cunyi_json_parse (json);

  if (!root || cunyi_json_get_kind (root) != CUNYI_JSON_OBJECT)
    return FALSE;
  set_members (context, root);
  return TRUE;
}

void
cunyi_context_set_labels (CunyiContext *context, CunyiLabelFunc func, gpointer data, GDestroyNotify destroy_data)
{
  CunyiContext *root = find_root (context);

  if (root->labels_destroy)
    root->labels_destroy (root->labels_data);
  root->labels = func;
  root->find_table = NULL;
  root->labels_data = data;
  root->labels_destroy = destroy_data;
}

char *
cunyi_context_find_label (CunyiContext *context, const char *list, const char *value)
{
  for (context = find_root (context); context; context = context->outer ? find_root (context->outer) : NULL)
    {
      char *label = context->labels ? context->labels (list, value, context->labels_data) : NULL;

      if (label)
        return label;
    }
  return NULL;
}

void
cunyi_context_set_lists (CunyiContext *context, CunyiListFunc func)
{
  find_root (context)->find_table = func;
}

xmlNode *
cunyi_context_find_list (CunyiContext *context, const char *name)
{
  for (context = find_root (context); context; context = context->outer ? find_root (context->outer) : NULL)
    {
      xmlNode *list = context->find_table ? context->find_table (name, context->labels_data) : NULL;

      if (list)
        return list;
    }
  return NULL;
}
