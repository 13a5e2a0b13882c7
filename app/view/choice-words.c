/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers, labels and pinyin of choices. */

#include "config.h"

#include "view/choice-words.h"

#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"

static gboolean
has_numbers (const CunyiChoiceList *choices)
{
  for (guint i = 0; i < choices->n_choices; i++)
    if (g_ascii_isdigit (choices->choices[i].name[0]))
      return TRUE;
  return FALSE;
}

char *
cunyi_choice_words_number (const CunyiItem *item, const CunyiChoice *choice)
{
  guint place = (guint) (choice - item->choices->choices) + 1;
  g_autofree char *number = g_strdup_printf ("%u", place);

  if (!has_numbers (item->choices))
    return g_steal_pointer (&number);
  /* The “other” behind a numbered list has the next number, when that is free. */
  if (g_ascii_isdigit (choice->name[0]) || cunyi_choices_find (item->choices, number))
    return g_strdup (choice->name);
  return g_strdup_printf ("%u", (guint) (choice - item->choices->choices) + 1);
}

static const CunyiFieldChoice *
find_number (const CunyiField *field, const char *typed)
{
  for (guint i = 0; i < field->n_choices; i++)
    {
      g_autofree char *number = cunyi_choice_words_number (field->item, field->choices[i].choice);

      if (strcmp (number, typed) == 0)
        return &field->choices[i];
    }
  return NULL;
}

/* The answer in the order of the list. (transfer full) */
static char *
join_chosen (const CunyiField *field, const gboolean *chosen)
{
  GString *value = g_string_new (NULL);

  for (guint i = 0; i < field->n_choices; i++)
    if (chosen[i])
      g_string_append_printf (value, "%s%s", value->len > 0 ? " " : "", field->choices[i].choice->name);
  return g_string_free (value, FALSE);
}

/* Each digit by itself. */
static gboolean
take_digits (const CunyiField *field, const char *digits, gboolean *chosen)
{
  for (const char *p = digits; *p; p++)
    {
      const char digit[] = { *p, '\0' };
      const CunyiFieldChoice *choice = find_number (field, digit);

      if (choice == NULL)
        return FALSE;
      chosen[choice - field->choices] = TRUE;
    }
  return TRUE;
}

char *
cunyi_choice_words_parse (const CunyiField *field, const char *typed)
{
  g_autofree char *half = cunyi_text_to_half_width (typed);
  g_autofree char *plain = g_strstrip (g_strdup (half));
  g_auto (GStrv) parts = NULL;
  g_autofree gboolean *chosen = g_new0 (gboolean, field->n_choices + 1);
  const CunyiFieldChoice *whole = find_number (field, plain);

  if (*plain == '\0')
    return g_strdup ("");
  if (whole && field->item->kind != CUNYI_ITEM_RANK)
    return g_strdup (whole->choice->name);
  if (field->item->kind != CUNYI_ITEM_SELECT_MULTIPLE)
    return NULL;
  parts = g_regex_split_simple ("[ ,，、;；　\\t\\n]+", plain, 0, 0);
  for (char **part = parts; *part; part++)
    {
      const CunyiFieldChoice *choice = find_number (field, *part);

      if (choice)
        chosen[choice - field->choices] = TRUE;
      else if (!take_digits (field, *part, chosen))
        return NULL;
    }
  return join_chosen (field, chosen);
}

gboolean
cunyi_choice_words_is_complete (const CunyiField *field, const char *typed)
{
  if (find_number (field, typed) == NULL)
    return FALSE;
  for (guint i = 0; i < field->n_choices; i++)
    {
      g_autofree char *number = cunyi_choice_words_number (field->item, field->choices[i].choice);

      if (g_str_has_prefix (number, typed) && strcmp (number, typed) != 0)
        return FALSE;
    }
  return TRUE;
}

static char *
order_numbers (const CunyiField *field)
{
  g_auto (GStrv) names = g_strsplit (field->value, " ", -1);
  GString *numbers = g_string_new (NULL);

  for (char **name = names; *name; name++)
    {
      const CunyiChoice *choice = cunyi_choices_find (field->item->choices, *name);
      g_autofree char *number = choice ? cunyi_choice_words_number (field->item, choice) : NULL;

      if (number)
        g_string_append_printf (numbers, "%s%s", numbers->len > 0 ? " " : "", number);
    }
  return g_string_free (numbers, FALSE);
}

char *
cunyi_choice_words_place (const CunyiField *field, const CunyiChoice *choice)
{
  g_auto (GStrv) names = g_strsplit (field->value, " ", -1);

  for (guint i = 0; field->item->kind == CUNYI_ITEM_RANK && names[i]; i++)
    if (strcmp (names[i], choice->name) == 0)
      return g_strdup_printf (" (%u)", i + 1);
  return g_strdup ("");
}

char *
cunyi_choice_words_numbers (const CunyiField *field)
{
  GString *numbers = field->item->kind == CUNYI_ITEM_RANK ? NULL : g_string_new (NULL);

  if (numbers == NULL)
    return order_numbers (field);
  for (guint i = 0; i < field->n_choices; i++)
    if (field->choices[i].selected)
      {
        g_autofree char *number = cunyi_choice_words_number (field->item, field->choices[i].choice);

        g_string_append_printf (numbers, "%s%s", numbers->len > 0 ? " " : "", number);
      }
  return g_string_free (numbers, FALSE);
}

/* Where `part` first stands in one of the readings: 0 at the beginning, -1 nowhere. */
static int
find_in (char **readings, const char *part)
{
  int best = -1;

  for (char **reading = readings; *reading; reading++)
    {
      const char *at = strstr (*reading, part);

      if (at && (best < 0 || at - *reading < best))
        best = at - *reading;
    }
  return best;
}

/* 0 when one of the readings begins with what was typed, 1 when it stands further in (2型糖尿病 by tnb), 2 when not. */
static guint
rate_pinyin (const char *label, const char *pinyin)
{
  g_auto (GStrv) initials = cunyi_pinyin_initials (label);
  g_auto (GStrv) readings = cunyi_pinyin_readings (label);
  int first = find_in (initials, pinyin);

  if (first == 0 || find_in (readings, pinyin) == 0)
    return 0;
  return first > 0 ? 1 : 2;
}

/* How well a choice answers to what was typed: 0 best, 4 not at all. */
static guint
rate (const CunyiField *field, const CunyiFieldChoice *choice, const char *key, const char *pinyin)
{
  g_autofree char *number = cunyi_choice_words_number (field->item, choice->choice);
  g_autofree char *label = cunyi_text_key (choice->label);
  g_autofree char *synonyms = cunyi_text_key (cunyi_choice_get (choice->choice, "synonyms"));
  guint by_pinyin = *pinyin ? rate_pinyin (choice->label, pinyin) : 2;

  if (strcmp (number, key) == 0)
    return 0;
  if (g_str_has_prefix (label, key))
    return 1;
  if (by_pinyin == 0)
    return 2;
  return by_pinyin == 1 || strstr (label, key) || strstr (synonyms, key) ? 3 : 4;
}

GPtrArray *
cunyi_choice_words_find (const CunyiField *field, const char *typed)
{
  g_autofree char *key = cunyi_text_key (typed);
  g_autofree char *pinyin = cunyi_pinyin_fold (typed);
  g_autofree guint *rates = g_new0 (guint, field->n_choices + 1);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; *key && i < field->n_choices; i++)
    rates[i] = rate (field, &field->choices[i], key, pinyin);
  for (guint best = 0; best < 4; best++)
    for (guint i = 0; i < field->n_choices; i++)
      if (rates[i] == best)
        g_ptr_array_add (found, (gpointer) &field->choices[i]);
  return found;
}

/* Behind those that were chosen before, or no longer among them. */
static char *
switch_place (const CunyiField *field, const CunyiChoice *choice)
{
  g_auto (GStrv) before = g_strsplit (field->text, " ", -1);
  g_autoptr (GStrvBuilder) after = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  gboolean was_there = FALSE;

  for (char **name = before; *name; name++)
    if (strcmp (*name, choice->name) == 0)
      was_there = TRUE;
    else if (**name)
      g_strv_builder_add (after, *name);
  if (!was_there)
    g_strv_builder_add (after, choice->name);
  names = g_strv_builder_end (after);
  return g_strjoinv (" ", names);
}

char *
cunyi_choice_words_toggle (const CunyiField *field, const CunyiChoice *choice)
{
  g_autofree gboolean *chosen = g_new0 (gboolean, field->n_choices + 1);

  if (field->item->kind == CUNYI_ITEM_RANK)
    return switch_place (field, choice);
  if (field->item->kind != CUNYI_ITEM_SELECT_MULTIPLE)
    return g_strdup (choice->name);
  for (guint i = 0; i < field->n_choices; i++)
    {
      const CunyiFieldChoice *other = &field->choices[i];

      /* One that stands alone takes the others out, and they take it out. */
      if (other->choice == choice)
        chosen[i] = !other->selected;
      else
        chosen[i] = other->selected && !choice->exclusive && !other->choice->exclusive;
    }
  return join_chosen (field, chosen);
}
