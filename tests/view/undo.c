/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ctrl+Z by habit: what a hand has just done goes at once, what was done in an earlier sitting only when the doctor says so. */

#include "config.h"

#include "harness.h"
#include "people.h"

#include "base/clock.h"
#include "clinic/premises.h"

static void
name_village (CunyiClinic *clinic, const char *name)
{
  g_autoptr (GError) error = NULL;

  cunyi_premises_set (clinic, CUNYI_PREMISES_VILLAGE, name, &error);
  g_assert_no_error (error);
}

static gboolean
village_is (Harness *harness, const char *name)
{
  g_autofree char *now = cunyi_premises_get (harness->clinic, CUNYI_PREMISES_VILLAGE);

  return g_strcmp0 (now, name) == 0;
}

/* Work of yesterday, then of this morning before the window opens. */
static void
fill_with_work (CunyiClinic *clinic, gpointer data)
{
  fill_with_people (clinic, data);
  cunyi_clock_hold ("2022-07-31T16:20:00");
  name_village (clinic, "河东村");
  cunyi_clock_hold ("2022-08-01T08:05:00");
  name_village (clinic, "河西村");
  cunyi_clock_hold ("2022-08-01");
}

static Harness *
open_at_noon (void)
{
  Harness *harness = harness_new ("national", fill_with_work, GUINT_TO_POINTER (3));

  harness_settle ();
  return harness;
}

/* The question that a key brings up. */
static void
is_asked (Harness *harness, const char *key, const char *sentence)
{
  harness_press (harness, key);
  harness_wait_for (harness_dialog (harness) != NULL);
  harness_activate (harness_dialog (harness));
  g_assert_true (harness_shows (harness_dialog (harness), sentence));
}

static void
answer (Harness *harness, const char *key)
{
  harness_press (harness, key);
  harness_wait_for (harness_dialog (harness) == NULL);
  harness_activate (GTK_WINDOW (harness->window));
}

static void
what_was_done_in_this_sitting_goes_at_once (void)
{
  g_autoptr (Harness) harness = open_at_noon ();

  name_village (harness->clinic, "河南村");
  harness_press (harness, "<Control>z");
  g_assert_null (harness_dialog (harness));
  g_assert_true (village_is (harness, "河西村"));
  harness_press (harness, "<Control><Shift>z");
  g_assert_null (harness_dialog (harness));
  g_assert_true (village_is (harness, "河南村"));
}

static void
what_was_done_before_is_asked_about (void)
{
  g_autoptr (Harness) harness = open_at_noon ();

  is_asked (harness, "<Control>z", "Change the clinic's data, done today 08:05: undo it?");
  harness_picture (harness, "undo-asked");
  answer (harness, "Return");
  g_assert_true (village_is (harness, "河西村"));
  is_asked (harness, "<Control>z", "done today 08:05");
  answer (harness, "Escape");
  g_assert_true (village_is (harness, "河西村"));
  is_asked (harness, "<Control>z", "done today 08:05");
  answer (harness, "<Alt>u");
  g_assert_true (village_is (harness, "河东村"));
  is_asked (harness, "<Control>z", "done yesterday 16:20");
  answer (harness, "<Alt>u");
  g_assert_true (village_is (harness, "柳河村"));
  /* What was taken back just now comes back at once. */
  harness_press (harness, "<Control><Shift>z");
  g_assert_null (harness_dialog (harness));
  g_assert_true (village_is (harness, "河东村"));
}

/* Somebody else may sit down there. */
static void
a_lock_ends_the_sitting (void)
{
  g_autoptr (Harness) harness = open_at_noon ();

  name_village (harness->clinic, "河南村");
  harness_press (harness, "<Control>z");
  g_assert_true (village_is (harness, "河西村"));
  cunyi_window_open_clinic (harness->window, harness->clinic);
  harness_settle ();
  is_asked (harness, "<Control><Shift>z", "Change the clinic's data, undone today 12:00: do it again?");
  answer (harness, "Return");
  g_assert_true (village_is (harness, "河西村"));
  is_asked (harness, "<Control><Shift>z", "undone today 12:00");
  answer (harness, "<Alt>d");
  g_assert_true (village_is (harness, "河南村"));
}

static void
a_night_ends_the_sitting (void)
{
  g_autoptr (Harness) harness = open_at_noon ();

  name_village (harness->clinic, "河南村");
  cunyi_clock_hold ("2022-08-03T08:00:00");
  is_asked (harness, "<Control>z", "done 2022年8月1日 12:00");
  answer (harness, "Return");
  g_assert_true (village_is (harness, "河南村"));
  cunyi_clock_hold ("2022-08-01");
}

int
main (int argc, char **argv)
{
  harness_init (&argc, &argv);
  g_test_add_func ("/view/undo/what-was-done-in-this-sitting-goes-at-once", what_was_done_in_this_sitting_goes_at_once);
  g_test_add_func ("/view/undo/what-was-done-before-is-asked-about", what_was_done_before_is_asked_about);
  g_test_add_func ("/view/undo/a-lock-ends-the-sitting", a_lock_ends_the_sitting);
  g_test_add_func ("/view/undo/a-night-ends-the-sitting", a_night_ends_the_sitting);
  return harness_run ();
}
