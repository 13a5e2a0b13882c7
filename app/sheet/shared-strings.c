/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Shared strings in two flat arrays. Copying them to every cell that names them is what some hostile files
 * count on; here the copies are the table's, under the limit of its text. */

#include "config.h"

#include "sheet/shared-strings.h"

struct _CunyiSharedStrings {
  GString *text;
  GArray *ends; /* of each string in text, guint32 */
};

CunyiSharedStrings *
cunyi_shared_strings_new (void)
{
  CunyiSharedStrings *strings = g_new0 (CunyiSharedStrings, 1);

  strings->text = g_string_new (NULL);
  strings->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  return strings;
}

void
cunyi_shared_strings_free (CunyiSharedStrings *strings)
{
  g_string_free (strings->text, TRUE);
  g_array_unref (strings->ends);
  g_free (strings);
}

gboolean
cunyi_shared_strings_add (CunyiSharedStrings *strings, const char *text, gsize length, GError **error)
{
  guint32 end;

  if (strings->ends->len >= CUNYI_MAX_STRINGS || length > CUNYI_MAX_SHARED - strings->text->len)
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_TOO_LARGE);
  g_string_append_len (strings->text, text, length);
  end = strings->text->len;
  g_array_append_val (strings->ends, end);
  return TRUE;
}

const char *
cunyi_shared_strings_get (CunyiSharedStrings *strings, guint64 index, gsize *length)
{
  guint32 begin;

  if (index >= strings->ends->len)
    return NULL;
  begin = index > 0 ? g_array_index (strings->ends, guint32, index - 1) : 0;
  *length = g_array_index (strings->ends, guint32, index) - begin;
  return strings->text->str + begin;
}
