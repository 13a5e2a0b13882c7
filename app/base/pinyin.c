/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Readings of names out of tables that are made at build time (pinyin-table.py, surnames.txt). */

#include "config.h"

#include "base/pinyin.h"

#include "base/text.h"

#include <string.h>

typedef struct {
  gunichar first;
  gunichar second; /* 0 for a surname of one character */
  const char *readings[2];
} Surname;

#include "pinyin-table.h"

#define MAX_SYLLABLES 64 /* characters of a name that are looked at */

/* The readings of each character of a name, the likeliest first. */
typedef struct {
  guint length;
  const char *const *readings[MAX_SYLLABLES];
  const char *likeliest[MAX_SYLLABLES];
  const char *letters[MAX_SYLLABLES][2]; /* where a letter stands for itself */
  char buffer[MAX_SYLLABLES][2];
} Spelling;

const char *const *
cunyi_pinyin_lookup (gunichar c)
{
  guint page = c >> 8;

  return lists + starts[page < G_N_ELEMENTS (pages) ? blocks[pages[page]][c & 0xff] : 0];
}

static const Surname *
find_surname (gunichar first, gunichar second)
{
  guint low = 0, high = G_N_ELEMENTS (surnames);

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const Surname *surname = &surnames[middle];

      if (surname->first == first && surname->second == second)
        return surname;
      if (surname->first < first || (surname->first == first && surname->second < second))
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

static gunichar
to_letter (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    c = c - 0xff01 + '!';
  return c < 0x80 && g_ascii_isalnum ((char) c) ? (gunichar) g_ascii_tolower ((char) c) : 0;
}

/* A letter of a name is spelled as what is typed is folded: v is u. */
static void
add_letter (Spelling *spelling, gunichar letter)
{
  guint i = spelling->length++;

  spelling->buffer[i][0] = letter == 'v' ? 'u' : (char) letter;
  spelling->buffer[i][1] = '\0';
  spelling->letters[i][0] = spelling->buffer[i];
  spelling->letters[i][1] = NULL;
  spelling->readings[i] = spelling->letters[i];
  spelling->likeliest[i] = spelling->buffer[i];
}

/* What stands at the beginning as a surname changes only which reading comes first. */
static void
prefer_surname (Spelling *spelling, gunichar first, gunichar second)
{
  const Surname *surname = second ? find_surname (first, second) : NULL;

  if (surname)
    spelling->likeliest[1] = surname->readings[1];
  else
    surname = find_surname (first, 0);
  if (surname)
    spelling->likeliest[0] = surname->readings[0];
}

static void
spell (const char *name, Spelling *spelling)
{
  gunichar head[2] = { 0, 0 };

  spelling->length = 0;
  for (const char *p = name; p && *p && spelling->length < MAX_SYLLABLES; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar letter = to_letter (c);
      const char *const *readings = cunyi_pinyin_lookup (c);
      guint i = spelling->length;

      if (letter)
        add_letter (spelling, letter);
      else if (readings[0])
        {
          spelling->readings[i] = readings;
          spelling->likeliest[i] = readings[0];
          spelling->length++;
        }
      else
        continue;
      if (i < 2)
        head[i] = c;
    }
  if (spelling->length > 0)
    prefer_surname (spelling, head[0], head[1]);
}

/* The reading of a character by number: 0 is the likeliest, the others follow in the order of the table. */
static const char *
take_reading (const Spelling *spelling, guint character, guint number)
{
  const char *const *readings = spelling->readings[character];

  if (number == 0)
    return spelling->likeliest[character];
  for (; *readings; readings++)
    if (*readings != spelling->likeliest[character] && --number == 0)
      return *readings;
  return NULL;
}

static void
append_reading (const Spelling *spelling, const guint *numbers, gboolean initials, GString *text)
{
  for (guint i = 0; i < spelling->length; i++)
    {
      const char *reading = take_reading (spelling, i, numbers[i]);

      if (initials)
        g_string_append_c (text, reading[0]);
      else
        g_string_append (text, reading);
    }
}

/* Turns to the next combination, the first character last: a rare reading of the surname is what is least often meant. */
static gboolean
turn (const Spelling *spelling, guint *numbers)
{
  for (guint i = spelling->length; i-- > 0;)
    {
      numbers[i]++;
      if (take_reading (spelling, i, numbers[i]))
        return TRUE;
      numbers[i] = 0;
    }
  return FALSE;
}

static char **
combine (const char *name, gboolean initials)
{
  Spelling spelling;
  guint numbers[MAX_SYLLABLES] = { 0 };
  guint tries = CUNYI_PINYIN_MAX_READINGS * CUNYI_PINYIN_MAX_READINGS;
  GPtrArray *all = g_ptr_array_new ();

  spell (name, &spelling);
  do
    {
      GString *text = g_string_new (NULL);

      append_reading (&spelling, numbers, initials, text);
      if (g_ptr_array_find_with_equal_func (all, text->str, g_str_equal, NULL))
        g_string_free (text, TRUE);
      else
        g_ptr_array_add (all, g_string_free (text, FALSE));
    }
  while (turn (&spelling, numbers) && all->len < CUNYI_PINYIN_MAX_READINGS && --tries > 0);
  g_ptr_array_add (all, NULL);
  return (char **) g_ptr_array_free (all, FALSE);
}

char **
cunyi_pinyin_readings (const char *name)
{
  return combine (name, FALSE);
}

char **
cunyi_pinyin_initials (const char *name)
{
  return combine (name, TRUE);
}

char *
cunyi_pinyin_find_key (const char *title)
{
  g_autofree char *text = cunyi_text_key (title);
  g_auto (GStrv) initials = cunyi_pinyin_initials (title);
  g_autofree char *letters = g_strjoinv (" ", initials);

  return g_strconcat (text, " ", letters, NULL);
}

char *
cunyi_pinyin_sort_key (const char *name)
{
  Spelling spelling;
  GString *key = g_string_new (NULL);

  spell (name, &spelling);
  for (guint i = 0; i < spelling.length; i++)
    {
      if (i > 0 && spelling.readings[i] != spelling.letters[i])
        g_string_append_c (key, ' ');
      g_string_append (key, spelling.likeliest[i]);
    }
  return g_string_free (key, FALSE);
}

char *
cunyi_pinyin_fold (const char *typed)
{
  /* Takes tone marks and the dots of ü apart from their letters. */
  g_autofree char *apart = typed ? g_utf8_normalize (typed, -1, G_NORMALIZE_NFKD) : NULL;
  GString *folded = g_string_new (NULL);

  for (const char *p = apart; p && *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      if (cunyi_text_is_blank_char (c) || c == '\'' || c == 0x2019 || g_unichar_ismark (c))
        continue;
      g_string_append_unichar (folded, c == 'v' ? 'u' : c);
    }
  return g_string_free (folded, FALSE);
}
