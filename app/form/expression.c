/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A compiled XPath and the names that it looks up. One XPath context for each thread serves all expressions. */

#include "config.h"

#include "form/expression-private.h"

#include "base/text.h"
#include "form/functions.h"
#include "form/translator.h"

#include <glib/gi18n.h>
#include <libxml/xpathInternals.h>
#include <math.h>

/* Steps of one evaluation: each of five hundred members compared with every other takes a million. */
#define MAX_STEPS 2000000

struct _CunyiExpression {
  char *text;
  CunyiTranslation *translation;
  xmlXPathCompExpr *compiled;
};

static void
ignore_error (void *data, xmlErrorPtr error)
{
}

static xmlXPathObject *
look_up_variable (void *data, const xmlChar *name, const xmlChar *uri)
{
  xmlXPathContext *xpath = data;
  CunyiScope *scope = xpath->userData;
  guint index = strtoul ((const char *) name + 1, NULL, 10);

  if (name[0] == 't')
    return xmlXPathNewString (BAD_CAST scope->texts[index]);
  return xmlXPathWrapNodeSet (cunyi_context_look_up (scope->context, scope->names[index]));
}

static xmlXPathContext *
get_xpath (void)
{
  static GPrivate key = G_PRIVATE_INIT ((GDestroyNotify) xmlXPathFreeContext);
  xmlXPathContext *xpath = g_private_get (&key);

  if (!xpath)
    {
      xpath = xmlXPathNewContext (NULL);
      xpath->error = ignore_error;
      xmlXPathRegisterFuncLookup (xpath, cunyi_function_look_up, xpath);
      xmlXPathRegisterVariableLookup (xpath, look_up_variable, xpath);
      g_private_set (&key, xpath);
    }
  return xpath;
}

/* NULL when it was given up. (transfer full) */
static xmlXPathObject *
evaluate (CunyiExpression *expression, CunyiContext *context, xmlNode *node)
{
  CunyiScope scope = { context, node, (char **) expression->translation->names->pdata,
                       (char **) expression->translation->texts->pdata };
  xmlXPathContext *xpath = get_xpath ();
  xmlXPathObject *value;

  xpath->userData = &scope;
  xpath->doc = node->doc;
  xpath->node = node;
  xpath->opLimit = MAX_STEPS;
  xpath->opCount = 0;
  xpath->depth = 0;
  value = xmlXPathCompiledEval (expression->compiled, xpath);
  xpath->userData = NULL;
  xpath->node = NULL;
  xpath->doc = NULL;
  return value;
}

static CunyiExpression *
create (const char *text, CunyiBareNames bare, gboolean lists, CunyiFaults *faults, const char *sheet, guint row, guint column)
{
  CunyiExpression *expression;
  g_autoptr (CunyiTranslation) translation = NULL;
  xmlXPathCompExpr *compiled;

  if (cunyi_text_is_blank (text))
    return NULL;
  translation = cunyi_translation_new (text, bare, lists, faults, sheet, row, column);
  if (!translation)
    return NULL;
  compiled = xmlXPathCtxtCompile (get_xpath (), BAD_CAST translation->xpath);
  if (!compiled)
    {
      if (faults)
        cunyi_faults_add (faults, CUNYI_FAULT_EXPRESSION_SYNTAX, sheet, row, column,
                          _("The expression cannot be read. Look for names with unusual signs."));
      return NULL;
    }
  expression = g_new0 (CunyiExpression, 1);
  expression->text = g_strdup (text);
  expression->translation = g_steal_pointer (&translation);
  expression->compiled = compiled;
  return expression;
}

CunyiExpression *
cunyi_expression_new (const char *text, CunyiFaults *faults, const char *sheet, guint row, guint column)
{
  return create (text, CUNYI_BARE_REFUSED, FALSE, faults, sheet, row, column);
}

CunyiExpression *
cunyi_expression_new_filter (const char *text, CunyiFaults *faults, const char *sheet, guint row, guint column)
{
  return create (text, CUNYI_BARE_STEP, TRUE, faults, sheet, row, column);
}

CunyiExpression *
cunyi_expression_new_in_form (const char *text, CunyiFaults *faults, const char *sheet, guint row, guint column)
{
  return create (text, CUNYI_BARE_REFUSED, TRUE, faults, sheet, row, column);
}

CunyiExpression *
cunyi_expression_new_in_text (const char *text, gboolean lists, CunyiFaults *faults, const char *sheet, guint row, guint column)
{
  return create (text, CUNYI_BARE_VALUE, lists, faults, sheet, row, column);
}

void
cunyi_expression_free (CunyiExpression *expression)
{
  g_free (expression->text);
  cunyi_translation_free (expression->translation);
  xmlXPathFreeCompExpr (expression->compiled);
  g_free (expression);
}

const char *
cunyi_expression_get_text (CunyiExpression *expression)
{
  return expression->text;
}

const char *const *
cunyi_expression_get_names (CunyiExpression *expression)
{
  return (const char *const *) expression->translation->names->pdata;
}

const char *const *
cunyi_expression_get_steps (CunyiExpression *expression)
{
  return (const char *const *) expression->translation->steps->pdata;
}

const CunyiLookup *
cunyi_expression_get_lookups (CunyiExpression *expression, guint *n)
{
  *n = expression->translation->lookups->len;
  return (const CunyiLookup *) expression->translation->lookups->data;
}

static char *
value_to_text (xmlXPathObject *value)
{
  char *text = value ? cunyi_value_to_text (value) : g_strdup ("");

  if (value)
    xmlXPathFreeObject (value);
  return text;
}

static gboolean
value_to_truth (xmlXPathObject *value)
{
  gboolean truth = value && cunyi_value_to_truth (value);

  if (value)
    xmlXPathFreeObject (value);
  return truth;
}

char *
cunyi_expression_evaluate (CunyiExpression *expression, CunyiContext *context)
{
  return value_to_text (evaluate (expression, context, cunyi_context_get_node (context)));
}

gboolean
cunyi_expression_test (CunyiExpression *expression, CunyiContext *context)
{
  return value_to_truth (evaluate (expression, context, cunyi_context_get_node (context)));
}

double
cunyi_expression_number (CunyiExpression *expression, CunyiContext *context)
{
  xmlXPathObject *value = evaluate (expression, context, cunyi_context_get_node (context));
  double number = value ? cunyi_value_to_number (value) : NAN;

  if (value)
    xmlXPathFreeObject (value);
  return number;
}

static gboolean
is_numeric (xmlXPathObject *value)
{
  if (value->type == XPATH_NODESET)
    return value->nodesetval && value->nodesetval->nodeNr > 0 && cunyi_node_is_numeric (value->nodesetval->nodeTab[0]);
  return value->type == XPATH_NUMBER;
}

char *
cunyi_expression_evaluate_at (CunyiExpression *expression, CunyiContext *context, const char *name, gboolean *numeric)
{
  xmlXPathObject *value = evaluate (expression, context, cunyi_context_ensure (context, name));

  if (numeric)
    *numeric = value && is_numeric (value);
  return value_to_text (value);
}

gboolean
cunyi_expression_test_at (CunyiExpression *expression, CunyiContext *context, const char *name)
{
  return value_to_truth (evaluate (expression, context, cunyi_context_ensure (context, name)));
}

gboolean
cunyi_expression_test_node (CunyiExpression *expression, CunyiContext *context, xmlNode *node)
{
  return value_to_truth (evaluate (expression, context, node));
}
