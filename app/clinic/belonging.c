/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Compares what is ticked with what lasts, and writes the difference. */

#include "config.h"

#include "clinic/belonging.h"

#include <glib/gi18n.h>

#include "clinic/resident.h"

/* The three kinds of belonging differ in whose they are and in their statements. */
typedef struct {
  const char *lasting; /* statement: id, code and first day of what lasts on :day for :id */
  const char *insert;
  const char *end;
  const char *delete_;
  void (*bind) (CunyiStatement *insert, const char *owner, const char *code);
} Kind;

static void
bind_group (CunyiStatement *insert, const char *column, const char *owner, const char *code)
{
  cunyi_statement_bind_text (insert, column, owner);
  cunyi_statement_bind_text (insert, ":group_", code);
  cunyi_statement_bind_text (insert, ":detail", "{}");
  cunyi_statement_bind_text (insert, ":source", "");
}

static void
bind_group_of_person (CunyiStatement *insert, const char *owner, const char *code)
{
  bind_group (insert, ":person", owner, code);
}

static void
bind_group_of_household (CunyiStatement *insert, const char *owner, const char *code)
{
  bind_group (insert, ":household", owner, code);
}

static void
bind_disease (CunyiStatement *insert, const char *owner, const char *code)
{
  cunyi_statement_bind_text (insert, ":person", owner);
  cunyi_statement_bind_text (insert, ":disease", code);
  cunyi_statement_bind_int (insert, ":proven", 0);
  cunyi_statement_bind_text (insert, ":source", "");
  cunyi_statement_bind_text (insert, ":note", "");
}

static const Kind group_of_person = {
  "belonging/of-person", "membership/insert", "membership/end", "membership/delete", bind_group_of_person,
};
static const Kind group_of_household = {
  "belonging/of-household", "membership/insert", "membership/end", "membership/delete", bind_group_of_household,
};
static const Kind disease_of_person = {
  "belonging/diseases", "condition/insert", "condition/end", "condition/delete", bind_disease,
};

/* What lasts, by code. */
typedef struct {
  char *id;
  CunyiDay from;
} Lasting;

static void
free_lasting (gpointer data)
{
  g_free (((Lasting *) data)->id);
  g_free (data);
}

static GHashTable *
read_lasting (CunyiDatabase *database, const Kind *kind, const char *owner, CunyiDay day, GError **error)
{
  g_autoptr (GHashTable) lasting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_lasting);
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (database, kind->lasting, error);
  g_autofree char *text = cunyi_day_to_text (day);
  g_autoptr (GError) local_error = NULL;

  if (rows == NULL)
    return NULL;
  cunyi_statement_bind_text (rows, ":id", owner);
  cunyi_statement_bind_text (rows, ":day", text);
  while (cunyi_statement_step (rows, &local_error))
    {
      Lasting *one = g_new0 (Lasting, 1);

      one->id = g_strdup (cunyi_statement_get_text (rows, "id"));
      one->from = cunyi_day_parse (cunyi_statement_get_text (rows, "from_"));
      g_hash_table_replace (lasting, g_strdup (cunyi_statement_get_text (rows, "code")), one);
    }
  if (local_error == NULL)
    return g_steal_pointer (&lasting);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
begin_one (CunyiDatabase *database, const Kind *kind, const char *owner, const char *code, CunyiDay day, GError **error)
{
  g_autoptr (CunyiStatement) insert = cunyi_database_statement (database, kind->insert, error);
  g_autofree char *id = insert ? cunyi_database_new_id (database, error) : NULL;
  g_autofree char *from = cunyi_day_to_text (day);

  if (id == NULL)
    return FALSE;
  kind->bind (insert, owner, code);
  cunyi_statement_bind_text (insert, ":id", id);
  cunyi_statement_bind_text (insert, kind == &disease_of_person ? ":since" : ":from_", from);
  return cunyi_statement_run (insert, error);
}

/* The last day is the one before, so that it does not hold today any more; what began only today never was. */
static gboolean
end_one (CunyiDatabase *database, const Kind *kind, const Lasting *one, CunyiDay day, GError **error)
{
  gboolean never = one->from != CUNYI_DAY_NONE && one->from >= day;
  g_autoptr (CunyiStatement) end = cunyi_database_statement (database, never ? kind->delete_ : kind->end, error);
  g_autofree char *until = cunyi_day_to_text (day - 1);

  if (end == NULL)
    return FALSE;
  cunyi_statement_bind_text (end, ":id", one->id);
  if (!never)
    cunyi_statement_bind_text (end, ":until", until);
  return cunyi_statement_run (end, error);
}

static gboolean
write_difference (CunyiDatabase *database, const Kind *kind, const char *owner, const char *const *codes, CunyiDay since,
                  CunyiDay day, GError **error)
{
  g_autoptr (GHashTable) lasting = read_lasting (database, kind, owner, day, error);
  GHashTableIter iter;
  gpointer code, one;

  if (lasting == NULL)
    return FALSE;
  for (guint i = 0; codes[i]; i++)
    if (!g_hash_table_contains (lasting, codes[i]) && !begin_one (database, kind, owner, codes[i], since, error))
      return FALSE;
  g_hash_table_iter_init (&iter, lasting);
  while (g_hash_table_iter_next (&iter, &code, &one))
    if (!g_strv_contains (codes, code) && !end_one (database, kind, one, day, error))
      return FALSE;
  return TRUE;
}

static gboolean
keep (CunyiDatabase *database, const Kind *kind, const char *owner, const char *const *codes, CunyiDay since, CunyiDay day,
      const char *what, GError **error)
{
  if (!cunyi_database_begin (database, what, error))
    return FALSE;
  if (!write_difference (database, kind, owner, codes, since, day, error))
    {
      cunyi_database_rollback (database);
      return FALSE;
    }
  return cunyi_database_commit (database, error);
}

gboolean
cunyi_person_keep_groups (CunyiDatabase *database, const char *person, const char *const *codes, CunyiDay day,
                          GError **error)
{
  return keep (database, &group_of_person, person, codes, day, day, _("Change groups"), error);
}

gboolean
cunyi_household_keep_groups (CunyiDatabase *database, const char *household, const char *const *codes, CunyiDay day,
                             GError **error)
{
  return keep (database, &group_of_household, household, codes, day, day, _("Change groups"), error);
}

gboolean
cunyi_person_keep_diseases (CunyiDatabase *database, const char *person, const char *const *codes, CunyiDay since,
                            CunyiDay day, GError **error)
{
  return keep (database, &disease_of_person, person, codes, since == CUNYI_DAY_NONE ? day : since, day, _("Change diseases"),
               error);
}

gboolean
cunyi_belonging_add_group (CunyiDatabase *database, const char *owner, gboolean household, const char *code, CunyiDay day,
                           gboolean *added, GError **error)
{
  const Kind *kind = household ? &group_of_household : &group_of_person;
  g_autoptr (GHashTable) lasting = read_lasting (database, kind, owner, day, error);

  *added = lasting && !g_hash_table_contains (lasting, code);
  return lasting && (!*added || begin_one (database, kind, owner, code, day, error));
}
