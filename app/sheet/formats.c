/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cell styles and the number formats they name. */

#include "config.h"

#include "sheet/formats.h"
#include "sheet/reading.h"

struct _CunyiFormats {
  GHashTable *codes; /* id to CunyiShows */
  GArray *styles;    /* format ids, guint */
  GByteArray *shows; /* what each style shows, once somebody asked */
};

CunyiFormats *
cunyi_formats_new (void)
{
  CunyiFormats *formats = g_new0 (CunyiFormats, 1);

  formats->codes = g_hash_table_new (NULL, NULL);
  formats->styles = g_array_new (FALSE, FALSE, sizeof (guint));
  formats->shows = g_byte_array_new ();
  return formats;
}

void
cunyi_formats_free (CunyiFormats *formats)
{
  g_hash_table_unref (formats->codes);
  g_array_unref (formats->styles);
  g_byte_array_unref (formats->shows);
  g_free (formats);
}

void
cunyi_formats_add_code (CunyiFormats *formats, guint id, const char *code)
{
  if (g_hash_table_size (formats->codes) < CUNYI_MAX_STYLES)
    g_hash_table_insert (formats->codes, GUINT_TO_POINTER (id), GUINT_TO_POINTER (cunyi_shows_of_code (code)));
}

void
cunyi_formats_add_style (CunyiFormats *formats, guint id)
{
  if (formats->styles->len < CUNYI_MAX_STYLES)
    g_array_append_val (formats->styles, id);
}

static CunyiShows
resolve (CunyiFormats *formats, guint id)
{
  gpointer shows;

  if (g_hash_table_lookup_extended (formats->codes, GUINT_TO_POINTER (id), NULL, &shows))
    return GPOINTER_TO_UINT (shows);
  return cunyi_shows_of_builtin (id);
}

CunyiShows
cunyi_formats_get (CunyiFormats *formats, guint64 style)
{
  /* Every number in the workbook asks; by the first of them all codes are known. */
  while (formats->shows->len < formats->styles->len)
    {
      guint8 shows = resolve (formats, g_array_index (formats->styles, guint, formats->shows->len));

      g_byte_array_append (formats->shows, &shows, 1);
    }
  return style < formats->shows->len ? formats->shows->data[style] : CUNYI_SHOWS_NUMBER;
}
