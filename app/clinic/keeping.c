/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Takes answers over into what the clinic knows of a person. */

#include "config.h"

#include "clinic/keeping.h"

#include <string.h>

#include "clinic/resident.h"
#include "form/json.h"

#define WHOSE "person.id" /* whose member of a repeat this is */

typedef struct {
  CunyiClinic *clinic;
  CunyiForm *form;
  CunyiPerson *person;
  GPtrArray *conditions; /* of CunyiCondition: what is known */
  gboolean changed;      /* something of the person's own row */
} Keeping;

/* What is kept of an answer: of a choice its column keeps, of a code the code, else the answer. "" for nothing. */
static const char *
get_value (const CunyiItem *item, const CunyiJson *json)
{
  const CunyiJson *answer = json ? cunyi_json_find (json, item->name) : NULL;
  const char *text = answer ? cunyi_json_get_text (answer) : "";
  const CunyiChoice *choice;

  if (!item->choices || *text == '\0' || g_str_has_prefix (item->choices->name, "codes:"))
    return text;
  choice = cunyi_choices_find (item->choices, text);
  return choice ? cunyi_choice_get (choice, "keeps") : "";
}

static void
replace (Keeping *keeping, char **column, const char *value)
{
  if (strcmp (*column, value) == 0)
    return;
  g_free (*column);
  *column = g_strdup (value);
  keeping->changed = TRUE;
}

static gboolean
keep_extra (Keeping *keeping, const char *name, const char *value, GError **error)
{
  g_autoptr (CunyiStatement) set = cunyi_database_statement (cunyi_clinic_get_database (keeping->clinic),
                                                             "person/with-extra", error);

  if (set == NULL)
    return FALSE;
  cunyi_statement_bind_text (set, ":extra", keeping->person->extra);
  cunyi_statement_bind_text (set, ":name", name);
  cunyi_statement_bind_text (set, ":value", value);
  if (!cunyi_statement_step (set, error))
    return FALSE;
  replace (keeping, &keeping->person->extra, cunyi_statement_get_text (set, "extra"));
  return TRUE;
}

static gboolean
keep_of_person (Keeping *keeping, const CunyiItem *item, const char *value, GError **error)
{
  CunyiPerson *person = keeping->person;
  const char *column = item->keeps + strlen ("person.");
  const struct {
    const char *name;
    char **text;
  } columns[] = {
    { "sex", &person->sex },
    { "phone", &person->phone },
    { "ethnic", &person->ethnic },
    { "education", &person->education },
    { "insurance", &person->insurance },
  };

  if (strcmp (column, "extra") == 0)
    return keep_extra (keeping, item->name, value, error);
  if (strcmp (column, "birth") == 0)
    {
      keeping->changed |= person->birth != cunyi_day_parse (value);
      person->birth = cunyi_day_parse (value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (strcmp (column, columns[i].name) == 0)
      replace (keeping, columns[i].text, value);
  return TRUE;
}

/* ---- diseases ---- */

static const CunyiCondition *
find_lasting (Keeping *keeping, const char *disease)
{
  for (guint i = 0; i < keeping->conditions->len; i++)
    {
      const CunyiCondition *known = g_ptr_array_index (keeping->conditions, i);

      if (strcmp (known->disease, disease) == 0 && known->until == CUNYI_DAY_NONE)
        return known;
    }
  return NULL;
}

static gboolean
write_disease (Keeping *keeping, const CunyiCondition *known, const char *disease, CunyiDay since, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (keeping->clinic);
  g_autoptr (CunyiStatement) write = cunyi_database_statement (database, known ? "condition/set-since" : "condition/insert",
                                                               error);
  g_autofree char *id = known ? g_strdup (known->id) : write ? cunyi_database_new_id (database, error) : NULL;
  g_autofree char *day = since != CUNYI_DAY_NONE ? cunyi_day_to_text (since) : NULL;

  if (write == NULL || id == NULL)
    return FALSE;
  cunyi_statement_bind_text (write, ":id", id);
  cunyi_statement_bind_text (write, ":since", day);
  if (known == NULL)
    {
      cunyi_statement_bind_text (write, ":person", keeping->person->id);
      cunyi_statement_bind_text (write, ":disease", disease);
      cunyi_statement_bind_int (write, ":proven", 0);
      cunyi_statement_bind_text (write, ":source", cunyi_form_get_title (keeping->form));
      cunyi_statement_bind_text (write, ":note", "");
    }
  return cunyi_statement_run (write, error);
}

/* A disease that is known already only learns since when, where nobody knew. A list of the county may not have it. */
static gboolean
keep_disease (Keeping *keeping, const char *disease, const char *since, GError **error)
{
  CunyiCodes *codes = cunyi_library_get_codes (cunyi_clinic_get_library (keeping->clinic), "disease");
  const CunyiCondition *known = find_lasting (keeping, disease);
  CunyiDay day = cunyi_day_parse_month (since);

  if (codes == NULL || cunyi_codes_get_label (codes, disease) == NULL)
    return TRUE;
  if (known && (known->since != CUNYI_DAY_NONE || day == CUNYI_DAY_NONE))
    return TRUE;
  return write_disease (keeping, known, disease, day, error);
}

/* The question beside `item` that says since when; NULL when there is none. */
static const CunyiItem *
find_since (Keeping *keeping, const CunyiItem *item)
{
  for (guint i = 0; i < cunyi_form_n_items (keeping->form); i++)
    {
      const CunyiItem *other = cunyi_form_get_item (keeping->form, i);

      if (other->repeat == item->repeat && strcmp (other->keeps, "condition.since") == 0)
        return other;
    }
  return NULL;
}

/* ---- answers ---- */

static gboolean
keep_answer (Keeping *keeping, const CunyiItem *item, const CunyiJson *json, GError **error)
{
  const char *value = get_value (item, json);
  const CunyiItem *since;

  if (*value == '\0')
    return TRUE;
  if (g_str_has_prefix (item->keeps, "person."))
    return keep_of_person (keeping, item, value, error);
  if (strcmp (item->keeps, "condition.disease") != 0)
    return TRUE;
  since = find_since (keeping, item);
  return keep_disease (keeping, value, since ? get_value (since, json) : "", error);
}

static gboolean
save (Keeping *keeping, GError **error)
{
  return !keeping->changed ||
         cunyi_person_save (cunyi_clinic_get_database (keeping->clinic), keeping->person, error);
}

static void
let_go (Keeping *keeping)
{
  g_clear_pointer (&keeping->person, cunyi_person_free);
  g_clear_pointer (&keeping->conditions, g_ptr_array_unref);
  keeping->changed = FALSE;
}

/* FALSE for an error of the store; there is no person when the id is none's, as that of a household. */
static gboolean
take_person (Keeping *keeping, const char *id, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (keeping->clinic);
  g_autoptr (GError) local_error = NULL;

  let_go (keeping);
  keeping->person = cunyi_person_load (database, id, &local_error);
  keeping->conditions = keeping->person ? cunyi_person_load_conditions (database, id, &local_error) : NULL;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* In a repeat of people, the question that says whose a member is; NULL where all members are the subject's. */
static const CunyiItem *
find_whose (CunyiForm *form, const CunyiItem *repeat)
{
  for (guint i = 0; repeat && i < cunyi_form_n_items (form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);

      if (item->repeat == repeat && strcmp (item->keeps, WHOSE) == 0)
        return item;
    }
  return NULL;
}

static gboolean
keep_item (Keeping *keeping, const CunyiItem *item, const CunyiJson *json, GError **error)
{
  const CunyiJson *members = item->repeat ? cunyi_json_find (json, item->repeat->name) : NULL;

  if (!item->repeat)
    return keep_answer (keeping, item, json, error);
  for (guint i = 0; members && i < cunyi_json_count (members); i++)
    if (!keep_answer (keeping, item, cunyi_json_get_nth (members, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
keep_of_subject (Keeping *keeping, const char *subject, const CunyiJson *json, GError **error)
{
  if (!take_person (keeping, subject, error))
    return FALSE;
  for (guint i = 0; keeping->person && i < cunyi_form_n_items (keeping->form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (keeping->form, i);

      if (*item->keeps && find_whose (keeping->form, item->repeat) == NULL && !keep_item (keeping, item, json, error))
        return FALSE;
    }
  return save (keeping, error);
}

static gboolean
keep_of_member (Keeping *keeping, const CunyiItem *whose, const CunyiJson *member, GError **error)
{
  if (!take_person (keeping, get_value (whose, member), error))
    return FALSE;
  for (guint i = 0; keeping->person && i < cunyi_form_n_items (keeping->form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (keeping->form, i);

      if (*item->keeps && item->repeat == whose->repeat && !keep_answer (keeping, item, member, error))
        return FALSE;
    }
  return save (keeping, error);
}

static gboolean
keep_of_members (Keeping *keeping, const CunyiItem *whose, const CunyiJson *json, GError **error)
{
  const CunyiJson *members = cunyi_json_find (json, whose->repeat->name);

  for (guint i = 0; members && i < cunyi_json_count (members); i++)
    if (!keep_of_member (keeping, whose, cunyi_json_get_nth (members, i), error))
      return FALSE;
  return TRUE;
}

gboolean
cunyi_keeping_apply (CunyiClinic *clinic, CunyiForm *form, const char *subject, const char *answers, GError **error)
{
  Keeping keeping = { clinic, form };
  g_autoptr (CunyiJson) json = NULL;
  gboolean any = FALSE, ok;

  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    any |= *cunyi_form_get_item (form, i)->keeps != '\0';
  json = any ? cunyi_json_parse (answers) : NULL;
  if (json == NULL)
    return TRUE;
  ok = keep_of_subject (&keeping, subject, json, error);
  for (guint i = 0; ok && i < cunyi_form_n_items (form); i++)
    if (cunyi_form_get_item (form, i)->repeat && strcmp (cunyi_form_get_item (form, i)->keeps, WHOSE) == 0)
      ok = keep_of_members (&keeping, cunyi_form_get_item (form, i), json, error);
  let_go (&keeping);
  return ok;
}
