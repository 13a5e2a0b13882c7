/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* People to households: by household number; where there is none, from one head to the next; else by the head that each
 * row names. What stands on the first row of a household only counts for all of it. */

#include "config.h"

#include "clinic/roster-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/text.h"

#define CODE_DIGITS 6    /* a household number as long as this is a code and no count */

typedef struct {
  CunyiRoster *roster;
  Column *number, *head_name, *head_number, *address, *relation, *phone, *code;
  Column *place[4];         /* county, township, village, group */
  gboolean carried[4];      /* an empty cell means the one above */
  const char *names[4];     /* of the places at the row at hand */
  GHashTable *by_key;       /* key to Household */
  GHashTable *places;       /* names in one text to Place */
  Household *current;
  const char *current_village; /* as its rows write it */
  guint usual_length;       /* of household numbers, 0 when none is usual */
} Grouping;

static const char *const levels[] = { "county", "township", "village", "group" };

/* ---- numbers ---- */

static gboolean
is_digits (const char *text)
{
  return *text && strspn (text, "0123456789") == strlen (text);
}

/* The length that most numbers have: a shorter one has lost its leading zeros. 0 where households are simply counted: 9 before
 * 10 has lost nothing. */
static guint
find_usual_length (CunyiRoster *roster, const Column *column)
{
  guint counts[33] = { 0 };
  gboolean with_zero[33] = { FALSE };
  guint best = 0, all = 0;

  for (guint i = 0; column && i < roster->people->len; i++)
    {
      const Person *person = g_ptr_array_index (roster->people, i);
      const char *text = cunyi_roster_get_text (roster, column, person->line);
      gsize length = strlen (text);

      if (is_digits (text) && length < G_N_ELEMENTS (counts))
        {
          counts[length]++;
          with_zero[length] = with_zero[length] || *text == '0';
          all++;
        }
    }
  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;
  return counts[best] * 2 > all && (with_zero[best] || best >= CODE_DIGITS) ? best : 0;
}

/* The household number of a row as it is kept; "" for none. */
static const char *
read_number (Grouping *grouping, Person *person, gboolean *is_short)
{
  CunyiRoster *roster = grouping->roster;
  const char *text = grouping->number ? cunyi_roster_get_text (roster, grouping->number, person->line) : "";
  g_autofree char *number = NULL;
  gsize length;

  *is_short = FALSE;
  if (*text == '\0')
    return "";
  if (cunyi_table_get_kind (roster->table, person->line, grouping->number->shown.column) == CUNYI_CELL_LOST_DIGITS)
    {
      cunyi_roster_add_finding (roster, person, grouping->number->shown.column, CUNYI_ROSTER_HOUSEHOLD_NUMBER,
                                CUNYI_ROSTER_DOUBT,
                                _("The last digits of the household number were cut off by the spreadsheet. Ask for the table "
                                  "again with this column as text."));
      return "";
    }
  length = strlen (text);
  if (length > 60 || !is_digits (text))
    {
      g_autofree char *half = cunyi_text_to_half_width (text);
      g_autofree char *part = g_utf8_substring (half, 0, MIN (g_utf8_strlen (half, -1), 60));

      text = g_string_chunk_insert_const (roster->texts, part);
      length = strlen (text);
    }
  if (grouping->usual_length == 0 || length >= grouping->usual_length || !is_digits (text))
    return text;
  *is_short = !roster->options.pad_numbers;
  if (*is_short)
    return text;
  number = g_strnfill (grouping->usual_length, '0');
  memcpy (number + grouping->usual_length - length, text, length);
  return g_string_chunk_insert_const (roster->texts, number);
}

/* ---- places ---- */

static gboolean
has_merges (CunyiRoster *roster, const Column *column)
{
  for (guint i = 0; i < cunyi_table_n_merges (roster->table); i++)
    {
      const CunyiMerge *merge = cunyi_table_get_merge (roster->table, i);

      if (merge->top >= roster->first_row && merge->left <= column->shown.column && merge->right >= column->shown.column)
        return TRUE;
    }
  return FALSE;
}

static void
read_places (Grouping *grouping, Person *person)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      const char *text = grouping->place[i] ? cunyi_roster_get_text (grouping->roster, grouping->place[i], person->line) : "";

      if (*text || !grouping->carried[i])
        grouping->names[i] = text;
    }
}

/* The official code of a village that had none. */
static void
read_place_code (Grouping *grouping, Household *household, Person *person)
{
  Place *village = cunyi_roster_place_at (household->place, "village");
  const char *code = grouping->code ? cunyi_roster_get_text (grouping->roster, grouping->code, person->line) : "";

  if (village && village->new_code == NULL && *village->code == '\0' && strlen (code) == 12 && is_digits (code))
    village->new_code = g_strdup (code);
}

/* ---- making households ---- */

static Place *
find_place (Grouping *grouping)
{
  const char *const *names = grouping->names;
  g_autofree char *key = g_strjoin ("\n", names[0], names[1], names[2], names[3], NULL);
  Place *place = g_hash_table_lookup (grouping->places, key);

  if (place == NULL)
    {
      place = cunyi_roster_find_place (grouping->roster, names[0], names[1], names[2], names[3]);
      g_hash_table_insert (grouping->places, g_steal_pointer (&key), place);
    }
  return place;
}

static Household *
add_household (Grouping *grouping, const char *number)
{
  CunyiRoster *roster = grouping->roster;
  Household *household = g_new0 (Household, 1);

  household->number = number;
  household->address = household->phone = household->head_name = household->head_number = "";
  household->place = find_place (grouping);
  household->people = g_ptr_array_new ();
  g_ptr_array_add (roster->households, household);
  return household;
}

static Household *
find_by_number (Grouping *grouping, Person *person, const char *number, gboolean is_short)
{
  CunyiRoster *roster = grouping->roster;
  g_autofree char *key = NULL;
  Household *household = grouping->current;

  if (household && strcmp (household->number, number) == 0 && strcmp (grouping->current_village, grouping->names[2]) == 0)
    return household;
  grouping->current_village = grouping->names[2];
  key = g_strconcat (number, " ", grouping->names[2], NULL);
  household = g_hash_table_lookup (grouping->by_key, key);
  if (household)
    return household;
  household = add_household (grouping, number);
  g_hash_table_insert (grouping->by_key, g_steal_pointer (&key), household);
  if (is_short)
    cunyi_roster_add_finding (roster, person, grouping->number->shown.column, CUNYI_ROSTER_HOUSEHOLD_NUMBER,
                              CUNYI_ROSTER_WARNING,
                              _("The household number %s is shorter than the others: its leading zeros may be lost. If so, let "
                                "the program add them."),
                              number);
  return household;
}

static const char *
get_text (Grouping *grouping, const Column *column, Person *person)
{
  return column ? cunyi_roster_get_text (grouping->roster, column, person->line) : "";
}

/* TRUE when this row begins a household of its own, as far as heads tell. */
static gboolean
begins_household (Grouping *grouping, Person *person, const char *head_name, const char *head_number)
{
  const Household *current = grouping->current;

  if (current == NULL)
    return TRUE;
  if (*head_number && *current->head_number)
    return strcmp (head_number, current->head_number) != 0;
  if (*head_name && *current->head_name)
    return strcmp (head_name, current->head_name) != 0;
  if (*head_name && strcmp (head_name, person->name) != 0)
    return *current->head_name == '\0' && current->people->len > 0 && *current->number == '\0';
  return person->is_head;
}

static Household *
find_by_head (Grouping *grouping, Person *person)
{
  const char *head_name = get_text (grouping, grouping->head_name, person);
  const char *head_number = get_text (grouping, grouping->head_number, person);
  const char *address = get_text (grouping, grouping->address, person);
  g_autofree char *key = NULL;
  Household *household;

  /* An empty number below another one is that of a merged cell, until a new head comes. */
  if (grouping->number && grouping->current && *grouping->current->number && !person->is_head &&
      (*head_name == '\0' || *grouping->current->head_name == '\0' || strcmp (head_name, grouping->current->head_name) == 0))
    return grouping->current;
  if (grouping->relation == NULL && grouping->head_name == NULL && grouping->head_number == NULL)
    return NULL;
  if (!begins_household (grouping, person, head_name, head_number))
    return grouping->current;
  key = *head_number ? g_strconcat ("head ", head_number, " ", address, NULL) : NULL;
  household = key ? g_hash_table_lookup (grouping->by_key, key) : NULL;
  if (household == NULL)
    household = add_household (grouping, "");
  if (key)
    g_hash_table_insert (grouping->by_key, g_steal_pointer (&key), household);
  return household;
}

/* What stands on any of its rows is the household's; a telephone that differs is the person's own. */
static void
join (Grouping *grouping, Household *household, Person *person)
{
  const char *phone = cunyi_roster_half_width (grouping->roster, get_text (grouping, grouping->phone, person));

  person->household = household;
  person->shown.household_number = household->number;
  g_ptr_array_add (household->people, person);
  if (*household->head_name == '\0')
    household->head_name = get_text (grouping, grouping->head_name, person);
  if (*household->head_number == '\0')
    household->head_number = get_text (grouping, grouping->head_number, person);
  read_place_code (grouping, household, person);
  if (*household->address == '\0')
    household->address = get_text (grouping, grouping->address, person);
  if (*household->phone == '\0')
    household->phone = phone;
  else if (*phone && *person->phone == '\0' && strcmp (phone, household->phone) != 0)
    person->phone = phone;
}

/* Who has the head's name is the head when nothing else says so. */
static void
find_heads (Household *household)
{
  g_autofree char *key = NULL;

  for (guint i = 0; i < household->people->len; i++)
    if (((Person *) g_ptr_array_index (household->people, i))->is_head)
      return;
  if (*household->head_name == '\0')
    return;
  key = cunyi_roster_name_key (household->head_name);
  for (guint i = 0; i < household->people->len; i++)
    {
      Person *person = g_ptr_array_index (household->people, i);

      if (*person->relation == '\0' && strcmp (person->key, key) == 0)
        {
          person->relation = "02";
          person->is_head = TRUE;
          return;
        }
    }
}

static void
prepare (Grouping *grouping)
{
  CunyiRoster *roster = grouping->roster;

  grouping->number = cunyi_roster_find_target (roster, TO_NUMBER, NULL);
  grouping->head_name = cunyi_roster_find_target (roster, TO_HEAD_NAME, NULL);
  grouping->head_number = cunyi_roster_find_target (roster, TO_HEAD_NUMBER, NULL);
  grouping->address = cunyi_roster_find_target (roster, TO_ADDRESS, NULL);
  grouping->relation = cunyi_roster_find_target (roster, TO_RELATION, NULL);
  grouping->phone = cunyi_roster_find_target (roster, TO_HOUSEHOLD_PHONE, NULL);
  grouping->code = cunyi_roster_find_target (roster, TO_PLACE_CODE, NULL);
  grouping->usual_length = find_usual_length (roster, grouping->number);
  grouping->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  grouping->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  grouping->current_village = "";
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      grouping->place[i] = cunyi_roster_find_target (roster, TO_PLACE, levels[i]);
      /* A village stands on every row or on the first; an empty group is one that is not known. */
      grouping->carried[i] = grouping->place[i] && (i < 3 || has_merges (roster, grouping->place[i]));
      grouping->names[i] = "";
    }
}

void
cunyi_roster_group_households (CunyiRoster *roster)
{
  Grouping grouping = { .roster = roster };

  prepare (&grouping);
  for (guint i = 0; i < roster->people->len; i++)
    {
      Person *person = g_ptr_array_index (roster->people, i);
      gboolean is_short;
      const char *number = read_number (&grouping, person, &is_short);
      Household *household;

      read_places (&grouping, person);
      household = *number ? find_by_number (&grouping, person, number, is_short) : find_by_head (&grouping, person);
      if (household)
        join (&grouping, household, person);
      grouping.current = household;
    }
  for (guint i = 0; i < roster->households->len; i++)
    find_heads (g_ptr_array_index (roster->households, i));
  g_hash_table_unref (grouping.by_key);
  g_hash_table_unref (grouping.places);
}

const char *
cunyi_roster_get_household_text (CunyiRoster *roster, const Household *household, const Column *column, guint *line)
{
  for (guint i = 0; i < household->people->len; i++)
    {
      const Person *person = g_ptr_array_index (household->people, i);
      const char *text = cunyi_roster_get_text (roster, column, person->line);

      if (*text)
        {
          if (line)
            *line = person->line;
          return text;
        }
    }
  return "";
}
