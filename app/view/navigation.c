/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The usual ways on from any page: which page shows a person, a case, a form. Apart from the window, so that the window
 * knows no page. */

#include "config.h"

#include "view/case-page.h"
#include "view/document-page.h"
#include "view/form-page.h"
#include "view/household-page.h"
#include "view/person-page.h"
#include "view/residents-page.h"
#include "view/sheets-page.h"
#include "view/table-page.h"
#include "view/window.h"

void
cunyi_window_show_person (CunyiWindow *window, const char *person)
{
  cunyi_window_push (window, cunyi_person_page_new (cunyi_window_get_clinic (window), person));
}

void
cunyi_window_show_household (CunyiWindow *window, const char *household)
{
  cunyi_window_push (window, cunyi_household_page_new (cunyi_window_get_clinic (window), household));
}

void
cunyi_window_show_case (CunyiWindow *window, const char *case_)
{
  cunyi_window_push (window, cunyi_case_page_new (cunyi_window_get_clinic (window), case_));
}

static void
push_or_tell (CunyiWindow *window, CunyiPage *page, const GError *error)
{
  if (page)
    cunyi_window_push (window, page);
  else
    cunyi_window_show_error (window, error);
}

void
cunyi_window_fill_form (CunyiWindow *window, const char *form, const char *subject)
{
  g_autoptr (GError) error = NULL;
  CunyiPage *page = cunyi_form_page_new (cunyi_window_get_clinic (window), form, subject, &error);

  push_or_tell (window, page, error);
}

void
cunyi_window_fill_forms (CunyiWindow *window, const char *form, GPtrArray *subjects)
{
  g_autoptr (GPtrArray) following = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  CunyiPage *page;

  g_return_if_fail (subjects->len > 0);

  for (guint i = 1; i < subjects->len; i++)
    g_ptr_array_add (following, g_strdup (g_ptr_array_index (subjects, i)));
  page = cunyi_form_page_new_in_list (cunyi_window_get_clinic (window), form, g_ptr_array_index (subjects, 0), following,
                                      &error);
  push_or_tell (window, page, error);
}

void
cunyi_window_fill_table (CunyiWindow *window, const char *form, GPtrArray *subjects)
{
  g_autoptr (GError) error = NULL;
  CunyiPage *page = cunyi_table_page_new (cunyi_window_get_clinic (window), form, subjects, &error);

  push_or_tell (window, page, error);
}

void
cunyi_window_edit_record (CunyiWindow *window, const char *record)
{
  g_autoptr (GError) error = NULL;
  CunyiPage *page = cunyi_form_page_new_for_record (cunyi_window_get_clinic (window), record, &error);

  push_or_tell (window, page, error);
}

void
cunyi_window_print_forms (CunyiWindow *window, const char *subject, const char *form, const char *record, CunyiDocument *draft)
{
  g_autoptr (GError) error = NULL;
  CunyiPage *page = cunyi_sheets_page_new (cunyi_window_get_clinic (window), subject, form, record, draft, &error);

  push_or_tell (window, page, error);
}

void
cunyi_window_show_people (CunyiWindow *window, const char *title, GPtrArray *people)
{
  cunyi_window_push (window, cunyi_residents_page_new_for (cunyi_window_get_clinic (window), title, people));
}

void
cunyi_window_show_document (CunyiWindow *window, const char *document, const char *subject, const char *case_)
{
  g_autoptr (GError) error = NULL;
  CunyiPage *page = cunyi_document_page_new (cunyi_window_get_clinic (window), document, subject, case_, &error);

  push_or_tell (window, page, error);
}
