/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* <form/>, for the layer alone: the parts of a form as they come on paper, and what its four layouts share. The words that
 * a form says about its paper are explained in data/packs/README.md. */

#pragma once

#include "document/layout.h"
#include "document/writing.h"

G_BEGIN_DECLS

#define CUNYI_FORM_PAD_X 2.5
#define CUNYI_FORM_PAD_Y 1.6
#define CUNYI_FORM_MAX_SECTIONS CUNYI_MAX_RAILS

typedef enum {
  CUNYI_PAPER_GRID,    /* as the screen: the question before its answer */
  CUNYI_PAPER_SHEET,   /* questions in cells of their own at the left, as on official sheets */
  CUNYI_PAPER_COLUMNS, /* several records side by side */
  CUNYI_PAPER_ROWS,    /* a register: one record a line */
} CunyiPaperLayout;

/* What stands together in one cell, or over the whole width. */
typedef struct {
  const CunyiItem *item;    /* a question, a note, a repeat, or a group whose name stands across */
  GPtrArray *joined;        /* questions in the same cell, behind it */
  const CunyiItem *sections[CUNYI_FORM_MAX_SECTIONS]; /* groups whose names stand at the left, the outer one first */
  guint n_sections;
  guint columns;            /* units of a row */
  gboolean begins_page;
  gboolean once;            /* beside records that stand side by side: over all of them, the last one's */
} CunyiFormPart;

typedef struct {
  CunyiLayout *layout;
  CunyiForm *form;
  CunyiPaperLayout kind;
  CunyiContext *context; /* of the template */
  CunyiLook look;
  gboolean ruled;        /* values stand on lines: there is no table around them */
  double width;
  GArray *bands;         /* CunyiBand */
  GPtrArray *photos;     /* CunyiFormPhoto, in the order of their cells: they follow behind the table */
} CunyiFormPaper;

/* A photograph of somebody's papers and the question that it answers. */
typedef struct {
  const CunyiItem *item;
  char *name;
} CunyiFormPhoto;

/* A cell of a row under way. */
typedef struct {
  double x, width;
  CunyiSlab *slab; /* owned by the row */
  gboolean shade;
} CunyiFormCell;

/* form-parts.c. (transfer full) (element-type CunyiFormPart) */
GArray *cunyi_form_list_parts (CunyiFormPaper *paper, gboolean head);
gboolean cunyi_form_is_printed (const CunyiItem *item);
/* Questions of a repeat that are its columns, each with those that join it. (transfer full) (element-type CunyiFormPart) */
GArray *cunyi_form_list_columns (CunyiFormPaper *paper, const CunyiItem *repeat);
/* The parts of a group by itself. (transfer full) (element-type CunyiFormPart) */
GArray *cunyi_form_list_inside (CunyiFormPaper *paper, const CunyiItem *group);
/* A group that is a table of its own, words columns and across; and whether an item is one of its rows or columns. */
gboolean cunyi_form_is_table (const CunyiItem *group);
gboolean cunyi_form_is_in_table (const CunyiItem *table, const CunyiItem *item);
/* The question on paper; "" for “-”. (transfer full) */
char *cunyi_form_label (CunyiFormPaper *paper, const CunyiItem *item);
/* Settings print_layout and print_count. */
CunyiPaperLayout cunyi_form_get_layout (CunyiForm *form);
guint cunyi_form_count_records (CunyiForm *form);
/* TRUE when something stands above the table. */
gboolean cunyi_form_has_head (CunyiForm *form);
/* How many questions from `first` on stand in one row, 0 when that is none; and the units that one takes: what it says for
 * paper, else as on the screen, but not too few for a cell of its own unless all is `as_on_screen`. */
guint cunyi_form_take_row (GArray *parts, guint first, gboolean as_on_screen);
guint cunyi_form_get_units (const CunyiFormPart *part, gboolean as_on_screen);

/* form-answer.c: what stands in the cell of a part. `label` before it, "" for none; with `legend` the options are elsewhere.
 * (transfer full) */
CunyiSlab *cunyi_form_lay_answer (CunyiFormPaper *paper, const CunyiFormPart *part, CunyiContext *context, const char *label,
                                  gboolean legend, double width);
/* The options with their numbers, below each other where it is narrow. (transfer full) */
CunyiSlab *cunyi_form_lay_legend (CunyiFormPaper *paper, const CunyiItem *item, const CunyiLook *look, double width);
/* In a table the options stand in the head of their column, and a cell holds only what was chosen. */
gboolean cunyi_form_has_legend (const CunyiItem *item);
/* A cell of a table. (transfer full) */
CunyiSlab *cunyi_form_lay_member (CunyiFormPaper *paper, const CunyiFormPart *part, CunyiContext *context, double width);

/* form-row.c: rows to bands. `edges` are where the sections of a part begin, and behind the last where they end. */
double cunyi_form_row_height (CunyiFormPaper *paper);
/* (transfer full) (element-type CunyiFormCell) */
GArray *cunyi_form_new_cells (void);
/* Takes the slab. */
void cunyi_form_add_cell (GArray *cells, double x, double width, CunyiSlab *slab, gboolean shade);
void cunyi_form_add_words (CunyiFormPaper *paper, GArray *cells, double x, double width, const char *text, CunyiAlign align,
                           gboolean shade);
/* Takes the cells and makes `band` of them, which says the rest; the sections of `part`, which may be NULL, run beside it. */
void cunyi_form_add_row (CunyiFormPaper *paper, GArray *cells, double least, const CunyiFormPart *part, const double *edges,
                         CunyiBand band);
/* Makes rows higher where the name of their section would not be read beside them. */
void cunyi_form_grow_sections (CunyiFormPaper *paper);
/* Two rows that are one band: cells of the upper, of the lower, and those as high as both. Takes the cells. */
void cunyi_form_add_rows (CunyiFormPaper *paper, GArray *upper, GArray *lower, GArray *both, const CunyiFormPart *part,
                          const double *edges, CunyiBand band);
/* One text over the width from `x` on: the name of a group, or a note. */
void cunyi_form_add_wide (CunyiFormPaper *paper, const CunyiFormPart *part, double x, const double *edges);
/* A repeat as a table from `x` on, with empty lines to write on. */
void cunyi_form_add_repeat (CunyiFormPaper *paper, const CunyiFormPart *part, double x, const double *edges);
/* Widths of the columns of a table with these questions. (transfer full) (element-type double) */
GArray *cunyi_form_share_width (GArray *parts, double width);
/* The question at the head of a column, and with `legend` its options below it. */
void cunyi_form_add_heading (CunyiFormPaper *paper, GArray *cells, const CunyiFormPart *part, gboolean legend, double x,
                             double width);

/* form-table.c: a group that is a table, from `x` on. */
void cunyi_form_add_table (CunyiFormPaper *paper, const CunyiFormPart *part, double x, const double *edges);

/* form-photos.c: takes a photograph to the annex; what stands in its cell: 附图1. (transfer full) */
char *cunyi_form_add_photo (CunyiFormPaper *paper, const CunyiItem *item, const char *name);
void cunyi_form_free_photo (gpointer photo);
/* The annex behind the table: photographs as large as the page, as many on one as fit. */
void cunyi_form_lay_photos (CunyiFormPaper *paper);

/* The layouts. */
void cunyi_form_lay_grid (CunyiFormPaper *paper);
void cunyi_form_lay_sheet (CunyiFormPaper *paper);
void cunyi_form_lay_columns (CunyiFormPaper *paper, GPtrArray *records);
void cunyi_form_lay_rows (CunyiFormPaper *paper, GPtrArray *records);

G_END_DECLS
