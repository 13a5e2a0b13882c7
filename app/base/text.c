/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Blanks, widths and parts of text. */

#include "config.h"

#include "base/text.h"

#include <string.h>

/* Signs that take no room and that nobody typed on purpose: they come along when text is copied from a chat or a web
 * page, and make two equal names differ. The joiners U+200C and U+200D are spelling in some scripts and stay inside. */
static gboolean
is_invisible (gunichar c)
{
  return c == 0x00ad || c == 0x200b || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || c == 0x2060
         || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static gunichar
half_width (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    return c - 0xff01 + '!';
  return c == 0x3000 ? ' ' : c;
}

/* One sign for the many that stand for it in names of minorities and in numbers. */
static gunichar
same_sign (gunichar c)
{
  switch (c)
    {
    case 0x2022: /* bullet */
    case 0x2027: /* hyphenation point */
    case 0x22c5: /* dot operator */
    case 0x30fb: /* katakana middle dot */
    case 0xff65: /* its half-width form */
      return 0x00b7;
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return '-';
    default:
      return g_unichar_tolower (c);
    }
}

gboolean
cunyi_text_is_blank_char (gunichar c)
{
  return g_unichar_isspace (c) || is_invisible (c) || c == 0x200c || c == 0x200d || c == 0x180e;
}

gboolean
cunyi_text_is_blank (const char *text)
{
  for (const char *p = text; p && *p; p = g_utf8_next_char (p))
    if (!cunyi_text_is_blank_char (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

char *
cunyi_text_trim (const char *text)
{
  const char *end;
  GString *trimmed;

  if (text == NULL)
    return g_strdup ("");
  while (*text && cunyi_text_is_blank_char (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  for (end = text + strlen (text); end > text;)
    {
      const char *last = g_utf8_prev_char (end);

      if (!cunyi_text_is_blank_char (g_utf8_get_char (last)))
        break;
      end = last;
    }
  trimmed = g_string_sized_new (end - text + 1);
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    if (!is_invisible (g_utf8_get_char (p)))
      g_string_append_len (trimmed, p, g_utf8_next_char (p) - p);
  return g_string_free (trimmed, FALSE);
}

char *
cunyi_text_to_half_width (const char *text)
{
  GString *half = g_string_new (NULL);

  for (const char *p = text; p && *p; p = g_utf8_next_char (p))
    g_string_append_unichar (half, half_width (g_utf8_get_char (p)));
  return g_string_free (half, FALSE);
}

char *
cunyi_text_key (const char *text)
{
  GString *key = g_string_new (NULL);

  for (const char *p = text; p && *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!cunyi_text_is_blank_char (c))
        g_string_append_unichar (key, same_sign (half_width (c)));
    }
  return g_string_free (key, FALSE);
}

static gboolean
is_separator (gunichar c)
{
  return c == ',' || c == ';' || c == '|' || c == '\n' || c == '\r' || c == 0xff0c || c == 0x3001 || c == 0xff1b
         || c == 0xff5c;
}

static void
take_part (GPtrArray *parts, const char *begin, const char *end)
{
  g_autofree char *part = g_strndup (begin, end - begin);
  char *trimmed = cunyi_text_trim (part);

  if (*trimmed)
    g_ptr_array_add (parts, trimmed);
  else
    g_free (trimmed);
}

char **
cunyi_text_split (const char *text)
{
  GPtrArray *parts = g_ptr_array_new ();
  const char *begin = text ? text : "";
  const char *p;

  for (p = begin; *p; p = g_utf8_next_char (p))
    if (is_separator (g_utf8_get_char (p)))
      {
        take_part (parts, begin, p);
        begin = g_utf8_next_char (p);
      }
  take_part (parts, begin, p);
  g_ptr_array_add (parts, NULL);
  return (char **) g_ptr_array_free (parts, FALSE);
}

gboolean
cunyi_text_is_clean (const char *text, gsize max_letters)
{
  gsize letters = 0;

  if (text == NULL)
    return TRUE;
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (++letters > max_letters || (c < ' ' && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0))
        return FALSE;
    }
  return TRUE;
}
