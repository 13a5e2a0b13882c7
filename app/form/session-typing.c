/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From what was typed to an answer. A Chinese input method types １５２ and 36。5; neither is the doctor's fault. */

#include "config.h"

#include "form/session-private.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_DIGITS 15
#define MAX_LETTERS 10000

/* Half-width, without blanks, the full stop of Chinese as a point. (transfer full) */
static char *
make_plain_number (const char *text)
{
  g_autofree char *half = cunyi_text_to_half_width (text);
  g_autofree char *trimmed = cunyi_text_trim (half);
  g_auto (GStrv) parts = g_strsplit (trimmed, "。", -1);

  return g_strjoinv (".", parts);
}

/* -012.50 → -12.5. NULL when it is no plain number of at most fifteen digits. (transfer full) */
static char *
read_number (const char *text, gboolean with_point)
{
  GString *number;
  const char *digits = text + (*text == '-' || *text == '+');
  gsize before = strspn (digits, "0123456789");
  gsize after = digits[before] == '.' ? strspn (digits + before + 1, "0123456789") : 0;
  gsize zeros = strspn (digits, "0");

  if (before + after == 0 || digits[before + (digits[before] == '.') + after] != '\0' || before + after > MAX_DIGITS
      || (digits[before] == '.' && !with_point))
    return NULL;
  number = g_string_new (NULL);
  if (zeros >= before)
    g_string_append_c (number, '0');
  else
    g_string_append_len (number, digits + zeros, before - zeros);
  while (after > 0 && digits[before + after] == '0')
    after--;
  if (after > 0)
    {
      g_string_append_c (number, '.');
      g_string_append_len (number, digits + before + 1, after);
    }
  if (*text == '-' && strcmp (number->str, "0") != 0)
    g_string_prepend_c (number, '-');
  return g_string_free (number, FALSE);
}

static char *
read_day (const char *text, CunyiDay today)
{
  CunyiDay day = cunyi_day_parse_typed (text, today);

  return day == CUNYI_DAY_NONE ? NULL : cunyi_day_to_text (day);
}

/* TRUE when at least one choice is named by a number, so that a number typed is a name and never a place in the list. */
static gboolean
has_numbers (const CunyiChoiceList *choices)
{
  for (guint i = 0; i < choices->n_choices; i++)
    if (g_ascii_isdigit (choices->choices[i].name[0]))
      return TRUE;
  return FALSE;
}

static const CunyiChoice *
find_choice (const CunyiChoiceList *choices, const char *text)
{
  const CunyiChoice *found = cunyi_choices_find (choices, text);
  g_autofree char *key = cunyi_text_key (text);
  guint64 place;

  if (!found)
    found = cunyi_choices_find (choices, key);
  for (guint i = 0; !found && i < choices->n_choices; i++)
    {
      g_autofree char *label = cunyi_text_key (cunyi_text_get_source (choices->choices[i].label));

      if (strcmp (label, key) == 0)
        found = &choices->choices[i];
    }
  if (!found && g_ascii_string_to_unsigned (key, 10, 1, choices->n_choices, &place, NULL) && !has_numbers (choices))
    found = &choices->choices[place - 1];
  return found;
}

/* Several choices come out in the order of the list, whatever the order of typing. */
static char *
read_choices (const CunyiItem *item, const char *text)
{
  const CunyiChoice *whole = find_choice (item->choices, text);
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "\t\n", ' ');
  g_auto (GStrv) parts = NULL;
  g_autofree gboolean *chosen = g_new0 (gboolean, item->choices->n_choices);
  GString *value;

  if (whole)
    return g_strdup (whole->name);
  if (item->kind == CUNYI_ITEM_SELECT_ONE)
    return NULL;
  parts = g_regex_split_simple ("[ ,，、;；　]+", spaced, 0, 0);
  for (char **part = parts; *part; part++)
    {
      const CunyiChoice *choice = **part ? find_choice (item->choices, *part) : NULL;

      if (choice)
        chosen[choice - item->choices->choices] = TRUE;
      else if (**part)
        return NULL;
    }
  value = g_string_new (NULL);
  for (guint i = 0; i < item->choices->n_choices; i++)
    if (chosen[i])
      g_string_append_printf (value, "%s%s", value->len > 0 ? " " : "", item->choices->choices[i].name);
  return g_string_free (value, FALSE);
}

/* Lines stay in a text of several lines; signs that cannot be seen do not. */
static char *
read_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (char *at = valid; *at; at++)
    if ((guchar) *at < 0x20 && *at != '\n' && *at != '\t')
      *at = ' ';
  return cunyi_text_trim (valid);
}

static const char *
advise (const CunyiItem *item)
{
  switch (item->kind)
    {
    case CUNYI_ITEM_INTEGER:
      return _("Write a whole number, digits only.");
    case CUNYI_ITEM_DECIMAL:
      return _("Write a number, like 36.5.");
    case CUNYI_ITEM_DATE:
      return _("Write a day like 20220726, 0726 or 26.");
    case CUNYI_ITEM_SELECT_ONE:
      return _("Type the number before one of the choices.");
    case CUNYI_ITEM_SELECT_MULTIPLE:
      return _("Type the numbers before the choices, with a blank between them.");
    default:
      return _("This text is too long.");
    }
}

gboolean
cunyi_typing_parse (const CunyiItem *item, const char *text, CunyiDay today, char **value, char **error)
{
  g_autofree char *clean = read_text (text ? text : "");
  g_autofree char *number = make_plain_number (clean);
  char *read = NULL;

  if (*clean == '\0')
    read = g_strdup ("");
  else if (cunyi_item_is_number (item))
    read = read_number (number, item->kind == CUNYI_ITEM_DECIMAL);
  else if (item->kind == CUNYI_ITEM_DATE)
    read = read_day (clean, today);
  else if (item->choices)
    read = read_choices (item, clean);
  else if (g_utf8_strlen (clean, -1) <= MAX_LETTERS)
    read = g_steal_pointer (&clean);
  *value = read ? read : g_strdup ("");
  *error = read ? NULL : g_strdup (advise (item));
  return read != NULL;
}
