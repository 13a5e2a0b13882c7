/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A store in a folder of its own, gone with the fixture. Its user is 张三 with the password 123456; anything that should
 * work and does not, ends the test. */

#pragma once

#include "store/database.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define USER "张三"
#define PASSWORD "123456"

typedef struct {
  char *folder;
  char *path;
  char *recovery;
  CunyiDatabase *database; /* NULL after fixture_close() */
  GPtrArray *bytes;
} Fixture;

static inline Fixture *
fixture_new (void)
{
  g_autoptr (GError) error = NULL;
  Fixture *fixture = g_new0 (Fixture, 1);

  fixture->folder = g_dir_make_tmp ("cunyi-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "村 #1?.cunyi", NULL);
  fixture->bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  fixture->database = cunyi_database_create (fixture->path, USER, PASSWORD, FALSE, &fixture->recovery, &error);
  g_assert_no_error (error);
  return fixture;
}

static inline void
fixture_close (Fixture *fixture)
{
  g_clear_object (&fixture->database);
}

static inline void
fixture_open (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->database = cunyi_database_open (fixture->path, USER, PASSWORD, &error);
  g_assert_no_error (error);
}

/* Every file in a folder, then the folder. */
static inline void
remove_folder (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_unlink (file) != 0)
        remove_folder (file);
    }
  if (dir)
    g_dir_close (dir);
  g_rmdir (path);
}

static inline void
fixture_free (Fixture *fixture)
{
  fixture_close (fixture);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->recovery);
  g_ptr_array_unref (fixture->bytes);
  g_free (fixture);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

/* A full disk for whoever runs the test: no file may grow beyond `bytes` until fixture_empty_disk(). */
static inline void
fixture_fill_disk (rlim_t bytes)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static inline void
fixture_empty_disk (void)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* (transfer none) */
static inline GBytes *
fixture_bytes (Fixture *fixture, const char *text)
{
  GBytes *bytes = g_bytes_new (text, strlen (text));

  g_ptr_array_add (fixture->bytes, bytes);
  return bytes;
}

static inline gboolean
fixture_try (Fixture *fixture, const char *sql, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_prepare (fixture->database, sql, error);

  return statement && cunyi_statement_run (statement, error);
}

static inline void
fixture_run (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  fixture_try (fixture, sql, &error);
  g_assert_no_error (error);
}

static inline gint64
fixture_count (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) statement = cunyi_database_prepare (fixture->database, sql, &error);

  g_assert_no_error (error);
  g_assert_true (cunyi_statement_step (statement, &error));
  return cunyi_statement_int_at (statement, 0);
}

/* First column of the first row; "" when there is none. (transfer full) */
static inline char *
fixture_text (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) statement = cunyi_database_prepare (fixture->database, sql, &error);
  gboolean row;

  g_assert_no_error (error);
  row = cunyi_statement_step (statement, &error);
  g_assert_no_error (error);
  return g_strdup (row ? cunyi_statement_text_at (statement, 0) : "");
}

static inline void
fixture_begin (Fixture *fixture, const char *what)
{
  g_autoptr (GError) error = NULL;

  cunyi_database_begin (fixture->database, what, &error);
  g_assert_no_error (error);
}

static inline void
fixture_commit (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  cunyi_database_commit (fixture->database, &error);
  g_assert_no_error (error);
}

static inline char *
fixture_new_id (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *id = cunyi_database_new_id (fixture->database, &error);

  g_assert_no_error (error);
  return id;
}

static inline CunyiStatement *
fixture_statement (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  CunyiStatement *statement = cunyi_database_statement (fixture->database, name, &error);

  g_assert_no_error (error);
  return statement;
}

/* Inside of a transaction. (transfer full) */
static inline char *
fixture_add_place (Fixture *fixture, const char *parent, const char *level, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) place = fixture_statement (fixture, "place/insert");
  char *id = fixture_new_id (fixture);

  cunyi_statement_bind_text (place, ":id", id);
  cunyi_statement_bind_text (place, ":parent", parent);
  cunyi_statement_bind_text (place, ":level", level);
  cunyi_statement_bind_text (place, ":name", name);
  cunyi_statement_bind_text (place, ":code", "");
  cunyi_statement_bind_int (place, ":position", 1);
  cunyi_statement_run (place, &error);
  g_assert_no_error (error);
  return id;
}

/* Inside of a transaction. (transfer full) */
static inline char *
fixture_add_household (Fixture *fixture, const char *place, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) household = fixture_statement (fixture, "household/insert");
  char *id = fixture_new_id (fixture);

  cunyi_statement_bind_text (household, ":id", id);
  cunyi_statement_bind_text (household, ":place", place);
  cunyi_statement_bind_text (household, ":number", number);
  cunyi_statement_bind_text (household, ":address", "");
  cunyi_statement_bind_text (household, ":phone", "");
  cunyi_statement_bind_text (household, ":note", "");
  cunyi_statement_bind_text (household, ":extra", "{}");
  cunyi_statement_run (household, &error);
  g_assert_no_error (error);
  return id;
}

/* Inside of a transaction. (transfer full) */
static inline char *
fixture_add_person (Fixture *fixture, const char *household, const char *name, const char *id_number, const char *relation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) person = fixture_statement (fixture, "person/insert");
  char *id = fixture_new_id (fixture);

  cunyi_statement_bind_text (person, ":id", id);
  cunyi_statement_bind_text (person, ":household", household);
  cunyi_statement_bind_text (person, ":name", name);
  cunyi_statement_bind_text (person, ":id_type", "id");
  cunyi_statement_bind_text (person, ":id_number", id_number);
  cunyi_statement_bind_text (person, ":sex", "2");
  cunyi_statement_bind_text (person, ":birth", "1960-07-26");
  cunyi_statement_bind_text (person, ":relation", relation);
  cunyi_statement_bind_text (person, ":phone", "");
  cunyi_statement_bind_text (person, ":ethnic", "01");
  cunyi_statement_bind_text (person, ":education", "");
  cunyi_statement_bind_text (person, ":insurance", "resident");
  cunyi_statement_bind_int (person, ":resident", 1);
  cunyi_statement_bind_text (person, ":state", "here");
  cunyi_statement_bind_text (person, ":note", "");
  cunyi_statement_bind_text (person, ":extra", "{}");
  cunyi_statement_run (person, &error);
  g_assert_no_error (error);
  return id;
}
