/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A text cut into literal pieces and expressions, by turns. */

#include "config.h"

#include "form/text.h"

#include "form/expression-private.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  char *literal;               /* before the value */
  char *name;                  /* the value is this name ... */
  CunyiExpression *expression; /* ... or this; both NULL at the end */
} Piece;

struct _CunyiText {
  char *source;
  GArray *pieces;
  GPtrArray *names;
};

static void
clear_piece (gpointer data)
{
  Piece *piece = data;

  g_free (piece->literal);
  g_free (piece->name);
  g_clear_pointer (&piece->expression, cunyi_expression_free);
}

/* The } that closes what begins at `at`, passing over quotes and ${} inside; NULL when there is none. */
static const char *
find_end (const char *at)
{
  guint depth = 1;
  char quote = 0;

  for (; *at; at++)
    if (quote)
      quote = *at == quote ? 0 : quote;
    else if (*at == '"' || *at == '\'')
      quote = *at;
    else if (*at == '{')
      depth++;
    else if (*at == '}' && --depth == 0)
      return at;
  return NULL;
}

/* A plain name needs no expression. Digits, points and minus may be in it, as XLSForm allows. */
static gboolean
is_name (const char *text)
{
  gunichar first = g_utf8_get_char (text);

  if (first != '_' && !g_unichar_isalpha (first))
    return FALSE;
  for (; *text; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c != '_' && c != '-' && c != '.' && !g_unichar_isalnum (c))
        return FALSE;
    }
  return TRUE;
}

static void
add_name (CunyiText *text, const char *name)
{
  for (guint i = 0; i < text->names->len; i++)
    if (strcmp (g_ptr_array_index (text->names, i), name) == 0)
      return;
  g_ptr_array_add (text->names, g_strdup (name));
}

static gboolean
add_value (CunyiText *text, Piece *piece, char *inner, gboolean lists, CunyiFaults *faults, const char *sheet, guint row,
           guint column)
{
  g_strstrip (inner);
  /* The second is no name of ours, which is told like an unknown one. */
  if (is_name (inner) || g_str_has_prefix (inner, "last-saved#"))
    {
      piece->name = g_strdup (inner);
      add_name (text, inner);
      return TRUE;
    }
  piece->expression = cunyi_expression_new_in_text (inner, lists, faults, sheet, row, column);
  if (!piece->expression)
    {
      if (*inner == '\0' && faults)
        cunyi_faults_add (faults, CUNYI_FAULT_EXPRESSION_SYNTAX, sheet, row, column,
                          _("There is no name between ${ and }."));
      return FALSE;
    }
  for (const char *const *name = cunyi_expression_get_names (piece->expression); *name; name++)
    add_name (text, *name);
  return TRUE;
}

static gboolean
cut (CunyiText *text, gboolean lists, CunyiFaults *faults, const char *sheet, guint row, guint column)
{
  const char *at = text->source, *found;
  gboolean good = TRUE;

  while ((found = strstr (at, "${")))
    {
      const char *end = find_end (found + 2);
      Piece piece = { g_strndup (at, found - at) };
      g_autofree char *inner = NULL;

      if (!end)
        {
          g_free (piece.literal);
          if (faults)
            cunyi_faults_add (faults, CUNYI_FAULT_UNCLOSED_VALUE, sheet, row, column,
                              _("A ${ is not closed. Write } behind the name."));
          return FALSE;
        }
      inner = g_strndup (found + 2, end - found - 2);
      good = add_value (text, &piece, inner, lists, faults, sheet, row, column) && good;
      g_array_append_val (text->pieces, piece);
      at = end + 1;
    }
  if (*at)
    {
      Piece piece = { g_strdup (at) };

      g_array_append_val (text->pieces, piece);
    }
  return good;
}

static CunyiText *
read_text (const char *source, gboolean lists, CunyiFaults *faults, const char *sheet, guint row, guint column)
{
  g_autoptr (CunyiText) text = g_new0 (CunyiText, 1);

  text->source = source && !g_utf8_validate (source, -1, NULL) ? g_utf8_make_valid (source, -1) : g_strdup (source);
  if (!text->source)
    text->source = g_strdup ("");
  text->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (text->pieces, clear_piece);
  text->names = g_ptr_array_new_with_free_func (g_free);
  if (!cut (text, lists, faults, sheet, row, column))
    return NULL;
  g_ptr_array_add (text->names, NULL);
  return g_steal_pointer (&text);
}

CunyiText *
cunyi_text_new (const char *source, CunyiFaults *faults, const char *sheet, guint row, guint column)
{
  return read_text (source, FALSE, faults, sheet, row, column);
}

CunyiText *
cunyi_text_new_in_form (const char *source, CunyiFaults *faults, const char *sheet, guint row, guint column)
{
  return read_text (source, TRUE, faults, sheet, row, column);
}

void
cunyi_text_free (CunyiText *text)
{
  g_free (text->source);
  g_array_unref (text->pieces);
  g_ptr_array_unref (text->names);
  g_free (text);
}

const char *
cunyi_text_get_source (CunyiText *text)
{
  return text->source;
}

gboolean
cunyi_text_is_plain (CunyiText *text)
{
  return text->pieces->len == 0
         || (text->pieces->len == 1 && !g_array_index (text->pieces, Piece, 0).name
             && !g_array_index (text->pieces, Piece, 0).expression);
}

const char *const *
cunyi_text_get_names (CunyiText *text)
{
  return (const char *const *) text->names->pdata;
}

void
cunyi_text_foreach_expression (CunyiText *text, CunyiExpressionFunc func, gpointer data)
{
  for (guint i = 0; i < text->pieces->len; i++)
    if (g_array_index (text->pieces, Piece, i).expression)
      func (g_array_index (text->pieces, Piece, i).expression, data);
}

void
cunyi_text_walk (CunyiText *text, CunyiContext *context, CunyiTextFunc func, gpointer data)
{
  for (guint i = 0; i < text->pieces->len; i++)
    {
      Piece *piece = &g_array_index (text->pieces, Piece, i);
      g_autofree char *value = NULL;

      if (piece->name)
        value = g_strdup (cunyi_context_get (context, piece->name));
      else if (piece->expression)
        value = cunyi_expression_evaluate (piece->expression, context);
      func (piece->literal, piece->name, value, data);
    }
}

static void
append_piece (const char *literal, const char *name, const char *value, gpointer data)
{
  g_string_append (data, literal);
  if (value)
    g_string_append (data, value);
}

char *
cunyi_text_expand (CunyiText *text, CunyiContext *context)
{
  GString *result = g_string_new (NULL);

  cunyi_text_walk (text, context, append_piece, result);
  return g_string_free (result, FALSE);
}
