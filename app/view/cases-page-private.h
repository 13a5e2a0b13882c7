/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the two halves of the board share: cases-page.c shows the columns, cases-page-moves.c moves what is selected. */

#pragma once

#include "view/case-column.h"
#include "view/cases-page.h"
#include "view/move-bar.h"
#include "view/move-panel.h"
#include "view/short-list.h"

G_BEGIN_DECLS

struct _CunyiCasesPage {
  CunyiPage parent_instance;

  GtkWidget *switcher;
  GtkLabel *count_label;
  GtkButton *overdue_button;
  GtkToggleButton *closed_button;
  GtkButton *new_button;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkButton *empty_button;
  GtkWidget *board;
  GtkWidget *bar;
  GtkLabel *bar_label;
  CunyiMoveBar *moves;
  GtkWidget *panel_window;
  AdwBin *panel_slot;
  GtkLabel *error_label;
  GtkWidget *refused_box;
  GtkLabel *refused_label;
  CunyiShortList *refused_list;

  char *workflow;       /* id of the one on show, NULL before the first */
  GPtrArray *columns;   /* CunyiCaseColumn, shown */
  GHashTable *selected; /* ids */
  char *selected_in;    /* state that they are in */
  char *current;        /* id of the card at hand; NULL for none */
  CunyiMovePanel *panel;
  GtkRoot *root;        /* whose focus is watched */
};

CunyiBook *cunyi_cases_page_get_book (CunyiCasesPage *self);
CunyiCaseColumn *cunyi_cases_page_get_column (CunyiCasesPage *self, guint index);
/* A sentence in the bar, "" for none. */
void cunyi_cases_page_tell_error (CunyiCasesPage *self, const char *text);
void cunyi_cases_page_show_error (CunyiCasesPage *self, const GError *error);
/* Reads the columns again. */
void cunyi_cases_page_show_board (CunyiCasesPage *self);

/* ---- cases-page-moves.c ---- */

/* The moves of what is selected, else of the card at hand. */
void cunyi_cases_page_show_bar (CunyiCasesPage *self);
/* The same, and the ticks on the cards. */
void cunyi_cases_page_mark (CunyiCasesPage *self);
void cunyi_cases_page_focus_current (CunyiCasesPage *self);
void cunyi_cases_page_close_panel (CunyiCasesPage *self);
/* Who could not be moved, none of them for NULL. */
void cunyi_cases_page_show_refused (CunyiCasesPage *self, const CunyiBulkResult *result);
void cunyi_cases_page_move_cb (CunyiCasesPage *self, const char *name);

G_END_DECLS
