/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Looking into a list: instance ('villages')/root/item[…]/column, and pulldata () for the one row with a key. */

#include "config.h"

#include "form/functions.h"

#include "form/expression.h"

#include <libxml/xpathInternals.h>
#include <math.h>
#include <string.h>

xmlXPathObject *
cunyi_function_instance (CunyiCall *call)
{
  return xmlXPathNewNodeSet (cunyi_context_find_list (call->scope->context, cunyi_call_text (call, 0)));
}

static xmlNode *
find_child (xmlNode *row, const char *name)
{
  for (xmlNode *node = row->children; node; node = node->next)
    if (node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0)
      return node;
  return NULL;
}

/* As = compares: text by text, and by value when the key is a number. */
static gboolean
is_key (const char *cell, const char *text, double number)
{
  return strcmp (cell, text) == 0 || (!isnan (number) && cunyi_number_parse (cell) == number);
}

/* pulldata (list, column, key column, key): of the first row with that key; a blank key is no key. */
xmlXPathObject *
cunyi_function_pulldata (CunyiCall *call)
{
  xmlNode *list = cunyi_context_find_list (call->scope->context, cunyi_call_text (call, 0));
  double number = call->args[3]->type == XPATH_NUMBER ? cunyi_call_number (call, 3) : NAN;
  const char *column = cunyi_call_text (call, 1), *key_column = cunyi_call_text (call, 2), *key = cunyi_call_text (call, 3);

  for (xmlNode *row = list && *key ? list->children->children : NULL; row; row = row->next)
    {
      xmlNode *cell = find_child (row, key_column);
      xmlNode *value = cell && is_key (cunyi_node_get_text (cell), key, number) ? find_child (row, column) : NULL;

      if (value)
        return xmlXPathNewString (BAD_CAST cunyi_node_get_text (value));
    }
  return xmlXPathNewString (BAD_CAST "");
}
