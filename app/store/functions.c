/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* SQL functions: two of the calendar for everybody, and those by which the triggers of the journal learn whose change
 * they write down. A file opened without them (by another program) cannot be written. */

#include "config.h"

#include "base/day.h"
#include "store/private.h"

#include <string.h>

static CunyiDay
day_of (sqlite3_value *value)
{
  const char *text = (const char *) sqlite3_value_text (value);

  return text ? cunyi_day_parse (text) : CUNYI_DAY_NONE;
}

/* age_on (birth, day) */
static void
age_on (sqlite3_context *context, int n, sqlite3_value **values)
{
  int age = cunyi_day_age (day_of (values[0]), day_of (values[1]));

  if (age >= 0)
    sqlite3_result_int (context, age);
}

/* months_after (day, months) */
static void
months_after (sqlite3_context *context, int n, sqlite3_value **values)
{
  CunyiDay day = day_of (values[0]);
  int months = sqlite3_value_int (values[1]);

  if (day == CUNYI_DAY_NONE || sqlite3_value_type (values[1]) == SQLITE_NULL || ABS (months) > 12 * 200)
    return;
  day = cunyi_day_add_months (day, months);
  if (day != CUNYI_DAY_NONE)
    {
      char *text = cunyi_day_to_text (day);

      sqlite3_result_text (context, text, -1, g_free);
    }
}

static void
journal_device (sqlite3_context *context, int n, sqlite3_value **values)
{
  CunyiDatabase *self = sqlite3_user_data (context);

  sqlite3_result_text (context, self->device, CUNYI_DEVICE_LENGTH, SQLITE_STATIC);
}

static void
journal_change (sqlite3_context *context, int n, sqlite3_value **values)
{
  CunyiDatabase *self = sqlite3_user_data (context);

  sqlite3_result_int64 (context, self->change);
}

/* Outside of cunyi_database_begin() nothing can be written. SQLite ends a transaction by itself when the disk is full; what
 * would be written then, is refused too. */
static gboolean
may_write (CunyiDatabase *self, sqlite3_context *context)
{
  if (self->depths->len > 0 && !sqlite3_get_autocommit (self->handle))
    return TRUE;
  sqlite3_result_error (context, "written outside of a transaction", -1);
  return FALSE;
}

/* The next line number. */
static void
journal_sequence (sqlite3_context *context, int n, sqlite3_value **values)
{
  CunyiDatabase *self = sqlite3_user_data (context);

  if (may_write (self, context))
    sqlite3_result_int64 (context, ++self->sequence);
}

/* journal_adds (row): whether the row has an id that was given out in this transaction, so that it is new, and gets its
 * line at the end. Ids of another length are not compared as text, and get theirs at once. */
static void
journal_adds (sqlite3_context *context, int n, sqlite3_value **values)
{
  CunyiDatabase *self = sqlite3_user_data (context);
  const char *row = (const char *) sqlite3_value_text (values[0]);
  gboolean adds;

  if (!may_write (self, context))
    return;
  adds = row && strlen (row) == strlen (self->known) && strncmp (row, self->known, CUNYI_DEVICE_LENGTH + 1) == 0
         && strcmp (row, self->known) > 0;
  self->adds |= adds;
  sqlite3_result_int (context, adds);
}

static const struct {
  const char *name;
  int n_arguments;
  int flags;
  void (*function) (sqlite3_context *, int, sqlite3_value **);
} functions[] = {
  { "age_on", 2, SQLITE_DETERMINISTIC, age_on },
  { "months_after", 2, SQLITE_DETERMINISTIC, months_after },
  { "journal_device", 0, 0, journal_device },
  { "journal_change", 0, 0, journal_change },
  { "journal_sequence", 0, 0, journal_sequence },
  { "journal_adds", 1, 0, journal_adds },
};

gboolean
cunyi_functions_add (CunyiDatabase *self, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      int code = sqlite3_create_function_v2 (self->handle, functions[i].name, functions[i].n_arguments,
                                             SQLITE_UTF8 | SQLITE_INNOCUOUS | functions[i].flags, self,
                                             functions[i].function, NULL, NULL, NULL);

      if (code != SQLITE_OK)
        return cunyi_store_fail (self->handle, code, error);
    }
  return TRUE;
}
