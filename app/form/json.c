/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A recursive reader of JSON; the depth is bounded, so is the stack. */

#include "config.h"

#include "form/json.h"

#include <string.h>

#define MAX_DEPTH 64

struct _CunyiJson {
  CunyiJsonKind kind;
  char *text;         /* string, number */
  GPtrArray *members; /* array, object */
  GPtrArray *names;   /* object: of char *, beside members */
};

static CunyiJson *read_value (const char **at, guint depth);

static void
skip_blanks (const char **at)
{
  while (**at == ' ' || **at == '\t' || **at == '\n' || **at == '\r')
    (*at)++;
}

static int
read_hex (const char **at)
{
  int code = 0;

  for (guint i = 0; i < 4; i++, (*at)++)
    {
      int digit = g_ascii_xdigit_value (**at);

      if (digit < 0)
        return -1;
      code = code * 16 + digit;
    }
  return code;
}

/* What stands behind \u, also as two halves of a pair. */
static gboolean
read_code (const char **at, GString *text)
{
  gunichar c;
  int high = read_hex (at);

  if (high <= 0)
    return FALSE;
  c = high;
  if (high >= 0xd800 && high < 0xdc00 && (*at)[0] == '\\' && (*at)[1] == 'u')
    {
      int low;

      *at += 2;
      low = read_hex (at);
      if (low < 0xdc00 || low > 0xdfff)
        return FALSE;
      c = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    }
  else if (high >= 0xd800 && high <= 0xdfff)
    return FALSE;
  g_string_append_unichar (text, c);
  return TRUE;
}

static char *
read_string (const char **at)
{
  static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  g_autoptr (GString) text = g_string_new (NULL);

  for ((*at)++; **at != '"'; )
    {
      if ((guchar) **at < 0x20)
        return NULL;
      if (**at != '\\')
        {
          g_string_append_c (text, *(*at)++);
          continue;
        }
      (*at)++;
      if (**at == 'u')
        {
          (*at)++;
          if (!read_code (at, text))
            return NULL;
        }
      else
        {
          const char *found = **at ? strchr (letters, **at) : NULL;

          if (!found)
            return NULL;
          g_string_append_c (text, meanings[found - letters]);
          (*at)++;
        }
    }
  (*at)++;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gsize
measure_number (const char *text)
{
  const char *at = text;

  if (*at == '-')
    at++;
  if (!g_ascii_isdigit (*at) || (at[0] == '0' && g_ascii_isdigit (at[1])))
    return 0;
  while (g_ascii_isdigit (*at))
    at++;
  if (*at == '.')
    {
      if (!g_ascii_isdigit (at[1]))
        return 0;
      for (at++; g_ascii_isdigit (*at); at++)
        ;
    }
  if (*at == 'e' || *at == 'E')
    {
      at += at[1] == '+' || at[1] == '-' ? 2 : 1;
      if (!g_ascii_isdigit (*at))
        return 0;
      while (g_ascii_isdigit (*at))
        at++;
    }
  return at - text;
}

static gboolean
read_member (const char **at, CunyiJson *json, guint depth)
{
  CunyiJson *member;

  if (json->names)
    {
      char *name = **at == '"' ? read_string (at) : NULL;

      if (!name)
        return FALSE;
      g_ptr_array_add (json->names, name);
      skip_blanks (at);
      if (*(*at)++ != ':')
        return FALSE;
    }
  member = read_value (at, depth + 1);
  if (member)
    g_ptr_array_add (json->members, member);
  return member != NULL;
}

static gboolean
read_members (const char **at, CunyiJson *json, char close, guint depth)
{
  (*at)++;
  skip_blanks (at);
  if (**at == close)
    {
      (*at)++;
      return TRUE;
    }
  for (;;)
    {
      skip_blanks (at);
      if (!read_member (at, json, depth))
        return FALSE;
      skip_blanks (at);
      if (**at == close)
        {
          (*at)++;
          return TRUE;
        }
      if (*(*at)++ != ',')
        return FALSE;
    }
}

static gboolean
read_word (const char **at, CunyiJson *json, const char *word, CunyiJsonKind kind)
{
  if (!g_str_has_prefix (*at, word))
    return FALSE;
  *at += strlen (word);
  json->kind = kind;
  return TRUE;
}

static gboolean
read_into (const char **at, CunyiJson *json, guint depth)
{
  gsize length;

  switch (**at)
    {
    case '{':
      json->names = g_ptr_array_new_with_free_func (g_free);
      G_GNUC_FALLTHROUGH;
    case '[':
      json->kind = json->names ? CUNYI_JSON_OBJECT : CUNYI_JSON_ARRAY;
      json->members = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_json_free);
      return read_members (at, json, json->names ? '}' : ']', depth);
    case '"':
      json->kind = CUNYI_JSON_STRING;
      json->text = read_string (at);
      return json->text != NULL;
    case 't':
      return read_word (at, json, "true", CUNYI_JSON_TRUE);
    case 'f':
      return read_word (at, json, "false", CUNYI_JSON_FALSE);
    case 'n':
      return read_word (at, json, "null", CUNYI_JSON_NULL);
    default:
      length = measure_number (*at);
      json->kind = CUNYI_JSON_NUMBER;
      json->text = g_strndup (*at, length);
      *at += length;
      return length > 0;
    }
}

static CunyiJson *
read_value (const char **at, guint depth)
{
  g_autoptr (CunyiJson) json = NULL;

  if (depth > MAX_DEPTH)
    return NULL;
  json = g_new0 (CunyiJson, 1);
  skip_blanks (at);
  return read_into (at, json, depth) ? g_steal_pointer (&json) : NULL;
}

CunyiJson *
cunyi_json_parse (const char *text)
{
  g_autoptr (CunyiJson) json = NULL;
  const char *at = text;

  if (!text || !g_utf8_validate (text, -1, NULL))
    return NULL;
  json = read_value (&at, 0);
  skip_blanks (&at);
  return json && *at == '\0' ? g_steal_pointer (&json) : NULL;
}

void
cunyi_json_free (CunyiJson *json)
{
  g_free (json->text);
  g_clear_pointer (&json->members, g_ptr_array_unref);
  g_clear_pointer (&json->names, g_ptr_array_unref);
  g_free (json);
}

CunyiJsonKind
cunyi_json_get_kind (const CunyiJson *json)
{
  return json->kind;
}

const char *
cunyi_json_get_text (const CunyiJson *json)
{
  if (json->text)
    return json->text;
  return json->kind == CUNYI_JSON_TRUE ? "true" : json->kind == CUNYI_JSON_FALSE ? "false" : "";
}

guint
cunyi_json_count (const CunyiJson *json)
{
  return json->members ? json->members->len : 0;
}

const CunyiJson *
cunyi_json_get_nth (const CunyiJson *json, guint index)
{
  g_return_val_if_fail (index < cunyi_json_count (json), NULL);

  return g_ptr_array_index (json->members, index);
}

const char *
cunyi_json_get_name (const CunyiJson *json, guint index)
{
  return json->names && index < json->names->len ? g_ptr_array_index (json->names, index) : "";
}

const CunyiJson *
cunyi_json_find (const CunyiJson *json, const char *name)
{
  if (json->kind != CUNYI_JSON_OBJECT)
    return NULL;
  for (guint i = json->members->len; i-- > 0; )
    if (strcmp (g_ptr_array_index (json->names, i), name) == 0)
      return g_ptr_array_index (json->members, i);
  return NULL;
}

void
cunyi_json_append_text (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (const char *at = text; *at; at++)
    if (*at == '"' || *at == '\\')
      {
        g_string_append_c (json, '\\');
        g_string_append_c (json, *at);
      }
    else if ((guchar) *at < 0x20)
      g_string_append_printf (json, "\\u%04x", (guint) *at);
    else
      g_string_append_c (json, *at);
  g_string_append_c (json, '"');
}

void
cunyi_json_append_name (GString *json, const char *name)
{
  char last = json->len > 0 ? json->str[json->len - 1] : '{';

  if (last != '{' && last != '[')
    g_string_append_c (json, ',');
  cunyi_json_append_text (json, name);
  g_string_append_c (json, ':');
}

void
cunyi_json_append (GString *json, const CunyiJson *value)
{
  static const char *const words[] = { [CUNYI_JSON_NULL] = "null", [CUNYI_JSON_FALSE] = "false", [CUNYI_JSON_TRUE] = "true" };
  gboolean is_object = value->kind == CUNYI_JSON_OBJECT;

  if (value->kind <= CUNYI_JSON_TRUE)
    g_string_append (json, words[value->kind]);
  else if (value->kind == CUNYI_JSON_NUMBER)
    g_string_append (json, value->text);
  else if (value->kind == CUNYI_JSON_STRING)
    cunyi_json_append_text (json, value->text);
  else
    {
      g_string_append_c (json, is_object ? '{' : '[');
      for (guint i = 0; i < cunyi_json_count (value); i++)
        {
          if (is_object)
            cunyi_json_append_name (json, cunyi_json_get_name (value, i));
          else if (i > 0)
            g_string_append_c (json, ',');
          cunyi_json_append (json, cunyi_json_get_nth (value, i));
        }
      g_string_append_c (json, is_object ? '}' : ']');
    }
}

gboolean
cunyi_json_is_number (const char *text)
{
  return *text != '\0' && measure_number (text) == strlen (text);
}
