/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Streams out of an OLE2 container ([MS-CFB]). Every chain of sectors is as long as the file at most, so that none can go
 * on for ever. */

#include "config.h"

#include "sheet/ole.h"

#include <string.h>

#define HEADER_SIZE 512
#define ENTRY_SIZE 128
#define LAST_SECTOR 0xFFFFFFFAu /* those above mean free, end of chain, and the like */
#define MINI_SHIFT 6
#define MINI_CUTOFF 4096
#define HEADER_DIFAT 109

enum { TYPE_STREAM = 2, TYPE_ROOT = 5 };

typedef struct {
  char *name; /* in lower case */
  guint32 start;
  guint32 size;
} Stream;

struct _CunyiOle {
  const guint8 *data;
  gsize size;
  CunyiReading *reading;
  guint shift;       /* of the size of a sector */
  guint32 n_sectors; /* with a last one that is cut short */
  GArray *fat;       /* the next sector of each, guint32 */
  GArray *streams;   /* of the outermost storage */
  GByteArray *mini;      /* small streams lie in this one, */
  GByteArray *mini_fat;  /* chained by this one; both NULL until needed */
  guint32 mini_start, mini_size, mini_fat_start;
};

static guint16
get_u16 (const guint8 *p)
{
  return p[0] | p[1] << 8;
}

static guint32
get_u32 (const guint8 *p)
{
  return (guint32) p[0] | (guint32) p[1] << 8 | (guint32) p[2] << 16 | (guint32) p[3] << 24;
}

static void
clear_stream (gpointer data)
{
  g_free (((Stream *) data)->name);
}

/* ---- sectors ---- */

/* Copies a sector; what is missing of the last one is zero. */
static gboolean
copy_sector (CunyiOle *ole, guint32 sector, GByteArray *into, GError **error)
{
  gsize size = (gsize) 1 << ole->shift;
  gsize offset = ((gsize) sector + 1) << ole->shift;
  gsize there;
  guint end = into->len;

  if (sector >= ole->n_sectors)
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_TRUNCATED);
  if (!cunyi_reading_goes_on (ole->reading, error))
    return FALSE;
  there = MIN (size, ole->size - offset);
  g_byte_array_set_size (into, end + size);
  memcpy (into->data + end, ole->data + offset, there);
  memset (into->data + end + there, 0, size - there);
  return TRUE;
}

static gboolean
get_next (CunyiOle *ole, guint32 *sector, GError **error)
{
  if (*sector >= ole->fat->len)
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
  *sector = g_array_index (ole->fat, guint32, *sector);
  return TRUE;
}

/* The chain of sectors from `start`, until `size` bytes are there or the chain ends. */
static GByteArray *
read_chain (CunyiOle *ole, guint32 start, gsize size, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint32 sector = start;

  for (guint32 steps = 0; sector < LAST_SECTOR && bytes->len < size; steps++)
    {
      if (steps >= ole->n_sectors)
        {
          cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
          return NULL;
        }
      if (!copy_sector (ole, sector, bytes, error) || !get_next (ole, &sector, error))
        return NULL;
    }
  return g_steal_pointer (&bytes);
}

/* ---- the table of chains ---- */

static gboolean
add_fat_sector (CunyiOle *ole, guint32 sector, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (ole->fat->len >= ole->n_sectors)
    return TRUE;
  if (!copy_sector (ole, sector, bytes, error))
    return FALSE;
  for (guint i = 0; i < bytes->len / 4 && ole->fat->len < ole->n_sectors; i++)
    {
      guint32 next = get_u32 (bytes->data + i * 4);

      g_array_append_val (ole->fat, next);
    }
  return TRUE;
}

/* The header names the first sectors of the table, a chain of lists the others. */
static gboolean
read_fat (CunyiOle *ole, GError **error)
{
  guint32 list = get_u32 (ole->data + 68);
  guint per_list = (1u << ole->shift) / 4 - 1;

  for (guint i = 0; i < HEADER_DIFAT; i++)
    {
      guint32 sector = get_u32 (ole->data + 76 + i * 4);

      if (sector < LAST_SECTOR && !add_fat_sector (ole, sector, error))
        return FALSE;
    }
  for (guint32 steps = 0; list < LAST_SECTOR && ole->fat->len < ole->n_sectors; steps++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      if (steps >= ole->n_sectors)
        return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
      if (!copy_sector (ole, list, bytes, error))
        return FALSE;
      for (guint i = 0; i < per_list; i++)
        {
          guint32 sector = get_u32 (bytes->data + i * 4);

          if (sector < LAST_SECTOR && !add_fat_sector (ole, sector, error))
            return FALSE;
        }
      list = get_u32 (bytes->data + per_list * 4);
    }
  return TRUE;
}

/* ---- the directory ---- */

static char *
read_name (const guint8 *entry)
{
  guint length = get_u16 (entry + 64);
  GString *name = g_string_new (NULL);

  for (guint i = 0; i + 2 < MIN (length, 64); i += 2)
    g_string_append_unichar (name, entry[i + 1] == 0 ? g_ascii_tolower (entry[i]) : '?');
  return g_string_free (name, FALSE);
}

static void
add_stream (CunyiOle *ole, const guint8 *entry)
{
  Stream stream;

  if (entry[66] != TYPE_STREAM)
    return;
  stream.name = read_name (entry);
  stream.start = get_u32 (entry + 116);
  stream.size = get_u32 (entry + 120);
  g_array_append_val (ole->streams, stream);
}

/* The children of the root are a binary tree in the order of their names; here their order does not matter. */
static void
walk_children (CunyiOle *ole, GByteArray *directory, guint32 top)
{
  guint n_entries = directory->len / ENTRY_SIZE;
  g_autofree gboolean *seen = g_new0 (gboolean, n_entries);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (stack, top);
  while (stack->len > 0)
    {
      guint32 index = g_array_index (stack, guint32, stack->len - 1);
      const guint8 *entry;
      guint32 neighbours[2];

      g_array_set_size (stack, stack->len - 1);
      if (index >= n_entries || seen[index])
        continue;
      seen[index] = TRUE;
      entry = directory->data + (gsize) index * ENTRY_SIZE;
      add_stream (ole, entry);
      neighbours[0] = get_u32 (entry + 68);
      neighbours[1] = get_u32 (entry + 72);
      g_array_append_vals (stack, neighbours, 2);
    }
}

static gboolean
read_directory (CunyiOle *ole, GError **error)
{
  g_autoptr (GByteArray) directory = read_chain (ole, get_u32 (ole->data + 48), G_MAXSIZE, error);
  const guint8 *root;

  if (directory == NULL)
    return FALSE;
  root = directory->data;
  if (directory->len < ENTRY_SIZE || root[66] != TYPE_ROOT)
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
  ole->mini_start = get_u32 (root + 116);
  ole->mini_size = get_u32 (root + 120);
  ole->mini_fat_start = get_u32 (ole->data + 60);
  walk_children (ole, directory, get_u32 (root + 76));
  return TRUE;
}

CunyiOle *
cunyi_ole_new (GBytes *bytes, CunyiReading *reading, GError **error)
{
  g_autoptr (CunyiOle) ole = g_new0 (CunyiOle, 1);

  ole->data = g_bytes_get_data (bytes, &ole->size);
  ole->reading = reading;
  ole->fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  ole->streams = g_array_new (FALSE, FALSE, sizeof (Stream));
  g_array_set_clear_func (ole->streams, clear_stream);
  if (ole->size < HEADER_SIZE)
    {
      cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_TRUNCATED);
      return NULL;
    }
  ole->shift = get_u16 (ole->data + 30);
  if (ole->shift != 9 && ole->shift != 12)
    {
      cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
      return NULL;
    }
  if (ole->size > (gsize) 1 << ole->shift)
    ole->n_sectors = (ole->size - 1) >> ole->shift;
  return read_fat (ole, error) && read_directory (ole, error) ? g_steal_pointer (&ole) : NULL;
}

void
cunyi_ole_free (CunyiOle *ole)
{
  g_array_unref (ole->fat);
  g_array_unref (ole->streams);
  g_clear_pointer (&ole->mini, g_byte_array_unref);
  g_clear_pointer (&ole->mini_fat, g_byte_array_unref);
  g_free (ole);
}

/* ---- streams ---- */

static const Stream *
find_stream (CunyiOle *ole, const char *name)
{
  for (guint i = 0; i < ole->streams->len; i++)
    {
      const Stream *stream = &g_array_index (ole->streams, Stream, i);

      if (g_ascii_strcasecmp (stream->name, name) == 0)
        return stream;
    }
  return NULL;
}

gboolean
cunyi_ole_has (CunyiOle *ole, const char *name)
{
  return find_stream (ole, name) != NULL;
}

static GByteArray *
read_small (CunyiOle *ole, const Stream *stream, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint32 sector = stream->start;

  if (ole->mini == NULL)
    ole->mini = read_chain (ole, ole->mini_start, ole->mini_size, error);
  if (ole->mini && ole->mini_fat == NULL)
    ole->mini_fat = read_chain (ole, ole->mini_fat_start, G_MAXSIZE, error);
  if (ole->mini_fat == NULL)
    return NULL;
  /* Shorter than the cutoff, so that a circle ends as well. */
  while (sector < LAST_SECTOR && bytes->len < stream->size)
    {
      gsize offset = (gsize) sector << MINI_SHIFT;

      if (offset + (1 << MINI_SHIFT) > ole->mini->len || ((gsize) sector + 1) * 4 > ole->mini_fat->len)
        {
          cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
          return NULL;
        }
      g_byte_array_append (bytes, ole->mini->data + offset, 1 << MINI_SHIFT);
      sector = get_u32 (ole->mini_fat->data + (gsize) sector * 4);
    }
  return g_steal_pointer (&bytes);
}

GBytes *
cunyi_ole_read (CunyiOle *ole, const char *name, GError **error)
{
  const Stream *stream = find_stream (ole, name);
  g_autoptr (GByteArray) bytes = NULL;

  if (stream == NULL)
    {
      cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
      return NULL;
    }
  bytes = stream->size < MINI_CUTOFF ? read_small (ole, stream, error)
                                     : read_chain (ole, stream->start, stream->size, error);
  if (bytes == NULL)
    return NULL;
  if (bytes->len < stream->size)
    {
      cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_TRUNCATED);
      return NULL;
    }
  g_byte_array_set_size (bytes, stream->size);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
