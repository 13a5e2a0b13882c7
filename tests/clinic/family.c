/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One agreement for a household, a contract for each who lives there. */

#include "config.h"

#include "clinic/family.h"
#include "clinic/resident.h"
#include "neighbours.h"
#include "scratch.h"

#include <string.h>

static GPtrArray *
list_parts (CunyiClinic *clinic, const char *agreement)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *parts = cunyi_case_list_children (cunyi_clinic_get_book (clinic), agreement, &error);

  g_assert_no_error (error);
  return parts;
}

static gboolean
has_part (GPtrArray *parts, const char *person)
{
  for (guint i = 0; i < parts->len; i++)
    if (g_str_equal (((CunyiCase *) g_ptr_array_index (parts, i))->subject, person))
      return TRUE;
  return FALSE;
}

static guint
count_cases (CunyiClinic *clinic, const char *subject)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = cunyi_case_list_of_subject (cunyi_clinic_get_book (clinic), subject, NULL, &error);

  g_assert_no_error (error);
  return cases->len;
}

static void
the_part_of_a_workflow_is_declared (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");

  g_assert_cmpstr (cunyi_family_find_part (scratch->clinic, "household_agreement"), ==, "contract");
  g_assert_null (cunyi_family_find_part (scratch->clinic, "contract"));
  g_assert_null (cunyi_family_find_part (scratch->clinic, "chronic_application"));
  g_assert_null (cunyi_family_find_part (scratch->clinic, "no_such_workflow"));
}

static void
who_lives_there_takes_part (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  const char *home = add_household (scratch->clinic, "0001");
  const char *head = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  const char *wife = add_person (scratch->clinic, home, "李四妹", "12", "2", "1952-03-01");
  const char *away = add_person (scratch->clinic, home, "张小军", "20", "1", "1980-03-01");
  const char *dead = add_person (scratch->clinic, home, "张老爷", "51", "1", "1925-03-01");
  const char *moved = add_person (scratch->clinic, home, "张小芳", "30", "2", "1982-03-01");
  const char *stranger = add_person (scratch->clinic, add_household (scratch->clinic, "0002"), "王五", "02", "1", "1950-03-01");
  g_autoptr (CunyiPerson) person = cunyi_person_load (database, away, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *agreement = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  person->resident = FALSE;
  cunyi_person_save (database, person, &error);
  g_assert_no_error (error);
  let_go (scratch->clinic, dead, "dead", "2022-01-01");
  let_go (scratch->clinic, moved, "moved", "2022-01-01");
  agreement = cunyi_family_open (scratch->clinic, "household_agreement", home, CUNYI_DAY_NONE, NULL, NULL, &error);
  g_assert_no_error (error);
  parts = list_parts (scratch->clinic, agreement);
  g_assert_cmpuint (parts->len, ==, 2);
  g_assert_true (has_part (parts, head) && has_part (parts, wife));
  g_assert_cmpuint (count_cases (scratch->clinic, stranger), ==, 0);
}

static void
only_chosen_members_take_part (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *members[] = { NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *agreement = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  members[0] = add_person (scratch->clinic, home, "李四妹", "12", "2", "1952-03-01");
  agreement = cunyi_family_open (scratch->clinic, "household_agreement", home, cunyi_day_parse ("2022-07-15"), members, NULL,
                                 &error);
  g_assert_no_error (error);
  parts = list_parts (scratch->clinic, agreement);
  g_assert_cmpuint (parts->len, ==, 1);
  g_assert_true (has_part (parts, members[0]));
  g_assert_cmpstr (((CunyiCase *) g_ptr_array_index (parts, 0))->opened, ==, "2022-07-15");
}

/* Today is 1 August: hers holds until July of the next year, his ends in September and may be renewed. */
static void
whose_own_lasts_takes_no_part (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001"), *other = add_household (scratch->clinic, "0002");
  const char *mother = add_person (scratch->clinic, other, "王五妹", "02", "2", "1950-03-01");
  const char *head;
  g_autoptr (CunyiPerson) person = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *agreement = NULL, *why = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  sign (scratch->clinic, other, "2022-07-15");
  /* The household has signed: nobody signs for all of it again. */
  g_assert_null (cunyi_family_open (scratch->clinic, "household_agreement", other, CUNYI_DAY_NONE, NULL, NULL, &error));
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_OVERLAP);
  g_assert_nonnull (strstr (error->message, "2023-07-14"));
  g_clear_error (&error);
  head = add_person (scratch->clinic, home, "张三", "02", "1", "1975-03-01");
  sign (scratch->clinic, home, "2021-09-20");
  person = cunyi_person_load (cunyi_clinic_get_database (scratch->clinic), mother, &error);
  g_free (person->household);
  person->household = g_strdup (home);
  cunyi_person_save (cunyi_clinic_get_database (scratch->clinic), person, &error);
  agreement = cunyi_family_open (scratch->clinic, "household_agreement", home, CUNYI_DAY_NONE, NULL, NULL, &error);
  g_assert_no_error (error);
  parts = list_parts (scratch->clinic, agreement);
  g_assert_cmpuint (parts->len, ==, 1);
  g_assert_true (has_part (parts, head));
  why = cunyi_family_find_reason (scratch->clinic, "contract", mother, NULL, CUNYI_DAY_NONE, &error);
  g_assert_nonnull (strstr (why, "2023-07-14"));
  /* Now there is nobody left. */
  g_assert_null (cunyi_family_open (scratch->clinic, "household_agreement", home, CUNYI_DAY_NONE, NULL, NULL, &error));
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_OVERLAP);
}

static void
it_is_opened_whole_or_not_at_all (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *head = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  const char *const members[] = { head, "nobody", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (cunyi_family_open (scratch->clinic, "household_agreement", home, CUNYI_DAY_NONE, members, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpuint (count_cases (scratch->clinic, home), ==, 0);
  g_assert_cmpuint (count_cases (scratch->clinic, head), ==, 0);
  g_assert_null (cunyi_family_open (scratch->clinic, "contract", head, CUNYI_DAY_NONE, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (cunyi_family_open (scratch->clinic, "no_such_workflow", home, CUNYI_DAY_NONE, NULL, NULL, &error));
  g_assert_nonnull (error);
}

static void
signing_puts_every_member_under_contract (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *head = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  const char *agreement;
  g_autoptr (GPtrArray) parts = NULL;

  add_person (scratch->clinic, home, "李四妹", "12", "2", "1952-03-01");
  add_diseases (scratch->clinic, head, "2020-01-01", "hypertension", NULL);
  agreement = sign (scratch->clinic, home, "2022-07-15");
  parts = list_parts (scratch->clinic, agreement);
  g_assert_cmpuint (parts->len, ==, 2);
  for (guint i = 0; i < parts->len; i++)
    {
      const CunyiCase *part = g_ptr_array_index (parts, i);

      g_assert_true (part->holds);
      g_assert_cmpstr (part->begins, ==, "2022-07-15");
      g_assert_cmpstr (part->ends, ==, "2023-07-14");
      /* Packages follow from who it is. */
      if (g_str_equal (part->subject, head))
        g_assert_nonnull (strstr (part->data, "BASE OLD65 HBP"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/family/the-part-of-a-workflow-is-declared", the_part_of_a_workflow_is_declared);
  g_test_add_func ("/clinic/family/who-lives-there-takes-part", who_lives_there_takes_part);
  g_test_add_func ("/clinic/family/only-chosen-members-take-part", only_chosen_members_take_part);
  g_test_add_func ("/clinic/family/whose-own-lasts-takes-no-part", whose_own_lasts_takes_no_part);
  g_test_add_func ("/clinic/family/it-is-opened-whole-or-not-at-all", it_is_opened_whole_or_not_at_all);
  g_test_add_func ("/clinic/family/signing-puts-every-member-under-contract", signing_puts_every_member_under_contract);
  return g_test_run ();
}
