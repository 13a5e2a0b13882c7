/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Recursive descent over the grammar of XPath 1.0 without its axes. Each level writes what it read to the end of `out` and
 * says of what type it is; what must go around it is put in at its beginning. Operands of a chain (a + b + c) share one
 * pair of brackets, so that depth is the author's and not the chain's. */

#include "config.h"

#include "form/translator.h"

#include "form/functions.h"
#include "form/lexer.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_BYTES 20000
#define MAX_TOKENS 3000
#define MAX_DEPTH 50

typedef struct {
  CunyiLexer lexer;
  GString *out;
  CunyiTranslation *result;
  CunyiBareNames bare;
  guint depth;
  guint predicates; /* predicates around this place */
  guint tokens;
  gboolean failed;

  CunyiFaults *faults;
  const char *sheet;
  guint row, column;
} Parser;

static CunyiValueType parse_expression (Parser *parser);

/* Only the first fault of an expression is told: what follows it is mostly its consequence. */
static void G_GNUC_PRINTF (3, 4)
fail (Parser *parser, CunyiFaultCode code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (parser->failed)
    return;
  parser->failed = TRUE;
  if (!parser->faults)
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  cunyi_faults_add (parser->faults, code, parser->sheet, parser->row, parser->column, "%s", message);
}

/* A few letters from where the fault is. (transfer full) */
static char *
quote_place (Parser *parser)
{
  const char *from = parser->lexer.from;
  glong length = g_utf8_strlen (from, -1);

  return g_utf8_substring (from, 0, MIN (length, 24));
}

static void
fail_here (Parser *parser, const char *advice)
{
  g_autofree char *place = quote_place (parser);

  if (*place)
    /* Translators: %1$s is a few letters of the expression, %2$s a sentence that says what to write. */
    fail (parser, CUNYI_FAULT_EXPRESSION_SYNTAX, _("The expression cannot be read at “%s”. %s"), place, advice);
  else
    fail (parser, CUNYI_FAULT_EXPRESSION_SYNTAX, _("The expression ends too early. %s"), advice);
}

static const char *
advise_on_sign (const char *sign)
{
  if (strcmp (sign, "==") == 0)
    return _("Write = to compare.");
  if (strcmp (sign, "<>") == 0 || strcmp (sign, "!") == 0)
    return _("Write != for “not equal” and not (…) for “not”.");
  if (strcmp (sign, "&&") == 0 || strcmp (sign, "||") == 0)
    return _("Write “and” or “or”.");
  if (strcmp (sign, "&") == 0)
    return _("Write concat (…, …) to put texts together.");
  if (strcmp (sign, "\303\267") == 0 || strcmp (sign, "/") == 0)
    return _("Write “div” to divide.");
  if (strcmp (sign, "%") == 0)
    return _("Write “mod” for the remainder, or divide by 100.");
  if (strcmp (sign, "//") == 0)
    return _("Write ${name}.");
  return _("This sign has no meaning here.");
}

static void
advance (Parser *parser)
{
  if (++parser->tokens > MAX_TOKENS)
    fail (parser, CUNYI_FAULT_EXPRESSION_TOO_LONG, _("The expression is too long. Split it into several calculations."));
  if (!parser->failed)
    cunyi_lexer_next (&parser->lexer);
  if (parser->lexer.kind == CUNYI_TOKEN_UNCLOSED)
    fail_here (parser, _("A quotation mark or ${ is not closed."));
  else if (parser->lexer.kind == CUNYI_TOKEN_FOREIGN)
    fail_here (parser, advise_on_sign (parser->lexer.text->str));
  if (parser->failed)
    parser->lexer.kind = CUNYI_TOKEN_END;
}

static void
expect (Parser *parser, const char *sign, const char *advice)
{
  if (cunyi_lexer_is_sign (&parser->lexer, sign))
    advance (parser);
  else
    fail_here (parser, advice);
}

static gboolean
descend (Parser *parser)
{
  if (++parser->depth > MAX_DEPTH)
    fail (parser, CUNYI_FAULT_EXPRESSION_TOO_LONG,
          _("The expression has too many brackets inside each other. Split it into several calculations."));
  return !parser->failed;
}

/* ---- writing ---- */

static void
wrap (Parser *parser, gsize start, const char *function)
{
  char call[16];

  g_snprintf (call, sizeof call, "f%d(", cunyi_function_find (function));
  g_string_insert (parser->out, start, call);
  g_string_append_c (parser->out, ')');
}

static void
wrap_number (Parser *parser, gsize start, CunyiValueType type)
{
  if (type != CUNYI_VALUE_NUMBER)
    wrap (parser, start, "number!");
}

static void
wrap_truth (Parser *parser, gsize start, CunyiValueType type)
{
  if (type != CUNYI_VALUE_BOOLEAN)
    wrap (parser, start, "truth!");
}

static guint
add_word (GPtrArray *words, const char *word)
{
  for (guint i = 0; i < words->len; i++)
    if (strcmp (g_ptr_array_index (words, i), word) == 0)
      return i;
  g_ptr_array_add (words, g_strdup (word));
  return words->len - 1;
}

static void
write_text (Parser *parser, const char *text)
{
  if (!strchr (text, '\''))
    g_string_append_printf (parser->out, "'%s'", text);
  else if (!strchr (text, '"'))
    g_string_append_printf (parser->out, "\"%s\"", text);
  else
    g_string_append_printf (parser->out, "$t%u ", add_word (parser->result->texts, text));
}

static void
write_value (Parser *parser, const char *name)
{
  if (*name == '\0')
    fail (parser, CUNYI_FAULT_EXPRESSION_SYNTAX, _("There is no name between ${ and }."));
  else
    g_string_append_printf (parser->out, "$v%u ", add_word (parser->result->names, name));
}

/* ---- functions ---- */

/* What stands as `'${q}'`, `'q'` or `${q}` where a function wants a name and not a value. */
static void
parse_name_argument (Parser *parser, gboolean is_question)
{
  CunyiLexer *lexer = &parser->lexer;
  g_autofree char *name = g_strdup (lexer->text->str);
  const char *bare = name;

  if (lexer->kind != CUNYI_TOKEN_VALUE && (is_question || lexer->kind != CUNYI_TOKEN_TEXT))
    {
      fail_here (parser, _("Write ${name} here."));
      return;
    }
  if (g_str_has_prefix (name, "${") && g_str_has_suffix (name, "}"))
    {
      name[strlen (name) - 1] = '\0';
      bare = g_strstrip (name + 2);
      is_question = TRUE;
    }
  if (is_question || lexer->kind == CUNYI_TOKEN_VALUE)
    add_word (parser->result->names, bare);
  write_text (parser, bare);
  advance (parser);
}

static void
check_regex (Parser *parser)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = NULL;

  if (parser->lexer.kind != CUNYI_TOKEN_TEXT)
    return;
  regex = cunyi_regex_new (parser->lexer.text->str, &error);
  if (!regex)
    fail (parser, CUNYI_FAULT_BAD_REGEX, _("The pattern of regex () cannot be read: %s"), error->message);
}

static void
parse_argument (Parser *parser, const CunyiFunction *function, int index)
{
  gboolean wants_nodes = g_str_equal (function->name, "count") || g_str_equal (function->name, "count-non-empty")
                         || g_str_equal (function->name, "position");
  CunyiValueType type;

  if (g_str_equal (function->name, "jr:choice-name") && index == 1)
    {
      parse_name_argument (parser, FALSE);
      return;
    }
  if (g_str_equal (function->name, "indexed-repeat") && (index == 0 || index % 2 == 1))
    {
      parse_name_argument (parser, TRUE);
      return;
    }
  if (g_str_equal (function->name, "regex") && index == 1)
    check_regex (parser);
  type = parse_expression (parser);
  if (wants_nodes && type != CUNYI_VALUE_NODES)
    fail (parser, CUNYI_FAULT_EXPRESSION_SYNTAX, _("%s () wants the ${name} of a list."), function->name);
}

static void
fail_function (Parser *parser, const char *name)
{
  const char *advice = cunyi_function_get_advice (name);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (advice)
    fail (parser, CUNYI_FAULT_UNSUPPORTED_FUNCTION, _("The function %s () is not supported. %s"), name, advice);
  else if (cunyi_function_find (lower) >= 0)
    fail (parser, CUNYI_FAULT_UNKNOWN_FUNCTION, _("Write the function %s () in small letters: %s ()."), name, lower);
  else if (strcmp (name, "choice-name") == 0)
    fail (parser, CUNYI_FAULT_UNKNOWN_FUNCTION, _("Write jr:choice-name ()."));
  else
    fail (parser, CUNYI_FAULT_UNKNOWN_FUNCTION,
          _("There is no function %s (). The functions are listed in the README of the packs."), name);
}

static void
fail_arguments (Parser *parser, const CunyiFunction *function, int n)
{
  if (function->max < 0)
    fail (parser, CUNYI_FAULT_ARGUMENT_COUNT,
          ngettext ("The function %s () needs at least %d value, but is given %d.",
                    "The function %s () needs at least %d values, but is given %d.", function->min),
          function->name, function->min, n);
  else if (function->min == function->max)
    fail (parser, CUNYI_FAULT_ARGUMENT_COUNT,
          ngettext ("The function %s () takes %d value, but is given %d.",
                    "The function %s () takes %d values, but is given %d.", function->min),
          function->name, function->min, n);
  else
    fail (parser, CUNYI_FAULT_ARGUMENT_COUNT, _("The function %s () takes %d to %d values, but is given %d."),
          function->name, function->min, function->max, n);
}

static CunyiValueType
parse_call (Parser *parser, const char *name)
{
  int number = cunyi_function_find (name);
  const CunyiFunction *function;
  int n = 0;

  if (number < 0)
    {
      fail_function (parser, name);
      return CUNYI_VALUE_ANY;
    }
  function = cunyi_function_get (number);
  parser->result->is_volatile |= function->is_volatile;
  g_string_append_printf (parser->out, "f%d(", number);
  advance (parser);
  while (!parser->failed && !cunyi_lexer_is_sign (&parser->lexer, ")"))
    {
      if (n > 0)
        {
          expect (parser, ",", _("Separate the values by commas and close the bracket."));
          g_string_append_c (parser->out, ',');
        }
      parse_argument (parser, function, n++);
    }
  if (!parser->failed && (n < function->min || (function->max >= 0 && n > function->max)))
    fail_arguments (parser, function, n);
  expect (parser, ")", _("Close the bracket."));
  g_string_append_c (parser->out, ')');
  return function->type;
}

/* ---- paths ---- */

static void
parse_predicates (Parser *parser)
{
  while (!parser->failed && cunyi_lexer_is_sign (&parser->lexer, "["))
    {
      gsize start;
      CunyiValueType type;

      g_string_append_c (parser->out, '[');
      advance (parser);
      start = parser->out->len;
      parser->predicates++;
      type = parse_expression (parser);
      parser->predicates--;
      /* A number is a position, as XPath has it. */
      if (type == CUNYI_VALUE_NODES || type == CUNYI_VALUE_TEXT)
        wrap_truth (parser, start, type);
      expect (parser, "]", _("Close the square bracket."));
      g_string_append_c (parser->out, ']');
    }
}

static void
parse_step (Parser *parser)
{
  CunyiLexer *lexer = &parser->lexer;

  if (lexer->kind == CUNYI_TOKEN_NAME && !strchr (lexer->text->str, ':'))
    g_string_append (parser->out, lexer->text->str);
  else if (cunyi_lexer_is_sign (lexer, ".") || cunyi_lexer_is_sign (lexer, "..") || cunyi_lexer_is_sign (lexer, "*"))
    g_string_append (parser->out, lexer->text->str);
  else
    {
      fail_here (parser, _("After / stands the name of a question of the list."));
      return;
    }
  advance (parser);
  if (cunyi_lexer_is_sign (lexer, "("))
    fail_here (parser, _("After / stands the name of a question of the list."));
  parse_predicates (parser);
}

/* Predicates and further steps behind what gave nodes. */
static CunyiValueType
parse_rest_of_path (Parser *parser, CunyiValueType type)
{
  gboolean more = cunyi_lexer_is_sign (&parser->lexer, "[") || cunyi_lexer_is_sign (&parser->lexer, "/");

  if (!more)
    return type;
  if (type != CUNYI_VALUE_NODES)
    {
      fail_here (parser, cunyi_lexer_is_sign (&parser->lexer, "/") ? _("Write “div” to divide.")
                                                                     : _("Only ${name} can have a condition in [ ]."));
      return type;
    }
  parse_predicates (parser);
  while (!parser->failed && cunyi_lexer_is_sign (&parser->lexer, "/"))
    {
      g_string_append_c (parser->out, '/');
      advance (parser);
      if (parser->lexer.kind == CUNYI_TOKEN_VALUE || parser->lexer.kind == CUNYI_TOKEN_NUMBER)
        fail_here (parser, _("Write “div” to divide, or the name after / without ${}."));
      else
        parse_step (parser);
    }
  return CUNYI_VALUE_NODES;
}

static CunyiValueType
parse_bare_name (Parser *parser, const char *name)
{
  if (parser->predicates > 0 || parser->bare == CUNYI_BARE_STEP)
    {
      if (strchr (name, ':'))
        fail_here (parser, _("Names have no colon."));
      if (parser->predicates == 0)
        add_word (parser->result->steps, name);
      g_string_append (parser->out, name);
      parse_predicates (parser);
    }
  else if (parser->bare == CUNYI_BARE_VALUE)
    write_value (parser, name);
  else
    fail (parser, CUNYI_FAULT_BARE_NAME, _("Write ${%s} for the answer, or '%s' for the text itself."), name, name);
  return CUNYI_VALUE_NODES;
}

static CunyiValueType
parse_name (Parser *parser)
{
  g_autofree char *name = g_strdup (parser->lexer.text->str);

  advance (parser);
  if (cunyi_lexer_is_sign (&parser->lexer, "("))
    return parse_call (parser, name);
  return parse_bare_name (parser, name);
}

static CunyiValueType
parse_primary (Parser *parser)
{
  CunyiLexer *lexer = &parser->lexer;
  CunyiValueType type = CUNYI_VALUE_ANY;

  if (lexer->kind == CUNYI_TOKEN_NUMBER)
    {
      g_string_append (parser->out, lexer->text->str);
      advance (parser);
      return CUNYI_VALUE_NUMBER;
    }
  if (lexer->kind == CUNYI_TOKEN_TEXT)
    {
      write_text (parser, lexer->text->str);
      advance (parser);
      return CUNYI_VALUE_TEXT;
    }
  if (lexer->kind == CUNYI_TOKEN_VALUE)
    {
      write_value (parser, lexer->text->str);
      advance (parser);
      return CUNYI_VALUE_NODES;
    }
  if (lexer->kind == CUNYI_TOKEN_NAME)
    return parse_name (parser);
  if (cunyi_lexer_is_sign (lexer, "(") && descend (parser))
    {
      g_string_append_c (parser->out, '(');
      advance (parser);
      type = parse_expression (parser);
      expect (parser, ")", _("Close the bracket."));
      g_string_append_c (parser->out, ')');
      parser->depth--;
      return type;
    }
  if (cunyi_lexer_is_sign (lexer, ".") || cunyi_lexer_is_sign (lexer, ".."))
    {
      parse_step (parser);
      return CUNYI_VALUE_NODES;
    }
  fail_here (parser, _("A value is missing here."));
  return type;
}

/* ---- operators, the loosest last ---- */

static CunyiValueType
parse_union (Parser *parser)
{
  gsize start = parser->out->len;
  CunyiValueType type = parse_rest_of_path (parser, parse_primary (parser));
  gboolean joined = FALSE;

  while (!parser->failed && cunyi_lexer_is_sign (&parser->lexer, "|"))
    {
      CunyiValueType right;

      g_string_append_c (parser->out, '|');
      advance (parser);
      right = parse_rest_of_path (parser, parse_primary (parser));
      if (type != CUNYI_VALUE_NODES || right != CUNYI_VALUE_NODES)
        fail_here (parser, _("Only lists can be joined by |; write “or” between conditions."));
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
parse_minus (Parser *parser)
{
  gboolean minus = FALSE, any = FALSE;
  gsize start = parser->out->len;
  CunyiValueType type;

  while (cunyi_lexer_is_sign (&parser->lexer, "-"))
    {
      minus = !minus;
      any = TRUE;
      advance (parser);
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
typedef const char *(*ReadOperator) (Parser *parser);

static const char *
read_product (Parser *parser)
{
  if (cunyi_lexer_is_sign (&parser->lexer, "*"))
    return " * ";
  if (cunyi_lexer_is_word (&parser->lexer, "div"))
    return " div ";
  return cunyi_lexer_is_word (&parser->lexer, "mod") ? " mod " : NULL;
}

static const char *
read_sum (Parser *parser)
{
  if (cunyi_lexer_is_sign (&parser->lexer, "+"))
    return " + ";
  return cunyi_lexer_is_sign (&parser->lexer, "-") ? " - " : NULL;
}

static const char *
read_and (Parser *parser)
{
  return cunyi_lexer_is_word (&parser->lexer, "and") ? " and " : NULL;
}

static const char *
read_or (Parser *parser)
{
  return cunyi_lexer_is_word (&parser->lexer, "or") ? " or " : NULL;
}

/* A chain of operands that are all made numbers, or all truths. */
static CunyiValueType
parse_chain (Parser *parser, CunyiValueType (*parse_operand) (Parser *parser), ReadOperator read_operator,
             CunyiValueType wanted)
{
  void (*convert) (Parser *, gsize, CunyiValueType) = wanted == CUNYI_VALUE_NUMBER ? wrap_number : wrap_truth;
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
      advance (parser);
      right = parser->out->len;
      type = parse_operand (parser);
      convert (parser, right, type);
    }
  g_string_append_c (parser->out, ')');
  return wanted;
}

static CunyiValueType
parse_product (Parser *parser)
{
  return parse_chain (parser, parse_minus, read_product, CUNYI_VALUE_NUMBER);
}

static CunyiValueType
parse_sum (Parser *parser)
{
  return parse_chain (parser, parse_product, read_sum, CUNYI_VALUE_NUMBER);
}

/* Comparisons of one rank, from left to right. */
static CunyiValueType
parse_comparison (Parser *parser, CunyiValueType (*parse_operand) (Parser *parser), const char *const *signs)
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
      advance (parser);
      parse_operand (parser);
      g_string_append_c (parser->out, ')');
      type = CUNYI_VALUE_BOOLEAN;
    }
  parser->depth = outer;
  return type;
}

static CunyiValueType
parse_order (Parser *parser)
{
  static const char *const signs[] = { "<", "<=", ">", ">=", NULL };

  return parse_comparison (parser, parse_sum, signs);
}

static CunyiValueType
parse_equality (Parser *parser)
{
  static const char *const signs[] = { "=", "!=", NULL };

  return parse_comparison (parser, parse_order, signs);
}

static CunyiValueType
parse_and (Parser *parser)
{
  return parse_chain (parser, parse_equality, read_and, CUNYI_VALUE_BOOLEAN);
}

static CunyiValueType
parse_expression (Parser *parser)
{
  CunyiValueType type = CUNYI_VALUE_ANY;

  if (descend (parser))
    type = parse_chain (parser, parse_and, read_or, CUNYI_VALUE_BOOLEAN);
  parser->depth--;
  return type;
}

CunyiTranslation *
cunyi_translation_new (const char *text, CunyiBareNames bare, CunyiFaults *faults, const char *sheet, guint row,
                       guint column)
{
  g_autoptr (CunyiTranslation) result = g_new0 (CunyiTranslation, 1);
  Parser parser = { .out = g_string_new (NULL), .result = result, .bare = bare, .faults = faults, .sheet = sheet,
                    .row = row, .column = column };

  result->names = g_ptr_array_new_with_free_func (g_free);
  result->texts = g_ptr_array_new_with_free_func (g_free);
  result->steps = g_ptr_array_new_with_free_func (g_free);
  parser.lexer.from = text;
  if (!g_utf8_validate (text, -1, NULL))
    fail (&parser, CUNYI_FAULT_EXPRESSION_SYNTAX, _("The expression is no proper text. Save the file as UTF-8."));
  else if (strlen (text) > MAX_BYTES)
    fail (&parser, CUNYI_FAULT_EXPRESSION_TOO_LONG, _("The expression is too long. Split it into several calculations."));
  if (!parser.failed)
    {
      cunyi_lexer_init (&parser.lexer, text);
      advance (&parser);
      parse_expression (&parser);
      if (!parser.failed && parser.lexer.kind != CUNYI_TOKEN_END)
        fail_here (&parser, cunyi_lexer_is_sign (&parser.lexer, "/") ? _("Write “div” to divide.")
                                                                      : _("An operator or a comma is missing here."));
      cunyi_lexer_clear (&parser.lexer);
    }
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
  g_free (translation);
}
