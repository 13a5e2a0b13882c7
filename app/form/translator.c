/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Recursive descent over the grammar of XPath 1.0 without its axes. Each level writes what it read to the end of `out` and
 * says of what type it is; what must go around it is put in at its beginning. Operands of a chain (a + b + c) share one
 * pair of brackets, so that depth is the author's and not the chain's. */

#include "config.h"

#include "form/translator-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_BYTES 20000
#define MAX_TOKENS 3000
#define MAX_DEPTH 50

void
cunyi_parser_advance (CunyiParser *parser)
{
  if (++parser->tokens > MAX_TOKENS)
    cunyi_parser_fail (parser, CUNYI_FAULT_EXPRESSION_TOO_LONG, _("The expression is too long. Split it into several calculations."));
  if (!parser->failed)
    cunyi_lexer_next (&parser->lexer);
  if (parser->lexer.kind == CUNYI_TOKEN_UNCLOSED)
    cunyi_parser_fail_here (parser, _("A quotation mark or ${ is not closed."));
  else if (parser->lexer.kind == CUNYI_TOKEN_FOREIGN)
    cunyi_parser_fail_here (parser, cunyi_parser_advise_on_sign (parser->lexer.text->str));
  if (parser->failed)
    parser->lexer.kind = CUNYI_TOKEN_END;
}

void
cunyi_parser_expect (CunyiParser *parser, const char *sign, const char *advice)
{
  if (cunyi_lexer_is_sign (&parser->lexer, sign))
    cunyi_parser_advance (parser);
  else
    cunyi_parser_fail_here (parser, advice);
}

static gboolean
descend (CunyiParser *parser)
{
  if (++parser->depth > MAX_DEPTH)
    cunyi_parser_fail (parser, CUNYI_FAULT_EXPRESSION_TOO_LONG,
          _("The expression has too many brackets inside each other. Split it into several calculations."));
  return !parser->failed;
}

/* ---- writing ---- */

static void
wrap (CunyiParser *parser, gsize start, const char *function)
{
  char call[16];

  g_snprintf (call, sizeof call, "f%d(", cunyi_function_find (function));
  g_string_insert (parser->out, start, call);
  g_string_append_c (parser->out, ')');
}

static void
wrap_number (CunyiParser *parser, gsize start, CunyiValueType type)
{
  if (type != CUNYI_VALUE_NUMBER)
    wrap (parser, start, "number!");
}

static void
wrap_truth (CunyiParser *parser, gsize start, CunyiValueType type)
{
  if (type != CUNYI_VALUE_BOOLEAN)
    wrap (parser, start, "truth!");
}

guint
cunyi_parser_add_word (GPtrArray *words, const char *word)
{
  for (guint i = 0; i < words->len; i++)
    if (strcmp (g_ptr_array_index (words, i), word) == 0)
      return i;
  g_ptr_array_add (words, g_strdup (word));
  return words->len - 1;
}

void
cunyi_parser_write_text (CunyiParser *parser, const char *text)
{
  if (!strchr (text, '\''))
    g_string_append_printf (parser->out, "'%s'", text);
  else if (!strchr (text, '"'))
    g_string_append_printf (parser->out, "\"%s\"", text);
  else
    g_string_append_printf (parser->out, "$t%u ", cunyi_parser_add_word (parser->result->texts, text));
}

static void
write_value (CunyiParser *parser, const char *name)
{
  if (*name == '\0')
    cunyi_parser_fail (parser, CUNYI_FAULT_EXPRESSION_SYNTAX, _("There is no name between ${ and }."));
  else
    g_string_append_printf (parser->out, "$v%u ", cunyi_parser_add_word (parser->result->names, name));
}

/* ---- paths ---- */

const char *
cunyi_parser_add_lookup (CunyiParser *parser, const char *list, const char *column)
{
  GArray *lookups = parser->result->lookups;
  CunyiLookup lookup = { NULL, NULL };

  for (guint i = 0; i < lookups->len; i++)
    {
      const CunyiLookup *known = &g_array_index (lookups, CunyiLookup, i);

      if (strcmp (known->list, list) == 0 && strcmp (known->column, column) == 0)
        return known->list;
    }
  lookup.list = g_strdup (list);
  lookup.column = g_strdup (column);
  g_array_append_val (lookups, lookup);
  return lookup.list;
}

/* `list` is the one whose rows are picked; NULL for rows of a repeat. */
static void
parse_predicates (CunyiParser *parser, const char *list)
{
  const char *around = parser->list;

  parser->list = list;
  while (!parser->failed && cunyi_lexer_is_sign (&parser->lexer, "["))
    {
      gsize start;
      CunyiValueType type;

      g_string_append_c (parser->out, '[');
      cunyi_parser_advance (parser);
      start = parser->out->len;
      parser->predicates++;
      type = cunyi_parser_parse_expression (parser);
      parser->predicates--;
      /* A number is a position, as XPath has it. */
      if (type == CUNYI_VALUE_NODES || type == CUNYI_VALUE_TEXT)
        wrap_truth (parser, start, type);
      cunyi_parser_expect (parser, "]", _("Close the square bracket."));
      g_string_append_c (parser->out, ']');
    }
  parser->list = around;
}

/* `list` is the one that the path is in, `place` counts its steps from 0; NULL for other paths. */
static void
check_list_step (CunyiParser *parser, const char *list, guint place)
{
  static const char *const steps[] = { "root", "item" };
  const char *name = parser->lexer.text->str;

  if (place < G_N_ELEMENTS (steps) && strcmp (name, steps[place]) != 0)
    cunyi_parser_fail_here (parser, _("A value of a list is instance('list')/root/item[condition]/column."));
  else if (place == G_N_ELEMENTS (steps))
    cunyi_parser_add_lookup (parser, list, parser->lexer.kind == CUNYI_TOKEN_NAME ? name : "*");
}

static void
parse_step (CunyiParser *parser, const char *list, guint place)
{
  CunyiLexer *lexer = &parser->lexer;

  if (list)
    check_list_step (parser, list, place);

  if (lexer->kind == CUNYI_TOKEN_NAME && !strchr (lexer->text->str, ':'))
    g_string_append (parser->out, lexer->text->str);
  else if (cunyi_lexer_is_sign (lexer, ".") || cunyi_lexer_is_sign (lexer, "..") || cunyi_lexer_is_sign (lexer, "*"))
    g_string_append (parser->out, lexer->text->str);
  else
    {
      cunyi_parser_fail_here (parser, _("After / stands the name of a question of the list."));
      return;
    }
  cunyi_parser_advance (parser);
  if (cunyi_lexer_is_sign (lexer, "("))
    cunyi_parser_fail_here (parser, _("After / stands the name of a question of the list."));
  parse_predicates (parser, list);
}

/* Predicates and further steps behind what gave nodes. */
static CunyiValueType
parse_rest_of_path (CunyiParser *parser, CunyiValueType type)
{
  gboolean more = cunyi_lexer_is_sign (&parser->lexer, "[") || cunyi_lexer_is_sign (&parser->lexer, "/");
  const char *list = g_steal_pointer (&parser->path_list);
  guint place = 0;

  if (!more)
    return type;
  if (type != CUNYI_VALUE_NODES)
    {
      cunyi_parser_fail_here (parser, cunyi_lexer_is_sign (&parser->lexer, "/")
                                        ? _("Write “div” to divide.")
                                        : _("Only ${name} can have a condition in [ ]."));
      return type;
    }
  /* From where it stands, a row may go to any column. */
  if (!list && parser->list)
    cunyi_parser_add_lookup (parser, parser->list, "*");
  parse_predicates (parser, list);
  for (; !parser->failed && cunyi_lexer_is_sign (&parser->lexer, "/"); place++)
    {
      g_string_append_c (parser->out, '/');
      cunyi_parser_advance (parser);
      if (parser->lexer.kind == CUNYI_TOKEN_VALUE || parser->lexer.kind == CUNYI_TOKEN_NUMBER)
        cunyi_parser_fail_here (parser, _("Write “div” to divide, or the name after / without ${}."));
      else
        parse_step (parser, list, place);
    }
  if (list && place < 3)
    cunyi_parser_add_lookup (parser, list, "*");
  return CUNYI_VALUE_NODES;
}

static CunyiValueType
parse_bare_name (CunyiParser *parser, const char *name)
{
  if (parser->predicates > 0 || parser->bare == CUNYI_BARE_STEP)
    {
      if (strchr (name, ':'))
        cunyi_parser_fail_here (parser, _("Names have no colon."));
      if (parser->predicates == 0)
        cunyi_parser_add_word (parser->result->steps, name);
      else if (parser->list)
        cunyi_parser_add_lookup (parser, parser->list, name);
      g_string_append (parser->out, name);
      parse_predicates (parser, NULL);
    }
  else if (parser->bare == CUNYI_BARE_VALUE)
    write_value (parser, name);
  else
    cunyi_parser_fail (parser, CUNYI_FAULT_BARE_NAME, _("Write ${%s} for the answer, or '%s' for the text itself."), name, name);
  return CUNYI_VALUE_NODES;
}

static CunyiValueType
parse_name (CunyiParser *parser)
{
  g_autofree char *name = g_strdup (parser->lexer.text->str);

  cunyi_parser_advance (parser);
  if (cunyi_lexer_is_sign (&parser->lexer, "("))
    return cunyi_parser_parse_call (parser, name);
  return parse_bare_name (parser, name);
}

static CunyiValueType
parse_primary (CunyiParser *parser)
{
  CunyiLexer *lexer = &parser->lexer;
  CunyiValueType type = CUNYI_VALUE_ANY;

  if (lexer->kind == CUNYI_TOKEN_NUMBER)
    {
      g_string_append (parser->out, lexer->text->str);
      cunyi_parser_advance (parser);
      return CUNYI_VALUE_NUMBER;
    }
  if (lexer->kind == CUNYI_TOKEN_TEXT)
    {
      cunyi_parser_write_text (parser, lexer->text->str);
      cunyi_parser_advance (parser);
      return CUNYI_VALUE_TEXT;
    }
  if (lexer->kind == CUNYI_TOKEN_VALUE)
    {
      write_value (parser, lexer->text->str);
      cunyi_parser_advance (parser);
      return CUNYI_VALUE_NODES;
    }
  if (lexer->kind == CUNYI_TOKEN_NAME)
    return parse_name (parser);
  if (cunyi_lexer_is_sign (lexer, "(") && descend (parser))
    {
      g_string_append_c (parser->out, '(');
      cunyi_parser_advance (parser);
      type = cunyi_parser_parse_expression (parser);
      cunyi_parser_expect (parser, ")", _("Close the bracket."));
      g_string_append_c (parser->out, ')');
      parser->depth--;
      return type;
    }
  if (cunyi_lexer_is_sign (lexer, ".") || cunyi_lexer_is_sign (lexer, ".."))
    {
      parse_step (parser, NULL, 0);
      return CUNYI_VALUE_NODES;
    }
  cunyi_parser_fail_here (parser, cunyi_lexer_is_sign (lexer, "/") ? _("Write ${name} instead of a path.")
                                                                   : _("A value is missing here."));
  return type;
}

/* ---- operators, the loosest last ---- */

static CunyiValueType
parse_union (CunyiParser *parser)
{
  gsize start = parser->out->len;
  CunyiValueType type = parse_rest_of_path (parser, parse_primary (parser));
  gboolean joined = FALSE;

  while (!parser->failed && cunyi_lexer_is_sign (&parser->lexer, "|"))
    {
      CunyiValueType right;

      g_string_append_c (parser->out, '|');
      cunyi_parser_advance (parser);
      right = parse_rest_of_path (parser, parse_primary (parser));
      if (type != CUNYI_VALUE_NODES || right != CUNYI_VALUE_NODES)
        cunyi_parser_fail_here (parser, _("Only lists can be joined by |; write “or” between conditions."));
      joined = TRUE;
    }
  if (joined)
    {
      g_string_insert_c (parser->out, start, '(');
      g_string_append_c (parser->out, ')');
    }
  return type;
}

static CunyiValueType
parse_minus (CunyiParser *parser)
{
  gboolean minus = FALSE, any = FALSE;
  gsize start = parser->out->len;
  CunyiValueType type;

  while (cunyi_lexer_is_sign (&parser->lexer, "-"))
    {
      minus = !minus;
      any = TRUE;
      cunyi_parser_advance (parser);
    }
  type = parse_union (parser);
  if (!any)
    return type;
  wrap_number (parser, start, type);
  if (minus)
    {
      g_string_insert (parser->out, start, "(-");
      g_string_append_c (parser->out, ')');
    }
  return CUNYI_VALUE_NUMBER;
}

/* The operator at this place as XPath writes it, NULL for none of these. */
typedef const char *(*ReadOperator) (CunyiParser *parser);

static const char *
read_product (CunyiParser *parser)
{
  if (cunyi_lexer_is_sign (&parser->lexer, "*"))
    return " * ";
  if (cunyi_lexer_is_word (&parser->lexer, "div"))
    return " div ";
  return cunyi_lexer_is_word (&parser->lexer, "mod") ? " mod " : NULL;
}

static const char *
read_sum (CunyiParser *parser)
{
  if (cunyi_lexer_is_sign (&parser->lexer, "+"))
    return " + ";
  return cunyi_lexer_is_sign (&parser->lexer, "-") ? " - " : NULL;
}

static const char *
read_and (CunyiParser *parser)
{
  return cunyi_lexer_is_word (&parser->lexer, "and") ? " and " : NULL;
}

static const char *
read_or (CunyiParser *parser)
{
  return cunyi_lexer_is_word (&parser->lexer, "or") ? " or " : NULL;
}

/* A chain of operands that are all made numbers, or all truths. */
static CunyiValueType
parse_chain (CunyiParser *parser, CunyiValueType (*parse_operand) (CunyiParser *parser), ReadOperator read_operator,
             CunyiValueType wanted)
{
  void (*convert) (CunyiParser *, gsize, CunyiValueType) = wanted == CUNYI_VALUE_NUMBER ? wrap_number : wrap_truth;
  gsize start = parser->out->len;
  CunyiValueType type = parse_operand (parser);
  const char *sign = parser->failed ? NULL : read_operator (parser);

  if (!sign)
    return type;
  convert (parser, start, type);
  g_string_insert_c (parser->out, start, '(');
  for (; sign && !parser->failed; sign = read_operator (parser))
    {
      gsize right;

      g_string_append (parser->out, sign);
      cunyi_parser_advance (parser);
      right = parser->out->len;
      type = parse_operand (parser);
      convert (parser, right, type);
    }
  g_string_append_c (parser->out, ')');
  return wanted;
}

static CunyiValueType
parse_product (CunyiParser *parser)
{
  return parse_chain (parser, parse_minus, read_product, CUNYI_VALUE_NUMBER);
}

static CunyiValueType
parse_sum (CunyiParser *parser)
{
  return parse_chain (parser, parse_product, read_sum, CUNYI_VALUE_NUMBER);
}

/* Comparisons of one rank, from left to right. */
static CunyiValueType
parse_comparison (CunyiParser *parser, CunyiValueType (*parse_operand) (CunyiParser *parser), const char *const *signs)
{
  gsize start = parser->out->len;
  CunyiValueType type = parse_operand (parser);
  guint outer = parser->depth;

  while (!parser->failed)
    {
      const char *sign = NULL;
      char call[16];

      for (guint i = 0; signs[i]; i++)
        if (cunyi_lexer_is_sign (&parser->lexer, signs[i]))
          sign = signs[i];
      if (!sign || !descend (parser))
        break;
      g_snprintf (call, sizeof call, "f%d(", cunyi_function_find (sign));
      g_string_insert (parser->out, start, call);
      g_string_append_c (parser->out, ',');
      cunyi_parser_advance (parser);
      parse_operand (parser);
      g_string_append_c (parser->out, ')');
      type = CUNYI_VALUE_BOOLEAN;
    }
  parser->depth = outer;
  return type;
}

static CunyiValueType
parse_order (CunyiParser *parser)
{
  static const char *const signs[] = { "<", "<=", ">", ">=", NULL };

  return parse_comparison (parser, parse_sum, signs);
}

static CunyiValueType
parse_equality (CunyiParser *parser)
{
  static const char *const signs[] = { "=", "!=", NULL };

  return parse_comparison (parser, parse_order, signs);
}

static CunyiValueType
parse_and (CunyiParser *parser)
{
  return parse_chain (parser, parse_equality, read_and, CUNYI_VALUE_BOOLEAN);
}

CunyiValueType
cunyi_parser_parse_expression (CunyiParser *parser)
{
  CunyiValueType type = CUNYI_VALUE_ANY;

  if (descend (parser))
    type = parse_chain (parser, parse_and, read_or, CUNYI_VALUE_BOOLEAN);
  parser->depth--;
  return type;
}

static void
clear_lookup (gpointer data)
{
  CunyiLookup *lookup = data;

  g_free (lookup->list);
  g_free (lookup->column);
}

CunyiTranslation *
cunyi_translation_new (const char *text, CunyiBareNames bare, gboolean lists, CunyiFaults *faults, const char *sheet,
                       guint row, guint column)
{
  g_autoptr (CunyiTranslation) result = g_new0 (CunyiTranslation, 1);
  CunyiParser parser = { .out = g_string_new (NULL), .result = result, .bare = bare, .faults = faults, .sheet = sheet,
                    .row = row, .column = column };

  result->names = g_ptr_array_new_with_free_func (g_free);
  result->texts = g_ptr_array_new_with_free_func (g_free);
  result->steps = g_ptr_array_new_with_free_func (g_free);
  result->lookups = g_array_new (FALSE, FALSE, sizeof (CunyiLookup));
  g_array_set_clear_func (result->lookups, clear_lookup);
  parser.lexer.from = text;
  if (!g_utf8_validate (text, -1, NULL))
    cunyi_parser_fail (&parser, CUNYI_FAULT_EXPRESSION_SYNTAX, _("The expression is no proper text. Save the file as UTF-8."));
  else if (strlen (text) > MAX_BYTES)
    cunyi_parser_fail (&parser, CUNYI_FAULT_EXPRESSION_TOO_LONG, _("The expression is too long. Split it into several calculations."));
  if (!parser.failed)
    {
      cunyi_lexer_init (&parser.lexer, text);
      cunyi_parser_advance (&parser);
      cunyi_parser_parse_expression (&parser);
      if (!parser.failed && parser.lexer.kind != CUNYI_TOKEN_END)
        cunyi_parser_fail_here (&parser, cunyi_lexer_is_sign (&parser.lexer, "/") ? _("Write “div” to divide.")
                                                                      : _("An operator or a comma is missing here."));
      cunyi_lexer_clear (&parser.lexer);
    }
  if (result->lookups->len > 0 && !lists)
    cunyi_parser_fail (&parser, CUNYI_FAULT_UNSUPPORTED_FUNCTION,
                       _("Only forms look into lists by instance () and pulldata (). Calculate it in the form, and use its answer."));
  g_ptr_array_add (result->names, NULL);
  g_ptr_array_add (result->texts, NULL);
  g_ptr_array_add (result->steps, NULL);
  result->xpath = g_string_free (parser.out, FALSE);
  return parser.failed ? NULL : g_steal_pointer (&result);
}

void
cunyi_translation_free (CunyiTranslation *translation)
{
  g_free (translation->xpath);
  g_ptr_array_unref (translation->names);
  g_ptr_array_unref (translation->texts);
  g_ptr_array_unref (translation->steps);
  g_array_unref (translation->lookups);
  g_free (translation);
}
