/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The parts of the page: what is kept, discarded and brought back (form-page-draft.c), and how it ends
 * (form-page-save.c). */

#pragma once

#include "clinic/filling.h"
#include "view/draft-keeper.h"
#include "view/form-grid.h"
#include "view/form-page.h"
#include "view/window.h"

G_BEGIN_DECLS

struct _CunyiFormPage {
  CunyiPage parent_instance;

  GtkLabel *subject_label;
  GtkWidget *notice;
  GtkLabel *notice_label;
  GtkButton *notice_button;
  CunyiFormGrid *grid;
  GtkButton *errors_button;
  GtkLabel *hint_label;
  GtkButton *save_button;
  GtkButton *next_button;
  GtkButton *skip_button;
  GtkButton *delete_button; /* for a record that is there */

  CunyiFilling *filling;
  char *form;
  char *subject;
  char *record;         /* that is changed, NULL for a new one */
  CunyiDraftKeeper *keeper;
  char *day;            /* of the visit, as last looked at */
  guint follow_id;      /* idle that looks whether the day wants another version of the form */

  CunyiDraft *discarded; /* can be brought back */
  GPtrArray *photos;     /* the bytes of its photographs */
  char *removed;         /* answers before a member was taken out; can be brought back */

  GPtrArray *following;  /* ids of those after this one, when a list is gone through; else NULL */
  GCancellable *looking; /* for who is next */
  char *next_form, *next_subject;
};

/* ---- form-page.c ---- */

CunyiSession *cunyi_form_page_get_session (CunyiFormPage *page);
CunyiWindow *cunyi_form_page_get_window (CunyiFormPage *page);
/* How many places are to be mended. */
void cunyi_form_page_show_errors (CunyiFormPage *page);
/* TRUE when the form says another day of the visit than when this was last asked. */
gboolean cunyi_form_page_day_has_changed (CunyiFormPage *page);
/* Another day of the visit may want another version of the form. TRUE when the page shows another form now. */
gboolean cunyi_form_page_follow_day (CunyiFormPage *page);

/* ---- form-page-draft.c ---- */

/* Begins to fill, or goes on with the draft. */
gboolean cunyi_form_page_begin (CunyiFormPage *page, GError **error);
/* Writes the draft; a CunyiDraftKeep. */
gboolean cunyi_form_page_keep_draft (gpointer page, GError **error);
/* A sentence over the form, and a button with it when `button` is not NULL. */
void cunyi_form_page_show_notice (CunyiFormPage *page, const char *text, const char *button);
/* Its button. */
void cunyi_form_page_notice_cb (CunyiFormPage *page);
/* A member is about to be taken out. */
void cunyi_form_page_removing_cb (CunyiFormPage *page);

/* ---- form-page-save.c ---- */

/* Saves and goes back; with `go_on`, to whom is next. */
void cunyi_form_page_finish (CunyiFormPage *page, gboolean go_on);
void cunyi_form_page_delete (CunyiFormPage *page);
void cunyi_form_page_go_on_to_next (CunyiFormPage *page, CunyiWindow *window);

G_END_DECLS
