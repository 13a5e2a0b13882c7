/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Signs are made plain one by one outside of quoted text: （ becomes (, ，becomes a comma, “ opens a quote. */

#include "config.h"

#include "form/lexer.h"

#include "base/text.h"

#include <string.h>

static gunichar
make_plain (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    return c - 0xff01 + '!';
  switch (c)
    {
    case 0x2212: /* minus sign */
    case 0x2013: /* en dash */
      return '-';
    case 0x00d7: /* multiplication sign */
      return '*';
    default:
      return cunyi_text_is_blank_char (c) ? ' ' : c;
    }
}

static gunichar
peek (CunyiLexer *lexer)
{
  return *lexer->at ? make_plain (g_utf8_get_char (lexer->at)) : 0;
}

static gunichar
take (CunyiLexer *lexer)
{
  gunichar c = peek (lexer);

  if (c)
    lexer->at = g_utf8_next_char (lexer->at);
  return c;
}

/* g_ascii_isalpha () would look at the lowest byte only and find an e in ≥. */
static gboolean
is_name_start (gunichar c)
{
  return c == '_' || g_unichar_isalpha (c);
}

static gboolean
is_name_part (gunichar c)
{
  return is_name_start (c) || c == '-' || c == '.' || g_unichar_isalnum (c);
}

static void
read_name (CunyiLexer *lexer)
{
  lexer->kind = CUNYI_TOKEN_NAME;
  for (;;)
    {
      const char *before = lexer->at;
      gunichar c = peek (lexer);

      if (is_name_part (c))
        g_string_append_unichar (lexer->text, take (lexer));
      else if (c == ':' && (take (lexer), is_name_start (peek (lexer))) && !strchr (lexer->text->str, ':'))
        g_string_append_c (lexer->text, ':');
      else
        {
          lexer->at = before;
          return;
        }
    }
}

static void
read_number (CunyiLexer *lexer)
{
  gboolean point = FALSE;

  lexer->kind = CUNYI_TOKEN_NUMBER;
  for (;;)
    {
      gunichar c = peek (lexer);

      if (c == '.' && !point)
        point = TRUE;
      else if (!(c < 0x80 && g_ascii_isdigit (c)))
        break;
      g_string_append_c (lexer->text, (char) take (lexer));
    }
  if (lexer->text->str[lexer->text->len - 1] == '.')
    g_string_append_c (lexer->text, '0');
}

/* The quote that opened tells which may close: inside "…" a “ is a letter, as Chinese text has it. */
static gboolean
closes (gunichar open, gunichar raw)
{
  switch (open)
    {
    case 0x201c:
    case 0x201d:
      return raw == 0x201c || raw == 0x201d;
    case 0x2018:
    case 0x2019:
      return raw == 0x2018 || raw == 0x2019;
    default:
      return raw == open || (raw >= 0xff01 && raw <= 0xff5e && raw - 0xff01 + '!' == open);
    }
}

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == '\'' || c == 0x201c || c == 0x201d || c == 0x2018 || c == 0x2019;
}

static void
read_quoted (CunyiLexer *lexer)
{
  gunichar open = take (lexer);

  for (; *lexer->at; lexer->at = g_utf8_next_char (lexer->at))
    {
      gunichar raw = g_utf8_get_char (lexer->at);

      if (closes (open, raw))
        {
          lexer->at = g_utf8_next_char (lexer->at);
          lexer->kind = CUNYI_TOKEN_TEXT;
          return;
        }
      g_string_append_unichar (lexer->text, raw);
    }
  lexer->kind = CUNYI_TOKEN_UNCLOSED;
}

static void
read_value (CunyiLexer *lexer)
{
  const char *from = lexer->at;

  for (; *lexer->at; lexer->at = g_utf8_next_char (lexer->at))
    if (peek (lexer) == '}')
      {
        g_autofree char *raw = g_strndup (from, lexer->at - from);
        g_autofree char *half = cunyi_text_to_half_width (raw);
        g_autofree char *name = cunyi_text_trim (half);

        take (lexer);
        g_string_append (lexer->text, name);
        lexer->kind = CUNYI_TOKEN_VALUE;
        return;
      }
  lexer->kind = CUNYI_TOKEN_UNCLOSED;
}

/* A sign of one letter, or of two when the second belongs to it. */
static void
read_sign (CunyiLexer *lexer)
{
  gunichar c = take (lexer);

  lexer->kind = CUNYI_TOKEN_SIGN;
  if (c == 0x2264 || c == 0x2265 || c == 0x2260)
    {
      g_string_append (lexer->text, c == 0x2264 ? "<=" : c == 0x2265 ? ">=" : "!=");
      return;
    }
  g_string_append_unichar (lexer->text, c);
  if (c == 0x00f7)
    lexer->kind = CUNYI_TOKEN_FOREIGN;
  else if (((c == '<' || c == '>' || c == '!') && peek (lexer) == '=') || (c == '.' && peek (lexer) == '.'))
    g_string_append_c (lexer->text, (char) take (lexer));
  else if ((c == '<' && peek (lexer) == '>') || ((c == '=' || c == '&' || c == '|' || c == '/') && peek (lexer) == c))
    {
      g_string_append_c (lexer->text, (char) take (lexer));
      lexer->kind = CUNYI_TOKEN_FOREIGN;
    }
  else if (c > 0x7f || !strchr ("()[],/.*+-|<>=", (int) c))
    lexer->kind = CUNYI_TOKEN_FOREIGN;
}

void
cunyi_lexer_init (CunyiLexer *lexer, const char *text)
{
  lexer->at = text;
  lexer->from = text;
  lexer->kind = CUNYI_TOKEN_END;
  lexer->text = g_string_new (NULL);
}

void
cunyi_lexer_clear (CunyiLexer *lexer)
{
  g_string_free (lexer->text, TRUE);
}

void
cunyi_lexer_next (CunyiLexer *lexer)
{
  gunichar c, second;

  while (peek (lexer) == ' ')
    take (lexer);
  g_string_truncate (lexer->text, 0);
  lexer->from = lexer->at;
  c = peek (lexer);
  second = c ? make_plain (g_utf8_get_char (g_utf8_next_char (lexer->at))) : 0;

  if (c == 0)
    lexer->kind = CUNYI_TOKEN_END;
  else if (c < 0x80 && (g_ascii_isdigit (c) || (c == '.' && second < 0x80 && g_ascii_isdigit (second))))
    read_number (lexer);
  else if (is_quote (c))
    read_quoted (lexer);
  else if (c == '$' && second == '{')
    {
      take (lexer);
      take (lexer);
      read_value (lexer);
    }
  else if (is_name_start (c))
    read_name (lexer);
  else
    read_sign (lexer);
}

gboolean
cunyi_lexer_is_sign (CunyiLexer *lexer, const char *sign)
{
  return lexer->kind == CUNYI_TOKEN_SIGN && strcmp (lexer->text->str, sign) == 0;
}

gboolean
cunyi_lexer_is_word (CunyiLexer *lexer, const char *word)
{
  return lexer->kind == CUNYI_TOKEN_NAME && g_ascii_strcasecmp (lexer->text->str, word) == 0;
}
