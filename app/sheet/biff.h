/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The records of an .xls stream (BIFF8, [MS-XLS]): a number, a length, and that many bytes; what does not fit goes on in
 * CONTINUE records. */

#pragma once

#include "sheet/reading.h"

G_BEGIN_DECLS

enum {
  CUNYI_BIFF_FORMULA = 0x0006,
  CUNYI_BIFF_EOF = 0x000A,
  CUNYI_BIFF_DATEMODE = 0x0022,
  CUNYI_BIFF_FILEPASS = 0x002F,
  CUNYI_BIFF_CONTINUE = 0x003C,
  CUNYI_BIFF_BOUNDSHEET = 0x0085,
  CUNYI_BIFF_MULRK = 0x00BD,
  CUNYI_BIFF_RSTRING = 0x00D6,
  CUNYI_BIFF_XF = 0x00E0,
  CUNYI_BIFF_MERGEDCELLS = 0x00E5,
  CUNYI_BIFF_SST = 0x00FC,
  CUNYI_BIFF_LABELSST = 0x00FD,
  CUNYI_BIFF_NUMBER = 0x0203,
  CUNYI_BIFF_LABEL = 0x0204,
  CUNYI_BIFF_BOOLERR = 0x0205,
  CUNYI_BIFF_FORMULA_3 = 0x0206, /* some writers number it as older versions did */
  CUNYI_BIFF_STRING = 0x0207,
  CUNYI_BIFF_RK = 0x027E,
  CUNYI_BIFF_FORMULA_4 = 0x0406,
  CUNYI_BIFF_FORMAT = 0x041E,
  CUNYI_BIFF_BOF = 0x0809,
};

/* A stream and the record at hand. Always: the rest of the body lies inside the stream. */
typedef struct {
  const guint8 *data;
  gsize size;
  gsize next;         /* where the next record begins */
  guint16 id;
  const guint8 *body; /* what was not taken yet of the record at hand */
  gsize left;
  gboolean is_short;  /* the record at hand ended before what it should hold */
} CunyiBiff;

void cunyi_biff_init (CunyiBiff *biff, GBytes *bytes, gsize offset);

/* Goes to the next record. FALSE at the end of the stream, which is no good place to end. */
gboolean cunyi_biff_next (CunyiBiff *biff);

/* The next bytes of the record, going on in CONTINUE records; 0 when there are none left, and `is_short` is set. */
guint8 cunyi_biff_take_u8 (CunyiBiff *biff);
guint16 cunyi_biff_take_u16 (CunyiBiff *biff);
guint32 cunyi_biff_take_u32 (CunyiBiff *biff);
double cunyi_biff_take_double (CunyiBiff *biff);
void cunyi_biff_skip (CunyiBiff *biff, gsize length);

/* Replaces `text` by a string of `n_letters` UTF-16 units whose flags come first, with its runs and phonetic part
 * passed over. */
void cunyi_biff_take_string (CunyiBiff *biff, guint n_letters, GString *text);

G_END_DECLS
