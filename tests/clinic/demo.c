/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The demo village: the same from the same seed, nobody's numbers, something in every state, and faults to be found. */

#include "config.h"

#include "clinic/demo.h"
#include "clinic/due.h"
#include "clinic/resident.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/id-number.h"

#define HOUSEHOLDS 160

/* A village in a folder of its own. */
typedef struct {
  char *folder, *path;
  CunyiClinic *clinic;
} Village;

static char *
new_path (char **folder)
{
  g_autoptr (GError) error = NULL;

  *folder = g_dir_make_tmp ("cunyi-demo-XXXXXX", &error);
  g_assert_no_error (error);
  return g_build_filename (*folder, "demo.cunyi", NULL);
}

static Village *
village_new (guint seed, guint households)
{
  Village *at = g_new0 (Village, 1);
  g_autoptr (GError) error = NULL;

  cunyi_clock_hold ("2022-08-01");
  at->path = new_path (&at->folder);
  cunyi_demo_make (at->path, seed, households, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  at->clinic = cunyi_clinic_open (at->path, CUNYI_DEMO_USER, CUNYI_DEMO_PASSWORD, &error);
  g_assert_no_error (error);
  /* Whoever looks around takes back what they did, not the village. */
  g_assert_cmpint (cunyi_database_last_change (cunyi_clinic_get_database (at->clinic), NULL), ==, 0);
  return at;
}

static guint
clear_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_remove (file);
      n++;
    }
  g_rmdir (folder);
  return n;
}

static void
village_free (Village *at)
{
  g_clear_object (&at->clinic);
  clear_folder (at->folder);
  g_free (at->folder);
  g_free (at->path);
  g_free (at);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Village, village_free)

/* What most tests look at; made once. */
static Village *village;

static GPtrArray *
list_people (Village *at)
{
  CunyiDatabase *database = cunyi_clinic_get_database (at->clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (database, "person/for-search", &error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_person_free);

  g_assert_no_error (error);
  while (cunyi_statement_step (rows, &error))
    g_ptr_array_add (ids, g_strdup (cunyi_statement_get_text (rows, "id")));
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (people, cunyi_person_load (database, g_ptr_array_index (ids, i), &error));
  g_assert_no_error (error);
  return people;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* What the village is, whatever its ids are: who lives there, and what was done, by kind and day. (transfer full) */
static char *
fingerprint (Village *at)
{
  CunyiBook *book = cunyi_clinic_get_book (at->clinic);
  g_auto (GStrv) workflows = cunyi_book_list_workflows (book, NULL);
  g_autoptr (GPtrArray) people = list_people (at);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < people->len; i++)
    {
      const CunyiPerson *person = g_ptr_array_index (people, i);

      g_ptr_array_add (lines, g_strdup_printf ("%s %s %s %d", person->name, person->id_number, person->state, person->birth));
      for (guint j = 0; workflows[j]; j++)
        {
          g_autoptr (GPtrArray) cases = cunyi_case_list_of_subject (book, person->id, workflows[j], NULL);

          for (guint k = 0; k < cases->len; k++)
            {
              const CunyiCase *c = g_ptr_array_index (cases, k);

              g_ptr_array_add (lines, g_strdup_printf ("%s %s %s %s %s", person->id_number, c->workflow, c->topic, c->state,
                                                       c->opened));
            }
        }
    }
  g_ptr_array_sort (lines, compare_texts);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (all, "%s\n", (char *) g_ptr_array_index (lines, i));
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, -1);
}

static void
the_same_seed_gives_the_same_village (void)
{
  g_autoptr (Village) one = village_new (7, 12);
  g_autoptr (Village) two = village_new (7, 12);
  g_autoptr (Village) other = village_new (8, 12);
  g_autofree char *first = fingerprint (one), *second = fingerprint (two), *third = fingerprint (other);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, third);
}

static void
numbers_are_valid_and_nobodys (void)
{
  g_autoptr (GPtrArray) people = list_people (village);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint valid = 0, wrong = 0, empty = 0;

  g_assert_cmpuint (people->len, >, HOUSEHOLDS * 2);
  g_assert_cmpuint (people->len, <, HOUSEHOLDS * 5);
  for (guint i = 0; i < people->len; i++)
    {
      const CunyiPerson *person = g_ptr_array_index (people, i);
      CunyiIdNumber id;

      if (person->id_number[0] == '\0')
        {
          empty++;
          continue;
        }
      g_assert_true (g_str_has_prefix (person->id_number, CUNYI_DEMO_ADDRESS));
      g_assert_true (g_hash_table_add (seen, person->id_number));
      if (cunyi_id_number_parse (person->id_number, &id) != CUNYI_ID_NUMBER_OK)
        {
          wrong++;
          g_test_message ("%s %s %s: %d", person->name, person->id_number, person->state, id.result);
          continue;
        }
      valid++;
      g_assert_cmpstr (id.sex, ==, person->sex);
    }
  /* Planted: every sixth of 36 places has a wrong digit, another one nothing; some infants have none yet. Nobody is born in
   * the days to come, which would be wrong too. */
  g_assert_cmpuint (wrong, >=, 1);
  g_assert_cmpuint (wrong, <=, 8);
  g_assert_cmpuint (empty, >=, 1);
  g_assert_cmpuint (valid * 100, >, people->len * 92);
}

/* A village of this size is too small for every state; the usual one of 900 households has them all. */
static void
cases_are_in_many_states (void)
{
  static const struct {
    const char *workflow;
    guint states;
  } cases[] = { { "chronic_application", 5 }, { "chronic_disease", 4 }, { "major_disease", 3 }, { "risk_clue", 1 },
                { "problem", 5 }, { "household_agreement", 4 }, { "policy_notice", 2 },
                { "contract", 4 } };
  CunyiBook *book = cunyi_clinic_get_book (village->clinic);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) counts = cunyi_case_count_states (book, cases[i].workflow, "2022-08-01", &error);
      guint states = 0;

      g_assert_no_error (error);
      for (guint j = 0; j < counts->len; j++)
        states += ((CunyiStateCount *) g_ptr_array_index (counts, j))->n > 0;
      g_test_message ("%s: %u states", cases[i].workflow, states);
      g_assert_cmpuint (states, >=, cases[i].states);
    }
}

static void
planted_faults_are_found (void)
{
  static const char *const checks[] = { "roster_number", "roster_phone", "contract_left", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = cunyi_finding_list (village->clinic, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; checks[i]; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < findings->len; j++)
        found = found || g_str_equal (((CunyiFinding *) g_ptr_array_index (findings, j))->check, checks[i]);
      if (!found)
        g_error ("Nothing was found by %s.", checks[i]);
    }
}

static void
there_is_work_to_do (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) due = cunyi_due_list (village->clinic, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (due->len, >, 10);
}

static void
it_is_marked_for_ever (void)
{

  g_assert_true (cunyi_clinic_is_demo (village->clinic));
  g_assert_true (cunyi_database_is_demo (cunyi_clinic_get_database (village->clinic)));
}

static void
cancel_after_a_while (gint64 done, gint64 total, gpointer data)
{
  if (done > total / 2)
    g_cancellable_cancel (data);
}

static void
nothing_is_left_when_it_is_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = new_path (&folder);

  g_assert_false (cunyi_demo_make (path, 1, 30, cancel_after_a_while, cancellable, cancellable, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CANCELLED);
  g_assert_cmpuint (clear_folder (folder), ==, 0);
}

static void
a_store_that_is_there_is_left_alone (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = new_path (&folder);
  g_autofree char *content = NULL;

  g_file_set_contents (path, "mine", -1, &error);
  g_assert_no_error (error);
  g_assert_false (cunyi_demo_make (path, 1, 5, NULL, NULL, NULL, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "mine");
  g_assert_cmpuint (clear_folder (folder), ==, 1);
}

static void
what_a_broken_off_run_left_is_no_hindrance (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = new_path (&folder);
  g_autofree char *draft = g_strconcat (path, ".new", NULL);
  g_autofree char *wal = g_strconcat (draft, "-wal", NULL);
  g_autofree char *keys = g_strconcat (draft, ".keys", NULL);
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (draft, "half", -1, NULL);
  g_file_set_contents (wal, "half", -1, NULL);
  g_file_set_contents (keys, "half", -1, NULL);
  cunyi_demo_make (path, 1, 5, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  clinic = cunyi_clinic_open (path, CUNYI_DEMO_USER, CUNYI_DEMO_PASSWORD, &error);
  g_assert_no_error (error);
  g_clear_object (&clinic);
  g_assert_false (g_file_test (draft, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (keys, G_FILE_TEST_EXISTS));
  clear_folder (folder);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  village = village_new (1, HOUSEHOLDS);
  g_test_add_func ("/clinic/demo/the-same-seed-gives-the-same-village", the_same_seed_gives_the_same_village);
  g_test_add_func ("/clinic/demo/numbers-are-valid-and-nobodys", numbers_are_valid_and_nobodys);
  g_test_add_func ("/clinic/demo/planted-faults-are-found", planted_faults_are_found);
  g_test_add_func ("/clinic/demo/there-is-work-to-do", there_is_work_to_do);
  g_test_add_func ("/clinic/demo/it-is-marked-for-ever", it_is_marked_for_ever);
  g_test_add_func ("/clinic/demo/nothing-is-left-when-it-is-cancelled", nothing_is_left_when_it_is_cancelled);
  g_test_add_func ("/clinic/demo/a-store-that-is-there-is-left-alone", a_store_that_is_there_is_left_alone);
  g_test_add_func ("/clinic/demo/what-a-broken-off-run-left-is-no-hindrance", what_a_broken_off_run_left_is_no_hindrance);
  g_test_add_func ("/clinic/demo/cases-are-in-many-states", cases_are_in_many_states);
  result = g_test_run ();
  village_free (village);
  return result;
}
