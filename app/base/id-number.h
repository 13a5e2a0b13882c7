/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The citizen's identity number (GB 11643) and the disability certificate number built upon it. */

#pragma once

#include "base/day.h"

G_BEGIN_DECLS

/* What is wrong with a number; one for each thing that a list of faults says. */
typedef enum {
  CUNYI_ID_NUMBER_OK,
  CUNYI_ID_NUMBER_EMPTY,      /* nothing there */
  CUNYI_ID_NUMBER_LENGTH,     /* not 15, 18 or 20 characters: some other paper, or typed wrong */
  CUNYI_ID_NUMBER_CHARACTERS, /* something that is no digit, or an X that is not at the end */
  CUNYI_ID_NUMBER_DATE,       /* the birth day in it does not exist or lies ahead */
  CUNYI_ID_NUMBER_CHECK,      /* the check character does not fit: a digit is wrong */
  CUNYI_ID_NUMBER_CATEGORY,   /* 20 characters, but the 19th is no category of disability */
  CUNYI_ID_NUMBER_GRADE,      /* 20 characters, but the 20th is no grade */
  CUNYI_ID_NUMBER_CUT_OFF,    /* a spreadsheet made a number of it: scientific form, or the last digits are zeros */
} CunyiIdNumberResult;

typedef struct {
  CunyiIdNumberResult result;
  char number[19];    /* 18 characters with capital X when the result is OK, else "" */
  gboolean converted; /* was an old number of 15 digits */
  gboolean doubtful;  /* ends in 000 as a damaged number does, though the check character fits */
  char sex[2];        /* "1" male, "2" female (GB/T 2261.1), "" unless OK */
  CunyiDay birth;     /* CUNYI_DAY_NONE unless OK */
  char category[2];   /* of a disability certificate: "1" to "7", else "" */
  char grade[2];      /* "1" to "4", else "" */
} CunyiIdNumber;

/* Reads a number as it stands in a cell or was typed: blanks, a leading apostrophe, full-width digits and a small x are
 * mended, an old number is converted; a disability certificate (20 characters, B1, B2 … behind it when issued again) gives
 * the 18 characters in it, and its category and grade. Returns `id->result`. */
CunyiIdNumberResult cunyi_id_number_parse (const char *text, CunyiIdNumber *id);

/* A sentence for the screen on what is wrong and what to do; "" for OK. */
const char *cunyi_id_number_explain (CunyiIdNumberResult result);

/* Check character of the first 17 digits of `digits`; '\0' when these are not 17 digits. */
char cunyi_id_number_check_character (const char *digits);

/* A number out of its parts: 6 digits of address, birth, order 0 to 999 (odd for a man). (transfer full); NULL when a part
 * is impossible. For the demo village and for tests. */
char *cunyi_id_number_make (const char *address, CunyiDay birth, guint order);

/* First six and last four characters, stars between; of a shorter paper the last four at most. (transfer full) */
char *cunyi_id_number_mask (const char *number);

G_END_DECLS
