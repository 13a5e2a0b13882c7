/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Households of one to seven people, their groups and diseases. */

#include "config.h"

#include "clinic/demo-private.h"

#include <string.h>

#include "base/id-number.h"
#include "clinic/demo.h"
#include "clinic/resident.h"

/* Relations to the head that a demo household has (codes of GB/T 4761). */
#define HEAD "02"
#define WIFE "12"
#define SON "20"
#define DAUGHTER "30"
#define FATHER "51"
#define MOTHER "52"

#define MALE "1"
#define FEMALE "2"

/* A household on the way in. */
typedef struct {
  CunyiDemo *demo;
  CunyiHousehold *household;
  const char *surname; /* of the head, and of the children */
  GPtrArray *ids;      /* of its people */
  guint serial;        /* over the whole village, for numbers */
} Family;

static gboolean
add_place (CunyiDemo *demo, const char *village, const char *name, guint position, char **id, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (demo->clinic);
  g_autoptr (CunyiStatement) insert = cunyi_database_statement (database, "place/insert", error);

  if (insert == NULL || (*id = cunyi_database_new_id (database, error)) == NULL)
    return FALSE;
  cunyi_statement_bind_text (insert, ":id", *id);
  cunyi_statement_bind_text (insert, ":parent", village);
  cunyi_statement_bind_text (insert, ":level", "group");
  cunyi_statement_bind_text (insert, ":name", name);
  cunyi_statement_bind_text (insert, ":code", "");
  cunyi_statement_bind_int (insert, ":position", position);
  return cunyi_statement_run (insert, error);
}

/* The village groups of the list demo_name. */
static GPtrArray *
add_places (CunyiDemo *demo, GError **error)
{
  CunyiCodes *names = cunyi_library_get_codes (cunyi_clinic_get_library (demo->clinic), "demo_name");
  g_autofree char *village = cunyi_clinic_get_place (demo->clinic);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < cunyi_codes_count (names); i++)
    {
      const char *code = cunyi_codes_get_code (names, i);
      char *id = NULL;

      if (strcmp (cunyi_codes_get (names, code, "kind"), "group") != 0)
        continue;
      if (!add_place (demo, village, cunyi_codes_get_label (names, code), places->len + 1, &id, error))
        return NULL;
      g_ptr_array_add (places, id);
    }
  return g_steal_pointer (&places);
}

/* ---- people ---- */

static char *
make_phone (Family *family)
{
  return g_strdup_printf ("1990000%04d", cunyi_demo_between (family->demo, 0, 9999));
}

static char *
make_name (CunyiDemo *demo, const char *surname, const char *sex, int age)
{
  const char *kind = strcmp (sex, MALE) == 0 ? (age >= 50 ? "male_old" : "male") : (age >= 50 ? "female_old" : "female");

  return g_strconcat (surname, cunyi_demo_pick_label (demo, "demo_name", "kind", kind), NULL);
}

/* In a large village two people have the day of birth and the order in common: the next one then. */
static void
give_number (Family *family, CunyiPerson *person)
{
  guint order = (family->serial * 7 + family->ids->len * 2) % 998 + 1;
  gboolean odd = order % 2 == 1, male = strcmp (person->sex, MALE) == 0;

  if (odd != male)
    order++;
  do
    {
      g_free (person->id_number);
      person->id_number = cunyi_id_number_make (CUNYI_DEMO_ADDRESS, person->birth, order);
      order = (order + 2) % 1000;
    }
  while (!g_hash_table_add (family->demo->numbers, g_strdup (person->id_number)));
}

static const char *
choose_insurance (CunyiDemo *demo)
{
  if (cunyi_demo_chance (demo, 0.975))
    return "resident";
  return cunyi_demo_chance (demo, 0.6) ? "employee" : "none";
}

static gboolean
add_person (Family *family, const char *surname, const char *relation, const char *sex, int age, GError **error)
{
  CunyiDemo *demo = family->demo;
  g_autoptr (CunyiPerson) person = cunyi_person_new ();
  gboolean working = age >= 20 && age <= 50;

  g_free (person->household);
  person->household = g_strdup (family->household->id);
  g_free (person->name);
  person->name = make_name (demo, surname, sex, age);
  g_free (person->sex);
  person->sex = g_strdup (sex);
  person->birth = demo->today - age * 365 - age / 4 - cunyi_demo_between (demo, 1, 360);
  g_free (person->relation);
  person->relation = g_strdup (relation);
  if (age >= 16 && cunyi_demo_chance (demo, 0.8))
    {
      g_free (person->phone);
      person->phone = make_phone (family);
    }
  g_free (person->ethnic);
  person->ethnic = g_strdup ("01");
  g_free (person->insurance);
  person->insurance = g_strdup (choose_insurance (demo));
  person->resident = !(working && cunyi_demo_chance (demo, 0.16));
  /* An infant may not have a number yet. */
  if (age > 0 || cunyi_demo_chance (demo, 0.7))
    give_number (family, person);
  if (!cunyi_person_save (cunyi_clinic_get_database (demo->clinic), person, error))
    return FALSE;
  g_ptr_array_add (family->ids, g_strdup (person->id));
  return TRUE;
}

static const char *
other_surname (CunyiDemo *demo)
{
  return cunyi_demo_pick_label (demo, "demo_name", "kind", "surname");
}

static gboolean
add_couple (Family *family, int age, GError **error)
{
  /* Thrown before: MAX, MIN and CLAMP throw again for each use. */
  int wife = age - cunyi_demo_between (family->demo, -2, 4);

  return add_person (family, family->surname, HEAD, MALE, age, error) &&
         add_person (family, other_surname (family->demo), WIFE, FEMALE, MAX (wife, 19), error);
}

static gboolean
add_children (Family *family, int parent_age, GError **error)
{
  int n = cunyi_demo_between (family->demo, 1, 2);

  for (int i = 0; i < n; i++)
    {
      gboolean boy = cunyi_demo_chance (family->demo, 0.52);
      int age = parent_age - 23 - cunyi_demo_between (family->demo, 0, 8);

      if (!add_person (family, family->surname, boy ? SON : DAUGHTER, boy ? MALE : FEMALE, CLAMP (age, 0, 24), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_parents (Family *family, int child_age, GError **error)
{
  int older = cunyi_demo_between (family->demo, 22, 30);
  int age = MIN (child_age + older, 92);
  gboolean both = cunyi_demo_chance (family->demo, 0.6);

  return ((!both && cunyi_demo_chance (family->demo, 0.6)) ||
          add_person (family, family->surname, FATHER, MALE, age, error)) &&
         ((!both && family->ids->len % 2 == 1) ||
          add_person (family, other_surname (family->demo), MOTHER, FEMALE, MAX (age - 2, 45), error));
}

/* One of the kinds of household that a village has. */
static gboolean
add_members (Family *family, GError **error)
{
  int kind = cunyi_demo_between (family->demo, 1, 100);
  int age;

  if (kind <= 12)
    {
      gboolean man = cunyi_demo_chance (family->demo, 0.45);

      return add_person (family, family->surname, HEAD, man ? MALE : FEMALE, cunyi_demo_between (family->demo, 62, 88), error);
    }
  if (kind <= 30)
    return add_couple (family, cunyi_demo_between (family->demo, 60, 82), error);
  age = cunyi_demo_between (family->demo, 28, 52);
  if (kind <= 40)
    return add_couple (family, cunyi_demo_between (family->demo, 25, 58), error);
  return add_couple (family, age, error) && add_children (family, age, error) &&
         (kind <= 70 || add_parents (family, age, error));
}

/* ---- groups and diseases ---- */

static gboolean
add_membership (CunyiDemo *demo, const char *person, const char *household, const char *group, const char *detail,
                GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (demo->clinic);
  g_autoptr (CunyiStatement) insert = cunyi_database_statement (database, "membership/insert", error);
  g_autofree char *id = insert ? cunyi_database_new_id (database, error) : NULL;
  g_autofree char *from = cunyi_day_to_text (cunyi_day_add_months (demo->today, -cunyi_demo_between (demo, 6, 80)));

  if (id == NULL)
    return FALSE;
  cunyi_statement_bind_text (insert, ":id", id);
  cunyi_statement_bind_text (insert, ":person", person);
  cunyi_statement_bind_text (insert, ":household", household);
  cunyi_statement_bind_text (insert, ":group_", group);
  cunyi_statement_bind_text (insert, ":from_", from);
  cunyi_statement_bind_text (insert, ":detail", detail[0] ? detail : "{}");
  cunyi_statement_bind_text (insert, ":source", "演示名册");
  return cunyi_statement_run (insert, error);
}

static gboolean
add_groups (CunyiDemo *demo, const char *level, const char *person, const char *household, int age, GError **error)
{
  CunyiCodes *groups = cunyi_library_get_codes (cunyi_clinic_get_library (demo->clinic), "demo_group");

  for (guint i = 0; i < cunyi_codes_count (groups); i++)
    {
      const char *code = cunyi_codes_get_code (groups, i);

      if (strcmp (cunyi_codes_get (groups, code, "level"), level) != 0 ||
          age < atoi (cunyi_codes_get (groups, code, "from_age")) ||
          !cunyi_demo_chance (demo, g_ascii_strtod (cunyi_codes_get (groups, code, "share"), NULL)))
        continue;
      if (!add_membership (demo, person, household, cunyi_codes_get (groups, code, "group"),
                           cunyi_codes_get (groups, code, "detail"), error))
        return FALSE;
    }
  return TRUE;
}

/* Known since at most so many months. */
static gboolean
add_condition (CunyiDemo *demo, const char *person, const char *disease, int months, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (demo->clinic);
  g_autoptr (CunyiStatement) insert = cunyi_database_statement (database, "condition/insert", error);
  g_autofree char *id = insert ? cunyi_database_new_id (database, error) : NULL;
  g_autofree char *since = cunyi_day_to_text (cunyi_day_add_months (demo->today, -cunyi_demo_between (demo, 1, months)));

  if (id == NULL)
    return FALSE;
  cunyi_statement_bind_text (insert, ":id", id);
  cunyi_statement_bind_text (insert, ":person", person);
  cunyi_statement_bind_text (insert, ":disease", disease);
  cunyi_statement_bind_text (insert, ":since", since);
  cunyi_statement_bind_int (insert, ":proven", cunyi_demo_chance (demo, 0.8));
  cunyi_statement_bind_text (insert, ":source", "演示县人民医院");
  cunyi_statement_bind_text (insert, ":note", "");
  return cunyi_statement_run (insert, error);
}

static gboolean
add_conditions (CunyiDemo *demo, const CunyiPerson *person, GError **error)
{
  CunyiCodes *diseases = cunyi_library_get_codes (cunyi_clinic_get_library (demo->clinic), "demo_disease");
  int age = cunyi_day_age (person->birth, demo->today);

  for (guint i = 0; i < cunyi_codes_count (diseases); i++)
    {
      const char *code = cunyi_codes_get_code (diseases, i);
      double share = g_ascii_strtod (cunyi_codes_get (diseases, code, "share"), NULL);

      if (age < atoi (cunyi_codes_get (diseases, code, "from_age")))
        continue;
      /* The old have more of everything. */
      if (cunyi_demo_chance (demo, age >= 65 ? share * 1.6 : share) &&
          !add_condition (demo, person->id, cunyi_codes_get (diseases, code, "disease"),
                          atoi (cunyi_codes_get (diseases, code, "months")), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_circumstances (Family *family, GError **error)
{
  CunyiDemo *demo = family->demo;
  g_autoptr (GPtrArray) people = cunyi_household_load_members (cunyi_clinic_get_database (demo->clinic),
                                                               family->household->id, error);

  if (people == NULL || !add_groups (demo, "household", NULL, family->household->id, 0, error))
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    {
      const CunyiPerson *person = g_ptr_array_index (people, i);

      if (!add_groups (demo, "person", person->id, NULL, cunyi_day_age (person->birth, demo->today), error) ||
          !add_conditions (demo, person, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_household (CunyiDemo *demo, const char *place, guint serial, GError **error)
{
  g_autoptr (CunyiHousehold) household = cunyi_household_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Family family = { demo, household, other_surname (demo), ids, serial };

  g_free (household->place);
  household->place = g_strdup (place);
  g_free (household->number);
  household->number = g_strdup_printf (CUNYI_DEMO_ADDRESS "%010u", serial);
  g_free (household->address);
  household->address = g_strdup_printf ("%s%d号", cunyi_demo_pick_label (demo, "demo_name", "kind", "street"),
                                        cunyi_demo_between (demo, 1, 180));
  g_free (household->phone);
  household->phone = make_phone (&family);
  return cunyi_household_save (cunyi_clinic_get_database (demo->clinic), household, error) &&
         add_members (&family, error) && add_circumstances (&family, error);
}

gboolean
cunyi_demo_add_people (CunyiDemo *demo, guint households, GError **error)
{
  g_autoptr (GPtrArray) places = add_places (demo, error);

  for (guint i = 0; places && i < households; i++)
    if (!add_household (demo, g_ptr_array_index (places, i % places->len), i + 1, error) ||
        !cunyi_demo_advance (demo, error))
      return FALSE;
  return places != NULL;
}

/* ---- faults ---- */

/* What is done to the n-th person found. */
static void
spoil (CunyiDemo *demo, CunyiPerson *person, guint n)
{
  char *number = person->id_number;

  switch (n % 6)
    {
    case 0: /* died; the contract ends with the day */
      g_free (person->state);
      person->state = g_strdup ("dead");
      person->state_since = demo->today - cunyi_demo_between (demo, 5, 90);
      break;
    case 1: /* moved away; of every second one nobody wrote down when, and the contract goes on */
      g_free (person->state);
      person->state = g_strdup ("moved");
      person->state_since = n % 12 < 6 ? CUNYI_DAY_NONE : demo->today - cunyi_demo_between (demo, 5, 200);
      break;
    case 2: /* a digit of the number was typed wrong */
      if (strlen (number) == 18)
        number[17] = number[17] == '1' ? '2' : '1';
      break;
    case 3: /* a digit of the telephone is missing */
      if (strlen (person->phone) == 11)
        person->phone[10] = '\0';
      break;
    case 4: /* without a number */
      number[0] = '\0';
      break;
    default: /* nobody knows the birth day that the roster has */
      person->birth -= 366;
      break;
    }
}

gboolean
cunyi_demo_plant_faults (CunyiDemo *demo, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (demo->clinic);
  g_autoptr (CunyiStatement) everybody = cunyi_database_statement (database, "person/for-search", error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint step;

  if (everybody == NULL)
    return FALSE;
  while (cunyi_statement_step (everybody, error))
    g_ptr_array_add (ids, g_strdup (cunyi_statement_get_text (everybody, "id")));
  step = MAX (ids->len / 36, 1);
  for (guint i = step / 2, n = 0; i < ids->len; i += step, n++)
    {
      g_autoptr (CunyiPerson) person = cunyi_person_load (database, g_ptr_array_index (ids, i), error);

      if (person == NULL)
        return FALSE;
      spoil (demo, person, n);
      if (!cunyi_person_save (database, person, error))
        return FALSE;
    }
  return TRUE;
}
