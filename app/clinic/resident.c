/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* People and households between the store and their values. */

#include "config.h"

#include "clinic/resident.h"

#include <glib/gi18n.h>

#include "base/clock.h"

/* ---- values ---- */

CunyiPerson *
cunyi_person_new (void)
{
  CunyiPerson *person = g_new0 (CunyiPerson, 1);

  person->household = g_strdup ("");
  person->name = g_strdup ("");
  person->id_type = g_strdup ("id");
  person->id_number = g_strdup ("");
  person->sex = g_strdup ("");
  person->birth = CUNYI_DAY_NONE;
  person->relation = g_strdup ("");
  person->phone = g_strdup ("");
  person->ethnic = g_strdup ("");
  person->education = g_strdup ("");
  person->insurance = g_strdup ("");
  person->resident = TRUE;
  person->state = g_strdup ("here");
  person->state_since = person->came = CUNYI_DAY_NONE;
  person->note = g_strdup ("");
  person->extra = g_strdup ("{}");
  return person;
}

void
cunyi_person_free (CunyiPerson *person)
{
  g_free (person->id);
  g_free (person->household);
  g_free (person->name);
  g_free (person->id_type);
  g_free (person->id_number);
  g_free (person->sex);
  g_free (person->relation);
  g_free (person->phone);
  g_free (person->ethnic);
  g_free (person->education);
  g_free (person->insurance);
  g_free (person->state);
  g_free (person->note);
  g_free (person->extra);
  g_free (person);
}

CunyiHousehold *
cunyi_household_new (void)
{
  CunyiHousehold *household = g_new0 (CunyiHousehold, 1);

  household->place = g_strdup ("");
  household->number = g_strdup ("");
  household->address = g_strdup ("");
  household->phone = g_strdup ("");
  household->note = g_strdup ("");
  household->extra = g_strdup ("{}");
  household->ended = CUNYI_DAY_NONE;
  return household;
}

void
cunyi_household_free (CunyiHousehold *household)
{
  g_free (household->id);
  g_free (household->place);
  g_free (household->number);
  g_free (household->address);
  g_free (household->phone);
  g_free (household->note);
  g_free (household->extra);
  g_free (household);
}

static void
free_membership (gpointer data)
{
  CunyiMembership *membership = data;

  g_free (membership->id);
  g_free (membership->group);
  g_free (membership->detail);
  g_free (membership);
}

static void
free_condition (gpointer data)
{
  CunyiCondition *condition = data;

  g_free (condition->id);
  g_free (condition->disease);
  g_free (condition->source);
  g_free (condition);
}

/* ---- reading ---- */

static char *
dup_column (CunyiStatement *row, const char *column)
{
  return g_strdup (cunyi_statement_get_text (row, column));
}

static CunyiDay
day_column (CunyiStatement *row, const char *column)
{
  return cunyi_day_parse (cunyi_statement_get_text (row, column));
}

/* Rows of `statement` (taken over), each made into a value. NULL on error. */
static GPtrArray *
read_list (CunyiStatement *statement, gpointer (*read) (CunyiStatement *row), GDestroyNotify destroy, GError **error)
{
  g_autoptr (CunyiStatement) rows = statement;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (destroy);
  g_autoptr (GError) local_error = NULL;

  while (cunyi_statement_step (rows, &local_error))
    g_ptr_array_add (list, read (rows));
  if (local_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gpointer
read_person (CunyiStatement *row)
{
  CunyiPerson *person = g_new0 (CunyiPerson, 1);

  person->id = dup_column (row, "id");
  person->household = dup_column (row, "household");
  person->name = dup_column (row, "name");
  person->id_type = dup_column (row, "id_type");
  person->id_number = dup_column (row, "id_number");
  person->sex = dup_column (row, "sex");
  person->birth = day_column (row, "birth");
  person->relation = dup_column (row, "relation");
  person->phone = dup_column (row, "phone");
  person->ethnic = dup_column (row, "ethnic");
  person->education = dup_column (row, "education");
  person->insurance = dup_column (row, "insurance");
  person->resident = cunyi_statement_get_int (row, "resident") != 0;
  person->state = dup_column (row, "state");
  person->state_since = day_column (row, "state_since");
  person->came = CUNYI_DAY_NONE;
  person->note = dup_column (row, "note");
  person->extra = dup_column (row, "extra");
  return person;
}

static gpointer
read_household (CunyiStatement *row)
{
  CunyiHousehold *household = g_new0 (CunyiHousehold, 1);

  household->id = dup_column (row, "id");
  household->place = dup_column (row, "place");
  household->number = dup_column (row, "number");
  household->address = dup_column (row, "address");
  household->phone = dup_column (row, "phone");
  household->note = dup_column (row, "note");
  household->extra = dup_column (row, "extra");
  household->ended = day_column (row, "ended");
  return household;
}

static gpointer
read_membership (CunyiStatement *row)
{
  CunyiMembership *membership = g_new0 (CunyiMembership, 1);

  membership->id = dup_column (row, "id");
  membership->group = dup_column (row, "group_");
  membership->from = day_column (row, "from_");
  membership->until = day_column (row, "until");
  membership->detail = dup_column (row, "detail");
  membership->by_household = cunyi_statement_get_int (row, "by_household") != 0;
  return membership;
}

static gpointer
read_condition (CunyiStatement *row)
{
  CunyiCondition *condition = g_new0 (CunyiCondition, 1);

  condition->id = dup_column (row, "id");
  condition->disease = dup_column (row, "disease");
  condition->since = day_column (row, "since");
  condition->until = day_column (row, "until");
  condition->proven = cunyi_statement_get_int (row, "proven") != 0;
  condition->source = dup_column (row, "source");
  return condition;
}

static CunyiStatement *
prepare (CunyiDatabase *database, const char *name, const char *id, GError **error)
{
  CunyiStatement *statement = cunyi_database_statement (database, name, error);

  if (statement)
    cunyi_statement_bind_text (statement, ":id", id);
  return statement;
}

CunyiPerson *
cunyi_person_load (CunyiDatabase *database, const char *id, GError **error)
{
  g_autoptr (CunyiStatement) row = prepare (database, "person/by-id", id, error);

  return row && cunyi_statement_step (row, error) ? read_person (row) : NULL;
}

CunyiHousehold *
cunyi_household_load (CunyiDatabase *database, const char *id, GError **error)
{
  g_autoptr (CunyiStatement) row = prepare (database, "household/by-id", id, error);

  return row && cunyi_statement_step (row, error) ? read_household (row) : NULL;
}

GPtrArray *
cunyi_household_load_members (CunyiDatabase *database, const char *household, GError **error)
{
  CunyiStatement *rows = prepare (database, "resident/of-household", household, error);

  return rows ? read_list (rows, read_person, (GDestroyNotify) cunyi_person_free, error) : NULL;
}

static GPtrArray *
load_memberships (CunyiDatabase *database, const char *statement, const char *id, CunyiDay day, GError **error)
{
  CunyiStatement *rows = prepare (database, statement, id, error);
  g_autofree char *text = day == CUNYI_DAY_NONE ? NULL : cunyi_day_to_text (day);

  if (rows == NULL)
    return NULL;
  cunyi_statement_bind_text (rows, ":day", text);
  return read_list (rows, read_membership, free_membership, error);
}

GPtrArray *
cunyi_person_load_memberships (CunyiDatabase *database, const char *person, CunyiDay day, GError **error)
{
  return load_memberships (database, "resident/groups", person, day, error);
}

GPtrArray *
cunyi_household_load_memberships (CunyiDatabase *database, const char *household, CunyiDay day, GError **error)
{
  return load_memberships (database, "resident/groups-of-household", household, day, error);
}

GPtrArray *
cunyi_person_load_conditions (CunyiDatabase *database, const char *person, GError **error)
{
  CunyiStatement *rows = cunyi_database_statement (database, "condition/of-person", error);

  if (rows == NULL)
    return NULL;
  cunyi_statement_bind_text (rows, ":person", person);
  return read_list (rows, read_condition, free_condition, error);
}

/* ---- writing ---- */

static void
bind_day (CunyiStatement *statement, const char *name, CunyiDay day)
{
  g_autofree char *text = day == CUNYI_DAY_NONE ? NULL : cunyi_day_to_text (day);

  cunyi_statement_bind_text (statement, name, text);
}

static void
bind_person (CunyiStatement *statement, const CunyiPerson *person)
{
  cunyi_statement_bind_text (statement, ":id", person->id);
  cunyi_statement_bind_text (statement, ":household", person->household);
  cunyi_statement_bind_text (statement, ":name", person->name);
  cunyi_statement_bind_text (statement, ":id_type", person->id_type);
  cunyi_statement_bind_text (statement, ":id_number", person->id_number);
  cunyi_statement_bind_text (statement, ":sex", person->sex);
  bind_day (statement, ":birth", person->birth);
  cunyi_statement_bind_text (statement, ":relation", person->relation);
  cunyi_statement_bind_text (statement, ":phone", person->phone);
  cunyi_statement_bind_text (statement, ":ethnic", person->ethnic);
  cunyi_statement_bind_text (statement, ":education", person->education);
  cunyi_statement_bind_text (statement, ":insurance", person->insurance);
  cunyi_statement_bind_int (statement, ":resident", person->resident);
  cunyi_statement_bind_text (statement, ":state", person->state);
  bind_day (statement, ":state_since", person->state_since);
  cunyi_statement_bind_text (statement, ":note", person->note);
  cunyi_statement_bind_text (statement, ":extra", person->extra);
}

static void
bind_household (CunyiStatement *statement, const CunyiHousehold *household)
{
  cunyi_statement_bind_text (statement, ":id", household->id);
  cunyi_statement_bind_text (statement, ":place", household->place);
  cunyi_statement_bind_text (statement, ":number", household->number);
  cunyi_statement_bind_text (statement, ":address", household->address);
  cunyi_statement_bind_text (statement, ":phone", household->phone);
  cunyi_statement_bind_text (statement, ":note", household->note);
  cunyi_statement_bind_text (statement, ":extra", household->extra);
  bind_day (statement, ":ended", household->ended);
}

/* Begins the change of a row: the statement that adds it, with a new id in `id`, or the one that changes it. NULL on
 * error, and then nothing is open. */
static CunyiStatement *
begin_write (CunyiDatabase *database, char **id, const char *insert, const char *update, const char *what, GError **error)
{
  CunyiStatement *statement;
  gboolean is_new = *id == NULL;

  if (!cunyi_database_begin (database, what, error))
    return NULL;
  if (is_new)
    *id = cunyi_database_new_id (database, error);
  statement = *id ? cunyi_database_statement (database, is_new ? insert : update, error) : NULL;
  if (statement == NULL)
    cunyi_database_rollback (database);
  return statement;
}

static gboolean
end_write (CunyiDatabase *database, CunyiStatement *statement, GError **error)
{
  gboolean written = cunyi_statement_run (statement, error);

  cunyi_statement_free (statement);
  if (written)
    return cunyi_database_commit (database, error);
  cunyi_database_rollback (database);
  return FALSE;
}

gboolean
cunyi_person_save (CunyiDatabase *database, CunyiPerson *person, GError **error)
{
  gboolean is_new = person->id == NULL;
  CunyiStatement *statement = begin_write (database, &person->id, "person/insert", "person/update",
                                           is_new ? _("Add person") : _("Change person"), error);

  if (statement)
    bind_person (statement, person);
  if (statement && !is_new)
    bind_day (statement, ":came", person->came == CUNYI_DAY_NONE ? cunyi_clock_today () : person->came);
  if (statement && end_write (database, statement, error))
    return TRUE;
  if (is_new)
    g_clear_pointer (&person->id, g_free);
  return FALSE;
}

gboolean
cunyi_household_save (CunyiDatabase *database, CunyiHousehold *household, GError **error)
{
  gboolean is_new = household->id == NULL;
  CunyiStatement *statement = begin_write (database, &household->id, "household/insert", "household/update",
                                           is_new ? _("Add household") : _("Change household"), error);

  if (statement)
    bind_household (statement, household);
  if (statement && end_write (database, statement, error))
    return TRUE;
  if (is_new)
    g_clear_pointer (&household->id, g_free);
  return FALSE;
}

gboolean
cunyi_person_is_any (CunyiDatabase *database)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (database, "resident/any", NULL);

  return row && cunyi_statement_step (row, NULL);
}
