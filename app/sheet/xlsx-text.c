/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Strings of an .xlsx out of their elements. */

#include "config.h"

#include "sheet/xlsx-text.h"

#include <string.h>

#define MAX_STRING (1024 * 1024) /* a cell holds 32,767 letters */
#define ESCAPE_LENGTH 7          /* _x000D_ */

void
cunyi_xlsx_text_init (CunyiXlsxText *self)
{
  *self = (CunyiXlsxText) { .text = g_string_new (NULL) };
}

void
cunyi_xlsx_text_clear (CunyiXlsxText *self)
{
  g_string_free (self->text, TRUE);
}

void
cunyi_xlsx_text_begin (CunyiXlsxText *self)
{
  if (self->text->len > 0)
    g_string_truncate (self->text, 0);
  self->in_t = self->in_phonetic = 0;
}

void
cunyi_xlsx_text_start (CunyiXlsxText *self, gboolean is_phonetic)
{
  if (is_phonetic)
    self->in_phonetic++;
  else
    self->in_t++;
}

void
cunyi_xlsx_text_end (CunyiXlsxText *self, gboolean is_phonetic)
{
  if (is_phonetic)
    self->in_phonetic -= self->in_phonetic > 0;
  else
    self->in_t -= self->in_t > 0;
}

void
cunyi_xlsx_text_add (CunyiXlsxText *self, CunyiXml *xml, const char *text, gsize length)
{
  if (self->in_t > 0 && self->in_phonetic == 0)
    cunyi_xlsx_append (self->text, xml, text, length);
}

/* Called for every few letters: what fits is copied without asking GLib for room. */
void
cunyi_xlsx_append (GString *text, CunyiXml *xml, const char *more, gsize length)
{
  if (length < text->allocated_len - text->len)
    {
      memcpy (text->str + text->len, more, length);
      text->len += length;
      text->str[text->len] = '\0';
    }
  else if (length > MAX_STRING - text->len)
    cunyi_sheet_fail (cunyi_xml_error (xml), CUNYI_SHEET_ERROR_TOO_LARGE);
  else
    g_string_append_len (text, more, length);
}

/* The UTF-16 unit at `p`, or -1 when there is no _xHHHH_. */
static int
get_escaped (const char *p)
{
  int unit = 0;

  if (p[0] != '_' || p[1] != 'x')
    return -1;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return -1;
      unit = unit * 16 + g_ascii_xdigit_value (p[i]);
    }
  return p[6] == '_' ? unit : -1;
}

void
cunyi_xlsx_unescape (GString *text)
{
  g_autoptr (GString) plain = NULL;
  const char *p = text->str;

  if (strstr (p, "_x") == NULL)
    return;
  plain = g_string_sized_new (text->len);
  while (*p)
    {
      int unit = get_escaped (p);
      int low = unit >= 0xD800 && unit < 0xDC00 ? get_escaped (p + ESCAPE_LENGTH) : -1;

      if (unit < 0)
        {
          g_string_append_c (plain, *p++);
          continue;
        }
      p += ESCAPE_LENGTH;
      if (low >= 0xDC00 && low < 0xE000)
        {
          g_string_append_unichar (plain, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
          p += ESCAPE_LENGTH;
        }
      else if (unit >= 0xD800 && unit < 0xE000)
        g_string_append_unichar (plain, 0xFFFD);
      else if (unit != 0)
        g_string_append_unichar (plain, unit);
    }
  g_string_assign (text, plain->str);
}
