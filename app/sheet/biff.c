/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Records of BIFF8, and strings that go across them. */

#include "config.h"

#include "sheet/biff.h"

#include <string.h>

#define HEADER_SIZE 4

/* Flags in front of a string. */
enum { WIDE = 1 << 0, PHONETIC = 1 << 2, RICH = 1 << 3 };

void
cunyi_biff_init (CunyiBiff *biff, GBytes *bytes, gsize offset)
{
  *biff = (CunyiBiff) { .next = offset };
  biff->data = g_bytes_get_data (bytes, &biff->size);
}

static guint16
peek_u16 (const guint8 *p)
{
  return p[0] | p[1] << 8;
}

gboolean
cunyi_biff_next (CunyiBiff *biff)
{
  gsize left = biff->next < biff->size ? biff->size - biff->next : 0;
  const guint8 *header = biff->data + biff->next;

  if (left < HEADER_SIZE || peek_u16 (header + 2) > left - HEADER_SIZE)
    return FALSE;
  biff->id = peek_u16 (header);
  biff->body = header + HEADER_SIZE;
  biff->left = peek_u16 (header + 2);
  biff->next += HEADER_SIZE + biff->left;
  biff->is_short = FALSE;
  return TRUE;
}

/* Into the CONTINUE record that follows; FALSE when another one does. */
static gboolean
go_on (CunyiBiff *biff)
{
  gsize next = biff->next;

  if (next + HEADER_SIZE <= biff->size && peek_u16 (biff->data + next) == CUNYI_BIFF_CONTINUE)
    {
      guint16 id = biff->id;
      gboolean good = cunyi_biff_next (biff);

      biff->id = id;
      if (good)
        return TRUE;
    }
  biff->is_short = TRUE;
  return FALSE;
}

guint8
cunyi_biff_take_u8 (CunyiBiff *biff)
{
  while (biff->left == 0)
    if (!go_on (biff))
      return 0;
  biff->left--;
  return *biff->body++;
}

guint16
cunyi_biff_take_u16 (CunyiBiff *biff)
{
  guint16 low = cunyi_biff_take_u8 (biff);

  return low | cunyi_biff_take_u8 (biff) << 8;
}

guint32
cunyi_biff_take_u32 (CunyiBiff *biff)
{
  guint32 low = cunyi_biff_take_u16 (biff);

  return low | (guint32) cunyi_biff_take_u16 (biff) << 16;
}

double
cunyi_biff_take_double (CunyiBiff *biff)
{
  guint64 bits = cunyi_biff_take_u32 (biff);
  double number;

  bits |= (guint64) cunyi_biff_take_u32 (biff) << 32;
  memcpy (&number, &bits, sizeof number);
  return number;
}

void
cunyi_biff_skip (CunyiBiff *biff, gsize length)
{
  while (length > 0)
    {
      gsize step = MIN (length, biff->left);

      biff->body += step;
      biff->left -= step;
      length -= step;
      if (length > 0 && !go_on (biff))
        return;
    }
}

/* Appends a UTF-16 unit; `*high` keeps the first of a pair. Halves of pairs become the replacement sign. */
static void
append_unit (GString *text, guint16 unit, guint16 *high)
{
  gunichar letter = unit;

  if (unit >= 0xDC00 && unit < 0xE000 && *high)
    letter = 0x10000 + ((gunichar) (*high - 0xD800) << 10) + (unit - 0xDC00);
  else if (*high)
    g_string_append_unichar (text, 0xFFFD);
  *high = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
  if (letter == 0 || *high)
    return;
  g_string_append_unichar (text, letter >= 0xDC00 && letter < 0xE000 ? 0xFFFD : letter);
}

/* A string that goes on in another record says there again how wide its letters are. */
static void
take_letters (CunyiBiff *biff, guint n_letters, gboolean wide, GString *text)
{
  guint16 high = 0;

  for (guint i = 0; i < n_letters && !biff->is_short; i++)
    {
      while (biff->left == 0)
        {
          if (!go_on (biff))
            return;
          wide = cunyi_biff_take_u8 (biff) & WIDE;
        }
      append_unit (text, wide ? cunyi_biff_take_u16 (biff) : cunyi_biff_take_u8 (biff), &high);
    }
  if (high)
    g_string_append_unichar (text, 0xFFFD);
}

void
cunyi_biff_take_string (CunyiBiff *biff, guint n_letters, GString *text)
{
  guint8 flags = cunyi_biff_take_u8 (biff);
  gsize runs = flags & RICH ? cunyi_biff_take_u16 (biff) : 0;
  gsize phonetic = flags & PHONETIC ? cunyi_biff_take_u32 (biff) : 0;

  g_string_truncate (text, 0);
  take_letters (biff, n_letters, flags & WIDE, text);
  cunyi_biff_skip (biff, runs * 4 + phonetic);
}
