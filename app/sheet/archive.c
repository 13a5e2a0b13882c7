/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Parts of a zip through libarchive. It reads forward only, so each part is found by walking over the headers from the
 * first; they are in memory, and there are few. */

#include "config.h"

#include "sheet/archive.h"

#include <archive.h>
#include <archive_entry.h>

#define MAX_PARTS 8192
/* A sheet inflates to some twenty times its bytes; a bomb to a thousand times. */
#define MAX_RATIO 300
#define FREE_OF_RATIO (32 * 1024 * 1024)
#define MAX_INFLATED (G_GUINT64_CONSTANT (3) * 1024 * 1024 * 1024)

struct _CunyiArchive {
  GBytes *bytes;
  CunyiReading *reading;
  GHashTable *parts;    /* name to its number, from 1 */
  guint64 max_inflated; /* of all parts read */
};

struct _CunyiPart {
  struct archive *zip;
  CunyiArchive *archive;
};

static char *
normalize (const char *name)
{
  char *normal;

  while (*name == '/' || *name == '\\')
    name++;
  normal = g_ascii_strdown (name, -1);
  return g_strdelimit (normal, "\\", '/');
}

/* Only the seekable reader: the other one makes do without the list at the end, and would take half a file for whole. */
static struct archive *
open_zip (GBytes *bytes, GError **error)
{
  struct archive *zip = archive_read_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  archive_read_support_format_zip_seekable (zip);
  if (archive_read_open_memory (zip, data, size) == ARCHIVE_OK)
    return zip;
  archive_read_free (zip);
  cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_TRUNCATED);
  return NULL;
}

/* The next header, or NULL: at the end with `error` not set. */
static struct archive_entry *
next_entry (struct archive *zip, GError **error)
{
  struct archive_entry *entry;
  int status = archive_read_next_header (zip, &entry);

  if (status == ARCHIVE_OK || status == ARCHIVE_WARN)
    return entry;
  if (status != ARCHIVE_EOF)
    cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
  return NULL;
}

static gboolean
list_parts (CunyiArchive *archive, struct archive *zip, GError **error)
{
  g_autoptr (GError) broken = NULL;
  struct archive_entry *entry;
  guint number = 0;

  while ((entry = next_entry (zip, &broken)))
    {
      const char *name = archive_entry_pathname (entry);

      if (++number > MAX_PARTS)
        return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_TOO_LARGE);
      if (!cunyi_reading_goes_on (archive->reading, error))
        return FALSE;
      if (archive_entry_is_encrypted (entry))
        return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_PASSWORD);
      /* Of two parts with one name every program takes another one: such a file says two things. */
      if (name && *name && !g_hash_table_insert (archive->parts, normalize (name), GUINT_TO_POINTER (number)))
        return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
    }
  if (broken == NULL)
    return TRUE;
  /* Not even one header: no zip, or one without its end. */
  return cunyi_sheet_fail (error, number == 0 ? CUNYI_SHEET_ERROR_TRUNCATED : CUNYI_SHEET_ERROR_DAMAGED);
}

CunyiArchive *
cunyi_archive_new (GBytes *bytes, CunyiReading *reading, GError **error)
{
  g_autoptr (CunyiArchive) archive = g_new0 (CunyiArchive, 1);
  struct archive *zip;
  gboolean good;

  archive->bytes = g_bytes_ref (bytes);
  archive->reading = reading;
  archive->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  archive->max_inflated = MIN (MAX_INFLATED, FREE_OF_RATIO + (guint64) g_bytes_get_size (bytes) * MAX_RATIO);
  zip = open_zip (bytes, error);
  if (zip == NULL)
    return NULL;
  good = list_parts (archive, zip, error);
  archive_read_free (zip);
  return good ? g_steal_pointer (&archive) : NULL;
}

void
cunyi_archive_free (CunyiArchive *archive)
{
  g_bytes_unref (archive->bytes);
  g_hash_table_unref (archive->parts);
  g_free (archive);
}

CunyiReading *
cunyi_archive_get_reading (CunyiArchive *archive)
{
  return archive->reading;
}

gboolean
cunyi_archive_has (CunyiArchive *archive, const char *name)
{
  g_autofree char *normal = normalize (name);

  return g_hash_table_contains (archive->parts, normal);
}

CunyiPart *
cunyi_archive_open (CunyiArchive *archive, const char *name, GError **error)
{
  g_autofree char *normal = normalize (name);
  g_autoptr (CunyiPart) part = NULL;
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (archive->parts, normal));
  struct archive *zip;

  if (number == 0)
    {
      cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
      return NULL;
    }
  zip = open_zip (archive->bytes, error);
  if (zip == NULL)
    return NULL;
  part = g_new0 (CunyiPart, 1);
  part->zip = zip;
  part->archive = archive;
  for (; number > 0; number--)
    if (next_entry (zip, error) == NULL)
      return NULL;
  return g_steal_pointer (&part);
}

void
cunyi_part_free (CunyiPart *part)
{
  archive_read_free (part->zip);
  g_free (part);
}

gssize
cunyi_part_read (CunyiPart *part, void *buffer, gsize size, GError **error)
{
  CunyiArchive *archive = part->archive;
  la_ssize_t n = archive_read_data (part->zip, buffer, size);

  if (n < 0)
    cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
  else if (cunyi_reading_use (&archive->reading->inflated, n, archive->max_inflated, error)
           && cunyi_reading_goes_on (archive->reading, error))
    return n;
  return -1;
}
