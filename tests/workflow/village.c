/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The village that the tests of cases work in. */

#include "config.h"

#include "village.h"

#include "base/clock.h"
#include "base/pack.h"
#include "store/definition.h"
#include "store/statement.h"

#include <glib/gstdio.h>

static char *
insert_place (Village *village)
{
  g_autoptr (GError) error = NULL;
  char *id = cunyi_database_new_id (village->database, &error);
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (village->database, "place/insert", &error);

  cunyi_statement_bind_text (statement, ":id", id);
  cunyi_statement_bind_text (statement, ":level", "village");
  cunyi_statement_bind_text (statement, ":name", "柳河村");
  cunyi_statement_bind_text (statement, ":code", "");
  cunyi_statement_bind_int (statement, ":position", 0);
  cunyi_statement_run (statement, &error);
  g_assert_no_error (error);
  return id;
}

static char *
insert_household (Village *village)
{
  g_autoptr (GError) error = NULL;
  char *id = cunyi_database_new_id (village->database, &error);
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (village->database, "household/insert", &error);

  cunyi_statement_bind_text (statement, ":id", id);
  cunyi_statement_bind_text (statement, ":place", village->place);
  cunyi_statement_bind_text (statement, ":number", "0001");
  cunyi_statement_bind_text (statement, ":address", "");
  cunyi_statement_bind_text (statement, ":phone", "");
  cunyi_statement_bind_text (statement, ":note", "");
  cunyi_statement_bind_text (statement, ":extra", "{}");
  cunyi_statement_run (statement, &error);
  g_assert_no_error (error);
  return id;
}

static char *
insert_person (Village *village, guint number)
{
  static const char *const blank[] = { ":id_number", ":phone", ":ethnic", ":education", ":insurance", ":note" };
  g_autoptr (GError) error = NULL;
  char *id = cunyi_database_new_id (village->database, &error);
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (village->database, "person/insert", &error);
  g_autofree char *name = g_strdup_printf ("张%u", number);

  cunyi_statement_bind_text (statement, ":id", id);
  cunyi_statement_bind_text (statement, ":household", village->household);
  cunyi_statement_bind_text (statement, ":name", name);
  cunyi_statement_bind_text (statement, ":id_type", "id");
  cunyi_statement_bind_text (statement, ":sex", "1");
  cunyi_statement_bind_text (statement, ":birth", "1960-05-01");
  cunyi_statement_bind_text (statement, ":relation", number == 0 ? "02" : "99");
  cunyi_statement_bind_text (statement, ":state", "here");
  cunyi_statement_bind_text (statement, ":extra", "{}");
  cunyi_statement_bind_int (statement, ":resident", 1);
  for (guint i = 0; i < G_N_ELEMENTS (blank); i++)
    cunyi_statement_bind_text (statement, blank[i], "");
  cunyi_statement_run (statement, &error);
  g_assert_no_error (error);
  return id;
}

static char *
insert_staff (Village *village, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *id = cunyi_database_new_id (village->database, &error);
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (village->database, "staff/insert", &error);

  cunyi_statement_bind_text (statement, ":id", id);
  cunyi_statement_bind_text (statement, ":name", name);
  cunyi_statement_bind_text (statement, ":user", "doctor");
  cunyi_statement_bind_text (statement, ":title", "乡村医生");
  cunyi_statement_bind_text (statement, ":phone", "");
  cunyi_statement_run (statement, &error);
  g_assert_no_error (error);
  return id;
}

static void
put_files (Village *village, CunyiPack *pack, const char *kind)
{
  g_autoptr (GPtrArray) files = cunyi_pack_list_files (pack, kind, NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const CunyiPackFile *file = files->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) content = cunyi_pack_file_read (file, &error);

      g_assert_no_error (error);
      cunyi_definition_put (village->database, kind, file->id, file->pack, file->version, content, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
put_pack (Village *village)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new ("national");
  g_autoptr (CunyiPack) pack = cunyi_pack_open ("national", faults);

  g_assert_nonnull (pack);
  put_files (village, pack, "codes");
  put_files (village, pack, "workflows");
}

Village *
village_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *recovery = NULL;
  Village *village = g_new0 (Village, 1);

  cunyi_clock_hold (VILLAGE_TODAY);
  village->folder = g_dir_make_tmp ("cunyi-workflow-XXXXXX", &error);
  g_assert_no_error (error);
  village->file = g_build_filename (village->folder, "village.cunyi", NULL);
  village->database = cunyi_database_create (village->file, "doctor", "secret", FALSE, &recovery, &error);
  g_assert_no_error (error);
  cunyi_database_begin (village->database, "Make village", &error);
  g_assert_no_error (error);
  village->doctor = insert_staff (village, "李医生");
  village->place = insert_place (village);
  village->household = insert_household (village);
  for (guint i = 0; i < N_PEOPLE; i++)
    village->people[i] = insert_person (village, i);
  put_pack (village);
  cunyi_database_commit (village->database, &error);
  g_assert_no_error (error);
  cunyi_database_set_staff (village->database, village->doctor);
  village->book = cunyi_book_new (village->database);
  cunyi_book_add_views (village->book, &error);
  g_assert_no_error (error);
  return village;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
village_free (Village *village)
{
  cunyi_book_free (village->book);
  g_assert_finalize_object (village->database);
  remove_folder (village->folder);
  for (guint i = 0; i < N_PEOPLE; i++)
    g_free (village->people[i]);
  g_free (village->household);
  g_free (village->place);
  g_free (village->doctor);
  g_free (village->file);
  g_free (village->folder);
  g_free (village);
}

void
village_put (Village *village, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));

  cunyi_definition_put (village->database, "workflows", name, "test", "1", content, NULL, &error);
  g_assert_no_error (error);
  cunyi_book_reload (village->book);
  cunyi_book_add_views (village->book, &error);
  g_assert_no_error (error);
}

char *
village_open (Village *village, const char *workflow, const char *subject, const char *topic, const char *parent,
              const char *answers)
{
  CunyiCaseOpening opening = { .workflow = workflow, .subject = subject, .topic = topic, .parent = parent,
                               .answers = answers, .defaults = TRUE };
  g_autoptr (GError) error = NULL;
  char *id = cunyi_case_open (village->book, &opening, &error);

  g_assert_no_error (error);
  g_assert_nonnull (id);
  return id;
}

void
village_move (Village *village, const char *id, const char *move, const char *answers)
{
  CunyiMoveRequest request = { .move = move, .answers = answers, .defaults = TRUE };
  g_autoptr (GError) error = NULL;
  gboolean ok = cunyi_case_move (village->book, id, &request, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
}

char *
village_refuse (Village *village, const char *id, const char *move, const char *answers, CunyiWorkflowError code)
{
  CunyiMoveRequest request = { .move = move, .answers = answers, .defaults = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiCase) before = cunyi_case_load (village->book, id, NULL);
  g_autoptr (CunyiCase) after = NULL;
  gint64 events = village_count (village, "case_event");

  g_assert_false (cunyi_case_move (village->book, id, &request, &error));
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, (int) code);
  after = cunyi_case_load (village->book, id, NULL);
  g_assert_cmpstr (after->state, ==, before->state);
  g_assert_cmpstr (after->data, ==, before->data);
  g_assert_cmpint (village_count (village, "case_event"), ==, events);
  return g_strdup (error->message);
}

void
village_assert_state (Village *village, const char *id, const char *state)
{
  g_autoptr (CunyiCase) c = cunyi_case_load (village->book, id, NULL);

  g_assert_nonnull (c);
  g_assert_cmpstr (c->state, ==, state);
}

char *
village_get (Village *village, const char *workflow, const char *id, const char *column)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" WHERE id = :id", workflow);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) statement = cunyi_database_prepare (village->database, sql, &error);
  gboolean row;

  g_assert_no_error (error);
  cunyi_statement_bind_text (statement, ":id", id);
  row = cunyi_statement_step (statement, &error);
  g_assert_no_error (error);
  g_assert_true (row);
  return g_strdup (cunyi_statement_get_text (statement, column));
}

gint64
village_count (Village *village, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) AS n FROM \"%s\"", table);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) statement = cunyi_database_prepare (village->database, sql, &error);

  g_assert_no_error (error);
  cunyi_statement_step (statement, &error);
  g_assert_no_error (error);
  return cunyi_statement_get_int (statement, "n");
}
