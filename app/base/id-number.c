/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reading and making identity numbers. */

#include "config.h"

#include "base/id-number.h"

#include "base/clock.h"
#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_LENGTH 64 /* of what is looked at; anything longer is no number */

/* The number as it should have been written: half-width, no blanks, no apostrophe of a spreadsheet in front, capital X.
 * NULL when it is far too long. */
static char *
tidy (const char *text)
{
  g_autofree char *key = NULL;
  char *number;

  if (text == NULL || !g_utf8_validate (text, -1, NULL) || strlen (text) > 4 * MAX_LENGTH)
    return NULL;
  key = cunyi_text_key (text);
  number = key;
  if (*number == '\'' || *number == '`')
    number++;
  else if (g_str_has_prefix (number, "\u2018") || g_str_has_prefix (number, "\u2019"))
    number = g_utf8_next_char (number);
  return strlen (number) > MAX_LENGTH ? NULL : g_ascii_strup (number, -1);
}

static gboolean
all_digits (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static CunyiDay
read_day (const char *digits)
{
  int numbers[8];

  for (guint i = 0; i < 8; i++)
    numbers[i] = g_ascii_digit_value (digits[i]);
  return cunyi_day_new (numbers[0] * 1000 + numbers[1] * 100 + numbers[2] * 10 + numbers[3], numbers[4] * 10 + numbers[5],
                        numbers[6] * 10 + numbers[7]);
}

/* 4.11322E+17, as a spreadsheet shows a number that is too long for it. */
static gboolean
is_scientific (const char *text)
{
  const char *e = strchr (text, 'E');
  gsize before = e ? (gsize) (e - text) : 0;

  if (before == 0 || strspn (text, "0123456789.") != before || !g_ascii_isdigit (*text))
    return FALSE;
  e++;
  if (*e == '+')
    e++;
  return *e != '\0' && all_digits (e, strlen (e));
}

/* Checks 18 characters and fills everything that can be read from them. */
static CunyiIdNumberResult
read_eighteen (const char *text, CunyiIdNumber *id)
{
  CunyiDay birth;
  char check;

  if (!all_digits (text, 17) || !(g_ascii_isdigit (text[17]) || text[17] == 'X'))
    return CUNYI_ID_NUMBER_CHARACTERS;
  id->doubtful = strncmp (text + 15, "000", 3) == 0;
  birth = read_day (text + 6);
  check = cunyi_id_number_check_character (text);
  if (check != text[17] && id->doubtful)
    return CUNYI_ID_NUMBER_CUT_OFF;
  if (birth == CUNYI_DAY_NONE || birth > cunyi_clock_today ())
    return CUNYI_ID_NUMBER_DATE;
  if (check != text[17])
    return CUNYI_ID_NUMBER_CHECK;
  memcpy (id->number, text, 18);
  id->birth = birth;
  id->sex[0] = (text[16] - '0') % 2 == 1 ? '1' : '2';
  return CUNYI_ID_NUMBER_OK;
}

/* Numbers given out until 1999: the year without its century and no check character. */
static CunyiIdNumberResult
read_fifteen (const char *text, CunyiIdNumber *id)
{
  char longer[19] = "";

  if (!all_digits (text, 15))
    return CUNYI_ID_NUMBER_CHARACTERS;
  memcpy (longer, text, 6);
  memcpy (longer + 6, "19", 2);
  memcpy (longer + 8, text + 6, 9);
  longer[17] = cunyi_id_number_check_character (longer);
  id->converted = TRUE;
  return read_eighteen (longer, id);
}

/* A disability certificate: identity number, category 1 to 7, grade 1 to 4, and B1, B2 … when issued again. */
static CunyiIdNumberResult
read_certificate (const char *text, CunyiIdNumber *id)
{
  CunyiIdNumberResult result;

  if (all_digits (text, 20) && strncmp (text + 15, "00000", 5) == 0)
    return CUNYI_ID_NUMBER_CUT_OFF;
  result = read_eighteen (text, id);
  if (result != CUNYI_ID_NUMBER_OK)
    return result;
  if (text[18] < '1' || text[18] > '7')
    return CUNYI_ID_NUMBER_CATEGORY;
  if (text[19] < '1' || text[19] > '4')
    return CUNYI_ID_NUMBER_GRADE;
  id->category[0] = text[18];
  id->grade[0] = text[19];
  return CUNYI_ID_NUMBER_OK;
}

static CunyiIdNumberResult
read_number (const char *text, CunyiIdNumber *id)
{
  if (text == NULL)
    return CUNYI_ID_NUMBER_LENGTH;
  if (is_scientific (text))
    return CUNYI_ID_NUMBER_CUT_OFF;
  switch (strlen (text))
    {
    case 0:
      return CUNYI_ID_NUMBER_EMPTY;
    case 15:
      return read_fifteen (text, id);
    case 18:
      return read_eighteen (text, id);
    case 20:
      return read_certificate (text, id);
    case 22:
      if (text[20] == 'B' && g_ascii_isdigit (text[21]))
        return read_certificate (text, id);
      return CUNYI_ID_NUMBER_LENGTH;
    default:
      return CUNYI_ID_NUMBER_LENGTH;
    }
}

CunyiIdNumberResult
cunyi_id_number_parse (const char *text, CunyiIdNumber *id)
{
  g_autofree char *number = tidy (text ? text : "");
  CunyiIdNumberResult result;

  memset (id, 0, sizeof *id);
  id->birth = CUNYI_DAY_NONE;
  result = read_number (number, id);
  if (result != CUNYI_ID_NUMBER_OK)
    {
      /* Nothing of a wrong number may be taken for right. */
      memset (id, 0, sizeof *id);
      id->birth = CUNYI_DAY_NONE;
      id->result = result;
    }
  return result;
}

const char *
cunyi_id_number_explain (CunyiIdNumberResult result)
{
  switch (result)
    {
    case CUNYI_ID_NUMBER_OK:
      return "";
    case CUNYI_ID_NUMBER_EMPTY:
      return _("The identity number is missing. Fill it in from the card.");
    case CUNYI_ID_NUMBER_LENGTH:
      return _("This is no identity number: it must have 18 characters (15 on old cards, 20 on a disability "
               "certificate). Compare it with the card, or choose another kind of paper.");
    case CUNYI_ID_NUMBER_CHARACTERS:
      return _("The identity number holds a sign that cannot be in it. Only digits are allowed, and X at the end.");
    case CUNYI_ID_NUMBER_DATE:
      return _("The birth date in the identity number (7th to 14th digit) does not exist. Compare it with the card.");
    case CUNYI_ID_NUMBER_CHECK:
      return _("One digit of the identity number is wrong: the last character does not fit. Compare it with the card.");
    case CUNYI_ID_NUMBER_CATEGORY:
      return _("The 19th character of the certificate is the category of disability and must be 1 to 7. Compare it "
               "with the certificate.");
    case CUNYI_ID_NUMBER_GRADE:
      return _("The 20th character of the certificate is the grade of disability and must be 1 to 4. Compare it with "
               "the certificate.");
    case CUNYI_ID_NUMBER_CUT_OFF:
      return _("The last digits of the identity number were cut off by the spreadsheet. Ask for the table again with "
               "this column as text.");
    default:
      g_return_val_if_reached ("");
    }
}

char
cunyi_id_number_check_character (const char *digits)
{
  /* Weights and remainders of GB 11643. */
  static const guint8 weights[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  guint sum = 0;

  for (guint i = 0; i < 17; i++)
    {
      if (!g_ascii_isdigit (digits[i]))
        return '\0';
      sum += weights[i] * (guint) g_ascii_digit_value (digits[i]);
    }
  return "10X98765432"[sum % 11];
}

char *
cunyi_id_number_make (const char *address, CunyiDay birth, guint order)
{
  g_autofree char *digits = NULL;
  int year, month, day;

  if (address == NULL || strlen (address) != 6 || !all_digits (address, 6) || birth == CUNYI_DAY_NONE || order > 999)
    return NULL;
  cunyi_day_split (birth, &year, &month, &day);
  digits = g_strdup_printf ("%s%04d%02d%02d%03u", address, year, month, day, order);
  return g_strdup_printf ("%s%c", digits, cunyi_id_number_check_character (digits));
}

char *
cunyi_id_number_mask (const char *number)
{
  GString *masked = g_string_new (NULL);
  glong length = number ? g_utf8_strlen (number, -1) : 0;
  glong head = length >= 15 ? 6 : 0;
  glong tail = length >= 8 ? 4 : length / 2;
  glong at = 0;

  for (const char *p = number; p && *p; p = g_utf8_next_char (p), at++)
    if (at < head || at >= length - tail)
      g_string_append_unichar (masked, g_utf8_get_char (p));
    else
      g_string_append_c (masked, '*');
  return g_string_free (masked, FALSE);
}
