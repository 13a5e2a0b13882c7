/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The list of due work, brought up to date: after whatever is written it says, line by line, what counting everything says.
 * Today is 2022-08-01, in one small demo village for all tests. */

#include "config.h"

#include "clinic/worklist.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "clinic/demo.h"
#include "neighbours.h"
#include "store/setting.h"

#define HOUSEHOLDS 60

typedef struct {
  char *folder;
  CunyiClinic *clinic;
  CunyiWorklist *list; /* as last brought up to date */
} Village;

static Village *village;

static void
leave_village (void)
{
  g_autofree char *path = g_strdup (cunyi_database_get_path (cunyi_clinic_get_database (village->clinic)));
  g_autofree char *keys = g_strconcat (path, ".keys", NULL);

  cunyi_worklist_unref (village->list);
  g_object_unref (village->clinic);
  g_unlink (path);
  g_unlink (keys);
  g_assert_cmpint (g_rmdir (village->folder), ==, 0);
  g_free (village->folder);
  g_free (village);
}

/* On a connection of its own, as the window does it: what was declared before is not remembered there. NULL for the first time. */
static CunyiWorklist *
count_from (CunyiWorklist *last)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) own = cunyi_clinic_open_again (village->clinic, TRUE, &error);
  CunyiWorklist *list;

  g_assert_no_error (error);
  list = last ? cunyi_worklist_renew (own, last, 0, NULL, &error) : cunyi_worklist_count (own, 0, NULL, &error);
  g_assert_no_error (error);
  return list;
}

static void
settle_village (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  cunyi_clock_hold ("2022-08-01");
  village = g_new0 (Village, 1);
  village->folder = g_dir_make_tmp ("cunyi-worklist-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (village->folder, "demo.cunyi", NULL);
  cunyi_demo_make (path, 1, HOUSEHOLDS, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  village->clinic = cunyi_clinic_open (path, CUNYI_DEMO_USER, CUNYI_DEMO_PASSWORD, &error);
  g_assert_no_error (error);
  village->list = count_from (NULL);
}

static char *
line_of (const CunyiDue *due)
{
  return g_strdup_printf ("%s|%s|%s|%s|%s|%d", due->rule, due->subject, due->form, due->case_, due->what, due->due);
}

static void
assert_same (const CunyiWorklist *one, const CunyiWorklist *other, const char *after)
{
  for (guint i = 0; i < MIN (one->due->len, other->due->len); i++)
    {
      g_autofree char *a = line_of (g_ptr_array_index (one->due, i)), *b = line_of (g_ptr_array_index (other->due, i));

      if (g_strcmp0 (a, b) != 0)
        g_error ("after %s line %u is %s and should be %s", after, i, a, b);
    }
  g_assert_cmpuint (one->due->len, ==, other->due->len);
}

/* How many lines are the same things in both, not only alike: those were not counted again. */
static guint
count_shared (const CunyiWorklist *one, const CunyiWorklist *other)
{
  g_autoptr (GHashTable) lines = g_hash_table_new (NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < one->due->len; i++)
    g_hash_table_add (lines, g_ptr_array_index (one->due, i));
  for (guint i = 0; i < other->due->len; i++)
    n += g_hash_table_contains (lines, g_ptr_array_index (other->due, i));
  return n;
}

/* How many lines of one say what none of the other does. */
static guint
count_new (const CunyiWorklist *one, const CunyiWorklist *other)
{
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  for (guint i = 0; i < other->due->len; i++)
    g_hash_table_add (lines, line_of (g_ptr_array_index (other->due, i)));
  for (guint i = 0; i < one->due->len; i++)
    {
      g_autofree char *line = line_of (g_ptr_array_index (one->due, i));

      n += !g_hash_table_contains (lines, line);
    }
  return n;
}

/* Brings the list up to date after something was written. `everybody` when it is to be counted anew. Returns how many lines it lost
 * and won. */
static guint
look_again (const char *after, gboolean everybody)
{
  g_autoptr (CunyiWorklist) last = village->list, whole = count_from (NULL);

  village->list = count_from (last);
  assert_same (village->list, whole, after);
  if (everybody)
    g_assert_cmpuint (count_shared (last, village->list), ==, 0);
  else
    g_assert_cmpuint (count_shared (last, village->list), >, whole->due->len / 2);
  return count_new (village->list, last) + count_new (last, village->list);
}

static void
write_sql (const char *sql)
{
  CunyiDatabase *database = cunyi_clinic_get_database (village->clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) statement = NULL;

  cunyi_database_begin (database, "Test", &error);
  g_assert_no_error (error);
  statement = cunyi_database_prepare (database, sql, &error);
  g_assert_no_error (error);
  cunyi_statement_run (statement, &error);
  g_assert_no_error (error);
  g_clear_pointer (&statement, cunyi_statement_free);
  cunyi_database_commit (database, &error);
  g_assert_no_error (error);
}

#define NTH(what, n) "(" what " ORDER BY 1 LIMIT 1 OFFSET " #n ")"

/* What happens in a village, one after the other; the lines of many rules come and go by it. */
static const char *const changes[] = {
  "UPDATE person SET state = 'dead', state_since = '2022-07-30' WHERE id = " NTH ("SELECT c.person FROM condition AS c JOIN resident AS r ON r.person = c.person WHERE c.disease = 'hypertension'", 3),
  "UPDATE person SET birth = '1950-01-01' WHERE id = " NTH ("SELECT person FROM resident WHERE birth > '1990' AND resident = 1", 2),
  /* into another household, and what was written of the old one after that */
  "INSERT INTO stay (id, person, household, relation, until) SELECT 'stay', id, household, relation, '2022-07-20' FROM person WHERE id = "
    NTH ("SELECT m_person FROM household_visit_member", 0),
  "UPDATE person SET household = (SELECT max (id) FROM household), state_since = '2022-07-20' WHERE id = "
    NTH ("SELECT m_person FROM household_visit_member", 0),
  "UPDATE record SET answers = jsonb_remove (answers, '$.member') WHERE id = "
    NTH ("SELECT v.record FROM household_visit_member AS v JOIN person AS p ON p.id = v.m_person WHERE p.household <> v.subject", 0),
  "DELETE FROM record WHERE id = " NTH ("SELECT id FROM record WHERE form = 'household_visit'", 1),
  "DELETE FROM record WHERE id = " NTH ("SELECT id FROM record WHERE form = 'hypertension_followup' AND day > '2022-06'", 1),
  "DELETE FROM record WHERE id = " NTH ("SELECT id FROM record WHERE form = 'health_check' AND day > '2022'", 5),
  "UPDATE record SET day = '2021-01-05' WHERE id = " NTH ("SELECT id FROM record WHERE form = 'health_check'", 7),
  "DELETE FROM record WHERE id IN (SELECT id FROM record WHERE form = 'chronic_survey' ORDER BY id LIMIT 3)",
  "UPDATE record SET answers = jsonb_set (answers, '$.result', 'p_need', '$.need', 'd01') WHERE id = "
    NTH ("SELECT id FROM record WHERE form = 'chronic_survey'", 4),
  "DELETE FROM condition WHERE id = " NTH ("SELECT id FROM condition WHERE disease = 'diabetes'", 1),
  "UPDATE condition SET until = '2022-07-01' WHERE id = " NTH ("SELECT id FROM condition WHERE disease = 'mental'", 0),
  "UPDATE condition SET disease = 'tuberculosis' WHERE id = " NTH ("SELECT id FROM condition WHERE disease = 'guanxinbing'", 0),
  "DELETE FROM membership WHERE id = " NTH ("SELECT id FROM membership WHERE household IS NOT NULL AND group_ = 'lifted'", 0),
  "UPDATE membership SET from_ = '2022-07-31' WHERE id = " NTH ("SELECT id FROM membership WHERE household IS NOT NULL AND group_ = 'lifted'", 1),
  "UPDATE membership SET until = '2022-06-30' WHERE id = " NTH ("SELECT id FROM membership WHERE group_ LIKE 'mon_%'", 0),
  "UPDATE case_ SET ends = '2022-08-12' WHERE id = " NTH ("SELECT id FROM case_ WHERE workflow = 'contract' AND state = 'active'", 2),
  "UPDATE case_ SET state = 'a_returned' WHERE id = " NTH ("SELECT id FROM case_ WHERE workflow = 'chronic_application'", 1),
  "UPDATE case_ SET closed = '2022-08-01' WHERE workflow = 'problem' AND closed IS NULL",
  "UPDATE issue SET handed = '2022-08-01' WHERE id = " NTH ("SELECT id FROM issue WHERE handed IS NULL AND void IS NULL", 0),
  "UPDATE household SET ended = '2022-07-31' WHERE id = " NTH ("SELECT c.subject FROM case_ AS c JOIN household AS h ON h.id = c.subject WHERE c.closed IS NULL AND c.due IS NOT NULL", 0),
};

static void
what_is_written_is_in_it (void)
{
  CunyiDatabase *database = cunyi_clinic_get_database (village->clinic);
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;
  guint moved = 0;

  g_assert_cmpuint (village->list->due->len, >, 50);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      guint lines;

      write_sql (changes[i]);
      lines = look_again (changes[i], FALSE);
      g_test_message ("%u lines: %s", lines, changes[i]);
      moved += lines > 0;
    }
  g_assert_cmpuint (moved, >=, (G_N_ELEMENTS (changes) - 1) / 2); /* the changes are of a kind that matters, but for the stay */
  g_assert_true (cunyi_database_undo (database, cunyi_database_last_change (database, &what), &error));
  g_assert_no_error (error);
  look_again ("undo", FALSE);
  follow_up (village->clinic, ((CunyiDue *) g_ptr_array_index (village->list->due, 0))->subject, "2022-07-31");
  look_again ("a visit", FALSE);
}

/* One record after the other goes, of whatever form and whomever. */
static void
whatever_record_goes (void)
{
  for (guint i = 0; i < 40; i++)
    {
      write_sql ("DELETE FROM record WHERE id = (SELECT id FROM record ORDER BY length (answers) * 7919 % 1000, id LIMIT 1)");
      look_again ("a record that goes", FALSE);
    }
}

static void
nothing_written_is_the_same_list (void)
{
  g_autoptr (CunyiWorklist) same = count_from (village->list);

  g_assert_true (same == village->list);
}

static void
declare_rule (const char *sql)
{
  CunyiDatabase *database = cunyi_clinic_get_database (village->clinic);
  g_autoptr (GBytes) rule = g_bytes_new_static (sql, strlen (sql));
  g_autoptr (GError) error = NULL;

  cunyi_database_begin (database, "Test", &error);
  g_assert_no_error (error);
  cunyi_definition_put (database, "due", "own", "demo", "1", rule, NULL, &error);
  g_assert_no_error (error);
  cunyi_database_commit (database, &error);
  g_assert_no_error (error);
}

/* A rule that does not name :among is asked about everybody each time: its lines may hang on anything. */
static void
a_rule_without_among_is_asked_about_everybody (void)
{
  declare_rule ("-- title: 甲\n-- section: work\nSELECT p.id AS subject, (SELECT count (*) FROM condition) AS what FROM person AS p");
  look_again ("another rule", TRUE);
  write_sql ("DELETE FROM condition WHERE id = (SELECT min (id) FROM condition)");
  {
    g_autoptr (CunyiWorklist) last = village->list, whole = count_from (NULL);

    village->list = count_from (last);
    assert_same (village->list, whole, "a rule that asks about everybody");
    g_assert_cmpuint (count_shared (last, village->list), >, 0);
  }
}

/* What concerns everybody: a setting that a rule asks for, a place, the day, much at once, other rules. */
static void
what_concerns_everybody_counts_everybody (void)
{
  CunyiDatabase *database = cunyi_clinic_get_database (village->clinic);
  g_autoptr (GError) error = NULL;

  cunyi_setting_set (database, "due/health_check/ahead", "200", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (look_again ("a setting", TRUE), >, 0);
  write_sql ("UPDATE place SET name = name || '1' WHERE level = 'group'");
  look_again ("a place", TRUE);
  cunyi_clock_hold ("2022-08-30");
  g_assert_cmpint (look_again ("another day", TRUE), >, 0);
  write_sql ("UPDATE person SET note = '改'");
  write_sql ("UPDATE record SET entered = entered || '0'");
  look_again ("much at once", TRUE);
  declare_rule ("-- title: 甲\n-- section: work\nSELECT id AS subject FROM person WHERE state = 'here'");
  look_again ("another rule", TRUE);
}

static void
who_wants_no_more_gets_nothing (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (cunyi_worklist_count (village->clinic, 0, cancellable, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worklist/written", what_is_written_is_in_it);
  g_test_add_func ("/worklist/record", whatever_record_goes);
  g_test_add_func ("/worklist/nothing", nothing_written_is_the_same_list);
  g_test_add_func ("/worklist/everybody", what_concerns_everybody_counts_everybody);
  g_test_add_func ("/worklist/without-among", a_rule_without_among_is_asked_about_everybody);
  g_test_add_func ("/worklist/cancelled", who_wants_no_more_gets_nothing);
  settle_village ();
  result = g_test_run ();
  leave_village ();
  return result;
}
