/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Takes answers over into what the clinic knows of a person. */

#include "config.h"

#include "clinic/keeping.h"

#include <string.h>

#include "clinic/resident.h"
#include "form/json.h"

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
keep_all (Keeping *keeping, const char *answers, GError **error)
{
  g_autoptr (CunyiJson) json = cunyi_json_parse (answers);

  for (guint i = 0; json && i < cunyi_form_n_items (keeping->form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (keeping->form, i);

      if (*item->keeps && !keep_item (keeping, item, json, error))
        return FALSE;
    }
  return !keeping->changed
         || cunyi_person_save (cunyi_clinic_get_database (keeping->clinic), keeping->person, error);
}

gboolean
cunyi_keeping_apply (CunyiClinic *clinic, CunyiForm *form, const char *subject, const char *answers, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autoptr (CunyiPerson) person = NULL;
  g_autoptr (GPtrArray) conditions = NULL;
  g_autoptr (GError) local_error = NULL;
  Keeping keeping = { clinic, form };
  gboolean any = FALSE;

  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    any |= *cunyi_form_get_item (form, i)->keeps != '\0';
  if (!any)
    return TRUE;
  person = cunyi_person_load (database, subject, &local_error);
  conditions = person ? cunyi_person_load_conditions (database, subject, &local_error) : NULL;
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  keeping.person = person;
  keeping.conditions = conditions;
  return person == NULL || keep_all (&keeping, answers, error);
}
