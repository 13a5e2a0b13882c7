/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table of functions, the operators, and the functions of numbers, truths and lists. The meanings are those of the
 * ODK XForms specification; where it leaves room, those of JavaRosa. */

#include "config.h"

#include "form/functions.h"

#include "form/expression.h"

#include <glib/gi18n.h>
#include <libxml/xpathInternals.h>
#include <math.h>
#include <string.h>

#define NUMERIC_PAIRS_MAX 1000000
/* 0.1 + 0.2 = 0.3, as in JavaRosa. */
#define NUMBERS_EQUAL 1e-12

/* ---- operators ---- */

typedef gboolean (*Relation) (double left, double right);

static gboolean less (double left, double right) { return left < right; }
static gboolean less_or_equal (double left, double right) { return left <= right; }
static gboolean more (double left, double right) { return left > right; }
static gboolean more_or_equal (double left, double right) { return left >= right; }

/* One side of a comparison, taken apart so that a list can be compared member by member. */
static guint
count_members (xmlXPathObject *value)
{
  return value->type == XPATH_NODESET && value->nodesetval ? MAX (value->nodesetval->nodeNr, 1) : 1;
}

static const char *
get_member_text (xmlXPathObject *value, guint member)
{
  if (value->type == XPATH_STRING)
    return value->stringval ? (const char *) value->stringval : "";
  if (value->type == XPATH_NODESET && value->nodesetval && member < (guint) value->nodesetval->nodeNr)
    return cunyi_node_get_text (value->nodesetval->nodeTab[member]);
  return "";
}

static double
get_member_number (xmlXPathObject *value, guint member)
{
  if (value->type == XPATH_NUMBER)
    return value->floatval;
  if (value->type == XPATH_BOOLEAN)
    return value->boolval ? 1 : 0;
  return cunyi_number_parse (get_member_text (value, member));
}

static gboolean
is_number_member (xmlXPathObject *value, guint member)
{
  return value->type == XPATH_NUMBER
         || (value->type == XPATH_NODESET && value->nodesetval && member < (guint) value->nodesetval->nodeNr
             && cunyi_node_is_numeric (value->nodesetval->nodeTab[member]));
}

static xmlXPathObject *
relate (CunyiCall *call, Relation relation)
{
  xmlXPathObject *left = call->args[0], *right = call->args[1];
  guint n = count_members (left), m = count_members (right), pairs = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < m && pairs < NUMERIC_PAIRS_MAX; j++, pairs++)
      if (relation (get_member_number (left, i), get_member_number (right, j)))
        return xmlXPathNewBoolean (TRUE);
  return xmlXPathNewBoolean (FALSE);
}

static xmlXPathObject *call_less (CunyiCall *call) { return relate (call, less); }
static xmlXPathObject *call_less_or_equal (CunyiCall *call) { return relate (call, less_or_equal); }
static xmlXPathObject *call_more (CunyiCall *call) { return relate (call, more); }
static xmlXPathObject *call_more_or_equal (CunyiCall *call) { return relate (call, more_or_equal); }

/* Texts are compared as texts, so that codes keep their zeros; as soon as one side is a number, as numbers. A blank equals
 * '' whatever its kind, and never 0. */
static gboolean
equal_members (xmlXPathObject *left, guint i, xmlXPathObject *right, guint j)
{
  if (left->type != XPATH_NUMBER && right->type != XPATH_NUMBER
      && strcmp (get_member_text (left, i), get_member_text (right, j)) == 0)
    return TRUE;
  if (is_number_member (left, i) || is_number_member (right, j))
    return fabs (get_member_number (left, i) - get_member_number (right, j)) < NUMBERS_EQUAL;
  return FALSE;
}

static gboolean
compare (CunyiCall *call, gboolean wanted)
{
  xmlXPathObject *left = call->args[0], *right = call->args[1];
  guint n = count_members (left), m = count_members (right), pairs = 0;

  if (left->type == XPATH_BOOLEAN || right->type == XPATH_BOOLEAN)
    return (cunyi_value_to_truth (left) == cunyi_value_to_truth (right)) == wanted;
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < m && pairs < NUMERIC_PAIRS_MAX; j++, pairs++)
      if (equal_members (left, i, right, j) == wanted)
        return TRUE;
  return FALSE;
}

static xmlXPathObject *call_equal (CunyiCall *call) { return xmlXPathNewBoolean (compare (call, TRUE)); }
static xmlXPathObject *call_different (CunyiCall *call) { return xmlXPathNewBoolean (compare (call, FALSE)); }

/* ---- numbers ---- */

static xmlXPathObject *
call_number (CunyiCall *call)
{
  return xmlXPathNewFloat (cunyi_call_number (call, 0));
}

static xmlXPathObject *
call_int (CunyiCall *call)
{
  return xmlXPathNewFloat (trunc (cunyi_call_number (call, 0)));
}

static xmlXPathObject *
call_floor (CunyiCall *call)
{
  return xmlXPathNewFloat (floor (cunyi_call_number (call, 0)));
}

static xmlXPathObject *
call_ceiling (CunyiCall *call)
{
  return xmlXPathNewFloat (ceil (cunyi_call_number (call, 0)));
}

/* Half goes up, -1.5 to -1, as in JavaRosa. 1.005 to two places is 1.01: the shifted number is read as it would be
 * written, so that what binary cannot hold does not turn a half into a little less. */
static xmlXPathObject *
call_round (CunyiCall *call)
{
  double number = cunyi_call_number (call, 0);
  double places = call->n > 1 ? cunyi_call_number (call, 1) : 0;
  double factor;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (number) || isnan (places) || isinf (number))
    return xmlXPathNewFloat (NAN);
  factor = pow (10, fabs (CLAMP (trunc (places), -15, 15)));
  number = places < 0 ? number / factor : number * factor;
  if (fabs (number) < 1e15)
    {
      number = g_ascii_strtod (g_ascii_formatd (text, sizeof text, "%.15g", number), NULL);
      number = floor (number + 0.5);
    }
  return xmlXPathNewFloat (places < 0 ? number * factor : number / factor);
}

#define CALL_MATH(verb, expression) \
  static xmlXPathObject *call_##verb (CunyiCall *call) \
  { \
    double x = cunyi_call_number (call, 0); \
    return xmlXPathNewFloat (expression); \
  }

CALL_MATH (abs, fabs (x))
CALL_MATH (sqrt, sqrt (x))
CALL_MATH (exp, exp (x))
CALL_MATH (exp10, pow (10, x))
CALL_MATH (log, log (x))
CALL_MATH (log10, log10 (x))
CALL_MATH (sin, sin (x))
CALL_MATH (cos, cos (x))
CALL_MATH (tan, tan (x))
CALL_MATH (asin, asin (x))
CALL_MATH (acos, acos (x))
CALL_MATH (atan, atan (x))
CALL_MATH (pow, pow (x, cunyi_call_number (call, 1)))
CALL_MATH (atan2, atan2 (x, cunyi_call_number (call, 1)))

static xmlXPathObject *
call_pi (CunyiCall *call)
{
  return xmlXPathNewFloat (G_PI);
}

static xmlXPathObject *
call_random (CunyiCall *call)
{
  return xmlXPathNewFloat (g_random_double ());
}

/* ---- many numbers ---- */

typedef double (*Fold) (double sum, double number);

static double add (double sum, double number) { return sum + number; }
/* Not fmin () and fmax (): those pass over what is no number, and a blank must make the whole blank. */
static double take_less (double least, double number) { return isnan (number) || number < least ? number : least; }
static double take_more (double most, double number) { return isnan (number) || number > most ? number : most; }

static xmlXPathObject *
fold (CunyiCall *call, Fold step, gboolean start_empty)
{
  double result = start_empty ? NAN : 0;
  gboolean first = start_empty;

  for (guint i = 0; i < call->n; i++)
    {
      xmlNodeSet *nodes = cunyi_call_nodes (call, i);
      guint n = nodes ? nodes->nodeNr : call->args[i]->type == XPATH_NODESET ? 0 : 1;

      for (guint j = 0; j < n; j++)
        {
          double number = get_member_number (call->args[i], j);

          if (isnan (number))
            return xmlXPathNewFloat (NAN);
          result = first ? number : step (result, number);
          first = FALSE;
        }
    }
  return xmlXPathNewFloat (result);
}

static xmlXPathObject *call_sum (CunyiCall *call) { return fold (call, add, FALSE); }
static xmlXPathObject *call_min (CunyiCall *call) { return fold (call, take_less, TRUE); }
static xmlXPathObject *call_max (CunyiCall *call) { return fold (call, take_more, TRUE); }

static xmlXPathObject *
call_count (CunyiCall *call)
{
  xmlNodeSet *nodes = cunyi_call_nodes (call, 0);

  return xmlXPathNewFloat (nodes ? nodes->nodeNr : 0);
}

static xmlXPathObject *
call_count_non_empty (CunyiCall *call)
{
  xmlNodeSet *nodes = cunyi_call_nodes (call, 0);
  guint count = 0;

  for (int i = 0; nodes && i < nodes->nodeNr; i++)
    if (cunyi_node_is_row (nodes->nodeTab[i]) || *cunyi_node_get_text (nodes->nodeTab[i]))
      count++;
  return xmlXPathNewFloat (count);
}

/* ---- truths ---- */

static xmlXPathObject *call_truth (CunyiCall *call) { return xmlXPathNewBoolean (cunyi_call_truth (call, 0)); }
static xmlXPathObject *call_not (CunyiCall *call) { return xmlXPathNewBoolean (!cunyi_call_truth (call, 0)); }
static xmlXPathObject *call_true (CunyiCall *call) { return xmlXPathNewBoolean (TRUE); }
static xmlXPathObject *call_false (CunyiCall *call) { return xmlXPathNewBoolean (FALSE); }

static xmlXPathObject *
call_boolean_from_string (CunyiCall *call)
{
  const char *text = cunyi_call_text (call, 0);

  return xmlXPathNewBoolean (strcmp (text, "1") == 0 || g_ascii_strcasecmp (text, "true") == 0);
}

/* From `least` to `most` of the conditions are true; -1 is no bound. */
static gboolean
lies_between (double count, double least, double most)
{
  return !isnan (least) && !isnan (most) && (least < 0 || count >= least) && (most < 0 || count <= most);
}

static xmlXPathObject *
call_checklist (CunyiCall *call)
{
  guint count = 0;

  for (guint i = 2; i < call->n; i++)
    count += cunyi_call_truth (call, i);
  return xmlXPathNewBoolean (lies_between (count, cunyi_call_number (call, 0), cunyi_call_number (call, 1)));
}

/* Conditions and their weights by turns. */
static xmlXPathObject *
call_weighted_checklist (CunyiCall *call)
{
  double sum = 0;

  for (guint i = 2; i + 1 < call->n; i += 2)
    sum += cunyi_call_truth (call, i) ? cunyi_call_number (call, i + 1) : 0;
  return xmlXPathNewBoolean (lies_between (sum, cunyi_call_number (call, 0), cunyi_call_number (call, 1)));
}

/* Gives an argument back as the result. */
static xmlXPathObject *
steal_argument (CunyiCall *call, guint arg)
{
  return g_steal_pointer (&call->args[arg]);
}

static xmlXPathObject *
call_if (CunyiCall *call)
{
  return steal_argument (call, cunyi_call_truth (call, 0) ? 1 : 2);
}

static xmlXPathObject *
call_coalesce (CunyiCall *call)
{
  for (guint i = 0; i + 1 < call->n; i++)
    {
      g_autofree char *text = cunyi_value_to_text (call->args[i]);

      if (*text)
        return steal_argument (call, i);
    }
  return steal_argument (call, call->n - 1);
}

/* The value that the question has already, so that chance and clock are asked only once. */
static xmlXPathObject *
call_once (CunyiCall *call)
{
  const char *text = call->scope->node ? cunyi_node_get_text (call->scope->node) : "";

  return *text ? xmlXPathNewString (BAD_CAST text) : steal_argument (call, 0);
}

/* ---- places ---- */

/* position () in a predicate, position (..) of a member among its kind. */
static xmlXPathObject *
call_position (CunyiCall *call)
{
  xmlNodeSet *nodes;
  guint position = 1;

  if (call->n == 0)
    return xmlXPathNewFloat (call->parser->context->proximityPosition);
  nodes = cunyi_call_nodes (call, 0);
  if (!nodes || nodes->nodeNr == 0)
    return xmlXPathNewFloat (NAN);
  for (xmlNode *node = nodes->nodeTab[0]->prev; node; node = node->prev)
    if (node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, nodes->nodeTab[0]->name))
      position++;
  return xmlXPathNewFloat (position);
}

static xmlXPathObject *
call_last (CunyiCall *call)
{
  return xmlXPathNewFloat (call->parser->context->contextSize);
}

static xmlXPathObject *
call_current (CunyiCall *call)
{
  return xmlXPathNewNodeSet (call->scope->node);
}

/* indexed-repeat (${x}, ${list}, i, ${inner}, j): the translator hands over the names. */
static xmlXPathObject *
call_indexed_repeat (CunyiCall *call)
{
  CunyiContext *row = call->scope->context;

  for (guint i = 1; i + 1 < call->n && row; i += 2)
    {
      double index = cunyi_call_number (call, i + 1);

      row = index >= 1 && index < G_MAXINT ? cunyi_context_find_row (row, cunyi_call_text (call, i), (guint) index - 1)
                                           : NULL;
    }
  if (!row)
    return xmlXPathNewNodeSet (NULL);
  return xmlXPathWrapNodeSet (cunyi_context_look_up (row, cunyi_call_text (call, 0)));
}

/* ---- the table ---- */

static const CunyiFunction functions[] = {
  { "<", 2, 2, CUNYI_VALUE_BOOLEAN, call_less },
  { "<=", 2, 2, CUNYI_VALUE_BOOLEAN, call_less_or_equal },
  { ">", 2, 2, CUNYI_VALUE_BOOLEAN, call_more },
  { ">=", 2, 2, CUNYI_VALUE_BOOLEAN, call_more_or_equal },
  { "=", 2, 2, CUNYI_VALUE_BOOLEAN, call_equal },
  { "!=", 2, 2, CUNYI_VALUE_BOOLEAN, call_different },
  { "number!", 1, 1, CUNYI_VALUE_NUMBER, call_number },
  { "truth!", 1, 1, CUNYI_VALUE_BOOLEAN, call_truth },

  { "if", 3, 3, CUNYI_VALUE_ANY, call_if },
  { "coalesce", 2, -1, CUNYI_VALUE_ANY, call_coalesce },
  { "once", 1, 1, CUNYI_VALUE_ANY, call_once },
  { "true", 0, 0, CUNYI_VALUE_BOOLEAN, call_true },
  { "false", 0, 0, CUNYI_VALUE_BOOLEAN, call_false },
  { "not", 1, 1, CUNYI_VALUE_BOOLEAN, call_not },
  { "boolean", 1, 1, CUNYI_VALUE_BOOLEAN, call_truth },
  { "boolean-from-string", 1, 1, CUNYI_VALUE_BOOLEAN, call_boolean_from_string },

  { "number", 1, 1, CUNYI_VALUE_NUMBER, call_number },
  { "int", 1, 1, CUNYI_VALUE_NUMBER, call_int },
  { "round", 1, 2, CUNYI_VALUE_NUMBER, call_round },
  { "floor", 1, 1, CUNYI_VALUE_NUMBER, call_floor },
  { "ceiling", 1, 1, CUNYI_VALUE_NUMBER, call_ceiling },
  { "abs", 1, 1, CUNYI_VALUE_NUMBER, call_abs },
  { "sqrt", 1, 1, CUNYI_VALUE_NUMBER, call_sqrt },
  { "pow", 2, 2, CUNYI_VALUE_NUMBER, call_pow },
  { "exp", 1, 1, CUNYI_VALUE_NUMBER, call_exp },
  { "exp10", 1, 1, CUNYI_VALUE_NUMBER, call_exp10 },
  { "log", 1, 1, CUNYI_VALUE_NUMBER, call_log },
  { "log10", 1, 1, CUNYI_VALUE_NUMBER, call_log10 },
  { "sin", 1, 1, CUNYI_VALUE_NUMBER, call_sin },
  { "cos", 1, 1, CUNYI_VALUE_NUMBER, call_cos },
  { "tan", 1, 1, CUNYI_VALUE_NUMBER, call_tan },
  { "asin", 1, 1, CUNYI_VALUE_NUMBER, call_asin },
  { "acos", 1, 1, CUNYI_VALUE_NUMBER, call_acos },
  { "atan", 1, 1, CUNYI_VALUE_NUMBER, call_atan },
  { "atan2", 2, 2, CUNYI_VALUE_NUMBER, call_atan2 },
  { "pi", 0, 0, CUNYI_VALUE_NUMBER, call_pi },
  { "random", 0, 0, CUNYI_VALUE_NUMBER, call_random },

  { "sum", 1, -1, CUNYI_VALUE_NUMBER, call_sum },
  { "min", 1, -1, CUNYI_VALUE_NUMBER, call_min },
  { "max", 1, -1, CUNYI_VALUE_NUMBER, call_max },
  { "count", 1, 1, CUNYI_VALUE_NUMBER, call_count },
  { "count-non-empty", 1, 1, CUNYI_VALUE_NUMBER, call_count_non_empty },

  { "position", 0, 1, CUNYI_VALUE_NUMBER, call_position },
  { "last", 0, 0, CUNYI_VALUE_NUMBER, call_last },
  { "current", 0, 0, CUNYI_VALUE_NODES, call_current },
  { "indexed-repeat", 3, 9, CUNYI_VALUE_NODES, call_indexed_repeat },

  { "instance", 1, 1, CUNYI_VALUE_NODES, cunyi_function_instance },
  { "pulldata", 4, 4, CUNYI_VALUE_TEXT, cunyi_function_pulldata },

  { "today", 0, 0, CUNYI_VALUE_TEXT, cunyi_function_today },
  { "now", 0, 0, CUNYI_VALUE_TEXT, cunyi_function_now },
  { "date", 1, 1, CUNYI_VALUE_TEXT, cunyi_function_date },
  { "date-time", 1, 1, CUNYI_VALUE_TEXT, cunyi_function_date_time },
  { "decimal-date-time", 1, 1, CUNYI_VALUE_NUMBER, cunyi_function_decimal_date_time },
  { "decimal-time", 1, 1, CUNYI_VALUE_NUMBER, cunyi_function_decimal_time },
  { "format-date", 2, 2, CUNYI_VALUE_TEXT, cunyi_function_format_date },
  { "format-date-time", 2, 2, CUNYI_VALUE_TEXT, cunyi_function_format_date },
  { "add-months", 2, 2, CUNYI_VALUE_TEXT, cunyi_function_add_months },
  { "age", 2, 2, CUNYI_VALUE_NUMBER, cunyi_function_age },

  { "selected", 2, 2, CUNYI_VALUE_BOOLEAN, cunyi_function_selected },
  { "selected-at", 2, 2, CUNYI_VALUE_TEXT, cunyi_function_selected_at },
  { "count-selected", 1, 1, CUNYI_VALUE_NUMBER, cunyi_function_count_selected },
  { "jr:choice-name", 2, 2, CUNYI_VALUE_TEXT, cunyi_function_choice_name },
  { "string", 1, 1, CUNYI_VALUE_TEXT, cunyi_function_string },
  { "checklist", 3, -1, CUNYI_VALUE_BOOLEAN, call_checklist },
  { "weighted-checklist", 4, -1, CUNYI_VALUE_BOOLEAN, call_weighted_checklist },
  { "digest", 2, 3, CUNYI_VALUE_TEXT, cunyi_function_digest },
  { "base64-decode", 1, 1, CUNYI_VALUE_TEXT, cunyi_function_base64_decode },
  { "uuid", 0, 1, CUNYI_VALUE_TEXT, cunyi_function_uuid },
  { "concat", 0, -1, CUNYI_VALUE_TEXT, cunyi_function_concat },
  { "join", 2, -1, CUNYI_VALUE_TEXT, cunyi_function_join },
  { "regex", 2, 2, CUNYI_VALUE_BOOLEAN, cunyi_function_regex },
  { "string-length", 1, 1, CUNYI_VALUE_NUMBER, cunyi_function_string_length },
  { "substr", 2, 3, CUNYI_VALUE_TEXT, cunyi_function_substr },
  { "substring-before", 2, 2, CUNYI_VALUE_TEXT, cunyi_function_substring_before },
  { "substring-after", 2, 2, CUNYI_VALUE_TEXT, cunyi_function_substring_after },
  { "contains", 2, 2, CUNYI_VALUE_BOOLEAN, cunyi_function_contains },
  { "starts-with", 2, 2, CUNYI_VALUE_BOOLEAN, cunyi_function_starts_with },
  { "ends-with", 2, 2, CUNYI_VALUE_BOOLEAN, cunyi_function_ends_with },
  { "normalize-space", 1, 1, CUNYI_VALUE_TEXT, cunyi_function_normalize_space },
  { "translate", 3, 3, CUNYI_VALUE_TEXT, cunyi_function_translate },
};

/* Functions that people know from spreadsheets or from other collectors. Names in small letters. */
static const struct {
  const char *name;
  const char *advice;
} advices[] = {
  { "and", N_("Write “a and b”.") },
  { "or", N_("Write “a or b”.") },
  { "len", N_("Write string-length ().") },
  { "left", N_("Write substr (text, 0, number of letters).") },
  { "right", N_("Write substr (text, -number of letters).") },
  { "mid", N_("Write substr (text, first letter from 0, letter after the last).") },
  { "average", N_("Write sum (…) div count (…).") },
  { "datedif", N_("Write age (birth, day) for years, or subtract the days.") },
  { "year", N_("Write format-date (day, '%Y').") },
  { "month", N_("Write format-date (day, '%n').") },
  { "day", N_("Write format-date (day, '%e').") },
  { "edate", N_("Write add-months (day, number).") },
  { "difference-in-months", N_("Write age (birth, day) for years, or subtract the days.") },
  { "add-date", N_("Write add-months (day, number) or date (day + number).") },
  { "randomize", N_("Choices stand in the order of the paper; leave it out.") },
  { "substring", N_("Write substr (text, first letter from 0, letter after the last).") },
  { "ceil", N_("Write ceiling ().") },
  { "area", N_("Places on a map are not supported.") },
  { "distance", N_("Places on a map are not supported.") },
  { "geofence", N_("Places on a map are not supported.") },
  { "intersects", N_("Places on a map are not supported.") },
  { "extract-signed", N_("Leave it out.") },
  { "jr:itext", N_("Write the label itself, or jr:choice-name ().") },
  { "sumif", N_("Write sum (${list}[condition]/question).") },
  { "countif", N_("Write count (${list}[condition]).") },
  { "iif", N_("Write if (condition, then, else).") },
  { "isblank", N_("Write ${question} = ''.") },
  { "vlookup", N_("Write pulldata ('list', 'column', 'key column', key).") },
  { "roundup", N_("Write ceiling ().") },
  { "rounddown", N_("Write floor ().") },
  { "concatenate", N_("Write concat ().") },
  { "weekday", N_("Write format-date (day, '%a').") },
  { "property", N_("Write ${staff_name}, ${clinic_name} and the like.") },
  { "version", N_("The version is kept with every record; leave it out.") },
};

int
cunyi_function_find (const char *name)
{
  static GHashTable *numbers;

  if (g_once_init_enter (&numbers))
    {
      GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
        g_hash_table_insert (table, (gpointer) functions[i].name, GUINT_TO_POINTER (i + 1));
      g_once_init_leave (&numbers, table);
    }
  return GPOINTER_TO_INT (g_hash_table_lookup (numbers, name)) - 1;
}

const CunyiFunction *
cunyi_function_get (guint index)
{
  return &functions[index];
}

const char *
cunyi_function_get_advice (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (advices); i++)
    if (g_ascii_strcasecmp (advices[i].name, name) == 0)
      return _(advices[i].advice);
  return NULL;
}

/* The one function that libxml2 calls: it says which by the name. */
static void
dispatch (xmlXPathParserContext *parser, int n)
{
  xmlXPathObject *few[8];
  g_autofree xmlXPathObject **many = n > (int) G_N_ELEMENTS (few) ? g_new (xmlXPathObject *, n) : NULL;
  CunyiCall call = { parser, parser->context->userData, n, many ? many : few };
  guint number = strtoul ((const char *) parser->context->function + 1, NULL, 10);
  xmlXPathObject *result;

  for (int i = n; i-- > 0; )
    {
      call.args[i] = valuePop (parser);
      if (!call.args[i])
        {
          for (int j = i + 1; j < n; j++)
            xmlXPathFreeObject (call.args[j]);
          return;
        }
    }
  result = functions[number].call (&call);
  for (int i = 0; i < n; i++)
    if (call.args[i])
      xmlXPathFreeObject (call.args[i]);
  valuePush (parser, result);
}

xmlXPathFunction
cunyi_function_look_up (void *data, const xmlChar *name, const xmlChar *uri)
{
  return name[0] == 'f' && g_ascii_isdigit (name[1]) ? dispatch : NULL;
}
