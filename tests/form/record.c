/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Records, drafts and views in a store of their own. */

#include "config.h"

#include "base/clock.h"
#include "form/record.h"
#include "form/session.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder;
  CunyiDatabase *database;
  CunyiForm *form;
  char *definition;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "form", "forms", "follow_up.csv", NULL);
  g_autofree char *file = NULL, *recovery = NULL;
  g_autoptr (GBytes) content = NULL;
  char *text;
  gsize length;

  fixture->folder = g_dir_make_tmp ("cunyi-form-XXXXXX", &error);
  file = g_build_filename (fixture->folder, "village.cunyi", NULL);
  fixture->database = cunyi_database_create (file, "doctor", "secret", FALSE, &recovery, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  content = g_bytes_new_take (text, length);
  fixture->form = cunyi_form_parse ("follow_up", content, NULL, NULL, faults);
  g_assert_nonnull (fixture->form);
  g_assert_true (cunyi_definition_put (fixture->database, "forms", "follow_up", "test", "1", content, &fixture->definition,
                                       &error));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GDir *dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_object_unref (fixture->database);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_dir_close (dir);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->definition);
  cunyi_form_unref (fixture->form);
}

/* Saves answers of a day about p.1 and gives the id. */
static char *
save (Fixture *fixture, const char *day, const char *answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiRecord) record = g_new0 (CunyiRecord, 1);

  record->form = g_strdup ("follow_up");
  record->subject = g_strdup ("p.1");
  record->day = g_strdup (day);
  record->definition = g_strdup (fixture->definition);
  record->answers = g_strdup (answers);
  cunyi_record_save (fixture->database, record, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&record->id);
}

static char *
query (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) statement = cunyi_database_prepare (fixture->database, sql, &error);
  GString *rows = g_string_new (NULL);

  g_assert_no_error (error);
  while (cunyi_statement_step (statement, &error))
    {
      for (int i = 0; i < cunyi_statement_n_columns (statement); i++)
        g_string_append_printf (rows, "%s%s", i > 0 ? "|" : rows->len > 0 ? "\n" : "",
                                cunyi_statement_null_at (statement, i) ? "NULL" : cunyi_statement_text_at (statement, i));
    }
  g_assert_no_error (error);
  return g_string_free (rows, FALSE);
}

static void
a_record_comes_back_as_it_was_saved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = save (fixture, "2022-07-26", "{\"sbp\":152,\"height\":165.5,\"phone\":\"013800138000\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiRecord) record = cunyi_record_load (fixture->database, id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (record->answers, ==, "{\"sbp\":152,\"height\":165.5,\"phone\":\"013800138000\"}");
  g_assert_cmpstr (record->day, ==, "2022-07-26");
  g_assert_cmpstr (record->definition, ==, fixture->definition);
  g_assert_cmpstr (record->entered, ==, "2022-07-26T08:30:00");
  g_assert_null (record->staff);
  g_assert_null (cunyi_record_load (fixture->database, "nobody", &error));
  g_assert_no_error (error);
}

static void
a_record_is_changed_deleted_and_brought_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = save (fixture, "2022-07-26", "{\"sbp\":152}");
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiRecord) record = cunyi_record_load (fixture->database, id, &error), again = NULL, gone = NULL, back = NULL;
  g_autofree char *what = NULL;

  g_free (record->answers);
  g_free (record->day);
  record->answers = g_strdup ("{\"sbp\":140}");
  record->day = g_strdup ("2022-07-25");
  g_assert_true (cunyi_record_save (fixture->database, record, "Mend", &error));
  again = cunyi_record_load (fixture->database, id, &error);
  g_assert_cmpstr (again->answers, ==, "{\"sbp\":140}");
  g_assert_cmpstr (again->day, ==, "2022-07-25");
  g_assert_true (cunyi_record_delete (fixture->database, id, NULL, &error));
  gone = cunyi_record_load (fixture->database, id, &error);
  g_assert_null (gone);
  g_assert_true (cunyi_database_undo (fixture->database, cunyi_database_last_change (fixture->database, &what), &error));
  g_assert_cmpstr (what, ==, "Delete form");
  back = cunyi_record_load (fixture->database, id, &error);
  g_assert_cmpstr (back->answers, ==, "{\"sbp\":140}");
}

static void
answers_that_are_no_json_are_not_saved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiRecord) record = g_new0 (CunyiRecord, 1);

  record->form = g_strdup ("follow_up");
  record->subject = g_strdup ("p.1");
  record->day = g_strdup ("2022-07-26");
  record->definition = g_strdup (fixture->definition);
  record->answers = g_strdup ("{");
  g_assert_false (cunyi_record_save (fixture->database, record, NULL, &error));
  g_assert_nonnull (error);
  g_assert_null (record->id);
  g_free (save (fixture, "2022-07-26", "{}")); /* the store goes on */
}

static void
the_last_record_and_last_values_are_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = save (fixture, "2022-01-10", "{\"sbp\":150,\"dbp\":90,\"height\":165}");
  g_autofree char *second = save (fixture, "2022-04-10", "{\"sbp\":148,\"weight\":60}");
  g_autofree char *third = save (fixture, "2022-07-10", "{\"sbp\":144}");
  g_autoptr (CunyiRecord) last = cunyi_record_last (fixture->database, "follow_up", "p.1", NULL, NULL, &error);
  g_autoptr (CunyiRecord) before = cunyi_record_last (fixture->database, "follow_up", "p.1", "2022-04-10", NULL, &error);
  g_autoptr (CunyiRecord) other = cunyi_record_last (fixture->database, "follow_up", "p.1", NULL, third, &error);
  g_autoptr (CunyiRecord) nobody = cunyi_record_last (fixture->database, "follow_up", "p.2", NULL, NULL, &error);
  g_autoptr (GPtrArray) all = cunyi_record_list (fixture->database, "p.1", NULL, 0, &error);
  g_autoptr (GPtrArray) two = cunyi_record_list (fixture->database, "p.1", "follow_up", 2, &error);
  g_autoptr (GPtrArray) values = NULL;
  static const struct { const char *name, *value, *day; } expected[] = {
    { "sbp", "148", "2022-04-10" }, { "dbp", "90", "2022-01-10" }, { "height", "165", "2022-01-10" },
  };

  g_assert_cmpstr (last->id, ==, third);
  g_assert_cmpstr (before->id, ==, second);
  g_assert_cmpstr (other->id, ==, second);
  g_assert_null (nobody);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpstr (((CunyiRecord *) g_ptr_array_index (two, 0))->id, ==, third);
  values = cunyi_record_list_previous (fixture->database, fixture->form, "p.1", "2022-07-26", third, &error);
  g_assert_cmpuint (values->len, ==, G_N_ELEMENTS (expected)); /* weight asks for none */
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      CunyiPrevious *previous = g_ptr_array_index (values, i);

      g_assert_cmpstr (previous->name, ==, expected[i].name);
      g_assert_cmpstr (previous->value, ==, expected[i].value);
      g_assert_cmpstr (previous->day, ==, expected[i].day);
    }
}

static void
a_form_is_read_with_the_definition_of_its_record (Fixture *fixture, gconstpointer data)
{
  static const char newer[] = "survey\n,type,name,label\n,text,other,别的\n";
  g_autoptr (GBytes) content = g_bytes_new_static (newer, strlen (newer));
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiForm) form = NULL;

  g_assert_true (cunyi_definition_put (fixture->database, "forms", "follow_up", "test", "2", content, NULL, &error));
  form = cunyi_record_load_form (fixture->database, fixture->definition, NULL, NULL, faults, &error);
  g_assert_nonnull (cunyi_form_find (form, "sbp"));
  g_assert_null (cunyi_record_load_form (fixture->database, "nothing", NULL, NULL, faults, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_NOT_FOUND);
}

static void
a_draft_is_written_over_and_discarded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDraft) draft = g_new0 (CunyiDraft, 1), loaded = NULL, none = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  gint64 change = cunyi_database_last_change (fixture->database, NULL);

  draft->form = g_strdup ("follow_up");
  draft->subject = g_strdup ("p.1");
  draft->definition = g_strdup (fixture->definition);
  draft->answers = g_strdup ("{\"sbp\":\"15x\"}");
  g_assert_true (cunyi_draft_save (fixture->database, draft, &error));
  g_free (draft->answers);
  draft->answers = g_strdup ("{\"sbp\":152}");
  g_assert_true (cunyi_draft_save (fixture->database, draft, &error));
  loaded = cunyi_draft_load (fixture->database, "follow_up", "p.1", NULL, &error);
  g_assert_cmpstr (loaded->answers, ==, "{\"sbp\":152}");
  g_assert_cmpstr (loaded->touched, ==, "2022-07-26T08:30:00");
  g_assert_cmpstr (loaded->record, ==, "");
  drafts = cunyi_draft_list (fixture->database, "p.1", &error);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_true (cunyi_draft_discard (fixture->database, "follow_up", "p.1", NULL, &error));
  none = cunyi_draft_load (fixture->database, "follow_up", "p.1", NULL, &error);
  g_assert_null (none);
  g_assert_no_error (error);
  g_assert_cmpint (cunyi_database_last_change (fixture->database, NULL), ==, change); /* no change that undo would name */
}

static void
views_give_each_question_a_column (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = NULL, *drugs = NULL, *kinds = NULL;

  g_free (save (fixture, "2022-07-26", "{\"sbp\":152,\"height\":165.5,\"phone\":\"138\",\"way\":\"1\",\"symptoms\":\"2 3\","
                                       "\"drugs\":[{\"drug\":\"甲\",\"dose\":5},{\"dose\":80},{}]}"));
  g_free (save (fixture, "2022-07-27", "{}"));
  cunyi_record_add_views (fixture->database, fixture->form, NULL, &error);
  g_assert_no_error (error);
  rows = query (fixture, "SELECT subject, day, sbp, dbp, phone, way, symptoms FROM follow_up ORDER BY day");
  g_assert_cmpstr (rows, ==, "p.1|2022-07-26|152|NULL|138|1|2 3\np.1|2022-07-27|NULL|NULL|NULL|NULL|NULL");
  kinds = query (fixture, "SELECT typeof (sbp), typeof (height), typeof (phone), typeof (way) FROM follow_up WHERE sbp > 140");
  g_assert_cmpstr (kinds, ==, "integer|real|text|text");
  drugs = query (fixture, "SELECT subject, day, position, drug, dose FROM follow_up_drugs ORDER BY position");
  g_assert_cmpstr (drugs, ==, "p.1|2022-07-26|1|甲|5\np.1|2022-07-26|2|NULL|80\np.1|2022-07-26|3|NULL|NULL");
}

static void
views_are_seen_from_a_further_connection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDatabase) reader = NULL;
  g_autoptr (CunyiStatement) statement = NULL;

  g_free (save (fixture, "2022-07-26", "{\"sbp\":152}"));
  g_assert_true (cunyi_record_add_views (fixture->database, fixture->form, NULL, &error));
  reader = cunyi_database_open_again (fixture->database, TRUE, &error);
  g_assert_no_error (error);
  statement = cunyi_database_prepare_foreign (reader, "SELECT count (*) AS n FROM follow_up WHERE sbp > 150", &error);
  g_assert_no_error (error);
  g_assert_true (cunyi_statement_step (statement, &error));
  g_assert_cmpint (cunyi_statement_get_int (statement, "n"), ==, 1);
}

static void
awkward_names_become_columns_too (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "survey\n,type,name,label\n,text,id,甲\n,text,Day,乙\n,text,收缩压,丙\n,text,a-b.c,丁\n"
                             ",text,x,戊\n,text,X,己\n"
                             ",begin_repeat,r,表\n,text,record,庚\n,begin_repeat,s,表\n,integer,n,辛\n,end_repeat,,\n,end_repeat,,\n";
  g_autoptr (GBytes) content = g_bytes_new_static (text, strlen (text));
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiForm) form = cunyi_form_parse ("awkward", content, NULL, NULL, faults);
  g_autoptr (CunyiRecord) record = g_new0 (CunyiRecord, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = NULL, *inner = NULL, *outer = NULL;

  record->form = g_strdup ("awkward");
  record->subject = g_strdup ("p.1");
  record->day = g_strdup ("2022-07-26");
  record->definition = g_strdup (fixture->definition);
  record->answers = g_strdup ("{\"id\":\"1\",\"Day\":\"2\",\"收缩压\":\"3\",\"a-b.c\":\"4\",\"x\":\"5\",\"X\":\"6\","
                              "\"r\":[{\"record\":\"7\"},{\"s\":[{\"n\":8},{\"n\":9}]}]}");
  g_assert_true (cunyi_record_save (fixture->database, record, NULL, &error));
  cunyi_record_add_views (fixture->database, form, NULL, &error);
  g_assert_no_error (error);
  rows = query (fixture, "SELECT day, id_, Day_, 收缩压, \"a-b.c\", x, X_ FROM awkward");
  g_assert_cmpstr (rows, ==, "2022-07-26|1|2|3|4|5|6");
  outer = query (fixture, "SELECT position, record_ FROM awkward_r ORDER BY position");
  g_assert_cmpstr (outer, ==, "1|7\n2|NULL");
  inner = query (fixture, "SELECT outer_position, position, n FROM awkward_s ORDER BY position");
  g_assert_cmpstr (inner, ==, "2|1|8\n2|2|9");
}

static void
a_form_may_not_be_called_like_a_table (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "survey\n,type,name,label\n,text,a,甲\n";
  g_autoptr (GBytes) content = g_bytes_new_static (text, strlen (text));
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiForm) form = cunyi_form_parse ("person", content, NULL, NULL, faults);
  g_autoptr (GError) error = NULL;

  g_assert_false (cunyi_record_add_views (fixture->database, form, NULL, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_REFUSED);
}

static void
a_finished_session_is_read_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CunyiSession) session = cunyi_session_new (fixture->form, NULL, NULL), again = NULL;
  g_autoptr (CunyiFinished) finished = NULL;
  g_autoptr (CunyiRecord) record = NULL;
  g_autofree char *id = NULL, *draft = NULL;

  cunyi_session_set (session, "sbp", "152");
  cunyi_session_set (session, "dbp", "94");
  cunyi_session_set (session, "next_day", "20220820");
  cunyi_session_add (session, "drugs");
  cunyi_session_set (session, "drugs[1]/drug", "甲");
  finished = cunyi_session_finish (session);
  g_assert_nonnull (finished);
  id = save (fixture, finished->day, finished->answers);
  record = cunyi_record_load (fixture->database, id, NULL);
  again = cunyi_session_new (fixture->form, NULL, record->answers);
  draft = cunyi_session_to_draft (again);
  g_assert_cmpstr (draft, ==, finished->answers);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cunyi_clock_hold ("2022-07-26T08:30:00");

#define TEST(name) g_test_add ("/form/record/" #name, Fixture, NULL, set_up, name, tear_down)
  TEST (a_record_comes_back_as_it_was_saved);
  TEST (a_record_is_changed_deleted_and_brought_back);
  TEST (answers_that_are_no_json_are_not_saved);
  TEST (the_last_record_and_last_values_are_found);
  TEST (a_form_is_read_with_the_definition_of_its_record);
  TEST (a_draft_is_written_over_and_discarded);
  TEST (views_give_each_question_a_column);
  TEST (views_are_seen_from_a_further_connection);
  TEST (awkward_names_become_columns_too);
  TEST (a_form_may_not_be_called_like_a_table);
  TEST (a_finished_session_is_read_again);
  return g_test_run ();
}
