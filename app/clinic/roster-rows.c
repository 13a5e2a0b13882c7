/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rows to people: what stands in each cell, what follows from the ID number, and what does not fit together. */

#include "config.h"

#include "clinic/roster-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/text.h"

#define MAX_NAME 50      /* letters */
#define MAX_SHORT 200    /* letters of what has a column of its own */
#define MAX_NUMBER 40    /* bytes of a number of some other paper */
#define MAX_KEPT 3000    /* bytes of any other cell before it is told that it is cut */

/* The columns of a person's own, looked up once. */
typedef struct {
  Column *name, *id_type, *id_number, *sex, *birth, *relation, *phone, *ethnic, *education, *resident, *note, *number;
  Column *insurance[4];
  guint n_insurance;
} Sight;

static void
look (CunyiRoster *roster, Sight *sight)
{
  *sight = (Sight) {
    .name = cunyi_roster_find_target (roster, TO_NAME, NULL),
    .id_type = cunyi_roster_find_target (roster, TO_ID_TYPE, NULL),
    .id_number = cunyi_roster_find_target (roster, TO_ID_NUMBER, NULL),
    .sex = cunyi_roster_find_target (roster, TO_SEX, NULL),
    .birth = cunyi_roster_find_target (roster, TO_BIRTH, NULL),
    .relation = cunyi_roster_find_target (roster, TO_RELATION, NULL),
    .phone = cunyi_roster_find_target (roster, TO_PHONE, NULL),
    .ethnic = cunyi_roster_find_target (roster, TO_ETHNIC, NULL),
    .education = cunyi_roster_find_target (roster, TO_EDUCATION, NULL),
    .resident = cunyi_roster_find_target (roster, TO_RESIDENT, NULL),
    .note = cunyi_roster_find_target (roster, TO_NOTE, NULL),
    .number = cunyi_roster_find_target (roster, TO_NUMBER, NULL),
  };
  /* A list of households names nobody but their heads. */
  if (sight->name == NULL && (sight->name = cunyi_roster_find_target (roster, TO_HEAD_NAME, NULL)) && sight->id_number == NULL)
    sight->id_number = cunyi_roster_find_target (roster, TO_HEAD_NUMBER, NULL);
  for (guint i = 0; i < roster->columns->len && sight->n_insurance < G_N_ELEMENTS (sight->insurance); i++)
    {
      Column *column = g_ptr_array_index (roster->columns, i);

      if (column->used && column->field->target == TO_INSURANCE)
        sight->insurance[sight->n_insurance++] = column;
    }
}

/* ---- names ---- */

char *
cunyi_roster_name_key (const char *name)
{
  g_autofree char *key = cunyi_text_key (name);
  GString *letters = g_string_new (NULL);

  /* 阿不都·买买提 is also written with a full stop, or with nothing between. */
  for (const char *p = key; *p; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) != 0x00b7 && *p != '.')
      g_string_append_unichar (letters, g_utf8_get_char (p));
  return g_string_free (letters, FALSE);
}

/* The name itself when it is of Chinese characters only, as nearly all are. */
static const char *
key_of_name (CunyiRoster *roster, const char *name)
{
  g_autofree char *key = NULL;
  const guchar *p = (const guchar *) name;

  while ((*p >= 0xe4 && *p <= 0xe9) || (*p >= 0x80 && *p < 0xc0))
    p++;
  if (*p == '\0')
    return name;
  key = cunyi_roster_name_key (name);
  return g_string_chunk_insert_const (roster->texts, key);
}

/* At most `max` letters of a cell; more is told. "" when there is no such column. */
static const char *
get_short (CunyiRoster *roster, Person *person, const Column *column, guint max)
{
  const char *text = column ? cunyi_roster_get_text (roster, column, person->line) : "";
  g_autofree char *part = NULL;

  if (strlen (text) <= max || g_utf8_strlen (text, -1) <= (glong) max)
    return text;
  part = g_utf8_substring (text, 0, max);
  cunyi_roster_add_finding (roster, person, column->shown.column, CUNYI_ROSTER_TEXT_TOO_LONG,
                            column->field->target == TO_NAME ? CUNYI_ROSTER_DOUBT : CUNYI_ROSTER_WARNING,
                            _("The text in “%s” is too long to be right; its first %u letters are kept. Shorten it in the table."),
                            column->header, max);
  return g_string_chunk_insert_const (roster->texts, part);
}

static const char *
get_code (CunyiRoster *roster, Person *person, const Column *column)
{
  const Cell *cell = column && column->cells ? cunyi_roster_get_cell (roster, column, person->line) : NULL;

  return cell && cell->n > 0 ? cell->words[0]->code : "";
}

/* ---- the number ---- */

static void
take_right_number (CunyiRoster *roster, Person *person, const CunyiIdNumber *id, const char *text, const Column *column)
{
  /* A cell that holds nothing but the number lends it. */
  person->id_number = strcmp (text, id->number) == 0 ? text : g_string_chunk_insert (roster->texts, id->number);
  person->id_type = "id";
  if (id->converted)
    cunyi_roster_add_finding (roster, person, column->shown.column, CUNYI_ROSTER_NUMBER_CONVERTED, CUNYI_ROSTER_NOTE,
                              _("The old ID number of 15 digits was made into %s."), id->number);
  if (id->doubtful)
    cunyi_roster_add_finding (roster, person, column->shown.column, CUNYI_ROSTER_NUMBER_DOUBTFUL, CUNYI_ROSTER_WARNING,
                              _("The ID number of %s ends in 000, as damaged ones do. Compare it with the card."), person->name);
  if (*id->category == '\0')
    return;
  person->card = cunyi_roster_half_width (roster, text);
  person->card_kind = g_string_chunk_insert_const (roster->texts, id->category);
  person->card_grade = g_string_chunk_insert_const (roster->texts, id->grade);
  cunyi_roster_add_finding (roster, person, column->shown.column, CUNYI_ROSTER_NUMBER_CARD, CUNYI_ROSTER_NOTE,
                            _("The number of %s's disability certificate stands here; the ID number in it was taken."),
                            person->name);
}

/* A number of some other paper, or one with a slip in it: kept as it is, and told. */
static void
take_wrong_number (CunyiRoster *roster, Person *person, CunyiIdNumberResult result, const char *text,
                   const Column *column, const char *type)
{
  const char *number = cunyi_roster_half_width (roster, text);
  gboolean fits = strlen (number) <= MAX_NUMBER;
  gboolean is_other = *type && strcmp (type, "id") != 0 && strcmp (type, "disability") != 0;
  gboolean is_length = result == CUNYI_ID_NUMBER_LENGTH || (result == CUNYI_ID_NUMBER_CHARACTERS && strlen (number) != 18);

  person->id_number = fits ? number : "";
  person->id_type = is_other ? type : is_length ? "other" : "id";
  if (is_other && fits)
    return;
  cunyi_roster_add_finding (roster, person, column->shown.column,
                            is_length ? CUNYI_ROSTER_NUMBER_OTHER : CUNYI_ROSTER_NUMBER_WRONG, CUNYI_ROSTER_WARNING,
                            "%s: %s", person->name, cunyi_id_number_explain (result));
}

static void
read_number (CunyiRoster *roster, const Sight *sight, Person *person, CunyiIdNumber *id)
{
  const Column *column = sight->id_number;
  const char *text = column ? cunyi_roster_get_text (roster, column, person->line) : "";
  const char *type = get_code (roster, person, sight->id_type);
  CunyiIdNumberResult result = cunyi_id_number_parse (text, id);

  person->id_number = "";
  person->id_type = *type ? type : "id";
  if (column == NULL)
    return;
  if (*text && cunyi_table_get_kind (roster->table, person->line, column->shown.column) == CUNYI_CELL_LOST_DIGITS)
    result = CUNYI_ID_NUMBER_CUT_OFF;
  if (result == CUNYI_ID_NUMBER_OK)
    take_right_number (roster, person, id, text, column);
  else if (result == CUNYI_ID_NUMBER_CUT_OFF)
    cunyi_roster_add_finding (roster, person, column->shown.column, CUNYI_ROSTER_NUMBER_CUT_OFF, CUNYI_ROSTER_DOUBT,
                              "%s: %s", person->name, cunyi_id_number_explain (result));
  else if (*text)
    take_wrong_number (roster, person, result, text, column, type);
  else
    cunyi_roster_add_finding (roster, person, column->shown.column, CUNYI_ROSTER_NUMBER_MISSING, CUNYI_ROSTER_WARNING,
                              _("%s has no ID number here. Fill it in from the card."), person->name);
  if (result != CUNYI_ID_NUMBER_OK)
    {
      id->birth = CUNYI_DAY_NONE;
      id->sex[0] = '\0';
    }
}

/* ---- what the number tells ---- */

static void
read_sex (CunyiRoster *roster, const Sight *sight, Person *person, const CunyiIdNumber *id)
{
  const char *derived = *id->sex == '1' ? "1" : *id->sex == '2' ? "2" : "";

  person->sex = get_code (roster, person, sight->sex);
  if (*person->sex == '\0')
    person->sex = derived;
  else if (*derived && strcmp (person->sex, derived) != 0)
    cunyi_roster_add_finding (roster, person, sight->sex->shown.column, CUNYI_ROSTER_SEX_DIFFERS, CUNYI_ROSTER_WARNING,
                              _("The sex of %s in the table is not that of the ID number. Look which of them is right."),
                              person->name);
}

static void
tell_unreadable_birth (CunyiRoster *roster, Person *person, const Column *column, const char *text, CunyiDay derived)
{
  cunyi_roster_add_finding (roster, person, column->shown.column, CUNYI_ROSTER_DATE_UNREADABLE,
                            derived == CUNYI_DAY_NONE ? CUNYI_ROSTER_WARNING : CUNYI_ROSTER_NOTE,
                            derived == CUNYI_DAY_NONE
                              ? _("The birth date “%.40s” of %s is no whole date. Write it as 1960-07-26.")
                              : _("The birth date “%.40s” of %s cannot be read; the ID number gives it."),
                            text, person->name);
}

static void
read_birth (CunyiRoster *roster, const Sight *sight, Person *person, const CunyiIdNumber *id)
{
  const Column *column = sight->birth;
  const char *text = column ? cunyi_roster_get_text (roster, column, person->line) : "";
  CunyiDay day, month;
  int year, number, id_year, id_number;

  person->birth = id->birth;
  if (*text == '\0')
    return;
  day = cunyi_roster_get_day (roster, column, person->line, FALSE);
  month = day == CUNYI_DAY_NONE ? cunyi_day_parse_month (strlen (text) > 64 ? "" : text) : CUNYI_DAY_NONE;
  if (month != CUNYI_DAY_NONE && id->birth != CUNYI_DAY_NONE)
    {
      /* 1960年7月 says no more than the number; it may say something else. */
      cunyi_day_split (month, &year, &number, NULL);
      cunyi_day_split (id->birth, &id_year, &id_number, NULL);
      day = year == id_year && number == id_number ? id->birth : month;
    }
  if (day == CUNYI_DAY_NONE || day > roster->today)
    {
      tell_unreadable_birth (roster, person, column, text, id->birth);
      return;
    }
  if (id->birth != CUNYI_DAY_NONE && day != id->birth)
    cunyi_roster_add_finding (roster, person, column->shown.column, CUNYI_ROSTER_BIRTH_DIFFERS, CUNYI_ROSTER_WARNING,
                              _("The birth date of %s in the table is not that of the ID number. Look which of them is right."),
                              person->name);
  if (month == CUNYI_DAY_NONE)
    person->birth = day;
}

/* ---- the rest of a person ---- */

/* One column for each kind of insurance: the first yes counts, no everywhere is none. */
static void
read_insurance (CunyiRoster *roster, const Sight *sight, Person *person)
{
  const char *insurance = "";
  gboolean says_no = FALSE;

  for (guint i = 0; i < sight->n_insurance; i++)
    {
      const char *code = get_code (roster, person, sight->insurance[i]);

      if (strcmp (code, "no") == 0 || strcmp (code, "none") == 0)
        says_no = TRUE;
      else if (*code && *insurance && strcmp (code, insurance) != 0)
        person->insurance_clash = TRUE;
      else if (*code)
        insurance = code;
    }
  person->insurance = *insurance == '\0' && says_no ? "none" : insurance;
}

static void
read_relation (CunyiRoster *roster, const Sight *sight, Person *person)
{
  const Column *column = sight->relation;

  person->relation = get_code (roster, person, column);
  /* 本人 in a table of households is the head: GB/T 4761 counts both as 0. */
  if (strcmp (person->relation, "01") == 0)
    person->relation = "02";
  person->is_head = strcmp (person->relation, "02") == 0;
  if (column && *person->relation == '\0' && *cunyi_roster_get_text (roster, column, person->line) == '\0')
    cunyi_roster_add_finding (roster, person, column->shown.column, CUNYI_ROSTER_RELATION_MISSING, CUNYI_ROSTER_WARNING,
                              _("The relation of %s to the head of the household is missing. Fill it in."), person->name);
}

static void
read_person (CunyiRoster *roster, const Sight *sight, Person *person)
{
  const char *resident = get_code (roster, person, sight->resident);
  CunyiIdNumber id;

  person->name = get_short (roster, person, sight->name, MAX_NAME);
  person->key = key_of_name (roster, person->name);
  person->shown.name = person->name;
  person->card = person->card_kind = person->card_grade = "";
  person->shown.household_number = "";
  read_number (roster, sight, person, &id);
  read_sex (roster, sight, person, &id);
  read_birth (roster, sight, person, &id);
  read_relation (roster, sight, person);
  person->phone = cunyi_roster_half_width (roster, get_short (roster, person, sight->phone, MAX_SHORT));
  person->ethnic = get_code (roster, person, sight->ethnic);
  person->education = get_short (roster, person, sight->education, MAX_SHORT);
  person->note = get_short (roster, person, sight->note, MAX_KEPT / 3);
  person->resident = *resident ? *resident == '1' : -1;
  read_insurance (roster, sight, person);
}

/* ---- which rows are people ---- */

static gboolean
is_total (CunyiRoster *roster, guint line)
{
  static const char *const words[] = { "合计", "总计", "小计", "共计", "本页合计", "本页小计", "累计" };
  guint seen = 0;

  for (guint column = 0; column < cunyi_table_row_length (roster->table, line) && seen < 2; column++)
    {
      const char *text = cunyi_table_get (roster->table, line, column);
      g_autofree char *key = NULL;

      if (*text == '\0' || strlen (text) > 60)
        {
          seen += *text != '\0';
          continue;
        }
      seen++;
      /* All of them begin with one of these bytes: 合 总 小 共 本 累. */
      key = (guchar) *text >= 0xe4 || *text == ' ' || (guchar) *text == 0xe3 ? cunyi_text_key (text) : NULL;
      for (guint i = 0; key && i < G_N_ELEMENTS (words); i++)
        if (g_str_has_prefix (key, words[i]) && strlen (key) <= strlen (words[i]) + 9)
          return TRUE;
    }
  return FALSE;
}

static guint
count_filled (CunyiRoster *roster, guint line)
{
  guint filled = 0;

  for (guint column = 0; column < cunyi_table_row_length (roster->table, line); column++)
    filled += !cunyi_text_is_blank (cunyi_table_get (roster->table, line, column));
  return filled;
}

/* Titles that a print repeats, the numbers of columns below the header, notes below the table. */
static gboolean
is_no_person (CunyiRoster *roster, const Sight *sight, guint line)
{
  const char *name = cunyi_roster_get_text (roster, sight->name, line);
  const char *number = sight->id_number ? cunyi_roster_get_text (roster, sight->id_number, line) : "";
  guint filled;

  if (*name == '\0' && *number == '\0' && (filled = count_filled (roster, line)) <= 2)
    {
      roster->skipped += filled > 0;
      return TRUE;
    }
  if (is_total (roster, line) || strcmp (name, cunyi_table_get (roster->table, roster->header_row, sight->name->shown.column)) == 0 ||
      (strlen (name) <= 3 && strlen (number) <= 3 && *name && strspn (name, "0123456789") == strlen (name)))
    {
      roster->skipped++;
      return TRUE;
    }
  return FALSE;
}

static void
tell_long_cells (CunyiRoster *roster, Person *person)
{
  for (guint i = 0; i < roster->columns->len; i++)
    {
      const Column *column = g_ptr_array_index (roster->columns, i);

      if (column->used && column->cells == NULL && column->field->target != TO_PERSON_EXTRA &&
          column->field->target != TO_HOUSEHOLD_EXTRA)
        continue;
      if (strlen (cunyi_table_get (roster->table, person->line, column->shown.column)) > MAX_KEPT)
        cunyi_roster_add_finding (roster, person, column->shown.column, CUNYI_ROSTER_TEXT_TOO_LONG, CUNYI_ROSTER_WARNING,
                                  _("The text in “%s” is too long; its beginning is kept. Shorten it in the table."),
                                  column->header);
    }
}

/* The second row with a number is refused, and both are named. */
static void
find_twice (CunyiRoster *roster, GHashTable *numbers, Person *person, const Sight *sight)
{
  const Person *first;

  if (*person->id_number == '\0' || strcmp (person->id_type, "id") != 0)
    return;
  first = g_hash_table_lookup (numbers, person->id_number);
  if (first == NULL)
    g_hash_table_insert (numbers, (gpointer) person->id_number, person);
  else
    cunyi_roster_add_finding (roster, person, sight->id_number->shown.column, CUNYI_ROSTER_NUMBER_TWICE, CUNYI_ROSTER_BLOCK,
                              _("The ID number of %s in row %u is also that of %s in row %u. Mend the wrong one in the table; "
                                "the second row is left out."),
                              person->name, person->shown.row, first->name, first->shown.row);
}

/* Neither a name nor a number: nothing else of the row is worth telling. */
static void
refuse_nobody (CunyiRoster *roster, const Sight *sight, Person *person)
{
  person->name = person->key = person->id_type = person->id_number = person->sex = person->relation = person->phone =
    person->ethnic = person->education = person->insurance = person->note = "";
  person->card = person->card_kind = person->card_grade = "";
  person->shown.name = person->shown.household_number = "";
  person->birth = CUNYI_DAY_NONE;
  person->resident = -1;
  cunyi_roster_add_finding (roster, person, sight->name->shown.column, CUNYI_ROSTER_NAME_MISSING, CUNYI_ROSTER_BLOCK,
                            _("The name is missing. Fill it in; without it the row is left out."));
}

static void
add_person (CunyiRoster *roster, const Sight *sight, GHashTable *numbers, guint line)
{
  Person *person = g_new0 (Person, 1);

  person->line = line;
  person->shown.row = line + 1;
  g_ptr_array_add (roster->people, person);
  if (*cunyi_roster_get_text (roster, sight->name, line) == '\0' &&
      (sight->id_number == NULL || *cunyi_roster_get_text (roster, sight->id_number, line) == '\0'))
    {
      refuse_nobody (roster, sight, person);
      return;
    }
  read_person (roster, sight, person);
  tell_long_cells (roster, person);
  find_twice (roster, numbers, person, sight);
}

gboolean
cunyi_roster_read_rows (CunyiRoster *roster, CunyiProgress progress, gpointer data, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  const guint n = roster->end_row;
  Sight sight;

  look (roster, &sight);
  if (sight.name == NULL)
    {
      g_set_error_literal (error, CUNYI_ROSTER_ERROR, CUNYI_ROSTER_ERROR_NO_NAME,
                           _("No column is known to hold the names of people. Say which one it is."));
      return FALSE;
    }
  for (guint line = roster->first_row; line < n; line++)
    {
      if (line % 512 == 0 && cunyi_roster_is_cancelled (cancellable, error))
        return FALSE;
      if (line % 512 == 0 && progress)
        progress (line / 2, n, data);
      if (!is_no_person (roster, &sight, line))
        add_person (roster, &sight, numbers, line);
    }
  if (roster->people->len > 0)
    return TRUE;
  g_set_error_literal (error, CUNYI_ROSTER_ERROR, CUNYI_ROSTER_ERROR_NO_ROWS,
                       _("There is nobody below the names of the columns. Choose another sheet."));
  return FALSE;
}
