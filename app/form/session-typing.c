/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From what was typed to an answer. A Chinese input method types １５２ and 36。5; neither is the doctor's fault. */

#include "config.h"

#include "form/session-private.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <math.h>
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

/* 0830, 830, 8:30, 8点30分, 08:30:00.000+08:00: a time of the day. (transfer full) */
static char *
read_time (const char *text)
{
  g_autoptr (GRegex) spelling = g_regex_new ("^([0-9]{1,2})\\s*(?:[:.]|点|时)\\s*([0-9]{0,2})\\s*分?(?::[0-9]{2}(?:\\.[0-9]*)?)?"
                                             "(?:Z|[+-][0-9:]+)?$|^([0-9]{1,2})([0-9]{2})$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *hour = NULL;
  g_autofree char *minute = NULL;
  guint64 hours, minutes;

  if (!g_regex_match (spelling, text, 0, &match))
    return NULL;
  hour = g_match_info_fetch (match, 1);
  minute = g_match_info_fetch (match, 2);
  if (!*hour)
    {
      g_free (hour);
      g_free (minute);
      hour = g_match_info_fetch (match, 3);
      minute = g_match_info_fetch (match, 4);
    }
  hours = g_ascii_strtoull (hour, NULL, 10);
  minutes = g_ascii_strtoull (minute, NULL, 10);
  return hours < 24 && minutes < 60 ? g_strdup_printf ("%02u:%02u", (guint) hours, (guint) minutes) : NULL;
}

/* A day and, behind a blank or T, a time; a time alone is one of today. (transfer full) */
static char *
read_moment (const char *text, CunyiDay today)
{
  const char *part = strpbrk (text, " T");
  g_autofree char *day = part ? g_strndup (text, part - text) : NULL;
  g_autofree char *date = NULL;
  g_autofree char *time = NULL;

  if (part)
    part += 1 + strspn (part + 1, " ");
  else if (!strpbrk (text, ":点时"))
    return NULL;
  date = day ? read_day (day, today) : cunyi_day_to_text (today);
  time = read_time (part ? part : text);
  return date && time ? g_strdup_printf ("%sT%s", date, time) : NULL;
}

/* Ticked or not. */
static char *
read_acknowledgement (const char *text)
{
  static const char *const yes[] = { "ok", "1", "y", "yes", "true", "是", "√", "✓", "☑", NULL };
  static const char *const no[] = { "0", "n", "no", "false", "否", "×", "□", NULL };
  g_autofree char *key = cunyi_text_key (text);

  return g_strv_contains (yes, key) ? g_strdup ("OK") : g_strv_contains (no, key) ? g_strdup ("") : NULL;
}

/* On one of the steps of a range. */
static gboolean
lies_in_range (const CunyiItem *item, const char *number)
{
  double value = g_ascii_strtod (number, NULL), steps = (value - item->range_start) / item->range_step;

  return value >= item->range_start && value <= item->range_end && fabs (steps - round (steps)) < 1e-6;
}

/* The name of a file of the store: its content's sum, and what kind it is. */
static gboolean
is_file_name (const char *text)
{
  return g_regex_match_simple ("^[0-9a-f]{64}\\.(jpg|png)$", text, 0, 0);
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

static const CunyiChoice *find_choice (const CunyiChoiceList *choices, const char *text);

/* Each digit by itself, for 312. FALSE when one of them is no choice. */
static gboolean
add_digits (const CunyiChoiceList *choices, const char *digits, GPtrArray *order)
{
  for (const char *at = digits; *at; at++)
    {
      const char digit[] = { *at, '\0' };
      const CunyiChoice *choice = g_ascii_isdigit (*at) ? find_choice (choices, digit) : NULL;

      if (!choice)
        return FALSE;
      g_ptr_array_add (order, (gpointer) choice);
    }
  return TRUE;
}

/* All choices, each once, in the order of typing. (transfer full) */
static char *
read_rank (const CunyiChoiceList *choices, const char *text)
{
  g_auto (GStrv) parts = g_regex_split_simple ("[ ,，、;；　>\\t\\n]+", text, 0, 0);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  GString *value;

  for (char **part = parts; *part; part++)
    {
      const CunyiChoice *choice = **part ? find_choice (choices, *part) : NULL;

      if (choice)
        g_ptr_array_add (order, (gpointer) choice);
      else if (**part && !add_digits (choices, *part, order))
        return NULL;
    }
  for (guint i = 0; i < order->len; i++)
    for (guint j = 0; j < i; j++)
      if (g_ptr_array_index (order, i) == g_ptr_array_index (order, j))
        return NULL;
  if (order->len != choices->n_choices)
    return NULL;
  value = g_string_new (NULL);
  for (guint i = 0; i < order->len; i++)
    g_string_append_printf (value, "%s%s", i > 0 ? " " : "", ((const CunyiChoice *) g_ptr_array_index (order, i))->name);
  return g_string_free (value, FALSE);
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

/* Several choices come out in the order of the list, whatever the order of typing. NULL when one of them is none. */
static char *
read_several (const CunyiItem *item, const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "\t\n", ' ');
  g_auto (GStrv) parts = NULL;
  g_autofree gboolean *chosen = g_new0 (gboolean, item->choices->n_choices);
  GString *value;

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

/* Several come first: “1 3” is two choices also where there is a thirteenth. A label may hold a comma, so then the whole. */
static char *
read_choices (const CunyiItem *item, const char *text)
{
  char *several = item->kind == CUNYI_ITEM_SELECT_MULTIPLE ? read_several (item, text) : NULL;
  const CunyiChoice *whole = several ? NULL : find_choice (item->choices, text);

  return whole ? g_strdup (whole->name) : several;
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

/* (transfer full) */
static char *
advise (const CunyiItem *item)
{
  switch (item->kind)
    {
    case CUNYI_ITEM_INTEGER:
    case CUNYI_ITEM_DECIMAL:
      if (item->has_range)
        {
          g_autofree char *start = cunyi_number_to_text (item->range_start);
          g_autofree char *end = cunyi_number_to_text (item->range_end);
          g_autofree char *step = cunyi_number_to_text (item->range_step);

          return g_strdup_printf (_("Write a number from %s to %s, in steps of %s."), start, end, step);
        }
      return g_strdup (item->kind == CUNYI_ITEM_INTEGER ? _("Write a whole number, digits only.")
                                                        : _("Write a number, like 36.5."));
    case CUNYI_ITEM_DATE:
      return g_strdup (_("Write a day like 20220726, 0726 or 26."));
    case CUNYI_ITEM_TIME:
      return g_strdup (_("Write a time like 0830 or 8:30."));
    case CUNYI_ITEM_MOMENT:
      return g_strdup (_("Write day and time like 0726 0830."));
    case CUNYI_ITEM_SELECT_ONE:
      return g_strdup (_("Type the number before one of the choices."));
    case CUNYI_ITEM_SELECT_MULTIPLE:
      return g_strdup (_("Type the numbers before the choices, with a blank between them."));
    case CUNYI_ITEM_RANK:
      return g_strdup (_("Type the numbers of all choices, each once, the first first."));
    case CUNYI_ITEM_ACKNOWLEDGE:
      return g_strdup (_("Type 1 when it is so."));
    case CUNYI_ITEM_IMAGE:
      return g_strdup (_("Choose the photograph from its file."));
    default:
      return g_strdup (_("This text is too long."));
    }
}

/* NULL when it means no answer. (transfer full) */
static char *
read_answer (const CunyiItem *item, const char *clean, CunyiDay today)
{
  g_autofree char *half = cunyi_text_to_half_width (clean);
  g_autofree char *number = make_plain_number (clean);
  char *read;

  switch (item->kind)
    {
    case CUNYI_ITEM_INTEGER:
    case CUNYI_ITEM_DECIMAL:
      read = read_number (number, item->kind == CUNYI_ITEM_DECIMAL);
      if (read && item->has_range && !lies_in_range (item, read))
        g_clear_pointer (&read, g_free);
      return read;
    case CUNYI_ITEM_DATE:
      return read_day (clean, today);
    case CUNYI_ITEM_TIME:
      return read_time (half);
    case CUNYI_ITEM_MOMENT:
      return read_moment (half, today);
    case CUNYI_ITEM_SELECT_ONE:
    case CUNYI_ITEM_SELECT_MULTIPLE:
      return read_choices (item, clean);
    case CUNYI_ITEM_RANK:
      return read_rank (item->choices, clean);
    case CUNYI_ITEM_ACKNOWLEDGE:
      return read_acknowledgement (clean);
    case CUNYI_ITEM_IMAGE:
      return is_file_name (clean) ? g_strdup (clean) : NULL;
    default:
      return g_utf8_strlen (clean, -1) <= MAX_LETTERS ? g_strdup (clean) : NULL;
    }
}

gboolean
cunyi_typing_parse (const CunyiItem *item, const char *text, CunyiDay today, char **value, char **error)
{
  g_autofree char *clean = read_text (text ? text : "");
  char *read = *clean ? read_answer (item, clean, today) : g_strdup ("");

  *value = read ? read : g_strdup ("");
  *error = read ? NULL : advise (item);
  return read != NULL;
}
