/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Many people in a row: one form after another, and a few questions of all in a table. */

#include "config.h"

#include "harness.h"
#include "people.h"

#include "form/record.h"
#include "view/form-page.h"
#include "view/table-page.h"

#define FORM "blood_pressure"

static GPtrArray *
find_people (Harness *harness)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) rows
    = cunyi_database_prepare_foreign (cunyi_clinic_get_database (harness->clinic),
                                      "SELECT person FROM resident ORDER BY person LIMIT 6", &error);
  GPtrArray *people = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  while (cunyi_statement_step (rows, &error))
    g_ptr_array_add (people, g_strdup (cunyi_statement_get_text (rows, "person")));
  g_assert_no_error (error);
  return people;
}

static guint
count_records (Harness *harness, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = cunyi_record_list (cunyi_clinic_get_database (harness->clinic), person, FORM, 0, &error);

  g_assert_no_error (error);
  return records->len;
}

static const char *
get_person (GPtrArray *people, guint index)
{
  return g_ptr_array_index (people, index);
}

static Harness *
open_table (GPtrArray **people)
{
  Harness *harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));

  *people = find_people (harness);
  g_assert_cmpuint ((*people)->len, >, 3);
  cunyi_window_fill_table (harness->window, FORM, *people);
  harness_wait_for (CUNYI_IS_TABLE_PAGE (harness_page (harness)));
  harness_settle ();
  return harness;
}

static gboolean
has_keyboard (Harness *harness, const char *cell)
{
  GtkWidget *focus = harness_focus (harness);

  return focus && gtk_widget_is_ancestor (focus, harness_find (harness_page (harness), cell));
}

static void
a_table_is_typed_like_a_spreadsheet (void)
{
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (Harness) harness = open_table (&people);

  g_assert_true (has_keyboard (harness, "sbp-1"));
  harness_type (harness, "152");
  harness_press (harness, "Return");
  harness_type (harness, "94");
  harness_press (harness, "Return");
  harness_press (harness, "Return");
  g_assert_true (has_keyboard (harness, "sbp-2"));
  harness_type (harness, "1450");
  harness_press (harness, "Return");
  harness_type (harness, "80");
  harness_press (harness, "Down");
  g_assert_true (has_keyboard (harness, "dbp-3"));
  harness_type (harness, "78");
  harness_press (harness, "Up");
  g_assert_true (has_keyboard (harness, "dbp-2"));
  g_assert_true (harness_shows (harness_page (harness), "收缩压应在60到280之间"));
  harness_picture (harness, "table");
  harness_set_dark (TRUE);
  harness_picture (harness, "table-dark");
  harness_set_dark (FALSE);

  /* What is whole becomes a record; the rest stays, with what is wrong. */
  harness_press (harness, "<Control>s");
  harness_settle ();
  g_assert_cmpuint (count_records (harness, get_person (people, 0)), ==, 1);
  g_assert_cmpuint (count_records (harness, get_person (people, 1)), ==, 0);
  g_assert_cmpuint (count_records (harness, get_person (people, 2)), ==, 0);
  g_assert_true (has_keyboard (harness, "sbp-2"));
  harness_press (harness, "<Control>a");
  harness_type (harness, "145");
  harness_press (harness, "Return");
  harness_press (harness, "<Control>s");
  harness_settle ();
  g_assert_cmpuint (count_records (harness, get_person (people, 1)), ==, 1);
  harness_picture (harness, "table-saved");
}

static void
a_row_that_was_not_saved_is_a_draft (void)
{
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (Harness) harness = open_table (&people);

  harness_type (harness, "152");
  harness_press (harness, "Return");
  harness_press (harness, "Escape");
  harness_wait_for (!CUNYI_IS_TABLE_PAGE (harness_page (harness)));
  cunyi_window_fill_table (harness->window, FORM, people);
  harness_wait_for (CUNYI_IS_TABLE_PAGE (harness_page (harness)));
  harness_settle ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (harness_find (harness_page (harness), "sbp-1"))), ==, "152");
}

static void
one_form_follows_another (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_autoptr (GPtrArray) people = find_people (harness);

  cunyi_window_fill_forms (harness->window, FORM, people);
  harness_wait_for (CUNYI_IS_FORM_PAGE (harness_page (harness)));
  harness_wait_for (has_keyboard (harness, "sbp"));
  harness_type (harness, "152");
  harness_press (harness, "Return");
  harness_type (harness, "94");
  harness_press (harness, "Return");
  harness_picture (harness, "following");
  harness_press (harness, "<Control>Return");
  harness_settle ();
  g_assert_cmpuint (count_records (harness, get_person (people, 0)), ==, 1);
  g_assert_true (CUNYI_IS_FORM_PAGE (harness_page (harness)));
  /* Who is not there is passed over. */
  harness_press (harness, "F9");
  harness_settle ();
  harness_wait_for (has_keyboard (harness, "sbp"));
  harness_type (harness, "130");
  harness_press (harness, "Return");
  harness_type (harness, "80");
  harness_press (harness, "<Control>Return");
  harness_settle ();
  g_assert_cmpuint (count_records (harness, get_person (people, 1)), ==, 0);
  g_assert_cmpuint (count_records (harness, get_person (people, 2)), ==, 1);
}

int
main (int argc, char **argv)
{
  harness_init (&argc, &argv);
  g_test_add_func ("/view/many/a-table-is-typed-like-a-spreadsheet", a_table_is_typed_like_a_spreadsheet);
  g_test_add_func ("/view/many/a-row-that-was-not-saved-is-a-draft", a_row_that_was_not_saved_is_a_draft);
  g_test_add_func ("/view/many/one-form-follows-another", one_form_follows_another);
  return harness_run ();
}
