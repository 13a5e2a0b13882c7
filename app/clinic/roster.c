/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The roster as its callers see it: the file, its columns, the preview and the decisions. */

#include "config.h"

#include "clinic/roster-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "sheet/workbook.h"

G_DEFINE_QUARK (cunyi-roster-error-quark, cunyi_roster_error)

enum { LEAVE = 1, TAKE = 2 };

/* ---- life ---- */

static void
free_household (gpointer data)
{
  Household *household = data;

  g_ptr_array_unref (household->people);
  g_clear_pointer (&household->claims, g_ptr_array_unref);
  g_free (household->id);
  g_free (household);
}

static void
free_person (gpointer data)
{
  Person *person = data;

  g_free (person->id);
  g_free (person);
}

static void
clear_finding (gpointer data)
{
  g_free ((char *) ((CunyiRosterFinding *) data)->message);
}

static CunyiRoster *
new_roster (const char *path)
{
  CunyiRoster *roster = g_new0 (CunyiRoster, 1);

  roster->name = g_path_get_basename (path);
  roster->fields = g_ptr_array_new_with_free_func (cunyi_roster_free_field);
  roster->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  roster->field_words = cunyi_roster_new_field_words ();
  roster->word_list = g_ptr_array_new ();
  roster->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cunyi_codes_unref);
  roster->value_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  roster->columns = g_ptr_array_new_with_free_func (cunyi_roster_free_column);
  roster->person_extra = g_ptr_array_new_with_free_func (cunyi_roster_free_extra);
  roster->household_extra = g_ptr_array_new_with_free_func (cunyi_roster_free_extra);
  roster->decisions = g_hash_table_new (NULL, NULL);
  roster->texts = g_string_chunk_new (1 << 16);
  roster->people = g_ptr_array_new_with_free_func (free_person);
  roster->households = g_ptr_array_new_with_free_func (free_household);
  roster->places = g_ptr_array_new_with_free_func (cunyi_roster_free_place);
  roster->findings = g_array_new (FALSE, FALSE, sizeof (CunyiRosterFinding));
  g_array_set_clear_func (roster->findings, clear_finding);
  roster->missing = g_array_new (FALSE, FALSE, sizeof (CunyiRosterMissing));
  return roster;
}

/* The preview goes. */
static void
forget (CunyiRoster *roster)
{
  roster->compared = FALSE;
  g_array_set_size (roster->findings, 0);
  g_array_set_size (roster->missing, 0);
  g_ptr_array_set_size (roster->people, 0);
  g_ptr_array_set_size (roster->households, 0);
  g_ptr_array_set_size (roster->places, 0);
  roster->own = NULL;
  roster->skipped = 0;
  g_clear_pointer (&roster->known, cunyi_roster_free_known);
}

void
cunyi_roster_free (CunyiRoster *roster)
{
  if (roster == NULL)
    return;
  forget (roster);
  g_array_unref (roster->findings);
  g_array_unref (roster->missing);
  g_ptr_array_unref (roster->people);
  g_ptr_array_unref (roster->households);
  g_ptr_array_unref (roster->places);
  g_ptr_array_unref (roster->person_extra);
  g_ptr_array_unref (roster->household_extra);
  g_ptr_array_unref (roster->columns);
  g_hash_table_unref (roster->decisions);
  g_hash_table_unref (roster->value_words);
  g_hash_table_unref (roster->field_words);
  g_ptr_array_unref (roster->word_list);
  g_hash_table_unref (roster->by_code);
  g_ptr_array_unref (roster->fields);
  g_hash_table_unref (roster->codes);
  g_free (roster->field_codes);
  g_string_chunk_free (roster->texts);
  g_clear_pointer (&roster->sheets, g_ptr_array_unref);
  g_free (roster->layout);
  g_free (roster->name);
  g_free (roster);
}

gboolean
cunyi_roster_is_cancelled (GCancellable *cancellable, GError **error)
{
  if (cancellable == NULL || !g_cancellable_is_cancelled (cancellable))
    return FALSE;
  g_set_error_literal (error, CUNYI_ROSTER_ERROR, CUNYI_ROSTER_ERROR_CANCELLED, _("Cancelled. Nothing was changed."));
  return TRUE;
}

CunyiCodes *
cunyi_roster_get_codes (CunyiRoster *roster, const char *name)
{
  return g_hash_table_lookup (roster->codes, name);
}

/* ---- the file ---- */

static gboolean
use_sheet (CunyiRoster *roster, CunyiClinic *clinic, guint sheet, GError **error)
{
  CunyiTable *before = roster->table;

  roster->table = g_ptr_array_index (roster->sheets, sheet);
  if (!cunyi_roster_find_columns (roster))
    {
      roster->table = before;
      g_set_error_literal (error, CUNYI_ROSTER_ERROR, CUNYI_ROSTER_ERROR_NO_TABLE,
                           _("No row in the sheet looks like the names of columns. Choose another sheet or file."));
      return FALSE;
    }
  roster->sheet = sheet;
  forget (roster);
  g_hash_table_remove_all (roster->decisions);
  if (!cunyi_roster_recall (roster, cunyi_clinic_get_database (clinic), error))
    return FALSE;
  cunyi_roster_settle_columns (roster);
  return TRUE;
}

static guint
choose_sheet (CunyiRoster *roster)
{
  guint best = 0, best_rate = 0, row;

  for (guint i = 0; i < roster->sheets->len; i++)
    {
      guint rate = cunyi_roster_rate_sheet (roster, g_ptr_array_index (roster->sheets, i), &row);

      if (rate > best_rate)
        {
          best = i;
          best_rate = rate;
        }
    }
  return best;
}

CunyiRoster *
cunyi_roster_read (CunyiClinic *clinic, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (CunyiRoster) roster = new_roster (path);

  if (!cunyi_roster_load_fields (roster, cunyi_clinic_get_library (clinic), error))
    return NULL;
  roster->sheets = cunyi_workbook_read (path, cancellable, error);
  if (roster->sheets == NULL || !use_sheet (roster, clinic, choose_sheet (roster), error))
    return NULL;
  return g_steal_pointer (&roster);
}

guint
cunyi_roster_n_sheets (CunyiRoster *roster)
{
  return roster->sheets->len;
}

const char *
cunyi_roster_get_sheet_name (CunyiRoster *roster, guint sheet)
{
  const char *name = sheet < roster->sheets->len ? cunyi_table_get_name (g_ptr_array_index (roster->sheets, sheet)) : NULL;

  return name ? name : "";
}

guint
cunyi_roster_get_sheet (CunyiRoster *roster)
{
  return roster->sheet;
}

gboolean
cunyi_roster_set_sheet (CunyiRoster *roster, CunyiClinic *clinic, guint sheet, GError **error)
{
  g_return_val_if_fail (sheet < roster->sheets->len, FALSE);

  return use_sheet (roster, clinic, sheet, error);
}

/* ---- columns ---- */

guint
cunyi_roster_n_columns (CunyiRoster *roster)
{
  return roster->columns->len;
}

const CunyiRosterColumn *
cunyi_roster_get_column (CunyiRoster *roster, guint index)
{
  g_return_val_if_fail (index < roster->columns->len, NULL);

  return &((Column *) g_ptr_array_index (roster->columns, index))->shown;
}

const CunyiRosterValue *
cunyi_roster_get_value (CunyiRoster *roster, guint index, guint value)
{
  Column *column;

  g_return_val_if_fail (index < roster->columns->len, NULL);

  column = g_ptr_array_index (roster->columns, index);
  return value < column->open->len ? &((Word *) g_ptr_array_index (column->open, value))->shown : NULL;
}

gboolean
cunyi_roster_set_field (CunyiRoster *roster, guint index, const char *code)
{
  const Field *field = *code ? cunyi_roster_find_field (roster, code) : NULL;
  Column *column;

  g_return_val_if_fail (index < roster->columns->len, FALSE);

  if (*code && field == NULL)
    return FALSE;
  column = g_ptr_array_index (roster->columns, index);
  if (column->field != field)
    g_hash_table_remove_all (column->meanings);
  column->field = field;
  column->shown.certainty = field ? CUNYI_ROSTER_CHOSEN : CUNYI_ROSTER_UNKNOWN;
  forget (roster);
  cunyi_roster_settle_columns (roster);
  return TRUE;
}

gboolean
cunyi_roster_set_meaning (CunyiRoster *roster, guint index, const char *text, const char *code)
{
  Column *column;
  const Word *word;

  g_return_val_if_fail (index < roster->columns->len, FALSE);

  column = g_ptr_array_index (roster->columns, index);
  word = g_hash_table_lookup (column->words, text);
  if (word == NULL || word->shown.choices == NULL || (*code && !g_strv_contains (word->shown.choices, code)))
    return FALSE;
  if (*code)
    g_hash_table_replace (column->meanings, g_strdup (text), g_strdup (code));
  else
    g_hash_table_remove (column->meanings, text);
  forget (roster);
  cunyi_roster_read_words (roster, column);
  column->shown.n_values = column->open->len;
  return TRUE;
}

const char *const *
cunyi_roster_list_fields (CunyiRoster *roster)
{
  return roster->field_codes;
}

const char *
cunyi_roster_get_field_label (CunyiRoster *roster, const char *code)
{
  const Field *field = cunyi_roster_find_field (roster, code);

  return field ? field->label : "";
}

/* ---- findings ---- */

void
cunyi_roster_add_finding (CunyiRoster *roster, Person *person, int column, CunyiRosterKind kind, CunyiRosterLevel level,
                          const char *format, ...)
{
  CunyiRosterFinding finding = { person ? person->shown.row : 0, column, kind, level, -1, NULL };
  va_list args;

  va_start (args, format);
  finding.message = g_strdup_vprintf (format, args);
  va_end (args);
  g_array_append_val (roster->findings, finding);
  if (person && level == CUNYI_ROSTER_DOUBT)
    person->shown.doubtful = TRUE;
  if (person && level == CUNYI_ROSTER_BLOCK)
    person->shown.action = CUNYI_ROSTER_REFUSED;
}

const char *
cunyi_roster_kind_name (CunyiRosterKind kind)
{
  static const char *const names[] = {
#define CUNYI_ROSTER_KIND(symbol, name) name,
#include "clinic/roster-kinds.h"
#undef CUNYI_ROSTER_KIND
  };

  return kind < G_N_ELEMENTS (names) ? names[kind] : "";
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const CunyiRosterFinding *one = a, *other = b;

  if (one->row != other->row)
    return one->row < other->row ? -1 : 1;
  if (one->level != other->level)
    return (int) other->level - (int) one->level;
  return one->column != other->column ? one->column - other->column : (int) one->kind - (int) other->kind;
}

/* By row, each with the place of its person. */
static void
sort_findings (CunyiRoster *roster)
{
  guint at = 0;

  g_array_sort (roster->findings, compare_findings);
  for (guint i = 0; i < roster->findings->len; i++)
    {
      CunyiRosterFinding *finding = &g_array_index (roster->findings, CunyiRosterFinding, i);

      while (at < roster->people->len && ((Person *) g_ptr_array_index (roster->people, at))->shown.row < finding->row)
        at++;
      finding->index = finding->row > 0 ? (int) at : -1;
    }
}

guint
cunyi_roster_n_findings (CunyiRoster *roster)
{
  return roster->findings->len;
}

const CunyiRosterFinding *
cunyi_roster_get_finding (CunyiRoster *roster, guint index)
{
  return index < roster->findings->len ? &g_array_index (roster->findings, CunyiRosterFinding, index) : NULL;
}

/* ---- the preview ---- */

static void
set_takes (CunyiRoster *roster)
{
  for (guint i = 0; i < roster->people->len; i++)
    {
      Person *person = g_ptr_array_index (roster->people, i);
      int decision = GPOINTER_TO_INT (g_hash_table_lookup (roster->decisions, GUINT_TO_POINTER (person->line + 1)));

      person->shown.take = person->shown.action != CUNYI_ROSTER_REFUSED &&
                           (decision ? decision == TAKE : !person->shown.doubtful);
    }
}

static gboolean
compare (CunyiRoster *roster, CunyiClinic *clinic, CunyiProgress progress, gpointer data, GCancellable *cancellable,
         GError **error)
{
  if (!cunyi_roster_load_places (roster, clinic, error) ||
      !cunyi_roster_read_rows (roster, progress, data, cancellable, error) ||
      !cunyi_roster_load_known (roster, cunyi_clinic_get_database (clinic), cancellable, error))
    return FALSE;
  cunyi_roster_group_households (roster);
  if (cunyi_roster_is_cancelled (cancellable, error))
    return FALSE;
  cunyi_roster_match (roster);
  if (cunyi_roster_is_cancelled (cancellable, error))
    return FALSE;
  cunyi_roster_check (roster);
  sort_findings (roster);
  return TRUE;
}

gboolean
cunyi_roster_compare (CunyiRoster *roster, CunyiClinic *clinic, const CunyiRosterOptions *options, CunyiProgress progress,
                      gpointer data, GCancellable *cancellable, GError **error)
{
  forget (roster);
  roster->options = *options;
  roster->today = cunyi_clock_today ();
  cunyi_roster_prepare_extra (roster);
  if (!compare (roster, clinic, progress, data, cancellable, error))
    {
      forget (roster);
      return FALSE;
    }
  set_takes (roster);
  roster->compared = TRUE;
  if (progress)
    progress (cunyi_table_n_rows (roster->table), cunyi_table_n_rows (roster->table), data);
  return TRUE;
}

static gboolean
is_taken (const Household *household)
{
  for (guint i = 0; i < household->people->len; i++)
    if (((Person *) g_ptr_array_index (household->people, i))->shown.take)
      return TRUE;
  return FALSE;
}

static void
count_person (const Person *person, CunyiRosterCounts *counts)
{
  switch (person->shown.action)
    {
    case CUNYI_ROSTER_ADD:
      counts->added++;
      break;
    case CUNYI_ROSTER_SAME:
      counts->same++;
      break;
    case CUNYI_ROSTER_CHANGE:
      counts->changed++;
      break;
    case CUNYI_ROSTER_MOVE:
      counts->moved++;
      break;
    case CUNYI_ROSTER_REFUSED:
      counts->refused++;
      return;
    }
  counts->doubtful += person->shown.doubtful;
  counts->taken += person->shown.take;
}

void
cunyi_roster_count (CunyiRoster *roster, CunyiRosterCounts *counts)
{
  memset (counts, 0, sizeof *counts);
  if (!roster->compared)
    return;
  counts->rows = roster->people->len;
  counts->households = roster->households->len;
  counts->missing = roster->missing->len;
  counts->skipped = roster->skipped;
  for (guint i = 0; i < roster->people->len; i++)
    count_person (g_ptr_array_index (roster->people, i), counts);
  for (guint i = 0; i < roster->households->len; i++)
    {
      const Household *household = g_ptr_array_index (roster->households, i);

      if (!is_taken (household))
        continue;
      counts->new_households += household->known == NULL;
      counts->changed_households += household->changed;
    }
  for (guint i = 0; i < roster->places->len; i++)
    counts->new_places += ((Place *) g_ptr_array_index (roster->places, i))->is_new;
}

const CunyiRosterRow *
cunyi_roster_get_row (CunyiRoster *roster, guint index)
{
  return index < roster->people->len ? &((Person *) g_ptr_array_index (roster->people, index))->shown : NULL;
}

const CunyiRosterMissing *
cunyi_roster_get_missing (CunyiRoster *roster, guint index)
{
  return index < roster->missing->len ? &g_array_index (roster->missing, CunyiRosterMissing, index) : NULL;
}

gboolean
cunyi_roster_set_take (CunyiRoster *roster, guint index, gboolean take)
{
  Person *person = index < roster->people->len ? g_ptr_array_index (roster->people, index) : NULL;

  if (person == NULL || person->shown.action == CUNYI_ROSTER_REFUSED)
    return FALSE;
  person->shown.take = take;
  g_hash_table_insert (roster->decisions, GUINT_TO_POINTER (person->line + 1), GINT_TO_POINTER (take ? TAKE : LEAVE));
  return TRUE;
}

void
cunyi_roster_take_doubtful (CunyiRoster *roster, gboolean take)
{
  for (guint i = 0; i < roster->people->len; i++)
    if (((Person *) g_ptr_array_index (roster->people, i))->shown.doubtful)
      cunyi_roster_set_take (roster, i, take);
}
