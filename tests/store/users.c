/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Passwords, users and the recovery code. */

#include "config.h"

#include "fixture.h"
#include "store/keys.h"

static gboolean
opens (Fixture *fixture, const char *user, const char *secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDatabase) database = cunyi_database_open (fixture->path, user, secret, &error);

  if (database == NULL)
    g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_WRONG_PASSWORD);
  return database != NULL;
}

static void
a_new_password_replaces_the_old_one (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (cunyi_database_set_password (fixture->database, USER, "新的密码", &error));
  g_assert_no_error (error);
  g_assert_true (opens (fixture, USER, "新的密码"));
  g_assert_false (opens (fixture, USER, PASSWORD));
  g_assert_true (opens (fixture, NULL, fixture->recovery));
}

static void
users_come_and_go (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) two = NULL;
  g_auto (GStrv) one = NULL;

  g_assert_true (cunyi_database_set_password (fixture->database, "李四", "abc", &error));
  two = cunyi_database_list_users (fixture->path, &error);
  g_assert_cmpuint (g_strv_length (two), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) two, "李四"));
  g_assert_true (opens (fixture, "李四", "abc"));
  g_assert_true (cunyi_database_remove_user (fixture->database, "李四", &error));
  g_assert_false (opens (fixture, "李四", "abc"));
  one = cunyi_database_list_users (fixture->path, &error);
  g_assert_cmpuint (g_strv_length (one), ==, 1);

  g_assert_false (cunyi_database_remove_user (fixture->database, USER, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED);
  g_assert_true (opens (fixture, USER, PASSWORD));
}

static void
a_new_recovery_code_ends_the_old_sheet (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *code = cunyi_database_renew_recovery (fixture->database, &error);

  g_assert_no_error (error);
  g_assert_true (opens (fixture, NULL, code));
  g_assert_false (opens (fixture, NULL, fixture->recovery));
}

static void
a_slot_cannot_be_moved_to_another_store (void)
{
  g_autoptr (CunyiSecret) secret = cunyi_secret_new ();
  g_autoptr (CunyiKeys) mine = cunyi_keys_new ("store a", secret);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cunyi-keys-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.cunyi", NULL);
  g_autofree char *keys_path = cunyi_keys_path (path);
  g_autofree char *text = NULL;
  g_autofree char *moved = NULL;
  g_auto (GStrv) parts = NULL;

  g_assert_true (cunyi_keys_set (mine, "a", "secret", secret, &error));
  g_assert_true (cunyi_keys_save (mine, path, &error));
  g_assert_true (g_file_get_contents (keys_path, &text, NULL, NULL));
  parts = g_strsplit (text, "store a", 2);
  moved = g_strjoinv ("store b", parts);
  g_assert_true (g_file_set_contents (keys_path, moved, -1, NULL));
  g_assert_null (cunyi_keys_load (path, &error));
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_KEYS);
  remove_folder (folder);
}

static void
an_unknown_user_costs_what_a_known_one_does (void)
{
  g_autoptr (CunyiSecret) secret = cunyi_secret_new ();
  g_autoptr (CunyiKeys) keys = cunyi_keys_new ("store", secret);
  gint64 known = G_MAXINT64;
  gint64 unknown = G_MAXINT64;

  g_assert_true (cunyi_keys_set (keys, "a", "secret", secret, NULL));
  for (guint i = 0; i < 4; i++)
    {
      gint64 began = g_get_monotonic_time ();

      g_assert_null (cunyi_keys_open (keys, "a", "wrong", NULL));
      known = MIN (known, g_get_monotonic_time () - began);
      began = g_get_monotonic_time ();
      g_assert_null (cunyi_keys_open (keys, "b", "wrong", NULL));
      unknown = MIN (unknown, g_get_monotonic_time () - began);
    }
  g_assert_cmpint (unknown, >, known / 3);
  g_assert_cmpint (known, >, unknown / 3);
}

static void
a_password_is_the_same_however_it_is_composed (void)
{
  g_autoptr (CunyiSecret) secret = cunyi_secret_new ();
  g_autoptr (CunyiKeys) keys = cunyi_keys_new ("store", secret);
  g_autoptr (CunyiSecret) opened = NULL;

  g_assert_true (cunyi_keys_set (keys, "a", "\xc3\xa9", secret, NULL)); /* é */
  opened = cunyi_keys_open (keys, "a", "e\xcc\x81", NULL);              /* e and an accent */
  g_assert_nonnull (opened);
}

static void
a_recovery_code_has_eight_groups_and_checks_itself (void)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *code = cunyi_recovery_new ();
      g_auto (GStrv) groups = g_strsplit (code, "-", -1);
      char kept;

      g_assert_cmpuint (g_strv_length (groups), ==, 8);
      for (guint g = 0; g < 8; g++)
        g_assert_cmpuint (strlen (groups[g]), ==, 4);
      g_assert_null (strpbrk (code, "0O1IL2Z5S8BG"));
      g_assert_true (cunyi_database_check_recovery (code));
      /* a letter too few, and two that changed places are nearly always found */
      kept = code[strlen (code) - 1];
      code[strlen (code) - 1] = '\0';
      g_assert_false (cunyi_database_check_recovery (code));
      code[strlen (code)] = kept;
    }
}

static void
a_recovery_code_may_be_typed_in_many_ways (void)
{
  g_autofree char *code = cunyi_recovery_new ();
  g_autofree char *small = g_ascii_strdown (code, -1);
  g_autofree char *together = g_strdup (code);
  g_autoptr (GString) wide = g_string_new (" \t");
  char *to = together;

  for (const char *from = code; *from; from++)
    {
      if (*from != '-')
        *to++ = *from;
      g_string_append_unichar (wide, *from == '-' ? 0x3000 : *from - '!' + 0xff01); /* as a Chinese input method does */
    }
  *to = '\0';
  g_assert_true (cunyi_database_check_recovery (small));
  g_assert_true (cunyi_database_check_recovery (together));
  g_assert_true (cunyi_database_check_recovery (wide->str));
}

static void
a_slip_in_a_recovery_code_is_found (void)
{
  guint missed = 0;

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *code = cunyi_recovery_new ();
      char *letter = code + (i * 7) % strlen (code);

      if (*letter == '-')
        letter++;
      *letter = *letter == 'A' ? 'C' : 'A';
      missed += cunyi_database_check_recovery (code);
    }
  g_assert_cmpuint (missed, <=, 8); /* one in 576 is to be expected */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add_func ("/store/users/" #name, name)
  ADD (a_new_password_replaces_the_old_one);
  ADD (users_come_and_go);
  ADD (a_new_recovery_code_ends_the_old_sheet);
  ADD (a_slot_cannot_be_moved_to_another_store);
  ADD (an_unknown_user_costs_what_a_known_one_does);
  ADD (a_password_is_the_same_however_it_is_composed);
  ADD (a_recovery_code_has_eight_groups_and_checks_itself);
  ADD (a_recovery_code_may_be_typed_in_many_ways);
  ADD (a_slip_in_a_recovery_code_is_found);
#undef ADD

  return g_test_run ();
}
