/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* People for tests, counted out rather than drawn. */

#include "config.h"

#include "people.h"

#include "base/day.h"
#include "base/id-number.h"
#include "clinic/resident.h"
#include "form/record.h"

static const char *const surnames[] = { "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "单", "解" };
static const char *const names[] = { "建国", "秀英", "志强", "桂兰", "小军", "玉珍", "海涛", "春梅", "文", "丽" };
static const char *const groups[] = { "一组", "二组", "三组" };

typedef struct {
  CunyiDatabase *database;
  char *followup; /* id of the definition of its form */
  char *places[G_N_ELEMENTS (groups)];
  guint n_people; /* so far; makes numbers that differ */
} Filling;

static CunyiStatement *
statement (Filling *filling, const char *name)
{
  g_autoptr (GError) error = NULL;
  CunyiStatement *found = cunyi_database_statement (filling->database, name, &error);

  g_assert_no_error (error);
  return found;
}

static void
run (CunyiStatement *statement_)
{
  g_autoptr (GError) error = NULL;

  cunyi_statement_run (statement_, &error);
  g_assert_no_error (error);
}

static char *
new_id (Filling *filling)
{
  g_autoptr (GError) error = NULL;
  char *id = cunyi_database_new_id (filling->database, &error);

  g_assert_no_error (error);
  return id;
}

static void
add_places (Filling *filling)
{
  g_autofree char *village = cunyi_setting_get (filling->database, "clinic/place");

  g_assert_nonnull (village);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autoptr (CunyiStatement) insert = statement (filling, "place/insert");

      filling->places[i] = new_id (filling);
      cunyi_statement_bind_text (insert, ":id", filling->places[i]);
      cunyi_statement_bind_text (insert, ":parent", village);
      cunyi_statement_bind_text (insert, ":level", "group");
      cunyi_statement_bind_text (insert, ":name", groups[i]);
      cunyi_statement_bind_text (insert, ":code", "");
      cunyi_statement_bind_int (insert, ":position", i);
      run (insert);
    }
}

static char *
add_household (Filling *filling, guint index)
{
  g_autoptr (CunyiHousehold) household = cunyi_household_new ();
  g_autoptr (GError) error = NULL;

  g_free (household->place);
  household->place = g_strdup (filling->places[index % G_N_ELEMENTS (groups)]);
  g_free (household->number);
  household->number = g_strdup_printf ("%04u", index + 1);
  g_free (household->address);
  household->address = g_strdup_printf ("%u号", index + 1);
  cunyi_household_save (filling->database, household, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&household->id);
}

static char *
add_person (Filling *filling, const char *household, const char *name, const char *sex, CunyiDay birth,
            const char *relation)
{
  g_autoptr (CunyiPerson) person = cunyi_person_new ();
  g_autoptr (GError) error = NULL;
  guint order = filling->n_people * 2 % 1000 + (sex[0] == '1');
  g_autofree char *address = g_strdup_printf ("%u", 411322 + filling->n_people / 500);

  g_free (person->household);
  person->household = g_strdup (household);
  g_free (person->name);
  person->name = g_strdup (name);
  g_free (person->sex);
  person->sex = g_strdup (sex);
  person->birth = birth;
  g_free (person->relation);
  person->relation = g_strdup (relation);
  g_free (person->phone);
  person->phone = g_strdup_printf ("138%08u", filling->n_people);
  g_free (person->id_number);
  person->id_number = cunyi_id_number_make (address, birth, order);
  g_free (person->insurance);
  person->insurance = g_strdup (filling->n_people % 10 == 9 ? "none" : "resident");
  filling->n_people++;
  cunyi_person_save (filling->database, person, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&person->id);
}

static void
add_membership (Filling *filling, const char *household, const char *group)
{
  g_autoptr (CunyiStatement) insert = statement (filling, "membership/insert");
  g_autofree char *id = new_id (filling);

  cunyi_statement_bind_text (insert, ":id", id);
  cunyi_statement_bind_text (insert, ":household", household);
  cunyi_statement_bind_text (insert, ":group_", group);
  cunyi_statement_bind_text (insert, ":from_", "2016-01-01");
  cunyi_statement_bind_text (insert, ":detail", "{}");
  cunyi_statement_bind_text (insert, ":source", "");
  run (insert);
}

static void
add_condition (Filling *filling, const char *person, const char *disease)
{
  g_autoptr (CunyiStatement) insert = statement (filling, "condition/insert");
  g_autofree char *id = new_id (filling);

  cunyi_statement_bind_text (insert, ":id", id);
  cunyi_statement_bind_text (insert, ":person", person);
  cunyi_statement_bind_text (insert, ":disease", disease);
  cunyi_statement_bind_text (insert, ":since", "2019-03-01");
  cunyi_statement_bind_int (insert, ":proven", 1);
  cunyi_statement_bind_text (insert, ":source", "");
  cunyi_statement_bind_text (insert, ":note", "");
  run (insert);
}

/* Four visits, a quarter apart, the last one of them on 20 June 2022. */
static void
add_followups (Filling *filling, const char *person, guint index)
{
  static const char *const days[] = { "2021-09-10", "2021-12-12", "2022-03-15", "2022-06-20" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (CunyiRecord) record = g_new0 (CunyiRecord, 1);
      g_autoptr (GError) error = NULL;

      record->form = g_strdup ("hypertension_followup");
      record->subject = g_strdup (person);
      record->day = g_strdup (days[i]);
      record->definition = g_strdup (filling->followup);
      record->answers = g_strdup_printf ("{\"visit_date\":\"%s\",\"visit_mode\":\"2\",\"outcome\":\"1\",\"sbp\":%u,\"dbp\":%u}",
                                         days[i], 158 - 6 * i + index % 7, 96 - 4 * i + index % 5);
      cunyi_record_save (filling->database, record, "Fill", &error);
      g_assert_no_error (error);
    }
}

/* The village looked at itself in July: what is due is due to people. */
static void
add_checks (Filling *filling, CunyiClinic *clinic)
{
  static const char *const forms[] = { "village_check", "clinic_check" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (CunyiRecord) record = g_new0 (CunyiRecord, 1);
      g_autoptr (GError) error = NULL;

      record->form = g_strdup (forms[i]);
      record->subject = cunyi_clinic_get_setting (clinic, "clinic/place", "");
      record->day = g_strdup ("2022-07-01");
      record->definition = cunyi_library_dup_definition (cunyi_clinic_get_library (clinic), "forms", forms[i]);
      record->answers = g_strdup ("{\"check_date\":\"2022-07-01\"}");
      cunyi_record_save (filling->database, record, "Fill", &error);
      g_assert_no_error (error);
    }
}

static void
fill_household (Filling *filling, guint index)
{
  g_autofree char *household = add_household (filling, index);
  const char *surname = surnames[index % G_N_ELEMENTS (surnames)];
  g_autofree char *name = index == 0 ? g_strdup ("张三")
                                     : g_strconcat (surname, names[index % G_N_ELEMENTS (names)], NULL);
  g_autofree char *wife = g_strconcat (surnames[(index + 5) % G_N_ELEMENTS (surnames)],
                                       names[(index * 3 + 1) % G_N_ELEMENTS (names)], NULL);
  CunyiDay birth = cunyi_day_new (1953 + index % 40, 5, 6);
  g_autofree char *head = add_person (filling, household, name, "1", birth, "02");

  g_free (add_person (filling, household, wife, "2", birth + 15 * 365, "10"));
  for (guint i = 0; i <= index % 2; i++)
    {
      g_autofree char *child = g_strconcat (index == 0 ? "张" : surname, names[(index + 3 + i) % G_N_ELEMENTS (names)], NULL);

      g_free (add_person (filling, household, child, i ? "2" : "1", cunyi_day_add_months (birth, 12 * 28 + 14 * i),
                          i ? "30" : "20"));
    }
  if (index % 5 == 0)
    add_membership (filling, household, "lifted");
  if (index % 3 == 0)
    {
      add_condition (filling, head, "hypertension");
      add_followups (filling, head, index);
    }
}

void
fill_with_people (CunyiClinic *clinic, gpointer data)
{
  guint n = data ? GPOINTER_TO_UINT (data) : 100;
  Filling filling = { cunyi_clinic_get_database (clinic) };
  g_autoptr (GError) error = NULL;

  filling.followup = cunyi_library_dup_definition (cunyi_clinic_get_library (clinic), "forms", "hypertension_followup");
  cunyi_database_begin (filling.database, "Fill", &error);
  g_assert_no_error (error);
  add_places (&filling);
  for (guint i = 0; i < n; i++)
    fill_household (&filling, i);
  add_checks (&filling, clinic);
  cunyi_database_commit (filling.database, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    g_free (filling.places[i]);
  g_free (filling.followup);
}
