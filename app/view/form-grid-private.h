/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The parts of a grid: its rows and what they look like (form-grid-rows.c), going from one to the next
 * (form-grid-keys.c). */

#pragma once

#include "view/form-field.h"
#include "view/form-grid.h"

G_BEGIN_DECLS

typedef struct {
  char *path;
  const CunyiItem *item;
  int around;        /* row of the group or member it lies in, -1 at the top */
  guint serial;
  GtkWidget *widget; /* NULL until it shows */
  GtkWidget *body;   /* what lies in it; NULL for a question */
} CunyiFormRow;

struct _CunyiFormGrid {
  GtkWidget parent_instance;

  CunyiSession *session;
  GPtrArray *rows;   /* of CunyiFormRow */
  guint layout;      /* of the session, as built */
  guint made;        /* rows before it have their widgets, as far as they show; the others get them after the first frame */
  guint rest_id;     /* idle that makes those, 0 for none */
  CunyiFormField *current; /* has the keyboard; a weak pointer */
  gint64 went_on;    /* when the keyboard last went on by itself */
  guint reveal_id;   /* tick that brings the current question into view, after so many frames */
  int frames;
  GtkRoot *root;     /* whose focus is watched */
};

/* ---- form-grid.c ---- */

CunyiFormRow *cunyi_form_grid_get_row (CunyiFormGrid *grid, guint index);
/* Shows what a change in the session altered, and tells. */
void cunyi_form_grid_note_change (CunyiFormGrid *grid);
/* Makes the widgets that are still missing, at once. */
void cunyi_form_grid_make_rest (CunyiFormGrid *grid);

/* ---- what a row looks like: form-grid-rows.c ---- */

#define CUNYI_FORM_GRID_COLUMNS 6 /* of what lies in no group */

/* The widget of a row that has none yet, in its place. */
void cunyi_form_grid_make_widget (CunyiFormGrid *grid, guint index, const CunyiField *field);
/* Of a group, list or member. */
void cunyi_form_row_update_section (CunyiFormRow *row, const CunyiField *field);

/* ---- the keyboard, and what is chosen with it: form-grid-keys.c ---- */

/* What a question tells of itself. */
void cunyi_form_grid_connect_field (CunyiFormGrid *grid, GtkWidget *field);
/* Adds a member to a list and goes into it; takes one out. */
void cunyi_form_grid_add_member (CunyiFormGrid *grid, const char *list);
void cunyi_form_grid_remove_member (CunyiFormGrid *grid, const char *member);
/* While it is in a window. */
void cunyi_form_grid_watch_focus (CunyiFormGrid *grid, gboolean watch);
void cunyi_form_grid_bind_keys (GtkWidgetClass *widget_class);

G_END_DECLS
