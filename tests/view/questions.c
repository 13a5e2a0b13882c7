/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What tests of a form page do with its questions. */

#include "config.h"

#include "questions.h"

#include "view/form-field.h"

GtkWidget *
question_find (Harness *harness, const char *path)
{
  return harness_find (harness_page (harness), path);
}

gboolean
question_has_keyboard (Harness *harness, const char *path)
{
  GtkWidget *focus = harness_focus (harness);

  return focus && gtk_widget_is_ancestor (focus, question_find (harness, path));
}

void
question_go_to (Harness *harness, const char *path)
{
  g_assert_true (gtk_widget_grab_focus (question_find (harness, path)));
  harness_settle ();
}

void
question_answer (Harness *harness, const char *path, const char *typed)
{
  question_go_to (harness, path);
  harness_type (harness, typed);
  /* The number of a choice has gone on by itself. */
  if (question_has_keyboard (harness, path))
    harness_press (harness, "Return");
}

void
question_assert (Harness *harness, const char *path, const char *expected)
{
  g_assert_cmpstr (cunyi_form_field_get_field (CUNYI_FORM_FIELD (question_find (harness, path)))->value, ==, expected);
}
