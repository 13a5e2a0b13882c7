/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calls of functions, with their numbers of arguments, and the sentences about what is wrong in an expression. */

#include "config.h"

#include "form/translator-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- faults ---- */

/* Only the first fault of an expression is told: what follows it is mostly its consequence. */
void
cunyi_parser_fail (CunyiParser *parser, CunyiFaultCode code, const char *format, ...)
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
quote_place (CunyiParser *parser)
{
  const char *from = parser->lexer.from;
  glong length = g_utf8_strlen (from, -1);

  return g_utf8_substring (from, 0, MIN (length, 24));
}

void
cunyi_parser_fail_here (CunyiParser *parser, const char *advice)
{
  g_autofree char *place = quote_place (parser);

  if (*place)
    /* Translators: a few letters of the expression, and a sentence that says what to write. */
    cunyi_parser_fail (parser, CUNYI_FAULT_EXPRESSION_SYNTAX, _("The expression cannot be read at “%s”. %s"), place,
                       advice);
  else
    cunyi_parser_fail (parser, CUNYI_FAULT_EXPRESSION_SYNTAX, _("The expression ends too early. %s"), advice);
}

const char *
cunyi_parser_advise_on_sign (const char *sign)
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

/* ---- functions ---- */

/* What stands as `'${q}'`, `'q'` or `${q}` where a function wants a name and not a value. */
static void
parse_name_argument (CunyiParser *parser, gboolean is_question)
{
  CunyiLexer *lexer = &parser->lexer;
  g_autofree char *name = g_strdup (lexer->text->str);
  const char *bare = name;

  if (lexer->kind != CUNYI_TOKEN_VALUE && (is_question || lexer->kind != CUNYI_TOKEN_TEXT))
    {
      cunyi_parser_fail_here (parser, _("Write ${name} here."));
      return;
    }
  if (g_str_has_prefix (name, "${") && g_str_has_suffix (name, "}"))
    {
      name[strlen (name) - 1] = '\0';
      bare = g_strstrip (name + 2);
      is_question = TRUE;
    }
  if (is_question || lexer->kind == CUNYI_TOKEN_VALUE)
    cunyi_parser_add_word (parser->result->names, bare);
  cunyi_parser_write_text (parser, bare);
  cunyi_parser_advance (parser);
}

/* `'villages'` or `'villages.csv'`: a list or a column, which must be known when the form is read. (transfer full) */
static char *
read_list_name (CunyiParser *parser)
{
  const char *text = parser->lexer.text->str;
  gsize length = strlen (text);

  if (parser->lexer.kind != CUNYI_TOKEN_TEXT || length == 0)
    {
      cunyi_parser_fail_here (parser, _("Write the name of the list or of its column in quotation marks: 'villages'."));
      return NULL;
    }
  return g_strndup (text, g_str_has_suffix (text, ".csv") ? length - strlen (".csv") : length);
}

/* What instance () and pulldata () look into is told by name; the last value of pulldata is an expression like any other. */
static void
parse_list_argument (CunyiParser *parser, int index)
{
  g_autofree char *name = read_list_name (parser);

  if (!name)
    return;
  if (index == 0)
    parser->path_list = cunyi_parser_add_lookup (parser, name, "");
  else if (parser->path_list)
    cunyi_parser_add_lookup (parser, parser->path_list, name);
  if (index == 2)
    parser->path_list = NULL;
  cunyi_parser_write_text (parser, name);
  cunyi_parser_advance (parser);
}

static gboolean
names_list (const CunyiFunction *function, int index)
{
  return g_str_equal (function->name, "instance") || (g_str_equal (function->name, "pulldata") && index < 3);
}

static void
check_regex (CunyiParser *parser)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = NULL;

  if (parser->lexer.kind != CUNYI_TOKEN_TEXT)
    return;
  regex = cunyi_regex_new (parser->lexer.text->str, &error);
  if (!regex)
    cunyi_parser_fail (parser, CUNYI_FAULT_BAD_REGEX, _("The pattern of regex () cannot be read: %s"), error->message);
}

static void
parse_argument (CunyiParser *parser, const CunyiFunction *function, int index)
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
  if (names_list (function, index))
    {
      parse_list_argument (parser, index);
      return;
    }
  if (g_str_equal (function->name, "regex") && index == 1)
    check_regex (parser);
  type = cunyi_parser_parse_expression (parser);
  if (wants_nodes && type != CUNYI_VALUE_NODES)
    cunyi_parser_fail (parser, CUNYI_FAULT_EXPRESSION_SYNTAX, _("%s () wants the ${name} of a list."), function->name);
}

static void
fail_function (CunyiParser *parser, const char *name)
{
  const char *advice = cunyi_function_get_advice (name);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (advice)
    cunyi_parser_fail (parser, CUNYI_FAULT_UNSUPPORTED_FUNCTION, _("The function %s () is not supported. %s"), name,
                       advice);
  else if (cunyi_function_find (lower) >= 0)
    cunyi_parser_fail (parser, CUNYI_FAULT_UNKNOWN_FUNCTION, _("Write the function %s () in small letters: %s ()."), name,
                       lower);
  else if (strcmp (name, "choice-name") == 0)
    cunyi_parser_fail (parser, CUNYI_FAULT_UNKNOWN_FUNCTION, _("Write jr:choice-name ()."));
  else
    cunyi_parser_fail (parser, CUNYI_FAULT_UNKNOWN_FUNCTION,
                       _("There is no function %s (). The functions are listed in the README of the packs."), name);
}

static void
fail_arguments (CunyiParser *parser, const CunyiFunction *function, int n)
{
  if (function->max < 0)
    cunyi_parser_fail (parser, CUNYI_FAULT_ARGUMENT_COUNT,
                       ngettext ("The function %s () needs at least %d value, but is given %d.",
                                 "The function %s () needs at least %d values, but is given %d.", function->min),
                       function->name, function->min, n);
  else if (function->min == function->max)
    cunyi_parser_fail (parser, CUNYI_FAULT_ARGUMENT_COUNT,
                       ngettext ("The function %s () takes %d value, but is given %d.",
                                 "The function %s () takes %d values, but is given %d.", function->min),
                       function->name, function->min, n);
  else
    cunyi_parser_fail (parser, CUNYI_FAULT_ARGUMENT_COUNT, _("The function %s () takes %d to %d values, but is given %d."),
                       function->name, function->min, function->max, n);
}

CunyiValueType
cunyi_parser_parse_call (CunyiParser *parser, const char *name)
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
  g_string_append_printf (parser->out, "f%d(", number);
  cunyi_parser_advance (parser);
  while (!parser->failed && !cunyi_lexer_is_sign (&parser->lexer, ")"))
    {
      if (n > 0)
        {
          cunyi_parser_expect (parser, ",", _("Separate the values by commas and close the bracket."));
          g_string_append_c (parser->out, ',');
        }
      parse_argument (parser, function, n++);
    }
  if (!parser->failed && (n < function->min || (function->max >= 0 && n > function->max)))
    fail_arguments (parser, function, n);
  cunyi_parser_expect (parser, ")", _("Close the bracket."));
  g_string_append_c (parser->out, ')');
  if (!g_str_equal (function->name, "instance"))
    parser->path_list = NULL;
  return function->type;
}
