/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filling forms with the keyboard: what is typed, what is told, what is kept. */

#include "config.h"

#include "harness.h"
#include "people.h"

#include "clinic/resident.h"
#include "clinic/search.h"
#include "form/record.h"
#include "view/case-page.h"
#include "view/form-page.h"

#define FORM "hypertension_followup"

static char *
find_person (Harness *harness, const char *typed)
{
  g_autoptr (GPtrArray) people = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), typed, 1);

  g_assert_cmpuint (people->len, ==, 1);
  return g_strdup (g_ptr_array_index (people, 0));
}

static char *
find_household (Harness *harness, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiPerson) loaded = cunyi_person_load (cunyi_clinic_get_database (harness->clinic), person, &error);

  g_assert_no_error (error);
  return g_strdup (loaded->household);
}

static Harness *
open_form (const char *form, char **subject)
{
  Harness *harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (12));
  g_autofree char *person = find_person (harness, "zhangsan");

  *subject = g_str_equal (form, "household_visit") ? find_household (harness, person) : g_strdup (person);
  cunyi_window_fill_form (harness->window, form, *subject);
  harness_wait_for (CUNYI_IS_FORM_PAGE (harness_page (harness)));
  harness_settle ();
  return harness;
}

static GtkWidget *
field (Harness *harness, const char *path)
{
  return harness_find (harness_page (harness), path);
}

static gboolean
has_keyboard (Harness *harness, const char *path)
{
  GtkWidget *focus = harness_focus (harness);

  return focus && gtk_widget_is_ancestor (focus, field (harness, path));
}

static void
go_to (Harness *harness, const char *path)
{
  g_assert_true (gtk_widget_grab_focus (field (harness, path)));
  harness_settle ();
}

static void
answer (Harness *harness, const char *path, const char *typed)
{
  go_to (harness, path);
  harness_type (harness, typed);
  harness_press (harness, "Return");
}

static void
forms_look_like_paper (void)
{
  const char *const forms[] = { "hypertension_followup", "household_visit", "chronic_application_form" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *subject = NULL;
      g_autoptr (Harness) harness = open_form (forms[i], &subject);
      g_autofree char *dark = g_strconcat (forms[i], "-dark", NULL);

      harness_picture (harness, forms[i]);
      harness_set_dark (TRUE);
      harness_picture (harness, dark);
      harness_set_dark (FALSE);
    }
}

int
main (int argc, char **argv)
{
  harness_init (&argc, &argv);
  g_test_add_func ("/view/forms/forms-look-like-paper", forms_look_like_paper);
  return g_test_run ();
}
