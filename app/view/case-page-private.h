/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the parts of the page of a case share: case-page.c shows it, case-page-data.c its answers, case-page-moves.c moves it. */

#pragma once

#include "view/case-page.h"
#include "view/move-bar.h"
#include "view/move-panel.h"

G_BEGIN_DECLS

/* A part of the case, as it stands on the page. */
typedef struct {
  char *id;
  char *name;       /* topic, or who it is about */
  char *state;      /* name */
  GtkWidget *slot;  /* for the questions of a move */
  CunyiMoveBar *moves;
} CunyiCasePart;

struct _CunyiCasePage {
  CunyiPage parent_instance;

  GtkButton *subject_button;
  GtkLabel *topic_label;
  GtkLabel *due_label;
  GtkButton *parent_button;
  GtkButton *record_button;
  GtkWidget *steps;
  AdwBin *panel_slot;
  CunyiMoveBar *moves;
  GtkLabel *error_label;
  GtkWidget *prints;
  GtkWidget *parts_box;
  GtkLabel *parts_label;
  GtkWidget *parts;
  GtkWidget *lines_box;
  GtkLabel *lines_label;
  GtkGrid *lines;
  GtkWidget *data_box;
  GtkWidget *data;
  GtkGrid *events;

  char *id;
  CunyiCase *c;
  GPtrArray *part_list; /* CunyiCasePart */
  CunyiMovePanel *panel; /* while a move asks; lives in a slot */
  int panel_part;        /* index of the part that moves, -1 for the case itself */
};

CunyiBook *cunyi_case_page_get_book (CunyiCasePage *self);
CunyiCasePart *cunyi_case_page_get_part (CunyiCasePage *self, guint index);
/* A sentence above the case, "" for none. */
void cunyi_case_page_tell_error (CunyiCasePage *self, const char *text);
void cunyi_case_page_show_error (CunyiCasePage *self, const GError *error);
/* Shows what the store says now, unless a move is being prepared. */
void cunyi_case_page_read (CunyiCasePage *self);

GtkWidget *cunyi_case_page_new_label (const char *text, const char *css_class);
void cunyi_case_page_clear (GtkWidget *box);

/* ---- case-page-data.c ---- */

/* What was answered, JSON, as text; `photos`: says too where there is one. (transfer full) */
char *cunyi_case_page_describe (CunyiForm *form, const char *answers, const char *separator, gboolean photos);
void cunyi_case_page_show_data (CunyiCasePage *self, CunyiWorkflow *workflow);

/* ---- case-page-moves.c ---- */

void cunyi_case_page_close_panel (CunyiCasePage *self);
/* Puts the keyboard to the moves of a part, -1 for those of the case. */
void cunyi_case_page_focus_moves (CunyiCasePage *self, int part);
/* The part that has the keyboard, -1 for the case itself. */
int cunyi_case_page_find_focus (CunyiCasePage *self);
void cunyi_case_page_move_cb (CunyiCasePage *self, const char *move);
void cunyi_case_page_part_move_cb (CunyiMoveBar *moves, const char *move, CunyiCasePage *self);
gboolean cunyi_case_page_key_cb (CunyiCasePage *self, guint key, guint code, GdkModifierType state);

G_END_DECLS
