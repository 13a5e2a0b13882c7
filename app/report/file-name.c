/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Names of files that survive Windows, a stick formatted there, and a shell. */

#include "config.h"

#include "report/result-private.h"

#include <string.h>

#define ENDING ".xlsx"
#define MAX_BYTES 200

static gboolean
is_reserved (const char *stem)
{
  static const char *const reserved[] = { "con", "prn", "aux", "nul", NULL };
  g_autofree char *lower = g_ascii_strdown (stem, -1);
  char *dot = strchr (lower, '.');

  if (dot)
    *dot = '\0';
  if (g_strv_contains (reserved, lower))
    return TRUE;
  return strlen (lower) == 4 && (g_str_has_prefix (lower, "com") || g_str_has_prefix (lower, "lpt"))
         && g_ascii_isdigit (lower[3]);
}

/* At most `max` bytes, no letter cut in two. */
static void
cut (GString *name, gsize max)
{
  if (name->len <= max)
    return;
  while (max > 0 && ((guchar) name->str[max] & 0xC0) == 0x80)
    max--;
  g_string_truncate (name, max);
}

static void
append_clean (GString *name, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 128 && strchr ("/\\:*?\"<>|", c))
        g_string_append_c (name, '_');
      else if (!g_unichar_iscntrl (c) && g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (name, c);
    }
}

char *
cunyi_report_clean_file_name (const char *text, const char *mark)
{
  GString *name = g_string_new (NULL);

  if (mark && *mark != '\0')
    {
      append_clean (name, mark);
      g_string_append_c (name, '_');
    }
  append_clean (name, text);
  if (g_str_has_suffix (name->str, ENDING))
    g_string_truncate (name, name->len - strlen (ENDING));
  cut (name, MAX_BYTES - strlen (ENDING));
  while (name->len > 0 && strchr (". ", name->str[name->len - 1]))
    g_string_truncate (name, name->len - 1);
  while (name->len > 0 && strchr (". ~-", name->str[0]))
    g_string_erase (name, 0, 1);
  if (name->len == 0 || is_reserved (name->str))
    g_string_prepend_c (name, '_');
  g_string_append (name, ENDING);
  return g_string_free (name, FALSE);
}
