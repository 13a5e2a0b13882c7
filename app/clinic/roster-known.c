/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the store knows, in memory, with everything by which a row may be recognised. */

#include "config.h"

#include "clinic/roster-private.h"

static void
free_list (gpointer data)
{
  if (data)
    g_ptr_array_unref (data);
}

static void
free_person (gpointer data)
{
  KnownPerson *person = data;

  free_list (person->memberships);
  free_list (person->conditions);
  g_free (person);
}

static void
free_household (gpointer data)
{
  KnownHousehold *household = data;

  g_ptr_array_unref (household->people);
  free_list (household->memberships);
  g_free (household);
}

void
cunyi_roster_free_known (Known *known)
{
  if (known == NULL)
    return;
  g_hash_table_unref (known->by_id);
  g_hash_table_unref (known->by_number);
  g_hash_table_unref (known->by_id_number);
  g_hash_table_unref (known->by_name);
  g_hash_table_unref (known->ended);
  g_ptr_array_unref (known->people);
  g_ptr_array_unref (known->households);
  g_string_chunk_free (known->texts);
  g_free (known);
}

static Known *
new_known (void)
{
  Known *known = g_new0 (Known, 1);

  known->texts = g_string_chunk_new (1 << 16);
  known->people = g_ptr_array_new_with_free_func (free_person);
  known->households = g_ptr_array_new_with_free_func (free_household);
  known->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  known->by_number = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_list);
  known->by_id_number = g_hash_table_new (g_str_hash, g_str_equal);
  known->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_list);
  known->ended = g_hash_table_new (g_str_hash, g_str_equal);
  return known;
}

/* ---- rows ---- */

static void
add_to (GHashTable *lists, const char *key, gpointer value)
{
  GPtrArray *list = g_hash_table_lookup (lists, key);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (lists, (gpointer) key, list);
    }
  g_ptr_array_add (list, value);
}

static char *
take (Known *known, CunyiStatement *row, const char *column)
{
  const char *text = cunyi_statement_get_text (row, column);

  return *text ? g_string_chunk_insert (known->texts, text) : (char *) "";
}

typedef struct {
  CunyiRoster *roster;
  Known *known;
  GHashTable *places; /* id to Place */
  GHashTable *people; /* id to KnownPerson */
} Loading;

static void
load_household (Loading *loading, CunyiStatement *row)
{
  Known *known = loading->known;
  KnownHousehold *household = g_new0 (KnownHousehold, 1);

  household->id = take (known, row, "id");
  household->place = g_hash_table_lookup (loading->places, cunyi_statement_get_text (row, "place"));
  household->number = take (known, row, "number");
  household->address = take (known, row, "address");
  household->phone = take (known, row, "phone");
  household->note = take (known, row, "note");
  household->extra = take (known, row, "extra");
  household->ended = take (known, row, "ended");
  household->people = g_ptr_array_new ();
  g_ptr_array_add (known->households, household);
  g_hash_table_insert (known->by_id, household->id, household);
  if (*household->number)
    add_to (known->by_number, household->number, household);
}

static void
load_person (Loading *loading, CunyiStatement *row)
{
  Known *known = loading->known;
  KnownPerson *person = g_new0 (KnownPerson, 1);
  g_autofree char *key = NULL;

  person->id = take (known, row, "id");
  person->household = g_hash_table_lookup (known->by_id, cunyi_statement_get_text (row, "household"));
  person->name = take (known, row, "name");
  person->id_type = g_string_chunk_insert_const (known->texts, cunyi_statement_get_text (row, "id_type"));
  person->id_number = take (known, row, "id_number");
  person->sex = g_string_chunk_insert_const (known->texts, cunyi_statement_get_text (row, "sex"));
  person->birth = cunyi_day_parse (cunyi_statement_get_text (row, "birth"));
  person->relation = g_string_chunk_insert_const (known->texts, cunyi_statement_get_text (row, "relation"));
  person->phone = take (known, row, "phone");
  person->ethnic = g_string_chunk_insert_const (known->texts, cunyi_statement_get_text (row, "ethnic"));
  person->education = g_string_chunk_insert_const (known->texts, cunyi_statement_get_text (row, "education"));
  person->insurance = g_string_chunk_insert_const (known->texts, cunyi_statement_get_text (row, "insurance"));
  person->resident = cunyi_statement_get_int (row, "resident") != 0;
  person->state = g_string_chunk_insert_const (known->texts, cunyi_statement_get_text (row, "state"));
  person->state_since = take (known, row, "state_since");
  person->note = take (known, row, "note");
  person->extra = take (known, row, "extra");
  key = cunyi_roster_name_key (person->name);
  person->key = g_string_chunk_insert (known->texts, key);
  g_ptr_array_add (known->people, person);
  g_hash_table_insert (loading->people, person->id, person);
  g_ptr_array_add (person->household->people, person);
  add_to (known->by_name, person->key, person);
  if (*person->id_number && g_str_equal (person->id_type, "id"))
    g_hash_table_insert (known->by_id_number, person->id_number, person);
}

static void
load_membership (Loading *loading, CunyiStatement *row)
{
  Known *known = loading->known;
  KnownPerson *person = g_hash_table_lookup (loading->people, cunyi_statement_get_text (row, "person"));
  KnownHousehold *household = g_hash_table_lookup (known->by_id, cunyi_statement_get_text (row, "household"));
  GPtrArray **list = person ? &person->memberships : household ? &household->memberships : NULL;
  KnownMembership *membership;

  if (list == NULL)
    return;
  membership = g_new0 (KnownMembership, 1);
  membership->id = take (known, row, "id");
  membership->group = g_string_chunk_insert_const (known->texts, cunyi_statement_get_text (row, "group_"));
  membership->from = take (known, row, "from_");
  membership->detail = take (known, row, "detail");
  membership->source = take (known, row, "source");
  if (*list == NULL)
    *list = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (*list, membership);
}

static void
load_condition (Loading *loading, CunyiStatement *row)
{
  Known *known = loading->known;
  KnownPerson *person = g_hash_table_lookup (loading->people, cunyi_statement_get_text (row, "person"));
  KnownCondition *condition;

  if (person == NULL)
    return;
  condition = g_new0 (KnownCondition, 1);
  condition->id = take (known, row, "id");
  condition->disease = g_string_chunk_insert_const (known->texts, cunyi_statement_get_text (row, "disease"));
  condition->since = take (known, row, "since");
  condition->source = take (known, row, "source");
  condition->note = take (known, row, "note");
  condition->proven = cunyi_statement_get_int (row, "proven") != 0;
  if (person->conditions == NULL)
    person->conditions = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (person->conditions, condition);
}

static void
load_ended (Loading *loading, CunyiStatement *row)
{
  Known *known = loading->known;
  g_autofree char *key = g_strconcat (cunyi_statement_get_text (row, "owner"), " ",
                                      cunyi_statement_get_text (row, "group_"), NULL);

  g_hash_table_insert (known->ended, g_string_chunk_insert (known->texts, key), take (known, row, "id"));
}

/* ---- all of it ---- */

static gboolean
load (Loading *loading, CunyiStatement *statement, void (*load_row) (Loading *, CunyiStatement *),
      GCancellable *cancellable, GError **error)
{
  g_autoptr (CunyiStatement) rows = statement;
  g_autoptr (GError) failure = NULL;

  if (rows == NULL)
    return FALSE;
  cunyi_statement_set_cancellable (rows, cancellable);
  while (cunyi_statement_step (rows, &failure))
    load_row (loading, rows);
  cunyi_statement_set_cancellable (rows, NULL);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static CunyiStatement *
prepare_ended (CunyiDatabase *database, CunyiDay today, GError **error)
{
  CunyiStatement *rows = cunyi_database_statement (database, "membership/ended-on", error);
  g_autofree char *day = cunyi_day_to_text (today);

  if (rows)
    cunyi_statement_bind_text (rows, ":day", day);
  return rows;
}

gboolean
cunyi_roster_read_mark (CunyiDatabase *database, gint64 *mark, GError **error)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (database, "roster_layout/mark", error);

  if (row == NULL || !cunyi_statement_step (row, error))
    return FALSE;
  *mark = cunyi_statement_get_int (row, "mark");
  return TRUE;
}

gboolean
cunyi_roster_load_known (CunyiRoster *roster, CunyiDatabase *database, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  Loading loading = { roster, new_known (), places, people };

  roster->known = loading.known;
  for (guint i = 0; i < roster->places->len; i++)
    {
      Place *place = g_ptr_array_index (roster->places, i);

      if (place->id)
        g_hash_table_insert (places, place->id, place);
    }
  return cunyi_roster_read_mark (database, &roster->known->mark, error) &&
         load (&loading, cunyi_database_statement (database, "household/for-matching", error), load_household, cancellable, error) &&
         load (&loading, cunyi_database_statement (database, "person/for-matching", error), load_person, cancellable, error) &&
         load (&loading, cunyi_database_statement (database, "membership/for-matching", error), load_membership, cancellable,
               error) &&
         load (&loading, cunyi_database_statement (database, "condition/for-matching", error), load_condition, cancellable,
               error) &&
         load (&loading, prepare_ended (database, roster->today, error), load_ended, cancellable, error);
}
