/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The rows that are taken into the store, in one transaction. */

#include "config.h"

#include "clinic/roster-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic/moving.h"

#define BETWEEN_LOOKS 64 /* households between two looks at the cancellable */

typedef struct {
  CunyiRoster *roster;
  CunyiDatabase *database;
  CunyiStatement *place_insert, *place_update, *household_insert, *household_update, *site_insert, *stay_insert, *person_insert,
    *person_update, *membership_insert, *membership_update, *membership_end, *condition_insert, *condition_update;
  char *today;
} Writer;

static void
clear_writer (Writer *writer)
{
  CunyiStatement *const all[] = { writer->place_insert,      writer->place_update,      writer->household_insert,
                                  writer->household_update,  writer->site_insert,       writer->stay_insert,
                                  writer->person_insert,     writer->person_update,
                                  writer->membership_insert, writer->membership_update, writer->membership_end,
                                  writer->condition_insert,  writer->condition_update };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    cunyi_statement_free (all[i]);
  g_free (writer->today);
}

static gboolean
prepare (Writer *writer, GError **error)
{
  const struct {
    const char *name;
    CunyiStatement **statement;
  } all[] = {
    { "place/insert", &writer->place_insert },
    { "place/update", &writer->place_update },
    { "household/insert", &writer->household_insert },
    { "household/update", &writer->household_update },
    { "site/insert", &writer->site_insert },
    { "stay/insert", &writer->stay_insert },
    { "person/insert", &writer->person_insert },
    { "person/update", &writer->person_update },
    { "membership/insert", &writer->membership_insert },
    { "membership/update", &writer->membership_update },
    { "membership/end", &writer->membership_end },
    { "condition/insert", &writer->condition_insert },
    { "condition/update", &writer->condition_update },
  };

  writer->today = cunyi_day_to_text (writer->roster->today);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if ((*all[i].statement = cunyi_database_statement (writer->database, all[i].name, error)) == NULL)
      return FALSE;
  return TRUE;
}

/* What the sheet says, or what is known where it says nothing. */
static const char *
either (const char *now, const char *then)
{
  return *now ? now : then;
}

static const char *
or_null (const char *text)
{
  return text && *text ? text : NULL;
}

/* ---- places ---- */

/* TRUE when it is not in the store as the roster has it. */
static gboolean
needs_writing (const Place *place)
{
  return place->id == NULL || place->new_code != NULL;
}

static gboolean
write_place (Writer *writer, Place *place, GError **error)
{
  CunyiStatement *statement = place->id ? writer->place_update : writer->place_insert;

  if (place->parent && needs_writing (place->parent) && !write_place (writer, place->parent, error))
    return FALSE;
  if (!needs_writing (place))
    return TRUE;
  if (place->id == NULL && (place->id = cunyi_database_new_id (writer->database, error)) == NULL)
    return FALSE;
  cunyi_statement_bind_text (statement, ":id", place->id);
  cunyi_statement_bind_text (statement, ":parent", place->parent ? place->parent->id : NULL);
  cunyi_statement_bind_text (statement, ":level", place->level);
  cunyi_statement_bind_text (statement, ":name", place->name);
  cunyi_statement_bind_text (statement, ":code", place->new_code ? place->new_code : place->code);
  cunyi_statement_bind_int (statement, ":position", place->position);
  if (!cunyi_statement_run (statement, error))
    return FALSE;
  if (place->new_code)
    {
      g_free (place->code);
      place->code = g_steal_pointer (&place->new_code);
    }
  return TRUE;
}

/* ---- groups and diseases ---- */

static gboolean
add_membership (Writer *writer, const GroupStep *step, const char *household, const char *person, GError **error)
{
  CunyiStatement *statement = writer->membership_insert;
  g_autofree char *id = cunyi_database_new_id (writer->database, error);

  if (id == NULL)
    return FALSE;
  cunyi_statement_bind_text (statement, ":id", id);
  cunyi_statement_bind_text (statement, ":person", person);
  cunyi_statement_bind_text (statement, ":household", household);
  cunyi_statement_bind_text (statement, ":group_", step->group);
  cunyi_statement_bind_text (statement, ":from_", step->from);
  cunyi_statement_bind_text (statement, ":detail", step->detail);
  cunyi_statement_bind_text (statement, ":source", writer->roster->name);
  return cunyi_statement_run (statement, error);
}

static gboolean
change_membership (Writer *writer, const GroupStep *step, const char *id, const char *source, GError **error)
{
  CunyiStatement *statement = step->ends ? writer->membership_end : writer->membership_update;

  cunyi_statement_bind_text (statement, ":id", id);
  if (step->ends)
    cunyi_statement_bind_text (statement, ":until", writer->today);
  else
    {
      cunyi_statement_bind_text (statement, ":group_", step->group);
      cunyi_statement_bind_text (statement, ":from_", step->from);
      cunyi_statement_bind_text (statement, ":until", NULL);
      cunyi_statement_bind_text (statement, ":detail", step->detail);
      cunyi_statement_bind_text (statement, ":source", source);
    }
  return cunyi_statement_run (statement, error);
}

/* With a person the person's own, else the household's. */
static gboolean
write_groups (Writer *writer, Household *household, Person *person, const char *household_id, const char *person_id,
              GError **error)
{
  g_autoptr (GPtrArray) steps = cunyi_roster_plan_groups (writer->roster, household, person);

  for (guint i = 0; steps && i < steps->len; i++)
    {
      const GroupStep *step = g_ptr_array_index (steps, i);

      if (step->known)
        {
          if (!change_membership (writer, step, step->known->id, step->known->source, error))
            return FALSE;
        }
      else if (step->reopen)
        {
          if (!change_membership (writer, step, step->reopen, writer->roster->name, error))
            return FALSE;
        }
      else if (!add_membership (writer, step, household_id, person_id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_disease (Writer *writer, const DiseaseStep *step, const char *person, GError **error)
{
  const KnownCondition *known = step->known;
  CunyiStatement *statement = known ? writer->condition_update : writer->condition_insert;
  g_autofree char *id = known ? g_strdup (known->id) : cunyi_database_new_id (writer->database, error);

  if (id == NULL)
    return FALSE;
  cunyi_statement_bind_text (statement, ":id", id);
  if (known == NULL)
    cunyi_statement_bind_text (statement, ":person", person);
  cunyi_statement_bind_text (statement, ":disease", step->disease);
  cunyi_statement_bind_text (statement, ":since", step->since);
  cunyi_statement_bind_text (statement, ":until", NULL);
  cunyi_statement_bind_int (statement, ":proven", known && known->proven);
  cunyi_statement_bind_text (statement, ":source", known ? known->source : writer->roster->name);
  cunyi_statement_bind_text (statement, ":note", known ? known->note : "");
  return cunyi_statement_run (statement, error);
}

static gboolean
write_diseases (Writer *writer, Person *person, const char *id, GError **error)
{
  g_autoptr (GPtrArray) steps = cunyi_roster_plan_diseases (writer->roster, person);

  for (guint i = 0; steps && i < steps->len; i++)
    if (!write_disease (writer, g_ptr_array_index (steps, i), id, error))
      return FALSE;
  return TRUE;
}

/* ---- households ---- */

static void
bind_household (CunyiStatement *statement, const char *id, const char *place, const char *number, const char *address,
                const char *phone, const char *note, const char *extra, const char *ended)
{
  cunyi_statement_bind_text (statement, ":id", id);
  cunyi_statement_bind_text (statement, ":place", place);
  cunyi_statement_bind_text (statement, ":number", number);
  cunyi_statement_bind_text (statement, ":address", address);
  cunyi_statement_bind_text (statement, ":phone", phone);
  cunyi_statement_bind_text (statement, ":note", note);
  cunyi_statement_bind_text (statement, ":extra", extra);
  cunyi_statement_bind_text (statement, ":ended", or_null (ended));
}

static gboolean
add_household (Writer *writer, Household *household, GError **error)
{
  g_autofree char *extra = NULL;
  gboolean differs;

  household->id = cunyi_database_new_id (writer->database, error);
  if (household->id == NULL)
    return FALSE;
  extra = cunyi_roster_make_household_extra (writer->roster, household, &differs);
  bind_household (writer->household_insert, household->id, household->place->id, household->number, household->address,
                  household->phone, "", extra, NULL);
  return cunyi_statement_run (writer->household_insert, error);
}

static gboolean
change_household (Writer *writer, Household *household, GError **error)
{
  const KnownHousehold *known = household->known;
  const Place *place = cunyi_roster_moves_place (household) ? household->place : known->place;
  g_autofree char *extra = NULL;
  gboolean differs;

  if (!household->changed && *known->ended == '\0')
    return TRUE;
  /* Out of a village, where its group was not known, it does not move. */
  if (place != known->place && strcmp (known->place->level, "group") == 0
      && !cunyi_moving_write_site (writer->database, writer->site_insert, known->id, known->place->id, writer->today, error))
    return FALSE;
  extra = cunyi_roster_make_household_extra (writer->roster, household, &differs);
  bind_household (writer->household_update, known->id, place->id, either (household->number, known->number),
                  either (household->address, known->address), either (household->phone, known->phone), known->note, extra,
                  NULL);
  return cunyi_statement_run (writer->household_update, error);
}

static gboolean
write_household (Writer *writer, Household *household, GError **error)
{
  const char *id;

  for (Place *place = household->place; place; place = place->parent)
    if (needs_writing (place) && !write_place (writer, place, error))
      return FALSE;
  if (!(household->known ? change_household (writer, household, error) : add_household (writer, household, error)))
    return FALSE;
  id = household->known ? household->known->id : household->id;
  return write_groups (writer, household, NULL, id, NULL, error);
}

/* Somebody new of whom the sheet does not say where: alone in a household of the clinic's village. */
static gboolean
add_household_of_one (Writer *writer, char **id, GError **error)
{
  *id = cunyi_database_new_id (writer->database, error);
  if (*id == NULL)
    return FALSE;
  bind_household (writer->household_insert, *id, writer->roster->own->id, "", "", "", "", "{}", NULL);
  return cunyi_statement_run (writer->household_insert, error);
}

/* ---- people ---- */

static void
bind_person (CunyiStatement *statement, const Person *person, const char *household, const char *extra)
{
  static const KnownPerson nobody = { "", "", "", "id", "", "", "", "", "", "", "", "here", "", "", "{}",
                                      CUNYI_DAY_NONE, TRUE };
  const KnownPerson *known = person->known ? person->known : &nobody;
  CunyiDay day = person->birth != CUNYI_DAY_NONE ? person->birth : known->birth;
  gboolean has_number = *person->id_number != '\0';
  const char *name = person->known && (*person->name == '\0' || strcmp (person->key, known->key) == 0) ? known->name
                                                                                                         : person->name;
  g_autofree char *birth = cunyi_day_to_text (day);

  cunyi_statement_bind_text (statement, ":id", person->known ? known->id : person->id);
  cunyi_statement_bind_text (statement, ":household", household);
  cunyi_statement_bind_text (statement, ":name", name);
  cunyi_statement_bind_text (statement, ":id_type", has_number || person->known == NULL ? person->id_type : known->id_type);
  cunyi_statement_bind_text (statement, ":id_number", has_number ? person->id_number : known->id_number);
  cunyi_statement_bind_text (statement, ":sex", either (person->sex, known->sex));
  cunyi_statement_bind_text (statement, ":birth", or_null (birth));
  cunyi_statement_bind_text (statement, ":relation", either (person->relation, known->relation));
  cunyi_statement_bind_text (statement, ":phone", either (person->phone, known->phone));
  cunyi_statement_bind_text (statement, ":ethnic", either (person->ethnic, known->ethnic));
  cunyi_statement_bind_text (statement, ":education", either (person->education, known->education));
  cunyi_statement_bind_text (statement, ":insurance", either (person->insurance, known->insurance));
  cunyi_statement_bind_int (statement, ":resident", person->resident >= 0 ? person->resident : known->resident);
  cunyi_statement_bind_text (statement, ":state", person->state ? person->state : known->state);
  cunyi_statement_bind_text (statement, ":state_since", person->state ? NULL : or_null (known->state_since));
  cunyi_statement_bind_text (statement, ":note", either (person->note, known->note));
  cunyi_statement_bind_text (statement, ":extra", extra);
}

static const char *
household_of (const Person *person)
{
  if (person->household)
    return person->household->known ? person->household->known->id : person->household->id;
  return person->known->household->id;
}

static gboolean
write_person (Writer *writer, Person *person, GError **error)
{
  g_autofree char *extra = NULL;
  g_autofree char *own = NULL;
  gboolean differs;
  const char *id;

  if (person->shown.action == CUNYI_ROSTER_SAME)
    return TRUE;
  if (person->household == NULL && person->known == NULL && !add_household_of_one (writer, &own, error))
    return FALSE;
  if (person->known == NULL && (person->id = cunyi_database_new_id (writer->database, error)) == NULL)
    return FALSE;
  if (person->shown.action == CUNYI_ROSTER_MOVE &&
      !cunyi_moving_write_stay (writer->database, writer->stay_insert, person->known->id, person->known->household->id,
                                person->known->relation, writer->today, error))
    return FALSE;
  id = person->known ? person->known->id : person->id;
  extra = cunyi_roster_make_person_extra (writer->roster, person, &differs);
  bind_person (person->known ? writer->person_update : writer->person_insert, person, own ? own : household_of (person), extra);
  if (person->known)
    cunyi_statement_bind_text (writer->person_update, ":came", writer->today);
  return cunyi_statement_run (person->known ? writer->person_update : writer->person_insert, error) &&
         write_groups (writer, person->household, person, NULL, id, error) && write_diseases (writer, person, id, error);
}

/* ---- all of it ---- */

static gboolean
write_household_with_people (Writer *writer, Household *household, GError **error)
{
  gboolean written = FALSE;

  for (guint i = 0; i < household->people->len; i++)
    {
      Person *person = g_ptr_array_index (household->people, i);

      if (!person->shown.take)
        continue;
      if (!written && !write_household (writer, household, error))
        return FALSE;
      written = TRUE;
      if (!write_person (writer, person, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_all (Writer *writer, CunyiProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  CunyiRoster *roster = writer->roster;

  for (guint i = 0; i < roster->households->len; i++)
    {
      if (i % BETWEEN_LOOKS == 0 && cunyi_roster_is_cancelled (cancellable, error))
        return FALSE;
      if (i % BETWEEN_LOOKS == 0 && progress)
        progress (i, roster->households->len, data);
      if (!write_household_with_people (writer, g_ptr_array_index (roster->households, i), error))
        return FALSE;
    }
  for (guint i = 0; i < roster->people->len; i++)
    {
      Person *person = g_ptr_array_index (roster->people, i);

      if (i % 256 == 0 && cunyi_roster_is_cancelled (cancellable, error))
        return FALSE;
      if (person->household == NULL && person->shown.take && !write_person (writer, person, error))
        return FALSE;
    }
  return cunyi_roster_remember (roster, writer->database, error);
}

static gboolean
check_mark (CunyiRoster *roster, CunyiDatabase *database, GError **error)
{
  gint64 mark;

  if (!cunyi_roster_read_mark (database, &mark, error))
    return FALSE;
  if (roster->known && mark == roster->known->mark)
    return TRUE;
  g_set_error_literal (error, CUNYI_ROSTER_ERROR, CUNYI_ROSTER_ERROR_STALE,
                       _("Something was changed here since the table was compared. Compare it again; nothing was written."));
  return FALSE;
}

/* Ids given out in a transaction that did not come to be must not be taken for rows. */
static void
forget_ids (CunyiRoster *roster)
{
  for (guint i = 0; i < roster->people->len; i++)
    g_clear_pointer (&((Person *) g_ptr_array_index (roster->people, i))->id, g_free);
  for (guint i = 0; i < roster->households->len; i++)
    g_clear_pointer (&((Household *) g_ptr_array_index (roster->households, i))->id, g_free);
}

gboolean
cunyi_roster_apply (CunyiRoster *roster, CunyiClinic *clinic, CunyiProgress progress, gpointer data,
                    GCancellable *cancellable, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  Writer writer = { .roster = roster, .database = database };
  gboolean written;

  g_return_val_if_fail (roster->compared, FALSE);

  if (!cunyi_database_begin (database, _("Bring in roster"), error))
    return FALSE;
  written = check_mark (roster, database, error) && cunyi_database_expect_many (database, error) &&
            prepare (&writer, error) && write_all (&writer, progress, data, cancellable, error);
  clear_writer (&writer);
  if (written && cunyi_database_commit (database, error))
    {
      if (progress)
        progress (roster->households->len, roster->households->len, data);
      /* What was compared is no longer what is in the store. */
      roster->known->mark = -1;
      return TRUE;
    }
  cunyi_database_rollback (database);
  forget_ids (roster);
  roster->known->mark = -1;
  return FALSE;
}
