/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window: a narrow column of pages, the search box, the page in view, and the screens before a clinic is open. */

#pragma once

#include <adwaita.h>

#include "document/document.h"
#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_WINDOW (cunyi_window_get_type ())
G_DECLARE_FINAL_TYPE (CunyiWindow, cunyi_window, CUNYI, WINDOW, AdwApplicationWindow)

CunyiWindow *cunyi_window_new (GtkApplication *application);
/* The window around a widget. (transfer none) */
CunyiWindow *cunyi_window_get (GtkWidget *widget);

/* Looks at what lies at `path` and shows the first start or the lock. */
void cunyi_window_start (CunyiWindow *window, const char *path);
/* Goes to work in the demo village at `path`, which is made unless it is there. */
void cunyi_window_start_demo (CunyiWindow *window, const char *path);
/* Goes to work with an open clinic; asks first what day it is when the clock cannot be right. */
void cunyi_window_open_clinic (CunyiWindow *window, CunyiClinic *clinic);
CunyiClinic *cunyi_window_get_clinic (CunyiWindow *window);
/* The day has turned: what moves by itself on its day moves, and the page reads again. */
void cunyi_window_begin_day (CunyiWindow *window);
/* Something was changed on another connection (an import in a thread): the page reads again, the search learns of it. */
void cunyi_window_store_changed (CunyiWindow *window);
/* Forgets the key and shows the lock. */
void cunyi_window_lock (CunyiWindow *window);

/* Puts a page on top of the history. (transfer floating) */
void cunyi_window_push (CunyiWindow *window, CunyiPage *page);
/* Back to the page before. */
void cunyi_window_pop (CunyiWindow *window);
CunyiPage *cunyi_window_get_page (CunyiWindow *window);

/* The usual ways on, from any page. */
void cunyi_window_show_person (CunyiWindow *window, const char *person);
void cunyi_window_show_household (CunyiWindow *window, const char *household);
void cunyi_window_show_case (CunyiWindow *window, const char *case_);
/* Fills a form for a subject, or goes on with its draft. */
void cunyi_window_fill_form (CunyiWindow *window, const char *form, const char *subject);
/* One after another: the first of the people (ids) now, the rest as each is saved. */
void cunyi_window_fill_forms (CunyiWindow *window, const char *form, GPtrArray *subjects);
/* A few questions for many people, in a table. */
void cunyi_window_fill_table (CunyiWindow *window, const char *form, GPtrArray *subjects);
/* Changes a record. */
void cunyi_window_edit_record (CunyiWindow *window, const char *record);
/* Forms of a subject on paper, as cunyi_sheets_page_new() takes them. */
void cunyi_window_print_forms (CunyiWindow *window, const char *subject, const char *form, const char *record, CunyiDocument *draft);
/* People by id under a heading: what is behind a number. */
void cunyi_window_show_people (CunyiWindow *window, const char *title, GPtrArray *people);
/* Preview of a document for a subject and, where it has one, a case (NULL otherwise). */
void cunyi_window_show_document (CunyiWindow *window, const char *document, const char *subject, const char *case_);

/* Tells the doctor an error, as a sentence. */
void cunyi_window_show_error (CunyiWindow *window, const GError *error);
/* Tells what was done, for some seconds. */
void cunyi_window_tell (CunyiWindow *window, const char *text);
/* The same with a button for an action without a target. */
void cunyi_window_tell_with_action (CunyiWindow *window, const char *text, const char *label, const char *action);
/* Tells that a file was written, with a button that shows its folder. */
void cunyi_window_tell_saved (CunyiWindow *window, const char *path);
/* What was done, with the button Undo, for the last change in the store. */
void cunyi_window_tell_done (CunyiWindow *window, const char *text);
/* The same, with `link` as a button that shows a case. */
void cunyi_window_tell_done_with_case (CunyiWindow *window, const char *text, const char *link, const char *case_);

G_END_DECLS
