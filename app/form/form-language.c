/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which of several columns says a thing: Chinese comes before what has no language, and that before any other. */

#include "config.h"

#include "form/form-private.h"

#include "base/text.h"

#include <string.h>

/* What stands behind `label::` or `label:`; NULL when the header is no translation of `name`. (transfer full) */
static char *
get_language (const char *header, const char *name)
{
  g_autofree char *half = cunyi_text_to_half_width (header);
  gsize length = strlen (name);
  char *rest;

  if (g_ascii_strncasecmp (half, name, length) != 0)
    return NULL;
  rest = g_strchug (half + length);
  if (*rest != ':')
    return NULL;
  return g_utf8_strdown (rest + strspn (rest, ": "), -1);
}

#define N_RANKS 4

/* What is filled is Chinese whatever the language of the screen: 0 for Chinese, 1 without language, 2 for the form's
 * default_language, 3 for any other, N_RANKS for what is another column. */
static guint
rank_header (const char *header, const char *name, const char *usual)
{
  static const char *const chinese[] = { "中文", "汉语", "汉字", "chinese", "zh" };
  g_autofree char *language = get_language (header, name);

  if (!language)
    return g_ascii_strcasecmp (header, name) == 0 ? 1 : N_RANKS;
  for (guint i = 0; i < G_N_ELEMENTS (chinese); i++)
    if (strstr (language, chinese[i]))
      return 0;
  return *usual && strcmp (language, usual) == 0 ? 2 : 3;
}

static gboolean
same_letters (gconstpointer a, gconstpointer b)
{
  return g_ascii_strcasecmp (a, b) == 0;
}

/* The columns of `name`, the best first. */
static GPtrArray *
list_languages (CunyiFormReader *reader, CunyiSheet *sheet, const char *name)
{
  GPtrArray *headers = g_ptr_array_new ();
  g_autofree char *usual = g_utf8_strdown (cunyi_sheets_get_setting (reader->sheets, "default_language"), -1);

  /* “constraint message” with a blank is found by its plain name. */
  for (guint rank = 0; rank < N_RANKS; rank++)
    for (guint i = 0; i < cunyi_sheet_n_columns (sheet); i++)
      {
        const char *header = cunyi_sheet_column_name (sheet, i);

        if (rank_header (header, name, usual) == rank)
          g_ptr_array_add (headers, (gpointer) header);
      }
  if (cunyi_sheet_has_column (sheet, name) && !g_ptr_array_find_with_equal_func (headers, name, (GEqualFunc) same_letters, NULL))
    g_ptr_array_add (headers, (gpointer) name);
  return headers;
}

const char *
cunyi_form_pick_column (CunyiFormReader *reader, CunyiSheet *sheet, const char *name, guint row)
{
  char key[64];
  GPtrArray *headers;

  g_snprintf (key, sizeof key, "%p %s", (gpointer) sheet, name);
  headers = g_hash_table_lookup (reader->languages, key);
  if (!headers)
    {
      headers = list_languages (reader, sheet, name);
      g_hash_table_insert (reader->languages, g_strdup (key), headers);
    }
  for (guint i = 0; i < headers->len; i++)
    if (*cunyi_sheet_get (sheet, row, g_ptr_array_index (headers, i)))
      return g_ptr_array_index (headers, i);
  return headers->len > 0 && !cunyi_sheet_has_column (sheet, name) ? g_ptr_array_index (headers, 0) : name;
}
