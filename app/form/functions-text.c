/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Functions of texts and of answers that hold several choices. Letters are counted as people count them, not in bytes. */

#include "config.h"

#include "form/functions.h"

#include "form/expression.h"

#include <libxml/xpathInternals.h>
#include <math.h>
#include <string.h>

/* Work of one match before it is given up: a pattern like (a+)+ must not hold the page. */
#define REGEX_LIMIT "(*LIMIT_MATCH=200000)"
#define REGEX_CACHE_MAX 256
/* A hostile form could double a text from one calculation to the next. */
#define TEXT_MAX (1 << 16)

static xmlXPathObject *
make_text (const char *text, gsize length)
{
  return cunyi_value_take_text (g_strndup (text, length));
}

/* ---- several choices ---- */

/* The next word from `*at` on; NULL at the end. */
static const char *
next_word (const char **at, gsize *length)
{
  const char *word;

  while (g_ascii_isspace (**at))
    (*at)++;
  word = *at;
  while (**at && !g_ascii_isspace (**at))
    (*at)++;
  *length = *at - word;
  return *length > 0 ? word : NULL;
}

xmlXPathObject *
cunyi_function_selected (CunyiCall *call)
{
  const char *at = cunyi_call_text (call, 0), *word;
  g_autofree char *wanted = g_strstrip (g_strdup (cunyi_call_text (call, 1)));
  gsize length;

  while ((word = next_word (&at, &length)))
    if (length == strlen (wanted) && memcmp (word, wanted, length) == 0)
      return xmlXPathNewBoolean (TRUE);
  return xmlXPathNewBoolean (FALSE);
}

xmlXPathObject *
cunyi_function_selected_at (CunyiCall *call)
{
  double wanted = cunyi_call_number (call, 1);
  const char *at = cunyi_call_text (call, 0), *word;
  gsize length;

  for (guint i = 0; (word = next_word (&at, &length)); i++)
    if (i == wanted)
      return make_text (word, length);
  return make_text ("", 0);
}

xmlXPathObject *
cunyi_function_count_selected (CunyiCall *call)
{
  const char *at = cunyi_call_text (call, 0);
  gsize length;
  guint count = 0;

  while (next_word (&at, &length))
    count++;
  return xmlXPathNewFloat (count);
}

xmlXPathObject *
cunyi_function_choice_name (CunyiCall *call)
{
  const char *value = cunyi_call_text (call, 0);
  char *label = cunyi_context_find_label (call->scope->context, cunyi_call_text (call, 1), value);

  return cunyi_value_take_text (label ? label : g_strdup (value));
}

/* ---- putting together ---- */

static void
append (GString *text, const char *separator, const char *more, gboolean *first)
{
  if (text->len + strlen (more) > TEXT_MAX)
    return;
  if (!*first)
    g_string_append (text, separator);
  g_string_append (text, more);
  *first = FALSE;
}

static xmlXPathObject *
put_together (CunyiCall *call, guint from, const char *separator)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean first = TRUE;

  for (guint i = from; i < call->n; i++)
    {
      xmlNodeSet *nodes = cunyi_call_nodes (call, i);

      if (call->args[i]->type != XPATH_NODESET)
        append (text, separator, cunyi_call_text (call, i), &first);
      for (int j = 0; nodes && j < nodes->nodeNr; j++)
        append (text, separator, cunyi_node_get_text (nodes->nodeTab[j]), &first);
    }
  return make_text (text->str, text->len);
}

xmlXPathObject *
cunyi_function_concat (CunyiCall *call)
{
  return put_together (call, 0, "");
}

xmlXPathObject *
cunyi_function_join (CunyiCall *call)
{
  return put_together (call, 1, cunyi_call_text (call, 0));
}

xmlXPathObject *
cunyi_function_string (CunyiCall *call)
{
  return xmlXPathNewString (BAD_CAST cunyi_call_text (call, 0));
}

/* ---- looking into ---- */

GRegex *
cunyi_regex_new (const char *pattern, GError **error)
{
  g_autofree char *whole = NULL;

  /* Also says where the fault is, in the author's own pattern. */
  g_autoptr (GRegex) plain = g_regex_new (pattern, 0, 0, error);
  if (!plain)
    return NULL;
  whole = g_strdup_printf (REGEX_LIMIT "\\A(?:%s)\\z", pattern);
  return g_regex_new (whole, G_REGEX_DOLLAR_ENDONLY, 0, error);
}

/* Compiled patterns of this thread; they come from declarations, so there are few. */
static GRegex *
find_regex (const char *pattern)
{
  static GPrivate key = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref);
  GHashTable *cache = g_private_get (&key);
  GRegex *regex;

  if (!cache)
    {
      cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_regex_unref);
      g_private_set (&key, cache);
    }
  regex = g_hash_table_lookup (cache, pattern);
  if (!regex && (regex = cunyi_regex_new (pattern, NULL)))
    {
      if (g_hash_table_size (cache) >= REGEX_CACHE_MAX)
        g_hash_table_remove_all (cache);
      g_hash_table_insert (cache, g_strdup (pattern), regex);
    }
  return regex;
}

xmlXPathObject *
cunyi_function_regex (CunyiCall *call)
{
  GRegex *regex = find_regex (cunyi_call_text (call, 1));

  return xmlXPathNewBoolean (regex && g_regex_match (regex, cunyi_call_text (call, 0), 0, NULL));
}

xmlXPathObject *
cunyi_function_string_length (CunyiCall *call)
{
  return xmlXPathNewFloat (g_utf8_strlen (cunyi_call_text (call, 0), -1));
}

/* From letter `start` (from 0) to before `end`; counted from the end when negative. */
xmlXPathObject *
cunyi_function_substr (CunyiCall *call)
{
  const char *text = cunyi_call_text (call, 0);
  double length = g_utf8_strlen (text, -1);
  double start = trunc (cunyi_call_number (call, 1));
  double end = call->n > 2 ? trunc (cunyi_call_number (call, 2)) : length;
  const char *from, *to;

  if (isnan (start) || isnan (end))
    return make_text ("", 0);
  start = CLAMP (start < 0 ? length + start : start, 0, length);
  end = CLAMP (end < 0 ? length + end : end, 0, length);
  if (start >= end)
    return make_text ("", 0);
  from = g_utf8_offset_to_pointer (text, (glong) start);
  to = g_utf8_offset_to_pointer (from, (glong) (end - start));
  return make_text (from, to - from);
}

xmlXPathObject *
cunyi_function_substring_before (CunyiCall *call)
{
  const char *text = cunyi_call_text (call, 0), *found = strstr (text, cunyi_call_text (call, 1));

  return make_text (text, found ? found - text : 0);
}

xmlXPathObject *
cunyi_function_substring_after (CunyiCall *call)
{
  const char *mark = cunyi_call_text (call, 1), *found = strstr (cunyi_call_text (call, 0), mark);

  return xmlXPathNewString (BAD_CAST (found ? found + strlen (mark) : ""));
}

xmlXPathObject *
cunyi_function_contains (CunyiCall *call)
{
  return xmlXPathNewBoolean (strstr (cunyi_call_text (call, 0), cunyi_call_text (call, 1)) != NULL);
}

xmlXPathObject *
cunyi_function_starts_with (CunyiCall *call)
{
  return xmlXPathNewBoolean (g_str_has_prefix (cunyi_call_text (call, 0), cunyi_call_text (call, 1)));
}

xmlXPathObject *
cunyi_function_ends_with (CunyiCall *call)
{
  return xmlXPathNewBoolean (g_str_has_suffix (cunyi_call_text (call, 0), cunyi_call_text (call, 1)));
}

xmlXPathObject *
cunyi_function_normalize_space (CunyiCall *call)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *at = cunyi_call_text (call, 0), *word;
  gsize length;

  while ((word = next_word (&at, &length)))
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_len (text, word, length);
    }
  return make_text (text->str, text->len);
}

xmlXPathObject *
cunyi_function_translate (CunyiCall *call)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *from = cunyi_call_text (call, 1), *to = cunyi_call_text (call, 2);
  glong n = g_utf8_strlen (to, -1);

  for (const char *at = cunyi_call_text (call, 0); *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      const char *found = g_utf8_strchr (from, -1, c);
      glong index = found ? g_utf8_pointer_to_offset (from, found) : -1;

      if (index < 0)
        g_string_append_unichar (text, c);
      else if (index < n)
        g_string_append_unichar (text, g_utf8_get_char (g_utf8_offset_to_pointer (to, index)));
    }
  return make_text (text->str, text->len);
}

/* ---- sums and codes ---- */

/* digest (text, 'SHA-256'), in base64, or with 'hex' as third in hexadecimal digits. Blank for an unknown kind of sum. */
xmlXPathObject *
cunyi_function_digest (CunyiCall *call)
{
  static const struct {
    const char *name;
    GChecksumType type;
  } sums[] = { { "MD5", G_CHECKSUM_MD5 }, { "SHA-1", G_CHECKSUM_SHA1 }, { "SHA-256", G_CHECKSUM_SHA256 },
               { "SHA-384", G_CHECKSUM_SHA384 }, { "SHA-512", G_CHECKSUM_SHA512 } };
  const char *text = cunyi_call_text (call, 0), *name = cunyi_call_text (call, 1);
  gboolean is_hex = call->n > 2 && g_ascii_strcasecmp (cunyi_call_text (call, 2), "hex") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      g_autoptr (GChecksum) sum = g_ascii_strcasecmp (name, sums[i].name) == 0 ? g_checksum_new (sums[i].type) : NULL;
      guint8 bytes[64];
      gsize length = sizeof bytes;

      if (!sum)
        continue;
      g_checksum_update (sum, (const guchar *) text, strlen (text));
      if (is_hex)
        return cunyi_value_take_text (g_strdup (g_checksum_get_string (sum)));
      g_checksum_get_digest (sum, bytes, &length);
      return cunyi_value_take_text (g_base64_encode (bytes, length));
    }
  return make_text ("", 0);
}

xmlXPathObject *
cunyi_function_base64_decode (CunyiCall *call)
{
  gsize length;
  g_autofree char *decoded = (char *) g_base64_decode (cunyi_call_text (call, 0), &length);

  return length < TEXT_MAX && g_utf8_validate (decoded, length, NULL) ? make_text (decoded, length) : make_text ("", 0);
}

/* Thirty-two random digits in the usual groups, or as many letters as are asked for. Write once (uuid ()). */
xmlXPathObject *
cunyi_function_uuid (CunyiCall *call)
{
  static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  double length = call->n > 0 ? cunyi_call_number (call, 0) : 0;
  GString *text;

  if (call->n == 0)
    return cunyi_value_take_text (g_uuid_string_random ());
  text = g_string_new (NULL);
  for (guint i = 0; i < 256 && i < length; i++)
    g_string_append_c (text, letters[g_random_int_range (0, sizeof letters - 1)]);
  return cunyi_value_take_text (g_string_free (text, FALSE));
}
